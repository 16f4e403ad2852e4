/** Chats: several messages in a row, forwards, replies, messages that cross with a question, and confirmations. */
import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../fakes/memory-store.ts';
import { chat, chatAt, PLACE } from './chat.ts';

test('held messages are read by a process that listens, not by one that only writes letters', async () => {
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

describe('several messages in a row', () => {
  test('two messages in a row are one answer in one turn', async () => {
    const talk = await chatAt('role.position+role.company');
    const before = talk.store.turns.length;
    await talk.write('Senior Backend Engineer');
    await talk.write('at Harbour Grid');
    await talk.settled();
    expect(talk.store.turns.length).toBe(before + 1);
    expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
    expect(await talk.noted('role.company')).toBe('Harbour Grid');
    expect(talk.faults).toEqual([]);
  });

  test('merges identical messages in a row into one answer', async () => {
    const talk = await chatAt('company.choice');
    for (const text of ['You ship every Friday.', 'You ship every Friday.']) await talk.write(text);
    await talk.settled();
    expect(await talk.noted('company.choice')).toBe('You ship every Friday.');
  });

  test('waits longer for the rest of a text that was cut', async () => {
    const pace = { quiet: 20, longest: 10_000 };
    const [talk, other] = [chat(new MemoryStore(), pace), chat(new MemoryStore(), pace)];
    await talk.command('start');
    const turns = talk.store.turns.length;
    const since = performance.now();
    await talk.write('Acme Grid runs 40 services. '.repeat(140));
    talk.interviewer.typing(PLACE);
    // Texts that aren't cut are read meanwhile.
    await other.say('hi', 'hm');
    expect(talk.store.turns).toHaveLength(turns);
    await talk.write('Position: Staff Engineer');
    await talk.settled();
    expect(performance.now() - since).toBeLessThan(5_000);
    expect(talk.store.turns).toHaveLength(turns + 1);
    expect((await talk.context()).sheet.kept[0]?.text).toContain('Position: Staff Engineer');
  });

  test('does not wait forever for the rest of a text', async () => {
    const talk = chat(new MemoryStore(), { quiet: 20, longest: 100 });
    await talk.command('start');
    await talk.say('Acme Grid runs 40 services. '.repeat(140));
    expect(talk.ask().slot).toBe('role.position');
  });

  test('waits for more messages while somebody types, up to a limit', async () => {
    const talk = chat(new MemoryStore(), { quiet: 40, longest: 400 });
    await talk.until('role.position+role.company');
    await talk.write('Senior Backend Engineer at Harbour Grid');
    talk.interviewer.typing(PLACE);
    const since = performance.now();
    await talk.settled();
    const took = performance.now() - since;
    expect(took).toBeGreaterThan(300);
    expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
  });

  test('reads waiting messages before a command that comes after them', async () => {
    const talk = chat(new MemoryStore(), { quiet: 60_000, longest: 60_000 });
    await talk.command('start');
    await talk.tap('skip');
    await talk.write('Senior Backend Engineer at Harbour Grid');
    await talk.command('back');
    expect(await talk.noted('role.company')).toBe('Harbour Grid');
    talk.interviewer.stop();
  });

  test('the next process reads the messages that a stopped one left', async () => {
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

  test('reads each message once if it is delivered twice', async () => {
    const talk = await chatAt('role.position+role.company');
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

  test('reads a message after two failed commits', async () => {
    const talk = await chatAt('role.position+role.company');
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

describe('first contact', () => {
  const INTRODUCTION = "Hi, I'm Foreword.";

  test.each<[string, (talk: ReturnType<typeof chat>) => Promise<unknown>, string]>([
    ['a forwarded text', (talk) => talk.forward('Acme Grid is hiring. You will own 40 services.'), 'job-post'],
    [
      'a file',
      (talk) =>
        talk.post({
          kind: 'file',
          name: 'cv.txt',
          mime: 'text/plain',
          read: async () => Buffer.from('Jo Lind\nSenior Backend Engineer\nRebuilt the meter pipeline in Go\nMalmö'),
        }),
      'job-post',
    ],
    ['a command', (talk) => talk.command('hide', 'Acme'), 'confidential'],
    [
      'short lines',
      async (talk) => {
        for (const text of ['hi', 'I need a cover letter', 'for Acme']) await talk.write(text);
      },
      'slot',
    ],
  ])('is greeted: %s', async (_, sends, question) => {
    const talk = chat();
    await sends(talk);
    await talk.settled();
    expect(talk.heard.filter((one) => one.kind === 'say' && one.text.startsWith(INTRODUCTION))).toHaveLength(1);
    expect(talk.ask().question).toBe(question);
  });
});

describe('forwarded text', () => {
  test('a forwarded text is not an answer: asks whose words it is', async () => {
    const talk = await chatAt('reliability.now');
    await talk.post({
      kind: 'text',
      text: 'We run at 99.999% availability. You will lead 40 engineers.',
      isForeign: true,
    });
    await talk.settled();
    expect(talk.ask().question).toBe('job-post');
    expect(talk.ask().text).toContain('or are these your own words?');
    await talk.tap('yes');
    expect(talk.ask().slot).toBe('reliability.now');
    await talk.until('letter');
    const letter = talk.heard.findLast((message) => message.kind === 'letter');
    expect(letter?.kind === 'letter' && letter.text).not.toMatch(/99\.999|40 engineers/);
  });
});

describe('reply', () => {
  test('a reply to an earlier question answers that question', async () => {
    const talk = await chatAt('system.before');
    const asked = talk.heard.find((message) => message.kind === 'ask' && message.slot === 'system.employer');
    await talk.post({ kind: 'text', text: 'Tavolo Energy', to: asked?.id ?? '' });
    await talk.settled();
    expect(await talk.noted('system.employer')).toBe('Tavolo Energy');
    expect(talk.ask().slot).toBe('system.before');
    expect(await talk.noted('system.before')).toBeUndefined();
  });

  test('a reply to the open question answers it', async () => {
    const talk = await chatAt('system.before');
    await talk.post({ kind: 'text', text: 'every table was copied each night', to: talk.ask().id });
    await talk.settled();
    expect(await talk.noted('system.before')).toBe('every table was copied each night');
  });
});

describe('message that crossed with a question', () => {
  test('asks what a message is for that was sent before its question arrived', async () => {
    const talk = await chatAt('system.what');
    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: 'With Toy Data' }, early);
    await talk.settled();
    expect(await talk.noted('system.what')).toBeUndefined();
    expect(talk.ask().question).toBe('which');
    // A choice changes the noted value to this text, and opens no form.
    expect(talk.ask().choices).toContainEqual(expect.objectContaining({ slot: 'system.employer' }));
    expect(talk.ask().choices.filter(({ isNoted }) => isNoted)).toEqual([]);
    await talk.tap('answer');
    await talk.tap('kept:1');
    expect(await talk.noted('system.what')).toBe('With Toy Data');
  });

  test('a crossed message with the label of a button presses it after it was confirmed as an answer', async () => {
    const talk = await chatAt('role.position+role.company');
    await talk.say('Senior Backend Engineer, Identity, Halyard Cloud', 'Senior Backend Engineer');

    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: 'Halyard Cloud' }, early);
    await talk.settled();
    expect(talk.ask().question).toBe('which');
    await talk.tap('answer');
    expect(await talk.noted('role.company')).toBe('Halyard Cloud');
    expect(talk.ask().topic).toBe('company');
  });

  test('asks about confidential words of a crossed message before it is an answer', async () => {
    const talk = await chatAt('system.what');
    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: "I rebuilt billing. I can't name Pellucid, that is confidential." }, early);
    await talk.settled();
    await talk.tap('answer');
    expect(talk.ask()).toMatchObject({ question: 'confirm', text: expect.stringContaining('Pellucid') });
    expect(await talk.noted('system.what')).toBeUndefined();
  });

  test('a repeated answer that crossed with a question about it is followed by that question', async () => {
    const talk = await chatAt('role.addressee');
    await talk.say('Mr. Dev Ranganath');
    expect(talk.ask().text).toContain('How should the letter greet them?');
    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: 'Mr. Dev Ranganath' }, early);
    await talk.settled();
    expect(talk.heard.at(-1)).toMatchObject({ kind: 'ask', text: expect.stringContaining('How should the letter') });
    await talk.say('Mr. Dev Ranganath');
    expect(talk.ask().question).toBe('confidential');
  });

  test('a crossed message does not answer a question that was asked in between', async () => {
    const talk = await chatAt('system.before');
    await talk.command('hide', 'copied');
    const early = String(Number(talk.ask().id) - 5);
    await talk.post({ kind: 'text', text: 'millions of rows' }, early);
    await talk.settled();
    expect(talk.ask().question).toBe('confidential');
    expect(await talk.noted('system.before')).toBeUndefined();
  });

  test('a message after a question with a lost response is an answer', async () => {
    const talk = await chatAt('system.employer');
    talk.becomes('unsure');
    await talk.say('Tavolo');
    talk.becomes('sent');
    expect(talk.ask().slot).toBe('system.what');
    await talk.say('rebuilt billing in Go');
    expect(await talk.noted('system.what')).toBe('rebuilt billing in Go');
    expect(talk.ask().slot).toBe('system.before');
  });

  test('a message after a question that could not be sent is not its answer', async () => {
    const talk = await chatAt('system.employer');
    talk.becomes('failed');
    await talk.say('Tavolo');
    talk.becomes('sent');
    // The person got no reply and repeats the message.
    await talk.say('Tavolo');
    expect(await talk.noted('system.what')).toBeUndefined();
    expect(talk.ask().slot).toBe('system.what');
  });
});

describe('irreversible commands', () => {
  test('/forget asks for confirmation, deletes all rows, and tells the platform to forget', async () => {
    const talk = await chatAt('system.what');
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

  test('/restart asks for confirmation', async () => {
    const talk = await chatAt('system.what');
    await talk.command('restart');
    expect(await talk.noted('system.employer')).toBe('Tavolo');
    await talk.say('yes');
    expect(await talk.noted('system.employer')).toBeUndefined();
  });
});

describe('delivery of a letter', () => {
  test('a command sends the letter again', async () => {
    const talk = await chatAt('letter');
    const letters = () => talk.heard.filter(({ kind }) => kind === 'letter').length;
    expect(letters()).toBe(1);
    await talk.command('letter');
    await talk.command('last');
    expect(letters()).toBe(3);
    expect(talk.heard.filter(({ kind }) => kind === 'file')).toHaveLength(3);
  });

  test('an undelivered letter is kept, and is sent at the next contact', async () => {
    const talk = await chatAt('review');
    talk.becomes('gone');
    await talk.tap('write');
    await talk.settled();
    expect((await talk.store.unsent(PLACE)).map(({ message }) => message.kind)).toEqual(['letter', 'file']);
    talk.becomes('sent');
    await talk.command('start');
    expect(talk.heard.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['letter', 'file']));
    expect(await talk.store.unsent(PLACE)).toEqual([]);
  });

  test('the note that no model wrote the letter comes once', async () => {
    const talk = await chatAt('letter');
    await talk.tap('edit');
    await talk.tap('write');
    await talk.settled();
    const notices = talk.heard.filter((message) => message.kind === 'say' && message.text.includes('own sentences'));
    expect(talk.heard.filter(({ kind }) => kind === 'letter')).toHaveLength(2);
    expect(notices).toHaveLength(1);
  });
});

test('each question is sent with the id of the one before it, also by another process', async () => {
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

test('the review is marked as an update of its earlier message', async () => {
  const talk = await chatAt('review');
  const said = talk.heard.length;
  await talk.tap('cut');
  await talk.tap('n:2');
  const news = talk.heard.slice(said);
  expect(news.map((message) => message.kind)).toEqual(['ask', 'ask']);
  expect(news.map((message) => message.kind === 'ask' && message.isAgain)).toEqual([true, true]);
  expect(talk.ask().text).toContain('Cut: "');
});
