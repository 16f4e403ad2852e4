/** What a job post asks for most, by a model: one of its demands in its own words, or nothing. */
import { z } from 'zod';
import type { Weight } from '../machine/sheet.ts';
import { isMetric } from '../machine/slots.ts';
import type { Budget } from '../model/budget.ts';
import type { LanguageModel } from '../model/model.ts';
import { weighingPrompt } from '../prompts/model/weighing.ts';
import { POST_AT_MOST, wordsIn } from './story-fit.ts';

const AnswerSchema = z.object({ metrics: z.array(z.string()), demand: z.string() });

/** @param post without anything hidden; @returns null where the demand is no words of the post, or the model fails */
export async function postWeight(
  post: string,
  { model, budget }: { readonly model: LanguageModel; readonly budget: Budget },
): Promise<Weight | null> {
  const shown = post.slice(0, POST_AT_MOST);
  const answer = await model.object({ step: 'weigh', prompt: weighingPrompt(shown), budget }, AnswerSchema);
  if (answer.outcome === 'failed') return null;
  const demand = wordsIn(answer.value.demand, [shown]);
  return demand === null ? null : { metrics: [...new Set(answer.value.metrics.filter(isMetric))], demand };
}
