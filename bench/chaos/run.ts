/** Four processes on one PostgreSQL, people on both platforms, and every fault. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from '../../src/adapters/contract.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { openStore } from '../../src/store/database.ts';
import { CRASH_POINTS, type CrashPoint } from '../../src/turn/crash-points.ts';
import { freePort } from '../../test/adapters/telegram/open.ts';
import { balancer, type Mishap } from '../../test/fakes/balancer.ts';
import { fakeDiscord } from '../../test/fakes/discord/server.ts';
import { fails, isBusy, modelServer, says, waits } from '../../test/fakes/model.ts';
import { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import type { Update } from '../../test/fakes/telegram/updates.ts';
import { loadCases } from '../case.ts';
import { Chaos as DiscordChaos } from '../discord/chaos.ts';
import { textsSeen as discordTexts } from '../discord/soak.ts';
import { Walker as DiscordWalker } from '../discord/walker.ts';
import { differenceAtEnd } from '../soak/compare.ts';
import { whatIsMissing } from '../soak/kept.ts';
import { Bot } from '../soak/program.ts';
import { Random } from '../soak/random.ts';
import { learn, type Script, type TextsOf } from '../soak/script.ts';
import { type SoakReport, total } from '../soak/soak.ts';
import { Watch } from '../soak/watch.ts';
import { faultBy } from '../telegram/chaos.ts';
import { showing } from '../telegram/soak.ts';
import { Walker as TelegramWalker, textsSeen as telegramTexts } from '../telegram/walker.ts';
import { Crashing, type Hits } from './crashing.ts';

export interface ChaosOptions {
  readonly seed: number;
  /** Approximate number of turns of all people. */
  readonly events: number;
  /** Share of requests, calls and deliveries that fail. */
  readonly share: number;
  /** Kills at each crash point. */
  readonly kills: number;
  /** Called with a progress line from time to time. */
  print(line: string): void;
  /** Directory of the cases that the people play. */
  readonly cases: string;
  /** URL of an empty PostgreSQL database. */
  readonly databaseUrl: string;
}

export interface ChaosReport extends SoakReport {
  readonly hits: Hits;
}

const SECRET = 'chaos';
/** The answer of the model: unusable, so that each letter costs a call, but is written by the template and is predictable. */
const NO_LETTER = 'No.';
/** Minimum turns of an interview, so that no more cases are loaded than there are people. */
const TURNS_AT_LEAST = 15;
const TURN_POINTS = CRASH_POINTS.filter((point) => !point.startsWith('letter.'));
const LETTER_POINTS = CRASH_POINTS.filter((point) => point.startsWith('letter.'));
/**
 * Milliseconds per person in which everybody starts. A killed process needs seconds to restart, and each process needs
 * time to reach its point: people who start faster only wait.
 */
const ARRIVING_MS = 2_500;
/** More people if a process never reached its point: in total, and at a time. */
const MORE_AT_MOST = 40;
const MORE = 4;
/** Milliseconds between two cuts of Discord's gateway, for each person. */
const CUT_MS = 400;
/** Milliseconds between two repeated Telegram updates that were handled long before. */
const TWICE_MS = 700;
/** Milliseconds for a process to load all its modules. */
const WARM_MS = 5_000;
/** Answers of the model that a kill loses in the mean, at most. If none were stored, it would be all those in progress. */
const LOST_PER_KILL = 2;
/** Maximum age in milliseconds of a repeated update. After two minutes it would count as backlog. */
const REMEMBERED_MS = 60_000;

interface Crowd {
  readonly seed: number;
  readonly random: Random;
  readonly watch: Watch;
  /** Milliseconds in which all of them start. */
  readonly arriving: number;
}

/** Numbers of people; `to` is not included. */
type Range = readonly [from: number, to: number];

/** The result of a person's interview. */
interface Outcome {
  readonly place: Place;
  readonly who: string;
  readonly wrong: string | null;
  readonly said: readonly string[];
  readonly turns: number;
  readonly letters: number;
  readonly script: Script;
}

