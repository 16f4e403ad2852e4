import type { Place } from '../adapters/adapter.ts';
import { LetterSchema } from '../letter/letter.ts';
import { BriefSchema } from '../machine/brief.ts';
import { UsageSchema } from '../model/budget.ts';
import { asc, eq, sql } from './drizzle.ts';
import type { Database } from './engine.ts';
import type { Advanced } from './interviews.ts';
import { readable } from './rows.ts';
import { letters } from './schema.ts';
import type { KeptLetter, Turn } from './store.ts';

export async function lettersOf(db: Database, place: Place): Promise<KeptLetter[]> {
  const rows = await db.select().from(letters).where(eq(letters.place, place)).orderBy(asc(letters.version));
  return rows.map(({ version, letter, brief, usage, at }) => ({
    version,
    usage: usage === null ? null : readable(UsageSchema, usage, 'letters', `${place} ${version}`),
    letter: readable(LetterSchema, letter, 'letters', `${place} ${version}`),
    brief: readable(BriefSchema, brief, 'letters', `${place} ${version}`),
    at,
  }));
}

/** The part of a turn's statement that keeps the letter that it made final, if it did. */
export function keepLetter(db: Database, kept: Advanced, { place, letter }: Turn) {
  if (letter === undefined) return [];
  return [
    db.$with('letter').as(
      db.insert(letters).select(
        db
          .select({
            place: sql`${place}`.as('place'),
            version: sql`${letter.version}`.as('version'),
            letter: sql`${sql.param(letter.letter, letters.letter)}`.as('letter'),
            brief: sql`${sql.param(letter.brief, letters.brief)}`.as('brief'),
            usage: sql`${sql.param(letter.usage, letters.usage)}`.as('usage'),
            at: sql`now()`.as('at'),
          })
          .from(kept),
      ),
    ),
  ];
}
