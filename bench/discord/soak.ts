/** The fake Discord of a soak, and its people. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CARD_AT_MOST, escapeMarkup, textsOf } from '../../src/adapters/discord/rendering.ts';
import { shown } from '../../test/fakes/discord/markdown.ts';
import { type FakeDiscord, fakeDiscord } from '../../test/fakes/discord/server.ts';
import type { TextsOf } from '../soak/script.ts';
import { type SoakPlatform, total } from '../soak/soak.ts';
import { Chaos, type ChaosOptions } from './chaos.ts';
import { Walker } from './walker.ts';

/** Milliseconds between the starts of two people. */
const ARRIVING_MS = 20;

export async function discordSoak(
  people: number,
  options: Pick<ChaosOptions, 'share' | 'cutEvery' | 'killEvery'>,
): Promise<SoakPlatform> {
  const fake = await fakeDiscord({ rate: { limit: 5, windowMs: 5_000 } });
  const persons = Array.from({ length: people }, (_, at) => fake.person(`person ${at}`));
  let chaos: Chaos | null = null;
  return {
    settings: {
      DISCORD_TOKEN: fake.token,
      DISCORD_API: fake.api,
      // Short, so that thousands of turns don't take long.
      FOREWORD_GATHERING_MS: '50',
    },
    textsOf: textsSeen,
    arriving: ARRIVING_MS * people,
    async listening() {
      while (fake.world.commands.length === 0 || fake.gateway.listeners === 0) await sleep(20);
    },
    faultsOn(bot, random) {
      chaos = new Chaos({ ...options, fake, bot, random });
      return chaos;
    },
    player(at, script, random, still) {
      const person = persons[at];
      if (!person || !chaos) throw new Error('the soak has not begun');
      const { id, messages } = person.direct;
      return {
        place: `discord:${id}`,
        walker: new Walker(person, script, random, chaos.sparing, still),
        about() {
          const said = messages.findLast(({ author }) => !author.bot);
          const seen = messages.findLast(({ author, isDeleted }) => author.bot && !isDeleted);
          const last = fake.ledger.entries.findLast(({ path }) => path.includes(id));
          return `${id}: said ${said?.id}, saw ${seen?.id}; last request ${last?.method} ${last?.route} ${last?.status}`;
        },
      };
    },
    about: () => `${fake.gateway.listeners} processes listen`,
    settled: () => settled(fake),
    totals: () => ({
      requests: fake.ledger.entries.length,
      messages: total(persons, ({ direct }) => direct.messages.length),
      unimplemented: fake.ledger.unimplemented,
    }),
    close: () => fake.close(),
  };
}

/** Resolves when the bot is connected and makes no more requests. */
async function settled(fake: FakeDiscord): Promise<void> {
  for (let last = -1; fake.gateway.listeners === 0 || last !== fake.ledger.entries.length; await sleep(1_500))
    last = fake.ledger.entries.length;
}

/** The parts of a text as a person sees them on Discord. A review, or a question about it, is one part. */
export const textsSeen: TextsOf = (text, question) => {
  const whole = escapeMarkup(text);
  const isCard = question === 'review' || question === 'which';
  const parts = isCard && whole.length <= CARD_AT_MOST ? [whole] : textsOf(text);
  return parts.map((part) => shown(part).text);
};
