/** Interviews and their events: what a turn starts from, and how it commits. */
import { z } from 'zod';
import type { Bookmark, MessageReference, Outbound, Place, Platform } from '../adapters/contract.ts';
import { type Saved, SavedSchema, VERSION } from '../machine/saved.ts';
import {
  and,
  asc,
  type Database,
  eq,
  execute,
  inArray,
  isNotNull,
  like,
  lt,
  not,
  notInArray,
  READ_COMMITTED,
  type SQL,
  sql,
} from './drizzle.ts';
import type { Cipher } from './encryption.ts';
import type { LetterQueue } from './jobs.ts';
import { letterId } from './letters.ts';
import { addFarewell, keyOf } from './outbox.ts';
import { heldFrom, isTaken, QuestionSchema } from './questions.ts';
import { columnsOf, PlaceSchema, readable } from './rows.ts';
import { completions, held, inbox, interviews, letters, outbox, questions } from './schema.ts';
import type { Before, Commit, EarlierMessage, Kept, Reminder, Turn } from './store.ts';

export async function loadInterview(db: Database, place: Place, cipher: Cipher): Promise<Kept | null> {
  const [row] = await db.select().from(interviews).where(eq(interviews.place, place));
  if (row === undefined) return null;
  return { version: row.version, saved: savedIn(row, place, cipher) };
}

function savedIn({ saved }: { readonly saved: unknown }, place: Place, cipher: Cipher): Saved {
  return readable(SavedSchema, cipher.open(saved, 'interviews', place), 'interviews', place);
}

const BeforeSchema = z.tuple([
  z.object({
    version: z.number().nullable(),
    saved: z.unknown(),
    at: z.coerce.date().nullable(),
    remind: z.coerce.date().nullable(),
    seen: z.boolean(),
    owed: z.boolean(),
    question: z.unknown(),
    held: z.unknown(),
  }),
]);

/** One round trip. SQL, as with `turnStatement`. */
export async function loadBefore(db: Database, place: Place, event: string, cipher: Cipher): Promise<Before> {
  const rows = await execute(
    db,
    sql`select version, saved, at, remind_at as remind,
        exists (select 1 from inbox where place = ${place} and event = ${event}) as seen,
        exists (select 1 from outbox where place = ${place} and not aside) as owed,
        (select json_build_object('platformId', message, 'order', position, 'slot', slot)
          from questions where place = ${place} order by number desc limit 1) as question,
        (select json_agg(json_build_object('event', event, 'body', body) order by number)
          from held where place = ${place} and not ${isTaken}) as held
      from (values (1)) as always left join interviews on place = ${place}`,
  );
  const [{ version, saved, at, remind, seen, owed, question, held }] = BeforeSchema.parse(rows);
  return {
    kept: version === null ? null : { version, saved: savedIn({ saved }, place, cipher) },
    seen,
    owed,
    seenAt: at,
    remindAt: remind,
    question: readable(QuestionSchema.nullable(), question, 'questions', place),
    held: heldFrom(held, place, cipher),
  };
}

const REMINDERS_AT_MOST = 100;

export async function remindersOf(db: Database, platforms: readonly Platform[]): Promise<Reminder[]> {
  const rows = await db
    .select({ place: interviews.place, at: interviews.remindAt })
    .from(interviews)
    .where(and(isNotNull(interviews.remindAt), inArray(sql`split_part(${interviews.place}, ':', 1)`, [...platforms])))
    .orderBy(asc(interviews.remindAt))
    .limit(REMINDERS_AT_MOST);
  return rows.flatMap(({ place, at }) =>
    at === null ? [] : [{ place: readable(PlaceSchema, place, 'interviews', place), at }],
  );
}

export async function placesInState(db: Database, state: string): Promise<Place[]> {
  const rows = await db.select().from(interviews).where(eq(interviews.state, state)).orderBy(asc(interviews.place));
  return rows.map(({ place }) => readable(PlaceSchema, place, 'interviews', place));
}

