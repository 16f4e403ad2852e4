/** What is asked next: derived from the sheet and what is still open, once per turn. */
import type { Command, InterviewContext, Note, Pending } from './commands.ts';
import { doubtOf } from './doubts.ts';
import { kindOf } from './quantity.ts';
import type { Option, Question } from './question.ts';
import {
  type Figure,
  type FigurePatch,
  figuresOn,
  mainFigure,
  mainFigureId,
  type Sheet,
  slotOfFigure,
  type Value,
} from './sheet.ts';
import {
  CONTRACT_STORY,
  isMetric,
  type Metric,
  SLOTS,
  type Slot,
  STEPS,
  type Step,
  slotKind,
  topicOf,
} from './slots.ts';

/** At most so many pieces of an earlier answer are offered. */
const OFFERS_AT_MOST = 5;
/** A longer sentence can't be judged on a button; in characters. */
const OFFER_AT_MOST = 160;
/** At most so many noted values are listed to be changed. */
const NOTES_AT_MOST = 24;
/** A contract told in so many sentences holds its three parts; below, the parts are asked for. */
const STORY_SENTENCES = 3;

/** The tables that an interview runs on; tests add to them. */
export interface Tables {
  readonly slots: readonly Slot[];
  readonly steps: readonly Step[];
}
export const TABLES: Tables = { slots: SLOTS, steps: STEPS };

/** @returns null where nothing is left to ask: then the letter is reviewed */
export function nextQuestion(context: InterviewContext, tables: Tables = TABLES): Question | null {
  const pending = context.pending.at(-1);
  if (pending) return pendingQuestion(pending, context, tables);
  const doubt = context.enough ? null : doubtOf(context);
  if (doubt) return pendingQuestion(doubt, context, tables);
  const step = openStep(context, tables);
  return step ? stepQuestion(step, context, tables) : null;
}

/** The first step that still needs an answer. */
export function openStep(context: InterviewContext, { steps }: Tables = TABLES): Step | null {
  if (context.enough) return null;
  return steps.find((step) => !context.done.includes(step.id) && needs(step, context)) ?? null;
}

/** Topics that are done with, of all topics that are asked about. */
export function progressOf(context: InterviewContext, { steps }: Tables = TABLES): { at: number; of: number } {
  const topics = new Set(steps.filter(({ asks }) => asks !== 'confidential').map(({ topic }) => topic));
  const open = new Set(
    steps.filter((step) => !context.done.includes(step.id) && needs(step, context)).map(({ topic }) => topic),
  );
  return { at: [...topics].filter((topic) => !open.has(topic)).length, of: topics.size };
}

function needs({ asks, topic, slots }: Step, { sheet }: InterviewContext): boolean {
  const [slot = ''] = slots;
  const isOpen = (id: string) => sheet.values[id] === undefined && !sheet.declined.includes(id);
  switch (asks) {
    case 'post':
    case 'confidential':
      return true;
    case 'slots':
      if (topic === 'contract') return needsContract(slots, sheet);
      return slots.some(isOpen) && !sheet.declined.includes(slots.join('+'));
    case 'figure':
      return isMetric(topic) && needsFigure(topic, slot.split('.')[1] ?? '', sheet);
  }
}

function needsContract(slots: readonly string[], { values, declined }: Sheet): boolean {
  const story = values[CONTRACT_STORY];
  const [slot = ''] = slots;
  if (slots.length > 1) return story === undefined && !declined.includes(CONTRACT_STORY);
  if (!story || values[slot] !== undefined || declined.includes(slot)) return false;
  // Two sentences tell what could not change and what was decided, mostly; what came of it is asked for.
  return story.sentences < STORY_SENTENCES && (story.sentences < 2 || slot === 'contract.result');
}

function needsFigure(topic: Metric, part: string, sheet: Sheet): boolean {
  const figure = mainFigure(sheet, topic);
  const isLeftOut = sheet.declined.includes(`${topic}.now`);
  if (sheet.declined.includes(`${topic}.${part}`)) return false;
  switch (part) {
    case 'now':
      return figure === null && sheet.values[`${topic}.words`] === undefined;
    case 'words':
      return topic === 'reliability' && isLeftOut && figure === null && sheet.values[`${topic}.words`] === undefined;
    case 'before':
      return figure !== null && figure.sentence === null && figure.before === null;
    case 'percentile':
      return topic === 'latency' && figure !== null && figure.sentence === null && figure.percentile === null;
    case 'measure':
      return figure !== null && figure.sentence === null && figure.measure === null && wantsMeasure(figure);
    case 'more':
      return figure !== null;
    default:
      return false;
  }
}

