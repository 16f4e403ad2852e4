import { z } from 'zod';
import { and, eq, sql } from './drizzle.ts';
import { type Database, READ_COMMITTED } from './engine.ts';
import type { Advanced } from './interviews.ts';
import { readable } from './rows.ts';
import { completions } from './schema.ts';
import { type Shape, value } from './shape.ts';
import type { LetterStep } from './store.ts';

export async function recall(db: Database, { place, version, step }: LetterStep): Promise<string | null> {
  const [row] = await db
    // As it stands there: a text that is JSON itself would come out of Drizzle as what it says.
    .select({ raw: sql<string>`${completions.raw}::text` })
    .from(completions)
    .where(and(eq(completions.place, place), eq(completions.version, version), eq(completions.step, step)));
  if (row === undefined) return null;
  return readable(z.string(), JSON.parse(row.raw), 'completions', `${place} ${version} ${step}`);
}

/** Keeps the first answer of a step, as long as the letter is still theirs to write who had it. */
export async function keep(
  db: Database,
  { place, version, step }: LetterStep,
  raw: string,
  isTheirs: (db: Database) => Promise<boolean>,
): Promise<void> {
  await db.transaction(async (transaction) => {
    if (!(await isTheirs(transaction))) return;
    await transaction.insert(completions).values({ place, version, step, raw }).onConflictDoNothing();
  }, READ_COMMITTED);
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
