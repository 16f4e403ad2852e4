/** Reminders of the real program: across kills and restarts, and with several processes on one PostgreSQL. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Adapter, Outbound, Place } from '../../src/adapters/contract.ts';
import { templateWriter } from '../../src/letter/writer.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { openStore } from '../../src/store/database.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { startServer } from '../store/postgres.ts';
import { opened, turn } from '../store/turns.ts';
import { LOOK_MS, PATIENCE_MS } from './chat.ts';
import { dataDirectory } from './program.ts';

const POLLING = { timeout: PATIENCE_MS, interval: LOOK_MS };
const REMINDER = 'You asked me to remind you.';
const DAY = 86_400_000;

test('a reminder survives kill -9, and is sent once', async () => {
  await using directory = await dataDirectory();
  await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: fake.token, DISCORD_API: fake.api };
  const sam = fake.person('sam');
  const last = () => sam.sees().at(-1)?.text ?? '';
  const all = () =>
    sam
      .sees()
      .map(({ text }) => text)
      .filter((text) => text.startsWith(REMINDER));
  const start = async () => {
    const bot = new BotProcess({ token: '', url: fake.origin }, directory.path, settings);
    await expect.poll(() => fake.gateway.listeners, POLLING).toBe(1);
    return bot;
  };
  const kill = async (bot: BotProcess) => {
    bot.kill();
    await bot.ended();
    await expect.poll(() => fake.gateway.listeners, POLLING).toBe(0);
  };
  let bot = await start();
  sam.say('hello');
  await expect.poll(last, POLLING).toContain('Do you have the job post?');
  sam.say('/remind');
  await expect.poll(last, POLLING).toContain('When should I remind you?');
  sam.press('Tomorrow');
  await expect.poll(() => sam.sees().map(({ text }) => text), POLLING).toContainEqual(expect.stringContaining('once'));
  await kill(bot);

  // Instead of waiting a day: due shortly after the next process starts.
  const place: Place = `discord:${sam.direct.id}`;
  const store = opened(await openStore({ directory: join(directory.path, 'data') }));
  const { kept, remindAt } = await store.before(place, 'none');
  if (!kept || !remindAt) throw new Error('nothing was kept');
  expect(Math.abs(remindAt.getTime() - Date.now() - DAY)).toBeLessThan(PATIENCE_MS);
  const { saved, version } = kept;
  await store.commit(turn(place, { expected: version, saved, remindAt: new Date(Date.now() + 3_000) }));
  await store.close();

  bot = await start();
  await expect.poll(all, POLLING).toEqual([`${REMINDER} We have only begun; the role is next.`]);
  await kill(bot);
  bot = await start();
  // The question after it, which the kill may have prevented.
  await expect.poll(last, POLLING).toContain('Do you have the job post?');
  sam.say('skip');
  await expect.poll(last, POLLING).toContain('Which position, at which company?');
  expect(all()).toHaveLength(1);
  expect(await bot.stop()).toBe(0);
});

test('one of several processes on one PostgreSQL sends each reminder', async () => {
  await using server = await startServer();
  const { where } = await server.database();
  const stores = await Promise.all([1, 2, 3].map(async () => opened(await openStore(where))));
  const sent: string[] = [];
  const faults: unknown[] = [];
  const adapter: Adapter = {
    name: 'telegram',
    start: () => Promise.resolve(),
    send: (place: Place, message: Outbound) => {
      if (message.kind === 'say' && message.text.startsWith(REMINDER)) sent.push(place);
      return Promise.resolve({ outcome: 'sent', platformId: '1' });
    },
    stop: () => Promise.resolve(),
  };
  const processes = stores.map((store) =>
    createInterviewer({
      store,
      reader: guidedReader,
      writer: templateWriter,
      adapterFor: (place) => (place.startsWith('telegram:') ? adapter : undefined),
      now: () => new Date(),
      onFault: (error) => faults.push(error),
    }),
  );
  const places = Array.from({ length: 12 }, (_, at): Place => `telegram:${at}`);
  for (const place of places) {
    const events = ['/start', '/remind', 'Tomorrow'];
    for (const [at, text] of events.entries())
      await processes[0]?.receive({
        id: `${at}`,
        place,
        author: 'x',
        at: new Date(),
        said: { kind: 'text', text },
      });
  }
  expect(await stores[1]?.reminders(['telegram'])).toHaveLength(places.length);
  // Instead of waiting a day: all processes wait for the same time.
  const remindAt = new Date(Date.now() + 3_000);
  for (const place of places) {
    const { kept } = (await stores[0]?.before(place, 'none')) ?? {};
    if (!kept) throw new Error('nothing was kept');
    await stores[0]?.commit(turn(place, { expected: kept.version, saved: kept.saved, remindAt }));
  }
  await Promise.all(processes.map((one) => one.resume()));
  expect(sent).toEqual([]);
  await expect.poll(() => sent.length, POLLING).toBeGreaterThanOrEqual(places.length);
  for (const one of processes) await one.stop();
  expect(sent.toSorted()).toEqual(places.toSorted());
  expect(await stores[2]?.reminders(['telegram'])).toEqual([]);
  expect(faults).toEqual([]);
  for (const store of stores) await store.close();
});
