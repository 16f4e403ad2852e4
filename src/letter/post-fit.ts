/** What a job post asks for most, and which system fits it, by a model: in words of the post and of the system, or not at all. */
import { z } from 'zod';
import type { Fit } from '../machine/pending.ts';
import type { Weight } from '../machine/sheet.ts';
import { isMetric } from '../machine/slots.ts';
import { isOfStory } from '../machine/stories.ts';
import type { Budget, LanguageModel } from '../model/model.ts';
import { fittingPrompt } from '../prompts/model/fitting.ts';
import { weighingPrompt } from '../prompts/model/weighing.ts';
import { plain } from '../text/phrases.ts';
import { trimEnds } from '../text/sentences.ts';
import type { LetterRequest } from './compose.ts';
import { type Fact, factsOf } from './facts.ts';
import { placeOf, tidied } from './wording.ts';

/** A reason is no shorter and no longer; in characters. */
const WORDS = { least: 8, most: 160 };
/** A post that is longer is cut; in characters. */
const POST_AT_MOST = 6_000;

interface Asked {
  readonly model: LanguageModel;
  readonly budget: Budget;
}

const FitSchema = z.object({ n: z.number().int().nullable(), post: z.string(), story: z.string() });

const WeightSchema = z.object({ metrics: z.array(z.string()), demand: z.string() });

/** @param post without anything hidden; @returns null where the demand is no words of the post, or the model fails */
export async function postWeight(post: string, { model, budget }: Asked): Promise<Weight | null> {
  const shown = post.slice(0, POST_AT_MOST);
  const answer = await model.object({ step: 'weigh', prompt: weighingPrompt(shown), budget }, WeightSchema);
  if (answer.outcome === 'failed') return null;
  const demand = wordsIn(answer.value.demand, [shown]);
  return demand === null ? null : { metrics: [...new Set(answer.value.metrics.filter(isMetric))], demand };
}

/** @param requests a letter about each system, with the job post among what is kept; @returns null for no reason */
export async function storyFit(requests: readonly LetterRequest[], { model, budget }: Asked): Promise<Fit | null> {
  const all = requests.map((request) => factsOf(inOwnWords(request)));
  const post = (all[0]?.post ?? '').slice(0, POST_AT_MOST);
  if (post.trim() === '' || all.length < 2) return null;
  const stories = all.map(({ list }) => list.filter(({ slot }: Fact) => isOfStory(slot)).map(({ text }) => text));
  const answer = await model.object({ step: 'fit', prompt: fittingPrompt(post, stories), budget }, FitSchema);
  if (answer.outcome === 'failed' || answer.value.n === null) return null;
  const at = answer.value.n - 1;
  const ofPost = wordsIn(answer.value.post, [post]);
  const ofStory = wordsIn(answer.value.story, stories[at] ?? []);
  return ofPost === null || ofStory === null ? null : { at, post: ofPost, story: ofStory };
}

/** In an interview in another language nothing is quoted from its translation. */
function inOwnWords({ sheet, ...rest }: LetterRequest): LetterRequest {
  if (sheet.language === 'en') return { sheet, ...rest };
  const own = Object.entries(sheet.values).map(([slot, { english: _, ...value }]) => [slot, value] as const);
  return { ...rest, sheet: { ...sheet, values: Object.fromEntries(own) } };
}

/** The quote as it stands in one of the texts, from word to word; null where it doesn't. */
function wordsIn(quote: string, texts: readonly string[]): string | null {
  const wanted = trimEnds(tidied(quote));
  if (wanted.length < WORDS.least || wanted.length > WORDS.most) return null;
  for (const text of texts.map(tidied)) {
    const at = placeOf(wanted, text);
    const end = at + wanted.length;
    const isWhole = !isInWord(text[at - 1]) && !isInWord(text[end]);
    if (at >= 0 && isWhole) return text.slice(at, end);
  }
  return null;
}

function isInWord(sign: string | undefined): boolean {
  return sign !== undefined && plain(sign) !== '';
}
