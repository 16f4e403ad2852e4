import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { factsOf } from '../../../src/letter/facts.ts';
import { modelGate } from '../../../src/letter/model-gate.ts';
import { loadSpelling } from '../../../src/letter/spelling.ts';
import { SheetSchema } from '../../../src/machine/sheet.ts';
import { FIXTURES, factsOfFixture, fixture, sentencesOfFixture } from './fixtures.ts';

const Row = z.object({ case: z.string(), text: z.string() });
const LiesSchema = z.object({
  lies: z.array(Row.extend({ by: z.enum(['gate', 'verifier']) })),
  paraphrases: z.array(Row),
});
const { lies, paraphrases } = LiesSchema.parse(JSON.parse(readFileSync(new URL('lies.json', import.meta.url), 'utf8')));

/** Lies and truths about twelve other candidates, by authors who saw neither the gate nor each other. */
const AdversarySchema = z.array(
  z.object({
    id: z.string(),
    sheet: SheetSchema,
    lies: z.array(z.object({ text: z.string(), by: z.enum(['gate', 'verifier']) })),
    truths: z.array(z.string()),
  }),
);
const adversary = AdversarySchema.parse(JSON.parse(readFileSync(new URL('adversary.json', import.meta.url), 'utf8')));

const spelling = await loadSpelling();

function faultsIn({ case: id, text }: z.infer<typeof Row>) {
  const gate = modelGate(factsOfFixture(fixture(id)), spelling);
  return gate.sentence({ key: 's1', paragraph: 2, text, facts: [], own: false });
}

describe('the gate for a model’s draft', () => {
  it.each(FIXTURES)('passes the honest draft of $id', (one) => {
    expect(modelGate(factsOfFixture(one), spelling).draft(sentencesOfFixture(one))).toEqual([]);
  });

  it('catches every lie with a number or an unknown name', () => {
    expect(lies.filter(({ by }) => by === 'gate').length).toBeGreaterThanOrEqual(40);
    const missed = lies.filter((lie) => lie.by === 'gate' && faultsIn(lie).length === 0);
    expect(missed.map(({ text }) => text)).toEqual([]);
  });

  it('refuses no true paraphrase', () => {
    expect(paraphrases.length).toBeGreaterThanOrEqual(40);
    const refused = paraphrases.flatMap((one) =>
      faultsIn(one).map(({ kind, hint }) => `${one.text} ← ${kind}: ${hint}`),
    );
    expect(refused).toEqual([]);
  });

  it.each(adversary)('tells lies and truths about $id apart', ({ sheet, lies: told, truths }) => {
    const gate = modelGate(factsOf({ sheet, edits: [], date: new Date(0) }), spelling);
    const faults = (text: string) => gate.sentence({ key: 's1', paragraph: 2, text, facts: [], own: false });
    expect(told.filter(({ text, by }) => by === 'gate' && faults(text).length === 0)).toEqual([]);
    expect(truths.flatMap((text) => faults(text).map(({ hint }) => `${text} ← ${hint}`))).toEqual([]);
  });
});
