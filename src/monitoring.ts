/**
 * Health and metrics over HTTP, loaded only where a port is set for them: `/healthz` (the process lives), `/readyz` (the
 * database answers, the platforms are connected) and `/metrics` for Prometheus. No label holds an id or anybody's words.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Platform } from './adapters/contract.ts';
import type { ModelCall } from './model/model.ts';
import type { Backlog } from './store/store.ts';

/** What can be asked of the program while it runs. */
export interface Vitals {
  /** @throws where the database doesn't answer */
  backlog(): Promise<Backlog>;
  /** By the name of each platform. */
  connected(): Readonly<Record<string, boolean>>;
  /** Turns that are queued or under way. */
  turns(): number;
}

interface MonitoringOptions {
  readonly host: string;
  readonly port: number;
  /** Null while the program starts or stops. */
  vitals(): Vitals | null;
}

export interface Monitoring {
  /** @param took seconds */
  turn(platform: Platform, outcome: 'done' | 'failed', took: number): void;
  sent(platform: Platform, outcome: 'sent' | 'failed' | 'gone'): void;
  letter(outcome: 'model' | 'template' | 'failed'): void;
  modelCall(call: ModelCall): void;
  close(): Promise<void>;
}

/** For a database that doesn't answer, in milliseconds. */
const PATIENCE_MS = 2_000;

/** @returns a sentence for the operator where it can't listen */
export async function startMonitoring({ host, port, vitals }: MonitoringOptions): Promise<Monitoring | string> {
  const { registry, gauge, ...watching } = createMetrics();
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    const answered = path === '/readyz' ? ready() : path === '/metrics' ? metrics() : Promise.resolve(simple(path));
    answered.then(
      (answer) => reply(response, answer),
      () => reply(response, { status: 503 }),
    );
  });

  async function ready(): Promise<Answer> {
    const now = vitals();
    const database = now !== null && (await backlogOf(now)) !== null;
    const checks = { database, ...now?.connected() };
    return { status: Object.values(checks).every(Boolean) ? 200 : 503, type: JSON_TYPE, body: JSON.stringify(checks) };
  }

  async function metrics(): Promise<Answer> {
    const now = vitals();
    gauge(now?.turns() ?? 0, now && (await backlogOf(now)));
    return { status: 200, type: registry.contentType, body: await registry.metrics() };
  }

  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    return `FOREWORD_METRICS_PORT: can't listen on ${host}:${port} (${code})`;
  }
  return {
    ...watching,
    async close() {
      registry.clear();
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
}

const JSON_TYPE = 'application/json';

function simple(path: string | undefined): Answer {
  return path === '/healthz' ? { status: 200, body: 'ok' } : { status: 404 };
}

function reply(response: ServerResponse, { status, type = 'text/plain', body = '' }: Answer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

/** Null where the database doesn't answer in time. */
async function backlogOf(vitals: Vitals): Promise<Backlog | null> {
  const late = sleep(PATIENCE_MS, null, { ref: false });
  return Promise.race([vitals.backlog().catch(() => null), late]);
}

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  // Memory, processor time and the lag of the event loop.
  collectDefaultMetrics({ register: registry });
  const turns = new Counter({
    name: 'foreword_turns_total',
    help: 'Turns of interviews, by platform and outcome',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const latency = new Histogram({
    name: 'foreword_turn_seconds',
    help: 'From an event to the reply that was handed to the platform',
    labelNames: ['platform'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const sends = new Counter({
    name: 'foreword_sends_total',
    help: 'Attempts to send a message; gone: the platform refuses it for good',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const letters = new Counter({
    name: 'foreword_letters_total',
    help: 'Letters that were asked for, by what wrote them',
    labelNames: ['outcome'],
    registers,
  });
  const calls = new Counter({
    name: 'foreword_model_calls_total',
    help: 'HTTP requests to the language model, by outcome; refused: the model would not answer',
    labelNames: ['outcome'],
    registers,
  });
  const tokens = new Counter({
    name: 'foreword_model_tokens_total',
    help: 'Tokens as the language model counts them',
    labelNames: ['kind'],
    registers,
  });
  const queued = new Gauge({
    name: 'foreword_turns_queued',
    help: 'Turns that are queued or under way in this process',
    registers,
  });
  const outbox = new Gauge({ name: 'foreword_outbox_messages', help: 'Messages that are not sent yet', registers });
  const age = new Gauge({
    name: 'foreword_outbox_age_seconds',
    help: 'Age of the oldest message that is not sent yet; 0 where there is none',
    registers,
  });
  const waiting = new Gauge({ name: 'foreword_letters_waiting', help: 'Interviews that wait for a letter', registers });
  return {
    registry,
    /** Where the database doesn't answer there is no figure, rather than an old one. */
    gauge(turns: number, backlog: Backlog | null) {
      queued.set(turns);
      for (const gauge of [outbox, age, waiting]) gauge.remove();
      if (backlog === null) return;
      outbox.set(backlog.unsent);
      age.set(backlog.age);
      waiting.set(backlog.letters);
    },
    turn(platform: Platform, outcome: string, took: number) {
      turns.inc({ platform, outcome });
      latency.observe({ platform }, took);
    },
    sent: (platform: Platform, outcome: string) => sends.inc({ platform, outcome }),
    letter: (outcome: string) => letters.inc({ outcome }),
    modelCall({ outcome, inputTokens, outputTokens }: ModelCall) {
      calls.inc({ outcome });
      tokens.inc({ kind: 'input' }, inputTokens);
      tokens.inc({ kind: 'output' }, outputTokens);
    },
  };
}
