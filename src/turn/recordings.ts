/** Voice notes and other recordings: transcribed, shown to the person, and read once confirmed. */
import type { SentFile } from '../adapters/sent-files.ts';
import { cached } from '../letter/cache.ts';
import { askBack, type Command } from '../machine/commands.ts';
import type { Interview } from '../machine/interview.ts';
import type { PendingOf } from '../machine/pending.ts';
import { type Failure, isSpent } from '../model/model-call.ts';
import type { Transcriber } from '../model/openai.ts';
import { type TranscriptionFailure, transcriptionFailureText } from '../prompts/refusals.ts';
import { hasWords } from '../text/phrases.ts';

/** Maximum length of a recording, in seconds. */
const LONGEST = 10 * 60;

/** Permanent failures. All others may work later. */
const FOR_GOOD: Readonly<Partial<Record<Failure, TranscriptionFailure>>> = {
  refused: 'not-taken',
  unauthorized: 'not-taken',
  'too-long': 'too-long',
};

/** A transcript that waits for confirmation. */
export type Transcript = PendingOf<'heard'>;

/** Returns the transcript that has to be confirmed next; null for none. */
export function openTranscript({ context }: Interview): Transcript | null {
  const pending = context.pending.at(-1);
  return pending?.kind === 'heard' ? pending : null;
}

/** Appends a text to the unconfirmed transcript, as part of the same answer. @returns null if there is no transcript */
export function extendTranscript(text: string, state: Interview): Command | null {
  const heard = openTranscript(state);
  return heard && askBack({ ...heard, text: `${heard.text}\n${text}` });
}

/** Asks to confirm a transcript. An early one is appended to the unconfirmed one, a later one replaces it. */
export function confirmTranscript(heard: Transcript, state: Interview): Command {
  return (heard.isEarly ? extendTranscript(heard.text, state) : null) ?? askBack(heard);
}

/** `commands` report the cost and, if `text` is null, the reason. */
interface Listened {
  readonly text: string | null;
  readonly commands: readonly Command[];
}

/** @param transcriber null if none is configured @returns a function that transcribes each file only once */
export function createListener(transcriber: Transcriber | null) {
  const known = new WeakMap<SentFile, Promise<Listened>>();
  return (file: SentFile, state: Interview) => cached(known, file, () => listenTo(file, state, transcriber));
}

async function listenTo(file: SentFile, state: Interview, transcriber: Transcriber | null): Promise<Listened> {
  const { language } = state.context.sheet;
  const unheard = (why: TranscriptionFailure, calls = 0): Listened => ({
    text: null,
    commands: [
      { type: 'cost', calls, tokens: 0 },
      { type: 'say', text: transcriptionFailureText(why, language) },
    ],
  });
  if (transcriber === null) return unheard('no-model');
  if (file.seconds !== undefined && file.seconds > LONGEST) return unheard('too-long');
  if (isSpent(state.context.cost)) return unheard('spent');
  const bytes = await file.read().catch(() => null);
  if (bytes === null) return unheard('not-fetched');
  if (bytes.length === 0) return unheard('silent');
  const { answer, calls } = await transcriber.transcribe(bytes, file.name);
  if (answer.outcome === 'failed') return unheard(FOR_GOOD[answer.why] ?? 'no-answer', calls);
  if (!hasWords(answer.value)) return unheard('silent', calls);
  return { text: answer.value, commands: [{ type: 'cost', calls, tokens: 0 }] };
}
