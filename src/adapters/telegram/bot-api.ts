/** The Bot API: connections, failures as values, the limits of each chat, and reconnecting after an outage. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api, type ApiClientOptions, GrammyError, HttpError } from 'grammy';
import { TROUBLE } from '../../prompts/telegram.ts';
import { download, FileUnavailable, LARGEST_FILE } from '../files.ts';
import { Latest, PEOPLE_REMEMBERED } from '../latest.ts';
import { backoff, type Settings, type Span } from './options.ts';

/**
 * Why a call failed. `slow-down`: retry after so many milliseconds. `gone`: this person or group can't be reached any
 * more. `moved`: the group has a new id. `unmodified`: the edit changes nothing. `lost`: the message was deleted.
 * `unreached`: it certainly had no effect. `unsure`: it may have had one. `denied`: the token is not accepted.
 * `conflict`: another process polls. `refused`: with Telegram's reason.
 */
export type Failure =
  | { readonly failure: 'slow-down'; readonly after: number }
  | { readonly failure: 'moved'; readonly to: number }
  | { readonly failure: 'refused'; readonly why: string }
  | { readonly failure: 'gone' | 'unmodified' | 'lost' | 'unreached' | 'unsure' | 'denied' | 'conflict' };

export type Outcome<T> = { readonly result: T } | Failure;

/** Sockets stay open between calls; `close` aborts the calls under way. */
export interface Connection {
  readonly api: Api;
  close(): void;
}

/** @param timeout of a call, in milliseconds */
export function connect({ token, api: root }: Settings, timeout: number): Connection {
  const secure = root.startsWith('https:');
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const options: ApiClientOptions = {
    apiRoot: root,
    timeoutSeconds: timeout / 1000,
    baseFetchConfig: { agent, compress: secure },
  };
  return { api: new Api(token, options), close: () => agent.destroy() };
}

/** Limit of a message, in UTF-16 units. */
export const TEXT_AT_MOST = 4096;

/** No preview of the page behind a link. */
export const PLAIN = { link_preview_options: { is_disabled: true } } as const;

export async function outcomeOf<T>(call: Promise<T>): Promise<Outcome<T>> {
  try {
    return { result: await call };
  } catch (error) {
    return failureOf(error);
  }
}

/** Downloads a file that a person sent. @throws FileUnavailable */
export async function fetchFile(
  { api }: Connection,
  { token, api: root, pace }: Settings,
  fileId: string,
): Promise<Uint8Array> {
  const found = await outcomeOf(api.getFile(fileId));
  if (!('result' in found)) throw new FileUnavailable(found.failure);
  const { file_path: path, file_size: size = 0 } = found.result;
  if (path === undefined || size > LARGEST_FILE) throw new FileUnavailable('too large');
  return download(`${root}/file/bot${token}/${path}`, pace.patience * 3);
}

function failureOf(error: unknown): Failure {
  if (error instanceof GrammyError) return refusal(error);
  if (error instanceof HttpError && neverConnected(error.error)) return { failure: 'unreached' };
  // Aborted, timed out, or answered by something that is not the Bot API: the call may have been carried out.
  return { failure: 'unsure' };
}

function refusal({ error_code: code, description, parameters }: GrammyError): Failure {
  if (parameters.migrate_to_chat_id !== undefined) return { failure: 'moved', to: parameters.migrate_to_chat_id };
  if (code === 429) return { failure: 'slow-down', after: (parameters.retry_after ?? 5) * 1000 };
  if (code === 409) return { failure: 'conflict' };
  // 404 is the answer to a malformed token.
  if (code === 401 || code === 404) return { failure: 'denied' };
  if (code === 403 || /chat not found|user is deactivated/i.test(description)) return { failure: 'gone' };
  if (code >= 500) return { failure: 'unsure' };
  if (/message is not modified/i.test(description)) return { failure: 'unmodified' };
  if (/message to edit not found|MESSAGE_ID_INVALID/i.test(description)) return { failure: 'lost' };
  return { failure: 'refused', why: description };
}

