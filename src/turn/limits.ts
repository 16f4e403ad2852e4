/**
 * Who may use the bots, and how much of them a day. What is counted is reserved in the store, which all processes share;
 * messages in lots, so that most of them cost no query, and a flood none at all. A terminal is its owner's and has no limits.
 */
import { commandIn } from '../adapters/command.ts';
import { type Adapter, type Inbound, type Place, platformOf } from '../adapters/contract.ts';
import { languageOf } from '../machine/language.ts';
import { type Limited, limitText, modelSpentText, notAllowedText } from '../prompts/limits.ts';
import type { Store } from '../store/store.ts';
import { dayOf } from '../store/usage.ts';

export interface LimitSettings {
  /** For each person and day. */
  readonly perDay: Readonly<Record<'messages' | 'letters', number>>;
  /** Persons such as `telegram:123`; null: everybody. */
  readonly allowed: readonly string[] | null;
}

interface LimitParts {
  readonly store: Pick<Store, 'reserve'>;
  readonly settings: LimitSettings;
  adapterFor(place: Place): Adapter | undefined;
  now(): Date;
}

export interface PersonLimits {
  /** @returns whether the event may be taken; where not, that was said once today */
  admits(inbound: Inbound): Promise<boolean>;
  /** Counts a letter. @returns the refusal; null where it may be written */
  letter(inbound: Inbound): Promise<string | null>;
  /** Counts a file, and its bytes once it is read. A call of `refusal` afterwards tells whether they were too many. */
  file(inbound: Inbound): Promise<{ readonly inbound: Inbound; refusal(): string | null }>;
  /** @returns what to say about the operator's budget, which is spent; null where it was said today */
  modelSpent(inbound: Inbound): Promise<string | null>;
}

const FILES = 40;
const BYTES = 200 * 1024 * 1024;
/** `/forget now` works without a limit that a person could reach; a flood of it does not. */
const FORGETS = 20;
/**
 * Messages are reserved in at least so many lots a day, of at most so many messages: a process that dies has lost a lot. The
 * first one is for one message, so that a process that dies again and again over it doesn't use up a day.
 */
const LOTS = 20;
const LOT_AT_MOST = 5;
const HOUR_MS = 3_600_000;

/** What of the messages of a person this process has reserved today, and not yet counted. */
interface Lot {
  left: number;
  /** Of the next lot. */
  size: number;
  isSpent: boolean;
  /** The next lot is being reserved. */
  next: Promise<void> | null;
}

