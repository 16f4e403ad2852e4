/** Builds the question of a `Pending`. */
import {
  ASK_KEEP_OUT,
  askBack,
  type Command,
  hideAndAsk,
  nextFigureId,
  remark,
  setFigure,
  setValue,
  speak,
} from './commands.ts';
import type { InterviewContext } from './context.ts';
import { confirmation, conflictQuestion, neither, orderQuestion } from './figure-questions.ts';
import { LANGUAGES } from './language.ts';
import { notesToChange, offered, valueOffer } from './offers.ts';
import { meantStep, NOTED_FORMS, type Pending, type PendingOf } from './pending.ts';
import { practiceStep } from './practice.ts';
import { type HeldText, numbered, type Option, option, type Question, reading, sideBase } from './question.ts';
import {
  formerStep,
  newWordings,
  otherParts,
  replacementCommands,
  sentenceCommand,
  wordingCommands,
} from './sentence-question.ts';
import { applyPatch, figureOf, isHidden, mainFigureId, slotOfFigure, textOf, typedValue, type Value } from './sheet.ts';
import { isMetric, slotKind, stepOf, topicOf } from './slots.ts';
import { leavesOut, revisionOptions, slotBase, slotQuestion } from './step-question.ts';
import { STORIES_AT_MOST, storiesOf } from './stories.ts';
import { isEdited } from './undo.ts';

type Builder<Kind extends Pending['kind']> = (pending: PendingOf<Kind>, context: InterviewContext) => Question;

const dismiss: Command = { type: 'dismiss' };
const no = option('no', dismiss);
const none = option('none', dismiss);

