/** Interviews, committed events and held events: reads what a turn starts from and commits turns. */
import { z } from 'zod';
import { BoundedMap } from '../adapters/bounded.ts';
import { KeptSaidSchema, type Place } from '../adapters/contract.ts';
import { type Saved, SavedSchema } from '../machine/saved.ts';
import { parseRow, rowId } from './database-errors.ts';
import type { Cipher } from './encryption.ts';
import {
  and,
  asc,
  asDrizzle,
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
  sql,
} from './engine.ts';
import type { LetterQueue, Work } from './letter-queue.ts';
import { addFarewell } from './outbox.ts';
import { completions, held, inbox, interviews, letters, outbox, questions } from './schema.ts';
import type { Commit, PendingEvent, Store, Turn, TurnStart } from './store.ts';
import { IS_TAKEN, turnStatement, WRITING } from './turn-statement.ts';

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

/** The row of a committed turn. */
const KeptSchema = z.object({ version: z.number(), at: z.coerce.date() });

const QuestionSchema = z.object({ platformId: z.string(), order: z.string().nullable(), slot: z.string() }).nullable();

/** The JSON body of a held event. */
const HeldSchema = z.object({
  author: z.string(),
  at: z.coerce.date(),
  order: z.string().nullable(),
  said: KeptSaidSchema,
});

const isTaken = sql.raw(IS_TAKEN);

/** Reads `TurnStart` for event `$1` at place `$2`, without the state if it is still that of version `$3` at time `$4`. */
const BEFORE = `select version, case when version = $3::int and at = $4::timestamptz then null else saved end as saved,
    at, remind_at as remind,
    exists (select 1 from inbox where place = here and event = $1) as seen,
    exists (select 1 from outbox where place = here and not aside) as owed,
    (select json_build_object('platformId', message, 'order', position, 'slot', slot)
      from questions where place = here order by number desc limit 1) as question,
    (select json_agg(json_build_object('event', event, 'body', body) order by number)
      from held where place = here and not ${IS_TAKEN}) as held
  from (values ($2::text)) as always (here) left join interviews on place = here`;

/** Size of the state cache: a few megabytes. */
const STATES_REMEMBERED = 200;

const REMINDERS_AT_MOST = 100;

/** Rolls back a turn whose job the caller no longer holds. */
class JobLost extends Error {}

