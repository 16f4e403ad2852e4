/** Practice interview: questions that a senior engineer would ask about this letter, weakest points first. */
import type { InterviewContext } from './context.ts';
import type { PracticeItem } from './pending.ts';
import { isCount, kindOf } from './quantity.ts';
import { type Figure, isInOwnWords, mainFigureId, type Sheet, slotOfFigure } from './sheet.ts';
import { CONTRACT, CONTRACT_STORY, STORY_SENTENCES } from './slots.ts';

/** Maximum questions per practice interview. */
const QUESTIONS_AT_MOST = 3;
type Id = PracticeItem['id'];

/**
 * @returns at most `QUESTIONS_AT_MOST` questions of different kinds, if possible about different subjects. Questions
 *   that were asked before come last.
 */
export function practiceItems(context: InterviewContext): PracticeItem[] {
  const all = candidates(context.sheet).filter((item) => isInLetter(item, context));
  const isAsked = (item: PracticeItem) => context.done.includes(practiceStep(item));
  const items = [...all.filter((item) => !isAsked(item)), ...all.filter(isAsked)];
  const kinds = items.filter((item, at) => items.findIndex(({ id }) => id === item.id) === at);
  const subject = ({ figure, slot }: PracticeItem) => figure ?? slot;
  const isFirst = (item: PracticeItem) => kinds.find((each) => subject(each) === subject(item)) === item;
  return [...kinds.filter(isFirst), ...kinds.filter((item) => !isFirst(item))].slice(0, QUESTIONS_AT_MOST);
}

/** Id of the step "this question was asked". */
export function practiceStep({ id, figure, slot }: PracticeItem): string {
  return `practice:${id}:${figure ?? slot}`;
}

/** All possible questions: about weak points, then those that are always useful. */
function candidates(sheet: Sheet): PracticeItem[] {
  const { values, figures, declined } = sheet;
  const about = (id: Id, isAsked: (figure: Figure) => boolean) =>
    figures.filter(isAsked).map((figure): PracticeItem => ({ id, slot: slotOfFigure(figure), figure: figure.id }));
  const on = (slot: string, ...ids: Id[]) =>
    values[slot] === undefined ? [] : ids.map((id): PracticeItem => ({ id, slot, figure: null }));
  // A figure in the candidate's own sentence may contain the answer already.
  const weak = (id: Id, isWeak: (figure: Figure) => boolean) =>
    about(id, (figure) => !isInOwnWords(figure, sheet) && isWeak(figure));
  const contract = [CONTRACT_STORY, ...CONTRACT].find((slot) => values[slot] !== undefined) ?? CONTRACT_STORY;
  const hasResult = values['contract.result'] !== undefined || (values[contract]?.sentences ?? 0) >= STORY_SENTENCES;
  return [
    ...weak('share-of', ({ now, before, measure }) => measure === null && isShare(now ?? before)),
    // Not if only the new value is known.
    ...weak('baseline', ({ id, topic, before }) => {
      const isUnknown = id === mainFigureId(topic) && declined.includes(`${topic}.before`);
      return before === null && !isUnknown;
    }),
    ...(hasResult ? [] : on(contract, 'result')),
    ...weak('window', ({ now, before }) => !isOfThings(now ?? before) && !hasWindow(now ?? before)),
    // "4 people" has neither a time nor a load.
    ...about('counted', ({ now, before }) => isOfThings(now ?? before)),
    ...about('measured', ({ topic }) => topic === 'latency'),
    ...about('twice', ({ topic }) => topic === 'throughput'),
    ...on(contract, 'gave-up'),
    ...about('notice', ({ topic, now, before }) => topic === 'reliability' && !isOfThings(now ?? before)),
    ...on('system.part', values['system.part']?.ours ? 'alone' : 'others'),
    ...on('system.before', 'replaced'),
    ...on('system.what', 'again', 'fails'),
  ];
}

function isOfThings(side: Figure['now']): boolean {
  return side !== null && isCount(side.quantity);
}

function isShare(side: Figure['now']): boolean {
  return side !== null && kindOf(side.quantity) === 'share';
}

/** Whether the time frame is given: a rate has its period, another number needs words such as "in the nightly run". */
function hasWindow(side: Figure['now']): boolean {
  return side !== null && (side.quantity.per !== undefined || side.tail.trim() !== '');
}

/** False if all sentences were cut, or if the model left them out. */
function isInLetter({ slot, figure }: PracticeItem, { draft, edits, sheet }: InterviewContext): boolean {
  const isCut = (key: string) => edits.some((edit) => edit.type === 'cut' && edit.key === key);
  const count = sheet.values[slot]?.sentences ?? 1;
  const isWholeCut = Array.from({ length: count }, (_, at) => `${slot}#${at + 1}`).every(isCut);
  if (draft === null) return !isCut(figure ?? slot) && (figure !== null || !isWholeCut);
  return draft.paragraphs.flat().some(({ key, slots }) => slots.includes(slot) && !isCut(key));
}
