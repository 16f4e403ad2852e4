/** Builds the question of a step, with its options, and the questions about the whole letter. */
import {
  ASK_KEEP_OUT,
  askBack,
  type Command,
  type Control,
  failedStep,
  hideAndAsk,
  setFigure,
  setValue,
} from './commands.ts';
import type { InterviewContext } from './context.ts';
import { offersFor, postOffers } from './offers.ts';
import type { PendingOf } from './pending.ts';
import { isCount } from './quantity.ts';
import { numbered, type Option, option, type Question } from './question.ts';
import {
  type Amount,
  type Figure,
  type FigurePatch,
  figuresOn,
  isHidden,
  isInOwnWords,
  isOpen,
  mainFigure,
  mainFigureId,
  type Sheet,
  slotOfFigure,
  typedValue,
} from './sheet.ts';
import { isMetric, METRICS, type Metric, type Step, slotKind, slotsToSkip, topicOf } from './slots.ts';
import { storiesOf } from './stories.ts';
import { isEdited } from './undo.ts';

type SlotQuestion = Extract<Question, { kind: 'slot' }>;

/** Maximum options of a list, without those that every question has. */
export const OPTIONS_AT_MOST = 24;

export function stepQuestion(step: Step, context: InterviewContext): Question {
  const { id, topic, asks, slots } = step;
  const base = { step: id, topic, slot: slots.join('+') };
  const finish = { type: 'finish', step: id } as const;
  if (asks === 'open') {
    const told = postOffers(topic === 'company' ? 'company.choice' : '', context);
    const topics = isMetric(topic) && hasNoNumbers(context) ? METRICS : [topic];
    const skip = option('skip', finish, ...slotsToSkip(topic).map((slot) => ({ type: 'decline', slot }) as const));
    const options = [...told, skip, ...storyOption(topic, context), ...everywhere(context)];
    return { ...base, kind: 'open', topics, options };
  }
  if (asks === 'confidential') {
    const options = [option('no', finish), ...namesToHide(context.sheet), ...everywhere(context)];
    const isMore = context.sheet.hidden.length > 0;
    return { ...base, kind: 'confidential', asks: 'value', value: null, isMore, options };
  }
  return slotQuestion(step, context);
}

/** Whether no metric is told, declined or asked for yet. */
function hasNoNumbers({ sheet, done, trail }: InterviewContext): boolean {
  const begun = [...Object.keys(sheet.values), ...sheet.declined, ...done, ...trail];
  const isBegun = (topic: Metric) => begun.some((id) => id.startsWith(topic) || id === failedStep(topic));
  return sheet.figures.length === 0 && !METRICS.some(isBegun);
}

