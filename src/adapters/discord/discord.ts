/** The adapter itself: what comes from Discord goes in order into turns, and what they say goes out. */
import { type Client, Events, GatewayDispatchEvents, Routes } from 'discord.js';
import { z } from 'zod';
import { CANNOT_READ_HERE, ONLY_IN_PRIVATE, TURN_FAILED } from '../../prompts/discord.ts';
import type { Adapter, Attempt, Inbound, Outbound, Place, Sent } from '../contract.ts';
import { LatestKeys, PEOPLE_REMEMBERED } from '../latest.ts';
import { PlaceQueue } from '../place-queue.ts';
import { takeTurn } from '../turn.ts';
import { CatchingUp } from './catching-up.ts';
import { syncCommands } from './commands.ts';
import { Connection } from './connection.ts';
import { failureOf } from './failure.ts';
import { Growing } from './growing.ts';
import { guard } from './guard.ts';
import { editedIn, type Heard, heardIn, isWritten, type Message, MessageSchema } from './hearing.ts';
import { Homes } from './homes.ts';
import { Interactions } from './interactions.ts';
import type { DiscordOptions } from './options.ts';
import { PACE, type Pace } from './pace.ts';
import { idAt, placeOf, spotOf } from './place.ts';
import { Posting } from './posting.ts';

type Receive = (inbound: Inbound) => Promise<void>;

const ReadySchema = z.object({
  user: z.object({ id: z.string() }),
  application: z.object({ id: z.string() }),
  shard: z.tuple([z.number(), z.number()]).default([0, 1]),
});
const DispatchSchema = z.object({ op: z.literal(0), t: z.string(), d: z.unknown() });

/** Messages and edits whose repetition is noticed at once; the store notices all others. */
const REMEMBERED = 20_000;

export class Discord implements Adapter {
  readonly name = 'discord';
  readonly #options: DiscordOptions;
  readonly #pace: Pace;
  readonly #connection: Connection;
  readonly #posting: Posting;
  readonly #growing: Growing;
  readonly #homes: Homes;
  readonly #catchingUp: CatchingUp;
  readonly #interactions: Interactions;
  readonly #turns = new PlaceQueue();
  readonly #known = new LatestKeys<string>(REMEMBERED);
  /** Places where what was last sent did not arrive, and never will. */
  readonly #gone = new LatestKeys<Place>(PEOPLE_REMEMBERED);
  #me = '';
  /** Settles when it is known which conversations may have missed something. */
  #gathered: Promise<void> = Promise.resolve();
  #receive: Receive = () => Promise.resolve();
  /** While it listens; turns that are queued when it stops are still brought to their end. */
  #listening = false;
  #looking: NodeJS.Timeout | undefined;
  #unguard: () => void = () => undefined;
  /** Whose commands Discord may not know yet. */
  #application: string | null = null;
  #isFirst = true;
  #stopping: Promise<void> | null = null;
  #stopped = false;

