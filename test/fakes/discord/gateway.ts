/** The gateway: sessions with a sequence and a backlog, on real WebSockets. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Ledger } from './exchange.ts';
import type { Faults } from './faults.ts';
import { guildJson, userJson } from './wire.ts';
import type { World } from './world.ts';

const INTENTS = {
  guilds: 1 << 0,
  guildMessages: 1 << 9,
  guildTyping: 1 << 11,
  directMessages: 1 << 12,
  directTyping: 1 << 14,
} as const;
/** The intents for presences, members and message content need a permission. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const ALL_INTENTS = (1 << 25) - 1;

interface Packet {
  readonly op: number;
  readonly d: unknown;
  readonly s: number | null;
  readonly t: string | null;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  seq: number;
  backlog: Packet[];
  socket: WebSocket | null;
}

const HelloSchema = z.object({ op: z.number(), d: z.unknown().optional() });
const IdentifySchema = z.object({
  token: z.string(),
  intents: z.number(),
  presence: z.object({ activities: z.array(z.object({ type: z.number(), state: z.string() })) }).optional(),
  properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
  shard: z.tuple([z.number(), z.number()]).default([0, 1]),
});
const ResumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });

export interface GatewayOptions {
  readonly world: World;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly token: string;
  /** The address of the gateway, known when the server listens. */
  readonly url: () => string;
}

