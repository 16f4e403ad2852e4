/** A question to a person at a terminal before the conversation opens. */
import { createInterface } from 'node:readline';
import { YES_OR_NO } from '../../prompts/local-model.ts';
import { phraseIn, yesOrNo } from '../../text/phrases.ts';
import type { Ask } from '../contract.ts';
import { chosen, layOut, styled } from './layout.ts';
import type { TerminalInput, TerminalOutput } from './streams.ts';

interface Asking {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Ends the question. */
  readonly stopped: AbortSignal;
}

const CHOICES = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
];

/** Asks until it is answered, and leaves the input open. @returns null where they left: the input ended, or `stopped` */
export async function askYesOrNo(text: string, { input, output, stopped }: Asking): Promise<boolean | null> {
  if (stopped.aborted) return null;
  const fixed = { kind: 'ask', question: 'confirm', noted: [], takesNumbers: false, mark: '' } as const;
  const question: Ask = { ...fixed, text, choices: CHOICES };
  const marker = styled('bold', '› ', output);
  // Whole lines as the terminal edits them: what is typed ahead stays for the conversation.
  const lines = createInterface({ input, terminal: false, signal: stopped });
  try {
    output.write(`${layOut(question, output)}\n\n${marker}`);
    for await (const line of lines) {
      const answer = chosen(line, question)?.id ?? (phraseIn(line) === 'decline' ? 'no' : yesOrNo(line));
      output.write('\n');
      if (answer !== null) return answer === 'yes';
      output.write(`${YES_OR_NO}\n\n${marker}`);
    }
    output.write('\n');
    return null;
  } finally {
    lines.close();
  }
}
