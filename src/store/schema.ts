/** The tables. `npm run db:generate` turns a change here into the next migration in `drizzle/`. */
import { boolean, customType, index, integer, json, pgTable, primaryKey, text, timestamp } from './drizzle.ts';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  // The drivers give a Buffer, of which others should see no more than that it is bytes.
  fromDriver: (bytes) => new Uint8Array(bytes),
});

/** The version (`machine/saved.ts`) of the brief in the row; rows that are older than the column are of the first. */
const format = () => integer().notNull().default(1);

/*
 * Everything that people said is kept in `json` columns, never in `text` or `jsonb`: JSON.stringify writes NUL and lone
 * surrogates as escapes, which `json` keeps as they are, while the other two types refuse them.
 */

/** One interview per place. */
export const interviews = pgTable(
  'interviews',
  {
    place: text().primaryKey(),
    version: integer().notNull(),
    /** The name of the state, copied out of `saved` to be searched for. */
    state: text().notNull(),
    saved: json().notNull(),
  },
  (table) => [index().on(table.state)],
);

/** Every event whose turn is committed. */
export const inbox = pgTable(
  'inbox',
  {
    place: text().notNull(),
    event: text().notNull(),
    /** From 1, over the texts of the candidate in this place; null for every other event. */
    ordinal: integer(),
    asked: text(),
  },
  (table) => [primaryKey({ columns: [table.place, table.event] }), index().on(table.place, table.ordinal)],
);

/** What is still to be said: a row goes away once it has been. */
export const outbox = pgTable(
  'outbox',
  {
    key: text().primaryKey(),
    place: text().notNull(),
    /** The version of the interview that says it, and the number of the message within that turn: the order to send in. */
    turn: integer().notNull(),
    part: integer().notNull(),
    body: json().notNull(),
    bytes: bytea(),
    /** What an attempt to send it left for the next one, such as the id of a placeholder. */
    noted: text(),
    /** No version of the program that came by could read it: it holds nothing up, and is there to be looked at. */
    aside: boolean().notNull().default(false),
    format: format(),
  },
  (table) => [index().on(table.place, table.turn, table.part)],
);

/** Every final letter. */
export const letters = pgTable(
  'letters',
  {
    place: text().notNull(),
    version: integer().notNull(),
    letter: json().notNull(),
    brief: json().notNull(),
    /** Calls of a model and their tokens; null for a letter that none had a part in. */
    usage: json(),
    format: format(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.place, table.version] })],
);

/**
 * What a model answered for a letter that is still being written, before anything was checked: after a crash it need not
 * be asked, and paid for, again. A delivered letter leaves none.
 */
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