export function slotQuestion(step: Step, context: InterviewContext): SlotQuestion {
  const { id, topic, asks, slots, readsBack } = step;
  const { sheet, split, followUp } = context;
  const isSplit = split.includes(id) && topic !== 'contract';
  const left = slots.filter((each) => isOpen(sheet, each));
  // A short answer can be followed up, with all slots filled.
  const open = left.length > 0 ? left : slots;
  const slot = (isSplit ? open.slice(0, 1) : asks === 'slots' && topic !== 'contract' ? open : slots).join('+');
  const base = { step: id, topic, slot };
  const words = followUp && slots.includes(followUp.slot) ? { words: followUp.question } : {};
  const ask = (options: readonly Option[], figure: Figure | null = null): SlotQuestion => ({
    ...slotBase(base, [...options, ...storyOption(topic, context), ...everywhere(context)], figure),
    ...words,
  });
  const finish = option('skip', { type: 'finish', step: id });
  const skip = sheet.values[slot] === undefined ? option('skip', { type: 'decline', slot }) : finish;
  if (asks === 'post') return ask([finish]);
  if (!isMetric(topic)) {
    const options = [
      ...postOffers(slot, context),
      ...offersFor(slot, null, context),
      ...ownOptions(slot),
      ...readBackOptions(step, sheet),
      ...describeOption(slot, sheet),
      ...saidOption(step, slot, context),
      skip,
    ];
    return { ...ask(options), readsBack };
  }
  const figure = mainFigure(sheet, topic);
  const figureId = mainFigureId(topic);
  const said = option('said', { type: 'finish', step: id });
  switch (slot.split('.')[1]) {
    case 'percentile':
      return ask([...percentileOptions(topic, figureId), said, skip]);
    case 'measure': {
      const isHighShare = figure?.now?.quantity.unit === '%' && figure.now.quantity.value >= 90;
      const availability = option('availability', setFigure(slot, topic, figureId, { measure: 'availability' }));
      const named = numbered('name', figure?.names ?? [], (name) => ({
        value: typedValue(name, ''),
        does: [setFigure(slot, topic, figureId, { measure: name })],
      }));
      return ask([...named, ...(isHighShare ? [availability] : []), said, skip]);
    }
    case 'more': {
      const all = figuresOn(sheet, topic);
      const latest = all.at(-1) ?? null;
      const options = [...(latest ? figureOptions(latest, all, slot, sheet) : []), ...offersFor(slot, null, context)];
      return { ...ask([finish, ...options], latest), readsBack: topic };
    }
    default: {
      // No number to compare with, so nothing is noted.
      const same = slot.endsWith('.before') ? [option('same', { type: 'decline', slot })] : [];
      const offers = offersFor(slot, figure, context);
      const isTold = figure === null && offers.length === 0 && hasNumberInText(sheet);
      const options = [...offers, ...readBackOptions(step, sheet), ...same, ...(isTold ? [said] : []), skip];
      return { ...ask(options, figure), readsBack };
    }
  }
}

function percentileOptions(topic: Metric, id: string): Option[] {
  return ['p50', 'p90', 'p95', 'p99', 'average'].map((percentile) =>
    option(percentile, setFigure(`${topic}.percentile`, topic, id, { percentile })),
  );
}

/** Options to change a figure that is read back. */
function figureOptions(latest: Figure, all: readonly Figure[], slot: string, sheet: Sheet): Option[] {
  const { id, topic, now, before } = latest;
  const others = all.filter((figure) => figure !== latest);
  const clear = (figure: Figure): Command => ({ type: 'clear', slot: slotOfFigure(figure), figure: figure.id });
  // Removing the only figure declines the topic.
  const isOnly = others.length === 0 && id === mainFigureId(topic);
  const quotes = [before, now].flatMap((side) => (side ? [side.quote] : []));
  return [
    ...wordingOptions(latest, slot, sheet),
    option('change', askBack({ kind: 'which', text: null, only: id })),
    // A correction may have been noted as one more figure.
    ...(others.length > 0 ? [option('only-last', ...others.map(clear))] : []),
    option('leave-out', clear(latest), ...(isOnly ? [{ type: 'decline', slot: `${topic}.now` } as const] : [])),
    option('keep-out', ...quotes.flatMap(hideAndAsk)),
  ];
}

/** Offers to replace the generated sentence by the typed answer, or the other way round, and to drop its words. */
function wordingOptions(latest: Figure, slot: string, sheet: Sheet): Option[] {
  const { id, topic, typed, sentence } = latest;
  const set = (name: string, patch: FigurePatch) => option(name, setFigure(slot, topic, id, patch));
  if (sentence !== null) return latest.now && latest.measure ? [set('only-number', { now: latest.now })] : [];
  if (isInOwnWords(latest, sheet)) return [set('only-number', { typed: null })];
  const bare = withoutWords(latest);
  return [
    ...(typed === null ? [] : [{ ...set('own-words', { sentence: typed }), words: typed }]),
    ...(bare === null ? [] : [set('only-number', bare)]),
  ];
}

