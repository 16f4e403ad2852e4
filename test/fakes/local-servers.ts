/**
 * Fake Ollama, LM Studio and llama.cpp, each on its own port. Strict: each accepts only a request for its list of models,
 * and chat completions, which it forwards to a fake model if there is one.
 */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Writes the answer of a server to a request for its models. */
export type Listing = (response: ServerResponse) => void;

const PATHS = { ollama: '/api/tags', lmStudio: '/v1/models', llamaCpp: '/v1/models' } as const;
type Name = keyof typeof PATHS;
const NAMES: readonly Name[] = ['ollama', 'lmStudio', 'llamaCpp'];

export interface LocalServers extends AsyncDisposable {
  /** In the order of FOREWORD_LOCAL_PORTS. The port of a server without a listing is closed. */
  readonly ports: readonly number[];
  /** The server of each request for a list of models. */
  readonly asked: readonly Name[];
}

/** @param chat base URL of a model server that answers chat completions for all of them */
export async function localServers(
  listings: Partial<Record<Name, Listing>>,
  chat: string | null = null,
): Promise<LocalServers> {
  const asked: Name[] = [];
  const strays: string[] = [];
  const ports: number[] = [];
  const running: Server[] = [];
  for (const name of NAMES) {
    const listing = listings[name];
    const server = createServer((incoming, response) => {
      if (incoming.method === 'GET' && incoming.url === PATHS[name] && listing) {
        asked.push(name);
        listing(response);
      } else if (incoming.method === 'POST' && incoming.url === '/v1/chat/completions' && chat !== null)
        forward(incoming, response, `${chat}/chat/completions`);
      else {
        strays.push(`${name}: ${incoming.method} ${incoming.url}`);
        response.writeHead(404).end();
      }
    });
    ports.push(await portOf(server));
    if (listing) running.push(server);
    else await closed(server);
  }
  return {
    ports,
    asked,
    async [Symbol.asyncDispose]() {
      await Promise.all(running.map(closed));
      if (strays.length > 0) throw new Error(`asked for what no test foresaw: ${strays.join('; ')}`);
    },
  };
}

function forward(incoming: IncomingMessage, response: ServerResponse, url: string): void {
  const { method, headers } = incoming;
  const onward = request(url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

function portOf(server: Server): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  server.listen(0, '127.0.0.1', () => {
    const address: AddressInfo | string | null = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  });
  return promise;
}

function closed(server: Server): Promise<unknown> {
  const done = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  return done;
}

export function lists(body: unknown): Listing {
  return says(200, 'application/json', JSON.stringify(body));
}

/** A model as Ollama lists it. */
export function ofOllama(name: string, size: string, more: object = {}) {
  const details = { parent_model: '', format: 'gguf', family: 'llama', families: ['llama'], parameter_size: size };
  return { name, model: name, size: 4_920_753_328, digest: '46e0c10c039e', details, ...more };
}

export function says(status: number, type: string, body: string, headers: Record<string, string> = {}): Listing {
  return (response) => void response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}

/** Takes the request and never answers. */
export function hangs(): Listing {
  return () => undefined;
}

/** Starts an answer and never ends it. */
export function trickles(): Listing {
  return (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"models": [');
}
