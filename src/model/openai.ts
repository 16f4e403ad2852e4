/**
 * A model behind any OpenAI-compatible API: chat completions through LangChain, whose retries are off, so that every
 * attempt counts as one call of the budget; and transcriptions of recordings.
 */
import { extname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { memoizeAsync } from '../memoize.ts';
import { objectIn } from './json.ts';
import { type Answer, Budget, type Call, type LanguageModel, type ModelCall, type TokenBudget } from './model-call.ts';
import { classifyError, type RequestError } from './request-error.ts';

export interface Endpoint {
  readonly apiKey: string;
  /** Explicit, so that no environment variable of the library can redirect requests. */
  readonly baseUrl: string;
  readonly model: string;
  /** Called after each HTTP request. */
  readonly onCall?: ((call: ModelCall) => void) | undefined;
}

/** Attempts per question; the budget may end them sooner. */
const ATTEMPTS = 3;
const PAUSE = 500;
/** Maximum tokens of an answer if there is a daily limit: a letter and the model's reasoning. */
const ANSWER_AT_MOST = 8_000;
/** Tokens that a server adds to a request. */
const FRAME = 200;
/** Maximum characters of an answer. Nothing asked here needs more. */
const LONGEST = 60_000;
/** Tolerated consecutive answers that ignore the schema; a single one may be an accident. */
const MISREAD_AT_MOST = 1;
/** Milliseconds. Disables the library's own timeout, as the budget has one. */
const LIBRARY_TIMEOUT = 2 ** 31 - 1;

type Pause = (milliseconds: number, stopped: AbortSignal) => Promise<void>;

/** The result of one attempt, and whether a retry may help. */
interface Outcome<Value> {
  readonly answer: Answer<Value>;
  readonly again: boolean;
  readonly trouble?: RequestError;
}

/** Adds the tokens of one attempt. */
type Count = (inputTokens: number, outputTokens: number) => void;

/** @param tokens daily limit of all models; null for none */
export function createModel(
  endpoint: Endpoint,
  pause: Pause = paused,
  tokens: TokenBudget | null = null,
): LanguageModel {
  /** Whether the server supports schemas, learned from its answers. If not, the prompt alone asks for JSON. */
  let takesSchema = true;
  /** Consecutive answers that ignored the schema. */
  let misread = 0;
  const { onCall } = endpoint;
  const cap = tokens === null ? {} : { maxTokens: ANSWER_AT_MOST };
  // Refusals appear only in the library's raw response, which it can't provide for streams.
  const whole = memoizeAsync(() => connect(endpoint, { ...cap, __includeRawResponse: true }));
  const streaming = memoizeAsync(() => connect(endpoint, cap));

  return {
    object(call, shape) {
      let withSchema = takesSchema;
      const schema = schemaFormat(call.step, shape);
      const once = async (count: Count) => {
        const model = await whole();
        const response = await model.invoke(await messages(call), {
          signal: deadline(call.budget),
          ...(withSchema && schema),
        });
        if (withSchema) misread = 0;
        countIn(count, response.usage_metadata);
        if (isRefusal(response.additional_kwargs)) return failed('refused');
        const read = shape.safeParse(objectIn(response.text.slice(0, LONGEST)));
        return read.success ? succeeded(read.data) : failed('malformed', true);
      };
      const otherwise = ({ format }: RequestError): boolean => {
        if (format === null || !withSchema) return false;
        withSchema = false;
        if (format === 'ignored') misread += 1;
        takesSchema &&= format === 'ignored' && misread <= MISREAD_AT_MOST;
        return format === 'unknown';
      };
      const most = mostTokens([call.prompt, schema]);
      return attempts({ budget: call.budget, tokens, most, onCall }, pause, once, otherwise);
    },
    text(call, onText) {
      const once = async (count: Count) => {
        const model = await streaming();
        let raw = '';
        let refused = false;
        try {
          for await (const chunk of await model.stream(await messages(call), { signal: deadline(call.budget) })) {
            const piece = chunk.text;
            raw += piece;
            onText(piece);
            countIn(count, chunk.usage_metadata);
            refused ||= isFiltered(chunk.response_metadata);
            if (raw.length > LONGEST) break;
          }
        } catch (error) {
          // The text was already passed on, so a stream that broke off after its first word isn't retried.
          if (raw.trim() === '') throw error;
          return failed(classifyError(error).why);
        }
        if (refused) return failed('refused');
        if (raw.length > LONGEST) return failed('too-long');
        return raw.trim() === '' ? failed('malformed', true) : succeeded(raw);
      };
      const most = mostTokens([call.prompt]);
      return attempts({ budget: call.budget, tokens, most, onCall }, pause, once, () => false);
    },
  };
}

/**
 * Retries until there is an answer, the budget is used up or a retry can't help.
 * @param otherwise called with each error; returns whether to ask again at once in another format
 */
async function attempts<Value>(
  { budget, tokens, most, onCall }: Costs,
  pause: Pause,
  once: (count: Count) => Promise<Outcome<Value>>,
  otherwise: (trouble: RequestError) => boolean,
): Promise<Answer<Value>> {
  for (let attempt = 1; ; attempt += 1) {
    const settle = tokens === null ? nothing : await tokens.reserve(most);
    if (settle === null) return { outcome: 'failed', why: 'spent' };
    if (!budget.take()) {
      await settle(0);
      return { outcome: 'failed', why: budget.left === 0 ? 'timeout' : 'spent' };
    }
    const counted = { inputTokens: 0, outputTokens: 0 };
    const count: Count = (inputTokens, outputTokens) => {
      budget.count(inputTokens, outputTokens);
      counted.inputTokens += inputTokens;
      counted.outputTokens += outputTokens;
    };
    const { answer, again, trouble } = await once(count).catch((error: unknown): Outcome<Value> => {
      const thrown = classifyError(error);
      return { ...failed(thrown.why, thrown.again), trouble: thrown };
    });
    onCall?.({ outcome: answer.outcome === 'failed' ? answer.why : 'answered', ...counted });
    const used = counted.inputTokens + counted.outputTokens;
    // If the server doesn't count tokens, assume the maximum.
    await settle(trouble?.isFree ? used : used || most);
    if (trouble && otherwise(trouble)) continue;
    const wait = trouble && trouble.why !== 'malformed' ? (trouble.after ?? PAUSE * 2 ** (attempt - 1)) : 0;
    if (!again || attempt >= ATTEMPTS || wait >= budget.left) return answer;
    if (wait > 0) await pause(wait, budget.stopped);
  }
}

/** What an attempt is charged to. */
interface Costs {
  readonly budget: Budget;
  readonly tokens: TokenBudget | null;
  /** Maximum tokens of one attempt. */
  readonly most: number;
  /** Called after each attempt. */
  readonly onCall?: Endpoint['onCall'];
}

const nothing = () => Promise.resolve();

/** Upper bound: a token has at least one byte. */
function mostTokens(sent: readonly unknown[]): number {
  return Buffer.byteLength(JSON.stringify(sent)) + FRAME + ANSWER_AT_MOST;
}

function succeeded<Value>(value: Value): Outcome<Value> {
  return { answer: { outcome: 'answered', value }, again: false };
}

function failed(why: RequestError['why'], again = false): Outcome<never> {
  return { answer: { outcome: 'failed', why }, again };
}

function schemaFormat(name: string, shape: z.ZodType) {
  // Strict servers refuse defaults.
  const override = ({ jsonSchema }: { jsonSchema: { default?: unknown } }) => {
    delete jsonSchema.default;
  };
  const json_schema = { name, strict: true, schema: z.toJSONSchema(shape, { target: 'draft-7', override }) };
  return { response_format: { type: 'json_schema' as const, json_schema } };
}

async function connect(
  { apiKey, baseUrl, model }: Endpoint,
  more: { __includeRawResponse?: true; maxTokens?: number },
) {
  // `ChatOpenAI` would choose its endpoint by the model's name; this client only knows chat completions.
  const { ChatOpenAICompletions } = await import('@langchain/openai');
  return new ChatOpenAICompletions({
    apiKey,
    model,
    maxRetries: 0,
    timeout: LIBRARY_TIMEOUT,
    // The library would log what people said.
    configuration: { baseURL: baseUrl, logLevel: 'off' },
    ...more,
  });
}

async function messages({ prompt }: Call) {
  const { HumanMessage, SystemMessage } = await import('langchain');
  return [new SystemMessage(prompt.system), new HumanMessage(prompt.user)];
}

/** Aborts at the end of the budget. Rounds up, as a clock may return fractions. */
function deadline({ left, stopped }: Budget): AbortSignal {
  return AbortSignal.any([AbortSignal.timeout(Math.ceil(left)), stopped]);
}

function countIn(count: Count, usage: { input_tokens?: number; output_tokens?: number } | undefined): void {
  count(usage?.input_tokens ?? 0, usage?.output_tokens ?? 0);
}

const RefusalSchema = z.object({
  __raw_response: z.object({
    choices: z.array(
      z.union([
        z.object({ message: z.object({ refusal: z.string().min(1) }) }),
        z.object({ finish_reason: z.literal('content_filter') }),
      ]),
    ),
  }),
});

function isRefusal(kwargs: unknown): boolean {
  return RefusalSchema.safeParse(kwargs).success;
}

function isFiltered(metadata: unknown): boolean {
  return z.object({ finish_reason: z.literal('content_filter') }).safeParse(metadata).success;
}

/** Resolves early on abort. */
async function paused(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** HTTP requests per recording: the first attempt and a retry. */
const CALLS_PER_RECORDING = 2;
/** Maximum tokens per request: the context of transcription models. Most servers count seconds instead. */
const RECORDING_AT_MOST = 18_000;
/** Maximum characters of an error message. */
const ERROR_AT_MOST = 1_000;

const TranscriptSchema = z.object({
  text: z.string(),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }).nullish().catch(null),
});

