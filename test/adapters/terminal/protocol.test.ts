import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../src/adapters/contract.ts';
import { parseLine, printed } from '../../../src/adapters/terminal/jsonl.ts';
import type { BriefFigure } from '../../../src/machine/sheet.ts';
import { lineNotTaken } from '../../../src/prompts/terminal-texts.ts';
import { aLetter, aQuestion } from './samples.ts';

describe('input line', () => {
  test.each([
    [
      { type: 'text', text: 'hi', id: 'e1' },
      { id: 'e1', said: { kind: 'text', text: 'hi' } },
    ],
    [{ type: 'choice', id: 'skip' }, { said: { kind: 'choice', choice: 'skip' } }],
    [
      { type: 'choice', id: 'set:latency.now', event: 'e2' },
      { id: 'e2', said: { kind: 'choice', choice: 'set:latency.now' } },
    ],
    [{ type: 'command', name: 'brief' }, { said: { kind: 'command', name: 'brief', rest: '' } }],
    // A program is not asked to confirm.
    [{ type: 'command', name: 'forget' }, { said: { kind: 'command', name: 'forget', rest: 'now' } }],
    [{ type: 'edit', of: 3, text: '' }, { said: { kind: 'edited', of: { ordinal: 3 }, text: '' } }],
    [
      { type: 'file', path: 'cv.pdf', more: 1 },
      { said: { kind: 'file', name: 'cv.pdf', mime: 'application/pdf', read: expect.any(Function) } },
    ],
  ])('%j is parsed, with and without a place', (line, event) => {
    expect(parseLine(JSON.stringify(line))).toEqual({ place: 'terminal:local', ...event });
    const there = JSON.stringify({ ...line, place: 'terminal:Zoë 2' });
    expect(parseLine(there)).toEqual({ place: 'terminal:Zoë 2', ...event });
  });

  const long = 'x'.repeat(257);
  test.each([
    [null, 'too-long'],
    ['', 'not-json'],
    ['{"type":"text"', 'not-json'],
    ['['.repeat(100_000), 'not-json'],
    ['null', 'not-an-object'],
    ['[]', 'not-an-object'],
    ['"text"', 'not-an-object'],
    ['{}', 'type'],
    ['{"type":"TEXT","text":"a"}', 'type'],
    ['{"type":"__proto__"}', 'type'],
    ['{"type":["text"]}', 'type'],
    ['{"type":"text"}', 'text'],
    ['{"type":"text","text":1}', 'text'],
    ['{"type":"text","text":"a","id":7}', 'id'],
    ['{"type":"text","text":"a","id":""}', 'id'],
    [`{"type":"text","text":"a","id":"${long}"}`, 'id'],
    ['{"type":"text","text":"a","id":"\\ud800"}', 'id'],
    ['{"type":"text","text":"a","event":7}', 'event'],
    ['{"type":"choice","id":"skip","event":""}', 'event'],
    ['{"type":"choice"}', 'id'],
    ['{"type":"command","name":""}', 'name'],
    ['{"type":"command","name":"a","rest":null}', 'rest'],
    ['{"type":"edit","of":0,"text":"a"}', 'of'],
    ['{"type":"edit","of":1.5,"text":"a"}', 'of'],
    ['{"type":"edit","of":"1","text":"a"}', 'of'],
    ['{"type":"edit","of":1}', 'text'],
    ['{"type":"file","path":""}', 'path'],
    ['{"type":"text","text":"a","place":"terminal:"}', 'place'],
    ['{"type":"text","text":"a","place":"discord:1"}', 'place'],
    ['{"type":"text","text":"a","place":"terminal:a\\u0000"}', 'place'],
    ['{"type":"text","text":"a","place":"terminal:\\ud800"}', 'place'],
    [`{"type":"text","text":"a","place":"terminal:${long}"}`, 'place'],
    ['{"type":"text","text":"a","place":null}', 'place'],
  ])('%.60s is refused: %s', (line, fault) => {
    expect(parseLine(line)).toEqual({ place: 'terminal:local', fault });
  });

  test('a faulty line keeps its place', () => {
    expect(parseLine('{"type":"nonsense","place":"terminal:a"}')).toEqual({ place: 'terminal:a', fault: 'type' });
  });

  test('the sentence for a faulty line is short, on one line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (line) => {
        const parsed = parseLine(line);
        if (!('fault' in parsed)) return;
        const words = lineNotTaken(parsed.fault);
        expect(words.length).toBeLessThan(250);
        expect(words).not.toContain('\n');
      }),
    );
  });

  test('NUL and lone surrogates are replaced, as they cannot be stored', () => {
    const line = '{"type":"text","text":"a\\u0000b\\ud83dc\\ud83d\\ude42"}';
    const said = { kind: 'text', text: 'a\uFFFDb\uFFFDc🙂' };
    expect(parseLine(line)).toEqual({ place: 'terminal:local', said });
  });

  test('a megabyte of text is parsed completely', () => {
    const text = '\u{1F642}é"\\\n'.repeat(150_000);
    expect(parseLine(JSON.stringify({ type: 'text', text }))).toMatchObject({ said: { text } });
  });
});

