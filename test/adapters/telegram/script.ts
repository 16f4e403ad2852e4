/** An interview as it goes in the terminal: what the candidate does, turn by turn, and what is answered. */
import { interview } from '../../../bench/candidate.ts';
import type { Case } from '../../../bench/case.ts';
import { type Answer, type LineIn, LineOutSchema } from '../../../bench/lines.ts';
import { createInterviewer } from '../../../src/interviewer.ts';
import { plainWriter } from '../../../src/letter/plain.ts';
import type { Brief } from '../../../src/machine/brief.ts';
import { plainReader } from '../../../src/reader/plain.ts';
import { MemoryStore } from '../../fakes/memory-store.ts';
import { openJsonl } from '../terminal/open.ts';

export interface ScriptTurn {
  readonly does: LineIn;
  readonly answers: readonly Answer[];
}

export interface Script {
  readonly name: string;
  /** Texts have the ids `t1`, `t2`… in their order. */
  readonly turns: readonly ScriptTurn[];
  readonly letter: string;
  readonly brief: Brief;
}

/** The day that letters are written on, wherever the day would make a difference. */
export const TODAY = new Date('2026-03-02T10:00:00Z');

/** Plays a case against the interviewer over the terminal's line protocol. */
export async function scriptOf(played: Case): Promise<Script> {
  await using terminal = await openJsonl({ settled: (place) => interviewer.settled(place) });
  const interviewer = createInterviewer({
    store: new MemoryStore(),
    reader: plainReader,
    writer: plainWriter,
    adapterFor: () => terminal.adapter,
    now: () => TODAY,
    onFault: (error) => terminal.faults.push(error),
  });
  await terminal.adapter.start(interviewer.receive);
  const turns: ScriptTurn[] = [];
  let texts = 0;
  const turn = async (line: LineIn): Promise<Answer[]> => {
    if (line.type === 'text') texts += 1;
    const does = line.type === 'text' ? { ...line, id: `t${texts}` } : line;
    const before = terminal.lines().length;
    terminal.write(does);
    const answers: Answer[] = [];
    for (let at = before; ; at += 1) {
      while (terminal.lines().length <= at) await new Promise(setImmediate);
      const said = LineOutSchema.parse(terminal.lines()[at]);
      if (said.type === 'ready') break;
      answers.push(said);
    }
    turns.push({ does, answers });
    return answers;
  };
  const { letter, failure } = await interview({ turn }, played);
  if (!letter) throw new Error(`${played.id} came to no letter: ${failure}`);
  return { name: played.id, turns, letter: letter.text, brief: letter.brief };
}

/** What of an answer stands in a chat as text: a letter is said, and its data, like a file's, is not. */
export function spoken(answers: readonly Answer[]): string[] {
  return answers.flatMap((answer) => (answer.type === 'say' || answer.type === 'ask' ? [answer.text] : []));
}
