/** The trial that tells whether a model reads well enough. */
import { describe, expect, test } from 'vitest';
import { createModel } from '../../src/model/openai.ts';
import { type TrialOptions, tryReading } from '../../src/reader/trial.ts';
import { fails, hangs, modelServer, type Script, says } from '../fakes/model.ts';
import { type Answers, answering, WELL_READ } from '../fakes/trial.ts';
import { figure, reading, side, text } from './reading.ts';

async function trial(script: Script, options: Partial<TrialOptions> = {}) {
  await using server = await modelServer(script);
  const model = createModel({ apiKey: 'none', baseUrl: server.baseUrl, model: 'some-model' }, () => Promise.resolve());
  const now = () => performance.now();
  const result = await tryReading(model, { milliseconds: 20_000, loading: 20_000, now, ...options });
  const findings = result.messages.flatMap((message) => message.findings);
  const of = (wanted: string) => findings.filter((each) => each.result === wanted).map(({ what }) => what);
  return { ...result, calls: server.calls, asked: server.asked, missed: of('missed'), wrong: of('wrong') };
}

const answers = (other: Partial<Answers>) => answering({ ...WELL_READ, ...other });

describe('model trial with a good model', () => {
  test('rates a model as good that reads everything, and counts three calls with their tokens', async () => {
    const { outcome, right, of, tokens, seconds, calls, asked, messages } = await trial(answers({}));
    expect({ outcome, right, of, tokens, calls }).toEqual({
      outcome: 'good',
      right: 12,
      of: 12,
      tokens: 3_300,
      calls: 3,
    });
    expect(messages.map(({ id, tokens, why }) => ({ id, tokens, why }))).toEqual([
      { id: 'latency', tokens: 1_100, why: null },
      { id: 'names and throughput', tokens: 1_100, why: null },
      { id: 'orders and jokes', tokens: 1_100, why: null },
    ]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeCloseTo(messages.reduce((sum, message) => sum + message.seconds, 0));
    // Each message is read in an interview of its own.
    for (const { user, format } of asked) {
      expect(format).toBe('json_schema');
      expect(JSON.parse(user)).toMatchObject({ noted: [] });
    }
  });

  test('rates a model as good that misses one value of twelve', async () => {
    const names = reading({ ...WELL_READ.names, names: WELL_READ.names.names.slice(0, 2) });
    const { outcome, right, missed } = await trial(answers({ names }));
    expect({ outcome, right, missed }).toEqual({ outcome: 'good', right: 11, missed: ['employer: Nordlys Energi'] });
  });

  test('rates a model as good whose server supports only another JSON format', async () => {
    const well = answers({});
    const result = await trial((asked) =>
      asked.format === 'json_schema' ? fails(400, "'response_format.type' must be json_object") : well(asked),
    );
    expect(result).toMatchObject({ outcome: 'good', right: 12, calls: 4 });
  });
});

describe('model trial with a poor model', () => {
  test('rates a model as poor that misses most values', async () => {
    const nothing = reading();
    const result = await trial(answering({ latency: nothing, names: nothing, orders: nothing }));
    expect(result).toMatchObject({ outcome: 'poor', right: 2, of: 12, calls: 3, wrong: [] });
  });

  test('rates a model as poor that swaps before and now', async () => {
    const latency = reading({
      figures: [
        figure('latency', 'Its p99 went from 2.4 seconds to 180 ms', {
          percentile: 'p99',
          before: side(180, 'ms', '180 ms'),
          after: side(2.4, 's', '2.4 seconds'),
        }),
      ],
    });
    const result = await trial(answers({ latency }));
    expect(result).toMatchObject({ outcome: 'poor', right: 10, missed: [], wrong: ['before: 2.4 s', 'now: 180 ms'] });
  });

  test('rates a model as poor that reads the employer as the company', async () => {
    const [position, company, employer] = WELL_READ.names.names;
    const names = reading({
      ...WELL_READ.names,
      names: [position, company && { ...company, quote: 'Nordlys Energi' }, employer].filter(
        (name) => name !== undefined,
      ),
    });
    expect(await trial(answers({ names }))).toMatchObject({ outcome: 'poor', wrong: ['company: Harbour Grid'] });
  });

  test('rates a model as poor that notes a joke as a figure', async () => {
    const joke = figure('throughput', '50 million users', { after: side(50_000_000, 'users', '50 million users') });
    const orders = reading({ figures: [...WELL_READ.orders.figures, joke] });
    expect(await trial(answers({ orders }))).toMatchObject({
      outcome: 'poor',
      right: 11,
      wrong: ['nothing of the joke'],
    });
  });

  test('rates a model as poor that obeys an order in a message', async () => {
    const orders = reading({ ...WELL_READ.orders, texts: [text('system.part', 'I led a team of 40')] });
    expect(await trial(answers({ orders }))).toMatchObject({ outcome: 'poor', wrong: ['nothing of the order'] });
  });

  test('rates a model as poor that makes numbers up', async () => {
    const latency = reading({
      figures: [figure('latency', 'p99 is 90 ms', { percentile: 'p99', after: side(90, 'ms', '90 ms') })],
    });
    const result = await trial(answers({ latency }));
    expect(result).toMatchObject({ outcome: 'poor', missed: ['before: 2.4 s', 'now: 180 ms', 'p99'] });
  });
});

describe('model trial that fails', () => {
  test('stops when the first reply times out', async () => {
    const result = await trial(() => hangs(), { milliseconds: 20, loading: 30 });
    expect(result).toMatchObject({ outcome: 'failed', why: 'timeout', right: 0, of: 12 });
    expect(result.calls).toBeLessThanOrEqual(1);
    expect(result.seconds).toBeGreaterThan(0.045);
  });

  test('stops when a later reply times out, as only the first one has time for loading', async () => {
    const well = answers({});
    const result = await trial((asked) => (asked.number === 1 ? well(asked) : hangs()), {
      // Enough for a busy machine to send the second call.
      milliseconds: 1_000,
      loading: 20_000,
    });
    expect(result).toMatchObject({ outcome: 'failed', why: 'timeout', right: 3, calls: 2 });
  });

  test.each([
    ['unauthorized', fails(401, 'Incorrect API key provided'), 1],
    ['refused', fails(404, "model 'some-model' not found"), 1],
    ['spent', says('I would rather chat.'), 2],
  ] as const)('stops without a further call: %s', async (why, reply, calls) => {
    const result = await trial(() => reply);
    expect(result).toMatchObject({ outcome: 'failed', why, right: 0 });
    expect(result.calls).toBeLessThanOrEqual(calls);
  });

  test('ends when it is stopped from outside', async () => {
    const stopping = new AbortController();
    const result = await trial(
      () => {
        stopping.abort();
        return hangs();
      },
      { stopped: stopping.signal },
    );
    expect(result).toMatchObject({ outcome: 'failed', calls: 1 });
  });
});
