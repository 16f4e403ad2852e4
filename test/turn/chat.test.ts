/** How people write in chats: several messages in a row, forwards, replies, messages that cross; and what must be sure. */
import { describe, expect, test } from 'vitest';
import type { Adapter, Inbound, Outbound, Place, Said, Sent } from '../../src/adapters/contract.ts';
import { templateWriter } from '../../src/letter/writer.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { ANSWERS } from './conversation.ts';

const PLACE: Place = 'telegram:7';

/** A chat in which all messages are numbered in one row, as on Telegram and Discord. */
function chat(store = new MemoryStore(), pace = { quiet: 5, longest: 200 }, first = 100, isListening = true) {
  let number = first;
  /** Leaves room in between, for what crosses. */
  const next = () => {
    number += 10;
    return String(number);
  };
  const heard: (Outbound & { readonly id: string })[] = [];
  const forgotten: Place[] = [];
  const attempts: (string | null)[] = [];
  let outcome: Sent['outcome'] | 'unsure' = 'sent';
  /** By the keys of messages whose response was lost. */
  const arrived = new Map<string, string>();
  const adapter: Adapter = {
    name: 'telegram',
    isGathering: true,
    isSendingOnce: true,
    start: () => Promise.resolve(),
    async send(_, message, key, attempt) {
      if (outcome === 'gone') return { outcome, why: 'blocked' };
      if (outcome === 'failed') return { outcome, why: 'down' };
      const known = arrived.get(key);
      if (known !== undefined) return { outcome: 'sent', platformId: known, order: known };
      const id = next();
      if (outcome === 'unsure') arrived.set(key, id);
      heard.push({ ...message, id });
      if (message.kind === 'ask') attempts.push(attempt?.before?.platformId ?? null);
      return outcome === 'unsure' ? { outcome: 'failed', why: 'cut' } : { outcome, platformId: id, order: id };
    },
    forget: async (place) => void forgotten.push(place),
    stop: () => Promise.resolve(),
  };
  const faults: unknown[] = [];
  const interviewer = createInterviewer({
    store,
    reader: guidedReader,
    writer: templateWriter,
    adapterFor: () => adapter,
    now: () => new Date('2026-11-29T12:00:00Z'),
    gathering: pace,
    isListening: () => isListening,
    onFault: (error) => faults.push(error),
  });
  /** Hands an event in, as a platform does that waits for nothing else. */
  async function post(said: Said, order = next()): Promise<string> {
    const inbound: Inbound = { id: `m${order}`, place: PLACE, author: 'ada', at: new Date(0), order, said };
    await interviewer.receive(inbound);
    return order;
  }
  const settled = () => interviewer.settled(PLACE);
  const asks = () => heard.filter((message) => message.kind === 'ask');
  const self = {
    store,
    heard,
    faults,
    forgotten,
    attempts,
    interviewer,
    post,
    settled,
    /** What the next messages come to. */
    becomes: (next: typeof outcome) => {
      outcome = next;
    },
    write: (text: string, order?: string) => post({ kind: 'text', text }, order),
    async say(...texts: string[]) {
      for (const text of texts) {
        await post({ kind: 'text', text });
        await settled();
      }
    },
    command: (name: string, rest = '') => post({ kind: 'command', name, rest }),
    tap: (choice: string) => post({ kind: 'choice', choice }),
    ask() {
      const last = asks().at(-1);
      if (!last) throw new Error('nothing was asked');
      return last;
    },
    /** The slot and its value that the interview has noted. */
    async noted(slot: string): Promise<string | undefined> {
      const kept = await store.load(PLACE);
      const { context } = JSON.parse(JSON.stringify(kept?.saved)) as {
        context: { sheet: { values: Record<string, { text: string }> } };
      };
      return context.sheet.values[slot]?.text;
    },
    async until(slot: string) {
      if (heard.length === 0) await self.command('start');
      for (let turns = 0; turns < 60; turns += 1) {
        const { question, slot: asked = '', choices } = self.ask();
        if (question === slot || asked === slot) return;
        const text = ANSWERS[asked];
        if (question === 'review') {
          await self.tap('write');
          await settled();
        } else if (text === undefined)
          await self.tap(choices.find(({ id }) => id === 'skip' || id === 'no')?.id ?? 'yes');
        else await self.say(text);
      }
      throw new Error(`never came to ${slot}`);
    },
  };
  return self;
}

