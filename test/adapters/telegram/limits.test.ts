/** Telegram's limits on messages and buttons, and texts at these limits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandMenu } from '../../../src/adapters/command.ts';
import type { Ask, Outbound, Place } from '../../../src/adapters/contract.ts';
import { composeQuestion } from '../../../src/adapters/split.ts';
import { buttonData, keyboard, readButton } from '../../../src/adapters/telegram/buttons.ts';
import { TROUBLE } from '../../../src/prompts/telegram-texts.ts';
import { letterOf } from '../survey.ts';
import { begun, interviewBegun, interviewing } from './interviewing.ts';
import { type Opened, open } from './open.ts';

const HERE: Place = 'telegram:42';
const QUESTION: Ask = {
  kind: 'ask',
  question: 'slot',
  slot: 'system.what',
  text: 'What was it?',
  choices: [],
  noted: [],
  mark: 'mark-1',
};
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

async function opened(): Promise<Opened> {
  const telegram = await open();
  telegram.fake.person(42).chat.opened = true;
  return telegram;
}

/** The texts that a Bot API method was called with. */
const texts = ({ fake }: Opened, method: string): string[] =>
  fake.called(method).map(({ params }) => String(params.text));

describe('long texts', () => {
  test.for([4095, 4096, 4097, 8192, 8193, 20_000])(
    'a text of %i units is sent in as few parts as possible',
    async (length) => {
      await using telegram = await opened();
      const text = 'word '
        .repeat(length / 5 + 1)
        .slice(0, length - 1)
        .concat('.');
      expect(await telegram.adapter.send(HERE, { kind: 'say', text }, 'key')).toMatchObject({ outcome: 'sent' });
      const parts = texts(telegram, 'sendMessage');
      expect(parts.join('')).toBe(text);
      expect(parts.every((part) => part.length <= 4096)).toBe(true);
      expect(parts.length).toBeLessThanOrEqual(Math.ceil(length / 4090));
    },
  );

  test(`case 39: the joined parts of any long text are the text (seed ${SEED})`, async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '🙂',
        '👩‍👩‍👧‍👦',
        'e\u0301',
        'שלום',
        '\u202b',
        'ﷺ',
        '<b>',
        '&amp;',
        '*',
        '_',
        '`',
        '[a](b)',
        '\n\n',
        '. ',
        ' ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    const text = fc
      .array(piece, { minLength: 1, maxLength: 80 })
      .map((pieces) => `${'x'.repeat(40)}${pieces.join(' ')}`.repeat(12).replace(/\0/g, ''));
    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        await using telegram = await opened();
        expect(await telegram.adapter.send(HERE, letterOf(said), 'key')).toMatchObject({ outcome: 'sent' });
        expect(texts(telegram, 'sendMessage').join('')).toBe(said);
        const whole = telegram.fake.person(42).seen.map((message) => message.text ?? '');
        expect(whole.every((part) => part.length <= 4096 && part.isWellFormed())).toBe(true);
        expect(whole.join('').replace(/\s/g, '')).toBe(said.replace(/\s/g, ''));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  test('a long message that failed halfway continues after its last sent part', async () => {
    await using telegram = await opened();
    const paragraphs = Array.from({ length: 6 }, (_, index) => `${index}${'y'.repeat(3_000)}`);
    let noted: string | null = null;
    const note = async (left: string) => {
      noted = left;
    };
    const attempt = () => ({ noted, note });
    telegram.fake.faults.plan({ kind: 'reset' }, { method: 'sendMessage', after: 3 });
    const message: Outbound = { kind: 'say', text: paragraphs.join('\n\n') };
    expect(await telegram.adapter.send(HERE, message, 'key', attempt())).toMatchObject({ outcome: 'failed' });
    await expect.poll(() => telegram.adapter.send(HERE, message, 'key', attempt())).toMatchObject({ outcome: 'sent' });
    expect(telegram.fake.person(42).seen.map(({ text }) => text)).toEqual(paragraphs);
  });

  test('a lone surrogate is sent as a replacement character', async () => {
    await using telegram = await opened();
    expect(await telegram.adapter.send(HERE, { kind: 'say', text: 'half \ud83d of it' }, 'key')).toMatchObject({
      outcome: 'sent',
    });
    expect(telegram.fake.person(42).seen[0]?.text).toBe('half \ufffd of it');
  });
});

describe('sent message', () => {
  test('button data fits into 64 bytes and is parsed back, and malformed data is rejected', () => {
    const ids = ['skip', 'kept:3', 'set:latency.now', 'set:contract.constraint+', 'x'.repeat(32)];
    for (const choice of ids) {
      for (const mark of ['', 'zzzzzzz-zzzzzzz', 'm'.repeat(31)]) {
        expect(Buffer.byteLength(buttonData(choice, mark))).toBeLessThanOrEqual(64);
        expect(readButton(buttonData(choice, mark))).toEqual({ choice, mark });
      }
    }
    for (const data of ['', ':', 'skip', 'skip:a b', 'ski p:a', `skip:${'a'.repeat(60)}`, `${'x'.repeat(33)}:a`])
      expect(readButton(data)).toBe(null);
  });

  test('rows of buttons are narrow enough for a phone', () => {
    const choices = ['Shorter', 'Where it comes from', 'Another company', 'Skip', 'Back'].map((label) => ({
      id: 'skip' as const,
      label,
    }));
    const rows = keyboard(choices, 'm')?.inline_keyboard.map((row) => row.map(({ text }) => text));
    expect(rows).toEqual([
      ['Shorter', 'Where it comes from'],
      ['Another company', 'Skip', 'Back'],
    ]);
    expect(keyboard([], 'm')).toBe(undefined);
  });

  test('a long label has its own row, and is cut after a whole word', () => {
    const sentence = 'Lost readings went from 1.2% of all readings in a month to 0.05% by the end of the year.';
    const choices = [
      { id: 'yes', label: 'Good' },
      { id: 'kept:0', label: sentence },
      { id: 'kept:1', label: 'x'.repeat(80) },
      { id: 'skip', label: 'Skip' },
      { id: 'back', label: 'Back' },
    ];
    const rows = keyboard(choices, 'm')?.inline_keyboard.map((row) => row.map(({ text }) => text));
    expect(rows).toEqual([
      ['Good'],
      ['Lost readings went from 1.2% of all readings in a month to…'],
      [`${'x'.repeat(63)}…`],
      ['Skip', 'Back'],
    ]);
  });

  test('25 choices, the noted values and the progress are one message, and the last choice works', async () => {
    await using telegram = await opened();
    const { fake, adapter } = telegram;
    const heard: unknown[] = [];
    await adapter.start(async ({ said }) => void heard.push(said));
    const choices = Array.from({ length: 25 }, (_, at) => ({ id: `kept:${at}`, label: `Sentence ${at} of an answer` }));
    const noted = [{ slot: 'role.company', text: 'Harbour Grid' }];
    const ask = { ...QUESTION, choices, noted, progress: { at: 2, of: 9 } };
    expect(await adapter.send(HERE, ask, 'key')).toMatchObject({ outcome: 'sent' });
    const person = fake.person(42);
    expect(person.seen.map(({ text }) => text)).toEqual([composeQuestion(ask)]);
    expect(person.seen[0]?.text).toBe('Noted: Harbour Grid\n\nWhat was it?\n\n(2 of 9 topics done)');
    person.press('Sentence 24 of an answer');
    await fake.until(() => heard.length === 1);
    expect(heard).toEqual([{ kind: 'choice', choice: 'kept:24', of: 'mark-1' }]);
  });

  test('case 31: text that looks like markup is sent unchanged, without markup and link previews', async () => {
    await using telegram = await opened();
    const { fake, adapter } = telegram;
    const text =
      '@everyone <@123> <b>bold</b> [link](https://evil.example) *_`~|{}.!#+-= https://discord.gg/x tg://user?id=1 &lt;';
    for (const message of [
      { kind: 'say', text } as const,
      { ...QUESTION, text, choices: [{ id: 'skip', label: text.slice(0, 40) }] },
      letterOf(text),
    ])
      expect(await adapter.send(HERE, message, 'key')).toMatchObject({ outcome: 'sent' });
    expect(fake.person(42).seen.map((message) => message.text)).toEqual([text, text, text]);
    const calls = [...fake.called('sendMessage'), ...fake.called('editMessageText')];
    for (const { params } of calls) {
      expect(Object.keys(params)).not.toContain('parse_mode');
      expect(Object.keys(params)).not.toContain('entities');
      expect(params.link_preview_options).toEqual({ is_disabled: true });
    }
  });

  test('a file keeps its name and has no caption', async () => {
    await using telegram = await opened();
    const file = {
      kind: 'file',
      name: 'cover-letter-ÅÄÖ.txt',
      mime: 'text/plain',
      bytes: Buffer.from('text'),
    } as const;
    expect(await telegram.adapter.send(HERE, file, 'key')).toMatchObject({ outcome: 'sent' });
    expect(telegram.fake.person(42).seen).toMatchObject([
      { caption: null, document: { name: 'cover-letter-ÅÄÖ.txt' } },
    ]);
  });

  test('the command menu keeps Telegram’s limits', () => {
    for (const { name, description } of commandMenu()) {
      expect(name).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });

  test('a refused token is named with its setting and the next attempt', () => {
    expect(TROUBLE.denied(5_000)).toMatch(/TELEGRAM_TOKEN.*5 s/);
  });
});

describe('received message', () => {
  test('case 39: unusual texts are turns and get a reply, without a fault', async () => {
    await using telegram = await interviewBegun();
    const { fake, memory, faults, person } = telegram;
    const odd = [
      'a'.repeat(4096),
      '🙂'.repeat(2048),
      'e\u0301'.repeat(2000),
      '\u202eright to left',
      'שלום',
      '...',
      '\u0001\u0002',
    ];
    for (const text of odd) {
      const turns = memory.turns.length;
      const shown = person.seen.length;
      person.say(text);
      await fake.until(() => memory.turns.length > turns && person.seen.length > shown);
    }
    expect(faults).toEqual([]);
  });

  test('case 39: a chat id of 52 bits is kept exactly', async () => {
    await using telegram = await interviewing();
    const person = await begun(telegram.fake, 4_503_599_627_370_495);
    expect(telegram.memory.turns.at(-1)?.place).toBe('telegram:4503599627370495');
    expect(person.seen.length).toBe(2);
  });
});
