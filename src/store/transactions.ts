/** The two changes that reach over several tables. */
import type { Outbound, Place } from '../adapters/adapter.ts';
import { dropWhatLedTo } from './completions.ts';
import { eq } from './drizzle.ts';
import type { Database } from './engine.ts';
import { record, seen } from './inbox.ts';
import { advance } from './interviews.ts';
import { keepLetter } from './letters.ts';
import { say, sayFarewell } from './outbox.ts';
import { completions, inbox, interviews, letters, outbox } from './schema.ts';
import type { Commit, Turn } from './store.ts';

/**
 * A turn is one statement, and so one round trip and one transaction: whatever cannot be had undoes all of it.
 * Of two turns over the same version the second waits at the interview's row for the first, and then finds none to change.
 */
export async function commit(db: Database, turn: Turn): Promise<Commit> {
  const kept = advance(db, turn);
  const parts = [
    record(db, kept, turn),
    ...say(db, kept, turn),
    ...keepLetter(db, kept, turn),
    ...dropWhatLedTo(db, kept, turn),
  ];
  const [row] = await db
    .with(kept, ...parts)
    .select({ version: kept.version })
    .from(kept);
  if (row !== undefined) return 'committed';
  return (await seen(db, turn.place, turn.event.id)) ? 'seen' : 'stale';
}

/**
 * The interview goes first: that waits for a turn which is just being committed, and what follows sees that turn's rows,
 * as each statement sees what was committed before it began.
 */
export async function forget(db: Database, place: Place, farewell: readonly Outbound[]): Promise<void> {
  await db.transaction(
    async (transaction) => {
      await transaction.delete(interviews).where(eq(interviews.place, place));
      for (const table of [inbox, outbox, letters, completions])
        await transaction.delete(table).where(eq(table.place, place));
      await sayFarewell(transaction, place, farewell);
    },
    { isolationLevel: 'read committed' },
  );
}