export async function bookmarksOf(db: Database, platform: string): Promise<Bookmark[]> {
  const rows = await db
    .select({ place: inbox.place, event: sql<string>`max(${inbox.event}::numeric)::text` })
    .from(inbox)
    .where(and(sql`${inbox.place} like ${`${platform}:%`}`, sql`${inbox.event} ~ '^[0-9]{1,20}$'`))
    .groupBy(inbox.place);
  return rows.map(({ place, event }) => ({ place: readable(PlaceSchema, place, 'inbox', place), event }));
}

/** Only texts are found: other events have no ordinal, and can't be edited. */
export async function findMessage(db: Database, place: Place, of: MessageReference): Promise<EarlierMessage | null> {
  const [row] = await db
    .select()
    .from(inbox)
    .where('id' in of ? isEvent(place, of.id) : and(eq(inbox.place, place), eq(inbox.ordinal, of.ordinal)));
  return row === undefined || row.ordinal === null ? null : { id: row.event, asked: row.asked };
}

function isEvent(place: Place, event: string) {
  return and(eq(inbox.place, place), eq(inbox.event, event));
}

/** Rolls a turn back: its job is no longer held. */
class JobLost extends Error {}

/** @param queue changes the turn's job in the same transaction; null for a turn without one */
export async function commitTurn(db: Database, turn: Turn, queue: LetterQueue | null, cipher: Cipher): Promise<Commit> {
  const { job } = turn;
  if (queue === null || job === undefined) return advance(db, turn, cipher);
  try {
    return await db.transaction(async (transaction) => {
      const outcome = await advance(transaction, turn, cipher);
      if (outcome === 'committed' && !(await queue.change(turn.place, job, transaction))) throw new JobLost();
      return outcome;
    }, READ_COMMITTED);
  } catch (error) {
    if (error instanceof JobLost) return 'stale';
    throw error;
  }
}

async function advance(db: Database, turn: Turn, cipher: Cipher): Promise<Commit> {
  const [row] = await execute(db, turnStatement(turn, cipher));
  if (row !== undefined) return 'committed';
  const [seen] = await db.select().from(inbox).where(isEvent(turn.place, turn.event.id));
  return seen === undefined ? 'stale' : 'seen';
}

/**
 * A turn is one statement, and so one round trip and one transaction. `kept` has a row only if the interview is at the
 * expected version and the event is new. All other parts select from it. The second of two turns over the same version
 * waits for the first at the interview's row, and then finds another version. SQL, because building the statement with
 * Drizzle takes longer than its commit.
 */
