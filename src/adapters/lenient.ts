/** Parses external data, and drops the parts that don't fit the schema. */
import type { z } from 'zod';

/**
 * Drops an unfitting value, or what requires it: an element of an array, an optional field.
 * @param onDropped called with the path of the value, such as "attachments.size"; array indexes are left out
 * @returns null if a required field is missing or doesn't fit
 */
export function parseLenient<T>(schema: z.ZodType<T>, data: unknown, onDropped: (path: string) => void): T | null {
  let rest = data;
  for (;;) {
    const { data: parsed, error } = schema.safeParse(rest);
    if (!error) return parsed;
    if (rest === data) rest = structuredClone(data);
    const [{ path } = { path: [] }] = error.issues;
    onDropped(path.filter((key) => typeof key === 'string').join('.'));
    if (!remove(rest, path)) return null;
  }
}

/** Removes the value at a path, or the last existing value on the way to it. @returns false if there is none */
function remove(value: unknown, [key, ...path]: readonly PropertyKey[]): boolean {
  if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
  if (remove(Reflect.get(value, key), path)) return true;
  if (Array.isArray(value)) value.splice(Number(key), 1);
  else Reflect.deleteProperty(value, key);
  return true;
}

/** @returns a function that calls `report` only the first time for each path */
export function oncePerPath(report: (path: string) => void): (path: string) => void {
  const reported = new Set<string>();
  return (path) => {
    if (reported.has(path)) return;
    reported.add(path);
    report(path);
  };
}
