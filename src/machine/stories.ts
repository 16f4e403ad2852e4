/** Systems the candidate can write about. The current one is on the sheet, the others are in `context.stories`. */
import type { InterviewContext, Story } from './context.ts';
import { sentenceEdits } from './edits.ts';
import { comparable, toBaseUnit } from './quantity.ts';
import { type Figure, type Sheet, slotOfFigure } from './sheet.ts';
import { isAbout } from './slots.ts';

/** Maximum systems. Limits the row size and the list of options. */
export const STORIES_AT_MOST = 8;

const NO_STORY: Story = { values: {}, figures: [], declined: [], kept: [], done: [], edits: [] };

/** Splits the context into the current system and the rest. */
function parted(context: InterviewContext): { own: Story; rest: InterviewContext } {
  const { sheet, done, edits, recent, split } = context;
  const part = (isOwn: boolean): Story => ({
    values: Object.fromEntries(Object.entries(sheet.values).filter(([slot]) => isAbout('system', slot) === isOwn)),
    figures: isOwn ? sheet.figures : [],
    declined: sheet.declined.filter((slot) => isAbout('system', slot) === isOwn),
    kept: sheet.kept.filter(({ topic, isPost }) => (!isPost && isAbout('system', topic ?? '')) === isOwn),
    done: done.filter((step) => isAbout('system', step) === isOwn),
    // Without `restore` edits, which would bring the other system back, or lose one.
    edits: sentenceEdits(edits).filter((edit) => {
      const key = edit.type === 'add' ? edit.after : 'key' in edit ? edit.key : null;
      return isAbout('system', key ?? '') === isOwn;
    }),
  });
  const { values, figures, declined, kept, ...others } = part(false);
  const rest = {
    ...context,
    ...others,
    sheet: { ...sheet, values, figures, declined, kept },
    recent: recent.filter(({ slot }) => !isAbout('system', slot)),
    split: split.filter((step) => !isAbout('system', step)),
  };
  return { own: part(true), rest };
}

function isTold({ values, figures }: Story): boolean {
  return figures.length > 0 || Object.keys(values).length > 0;
}

/** Returns the sheet and edits of a letter about each system, in the order of `storiesOf`. */
export function contextPerStory(context: InterviewContext): Pick<InterviewContext, 'sheet' | 'edits'>[] {
  return storiesOf(context).map(({ pick }) => (pick === null ? context : switchStory(context, pick)));
}

/** Returns all systems that have content. `pick`: index in `context.stories`; null for the current system. */
export function storiesOf(context: InterviewContext): { readonly story: Story; readonly pick: number | null }[] {
  const { own } = parted(context);
  const others = context.stories.map((story, pick) => ({ story, pick }));
  return isTold(own) ? [{ story: own, pick: null }, ...others] : others;
}

/**
 * Switches to another system and stores the current one.
 * @param pick index in `stories`; null for a new system
 */
export function switchStory(context: InterviewContext, pick: number | null): InterviewContext {
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
    // Ask again what is confidential: the system has other names and numbers.
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

/** Removes texts where no letter shows them: in `around`, `typed` and `kept`. */
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

/** Returns the figure with the largest relative change, or the first if none changed; null if there are no figures. */
export function strongestFigure(figures: readonly Figure[]): Figure | null {
  const change = ({ before, now }: Figure) => {
    if (before === null || now === null || !comparable(before.quantity, now.quantity)) return 0;
    const [from, to] = [toBaseUnit(before.quantity), toBaseUnit(now.quantity)];
    return from > 0 && to > 0 ? Math.abs(Math.log(from / to)) : from === to ? 0 : Number.POSITIVE_INFINITY;
  };
  const [first = null] = figures.toSorted((one, other) => change(other) - change(one));
  return first;
}
