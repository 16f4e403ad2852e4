/** The turn that brings in a letter that was written, or that none could be. */
import type { Outbound } from '../adapters/contract.ts';
import type { Unchanged, Written } from '../letter/writer.ts';
import { advance, type Interview, type InterviewEvent } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import { freeze } from '../machine/saved.ts';
import { briefOf } from '../machine/sheet.ts';
import { wordsOf } from '../prompts/words.ts';
import type { Job, Kept, Turn } from '../store/store.ts';
import { letterMessages } from './letter-messages.ts';
import { speak } from './speak.ts';

/** What a letter is written from, and what it has to find again when it is there. */
export interface Asked {
  readonly kept: Kept;
  readonly state: Interview;
}

/** Null where nothing could be written. */
export type Outcome = Written | Unchanged | Note | null;

/** A short note in place of a letter. */
export interface Note {
  readonly note: string;
}

interface Circumstances {
  /** Which of the letters that they get it is: some that are asked for come to nothing. */
  readonly edition: number;
  readonly now: Date;
  /** The models may do no more today. */
  readonly isSpent: boolean;
}

/** What was written for a job, as a turn of its place. */
export function turnOf(
  job: Job,
  { kept, state }: Asked,
  written: Outcome,
  { edition, now, isSpent }: Circumstances,
): Turn {
  const { place, version } = job;
  const arrival = arrivalOf(written, version);
  const next = advance(state, arrival);
  const turn = {
    place,
    event: { id: `${arrival.type}:${version}`, isText: false, asked: null },
    expected: kept.version,
    saved: freeze(next),
    job: { kind: 'done', job },
  } as const;
  const said = speak(next, now, null);
  const shortNote = (note: string) =>
    wordsOf('said', state.context.sheet.language)('short-note', { length: note.length, note });
  if (written && 'note' in written) return { ...turn, out: [{ kind: 'say', text: shortNote(written.note) }, ...said] };
  if (!written || 'why' in written) return { ...turn, out: said };
  const { letter, usage } = written;
  const { sheet } = state.context;
  const brief = briefOf(sheet);
  return {
    ...turn,
    out: [
      ...noteOn(written, { edition, isSpent }, state.context.sheet.language),
      ...letterMessages({ version, letter }, sheet, edition),
      ...said,
    ],
    letter: { version, letter, brief, usage },
  };
}

function arrivalOf(written: Outcome, version: number): Extract<InterviewEvent, { version: number }> {
  if (!written) return { type: 'letter.failed', version };
  if ('note' in written) return { type: 'note.written', version };
  if ('why' in written) return { type: 'letter.unchanged', version, why: written.why };
  return { type: 'letter.written', version, draft: written.draft };
}

/** What is said with a letter that is not what was asked for. That no model is used is said once. */
function noteOn(
  { draft, usage, kept }: Written,
  { edition, isSpent }: { readonly edition: number; readonly isSpent: boolean },
  language: Language,
): Outbound[] {
  const say = wordsOf('said', language);
  const unable = isSpent ? wordsOf('limits', language)('spent-letter') : say('model-unable');
  const template = usage !== null ? unable : edition === 1 ? say('without-model') : null;
  const text = draft === null ? template : kept > 0 ? say('changed-in-part') : null;
  return text === null ? [] : [{ kind: 'say', text }];
}
