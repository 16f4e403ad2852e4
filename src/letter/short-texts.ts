/** Short texts by a model, each bound to the sheet like a sentence of a letter: a note, and questions of a practice interview. */
import { z } from 'zod';
import type { Budget, LanguageModel } from '../model/model.ts';
import { type AskedInPractice, practicePrompt } from '../prompts/model/practice.ts';
import { notePrompt } from '../prompts/model/writing.ts';
import type { ChangeParts } from './change.ts';
import type { LetterRequest } from './compose.ts';
import { type DraftFaultKind, plainLine, plainSentence, proseIn } from './draft.ts';
import { loadSpelling } from './draft-names.ts';
import { factsOf, shownFacts } from './facts.ts';
import { NOTE_AT_MOST } from './formats.ts';
import { modelGate } from './model-gate.ts';
import { verified } from './verdicts.ts';
import { answered } from './writer.ts';

/** Fewer sentences are no note. */
const SENTENCES_AT_LEAST = 2;

/** A note of a few sentences, for a form field. @returns the sentences that hold, in at most `NOTE_AT_MOST` characters; null where too few do, or nobody answered */
export async function modelNote(request: LetterRequest, parts: ChangeParts): Promise<string | null> {
  const { model, verifier, budget, workshop } = parts;
  const facts = factsOf(request);
  const gate = modelGate(facts, await loadSpelling());
  const ask = { step: 'note', prompt: notePrompt(shownFacts(facts)), budget };
  const raw = await answered(workshop, 'note', () => model.text(ask, () => undefined));
  if (raw === null) return null;
  const written = proseIn(raw).map(({ text }, at) => plainSentence(`s${at + 1}`, 1, text));
  const sentences = written.filter((one) => gate.sentence(one).every(({ isSerious }) => !isSerious));
  if (sentences.length < SENTENCES_AT_LEAST) return null;
  const judged = await verified('verify-note', sentences, facts, { verifier, budget, workshop });
  if (judged === null) return null;
  const failing = new Set(judged.faults.map(({ key }) => key));
  const holding = sentences.filter(({ key }) => !failing.has(key)).map(({ text }) => text);
  const fitting = holding.filter((_, at) => holding.slice(0, at + 1).join(' ').length <= NOTE_AT_MOST);
  return fitting.length < SENTENCES_AT_LEAST ? null : fitting.join(' ');
}

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
    const faults = gate.sentence(plainSentence(key, 1, text));
    return isQuestion && faults.every(({ kind }) => !BINDING.has(kind));
  });
  return Object.fromEntries(holding);
}