/** Servers detect the format by the file extension and know some formats by only one. */
const KNOWN_EXTENSIONS: Readonly<Record<string, string>> = { '.oga': '.ogg', '.opus': '.ogg' };

export interface Transcriber {
  /**
   * @param name file name; only its extension is sent
   * @returns the text, which may be empty, or the reason for failure; and the number of HTTP requests. Never rejects
   */
  transcribe(bytes: Uint8Array, name: string): Promise<{ readonly answer: Answer<string>; readonly calls: number }>;
}

/** @param milliseconds per recording, including retries @param now in milliseconds */
export function createTranscriber(
  { apiKey, baseUrl, model, onCall }: Endpoint,
  milliseconds: number,
  now: () => number,
  pause: Pause = paused,
  tokens: TokenBudget | null = null,
): Transcriber {
  const url = `${baseUrl.replace(/\/+$/, '')}/audio/transcriptions`;
  return {
    async transcribe(bytes, name) {
      const budget = new Budget({ calls: CALLS_PER_RECORDING, milliseconds }, now);
      const extension = extname(name).toLowerCase();
      const file = new File([Uint8Array.from(bytes)], `recording${KNOWN_EXTENSIONS[extension] ?? extension}`);
      const once = async (count: Count) => {
        const body = new FormData();
        body.set('model', model);
        body.set('response_format', 'json');
        body.set('file', file);
        const headers = { authorization: `Bearer ${apiKey}` };
        const response = await fetch(url, { method: 'POST', headers, body, signal: deadline(budget) });
        if (!response.ok) throw await refusalOf(response);
        const read = TranscriptSchema.safeParse(await response.json());
        if (!read.success) return failed('malformed', true);
        const { text, usage } = read.data;
        if (usage) count(usage.input_tokens, usage.output_tokens);
        return succeeded(text.trim());
      };
      const answer = await attempts({ budget, tokens, most: RECORDING_AT_MOST, onCall }, pause, once, () => false);
      return { answer, calls: budget.usage.calls };
    },
  };
}

/** Creates an error that `classifyError` can classify. */
async function refusalOf(response: Response): Promise<Error> {
  const message = (await response.text()).slice(0, ERROR_AT_MOST);
  return Object.assign(new Error(message), { status: response.status, headers: response.headers });
}
