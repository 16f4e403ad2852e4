/** Edits of earlier messages and replies to them, also of messages that are parts of one answer. */
import { describe, expect, test } from 'vitest';
import type { KeptSaid, Said } from '../../src/adapters/contract.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { applyCommands } from '../../src/machine/context-updates.ts';
import { restoreState } from '../../src/machine/interview.ts';
import type { Pending } from '../../src/machine/pending.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { textValue } from '../../src/text/sentences.ts';
import { deletedAction } from '../../src/turn/earlier-messages.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { chat, chatAt, PLACE } from './chat.ts';
import { interviewAt } from './conversation.ts';

type Talk = ReturnType<typeof chat>;

/** Two messages that are one answer. @returns their ids */
async function inRow(talk: Talk, ...texts: readonly [string, string]): Promise<[string, string]> {
  const ids: [string, string] = [`m${await talk.write(texts[0])}`, `m${await talk.write(texts[1])}`];
  await talk.settled();
  return ids;
}

const edited = (id: string, text: string): Said => ({ kind: 'edited', of: { id }, text });
const replied = (id: string, text: string): Said => ({ kind: 'text', re: { id }, text });

describe.each([
  ['an edit', edited],
  ['a reply', replied],
])('%s of a part of an answer', (_, said) => {
  const say = async (talk: Talk, id: string, text: string) => {
    await talk.post(said(id, text));
    await talk.settled();
  };

  test('changes this part and keeps the other', async () => {
    const talk = await chatAt('system.what');
    const [first, second] = await inRow(
      talk,
      'rebuilt the meter pipeline in Go.',
      'It takes readings from 2 million homes.',
    );
    await say(talk, second, 'It takes readings from 3 million homes.');
    expect(await talk.noted('system.what')).toBe(
      'rebuilt the meter pipeline in Go.\nIt takes readings from 3 million homes.',
    );
    await say(talk, first, 'rebuilt the meter pipeline in Rust.');
    expect(await talk.noted('system.what')).toBe(
      'rebuilt the meter pipeline in Rust.\nIt takes readings from 3 million homes.',
    );
    expect(talk.ask().slot).toBe('system.before');
    expect(await talk.noted('system.before')).toBeUndefined();
  });

  test('asks which of several values it changes', async () => {
    const talk = await chatAt('role.position+role.company');
    const [, second] = await inRow(talk, 'Senior Backend Engineer', 'at Harbour Grid');
    await say(talk, second, 'at Harbour Grid Ltd');
    expect(talk.ask()).toMatchObject({ question: 'which' });
    await talk.tap(talk.ask().choices.find(({ slot }) => slot === 'role.company')?.id ?? '');
    expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
    expect(await talk.noted('role.company')).toBe('Harbour Grid Ltd');
  });

  test('that filled nothing does not answer the open question', async () => {
    const talk = await chatAt('system.before');
    await talk.say('hm');
    const id = talk.store.turns.at(-1)?.event.id ?? '';
    await say(talk, id, 'a weekly job copied every table');
    expect(await talk.noted('system.before')).toBeUndefined();
    expect(talk.ask()).toMatchObject({ question: 'which' });
    await talk.tap('answer');
    expect(talk.ask().slot).toBe('system.before');
  });

  test('that filled two values changes both', async () => {
    const talk = await chatAt('role.position+role.company');
    const id = `m${await talk.write('Senior Backend Engineer at Harbour Grid')}`;
    await talk.settled();
    await say(talk, id, 'Staff Engineer at Tide & Co');
    expect(await talk.noted('role.position')).toBe('Staff Engineer');
    expect(await talk.noted('role.company')).toBe('Tide & Co');
  });

  test('that filled two values, and names one, is asked about', async () => {
    const talk = await chatAt('role.position+role.company');
    const id = `m${await talk.write('Senior Backend Engineer at Harbour Grid')}`;
    await talk.settled();
    await say(talk, id, 'Tide & Co');
    expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
    expect(talk.ask()).toMatchObject({ question: 'which' });
    await talk.tap(talk.ask().choices.find(({ slot }) => slot === 'role.company')?.id ?? '');
    expect(await talk.noted('role.company')).toBe('Tide & Co');
  });

  test('keeps the question about a forwarded text', async () => {
    const talk = await chatAt('system.before');
    const id = (await talk.context()).sheet.values['system.employer']?.source ?? '';
    await talk.forward('Acme Grid is hiring a Staff Engineer.');
    await talk.settled();
    await say(talk, id, 'Tavolo Energy');
    expect(await talk.noted('system.employer')).toBe('Tavolo Energy');
    expect(talk.ask().question).toBe('job-post');
  });
});

