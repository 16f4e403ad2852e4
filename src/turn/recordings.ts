/** Voice notes and other recordings: what was said in them is shown, and taken for the person's words once it is confirmed. */
import type { SentFile } from '../adapters/files.ts';
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Interview } from '../machine/interview.ts';
import { isSpent } from '../model/budget.ts';
import type { Failure } from '../model/model.ts';
import type { Transcriber } from '../model/transcribing.ts';
import { type Unheard, unheardText } from '../prompts/recordings.ts';
import { keptOf } from '../reader/kept.ts';
import { hasWords } from '../text/phrases.ts';

/** Seconds. */
const LONGEST = 10 * 60;

/** What the same recording will never get from this server; anything else may work later. */
const FOR_GOOD: Readonly<Partial<Record<Failure, Unheard>>> = {
  refused: 'not-taken',
  unauthorized: 'not-taken',
  'too-long': 'too-long',
};

/** `calls`: HTTP requests that were made for it. */
type Heard = { readonly calls: number } & ({ readonly text: string } | { readonly why: Unheard });

/**
 * @param source the id of the event
 * @param isEarly it was sent before the question that stands could be seen
 * @param transcriber null where none is configured
 * @returns what a recording asks for. A further one adds to what was heard before, or replaces it once that was seen
 */
export async function recordingCommands(
  source: string,
  file: SentFile,
  state: Interview,
  isEarly: boolean,
  transcriber: Transcriber | null,
): Promise<Command[]> {
  const { calls, ...heard } = await listenTo(file, state, transcriber);
  const first = state.value === 'new' ? [remark('welcome')] : [];
  const asides: Command[] = [...first, { type: 'cost', calls, tokens: 0 }];
  if ('why' in heard) return [...asides, { type: 'say', text: unheardText(heard.why) }];
  const { text } = heard;
  if (file.isForeign) return [...asides, askBack({ kind: 'job-post', kept: keptOf(text, source, null) })];
  const more = isEarly ? moreHeard(text, state) : null;
  return [...asides, more ?? askBack({ kind: 'heard', text, source, isEarly })];
}

/** What was said before the words of a recording could be seen is part of the same answer. @returns null where none stand */
export function moreHeard(text: string, { context }: Interview): Command | null {
  const pending = context.pending.at(-1);
  return pending?.kind === 'heard' ? askBack({ ...pending, text: `${pending.text}\n${text}` }) : null;
}

async function listenTo(file: SentFile, { context }: Interview, transcriber: Transcriber | null): Promise<Heard> {
  if (transcriber === null) return { why: 'no-model', calls: 0 };
  if (file.seconds !== undefined && file.seconds > LONGEST) return { why: 'too-long', calls: 0 };
  if (isSpent(context.cost)) return { why: 'spent', calls: 0 };
  const bytes = await file.read().catch(() => null);
  if (bytes === null) return { why: 'not-fetched', calls: 0 };
  if (bytes.length === 0) return { why: 'silent', calls: 0 };
  const { answer, calls } = await transcriber.transcribe(bytes, file.name);
  if (answer.outcome === 'failed') return { why: FOR_GOOD[answer.why] ?? 'no-answer', calls };
  return hasWords(answer.value) ? { text: answer.value, calls } : { why: 'silent', calls };
}
