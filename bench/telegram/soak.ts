/** The fake Telegram of a soak, and its people. */
import { setTimeout as sleep } from 'node:timers/promises';
import { chatPlace } from '../../src/adapters/telegram/updates.ts';
import { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import { type SoakPlatform, total } from '../soak/soak.ts';
import { Chaos, type ChaosOptions } from './chaos.ts';
import { textsSeen, Walker } from './walker.ts';

/** Milliseconds after which people check again without a new message. */
const LOOK_MS = 1_000;

export async function telegramSoak(
  people: number,
  options: Pick<ChaosOptions, 'share' | 'killEvery'>,
): Promise<SoakPlatform> {
  const fake = await FakeTelegram.start({ conflictDelay: 300 });
  const persons = Array.from({ length: people }, (_, at) => fake.person(5_000_000_000 + at));
  const shownTo = showing(fake);
  return {
    settings: {
      TELEGRAM_TOKEN: fake.token,
      TELEGRAM_API: fake.url,
      // Short, so that thousands of turns don't take long, but longer than storing a paste of many lines.
      FOREWORD_GATHERING_MS: '500',
    },
    textsOf: textsSeen,
    arriving: 4_000,
    listening: async () => void (await fake.until(() => fake.updates.isHeld, 60_000)),
    faultsOn: (bot, random) => new Chaos({ ...options, fake, bot, random }),
    player(at, script, random, still) {
      const person = persons[at];
      if (!person) throw new Error('the soak has not so many people');
      const { id } = person;
      const together = (say: () => void) => fake.updates.together(say);
      return {
        place: chatPlace(id),
        walker: new Walker(person, script, random, () => shownTo(id), together, still),
        about() {
          const said = person.chat.messages.findLast(({ fromBot }) => !fromBot);
          const last = fake.calls.findLast(({ chat }) => chat === id);
          const isPending = JSON.stringify(fake.updates.pending).includes(`"id":${id}`);
          const updates = isPending ? 'with something unconfirmed' : 'all confirmed';
          return `${id}: said ${said?.id}, ${updates}; saw ${person.seen.at(-1)?.id}; last call ${last?.method} ${last?.outcome}`;
        },
      };
    },
    about: () =>
      `${fake.updates.pending.length} updates unconfirmed, last poll: ${fake.called('getUpdates').at(-1)?.outcome}`,
    settled: () => settled(fake),
    totals: () => ({
      requests: fake.calls.length,
      messages: total(persons, ({ chat }) => chat.messages.length),
      unimplemented: fake.unknown,
    }),
    close: () => fake[Symbol.asyncDispose](),
  };
}

/** @returns a function that resolves when a chat shows something new, or after a while */
export function showing(fake: FakeTelegram): (chat: number) => Promise<void> {
  const awaited = new Map<number, () => void>();
  fake.world.chats.onShown = ({ chat }) => awaited.get(chat)?.();
  return async (chat) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    awaited.set(chat, resolve);
    const timer = setTimeout(resolve, LOOK_MS);
    await promise;
    clearTimeout(timer);
  };
}

/** Resolves when the bot polls, all updates are confirmed, and it makes no other calls. */
async function settled(fake: FakeTelegram): Promise<void> {
  const calls = () => fake.calls.filter(({ method }) => method !== 'getUpdates').length;
  for (let last = -1; last !== calls(); await sleep(2_500)) {
    last = calls();
    await fake.updates.idle();
  }
}
