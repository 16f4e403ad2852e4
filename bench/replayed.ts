/** Recorded interviews through the program of today, and what its model would be asked. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import type { Adapter, Outbound } from '../src/adapters/contract.ts';
import { type RecordedStep, type Recording, readRecording, replay } from '../src/demo/replay.ts';
import { proseIn } from '../src/letter/draft.ts';
import { wordsOf } from '../src/prompts/words.ts';

/** Recordings that are part of the project. */
export const RECORDINGS_DIRECTORY = join(import.meta.dirname, '..', 'test', 'fixtures', 'interviews');

/** Tokens of a chat completion besides its two messages' words. */
const FRAME_TOKENS = 11;

/** One call of a model, with today's prompt and the recorded answer. */
export interface ReplayedCall {
  readonly step: RecordedStep;
  /** The line that led to it, from 1. */
  readonly line: number;
  readonly input: number;
  readonly output: number;
  /** Of the first sentence: one of a draft is shown once it is whole. */
  readonly first: number;
}

export interface Replayed {
  readonly calls: readonly ReplayedCall[];
  /** Steps that the program asked for and the recording has no answer to. */
  readonly unanswered: readonly string[];
  readonly messages: readonly Outbound[];
  /** Texts of the letters that the model wrote. */
  readonly letters: readonly string[];
  /** Letters of templates, where the model's did not hold. */
  readonly templates: number;
}

const tokenizer = new Tiktoken(o200k);

/** Tokens of o200k, the vocabulary of OpenAI's models since GPT-4o. What looks like a special token is text. */
export function tokensIn(text: string): number {
  return tokenizer.encode(text, [], []).length;
}

/** Every recording of a directory by its name, sorted. */
export async function recordingsIn(directory: string): Promise<(readonly [name: string, recording: Recording])[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => [name.slice(0, -'.json'.length), await readRecording(join(directory, name))] as const),
  );
}

/** Plays a recording; nothing is shown. */
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
