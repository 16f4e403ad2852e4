import { z } from 'zod';
import { and, eq, sql } from './drizzle.ts';
import type { Database } from './engine.ts';
import type { Advanced } from './interviews.ts';
import { readable } from './rows.ts';
import { completions } from './schema.ts';
import { type Shape, value } from './shape.ts';
import type { LetterStep } from './store.ts';

export async function recall(db: Database, { place, version, step }: LetterStep): Promise<string | null> {
  const [row] = await db
    .select({ raw: completions.raw })
    .from(completions)
    .where(and(eq(completions.place, place), eq(completions.version, version), eq(completions.step, step)));
  return row === undefined ? null : readable(z.string(), row.raw, 'completions', `${place} ${version} ${step}`);
}

/** Keeps the first answer of a step; one that comes late, from a process that was given up, changes nothing. */
export async function keep(db: Database, { place, version, step }: LetterStep, raw: string): Promise<void> {
  await db.insert(completions).values({ place, version, step, raw }).onConflictDoNothing();
}

/** The part of a turn's statement that forgets what led to the letter that it made final, if it did. */
export function dropWhatLedTo(db: Database, kept: Advanced, { hasLetter }: Shape) {
  if (!hasLetter) return [];
  return [
    db.$with('spent').as(
      db
        .delete(completions)
        .where(and(eq(completions.place, value('place')), sql`exists (select 1 from ${kept})`))
        .returning({ step: completions.step }),
    ),
  ];
}
