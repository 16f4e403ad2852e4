/** From a state to what is said: remarks first, then the one question that stands. */
import type { Choice, ChoiceId, Outbound } from '../adapters/adapter.ts';
import type { Letter } from '../letter/letter.ts';
import type { Brief } from '../machine/brief.ts';
import type { Remark } from '../machine/context.ts';
import type { Interview } from '../machine/interview.ts';
import { doneIn, markOf } from '../machine/standing.ts';
import { question } from './questions.ts';
import { receiptText } from './receipts.ts';
import { HELP, remark } from './remarks.ts';
import { reviewLines, reviewQuestion, reviewText } from './review.ts';

const LABELS: Readonly<Record<ChoiceId, string>> = {
  skip: 'Skip',
  back: 'Back',
  write: 'Write the letter',
  shorter: 'Shorter',
  why: 'Where it comes from',
  another: 'Another company',
};

const choices = (...ids: readonly ChoiceId[]): Choice[] => ids.map((id) => ({ id, label: LABELS[id] }));

const LETTER_QUESTION = 'Would you send it? Tell me what to change, or choose.';

/** After these nothing of the brief is another than it was when it was shown. */
const UNMOVED: readonly Remark['kind'][] = ['unclear', 'thanked', 'answered', 'brief', 'no-letter'];

/** `letter` is the last one that was delivered, with the brief that it was written from. */
export function speak(state: Interview, letter: { letter: Letter; brief: Brief } | null): Outbound[] {
  const { remarks } = state.context;
  const lead = remarks
    .map(remark)
    .filter((text) => text !== '')
    .join('\n');
  // What was asked stands, with its choices, and need not be said once more.
  if (remarks.some(({ kind }) => kind === 'farewell')) return [{ kind: 'say', text: lead }];
  const isShown = remarks.length === 0 || remarks.some(({ kind }) => !UNMOVED.includes(kind));
  return [...asides(state, remarks, letter), ...standing(state, lead, isShown)];
}

/** Longer things that are messages of their own. */
function asides(
  state: Interview,
  remarks: readonly Remark[],
  letter: { letter: Letter; brief: Brief } | null,
): Outbound[] {
  return remarks.flatMap(({ kind }): Outbound[] => {
    if (kind === 'help') return [{ kind: 'say', text: HELP }];
    if (kind === 'brief') return [{ kind: 'say', text: reviewText(state.context.brief) }];
    if (kind === 'why' && letter) return [{ kind: 'say', text: receiptText(letter.letter, letter.brief) }];
    return [];
  });
}

/** The question that stands in a state, if one does; `lead` goes before it. The brief is shown unless it was just read. */
export function standing(state: Interview, lead = '', isShown = true): Outbound[] {
  const { value, context } = state;
  const which = () => ({ mark: markOf(state), done: doneIn(context) });
  const after = (text: string) => (lead === '' ? text : `${lead}\n\n${text}`);
  switch (value) {
    case 'new':
    case 'deciding':
      return [];
    case 'writing':
      return lead === '' ? [] : [{ kind: 'say', text: lead }];
    case 'review': {
      const asked = reviewQuestion(context.brief);
      return [
        {
          kind: 'ask',
          topic: 'review',
          text: after(isShown ? `${reviewText(context.brief)}\n\n${asked}` : asked),
          choices: choices('write', 'back'),
          lines: reviewLines(context.brief),
          ...which(),
        },
      ];
    }
    case 'letter':
      return [
        {
          kind: 'ask',
          topic: 'letter',
          text: after(LETTER_QUESTION),
          choices: choices('shorter', 'why', 'another'),
          ...which(),
        },
      ];
    default: {
      if (!context.asking) return [];
      const back = context.closed.length > 0 ? choices('skip', 'back') : choices('skip');
      return [
        {
          kind: 'ask',
          topic: context.asking.topic,
          text: after(question(context.asking, context.brief)),
          choices: back,
          ...which(),
        },
      ];
    }
  }
}
