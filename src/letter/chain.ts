/**
 * A letter with a model, in five steps that can be read one by one: plan → draft → check → revise → settle. Everything
 * after the draft is ours: a sentence that the gate faults is asked for anew, at most twice, and then gives way to the
 * composer's, so a letter always comes and never holds what the candidate didn't say.
 */
import { z } from 'zod';
import { Budget, type Limits } from '../model/budget.ts';
import { jsonIn } from '../model/json.ts';
import { lazily } from '../model/lazily.ts';
import type { LanguageModel } from '../model/model.ts';
import { draftPrompt, MEANINGS, planPrompt, revisePrompt } from '../prompts/model/writing.ts';
import { frame } from './compose.ts';
import {
  bodyOf,
  type Drafted,
  draftedAnywhere,
  draftedIn,
  grounds,
  letterOf,
  maySee,
  type Objection,
  objectionsIn,
  spoken,
} from './draft.ts';
import type { Letter } from './letter.ts';
import { materialOf, narrowed } from './material.ts';
import { composed, settled } from './settle.ts';
import type { LetterRequest, Workshop, Writer, Written } from './writer.ts';

/** Revisions of what the gate faulted. */
const REVISIONS_AT_MOST = 2;
/** Fewer sentences of its own than this are no letter by a model. */
const OWN_AT_LEAST = 3;

/** What goes from step to step. */
interface Sheet {
  readonly request: LetterRequest;
  readonly workshop: Workshop;
  readonly budget: Budget;
  readonly surroundings: Omit<Letter, 'paragraphs'>;
  readonly plan: Plan | null;
  readonly sentences: readonly Drafted[];
  /** By the number of the sentence. */
  readonly objections: ReadonlyMap<number, readonly Objection[]>;
  readonly written: Written | null;
}

const PlanSchema = z.object({
  angle: z.string(),
  paragraphs: z.array(z.object({ purpose: z.string(), facts: z.array(z.string()), point: z.string() })),
  leave_out: z.array(z.string()),
});
type Plan = z.infer<typeof PlanSchema>;

const RevisionSchema = z.object({
  sentences: z.array(z.object({ sentence: z.number().int(), text: z.string(), facts: z.array(z.string()) })),
});

export function createModelWriter(model: LanguageModel, limits: Limits, now: () => number): Writer {
  const chain = lazily(() => chainOf(model));
  return {
    async write(request, workshop) {
      const budget = new Budget(limits, now, workshop.stopped);
      const { brief, date } = request;
      const blank: Sheet = {
        request,
        workshop,
        budget,
        surroundings: frame(brief, date),
        plan: null,
        sentences: [],
        objections: new Map(),
        written: null,
      };
      const { written } = await (await chain()).invoke(blank);
      if (written) return written;
      const letter = composed(request);
      return letter && { letter, byModel: false, usage: budget.usage };
    },
  };
}

/** The steps as one runnable; each has its name, for traces and for whoever reads it. */
async function chainOf(model: LanguageModel) {
  const { RunnableLambda, RunnableSequence } = await import('@langchain/core/runnables');
  const step = (name: string, work: (sheet: Sheet) => Promise<Sheet>) =>
    RunnableLambda.from(work).withConfig({ runName: name });
  return RunnableSequence.from<Sheet, Sheet>([
    step('plan', (sheet) => plan(model, sheet)),
    step('draft', (sheet) => draft(model, sheet)),
    step('check', async (sheet) => checked(sheet)),
    step('revise', (sheet) => revise(model, sheet)),
    step('settle', async (sheet) => settle(sheet)),
  ]);
}

/** Which facts, in which order, and what connects them. A letter can be drafted without. */
async function plan(model: LanguageModel, sheet: Sheet): Promise<Sheet> {
  const kept = await sheet.workshop.recall('plan');
  if (kept !== null) return { ...sheet, plan: PlanSchema.safeParse(jsonIn(kept)).data ?? null };
  const prompt = planPrompt(materialOf(sheet.request));
  const answer = await model.object({ step: 'plan', prompt, budget: sheet.budget }, PlanSchema);
  if (answer.outcome === 'failed') return sheet;
  await sheet.workshop.keep('plan', JSON.stringify(answer.value));
  return { ...sheet, plan: answer.value };
}