export function turnRows({ ask, query, cipher, started, changed }: Work) {
  /** Cache of the state last committed per place. A place that was forgotten and begins again has a later time. */
  const remembered = new BoundedMap<Place, z.infer<typeof KeptSchema> & { readonly saved: Saved }>(STATES_REMEMBERED);

  /** The statement that reads what a turn starts from, and what reads its row. */
  function starting(place: Place, event: string) {
    const known = remembered.get(place);
    const values = [event, place, known?.version ?? null, known?.at.toISOString() ?? null];
    return {
      statement: { text: BEFORE, values },
      startIn(rows: readonly unknown[]): TurnStart {
        const [{ version, saved, at, remind, seen, owed, question, held }] = BeforeSchema.parse(rows);
        const state = () => (saved === null && known ? known.saved : savedIn(saved, place, cipher));
        return {
          kept: version === null ? null : { version, saved: state() },
          seen,
          owed,
          seenAt: at,
          remindAt: remind,
          question: parseRow(QuestionSchema, question, 'questions', place),
          held: heldFrom(held, place, cipher),
        };
      },
    };
  }

  /** Commits a turn, in one transaction with its job change. @returns its row, or why there is none */
  async function committed(turn: Turn): Promise<unknown> {
    const { place, job } = turn;
    const statement = turnStatement(turn, cipher);
    if (job === undefined) {
      const [row] = await query(statement);
      return row ?? ask((db) => notCommitted(db, turn));
    }
    const queue = await started();
    const both = async (transaction: Database) => {
      const [row] = await execute(transaction, asDrizzle(statement));
      if (row === undefined) return notCommitted(transaction, turn);
      if (!(await queue.change(place, job, transaction))) throw new JobLost();
      return row;
    };
    const stale = (error: unknown): Commit => {
      if (error instanceof JobLost) return 'stale';
      throw error;
    };
    return ask((db) => db.transaction(both, READ_COMMITTED).catch(stale));
  }

  const store = {
    load: (place) =>
      ask(async (db) => {
        const [row] = await db.select().from(interviews).where(eq(interviews.place, place));
        return row === undefined ? null : { version: row.version, saved: savedIn(row.saved, place, cipher) };
      }),
    before: async (place, event) => {
      const { statement, startIn } = starting(place, event);
      return startIn(await query(statement));
    },
    reminders: (platforms) =>
      ask(async (db) => {
        const isHere = inArray(sql`split_part(${interviews.place}, ':', 1)`, [...platforms]);
        const rows = await db
          .select({ place: interviews.place, at: interviews.remindAt })
          .from(interviews)
          .where(and(isNotNull(interviews.remindAt), isHere))
          .orderBy(asc(interviews.remindAt))
          .limit(REMINDERS_AT_MOST);
        return rows.flatMap(({ place, at }) => (at === null ? [] : [{ place, at }]));
      }),
    placesWriting: () =>
      ask(async (db) => {
        const places = db.select({ place: interviews.place }).from(interviews);
        const rows = await places.where(eq(interviews.state, WRITING)).orderBy(asc(interviews.place));
        return rows.map(({ place }) => place);
      }),
    bookmarks: (platform) =>
      ask((db) =>
        db
          .select({ place: inbox.place, event: sql<string>`max(${inbox.event}::numeric)::text` })
          .from(inbox)
          .where(and(like(inbox.place, `${platform}:%`), sql`${inbox.event} ~ '^[0-9]{1,20}$'`))
          .groupBy(inbox.place),
      ),
    /** Only texts have an ordinal and can be edited. */
    message: (place, of) =>
      ask(async (db) => {
        const isMeant = 'id' in of ? isEvent(place, of.id) : and(eq(inbox.place, place), eq(inbox.ordinal, of.ordinal));
        const [row] = await db.select().from(inbox).where(isMeant);
        return row === undefined || row.ordinal === null ? null : row.event;
      }),
    async commit(turn) {
      const { place, saved, deletes } = turn;
      const outcome = await committed(turn);
      if (outcome === 'seen' || outcome === 'stale') return outcome;
      remembered.set(place, { ...KeptSchema.parse(outcome), saved });
      changed(deletes === undefined ? 'turn' : 'forgotten');
      return 'committed';
    },
    async hold(place, { id, ...event }) {
      const body = JSON.stringify(cipher.seal(event, 'held', rowId(place, id)));
      const seen = 'exists (select 1 from inbox where place = $1 and event = $2)';
      const text = `with kept as (insert into held (place, event, body)
          select $1::text, $2::text, $3::json where not ${seen} on conflict do nothing)
        select 1 where not ${seen}`;
      const rows = await query({ text, values: [place, id, body] });
      changed('turn');
      return rows.length > 0;
    },
    amend: (place, { id, ...event }) =>
      ask(async (db) => {
        const body = cipher.seal(event, 'held', rowId(place, id));
        await db
          .update(held)
          .set({ body })
          .where(and(eq(held.place, place), eq(held.event, id)));
      }),
    release: (place, event) =>
      ask(async (db) => {
        await db.delete(held).where(and(eq(held.place, place), eq(held.event, event)));
      }),
    placesHolding: () =>
      ask(async (db) => {
        const places = db.selectDistinct({ place: held.place }).from(held);
        const rows = await places.where(not(isTaken)).orderBy(asc(held.place));
        return rows.map(({ place }) => place);
      }),
    /** Deletes the interview first: that waits for a turn in progress, so the later deletions see that turn's rows. */
    async forget(place, farewell) {
      const queue = await started();
      const all = async (transaction: Database) => {
        await transaction.delete(interviews).where(eq(interviews.place, place));
        await deleteRest(transaction, place, queue);
        await addFarewell(transaction, place, farewell, cipher);
      };
      await ask((db) => db.transaction(all, READ_COMMITTED));
      remembered.delete(place);
      changed('forgotten');
    },
    async forgetSilent(before) {
      // Usually there is none, and then the queue isn't needed.
      if ((await ask((db) => silentPlace(db, before))).length === 0) return null;
      const queue = await started();
      const one = async (transaction: Database) => {
        const silent = silentPlace(transaction, before).for('update');
        const [row] = await transaction.delete(interviews).where(inArray(interviews.place, silent)).returning();
        if (row !== undefined) await deleteRest(transaction, row.place, queue);
        return row?.place ?? null;
      };
      const place = await ask((db) => db.transaction(one, READ_COMMITTED));
      if (place === null) return null;
      remembered.delete(place);
      changed('forgotten');
      return place;
    },
  } satisfies Partial<Store>;
  return { store, starting };
}

const HeldRowsSchema = z.array(z.object({ event: z.string(), body: z.unknown() }));

/** @param rows held rows as JSON, in order; null for none */
function heldFrom(rows: unknown, place: Place, cipher: Cipher): PendingEvent[] {
  return parseRow(HeldRowsSchema, rows ?? [], 'held', place).map(({ event, body }) => {
    const id = rowId(place, event);
    return { id: event, ...parseRow(HeldSchema, cipher.open(body, 'held', id), 'held', id) };
  });
}

function savedIn(saved: unknown, place: Place, cipher: Cipher): Saved {
  return parseRow(SavedSchema, cipher.open(saved, 'interviews', place), 'interviews', place);
}

function isEvent(place: Place, event: string) {
  return and(eq(inbox.place, place), eq(inbox.event, event));
}

async function notCommitted(db: Database, { place, event }: Turn): Promise<'seen' | 'stale'> {
  const [seen] = await db.select().from(inbox).where(isEvent(place, event.id));
  return seen === undefined ? 'stale' : 'seen';
}

/** Selects one place without messages since `before` and without held events. */
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