export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, events, share, kills, cases, databaseUrl } = options;
  const random = new Random(seed);
  const played = (await loadCases(cases)).slice(0, Math.ceil(events / TURNS_AT_LEAST));
  const onTelegram = (await learn(played, telegramTexts)).map((script) => withModel(script, telegramTexts));
  const onDiscord = (await learn(played, discordTexts)).map((script) => withModel(script, discordTexts));
  const people = Math.max(1, Math.round((events * onTelegram.length) / total(onTelegram, ({ steps }) => steps.length)));
  await using telegram = await FakeTelegram.start({ webhookPauses: [0, 200, 500] });
  await using discord = await fakeDiscord({ rate: { limit: 50, windowMs: 1_000 } });
  const ports = [await freePort(), await freePort()];
  const counts: Record<string, number> = {};
  const count = <T>(what: string, value: T): T => {
    counts[what] = (counts[what] ?? 0) + 1;
    return value;
  };
  let isCalm = false;
  const mishap = (): Mishap => {
    if (isCalm || !random.chance(share)) return null;
    const met = (['refused', 'dropped', 'late'] as const)[Math.floor(random.between(0, 3))] ?? 'refused';
    return count(`updates ${met}`, met);
  };
  const model = await modelServer(() => {
    if (!isCalm && random.chance(share))
      return count('calls of the model that met a fault', random.chance(0.5) ? fails(503, 'overloaded') : isBusy(1));
    if (random.chance(0.5)) return says(NO_LETTER);
    return waits(NO_LETTER, sleep(random.between(0, 1_000)), '');
  });
  await using balanced = await balancer(ports, mishap);
  const settings = {
    DATABASE_URL: databaseUrl,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API: telegram.url,
    TELEGRAM_WEBHOOK_URL: balanced.url,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    DISCORD_TOKEN: discord.token,
    DISCORD_API: discord.api,
    FOREWORD_GATHERING_MS: '500',
    // Each process reserves a few of a person's daily messages, which hundreds of kills would use up.
    FOREWORD_MESSAGES_PER_DAY: '10000',
  };
  const none = () => Object.fromEntries(CRASH_POINTS.map((point) => [point, 0])) as Hits;
  const [hits, aimed] = [none(), none()];
  const start = (env: Record<string, string>, points: readonly CrashPoint[], passes: number) =>
    new Crashing({ env: { ...settings, ...env }, points, passes, kills, hits, aimed, random });
  const roles = {
    replicas: ports.map((port) => ({ FOREWORD_ROLES: 'telegram', PORT: String(port) })),
    gateway: { FOREWORD_ROLES: 'discord' },
    letters: { FOREWORD_ROLES: 'letters', FOREWORD_MODEL: 'fake', OPENAI_BASE_URL: model.baseUrl },
  };
  // The compile cache is written when a process exits normally, which a killed process doesn't.
  for (const env of [roles.replicas[0], roles.gateway, roles.letters]) {
    const bot = new Bot({ ...settings, ...env });
    bot.start();
    await sleep(WARM_MS);
    await bot.end('SIGTERM');
  }
  const replicas = roles.replicas.map((env) => start(env, TURN_POINTS, 30));
  const gateway = start(roles.gateway, TURN_POINTS, 40);
  const all = [...replicas, gateway, start(roles.letters, LETTER_POINTS, 2)];
  const began = Date.now();
  try {
    while (discord.world.commands.length === 0 || telegram.world.webhook.url === null) await sleep(20);
    const discordChaos = new DiscordChaos({
      fake: discord,
      bot: gateway.bot,
      random,
      share,
      // After most cuts the bot reads the history of everybody, which takes time.
      cutEvery: Math.max(5_000, CUT_MS * people),
      // Only the crash points kill it.
      killEvery: 1_000_000_000,
    });
    discordChaos.begin();
    telegram.faults.random = () =>
      random.chance(share) ? count('calls of Telegram that met a fault', faultBy(random)) : null;
    const again = repeat(telegram, random, () => count('updates once more, late', undefined));
    const told = () => Object.entries(hits).map(([point, hit]) => `${point} ${hit}`);
    using watch = new Watch(options.print, () => `kills: ${told().join(', ')}`);
    const walked = (from: number, to: number) => {
      const crowd = { seed, random, watch, arriving: ARRIVING_MS * (to - from) };
      const half = (number: number, round: (value: number) => number) => round(number / 2);
      return Promise.all([
        ...walkTelegram(telegram, onTelegram, [half(from, Math.ceil), half(to, Math.ceil)], crowd),
        ...walkDiscord(discord, onDiscord, [half(from, Math.floor), half(to, Math.floor)], crowd, discordChaos),
      ]);
    };
    const outcomes = await walked(0, people);
    // A person who waited in vain has ended the watch, so more people would not help.
    const isShort = () =>
      outcomes.every(({ wrong }) => wrong === null) && Object.values(hits).some((hit) => hit < kills);
    for (let more = 0; isShort() && more < MORE_AT_MOST; more += MORE)
      outcomes.push(...(await walked(people + more, people + more + MORE)));
    isCalm = true;
    clearInterval(again);
    telegram.faults.random = () => null;
    discordChaos.calm();
    await Promise.all(all.map((each) => each.calm()));
    // Late duplicates have arrived by now.
    await settled(telegram, discord);
    await Promise.all(all.map(({ bot }) => bot.end('SIGTERM')));
    const missing = await whatIsMissing({ url: databaseUrl }, outcomes);
    const wrong = outcomes.flatMap(({ who, script, wrong: what }) =>
      what ? [`${who} (${script.name}): ${what}`] : [],
    );
    const doubled = await lettersThatDiffer(databaseUrl, outcomes);
    const letterKills = total(LETTER_POINTS, (point) => hits[point]);
    const letters = total(outcomes, ({ script }) => script.letters);
    const failed = counts['calls of the model that met a fault'] ?? 0;
    // A kill cuts calls of several letters, which are repeated.
    const paid = model.calls - failed - model.cut;
    // A kill loses the answers that weren't stored yet, of several letters at once. A stored answer is never paid twice.
    if (paid > letters + LOST_PER_KILL * letterKills)
      doubled.push(`${paid} calls of the model for ${letters} letters, ${letterKills} kills`);
    const logs = wrong.length > 0 ? all.map(({ bot }) => bot.log.slice(-1_000)) : [];
    return {
      turns: total(outcomes, ({ turns }) => turns),
      letters: total(outcomes, ({ letters }) => letters),
      requests: discord.ledger.entries.length + telegram.calls.length,
      messages: telegram.called('sendMessage').length + total(outcomes, ({ said }) => said.length),
      starts: total(all, ({ bot }) => bot.starts),
      seconds: (Date.now() - began) / 1000,
      counts: {
        ...counts,
        'answers of the model': paid,
        'calls of the model that a kill cut': model.cut,
        ...discordChaos.counts,
      },
      wrong: [...wrong, ...missing, ...doubled, ...all.flatMap((each) => each.wrong), ...logs],
      unimplemented: [...discord.ledger.unimplemented, ...telegram.unknown],
      hits,
    };
  } finally {
    await model[Symbol.asyncDispose]();
    await Promise.all(all.map(({ bot }) => bot.end('SIGKILL')));
  }
}

