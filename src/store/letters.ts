import type { Place } from '../adapters/contract.ts';
import { LetterSchema } from '../letter/letter.ts';
import { upgraded, VERSION } from '../machine/saved.ts';
import { BriefSchema } from '../machine/sheet.ts';
import { UsageSchema } from '../model/budget.ts';
import { asc, eq, sql } from './drizzle.ts';
import type { Database } from './engine.ts';
import type { Advanced } from './interviews.ts';
import { readable } from './rows.ts';
import { letters } from './schema.ts';
import { type Shape, value } from './shape.ts';
import type { Editions, KeptLetter, Turn } from './store.ts';

export async function lettersOf(db: Database, place: Place): Promise<KeptLetter[]> {
  const rows = await db.select().from(letters).where(eq(letters.place, place)).orderBy(asc(letters.version));
  return rows.map(({ version, letter, brief, usage, format, at }) => ({
    version,
    usage: usage === null ? null : readable(UsageSchema, usage, 'letters', `${place} ${version}`),
    letter: readable(LetterSchema, upgraded('letter', letter, format), 'letters', `${place} ${version}`),
    brief: readable(BriefSchema, upgraded('brief', brief, format), 'letters', `${place} ${version}`),
    at,
  }));
}

/** Of what the letters say nothing is looked at, so that no row keeps the next letter from coming. */
export async function editions(db: Database, place: Place): Promise<Editions> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int`, last: sql<number>`coalesce(max(${letters.version}), 0)` })
    .from(letters)
    .where(eq(letters.place, place));
  return row ?? { count: 0, last: 0 };
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
            format: sql.raw(`${VERSION}`).as('format'),
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
