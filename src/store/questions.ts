/** Questions that were sent, and events that wait for their turn, most of them texts that wait for more of the same answer. */
import { z } from 'zod';
import { KeptSaidSchema, type Place, PlaceSchema } from '../adapters/contract.ts';
import { and, asc, eq, execute, inArray, not, sql } from './drizzle.ts';
import type { Cipher } from './encryption.ts';
import { readable } from './failure.ts';
import type { Work } from './jobs.ts';
import { held, outbox, questions } from './schema.ts';
import type { Held, Store } from './store.ts';

export const QuestionSchema = z.object({ platformId: z.string(), order: z.string().nullable(), slot: z.string() });

/** What of a held event is no column of its own. Earlier versions held texts alone. */
const HeldSchema = z
  .object({
    author: z.string(),
    at: z.coerce.date(),
    order: z.string().nullable(),
    text: z.string().optional(),
    said: KeptSaidSchema.optional(),
  })
  .transform(({ text = '', said = { kind: 'text', text }, ...rest }) => ({ ...rest, said }));

/** A text that came twice may be held again while its turn commits. */
export const isTaken = sql`exists (select 1 from inbox where inbox.place = held.place and inbox.event = held.event)`;

export function questionRows({ ask, cipher, changed }: Work) {
  return {
    /** In one statement. Where the person wanted everything forgotten meanwhile, no question is kept. */
    async markSent(keys, question) {
      if (keys.length === 0) return;
      if (question === undefined) {
        await ask((db) => db.delete(outbox).where(inArray(outbox.key, [...keys])));
        return;
      }
      const { place, platformId, order, slot } = question;
      const statement = sql`with sent as (delete from outbox where key in ${keys})
        insert into questions (place, message, position, slot)
        select place, ${platformId}, ${order}, ${slot} from interviews where place = ${place} for key share
        on conflict (place, message) do update set slot = excluded.slot`;
      await ask((db) => execute(db, statement));
    },
    questionSent: (place, platformId) =>
      ask(async (db) => {
        const isMeant = and(eq(questions.place, place), eq(questions.message, platformId));
        const [row] = await db.select().from(questions).where(isMeant);
        return row === undefined ? null : { platformId, order: row.position, slot: row.slot };
      }),
    async hold(place, { id, ...event }) {
      const body = JSON.stringify(cipher.seal(event, 'held', heldId(place, id)));
      const seen = sql`exists (select 1 from inbox where place = ${place} and event = ${id})`;
      const statement = sql`with kept as (insert into held (place, event, body)
          select ${place}, ${id}, ${body}::json where not ${seen} on conflict do nothing)
        select 1 where not ${seen}`;
      const rows = await ask((db) => execute(db, statement));
      changed('turn');
      return rows.length > 0;
    },
    release: (place, event) =>
      ask(async (db) => {
        await db.delete(held).where(and(eq(held.place, place), eq(held.event, event)));
      }),
    placesHolding: () =>
      ask(async (db) => {
        const places = db.selectDistinct({ place: held.place }).from(held);
        const rows = await places.where(not(isTaken)).orderBy(asc(held.place));
        return rows.map(({ place }) => readable(PlaceSchema, place, 'held', place));
      }),
  } satisfies Partial<Store>;
}

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
