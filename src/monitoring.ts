/**
 * Health and metrics over HTTP: `/healthz` (the process is alive), `/readyz` (the database answers, the platforms are
 * connected), `/metrics` for Prometheus. Loaded only if a port is set. No label contains ids or what people say.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { PLATFORMS, type Platform, type Sent } from './adapters/contract.ts';
import type { ModelCall } from './model/model-call.ts';
import type { Backlog } from './store/store.ts';

export interface Vitals {
  /** @throws if the database doesn't answer */
  backlog(): Promise<Backlog>;
  /** By platform name. */
  connected(): Readonly<Record<string, boolean>>;
  turns(): number;
}

interface MonitoringOptions {
  readonly host: string;
  readonly port: number;
  /** Null while the program starts or stops. */
  vitals(): Vitals | null;
}

/** Milliseconds to wait for the database. */
const PATIENCE_MS = 2_000;

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
}

export type Monitoring = Exclude<Awaited<ReturnType<typeof startMonitoring>>, string>;

/** @returns a sentence for the operator if the port can't be used */
export async function startMonitoring({ host, port, vitals }: MonitoringOptions) {
  const { registry, gauge, ...watching } = createMetrics();
  const server = createServer({ requestTimeout: 10_000 }, async (request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    const {
      status = 200,
      type = 'text/plain',
      body = '',
    } = await answerTo(path).catch((): Answer => ({ status: 503 }));
    response.writeHead(status, { 'content-type': type }).end(body);
  });

  async function answerTo(path: string | undefined): Promise<Answer> {
    if (path === '/healthz') return { body: 'ok' };
    const now = vitals();
    if (path === '/readyz') {
      const database = now !== null && (await backlogOf(now)) !== null;
      const checks = { database, ...now?.connected() };
      const status = Object.values(checks).every(Boolean) ? 200 : 503;
      return { status, type: 'application/json', body: JSON.stringify(checks) };
    }
    if (path !== '/metrics') return { status: 404 };
    gauge(now?.turns() ?? 0, now && (await backlogOf(now)));
    return { type: registry.contentType, body: await registry.metrics() };
  }

  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    return `FOREWORD_METRICS_PORT: can't listen on ${host}:${port} (${code})`;
  }
  return {
    ...watching,
    close() {
      registry.clear();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Returns null if the database doesn't answer in time. */
async function backlogOf(vitals: Vitals): Promise<Backlog | null> {
  const late = sleep(PATIENCE_MS, null, { ref: false });
  return Promise.race([vitals.backlog().catch(() => null), late]);
}

function createMetrics() {
  const registry = new Registry();
  // Memory, CPU time and event loop lag.
  collectDefaultMetrics({ register: registry });
  const of = (name: string, help: string, ...labelNames: string[]) => ({
    name: `foreword_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  const turns = new Counter(of('turns_total', 'Turns of interviews, by platform and outcome', 'platform', 'outcome'));
  const latency = new Histogram({
    ...of('turn_seconds', 'From an event to the reply that was handed to the platform', 'platform'),
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  });
  const sent = 'Attempts to send a message; gone: the platform refuses it for good';
  const sends = new Counter(of('sends_total', sent, 'platform', 'outcome'));
  const letters = new Counter(of('letters_total', 'Letters that were asked for, by what wrote them', 'outcome'));
  const called = 'HTTP requests to all models, by outcome; refused: the model would not answer';
  const calls = new Counter(of('model_calls_total', called, 'outcome'));
  const tokens = new Counter(of('model_tokens_total', 'Tokens as all models count them', 'kind'));
  const queued = new Gauge(of('turns_queued', 'Turns that are queued or under way in this process'));
  const outbox = new Gauge(of('outbox_messages', 'Messages that are not sent yet'));
  const old = 'Age of the oldest message that is not sent yet; 0 where there is none';
  const age = new Gauge(of('outbox_age_seconds', old));
  const waiting = new Gauge(of('letters_waiting', 'Interviews that wait for a letter'));
  // A rate of a counter misses the first event unless the counter was 0 before.
  for (const platform of PLATFORMS) {
    for (const outcome of ['done', 'failed']) turns.inc({ platform, outcome }, 0);
    for (const outcome of ['sent', 'gone', 'failed']) sends.inc({ platform, outcome }, 0);
  }
  for (const outcome of ['model', 'template', 'failed']) letters.inc({ outcome }, 0);
  for (const kind of ['input', 'output']) tokens.inc({ kind }, 0);
  return {
    registry,
    /** Without an answer from the database, the gauges are removed instead of showing old values. */
    gauge(turns: number, backlog: Backlog | null) {
      queued.set(turns);
      for (const gauge of [outbox, age, waiting]) gauge.remove();
      if (backlog === null) return;
      outbox.set(backlog.unsent);
      age.set(backlog.age);
      waiting.set(backlog.letters);
    },
    /** @param took seconds */
    turn(platform: Platform, outcome: 'done' | 'failed', took: number) {
      turns.inc({ platform, outcome });
      latency.observe({ platform }, took);
    },
    sent: (platform: Platform, outcome: Sent['outcome']) => sends.inc({ platform, outcome }),
    letter: (outcome: 'model' | 'template' | 'failed') => letters.inc({ outcome }),
    modelCall({ outcome, inputTokens, outputTokens }: ModelCall) {
      calls.inc({ outcome });
      tokens.inc({ kind: 'input' }, inputTokens);
      tokens.inc({ kind: 'output' }, outputTokens);
    },
  };
}
