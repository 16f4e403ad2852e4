/** Health, readiness and metrics, and stopping while a model hangs. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startMonitoring, type Vitals } from '../../src/monitoring.ts';
import { freePort } from '../adapters/telegram/open.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { dataDirectory, run, speaking } from '../end-to-end/program.ts';
import { hears, isBusy, modelServer } from '../fakes/model.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';

const POLLING = { timeout: 20_000, interval: 20 };
const CANARY = 'Quillfeather';

/** @returns status 0 if nobody listens */
async function get(port: number, path: string): Promise<{ status: number; body: string }> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

test('case 36: health, readiness, metrics and log have no words of people; the bot stops while its model hangs', async () => {
  await using directory = await dataDirectory();
  await using fake = await FakeTelegram.start();
  await using model = await modelServer(() => ({ kind: 'silence' }));
  const port = await freePort();
  const settings = {
    FOREWORD_METRICS_PORT: String(port),
    FOREWORD_MODEL: 'some-model',
    OPENAI_BASE_URL: model.baseUrl,
    FOREWORD_READING_SECONDS: '60',
  };
  await using program = new BotProcess(fake, directory.path, settings);
  await expect.poll(() => get(port, '/readyz'), POLLING).toEqual({ status: 200, body: expect.any(String) });
  expect(JSON.parse((await get(port, '/readyz')).body)).toEqual({ database: true, telegram: true });
  expect(await get(port, '/healthz')).toEqual({ status: 200, body: 'ok' });
  expect((await get(port, '/')).status).toBe(404);

  const person = fake.person(987_654_321);
  person.say('/start');
  await expect
    .poll(async () => (await get(port, '/metrics')).body, POLLING)
    .toMatch(/^foreword_turns_total\{platform="telegram",outcome="done"\} 1$/m);
  person.say(`I rebuilt the payout service at ${CANARY}, in Kotlin.`);
  await expect.poll(() => model.calls, POLLING).toBe(1);
  const { body } = await get(port, '/metrics');
  for (const name of ['foreword_turn_seconds_count', 'foreword_outbox_age_seconds', 'nodejs_eventloop_lag_seconds'])
    expect(body).toMatch(new RegExp(`^${name}(?:\\{[^}]*\\})? [\\d.e-]+$`, 'm'));
  expect(body).toMatch(/^foreword_turns_queued 1$/m);
  expect(body).toMatch(/^foreword_sends_total\{platform="telegram",outcome="sent"\} \d+$/m);

  const began = performance.now();
  expect(await program.stop()).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect((await get(port, '/healthz')).status).toBe(0);
  for (const text of [body, program.printed])
    for (const each of [CANARY, 'payout', '987654321', fake.token]) expect(text).not.toContain(each);
  const lines = program.printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).msg);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Foreword [\d.]+ on Node \d+\.\d+\.\d+$/),
      expect.stringMatching(/^Database: PostgreSQL 18\.\d+ in this process \(PGlite\), in .*data$/),
      expect.stringMatching(
        /^Language model at 127\.0\.0\.1:\d+: some-model writes, some-model reads, some-model checks$/,
      ),
      'Telegram: connected as @foreword_bot. Open it at https://t.me/foreword_bot',
    ]),
  );

  // The message is stored: the next process, which has no model, answers it.
  const seen = person.seen.length;
  await using next = new BotProcess(fake, directory.path, { FOREWORD_LOG_LEVEL: 'silent' });
  await expect.poll(() => person.seen.length, POLLING).toBeGreaterThan(seen);
  expect(await next.stop()).toBe(0);
  expect(next.printed).toBe('');
});

