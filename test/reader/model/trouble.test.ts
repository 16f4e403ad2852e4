/** A model that is slow, gone or mad: the rules have read the message already, and the interview goes on. */
import { describe, expect, test } from 'vitest';
import { createModelReader } from '../../../src/reader/model.ts';
import { readPlainly } from '../../../src/reader/plain.ts';
import {
  breaksOff,
  fails,
  fallsSilent,
  hangs,
  hangsUp,
  isBusy,
  modelServer,
  type Reply,
  refuses,
  runsOut,
  says,
  sends,
} from '../../fakes/model.ts';
import { NADIA } from '../../letter/author.ts';
import { interviewed } from '../converse.ts';
import { answers, conversed, heard, readerAt } from './listening.ts';

const TEXT =
  'At Brightwell I rebuilt the invoicing service, it used to be a cron script. I designed the ledger part myself.';
const PLAIN = readPlainly({
  id: 'm1',
  text: TEXT,
  asking: { topic: 'system', gap: { kind: 'open' }, repeats: 0 },
  brief: { facts: [], declined: [] },
});

describe('the rules read it', () => {
  const FAULTS: readonly (readonly [name: string, reply: Reply, calls: number])[] = [
    ['429 without retry-after', isBusy(null), 2],
    ['429 with retry-after', isBusy(2), 2],
    ['429 with a retry-after beyond the deadline', isBusy(30), 1],
    ['500', fails(500, 'The server had an error'), 2],
    ['401', fails(401, 'Incorrect API key'), 1],
    ['404', fails(404, 'no such model'), 1],
    ['a dropped connection', hangsUp(), 2],
    ['a stream nobody asked for, cut', breaksOff('{"facts":['), 2],
    ['a page of a proxy', sends('text/html', '<html>Bad gateway</html>'), 2],
    ['truncated JSON', says('{"facts":[{"topic":"sys'), 2],
    ['JSON cut by the limit of tokens', runsOut('{"facts":['), 2],
    ['nothing', says(''), 2],
    ['prose', says('The candidate worked at Brightwell.'), 2],
    ['a refusal', refuses(), 1],
    ['another shape', says('{"facts":"none"}'), 2],
    ['a topic that there is not', says('{"facts":[{"topic":"salary","quote":"x"}]}'), 2],
    ['200 KB', says('y'.repeat(200_000)), 2],
    ['an answer that says nothing', answers(), 1],
  ];

  test.each(FAULTS)('%s', async (_, reply, calls) => {
    const told = await heard(TEXT, 'system', reply);
    expect(told.reading).toEqual(PLAIN);
    expect(told.calls).toBe(calls);
  });

  test.each([
    ['a server that hangs', hangs()],
    ['an answer that never ends', fallsSilent('{"facts":[')],
  ] as const)('%s, after the time that there is', async (_, reply) => {
    const began = performance.now();
    const told = await heard(TEXT, 'system', reply, { milliseconds: 300 });
    expect(told).toMatchObject({ reading: PLAIN, calls: 1 });
    expect(performance.now() - began).toBeLessThan(2500);
  });

  test('a fence around an answer costs one call more, once', async () => {
    const fenced = says('```json\n{"facts":[]}\n```');
    await using server = await modelServer(({ format }) =>
      format === 'json_schema'
        ? fenced
        : answers({ facts: [{ topic: 'system', quote: 'At Brightwell I rebuilt the invoicing service' }] }),
    );
    const reader = readerAt(server);
    const message = { id: 'm1', text: TEXT, asking: null, brief: { facts: [], declined: [] } };
    for (const calls of [2, 4, 5]) {
      const { facts } = await reader.read(message);
      expect(facts.map(({ quote }) => quote)).toEqual(['At Brightwell I rebuilt the invoicing service']);
      expect(server.calls).toBe(calls);
    }
  });
});

test('a whole interview with a model that is down ends as one without a model does', async () => {
  await using server = await modelServer(() => fails(503, 'Overloaded'));
  const said: string[] = [];
  const plain = interviewed(NADIA);
  const topics = [
    'role',
    'system',
    'throughput',
    'latency',
    'reliability',
    'contract',
    'company',
    'background',
    'closing',
    'contact',
  ] as const;
  for (const topic of topics) said.push(NADIA[topic]);
  const state = await conversed(readerAt(server), said);
  expect(state.value).toBe('review');
  expect(state.context.brief).toEqual(plain.context.brief);
  // Two attempts for each message that leaves a doubt, and none for a figure that stands alone.
  expect(server.calls).toBeGreaterThan(0);
  expect(server.calls).toBeLessThanOrEqual(2 * said.length);
});

test('a reading never throws, whatever the model is', async () => {
  const reader = createModelReader(
    {
      object: () => Promise.resolve({ outcome: 'failed', why: 'spent' }),
      lines: () => Promise.reject(new Error('never asked')),
    },
    { calls: 2, milliseconds: 8000 },
    Date.now,
    () => '',
  );
  expect(
    await reader.read({
      id: 'm1',
      text: TEXT,
      asking: { topic: 'system', gap: { kind: 'open' }, repeats: 0 },
      brief: { facts: [], declined: [] },
    }),
  ).toEqual(PLAIN);
});

describe('no call is made', () => {
  test.each([
    ['no', 'background'],
    ['-', 'background'],
    ['', 'system'],
    ['ok', 'system'],
    ['from 300 to 4,500 jobs per minute', 'throughput'],
    ['p95 was 900ms, now 120ms', 'latency'],
    ['99.9% before, 99.99% now', 'reliability'],
    ['no numbers, sorry', 'latency'],
    ['Nadia Ferro, nadia.ferro@example.com, Turin', 'contact'],
  ] as const)('for “%s” where %s was asked', async (text, topic) => {
    const { calls, reading } = await heard(text, topic, says('must not be asked'));
    expect(calls).toBe(0);
    expect(reading).toEqual(
      readPlainly({
        id: 'm1',
        text,
        asking: { topic, gap: { kind: 'open' }, repeats: 0 },
        brief: { facts: [], declined: [] },
      }),
    );
  });

  test('for the unit, the window or the percentile that was asked for', async () => {
    const state = interviewed({ ...NADIA, latency: 'from 900ms to 120ms' });
    const { brief } = state.context;
    const { calls, reading } = await heard('p95', 'latency', says('must not be asked'), {
      brief,
      gap: { kind: 'percentile', word: '900ms' },
    });
    expect(calls).toBe(0);
    expect(reading.completes).toEqual({ percentile: 'p95' });
  });

  test.each([
    ['It went from 300 to 4,500 jobs per minute, but do not print the 4,500.', 'throughput'],
    ['I rebuilt invoicing.', 'system'],
    ['Actually the p95 was 140 ms', 'reliability'],
  ] as const)('but one is for “%s”', async (text, topic) => {
    const { calls } = await heard(text, topic, {});
    expect(calls).toBe(1);
  });
});
