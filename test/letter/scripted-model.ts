/**
 * Recorded interviews with the draft of a capable model (sheet, lines of the draft, verdicts of the verifier), and a model
 * behind a real server that answers with them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LetterRequest } from '../../src/letter/compose.ts';
import type { DraftSentence } from '../../src/letter/draft.ts';
import { buildFacts } from '../../src/letter/facts.ts';
import { letterText } from '../../src/letter/letter.ts';
import { VerdictsSchema } from '../../src/letter/verify-letter.ts';
import type { WriterServices } from '../../src/letter/writer.ts';
import { SheetSchema } from '../../src/machine/sheet.ts';
import type { Limits } from '../../src/model/model-call.ts';
import { type Asked, type ModelServer, type Reply, readerAndWriter, type Script, says } from '../fakes/model.ts';

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

const LineSchema = z.object({
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

export type Step = 'reading' | 'draft' | 'verify' | 'revise' | 'draft-2' | 'change' | 'change-2' | 'note';

export function stepOf({ system }: Asked): Step {
  if (system.startsWith('You read')) return 'reading';
  if (system.startsWith('You check')) return 'verify';
  if (system.includes('Write a note in their name')) return 'note';
  if (system.includes('Your changes were checked')) return 'change-2';
  if (system.includes('They have the letter and want a change')) return 'change';
  if (system.includes('Your draft was checked')) return 'revise';
  return system.includes('An earlier draft failed') ? 'draft-2' : 'draft';
}

/** Replies by step: the n-th call of a step gets the n-th reply of its list, later calls get the last one. */
export function author(answers: Partial<Record<Step, readonly Reply[]>>): Script {
  const asked = new Map<Step, number>();
  return (one) => {
    const step = stepOf(one);
    const count = asked.get(step) ?? 0;
    asked.set(step, count + 1);
    const replies = answers[step] ?? [];
    return replies[Math.min(count, replies.length - 1)] ?? null;
  };
}

export class Desk implements WriterServices {
  readonly kept = new Map<string, string>();
  readonly shown: string[] = [];
  readonly #stop = new AbortController();

  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  stop(): void {
    this.#stop.abort();
  }

  recall(step: string): Promise<string | null> {
    return Promise.resolve(this.kept.get(step) ?? null);
  }

  keep(step: string, raw: string): Promise<void> {
    this.kept.set(step, raw);
    return Promise.resolve();
  }

  grown(text: string): void {
    this.shown.push(text);
  }
}

export async function write(
  server: ModelServer,
  request: LetterRequest,
  { desk = new Desk(), limits = {} }: { readonly desk?: Desk; readonly limits?: Partial<Limits> } = {},
) {
  const { writer } = readerAndWriter(server, { writing: { calls: 5, milliseconds: 20_000, ...limits } });
  const before = server.calls;
  const written = await writer.write(request, desk);
  if (written === null) throw new Error('no letter');
  return { written, text: letterText(written.letter), calls: server.calls - before, desk };
}

/** The draft as the prose that a model writes. */
export function draftOf({ draft }: Fixture, change: (lines: string[]) => string[] = (lines) => lines): string {
  const sentences = change([...draft]).map((line) => LineSchema.parse(JSON.parse(line)));
  const numbers = [...new Set(sentences.map(({ p }) => p))];
  const paragraph = (number: number) => sentences.filter(({ p }) => p === number).map(({ t }) => t);
  return numbers.map((number) => paragraph(number).join(' ')).join('\n\n');
}

/** Replaces the text of a draft line. */
export function saying(line: string, text: string): string {
  const parsed: unknown = JSON.parse(line);
  return JSON.stringify({ ...(typeof parsed === 'object' ? parsed : {}), t: text });
}

export function verdicts({ draft, verdicts: { checks } }: Fixture, objected: readonly number[] = []): Reply {
  const isOwn = (n: number) => LineSchema.parse(JSON.parse(draft[n - 1] ?? '')).own;
  const quoted = checks.map((check) => (isOwn(check.n) ? { ...check, by: '' } : check));
  const changed = quoted.map((check) =>
    objected.includes(check.n) ? { n: check.n, supported: false, by: 'nobody said this' } : check,
  );
  return says(JSON.stringify({ checks: changed }));
}
