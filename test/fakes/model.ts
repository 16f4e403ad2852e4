/**
 * A server with OpenAI's API. It counts every incoming HTTP request, also those that
 * break off. A script answers them one by one. Strict: a request to another path, or one that the script has no
 * answer for, makes closing the server throw.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ChatCompletionRequest, createServer, type FixtureResponse } from '@copilotkit/aimock';
import { createModelWriter } from '../../src/letter/chain.ts';
import { redact } from '../../src/letter/redact.ts';
import type { Limits, TokenBudget } from '../../src/model/model-call.ts';
import { createModel } from '../../src/model/openai.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { createModelReader } from '../../src/reader/model.ts';
import { type Recording, recordingIn } from './transcription.ts';

/** A request, with the parts that tests check. */
export interface Asked {
  /** Counted from 1. */
  readonly number: number;
  /** The system message. Newer OpenAI models call it the developer message. */
  readonly system: string;
  readonly user: string;
  readonly format: 'json_schema' | 'none';
  readonly stream: boolean;
  /** The request as it was sent. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The answer of a script: a response that the server formats, bytes that the test writes, or no answer. */
export type Reply =
  | { readonly kind: 'said'; readonly response: FixtureResponse }
  | { readonly kind: 'bytes'; readonly write: (response: ServerResponse, asked: Asked) => void }
  | { readonly kind: 'silence' };

export type Script = (asked: Asked) => Reply | null;

export interface ModelServer extends AsyncDisposable {
  /** Ends with `/v1`, as OpenAI's. */
  readonly baseUrl: string;
  /** HTTP requests so far, answered or not. */
  readonly calls: number;
  /** Requests whose client disconnected before the answer was complete. */
  readonly cut: number;
  readonly asked: readonly Asked[];
  /** The authorization header of each request. */
  readonly keys: readonly string[];
  /** Sets the script for the next requests. */
  answer(script: Script): void;
  /** Recordings received for transcription. */
  readonly recordings: readonly Recording[];
  /** Sets the script for the next transcriptions. */
  transcribe(script: (recording: Recording) => Reply | Promise<Reply>): void;
}

export async function modelServer(script: Script = () => null): Promise<ModelServer> {
  let current = script;
  let calls = 0;
  let cut = 0;
  const asked: Asked[] = [];
  const keys: string[] = [];
  const strays: string[] = [];
  const open = new Map<string, ServerResponse>();
  const recordings: Recording[] = [];
  let heard: (recording: Recording) => Reply | null | Promise<Reply> = () => null;

  async function transcribe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recording = await recordingIn(request, recordings.length + 1);
    if ('fault' in recording) {
      if (recording.fault === 'stray') strays.push('a form that is none');
      return json(response, 400, { error: { message: 'Invalid file format.', type: 'invalid_request_error' } });
    }
    recordings.push(recording);
    const reply = await heard(recording);
    if (reply === null) {
      strays.push('a recording that no test foresaw');
      return json(response, 501, {});
    }
    if (reply.kind === 'bytes') reply.write(response, { ...NOTHING_ASKED, number: recording.number });
  }

  const respond = async (request: ChatCompletionRequest): Promise<FixtureResponse> => {
    const response = open.get(request._context ?? '');
    if (!response) throw new Error('a request that was not counted');
    const one = askedIn(request, asked.length + 1);
    asked.push(one);
    // A strict schema may hold no default.
    if (JSON.stringify(one.body).includes('"default":'))
      strays.push(`a default in a schema: ${one.system.slice(0, 80)}`);
    const reply = current(one);
    if (reply === null) {
      strays.push(`nothing to answer to: ${one.system.slice(0, 80)}`);
      return { error: { message: 'the script has no answer', type: 'server_error' }, status: 501 };
    }
    if (reply.kind === 'said') return reply.response;
    if (reply.kind === 'bytes') reply.write(response, one);
    // The reply has written the response, or never will, so the server must not.
    return new Promise(() => undefined);
  };

  const { server, url } = await createServer([{ match: { endpoint: 'chat' }, response: respond }], {
    port: 0,
    host: '127.0.0.1',
    strict: true,
    // Small, so that no client can rely on complete sentences or lines.
    chunkSize: 17,
  });
  const [chat] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (request.url === TRANSCRIPTIONS) void transcribe(request, response);
    else chat?.call(server, request, response);
  });
  server.prependListener('request', (request, response) => {
    calls += 1;
    keys.push(request.headers.authorization ?? '');
    if (request.method !== 'POST' || !['/v1/chat/completions', TRANSCRIPTIONS].includes(request.url ?? ''))
      strays.push(`${request.method} ${request.url}`);
    request.headers['x-aimock-context'] = String(calls);
    open.set(String(calls), response);
    response.once('close', () => {
      if (!response.writableFinished) cut += 1;
    });
  });

  return {
    baseUrl: `${url}/v1`,
    get calls() {
      return calls;
    },
    get cut() {
      return cut;
    },
    asked,
    keys,
    answer: (next) => {
      current = next;
    },
    recordings,
    transcribe: (next) => {
      heard = next;
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      if (strays.length > 0) throw new Error(`the model was asked what no test foresaw: ${strays.join('; ')}`);
    },
  };
}

interface ModelOptions {
  readonly apiKey?: string;
  readonly tokens?: TokenBudget | null;
  /** Milliseconds for a message. */
  readonly reading?: number;
  /** Limits for a letter. */
  readonly writing?: Limits;
}

