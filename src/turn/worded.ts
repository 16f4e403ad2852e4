/** What a model has to say for an event before the machine takes it; where it fails, the event goes without. */
import type { Writer } from '../letter/writer.ts';
import { advance, type Interview, type InterviewEvent } from '../machine/interview.ts';
import { tellingEach } from '../machine/stories.ts';
import { practiceQuestion } from '../prompts/practice.ts';
import { subjectOf } from './ask.ts';

/** @param date today, as in the letter's heading */
export async function worded(
  event: InterviewEvent,
  state: Interview,
  { practice, bestStory }: Pick<Writer, 'practice' | 'bestStory'>,
  date: Date,
): Promise<InterviewEvent> {
  if (event.type !== 'asked-to-practice' && event.type !== 'asked-for-stories') return event;
  const { context } = advance(state, event);
  const { sheet, edits, draft } = context;
  const pending = context.pending.at(-1);
  if (event.type === 'asked-for-stories')
    return pending?.kind === 'stories' && bestStory
      ? { ...event, fit: await bestStory(tellingEach(context).map((one) => ({ ...one, date }))) }
      : event;
  // What a model words is checked as English.
  if (pending?.kind !== 'practice' || !practice || sheet.language !== 'en') return event;
  const asked = [pending.item, ...pending.rest].map((item) => ({
    id: item.id,
    about: item.slot,
    asks: practiceQuestion(item, subjectOf(item, sheet)),
  }));
  return { ...event, words: await practice({ sheet, edits, draft, date }, asked) };
}
