/** Questions that were sent, and texts that wait for more of the same answer. */
import { z } from 'zod';
import type { Place } from '../adapters/contract.ts';
import { and, asc, type Database, eq, execute, inArray, not, sql } from './drizzle.ts';
import type { Cipher } from './encryption.ts';
import { PlaceSchema, readable } from './rows.ts';
import { held, outbox, questions } from './schema.ts';
import type { Held, SentQuestion } from './store.ts';

export const QuestionSchema = z.object({ platformId: z.string(), order: z.string().nullable(), slot: z.string() });

/** What of a held text is no column of its own. */
const HeldSchema = z.object({
  author: z.string(),
  at: z.coerce.date(),
  order: z.string().nullable(),
  text: z.string(),
});

/**
 * Deletes messages that were sent, and keeps the question among them, in one statement. Where the person wanted everything
 * forgotten meanwhile, no question is kept.
 */
export async function deleteSent(
  db: Database,
  keys: readonly string[],
  question?: { readonly place: Place } & SentQuestion,
): Promise<void> {
  if (keys.length === 0) return;
  if (question === undefined) {
    await db.delete(outbox).where(inArray(outbox.key, [...keys]));
    return;
  }
  const { place, platformId, order, slot } = question;
  const all = sql.join(
    keys.map((key) => sql`${key}`),
    sql`, `,
  );
  await execute(
    db,
    sql`with sent as (delete from outbox where key in (${all}))
      insert into questions (place, message, position, slot)
      select place, ${platformId}, ${order}, ${slot} from interviews where place = ${place} for key share
      on conflict (place, message) do update set slot = excluded.slot`,
  );
}

export async function findQuestion(db: Database, place: Place, platformId: string): Promise<SentQuestion | null> {
  const [row] = await db
    .select()
    .from(questions)
    .where(and(eq(questions.place, place), eq(questions.message, platformId)));
  return row === undefined ? null : { platformId, order: row.position, slot: row.slot };
}

/** @returns false where the turn of the text is committed already */
export async function holdText(db: Database, place: Place, { id, ...text }: Held, cipher: Cipher): Promise<boolean> {
  const body = JSON.stringify(cipher.seal(text, 'held', heldId(place, id)));
  const seen = sql`exists (select 1 from inbox where place = ${place} and event = ${id})`;
  const rows = await execute(
    db,
    sql`with kept as (insert into held (place, event, body)
        select ${place}, ${id}, ${body}::json where not ${seen} on conflict do nothing)
      select 1 where not ${seen}`,
  );
  return rows.length > 0;
}

/** A text that came twice may be held again while its turn commits. */
export const isTaken = sql`exists (select 1 from inbox where inbox.place = held.place and inbox.event = held.event)`;

function heldId(place: Place, event: string): string {
  return `${place} ${event}`;
}

const HeldRowsSchema = z.array(z.object({ event: z.string(), body: z.unknown() }));

/** @param rows as JSON, in their order; null for none */
export function heldFrom(rows: unknown, place: Place, cipher: Cipher): Held[] {
  return readable(HeldRowsSchema, rows ?? [], 'held', place).map(({ event, body }) => {
    const id = heldId(place, event);
    return { id: event, ...readable(HeldSchema, cipher.open(body, 'held', id), 'held', id) };
  });
}

export async function placesHolding(db: Database): Promise<Place[]> {
  const rows = await db.selectDistinct({ place: held.place }).from(held).where(not(isTaken)).orderBy(asc(held.place));
  return rows.map(({ place }) => readable(PlaceSchema, place, 'held', place));
}