/** The reader and the writer with the model of a server. */
export function readerAndWriter(server: ModelServer, options: ModelOptions = {}) {
  const { apiKey = 'sk-test', tokens = null, reading = 8_000, writing = { calls: 8, milliseconds: 20_000 } } = options;
  const { baseUrl } = server;
  const model = createModel({ apiKey, baseUrl, model: 'gpt-test' }, () => Promise.resolve(), tokens);
  const now = () => performance.now();
  const limits = { calls: 2, milliseconds: reading };
  return {
    reader: createModelReader(model, guidedReader, { limits, now, redact }),
    writer: createModelWriter(model, model, writing, now),
  };
}

const TRANSCRIPTIONS = '/v1/audio/transcriptions';
const NOTHING_ASKED: Omit<Asked, 'number'> = { system: '', user: '', format: 'none', stream: false, body: {} };

/** A transcription of a recording. @param counted input and output tokens; most models count seconds instead */
export function hears(text: string, counted?: readonly [number, number]): Reply {
  const usage = counted
    ? { type: 'tokens', input_tokens: counted[0], output_tokens: counted[1], total_tokens: counted[0] + counted[1] }
    : { type: 'duration', seconds: 3 };
  return bytes((response) => json(response, 200, { text, usage }));
}

function askedIn(request: ChatCompletionRequest, number: number): Asked {
  const { _context, _endpointType, ...body } = request;
  const text = (...roles: readonly string[]) =>
    request.messages
      .filter(({ role }) => roles.includes(role))
      .map(({ content }) => (typeof content === 'string' ? content : ''))
      .join('\n');
  const type = request.response_format?.type;
  return {
    number,
    system: text('system', 'developer'),
    user: text('user'),
    format: type === 'json_schema' ? type : 'none',
    stream: request.stream === true,
    body,
  };
}

/** A text, complete or streamed as requested, with these input and output tokens. */
export function says(content: string, [input, output]: readonly [number, number] = [100, 20]): Reply {
  return { kind: 'said', response: { content, usage: { prompt_tokens: input, completion_tokens: output } } };
}

/** A text that was cut off at the output limit. */
export function runsOut(content: string): Reply {
  return { kind: 'said', response: { content, finishReason: 'length' } };
}

export function fails(status: number, message: string, more: { code?: string; type?: string } = {}): Reply {
  return bytes((response) => json(response, status, { error: { message, type: 'error', param: null, ...more } }));
}

/** Status 429, with this `retry-after` or none. */
export function isBusy(seconds: number | null): Reply {
  return bytes((response) => {
    if (seconds !== null) response.setHeader('retry-after', String(seconds));
    json(response, 429, { error: { message: 'Too many requests', type: 'rate_limit_error', param: null } });
  });
}

/** Takes the request and never answers. */
export function hangs(): Reply {
  return { kind: 'silence' };
}

/** Streams these pieces, and then neither continues nor ends. */
export function fallsSilent(...pieces: readonly string[]): Reply {
  return bytes((response) => stream(response, pieces));
}

/** Streams the first piece, and the second one when the promise resolves. */
export function waits(first: string, kept: Promise<unknown>, second: string): Reply {
  return bytes((response) => {
    stream(response, [first]);
    void kept.then(() => {
      response.write(event({ choices: [{ index: 0, delta: { content: second }, finish_reason: null }] }));
      response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
      response.end('data: [DONE]\n\n');
    });
  });
}

/** Streams these pieces, and then breaks the connection. */
export function breaksOff(...pieces: readonly string[]): Reply {
  return bytes((response) => {
    stream(response, pieces);
    // Only after the pieces are sent.
    response.write(': ', () => response.destroy());
  });
}

/** Breaks the connection without an answer. */
export function hangsUp(): Reply {
  return bytes((response) => response.destroy());
}

/** A refusal in OpenAI's format: in its own field, complete or streamed as requested. */
export function refuses(words = "I'm sorry, I can't help with that."): Reply {
  return bytes((response, asked) => {
    if (!asked.stream)
      return json(response, 200, completion({ role: 'assistant', content: null, refusal: words }, { usage: USAGE }));
    stream(response, []);
    response.write(
      event({ choices: [{ index: 0, delta: { role: 'assistant', refusal: words }, finish_reason: null }] }),
    );
    response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
    response.end('data: [DONE]\n\n');
  });
}

/** A complete answer of a server that counts no tokens. */
export function saysUncounted(content: string): Reply {
  return bytes((response) => json(response, 200, completion({ role: 'assistant', content })));
}

/** A stream of a server that counts no tokens. */
export function streamsUncounted(...pieces: readonly string[]): Reply {
  return bytes((response) => {
    stream(response, pieces);
    response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
    response.end('data: [DONE]\n\n');
  });
}

/** A body that is not an API answer, such as a proxy's page or half of a JSON document. */
export function sends(type: string, body: string): Reply {
  return bytes((response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(body);
  });
}

const USAGE = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

function bytes(write: (response: ServerResponse, asked: Asked) => void): Reply {
  return { kind: 'bytes', write };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function completion(message: unknown, more: object = {}): unknown {
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  return { id: 'one', object: 'chat.completion', created: 1, model: 'fake', choices, ...more };
}

function stream(response: ServerResponse, pieces: readonly string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const content of pieces)
    response.write(event({ choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }] }));
}

function event(more: object): string {
  return `data: ${JSON.stringify({ id: 'one', object: 'chat.completion.chunk', created: 1, model: 'fake', ...more })}\n\n`;
}
