/** State ⇄ row: versioned plain JSON that does not depend on XState's own snapshot format. */
import { z } from 'zod';
import { TOPICS } from './brief.ts';
import { ContextSchema } from './context.ts';
import { type Interview, revive } from './interview.ts';

/** Rises with every change of the context's shape; each rise brings an upgrade below and a fixture in the tests. */
export const VERSION = 1;

export const SavedSchema = z.object({ version: z.number().int(), value: z.string(), context: z.unknown() });
export type Saved = z.infer<typeof SavedSchema>;

/** From the version that is the key to the next one. */
const upgrades: Readonly<Record<number, (context: unknown) => unknown>> = {};

export function freeze(state: Interview): Saved {
  return { version: VERSION, value: String(state.value), context: state.context };
}

/**
 * A stored state, upgraded to today's shape; null where it can't be understood, so that the conversation begins anew
 * instead of guessing.
 */
export function thaw(saved: Saved): Interview | null {
  let context = saved.context;
  for (let version = saved.version; version < VERSION; version += 1) {
    const upgrade = upgrades[version];
    if (!upgrade) return null;
    context = upgrade(context);
  }
  const parsed = ContextSchema.safeParse(context);
  if (saved.version > VERSION || !parsed.success) return null;
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