describe('an edit of a message that waits to be read', () => {
  test('changes it, and the wait goes on', async () => {
    const talk = chat(new MemoryStore(), { quiet: 40, longest: 400 });
    await talk.until('system.what');
    const turns = talk.store.turns.length;
    const first = await talk.write('rebuilt the meter pipline in Go.');
    await talk.post(edited(`m${first}`, 'rebuilt the meter pipeline in Go.'));
    const second = await talk.write('It takes readings from 2 million homes.');
    await talk.settled();
    expect(talk.store.turns.slice(turns).map(({ event, also }) => [event.id, ...(also ?? [])])).toEqual([
      [`m${first}`, `m${second}`],
    ]);
    expect(await talk.noted('system.what')).toBe(
      'rebuilt the meter pipeline in Go.\nIt takes readings from 2 million homes.',
    );
  });

  test('of a text that was read meanwhile corrects the answer', async () => {
    const talk = chat(new MemoryStore(), { quiet: 60_000, longest: 60_000 });
    await talk.command('start');
    await talk.tap('skip');
    const first = await talk.write('Senior Backend Engineer at Harbour');
    await talk.command('help');
    await talk.post(edited(`m${first}`, 'Senior Backend Engineer at Harbour Grid'));
    expect(await talk.noted('role.company')).toBe('Harbour Grid');
    await talk.interviewer.stop();
  });
});