test('a metrics port in use or an unavailable address ends the start with a sentence', async () => {
  await using directory = await dataDirectory();
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const start = (more: Readonly<Record<string, string>>) =>
    run(['--jsonl'], '', { FOREWORD_DATA: directory.path, FOREWORD_METRICS_PORT: port, ...more });
  expect(await start({})).toEqual({
    code: 1,
    out: '',
    errors: `Foreword could not start:\n- FOREWORD_METRICS_PORT: can't listen on 127.0.0.1:${port} (EADDRINUSE)\n`,
  });
  expect((await start({ FOREWORD_METRICS_HOST: '192.0.2.1' })).errors).toMatch(/192\.0\.2\.1:\d+ \(EADDRNOTAVAIL\)\n$/);
  taken.close();
});

test('requests for transcriptions are counted with those to other models', async () => {
  await using directory = await dataDirectory();
  await using server = await modelServer();
  server.transcribe(({ number }) => (number === 1 ? isBusy(0) : hears('Hello.', [70, 5])));
  const port = await freePort();
  const path = join(directory.path, 'memo.ogg');
  await writeFile(path, 'OggS, and what was said');
  await using program = await speaking(directory, {
    FOREWORD_METRICS_PORT: String(port),
    FOREWORD_TRANSCRIBING_MODEL: 'some-model',
    OPENAI_BASE_URL: server.baseUrl,
  });
  await program.turn({ type: 'file', path });
  const metrics = (await get(port, '/metrics')).body;
  expect(metrics).toMatch(/^foreword_model_calls_total\{outcome="busy"\} 1$/m);
  expect(metrics).toMatch(/^foreword_model_calls_total\{outcome="answered"\} 1$/m);
  expect(metrics).toMatch(/^foreword_model_tokens_total\{kind="input"\} 70$/m);
  expect(metrics).toMatch(/^foreword_model_tokens_total\{kind="output"\} 5$/m);
});

const WELL = { unsent: 2, age: 7.5, letters: 1 };
const readiness: readonly (readonly [name: string, vitals: Vitals | null, body: object, isReady: boolean])[] = [
  ['before the start', null, { database: false }, false],
  [
    'with a working database and platform',
    vitalsOf(async () => WELL, { discord: true }),
    { database: true, discord: true },
    true,
  ],
  [
    'with a disconnected platform',
    vitalsOf(async () => WELL, { discord: false }),
    { database: true, discord: false },
    false,
  ],
  ['with a database that fails', vitalsOf(() => Promise.reject(new Error(CANARY))), { database: false }, false],
  ['with a database that hangs', vitalsOf(() => new Promise(() => undefined)), { database: false }, false],
];

function vitalsOf(backlog: Vitals['backlog'], connected: Record<string, boolean> = {}): Vitals {
  return { backlog, connected: () => connected, turns: () => 3 };
}

test.each(readiness)('readiness and metrics are right %s', async (_name, vitals, body, isReady) => {
  const port = await freePort();
  const monitoring = await startMonitoring({ host: '127.0.0.1', port, vitals: () => vitals });
  if (typeof monitoring === 'string') throw new Error(monitoring);
  try {
    const ready = await get(port, '/readyz');
    expect({ status: ready.status, body: JSON.parse(ready.body) }).toEqual({ status: isReady ? 200 : 503, body });
    monitoring.modelCall({ outcome: 'refused', inputTokens: 12, outputTokens: 3 });
    monitoring.letter('template');
    const metrics = (await get(port, '/metrics')).body;
    expect(metrics).toMatch(/^foreword_model_calls_total\{outcome="refused"\} 1$/m);
    expect(metrics).toMatch(/^foreword_model_tokens_total\{kind="input"\} 12$/m);
    expect(metrics).toMatch(/^foreword_turns_total\{platform="discord",outcome="failed"\} 0$/m);
    expect(metrics).toMatch(/^foreword_letters_total\{outcome="failed"\} 0$/m);
    expect(metrics).toMatch(/^foreword_letters_total\{outcome="template"\} 1$/m);
    const answers = 'database' in body && body.database === true;
    expect(/^foreword_outbox_age_seconds 7\.5$/m.test(metrics)).toBe(answers);
    expect(metrics).not.toContain(CANARY);
  } finally {
    await monitoring.close();
  }
});
