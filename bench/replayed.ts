/** Replays recorded interviews with the current program, and counts the calls to its model. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import type { Adapter, Outbound } from '../src/adapters/contract.ts';
import { type RecordedStep, type Recording, readRecording, replay } from '../src/demo/replay.ts';
import { proseIn } from '../src/letter/draft.ts';
import { wordsOf } from '../src/prompts/catalogues.ts';

/** The recordings of the project. */
export const RECORDINGS_DIRECTORY = join(import.meta.dirname, '..', 'test', 'fixtures', 'interviews');

/** Tokens of a chat completion besides the text of its two messages. */
const FRAME_TOKENS = 11;

/** One call of a model, with the current prompt and the recorded answer. */
export interface ReplayedCall {
  readonly step: RecordedStep;
  /** The line that caused it, from 1. */
  readonly line: number;
  readonly input: number;
  readonly output: number;
  /** Tokens up to the end of the first sentence, when the preview of a draft starts. */
  readonly first: number;
}

export interface Replayed {
  readonly calls: readonly ReplayedCall[];
  /** Steps without a recorded answer. */
  readonly unanswered: readonly string[];
  readonly messages: readonly Outbound[];
  /** Texts of the letters that the model wrote. */
  readonly letters: readonly string[];
  /** Letters of the template, because the model's was not accepted. */
  readonly templates: number;
}

const tokenizer = new Tiktoken(o200k);

/** The number of o200k tokens, the vocabulary of OpenAI's models since GPT-4o. Special tokens count as text. */
export function tokensIn(text: string): number {
  return tokenizer.encode(text, [], []).length;
}

/** The recordings of a directory, sorted by name. */
export async function recordingsIn(directory: string): Promise<(readonly [name: string, recording: Recording])[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => [name.slice(0, -'.json'.length), await readRecording(join(directory, name))] as const),
  );
}

/** Replays a recording without output. */
export async function replayed(recording: Recording): Promise<Replayed> {
  const calls: ReplayedCall[] = [];
  const unanswered: string[] = [];
  const messages: Outbound[] = [];
  const adapter: Adapter = {
    name: 'terminal',
    start: () => Promise.resolve(),
    async send(_, message) {
      messages.push(message);
      return { outcome: 'sent', platformId: null };
    },
    stop: () => Promise.resolve(),
  };
  await replay(recording, {
    adapter,
    onCall({ step, prompt }, given) {
      if (given === null) unanswered.push(step);
      else {
        const input = tokensIn(prompt.system) + tokensIn(prompt.user) + FRAME_TOKENS;
        const { step, line, content } = given;
        const first = tokensIn(proseIn(content)[0]?.text ?? '');
        calls.push({ step, line, input, output: tokensIn(content), first });
      }
    },
  });
  const letters = messages.flatMap((message, at) => {
    const before = messages[at - 1];
    const isTemplate = before?.kind === 'say' && before.text === wordsOf('said', 'en')('model-unable');
    return message.kind === 'letter' ? [{ text: message.text, isTemplate }] : [];
  });
  return {
    calls,
    unanswered,
    messages,
    letters: letters.filter(({ isTemplate }) => !isTemplate).map(({ text }) => text),
    templates: letters.filter(({ isTemplate }) => isTemplate).length,
  };
}
