/** What is known of a candidate: every slot with its value, each with the candidate's words and the message they came from. */
import { z } from 'zod';
import { LanguageSchema } from './language.ts';
import { QuantitySchema } from './quantity.ts';
import { type Metric, MetricSchema, topicOf } from './slots.ts';

/** A name, or sentences for the letter. */
export const ValueSchema = z.object({
  /** Verbatim part of the message `source`, unless `ours`. */
  text: z.string(),
  source: z.string(),
  /** How many sentences the text has; counted by whoever read it. */
  sentences: z.number().int(),
  /** A sentence of ours that the candidate chose, such as "I built all of it." */
  ours: z.boolean().default(false),
  /** The text in English, where it was typed in another language: this is what the letter says. */
  english: z.string().exactOptional(),
  /** The whole sentences that the text is a part of, where it is a part: how it hangs together is seen from them. */
  around: z.string().exactOptional(),
});
export type Value = z.infer<typeof ValueSchema>;

/** What the candidate typed, as a value. */
export function typedValue(text: string, source: string, sentences = 1): Value {
  return { text, source, sentences, ours: false };
}

/** One side of a figure: a quantity and the words around it. */
const AmountSchema = z.object({
  quantity: QuantitySchema,
  /** "about 40", "under 10 ms", "over 3 million". */
  bound: z.enum(['about', 'under', 'over']).nullable(),
  /** The words behind the number as typed, such as "in the nightly run". */
  tail: z.string(),
  /** Verbatim part of the message `source`. */
  quote: z.string(),
  source: z.string(),
});
export type Amount = z.infer<typeof AmountSchema>;

export const FigureSchema = z.object({
  id: z.string(),
  topic: MetricSchema,
  /** What is counted or takes time, in the candidate's words: "failed pushes", "a search". */
  measure: z.string().nullable(),
  /** `p50`, `p99`, `p99.9`, or `average`. */
  percentile: z.string().nullable(),
  now: AmountSchema.nullable(),
  before: AmountSchema.nullable(),
  /** Set where the candidate told the figure as a sentence of their own, which goes into the letter as it is. */
  sentence: z.string().nullable(),
  /** The answer that it was read from, where that was long enough to be a sentence. */
  typed: z.string().nullable(),
});
export type Figure = z.infer<typeof FigureSchema>;

/** What an answer says about a figure; what it leaves out stays as it was. */
export const FigurePatchSchema = FigureSchema.omit({ id: true, topic: true }).partial();
export type FigurePatch = z.infer<typeof FigurePatchSchema>;

/** Confidential: `value` never appears outside the sheet; `say` stands in its place, or nothing at all. */
const HiddenSchema = z.object({ value: z.string(), say: z.string().nullable() });
export type Hidden = z.infer<typeof HiddenSchema>;

/** What a job post asks for most: the metrics in their order, and one demand in its own words. */
const WeightSchema = z.object({ metrics: z.array(MetricSchema), demand: z.string() });
export type Weight = z.infer<typeof WeightSchema>;

/** Something that was typed and is in no slot yet; later questions offer its pieces. */
export const KeptSchema = z.object({
  source: z.string(),
  text: z.string(),
  /** The topic that it was told on; null for a text about everything. */
  topic: z.string().nullable(),
  /** A job post is never the candidate's claim: it is offered for the role alone. */
  isPost: z.boolean(),
  /** Of a job post: what its form says for these slots. */
  roles: z.record(z.string(), z.array(z.string())).exactOptional(),
  /** Of a job post, where a model said so. */
  weight: WeightSchema.exactOptional(),
  /** Of a job post: its sentences that may tell of an engineering decision. */
  choices: z.array(z.string()).exactOptional(),
  /** Its whole sentences, verbatim. */
  sentences: z.array(z.string()),
  /** Short pieces that may be names, verbatim. */
  names: z.array(z.string()),
  /** Its quantities, each with the words around it. */
  amounts: z.array(
    z.object({
      amount: AmountSchema,
      /** What it was before, where the text says so for certain. */
      before: AmountSchema.exactOptional(),
      measure: z.string().nullable(),
      percentile: z.string().nullable(),
      /** Of a text about everything: what it measures; null where that is not certain. */
      metric: MetricSchema.nullable().exactOptional(),
    }),
  ),
});
export type Kept = z.infer<typeof KeptSchema>;

export const SheetSchema = z.object({
  /** By the id of the slot, or of several that are answered together. */
  values: z.record(z.string(), ValueSchema),
  figures: z.array(FigureSchema),
  /** Slots and topics that the candidate left out by their own decision. */
  declined: z.array(z.string()),
  hidden: z.array(HiddenSchema),
  kept: z.array(KeptSchema),
  /** Of the interview, and of the letter that is made of it. */
  language: LanguageSchema.default('en'),
});
export type Sheet = z.infer<typeof SheetSchema>;

export const EMPTY_SHEET: Sheet = { values: {}, figures: [], declined: [], hidden: [], kept: [], language: 'en' };

