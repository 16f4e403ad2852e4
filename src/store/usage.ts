/** What was used of the limits of a day, by a person or by all. Shared by all processes, and never beyond the limit. */
import { createHash } from 'node:crypto';
import type { TokenBudget } from '../model/budget.ts';
import { and, type Database, eq, execute, lt, sql } from './drizzle.ts';
import { usage } from './schema.ts';
import type { Store, Use } from './store.ts';

/** @returns false, with nothing changed, where it would be more than the limit */
export async function reserveUse(db: Database, use: Use, limit: number): Promise<boolean> {
  const { day, amount } = use;
  // One statement: the second of two at once waits for the first at the row, and then sees what is left.
  const rows = await execute(
    db,
    sql`insert into usage as used (day, what, amount)
      select ${day}, ${nameOf(use)}, ${amount}::bigint where ${amount}::bigint <= ${limit}::bigint
      on conflict (day, what) do update set amount = used.amount + excluded.amount
        where used.amount + excluded.amount <= ${limit}::bigint
      returning 1`,
  );
  return rows.length > 0;
}

/** @param use with a negative amount where more was used than reserved */
export async function giveBackUse(db: Database, use: Use): Promise<void> {
  await db
    .update(usage)
    .set({ amount: sql`greatest(0, ${usage.amount} - ${use.amount}::bigint)` })
    .where(and(eq(usage.day, use.day), eq(usage.what, nameOf(use))));
}

/** @param day as in `Use`; the days before it are over */
export async function dropUsesBefore(db: Database, day: string): Promise<void> {
  await db.delete(usage).where(lt(usage.day, day));
}

/** No id of a person: what they used today outlasts `/forget`, or that would lift every limit. */
function nameOf({ day, what, person }: Use): string {
  if (person === null) return what;
  return `${what} ${createHash('sha256').update(`${day} ${person}`).digest('base64url')}`;
}

/** A day in UTC, such as 2026-11-29. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/**
 * @param limit tokens a day, of all people together
 * @param onFault called with what kept tokens from being given back: they count as used, and no answer is lost for them
 */
export function createTokenBudget(
  store: Pick<Store, 'reserve' | 'giveBack'>,
  limit: number,
  now: () => Date,
  onFault: (error: unknown) => void,
): TokenBudget {
  let spentOn = '';
  return {
    async reserve(amount) {
      const use = { day: dayOf(now()), what: 'tokens', person: null, amount };
      if (!(await store.reserve(use, limit))) {
        spentOn = use.day;
        return null;
      }
      return async (used) => {
        if (used !== amount) await store.giveBack({ ...use, amount: amount - used }).catch(onFault);
      };
    },
    isSpent: () => spentOn === dayOf(now()),
  };
}
