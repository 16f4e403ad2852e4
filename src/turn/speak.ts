/** From a state of the interview to what is said: remarks, then the question with what was noted. */
import type { Outbound } from '../adapters/contract.ts';
import { composeLetter } from '../letter/compose.ts';
import { letterText, sentencesOf } from '../letter/letter.ts';
import { redact } from '../letter/redact.ts';
import { figureText } from '../letter/render.ts';
import { whyOf } from '../letter/why.ts';
import type { Remark } from '../machine/context.ts';
import { type Interview, questionOf } from '../machine/interview.ts';
import type { Question } from '../machine/question.ts';
import type { Sheet } from '../machine/sheet.ts';
import { named } from '../prompts/choices.ts';
import { hiddenText, remarkText } from '../prompts/remarks.ts';
import { wordsOf } from '../prompts/words.ts';
import type { KeptLetter } from '../store/store.ts';
import { askOf } from './ask.ts';
import { standingOf } from './standing.ts';

/**
 * Everything that a state has to say.
 *
 * @param before the state before this turn, to tell what it changed
 * @param last a letter that was delivered, for whoever asks what its sentences rest on, or to see it again
 */
export function speak(
  state: Interview,
  date: Date,
  last: KeptLetter | null,
  before: Interview | null = null,
): Outbound[] {
  const { sheet, open, edits, said: answer, shown, remarks } = state.context;
  const { language } = sheet;
  const why = last && remarks.includes('why') ? whyOf(last.letter, sheet) : null;
  const textOf = (remark: Remark): string => {
    if (remark === 'brief') return briefText(sheet);
    if (remark === 'why') return why?.text ?? remarkText('no-letter', open, language);
    if (remark !== 'hidden') return remarkText(remark, open, language);
    // Between open questions no letter is shown yet, and an undo would go one question back.
    if (open && edits.at(-1)?.type !== 'restore') return remarkText('kept-out', open, language);
    return before ? effectOf(before, state, date) : hiddenText([], 0, language);
  };
  const again = last ? redact(letterText(last.letter), sheet.hidden) : wordsOf('said', language)('no-such-letter');
  const told = answer === null ? '' : redact(answer, sheet.hidden);
  const texts = [...remarks.map(textOf), told, shown === null ? '' : again];
  const words = texts.filter((text) => text !== '');
  const links = why?.quoted.map(({ source, ...part }) => ({ ...part, message: source })) ?? [];
  const said = words.map((text): Outbound => ({ kind: 'say', text, ...(text === why?.text && { links }) }));
  const standing = standingOf(state, date);
  if (!standing) return said;
  const ask = askOf(state, standing);
  const old = before && questionOf(before);
  if (!old) return [...said, ask];
  // What was asked for besides is no new question.
  const isBesides = remarks.length > 0 && remarks.every((remark) => BESIDES.has(remark));
  if (isBesides && ask.noted.length === 0 && old.kind === standing.question.kind && isSame(old, standing.question))
    return said;
  if (!ABOUT_LETTER.has(old.kind) || !ABOUT_LETTER.has(standing.question.kind)) return [...said, ask];
  return [{ ...ask, text: [...words, ask.text].join('\n\n'), isAgain: true }];
}

/** Remarks that answer something which was asked for, beside the question that stands. */
const BESIDES: ReadonlySet<Remark> = new Set(['help', 'brief', 'why', 'no-letter']);

/** Questions of the review: each takes the place of the one before. */
const ABOUT_LETTER: ReadonlySet<Question['kind']> = new Set([
  'review',
  'sentence',
  'change',
  'edit',
  'wording',
  'place',
]);

function isSame(one: Question, other: Question): boolean {
  return one.topic === other.topic && one.slot === other.slot;
}

/** The sentences that keeping something out has changed. */
function effectOf(before: Interview, after: Interview, date: Date): string {
  const [old = [], now = []] = [before, after].map(({ context: { sheet, edits } }) =>
    sentencesOf(composeLetter({ sheet, edits, date })),
  );
  const texts = new Map(old.map(({ key, text }) => [key, text]));
  const changed = now.filter(({ key, text }) => (texts.get(key) ?? text) !== text).map(({ text }) => text);
  return hiddenText(changed, Math.max(0, old.length - now.length), after.context.sheet.language);
}

/** Everything that is noted, a line each. */
function briefText(sheet: Sheet): string {
  const { language } = sheet;
  const say = wordsOf('said', language);
  const values = Object.entries(sheet.values).map(([slot, { text }]) => named(slot, text, language));
  const figures = sheet.figures.map((figure) => named(figure.topic, figureText(figure, language), language));
  const lines = [...values, ...figures].map((line) => `- ${redact(line, sheet.hidden)}`);
  return lines.length === 0 ? say('nothing-noted') : [say('noted-so-far'), ...lines].join('\n');
}
