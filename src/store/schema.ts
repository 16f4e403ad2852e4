/** The database tables. After a change, `npm run db:generate` writes the next migration to `drizzle/`. */
import type { Place } from '../adapters/contract.ts';
import { bigint, boolean, customType, index, integer, json, pgTable, primaryKey, text, timestamp } from './engine.ts';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  // The drivers return a Buffer.
  fromDriver: (bytes) => new Uint8Array(bytes),
});

const place = () => text().$type<Place>();

/*
 * What people said is stored in `json` columns: `text` and `jsonb` refuse NUL and lone surrogates. JSON.stringify
 * escapes those, and `json` keeps the escapes. With keys, the values are encrypted (`encryption.ts`).
 */

export const interviews = pgTable(
  'interviews',
  {
    place: place().primaryKey(),
    version: integer().notNull(),
    /** `writing` while the interview waits for a letter; empty or a state's name otherwise. */
    state: text().notNull(),
    saved: json().notNull(),
    /** Time of the person's last message. */
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    remindAt: timestamp('remind_at', { withTimezone: true }),
  },
  // No index on what every turn changes: PostgreSQL then updates the row without touching any index (HOT).
  (table) => [index().on(table.state), index().on(table.remindAt)],
);

/** Events whose turns are committed, to detect redeliveries. */
export const inbox = pgTable(
  'inbox',
  {
    place: place().notNull(),
    event: text().notNull(),
    /** Position among the texts of its place, from 1; null for events that aren't texts. */
    ordinal: integer(),
  },
  (table) => [primaryKey({ columns: [table.place, table.event] }), index().on(table.place, table.ordinal)],
);

/** Events that wait for their turn, mostly texts that may be continued. The turn moves them to the inbox. */
export const held = pgTable(
  'held',
  {
    place: place().notNull(),
    event: text().notNull(),
    /** Order of arrival. */
    number: integer().generatedAlwaysAsIdentity(),
    body: json().notNull(),
  },
  (table) => [primaryKey({ columns: [table.place, table.event] })],
);

/** Sent questions by the platform's message id, to resolve replies to them. */
export const questions = pgTable(
  'questions',
  {
    place: place().notNull(),
    message: text().notNull(),
    number: integer().generatedAlwaysAsIdentity(),
    /** Position among the place's messages (`Sent.order`); null if the platform has no order. */
    position: text(),
    /** Empty if the question isn't about a slot. */
    slot: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.place, table.message] })],
);

export const outbox = pgTable(
  'outbox',
  {
    key: text().primaryKey(),
    place: place().notNull(),
    /** `turn` is the interview's version, `part` the index within the turn. Messages are sent in this order. */
    turn: integer().notNull(),
    part: integer().notNull(),
    body: json().notNull(),
    bytes: bytea(),
    /** Data for the next send attempt, such as the id of a placeholder. */
    noted: text(),
    /** Unreadable: skipped, but stored for inspection. */
    aside: boolean().notNull().default(false),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index().on(table.place, table.turn, table.part)],
);

/** Final letters. */
export const letters = pgTable(
  'letters',
  {
    place: place().notNull(),
    version: integer().notNull(),
    letter: json().notNull(),
    brief: json().notNull(),
    /** The model's calls and tokens; null for a letter without a model. */
    usage: json(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.place, table.version] })],
);

/** A model's unchecked answers for an unfinished letter, so that a crash doesn't repeat calls. Deleted on delivery. */
export const completions = pgTable(
  'completions',
  {
    place: place().notNull(),
    version: integer().notNull(),
    step: text().notNull(),
    raw: json().notNull(),
  },
  (table) => [primaryKey({ columns: [table.place, table.version, table.step] })],
);

/** Usage against daily limits. People are stored as hashes only. */
export const usage = pgTable(
  'usage',
  {
    /** UTC, such as 2026-11-29. */
    day: text().notNull(),
    what: text().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.what] })],
);

/** The encryption keys in use, each with a known value to detect a wrong key. */
export const keys = pgTable('keys', { id: text().primaryKey(), proof: json().notNull() });
