/** What one letter, or the reading of one message, may cost: HTTP calls and time; and what it did cost. */
import { z } from 'zod';

export const UsageSchema = z.object({
  /** HTTP requests, every attempt counted. */
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
});
export type Usage = z.infer<typeof UsageSchema>;

/** Calls and tokens of an interview, after which it goes on without a model. */
const INTERVIEW = { calls: 100, tokens: 250_000 };

/** Whether an interview that has cost this much may ask no model any more. */
export function isSpent({ calls, tokens }: { readonly calls: number; readonly tokens: number }): boolean {
  return calls >= INTERVIEW.calls || tokens >= INTERVIEW.tokens;
}

/** The tokens that all models may use in a day, together. */
export interface TokenBudget {
  /**
   * Reserves what a request may use at most, before it is made.
   * @returns null where that would exceed the budget; else what to call with the tokens that it did use
   */
  reserve(tokens: number): Promise<((used: number) => Promise<void>) | null>;
  /** Whether something was refused today. */
  isSpent(): boolean;
}

export interface Limits {
  readonly calls: number;
  readonly milliseconds: number;
}

export class Budget {
  readonly stopped: AbortSignal;
  readonly #now: () => number;
  readonly #deadline: number;
  readonly #calls: number;
  #used: Usage = { calls: 0, inputTokens: 0, outputTokens: 0 };

  /** @param stopped ends it before its time */
  constructor(limits: Limits, now: () => number, stopped: AbortSignal = new AbortController().signal) {
    this.#now = now;
    this.stopped = stopped;
    this.#calls = limits.calls;
    this.#deadline = now() + limits.milliseconds;
  }

  /** Milliseconds that are left, never below zero. */
  get left(): number {
    return Math.max(0, this.#deadline - this.#now());
  }

  get usage(): Usage {
    return this.#used;
  }

  /** Takes one call out of the budget; false where none is left, or no time for one, or nobody who waits for it. */
  take(): boolean {
    if (this.stopped.aborted || this.#used.calls >= this.#calls || this.left === 0) return false;
    this.#used = { ...this.#used, calls: this.#used.calls + 1 };
    return true;
  }

  /** Tokens as the server counts them; a server that doesn't count leaves them at what they were. */
  count(inputTokens: number, outputTokens: number): void {
    this.#used = {
      ...this.#used,
      inputTokens: this.#used.inputTokens + inputTokens,
      outputTokens: this.#used.outputTokens + outputTokens,
    };
  }
}