/** The script for this model: the remark that it failed, instead of the one that there is no model. */
function withModel(script: Script, textsOf: TextsOf): Script {
  const say = wordsOf('said', 'en');
  const note = textsOf(say('model-unable')).map((text) => ({ text: text.trim(), kind: 'say' }) as const);
  const steps = script.steps.map(({ act, sights }) => {
    const others = sights.filter(({ text }) => text !== say('without-model'));
    const letter = others.findIndex(({ kind }) => kind === 'letter');
    return { act, sights: letter < 0 ? others : others.toSpliced(letter, 0, ...note) };
  });
  return { ...script, steps };
}

/** Repeats updates that were handled a while ago: duplicates, out of order. */
function repeat(telegram: FakeTelegram, random: Random, onRepeat: () => void): NodeJS.Timeout {
  const past = new Map<Update, number>();
  const bring = telegram.updates.onUpdate;
  telegram.updates.onUpdate = () => {
    for (const update of telegram.updates.pending) if (!past.has(update)) past.set(update, Date.now());
    bring();
  };
  return setInterval(() => {
    for (const [update, at] of past) if (Date.now() - at > REMEMBERED_MS) past.delete(update);
    const update = [...past.keys()][Math.floor(random.between(0, past.size))];
    if (!update || telegram.updates.pending.includes(update)) return;
    onRepeat();
    void telegram.world.webhook.attempt(update);
  }, TWICE_MS);
}

