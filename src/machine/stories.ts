/** The systems that somebody can write about: the one that the letter tells stands on the sheet, the others beside it. */
import type { InterviewContext, Story } from './context.ts';
import { sentenceEdits } from './edits.ts';
import { inBase } from './quantity.ts';
import { type Figure, type Sheet, slotOfFigure } from './sheet.ts';
import { isAbout } from './slots.ts';

/** A bound on the row, and on what a list can hold. */
export const STORIES_AT_MOST = 8;

const NO_STORY: Story = { values: {}, figures: [], declined: [], kept: [], done: [], edits: [] };

/** Whether it changes with the system. @param id a slot, a step, or the key of a sentence */
export function isOfStory(id: string): boolean {
  return isAbout('system', id);
}

/** What stands on the sheet of this system, and the context without it. */
function parted(context: InterviewContext): { own: Story; rest: InterviewContext } {
  const { sheet, done, edits, recent, split } = context;
  const part = (isOwn: boolean): Story => ({
    values: Object.fromEntries(Object.entries(sheet.values).filter(([slot]) => isOfStory(slot) === isOwn)),
    figures: isOwn ? sheet.figures : [],
    declined: sheet.declined.filter((slot) => isOfStory(slot) === isOwn),
    kept: sheet.kept.filter(({ topic, isPost }) => (!isPost && isOfStory(topic ?? '')) === isOwn),
    done: done.filter((step) => isOfStory(step) === isOwn),
    // What restores an earlier sheet would bring the other system back, or lose one.
    edits: sentenceEdits(edits).filter((edit) => {
      const key = edit.type === 'add' ? edit.after : 'key' in edit ? edit.key : null;
      return isOfStory(key ?? '') === isOwn;
    }),
  });
  const { values, figures, declined, kept, ...others } = part(false);
  const rest = {
    ...context,
    ...others,
    sheet: { ...sheet, values, figures, declined, kept },
    recent: recent.filter(({ slot }) => !isOfStory(slot)),
    split: split.filter((step) => !isOfStory(step)),
  };
  return { own: part(true), rest };
}

function isTold({ values, figures }: Story): boolean {
  return figures.length > 0 || Object.keys(values).length > 0;
}

/** The sheet and the edits of a letter about each system, in the order of `storiesOf`. */
export function tellingEach(context: InterviewContext): Pick<InterviewContext, 'sheet' | 'edits'>[] {
  return storiesOf(context).map(({ pick }) => (pick === null ? context : withStory(context, pick)));
}

/** Every system that something was told about; `pick` is its place in the context, null where the letter tells it now. */
export function storiesOf(context: InterviewContext): { readonly story: Story; readonly pick: number | null }[] {
  const { own } = parted(context);
  const others = context.stories.map((story, pick) => ({ story, pick }));
  return isTold(own) ? [{ story: own, pick: null }, ...others] : others;
}

/**
 * The letter tells another system; the one before is kept.
 *
 * @param pick a place in `stories`; null for one that is still to be told
 */
export function withStory(context: InterviewContext, pick: number | null): InterviewContext {
  const picked = pick === null ? NO_STORY : context.stories[pick];
  if (!picked) return context;
  const { own, rest } = parted(context);
  const others = context.stories.filter((_, at) => at !== pick);
  const { sheet } = rest;
  const { values, figures } = picked;
  return {
    ...rest,
    stories: isTold(own) ? [...others, own] : others,
    sheet: {
      ...sheet,
      values: { ...sheet.values, ...values },
      figures,
      declined: [...sheet.declined, ...picked.declined],
      kept: [...sheet.kept, ...picked.kept],
    },
    // Its names and numbers may have to stay out as well.
    done: [...rest.done.filter((step) => !step.startsWith('confidential')), ...picked.done],
    edits: [...rest.edits, ...picked.edits],
    recent: [
      ...rest.recent,
      ...Object.keys(values).map((slot) => ({ slot, figure: null })),
      ...figures.map((figure) => ({ slot: slotOfFigure(figure), figure: figure.id })),
    ],
    trail: [],
    followUp: null,
    draft: null,
    wish: null,
    enough: false,
  };
}

/** Without these texts, where no letter shows them: what an answer was cut from, and what waits for a slot. */
export function withoutTexts<Part extends Pick<Sheet, 'values' | 'figures' | 'kept'>>(
  part: Part,
  texts: readonly string[],
): Part {
  const isLeft = (text: string | null = null) => text === null || !texts.includes(text);
  const values = Object.entries(part.values).map(([slot, { around, ...value }]) => [
    slot,
    { ...value, ...(around !== undefined && isLeft(around) && { around }) },
  ]);
  return {
    ...part,
    values: Object.fromEntries(values),
    figures: part.figures.map((figure) => ({ ...figure, typed: isLeft(figure.typed) ? figure.typed : null })),
    kept: part.kept.filter(({ text }) => isLeft(text)),
  };
}

/** The figure that changed most; of none that changed, the first. */
export function strongestFigure(figures: readonly Figure[]): Figure | null {
  const change = ({ before, now }: Figure) => {
    if (before === null || now === null) return 0;
    const [from, to] = [inBase(before.quantity), inBase(now.quantity)];
    return from > 0 && to > 0 ? Math.abs(Math.log(from / to)) : from === to ? 0 : Number.POSITIVE_INFINITY;
  };
  const [first = null] = figures.toSorted((one, other) => change(other) - change(one));
  return first;
}
