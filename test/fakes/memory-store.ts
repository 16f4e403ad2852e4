/** A store in memory, as strict as a database. Tests can inspect it and make it fail. */
import {
  type Bookmark,
  type MessageReference,
  type Outbound,
  type Place,
  type Platform,
  platformOf,
} from '../../src/adapters/contract.ts';
import type { Saved } from '../../src/machine/saved.ts';
import { StoreFailure } from '../../src/store/database-errors.ts';
import type {
  Backlog,
  Commit,
  Job,
  Jobs,
  LetterStep,
  PendingEvent,
  Reminder,
  SentQuestion,
  Store,
  StoredInterview,
  StoredLetter,
  Turn,
  TurnStart,
  Unsent,
  UsageEntry,
} from '../../src/store/store.ts';

interface Row {
  readonly place: Place;
  readonly key: string;
  readonly turn: number;
  readonly part: number;
  readonly message: Outbound;
  noted: string | null;
}

interface Event extends Pick<Turn['event'], 'id'> {
  readonly ordinal: number | null;
}

interface JobRow extends Job {
  readonly state: 'free' | 'held';
}

export class MemoryStore implements Store {
  readonly #interviews = new Map<Place, { version: number; saved: string; at: Date; remindAt: Date | null }>();
  readonly #used = new Map<string, UsageEntry>();
  readonly #inbox = new Map<Place, Event[]>();
  readonly #letters = new Map<Place, StoredLetter[]>();
  readonly #completions = new Map<string, string>();
  /** At most one per place, oldest first. */
  readonly #jobs = new Map<Place, JobRow>();
  readonly #held = new Map<Place, readonly PendingEvent[]>();
  readonly #questions = new Map<Place, readonly SentQuestion[]>();
  #jobsMade = 0;
  #outbox: Row[] = [];
  #farewells = 0;
  /** Whether only the program writes to the store. Tests may write to it too, unless they set this. */
  alone = false;
  /** How many of the next commits are overtaken by another process. */
  overtaken = 0;
  /** Called before each commit. May throw to make it fail. */
  beforeCommit: (turn: Turn) => void = () => undefined;
  /** Every turn that was committed, in order. */
  readonly turns: Turn[] = [];

  async about(): Promise<string> {
    return 'memory';
  }

