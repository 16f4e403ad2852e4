/**
 * Who may use the bots, and how much of them a day. What is counted is reserved in the store, which all processes share;
 * messages in lots, so that most of them cost no query, and a flood none at all. A terminal is its owner's and has no limits.
 */
import { commandIn } from '../adapters/command.ts';
import { type Inbound, platformOf } from '../adapters/contract.ts';
import { languageOf } from '../machine/language.ts';
import { lazily } from '../model/model.ts';
import { type Limited, limitText, modelSpentText, notAllowedText } from '../prompts/refusals.ts';
import { isOrder } from '../prompts/words.ts';
import { dayOf } from '../store/usage.ts';
import type { LimitSettings, Parts } from './parts.ts';

interface LimitParts extends Pick<Parts, 'store' | 'adapterFor' | 'now'> {
  readonly settings: LimitSettings;
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

export function createLimits({ store, settings, adapterFor, now }: LimitParts) {
  const { perDay } = settings;
  const allowed = settings.allowed && new Set(settings.allowed);
  /** What of the messages of a person this process has reserved today, and not yet counted. */
  const left = new Map<string, number>();
  /** Persons for whom nothing more can be reserved today. */
  const spent = new Set<string>();
  /** Who was told what today, as far as this process knows. */
  const told = new Set<string>();
  let today = '';

  const hours = () => Math.ceil((HOUR_MS * 24 - (now().getTime() % (HOUR_MS * 24))) / HOUR_MS);

  function reserve(person: string, what: string, amount: number, limit: number): Promise<boolean> {
    return store.reserve({ day: today, what, person, amount }, limit);
  }

  /** Forgets what was known of yesterday. */
  function begin(): void {
    const day = dayOf(now());
    if (day === today) return;
    today = day;
    left.clear();
    spent.clear();
    told.clear();
  }

  /** Takes one of the reserved messages. */
  function take(person: string): boolean {
    const rest = left.get(person) ?? 0;
    if (rest > 0) left.set(person, rest - 1);
    return rest > 0;
  }

  async function takesMessage(person: string): Promise<boolean> {
    if (take(person)) return true;
    const { messages } = perDay;
    const lot = left.has(person) ? Math.min(LOT_AT_MOST, Math.ceil(messages / LOTS)) : 1;
    if (spent.has(person)) return false;
    // Other processes may have left less than a lot.
    const amounts = lot === 1 ? [1] : [lot, 1];
    for (const amount of amounts) {
      if (!(await reserve(person, 'messages', amount, messages))) continue;
      left.set(person, (left.get(person) ?? 0) + amount);
      return take(person);
    }
    spent.add(person);
    return take(person);
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
    /** @returns whether the event may be taken; where not, that was said once today */
    async admits(inbound: Inbound): Promise<boolean> {
      const person = limitedPerson(inbound);
      if (person === null) return true;
      begin();
      if (isForgetNow(inbound)) return reserve(person, 'forget', 1, FORGETS);
      if (allowed !== null && !allowed.has(person)) {
        await refuse(inbound, person, 'stranger', notAllowedText(languageOf(inbound.locale)));
        return false;
      }
      if (await takesMessage(person)) return true;
      const refusal = limitText('messages', perDay.messages, hours(), languageOf(inbound.locale));
      await refuse(inbound, person, 'messages', refusal);
      return false;
    },
    /** Counts a letter, a file, and its bytes, each once it is asked for. */
    counted(inbound: Inbound): Counted {
      const person = limitedPerson(inbound);
      if (person === null) return uncounted(inbound);
      const { said } = inbound;
      const say = (what: Limited, limit: number) => limitText(what, limit, hours(), languageOf(inbound.locale));
      const { letters } = perDay;
      const letter = lazily(async () =>
        (await reserve(person, 'letters', 1, letters)) ? null : say('letters', letters),
      );
      if (said.kind !== 'file') return { inbound, file: () => null, letter };
      let refusal: string | null = null;
      const read = lazily(async () => {
        if (await reserve(person, 'files', 1, FILES)) {
          const bytes = await said.read();
          if (bytes === null || (await reserve(person, 'bytes', bytes.length, BYTES))) return bytes;
          refusal = say('bytes', BYTES);
        } else refusal = say('files', FILES);
        return null;
      });
      return { inbound: { ...inbound, said: { ...said, read } }, file: () => refusal, letter };
    },
    /** @returns what to say about the operator's budget, which is spent; null where it was said today */
    async modelSpent(inbound: Inbound): Promise<string | null> {
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
  return command?.name.toLowerCase() === 'forget' && isOrder('now', command.rest);
}

/** What a turn counts, once however often it is tried. Each refusal is a sentence, or null. */
export interface Counted {
  readonly inbound: Inbound;
  /** To be asked after the turn has read what it reads. */
  file(): string | null;
  letter(): Promise<string | null>;
}

/** For whoever has no limits. */
export function uncounted(inbound: Inbound): Counted {
  return { inbound, file: () => null, letter: () => Promise.resolve(null) };
}