/** What each kind asks, and what its buttons do. */
const QUESTIONS: { readonly [Kind in Pending['kind']]: Builder<Kind> } = {
  again: againQuestion,
  revise: reviseQuestion,
  order: orderQuestion,
  conflict: conflictQuestion,
  aside: asideQuestion,
  'keep-out': keepOutQuestion,
  describe: describeQuestion,
  differs: ({ slot, values }) => {
    const choices = numbered('value', values, (value) => valueOffer(slot, value));
    return { ...sideBase(slot), kind: 'conflict', options: [...choices, neither(slot, null)] };
  },
  unsure: ({ slot, topic, patch, ...pending }, { sheet }) => {
    const id = pending.figure ?? nextFigureId(sheet, topic);
    const figure = applyPatch(figureOf(sheet, id), id, topic, patch);
    const yes = setFigure(slot, topic, id, patch);
    const anew = askBack({ kind: 'revise', slot, figure: id });
    return { ...sideBase(slot), ...confirmation(figure, slot, patch, [yes], [anew]), about: 'unsure' };
  },
  which: whichQuestion,
  'job-post': (pending, { open }) => {
    const { kept } = pending;
    const finish = { type: 'finish', step: 'role:post' } as const;
    const split = { type: 'split', step: 'role.position+role.company' } as const;
    const post = { type: 'keep', kept: { ...kept, isPost: true } } as const;
    const isPost = option('yes', post, finish, split, remark('post-taken'));
    const isOwn = option('no', { type: 'keep', kept }, finish);
    // Without a model, parts of the text are only offered.
    const as = (read: HeldText['as']) => (open ? read : 'document');
    const options = [reading(isPost, kept, as('post')), reading(isOwn, kept, as('own'))];
    return { ...pending, step: null, topic: 'role', slot: 'job-post', options };
  },
  proposals: (pending) => {
    const { items } = pending;
    const options = numbered('take', items, ({ slot, value }) => {
      const others = items.filter((one) => one.slot !== slot);
      const rest: Command[] = others.length === 0 ? [] : [askBack({ kind: 'proposals', items: others })];
      return { slot, value, does: [setValue(slot, value), ...rest] };
    });
    return sideQuestion(pending, [...options, none]);
  },
  stories: (pending, context) => {
    const all = storiesOf(context);
    const listed = numbered('story', all, ({ story, pick }) => ({
      story,
      does: [pick === null ? dismiss : { type: 'story', pick }],
    }));
    const another = all.length < STORIES_AT_MOST ? [option('new-story', { type: 'story', pick: null })] : [];
    return sideQuestion(pending, [...listed, ...another, none]);
  },
  practice: (pending) =>
    practising(pending, [option('skip', ...afterPractice(pending)), option('stop', dismiss, remark('ok'))]),
  practiced: (pending, { open }) => {
    const { item, rest, of, answer } = pending;
    const next = afterPractice(pending);
    const yes = reading(option('yes', ...next), answer, 'answer', [askBack({ kind: 'practice', item, rest, of })]);
    const options = [yes, option('no', ...next), option('stop', dismiss, remark('left-out'))];
    return { ...practising(pending, options), isRead: open };
  },
  remind: (pending) => {
    const options = Object.entries(REMINDERS).map(([id, days]) => option(id, dismiss, { type: 'remind', days }));
    return sideQuestion(pending, [...options, none]);
  },
  deleted: (pending) => {
    const cleared = pending.filled.map(({ slot, figure }) => ({ type: 'clear', slot, figure }) as const);
    return sideQuestion(pending, [option('yes', ...cleared), no]);
  },
  sure: (pending) => sideQuestion(pending, [option('yes', dismiss, { type: 'control', control: pending.of }), no]),
  language: (pending, { sheet }) => {
    const options = LANGUAGES.map((language) => ({ id: `lang:${language}`, language, does: speak(language, sheet) }));
    return sideQuestion(pending, [...options, none]);
  },
  heard: (pending) => sideQuestion(pending, [reading(option('yes', dismiss), pending, 'message'), no]),
  wording: (pending) => {
    const commands = (text: string) => wordingCommands(pending, text, pending.source ?? '');
    return sideQuestion(pending, [...offered(pending.offers, ({ text }) => commands(text)), none]);
  },
  change: (pending) => {
    const { key, number, added } = pending;
    const actions = ['rewrite', 'cut', 'move', 'add'] as const;
    const options = actions.map((action) => option(action, sentenceCommand({ action, added }, key, number)));
    const anew = added && newWordings(added);
    const texts = offered(anew, ({ text }) => wordingCommands({ action: 'rewrite', key }, text, added?.source ?? ''));
    return sideQuestion(pending, [...texts, ...options, option('hide', ASK_KEEP_OUT), none]);
  },
  former: (pending, { sheet }) => {
    const stays = option('stays', { type: 'finish', step: formerStep(pending.text) });
    const leaves = replacementCommands(pending, null, sheet);
    const options = [...(leaves.length > 0 ? [option('leave-out', ...leaves)] : []), stays];
    return sideQuestion(pending, options);
  },
  // The turn adds the sentences.
  sentence: (pending, context) => {
    const isOfAny = ['change', 'cut'].includes(pending.action) && pending.only !== undefined;
    const { form } = pending;
    const asked = form ? [option(form, dismiss, { type: 'send', form })] : [];
    const undo = isOfAny && isEdited(context) ? [option('undo', dismiss, { type: 'control', control: 'undo' })] : [];
    return sideQuestion(pending, [...asked, ...(isOfAny ? otherParts(pending) : []), ...undo, none]);
  },
  place: (pending) => sideQuestion(pending, [none]),
};

export function pendingQuestion(pending: Pending, context: InterviewContext): Question {
  return builtFor(pending.kind, pending, context);
}

function builtFor<Kind extends Pending['kind']>(kind: Kind, pending: PendingOf<Kind>, context: InterviewContext) {
  return QUESTIONS[kind](pending, context);
}

