import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '../../../src/adapters/terminal/streams.ts';

async function linesIn(chunks: readonly (Uint8Array | string)[], longest?: number): Promise<(string | null)[]> {
  const lines: (string | null)[] = [];
  for await (const text of linesOf(Readable.from(chunks, { objectMode: true }), longest)) lines.push(text);
  return lines;
}

const bytes = (...values: (number | string)[]): Uint8Array =>
  Buffer.concat(values.map((value) => (typeof value === 'number' ? Buffer.of(value) : Buffer.from(value))));

test('only a line feed ends a line', async () => {
  expect(await linesIn(['a\u2028b\rc\u0085d\n\ne'])).toEqual(['a\u2028b\rc\u0085d', '', 'e']);
});

test('a carriage return before the line feed and a byte order mark are removed', async () => {
  expect(await linesIn([bytes(0xef, 0xbb, 0xbf, 'a\r\n'), 'b\r\n'])).toEqual(['a', 'b']);
});

test('invalid UTF-8 becomes replacement characters', async () => {
  expect(await linesIn([bytes('a', 0xff, 'b', 0xc3, '\n')])).toEqual(['a\uFFFDb\uFFFD']);
});

test('the last line needs no line feed, and an empty input has no line', async () => {
  expect(await linesIn(['a\nb'])).toEqual(['a', 'b']);
  expect(await linesIn(['a\n'])).toEqual(['a']);
  expect(await linesIn([])).toEqual([]);
});

test('a line that is too long is null, and the next one is complete', async () => {
  expect(await linesIn(['abcdef\nabc\n'], 5)).toEqual([null, 'abc']);
  expect(await linesIn(['abc', 'def', 'g\nab', 'c\nabcde', 'f'], 5)).toEqual([null, 'abc', null]);
});

test('lines do not depend on how the bytes are chunked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n\uFEFF]/g, ''))),
      fc.infiniteStream(fc.integer({ min: 1, max: 7 })),
      async (lines, sizes) => {
        const whole = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const chunks: Uint8Array[] = [];
        for (let start = 0; start < whole.length; ) {
          const size = sizes.next().value ?? 1;
          chunks.push(whole.subarray(start, start + size));
          start += size;
        }
        expect(await linesIn(chunks)).toEqual(lines);
      },
    ),
  );
});
