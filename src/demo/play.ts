/** A recorded interview in the terminal, as if somebody typed it: at reading speed, with the letter growing. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import type { Adapter, Ask } from '../adapters/contract.ts';
import { readingWidth, styled, wrap } from '../adapters/terminal/layout.ts';
import type { TerminalOutput } from '../adapters/terminal/streams.ts';
import { createTerminal } from '../adapters/terminal/terminal.ts';
import { DEMO_ENDS, DEMO_KEYS, demoBegins } from '../prompts/model/demo.ts';
import { countWords } from '../text/sentences.ts';
import { type RecordedLine, type Recording, replay } from './replay.ts';

/** Milliseconds that a word takes to read, and a character to type. */
const WORD_MS = 170;
const CHARACTER_MS = 12;
const MARKER = '› ';
/** Nobody reads all of a long message a second time: a review, or a letter that they saw growing. */
const READING_AT_MOST_MS = 8_000;

export interface DemoOptions {
  readonly output: TerminalOutput;
  /** Resolves after so many milliseconds; sooner, with false, where the person does not want to wait. */
  pause(milliseconds: number): Promise<boolean>;
  /** The keys that the person at the terminal can press are named. */
  readonly hasKeys: boolean;
  readonly stopped: AbortSignal;
}

/** Plays a recording to its end, or until it is stopped. */
export async function play(recording: Recording, options: DemoOptions): Promise<void> {
  const { output, pause, hasKeys, stopped } = options;
  const write = (text: string) => new Promise<void>((resolve) => output.write(text, () => resolve()));
  const print = (text: string) => write(`${wrap(text, readingWidth(output.columns))}\n\n`);
  const terminal = createTerminal({
    mode: 'talk',
    // The person is the recording.
    input: new PassThrough(),
    output,
    filesDirectory: tmpdir(),
    newId: randomUUID,
    now: () => new Date(),
    onEnd: () => undefined,
    onFault: () => undefined,
  });
  let unread = 0;
  const adapter: Adapter = {
    ...terminal,
    async send(place, message, key, attempt) {
      // Nothing is left behind.
      if (message.kind === 'file') return { outcome: 'sent', platformId: null };
      unread += countWords(message.text);
      return terminal.send(place, message, key, attempt);
    },
  };

  async function type(line: RecordedLine, asked: Ask | null): Promise<void> {
    await pause(Math.min(unread * WORD_MS, READING_AT_MOST_MS));
    unread = 0;
    // The program opens the conversation by itself.
    if (stopped.aborted || (line.type === 'command' && line.name === 'start')) return;
    const width = readingWidth(output.columns);
    await write(styled('bold', MARKER, output));
    let isPaced = true;
    for (const character of wrap(typed(line, asked), width && width - MARKER.length)) {
      await write(character);
      if (isPaced) isPaced = await pause(CHARACTER_MS);
      if (stopped.aborted) return;
    }
    await write('\n\n');
  }

  await print(styled('bold', [demoBegins(recording.about), ...(hasKeys ? [DEMO_KEYS] : [])].join(' '), output));
  try {
    await replay(recording, {
      adapter,
      stopped,
      onLine: type,
      onLetterSentence: async (sentence) => void (await pause(countWords(sentence) * WORD_MS)),
    });
  } finally {
    await terminal.stop();
  }
  await (stopped.aborted ? write('\n') : print(styled('bold', DEMO_ENDS, output)));
}

/** A choice as it can be typed, by its label in brackets. */
function typed(line: RecordedLine, asked: Ask | null): string {
  switch (line.type) {
    case 'text':
      return line.text;
    case 'choice':
      return `[${asked?.choices.find(({ id }) => id === line.id)?.label ?? line.id}]`;
    case 'command':
      return `/${line.name} ${line.rest}`.trimEnd();
  }
}