function walkTelegram(
  fake: FakeTelegram,
  scripts: readonly Script[],
  range: Range,
  { seed, random, watch, arriving }: Crowd,
): Promise<Outcome>[] {
  const shownTo = showing(fake);
  return numbersIn(range).map(async (at): Promise<Outcome> => {
    const person = fake.person(5_000_000_000 + at);
    const script = scripts[at % scripts.length];
    if (!script) throw new Error('there are no cases');
    await sleep(random.between(0, arriving));
    // Lines of a paste would be separate requests, seconds apart, and so not one answer.
    const walker = new TelegramWalker(
      person,
      script,
      new Random(seed + at),
      () => shownTo(person.id),
      null,
      watch.still,
    );
    const who = `telegram ${at}`;
    watch.begin(who, walker);
    await walker.walk();
    watch.end(who);
    const { misplaced, different, wrong, ...rest } = walker.report();
    const what = wrong ?? differenceAtEnd(misplaced, different);
    return { ...rest, script, place: `telegram:${person.id}`, who, wrong: what };
  });
}

function walkDiscord(
  fake: Awaited<ReturnType<typeof fakeDiscord>>,
  scripts: readonly Script[],
  range: Range,
  { seed, random, watch, arriving }: Crowd,
  { sparing }: DiscordChaos,
): Promise<Outcome>[] {
  return numbersIn(range).map(async (at): Promise<Outcome> => {
    const person = fake.person(`person ${at}`);
    const script = scripts[at % scripts.length];
    if (!script) throw new Error('there are no cases');
    await sleep(random.between(0, arriving));
    const walker = new DiscordWalker(person, script, new Random(seed + at), sparing, watch.still);
    const who = `discord ${at}`;
    watch.begin(who, walker);
    await walker.walk();
    watch.end(who);
    const { misplaced, different, wrong, ...rest } = walker.report();
    const what = wrong ?? differenceAtEnd(misplaced, different);
    return { ...rest, script, place: `discord:${person.direct.id}`, who, wrong: what };
  });
}

function numbersIn([from, to]: Range): readonly number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/** Resolves when all messages are handled and the bots make no more calls. */
async function settled(telegram: FakeTelegram, discord: Awaited<ReturnType<typeof fakeDiscord>>): Promise<void> {
  const calls = () => telegram.calls.length + discord.ledger.entries.length;
  for (let last = -1; last !== calls() || discord.gateway.listeners === 0; await sleep(10_000)) {
    last = calls();
    while (telegram.updates.pending.length > 0) await sleep(100);
  }
}

/** Letters that were written twice or never. */
async function lettersThatDiffer(url: string, outcomes: readonly Outcome[]): Promise<string[]> {
  const opened = await openStore({ url });
  if ('failure' in opened) return [opened.failure];
  const { store } = opened;
  const wrong: string[] = [];
  for (const { place, script } of outcomes) {
    const count = (await store.letters(place)).length;
    if (count !== script.letters) wrong.push(`${place}: ${count} letters in place of ${script.letters}`);
  }
  await store.close();
  return wrong;
}
