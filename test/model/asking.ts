/** One question to a model behind a server that misbehaves, with a clock that only moves when somebody waits. */
import { z } from 'zod';
import { type Answer, Budget, type Limits, type Usage } from '../../src/model/model-call.ts';
import { createModel, type Endpoint } from '../../src/model/openai.ts';
import type { ModelServer } from '../fakes/model.ts';

export const Shape = z.object({ answer: z.string(), of: z.array(z.number()) });
export type Shape = z.infer<typeof Shape>;
export const GOOD = '{"answer":"yes","of":[1,2]}';
export const PROMPT = { system: 'Say yes.', user: '{"material":"none"}' };

interface Told<Value> {
  readonly answer: Answer<Value>;
  /** HTTP requests that this question took. */
  readonly calls: number;
  readonly usage: Usage;
  /** Milliseconds of each pause. */
  readonly pauses: readonly number[];
  readonly heard: string;
}

export interface Model {
  object(limits?: Partial<Limits>): Promise<Told<Shape>>;
  text(limits?: Partial<Limits>): Promise<Told<string>>;
}

/** A model that remembers what it finds out, as one process has it. */
export function modelAt(server: ModelServer, endpoint: Partial<Endpoint> = {}): Model {
  let now = 1_000_000;
  let pauses: number[] = [];
  const model = createModel(
    { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'gpt-test', ...endpoint },
    async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
  );
  async function told<Value>(
    limits: Partial<Limits>,
    ask: (budget: Budget, hear: (piece: string) => void) => Promise<Answer<Value>>,
  ): Promise<Told<Value>> {
    const budget = new Budget({ calls: 5, milliseconds: 60_000, ...limits }, () => now);
    let heard = '';
    const before = server.calls;
    pauses = [];
    const answer = await ask(budget, (piece) => {
      heard += piece;
    });
    return { answer, calls: server.calls - before, usage: budget.usage, pauses, heard };
  }
  return {
    object: (limits = {}) => told(limits, (budget) => model.object({ step: 'reading', prompt: PROMPT, budget }, Shape)),
    text: (limits = {}) => told(limits, (budget, hear) => model.text({ step: 'draft', prompt: PROMPT, budget }, hear)),
  };
}