test('what is held is read by a process that listens there, not by one that only writes letters', async () => {
  const store = new MemoryStore();
  await store.hold(PLACE, {
    id: 'm1',
    author: 'ada',
    at: new Date(0),
    order: '1',
    said: { kind: 'text', text: 'Hello' },
  });
  const letters = chat(store, undefined, undefined, false);
  await letters.interviewer.resume();
  await letters.settled();
  expect((await store.before(PLACE, 'none')).held).toHaveLength(1);
  const listening = chat(store);
  await listening.interviewer.resume();
  await listening.settled();
  expect((await store.before(PLACE, 'none')).held).toEqual([]);
  expect(listening.ask().kind).toBe('ask');
});

describe('messages in a row', () => {
  test('are one answer, read once', async () => {
    const talk = chat();
    await talk.until('role.position+role.company');
    const before = talk.store.turns.length;
    await talk.write('Senior Backend Engineer');
    await talk.write('at Harbour Grid');
    await talk.settled();
    expect(talk.store.turns.length).toBe(before + 1);
    expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
    expect(await talk.noted('role.company')).toBe('Harbour Grid');
    expect(talk.faults).toEqual([]);
  });

  test('that say the same are one: somebody waited too long', async () => {
    const talk = chat();
    await talk.until('company.choice');
    for (const text of ['You ship every Friday.', 'You ship every Friday.']) await talk.write(text);
    await talk.settled();
    expect(await talk.noted('company.choice')).toBe('You ship every Friday.');
  });

  test('are waited for while somebody types, but not for ever', async () => {
    const talk = chat(new MemoryStore(), { quiet: 40, longest: 400 });
    await talk.until('role.position+role.company');
    await talk.write('Senior Backend Engineer at Harbour Grid');
    const typing = setInterval(() => talk.interviewer.typing(PLACE), 5);
    const since = performance.now();
    await talk.settled();
    clearInterval(typing);
    const took = performance.now() - since;
    expect(took).toBeGreaterThan(300);
    expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
  });

  test('are read before a button that is pressed after them', async () => {
    const talk = chat(new MemoryStore(), { quiet: 60_000, longest: 60_000 });
    await talk.command('start');
    await talk.tap('skip');
    await talk.write('Senior Backend Engineer at Harbour Grid');
    await talk.command('back');
    expect(await talk.noted('role.company')).toBe('Harbour Grid');
    talk.interviewer.stop();
  });

  test('survive the process, and are read by the next', async () => {
    const store = new MemoryStore();
    const talk = chat(store, { quiet: 60_000, longest: 60_000 });
    await talk.command('start');
    await talk.tap('skip');
    await talk.write('Senior Backend Engineer');
    await talk.write('at Harbour Grid');
    await talk.interviewer.stop();
    expect((await store.before(PLACE, 'none')).held).toHaveLength(2);
    const next = chat(store, { quiet: 5, longest: 200 }, 900);
    await next.interviewer.resume();
    await next.settled();
    expect((await store.before(PLACE, 'none')).held).toEqual([]);
    expect(await next.noted('role.company')).toBe('Harbour Grid');
  });

  test('are each taken once, however often they are delivered', async () => {
    const talk = chat();
    await talk.until('role.position+role.company');
    await talk.write('Senior Backend Engineer', '900');
    await talk.write('Senior Backend Engineer', '900');
    await talk.write('at Harbour Grid', '901');
    await talk.settled();
    const turns = talk.store.turns.length;
    await talk.write('at Harbour Grid', '901');
    await talk.settled();
    expect(talk.store.turns.length).toBe(turns);
    expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
  });

  test('are read once the database works again', async () => {
    const talk = chat();
    await talk.until('role.position+role.company');
    let failures = 2;
    talk.store.beforeCommit = () => {
      failures -= 1;
      if (failures >= 0) throw new Error('no connection');
    };
    await talk.say('Senior Backend Engineer at Harbour Grid');
    expect(talk.faults).toHaveLength(2);
    expect(await talk.noted('role.company')).toBe('Harbour Grid');
  });
});

