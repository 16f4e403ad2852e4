/** Calls of the Bot API whose failures are values: what became of the call, and what that means for the next one. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Api, type ApiClientOptions, GrammyError, HttpError } from 'grammy';

/**
 * Why a call failed. `slow-down`: not before so many milliseconds. `gone`: this person or group can't be reached any
 * more. `moved`: the group has another id now. `unmodified`: it already is what an edit would make it. `lost`: there is
 * no such message any more. `unreached`: it certainly had no effect. `unsure`: it may have had one. `denied`: the token
 * is not accepted. `conflict`: another process polls. `refused`: with Telegram's reason.
 */
export type Failure =
  | { readonly failure: 'slow-down'; readonly after: number }
  | { readonly failure: 'moved'; readonly to: number }
  | { readonly failure: 'refused'; readonly why: string }
  | { readonly failure: 'gone' | 'unmodified' | 'lost' | 'unreached' | 'unsure' | 'denied' | 'conflict' };

export type Outcome<T> = { readonly result: T } | Failure;

/** A connection to the Bot API. Sockets stay open between calls; `close` breaks off those under way. */
export class Connection {
  readonly api: Api;
  readonly #agent: HttpAgent;

  constructor(token: string, root: string, patience: number) {
    const secure = root.startsWith('https:');
    this.#agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
    const options: ApiClientOptions = {
      apiRoot: root,
      timeoutSeconds: patience / 1000,
      baseFetchConfig: { agent: this.#agent, compress: secure },
    };
    this.api = new Api(token, options);
  }

  async call<T>(what: (api: Api) => Promise<T>): Promise<Outcome<T>> {
    try {
      return { result: await what(this.api) };
    } catch (error) {
      return failureOf(error);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof GrammyError) return refusal(error);
  if (error instanceof HttpError && neverLeft(error.error)) return { failure: 'unreached' };
  // Broken off, timed out, or answered with something that is not the Bot API's: it may have been carried out.
  return { failure: 'unsure' };
}

function refusal({ error_code: code, description, parameters }: GrammyError): Failure {
  if (parameters.migrate_to_chat_id !== undefined) return { failure: 'moved', to: parameters.migrate_to_chat_id };
  if (code === 429) return { failure: 'slow-down', after: (parameters.retry_after ?? 5) * 1000 };
  if (code === 409) return { failure: 'conflict' };
  // A token that is not even one is not found.
  if (code === 401 || code === 404) return { failure: 'denied' };
  if (code === 403 || /chat not found|user is deactivated/i.test(description)) return { failure: 'gone' };
  if (code >= 500) return { failure: 'unsure' };
  if (/message is not modified/i.test(description)) return { failure: 'unmodified' };
  if (/message to edit not found|MESSAGE_ID_INVALID/i.test(description)) return { failure: 'lost' };
  return { failure: 'refused', why: description };
}

/** Failures of a connection that was never made. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function neverLeft(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NO_CONNECTION.some((code) => code === error.code);
}