/** The sentences, each as soon as it is complete; what passes the gate by itself is shown at once. */
async function draft(model: LanguageModel, sheet: Sheet): Promise<Sheet> {
  const { brief } = sheet.request;
  const sentences: Drafted[] = [];
  const shown: Drafted[] = [];
  const take = (heard: Drafted) => {
    // Some models say a thing again and again, and some return to a paragraph that is behind them.
    if (sentences.some(({ text }) => text === heard.text)) return;
    const sentence = { ...heard, paragraph: Math.max(heard.paragraph, sentences.at(-1)?.paragraph ?? 1) };
    sentences.push(sentence);
    if (!maySee(sentence, shown, brief)) return;
    shown.push(sentence);
    sheet.workshop.grown(bodyOf(shown));
  };
  const hear = (line: string) => {
    const sentence = draftedIn(line, brief);
    if (sentence) take(sentence);
  };
  const whole = (raw: string) => {
    if (sentences.length === 0) for (const sentence of draftedAnywhere(raw, brief)) take(sentence);
  };
  const kept = await sheet.workshop.recall('draft');
  if (kept !== null) {
    for (const line of kept.split('\n')) hear(line);
    whole(kept);
    return { ...sheet, sentences };
  }
  const used = sheet.plan?.paragraphs.flatMap(({ facts }) => facts) ?? [];
  const prompt = draftPrompt(narrowed(materialOf(sheet.request), used), sheet.plan);
  const answer = await model.lines({ step: 'draft', prompt, budget: sheet.budget }, hear);
  if (answer.outcome === 'answered') {
    await sheet.workshop.keep('draft', answer.raw);
    whole(answer.raw);
  }
  return { ...sheet, sentences };
}

function checked(sheet: Sheet): Sheet {
  const { bySentence } = objectionsIn(sheet.sentences, sheet.surroundings, sheet.request.brief);
  return { ...sheet, objections: bySentence };
}

/** Only what was faulted, at most twice; a sentence that comes back empty is given up. */
async function revise(model: LanguageModel, sheet: Sheet): Promise<Sheet> {
  let current = sheet;
  for (let round = 1; round <= REVISIONS_AT_MOST && current.objections.size > 0; round += 1) {
    const revised = await revision(model, current, `revise-${round}`);
    if (!revised) return current;
    current = checked({ ...current, sentences: revised });
  }
  return current;
}

async function revision(model: LanguageModel, sheet: Sheet, step: string): Promise<Drafted[] | null> {
  const { brief } = sheet.request;
  const kept = await sheet.workshop.recall(step);
  let revised = kept === null ? undefined : RevisionSchema.safeParse(jsonIn(kept)).data;
  if (!revised) {
    const prompt = revisePrompt(materialOf(sheet.request), sheet.sentences, objectionsOn(sheet));
    const answer = await model.object({ step, prompt, budget: sheet.budget }, RevisionSchema);
    if (answer.outcome === 'failed') return null;
    await sheet.workshop.keep(step, JSON.stringify(answer.value));
    revised = answer.value;
  }
  const fresh = new Map(revised.sentences.map((one) => [one.sentence, one]));
  return sheet.sentences.flatMap((sentence, index) => {
    const change = sheet.objections.has(index) ? fresh.get(index) : undefined;
    if (!change) return [sentence];
    const text = spoken(change.text);
    return text === '' ? [] : [{ ...sentence, text, facts: grounds(change.facts, brief) }];
  });
}

function objectionsOn({ sentences, objections }: Sheet) {
  return [...objections].map(([index, found]) => ({
    sentence: index,
    text: sentences[index]?.text ?? '',
    facts: sentences[index]?.facts ?? [],
    wrong: found.map(({ kind, words }) => ({ kind, words, means: MEANINGS[kind] ?? '' })),
  }));
}

function settle(sheet: Sheet): Sheet {
  const { request, surroundings, budget, sentences, objections } = sheet;
  const good = sentences.filter((_, index) => !objections.has(index));
  if (good.length < OWN_AT_LEAST) return sheet;
  const whole = settled(good, surroundings, request.brief);
  if (!whole || whole.filter(({ byModel }) => byModel).length < OWN_AT_LEAST) return sheet;
  return { ...sheet, written: { letter: letterOf(whole, surroundings), byModel: true, usage: budget.usage } };
}
