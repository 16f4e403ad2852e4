/** Recorded interviews with the draft of a capable model: sheet, lines of the draft, verdicts of the verifier. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LetterRequest } from '../../src/letter/compose.ts';
import type { DraftSentence } from '../../src/letter/draft.ts';
import { buildFacts } from '../../src/letter/facts.ts';
import { VerdictsSchema } from '../../src/letter/verify-letter.ts';
import { SheetSchema } from '../../src/machine/sheet.ts';

const FixtureSchema = z.object({
  id: z.string(),
  sheet: SheetSchema,
  draft: z.array(z.string()),
  verdicts: VerdictsSchema,
});
export type Fixture = z.infer<typeof FixtureSchema>;

const FOLDER = new URL('../fixtures/letters-model/', import.meta.url);

export const FIXTURES: readonly Fixture[] = readdirSync(FOLDER).map((file) =>
  FixtureSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))),
);

export function fixture(id: string): Fixture {
  const found = FIXTURES.find((one) => one.id === id);
  if (!found) throw new Error(`no fixture ${id}`);
  return found;
}

export function requestOf({ sheet }: Fixture): LetterRequest {
  return { sheet, edits: [], date: new Date('2026-04-21') };
}

export function factsOfFixture(one: Fixture) {
  return buildFacts(requestOf(one));
}

export const LineSchema = z.object({
  p: z.number(),
  t: z.string(),
  f: z.array(z.string()),
  own: z.boolean().default(false),
});

export function sentencesOfFixture({ draft }: Fixture): DraftSentence[] {
  return draft.map((line, at) => {
    const { p, t, f } = LineSchema.parse(JSON.parse(line));
    return { key: `s${at + 1}`, paragraph: p, text: t, facts: f };
  });
}