function turnStatement(turn: Turn, cipher: Cipher): SQL {
  const { place, event, also, expected, saved, seenAt, remindAt, out, letter, deletes } = turn;
  const state = json(cipher.seal(saved, 'interviews', place));
  const [seen, remind] = [seenAt, remindAt].map((date) => sql`${date?.toISOString() ?? null}::timestamptz`);
  const kept =
    expected === null
      ? sql`insert into interviews (place, version, state, saved, at, remind_at)
          values (${place}, 1, ${saved.value}, ${state}, coalesce(${seen}, now()), ${remind}) on conflict do nothing returning version`
      : sql`update interviews set version = version + 1, state = ${saved.value}, saved = ${state},
            at = coalesce(${seen}, at), remind_at = ${remindAt === undefined ? sql`remind_at` : remind}
          where place = ${place} and version = ${expected}
            and not exists (select 1 from inbox where place = ${place} and event = ${event.id}) returning version`;
  const next = sql`(select coalesce(max(ordinal), 0) + 1 from inbox where place = ${place})`;
  const parts = [
    sql`kept as (${kept})`,
    sql`taken as (insert into inbox (place, event, ordinal, asked)
      select ${place}, ${event.id}, ${event.isText ? next : sql`null::int`}, ${event.asked} from kept)`,
  ];
  if (also !== undefined) {
    const ids = sql.join(
      [event.id, ...also].map((id) => sql`${id}`),
      sql`, `,
    );
    parts.push(
      sql`released as (delete from held where place = ${place} and (event in (${ids}) or ${isTaken})
        and exists (select 1 from kept))`,
    );
    const rows = also.map((id, at) => sql`(${id}, ${at + 1}::int)`);
    if (rows.length > 0)
      parts.push(sql`further as (insert into inbox (place, event, ordinal, asked)
        select ${place}, id, ${next} + place_in_row, ${event.asked} from kept, (values ${sql.join(rows, sql`, `)}) as more (id, place_in_row))`);
  }
  if (out.length > 0) {
    const rows = out.map((message, part) => {
      const key = keyOf(place, event.id, part);
      const { body, bytes } = columnsOf(message, key, cipher);
      return sql`(${key}, ${part}::int, ${json(body)}, ${bytes}::bytea)`;
    });
    parts.push(sql`said as (insert into outbox (key, place, turn, part, body, bytes, format)
      select key, ${place}, version, part, body, bytes, ${VERSION}::int
      from kept, (values ${sql.join(rows, sql`, `)}) as new (key, part, body, bytes))`);
  }
  if (letter) {
    const id = letterId(place, letter.version);
    const [sealed, brief] = [letter.letter, letter.brief].map((part) => json(cipher.seal(part, 'letters', id)));
    const usage = letter.usage === null ? sql`null::json` : json(letter.usage);
    parts.push(
      sql`written as (insert into letters (place, version, letter, brief, usage, format)
        select ${place}, ${letter.version}::int, ${sealed}, ${brief}, ${usage}, ${VERSION}::int
        from kept)`,
      sql`spent as (delete from completions where place = ${place} and exists (select 1 from kept))`,
    );
  }
  if (deletes !== undefined)
    parts.push(
      sql`gone as (delete from letters where place = ${place} and version = ${deletes}::int and exists (select 1 from kept))`,
    );
  return sql`with ${sql.join(parts, sql`, `)} select version from kept`;
}

function json(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::json`;
}

/**
 * Deletes the interview first: that waits for a turn which is being committed, so that the statements after it see the
 * rows of that turn.
 */
export async function forgetPlace(
  db: Database,
  place: Place,
  farewell: readonly Outbound[],
  queue: LetterQueue,
  cipher: Cipher,
): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.delete(interviews).where(eq(interviews.place, place));
    await deleteRest(transaction, place, queue);
    await addFarewell(transaction, place, farewell, cipher);
  }, READ_COMMITTED);
}

/** One place whose person was last heard before that time, and where no text waits. */
export function silentPlace(db: Database, before: Date) {
  const waiting = db.select({ place: held.place }).from(held);
  const isSilent = and(lt(interviews.at, before), notInArray(interviews.place, waiting));
  return db
    .select({ place: interviews.place })
    .from(interviews)
    .where(and(isSilent, not(like(interviews.place, 'terminal:%'))))
    .limit(1);
}

/** @returns the place that was forgotten */
export async function forgetSilentPlace(db: Database, before: Date, queue: LetterQueue): Promise<Place | null> {
  return db.transaction(async (transaction) => {
    const silent = silentPlace(transaction, before).for('update');
    const [row] = await transaction.delete(interviews).where(inArray(interviews.place, silent)).returning();
    if (row === undefined) return null;
    const place = readable(PlaceSchema, row.place, 'interviews', row.place);
    await deleteRest(transaction, place, queue);
    return place;
  }, READ_COMMITTED);
}

async function deleteRest(db: Database, place: Place, queue: LetterQueue): Promise<void> {
  await queue.forget(place, db);
  for (const table of [inbox, held, questions, outbox, letters, completions])
    await db.delete(table).where(eq(table.place, place));
}