/** A share and a duration say little without what they are of; a count and a rate have their noun. */
function wantsMeasure({ topic, now, before }: Figure): boolean {
  const side = now ?? before;
  if (!side || topic === 'throughput') return false;
  const kind = kindOf(side.quantity);
  if (topic === 'latency') return side.tail === '' && (before?.tail ?? '') === '';
  return kind === 'share' || kind === 'duration' || kind === 'bare';
}

function stepQuestion(step: Step, context: InterviewContext, tables: Tables): Question {
  const { sheet } = context;
  const { topic, slots } = step;
  const base = { step: step.id, topic, slot: slots.join('+') };
  switch (step.asks) {
    case 'post':
      return slotQuestion(base, context, [option('skip', { type: 'finish', step: step.id })]);
    case 'confidential':
      return {
        ...base,
        kind: 'confidential',
        asks: 'value',
        value: null,
        options: [option('no', { type: 'finish', step: step.id }), ...namesToHide(sheet), ...everywhere(context)],
      };
    case 'slots': {
      const isSplit = context.split.includes(step.id);
      const open = slots.filter((slot) => sheet.values[slot] === undefined && !sheet.declined.includes(slot));
      const asked = topic === 'contract' || !isSplit ? (topic === 'contract' ? slots : open) : open.slice(0, 1);
      const slot = asked.join('+');
      const asking = slotQuestion({ ...base, slot }, context, [
        ...offersFor(slot, null, context, tables),
        ...ownOptions(slot),
        ...readBackOptions(step, sheet),
        ...describeOption(slot, sheet),
        ...saidOption(step, slot, context, tables),
        option('skip', { type: 'decline', slot }),
      ]);
      return { ...asking, readsBack: step.readsBack };
    }
    case 'figure':
      return figureQuestion(step, context, tables);
  }
}

function figureQuestion(step: Step, context: InterviewContext, tables: Tables): Question {
  const { sheet } = context;
  const { topic, slots } = step;
  const [slot = ''] = slots;
  const metric = isMetric(topic) ? topic : 'throughput';
  const part = slot.split('.')[1] ?? '';
  const figure = mainFigure(sheet, metric);
  const latest = figuresOn(sheet, metric).at(-1) ?? null;
  const base = { step: step.id, topic, slot };
  const set = (patch: FigurePatch): Command => ({
    type: 'set-figure',
    topic: metric,
    id: figure?.id ?? mainFigureId(metric),
    patch,
    slot,
  });
  const skip = option('skip', { type: 'decline', slot });
  switch (part) {
    case 'percentile':
      return slotQuestion(base, context, [
        ...['p50', 'p95', 'p99', 'average'].map((percentile) => option(percentile, set({ percentile }))),
        skip,
      ]);
    case 'measure':
      return slotQuestion(base, context, [
        ...(isHighShare(figure) ? [option('availability', set({ measure: 'availability' }))] : []),
        skip,
      ]);
    case 'more':
      return slotQuestion(
        base,
        context,
        [
          option('skip', { type: 'finish', step: step.id }),
          ...(latest
            ? [
                option('change', { type: 'ask-back', pending: { kind: 'which', text: null, only: latest.id } }),
                option(
                  'leave-out',
                  { type: 'clear', slot: slotOfFigure(latest), figure: latest.id },
                  ...forgetsAll(latest),
                ),
                option('keep-out', ...hidesOf(latest)),
              ]
            : []),
          ...offersFor(slot, null, context, tables),
        ],
        latest,
      );
    default:
      return {
        ...slotQuestion(
          base,
          context,
          [...offersFor(slot, figure, context, tables), ...readBackOptions(step, sheet), skip],
          figure,
        ),
        readsBack: step.readsBack,
      };
  }
}

/** Without its only figure a topic has nothing to tell. */
function forgetsAll(figure: Figure): Command[] {
  return figure.id === mainFigureId(figure.topic) ? [{ type: 'decline', slot: `${figure.topic}.now` }] : [];
}

/** Keeps the numbers of a figure out of the letter, one after the other. */
function hidesOf({ now, before }: Figure): Command[] {
  return [before, now].flatMap((side): Command[] =>
    side ? [{ type: 'ask-back', pending: { kind: 'describe', value: side.quote } }] : [],
  );
}

