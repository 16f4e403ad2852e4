/** Schemas for external data: what doesn't fit is dropped, and the rest is used. */
import { z } from 'zod';

/** An optional field. */
export function maybe<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** An array, of which only fitting elements are kept; empty if it is missing. */
export function fitting<T extends z.ZodType>(schema: T) {
  return z
    .array(schema.nullable().catch(null))
    .catch([])
    .transform((all) => all.filter((each) => each !== null));
}
