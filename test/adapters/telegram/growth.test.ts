/** A letter that takes the place of the message in which it grew. */
import { expect, test } from 'vitest';
import type { Place } from '../../../src/adapters/contract.ts';
import { letterOf } from '../survey.ts';
import { shownTo } from './interviewing.ts';
import { open } from './open.ts';

const HERE: Place = 'telegram:42';
const LETTER = letterOf('First sentence. Second sentence. Third sentence.');

async function opened() {
  const telegram = await open({ drafts: false });
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
