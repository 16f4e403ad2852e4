/** Commands: what a message asks for, as data. A reader returns them, `apply` executes them. */
import type { InterviewContext, Note, Remark } from './context.ts';
import type { Edit, Form, Wish } from './edits.ts';
import type { Language } from './language.ts';
import { holdsTextOf, type Pending } from './pending.ts';
import {
  applyPatch,
  type Figure,
  type FigurePatch,
  figureOf,
  figuresOn,
  type Kept,
  mainFigureId,
  type Sheet,
  type Value,
} from './sheet.ts';
import { keyParts, type Metric, NAME_AT_MOST, slotKind, topicOf } from './slots.ts';
import { switchStory } from './stories.ts';

export type Command =
  | { readonly type: 'set'; readonly slot: string; readonly value: Value }
  /** Corrects the spelling of all texts. The values keep what was typed, and sentences keep their edits. */
  | ({ readonly type: 'respell' } & Pick<InterviewContext, 'edits'> & Pick<Sheet, 'values' | 'figures'>)
  /** Sets parts of a figure. A null id adds a figure to the topic. */
  | {
      readonly type: 'set-figure';
      readonly topic: Metric;
      readonly id: string | null;
      readonly patch: FigurePatch;
      readonly slot: string;
    }
  | { readonly type: 'clear'; readonly slot: string; readonly figure: string | null }
  /** The candidate leaves the slot out. It isn't asked again. */
  | { readonly type: 'decline'; readonly slot: string }
  /** Marks a step as done: confirmed, or covered by an earlier answer. */
  | { readonly type: 'finish'; readonly step: string }
  /** From now on, asks for the slots of a step one by one. */
  | { readonly type: 'split'; readonly step: string }
  | { readonly type: 'hide'; readonly value: string; readonly say: string | null }
  /** Switches the language. Earlier answers stay as they are. */
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'unhide'; readonly value: string }
  | { readonly type: 'keep'; readonly kept: Kept }
  | { readonly type: 'ask-back'; readonly pending: Pending }
  | { readonly type: 'edit-letter'; readonly edit: Edit }
  | { readonly type: 'wish'; readonly wish: Wish }
  | { readonly type: 'show-letter'; readonly number: number }
  | { readonly type: 'send'; readonly form: Form }
  /** Switches to another system. `pick`: index in `context.stories`; null for a new one. */
  | { readonly type: 'story'; readonly pick: number | null }
  /** Requests one reminder in this many days. The turn computes the date, as the machine has no clock. */
  | { readonly type: 'remind'; readonly days: number }
  /** Closes the pending question without a change. */
  | { readonly type: 'dismiss' }
  /** Closes all questions that hold a text of a message. */
  | { readonly type: 'dismiss-source'; readonly source: string }
  | { readonly type: 'control'; readonly control: Control }
  | { readonly type: 'remark'; readonly remark: Remark }
  /** The model's own words, sent before the next question. */
  | { readonly type: 'say'; readonly text: string }
  /** The model's next question, asked if no step before it is open. */
  | { readonly type: 'follow-up'; readonly slot: string; readonly question: string }
  | { readonly type: 'cost'; readonly calls: number; readonly tokens: number }
  /** The model did not answer. Reported once per topic. */
  | { readonly type: 'model-failed'; readonly topic: string };

/** Controls that work in every state. Their effect depends on the state. */
export const CONTROLS = ['back', 'edit', 'fix', 'write', 'another', 'why', 'undo', 'practice', 'stories'] as const;
/** Orders that move the interview itself. The chart takes them as events. */
export type Control = (typeof CONTROLS)[number] | 'help' | 'brief' | 'restart' | 'forget';

export function setValue(slot: string, value: Value): Command {
  return { type: 'set', slot, value };
}

export function setFigure(slot: string, topic: Metric, id: string | null, patch: FigurePatch): Command {
  return { type: 'set-figure', topic, id, patch, slot };
}

export function askBack(pending: Pending): Command {
  return { type: 'ask-back', pending };
}

export function remark(remark: Remark): Command {
  return { type: 'remark', remark };
}

/** Hides a value at once, and asks what to say instead. */
export function hideAndAsk(value: string): Command[] {
  return [{ type: 'hide', value, say: null }, askBack({ kind: 'describe', value })];
}

