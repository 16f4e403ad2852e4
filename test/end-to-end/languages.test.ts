/** Whole interviews in each language other than English, from the greeting to the PDF, on every platform. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Answer, LineIn } from '../../bench/lines.ts';
import type { Program } from '../../bench/protocol.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { dayText } from '../../src/prompts/letter-texts.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { type FakeDiscord, fakeDiscord } from '../fakes/discord/server.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { type Chatter, follow, onDiscord, onTelegram, POLLING, plain } from './chat.ts';
import {
  englishIn,
  FRENCH,
  FRENCH_LETTER,
  GERMAN,
  GERMAN_LETTER,
  PORTUGUESE,
  PORTUGUESE_LETTER,
  SPANISH,
  SPANISH_LETTER,
} from './languages.ts';
import { dataDirectory, run, speaking } from './program.ts';
import { askIn, lettersIn, type Walked, walkWith } from './walk.ts';

const CASES = [
  {
    language: 'de',
    answers: GERMAN,
    letter: GERMAN_LETTER,
    file: 'anschreiben-harbour-grid.pdf',
    said: ['überspringen', 'fertig'],
  },
  {
    language: 'es',
    answers: SPANISH,
    letter: SPANISH_LETTER,
    file: 'carta-de-presentacion-harbour-grid.pdf',
    said: ['saltar', 'listo'],
  },
  {
    language: 'pt',
    answers: PORTUGUESE,
    letter: PORTUGUESE_LETTER,
    file: 'carta-de-apresentacao-banco-aurora.pdf',
    said: ['pular', 'pronto'],
  },
  {
    language: 'fr',
    answers: FRENCH,
    letter: FRENCH_LETTER,
    file: 'lettre-de-motivation-harbour-grid.pdf',
    said: ['passer', 'fini'],
  },
] as const;

const dated = (letter: string, language: string) => letter.replace('DATE', dayText(new Date(), language));

/** The text of an answer that a person sees. */
function shown(answer: Answer): string {
  if (answer.type === 'ask') return [answer.text, ...answer.choices.map(({ label }) => label)].join('\n');
  return answer.type === 'say' || answer.type === 'noted' ? answer.text : '';
}

/** One program for the terminal and one for both platforms, shared by all languages. */
const parts = new AsyncDisposableStack();
let program: Program;
let telegram: FakeTelegram;
let discord: FakeDiscord;
let bot: BotProcess;
beforeAll(async () => {
  program = parts.use(await speaking(parts.use(await dataDirectory())));
  telegram = parts.use(await FakeTelegram.start());
  discord = parts.use(await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } }));
  const { path } = parts.use(await dataDirectory());
  bot = parts.use(new BotProcess(telegram, path, { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api }));
  await vi.waitUntil(() => discord.world.commands.length > 0, POLLING);
});
afterAll(async () => {
  const code = await bot.stop();
  await parts.disposeAsync();
  expect(code).toBe(0);
});

describe.each(CASES)('interview in $language', ({ language, answers, letter: due, file: name, said }) => {
  const place = `terminal:${language}` as const;
  let walked: Walked;
  const start: LineIn = { type: 'command', name: 'language', rest: language, event: 'walk-0' };
  const letter = dated(due, language);
  beforeAll(async () => {
    walked = await walkWith(program, { place, start, answers });
  });

  test('the letter is as expected, and no message has English words', async () => {
    expect(walked.turns.flatMap(lettersIn).map(({ text }) => text)).toEqual([letter]);
    const say = async (text: string) => walkedOn.push(...(await program.turn({ type: 'text', text, place })));
    const walkedOn: Answer[] = [];
    for (const text of ['/help', '/brief', '/why', '/letters', '/nothing', '?', '/language', '/hide Nordlys Energi'])
      await say(text);
    const all = [...walked.turns.flat(), ...walkedOn].map(shown).join('\n');
    // Names of commands and languages are not translated.
    const text = all.replaceAll(/\/\p{L}+( \w+)*/gu, '').replaceAll(/English|Deutsch|Français|Español|Português/g, '');
    expect(englishIn(text, language, answers)).toEqual([]);
  });

  test('the PDF contains the letter and declares its language', async () => {
    // "Don't hide it", then the letter again.
    for (const id of ['none', 'write']) await program.turn({ type: 'choice', id, place });
    const sent = await program.turn({ type: 'choice', id: 'pdf', place });
    const file = sent.find((answer) => answer.type === 'file');
    expect(file?.name).toBe(name);
    const bytes = await readFile(file?.path ?? '');
    expect(bytes.toString('latin1')).toContain(`/Lang (${language})`);
    const read = await readDocument(bytes);
    expect(read.outcome === 'read' && plain(read.text)).toBe(plain(letter));
  });

  test('the terminal uses the language of the system locale', async () => {
    await using own = await dataDirectory();
    const { out, code } = await run([], `${said[0]}\n${said[1]}\n`, {
      FOREWORD_DATA: own.path,
      LC_ALL: `${language}_XX.UTF-8`,
    });
    expect(code).toBe(0);
    expect(out).toContain(askIn(walked.turns[0] ?? [])?.text ?? '-');
    expect(englishIn(out.replaceAll(/\/\p{L}+|npm run \w+/gu, ''), language, answers)).toEqual([]);
  });

  /** Checks that the letter was sent and no English words, then that the PDF comes. */
  async function expectWhole(seen: readonly string[], person: Chatter): Promise<void> {
    expect(seen).toContain(plain(letter));
    expect(englishIn(seen.join('\n').replaceAll(/\/\p{L}+/gu, ''), language, answers)).toEqual([]);
    person.press('PDF');
    await expect.poll(() => person.seen().filter((text) => text.startsWith('%PDF')).length, POLLING).toBe(1);
  }

  test('Telegram uses the language of the client', async () => {
    const person = telegram.person(42 + CASES.findIndex((each) => each.language === language));
    person.languageCode = language;
    await expectWhole(await follow(walked, onTelegram(person)), onTelegram(person));
  });

  test('Discord uses the locale of the person who starts with /letter', async () => {
    const person = discord.person(language);
    person.locale = { de: 'de', fr: 'fr', es: 'es-ES', pt: 'pt-BR' }[language];
    const chatter = onDiscord(person);
    const begins: Chatter = {
      ...chatter,
      say: (text) => void (text === '/start' ? person.command('letter') : chatter.say(text)),
    };
    await expectWhole(await follow(walked, begins), chatter);
  });
});
