/** Builds the question of a `Pending`. */
import { asideQuestion } from './aside-question.ts';
import { askBack, type Command, editLetter, nextFigureId, remark, setFigure, setValue, speak } from './commands.ts';
import { describeQuestion, keepOutQuestion } from './confidential-question.ts';
import type { InterviewContext } from './context.ts';
import { deletedQuestion } from './deleted-question.ts';
import { type Doubt, doubtStep } from './doubts.ts';
import { formerStep, replacementCommands } from './former-names.ts';
import { LANGUAGES, type Language } from './language.ts';
import { notesToChange, valueOffer } from './offers.ts';
import { NOTED_FORMS, type Pending } from './pending.ts';
import { practiceStep } from './practice.ts';
import { numbered, type Option, option, type Question, reading } from './question.ts';
import {
  applyPatch,
  type Figure,
  type FigurePatch,
  figureOf,
  mainFigureId,
  slotOfFigure,
  textOf,
  typedValue,
  type Value,
} from './sheet.ts';
import { isMetric, stepOf, topicOf } from './slots.ts';
import { revisionOptions, sentenceCommand, slotBase, slotQuestion } from './step-question.ts';
import { STORIES_AT_MOST, storiesOf } from './stories.ts';

const isSkip = ({ id }: Option) => Number(id === 'skip');

/** The option "neither value is right": asks for a new one. */
function neither(slot: string, figure: string | null): Option {
  return option('none', askBack({ kind: 'revise', slot, figure }));
}

/** Days until a reminder. */
const REMINDERS = { tomorrow: 1, 'three-days': 3, week: 7 } as const;