/** Id of the step "what people ask most was explained". */
export const EXPLAINED = 'explained';

/** Id of the step "how to change a part of the letter was explained". */
const CHANGES_EXPLAINED = 'explained:changes';

function askedBack(context: InterviewContext, asked: Pending): InterviewContext {
  const { pending, done } = context;
  const isExplained = asked.kind === 'sentence' && asked.action === 'change' && asked.only !== undefined;
  if (!isExplained) return { ...context, pending: [...pending, asked] };
  const isKnown = done.includes(CHANGES_EXPLAINED);
  const shown: Pending = { ...asked, ...(isKnown && { isKnown }) };
  return { ...context, pending: [...pending, shown], done: added(done, CHANGES_EXPLAINED) };
}

/** Asks for the words to keep out. */
export const ASK_KEEP_OUT = askBack({ kind: 'keep-out', values: [] });

/** Switches the language. Warns if answers stay in the old one, as a letter without a model can't translate them. */
export function speak(language: Language, { values, figures, language: before }: Sheet): Command[] {
  const told = Object.entries(values).some(([slot, { ours }]) => slotKind(slot) === 'text' && !ours);
  const isMixed = language !== before && (told || figures.length > 0);
  return [{ type: 'language', language }, remark(isMixed ? 'language-mixed' : 'language-set')];
}

export function editLetter(edit: Edit): Command {
  return { type: 'edit-letter', edit };
}

/** Id of the step "the model failed on this topic". */
export function failedStep(topic: string): string {
  return `model:${topic}`;
}

/** Maximum texts kept for later questions. Limits the row size. */
const KEPT_AT_MOST = 6;

/** Returns the context after a command. Controls change nothing here; the chart handles them. */
export function apply(context: InterviewContext, command: Command): InterviewContext {
  const { sheet } = context;
  switch (command.type) {
    case 'set': {
      const { slot } = command;
      const isName = slotKind(slot) === 'name';
      const value = isName ? { ...command.value, text: command.value.text.slice(0, NAME_AT_MOST) } : command.value;
      const values = { ...withoutAround(sheet.values, slot, value), [slot]: value };
      return noted(withoutEdits(withSheet(context, { values }), slot), slot, null);
    }
    case 'respell': {
      const { values, figures, edits } = command;
      return { ...withSheet(context, { values, figures }), edits };
    }
    case 'set-figure': {
      const id = command.id ?? nextFigureId(sheet, command.topic);
      const known = figureOf(sheet, id);
      const next = applyPatch(known, id, command.topic, command.patch);
      const figures = known ? sheet.figures.map((each) => (each === known ? next : each)) : [...sheet.figures, next];
      return noted(withoutEdits(withSheet(context, { figures }), id), command.slot, id);
    }
    case 'clear':
      return cleared(context, command.slot, command.figure);
    case 'decline':
      return withSheet(finished(context, command.slot), { declined: added(sheet.declined, command.slot) });
    case 'finish':
      return finished(context, command.step);
    case 'split':
      return { ...context, split: added(context.split, command.step) };
    case 'hide': {
      const others = sheet.hidden.filter(({ value }) => value !== command.value);
      return withSheet(context, { hidden: [...others, { value: command.value, say: command.say }] });
    }
    case 'language':
      return inLanguage(context, command.language);
    case 'unhide':
      return {
        ...withSheet(context, { hidden: sheet.hidden.filter(({ value }) => value !== command.value) }),
        remarks: added(context.remarks, 'unhidden'),
      };
    case 'keep':
      return withSheet(context, { kept: [...sheet.kept, command.kept].slice(-KEPT_AT_MOST) });
    case 'ask-back':
      return askedBack(context, command.pending);
    case 'dismiss-source':
      return { ...context, pending: context.pending.filter((one) => !holdsTextOf(one, command.source)) };
    case 'edit-letter':
      return { ...context, edits: [...context.edits, command.edit], remarks: added(context.remarks, 'edited') };
    case 'wish':
      return { ...context, wish: command.wish };
    case 'show-letter':
      return { ...context, shown: command.number };
    case 'send':
      return { ...context, sends: command.form };
    case 'story': {
      const { pick } = command;
      return {
        ...switchStory(context, pick),
        remarks: added(context.remarks, pick === null ? 'story-new' : 'story-picked'),
      };
    }
    case 'remind':
      return { ...context, remarks: added(context.remarks, 'will-remind') };
    case 'dismiss':
    case 'control':
      return context;
    case 'remark': {
      const told = { ...context, remarks: added(context.remarks, command.remark) };
      return command.remark === 'no-answer' ? { ...told, done: added(context.done, EXPLAINED) } : told;
    }
    case 'say':
      return { ...context, said: command.text };
    case 'follow-up':
      return { ...context, followUp: { slot: command.slot, question: command.question } };
    case 'cost': {
      const { calls, tokens } = context.cost;
      return { ...context, cost: { calls: calls + command.calls, tokens: tokens + command.tokens } };
    }
    case 'model-failed': {
      const step = failedStep(command.topic);
      if (context.done.includes(step)) return context;
      return { ...finished(context, step), remarks: added(context.remarks, 'model-failed') };
    }
  }
}

