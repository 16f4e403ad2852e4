/** The language model interface: returns data or text within a budget, or a reason for failure. */
import { z } from 'zod';

interface Prompt {
  /** The instructions. */
  readonly system: string;
  /** Data to work on, never instructions. */
  readonly user: string;
}

export interface Call {
  /** Names the schema in the request and the step in stored answers. */
  readonly step: string;
  readonly prompt: Prompt;
  /** Shared by all calls of one task: counts calls and tokens, and ends the task. */
  readonly budget: Budget;
}

/** Reasons for a missing answer. They never quote people. */
export type Failure =
  | 'timeout'
  | 'busy'
  | 'refused'
  | 'unauthorized'
  | 'unreachable'
  | 'malformed'
  | 'spent'
  | 'too-long';

export type Answer<Value> =
  | { readonly outcome: 'answered'; readonly value: Value }
  | { readonly outcome: 'failed'; readonly why: Failure };

/** One HTTP request to a model, for metrics. */
export interface ModelCall {
  readonly outcome: 'answered' | Failure;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface LanguageModel {
  /** Returns one JSON object of this shape. An answer that doesn't fit fails as `malformed`. */
  object<Value>(call: Call, shape: z.ZodType<Value>): Promise<Answer<Value>>;
  /** Streams text. An interrupted stream fails, but `onText` has received its beginning. */
  text(call: Call, onText: (piece: string) => void): Promise<Answer<string>>;
}

export const UsageSchema = z.object({
  /** HTTP requests, including retries. */
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
});
export type Usage = z.infer<typeof UsageSchema>;

/** Calls and tokens per interview. After that, it continues without a model. */
const INTERVIEW = { calls: 100, tokens: 250_000 };

/** Whether an interview has used up its calls or tokens. */
export function isSpent({ calls, tokens }: { readonly calls: number; readonly tokens: number }): boolean {
  return calls >= INTERVIEW.calls || tokens >= INTERVIEW.tokens;
}

/** The daily token limit of all models together. */
export interface TokenBudget {
  /**
   * Reserves the maximum that a request may use, before it is made.
   * @returns null if that exceeds the limit; else a function to call with the tokens actually used
   */
  reserve(tokens: number): Promise<((used: number) => Promise<void>) | null>;
  /** Whether a reservation was refused today. */
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

  /** @param stopped ends the budget early */
  constructor(limits: Limits, now: () => number, stopped: AbortSignal = new AbortController().signal) {
    this.#now = now;
    this.stopped = stopped;
    this.#calls = limits.calls;
    this.#deadline = now() + limits.milliseconds;
  }

  /** Remaining milliseconds, at least zero. */
  get left(): number {
    return Math.max(0, this.#deadline - this.#now());
  }

  get usage(): Usage {
    return this.#used;
  }

  /** Takes one call out of the budget. @returns false if no call or time is left, or the task was stopped */
  take(): boolean {
    if (this.stopped.aborted || this.#used.calls >= this.#calls || this.left === 0) return false;
    this.#used = { ...this.#used, calls: this.#used.calls + 1 };
    return true;
  }

  /** Adds tokens as counted by the server; some servers don't count. */
  count(inputTokens: number, outputTokens: number): void {
    this.#used = {
      ...this.#used,
      inputTokens: this.#used.inputTokens + inputTokens,
      outputTokens: this.#used.outputTokens + outputTokens,
    };
  }
}