/** The name and the words after the numbers are taken from the answer as typed, and may read oddly in a sentence. */
function withoutWords({ measure, now, before }: Figure): FigurePatch | null {
  const sides = [now, before].filter((side) => side !== null);
  const isNamed = measure !== null && sides.every(({ quantity }) => !isCount(quantity));
  if (!isNamed && sides.every(({ tail }) => tail === '')) return null;
  const bare = (side: Amount | null) => side && { ...side, tail: '' };
  return { ...(isNamed && { measure: null }), now: bare(now), before: bare(before) };
}

/** Options of a question that changes a noted value. A figure may have only its value from before, so no number to keep. */
export function revisionOptions(slot: string, figure: Figure | null, context: InterviewContext): Option[] {
  const old = figure?.now === null && slot.endsWith('.now') ? figure.sentence : (figure ?? context.sheet.values[slot]);
  return [
    ...(old ? [option('keep', { type: 'dismiss' })] : []),
    ...(slot.endsWith('.percentile') && figure ? percentileOptions(figure.topic, figure.id) : []),
    ...offersFor(slot, figure, context),
    option('skip', ...leavesOut(slot, figure), ...asksElsewhere(slot, context.sheet)),
  ];
}

/** Asks whether to hide an employer who is left out, if other answers name them, too. */
function asksElsewhere(slot: string, { values, hidden }: Sheet): Command[] {
  const name = slot === 'system.employer' ? (values[slot]?.text ?? '') : '';
  const isNamed = name !== '' && Object.entries(values).some(([key, { text }]) => key !== slot && text.includes(name));
  return isNamed && !hidden.some(({ value }) => value === name) ? [askBack({ kind: 'keep-out', values: [name] })] : [];
}

/** Returns the commands to leave out a slot. "now" and "more" remove the whole figure, other parts only themselves. */
export function leavesOut(slot: string, figure: Figure | null): Command[] {
  const part = slot.split('.')[1] ?? '';
  const isPart = figure && part !== 'now' && part !== 'more';
  const forget: Command = isPart
    ? setFigure(slot, figure.topic, figure.id, { [part]: null })
    : { type: 'clear', slot, figure: figure?.id ?? null };
  return [forget, { type: 'decline', slot }];
}

/** Builds a slot question without a current value. */
export function slotBase(
  base: { step: string | null; topic: string; slot: string },
  options: readonly Option[],
  figure: Figure | null,
): SlotQuestion {
  return { ...base, kind: 'slot', problem: null, current: null, figure, isRevision: false, readsBack: null, options };
}

/** Options of every question. */
function everywhere({ trail, recent }: InterviewContext): Option[] {
  return [...(recent.length > 0 ? [control('fix')] : []), ...(trail.length > 0 ? [control('back')] : [])];
}

/** Offers another system at the start of a further application. */
function storyOption(topic: string, context: InterviewContext): Option[] {
  const isBeginning = context.letters > 0 && (topic === 'role' || topic === 'company');
  return isBeginning && storiesOf(context).length > 0 ? [control('stories')] : [];
}

function control(control: Control): Option {
  return option(control, { type: 'control', control });
}

/** Offers to describe the employer instead of naming it. */
function describeOption(slot: string, sheet: Sheet): Option[] {
  const value = sheet.values['system.employer']?.text;
  const isOpen = slot === 'system.what' && value !== undefined && !isHidden(sheet, value);
  return isOpen ? [option('describe', ...hideAndAsk(value))] : [];
}

/** Offers to change the paragraph that is read back, or to keep parts of it out. */
function readBackOptions({ readsBack }: Step, { values }: Sheet): Option[] {
  if (readsBack === null || !Object.keys(values).some((id) => topicOf(id) === readsBack)) return [];
  return [option('change', askBack({ kind: 'which', text: null, only: readsBack })), option('keep-out', ASK_KEEP_OUT)];
}