export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();
  readonly #sockets = new Set<WebSocket>();
  /** Whether privileged intents are switched on for this bot. */
  allowsPrivileged = false;
  heartbeatMs = 41_250;
  /** Names of received packets, oldest first, such as `IDENTIFY`. */
  readonly heard: string[] = [];
  /** What a RESUME is answered with. */
  onResume: 'resume' | 'invalid' | 'resume-then-invalid' = 'resume';
  /** Closes with this code instead of answering IDENTIFY. */
  refuseIdentify: number | null = null;
  /** A resume replays from this sequence number, also packets that were acknowledged. */
  replayFrom: number | null = null;
  /** The intents of each IDENTIFY. */
  readonly intents: number[] = [];
  /** The status that each IDENTIFY shows; empty for none. */
  readonly presences: string[] = [];
  /** A new session of a shard does not replace its old one, as while one process takes over from another. */
  keepsOldSessions = false;
  /** How many sessions may still be started, and milliseconds until the reset. */
  sessionStarts = { remaining: 999, reset_after: 86_400_000 };
  /** Whether new connections are refused. */
  isClosed = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket, head) => {
      if (this.isClosed) return void socket.destroy();
      this.#server.handleUpgrade(request, socket, head, (connection) => this.#connected(connection));
    });
  }

  /** The number of connected sessions. */
  get listeners(): number {
    return [...this.#sessions.values()].filter(({ socket }) => socket !== null).length;
  }

  /** The shards of connected sessions. */
  get shards(): number[] {
    return [...this.#sessions.values()].flatMap(({ socket, shard }) => (socket === null ? [] : shard[0])).sort();
  }

  /** Breaks every connection. Sessions can be resumed afterwards, unless `forget` is set. */
  cut({ code = null, forget = false }: { code?: number | null; forget?: boolean } = {}): void {
    if (forget) this.#sessions.clear();
    for (const socket of this.#sockets) {
      if (code === null) socket.terminate();
      else socket.close(code);
    }
  }

  /** Asks for a reconnect (op 7), or declares the session invalid (op 9), on every connection. */
  tell(op: 7 | 9, d: unknown = null): void {
    if (op === 9) this.#sessions.clear();
    for (const socket of this.#sockets) send(socket, { op, d, s: null, t: null });
  }

  /** Sends an event to every session with its intent. `guild` is null for direct messages. */
  dispatch(t: string, d: Record<string, unknown>, guild: string | null): void {
    const fault = this.#options.faults.forDispatch(t, d);
    if (fault === 'lost') return;
    for (const session of this.#sessions.values()) {
      const isMine = shardOf(guild, session.shard[1]) === session.shard[0];
      if (!isMine || !mayHear(session.intents, t, guild)) continue;
      for (let time = 0; time < (fault === 'twice' ? 2 : 1); time += 1) this.#deliver(session, t, d);
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#server.close();
  }

  #deliver(session: Session, t: string, d: unknown): void {
    session.seq += 1;
    const packet = { op: 0, d, s: session.seq, t };
    session.backlog.push(packet);
    if (session.socket) send(session.socket, packet);
  }

  #connected(socket: WebSocket): void {
    this.#sockets.add(socket);
    let session: Session | null = null;
    socket.on('close', () => {
      this.#sockets.delete(socket);
      if (session?.socket === socket) session.socket = null;
    });
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      session = this.#heard(socket, session, String(data));
    });
    send(socket, { op: 10, d: { heartbeat_interval: this.heartbeatMs, _trace: [] }, s: null, t: null });
  }

  #heard(socket: WebSocket, session: Session | null, text: string): Session | null {
    const packet = HelloSchema.safeParse(jsonIn(text)).data;
    if (!packet) return closed(socket, session, 4002);
    switch (packet.op) {
      case 1:
        send(socket, { op: 11, d: null, s: null, t: null });
        return session;
      case 2:
        this.heard.push('IDENTIFY');
        return session ? closed(socket, session, 4005) : this.#identify(socket, packet.d);
      case 3:
        return session ?? closed(socket, null, 4003);
      case 6:
        this.heard.push('RESUME');
        return session ? closed(socket, session, 4005) : this.#resume(socket, packet.d);
      case 8:
        this.#options.ledger.unimplemented.push('gateway: REQUEST_GUILD_MEMBERS');
        return session;
      default:
        return closed(socket, session, 4001);
    }
  }

  #identify(socket: WebSocket, data: unknown): Session | null {
    const { world, token, url } = this.#options;
    const identify = IdentifySchema.safeParse(data).data;
    if (!identify) return closed(socket, null, 4002);
    this.intents.push(identify.intents);
    this.presences.push(identify.presence?.activities[0]?.state ?? '');
    if (this.refuseIdentify !== null) return closed(socket, null, this.refuseIdentify);
    if (identify.token !== token) return closed(socket, null, 4004);
    if ((identify.intents & ~ALL_INTENTS) !== 0) return closed(socket, null, 4013);
    if (!this.allowsPrivileged && (identify.intents & PRIVILEGED) !== 0) return closed(socket, null, 4014);
    // A new session of a shard replaces its old one.
    for (const [id, { shard }] of this.#sessions)
      if (!this.keepsOldSessions && shard[0] === identify.shard[0]) this.#sessions.delete(id);
    const { intents, shard } = identify;
    const session: Session = { id: randomUUID(), intents, shard, seq: 0, backlog: [], socket };
    this.#sessions.set(session.id, session);
    this.#deliver(session, 'READY', {
      v: 10,
      user: userJson(world.bot),
      guilds: [...world.guilds.keys()].map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard,
      application: { id: world.bot.id, flags: 0 },
    });
    if ((intents & INTENTS.guilds) !== 0)
      for (const guild of world.guilds.values()) this.#deliver(session, 'GUILD_CREATE', guildJson(guild));
    return session;
  }

  #resume(socket: WebSocket, data: unknown): Session | null {
    const resume = ResumeSchema.safeParse(data).data;
    if (!resume) return closed(socket, null, 4002);
    if (resume.token !== this.#options.token) return closed(socket, null, 4004);
    const session = this.#sessions.get(resume.session_id);
    if (!session || this.onResume === 'invalid') {
      this.#sessions.delete(resume.session_id);
      send(socket, { op: 9, d: false, s: null, t: null });
      return null;
    }
    if (resume.seq > session.seq) return closed(socket, null, 4007);
    session.socket = socket;
    for (const packet of session.backlog) if ((packet.s ?? 0) > (this.replayFrom ?? resume.seq)) send(socket, packet);
    this.#deliver(session, 'RESUMED', { _trace: [] });
    if (this.onResume === 'resume-then-invalid') {
      this.onResume = 'resume';
      this.#sessions.delete(session.id);
      send(socket, { op: 9, d: false, s: null, t: null });
    }
    return session;
  }
}

/** Whether a message event has its content without the intent for message content. */
export function seesContent(mentions: readonly string[], bot: string, guild: string | null): boolean {
  return guild === null || mentions.includes(bot);
}

function mayHear(intents: number, t: string, guild: string | null): boolean {
  if (t === 'INTERACTION_CREATE') return true;
  if (t.startsWith('THREAD_')) return (intents & INTENTS.guilds) !== 0;
  if (t === 'TYPING_START') return (intents & (guild === null ? INTENTS.directTyping : INTENTS.guildTyping)) !== 0;
  return (intents & (guild === null ? INTENTS.directMessages : INTENTS.guildMessages)) !== 0;
}

/** Direct messages belong to the first shard. */
function shardOf(guild: string | null, count: number): number {
  return guild === null ? 0 : Number((BigInt(guild) >> 22n) % BigInt(count));
}

function send(socket: WebSocket, packet: Packet): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(packet));
}

function closed(socket: WebSocket, session: Session | null, code: number): Session | null {
  socket.close(code);
  return session;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
