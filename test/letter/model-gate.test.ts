import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { numberChecker } from '../../src/letter/draft-numbers.ts';
import { buildFacts } from '../../src/letter/facts.ts';
import { modelGate } from '../../src/letter/model-gate.ts';
import { loadSpelling } from '../../src/letter/names.ts';
import { applyVerdicts } from '../../src/letter/verify-letter.ts';
import { SheetSchema } from '../../src/machine/sheet.ts';
import { FIXTURES, factsOfFixture, fixture, sentencesOfFixture } from './scripted-model.ts';
import { amount, figure, quantity, sheetOf } from './sheets.ts';

/** The verdict of a capable model that was given the facts and a list of sentences with this one. */
const VerdictSchema = z.object({ supported: z.boolean(), by: z.string() });
const Said = z.object({ text: z.string(), verdict: VerdictSchema });
const Row = Said.extend({ case: z.string() });
const LiesSchema = z.object({
  lies: z.array(Row.extend({ by: z.enum(['gate', 'verifier']) })),
  paraphrases: z.array(Row),
});
const { lies, paraphrases } = LiesSchema.parse(JSON.parse(readFileSync(new URL('lies.json', import.meta.url), 'utf8')));

/** Lies and truths about twelve other candidates, by independent authors who didn't know the gate. */
const AdversarySchema = z.array(
  z.object({
    id: z.string(),
    sheet: SheetSchema,
    lies: z.array(Said.extend({ by: z.enum(['gate', 'verifier']) })),
    truths: z.array(Said),
  }),
);
const adversary = AdversarySchema.parse(JSON.parse(readFileSync(new URL('adversary.json', import.meta.url), 'utf8')));

const spelling = await loadSpelling();

function faultsIn({ case: id, text }: z.infer<typeof Row>) {
  const gate = modelGate(factsOfFixture(fixture(id)), spelling);
  return gate.sentence({ key: 's1', paragraph: 2, text, facts: [] });
}

describe('model gate', () => {
  it.each(FIXTURES)('passes the honest draft of $id', (one) => {
    expect(modelGate(factsOfFixture(one), spelling).draft(sentencesOfFixture(one))).toEqual([]);
  });

  it('case 32: catches every lie with a number or an unknown name', () => {
    expect(lies.filter(({ by }) => by === 'gate').length).toBeGreaterThanOrEqual(40);
    const missed = lies.filter((lie) => lie.by === 'gate' && faultsIn(lie).length === 0);
    expect(missed.map(({ text }) => text)).toEqual([]);
  });

  it('accepts every true paraphrase', () => {
    expect(paraphrases.length).toBeGreaterThanOrEqual(40);
    const refused = paraphrases.flatMap((one) =>
      faultsIn(one).map(({ kind, hint }) => `${one.text} ← ${kind}: ${hint}`),
    );
    expect(refused).toEqual([]);
  });

  it.each(adversary)('rejects the lies and accepts the truths about $id', ({ sheet, lies: told, truths }) => {
    const gate = modelGate(buildFacts({ sheet, edits: [], date: new Date(0) }), spelling);
    const faults = (text: string) => gate.sentence({ key: 's1', paragraph: 2, text, facts: [] });
    expect(told.filter(({ text, by }) => by === 'gate' && faults(text).length === 0)).toEqual([]);
    expect(truths.flatMap(({ text }) => faults(text).map(({ hint }) => `${text} ← ${hint}`))).toEqual([]);
  });
});

describe('model gate with other wordings', () => {
  const search = figure('throughput', {
    before: amount(quantity(260, 'movements', 'day')),
    now: amount(quantity(1900, 'movements', 'day')),
  });
  it.each([
    ['Go and Postgres, with exclusion constraints.', 'I wrote it in Go, on Postgres.'],
    ["Every Friday the landlord's wifi dies.", "Every Friday the landlord's Wi-Fi dies."],
    ['A table was given twice in one in eight visits.', 'One visit in eight had a table that was given twice.'],
    ['lost state: 0 times from 14 Feb', 'No state has been lost since 14 February.'],
    ['We had 2 person who missed the ship.', '2 people missed the ship, by half past one.'],
    ['', 'We used to manage 260 movements a day; on the busiest day it was 1,900.'],
  ])('given "%s", accepts "%s"', (said, text) => {
    const sheet = sheetOf({ 'system.what': said }, { figures: [search] });
    const gate = modelGate(buildFacts({ sheet, edits: [], date: new Date(0) }), spelling);
    expect(gate.sentence({ key: 's1', paragraph: 2, text, facts: [] })).toEqual([]);
  });
});

it.each([
  ['C++ … The hasher is mine', 0],
  ['C++', 1],
  ['Erlang … The hasher is mine', 1],
])('a verdict with the joined quotes "%s" has %i faults', (by, count) => {
  const facts = buildFacts({
    sheet: sheetOf({ 'system.part': 'It is C++. The hasher is mine.' }),
    edits: [],
    date: new Date(0),
  });
  const sentence = { key: 's1', paragraph: 2, text: 'The hasher, in C++, is mine.', facts: [] };
  expect(applyVerdicts({ checks: [{ n: 1, supported: true, by }] }, [sentence], facts).faults).toHaveLength(count);
});

