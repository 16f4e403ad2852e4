/** Usage against daily limits, per person or in total. Shared by all processes; never exceeds a limit. */
import { createHash } from 'node:crypto';
import type { TokenBudget } from '../model/model-call.ts';
import { and, eq, execute, lt, sql } from './engine.ts';
import type { Work } from './letter-queue.ts';
import { usage } from './schema.ts';
import type { Store, UsageEntry } from './store.ts';

export function usageRows({ ask }: Work) {
  return {
    async reserve(use, limit) {
      const { day, amount } = use;
      // One statement: of two concurrent reservations, the second waits for the row and sees the updated amount.
      const statement = sql`insert into usage as used (day, what, amount)
        select ${day}, ${nameOf(use)}, ${amount}::bigint where ${amount}::bigint <= ${limit}::bigint
        on conflict (day, what) do update set amount = used.amount + excluded.amount
          where used.amount + excluded.amount <= ${limit}::bigint
        returning 1`;
      return (await ask((db) => execute(db, statement))).length > 0;
    },
    async giveBack(use) {
      const amount = sql`greatest(0, ${usage.amount} - ${use.amount}::bigint)`;
      const isMeant = and(eq(usage.day, use.day), eq(usage.what, nameOf(use)));
      await ask((db) => db.update(usage).set({ amount }).where(isMeant));
    },
    async dropUsesBefore(day) {
      await ask((db) => db.delete(usage).where(lt(usage.day, day)));
    },
  } satisfies Partial<Store>;
}

/** People are stored as hashes, because usage outlasts `/forget`: deleting it would lift every limit. */
function nameOf({ day, what, person }: UsageEntry): string {
  if (person === null) return what;
  return `${what} ${createHash('sha256').update(`${day} ${person}`).digest('base64url')}`;
}

/** The day in UTC, such as 2026-11-29. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** @param limit tokens per day, of all people @param onFault called if unused tokens can't be given back */
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
