/** The real program at a pipe: a whole interview, its start, and bad input. */
import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, LineIn, Noted } from '../../bench/lines.ts';
import type { Program } from '../../bench/protocol.ts';
import { TOPICS } from '../../src/machine/slots.ts';
import { type Directory, dataDirectory, run, STACK, speaking, turnsIn } from './program.ts';
import { askIn, lettersIn, START, type Walked, walk, walkWith } from './walk.ts';

const jsonl = (lines: readonly (LineIn | string)[]) =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
const notedIn = (answers: readonly Answer[]) => answers.filter((line): line is Noted => line.type === 'noted');

describe('whole interview', () => {
  let directory: Directory;
  let program: Program;
  let walked: Walked;
  beforeAll(async () => {
    directory = await dataDirectory();
    program = await speaking(directory);
    walked = await walkWith(program);
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  test('the interview asks for every topic in order, and notes answers and figures under their slots', () => {
    const topics = walked.turns.map((answers) => askIn(answers)?.topic ?? '');
    const order = [...new Set(topics)];
    expect(TOPICS.filter((topic) => !order.includes(topic))).toEqual([]);
    const told = [
      'role',
      'company',
      'system',
      'reliability',
      'latency',
      'throughput',
      'contract',
      'background',
      'closing',
    ];
    expect(order.filter((topic) => told.includes(topic))).toEqual(told);
    expect(order.slice(-2)).toEqual(['review', 'letter']);
    const noted = walked.turns.flatMap(notedIn);
    expect(Object.fromEntries(noted.map(({ slot, text }) => [slot, text]))).toMatchObject({
      'role.position': 'Senior Backend Engineer',
      'role.company': 'Harbour Grid',
      'system.employer': 'Voltwerk',
      'contact.email': 'jo@example.com',
      'role.addressee': 'Mira Solberg',
    });
    const figures = noted.flatMap(({ figure }) => figure ?? []);
    expect(figures).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ topic: 'reliability', before: { value: 1.2, unit: '%' } }),
        expect.objectContaining({ topic: 'latency', percentile: 'p99', after: { value: 4, unit: 's' } }),
        expect.objectContaining({
          topic: 'throughput',
          after: { value: 9_500, unit: 'readings', per: 'second' },
        }),
      ]),
    );
  });

  test('the interview asks no slot twice, and one question at a time', () => {
    const slots = walked.turns.flatMap((answers) => {
      const asks = answers.filter(({ type }) => type === 'ask');
      expect(asks).toHaveLength(1);
      return askIn(answers)?.slot ?? [];
    });
    expect(slots.length).toBe(new Set(slots).size);
    expect(walked.lines.length).toBeLessThanOrEqual(32);
  });

  test('the interview ends with one letter, whose file has the same text and is private', async () => {
    const last = walked.turns.at(-1) ?? [];
    const [letter, ...more] = walked.turns.flatMap(lettersIn);
    expect(more).toEqual([]);
    expect(letter?.version).toBe(1);
    expect(letter?.text).toMatch(
      /^Jo Lind · jo@example.com · Malmö\n.*\n\nApplication: .*, Harbour Grid\n\nDear Mira Solberg,\n\n/,
    );
    expect(letter?.text).toContain('9,500 readings per second');
    expect(letter?.text).not.toMatch(STACK);
    expect(last.filter((line) => line.type === 'say').map(({ text }) => text)).toContain(letter?.text);
    const file = last.find((line) => line.type === 'file');
    expect(file?.name).toBe('cover-letter-harbour-grid.txt');
    expect(await readFile(file?.path ?? '', 'utf8')).toBe(`${letter?.text}\n`);
    expect((await stat(file?.path ?? '')).mode & 0o077).toBe(0);
  });

  test('interviews in several places at once lead to the same letters', async () => {
    const letters = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => {
        const { turns } = await walkWith(program, { place: `terminal:${name}` });
        return turns.flatMap(lettersIn).map(({ text }) => text);
      }),
    );
    for (const each of letters) expect(each).toEqual(walked.turns.flatMap(lettersIn).map(({ text }) => text));
  });

  test('the program prints nothing unasked, logs nothing, and ends with the input', async () => {
    expect(program.strays).toEqual([]);
    expect(await program.end()).toEqual({ code: 0, signal: null });
    expect(program.fault?.message).toMatch(/exited with code 0/);
    expect(program.errors).toBe('');
  });

  test('lines that are sent at once get the same answers, with one ready each', async () => {
    await using other = await dataDirectory();
    const { code, out, errors } = await run(['--jsonl'], jsonl(walked.lines), { FOREWORD_DATA: other.path });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const [opening, ...turns] = turnsIn(out);
    expect(opening).toEqual([]);
    expect(turns.map(shapeOf)).toEqual(walked.turns.map(shapeOf));
  });

  test('labels typed into a pipe lead to the letter and its file', async () => {
    await using other = await dataDirectory();
    const { code, out, errors } = await run([], wordsOf(walked).join('\n'), { FOREWORD_DATA: other.path });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'Application: Senior Backend Engineer, Harbour Grid Dear Mira Solberg, On your blog',
    );
    expect(out).toMatch(/Saved as \S+cover-letter-harbour-grid\.txt/);
    expect(out).not.toMatch(STACK);
  });

  test('buttons of the review have letters', async () => {
    await using other = await dataDirectory();
    const typed = wordsOf(walked);
    expect(typed.at(-1)).toBe('Write it');
    const { out } = await run([], [...typed.slice(0, -1), 'a'].join('\n'), { FOREWORD_DATA: other.path });
    const [, review = ''] = out.split('Here is the letter, with its sentences numbered:');
    expect(review).toContain('\n[a] Write it\n[b] Rewrite\n[c] Cut\n');
    expect(review).toContain('Saved as');
  });

  test('misspelt words are corrected in the review if the person says so', async () => {
    await using other = await dataDirectory();
    const answers = { 'system.what': 'rebuilt it, so meters dont recieve teh same frame twice' };
    await using misspelling = await speaking(other);
    const { turns } = await walkWith(misspelling, { answers, isOver: ({ kind }) => kind === 'review' });
    expect(askIn(turns.at(-1) ?? [])?.text).toContain("Spelling: dont → don't, recieve → receive, teh → the.");
    const corrected = askIn(await misspelling.turn({ type: 'choice', id: 'spelling' }));
    expect(corrected).toMatchObject({ kind: 'review', text: expect.stringMatching(/^Corrected: dont → don't, /) });
    const letter = lettersIn(await misspelling.turn({ type: 'choice', id: 'write' }))[0]?.text;
    expect(letter).toContain("so meters don't receive the same frame twice.");
  });
});

/** What a turn printed, without the paths of files. */
function shapeOf(answers: readonly Answer[]): readonly unknown[] {
  return answers.map((line) => (line.type === 'file' ? { type: line.type, name: line.name } : line));
}

/** The walk as a person types it, with labels for choices. */
function wordsOf({ lines, turns }: Walked): string[] {
  return lines.slice(1).map((line, at) => {
    if (line.type === 'text') return line.text;
    const choices = askIn(turns[at] ?? [])?.choices ?? [];
    return choices.find(({ id }) => line.type === 'choice' && id === line.id)?.label ?? '';
  });
}

describe('start', () => {
  test('`npm start` without input asks the first question and ends cleanly', async () => {
    await using directory = await dataDirectory();
    const { code, out, errors } = await run([], null, { FOREWORD_DATA: directory.path }, ['npm', 'start', '--silent']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('Do you have the job post?');
  });

  test('case 26: a second process on the same directory refuses to start', async () => {
    await using directory = await dataDirectory();
    await using program = await speaking(directory);
    const { code, out, errors } = await run(['--jsonl'], '', { FOREWORD_DATA: directory.path });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(errors).toBe(
      `Foreword could not start:\n- Another process is using the data directory ${directory.path}.\n`,
    );
    // The first process still works.
    expect(askIn(await program.turn(START))?.topic).toBe('role');
  });

  test.each([
    ['mysql://me:hunter2@db/foreword', 'DATABASE_URL'],
    ['postgres://me:hunter2@127.0.0.1:1/foreword', '127.0.0.1:1'],
    ['postgres://[hunter2', 'URL'],
  ])('case 40: a wrong DATABASE_URL (%s) is named, without its secret', async (url, named) => {
    const { code, out, errors } = await run([], '', { DATABASE_URL: url });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(errors).toMatch(/^Foreword could not start:\n- .*\.?\n$/);
    expect(errors).toContain(named);
    expect(errors).not.toContain('hunter2');
    expect(errors).not.toMatch(STACK);
  });

  test('case 40: all wrong settings are named, without their values', async () => {
    const wrong = {
      DATABASE_URL: 'mysql://me:hunter2@db',
      OPENAI_BASE_URL: 'hunter2',
      TELEGRAM_TOKEN: 'hunter2',
      DISCORD_TOKEN: 'hunter2',
      PORT: 'hunter2',
    };
    const { code, out, errors } = await run([], '', wrong);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    const [title, ...faults] = errors.trimEnd().split('\n');
    expect(title).toBe('Foreword could not start:');
    expect(faults.map((fault) => fault.split(' ')[1]).toSorted()).toEqual(Object.keys(wrong).toSorted());
    expect(errors).not.toContain('hunter2');
  });

  test('a file as data directory ends the start with a sentence', async () => {
    const { code, out, errors } = await run([], '', { FOREWORD_DATA: `${import.meta.filename}/below` });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(errors).toMatch(
      /^Foreword could not start:\n- The data directory .* can't be used: file already exists \(EEXIST\)\.\n$/,
    );
  });
});

/** A megabyte of words. */
const MEGABYTE = 'a story that never ends '.repeat(45_000).slice(0, 1_000_000);
const BINARY = Buffer.from(Uint8Array.from({ length: 4_096 }, (_, index) => (index * 131 + 7) % 256)).toString(
  'latin1',
);

/** Bad input, one line each. */
const BAD: readonly (readonly [name: string, line: LineIn | string])[] = [
  ['nothing', { type: 'text', text: '' }],
  ['white space', { type: 'text', text: ' \n\t \r\n' }],
  ['a megabyte of text', { type: 'text', text: MEGABYTE }],
  ['a megabyte without a space', { type: 'text', text: 'x'.repeat(1_000_000) }],
  ['NUL bytes', { type: 'text', text: '\0\0\0' }],
  ['emoji only', { type: 'text', text: '🎉👩‍💻🚀' }],
  ['a lone surrogate', { type: 'text', text: '\ud83d' }],
  ['pasted binary data', { type: 'text', text: BINARY }],
  ['an unknown command', { type: 'command', name: 'frobnicate', rest: '' }],
  ['an unknown typed command', { type: 'text', text: '/frobnicate' }],
  ['a command named like a method', { type: 'text', text: '/constructor' }],
  ['a malformed line', '{"type":"text","text":'],
  ['a line that is not an object', '[1, 2, 3]'],
  ['an empty line', ''],
  ['a line of an unknown type', '{"type":"shout","text":"hm"}'],
  ['a text that is a number', '{"type":"text","text":42}'],
  ['a choice that is not open', { type: 'choice', id: 'swap' }],
  ['a choice that does not exist', '{"type":"choice","id":"constructor"}'],
  ['an edit of nothing', { type: 'edit', of: 99, text: 'hm' }],
  ['an edit of an impossible message', '{"type":"edit","of":-1,"text":"hm"}'],
  ['a missing file', { type: 'file', path: '/no/such/file.txt' }],
  ['a file that is a directory', { type: 'file', path: import.meta.dirname }],
  ['a file of an unreadable type', { type: 'file', path: process.execPath }],
  ['a number that is too large', { type: 'text', text: `${'9'.repeat(400)} lost readings` }],
  ['a number without a unit', { type: 'text', text: '7' }],
  ['laughter', { type: 'text', text: 'lol' }],
  ['no answer', { type: 'text', text: "I don't know what you mean?" }],
];

test('each bad line is answered without a stack trace, and the interview still reaches its letter', async () => {
  await using directory = await dataDirectory();
  await using first = await speaking(directory);
  const { lines } = await walkWith(first, { isOver: ({ slot }) => slot === 'reliability.now' });
  await first.end();
  const { code, out, errors } = await run(['--jsonl'], `${jsonl(BAD.map(([, line]) => line))}\n`, {
    FOREWORD_DATA: directory.path,
  });
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const turns = turnsIn(out).slice(1);
  expect(turns).toHaveLength(BAD.length);
  for (const [index, [name]] of BAD.entries()) {
    const texts = turns[index]?.map((line) => ('text' in line ? line.text : ''));
    expect(texts?.join(''), name).toMatch(/\p{L}{2}/u);
    for (const text of texts ?? []) {
      expect(text, name).not.toMatch(STACK);
      // A megabyte must not be repeated.
      expect(text.length, name).toBeLessThan(3_000);
    }
  }
  // The interview continues to its letter.
  await using last = await speaking(directory);
  const { turns: rest } = await walk((line) => last.turn({ ...line, event: `again-${line.event}` }));
  const [letter] = rest.flatMap(lettersIn);
  expect(lines.length).toBeGreaterThan(5);
  expect(letter?.text).toContain('At Voltwerk I rebuilt the meter pipeline in Go.');
  expect(letter?.text).not.toMatch(/9{20}|a story that never ends|xxxxx/);
  expect(last.errors).toBe('');
});

test('random bytes instead of lines are answered without a stack trace', async () => {
  await using directory = await dataDirectory();
  const noise = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 131 + (index >> 3)) % 256);
  for (const args of [['--jsonl'], []]) {
    const { code, out, errors } = await run(args, noise, { FOREWORD_DATA: directory.path });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).not.toMatch(STACK);
    expect(out).not.toBe('');
  }
});