function isHighShare(figure: Figure | null): boolean {
  const now = figure?.now;
  return now !== null && now !== undefined && now.quantity.unit === '%' && now.quantity.value >= 90;
}

function slotQuestion(
  base: { step: string | null; topic: string; slot: string },
  context: InterviewContext,
  options: readonly Option[],
  figure: Figure | null = null,
): Extract<Question, { kind: 'slot' }> {
  const all = [...options, ...everywhere(context)];
  return {
    ...base,
    kind: 'slot',
    problem: null,
    current: null,
    figure,
    isRevision: false,
    readsBack: null,
    options: all,
  };
}

/** What works at every question. */
function everywhere({ trail, recent }: InterviewContext): Option[] {
  return [
    ...(recent.length > 0 ? [option('fix', { type: 'control', control: 'fix' })] : []),
    ...(trail.length > 0 ? [option('back', { type: 'control', control: 'back' })] : []),
  ];
}

function option(id: string, ...does: Command[]): Option {
  return { id, does };
}

/** Where the letter would name the employer, it can be described instead. */
function describeOption(slot: string, sheet: Sheet): Option[] {
  const value = sheet.values['system.employer']?.text;
  const isOpen =
    slot === 'system.what' && value !== undefined && !sheet.hidden.some((hidden) => hidden.value === value);
  return isOpen ? [option('describe', { type: 'ask-back', pending: { kind: 'describe', value } })] : [];
}

/** The paragraph that is read back with the question can be changed, or parts of it kept out. */
function readBackOptions({ readsBack }: Step, { values }: Sheet): Option[] {
  const slot = Object.keys(values).find((id) => topicOf(id) === readsBack);
  if (slot === undefined) return [];
  return [
    option('change', { type: 'ask-back', pending: { kind: 'which', text: null, only: topicOf(slot) } }),
    option('keep-out', { type: 'ask-back', pending: { kind: 'sentence', action: 'hide' } }),
  ];
}

/** Answers that are always the same, as sentences of ours. */
function ownOptions(slot: string): Option[] {
  const ours = (id: string, text: string): Option => {
    const value: Value = { text, source: '', sentences: 1, ours: true };
    return { id, value, does: [{ type: 'set', slot, value }] };
  };
  if (slot === 'system.part') return [ours('all-mine', 'I built all of it.')];
  if (slot === 'role.addressee') return [ours('hiring-team', 'Hiring team')];
  return [];
}

/** "My last answer holds it already": where the topic was told at length and no piece of it is left to be offered. */
function saidOption({ topic, slots, id }: Step, slot: string, context: InterviewContext, tables: Tables): Option[] {
  if (slots.length > 1 || slotKind(slot, tables.slots) !== 'text') return [];
  const told = Object.entries(context.sheet.values).some(
    ([other, { ours }]) => topicOf(other) === topic && slotKind(other, tables.slots) === 'text' && !ours,
  );
  return told && offersFor(slot, null, context, tables).length === 0
    ? [option('said', { type: 'finish', step: id })]
    : [];
}

/** Pieces of earlier answers that could fill the slot. */
function offersFor(slot: string, figure: Figure | null, { sheet }: InterviewContext, { slots }: Tables): Option[] {
  const kind = slotKind(slot, slots);
  const topic = topicOf(slot);
  if (slot.includes('+') && kind !== 'text') return [];
  const kept = sheet.kept.filter((each) =>
    each.isPost ? topic === 'role' : each.topic === null || each.topic === topic,
  );
  const used = Object.values(sheet.values).map(({ text }) => text);
  const options: Option[] = [];
  const offer = (text: string, source: string) => {
    const value: Value = { text, source, sentences: 1, ours: false };
    options.push({ id: `kept:${options.length + 1}`, value, does: [{ type: 'set', slot, value }] });
  };
  for (const { names, sentences, amounts, source, topic: told } of kept.toReversed()) {
    if (kind === 'name') for (const name of names) if (!used.includes(name)) offer(name, source);
    if (kind === 'text')
      for (const line of sentences)
        if (line.length <= OFFER_AT_MOST && !used.some((text) => text.includes(line))) offer(line, source);
    if (kind === 'figure' && isMetric(topic) && (slot.endsWith('.now') || slot.endsWith('.before'))) {
      const side = slot.endsWith('.now') ? 'now' : 'before';
      const taken = figuresOn(sheet, topic).flatMap(({ now, before }) => [now?.quote, before?.quote]);
      for (const { amount, measure, percentile } of amounts) {
        if (!fits(topic, kindOf(amount.quantity), told) || taken.includes(amount.quote)) continue;
        const id = figure?.id ?? mainFigureId(topic);
        const patch: FigurePatch = {
          [side]: amount,
          ...(figure?.measure || !measure ? {} : { measure }),
          ...(percentile && { percentile }),
        };
        const whole = merged(figure, id, topic, patch);
        options.push({
          id: `kept:${options.length + 1}`,
          patch,
          figure: whole,
          does: [{ type: 'set-figure', topic, id, patch, slot }],
        });
      }
    }
    if (kind === 'figure' && slot.endsWith('.more') && isMetric(topic)) {
      const quotes = figuresOn(sheet, topic).flatMap(({ now, before, sentence }) => [
        now?.quote ?? '',
        before?.quote ?? '',
        sentence ?? '',
      ]);
      for (const line of told === topic ? sentences : []) {
        const first = amounts.find(({ amount }) => line.includes(amount.quote));
        if (!first || quotes.some((quote) => quote !== '' && line.includes(quote))) continue;
        const patch: FigurePatch = { now: first.amount, sentence: line };
        options.push({
          id: `kept:${options.length + 1}`,
          value: { text: line, source, sentences: 1, ours: false },
          does: [{ type: 'set-figure', topic, id: null, patch, slot }],
        });
      }
    }
  }
  return distinct(options).slice(0, OFFERS_AT_MOST);
}

