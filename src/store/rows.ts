/** From rows to values: what a row holds is checked before anything believes it. */
import { z } from 'zod';
import { PLATFORMS } from '../adapters/contract.ts';

export const PlaceSchema = z.templateLiteral([z.enum(PLATFORMS), ':', z.string()]);

/** A row is not what this version of the program writes. Names the row, never what it holds. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';

  constructor(table: string, id: string) {
    super(`The row ${id} of ${table} can't be read.`);
  }
}

/** The value of a row. @throws UnreadableRow where it does not fit the schema. */
export function readable<T>(schema: z.ZodType<T>, value: unknown, table: string, id: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UnreadableRow(table, id);
  return parsed.data;
}