it('reports a month that nobody said', () => {
  const facts = buildFacts({
    sheet: sheetOf({ 'system.part': 'It went from 14.02 s to 2 s.' }),
    edits: [],
    date: new Date(0),
  });
  const said = { key: 's1', paragraph: 2, text: 'It went down to 2 s in May.', facts: [] };
  expect(
    modelGate(facts, spelling)
      .sentence(said)
      .map(({ kind }) => kind),
  ).toContain('name');
});

it('compares the length of a letter with what was said, without the job', () => {
  const typed = 'From the button to the igniter it was 180 ms and it is 12 ms now.';
  const [before, now] = [amount(quantity(180, 'ms')), amount(quantity(12, 'ms'))];
  const latency = figure('latency', { measure: 'From the button to the igniter', before, now, typed });
  const job = { 'role.position': 'Realtime Systems Engineer', 'role.company': 'Brightwater Stagecraft' };
  const sheet = sheetOf({ ...job, 'system.what': 'wrote the sender in C++' }, { figures: [latency] });
  const gate = modelGate(buildFacts({ sheet, edits: [], date: new Date(0) }), spelling);
  const kinds = (texts: readonly string[]) =>
    gate.draft(texts.map((text, at) => ({ key: `s${at}`, paragraph: 2, text, facts: [] }))).map(({ kind }) => kind);
  const told = 'From the button to the igniter it takes 12 ms, down from 180 ms.';
  expect(kinds(['I wrote the sender in C++.', told])).toEqual([]);
  expect(kinds([told])).toContain('length');
});

it('reads the number after "after the rebuild" as the value now', () => {
  const gate = modelGate(factsOfFixture(fixture('cooperative-ledger')), spelling);
  const kinds = (text: string) => gate.sentence({ key: 's1', paragraph: 2, text, facts: [] }).map(({ kind }) => kind);
  expect(kinds('It took 900 postings per second; after the rebuild it was 6,400 postings per second.')).toEqual([]);
  expect(kinds('It went from 6,400 postings per second to 900 postings per second.')).toContain('order');
});

it('does not take 0.9% for a zero', () => {
  const numbers = numberChecker([], '');
  expect(numbers.states('Rejected loads fell to 0.9%.', { value: 0, unit: 'loads' })).toBe(false);
  expect(numbers.states('There were 0 loads.', { value: 0, unit: 'loads' })).toBe(true);
});

it('takes a time for a count of such times, with the number that was told', () => {
  const fact = { id: 'f1', slot: 'system.what', topic: 'system', around: null, figure: null, noted: null };
  const told = '23 double sold weeks before, 2 double sold weeks now';
  const numbers = numberChecker([{ ...fact, text: told }], '');
  const faultsOf = (sentence: string) => numbers.faultsIn(sentence, () => false).map(({ kind }) => kind);
  expect(faultsOf('In the summer before, 23 weeks were sold twice.')).toEqual([]);
  expect(faultsOf('In the summer before, 24 weeks were sold twice.')).toEqual(['number']);
  expect(numbers.states('23 weeks were sold twice.', { value: 23, unit: 'double sold weeks' })).toBe(true);
});

it('reports the numbers of a sentence above the limit', () => {
  const told = Array.from({ length: 30 }, (_, at) => `${at + 20} orders`).join(', ');
  const fact = { id: 'f1', slot: 'system.what', topic: 'system', around: null, figure: null, noted: null };
  const numbers = numberChecker([{ ...fact, text: told }], '');
  const faultsOf = (sentence: string) => numbers.faultsIn(sentence, () => false);
  expect(faultsOf('They came to 49 orders.')).toEqual([]);
  expect(faultsOf(told)).toHaveLength(6);
});

describe('model gate and verifier together', () => {
  const about = (id: string) => factsOfFixture(fixture(id));
  const all = [
    ...lies.map((one) => ({ ...one, facts: about(one.case), isLie: true })),
    ...paraphrases.map((one) => ({ ...one, facts: about(one.case), isLie: false })),
    ...adversary.flatMap(({ sheet, lies: told, truths }) => {
      const facts = buildFacts({ sheet, edits: [], date: new Date(0) });
      return [
        ...told.map((one) => ({ ...one, facts, isLie: true })),
        ...truths.map((one) => ({ ...one, facts, isLie: false })),
      ];
    }),
  ].map(({ text, verdict, facts, isLie }) => {
    const sentence = { key: 's1', paragraph: 2, text, facts: [] };
    const gated = modelGate(facts, spelling).sentence(sentence);
    const judged = applyVerdicts({ checks: [{ n: 1, ...verdict }] }, [sentence], facts);
    return { text, isLie, isRefused: gated.length + judged.faults.length > 0 };
  });

  it('reject at least 95% of the lies', () => {
    const told = all.filter(({ isLie }) => isLie);
    const missed = told.filter(({ isRefused }) => !isRefused);
    expect(told.length).toBeGreaterThanOrEqual(80);
    expect(missed.length, missed.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(told.length * 0.05);
  });

  it('reject at most 3 of 80 truths', () => {
    const truths = all.filter(({ isLie }) => !isLie);
    const refused = truths.filter(({ isRefused }) => isRefused);
    expect(truths.length).toBeGreaterThanOrEqual(80);
    expect(refused.length, refused.map(({ text }) => text).join('\n')).toBeLessThanOrEqual((truths.length * 3) / 80);
  });
});