/** Ready-made answers by slot. */
const OWN: Readonly<Record<string, readonly [id: string, text: string]>> = {
  'system.part': ['all-mine', 'I built all of it.'],
  'role.addressee': ['hiring-team', 'Hiring team'],
};

function ownOptions(slot: string): Option[] {
  const [id, text] = OWN[slot] ?? [];
  if (id === undefined || text === undefined) return [];
  const value = { ...typedValue(text, ''), ours: true };
  return [{ id, value, does: [setValue(slot, value)] }];
}

/** Offers "already said" if the topic has a text of the candidate. */
function saidOption({ topic, slots, id }: Step, slot: string, context: InterviewContext): Option[] {
  if (slots.length > 1 || slotKind(slot) !== 'text') return [];
  const told = Object.entries(context.sheet.values).some(
    ([other, { ours }]) => topicOf(other) === topic && slotKind(other) === 'text' && !ours,
  );
  return told ? [option('said', { type: 'finish', step: id })] : [];
}

/** Whether a sentence of the letter has a digit, so that it may tell the number that a question asks for. */
function hasNumberInText({ values }: Sheet): boolean {
  const texts = ['system.what', 'system.before', 'system.part'].map((slot) => values[slot]?.text ?? '');
  return texts.some((text) => [...text].some((sign) => sign >= '0' && sign <= '9'));
}

/** Minimum characters of a bare number that says something without its words: "1" would hide every 1. */
const NUMBER_AT_LEAST = 3;

/** Offers names and numbers of the letter to keep out. */
function namesToHide(sheet: Sheet): Option[] {
  const employer = sheet.values['system.employer']?.text ?? '';
  const numbers = sheet.figures
    .flatMap(({ now, before }) => [before?.quote ?? '', now?.quote ?? ''])
    .filter((quote) => quote.length >= NUMBER_AT_LEAST || Number.isNaN(Number(quote)));
  const open = [...new Set([employer, ...numbers])].filter((value) => value !== '' && !isHidden(sheet, value));
  return hideOptions('hide', open.slice(0, OPTIONS_AT_MOST - 4));
}

/** Options to keep these values out of the letter. */
export function hideOptions(id: string, values: readonly string[]): Option[] {
  return numbered(id, values, (value) => ({ value: typedValue(value, ''), does: hideAndAsk(value) }));
}

/** Returns the question of the review: the letter with numbered sentences, before it is written. */
export function reviewQuestion(context: InterviewContext): Question {
  const sentence = (action: PendingOf<'sentence'>['action']) => option(action, askBack({ kind: 'sentence', action }));
  const wording = (action: 'greeting' | 'sign-off' | 'add') =>
    option(action, askBack({ kind: 'wording', action, key: '' }));
  const options = [
    control('write'),
    ...(['rewrite', 'cut', 'move'] as const).map(sentence),
    wording('add'),
    wording('greeting'),
    wording('sign-off'),
    option('hide', ASK_KEEP_OUT),
    ...(isEdited(context) ? [control('undo')] : []),
    ...everywhere(context),
  ];
  return { step: null, topic: 'review', slot: '', kind: 'review', options };
}

/** Returns the question what to do with a delivered letter. */
export function letterQuestion(context: InterviewContext): Question {
  const { recent, draft } = context;
  const wish = (kind: 'opening' | 'shorter' | 'note') =>
    option(kind, { type: 'wish', wish: { kind } }, { type: 'control', control: 'write' });
  const options = [
    ...(['edit', 'why', 'practice', 'another'] as const).map(control),
    ...(draft === null ? [] : [wish('opening'), wish('shorter')]),
    wish('note'),
    ...(['pdf', 'docx', 'email'] as const).map((form) => option(form, { type: 'send', form })),
    ...(isEdited(context) ? [control('undo')] : []),
    ...(recent.length > 0 ? [control('fix')] : []),
  ];
  return { step: null, topic: 'letter', slot: '', kind: 'letter', options };
}
