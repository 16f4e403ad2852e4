/** Short answers by a model, checked by code: a note, what a job post asks for, and the system that fits it. */
import { z } from 'zod';
import type { Fit } from '../machine/pending.ts';
import { isAbout, isMetric } from '../machine/slots.ts';
import type { Budget, LanguageModel } from '../model/model-call.ts';
import { fittingPrompt, notePrompt, weighingPrompt } from '../prompts/model/writing.ts';
import { plain } from '../text/phrases.ts';
import { isNumberless } from '../text/quantities.ts';
import { sentencesIn, trimPunctuation } from '../text/sentences.ts';
import type { ChangeParts } from './change-letter.ts';
import type { LetterRequest } from './compose.ts';
import { plainSentence, proseIn } from './draft.ts';
import { buildFacts, type Fact, shownFacts } from './facts.ts';
import { modelGate } from './model-gate.ts';
import { loadSpelling } from './names.ts';
import { verifySentences } from './verify-letter.ts';
import { indexOfWords, tidied } from './wording.ts';
import { NOTE_AT_MOST, type OfPost, recallOrAsk } from './writer.ts';

interface Asked {
  readonly model: LanguageModel;
  readonly budget: Budget;
}

/** Minimum sentences of a note. */
const SENTENCES_AT_LEAST = 2;

/** @returns a note for a form field, at most `NOTE_AT_MOST` characters; null if too few sentences pass the checks */
export async function modelNote(request: LetterRequest, parts: ChangeParts): Promise<string | null> {
  const { model, budget, workshop } = parts;
  const facts = buildFacts(request);
  const gate = modelGate(facts, await loadSpelling());
  const ask = { step: 'note', prompt: notePrompt(shownFacts(facts)), budget };
  const raw = await recallOrAsk(workshop, 'note', () => model.text(ask, () => undefined));
  if (raw === null) return null;
  const written = proseIn(raw).map(({ text }, at) => plainSentence(`s${at + 1}`, 1, text));
  const sentences = written.filter((one) => gate.sentence(one).every(({ isSerious }) => !isSerious));
  if (sentences.length < SENTENCES_AT_LEAST) return null;
  const judged = await verifySentences('verify-note', sentences, facts, parts);
  if (judged === null) return null;
  const failing = new Set(judged.faults.map(({ key }) => key));
  const holding = sentences.filter(({ key }) => !failing.has(key)).map(({ text }) => text);
  const fitting = holding.filter((_, at) => holding.slice(0, at + 1).join(' ').length <= NOTE_AT_MOST);
  return fitting.length < SENTENCES_AT_LEAST ? null : fitting.join(' ');
}

/** Length limits of a quoted reason, in characters. */
const WORDS = { least: 8, most: 160 };
/** Maximum characters of a post; a longer one is cut. */
const POST_AT_MOST = 6_000;

const FitSchema = z.object({ n: z.number().int().nullable(), post: z.string(), story: z.string() });

const PostSchema = z.object({
  metrics: z.array(z.string()),
  demand: z.string(),
  decisions: z.array(z.string()).default([]),
});

const DECISIONS_AT_MOST = 3;

/**
 * @param post redacted
 * @returns what the post asks for most and its sentences about decisions, both verbatim; null if the model fails
 */
export async function readPost(post: string, { model, budget }: Asked): Promise<OfPost | null> {
  const shown = post.slice(0, POST_AT_MOST);
  const answer = await model.object({ step: 'weigh', prompt: weighingPrompt(shown), budget }, PostSchema);
  if (answer.outcome === 'failed') return null;
  const { metrics, decisions } = answer.value;
  const demand = wordsIn(answer.value.demand, [shown]);
  // Only whole sentences: they are offered verbatim.
  const choices = sentencesIn(shown).filter(
    (sentence) =>
      isNumberless(sentence) &&
      decisions.some((one) => trimPunctuation(tidied(one)) === trimPunctuation(tidied(sentence))),
  );
  return {
    ...(demand !== null && { weight: { metrics: [...new Set(metrics.filter(isMetric))], demand } }),
    ...(choices.length > 0 && { choices: choices.slice(0, DECISIONS_AT_MOST) }),
  };
}

/** @param requests one per system, with the job post in `sheet.kept` @returns null without a verbatim reason */
export async function fitStory(requests: readonly LetterRequest[], { model, budget }: Asked): Promise<Fit | null> {
  const all = requests.map((request) => buildFacts(inOwnWords(request)));
  const post = (all[0]?.post ?? '').slice(0, POST_AT_MOST);
  if (post.trim() === '' || all.length < 2) return null;
  const stories = all.map(({ list }) =>
    list.filter(({ slot }: Fact) => isAbout('system', slot)).map(({ text }) => text),
  );
  const answer = await model.object({ step: 'fit', prompt: fittingPrompt(post, stories), budget }, FitSchema);
  if (answer.outcome === 'failed' || answer.value.n === null) return null;
  const at = answer.value.n - 1;
  const ofPost = wordsIn(answer.value.post, [post]);
  const ofStory = wordsIn(answer.value.story, stories[at] ?? []);
  return ofPost === null || ofStory === null ? null : { at, post: ofPost, story: ofStory };
}

/** Drops English translations, so that only the candidate's own words are quoted. */
function inOwnWords({ sheet, ...rest }: LetterRequest): LetterRequest {
  if (sheet.language === 'en') return { sheet, ...rest };
  const own = Object.entries(sheet.values).map(([slot, { english: _, ...value }]) => [slot, value] as const);
  return { ...rest, sheet: { ...sheet, values: Object.fromEntries(own) } };
}

/** The quote as written in one of the texts, at word boundaries; null if it is in none. */
function wordsIn(quote: string, texts: readonly string[]): string | null {
  const wanted = trimPunctuation(tidied(quote));
  if (wanted.length < WORDS.least || wanted.length > WORDS.most) return null;
  for (const text of texts.map(tidied)) {
    const at = indexOfWords(wanted, text);
    const end = at + wanted.length;
    const isWhole = !isInWord(text[at - 1]) && !isInWord(text[end]);
    if (at >= 0 && isWhole) return text.slice(at, end);
  }
  return null;
}

function isInWord(sign: string | undefined): boolean {
  return sign !== undefined && plain(sign) !== '';
}