/** Drops the rewritten sentences of an answer that couldn't be stored in it, because a new answer replaces them. */
function withoutEdits(context: InterviewContext, key: string): InterviewContext {
  const isOf = (edit: Edit) => (edit.type === 'rewrite' || edit.type === 'cut') && keyParts(edit.key).slot === key;
  return { ...context, edits: context.edits.filter((edit) => !isOf(edit)) };
}

/** A model writes its letter anew. An undo keeps the language. */
function inLanguage(context: InterviewContext, language: Language): InterviewContext {
  const edits = context.edits.map((edit) => (edit.type === 'restore' ? { ...edit, draft: null } : edit));
  return { ...withSheet(context, { language }), edits, draft: null };
}

function withSheet(context: InterviewContext, change: Partial<Sheet>): InterviewContext {
  return { ...context, sheet: { ...context.sheet, ...change } };
}

function noted(context: InterviewContext, slot: string, figure: string | null): InterviewContext {
  const isNote = (note: Note) => note.slot === slot && note.figure === figure;
  const note: Note = { slot, figure };
  return {
    ...withSheet(context, { declined: context.sheet.declined.filter((each) => each !== slot) }),
    notes: [...context.notes.filter((each) => !isNote(each)), note],
    recent: [...context.recent.filter((each) => !isNote(each)), note],
  };
}

function finished(context: InterviewContext, step: string): InterviewContext {
  return { ...context, done: added(context.done, step) };
}

function cleared(context: InterviewContext, slot: string, figure: string | null): InterviewContext {
  const { [slot]: _, ...values } = withoutAround(context.sheet.values, slot, null);
  const figures = figure === null ? context.sheet.figures : promoted(context.sheet.figures, figure);
  return {
    ...withSheet(context, { values, figures }),
    recent: context.recent.filter((note) => (figure === null ? note.slot !== slot : note.figure !== figure)),
    remarks: added(context.remarks, 'left-out'),
  };
}

/** Drops `around` from values of the same message or topic: it may still contain the text that is being replaced. */
function withoutAround(values: Sheet['values'], slot: string, next: Value | null): Sheet['values'] {
  const old = values[slot];
  if (old === undefined || next?.text.includes(old.text)) return values;
  const isNear = (other: string, { source }: Value) => source === old.source || topicOf(other) === topicOf(slot);
  return Object.fromEntries(
    Object.entries(values).map(([other, value]) => {
      const { around: _, ...bare } = value;
      return [other, isNear(other, value) ? bare : value];
    }),
  );
}

/** Removes a figure. If it was the main one of its topic, the next one becomes the main one. */
function promoted(figures: readonly Figure[], gone: string): Figure[] {
  const left = figures.filter(({ id }) => id !== gone);
  const next = left.find(({ topic }) => gone === mainFigureId(topic));
  return next ? left.map((figure) => (figure === next ? { ...next, id: gone } : figure)) : left;
}

/** Returns the id for one more figure. The first of a topic is its main figure. */
export function nextFigureId(sheet: Sheet, topic: Metric): string {
  const numbers = figuresOn(sheet, topic).map(({ id }) => Number(id.split('.')[1] ?? 1));
  return `${topic}.${numbers.includes(1) ? Math.max(...numbers) + 1 : 1}`;
}

function added<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? [...list] : [...list, item];
}
