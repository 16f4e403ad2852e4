/** Several systems in a conversation: added, picked, exported, forgotten, and recommended for a job post. */
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Outbound } from '../../src/adapters/contract.ts';
import { fails, modelServer, type Reply, readerAndWriter, says } from '../fakes/model.ts';
import { ANSWERS, conversation } from './conversation.ts';

/** Answers about another system, for another company. */
const SECOND: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Staff Engineer at Ferrox',
  'company.choice': 'In your talk you keep every posting forever.',
  'system.employer': 'Quillbank',
  'system.what': 'moved the ledger to an append-only table in Kotlin',
  'reliability.now': 'wrong balances: 40 -> 0 per month',
  'latency.now': 'a posting, p99 740 ms -> 95 ms',
  'contract.constraint+contract.decision+contract.result':
    'The auditors could not wait. So both tables ran for a quarter. Every balance agreed.',
  closing: 'I can show you the migration plan.',
};

/** At the first question of the second application. */
async function applyingAgain(talk = conversation()) {
  await talk.answer(ANSWERS);
  await talk.choose('write');
  await talk.choose('another');
  return talk;
}

async function withBoth(talk = conversation()) {
  await applyingAgain(talk);
  await talk.choose('stories');
  await talk.choose('new-story');
  await talk.answer(SECOND);
  return talk;
}

test('a second application can be about a new system, and keeps role, company and contact details', async () => {
  const talk = await applyingAgain();
  expect(talk.ask().choices.map(({ label }) => label)).toContain('Another system');
  await talk.choose('skip');
  await talk.say('Staff Engineer at Ferrox');
  await talk.choose('stories');
  expect(talk.ask().text).toBe(
    'Which system is the letter about?\n\n1. Tavolo: rebuilt the meter pipeline in Go. The time from meter to bill fell from 6 minutes to 4 seconds at p99.',
  );
  expect(talk.ask().choices.map(({ label }) => label)).toEqual([
    'Tavolo · p99 6 minutes → 4 s (from meter to bill)',
    'A new one',
    'Never mind',
  ]);
  await talk.say('A new one');
  expect(talk.said()).toContain('The one before is kept');
  await talk.answer(SECOND);
  await talk.choose('write');
  const letter = talk.letter();
  for (const words of ['Ferrox', 'At Quillbank I moved the ledger', '40 per month to none', 'Jo Lind', 'Malmö'])
    expect(letter).toContain(words);
  expect(letter).not.toMatch(/Tavolo|meter|Harbour/);
  expect(talk.faults).toEqual([]);
});

test.each([
  ['its button', (talk: ReturnType<typeof conversation>) => talk.choose('story:2')],
  ['its number', (talk: ReturnType<typeof conversation>) => talk.say('2')],
])('picks the first system by %s, with all of its answers', async (_, pick) => {
  const talk = await withBoth();
  await talk.say('/stories');
  expect(talk.ask().text).toContain('1. Quillbank: moved the ledger');
  expect(talk.ask().text).toContain('2. Tavolo: rebuilt the meter pipeline');
  await pick(talk);
  expect(talk.said()).toContain('the letter is about that one now');
  await talk.answer({});
  await talk.choose('write');
  for (const words of ['Ferrox', 'rebuilt the meter pipeline', '1.2% to 0.05%', 'Old meters could not be changed.'])
    expect(talk.letter()).toContain(words);
  expect(talk.letter()).not.toMatch(/Quillbank|ledger|auditors/);
});

test('hidden values stay hidden in every system', async () => {
  const talk = await withBoth();
  await talk.command('hide', 'Quillbank');
  await talk.say('a bank');
  await talk.command('hide', 'Tavolo');
  await talk.choose('skip');
  const from = talk.heard.length;
  await talk.say('my stories');
  await talk.choose('story:2');
  await talk.answer({});
  await talk.choose('write');
  await talk.command('brief');
  await talk.command('stories');
  const shown = (message: Outbound) =>
    message.kind === 'ask'
      ? [message.text, ...message.choices.map(({ label }) => label)]
      : message.kind === 'file'
        ? [message.name]
        : [message.text];
  const all = talk.heard.slice(from).flatMap(shown).join('\n');
  expect(all).toContain('A bank: moved the ledger');
  expect(all).not.toMatch(/quillbank|tavolo/i);
});

test('/export has all systems, and /forget deletes them', async () => {
  const talk = await withBoth();
  const [file] = await talk.command('export');
  if (file?.kind !== 'file') throw new Error('no file came');
  const { 'foreword.json': json } = unzipSync(file.bytes);
  const content = new TextDecoder().decode(json);
  expect(content).toContain('rebuilt the meter pipeline in Go');
  expect(content).toContain('moved the ledger');
  await talk.command('forget', 'now');
  await talk.command('start');
  await talk.command('stories');
  expect(talk.said()).toContain("You haven't told me about a system yet.");
  expect(JSON.stringify(await talk.store.load('terminal:test'))).not.toMatch(/meter pipeline|ledger/);
});

describe('recommended system for a job post', () => {
  const POST =
    'Ferrox is hiring\n\nStaff Engineer, Payments\nYou have moved money between systems that must agree to the cent.\nYou answer for 900 million postings a day.';

  async function listed(reply: Reply, post = true) {
    await using server = await modelServer(({ system }) =>
      system.includes('Which one system shows best') ? reply : fails(401, 'no such key'),
    );
    const { writer } = readerAndWriter(server);
    const talk = conversation({ writer: { ...writer, write: async () => null } });
    await talk.answer(ANSWERS);
    await talk.command('hide', 'Tavolo');
    await talk.say('an energy company');
    await talk.command('stories');
    await talk.choose('new-story');
    await talk.answer(SECOND);
    if (post) {
      await talk.send({ kind: 'text', text: POST, isForeign: true });
      await talk.choose('yes');
    }
    const before = server.calls;
    await talk.command('stories');
    return { text: talk.ask().text, calls: server.calls - before, asked: server.asked.at(-1), faults: talk.faults };
  }
  const answer = (n: number | null, post: string, story: string) => says(JSON.stringify({ n, post, story }));

  test('one call recommends a system, with quotes from the post and the story', async () => {
    const { text, calls, asked, faults } = await listed(
      answer(1, 'Moved money between systems that must agree', 'both tables ran for a quarter.'),
    );
    expect(text).toContain(
      'For this job I would take number 1: the post says "moved money between systems that must agree", and there you say "both tables ran for a quarter".',
    );
    expect(calls).toBe(1);
    expect(asked?.user).toContain('nergy company');
    expect(asked?.user).not.toContain('Tavolo');
    expect(faults).toEqual([]);
  });

  test.each([
    ['words that the post does not have', answer(1, 'moved money across borders', 'both tables ran for a quarter')],
    ['words of the other story', answer(2, 'must agree to the cent', 'both tables ran for a quarter')],
    ['a part of a word', answer(1, 'ust agree to the cent', 'both tables ran for a quarter')],
    ['words that are too common', answer(1, 'to the', 'both tables ran for a quarter')],
    ['a story that does not exist', answer(7, 'must agree to the cent', 'both tables ran for a quarter')],
    ['no choice', answer(null, '', '')],
    ['no JSON', says('the first')],
    ['nothing', fails(401, 'no such key')],
  ])('recommends nothing if the model answers %s', async (_, reply) => {
    const { text, faults } = await listed(reply);
    expect(text).toContain('1. Quillbank');
    expect(text).not.toContain('For this job');
    expect(faults).toEqual([]);
  });

  test('makes no call without a job post', async () => {
    expect((await listed(fails(401, 'no such key'), false)).calls).toBe(0);
  });
});