/** The text of a slot in the language of the letter; null where it has none. */
export function textOf({ values, language }: Pick<Sheet, 'values' | 'language'>, slot: string): string | null {
  const value = values[slot];
  return (language === 'en' ? value?.english : undefined) ?? value?.text ?? null;
}

export function isHidden({ hidden }: Sheet, value: string): boolean {
  return hidden.some((each) => each.value === value);
}

/** What the job post asks for most; null where nobody knows. The last post counts. */
export function weightOf({ kept }: Sheet): Weight | null {
  return kept.findLast(({ isPost }) => isPost)?.weight ?? null;
}

/** Neither told nor left out. */
export function isOpen({ values, declined }: Sheet, slot: string): boolean {
  return values[slot] === undefined && !declined.includes(slot);
}

export function figuresOn(sheet: Sheet, topic: Metric): readonly Figure[] {
  return sheet.figures.filter((figure) => figure.topic === topic);
}

/** The figure that the slots `<topic>.now` and `<topic>.before` are about; further ones are `<topic>.more`. */
export function mainFigure(sheet: Sheet, topic: Metric): Figure | null {
  return figureOf(sheet, mainFigureId(topic));
}

export function figureOf({ figures }: Sheet, id: string | null): Figure | null {
  return figures.find((figure) => figure.id === id) ?? null;
}

const NO_FIGURE = { measure: null, percentile: null, now: null, before: null, sentence: null, typed: null };

/** A figure, or a new one for null, with a change. Said in numbers, it is told by its parts again, beside what was said without. */
export function patched(known: Figure | null, id: string, topic: Metric, patch: FigurePatch): Figure {
  const old = known ?? NO_FIGURE;
  const {
    measure = old.measure,
    percentile = old.percentile,
    now = old.now,
    before = old.before,
    typed: told = old.typed,
  } = patch;
  const sentence = patch.sentence ?? (patch.now || patch.before ? null : old.sentence);
  const typed = old.sentence === null || sentence !== null ? told : [old.sentence, told ?? []].flat().join('\n');
  return { id, topic, measure, percentile, now, before, sentence, typed };
}

/** Whether the letter tells a figure in the candidate's own sentence: outside English that is the answer as it was typed, if it has its full stop. */
export function isInOwnWords({ sentence, typed }: Figure, { language }: Pick<Sheet, 'language'>): boolean {
  const isWhole = ['.', '!', '?', '…'].includes(typed?.at(-1) ?? '');
  return sentence !== null || (language !== 'en' && isWhole);
}

export function mainFigureId(topic: Metric): string {
  return `${topic}.1`;
}

/** The shape in which a letter reports what it was made from (the line protocol's `brief`). */
export const BriefFigureSchema = z.object({
  topic: MetricSchema,
  percentile: z.string().exactOptional(),
  before: QuantitySchema.exactOptional(),
  after: QuantitySchema.exactOptional(),
  approximate: z.boolean(),
  quote: z.string(),
});
export type BriefFigure = z.infer<typeof BriefFigureSchema>;

export const BriefSchema = z.object({
  facts: z.array(
    z.object({
      id: z.string(),
      topic: z.string(),
      slot: z.string(),
      quote: z.string(),
      source: z.string(),
      value: z.string().exactOptional(),
      figures: z.array(BriefFigureSchema),
    }),
  ),
  declined: z.array(z.string()),
  confidential: z.array(HiddenSchema),
});
export type Brief = z.infer<typeof BriefSchema>;

/** A figure as the protocol tells it. */
export function briefFigure({ topic, percentile, now, before, sentence }: Figure): BriefFigure {
  const sides = [before, now].filter((side) => side !== null);
  return {
    topic,
    ...(percentile !== null && { percentile }),
    ...(before !== null && { before: before.quantity }),
    ...(now !== null && { after: now.quantity }),
    approximate: sides.some(({ bound }) => bound !== null),
    quote: sentence ?? sides.map(({ quote }) => quote).at(-1) ?? '',
  };
}

/** The sheet as a letter reports it. */
export function briefOf(sheet: Sheet): Brief {
  const values = Object.entries(sheet.values).map(([slot, { text, source }]) => ({
    topic: topicOf(slot),
    slot,
    quote: text,
    source,
    value: text,
    figures: [] as BriefFigure[],
  }));
  const figures = sheet.figures.map((figure) => {
    const side = figure.now ?? figure.before;
    return {
      topic: figure.topic,
      slot: slotOfFigure(figure),
      quote: figure.sentence ?? side?.quote ?? '',
      source: side?.source ?? '',
      figures: [briefFigure(figure)],
    };
  });
  const facts = [...values, ...figures].map((fact, at) => ({ id: `f${at + 1}`, ...fact }));
  return { facts, declined: [...sheet.declined], confidential: sheet.hidden.map((hidden) => ({ ...hidden })) };
}

/** The slot by which a figure is noted and changed. */
export function slotOfFigure({ id, topic, now }: Figure): string {
  if (id !== mainFigureId(topic)) return `${topic}.more`;
  return now === null ? `${topic}.before` : `${topic}.now`;
}