export function pendingQuestion(pending: Pending, context: InterviewContext): Question {
  const { sheet } = context;
  const slot = 'slot' in pending ? pending.slot : '';
  const base = { step: null, topic: slot === '' ? 'letter' : topicOf(slot), slot };
  const none = option('none', { type: 'dismiss' });
  switch (pending.kind) {
    case 'again': {
      const { topic } = base;
      const question = slotQuestion(stepOf(slot), context);
      const offers = numbered('kept', pending.offers, ({ value, patch }) => {
        if (patch === null || !isMetric(topic)) return valueOffer(slot, value);
        return { value, does: [setFigure(slot, topic, pending.figure ?? mainFigureId(topic), patch)] };
      });
      // What is noted may stand as it is.
      const noted = NOTED_FORMS.includes(pending.problem) ? sheet.values[slot] : undefined;
      const figure = figureOf(sheet, pending.figure);
      const current = noted ? null : textOf(sheet, slot);
      // "Skip" would leave a noted value as it is.
      const anew = current === null ? question.options : revisionOptions(slot, figure, context);
      const others = noted
        ? [{ ...option('keep', { type: 'dismiss' }), value: noted }]
        : anew.filter(({ id }) => offers.length === 0 || !id.startsWith('kept:'));
      // "It's not a percentile": most likely there is none.
      const isNone = pending.problem === 'no-measure';
      const listed = isNone ? others.toSorted((one, other) => isSkip(other) - isSkip(one)) : others;
      const isRevision = current !== null;
      return {
        ...question,
        slot,
        problem: pending.problem,
        figure,
        current,
        isRevision,
        options: [...offers, ...listed],
      };
    }
    case 'revise': {
      const figure = figureOf(sheet, pending.figure);
      const offers = offered(pending.offers, (value) => setValue(slot, value));
      const options = [...offers, ...revisionOptions(slot, figure, context)];
      return {
        ...slotBase(base, options, figure),
        current: textOf(sheet, slot),
        isRevision: true,
      };
    }
    case 'order':
    case 'conflict': {
      const { topic } = pending;
      const id = mainFigureId(topic);
      const choices = numbered('figure', pending.options, ({ figure, patch, also }) => {
        const set = setFigure(slot, topic, figure, patch);
        return {
          patch,
          figure: applyPatch(figureOf(sheet, figure), figure ?? `${topic}.new`, topic, patch),
          ...(also && { also: applyPatch(null, `${topic}.new`, topic, also) }),
          does: also ? [set, setFigure(`${topic}.more`, topic, null, also)] : [set],
        };
      });
      if (pending.kind === 'conflict') {
        const [replaced, another] = pending.options;
        const known = figureOf(sheet, replaced?.figure ?? null);
        if (replaced && another?.figure === null)
          return {
            ...base,
            kind: 'conflict',
            figure: known,
            options: [
              option('replaces', setFigure(slot, topic, replaced.figure, replaced.patch)),
              option('one-more', setFigure(slot, topic, null, another.patch)),
              none,
            ],
          };
        const neitherOne = neither(slot, pending.options.at(-1)?.figure ?? id);
        return { ...base, kind: 'conflict', figure: null, options: [...choices, neitherOne] };
      }
      const problem = pending.problem ?? null;
      const figure = pending.options[0]?.figure ?? null;
      const sentence = setFigure(slot, topic, slot.endsWith('.more') ? figure : id, { sentence: pending.text });
      const ownWords = { ...option('own-words', sentence), words: pending.text };
      const anew = askBack({ kind: 'again', slot, figure, problem: 'in-words', offers: [], text: pending.text });
      const options = [...choices, ownWords, option('none', anew)];
      // A further figure doesn't replace the main one.
      const isMore = slot.endsWith('.more');
      return { ...base, kind: 'order', figure: figureOf(sheet, isMore ? figure : id), problem, options };
    }
    case 'aside':
      return asideQuestion(pending, base);
    case 'differs': {
      const choices = numbered('value', pending.values, (value) => valueOffer(slot, value));
      return { ...base, kind: 'conflict', figure: null, options: [...choices, neither(slot, null)] };
    }
    case 'unsure': {
      const { topic, patch } = pending;
      const id = pending.figure ?? nextFigureId(sheet, topic);
      const figure = applyPatch(figureOf(sheet, id), id, topic, patch);
      const yes = setFigure(slot, topic, id, patch);
      return {
        ...base,
        ...confirmation(figure, slot, patch, [yes], [askBack({ kind: 'revise', slot, figure: id })]),
        about: 'unsure',
      };
    }
    case 'which': {
      const { text, only, isNewVersion = false } = pending;
      const isAny = !text && !only;
      // With a model, the note is asked for again, and the model reads the new words.
      const isRead = text && (isNewVersion || !context.open);
      const options = [
        ...numbered('note', notesToChange(pending, context), ({ slot, figure }) => ({
          slot,
          ...(figure !== null && { figureId: figure }),
          does: [askBack({ kind: 'revise', slot, figure })],
          ...(isRead && { reads: { text: text.text, source: text.source, as: isNewVersion ? 'answer' : 'change' } }),
        })),
        ...numbered('unhide', isAny ? sheet.hidden.slice(-3) : [], ({ value, say }) => ({
          standIn: say ?? '',
          does: [{ type: 'unhide', value }],
        })),
        ...(text ? [reading(option('answer', { type: 'dismiss' }), text, 'answer')] : []),
        none,
      ];
      return { ...base, kind: 'which', text: text?.text ?? null, options };
    }
    case 'job-post': {
      const { kept, comment = '' } = pending;
      const finish = { type: 'finish', step: 'role:post' } as const;
      const split = { type: 'split', step: 'role.position+role.company' } as const;
      const post = { type: 'keep', kept: { ...kept, isPost: true } } as const;
      const [yes, no] = [
        option('yes', post, finish, split, remark('post-taken')),
        option('no', { type: 'keep', kept }, finish),
      ] as const;
      // Without a model, parts of the text are only offered.
      const options = context.open ? [reading(yes, kept, 'post'), reading(no, kept, 'own')] : [yes, no];
      return { step: null, topic: 'role', slot: 'job-post', kind: 'job-post', text: kept.text, comment, options };
    }
    case 'keep-out':
      return keepOutQuestion(pending, sheet);
    case 'describe':
      return describeQuestion(pending, sheet);
    case 'proposals': {
      const { items } = pending;
      const options = numbered('take', items, ({ slot, value }) => {
        const others = items.filter((one) => one.slot !== slot);
        const rest: Command[] = others.length === 0 ? [] : [askBack({ kind: 'proposals', items: others })];
        return { slot, value, does: [setValue(slot, value), ...rest] };
      });
      return {
        ...base,
        kind: 'proposals',
        lines: [...new Set(items.map(({ line }) => line))],
        options: [...options, none],
      };
    }
    case 'stories': {
      const all = storiesOf(context);
      const listed = numbered('story', all, ({ story, pick }) => ({
        story,
        does: [pick === null ? { type: 'dismiss' } : { type: 'story', pick }],
      }));
      const another = all.length < STORIES_AT_MOST ? [option('new-story', { type: 'story', pick: null })] : [];
      const stories = all.map(({ story }) => story);
      return { ...base, kind: 'stories', stories, fit: pending.fit, options: [...listed, ...another, none] };
    }
    case 'practice':
    case 'practiced': {
      const { item, rest, of } = pending;
      const [next, ...others] = rest;
      const over: Command[] = [{ type: 'dismiss' }, remark('practice-over')];
      const asked = { type: 'finish', step: practiceStep(item) } as const;
      const onward = next ? [asked, askBack({ kind: 'practice', item: next, rest: others, of })] : [asked, ...over];
      // No slot, or a reply to this message would be noted without asking.
      const about = { step: null, topic: topicOf(item.slot), slot: '', item };
      if (pending.kind === 'practiced') {
        const { answer } = pending;
        const stop = option('stop', { type: 'dismiss' }, remark('left-out'));
        const asks = [askBack({ kind: 'practice', item, rest, of })];
        const options = [reading(option('yes', ...onward), answer, 'answer', asks), option('no', ...onward), stop];
        return { ...about, kind: 'practiced', answer: answer.text, isRead: context.open, options };
      }
      const options = [option('skip', ...onward), option('stop', { type: 'dismiss' }, remark('ok'))];
      return { ...about, kind: 'practice', at: of - rest.length, of, figure: figureOf(sheet, item.figure), options };
    }
    case 'remind': {
      const options = Object.entries(REMINDERS).map(([id, days]) =>
        option(id, { type: 'dismiss' }, { type: 'remind', days }),
      );
      return { ...base, ...pending, options: [...options, none] };
    }
    case 'deleted':
      return deletedQuestion(pending, base);
    case 'sure': {
      const options = [
        option('yes', { type: 'dismiss' }, { type: 'control', control: pending.of }),
        option('no', { type: 'dismiss' }),
      ];
      return { ...base, ...pending, options };
    }
    case 'language': {
      const speaks = (language: Language) => speak(language, context.sheet);
      const { language: offered = null, text = null } = pending.offer ?? {};
      const no = option('no', { type: 'dismiss' });
      const options =
        offered === null
          ? LANGUAGES.map((language): Option => ({ id: `lang:${language}`, language, does: speaks(language) }))
          : [option('yes', ...speaks(offered)), text ? reading(no, text, 'answer') : no];
      return { ...base, kind: 'language', offered, options };
    }
    case 'heard': {
      const { text, source, answers, isEarly } = pending;
      const yes = {
        ...option('yes', { type: 'dismiss' }),
        reads: { text, source, answers, isEarly, as: 'message' },
      } as const;
      const options = [yes, option('no', { type: 'dismiss' })];
      return { ...base, kind: 'heard', current: pending.text, options };
    }
    case 'wording': {
      const type = pending.action === 'greeting' ? 'greeting' : 'sign-off';
      const options = offered(pending.offers, ({ text }) => editLetter({ type, text }));
      return { ...base, ...pending, options: [...options, none] };
    }
    case 'change': {
      const { key, number } = pending;
      const actions = ['rewrite', 'cut', 'move', 'add'] as const;
      const options = actions.map((action) => option(action, sentenceCommand(action, key, number)));
      const anew = offered(pending.offers, ({ text }) => editLetter({ type: 'rewrite', key, text, source: '' }));
      return { ...base, ...pending, options: [...anew, ...options, none] };
    }
    case 'edit': {
      const options = [option('yes', ...pending.edits.map(editLetter)), option('no', { type: 'dismiss' })];
      return { ...base, ...pending, options };
    }
    case 'former': {
      const stays = option('stays', { type: 'finish', step: formerStep(pending.text) });
      const leaves = replacementCommands(pending, null, context);
      return { ...base, ...pending, options: [...(leaves.length > 0 ? [option('leave-out', ...leaves)] : []), stays] };
    }
    case 'sentence':
    case 'place':
      return { ...base, ...pending, options: [none] };
  }
}

export function doubtQuestion({ figure, why }: Doubt): Question {
  const { topic, id, now, before } = figure;
  const slot = slotOfFigure(figure);
  const finish = { type: 'finish', step: doubtStep(figure) } as const;
  const which = askBack({ kind: 'which', text: null, only: id });
  const confirm = confirmation(figure, slot, { now, before }, [finish], [finish, which]);
  return { step: finish.step, topic, slot, ...confirm, about: why };
}

/** Options for texts that could be meant. @param does the command of a text */
function offered(texts: readonly string[] = [], does: (value: Value) => Command): Option[] {
  return numbered('offer', texts, (text) => {
    const value = typedValue(text, '');
    return { value, does: [does(value)] };
  });
}

/** Asks to confirm a figure, or to swap its sides if it has both. */
function confirmation(
  figure: Figure,
  slot: string,
  told: FigurePatch,
  yes: readonly Command[],
  no: readonly Command[],
) {
  const { topic, id } = figure;
  const { now = null, before = null } = told;
  const swap = setFigure(slot, topic, id, { ...told, now: before, before: now });
  const swaps = now && before ? [option('swap', swap)] : [];
  return { kind: 'confirm' as const, figure, options: [option('yes', ...yes), ...swaps, option('no', ...no)] };
}