export function createLimits({ store, settings, adapterFor, now }: LimitParts): PersonLimits {
  const { perDay } = settings;
  const allowed = settings.allowed && new Set(settings.allowed);
  const lots = new Map<string, Lot>();
  /** Who was told what today, as far as this process knows. */
  const told = new Set<string>();
  let today = '';

  const hours = () => Math.ceil((HOUR_MS * 24 - (now().getTime() % (HOUR_MS * 24))) / HOUR_MS);

  function reserve(person: string, what: string, amount: number, limit: number): Promise<boolean> {
    return store.reserve({ day: today, what, person, amount }, limit);
  }

  function lotOf(person: string): Lot {
    const lot = lots.get(person) ?? { left: 0, size: 1, isSpent: false, next: null };
    lots.set(person, lot);
    return lot;
  }

  /** Forgets what was known of yesterday. */
  function begin(): void {
    const day = dayOf(now());
    if (day === today) return;
    today = day;
    lots.clear();
    told.clear();
  }

  async function takesMessage(person: string): Promise<boolean> {
    for (;;) {
      const lot = lotOf(person);
      if (lot.left > 0) {
        lot.left -= 1;
        return true;
      }
      if (lot.isSpent) return false;
      lot.next ??= refill(person, lot).finally(() => {
        lot.next = null;
      });
      await lot.next;
    }
  }

  async function refill(person: string, lot: Lot): Promise<void> {
    const { messages } = perDay;
    // Other processes may have left less than a lot.
    for (const amount of [lot.size, 1]) {
      if (!(await reserve(person, 'messages', amount, messages))) continue;
      lot.left += amount;
      lot.size = Math.min(LOT_AT_MOST, Math.ceil(messages / LOTS));
      return;
    }
    lot.isSpent = true;
  }

  /** @returns whether it wasn't said today */
  async function isNews(person: string, what: string): Promise<boolean> {
    const key = `${what} ${person}`;
    if (told.has(key)) return false;
    const isNew = await reserve(person, `told ${what}`, 1, 1);
    told.add(key);
    return isNew;
  }

  /** Beside the outbox: it is no part of an interview, and said once or not at all. */
  async function refuse({ id, place }: Inbound, person: string, what: string, text: string): Promise<void> {
    if (await isNews(person, what)) await adapterFor(place)?.send(place, { kind: 'say', text }, `${place}/limit/${id}`);
  }

  return {
    async admits(inbound) {
      const person = limitedPerson(inbound);
      if (person === null) return true;
      begin();
      if (isForgetNow(inbound)) return reserve(person, 'forget', 1, FORGETS);
      if (allowed !== null && !allowed.has(person)) {
        await refuse(inbound, person, 'stranger', notAllowedText(languageOf(inbound.locale)));
        return false;
      }
      if (await takesMessage(person)) return true;
      await refuse(
        inbound,
        person,
        'messages',
        limitText('messages', perDay.messages, hours(), languageOf(inbound.locale)),
      );
      return false;
    },
    async letter(inbound) {
      const person = limitedPerson(inbound);
      const { letters } = perDay;
      if (person === null || (await reserve(person, 'letters', 1, letters))) return null;
      return limitText('letters', letters, hours(), languageOf(inbound.locale));
    },
    async file(inbound) {
      const person = limitedPerson(inbound);
      const { said } = inbound;
      if (person === null || said.kind !== 'file') return { inbound, refusal: () => null };
      let refused: Limited | null = (await reserve(person, 'files', 1, FILES)) ? null : 'files';
      // A turn that is tried again downloads once.
      let read: Promise<Uint8Array | null> | null = null;
      const download = async () => {
        const bytes = await said.read();
        if (bytes === null || (await reserve(person, 'bytes', bytes.length, BYTES))) return bytes;
        refused = 'bytes';
        return null;
      };
      const limited = {
        ...said,
        read: () => {
          read ??= refused === null ? download() : Promise.resolve(null);
          return read;
        },
      };
      return {
        inbound: { ...inbound, said: limited },
        refusal: () =>
          refused && limitText(refused, refused === 'files' ? FILES : BYTES, hours(), languageOf(inbound.locale)),
      };
    },
    async modelSpent(inbound) {
      begin();
      const person = personOf(inbound);
      return (await isNews(person, 'model')) ? modelSpentText(hours(), languageOf(inbound.locale)) : null;
    },
  };
}

function personOf({ place, author }: Inbound): string {
  return `${platformOf(place)}:${author}`;
}

/** Null for one without limits. */
function limitedPerson(inbound: Inbound): string | null {
  return platformOf(inbound.place) === 'terminal' ? null : personOf(inbound);
}

function isForgetNow({ said }: Inbound): boolean {
  const command = said.kind === 'text' ? commandIn(said.text) : said.kind === 'command' ? said : null;
  return command?.name.toLowerCase() === 'forget' && command.rest === 'now';
}

/** What a turn counts, once however often it is tried. Each refusal is a sentence, or null. */
export interface Counted {
  readonly inbound: Inbound;
  file(): string | null;
  letter(): Promise<string | null>;
}

/** @param limits null: nothing is counted */
export async function countedIn(inbound: Inbound, limits: PersonLimits | null): Promise<Counted> {
  if (limits === null) return { inbound, file: () => null, letter: () => Promise.resolve(null) };
  const file = await limits.file(inbound);
  let letter: Promise<string | null> | null = null;
  return {
    inbound: file.inbound,
    file: file.refusal,
    letter() {
      letter ??= limits.letter(inbound);
      return letter;
    },
  };
}
