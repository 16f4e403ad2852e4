import { describe, expect, it } from 'vitest';
import { faultyKeys } from '../../src/letter/gate.ts';
import type { Letter } from '../../src/letter/letter.ts';
import type { WriterServices } from '../../src/letter/writer.ts';
import { templateWriter } from '../../src/letter/writer.ts';
import type { Sheet } from '../../src/machine/sheet.ts';
import { numbersIn } from '../../src/text/quantities.ts';
import { amount, figure, quantity, sheetOf } from './sheets.ts';
import { saidIn, unsaidIn } from './unsaid.ts';

const SHEET: Sheet = sheetOf(
  { background: 'I once ran 41.3 GB through /orders/{id} with three people', 'system.what': 'rebuilt it' },
  {
    hidden: [{ value: 'Kestrel', say: null }],
    figures: [
      figure('latency', {
        percentile: 'p99',
        before: amount(quantity(1.8, 's')),
        now: amount(quantity(210, 'ms')),
      }),
      figure('throughput', {
        before: amount(quantity(8500, 'orders', 'minute')),
        now: amount(quantity(72_000, 'orders', 'minute'), { tail: 'in the 30 hours of the sale' }),
      }),
      figure('reliability', { before: amount(quantity(1.2, '%')), now: amount(quantity(0.3, '%')) }),
    ],
  },
);

const letter = (text: string, edited = false): Letter => ({
  heading: [],
  greeting: 'Hello,',
  paragraphs: [{ sentences: [{ text, slots: ['background'], key: 'background', edited }] }],
  signOff: '',
});
const faults = (one: Letter) => [...faultyKeys(one, SHEET), ...unsaidIn(one, SHEET)];

describe('saidIn', () => {
  it.each([
    ['1,800 ms', true],
    ['0.21 s', true],
    ['1,200 orders per second', true],
    ['72,000 orders', true],
    ['30 hours', true],
    ['about 40 GB', true],
    ['3 people', true],
    ['12%', false],
    ['40 GB', false],
    ['220 ms', false],
    ['75% less', true],
    ['88%', true],
    ['8.5x', true],
    ['63,500 orders per minute', true],
    ['5 years', false],
  ])('whether the sheet has "%s": %s', (text, isSaid) => {
    const [mention] = numbersIn(text).mentions;
    expect(mention === undefined ? 'unread' : saidIn(SHEET)(mention)).toBe(isSaid);
  });
});

describe('faults', () => {
  it.each([
    ['The p99 fell from 1.8 s to 210 ms.', []],
    ['The p99 fell from 1.8 seconds to 210 ms.', []],
    ['The p95 fell from 1.8 s to 210 ms.', ['p95']],
    ['It takes 99 seconds.', ['99 seconds']],
    ['It takes 99 ms.', ['99 ms']],
    ['One of the reasons is the ledger.', []],
    ['I signed [Your Name] here.', ['background']],
    ['At {employer} I built it. TODO', ['background']],
    ['It served /orders/{id} well.', []],
    ['At undefined I built it.', ['background']],
    ['At kestrel I built it.', ['background']],
  ])('finds the faults in: %s', (text, expected) => expect(faults(letter(text))).toEqual(expected));

  it('takes "null" for a number in German, and for the words of the candidate in an edited sentence', () => {
    const zero = letter('Ausfälle fielen von 12 pro Woche auf null.');
    expect(faultyKeys(zero, SHEET)).toEqual(['background']);
    expect(faultyKeys(zero, { ...SHEET, language: 'de' })).toEqual([]);
    expect(faults(letter('I removed every null check.', true))).toEqual([]);
  });

  it('does not check the numbers of an edited sentence', () => {
    expect(faults(letter('It takes 99 ms.', true))).toEqual([]);
  });
});

describe('templateWriter', () => {
  const workshop: WriterServices = {
    recall: () => Promise.resolve(null),
    keep: () => Promise.resolve(),
    grown: () => undefined,
    stopped: new AbortController().signal,
  };
  const write = (sheet: Sheet) => templateWriter.write({ sheet, edits: [], date: new Date(0) }, workshop);

  it('cuts sentences with a placeholder', async () => {
    const written = await write(sheetOf({ background: 'I ran it. TODO: say more.', closing: '[Your Name] asks' }));
    expect(written?.letter.paragraphs.map(({ sentences }) => sentences.map(({ text }) => text))).toEqual([
      ['I ran it.'],
    ]);
    expect(written?.draft).toBeNull();
  });

  it('returns null for an empty sheet', async () => expect(await write(sheetOf({}))).toBeNull());
});
