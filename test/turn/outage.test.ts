/** Case 25 in memory: outages of the database at each point of a turn. */
import { expect, test } from 'vitest';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { isOutage, StoreFailure } from '../../src/store/database-errors.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { ANSWERS, conversation } from './conversation.ts';

const DATABASE_AWAY = wordsOf('said', 'en')('database-away');

const away = (code = 'ECONNRESET') => new StoreFailure(Object.assign(new Error(), { code }));
const ROLE = 'Senior Backend Engineer at Harbour Grid';

/** @param failures of the next commits: before or after the commit takes place */
async function started(...failures: ('before' | 'after')[]) {
  const store = new MemoryStore();
  store.alone = true;
  const talk = conversation({ store });
  await talk.command('start');
  await talk.choose('skip');
  const commit = store.commit.bind(store);
  store.commit = async (turn) => {
    const failure = failures.shift();
    if (failure === 'before') throw away();
    const outcome = await commit(turn);
    if (failure === 'after') throw away();
    return outcome;
  };
  return talk;
}

test('case 25: a connection that breaks before the commit is retried without a message', async () => {
  const talk = await started('before');
  const turns = talk.store.turns.length;
  const [answer, ...more] = await talk.say(ROLE);
  expect(answer).toMatchObject({ kind: 'ask', slot: 'company.choice' });
  expect(more).toEqual([]);
  expect(talk.store.turns).toHaveLength(turns + 1);
});

test('case 25: a commit whose response was lost is one turn', async () => {
  const talk = await started('after');
  const turns = talk.store.turns.length;
  const said = await talk.say(ROLE);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatchObject({ kind: 'ask', slot: 'company.choice' });
  expect(talk.store.turns).toHaveLength(turns + 1);
});

test('case 25: an outage sends one message, and the answer is handled afterwards', async () => {
  const talk = await started('before', 'before', 'before', 'after');
  const turns = talk.store.turns.length;
  const said = await talk.say(ROLE);
  expect(said.map((message) => ('text' in message ? message.text : ''))).toEqual([
    DATABASE_AWAY,
    expect.stringContaining('engineering choice'),
  ]);
  expect(talk.store.turns).toHaveLength(turns + 1);
  expect(talk.faults).toHaveLength(2);
  expect(talk.outcomes).toEqual(['done', 'done', 'done']);
});

test('case 25: an error that is no outage fails the turn at once', async () => {
  const talk = await started();
  talk.store.beforeCommit = () => {
    throw away('22P02');
  };
  await expect(talk.say(ROLE)).rejects.toThrow('22P02');
  expect(talk.outcomes).toEqual(['done', 'done', 'failed']);
});

test('case 5: a letter is delivered under the lock of its place', async () => {
  const talk = await started();
  let locks = 0;
  const saidUnlocked: string[] = [];
  talk.store.exclusively = async (_, task) => {
    locks += 1;
    return task().finally(() => {
      locks -= 1;
    });
  };
  const marked = talk.store.markSent.bind(talk.store);
  talk.store.markSent = async (keys, question) => {
    if (locks === 0) saidUnlocked.push(...keys);
    return marked(keys, question);
  };
  await talk.answer(ANSWERS);
  await talk.choose('write');
  expect(talk.letter()).toContain('Harbour Grid');
  expect(saidUnlocked).toEqual([]);
});

test('case 25: isOutage tells an outage from a fault by its code', () => {
  const outages = [
    '08006',
    '53300',
    '53100',
    '57P01',
    '57014',
    '55P03',
    'ECONNREFUSED',
    'CONNECTION_CLOSED',
    'ETIMEDOUT',
  ];
  const others = ['23505', '22P02', '42P01', '40001', 'ERR_INVALID_ARG_TYPE', 'UNDEFINED_VALUE', null];
  expect(outages.filter((code) => !isOutage(code))).toEqual([]);
  expect(others.filter(isOutage)).toEqual([]);
});
