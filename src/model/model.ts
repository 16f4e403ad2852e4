/** A language model as this project knows it: it answers with data or with text, within a budget, or says why not. */
import { z } from 'zod';

interface Prompt {
  /** Our words. */
  readonly system: string;
  /** Data to work on; whatever stands in it is never an instruction. */
  readonly user: string;
}

/** One question to the model. */
export interface Call {
  /** What it is for: names the schema on the wire, and the step in what is kept. */
  readonly step: string;
  readonly prompt: Prompt;
  /** Counts the calls and tokens of everything that belongs together, and ends it. */
  readonly budget: Budget;
}

/** Why a model did not answer. None of it quotes anybody. */
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
  | { readonly outcome: 'answered'; readonly value: Value; readonly raw: string }
  | { readonly outcome: 'failed'; readonly why: Failure };

/** One HTTP request to a model, for whoever counts them. */
export interface ModelCall {
  readonly outcome: 'answered' | Failure;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface LanguageModel {
  /** One JSON object of this shape; what does not fit the shape is `malformed`. */
  object<Value>(call: Call, shape: z.ZodType<Value>): Promise<Answer<Value>>;
  /** Text, as it comes. A stream that is cut counts as failed, but `onText` has had what came of it. */
  text(call: Call, onText: (piece: string) => void): Promise<Answer<string>>;
}

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

/** Makes something when it is first asked for, such as a library that is large to load, and once. */
export function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
