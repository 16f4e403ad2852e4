/** Written candidates, interviewed in Discord and in the terminal: both come to the same brief and the same letter. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { interview } from '../../../bench/candidate.ts';
import { type Case, loadCases } from '../../../bench/case.ts';
import type { Answer, LineIn } from '../../../bench/lines.ts';
import { type Program, startProgram } from '../../../bench/protocol.ts';
import type { Outbound } from '../../../src/adapters/adapter.ts';
import { letterText } from '../../../src/letter/letter.ts';
import { fakeDiscord } from '../../fakes/discord/server.ts';
import { startBot } from './bot.ts';
import { placeOf, synced } from './open.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const DIRECTORIES = [join(ROOT, '..', 'shared', 'cases'), join(ROOT, 'test', 'fixtures', 'cases')];
const cases = await loadCases(DIRECTORIES.find((each) => existsSync(each)) ?? '');

let terminal: Program;
beforeAll(async () => {
  terminal = await startProgram();
});
afterAll(async () => {
  await terminal.end();
});

test.for(cases.map((played) => ({ played, id: played.id })))('$id', async ({ played }) => {
  const here = await inDiscord(played);
  const there = await inTerminal(played);
  expect(here).toEqual(there);
  expect(here.letter).toMatch(/\w/);
});

/** What an interview came to. Ids of messages differ from run to run: they go by the order in which they were said. */
interface Outcome {
  readonly brief: unknown;
  readonly letter: string | null;
  readonly said: readonly string[];
}

async function inTerminal(played: Case): Promise<Outcome> {
  let messages = 0;
  const turn = (line: LineIn) => terminal.turn(line.type === 'text' ? { ...line, id: `m${++messages}` } : line);
  const { letter, transcript } = await interview({ turn }, played);
  // The terminal says a letter besides giving its data.
  const said = transcript.flatMap((line) =>
    (line.type === 'ask' || line.type === 'say') && line.text !== letter?.text ? line.text : [],
  );
  return { brief: letter?.brief, letter: letter?.text ?? null, said };
}

async function inDiscord(played: Case): Promise<Outcome> {
  await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  await using bot = await startBot(fake);
  const person = fake.person('sam');
  await synced(fake);
  const ids: string[] = [];
  const turn = async (line: LineIn): Promise<Answer[]> => {
    const [turns, sent] = [bot.turns(), bot.out.length];
    if (line.type === 'text') ids.push(person.say(line.text).id);
    else if (line.type === 'command') person.command('letter');
    else if (line.type === 'choice') person.press('Write the letter');
    await bot.untilTurns(turns + 1);
    return bot.out.slice(sent).flatMap(({ message }) => answersOf(message));
  };
  const { letter } = await interview({ turn }, played);
  expect(bot.discord.faults).toEqual([]);

  const seen = person.sees().filter(({ isEphemeral }) => !isEphemeral);
  expect(seen.flatMap(({ markup }) => markup)).toEqual([]);
  const texts = seen.filter(({ files }) => files.length === 0).map(({ text }) => text);
  const [kept] = await bot.store.letters(placeOf(person));
  // Discord trims what it shows; all else of the letter is there, in its messages and in its file.
  const whole = kept ? letterText(kept.letter) : null;
  expect(withoutSpace(texts.join(''))).toContain(withoutSpace(whole ?? ''));
  const [file] = seen.flatMap(({ files }) => files);
  expect(file && withoutSpace(new TextDecoder().decode(file.bytes))).toContain(withoutSpace(whole ?? ''));

  const brief: unknown = JSON.parse(named(JSON.stringify(letter?.brief), ids));
  const said = bot.out.flatMap(({ message }) => ('text' in message && message.kind !== 'letter' ? message.text : []));
  return { brief, letter: letter?.text ?? null, said };
}

function answersOf(message: Outbound): Answer[] {
  const place = 'terminal:discord';
  switch (message.kind) {
    case 'ask':
      return [{ type: 'ask', place, topic: message.topic, text: message.text, choices: [...message.choices] }];
    case 'say':
      return [{ type: 'say', place, text: message.text }];
    case 'file':
      return [{ type: 'file', place, name: message.name, mime: message.mime, path: '' }];
    case 'letter': {
      const { version, text, letter, brief } = message;
      return [{ type: 'letter', place, version, text, letter, brief }];
    }
  }
}

function named(text: string, ids: readonly string[]): string {
  return ids.reduce((done, id, at) => done.replaceAll(id, `m${at + 1}`), text);
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
