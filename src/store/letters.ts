import type { Place } from '../adapters/adapter.ts';
import { LetterSchema } from '../letter/letter.ts';
import { BriefSchema } from '../machine/brief.ts';
import { UsageSchema } from '../model/budget.ts';
import { asc, eq, sql } from './drizzle.ts';
import type { Database } from './engine.ts';
import type { Advanced } from './interviews.ts';
import { readable } from './rows.ts';
import { letters } from './schema.ts';
import { type Shape, value } from './shape.ts';
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
export function keepLetter(db: Database, kept: Advanced, { hasLetter }: Shape) {
  if (!hasLetter) return [];
  return [
    db.$with('letter').as(
      db.insert(letters).select(
        db
          .select({
            place: value('place').as('place'),
            version: value('letter_version').as('version'),
            letter: value('letter', letters.letter).as('letter'),
            brief: value('brief', letters.brief).as('brief'),
            usage: value('usage').as('usage'),
            at: sql`now()`.as('at'),
          })
          .from(kept),
      ),
    ),
  ];
}

/** What `keepLetter` leaves open. */
export function letterValues({ letter: kept }: Turn): Record<string, unknown> {
  if (kept === undefined) return {};
  const { version, letter, brief, usage } = kept;
  // A usage that there is not is NULL, and not JSON's null.
  return { letter_version: version, letter, brief, usage: usage && letters.usage.mapToDriverValue(usage) };
}