describe('a deleted message', () => {
  const deleted = (id: string): KeptSaid => ({ kind: 'deleted', of: { id } });

  test('that waits to be read is not read', async () => {
    const talk = chat(new MemoryStore(), { quiet: 40, longest: 400 });
    await talk.until('system.employer');
    const id = await talk.write('Secret Client Inc');
    await talk.post(deleted(`m${id}`));
    await talk.write('Tavolo');
    await talk.settled();
    expect(await talk.noted('system.employer')).toBe('Tavolo');
    expect(JSON.stringify(await talk.context())).not.toContain('Secret');
  });

  test('that waits in a question takes the question with it', async () => {
    const talk = await chatAt('system.part');
    const id = `m${await talk.write('I built the counter. How much detail do you want here? It counts.')}`;
    await talk.settled();
    expect(talk.ask()).toMatchObject({ question: 'confirm', slot: 'system.part' });
    await talk.post(deleted(id));
    await talk.settled();
    expect(talk.ask()).toMatchObject({ question: 'slot', slot: 'system.part' });
    expect(await talk.noted('system.part')).toBeUndefined();
    expect(JSON.stringify((await talk.context()).pending)).not.toContain('counter');
  });

  test.each([
    ['m1', ['m2']],
    ['m2', ['m1']],
  ])('closes only its own of two questions: %s', (id, left) => {
    const pending = ['m1', 'm2'].map(
      (source): Pending => ({ kind: 'which', text: textValue('so', source), only: null }),
    );
    const context = { ...EMPTY, pending };
    const { event } = { event: null, ...deletedAction(id, restoreState('deciding', context)) };
    const after = applyCommands(context, event?.type === 'said' ? event.commands : []);
    expect(after.pending.flatMap((one) => (one.kind === 'which' ? one.text?.source : []))).toEqual(left);
  });

  test('that filled nothing gets no reply', async () => {
    const talk = await chatAt('system.employer');
    await talk.say('hm');
    const heard = talk.heard.length;
    await talk.post(deleted(talk.store.turns.at(-1)?.event.id ?? ''));
    await talk.post(deleted('unknown'));
    await talk.settled();
    expect(talk.heard).toHaveLength(heard);
  });

  test('of a forgotten conversation stores nothing', async () => {
    const talk = await chatAt('system.employer');
    const id = `m${await talk.write('Tavolo')}`;
    await talk.settled();
    await talk.command('forget', 'now');
    const heard = talk.heard.length;
    await talk.store.hold(PLACE, { id: 'm1', author: 'ada', at: new Date(0), order: null, said: deleted(id) });
    await talk.post(deleted(id));
    await talk.settled();
    expect(await talk.store.load(PLACE)).toBeNull();
    expect(await talk.store.placesHolding()).toEqual([]);
    expect(talk.heard).toHaveLength(heard);
  });

  test.each([
    ['yes', undefined, 'system.employer'],
    ['no', 'Tavolo', 'system.what'],
  ])('can be taken back: %s', async (choice, noted, next) => {
    const talk = await chatAt('system.employer');
    const id = `m${await talk.write('Tavolo')}`;
    await talk.settled();
    expect(talk.ask().slot).toBe('system.what');
    await talk.post(deleted(id));
    await talk.settled();
    expect(talk.ask()).toMatchObject({ question: 'confirm' });
    expect(talk.ask().text).toContain('- Employer: Tavolo');
    await talk.tap(choice);
    expect(await talk.noted('system.employer')).toBe(noted);
    expect(talk.ask().slot).toBe(next);
  });

  test('takes back all that it filled', async () => {
    const talk = await chatAt('role.position+role.company');
    const id = `m${await talk.write('Senior Backend Engineer at Harbour Grid')}`;
    await talk.settled();
    await talk.post(deleted(id));
    await talk.tap('yes');
    expect(await talk.noted('role.position')).toBeUndefined();
    expect(await talk.noted('role.company')).toBeUndefined();
    expect(talk.ask().slot).toBe('role.position+role.company');
  });

  test('of several that are one answer takes back the whole answer', async () => {
    const talk = await chatAt('system.what');
    const ids = await inRow(talk, 'rebuilt the meter pipeline in Go.', 'It takes readings from 2 million homes.');
    await talk.post(deleted(ids[1] ?? ''));
    await talk.tap('yes');
    expect(await talk.noted('system.what')).toBeUndefined();
    expect(talk.ask().slot).toBe('system.what');
  });

  test.each([
    [['lost readings: 1.2% -> 0.05%'], 0, '1.2% → 0.05% (lost readings)', [], 'reliability.now'],
    [['lost readings: 0.05%', '1.2%'], 1, '1.2% → 0.05% (lost readings)', [], 'reliability.now'],
    [['lost readings: 0.05%', '1.2%'], 0, '1.2% → 0.05% (lost readings)', [], 'reliability.now'],
  ])('takes back the figure that it is a part of: %j, %i', async (texts, gone, shown, left, next) => {
    const talk = await chatAt('reliability.now');
    const from = talk.store.turns.length;
    await talk.say(...texts);
    await talk.post(deleted(talk.store.turns[from + gone]?.event.id ?? ''));
    expect(talk.ask().text).toContain(`${shown}\n`);
    await talk.tap('yes');
    const { figures } = (await talk.context()).sheet;
    expect(figures.flatMap(({ now, before }) => [now, before].flatMap((side) => side?.quote ?? []))).toEqual(left);
    expect(talk.ask().slot).toBe(next);
  });

  test('shows nothing confidential', async () => {
    const talk = await chatAt('system.employer');
    const id = `m${await talk.write('Tavolo')}`;
    await talk.settled();
    await talk.command('hide', 'Tavolo');
    await talk.say('a meter company');
    await talk.post(deleted(id));
    expect(talk.ask()).toMatchObject({ question: 'confirm' });
    expect(talk.ask().text).not.toContain('Tavolo');
  });
});

test('an edit after a letter was requested changes nothing', async () => {
  const talk = await chatAt('system.what');
  await talk.say('rebuilt the meter pipeline in Go');
  await talk.until('letter');
  const before = await talk.context();
  await talk.post(edited('unknown', 'text'));
  expect((await talk.context()).sheet).toEqual(before.sheet);
});

test('an edited command is run as it stands now', async () => {
  const talk = await interviewAt('system.what');
  await talk.send({ kind: 'command', name: 'brif', rest: '' }, 'm1');
  await talk.send({ kind: 'edited', of: { id: 'm1' }, text: '/brief' });
  expect(talk.said()).toContain('Employer: Tavolo');
});

test('the edit of a message from which nothing was noted says so, and the question stays', async () => {
  const talk = await interviewAt('system.what');
  await talk.send({ kind: 'command', name: 'brief', rest: '' }, 'm1');
  await talk.send({ kind: 'edited', of: { id: 'm1' }, text: 'rebuilt the meter pipeline' });
  expect(talk.said()).toContain(wordsOf('said', 'en')('nothing-to-edit'));
  expect(talk.ask().slot).toBe('system.what');
  await talk.command('brief');
  expect(talk.said()).not.toContain('rebuilt the meter pipeline');
});