  async backlog(): Promise<Backlog> {
    return { unsent: this.#outbox.length, age: 0, letters: (await this.placesWriting()).length };
  }

  readonly jobs: Jobs = {
    patience: null,
    claim: async (platform) => {
      const row = [...this.#jobs.values()].find(
        ({ place, state }) => state === 'free' && place.startsWith(`${platform}:`),
      );
      if (!row) return null;
      this.#jobs.set(row.place, { ...row, state: 'held' });
      return jobOf(row);
    },
    hold: async (job) => this.#isHeld(job),
    release: async (job) => {
      if (this.#isHeld(job)) this.#free(job.place);
    },
    drop: async (job) => {
      if (this.#isHeld(job)) this.#jobs.delete(job.place);
    },
    want: async (place, letter, expected) => {
      const isStill = this.#interviews.get(place)?.version === expected;
      if (isStill && !this.#jobs.has(place)) this.#addJob(place, letter);
    },
  };

  /** Releases all held jobs, as if their holders had died. */
  freeJobs(): void {
    for (const { place, state } of [...this.#jobs.values()]) if (state === 'held') this.#free(place);
  }

  /** The version of the letter that a place waits for, if any. */
  jobsOf(place: Place): number[] {
    const row = this.#jobs.get(place);
    return row ? [row.version] : [];
  }

  exclusively<T>(_: Place, task: () => Promise<T>): Promise<T> {
    return task();
  }

  async load(place: Place): Promise<StoredInterview | null> {
    const row = this.#interviews.get(place);
    return row ? { version: row.version, saved: JSON.parse(row.saved) } : null;
  }

  async before(place: Place, eventId: string): Promise<TurnStart> {
    const kept = await this.load(place);
    const owed = (await this.unsent(place)).length > 0;
    const { at: seenAt = null, remindAt = null } = this.#interviews.get(place) ?? {};
    return {
      kept,
      seenAt,
      remindAt,
      seen: await this.seen(place, eventId),
      owed,
      question: this.#questionsOf(place).at(-1) ?? null,
      held: this.#heldAt(place),
    };
  }

  async seen(place: Place, eventId: string): Promise<boolean> {
    return this.#events(place).some(({ id }) => id === eventId);
  }

  async bookmarks(platform: string): Promise<readonly Bookmark[]> {
    return [...this.#inbox].flatMap(([place, events]) => {
      const ids = events.flatMap(({ id }) => (/^\d{1,20}$/.test(id) ? [BigInt(id)] : []));
      const highest = ids.reduce<bigint | null>((most, id) => (most === null || id > most ? id : most), null);
      return place.startsWith(`${platform}:`) && highest !== null ? [{ place, event: String(highest) }] : [];
    });
  }

  async message(place: Place, reference: MessageReference): ReturnType<Store['message']> {
    const found = this.#events(place).find(
      ({ id, ordinal }) =>
        ordinal !== null && ('id' in reference ? id === reference.id : ordinal === reference.ordinal),
    );
    return found?.id ?? null;
  }

  async commit(turn: Turn): Promise<Commit> {
    this.beforeCommit(turn);
    const { place, event, also = [], expected } = turn;
    if (this.#events(place).some(({ id }) => id === event.id)) return 'seen';
    const version = this.#interviews.get(place)?.version ?? null;
    if (version !== expected) return 'stale';
    if (this.overtaken > 0) {
      this.overtaken -= 1;
      // The other process commits its own turn, which raises the version and changes no state.
      const row = this.#interviews.get(place);
      if (row) row.version += 1;
      return 'stale';
    }
    if (this.#lettersOf(place).some((kept) => kept.version === turn.letter?.version))
      throw new StoreFailure(Object.assign(new Error(), { code: '23505' }));
    if (turn.job?.kind === 'done' && !this.#isHeld(turn.job.job)) return 'stale';
    if (turn.job) this.#jobs.delete(place);
    if (turn.job?.kind === 'wanted') this.#addJob(place, turn.job.version);
    const next = (version ?? 0) + 1;
    const before = this.#interviews.get(place);
    const { seenAt: at = before?.at ?? new Date(), remindAt = before?.remindAt ?? null } = turn;
    this.#interviews.set(place, { version: next, saved: JSON.stringify(turn.saved), at, remindAt });
    const texts = this.#events(place).filter(({ ordinal }) => ordinal !== null).length;
    this.#events(place).push({ id: event.id, ordinal: event.isText ? texts + 1 : null });
    for (const [at, id] of also.entries()) this.#events(place).push({ id, ordinal: texts + at + 2 });
    if (turn.also) {
      const taken = [event.id, ...also];
      this.#held.set(
        place,
        this.#heldAt(place).filter(({ id }) => !taken.includes(id)),
      );
    }
    for (const [part, message] of turn.out.entries())
      this.#outbox.push({
        place,
        key: keyOf(place, event.id, part),
        turn: next,
        part,
        message: structuredClone(message),
        noted: null,
      });
    if (turn.deletes !== undefined)
      this.#letters.set(
        place,
        this.#lettersOf(place).filter((letter) => letter.version !== turn.deletes),
      );
    if (turn.letter) this.#lettersOf(place).push({ ...structuredClone(turn.letter), at: new Date() });
    if (turn.job?.kind === 'done') this.#dropCompletions(place);
    this.turns.push(turn);
    return 'committed';
  }

  leaves({ place, event, out }: Turn): readonly Unsent[] {
    return out.map((message, part) => ({ key: keyOf(place, event.id, part), message, noted: null }));
  }

  async unsent(place: Place): Promise<readonly Unsent[]> {
    return this.#outbox
      .filter((row) => row.place === place)
      .sort((one, other) => one.turn - other.turn || one.part - other.part)
      .map(({ key, message, noted }) => ({ key, message, noted }));
  }

  async placesWithUnsent(): Promise<readonly Place[]> {
    return [...new Set(this.#outbox.map(({ place }) => place))].sort();
  }

  async note(key: string, noted: string): Promise<void> {
    for (const row of this.#outbox) if (row.key === key) row.noted = noted;
  }

  async markSent(keys: readonly string[], question?: { readonly place: Place } & SentQuestion): Promise<void> {
    this.#outbox = this.#outbox.filter(({ key }) => !keys.includes(key));
    if (question === undefined || !this.#interviews.has(question.place)) return;
    const { place, ...sent } = question;
    const others = this.#questionsOf(place).filter(({ platformId }) => platformId !== sent.platformId);
    this.#questions.set(place, [...others, sent]);
  }

  async questionSent(place: Place, platformId: string): Promise<SentQuestion | null> {
    return this.#questionsOf(place).find((question) => question.platformId === platformId) ?? null;
  }

  async hold(place: Place, text: PendingEvent): Promise<boolean> {
    if (await this.seen(place, text.id)) return false;
    const waiting = this.#heldAt(place);
    if (waiting.every(({ id }) => id !== text.id)) this.#held.set(place, [...waiting, text]);
    return true;
  }

  async amend(place: Place, event: PendingEvent): Promise<void> {
    const waiting = this.#held.get(place) ?? [];
    this.#held.set(
      place,
      waiting.map((one) => (one.id === event.id ? event : one)),
    );
  }

  async release(place: Place, event: string): Promise<void> {
    this.#held.set(
      place,
      (this.#held.get(place) ?? []).filter(({ id }) => id !== event),
    );
  }

  #heldAt(place: Place): readonly PendingEvent[] {
    return (this.#held.get(place) ?? []).filter(({ id }) => this.#events(place).every((event) => event.id !== id));
  }

  async placesHolding(): Promise<readonly Place[]> {
    return [...this.#held.keys()].filter((place) => this.#heldAt(place).length > 0).sort();
  }

  async reminders(platforms: readonly Platform[]): Promise<readonly Reminder[]> {
    return [...this.#interviews]
      .flatMap(([place, { remindAt: at }]) => (at && platforms.includes(platformOf(place)) ? [{ place, at }] : []))
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  }

  async placesWriting(): Promise<readonly Place[]> {
    const places = [...this.#interviews].filter(([, { saved }]) => (JSON.parse(saved) as Saved).value === 'writing');
    return places.map(([place]) => place).sort();
  }

  async recall({ place, version, step }: LetterStep): Promise<string | null> {
    return this.#completions.get(JSON.stringify([place, version, step])) ?? null;
  }

  async keep({ place, version, step }: LetterStep, raw: string, job: Job): Promise<void> {
    if (!this.#isHeld(job)) return;
    const key = JSON.stringify([place, version, step]);
    if (!this.#completions.has(key)) this.#completions.set(key, raw);
  }

  async letters(place: Place): Promise<readonly StoredLetter[]> {
    return this.#lettersOf(place).toSorted((one, other) => one.version - other.version);
  }

  async lastLetter(place: Place): Promise<number> {
    return Math.max(0, ...this.#lettersOf(place).map(({ version }) => version));
  }

  async forget(place: Place, farewell: readonly Outbound[]): Promise<void> {
    this.#interviews.delete(place);
    this.#inbox.delete(place);
    this.#held.delete(place);
    this.#questions.delete(place);
    this.#letters.delete(place);
    this.#jobs.delete(place);
    this.#dropCompletions(place);
    this.#farewells += 1;
    this.#outbox = this.#outbox.filter((row) => row.place !== place);
    for (const [part, message] of farewell.entries())
      this.#outbox.push({
        place,
        key: keyOf(place, `farewell-${this.#farewells}`, part),
        turn: 0,
        part,
        message,
        noted: null,
      });
  }

  async forgetSilent(before: Date): Promise<Place | null> {
    const silent = [...this.#interviews].find(
      ([place, { at }]) => at < before && !place.startsWith('terminal:') && this.#heldAt(place).length === 0,
    );
    if (!silent) return null;
    await this.forget(silent[0], []);
    return silent[0];
  }

  async reserve(use: UsageEntry, limit: number): Promise<boolean> {
    const key = keyOf(use.day, use.what, use.person ?? '');
    const amount = (this.#used.get(key)?.amount ?? 0) + use.amount;
    if (amount > limit) return false;
    this.#used.set(key, { ...use, amount });
    return true;
  }

  async giveBack(use: UsageEntry): Promise<void> {
    const key = keyOf(use.day, use.what, use.person ?? '');
    const used = this.#used.get(key);
    if (used) this.#used.set(key, { ...used, amount: Math.max(0, used.amount - use.amount) });
  }

  async dropUsesBefore(day: string): Promise<void> {
    for (const [key, use] of this.#used) if (use.day < day) this.#used.delete(key);
  }

  async close(): Promise<void> {}

  /** Replaces the stored state of an interview, as if another version of the program had written it. */
  overwrite(place: Place, saved: Saved): void {
    const row = this.#interviews.get(place);
    if (row) row.saved = JSON.stringify(saved);
  }

  /** The number of rows that are kept of a place, without its outbox. */
  rowsOf(place: Place): number {
    const completions = [...this.#completions.keys()].filter((key) => JSON.parse(key)[0] === place).length;
    const one = (has: boolean) => (has ? 1 : 0);
    return (
      one(this.#interviews.has(place)) +
      one(this.#jobs.has(place)) +
      this.#events(place).length +
      (this.#held.get(place)?.length ?? 0) +
      this.#questionsOf(place).length +
      this.#lettersOf(place).length +
      completions
    );
  }

  #addJob(place: Place, version: number): void {
    this.#jobsMade += 1;
    this.#jobs.set(place, { id: `job ${this.#jobsMade}`, place, version, attempt: 0, state: 'free' });
  }

  #isHeld({ id, place, attempt }: Job): boolean {
    const row = this.#jobs.get(place);
    return row?.id === id && row.state === 'held' && row.attempt === attempt;
  }

  #free(place: Place): void {
    const row = this.#jobs.get(place);
    if (row) this.#jobs.set(place, { ...row, state: 'free', attempt: row.attempt + 1 });
  }

  #dropCompletions(place: Place): void {
    for (const key of this.#completions.keys()) if (JSON.parse(key)[0] === place) this.#completions.delete(key);
  }

  #events(place: Place): Event[] {
    const events = this.#inbox.get(place) ?? [];
    this.#inbox.set(place, events);
    return events;
  }

  #questionsOf(place: Place): readonly SentQuestion[] {
    return this.#questions.get(place) ?? [];
  }

  #lettersOf(place: Place): StoredLetter[] {
    const letters = this.#letters.get(place) ?? [];
    this.#letters.set(place, letters);
    return letters;
  }
}

/** JSON, so that names with a separator in them can't produce the same key. */
function keyOf(...names: (string | number)[]): string {
  return JSON.stringify(names);
}

function jobOf({ id, place, version, attempt }: JobRow): Job {
  return { id, place, version, attempt };
}