/** The same offer only once. */
function distinct(options: readonly Option[]): Option[] {
  const seen = new Set<string>();
  return options.filter(({ value, patch }) => {
    const what = JSON.stringify([value?.text, patch?.now?.quote, patch?.before?.quote]);
    const isNew = !seen.has(what);
    seen.add(what);
    return isNew;
  });
}

/** Kinds of quantities that a topic is measured in; a count told about reliability counts, elsewhere it may be anything. */
function fits(topic: Metric, kind: ReturnType<typeof kindOf>, told: string | null): boolean {
  if (topic === 'latency') return kind === 'duration';
  if (topic === 'throughput') return kind === 'rate';
  return kind === 'share' || (told === 'reliability' && kind !== 'bare' && kind !== 'money');
}

/** The figure as it would stand with a change. */
export function merged(known: Figure | null, id: string, topic: Metric, patch: FigurePatch): Figure {
  const base: Figure = known ?? { id, topic, measure: null, percentile: null, now: null, before: null, sentence: null };
  return {
    ...base,
    measure: patch.measure ?? base.measure,
    percentile: patch.percentile ?? base.percentile,
    now: patch.now ?? base.now,
    before: patch.before ?? base.before,
    sentence: patch.sentence ?? null,
  };
}

function pendingQuestion(pending: Pending, context: InterviewContext, tables: Tables): Question {
  const { sheet } = context;
  const figureOf = (id: string | null) => sheet.figures.find((figure) => figure.id === id) ?? null;
  const aside = { step: null, topic: 'letter', slot: '' };
  const never = option('none', { type: 'dismiss' });
  switch (pending.kind) {
    case 'again': {
      const figure = figureOf(pending.figure);
      const { slot } = pending;
      const topic = topicOf(slot);
      const offers = pending.offers.map(
        ({ value, patch }, at): Option => ({
          id: `kept:${at + 1}`,
          value,
          does: [
            patch && isMetric(topic)
              ? { type: 'set-figure', topic, id: pending.figure ?? mainFigureId(topic), patch, slot }
              : { type: 'set', slot, value },
          ],
        }),
      );
      const question = againQuestion(pending.slot, context, tables);
      return {
        ...question,
        kind: 'slot',
        problem: pending.problem,
        current: null,
        figure,
        isRevision: false,
        readsBack: null,
        options: [...offers, ...question.options.filter(({ id }) => !id.startsWith('kept:'))],
      };
    }
    case 'revise': {
      const figure = figureOf(pending.figure);
      const current = sheet.values[pending.slot]?.text ?? null;
      return {
        step: null,
        topic: topicOf(pending.slot),
        slot: pending.slot,
        kind: 'slot',
        problem: null,
        current,
        figure,
        isRevision: true,
        readsBack: null,
        options: [
          option('keep', { type: 'dismiss' }),
          ...(pending.slot.endsWith('.percentile') && figure ? percentileOptions(pending.slot, figure) : []),
          ...offersFor(pending.slot, figure, context, tables),
          option('skip', ...leavesOut(pending.slot, figure)),
        ],
      };
    }
    case 'order':
    case 'conflict': {
      const { topic, slot, options } = pending;
      const figure = figureOf(pending.figure);
      const choices = options.map(({ patch, also }, at): Option => {
        const id = pending.figure ?? mainFigureId(topic);
        return {
          id: `figure:${at + 1}`,
          patch,
          figure: merged(figure, id, topic, patch),
          does: [
            { type: 'set-figure', topic, id: pending.figure, patch, slot },
            ...(also ? [{ type: 'set-figure', topic, id: null, patch: also, slot: `${topic}.more` } as const] : []),
          ],
        };
      });
      const none = option('none', { type: 'dismiss' });
      const base = { step: null, topic, slot, options: [...choices, none] };
      return pending.kind === 'order' ? { ...base, kind: 'order', figure } : { ...base, kind: 'conflict' };
    }
    case 'doubt': {
      const figure = figureOf(pending.figure) ?? merged(null, pending.figure, 'latency', {});
      const { topic, id, now, before } = figure;
      const slot = slotOfFigure(figure);
      const swap: FigurePatch = { now: before, before: now };
      return {
        step: `doubt:${id}`,
        topic,
        slot,
        kind: 'confirm',
        about: pending.why,
        figure,
        options: [
          option('yes', { type: 'finish', step: `doubt:${id}` }),
          ...(now && before ? [option('swap', { type: 'set-figure', topic, id, patch: swap, slot })] : []),
          option('no', { type: 'ask-back', pending: { kind: 'which', text: null, only: id } }),
        ],
      };
    }
    case 'which': {
      const notes = pending.only ? partsOf(pending.only, sheet) : context.recent.toReversed();
      const text = pending.text;
      return {
        ...aside,
        kind: 'which',
        text: text?.text ?? null,
        options: [
          ...notes.slice(0, NOTES_AT_MOST).map(
            ({ slot, figure }, at): Option => ({
              id: `note:${at + 1}`,
              slot,
              does: [{ type: 'ask-back', pending: { kind: 'revise', slot, figure } }],
            }),
          ),
          ...(text ? [option('answer', { type: 'dismiss' })] : []),
          never,
        ],
      };
    }
    case 'job-post':
      return {
        ...aside,
        topic: 'role',
        slot: 'job-post',
        kind: 'job-post',
        options: [
          option(
            'yes',
            { type: 'keep', kept: { ...pending.kept, isPost: true } },
            { type: 'finish', step: 'role:post' },
            { type: 'remark', remark: 'post-taken' },
          ),
          option('no', { type: 'keep', kept: pending.kept }, { type: 'finish', step: 'role:post' }),
        ],
      };
    case 'describe':
      return {
        ...aside,
        topic: 'confidential',
        slot: 'confidential.say',
        kind: 'confidential',
        asks: 'say',
        value: pending.value,
        options: [
          option('skip', { type: 'hide', value: pending.value, say: null }, { type: 'remark', remark: 'hidden' }),
          option('none', { type: 'dismiss' }),
        ],
      };
    case 'sentence':
      return { ...aside, kind: 'sentence', action: pending.action, options: [never] };
    case 'wording':
      return { ...aside, kind: 'wording', action: pending.action, key: pending.key, options: [never] };
    case 'place':
      return { ...aside, kind: 'place', key: pending.key, options: [never] };
  }
}