  constructor(options: DiscordOptions) {
    this.#options = options;
    this.#pace = { ...PACE, ...options.pace };
    const { onFault, now } = options;
    const rest = () => this.#connection.rest;
    this.#posting = new Posting({ rest, me: () => this.#me, now, retry: this.#pace.retry, onFault });
    this.#growing = new Growing({ rest, me: () => this.#me, pause: this.#pace.edit });
    this.#homes = new Homes(rest, this.#posting);
    this.#catchingUp = new CatchingUp({
      rest,
      now,
      me: () => this.#me,
      retry: this.#pace.retry,
      underWay: this.#pace.underWay,
      queue: (place, task) => this.#turns.run(place, task),
      take: (place, message, kind) => this.#takeMissed(place, message, kind),
      onFault,
    });
    this.#interactions = new Interactions({
      rest,
      homes: this.#homes,
      hear: (heard) => this.#hear(heard),
      isGone: (place) => this.#gone.has(place),
      onFault,
    });
    this.#connection = new Connection({
      token: options.token,
      api: options.api,
      pause: this.#pace.connect,
      prepare: (client) => this.#listen(client),
      onTrouble: options.onTrouble,
      onFault,
    });
  }

  async start(receive: Receive): Promise<void> {
    this.#receive = receive;
    this.#listening = true;
    this.#unguard = guard((error) => this.#connection.fault(error));
    await this.#connection.open();
    // It may have been stopped meanwhile, as when Discord refuses the token.
    if (!this.#listening) return;
    this.#looking = setInterval(() => void this.#look().catch(this.#options.onFault), this.#pace.look);
  }

  async send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent> {
    if (this.#stopped) return { outcome: 'failed', why: 'Discord is closed' };
    const sent = await this.#posting.send(place, message, key, attempt);
    if (sent.outcome === 'gone') this.#gone.add(place);
    else this.#gone.delete(place);
    // A letter, and whatever is asked when none could be written, takes the place of what was seen growing.
    if (message.kind === 'letter') await this.#growing.end(place, true);
    else if (message.kind === 'ask') await this.#growing.end(place, false);
    return sent;
  }

  async busy(place: Place): Promise<void> {
    await this.#connection.rest.post(Routes.channelTyping(spotOf(place).channel)).catch(() => undefined);
  }

  async grow(place: Place, text: string | null): Promise<void> {
    if (text === null) await this.#growing.end(place, false);
    else this.#growing.grow(place, text);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#listening = false;
    clearInterval(this.#looking);
    // What cannot be sent by then is still unsent, and the next process goes on with it.
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#pace.stop);
    });
    await Promise.race([this.#turns.idle(), patience]);
    clearTimeout(timer);
    this.#stopped = true;
    await this.#connection.close();
    this.#unguard();
  }

  #listen(client: Client): void {
    // Raw, as discord.js passes on no edit in a channel that it has not seen since it started.
    client.on(Events.Raw, (packet: unknown) => this.#dispatched(packet));
    client.on(Events.InteractionCreate, (interaction) => {
      if (this.#listening) void this.#interactions.take(interaction);
    });
  }

  #dispatched(packet: unknown): void {
    const dispatch = DispatchSchema.safeParse(packet).data;
    if (dispatch?.t === GatewayDispatchEvents.Ready) this.#ready(dispatch.d);
    if (dispatch?.t === GatewayDispatchEvents.MessageCreate) this.#said(dispatch.d);
    if (dispatch?.t === GatewayDispatchEvents.MessageUpdate) this.#edited(dispatch.d);
  }

  /** A new session: Discord tells nothing of what was said before it. After a resume it does so itself. */
  #ready(data: unknown): void {
    const { user, application, shard } = ReadySchema.parse(data);
    this.#me = user.id;
    if (this.#isFirst) this.#application = application.id;
    this.#isFirst = false;
    void this.#sync();
    const gathered = this.#gathered.then(() => this.#options.bookmarks());
    const learned = gathered.then((bookmarks) => {
      const places = bookmarks.map(({ place }) => place);
      this.#homes.learn(places);
      this.#catchingUp.know(places);
      // Direct messages are the first shard's; of a thread it is not known here whose it is.
      const own = shard[0] === 0 ? bookmarks : bookmarks.filter(({ place }) => spotOf(place).owner !== null);
      this.#catchingUp.from(own).catch(this.#options.onFault);
    });
    this.#gathered = learned.catch(this.#options.onFault);
  }

  #said(data: unknown): void {
    const message = MessageSchema.safeParse(data).data;
    if (!message || !isWritten(message)) return;
    // Whose thread it is may be told by what was kept.
    if (message.guild_id === undefined) this.#take(message);
    else void this.#gathered.then(() => this.#take(message));
  }

  #take(message: Message): void {
    const place = this.#placeOf(message);
    if (place !== null) {
      for (const heard of heardIn(message, place, this.#me)) void this.#hear(heard);
    } else this.#explain(message);
  }

  #edited(data: unknown): void {
    const message = MessageSchema.safeParse(data).data;
    if (!message || !isWritten(message)) return;
    const place = this.#placeOf(message);
    const heard = place === null ? null : editedIn(message, place, this.#me);
    if (heard) void this.#hear(heard);
  }

  async #takeMissed(place: Place, message: Message, kind: 'said' | 'edited'): Promise<void> {
    if (!isWritten(message)) return;
    const isDirect = spotOf(place).owner === null;
    if (!isDirect && !this.#isForUs(message, spotOf(place).owner)) return;
    const edited = editedIn(message, place, this.#me);
    const all = kind === 'said' ? heardIn(message, place, this.#me) : edited ? [edited] : [];
    for (const heard of all) if (this.#known.add(heard.id)) await this.#turn(heard);
  }

  /** The interview that a message is part of; null for one that is part of none. */
  #placeOf(message: Message): Place | null {
    const channel = message.channel_id;
    if (message.guild_id === undefined) return placeOf({ channel, owner: null });
    const owner = this.#homes.ownerOf(channel);
    return this.#isForUs(message, owner) ? placeOf({ channel, owner }) : null;
  }

  /** In a thread, Discord shows us what its owner says only where they call us. */
  #isForUs({ author, mentions }: Message, owner: string | null): boolean {
    return owner !== null && author.id === owner && mentions.some(({ id }) => id === this.#me);
  }

  /** To somebody who talks where it cannot be an answer, what to do instead. */
  #explain({ id, channel_id: channel, author, mentions }: Message): void {
    const isOwner = this.#homes.ownerOf(channel) === author.id;
    const isCalled = mentions.some((each) => each.id === this.#me);
    if (!isOwner && !isCalled) return;
    const content = isOwner ? CANNOT_READ_HERE : ONLY_IN_PRIVATE;
    void this.#posting.post(channel, { content, rows: [], file: null }, `explained ${id}`);
  }

  /** Queues the turn at once; gives whether it was taken, when it is over, and never rejects. */
  async #hear(heard: Heard): Promise<boolean> {
    if (!this.#listening || !this.#known.add(heard.id)) return false;
    const moment = heard.said.kind === 'edited' ? idAt(heard.at) : (heard.id.split(':')[0] ?? heard.id);
    this.#catchingUp.heard(heard.place, moment);
    return this.#turns.run(heard.place, async () => {
      await this.#gathered;
      await this.#catchingUp.before(heard.place, moment);
      return this.#turn(heard);
    });
  }

  async #turn(heard: Heard): Promise<boolean> {
    const { onFault } = this.#options;
    const show = () => void this.busy(heard.place);
    const isOver = () => this.#stopped;
    if (await takeTurn(() => this.#receive(heard), { pace: this.#pace, show, isOver, onFault })) return true;
    const part = { content: TURN_FAILED, rows: [], file: null };
    await this.#posting.post(spotOf(heard.place).channel, part, `failed ${heard.id}`);
    return false;
  }

  /** Again with each look, until Discord knows the commands. */
  async #sync(): Promise<void> {
    if (this.#application === null) return;
    const application = this.#application;
    this.#application = null;
    try {
      await syncCommands(this.#connection.rest, application);
    } catch (error) {
      this.#application = application;
      if (failureOf(error).kind !== 'later') this.#options.onFault(error);
    }
  }

  async #look(): Promise<void> {
    await this.#sync();
    await this.#catchingUp.look();
  }
}
