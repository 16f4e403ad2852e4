/** The preview of a letter as a Telegram draft. */
import { expect, test } from 'vitest';
import type { Place } from '../../../src/adapters/contract.ts';
import { badRequest } from '../../fakes/telegram/faults.ts';
import { letterOf } from '../survey.ts';
import { shownTo } from './interviewing.ts';
import { type OpenOptions, open } from './open.ts';

const HERE: Place = 'telegram:42';
const LETTER = letterOf('First sentence. Second sentence. Third sentence.');

async function opened(options: OpenOptions = {}) {
  const telegram = await open(options);
  const person = telegram.fake.person(42);
  person.chat.opened = true;
  return { ...telegram, person };
}

test('a late draft does not cover the letter', async () => {
  await using telegram = await opened();
  const { fake, adapter, person } = telegram;
  fake.faults.plan({ kind: 'delay', milliseconds: 120 }, { method: 'sendMessageDraft' });
  await adapter.grow?.(HERE, 'First sentence.');
  await fake.until(() => fake.faults.struck.delay === 1);
  expect(await adapter.send(HERE, LETTER, 'key')).toMatchObject({ outcome: 'sent' });
  expect(person.chat.draft).toBe(null);
  expect(shownTo(person)).toEqual([LETTER.text]);
});

test('a draft is renewed while nothing is added, and ends with the letter', async () => {
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

test('a cancelled draft is not renewed', async () => {
  await using telegram = await opened({ draftLife: 50, pace: { draft: 20 } });
  const { fake, adapter, person } = telegram;
  await adapter.grow?.(HERE, 'First sentence.');
  await fake.until(() => fake.called('sendMessageDraft').length > 1);
  await adapter.grow?.(HERE, null);
  await fake.until(() => person.chat.draft === null);
});

test.for<OpenOptions>([{ drafts: true }, { drafts: false }])(
  'the letter is sent if drafts are refused: %o',
  async (options) => {
    await using telegram = await opened(options);
    const { fake, adapter, person } = telegram;
    fake.faults.plan({ kind: 'refuse', refusal: badRequest('DRAFTS_FORBIDDEN') }, { method: 'sendMessageDraft' });
    await adapter.grow?.(HERE, 'First sentence.');
    await fake.until(() => fake.called('sendMessageDraft').length === 1);
    await adapter.grow?.(HERE, 'First sentence. Second');
    await adapter.send(HERE, LETTER, 'key');
    expect(fake.called('sendMessageDraft')).toHaveLength(1);
    expect(shownTo(person)).toEqual([LETTER.text]);
  },
);
