/** Plays one case over the line protocol, as the candidate whom it describes. */
import { performance } from 'node:perf_hooks';
import type { Topic } from '../src/machine/brief.ts';
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
import { type Program, SilenceError } from './protocol.ts';

const MAX_TURNS = 40;

/** What was said in an interview, and how it ended. */
export interface Interview {
  readonly transcript: (LineIn | LineOut)[];
  readonly asks: Ask[];
  /** What the candidate said in words. */
  readonly messages: string[];
  /** Milliseconds from a line written to its `ready`, turn by turn. */
  readonly turns: number[];
  /** Interjections whose moment never came. */
  unsaid: readonly string[];
  letter: DeliveredLetter | null;
  /** Why there is no letter. */
  failure: string | null;
}

/** Talks until the letter is there, or until it is clear that none will come. A program that dies ends it too. */
export async function interview(program: Pick<Program, 'turn'>, played: Case): Promise<Interview> {
  const candidate = new Candidate(played);
  const result: Interview = {
    transcript: [],
    asks: [],
    messages: [],
    turns: [],
    unsaid: [],
    letter: null,
    failure: null,
  };
  try {
    let line = candidate.open();
    while (result.letter === null) {
      if (result.turns.length === MAX_TURNS) throw new DeadEnd(`no letter after ${MAX_TURNS} turns`);
      candidate.hear(await turn(program, line, result));
      if (result.letter === null) line = candidate.reply();
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    result.failure =
      error instanceof DeadEnd || error instanceof SilenceError ? error.message : `interrupted: ${error.message}`;
  }
  result.unsaid = candidate.unsaid;
  return result;
}

async function turn(program: Pick<Program, 'turn'>, line: LineIn, result: Interview): Promise<Answer[]> {
  result.transcript.push(line);
  if (line.type === 'text') result.messages.push(line.text);
  const start = performance.now();
  const lines = await program.turn(line);
  result.turns.push(performance.now() - start);
  result.transcript.push(...lines, { type: 'ready', place: line.place ?? LOCAL });
  for (const heard of lines) {
    if (heard.type === 'ask') result.asks.push(heard);
    if (heard.type === 'letter') result.letter = heard;
  }
  return lines;
}

/** The conversation can't go on, though the program still runs. */
class DeadEnd extends Error {}

/** Knows what to say next from what was asked last. */
class Candidate {
  readonly #case: Case;
  readonly #place: TerminalPlace;
  /** Answers given, not questions heard: a question that an interjection cut off is still owed the same answer. */
  readonly #given = new Map<Topic, number>();
  /** Interjections that wait for their topic's first answer, and those whose moment has come. */
  #later: Case['interjections'];
  #due: Case['interjections'] = [];
  #asked: Ask | null = null;
  #turnsWithoutAsk = 0;

  constructor(played: Case) {
    this.#case = played;
    this.#place = `terminal:${played.id}`;
    this.#later = played.interjections;
  }

  get unsaid(): string[] {
    return [...this.#due, ...this.#later].map(({ say }) => say);
  }

  open(): LineIn {
    const { opening } = this.#case;
    return opening === undefined
      ? { type: 'command', name: 'start', rest: '', place: this.#place }
      : this.#say(opening);
  }

  /** A question stands until another one replaces it, as it does for somebody who reads a chat. */
  hear(lines: readonly Answer[]): void {
    const ask = lines.findLast((line) => line.type === 'ask');
    this.#turnsWithoutAsk = ask === undefined ? this.#turnsWithoutAsk + 1 : 0;
    this.#asked = ask ?? this.#asked;
  }

  reply(): LineIn {
    const interjection = this.#due.shift();
    if (interjection !== undefined) return this.#say(interjection.say);
    if (this.#asked === null) throw new DeadEnd('nothing was asked');
    if (this.#turnsWithoutAsk > 1) throw new DeadEnd('neither a question nor a letter, twice in a row');
    const { topic } = this.#asked;
    if (topic === 'letter') throw new DeadEnd('asked about a letter that never came');
    if (topic === 'review') return { type: 'choice', id: 'write', place: this.#place };
    return this.#answer(topic);
  }

  #answer(topic: Topic): LineIn {
    const given = this.#given.get(topic) ?? 0;
    this.#given.set(topic, given + 1);
    this.#due.push(...this.#later.filter(({ after }) => after === topic));
    this.#later = this.#later.filter(({ after }) => after !== topic);
    const answers = this.#case.answers[topic];
    return this.#say(answers[given] ?? answers.at(-1) ?? '/skip');
  }

  #say(text: string): LineIn {
    return { type: 'text', text, place: this.#place };
  }
}
