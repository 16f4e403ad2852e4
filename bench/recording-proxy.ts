/** A proxy for a server with OpenAI's chat completions. It records the answers, and waits hours for them. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { RecordedAnswer, RecordedStep } from '../src/demo/replay.ts';

/** Milliseconds. Shorter than the time after which a client gives up on a silent server. */
const SIGN_OF_LIFE_MS = 60_000;
/** The server timed out, and the request can be repeated. */
const GATEWAY_TIMEOUT = 504;

/** Loose, as it is forwarded. */
const RequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
  stream: z.boolean().optional(),
  response_format: z.looseObject({ json_schema: z.looseObject({ name: z.string() }).optional() }).optional(),
});
type Asked = z.infer<typeof RequestSchema>;

const CompletionSchema = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }).optional(),
});

export interface RecordingProxy extends AsyncDisposable {
  /** Ends with `/v1`. */
  readonly baseUrl: string;
  readonly answers: readonly RecordedAnswer[];
  /** Known answers that were not used yet. */
  readonly unused: readonly RecordedAnswer[];
}

export interface RecordingProxyOptions {
  /** URL of the server, ending with `/v1`. */
  readonly upstream: string;
  /** Answers of an earlier attempt, to use instead of a request. */
  readonly known: readonly RecordedAnswer[];
  /** @returns the number of the person's last line, from 1 */
  line(): number;
  /** Called after each answer, before the program gets it. */
  onAnswer(): Promise<void>;
  /** Called with a sentence for the person who records. */
  onTrouble(sentence: string): void;
}

/** Starts the proxy on a free local port. */
export async function startRecordingProxy(options: RecordingProxyOptions): Promise<RecordingProxy> {
  const { upstream, line, onAnswer, onTrouble } = options;
  const known = [...options.known];
  const answers: RecordedAnswer[] = [];

  async function answer(asked: Asked, headers: IncomingMessage['headers'], gone: AbortSignal): Promise<RecordedAnswer> {
    const step = stepOf(asked);
    const at = known.findIndex((one) => one.step === step && one.line === line());
    const [again] = at < 0 ? [] : known.splice(at, 1);
    if (again) return again;
    // Always request a complete answer, also if the program wants a stream.
    const body = JSON.stringify({ ...asked, stream: false, stream_options: undefined });
    let reply = await post(`${upstream}/chat/completions`, body, headers.authorization ?? '', gone);
    while (reply.status === GATEWAY_TIMEOUT)
      reply = await post(`${upstream}/chat/completions`, body, headers.authorization ?? '', gone);
    if (reply.status !== 200) throw new UpstreamError(reply.status, reply.body);
    const { choices, usage } = CompletionSchema.parse(JSON.parse(reply.body));
    const tokens = { input: usage?.prompt_tokens ?? 0, output: usage?.completion_tokens ?? 0 };
    return { step, line: line(), content: choices[0].message.content, tokens };
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = RequestSchema.parse(JSON.parse(await text(incoming)));
    const isStream = asked.stream === true;
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const open = () => {
      const type = isStream ? 'text/event-stream' : 'application/json';
      if (!response.headersSent) response.writeHead(200, { 'content-type': type });
    };
    // A comment in a stream and white space before JSON have no meaning.
    const alive = setInterval(() => {
      open();
      response.write(isStream ? ': waiting\n\n' : ' ');
    }, SIGN_OF_LIFE_MS);
    try {
      const given = await answer(asked, incoming.headers, gone.signal);
      answers.push(given);
      await onAnswer();
      open();
      response.end(isStream ? streamed(asked, given) : JSON.stringify(completion(asked, given)));
    } catch (error) {
      if (gone.signal.aborted) return;
      onTrouble(error instanceof Error ? error.message : String(error));
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(error instanceof UpstreamError ? error.status : 502)
          .end(error instanceof UpstreamError ? error.body : '');
    } finally {
      clearInterval(alive);
    }
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      onTrouble(`a request that is none: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${portOf(server.address())}/v1`,
    answers,
    unused: known,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

class UpstreamError extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`the model's server answered ${status}: ${body.slice(0, 200)}`);
    this.status = status;
    this.body = body;
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

/** Readings and verifications have a schema. Letters are streamed, and a revision request contains the draft. */
function stepOf({ stream, response_format, messages }: Asked): RecordedStep {
  const user: unknown = JSON.parse(messages.at(-1)?.content ?? '{}');
  const has = (key: string) => typeof user === 'object' && user !== null && key in user;
  if (stream === true) return has('draft') ? 'revise' : 'draft';
  return response_format?.json_schema?.name === 'reading' || has('message') ? 'reading' : 'verify';
}

/** `fetch` gives up after five minutes without headers. This waits as long as the program. */
function post(url: string, body: string, authorization: string, signal: AbortSignal) {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly status: number; readonly body: string }>();
  const headers = { 'content-type': 'application/json', authorization };
  const sent = (url.startsWith('https:') ? secureRequest : request)(url, { method: 'POST', headers, signal });
  sent.on('error', reject);
  sent.on('response', (response) => {
    text(response).then((whole) => resolve({ status: response.statusCode ?? 0, body: whole }), reject);
  });
  sent.end(body);
  return promise;
}

function completion({ model }: Asked, { content, tokens }: RecordedAnswer): object {
  const message = { role: 'assistant', content };
  return {
    id: 'recorded',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [{ index: 0, finish_reason: 'stop', message }],
    usage: usageOf(tokens),
  };
}

function streamed({ model }: Asked, { content, tokens }: RecordedAnswer): string {
  const base = { id: 'recorded', object: 'chat.completion.chunk', created: 0, model };
  const event = (more: object) => `data: ${JSON.stringify({ ...base, ...more })}\n\n`;
  return [
    event({ choices: [{ index: 0, finish_reason: null, delta: { role: 'assistant', content } }] }),
    event({ choices: [{ index: 0, finish_reason: 'stop', delta: {} }] }),
    event({ choices: [], usage: usageOf(tokens) }),
    'data: [DONE]\n\n',
  ].join('');
}

function usageOf({ input, output }: RecordedAnswer['tokens']): object {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}