describe('a text from somewhere else', () => {
  test('is never an answer by itself', async () => {
    const talk = chat();
    await talk.until('reliability.now');
    await talk.post({
      kind: 'text',
      text: 'We run at 99.999% availability. You will lead 40 engineers.',
      isForeign: true,
    });
    expect(talk.ask().question).toBe('job-post');
    expect(talk.ask().text).toContain('or are these your own words?');
    await talk.tap('yes');
    expect(talk.ask().slot).toBe('reliability.now');
    await talk.until('letter');
    const letter = talk.heard.findLast((message) => message.kind === 'letter');
    expect(letter?.kind === 'letter' && letter.text).not.toMatch(/99\.999|40 engineers/);
  });
});

describe('a reply', () => {
  test('to an earlier question answers that one', async () => {
    const talk = chat();
    await talk.until('system.before');
    const asked = talk.heard.find((message) => message.kind === 'ask' && message.slot === 'system.employer');
    await talk.post({ kind: 'text', text: 'Tavolo Energy', to: asked?.id ?? '' });
    expect(await talk.noted('system.employer')).toBe('Tavolo Energy');
    expect(talk.ask().slot).toBe('system.before');
    expect(await talk.noted('system.before')).toBeUndefined();
  });

  test('to the question that stands is an answer like any other', async () => {
    const talk = chat();
    await talk.until('system.before');
    await talk.post({ kind: 'text', text: 'every table was copied each night', to: talk.ask().id });
    expect(await talk.noted('system.before')).toBe('every table was copied each night');
  });
});

describe('a message that crossed with a question', () => {
  test('is asked about, and not taken for the next answer', async () => {
    const talk = chat();
    await talk.until('system.what');
    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: 'With Toy Data' }, early);
    await talk.settled();
    expect(await talk.noted('system.what')).toBeUndefined();
    expect(talk.ask().question).toBe('which');
    // What is noted is changed by this text, and not in a form.
    expect(talk.ask().choices).toContainEqual(expect.objectContaining({ slot: 'system.employer' }));
    expect(talk.ask().choices.filter(({ isNoted }) => isNoted)).toEqual([]);
    await talk.tap('answer');
    expect(await talk.noted('system.what')).toBe('With Toy Data');
  });

  test('and says what a button says is that button, once it is said to be an answer', async () => {
    const talk = chat();
    await talk.until('role.position+role.company');
    await talk.say('Senior Backend Engineer, Identity, Halyard Cloud', 'Senior Backend Engineer');

    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: 'halyard cloud' }, early);
    await talk.settled();
    expect(talk.ask().question).toBe('which');
    await talk.tap('answer');
    expect(await talk.noted('role.company')).toBe('Halyard Cloud');
    expect(talk.ask().topic).toBe('company');
  });

  test('is taken as an answer only without what it calls confidential', async () => {
    const talk = chat();
    await talk.until('system.what');
    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: "I rebuilt billing. I can't name Pellucid, that is confidential." }, early);
    await talk.settled();
    await talk.tap('answer');
    expect(talk.ask()).toMatchObject({ question: 'confirm', text: expect.stringContaining('Pellucid') });
    expect(await talk.noted('system.what')).toBeUndefined();
  });

  test('while something has to be answered first is no answer to what comes next', async () => {
    const talk = chat();
    await talk.until('system.before');
    await talk.command('hide', 'copied');
    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: 'millions of rows' }, early);
    await talk.settled();
    expect(talk.ask().question).toBe('confidential');
    expect(await talk.noted('system.before')).toBeUndefined();
  });

  test('is none where the question stood already, as the process died before it knew', async () => {
    const talk = chat();
    await talk.until('system.employer');
    talk.becomes('unsure');
    await talk.say('Tavolo');
    talk.becomes('sent');
    expect(talk.ask().slot).toBe('system.what');
    await talk.say('rebuilt billing in Go');
    expect(await talk.noted('system.what')).toBe('rebuilt billing in Go');
    expect(talk.ask().slot).toBe('system.before');
  });

  test('after a crash in which the question was not sent is not an answer to it either', async () => {
    const talk = chat();
    await talk.until('system.employer');
    talk.becomes('failed');
    await talk.say('Tavolo');
    talk.becomes('sent');
    // Nothing came back, so it is sent once more.
    await talk.say('Tavolo');
    expect(await talk.noted('system.what')).toBeUndefined();
    expect(talk.ask().slot).toBe('system.what');
  });
});

