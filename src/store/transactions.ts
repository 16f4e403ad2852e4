/** The two changes that reach over several tables. */
import type { Outbound, Place } from '../adapters/contract.ts';
import { dropWhatLedTo } from './completions.ts';
import { eq } from './drizzle.ts';
import { type Database, READ_COMMITTED } from './engine.ts';
import { record, seen } from './inbox.ts';
import { advance, advanceValues } from './interviews.ts';
import type { JobTable } from './jobs.ts';
import { keepLetter, letterValues } from './letters.ts';
import { say, sayFarewell, sayValues } from './outbox.ts';
import { completions, inbox, interviews, letters, outbox } from './schema.ts';
import { nameOf, type Shape, shapeOf } from './shape.ts';
import type { Commit, Turn } from './store.ts';

/** The job that a turn is about is not theirs any more whose turn it is. */
class NotTheirs extends Error {}

/**
 * A turn, and what it changes about a job, if it does: then it is a transaction of several statements.
 * @param change whether the job could be changed
 */
export async function commit(
  db: Database,
  turn: Turn,
  change: ((db: Database) => Promise<boolean>) | null,
): Promise<Commit> {
  if (change === null) return advanced(db, turn);
  try {
    return await db.transaction(async (transaction) => {
      const outcome = await advanced(transaction, turn);
      if (outcome === 'committed' && !(await change(transaction))) throw new NotTheirs();
      return outcome;
    }, READ_COMMITTED);
  } catch (error) {
    if (error instanceof NotTheirs) return 'stale';
    throw error;
  }
}

/**
 * A turn is one statement, and so one round trip and one transaction: whatever cannot be had undoes all of it.
 * Of two turns over the same version the second waits at the interview's row for the first, and then finds none to change.
 */
async function advanced(db: Database, turn: Turn): Promise<Commit> {
  const values = { ...advanceValues(turn), ...sayValues(turn), ...letterValues(turn) };
  const [row] = await statementFor(db, shapeOf(turn)).execute(values);
  if (row !== undefined) return 'committed';
  return (await seen(db, turn.place, turn.event.id)) ? 'seen' : 'stale';
}

type Statement = ReturnType<typeof build>;

/** Building a turn's statement takes longer than its commit: each shape of it is built once. */
const built = new WeakMap<Database, Map<string, Statement>>();

function statementFor(db: Database, shape: Shape): Statement {
  const known = built.get(db) ?? new Map<string, Statement>();
  built.set(db, known);
  const name = nameOf(shape);
  const statement = known.get(name) ?? build(db, shape, name);
  known.set(name, statement);
  return statement;
}

function build(db: Database, shape: Shape, name: string) {
  const kept = advance(db, shape);
  const parts = [
    record(db, kept, shape),
    ...say(db, kept, shape),
    ...keepLetter(db, kept, shape),
    ...dropWhatLedTo(db, kept, shape),
  ];
  return db
    .with(kept, ...parts)
    .select({ version: kept.version })
    .from(kept)
    .prepare(name);
}

/**
 * The interview goes first: that waits for a turn which is just being committed, and what follows sees that turn's rows,
 * as each statement sees what was committed before it began.
 */
export async function forget(
  db: Database,
  place: Place,
  farewell: readonly Outbound[],
  jobs: JobTable | null,
): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.delete(interviews).where(eq(interviews.place, place));
    await jobs?.forget(place, transaction);
    for (const table of [inbox, outbox, letters, completions])
      await transaction.delete(table).where(eq(table.place, place));
    await sayFarewell(transaction, place, farewell);
  }, READ_COMMITTED);
}
