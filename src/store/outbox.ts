/** The outbox: unsent messages, deleted once sent. Also the questions that were sent. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { BodySchema, type Outbound, type Place } from '../adapters/contract.ts';
import { type OnUnreadable, UnreadableRow } from './database-errors.ts';
import type { Cipher } from './encryption.ts';
import { and, asc, type Database, eq, execute, inArray, parameters, sql } from './engine.ts';
import type { Work } from './letter-queue.ts';
import { interviews, outbox, questions } from './schema.ts';
import type { Store } from './store.ts';

const BacklogSchema = z.tuple([z.object({ unsent: z.number(), age: z.number(), letters: z.number() })]);

export function outboxRows({ ask, query, cipher }: Work, onUnreadable: OnUnreadable) {
  return {
    /** Skips and flags unreadable messages. Throws if a key is missing, because another process may have it. */
    unsent: (place) =>
      ask(async (db) => {
        const isUnsent = and(eq(outbox.place, place), eq(outbox.aside, false));
        const rows = await db.select().from(outbox).where(isUnsent).orderBy(asc(outbox.turn), asc(outbox.part));
        const read = rows.map((row) => ({ key: row.key, noted: row.noted, message: messageOf(row, row.key, cipher) }));
        const unreadable = read.filter(({ message }) => message === null).map(({ key }) => key);
        if (unreadable.length > 0) await db.update(outbox).set({ aside: true }).where(inArray(outbox.key, unreadable));
        for (const key of unreadable) onUnreadable(new UnreadableRow('outbox', key));
        return read.flatMap(({ message, ...row }) => (message === null ? [] : [{ ...row, message }]));
      }),
    leaves: ({ place, event, out }) =>
      out.map((message, part) => ({ key: keyOf(place, event.id, part), message, noted: null })),
    placesWithUnsent: () =>
      ask(async (db) => {
        const places = db.selectDistinct({ place: outbox.place }).from(outbox);
        const rows = await places.where(eq(outbox.aside, false)).orderBy(asc(outbox.place));
        return rows.map(({ place }) => place);
      }),
    backlog: () =>
      ask(async (db) => {
        const rows = await execute(
          db,
          sql`select count(*)::int as unsent,
            coalesce(extract(epoch from now() - min(${outbox.at})), 0)::float8 as age,
            (select count(*)::int from ${interviews} where ${interviews.state} = 'writing') as letters
            from ${outbox} where not ${outbox.aside}`,
        );
        return BacklogSchema.parse(rows)[0];
      }),
    async note(key, noted) {
      await ask((db) => db.update(outbox).set({ noted }).where(eq(outbox.key, key)));
    },
    /** One statement. Stores no question if the interview was deleted meanwhile (/forget). */
    async markSent(keys, question) {
      if (keys.length === 0) return;
      const { values, add } = parameters();
      const sent = `delete from outbox where key in (${keys.map(add).join(', ')})`;
      if (question === undefined) {
        await query({ text: sent, values });
        return;
      }
      const { place, platformId, order, slot } = question;
      const text = `with sent as (${sent})
        insert into questions (place, message, position, slot)
        select place, ${add(platformId)}, ${add(order)}, ${add(slot)} from interviews where place = ${add(place)} for key share
        on conflict (place, message) do update set slot = excluded.slot`;
      await query({ text, values });
    },
    questionSent: (place, platformId) =>
      ask(async (db) => {
        const isMeant = and(eq(questions.place, place), eq(questions.message, platformId));
        const [row] = await db.select().from(questions).where(isMeant);
        return row === undefined ? null : { platformId, order: row.position, slot: row.slot };
      }),
  } satisfies Partial<Store>;
}

/** A random event id per farewell: a platform drops a repeated key. */
export async function addFarewell(
  db: Database,
  place: Place,
  farewell: readonly Outbound[],
  cipher: Cipher,
): Promise<void> {
  if (farewell.length === 0) return;
  const event = `farewell-${randomUUID()}`;
  const rows = farewell.map((message, part) => {
    const key = keyOf(place, event, part);
    return { key, part, ...columnsOf(message, key, cipher) };
  });
  await db.insert(outbox).values(rows.map((row) => ({ ...row, place, turn: 0 })));
}

/** Returns the unique key of a message. Slashes within a name are escaped. */
export function keyOf(place: Place, event: string, part: number): string {
  return [place, event, part].map((name) => String(name).replaceAll(/[%/]/g, encodeURIComponent)).join('/');
}

interface MessageColumns {
  readonly body: unknown;
  readonly bytes: Uint8Array | null;
}

/** A file's bytes have their own column; as JSON they would be a third larger. @param key of the row */
export function columnsOf(message: Outbound, key: string, cipher: Cipher): MessageColumns {
  if (message.kind !== 'file') return { body: cipher.seal(message, 'outbox', key), bytes: null };
  const { bytes, ...body } = message;
  return { body: cipher.seal(body, 'outbox', key), bytes: cipher.sealBytes(bytes, 'outbox', key) };
}

/** @returns null for an unreadable row @throws UnreadableRow without the right key */
function messageOf({ body, bytes }: MessageColumns, key: string, cipher: Cipher): Outbound | null {
  const message = BodySchema.safeParse(cipher.open(body, 'outbox', key)).data;
  if (message?.kind !== 'file') return message ?? null;
  return bytes && { ...message, bytes: cipher.openBytes(bytes, body, 'outbox', key) };
}
