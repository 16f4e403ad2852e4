/** A letter that is watched while it is written: as a draft, or as the message whose place it takes. */
import { expect, test } from 'vitest';
import type { Place } from '../../../src/adapters/contract.ts';
import { badRequest } from '../../fakes/telegram/refusal.ts';
import { letterOf } from '../survey.ts';
import { shownTo } from './interviewing.ts';
import { type OpenOptions, open } from './open.ts';

const HERE: Place = 'telegram:42';
const LETTER = letterOf('First sentence. Second sentence. Third sentence.');

async function opened(options: OpenOptions = { drafts: false }) {
  const telegram = await open(options);
  const person = telegram.fake.person(42);
  person.chat.opened = true;
  return { ...telegram, person };
}

test.for<readonly [string, string]>([
  ['an edit', 'editMessageText'],
  ['the first view', 'sendMessage'],
])('a letter stands for good where %s of its growth comes late', async ([, method]) => {
  await using telegram = await opened();
  const { fake, adapter, person } = telegram;
  if (method !== 'sendMessage') {
    await adapter.grow?.(HERE, 'First sentence.');
    await fake.until(() => shownTo(person).includes('First sentence.'));
  }
  fake.faults.plan({ kind: 'delay', milliseconds: 120 }, { method });
  await adapter.grow?.(HERE, 'First sentence. Second');
  await fake.until(() => fake.faults.struck.delay === 1);
  expect(await adapter.send(HERE, LETTER, 'key')).toMatchObject({ outcome: 'sent' });
  const views = () => fake.called(method).filter(({ params }) => params.text === 'First sentence. Second');
  await fake.until(() => views().length === 1);
  expect(shownTo(person)).toEqual([LETTER.text]);
});

test('of growth that is broken off nothing is left, however late its view comes', async () => {
  await using telegram = await opened();
  const { fake, adapter, person } = telegram;
  fake.faults.plan({ kind: 'delay', milliseconds: 120 }, { method: 'sendMessage' });
  await adapter.grow?.(HERE, 'First sentence.');
  await fake.until(() => fake.faults.struck.delay === 1);
  await adapter.grow?.(HERE, null);
  expect(fake.called('sendMessage')).toHaveLength(1);
  expect(shownTo(person)).toEqual([]);
});

test('a draft is shown for as long as nothing is added, and ends with the letter', async () => {
  const draftLife = 200;
  await using telegram = await opened({ draftLife, pace: { draft: 60 } });
  const { fake, adapter, person } = telegram;
  await adapter.grow?.(HERE, 'First sentence.');
  const drafts = () => fake.called('sendMessageDraft');
  await fake.until(() => drafts().length === 1);
  const began = drafts()[0]?.at ?? 0;
  await fake.until(() => (drafts().at(-1)?.at ?? 0) - began > 2 * draftLife);
  expect(person.chat.draft?.text).toBe('First sentence.');
  await adapter.send(HERE, LETTER, 'key');
  const before = drafts().length;
  await adapter.send(HERE, { kind: 'say', text: 'Something else' }, 'key 2');
  expect(person.chat.draft).toBe(null);
  expect(drafts()).toHaveLength(before);
  expect(shownTo(person)).toEqual([LETTER.text, 'Something else']);
  expect(fake.called('editMessageText')).toEqual([]);
});

test('a draft that nobody asks for any more is not sent again', async () => {
  await using telegram = await opened({ draftLife: 50, pace: { draft: 20 } });
  const { fake, adapter, person } = telegram;
  await adapter.grow?.(HERE, 'First sentence.');
  await fake.until(() => fake.called('sendMessageDraft').length > 1);
  await adapter.grow?.(HERE, null);
  await fake.until(() => person.chat.draft === null);
});

test('where a draft is refused it is a message that grows, without a sound, and becomes the letter', async () => {
  await using telegram = await opened({ drafts: true });
  const { fake, adapter, person } = telegram;
  fake.faults.plan({ kind: 'refuse', refusal: badRequest('DRAFTS_FORBIDDEN') }, { method: 'sendMessageDraft' });
  await adapter.grow?.(HERE, 'First sentence.');
  await fake.until(() => person.seen.length === 1);
  expect(person.seen).toMatchObject([{ text: 'First sentence.', isSilent: true }]);
  await adapter.send(HERE, LETTER, 'key');
  expect(person.seen).toMatchObject([{ text: LETTER.text, edits: 1 }]);
});

test('a message that grew and was deleted does not take the letter with it', async () => {
  await using telegram = await opened();
  const { fake, adapter, person } = telegram;
  await adapter.grow?.(HERE, 'First sentence.');
  await fake.until(() => person.seen.length === 1);
  person.chat.messages.splice(0);
  expect(await adapter.send(HERE, LETTER, 'key')).toMatchObject({ outcome: 'sent' });
  expect(shownTo(person)).toEqual([LETTER.text]);
});
