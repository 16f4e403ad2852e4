/** A language model as this project knows it: it answers with data or with text, within a budget, or says why not. */
import type { z } from 'zod';
import type { Budget } from './budget.ts';

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
