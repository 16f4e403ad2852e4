/** What somebody does in an interview, step by step, and all that they must see of it: learnt from a bot that nothing happens to. */
import type { Adapter, Outbound, Place, Said } from '../../src/adapters/adapter.ts';
import { createInterviewer } from '../../src/interviewer.ts';
import { plainWriter } from '../../src/letter/plain.ts';
import { plainReader } from '../../src/reader/plain.ts';
import { MemoryStore } from '../../test/fakes/memory-store.ts';
import { interview } from '../candidate.ts';
import type { Case } from '../case.ts';
import type { Answer, LineIn } from '../lines.ts';

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
}

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

/** Plays a case to its letter and a little further; `textsOf` are the parts in which a platform shows a text. */
export async function learn(played: Case, place: Place, textsOf: (text: string) => string[]): Promise<Script> {
  const steps: Step[] = [];
  const texts: string[] = [];
  let out: Outbound[] = [];
  let events = 0;
  let letters = 0;
  const adapter: Adapter = {
    name: 'learning',
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async send(_, message) {
      out.push(message);
      return { outcome: 'sent', platformId: null };
    },
  };
  const interviewer = createInterviewer({
    store: new MemoryStore(),
    reader: plainReader,
    writer: plainWriter,
    adapterFor: () => adapter,
    now: () => new Date(),
    onFault(error) {
      throw error;
    },
  });
  const perform = async (act: Act): Promise<readonly Outbound[]> => {
    out = [];
    if (act.kind === 'text') texts.push(act.text);
    events += 1;
    const id = act.kind === 'text' ? `m${texts.length}` : `e${events}`;
    await interviewer.receive({ id, place, author: '1', at: new Date(), said: saidBy(act) });
    await interviewer.settled(place);
    steps.push({ act, sights: out.flatMap((message) => sightsOf(message, textsOf)) });
    letters += out.filter(({ kind }) => kind === 'letter').length;
    return out;
  };

  const turn = async (line: LineIn): Promise<Answer[]> => (await perform(actOf(line))).flatMap(answersOf);
  const { failure } = await interview({ turn }, played);
  if (failure !== null) throw new Error(`${played.id}: ${failure}`);
  for (const label of ['Where it comes from', 'Shorter']) await perform({ kind: 'press', label });
  await perform({ kind: 'edit', ordinal: 1, text: `${texts[0]} (as I said)` });
  await perform({ kind: 'press', label: 'Write the letter' });
  await perform({ kind: 'text', text: '/brief' });
  return { name: played.id, steps, letters };
}

function sightsOf(message: Outbound, textsOf: (text: string) => string[]): Sight[] {
  const { kind } = message;
  if (message.kind === 'file') return [{ text: new TextDecoder().decode(message.bytes).trim(), kind }];
  return textsOf(message.text).map((text) => ({ text: text.trim(), kind }));
}

const LABELS: Readonly<Record<string, string>> = {
  'Write the letter': 'write',
  'Where it comes from': 'why',
  Shorter: 'shorter',
};

function saidBy(act: Act): Said {
  switch (act.kind) {
    case 'command':
      return { kind: 'command', name: act.name, rest: '' };
    case 'text':
      return { kind: 'text', text: act.text };
    case 'press':
      return { kind: 'choice', choice: LABELS[act.label] ?? '' };
    case 'edit':
      return { kind: 'edited', of: { id: `m${act.ordinal}` }, text: act.text };
  }
}

function actOf(line: LineIn): Act {
  if (line.type === 'text') return { kind: 'text', text: line.text };
  if (line.type === 'choice') return { kind: 'press', label: 'Write the letter' };
  return { kind: 'command', name: 'letter' };
}

function answersOf(message: Outbound): Answer[] {
  const place = 'terminal:learning';
  if (message.kind === 'ask') {
    const { topic, text, choices } = message;
    return [{ type: 'ask', place, topic, text, choices: [...choices] }];
  }
  if (message.kind === 'say') return [{ type: 'say', place, text: message.text }];
  if (message.kind === 'file') return [];
  const { version, text, letter, brief } = message;
  return [{ type: 'letter', place, version, text, letter, brief }];
}
