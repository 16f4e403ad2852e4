/** Interviews and their events, also those that wait for their turn: what a turn starts from, and how it commits. */
import { z } from 'zod';
import { KeptSaidSchema, type Place, PlaceSchema } from '../adapters/contract.ts';
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
import { readable } from './failure.ts';
import type { LetterQueue, Work } from './jobs.ts';
import { letterId } from './letters.ts';
import { addFarewell, columnsOf, keyOf } from './outbox.ts';
import { completions, held, inbox, interviews, letters, outbox, questions } from './schema.ts';
import type { Before, Commit, Held, Store, Turn } from './store.ts';

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

const QuestionSchema = z.object({ platformId: z.string(), order: z.string().nullable(), slot: z.string() });

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
const isTaken = sql`exists (select 1 from inbox where inbox.place = held.place and inbox.event = held.event)`;

const REMINDERS_AT_MOST = 100;

/** Rolls a turn back: its job is no longer held. */
class JobLost extends Error {}

export function turnRows({ ask, cipher, started, changed }: Work) {
  /** In one transaction with its job, if it has one. */
  async function committed(turn: Turn): Promise<Commit> {
    const { place, job } = turn;
    if (job === undefined) return ask((db) => advance(db, turn, cipher));
    const queue = await started();
    const both = async (transaction: Database) => {
      const outcome = await advance(transaction, turn, cipher);
      if (outcome === 'committed' && !(await queue.change(place, job, transaction))) throw new JobLost();
      return outcome;
    };
    const stale = (error: unknown): Commit => {
      if (error instanceof JobLost) return 'stale';
      throw error;
    };
    return ask((db) => db.transaction(both, READ_COMMITTED).catch(stale));
  }

  return {
    load: (place) =>
      ask(async (db) => {
        const [row] = await db.select().from(interviews).where(eq(interviews.place, place));
        return row === undefined ? null : { version: row.version, saved: savedIn(row.saved, place, cipher) };
      }),
    /** One round trip. SQL, as with `turnStatement`. */
    before: (place: Place, event: string, isBehindLock = false): Promise<Before> =>
      ask(async (db) => {
        const rows = await execute(
          db,
          sql`select version, saved, at, remind_at as remind,
              exists (select 1 from inbox where place = here and event = ${event}) as seen,
              exists (select 1 from outbox where place = here and not aside) as owed,
              (select json_build_object('platformId', message, 'order', position, 'slot', slot)
                from questions where place = here order by number desc limit 1) as question,
              (select json_agg(json_build_object('event', event, 'body', body) order by number)
                from held where place = here and not ${isTaken}) as held
            from (values (${place}::text)) as always (here) left join interviews on place = here`,
        );
        const [{ version, saved, at, remind, seen, owed, question, held }] = BeforeSchema.parse(rows);
        return {
          kept: version === null ? null : { version, saved: savedIn(saved, place, cipher) },
          seen,
          owed,
          seenAt: at,
          remindAt: remind,
          question: readable(QuestionSchema.nullable(), question, 'questions', place),
          held: heldFrom(held, place, cipher),
        };
      }, isBehindLock),
    reminders: (platforms) =>
      ask(async (db) => {
        const isHere = inArray(sql`split_part(${interviews.place}, ':', 1)`, [...platforms]);
        const rows = await db
          .select({ place: interviews.place, at: interviews.remindAt })
          .from(interviews)
          .where(and(isNotNull(interviews.remindAt), isHere))
          .orderBy(asc(interviews.remindAt))
          .limit(REMINDERS_AT_MOST);
        return rows.flatMap(({ place, at }) =>
          at === null ? [] : [{ place: readable(PlaceSchema, place, 'interviews', place), at }],
        );
      }),
    placesIn: (state) =>
      ask(async (db) => {
        const rows = await db
          .select()
          .from(interviews)
          .where(eq(interviews.state, state))
          .orderBy(asc(interviews.place));
        return rows.map(({ place }) => readable(PlaceSchema, place, 'interviews', place));
      }),
    bookmarks: (platform) =>
      ask(async (db) => {
        const rows = await db
          .select({ place: inbox.place, event: sql<string>`max(${inbox.event}::numeric)::text` })
          .from(inbox)
          .where(and(like(inbox.place, `${platform}:%`), sql`${inbox.event} ~ '^[0-9]{1,20}$'`))
          .groupBy(inbox.place);
        return rows.map(({ place, event }) => ({ place: readable(PlaceSchema, place, 'inbox', place), event }));
      }),
    /** Only texts are found: other events have no ordinal, and can't be edited. */
    message: (place, of) =>
      ask(async (db) => {
        const isMeant = 'id' in of ? isEvent(place, of.id) : and(eq(inbox.place, place), eq(inbox.ordinal, of.ordinal));
        const [row] = await db.select().from(inbox).where(isMeant);
        return row === undefined || row.ordinal === null ? null : { id: row.event, asked: row.asked };
      }),
    async commit(turn) {
      const outcome = await committed(turn);
      if (outcome === 'committed') changed(turn.deletes === undefined ? 'turn' : 'forgotten');
      return outcome;
    },
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
    /** The interview first: that waits for a turn under way, so that the statements after it see the rows of that turn. */
    async forget(place, farewell) {
      const queue = await started();
      const all = async (transaction: Database) => {
        await transaction.delete(interviews).where(eq(interviews.place, place));
        await deleteRest(transaction, place, queue);
        await addFarewell(transaction, place, farewell, cipher);
      };
      await ask((db) => db.transaction(all, READ_COMMITTED));
      changed('forgotten');
    },
    async forgetSilent(before) {
      // Most starts find none, and have no need of the queue.
      if ((await ask((db) => silentPlace(db, before))).length === 0) return null;
      const queue = await started();
      const one = async (transaction: Database) => {
        const silent = silentPlace(transaction, before).for('update');
        const [row] = await transaction.delete(interviews).where(inArray(interviews.place, silent)).returning();
        if (row === undefined) return null;
        const place = readable(PlaceSchema, row.place, 'interviews', row.place);
        await deleteRest(transaction, place, queue);
        return place;
      };
      const place = await ask((db) => db.transaction(one, READ_COMMITTED));
      if (place !== null) changed('forgotten');
      return place;
    },
  } satisfies Partial<Store>;
}

