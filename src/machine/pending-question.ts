/** The question of something that has to be asked before the interview goes on. */
import { type Command, nextFigureId } from './commands.ts';
import type { InterviewContext, Note } from './context.ts';
import { merged, offersFor } from './offers.ts';
import type { Pending } from './pending.ts';
import type { Option, Question } from './question.ts';
import { type Figure, type FigurePatch, mainFigureId, type Sheet, slotOfFigure } from './sheet.ts';
import { isMetric, type Tables, topicOf } from './slots.ts';
import { OPTIONS_AT_MOST, option, stepQuestion } from './step-question.ts';

export function pendingQuestion(pending: Pending, context: InterviewContext, tables: Tables): Question {
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
        options:
          offers.length > 0
            ? [...offers, ...question.options.filter(({ id }) => !id.startsWith('kept:'))]
            : question.options,
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
      const id = mainFigureId(topic);
      const choices = options.map(({ figure, patch, also }, at): Option => {
        const whole = merged(figureOf(figure), figure ?? `${topic}.new`, topic, patch);
        return {
          id: `figure:${at + 1}`,
          patch,
          figure: whole,
          ...(also && { also: merged(null, `${topic}.new`, topic, also) }),
          does: [
            { type: 'set-figure', topic, id: figure, patch, slot },
            ...(also ? [{ type: 'set-figure', topic, id: null, patch: also, slot: `${topic}.more` } as const] : []),
          ],
        };
      });
      const none = option('none', { type: 'dismiss' });
      if (pending.kind === 'conflict')
        return { step: null, topic, slot, options: [...choices, none], kind: 'conflict' };
      const sentence = option('own-words', { type: 'set-figure', topic, id, patch: { sentence: pending.text }, slot });
      return {
        step: null,
        topic,
        slot,
        options: [...choices, sentence, none],
        kind: 'order',
        figure: figureOf(id),
      };
    }
    case 'aside': {
      const { slot, value, asides, about } = pending;
      const isAll = asides.length >= value.sentences;
      const cuts = asides.map((number): Command => {
        const key = value.sentences === 1 ? slot : `${slot}#${number}`;
        return { type: 'edit-letter', edit: { type: 'cut', key } };
      });
      const told: Command[] = about === 'confidential' ? [{ type: 'remark', remark: 'how-to-hide' }] : [];
      return {
        step: null,
        topic: topicOf(slot),
        slot,
        kind: 'aside',
        value,
        asides,
        options: [
          option(
            'leave-out',
            ...(isAll ? [{ type: 'dismiss' } as const] : [{ type: 'set', slot, value } as const, ...cuts]),
            ...told,
          ),
          option('yes', { type: 'set', slot, value }, ...told),
          option('no', { type: 'dismiss' }),
        ],
      };
    }
    case 'differs': {
      const { slot, values } = pending;
      const choices = values.map(
        (value, at): Option => ({ id: `value:${at + 1}`, value, does: [{ type: 'set', slot, value }] }),
      );
      return { step: null, topic: topicOf(slot), slot, kind: 'conflict', options: [...choices, never] };
    }
    case 'unsure': {
      const { topic, slot, patch } = pending;
      const id = pending.figure ?? nextFigureId(sheet, topic);
      const set = (changed: FigurePatch): Command => ({ type: 'set-figure', topic, id, patch: changed, slot });
      const { now = null, before = null } = patch;
      return {
        step: null,
        topic,
        slot,
        kind: 'confirm',
        about: 'unsure',
        figure: merged(figureOf(id), id, topic, patch),
        options: [
          option('yes', set(patch)),
          ...(now && before ? [option('swap', set({ ...patch, now: before, before: now }))] : []),
          option('no', { type: 'ask-back', pending: { kind: 'revise', slot, figure: id } }),
        ],
      };
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
      const { text, only } = pending;
      const notes = only ? partsOf(only, sheet) : context.recent.toReversed();
      const atMost = text ? CORRECTIONS_AT_MOST : OPTIONS_AT_MOST - 6;
      const empty = text || only ? [] : leftOut(sheet, tables);
      return {
        ...aside,
        kind: 'which',
        text: text?.text ?? null,
        options: [
          ...[...notes.slice(0, atMost), ...empty].slice(0, OPTIONS_AT_MOST - 2).map(
            ({ slot, figure }, at): Option => ({
              id: `note:${at + 1}`,
              slot,
              does: [{ type: 'ask-back', pending: { kind: 'revise', slot, figure } }],
            }),
          ),
          ...(text || only ? [] : sheet.hidden.slice(-3).map(unhideOption)),
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
            { type: 'split', step: 'role.position+role.company' },
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
          option(
            'none',
            { type: 'dismiss' },
            ...(isHidden(pending.value, sheet) ? [{ type: 'unhide', value: pending.value } as const] : []),
          ),
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

/** At most so many noted values are offered where a message may correct one. */
const CORRECTIONS_AT_MOST = 8;

/** What the candidate left out can be told after all. */
function leftOut({ declined, values }: Sheet, { slots }: Tables): Note[] {
  const isText = ({ id, kind }: Tables['slots'][number]) =>
    kind !== 'figure' && declined.includes(id) && values[id] === undefined;
  return slots.filter(isText).map(({ id }) => ({ slot: id, figure: null }));
}

function isHidden(value: string, { hidden }: Sheet): boolean {
  return hidden.some((each) => each.value === value);
}

function unhideOption({ value, say }: Sheet['hidden'][number], at: number): Option {
  return { id: `unhide:${at + 1}`, standIn: say ?? '', does: [{ type: 'unhide', value }] };
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
