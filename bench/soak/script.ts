/**
 * What somebody does in an interview, step by step, and all that they must see of it: learnt from the real program over
 * its line protocol, where nothing goes wrong.
 */
import { readFile } from 'node:fs/promises';
import type { Outbound, Ask as Question } from '../../src/adapters/contract.ts';
import { messageOf } from '../../src/adapters/split.ts';
import { interview } from '../candidate.ts';
import type { Case } from '../case.ts';
import type { Answer, Ask, LineIn, Noted, TerminalPlace } from '../lines.ts';
import { type Program, startProgram } from '../protocol.ts';

export type Act =
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'press'; readonly label: string }
  /** The n-th text, from 1, in another wording. */
  | { readonly kind: 'edit'; readonly ordinal: number; readonly text: string };

export interface Sight {
  /** What is seen of a message: its text without white space around it, or what is in its file. */
  readonly text: string;
  readonly kind: Outbound['kind'];
  /** Of a question: what it is for. A new version of a review may take the place of the one before. */
  readonly question?: Ask['kind'];
  /** Of a file: all of it, byte for byte. */
  readonly bytes?: Uint8Array;
}

/** The parts in which a platform shows a text; of a question, also what it is for. */
export type TextsOf = (text: string, question?: Ask['kind']) => string[];

export interface Step {
  readonly act: Act;
  readonly sights: readonly Sight[];
}

export interface Script {
  readonly name: string;
  readonly steps: readonly Step[];
  /** That are delivered in it. */
  readonly letters: number;
}

/** Plays the cases, each a little further than its letter; `textsOf` are the parts in which a platform shows a text. */
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
      // A chat begins with /letter where the line protocol has `start`.
      return { kind: 'command', name: 'letter' };
  }
}

/** A letter's text is said before its line; what was noted stands in front of the question. */
async function sightsOf(lines: readonly Answer[], textsOf: TextsOf): Promise<Sight[]> {
  const sights: Sight[] = [];
  let noted: Noted[] = [];
  const see = (text: string, kind: Sight['kind'], question?: Ask['kind']) => {
    for (const part of textsOf(text, question)) sights.push({ text: part.trim(), kind, ...(question && { question }) });
  };
  for (const [at, line] of lines.entries()) {
    if (line.type === 'noted') noted.push(line);
    else if (line.type === 'ask') {
      see(messageOf(questionOf(line, noted)), 'ask', line.kind);
      noted = [];
    } else if (line.type === 'say') see(line.text, lines[at + 1]?.type === 'letter' ? 'letter' : 'say');
    else if (line.type === 'file') {
      const bytes = await readFile(line.path);
      sights.push({ text: bytes.toString('utf8').trim(), kind: 'file', bytes });
    }
  }
  return sights;
}

/** As much of the question as a message shows. How far the interview is isn't told: whoever compares leaves it out. */
function questionOf({ kind, text }: Ask, noted: readonly Noted[]): Question {
  const notes = noted.map((note) => ({ slot: note.slot, text: note.text }));
  return { kind: 'ask', question: kind, text, choices: [], noted: notes, takesNumbers: false, mark: '' };
}
