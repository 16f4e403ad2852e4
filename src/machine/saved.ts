/** Saves and restores the state as versioned plain JSON, independent of XState's snapshot format. */
import { z } from 'zod';
import { ContextSchema } from './context.ts';
import { type Interview, restoreState } from './interview.ts';

/** Increase it with every change of a stored shape that an old state doesn't fit. Other versions aren't read. */
export const VERSION = 4;

export const SavedSchema = z.object({ version: z.number().int(), value: z.string(), context: z.unknown() });
export type Saved = z.infer<typeof SavedSchema>;

/** Cache of states frozen by this process, which need no parsing. */
const frozen = new WeakMap<Saved, Interview>();

export function serialize(state: Interview): Saved {
  const saved = { version: VERSION, value: String(state.value), context: state.context };
  frozen.set(saved, state);
  return saved;
}

/** Restores a stored state; null if it is unreadable, so that the person starts over. */
export function deserialize(saved: Saved): Interview | null {
  const known = frozen.get(saved);
  if (known) return known;
  const { version, value } = saved;
  const parsed = ContextSchema.safeParse(saved.context);
  if (version !== VERSION || !parsed.success || value === 'deciding') return null;
  try {
    const state = restoreState(value, parsed.data);
    return state.value === value ? state : null;
  } catch {
    // XState throws for an unknown state.
    return null;
  }
}
