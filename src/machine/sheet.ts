/** The sheet: all slot values of a candidate, each with its quote and its source message. */
import { z } from 'zod';
import { LanguageSchema } from './language.ts';
import { isCount, kindOf, QuantitySchema } from './quantity.ts';
import { type Metric, MetricSchema, topicOf } from './slots.ts';

const PartSchema = z.object({ text: z.string(), source: z.string() });

/** A name, or sentences for the letter. */
export const ValueSchema = z.object({
  /** Verbatim part of the message `source`, unless `ours`, `typed` or `parts`. */
  text: z.string(),
  /** The verbatim parts that `text` was joined from, each with its message. */
  parts: z.array(PartSchema).exactOptional(),
  /** Verbatim, if `text` is a form that the candidate chose for the letter: with capitals, or a shorter name. */
  typed: z.string().exactOptional(),
  source: z.string(),
  /** Number of sentences in `text`, counted by the reader. */
  sentences: z.number().int(),
  /** A ready-made answer that the candidate chose, such as "I built all of it." */
  ours: z.boolean().default(false),
  /** What an English letter says for `text`: its translation, or the wording that the candidate chose. */
  english: z.string().exactOptional(),
  /** How a place of work was typed, if not as usual: "bei der ", "como ". Not in English. */
  lead: z.string().exactOptional(),
  /** What the employer is, for between commas: "a grid operator in Norway". English only. */
  about: z.string().exactOptional(),
  /** The candidate rewrote the first sentence as a whole: the letter puts nothing in front of it. */
  isWhole: z.boolean().exactOptional(),
  /** The full sentences that `text` was cut from, as context; absent if it wasn't cut. */
  around: z.string().exactOptional(),
});
export type Value = z.infer<typeof ValueSchema>;

/** Makes a value from a text that the candidate typed. */
export function typedValue(text: string, source: string, sentences = 1): Value {
  return { text, source, sentences, ours: false };
}

/** The value with the sentences of another one behind it. A line break ends a sentence. */
export function joinedValue(value: Value, more: Value): Value {
  const english = value.english === undefined ? {} : { english: `${value.english}\n${more.text}` };
  const text = `${value.text}\n${more.text}`;
  const parts = [...partsOf(value), ...partsOf(more)];
  return { ...value, ...english, text, parts, sentences: value.sentences + more.sentences };
}

/** Verbatim parts of messages that make up a value. Parts that were edited since don't count. */
export function partsOf({ text, typed, source, parts = [] }: Value): readonly z.infer<typeof PartSchema>[] {
  const isKept = parts.length > 0 && parts.every((part) => text.includes(part.text));
  return isKept ? parts : [{ text: typed ?? text, source }];
}

/** One side of a figure: a quantity and the words around it. */
const AmountSchema = z.object({
  quantity: QuantitySchema,
  /** "about 40", "under 10 ms", "up to 150", "over 3 million". */
  bound: z.enum(['about', 'under', 'up to', 'over']).nullable(),
  /** Words after the number, as typed: "in the nightly run". */
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
  /** Words of the answer that may be the measure, if it is unknown. They are offered for it. */
  names: z.array(z.string()).exactOptional(),
  /** `p50`, `p99`, `p99.9`, or `average`. */
  percentile: z.string().nullable(),
  now: AmountSchema.nullable(),
  before: AmountSchema.nullable(),
  /** A sentence of the candidate that states the figure in the letter, unchanged. */
  sentence: z.string().nullable(),
  /** The answer it was read from, if long enough to be a sentence. */
  typed: z.string().nullable(),
  /** A sentence of the system told it until it was edited. The letter tells it again once the figure is answered anew. */
  isUntold: z.literal(true).exactOptional(),
});
export type Figure = z.infer<typeof FigureSchema>;

/** Changes to a figure. Absent fields stay as they are. */
export const FigurePatchSchema = FigureSchema.omit({ id: true, topic: true, isUntold: true }).partial();
export type FigurePatch = z.infer<typeof FigurePatchSchema>;

/** Confidential: `value` never appears outside the sheet. `say` replaces it; null: its sentence goes. */
const HiddenSchema = z.object({ value: z.string(), say: z.string().nullable() });
export type Hidden = z.infer<typeof HiddenSchema>;

/** Priorities of a job post: metrics by importance, and one demand in the post's words. */
const WeightSchema = z.object({ metrics: z.array(MetricSchema), demand: z.string() });
export type Weight = z.infer<typeof WeightSchema>;

/** A text that isn't in a slot yet. Later questions offer parts of it. */
export const KeptSchema = z.object({
  source: z.string(),
  text: z.string(),
  /** The topic it answered; null for a text that covers several topics. */
  topic: z.string().nullable(),
  /** A job post is never a claim of the candidate, so its names are offered for the role only. */
  isPost: z.boolean(),
  /** Possible values by slot, from a job post or a line about the role. */
  roles: z.record(z.string(), z.array(z.string())).exactOptional(),
  /** Job post only, if a model read it. */
  weight: WeightSchema.exactOptional(),
  /** Job post only: sentences that may describe an engineering decision. */
  choices: z.array(z.string()).exactOptional(),
  /** Whole sentences, verbatim. */
  sentences: z.array(z.string()),
  /** Short pieces that may be names, verbatim. */
  names: z.array(z.string()),
  /** Quantities, each with the words around it. */
  amounts: z.array(
    z.object({
      amount: AmountSchema,
      /** The earlier amount, if the text is unambiguous. */
      before: AmountSchema.exactOptional(),
      measure: z.string().nullable(),
      percentile: z.string().nullable(),
      /** The sentence or line that has the amount, if the text may be about any topic. */
      line: z.string().exactOptional(),
      /** Only in a text that covers several topics: the metric it belongs to; null if uncertain. */
      metric: MetricSchema.nullable().exactOptional(),
    }),
  ),
});
export type Kept = z.infer<typeof KeptSchema>;

