/** Voice notes to the real program: in the terminal, on Telegram and on Discord, with a fake transcription server. */
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { transcriptionFailureText } from '../../src/prompts/refusals.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { fails, hangs, hears, type ModelServer, modelServer } from '../fakes/model.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { POLLING } from './chat.ts';
import { dataDirectory, run, speaking } from './program.ts';
import { askIn } from './walk.ts';

const OGG = Buffer.from('OggS, and what was said');
const ROLE = 'Senior Backend Engineer at Harbour Grid';

const settingsFor = ({ baseUrl }: ModelServer) => ({
  FOREWORD_TRANSCRIBING_MODEL: 'whisper-test',
  FOREWORD_TRANSCRIBING_SECONDS: '2',
  OPENAI_BASE_URL: baseUrl,
});

describe('recordings in the terminal', () => {
  test('a recording given by its path can be confirmed after the program was killed', async () => {
    await using server = await modelServer();
    await using directory = await dataDirectory();
    server.transcribe(() => hears(ROLE));
    const path = join(directory.path, 'my memo.m4a');
    await writeFile(path, OGG);
    {
      await using program = await speaking(directory, settingsFor(server));
      await program.turn({ type: 'command', name: 'start', rest: '' });
      await program.turn({ type: 'choice', id: 'skip' });
      const heard = await program.turn({ type: 'file', path, event: 'memo-1' });
      expect(askIn(heard)).toMatchObject({ kind: 'confirm', choices: [{ id: 'yes' }, { id: 'no' }] });
      expect(askIn(heard)?.text).toContain(`I heard:\n\n“${ROLE}”`);
      await program.kill();
    }
    await using program = await speaking(directory, settingsFor(server));
    // Sent again, as the client can't know whether it arrived.
    await program.turn({ type: 'file', path, event: 'memo-1' });
    const answers = await program.turn({ type: 'choice', id: 'yes' });
    expect(answers.filter(({ type }) => type === 'noted')).toMatchObject([
      { slot: 'role.position', text: 'Senior Backend Engineer' },
      { slot: 'role.company', text: 'Harbour Grid' },
    ]);
    expect(askIn(answers)?.slot).toBe('company.choice');
    expect(server.recordings).toMatchObject([{ model: 'whisper-test', name: 'recording.m4a', bytes: OGG }]);
  });

  test('a person types the path of a recording, and the right text instead of the transcription', async () => {
    await using server = await modelServer();
    await using directory = await dataDirectory();
    server.transcribe(() => hears('Senior Back and Engineer'));
    const path = join(directory.path, 'memo.ogg');
    await writeFile(path, OGG);
    const settings = { FOREWORD_DATA: directory.path, ...settingsFor(server) };
    const { code, out, errors } = await run([], ['skip', `'${path}'`, ROLE].join('\n'), settings);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toMatch(/“Senior Back and Engineer”.*\[a\] That's right {2}\[b\] Type it instead/su);
    expect(out).toContain('Noted: Senior Backend Engineer · Harbour Grid');
  });

  test('a recording that is too large, a server that hangs and one without transcription get a sentence each', async () => {
    await using server = await modelServer();
    await using directory = await dataDirectory();
    const path = join(directory.path, 'memo.wav');
    await writeFile(path, OGG);
    await truncate(path, 20 * 1024 * 1024 + 1);
    await using program = await speaking(directory, settingsFor(server));
    const start = await program.turn({ type: 'command', name: 'start', rest: '' });
    const sendsIt = async () => {
      const answers = await program.turn({ type: 'file', path });
      expect(askIn(answers)?.text).toBe(askIn(start)?.text);
      return answers.flatMap((line) => (line.type === 'say' ? [line.text] : []));
    };
    expect(await sendsIt()).toEqual([transcriptionFailureText('not-fetched')]);
    expect(server.calls).toBe(0);
    await truncate(path, 20 * 1024 * 1024);
    server.transcribe(() => hangs());
    expect(await sendsIt()).toEqual([transcriptionFailureText('no-answer')]);
    server.transcribe(() => fails(404, 'not found'));
    expect(await sendsIt()).toEqual([transcriptionFailureText('not-taken')]);
    expect(program.errors).toBe('');
  });
});

describe('recordings on Telegram', () => {
  test('voice notes in a row are one answer, which can be confirmed after the program was killed', async () => {
    await using server = await modelServer();
    await using directory = await dataDirectory();
    await using fake = await FakeTelegram.start();
    const person = fake.person(42);
    const seen = () => person.seen.map(({ text }) => text ?? '');
    const shows = (part: string) => expect.poll(() => seen().at(-1), POLLING).toContain(part);
    const second = Promise.withResolvers<void>();
    server.transcribe(async ({ number }) => {
      if (number === 1) await second.promise;
      return hears(number === 1 ? 'Senior Backend Engineer' : 'at Harbour Grid');
    });
    {
      await using program = new BotProcess(fake, directory.path, settingsFor(server));
      person.say('/start');
      await shows('job post?');
      person.press('Skip');
      await shows('at which company?');
      person.attach({ name: '', bytes: OGG, mime: 'audio/ogg' }, { as: 'voice', seconds: 4 });
      await expect.poll(() => server.recordings.length, POLLING).toBe(1);
      person.attach({ name: 'memo.mp3', bytes: OGG, mime: 'audio/mpeg' }, { as: 'audio', seconds: 600 });
      second.resolve();
      await shows('“Senior Backend Engineer\nat Harbour Grid”');
      person.attach({ name: '', bytes: OGG, mime: 'audio/ogg' }, { as: 'voice', seconds: 601 });
      await expect.poll(seen, POLLING).toContain(transcriptionFailureText('too-long'));
      await shows('I heard:');
      program.kill();
      await program.ended();
    }
    expect(server.recordings.map(({ name }) => name)).toEqual(['recording.ogg', 'recording.mp3']);
    await using program = new BotProcess(fake, directory.path, settingsFor(server));
    await expect.poll(() => program.printed, POLLING).toContain('connected');
    person.press("That's right");
    await shows('Noted: Senior Backend Engineer · Harbour Grid');
    expect(server.calls).toBe(2);
    expect(fake.unknown).toEqual([]);
    expect(await program.stop()).toBe(0);
  });

  test('without a transcribing model a voice note is declined, and its caption is the answer', async () => {
    await using directory = await dataDirectory();
    await using fake = await FakeTelegram.start();
    const person = fake.person(42);
    const seen = () => person.seen.map(({ text }) => text ?? '');
    await using program = new BotProcess(fake, directory.path);
    person.say('/start');
    await expect.poll(() => seen().at(-1), POLLING).toContain('job post?');
    person.press('Skip');
    await expect.poll(() => seen().at(-1), POLLING).toContain('at which company?');
    person.attach({ name: '', bytes: OGG }, { as: 'voice', caption: ROLE });
    await expect.poll(() => seen().join('\n'), POLLING).toContain('Noted: Senior Backend Engineer · Harbour Grid');
    await expect.poll(seen, POLLING).toContain(transcriptionFailureText('no-model'));
    expect(await program.stop()).toBe(0);
  });

  test('the bot asks whose words a forwarded voice note has', async () => {
    await using server = await modelServer();
    await using directory = await dataDirectory();
    await using fake = await FakeTelegram.start();
    server.transcribe(() => hears('We need someone for the payments team.'));
    const person = fake.person(42);
    await using program = new BotProcess(fake, directory.path, settingsFor(server));
    person.say('/start');
    await expect.poll(() => person.seen.at(-1)?.text, POLLING).toContain('job post?');
    person.attach({ name: '', bytes: OGG }, { as: 'voice', forwardedFrom: 43 });
    await expect.poll(() => person.seen.at(-1)?.text, POLLING).toContain('are these your own words?');
    expect(await program.stop()).toBe(0);
  });
});

test('a Discord voice message is transcribed and can be corrected; a long one and a failure are reported', async () => {
  await using server = await modelServer();
  await using directory = await dataDirectory();
  await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: fake.token, DISCORD_API: fake.api, ...settingsFor(server) };
  await using program = new BotProcess({ token: '', url: fake.origin }, directory.path, settings);
  await expect.poll(() => fake.gateway.listeners, POLLING).toBe(1);
  const sam = fake.person('sam');
  const seen = () => sam.sees().map(({ text }) => text);
  const shows = (part: string) => expect.poll(() => seen().at(-1), POLLING).toContain(part);
  sam.say('hello');
  await shows('job post?');
  sam.press('Skip');
  await shows('at which company?');
  sam.speak(OGG, 600.5);
  await expect.poll(seen, POLLING).toContain(transcriptionFailureText('too-long'));
  expect(server.calls).toBe(0);
  server.transcribe(() => fails(500, 'broken'));
  sam.speak(OGG, 12.25);
  await expect.poll(seen, POLLING).toContain(transcriptionFailureText('no-answer'));
  server.transcribe(() => hears('Senior Back and Engineer at Harbour Grit'));
  sam.speak(OGG, 12.25);
  await shows('I heard:');
  sam.say(ROLE);
  await shows('Noted: Senior Backend Engineer · Harbour Grid');
  server.transcribe(() => hears('On your blog you explain that you replay every reading.'));
  sam.attach('memo.mp3', OGG, { mime: 'audio/mpeg' });
  await shows('I heard:');
  sam.press("That's right");
  await shows('from your own experience?');
  expect(seen().join('\n')).not.toMatch(/went wrong/);
  expect(await program.stop()).toBe(0);
});
