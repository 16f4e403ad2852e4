/** The Bot API: options, connections, failures as values, rate limits per chat, and recovery from outages. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api, GrammyError } from 'grammy';
import { TROUBLE } from '../../prompts/telegram-texts.ts';
import { BoundedMap } from '../bounded.ts';
import type { TurnPace } from '../place-queue.ts';
import { download } from '../sent-files.ts';

export interface TelegramOptions {
  readonly token: string;
  /** Root of the Bot API, without a trailing slash. */
  readonly api: string;
  /** Where Telegram sends updates; null for polling. Without a secret, one is generated at each start. */
  readonly webhook: { readonly url: string; readonly secret: string | null; readonly port: number } | null;
  now(): Date;
  /** Called with sentences for the operator: ids and numbers, never a person's words or the token. */
  log(sentence: string, level: 'info' | 'warn'): void;
  /** Called with errors of a turn. The person was told, or the update will be redelivered. */
  onFault(error: unknown): void;
  readonly pace?: Partial<Pace>;
}

/** Exponential backoff: each retry waits twice as long as the one before. */
type Span = readonly [shortest: number, longest: number];

/** Milliseconds. */
export const POLLING_PACE = {
  /** Maximum duration of a long poll. */
  poll: 30_000,
  /** Timeout of a call; three times as long for a file. */
  patience: 20_000,
  /** Between polls while turns are in progress. */
  glance: [25, 400],
  /** Before a failed call is retried. */
  retry: [1_000, 60_000],
  /** Between attempts to poll while another process polls. */
  standby: [5_000, 60_000],
  turn: [100, 400],
  typing: [400, 4_500],
  /** Between previews of a letter. */
  growth: 600,
  /** Until an unchanged draft is sent again: Telegram shows it for 30 seconds. */
  draft: 20_000,
  /** Older messages count as sent while the program was offline. */
  away: 120_000,
  /** With a webhook: a pause this long ends a backlog. */
  quiet: 1_500,
} satisfies TurnPace & Record<string, number | readonly number[] | Span>;
export type Pace = typeof POLLING_PACE;

export type Settings = TelegramOptions & { readonly pace: Pace };

/** @param times failures so far @returns milliseconds */
export function backoff([shortest, longest]: Span, times: number): number {
  return Math.min(longest, shortest * 2 ** Math.min(times, 30));
}

/**
 * `slow-down`: retry after `after` milliseconds. `gone`: blocked or deleted. `moved`: the group has a new id.
 * `unmodified`: the edit changes nothing. `unsure`: may have had an effect. `denied`: the token is invalid. `unknown`:
 * the server lacks this method. `conflict`: another process polls. `refused`: permanently.
 */
export type ApiFailure =
  | { readonly failure: 'slow-down'; readonly after: number }
  | { readonly failure: 'moved'; readonly to: number }
  | { readonly failure: 'refused'; readonly why: string }
  | { readonly failure: 'gone' | 'unmodified' | 'unsure' | 'denied' | 'unknown' | 'conflict' };

export type ApiOutcome<T> = { readonly result: T } | ApiFailure;

export type Connection = ReturnType<typeof connect>;

/** Reuses sockets between calls; `close` aborts calls in progress. @param timeout of a call, in milliseconds */
export function connect({ token, api: root }: Settings, timeout: number) {
  const secure = root.startsWith('https:');
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const options = { apiRoot: root, timeoutSeconds: timeout / 1000, baseFetchConfig: { agent, compress: secure } };
  return { api: new Api(token, options), close: () => agent.destroy() };
}

export async function outcomeOf<T>(call: Promise<T>): Promise<ApiOutcome<T>> {
  try {
    return { result: await call };
  } catch (error) {
    return failureOf(error);
  }
}

/** Downloads a file that a person sent. @returns null on failure */
export async function fetchFile(api: Api, settings: Settings, id: string): Promise<Uint8Array | null> {
  const { token, api: root, pace } = settings;
  const found = await outcomeOf(api.getFile(id));
  // Telegram returns no path for a file that is too large.
  if ('failure' in found || found.result.file_path === undefined) return null;
  const { file_path: path, file_size: size = 0 } = found.result;
  return download(`${root}/file/bot${token}/${path}`, size, pace.patience * 3);
}

