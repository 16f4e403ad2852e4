/** The systems of the list, as their lines and buttons say them: nothing confidential is in it. */
import { figureSentence } from '../letter/figure-sentence.ts';
import { redacted } from '../letter/redact.ts';
import { figureText } from '../letter/render.ts';
import type { Story } from '../machine/context.ts';
import type { Hidden, Sheet } from '../machine/sheet.ts';
import { strongestFigure } from '../machine/stories.ts';
import { storyLabel, storyLine } from '../prompts/stories.ts';
import { sentencesIn } from '../text/sentences.ts';

/** @returns null where nothing of it may be said */
function opened(text: string | null | undefined, hidden: readonly Hidden[]): string | null {
  const { text: open, removed } = redacted(text ?? '', hidden);
  return removed || open === '' ? null : open;
}

function partsOf({ values }: Story, { hidden, language }: Sheet) {
  const value = values['system.what'];
  const [what] = sentencesIn(opened((language === 'en' ? value?.english : undefined) ?? value?.text, hidden) ?? '');
  const short = what?.endsWith('.') ? what.slice(0, -1) : what;
  return { employer: opened(values['system.employer']?.text, hidden), what: short ?? null };
}

export function lineOf(story: Story, sheet: Sheet): string {
  const { hidden, language } = sheet;
  const { employer, what } = partsOf(story, sheet);
  const figure = strongestFigure(story.figures);
  return storyLine(employer, what, figure && opened(figureSentence(figure, language), hidden), language);
}

export function labelOfStory(story: Story, sheet: Sheet): string {
  const { hidden, language } = sheet;
  const { employer, what } = partsOf(story, sheet);
  const figure = strongestFigure(story.figures);
  return storyLabel(employer ?? what, figure && opened(figureText(figure, language), hidden), language);
}
