/** A load balancer: one address for several processes. Each request goes to the next process that answers. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Milliseconds. */
const LATE_MS = 300;

export interface Balancer extends AsyncDisposable {
  readonly url: string;
}

/** What goes wrong with a request: refused before a process has it, no answer after a process had it, or late. */
export type Mishap = 'refused' | 'dropped' | 'late' | null;

/** @param ports of the processes, in the order in which they get requests */
export async function balancer(ports: readonly number[], mishap: () => Mishap = () => null): Promise<Balancer> {
  let next = 0;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const met = mishap();
      if (met === 'refused') return void response.writeHead(502).end();
      next += 1;
      const order = ports.map((_, at) => ports[(next + at) % ports.length] ?? 0);
      const onward = () => forward(incoming, Buffer.concat(chunks), response, order, met === 'dropped');
      setTimeout(onward, met === 'late' ? LATE_MS : 0);
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/telegram`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Tries the next port only if nobody listens. A request that a process died with is not repeated: the sender repeats it. */
function forward(
  incoming: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  ports: readonly number[],
  isDropped: boolean,
): void {
  const [port, ...others] = ports;
  if (port === undefined) return void response.writeHead(502).end();
  const { method, headers, url: path } = incoming;
  const onward = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
    if (isDropped) return void response.destroy();
    response.writeHead(answer.statusCode ?? 502);
    return void answer.pipe(response);
  });
  onward.on('error', (error) => {
    if ('code' in error && error.code === 'ECONNREFUSED') forward(incoming, body, response, others, isDropped);
    else if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  onward.end(body);
}
