/** The questions of a practice interview in a model's words: bound to the sheet like a sentence of a letter. */
import { z } from 'zod';
import type { Budget } from '../model/budget.ts';
import type { LanguageModel } from '../model/model.ts';
import { type AskedInPractice, practicePrompt } from '../prompts/model/practice.ts';
import type { LetterRequest } from './compose.ts';
import { type DraftFaultKind, plainLine } from './draft.ts';
import { factsOf, shownFacts } from './facts.ts';
import { modelGate } from './model-gate.ts';
import { loadSpelling } from './spelling.ts';

/** Longer is no question across a table; in characters. */
const QUESTION_AT_MOST = 280;

const QuestionsSchema = z.object({ questions: z.array(z.object({ id: z.string(), q: z.string() })) });

/** Style is the letter's business: a question has to be true to the sheet. */
const BINDING: ReadonlySet<DraftFaultKind> = new Set(['number', 'order', 'percentile', 'derived', 'name', 'hidden']);

/** @returns the wording by the question's id; without those that don't hold, or all of them where the model fails */
export async function practiceWords(
  request: LetterRequest,
  questions: readonly AskedInPractice[],
  { model, budget }: { readonly model: LanguageModel; readonly budget: Budget },
): Promise<Readonly<Record<string, string>>> {
  const facts = factsOf(request);
  const prompt = practicePrompt(shownFacts(facts), questions);
  const answer = await model.object({ step: 'practice', prompt, budget }, QuestionsSchema);
  if (answer.outcome === 'failed') return {};
  const gate = modelGate(facts, await loadSpelling());
  const worded = answer.value.questions.map(({ id, q }) => [id, plainLine(q)] as const);
  const holding = worded.filter(([key, text]) => {
    const isQuestion = text.endsWith('?') && text.length <= QUESTION_AT_MOST;
    const faults = gate.sentence({ key, text, paragraph: 1, facts: [], own: false });
    return isQuestion && faults.every(({ kind }) => !BINDING.has(kind));
  });
  return Object.fromEntries(holding);
}
