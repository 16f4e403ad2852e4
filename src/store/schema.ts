/** The tables. After a change, `npm run db:generate` writes the next migration to `drizzle/`. */
import { bigint, boolean, customType, index, integer, json, pgTable, primaryKey, text, timestamp } from './drizzle.ts';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  // The drivers return a Buffer.
  fromDriver: (bytes) => new Uint8Array(bytes),
});

/** The version (`machine/saved.ts`) that wrote the row. Rows older than this column are of version 1. */
const format = () => integer().notNull().default(1);

/*
 * What people said is kept in `json` columns, never in `text` or `jsonb`, which refuse NUL and lone surrogates.
 * JSON.stringify escapes those, and `json` keeps the escapes. With keys it is sealed there (`encryption.ts`).
 */

/** One interview per place. */
export const interviews = pgTable(
  'interviews',
  {
    place: text().primaryKey(),
    version: integer().notNull(),
    /** The name of the state, copied from `saved` for the index. */
    state: text().notNull(),
    saved: json().notNull(),
    /** When the person was heard last. */
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** When they want to be reminded. */
    remindAt: timestamp('remind_at', { withTimezone: true }),
  },
  (table) => [index().on(table.state), index().on(table.at), index().on(table.remindAt)],
);

/** Events whose turns are committed. */
export const inbox = pgTable(
  'inbox',
  {
    place: text().notNull(),
    event: text().notNull(),
    /** Number of the text within its place, from 1; null for events that aren't texts. */
    ordinal: integer(),
    asked: text(),
  },
  (table) => [primaryKey({ columns: [table.place, table.event] }), index().on(table.place, table.ordinal)],
);

/** Texts that wait for more of the same answer, and other events that wait. Their turn takes them to the inbox. */
export const held = pgTable(
  'held',
  {
    place: text().notNull(),
    event: text().notNull(),
    /** The order in which they came. */
    number: integer().generatedAlwaysAsIdentity(),
    body: json().notNull(),
  },
  (table) => [primaryKey({ columns: [table.place, table.event] })],
);

/** Questions that were sent, by the platform's id, for replies to them. */
export const questions = pgTable(
  'questions',
  {
    place: text().notNull(),
    message: text().notNull(),
    number: integer().generatedAlwaysAsIdentity(),
    /** Where it stands among the messages of its place; null where the platform has no such order. */
    position: text(),
    /** Empty for one that is about no slot. */
    slot: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.place, table.message] })],
);

/** Unsent messages. */
export const outbox = pgTable(
  'outbox',
  {
    key: text().primaryKey(),
    place: text().notNull(),
    /** `turn` is the interview's version, `part` the number within the turn. Messages are sent in this order. */
    turn: integer().notNull(),
    part: integer().notNull(),
    body: json().notNull(),
    bytes: bytea(),
    /** For the next attempt to send it, such as the id of a placeholder. */
    noted: text(),
    /** Unreadable. Skipped, but kept for inspection. */
    aside: boolean().notNull().default(false),
    format: format(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index().on(table.place, table.turn, table.part)],
);

/** Final letters. */
export const letters = pgTable(
  'letters',
  {
    place: text().notNull(),
    version: integer().notNull(),
    letter: json().notNull(),
    brief: json().notNull(),
    /** The model's calls and tokens; null for a letter without a model. */
    usage: json(),
    format: format(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.place, table.version] })],
);

/** A model's unchecked answers for a letter in progress, so that a crash costs no second call. Deleted with delivery. */
export const completions = pgTable(
  'completions',
  {
    place: text().notNull(),
    version: integer().notNull(),
    step: text().notNull(),
    raw: json().notNull(),
  },
  (table) => [primaryKey({ columns: [table.place, table.version, table.step] })],
);

/** What was used of the limits of a day. Holds no id of a person. */
export const usage = pgTable(
  'usage',
  {
    /** In UTC, such as 2026-11-29. */
    day: text().notNull(),
    what: text().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.what] })],
);

/** The keys that rows are sealed with: a known value for each. */
export const keys = pgTable('keys', { id: text().primaryKey(), proof: json().notNull() });
