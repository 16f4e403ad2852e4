/** Final letters, and stored model answers for letters in progress. */
import { z } from 'zod';
import { LetterSchema } from '../letter/letter.ts';
import { BriefSchema } from '../machine/sheet.ts';
import { UsageSchema } from '../model/model-call.ts';
import { parseRow, rowId } from './database-errors.ts';
import { and, asc, type Database, eq, max, READ_COMMITTED, sql } from './engine.ts';
import type { Work } from './letter-queue.ts';
import { completions, letters } from './schema.ts';
import type { Store } from './store.ts';

export function letterRows({ ask, cipher, started }: Work) {
  return {
    letters: (place) =>
      ask(async (db) => {
        const rows = await db.select().from(letters).where(eq(letters.place, place)).orderBy(asc(letters.version));
        return rows.map(({ version, letter, brief, usage, at }) => {
          const id = rowId(place, version);
          const open = (part: unknown) => cipher.open(part, 'letters', id);
          return {
            version,
            usage: parseRow(UsageSchema.nullable(), usage, 'letters', id),
            letter: parseRow(LetterSchema, open(letter), 'letters', id),
            brief: parseRow(BriefSchema, open(brief), 'letters', id),
            at,
          };
        });
      }),
    lastLetter: (place) =>
      ask(async (db) => {
        const [row] = await db
          .select({ last: max(letters.version) })
          .from(letters)
          .where(eq(letters.place, place));
        return row?.last ?? 0;
      }),
    recall: ({ place, version, step }) =>
      ask(async (db) => {
        const [row] = await db
          // As text: Drizzle would parse an answer that is itself JSON.
          .select({ raw: sql<string>`${completions.raw}::text` })
          .from(completions)
          .where(and(eq(completions.place, place), eq(completions.version, version), eq(completions.step, step)));
        if (row === undefined) return null;
        const id = `${rowId(place, version)} ${step}`;
        return parseRow(z.string(), cipher.open(JSON.parse(row.raw), 'completions', id), 'completions', id);
      }),
    /** Stores the first answer of a step if the caller still holds the job. */
    async keep(step, raw, job) {
      const id = `${rowId(step.place, step.version)} ${step.step}`;
      const queue = await started();
      const added = async (transaction: Database) => {
        if (!(await queue.hold(job, transaction))) return;
        const values = { ...step, raw: cipher.seal(raw, 'completions', id) };
        await transaction.insert(completions).values(values).onConflictDoNothing();
      };
      await ask((db) => db.transaction(added, READ_COMMITTED));
    },
  } satisfies Partial<Store>;
}
