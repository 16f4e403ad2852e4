import type { Place } from '../adapters/contract.ts';
import { SavedSchema } from '../machine/saved.ts';
import { and, asc, eq, notExists, sql } from './drizzle.ts';
import type { Database } from './engine.ts';
import { stillToSay } from './outbox.ts';
import { PlaceSchema, readable } from './rows.ts';
import { inbox, interviews, outbox } from './schema.ts';
import { type Shape, value } from './shape.ts';
import type { Before, Kept, Turn } from './store.ts';

export async function load(db: Database, place: Place): Promise<Kept | null> {
  const [row] = await db.select().from(interviews).where(eq(interviews.place, place));
  if (row === undefined) return null;
  return { version: row.version, saved: readable(SavedSchema, row.saved, 'interviews', place) };
}

export async function before(db: Database, place: Place, event: string): Promise<Before> {
  const seen = db
    .select({ one: sql`1` })
    .from(inbox)
    .where(and(eq(inbox.place, place), eq(inbox.event, event)));
  const owed = db.select({ one: sql`1` }).from(outbox).where(stillToSay(place));
  const [row] = await db
    .select({
      version: interviews.version,
      saved: interviews.saved,
      seen: sql<boolean>`exists (${seen})`,
      owed: sql<boolean>`exists (${owed})`,
    })
    .from(interviews)
    .where(eq(interviews.place, place));
  // Where nothing is kept, a farewell may still be to be said.
  if (row === undefined) return { kept: null, seen: false, owed: true };
  const saved = readable(SavedSchema, row.saved, 'interviews', place);
  return { kept: { version: row.version, saved }, seen: row.seen, owed: row.owed };
}

export async function placesIn(db: Database, state: string): Promise<Place[]> {
  const rows = await db
    .select({ place: interviews.place })
    .from(interviews)
    .where(eq(interviews.state, state))
    .orderBy(asc(interviews.place));
  return rows.map(({ place }) => readable(PlaceSchema, place, 'interviews', place));
}

/**
 * The first part of a turn's statement: the next version of the interview, which comes about only over the version that
 * the turn expects and only for an event that is new. The other parts select from it, so that they are inserted with it
 * or not at all.
 */
export function advance(db: Database, { isFirst }: Shape) {
  const next = { state: value('state'), saved: value('saved', interviews.saved) };
  const kept = db.$with('kept');
  if (isFirst) {
    return kept.as(
      db
        .insert(interviews)
        .values({ place: value('place'), version: 1, ...next })
        .onConflictDoNothing()
        .returning({ version: interviews.version }),
    );
  }
  const event = db
    .select({ event: inbox.event })
    .from(inbox)
    .where(and(eq(inbox.place, value('place')), eq(inbox.event, value('event'))));
  return kept.as(
    db
      .update(interviews)
      .set({ version: sql`${interviews.version} + 1`, ...next })
      .where(and(eq(interviews.place, value('place')), eq(interviews.version, value('expected')), notExists(event)))
      .returning({ version: interviews.version }),
  );
}

/** What `advance` and all the other parts leave open of the interview and its event. */
export function advanceValues({ place, event, expected, saved }: Turn): Record<string, unknown> {
  return { place, event: event.id, asked: event.asked, expected, state: saved.value, saved };
}

export type Advanced = ReturnType<typeof advance>;
