/** Plays one case over the line protocol, as the person that it describes. */
import { performance } from 'node:perf_hooks';
import type { Case } from './case.ts';
import {
  type Answer,
  type Ask,
  type DeliveredLetter,
  type LineIn,
  type LineOut,
  LOCAL,
  type TerminalPlace,
} from './lines.ts';
import { DeadEnd, Person, type PersonName } from './person.ts';
import { type Program, SilenceError } from './protocol.ts';

/** Maximum number of lines of a person. */
const MAX_LINES = 60;

/** A figure of a main slot, noted for the first time. */
export interface FirstNote {
  readonly slot: string;
  readonly isRight: boolean;
}

/** The record of an interview, and how it ended. */
export interface Interview {
  readonly person: PersonName;
  readonly transcript: (LineIn | LineOut)[];
  readonly asks: Ask[];
  /** The text of each event of the candidate, by its id: a message, or the label and value of a button. */
  readonly events: Map<string, string>;
  /** Questions that were answered by typing. */
  readonly typed: number;
  readonly taps: number;
  /** Milliseconds from a line to its `ready`, one per turn. */
  readonly turns: number[];
  /** The fixed slots, in order; a slot that was fixed twice is listed twice. */
  readonly fixes: readonly string[];
  readonly firstNotes: readonly FirstNote[];
  /** Interjections that were never said. */
  readonly unsaid: readonly string[];
  readonly letter: DeliveredLetter | null;
  /** Why there is no letter. */
  readonly failure: string | null;
}

/**
 * Plays until the letter, or until it is clear that there will be none. Never rejects: a program that dies is a
 * failure of the interview.
 */
export async function interview(
  program: Pick<Program, 'turn'>,
  played: Case,
  person: PersonName = 'careful',
): Promise<Interview> {
  const place: TerminalPlace = `terminal:${played.id}-${person}`;
  const candidate = new Person(played, person);
  const transcript: (LineIn | LineOut)[] = [];
  const events = new Map<string, string>();
  const turns: number[] = [];
  let letter: DeliveredLetter | null = null;
  let failure: string | null = null;
  try {
    while (letter === null) {
      if (turns.length === MAX_LINES) throw new DeadEnd(`no letter after ${MAX_LINES} lines${lastAsked(transcript)}`);
      const said = turns.length === 0 ? candidate.open() : candidate.reply();
      const event = `${played.id}-${person}-${turns.length + 1}`;
      const line: LineIn = { ...said.line, event, place };
      events.set(event, said.words);
      transcript.push(line);
      const start = performance.now();
      const lines: Answer[] = await program.turn(line);
      turns.push(performance.now() - start);
      transcript.push(...lines, { type: 'ready', place: line.place ?? LOCAL });
      letter = lines.findLast((heard) => heard.type === 'letter') ?? null;
      candidate.hear(lines);
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    failure =
      error instanceof DeadEnd || error instanceof SilenceError ? error.message : `interrupted: ${error.message}`;
  }
  return {
    person,
    transcript,
    asks: transcript.filter((line) => line.type === 'ask'),
    events,
    typed: transcript.filter(({ type }) => type === 'text').length - candidate.volunteered,
    taps: transcript.filter(({ type }) => type === 'choice').length,
    turns,
    fixes: candidate.fixes,
    firstNotes: candidate.firstNotes,
    unsaid: candidate.unsaid,
    letter,
    failure,
  };
}

function lastAsked(transcript: readonly (LineIn | LineOut)[]): string {
  const ask = transcript.findLast((line) => line.type === 'ask');
  return ask === undefined ? '' : `; asked last: ${ask.kind} ${ask.slot ?? ask.topic ?? ''}`.trimEnd();
}