describe('output line', () => {
  const place = 'terminal:a';

  test('output lines have their keys in the order of the protocol', () => {
    expect(printed(place, { text: 'hi', kind: 'say' })).toBe('{"type":"say","place":"terminal:a","text":"hi"}\n');
    expect(printed(place, { kind: 'ready' })).toBe('{"type":"ready","place":"terminal:a"}\n');
    const choices = [{ label: 'Skip', id: 'skip' }];
    expect(printed(place, { ...aQuestion, choices, text: 'How?', progress: { at: 1, of: 9 } })).toBe(
      '{"type":"ask","place":"terminal:a","kind":"slot","topic":"contract","slot":"contract.constraint","text":"How?","choices":[{"id":"skip","label":"Skip"}]}\n',
    );
    expect(printed(place, { kind: 'file', name: 'n', mime: 'm', delivery: { path: '/x' } })).toBe(
      '{"type":"file","place":"terminal:a","name":"n","mime":"m","path":"/x"}\n',
    );
  });

  test('noted lines come before their question, and a question has the values of its choices', () => {
    const figure: BriefFigure = {
      topic: 'latency',
      after: { value: 1.5, unit: 's' },
      approximate: false,
      quote: 'p95 1.5 s',
    };
    const ask: Ask = {
      kind: 'ask',
      question: 'confirm',
      text: 'Right?',
      slot: 'latency.now',
      value: '1.5 s',
      figure,
      lines: [{ slot: 'system.what', text: 'I rebuilt it.' }],
      choices: [
        { id: 'yes', label: 'Yes' },
        { id: 'kept:0', label: 'A sentence', value: 'A sentence.', figure, slot: 'latency.now' },
      ],
      noted: [
        { slot: 'latency.now', text: 'p95 1.5 s', figure },
        { slot: 'role.company', text: 'Harbour Grid' },
      ],
      mark: 'm',
    };
    const lines = printed(place, ask).trimEnd().split('\n');
    expect(lines).toEqual(
      [
        { type: 'noted', place, slot: 'latency.now', text: 'p95 1.5 s', figure },
        { type: 'noted', place, slot: 'role.company', text: 'Harbour Grid' },
        {
          type: 'ask',
          place,
          kind: 'confirm',
          slot: 'latency.now',
          text: 'Right?',
          value: '1.5 s',
          figure,
          lines: ask.lines,
          choices: ask.choices,
        },
      ].map((line) => JSON.stringify(line)),
    );
  });

  test('a letter is a "say" line, then a line with its data', () => {
    const [said, data] = printed(place, aLetter).trimEnd().split('\n');
    expect(JSON.parse(said ?? '')).toEqual({ type: 'say', place, text: aLetter.text });
    expect(Object.keys(JSON.parse(data ?? ''))).toEqual(['type', 'place', 'version', 'text', 'letter', 'brief']);
    expect(JSON.parse(data ?? '')).toMatchObject({ version: 1, letter: aLetter.letter, brief: aLetter.brief });
  });

  test('any text is one line without other line separators, and is parsed back unchanged', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u2028', 'a\u2029b\u0085', '\ud800', '\0\r\n'),
    );
    fc.assert(
      fc.property(text, (said) => {
        const line = printed(place, { kind: 'say', text: said });
        expect(line.slice(0, -1)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
        expect(JSON.parse(line).text).toBe(said);
      }),
    );
  });
});
