/** State ⇄ row: versioned plain JSON that does not depend on XState's own snapshot format. */
import { z } from 'zod';
import { ContextSchema } from './context.ts';
import { type Interview, revive } from './interview.ts';
import { nextQuestion } from './next-question.ts';
import { briefFromV1, contextFromV1, letterFromV1 } from './saved-v1.ts';

/** Rises with every change of a stored shape; each rise brings an upgrade below and a fixture in the tests. */
export const VERSION = 4;

export const SavedSchema = z.object({ version: z.number().int(), value: z.string(), context: z.unknown() });
export type Saved = z.infer<typeof SavedSchema>;

const ObjectSchema = z.record(z.string(), z.unknown());

interface Upgrade {
  context(context: unknown): unknown;
  /** Kept by itself, with the letter that was made from it. */
  brief(brief: unknown): unknown;
  letter(letter: unknown): unknown;
}

/** From the version that is the key to the next one. */
const upgrades: Readonly<Record<number, Upgrade>> = {
  1: { context: contextFromV1, brief: briefFromV1, letter: letterFromV1 },
  // Nobody could wish for a change yet, or see an earlier letter.
  2: {
    context: (context) => {
      const { data } = ObjectSchema.safeParse(context);
      return data && { ...data, wish: null, shown: null, sends: null };
    },
    brief: (brief) => brief,
    letter: (letter) => letter,
  },
  // Nobody had more than one system.
  3: {
    context: (context) => {
      const { data } = ObjectSchema.safeParse(context);
      return data && { ...data, stories: [] };
    },
    brief: (brief) => brief,
    letter: (letter) => letter,
  },
};

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
 * A stored state, upgraded to today's shape; null where it can't be understood, so that the person is told and starts
 * over, instead of a guess.
 */
export function thaw(saved: Saved): Interview | null {
  const parsed = ContextSchema.safeParse(upgraded('context', saved.context, saved.version));
  if (!parsed.success) return null;
  // Today's questions may differ from those of an older version: it goes on with the first that is open.
  const isOld = saved.version < VERSION && saved.value !== 'new' && saved.value !== 'letter';
  const value = isOld ? (nextQuestion(parsed.data)?.topic ?? 'review') : saved.value;
  if (value === 'deciding') return null;
  try {
    const state = revive(value, parsed.data);
    return state.value === value ? state : null;
  } catch {
    // XState throws for a state that the machine does not have.
    return null;
  }
}
