import type { Bookmark, MessageReference, Place } from '../adapters/contract.ts';
import { and, eq, sql } from './drizzle.ts';
import type { Database } from './engine.ts';
import type { Advanced } from './interviews.ts';
import { PlaceSchema, readable } from './rows.ts';
import { inbox } from './schema.ts';
import { type Shape, value } from './shape.ts';
import type { EarlierMessage } from './store.ts';

export async function seen(db: Database, place: Place, event: string): Promise<boolean> {
  const rows = await db
    .select({ event: inbox.event })
    .from(inbox)
    .where(and(eq(inbox.place, place), eq(inbox.event, event)));
  return rows.length > 0;
}

/** Of each place of a platform the highest event, among those whose ids are numbers. */
export async function bookmarks(db: Database, platform: string): Promise<Bookmark[]> {
  const highest = sql<string>`max(${inbox.event}::numeric)::text`;
  const rows = await db
    .select({ place: inbox.place, event: highest })
    .from(inbox)
    .where(and(sql`${inbox.place} like ${`${platform}:%`}`, sql`${inbox.event} ~ '^[0-9]{1,20}$'`))
    .groupBy(inbox.place);
  return rows.map(({ place, event }) => ({ place: readable(PlaceSchema, place, 'inbox', place), event }));
}

/** A text of the candidate; an event of another kind is no message that could be edited. */
export async function message(db: Database, place: Place, reference: MessageReference): Promise<EarlierMessage | null> {
  const [row] = await db
    .select()
    .from(inbox)
    .where(
      and(
        eq(inbox.place, place),
        'id' in reference ? eq(inbox.event, reference.id) : eq(inbox.ordinal, reference.ordinal),
      ),
    );
  if (row === undefined || row.ordinal === null) return null;
  return { id: row.event, asked: row.asked };
}

/** The part of a turn's statement that remembers its event. */
export function record(db: Database, kept: Advanced, { isText }: Shape) {
  const next = sql`(select coalesce(max(${inbox.ordinal}), 0) + 1 from ${inbox} where ${inbox.place} = ${value('place')})`;
  return db.$with('event').as(
    db.insert(inbox).select(
      db
        .select({
          place: value('place').as('place'),
          event: value('event').as('event'),
          ordinal: isText ? next.as('ordinal') : sql`null::integer`.as('ordinal'),
          asked: value('asked').as('asked'),
        })
        .from(kept),
    ),
  );
}