export const SheetSchema = z.object({
  /** By slot id, or by several ids joined by "+" if answered together. */
  values: z.record(z.string(), ValueSchema),
  figures: z.array(FigureSchema),
  /** Slots and topics that the candidate chose to leave out. */
  declined: z.array(z.string()),
  hidden: z.array(HiddenSchema),
  kept: z.array(KeptSchema),
  /** Of the interview and the letter. */
  language: LanguageSchema.default('en'),
});
export type Sheet = z.infer<typeof SheetSchema>;

export const EMPTY_SHEET: Sheet = { values: {}, figures: [], declined: [], hidden: [], kept: [], language: 'en' };

/** Returns the text of a slot for the letter; null if the slot is empty. */
export function textOf({ values, language }: Pick<Sheet, 'values' | 'language'>, slot: string): string | null {
  const value = values[slot];
  return value ? wordedValue(value, language) : null;
}

/** What a letter in this language says for a value. */
export function wordedValue({ text, english }: Value, language: Sheet['language']): string {
  return language === 'en' ? (english ?? text) : text;
}

export function isHidden({ hidden }: Sheet, value: string): boolean {
  return hidden.some((each) => each.value === value);
}

/** Returns the priorities of the latest job post; null if unknown. */
export function weightOf({ kept }: Sheet): Weight | null {
  return kept.findLast(({ isPost }) => isPost)?.weight ?? null;
}

/** Whether the slot is neither filled nor declined. */
export function isOpen({ values, declined }: Sheet, slot: string): boolean {
  return values[slot] === undefined && !declined.includes(slot);
}

export function figuresOn(sheet: Sheet, topic: Metric): readonly Figure[] {
  return sheet.figures.filter((figure) => figure.topic === topic);
}

/** Returns the figure of `<topic>.now` and `<topic>.before`; further figures belong to `<topic>.more`. */
export function mainFigure(sheet: Sheet, topic: Metric): Figure | null {
  return figureOf(sheet, mainFigureId(topic));
}

export function figureOf({ figures }: Sheet, id: string | null): Figure | null {
  return figures.find((figure) => figure.id === id) ?? null;
}

const NO_FIGURE = { measure: null, percentile: null, now: null, before: null, sentence: null, typed: null };

/** Applies a patch to a figure, or to a new one. Numbers in it replace an old `sentence`, which moves to `typed`. */
export function applyPatch(known: Figure | null, id: string, topic: Metric, patch: FigurePatch): Figure {
  const old = known ?? NO_FIGURE;
  const {
    measure = old.measure,
    names = known?.names ?? [],
    percentile = old.percentile,
    now = old.now,
    before = old.before,
    typed: told = old.typed,
  } = patch;
  const sentence = patch.sentence ?? (patch.now || patch.before ? null : old.sentence);
  const typed = old.sentence === null || sentence !== null ? told : [old.sentence, told ?? []].flat().join('\n');
  const sides = { now: zeroShare(now, before), before: zeroShare(before, now) };
  // "0 lost messages", after 2%: the count names what is measured.
  const counted = sides.now !== now ? now : sides.before !== before ? before : null;
  const name = measure ?? (counted?.quantity.unit || null);
  const isOpen = name === null && names.length > 0;
  const figure = { id, topic, measure: name, ...(isOpen && { names }), percentile, ...sides };
  return { ...figure, sentence, typed };
}

/** Zero of anything is 0%, if the other side is a share. */
function zeroShare(side: Amount | null, other: Amount | null): Amount | null {
  if (side?.quantity.value !== 0 || other === null || kindOf(other.quantity) !== 'share') return side;
  return isCount(side.quantity) ? { ...side, quantity: { value: 0, unit: other.quantity.unit } } : side;
}

/** Whether the letter uses the candidate's sentence for a figure: `sentence`, or outside English a complete `typed`. */
export function isInOwnWords({ sentence, typed }: Figure, { language }: Pick<Sheet, 'language'>): boolean {
  const isWhole = ['.', '!', '?', '…'].includes(typed?.at(-1) ?? '');
  return sentence !== null || (language !== 'en' && isWhole);
}

export function mainFigureId(topic: Metric): string {
  return `${topic}.1`;
}

/** A figure in a `brief`: the line protocol's report of what a letter was made from. */
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

/** Converts a figure to the form of the line protocol. */
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

export function briefOf(sheet: Sheet): Brief {
  const values = Object.entries(sheet.values).flatMap(([slot, value]) =>
    partsOf(value).map(({ text: quote, source }) => ({
      topic: topicOf(slot),
      slot,
      quote,
      source,
      value: value.text,
      figures: [] as BriefFigure[],
    })),
  );
  const figures = sheet.figures.map((figure) => {
    const side = figure.now ?? figure.before;
    return {
      topic: figure.topic,
      slot: slotOfFigure(figure),
      quote: figure.sentence ?? side?.quote ?? '',
      source: side?.source ?? '',
      // Words without a number are a fact, but no figure.
      figures: side === null ? [] : [briefFigure(figure)],
    };
  });
  const facts = [...values, ...figures].map((fact, at) => ({ id: `f${at + 1}`, ...fact }));
  return { facts, declined: [...sheet.declined], confidential: sheet.hidden.map((hidden) => ({ ...hidden })) };
}

/** Returns the slot under which a figure is noted and changed. */
export function slotOfFigure({ id, topic, now, before }: Figure): string {
  if (id !== mainFigureId(topic)) return `${topic}.more`;
  // Words without a number tell how it is now.
  return now === null && before !== null ? `${topic}.before` : `${topic}.now`;
}
