/** A proxy for a PostgreSQL server that can stall, as a network that drops every packet, or break connections. */
import { connect, createServer, type Socket } from 'node:net';

export interface DatabaseProxy extends AsyncDisposable {
  /** The URL of the database through the proxy. */
  readonly url: string;
  /** Connections stay open and new ones are accepted, but no data passes. */
  stall(): void;
  /** Breaks all connections, and each new one. */
  cut(): void;
  /** Lets data pass again, also that of stalled connections. */
  open(): void;
}

export async function databaseProxy(database: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(database);
  const sockets = new Set<Socket>();
  let state: 'open' | 'stalled' | 'cut' = 'open';
  const server = createServer((client) => {
    if (state === 'cut') return client.destroy();
    const ahead = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, ahead],
      [ahead, client],
    ] as const) {
      sockets.add(from);
      if (state === 'stalled') from.pause();
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => undefined);
      from.on('end', () => to.end());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (state === 'stalled') from.pause();
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(database);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    stall() {
      state = 'stalled';
      for (const socket of sockets) socket.pause();
    },
    cut() {
      state = 'cut';
      breakAll();
    },
    open() {
      state = 'open';
      for (const socket of sockets) socket.resume();
    },
    async [Symbol.asyncDispose]() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