/** Asks for the slot again. */
function againQuestion(pending: PendingOf<'again'>, context: InterviewContext): Question {
  const { slot, problem } = pending;
  const { sheet } = context;
  const topic = topicOf(slot);
  const question = slotQuestion(stepOf(slot), context);
  const isAdding = problem === 'add-or-replace';
  const kept = numbered('kept', pending.offers, ({ value, patch }) => {
    if (patch === null || !isMetric(topic)) return valueOffer(slot, value);
    // A further figure never replaces the main one.
    const id = pending.figure ?? (slot.endsWith('.more') ? null : mainFigureId(topic));
    return { value, does: [setFigure(slot, topic, id, patch)] };
  });
  const adding = kept.map(({ does }, at) => option(at === 0 ? 'one-more' : 'replaces', ...does));
  const offers = isAdding ? adding : kept;
  // What is noted may stand as it is.
  const noted = NOTED_FORMS.includes(problem) ? sheet.values[slot] : undefined;
  const figure = figureOf(sheet, pending.figure);
  const current = noted ? null : textOf(sheet, slot);
  const side = slot.endsWith('.before') ? figure?.before : slot.endsWith('.now') ? figure?.now : null;
  const isRevision = current !== null || side != null;
  // "Skip" would leave a noted value as it is.
  const anew = isRevision ? revisionOptions(slot, figure, context) : question.options;
  const others = noted
    ? [{ ...option('keep', dismiss), value: noted }]
    : anew.filter(({ id }) => offers.length === 0 || !id.startsWith('kept:'));
  // "It's not a percentile", "I don't know the one before": most likely there is none.
  const isFirst = ({ id }: Option) => Number(id === 'skip' && ['no-measure', 'no-number'].includes(problem));
  const options = [...offers, ...others].toSorted((one, other) => isFirst(other) - isFirst(one));
  return { ...question, slot, problem, figure, current, isRevision, options };
}

function reviseQuestion({ slot, figure: id }: PendingOf<'revise'>, context: InterviewContext): Question {
  const figure = figureOf(context.sheet, id);
  const base = slotBase(sideBase(slot), revisionOptions(slot, figure, context), figure);
  return { ...base, current: textOf(context.sheet, slot), isRevision: true };
}

/** Asks for the words to keep out, or which of some. */
function keepOutQuestion({ values, said }: PendingOf<'keep-out'>, { sheet }: InterviewContext): Question {
  const quoted = said !== undefined && { said };
  const options = numbered('hide', values, (value) => {
    const others = values.filter((one) => one !== value);
    const rest = others.length === 0 ? [] : [askBack({ kind: 'keep-out', values: others, ...quoted })];
    return { value: typedValue(value, ''), does: [...rest, ...hideAndAsk(value)] };
  });
  const both = values.length === 2 ? [option('both', ...values.toReversed().flatMap(hideAndAsk))] : [];
  const all = [...options, ...both, no];
  return { ...confidential('value'), value: null, ...quoted, isMore: sheet.hidden.length > 0, options: all };
}

/** Asks what to say instead of a hidden value. */
function describeQuestion({ value }: PendingOf<'describe'>, { sheet }: InterviewContext): Question {
  const shows: Command[] = isHidden(sheet, value) ? [{ type: 'unhide', value }] : [];
  const options = [
    option('skip', { type: 'hide', value, say: null }, remark('hidden')),
    option('none', dismiss, ...shows),
  ];
  return { ...confidential('say'), value, isMore: false, options };
}

function confidential(asks: 'value' | 'say') {
  return { step: null, topic: 'confidential', slot: `confidential.${asks}`, kind: 'confidential', asks } as const;
}

/** Asks whether some sentences of an answer are meant for the letter. */
function asideQuestion(pending: PendingOf<'aside'>): Question {
  const { slot, value, rest, about, confidential: values = [], said } = pending;
  const hides = about === 'confidential' ? [askBack({ kind: 'keep-out', values, ...(said && { said }) })] : [];
  const asks = [askBack({ kind: 'revise', slot, figure: null })];
  // All of it is read again, as it may need another wording.
  const keep = reading(option('yes', dismiss, ...(rest ? [] : hides)), value, 'own', asks);
  const isKept = about === 'none' ? option('yes', setValue(slot, value)) : keep;
  const leaves = option('leave-out', ...(about === 'none' ? leavesOut(slot, null) : [dismiss]), ...hides);
  // "I'll say it again" may be about the sentences in question alone.
  const retyped = askBack({ kind: 'revise', slot, figure: null, isRest: true });
  const again = option('no', ...(rest ? [setValue(slot, rest), retyped] : [dismiss]));
  const options = [rest ? reading(leaves, rest, 'answer', asks) : leaves, isKept, again];
  return { ...pending, ...sideBase(slot), options };
}

