/** What a model has to say for an event before the machine takes it; where it fails, the event goes without. */
import type { Writer } from '../letter/writer.ts';
import { advance, type Interview, type InterviewEvent } from '../machine/interview.ts';
import { practiceQuestion } from '../prompts/practice.ts';
import { subjectOf } from './speak.ts';

/** @param date today, as in the letter's heading */
export async function worded(
  event: InterviewEvent,
  state: Interview,
  { practice }: Pick<Writer, 'practice'>,
  date: Date,
): Promise<InterviewEvent> {
  if (event.type !== 'asked-to-practice' || !practice) return event;
  const { pending, sheet, edits, draft } = advance(state, event).context;
  const first = pending.at(-1);
  if (first?.kind !== 'practice') return event;
  const asked = [first.item, ...first.rest].map((item) => ({
    id: item.id,
    about: item.slot,
    asks: practiceQuestion(item, subjectOf(item, sheet)),
  }));
  return { ...event, words: await practice({ sheet, edits, draft, date }, asked) };
}
