/** The questions of a practice interview come from the sheet alone, the weakest points first. */
import { expect, test } from 'vitest';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { practiceItems, practiceStep } from '../../src/machine/practice.ts';
import type { Figure, Sheet } from '../../src/machine/sheet.ts';
import { CONTRACT_STORY } from '../../src/machine/slots.ts';
import { amount, figure, quantity, sheetOf } from '../letter/sheets.ts';

const context = (sheet: Sheet, more: Partial<InterviewContext> = {}): InterviewContext => ({
  ...EMPTY,
  sheet,
  ...more,
});
const idsOf = (sheet: Sheet, more: Partial<InterviewContext> = {}) =>
  practiceItems(context(sheet, more)).map((item) => item.id);
const withFigures = (...figures: Figure[]) => sheetOf({ 'system.what': 'rebuilt the ledger' }, { figures });

const share = (parts: Partial<Figure>) => figure('reliability', { now: amount(quantity(99.9, '%')), ...parts });
const load = figure('throughput', {
  now: amount(quantity(9500, 'readings', 'second')),
  before: amount(quantity(400, 'readings', 'second')),
});
const latency = figure('latency', {
  measure: 'a search',
  percentile: 'p99',
  now: amount(quantity(310, 'ms'), { tail: 'in March' }),
  before: amount(quantity(2.4, 's')),
});

test.each([
  ['a share without a measure', withFigures(load, share({})), 'share-of'],
  ['a figure without a baseline', withFigures(load, share({ measure: 'availability' })), 'baseline'],
  [
    'a figure without a window',
    withFigures(load, share({ measure: 'x', before: amount(quantity(98, '%')) })),
    'window',
  ],
  [
    'a decision without a result',
    sheetOf({ 'system.what': 'x', 'contract.decision': 'I put a version in.' }),
    'result',
  ],
  ['how it was measured, if nothing is missing', withFigures(load, latency), 'measured'],
] as const)('asks first about %s', (_, sheet, id) => {
  expect(idsOf(sheet)[0]).toBe(id);
});

test('does not ask for a value before that is not known', () => {
  const sheet = withFigures(share({ measure: 'availability' }));
  expect(idsOf(sheet)).toContain('baseline');
  expect(idsOf({ ...sheet, declined: ['reliability.before'] })).not.toContain('baseline');
});

test('does not ask for the result of a story with three sentences', () => {
  const story = (sentences: number) => {
    const sheet = sheetOf({ [CONTRACT_STORY]: 'A. B. C.' });
    const told = sheet.values[CONTRACT_STORY];
    return {
      ...sheet,
      values: { [CONTRACT_STORY]: { text: 'A. B. C.', source: 'm1', ours: false, ...told, sentences } },
    };
  };
  expect(idsOf(story(3))).toEqual(['gave-up']);
  expect(idsOf(story(2))).toEqual(['result', 'gave-up']);
});

test('asks three questions of three kinds about three things, and other ones the next time', () => {
  const sheet = { ...sheetOf({ 'system.what': 'x', 'system.part': 'I did it.' }), figures: [load, latency, share({})] };
  const first = practiceItems(context(sheet));
  expect(new Set(first.map(({ id }) => id)).size).toBe(3);
  expect(new Set(first.map(({ figure, slot }) => figure ?? slot)).size).toBe(3);
  const done = first.map(practiceStep);
  const again = idsOf(sheet, { done });
  expect(again.filter((id) => first.some((item) => item.id === id))).toEqual([]);
  expect(idsOf({ ...sheet, values: {}, figures: [load] }, { done: [`practice:twice:${load.id}`] })).toEqual(['twice']);
});

test('asks how a number of people was counted, not over how long and under what load', () => {
  const people = figure('reliability', { now: amount(quantity(1, 'people')), before: amount(quantity(4, 'people')) });
  const ids = idsOf(withFigures(people));
  expect(ids).toContain('counted');
  expect(ids).not.toContain('window');
  expect(ids).not.toContain('notice');
});

test('does not ask about an answer whose sentences were all cut', () => {
  const sheet = sheetOf({ 'system.what': 'Rebuilt the ledger. It pays farmers.' });
  const told = sheet.values['system.what'];
  const both = { ...sheet, values: told ? { 'system.what': { ...told, sentences: 2 } } : {} };
  const cut = (number: number) => ({ type: 'cut', key: `system.what#${number}` }) as const;
  expect(idsOf(both, { edits: [cut(1)] })).toEqual(['again', 'fails']);
  expect(idsOf(both, { edits: [cut(1), cut(2)] })).toEqual([]);
});

test('does not ask about a sentence that was cut, or that the draft left out', () => {
  const sheet = withFigures(share({}));
  expect(idsOf(sheet, { edits: [{ type: 'cut', key: 'reliability.1' }] })).toEqual(['again', 'fails']);
  const draft = { paragraphs: [[{ key: 's1', text: 'One.', slots: ['reliability.now'] }]], edits: 0 };
  expect(idsOf(sheet, { draft })).not.toContain('again');
  expect(idsOf(sheet, { draft, edits: [{ type: 'cut', key: 's1' }] })).toEqual([]);
});
