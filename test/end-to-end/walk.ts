/** A guided interview from the first question to the letter, with the answer to each question. */
import type { Answer, Ask, DeliveredLetter, LineIn, TerminalPlace } from '../../bench/lines.ts';
import type { Program } from '../../bench/protocol.ts';

/** The typed answers by the slots that are asked for. */
const ANSWERS: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
  'company.choice': 'On your blog you explain why every meter keeps its own clock.',
  'company.view': 'I learned the same after a night of wrong timestamps.',
  'system.employer': 'Voltwerk',
  'system.what': 'rebuilt the meter pipeline in Go. It takes readings from 2 million homes.',
  'system.before': 'every reading waited for a nightly batch.',
  'system.part': 'I designed the protocol; two colleagues built the dashboards.',
  'reliability.now': 'lost readings: 1.2% → 0.05%',
  'latency.now': 'from meter to bill, p99 6 minutes → 4 seconds',
  'throughput.now': '400 → 9,500 readings per second',
  'contract.constraint+contract.decision+contract.result':
    'The meters could not be updated. I decided to keep the old frames and to add a version byte. No meter had to be touched.',
  background: 'Before that I ran the billing service at Tarn for three years.',
  closing: 'I can show you the design notes.',
  'contact.name+contact.email+contact.location': 'Jo Lind, jo@example.com, Malmö',
  'role.addressee': 'Mira Solberg',
};

/** Choices to tap: the first one that the question has. */
const TAPS: readonly string[] = ['write', 'yes', 'no', 'skip', 'keep', 'none'];

/** The parts of a question that an answer depends on. */
export interface Asked {
  readonly slot?: string | undefined;
  readonly kind: string;
  readonly choices: readonly { readonly id: string }[];
}

export type Reply = { readonly type: 'text'; readonly text: string } | { readonly type: 'choice'; readonly id: string };

/** @param answered slots with an answer: asked again, the answer is kept */
function replyTo({ slot = '', kind, choices }: Asked, answered: Set<string>, answers = ANSWERS): Reply {
  const text = answers[slot];
  if (kind === 'slot' && text !== undefined && !answered.has(slot)) {
    answered.add(slot);
    return { type: 'text', text };
  }
  const id = TAPS.find((each) => choices.some((choice) => choice.id === each));
  if (id === undefined) throw new Error(`nothing to tap at ${kind} ${slot}: ${choices.map((each) => each.id)}`);
  return { type: 'choice', id };
}

export interface Walked {
  /** The written lines, each with its own id. */
  readonly lines: readonly LineIn[];
  /** The answers to each line. */
  readonly turns: readonly (readonly Answer[])[];
}

export const START: LineIn = { type: 'command', name: 'start', rest: '', event: 'walk-0' };

/**
 * Answers questions until `isOver` or the letter.
 *
 * @param turn writes a line and returns the answers
 */
export async function walk(
  turn: (line: LineIn) => Promise<readonly Answer[]>,
  {
    place,
    isOver = () => false,
    start = START,
    answers: said = ANSWERS,
  }: {
    place?: TerminalPlace;
    isOver?(asked: Ask): boolean;
    start?: LineIn;
    answers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Walked> {
  const answered = new Set<string>();
  const lines: LineIn[] = [];
  const turns: (readonly Answer[])[] = [];
  let next: LineIn = start;
  for (let at = 1; at < 80; at += 1) {
    const line = place === undefined ? next : { ...next, place };
    lines.push(line);
    const answers = await turn(line);
    turns.push(answers);
    const asked = askIn(answers);
    if (!asked) throw new Error(`nothing was asked upon ${JSON.stringify(next)}`);
    if (asked.kind === 'letter' || isOver(asked)) return { lines, turns };
    next = { ...replyTo(asked, answered, said), event: `walk-${at}` };
  }
  throw new Error('the interview came to no end');
}

/** A walk with this program. */
export function walkWith(program: Program, options?: Parameters<typeof walk>[1]): Promise<Walked> {
  return walk((line) => program.turn(line), options);
}

/** The open question after a turn. */
export function askIn(answers: readonly Answer[]): Ask | undefined {
  return answers.findLast((line): line is Ask => line.type === 'ask');
}

export function lettersIn(answers: readonly Answer[]): DeliveredLetter[] {
  return answers.filter((line): line is DeliveredLetter => line.type === 'letter');
}