/** Error codes of a connection that was never made. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function neverConnected(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NO_CONNECTION.some((code) => code === error.code);
}

/** Failures after which a chat is called less often. */
const RETRIED: ReadonlySet<string> = new Set<Failure['failure']>(['unsure', 'unreached', 'denied']);

/** Failures with a sentence of their own for the operator. */
const REPORTED = ['conflict', 'denied', 'refused'] as const;

/** Calls that concern one chat. A chat that has to wait holds up no other chat. */
export class ChatCalls {
  readonly #connection: Connection;
  readonly #retry: Span;
  /** When a chat may be called again, by `performance.now()`. Bounded: Telegram repeats a limit that was dropped. */
  readonly #holds = new Latest<number, { readonly until: number; readonly failures: number }>(PEOPLE_REMEMBERED);
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  constructor(connection: Connection, { pace }: Settings) {
    this.#connection = connection;
    this.#retry = pace.retry;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Milliseconds until this chat may be called. */
  wait(chat: number): number {
    return Math.max(0, Math.ceil((this.#holds.get(chat)?.until ?? 0) - performance.now()));
  }

  /** Calls a chat. A rate limit or a failing connection holds back later calls to the same chat. */
  async call<T>(chat: number, call: (api: Api) => Promise<T>): Promise<Outcome<T>> {
    const outcome = await this.bestEffort(chat, call);
    if ('result' in outcome) this.#holds.delete(chat);
    else if (RETRIED.has(outcome.failure)) {
      const failures = this.#holds.get(chat)?.failures ?? 0;
      this.#hold(chat, backoff(this.#retry, failures), failures + 1);
    }
    return outcome;
  }

  /** A call that may fail: only a rate limit holds back later calls. Skipped while the chat has to wait. */
  async bestEffort<T>(chat: number, call: (api: Api) => Promise<T>): Promise<Outcome<T>> {
    const wait = this.wait(chat);
    if (this.#closed || wait > 0) return { failure: 'slow-down', after: wait };
    const called = outcomeOf(call(this.#connection.api));
    this.#underWay.add(called);
    const outcome = await called;
    this.#underWay.delete(called);
    if ('failure' in outcome && outcome.failure === 'slow-down') this.#hold(chat, outcome.after, 0);
    return outcome;
  }

  showTyping(chat: number): void {
    void this.bestEffort(chat, (api) => api.sendChatAction(chat, 'typing'));
  }

  /** Starts no more calls, and waits for those under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#underWay);
    this.#connection.close();
  }

  #hold(chat: number, milliseconds: number, failures: number): void {
    this.#holds.set(chat, { until: performance.now() + milliseconds, failures });
  }
}

/** Waits longer each time while the bot can't work, and reports each kind of problem once. */
export class Outage {
  readonly stopped: AbortSignal;
  readonly #settings: Settings;
  #kind: string | null = null;
  #times = 0;

  constructor(settings: Settings, stopped: AbortSignal) {
    this.#settings = settings;
    this.stopped = stopped;
  }

  /** Retries until it succeeds. @returns null where the adapter stops first */
  async insist<T>(call: () => Promise<Outcome<T>>): Promise<T | null> {
    while (!this.stopped.aborted) {
      const outcome = await call();
      if ('result' in outcome) {
        this.#kind = null;
        return outcome.result;
      }
      // Stopping aborts the call: that is no outage.
      if (!this.stopped.aborted) await this.#recover(outcome);
    }
    return null;
  }

  async #recover(failure: Failure): Promise<void> {
    if (failure.failure === 'slow-down') return this.#pause(failure.after);
    const kind = REPORTED.find((known) => known === failure.failure) ?? 'unreachable';
    return this.wait(kind, TROUBLE[kind]);
  }

  /** Reports the problem, if it is a new one, and waits before the next attempt. */
  async wait(kind: string, sentence: (again: number) => string): Promise<void> {
    const { log, pace } = this.#settings;
    if (this.#kind !== kind) this.#times = 0;
    const pause = backoff(kind === 'conflict' ? pace.standby : pace.retry, this.#times);
    if (this.#kind !== kind) log(sentence(pause));
    this.#kind = kind;
    this.#times += 1;
    await this.#pause(pause);
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stopped }).catch(() => undefined);
  }
}
