/** An interview in this process, with the real turn, reader and letter, and with store and platform in memory. */
import {
  type Adapter,
  type Ask,
  type Outbound,
  type Place,
  platformOf,
  type Said,
} from '../../src/adapters/contract.ts';
import { templateWriter, type Writer } from '../../src/letter/writer.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { restoreState } from '../../src/machine/interview.ts';
import { deserialize, serialize } from '../../src/machine/saved.ts';
import { slotOfFigure } from '../../src/machine/sheet.ts';
import { STEPS } from '../../src/machine/slots.ts';
import type { Transcriber } from '../../src/model/openai.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import type { Reader } from '../../src/reader/reader.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { MemoryStore } from '../fakes/memory-store.ts';

const PLACE: Place = 'terminal:test';

interface ConversationOptions {
  readonly store?: MemoryStore;
  readonly reader?: Reader;
  readonly writer?: Writer;
  readonly transcriber?: Transcriber | null;
  readonly place?: Place;
  now?(): Date;
}

export function conversation({
  store = new MemoryStore(),
  reader = guidedReader,
  writer = templateWriter,
  transcriber = null,
  place = PLACE,
  now = () => new Date('2026-11-29T12:00:00Z'),
}: ConversationOptions = {}) {
  const heard: Outbound[] = [];
  const adapter: Adapter = {
    name: platformOf(place),
    start: () => Promise.resolve(),
    send: (_, message) => {
      heard.push(message);
      return Promise.resolve({ outcome: 'sent', platformId: `q${heard.length}`, order: String(heard.length * 10) });
    },
    stop: () => Promise.resolve(),
  };
  const faults: unknown[] = [];
  const outcomes: string[] = [];
  const interviewer = createInterviewer({
    store,
    reader,
    writer,
    transcriber,
    adapterFor: (other) => (platformOf(other) === platformOf(place) ? adapter : undefined),
    now,
    onFault: (error) => faults.push(error),
    onTurn: (_, outcome) => outcomes.push(outcome),
  });
  let events = 0;

  async function send(said: Said, id = `e${++events}`, order?: string): Promise<Outbound[]> {
    const before = heard.length;
    await interviewer.receive({
      id,
      place,
      author: 'test',
      at: new Date(0),
      ...(order !== undefined && { order }),
      said,
    });
    await interviewer.settled(place);
    return heard.slice(before);
  }

  const self = {
    store,
    heard,
    faults,
    /** Outcomes of the turns, as they are counted for the metrics. */
    outcomes,
    interviewer,
    send,
    /** Sends texts one after the other. @returns the replies to the last one */
    async say(...texts: string[]): Promise<Outbound[]> {
      let out: Outbound[] = [];
      for (const text of texts) out = await send({ kind: 'text', text });
      return out;
    },
    choose: (choice: string) => send({ kind: 'choice', choice }),
    command: (name: string, rest = '') => send({ kind: 'command', name, rest }),
    /** The stored context; empty if the state can't be read. */
    async context(): Promise<InterviewContext> {
      const kept = await store.load(place);
      return (kept && deserialize(kept.saved)?.context) ?? EMPTY;
    },
    /** Replaces the state of the interview, which must have begun. */
    restore: (state: string, context: InterviewContext) =>
      store.overwrite(place, serialize(restoreState(state, context))),
    /** The event that filled a slot. */
    async source(slot: string): Promise<string> {
      const { values, figures } = (await self.context()).sheet;
      return values[slot]?.source ?? figures.find((figure) => slotOfFigure(figure) === slot)?.now?.source ?? '';
    },
    /** The open question. */
    ask(): Ask {
      const ask = heard.findLast((message) => message.kind === 'ask');
      if (!ask) throw new Error('nothing was asked');
      return ask;
    },
    letter(): string {
      const letter = heard.findLast((message) => message.kind === 'letter');
      if (!letter) throw new Error('no letter came');
      return letter.text;
    },
    said: (): string => heard.flatMap((message) => (message.kind === 'say' ? [message.text] : [])).join('\n'),
    /** Answers by slot up to the review or `until`; skips slots without an answer. */
    async answer(answers: Readonly<Record<string, string>>, until = 'review'): Promise<void> {
      if (heard.length === 0) await self.command('start');
      for (let turns = 0; turns < 60; turns += 1) {
        const { question, slot = '', choices } = self.ask();
        if (question === until || slot === until) return;
        const text = answers[slot];
        if (text !== undefined) await self.say(text);
        else await self.choose(choices.find(({ id }) => ['skip', 'no', 'yes', 'none'].includes(id))?.id ?? 'skip');
      }
      throw new Error(`never came to ${until}: ${JSON.stringify(self.ask())}`);
    },
  };
  return self;
}

/** The answers of a typical person. */
export const ANSWERS: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
  'company.choice': 'On your blog you explain that you replay every meter reading before a release.',
  'company.view': 'We learned the same the hard way.',
  'system.employer': 'Tavolo',
  'system.what': 'rebuilt the meter pipeline in Go',
  'system.before': 'a nightly job copied every table',
  'system.part': 'I designed the protocol, two colleagues built the dashboards.',
  'reliability.now': 'lost readings: 1.2% -> 0.05%',
  'latency.now': 'from meter to bill, p99 4 seconds',
  'latency.before': '6 minutes',
  'throughput.now': '9,500 readings per second',
  'throughput.before': '400 readings per second',
  'contract.constraint+contract.decision+contract.result':
    'Old meters could not be changed. So I put a version into each frame. Nothing broke.',
  closing: 'I can show you the frame spec.',
  'contact.name+contact.email+contact.location': 'Jo Lind, jo@example.com, Malmö',
};

/** An interview with these answers, at the question of a slot, the review or the letter. */
/** The slot that a guided interview asks for next, when nothing of a topic is left to ask. */
export function slotAfter(topic: string): string {
  return STEPS[STEPS.findLastIndex((step) => step.topic === topic) + 1]?.slots.join('+') ?? '';
}

export async function interviewAt(until = 'review', answers = ANSWERS) {
  const talk = conversation();
  await talk.answer(answers, until === 'letter' ? 'review' : until);
  if (until === 'letter') await talk.choose('write');
  return talk;
}
