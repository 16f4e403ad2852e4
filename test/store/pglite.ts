/** A data directory for one test, whose rows can be read from outside. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPGlite } from '../../src/store/engine.ts';
import type { StoreHarness } from '../contracts/store.ts';

export interface DataDirectory extends StoreHarness {
  readonly where: { readonly directory: string };
}

export async function dataDirectory(): Promise<DataDirectory> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-store-'));
  return {
    where: { directory },
    async rows() {
      const { PGlite } = loadPGlite();
      const database = await PGlite.create(join(directory, 'postgres'));
      const tables = await database.query<{ name: string }>(everyTable);
      const rows: string[] = [];
      for (const { name } of tables.rows) {
        const found = await database.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`);
        rows.push(...found.rows.map(({ row }) => row));
      }
      await database.close();
      return rows;
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Lists every table that is not a system table. */
export const everyTable = `
  select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
  where table_schema not in ('pg_catalog', 'information_schema')`;
