import { randomUUID } from 'node:crypto';
import type { Outbound, Place } from '../adapters/contract.ts';
import { VERSION } from '../machine/saved.ts';
import { and, asc, eq, inArray, sql } from './drizzle.ts';
import type { Database } from './engine.ts';
import type { Advanced } from './interviews.ts';
import { fromColumns, toColumns } from './outbound.ts';
import { PlaceSchema, readable, UnreadableRow } from './rows.ts';
import { outbox } from './schema.ts';
import { type Shape, value } from './shape.ts';
import type { Turn, Unsent } from './store.ts';

/** What is still to be said to a place. A message that can't be read is set aside, so that it silences no other. */
export async function unsent(
  db: Database,
  place: Place,
  onUnreadable: (row: UnreadableRow) => void,
): Promise<Unsent[]> {
  const rows = await db.select().from(outbox).where(stillToSay(place)).orderBy(asc(outbox.turn), asc(outbox.part));
  const read = rows.map((row) => ({ key: row.key, message: fromColumns(row, row.format), noted: row.noted }));
  const unreadable = read.flatMap(({ key, message }) => (message === null ? [key] : []));
  if (unreadable.length > 0) await db.update(outbox).set({ aside: true }).where(inArray(outbox.key, unreadable));
  for (const key of unreadable) onUnreadable(new UnreadableRow('outbox', key));
  return read.flatMap(({ key, message, noted }) => (message === null ? [] : [{ key, message, noted }]));
}

export function stillToSay(place: Place) {
  return and(eq(outbox.place, place), eq(outbox.aside, false));
}

/** What the rows that `say` makes will give. */
export function leaves({ place, event, out }: Turn): Unsent[] {
  return out.map((message, part) => ({ key: keyOf(place, event.id, part), message, noted: null }));
}

export async function placesWithUnsent(db: Database): Promise<Place[]> {
  const rows = await db
    .selectDistinct({ place: outbox.place })
    .from(outbox)
    .where(eq(outbox.aside, false))
    .orderBy(asc(outbox.place));
  return rows.map(({ place }) => readable(PlaceSchema, place, 'outbox', place));
}

export async function note(db: Database, key: string, noted: string): Promise<void> {
  await db.update(outbox).set({ noted }).where(eq(outbox.key, key));
}

export async function markSent(db: Database, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await db.delete(outbox).where(inArray(outbox.key, [...keys]));
}

/** The parts of a turn's statement that leave what there is to say. */
export function say(db: Database, kept: Advanced, { messages }: Shape) {
  return Array.from({ length: messages }, (_, part) =>
    db.$with(`say_${part}`).as(
      db.insert(outbox).select(
        db
          .select({
            key: value(`key_${part}`).as('key'),
            place: value('place').as('place'),
            turn: kept.version,
            part: sql.raw(`${part}`).as('part'),
            body: value(`body_${part}`, outbox.body).as('body'),
            bytes: value(`bytes_${part}`).as('bytes'),
            noted: sql`null`.as('noted'),
            aside: sql`false`.as('aside'),
            format: sql.raw(`${VERSION}`).as('format'),
          })
          .from(kept),
      ),
    ),
  );
}

/** What `say` leaves open. */
export function sayValues({ place, event, out }: Turn): Record<string, unknown> {
  return Object.assign(
    {},
    ...out.map((message, part) => {
      const { body, bytes } = toColumns(message);
      return { [`key_${part}`]: keyOf(place, event.id, part), [`body_${part}`]: body, [`bytes_${part}`]: bytes };
    }),
  );
}

/** What is said to a place of which nothing else is kept. Each farewell has keys of its own, or a second would not be heard. */
export async function sayFarewell(db: Database, place: Place, farewell: readonly Outbound[]): Promise<void> {
  if (farewell.length === 0) return;
  const event = `farewell-${randomUUID()}`;
  await db.insert(outbox).values(
    farewell.map((message, part) => ({
      key: keyOf(place, event, part),
      place,
      turn: 0,
      part,
      format: VERSION,
      ...toColumns(message),
    })),
  );
}

/** The same key for the same part of the same event, and for nothing else: a slash within a name is escaped. */
function keyOf(place: Place, event: string, part: number): string {
  return [place, event, part].map((name) => String(name).replaceAll(/[%/]/g, encodeURIComponent)).join('/');
}
