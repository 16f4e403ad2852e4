/**
 * Who may use the bots, and how much per day. Usage is reserved in the store, which all processes share; messages are
 * reserved in lots, so that most of them, and a flood, cost no query. Terminals have no limits.
 */
import { commandIn } from '../adapters/command.ts';
import { type Inbound, platformOf } from '../adapters/contract.ts';
import { languageOf } from '../machine/language.ts';
import { memoizeAsync } from '../memoize.ts';
import { isOrder } from '../prompts/catalogues.ts';
import { type Limited, limitText, modelSpentText, notAllowedText } from '../prompts/refusals.ts';
import { dayOf } from '../store/usage.ts';
import { DAY_MS, type LimitSettings, type TurnDependencies } from './dependencies.ts';

interface LimitParts extends Pick<TurnDependencies, 'store' | 'adapterFor' | 'now'> {
  readonly settings: LimitSettings;
}

const FILES = 40;
const BYTES = 200 * 1024 * 1024;
/** `/forget now` ignores the other limits. This one only stops a flood. */
const FORGETS = 20;
/**
 * Minimum lots per day, and maximum messages per lot: a process that dies loses its lot. The first lot is one message,
 * so that a crash loop doesn't use up the day.
 */
const LOTS = 20;
const LOT_AT_MOST = 5;
const HOUR_MS = 3_600_000;

export function createLimits({ store, settings, adapterFor, now }: LimitParts) {
  const { perDay } = settings;
  const allowed = settings.allowed && new Set(settings.allowed);
  /** Messages that this process has reserved today and not used yet, by person. */
  const left = new Map<string, number>();
  const spent = new Set<string>();
  /** Notices that this process knows were sent today. */
  const told = new Set<string>();
  let today = '';

  const hours = () => Math.ceil((DAY_MS - (now().getTime() % DAY_MS)) / HOUR_MS);

  function reserve(person: string, what: string, amount: number, limit: number): Promise<boolean> {
    return store.reserve({ day: today, what, person, amount }, limit);
  }

  /** Clears the caches on a new day. */
  function begin(): void {
    const day = dayOf(now());
    if (day === today) return;
    today = day;
    left.clear();
    spent.clear();
    told.clear();
  }

  /** Uses one reserved message. @returns false if there is none */
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
    // If less than a lot is left, try a single message.
    for (const amount of new Set([lot, 1])) {
      if (!(await reserve(person, 'messages', amount, messages))) continue;
      left.set(person, (left.get(person) ?? 0) + amount);
      return take(person);
    }
    spent.add(person);
    return take(person);
  }

  /** @returns whether the notice wasn't sent today */
  async function isNews(person: string, what: string): Promise<boolean> {
    const key = `${what} ${person}`;
    if (told.has(key)) return false;
    const isNew = await reserve(person, `told ${what}`, 1, 1);
    told.add(key);
    return isNew;
  }

  /** Bypasses the outbox: a refusal is no part of the interview, and is sent at most once. */
  async function refuse({ id, place }: Inbound, person: string, what: string, text: string): Promise<void> {
    if (await isNews(person, what)) await adapterFor(place)?.send(place, { kind: 'say', text }, `${place}/limit/${id}`);
  }

  return {
    /** @returns whether the event is allowed. If not, the person is told once a day. */
    async admits(inbound: Inbound): Promise<boolean> {
      const person = limitedPerson(inbound);
      if (person === null) return true;
      begin();
      // Each deletes a message that was counted.
      if (inbound.said.kind === 'deleted') return allowed === null || allowed.has(person);
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
    /** Counts letters, files and bytes when they are requested. */
    counted(inbound: Inbound): Counted {
      const person = limitedPerson(inbound);
      if (person === null) return { inbound };
      const { said } = inbound;
      const say = (what: Limited, limit: number) => limitText(what, limit, hours(), languageOf(inbound.locale));
      const { letters } = perDay;
      const letter = memoizeAsync(async () =>
        (await reserve(person, 'letters', 1, letters)) ? null : say('letters', letters),
      );
      if (said.kind !== 'file') return { inbound, letter };
      let refusal: string | null = null;
      const read = memoizeAsync(async () => {
        if (await reserve(person, 'files', 1, FILES)) {
          const bytes = await said.read();
          if (bytes === null || (await reserve(person, 'bytes', bytes.length, BYTES))) return bytes;
          refusal = say('bytes', BYTES);
        } else refusal = say('files', FILES);
        return null;
      });
      return { inbound: { ...inbound, said: { ...said, read } }, file: () => refusal, letter };
    },
    /** @returns the notice that the operator's budget is used up; null if it was sent today */
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

/** Returns null for a person without limits. */
function limitedPerson(inbound: Inbound): string | null {
  return platformOf(inbound.place) === 'terminal' ? null : personOf(inbound);
}

function isForgetNow({ said }: Inbound): boolean {
  const command = said.kind === 'text' ? commandIn(said.text) : said.kind === 'command' ? said : null;
  return command?.name.toLowerCase() === 'forget' && isOrder('now', command.rest);
}

/** Usage counters of a turn, which count once even if it is retried. They return a refusal, or null; absent: no limit. */
export interface Counted {
  readonly inbound: Inbound;
  /** Call it after the turn has read its file. */
  file?(): string | null;
  letter?(): Promise<string | null>;
}