describe('what can’t be taken back', () => {
  test('forgetting is asked about once, and takes the files with it', async () => {
    const talk = chat();
    await talk.until('system.what');
    await talk.command('forget');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['yes', 'no']);
    await talk.tap('no');
    expect(await talk.noted('system.employer')).toBe('Tavolo');
    expect(talk.ask().slot).toBe('system.what');
    await talk.command('forget');
    await talk.tap('yes');
    expect(talk.store.rowsOf(PLACE)).toBe(0);
    expect(talk.forgotten).toEqual([PLACE]);
  });

  test('starting over is asked about as well', async () => {
    const talk = chat();
    await talk.until('system.what');
    await talk.command('restart');
    expect(await talk.noted('system.employer')).toBe('Tavolo');
    await talk.say('yes');
    expect(await talk.noted('system.employer')).toBeUndefined();
  });
});

describe('a letter', () => {
  test('comes again with a command', async () => {
    const talk = chat();
    await talk.until('letter');
    const letters = () => talk.heard.filter(({ kind }) => kind === 'letter').length;
    expect(letters()).toBe(1);
    await talk.command('letter');
    await talk.command('last');
    expect(letters()).toBe(3);
    expect(talk.heard.filter(({ kind }) => kind === 'file')).toHaveLength(3);
  });

  test('that could not be delivered is kept, and comes with the next contact', async () => {
    const talk = chat();
    await talk.until('review');
    talk.becomes('gone');
    await talk.tap('write');
    await talk.settled();
    expect((await talk.store.unsent(PLACE)).map(({ message }) => message.kind)).toEqual(['letter', 'file']);
    talk.becomes('sent');
    await talk.command('start');
    expect(talk.heard.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['letter', 'file']));
    expect(await talk.store.unsent(PLACE)).toEqual([]);
  });

  test('says once that no model wrote it', async () => {
    const talk = chat();
    await talk.until('letter');
    await talk.tap('edit');
    await talk.tap('write');
    await talk.settled();
    const notices = talk.heard.filter((message) => message.kind === 'say' && message.text.includes('own sentences'));
    expect(talk.heard.filter(({ kind }) => kind === 'letter')).toHaveLength(2);
    expect(notices).toHaveLength(1);
  });
});

test('each question knows the one before it, also in the next process', async () => {
  const store = new MemoryStore();
  const talk = chat(store);
  await talk.command('start');
  const first = talk.ask().id;
  await talk.tap('skip');
  expect(talk.attempts).toEqual([null, first]);
  const second = talk.ask().id;
  const next = chat(store, { quiet: 5, longest: 200 }, 900);
  await next.say('Senior Backend Engineer at Harbour Grid');
  expect(next.attempts).toEqual([second]);
});

test('the review is one message that changes', async () => {
  const talk = chat();
  await talk.until('review');
  const said = talk.heard.length;
  await talk.tap('cut');
  await talk.tap('n:2');
  const news = talk.heard.slice(said);
  expect(news.map((message) => message.kind)).toEqual(['ask', 'ask']);
  expect(news.map((message) => message.kind === 'ask' && message.isAgain)).toEqual([true, true]);
  expect(talk.ask().text).toContain('Cut: "');
});