function heldId(place: Place, event: string): string {
  return `${place} ${event}`;
}

const HeldRowsSchema = z.array(z.object({ event: z.string(), body: z.unknown() }));

/** @param rows as JSON, in their order; null for none */
function heldFrom(rows: unknown, place: Place, cipher: Cipher): Held[] {
  return readable(HeldRowsSchema, rows ?? [], 'held', place).map(({ event, body }) => {
    const id = heldId(place, event);
    return { id: event, ...readable(HeldSchema, cipher.open(body, 'held', id), 'held', id) };
  });
}

function savedIn(saved: unknown, place: Place, cipher: Cipher): Saved {
  return readable(SavedSchema, cipher.open(saved, 'interviews', place), 'interviews', place);
}

function isEvent(place: Place, event: string) {
  return and(eq(inbox.place, place), eq(inbox.event, event));
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
    parts.push(
      sql`released as (delete from held where place = ${place} and (event in ${[event.id, ...also]} or ${isTaken})
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

/** One place whose person was last heard before that time, and where nothing waits. */
function silentPlace(db: Database, before: Date) {
  const waiting = db.select({ place: held.place }).from(held).where(not(isTaken));
  const isSilent = and(lt(interviews.at, before), notInArray(interviews.place, waiting));
  return db
    .select({ place: interviews.place })
    .from(interviews)
    .where(and(isSilent, not(like(interviews.place, 'terminal:%'))))
    .limit(1);
}

async function deleteRest(db: Database, place: Place, queue: LetterQueue): Promise<void> {
  await queue.forget(place, db);
  for (const table of [inbox, held, questions, outbox, letters, completions])
    await db.delete(table).where(eq(table.place, place));
}