function whichQuestion(pending: PendingOf<'which'>, context: InterviewContext): Question {
  const { text, only, isNewVersion = false, isWords = false, fix } = pending;
  if (text && fix) return fixQuestion(pending, text, fix);
  // With a model, the note is asked for again, and the model reads the new words.
  const isRead = isNewVersion || !context.open;
  const notes = numbered('note', notesToChange(pending, context), ({ slot, figure }): Omit<Option, 'id'> => {
    const noted = slotKind(slot) === 'text' ? context.sheet.values[slot] : undefined;
    const told = figureOf(context.sheet, figure);
    // What is changed or added in a text is one sentence of it. So are words about a figure.
    const isOfSentence = noted !== undefined || (isWords && told !== null);
    if (isOfSentence && text && isRead && !isNewVersion) {
      const [of, added] = [told ? slotOfFigure(told) : slot, { text: text.text, source: text.source }];
      const does = [askBack({ kind: 'sentence', action: 'change', of, added })];
      return { slot, ...(figure !== null && { figureId: figure }), does };
    }
    // A sentence that is corrected is typed anew.
    const { now = null, sentence = null, topic } = told ?? {};
    const isSentence = slot.endsWith('.sentence') || (now === null && sentence !== null);
    const asked = text && isSentence ? `${topic}.sentence` : slot;
    const isAnswer = isNewVersion || (isRead && !noted && !isSentence);
    return {
      slot,
      ...(figure !== null && { figureId: figure }),
      does: [askBack({ kind: 'revise', slot: asked, figure })],
      ...(text && isAnswer && { reads: { text: text.text, source: text.source, as: 'answer' } }),
    };
  });
  const hidden = numbered('unhide', only ? [] : context.sheet.hidden.slice(-3), ({ value, say }) => ({
    standIn: say ?? '',
    does: [{ type: 'unhide', value }],
  }));
  if (!text) return sideQuestion(pending, [...notes, ...hidden, none]);
  // Typed again, it is the answer.
  const known: Command = { type: 'finish', step: meantStep(text.text) };
  const answer = reading(option('answer', dismiss, known), text, 'answer');
  const ignored = option('none', dismiss, known);
  return sideQuestion(pending, [...notes, answer, ignored]);
}

/** Asks whether a noted text or figure gets another number. What else the message says is read as the answer. */
function fixQuestion(pending: PendingOf<'which'>, text: Value, fix: NonNullable<PendingOf<'which'>['fix']>): Question {
  const { slot, value, told, rest, isRevision } = fix;
  const noted = told ? setFigure(slot, told.topic, told.figure, told.patch) : value && setValue(slot, value);
  const known: Command = { type: 'finish', step: meantStep(text.text) };
  const goingOn = (each: Option) => (rest ? reading(each, rest, 'message') : each);
  const yes = goingOn(option('yes', ...(noted ? [noted] : [])));
  const no = goingOn(option('no', dismiss, known));
  const asks = isRevision ? askBack({ kind: 'revise', slot, figure: null }) : dismiss;
  const answer = reading(option('answer', asks, known), text, 'answer');
  return sideQuestion(pending, [yes, answer, no]);
}

/** A side question about the letter or the conversation, with the fields of what is pending. */
function sideQuestion<Each extends Pending>(pending: Each, options: readonly Option[]) {
  return { ...sideBase(''), ...pending, options };
}

/** Without a slot, or a reply to this message would be noted without asking. */
function practising<Each extends PendingOf<'practice' | 'practiced'>>(pending: Each, options: readonly Option[]) {
  return { ...sideQuestion(pending, options), topic: topicOf(pending.item.slot) };
}

/** The next practice question, or the end of the practice. */
function afterPractice({ item, rest, of }: PendingOf<'practice' | 'practiced'>): Command[] {
  const [next, ...others] = rest;
  const asked = { type: 'finish', step: practiceStep(item) } as const;
  return next
    ? [asked, askBack({ kind: 'practice', item: next, rest: others, of })]
    : [asked, dismiss, remark('practice-over')];
}

/** Days until a reminder. */
const REMINDERS = { tomorrow: 1, 'three-days': 3, week: 7 } as const;