function failureOf(error: unknown): ApiFailure {
  // Aborted, timed out, or not an answer of the Bot API: the call may have had an effect.
  if (!(error instanceof GrammyError)) return { failure: 'unsure' };
  const { method, error_code: code, description, parameters } = error;
  if (parameters.migrate_to_chat_id !== undefined) return { failure: 'moved', to: parameters.migrate_to_chat_id };
  if (code === 429) return { failure: 'slow-down', after: (parameters.retry_after ?? 5) * 1000 };
  if (code === 409) return { failure: 'conflict' };
  // A malformed token also leads to 404, already in the first call.
  if (code === 401 || (code === 404 && method === 'getMe')) return { failure: 'denied' };
  if (code === 404) return { failure: 'unknown' };
  if (code === 403 || /chat not found|user is deactivated/i.test(description)) return { failure: 'gone' };
  if (code >= 500) return { failure: 'unsure' };
  if (/message is not modified/i.test(description)) return { failure: 'unmodified' };
  return { failure: 'refused', why: description };
}

/** Failures after which the chat is called with backoff. */
const RETRIED: ReadonlySet<string> = new Set<ApiFailure['failure']>(['unsure', 'denied', 'unknown']);
/** Failures with their own sentence for the operator. */
const REPORTED = ['conflict', 'denied', 'refused'] as const;

export type ChatCalls = ReturnType<typeof createChatCalls>;

/** Calls per chat. Waiting for one chat doesn't delay others. */
export function createChatCalls(connection: Connection, { pace }: Settings) {
  /** When a chat may be called again, by `performance.now()`. After eviction, Telegram repeats its limit. */
  const holds = new BoundedMap<number, { readonly until: number; readonly failures: number }>();
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;

  const hold = (chat: number, milliseconds: number, failures: number) =>
    holds.set(chat, { until: performance.now() + milliseconds, failures });

  /** Milliseconds until this chat may be called. */
  const wait = (chat: number) => Math.max(0, Math.ceil((holds.get(chat)?.until ?? 0) - performance.now()));

  /** Calls a chat once; skipped while the chat has to wait. Only a rate limit delays later calls. */
  async function bestEffort<T>(chat: number, call: (api: Api) => Promise<T>): Promise<ApiOutcome<T>> {
    const after = wait(chat);
    if (isClosed || after > 0) return { failure: 'slow-down', after };
    const called = outcomeOf(call(connection.api));
    underWay.add(called);
    const outcome = await called;
    underWay.delete(called);
    if ('failure' in outcome && outcome.failure === 'slow-down') hold(chat, outcome.after, 0);
    return outcome;
  }

  return {
    isClosed: () => isClosed,
    wait,
    bestEffort,
    /** Calls a chat. A rate limit or a connection failure delays later calls to it. */
    async call<T>(chat: number, call: (api: Api) => Promise<T>): Promise<ApiOutcome<T>> {
      const outcome = await bestEffort(chat, call);
      if ('result' in outcome) holds.delete(chat);
      else if (RETRIED.has(outcome.failure)) {
        const failures = holds.get(chat)?.failures ?? 0;
        hold(chat, backoff(pace.retry, failures), failures + 1);
      }
      return outcome;
    },
    /** Shows "typing…" or "sending a file…", best effort. */
    showAction(chat: number, action: 'typing' | 'upload_document'): void {
      void bestEffort(chat, (api) => api.sendChatAction(chat, action));
    },
    /** Rejects new calls and waits for those in progress. */
    async close(): Promise<void> {
      isClosed = true;
      await Promise.all(underWay);
      connection.close();
    },
  };
}

export type Outage = ReturnType<typeof createOutage>;

/** Waits with backoff while the bot can't work, and reports each kind of problem once. */
export function createOutage({ log, pace }: Pick<Settings, 'log' | 'pace'>, stopped: AbortSignal) {
  let current: string | null = null;
  let times = 0;

  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stopped }).catch(() => undefined);

  /** Reports the problem if it is new, and waits before the next attempt. */
  async function wait(kind: string, sentence: (again: number) => string): Promise<void> {
    const isNew = current !== kind;
    times = isNew ? 0 : times + 1;
    const again = backoff(kind === 'conflict' ? pace.standby : pace.retry, times);
    if (isNew) log(sentence(again), 'warn');
    current = kind;
    await pause(again);
  }

  /** Retries until it succeeds. @returns null if the adapter stops first */
  async function insist<T>(call: () => Promise<ApiOutcome<T>>): Promise<T | null> {
    while (!stopped.aborted) {
      const outcome = await call();
      if ('result' in outcome) {
        current = null;
        return outcome.result;
      }
      // Stopping aborts the call, which is no outage.
      if (stopped.aborted) return null;
      const kind = REPORTED.find((known) => known === outcome.failure) ?? 'unreachable';
      await (outcome.failure === 'slow-down' ? pause(outcome.after) : wait(kind, TROUBLE[kind]));
    }
    return null;
  }

  return { stopped, wait, insist, isOver: () => current === null };
}
