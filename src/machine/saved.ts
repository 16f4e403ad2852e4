/** State ⇄ row: versioned plain JSON that does not depend on XState's own snapshot format. */
import { z } from 'zod';
import { TOPICS } from './brief.ts';
import { ContextSchema } from './context.ts';
import { type Interview, revive } from './interview.ts';

/** Rises with every change of a context's or a brief's shape; each rise brings an upgrade below and a fixture in the tests. */
export const VERSION = 1;

export const SavedSchema = z.object({ version: z.number().int(), value: z.string(), context: z.unknown() });
export type Saved = z.infer<typeof SavedSchema>;

interface Upgrade {
  context(context: unknown): unknown;
  /** One that is kept by itself, with the letter that was made from it. */
  brief(brief: unknown): unknown;
}

/** From the version that is the key to the next one. */
const upgrades: Readonly<Record<number, Upgrade>> = {};

/** What was kept under a version, in today's shape; undefined where nothing leads there. */
export function upgraded(kind: keyof Upgrade, kept: unknown, from: number): unknown {
  let value = kept;
  for (let version = from; version < VERSION; version += 1) {
    const upgrade = upgrades[version];
    if (!upgrade) return undefined;
    value = upgrade[kind](value);
  }
  return from > VERSION ? undefined : value;
}

export function freeze(state: Interview): Saved {
  return { version: VERSION, value: String(state.value), context: state.context };
}

/**
 * A stored state, upgraded to today's shape; null where it can't be understood, so that the conversation begins anew
 * instead of guessing.
 */
export function thaw(saved: Saved): Interview | null {
  const parsed = ContextSchema.safeParse(upgraded('context', saved.context, saved.version));
  if (!parsed.success) return null;
  try {
    const state = revive(saved.value, parsed.data);
    return state.value === saved.value && rests(state) ? state : null;
  } catch {
    // XState throws for a state that the machine does not have.
    return null;
  }
}

/** Whether a conversation can stand in this state: a topic's state asks about that topic, and deciding takes no time. */
function rests({ value, context }: Interview): boolean {
  if (value === 'deciding') return false;
  return !TOPICS.some((topic) => topic === value) || context.asking?.topic === value;
}
