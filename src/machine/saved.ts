/** Saves and restores the state as versioned plain JSON, independent of XState's snapshot format. */
import { z } from 'zod';
import { ContextSchema, type InterviewContext } from './context.ts';
import { type Interview, restoreState } from './interview.ts';
import { nextQuestion } from './next-question.ts';

/** Increase it with every change of a stored shape that an old state doesn't fit, with a test fixture. Version 1 isn't read. */
export const VERSION = 4;

export const SavedSchema = z.object({ version: z.number().int(), value: z.string(), context: z.unknown() });
export type Saved = z.infer<typeof SavedSchema>;

const ObjectSchema = z.record(z.string(), z.unknown());

/** Fields that contexts of a version lack, with their defaults. */
const LACKING: Readonly<Record<number, Partial<InterviewContext>>> = {
  2: { wish: null, shown: null, sends: null, stories: [] },
  3: { stories: [] },
  [VERSION]: {},
};

/** Cache of states frozen by this process, which need no parsing. */
const frozen = new WeakMap<Saved, Interview>();

export function serialize(state: Interview): Saved {
  const saved = { version: VERSION, value: String(state.value), context: state.context };
  frozen.set(saved, state);
  return saved;
}

/** Restores a stored state, upgraded to the current shape; null if it is unreadable, so that the person starts over. */
export function deserialize(saved: Saved): Interview | null {
  const known = frozen.get(saved);
  if (known) return known;
  const lacking = LACKING[saved.version];
  if (lacking === undefined) return null;
  const parsed = ContextSchema.safeParse({ ...ObjectSchema.safeParse(saved.context).data, ...lacking });
  if (!parsed.success) return null;
  // The questions may have changed since an older version: continue with the first open one.
  const isOld = saved.version < VERSION && saved.value !== 'new' && saved.value !== 'letter';
  const value = isOld ? (nextQuestion(parsed.data)?.topic ?? 'review') : saved.value;
  if (value === 'deciding') return null;
  try {
    const state = restoreState(value, parsed.data);
    return state.value === value ? state : null;
  } catch {
    // XState throws for an unknown state.
    return null;
  }
}
