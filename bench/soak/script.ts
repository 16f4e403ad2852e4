/**
 * The steps of a person in an interview, and everything that they must see: recorded from the real program with
 * the line protocol, without faults.
 */
import { readFile } from 'node:fs/promises';
import type { Outbound, Ask as Question } from '../../src/adapters/contract.ts';
import { composeQuestion } from '../../src/adapters/split.ts';
import { interview } from '../candidate.ts';
import type { Case } from '../case.ts';
import type { Answer, Ask, LineIn, Noted, TerminalPlace } from '../lines.ts';
import { type Program, startProgram } from '../protocol.ts';

export type Act =
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'press'; readonly label: string }
  /** Edits the n-th text, counted from 1. */
  | { readonly kind: 'edit'; readonly ordinal: number; readonly text: string };

export interface Sight {
  /** The trimmed text of a message, or the content of its file. */
  readonly text: string;
  readonly kind: Outbound['kind'];
  /** The kind of a question. A new version of a review may replace the previous one. */
  readonly question?: Ask['kind'];
  /** The bytes of a file. */
  readonly bytes?: Uint8Array;
}

/** Splits a text as a platform shows it. `question` is the kind of a question. */
export type TextsOf = (text: string, question?: Ask['kind']) => string[];

export interface Step {
  readonly act: Act;
  readonly sights: readonly Sight[];
}

export interface Script {
  readonly name: string;
  readonly steps: readonly Step[];
  /** The number of delivered letters. */
  readonly letters: number;
}

/** Plays the cases, each to a few steps after its letter. @param textsOf splits a text as the platform shows it */
export async function learn(cases: readonly Case[], textsOf: TextsOf): Promise<Script[]> {
  await using program = await startProgram();
  const scripts: Script[] = [];
  for (const played of cases) scripts.push(await learnOne(program, played, textsOf));
  return scripts;
}

async function learnOne(program: Program, played: Case, textsOf: TextsOf): Promise<Script> {
  const steps: Step[] = [];
  let place: TerminalPlace | undefined;
  let asked: Ask | undefined;
  let letters = 0;
  const turn = async (line: LineIn): Promise<Answer[]> => {
    const act = actOf(line, asked);
    const lines = await program.turn(line);
    steps.push({ act, sights: await sightsOf(lines, textsOf) });
    place = line.place;
    asked = lines.findLast((each) => each.type === 'ask') ?? asked;
    letters += lines.filter(({ type }) => type === 'letter').length;
    return lines;
  };
  const pressed = async (id: string) => {
    if (asked?.choices.some((choice) => choice.id === id)) await turn({ type: 'choice', id, ...(place && { place }) });
  };

  const { failure } = await interview({ turn }, played);
  if (failure !== null) throw new Error(`${played.id}: ${failure}`);
  for (const id of ['why', 'shorter']) await pressed(id);
  const first = steps.map(({ act }) => act).find((act) => act.kind === 'text');
  const text = `${first?.text} (as I said)`;
  await turn({ type: 'edit', of: 1, text, ...(place && { place }) });
  await pressed('write');
  await turn({ type: 'text', text: '/brief', ...(place && { place }) });
  return { name: played.id, steps, letters };
}

function actOf(line: LineIn, asked: Ask | undefined): Act {
  switch (line.type) {
    case 'text':
      return { kind: 'text', text: line.text };
    case 'choice':
      return { kind: 'press', label: asked?.choices.find(({ id }) => id === line.id)?.label ?? line.id };
    case 'edit':
      return { kind: 'edit', ordinal: line.of, text: line.text };
    default:
      // A chat starts with /letter, the line protocol with `start`.
      return { kind: 'command', name: 'letter' };
  }
}

/** The text of a letter is a "say" line before it. Noted values are before the question. */
async function sightsOf(lines: readonly Answer[], textsOf: TextsOf): Promise<Sight[]> {
  const sights: Sight[] = [];
  let noted: Noted[] = [];
  const see = (text: string, kind: Sight['kind'], question?: Ask['kind']) => {
    for (const part of textsOf(text, question)) sights.push({ text: part.trim(), kind, ...(question && { question }) });
  };
  for (const [at, line] of lines.entries()) {
    if (line.type === 'noted') noted.push(line);
    else if (line.type === 'ask') {
      see(composeQuestion(questionOf(line, noted)), 'ask', line.kind);
      noted = [];
    } else if (line.type === 'say') see(line.text, lines[at + 1]?.type === 'letter' ? 'letter' : 'say');
    else if (line.type === 'file') {
      const bytes = await readFile(line.path);
      sights.push({ text: bytes.toString('utf8').trim(), kind: 'file', bytes });
    }
  }
  return sights;
}

/** The visible parts of a question, without the progress, which the line protocol doesn't have. */
function questionOf({ kind, text }: Ask, noted: readonly Noted[]): Question {
  const notes = noted.map((note) => ({ slot: note.slot, text: note.text }));
  return { kind: 'ask', question: kind, text, choices: [], noted: notes, mark: '' };
}
