/** Classifies errors of the client library by what can be done about them. */
import { z } from 'zod';
import type { Failure } from './model-call.ts';

export interface RequestError {
  readonly why: Failure;
  /** Whether a retry may succeed, and the delay that the server asked for, in milliseconds. */
  readonly again: boolean;
  readonly after: number | null;
  /** Nothing was charged: the server rejected the request or was never reached. */
  readonly isFree: boolean;
  /** `unknown`: the server doesn't support the format. `ignored`: it accepts the format but doesn't follow it. */
  readonly format: 'unknown' | 'ignored' | null;
}

const ThrownSchema = z.object({
  name: z.string().optional(),
  message: z.string().optional(),
  status: z.number().optional(),
  lc_error_code: z.string().optional(),
  retryAfterMs: z.number().optional(),
  headers: z.unknown().optional(),
});

export function classifyError(error: unknown): RequestError {
  const thrown = ThrownSchema.safeParse(error).data ?? {};
  const { message = '', status } = thrown;
  // Some errors are named only by their class.
  const name = `${thrown.name ?? ''} ${error instanceof Error ? error.constructor.name : ''}`;
  const trouble = (why: Failure, again = false, rest: Partial<RequestError> = {}): RequestError => ({
    why,
    again,
    after: null,
    isFree: status !== undefined || NEVER_SENT.has(codeOf(error) ?? ''),
    format: null,
    ...rest,
  });
  const words = status === undefined ? `${name} ${message}` : name;
  if (/TimeoutError|Abort|timed out/i.test(words)) return trouble('timeout');
  // The library parses answers in JSON schema mode itself.
  if (/SyntaxError/.test(name)) return trouble('malformed', true, { format: 'ignored' });
  if (/LengthFinishReason/i.test(name)) return trouble('malformed', true);
  if (/ContentFilter/i.test(name)) return trouble('refused');
  if (/ContextOverflow/i.test(name)) return trouble('too-long');
  if (/InsufficientQuota/i.test(name) || /insufficient_quota/.test(message)) return trouble('unauthorized');
  switch (status) {
    case 401:
    case 403:
      return trouble('unauthorized');
    case 400:
    case 404:
    case 415:
    case 422:
      return trouble('refused', false, { format: FORMAT.test(message) ? 'unknown' : null });
    case 408:
    case 409:
    case 425:
      return trouble('unreachable', true);
    case 413:
      return trouble('too-long');
    case 429:
      return trouble('busy', true, { after: thrown.retryAfterMs ?? retryAfter(thrown.headers) });
    case undefined:
      return trouble('unreachable', true);
    default:
      return status >= 500 ? trouble('unreachable', true, { after: retryAfter(thrown.headers) }) : trouble('refused');
  }
}

/** Messages of servers that don't support the format. */
const FORMAT =
  /response_format|json[_ -]?schema|json[_ -]?object|json mode|structured output|grammar|requested parameters/i;

/** Codes of connections that were never established. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Returns the system or database code of an error or its causes, as libraries wrap errors; null if there is none. */
export function codeOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return null;
}

function retryAfter(headers: unknown): number | null {
  const value = headers instanceof Headers ? headers.get('retry-after') : null;
  const seconds = value === null ? Number.NaN : Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