/** A part of a figure is left out by itself, the now with the whole figure. */
function leavesOut(slot: string, figure: Figure | null): Command[] {
  const part = slot.split('.')[1] ?? '';
  if (!figure || part === 'now' || part === 'more')
    return [
      { type: 'clear', slot, figure: figure?.id ?? null },
      { type: 'decline', slot },
    ];
  const { topic, id } = figure;
  return [
    { type: 'set-figure', topic, id, patch: { [part]: null }, slot },
    { type: 'decline', slot },
  ];
}

/** The question of the slot's own step, to be asked once more. */
function againQuestion(slot: string, context: InterviewContext, tables: Tables): Extract<Question, { kind: 'slot' }> {
  const step = tables.steps.find(({ id, slots }) => id === slot || slots.join('+') === slot) ??
    tables.steps.find(({ slots }) => slots.includes(slot)) ?? {
      id: slot,
      topic: topicOf(slot),
      asks: 'slots' as const,
      slots: [slot],
      readsBack: null,
    };
  const question = stepQuestion(step, context, tables);
  return question.kind === 'slot'
    ? { ...question, slot }
    : {
        step: step.id,
        topic: step.topic,
        slot,
        kind: 'slot',
        problem: null,
        current: null,
        figure: null,
        isRevision: false,
        readsBack: null,
        options: question.options,
      };
}

