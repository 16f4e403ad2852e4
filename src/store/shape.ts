/** What the statements of turns differ in, besides the values in them. */
import { type SQL, sql } from './drizzle.ts';
import type { Turn } from './store.ts';

export interface Shape {
  /** Nothing was kept of the place before. */
  readonly isFirst: boolean;
  readonly isText: boolean;
  readonly messages: number;
  readonly hasLetter: boolean;
}

export function shapeOf({ expected, event, out, letter }: Turn): Shape {
  return {
    isFirst: expected === null,
    isText: event.isText,
    messages: out.length,
    hasLetter: letter !== undefined,
  };
}

export function nameOf({ isFirst, isText, messages, hasLetter }: Shape): string {
  return `turn_${isFirst ? 'first' : 'next'}_${isText ? 'text' : 'event'}_${messages}${hasLetter ? '_letter' : ''}`;
}

/** A value that is filled in each time; as the column's kind of value, where it has to be turned into one. */
export function value(name: string, column?: Parameters<typeof sql.param>[1]): SQL {
  const open = sql.placeholder(name);
  return column === undefined ? sql`${open}` : sql`${sql.param(open, column)}`;
}