function percentileOptions(slot: string, { topic, id }: Figure): Option[] {
  return ['p50', 'p95', 'p99', 'average'].map((percentile) =>
    option(percentile, { type: 'set-figure', topic, id, patch: { percentile }, slot }),
  );
}

/** What can be said anew of one figure, or of a topic. */
function partsOf(id: string, sheet: Sheet): Note[] {
  const figure = sheet.figures.find((each) => each.id === id);
  if (!figure) {
    const told = Object.keys(sheet.values).filter((slot) => topicOf(slot) === id);
    return told.map((slot) => ({ slot, figure: null }));
  }
  const parts = ['now', 'before', 'measure', ...(figure.topic === 'latency' ? ['percentile'] : []), 'sentence'];
  return parts.map((part) => ({ slot: `${figure.topic}.${part}`, figure: id }));
}

/** The letter's own names and numbers, to be kept out by a tap. */
function namesToHide(sheet: Sheet): Option[] {
  const isHidden = (value: string) => sheet.hidden.some((hidden) => hidden.value === value);
  const employer = sheet.values['system.employer']?.text;
  const numbers = sheet.figures.flatMap(({ now, before }) => [before?.quote, now?.quote]);
  return [employer, ...numbers]
    .filter((value): value is string => value !== undefined && !isHidden(value))
    .slice(0, NOTES_AT_MOST - 4)
    .map((text, at) => ({
      id: `hide:${at + 1}`,
      value: { text, source: '', sentences: 1, ours: false },
      does: [{ type: 'ask-back', pending: { kind: 'describe', value: text } } as const],
    }));
}

/** The letter with its numbered sentences, before it is written. */
export function reviewQuestion(context: InterviewContext): Question {
  const sentence = (action: Extract<Pending, { kind: 'sentence' }>['action']) =>
    option(action, { type: 'ask-back', pending: { kind: 'sentence', action } });
  const wording = (action: 'greeting' | 'sign-off') =>
    option(action, { type: 'ask-back', pending: { kind: 'wording', action, key: '' } });
  return {
    step: null,
    topic: 'review',
    slot: '',
    kind: 'review',
    options: [
      option('write', { type: 'control', control: 'write' }),
      sentence('rewrite'),
      sentence('cut'),
      sentence('move'),
      sentence('add'),
      wording('greeting'),
      wording('sign-off'),
      sentence('hide'),
      ...(context.edits.length > 0 ? [option('undo', { type: 'undo' })] : []),
      ...everywhere(context),
    ],
  };
}

/** What to do with a delivered letter. */
export function letterQuestion(context: InterviewContext): Question {
  return {
    step: null,
    topic: 'letter',
    slot: '',
    kind: 'letter',
    options: [
      option('edit', { type: 'control', control: 'edit' }),
      option('why', { type: 'control', control: 'why' }),
      option('another', { type: 'control', control: 'another' }),
      ...(context.edits.length > 0 ? [option('undo', { type: 'undo' })] : []),
      ...(context.recent.length > 0 ? [option('fix', { type: 'control', control: 'fix' })] : []),
    ],
  };
}

/**
 * The same question with its sentences as options, where it asks for one of them.
 *
 * @param keys the keys of the letter's sentences, in their order
 */
export function withSentences(question: Question, keys: readonly string[]): Question {
  if (question.kind !== 'sentence' && question.kind !== 'place') return question;
  const numbered = keys.slice(0, NOTES_AT_MOST).map(
    (key, at): Option => ({
      id: `n:${at + 1}`,
      slot: key,
      does: [sentenceCommand(question, key, at + 1)],
    }),
  );
  return {
    ...question,
    options:
      question.kind === 'sentence' && question.action === 'hide'
        ? question.options
        : [...numbered, ...question.options],
  };
}

function sentenceCommand(
  question: Extract<Question, { kind: 'sentence' | 'place' }>,
  key: string,
  number: number,
): Command {
  if (question.kind === 'place') return { type: 'edit-letter', edit: { type: 'move', key: question.key, to: number } };
  switch (question.action) {
    case 'cut':
      return { type: 'edit-letter', edit: { type: 'cut', key } };
    case 'move':
      return { type: 'ask-back', pending: { kind: 'place', key } };
    default:
      return {
        type: 'ask-back',
        pending: { kind: 'wording', action: question.action === 'add' ? 'add' : 'rewrite', key },
      };
  }
}
