/** What a known phrase, such as "skip" or "that's all", means at the open question. */
import { ASK_KEEP_OUT, type Command, remark } from '../machine/commands.ts';
import type { Remark } from '../machine/context.ts';
import { hasTrait, onlyFigure, type Question } from '../machine/question.ts';
import { isMetric } from '../machine/slots.ts';
import { opensCorrection } from '../text/corrections.ts';
import { type Phrase, phraseIn, undoIn } from '../text/phrases.ts';

const REMARKS: Readonly<Partial<Record<Phrase, Remark>>> = {
  greeting: 'greeted',
  help: 'help',
  example: 'example',
  why: 'why-asked',
  stop: 'paused',
  thanks: 'thanked',
  laugh: 'laughed',
};

/** Phrases that a wording may consist of: "Hi,", "Cheers,", "Thanks." */
const IN_WORDINGS: ReadonlySet<Phrase | null> = new Set(['greeting', 'thanks', 'laugh']);

/** The phrase that a message consists of; null if it is none, or may be the wording that is asked for. */
export function phraseAt(question: Question | null, text: string): Phrase | null {
  // "Oops, the numbers moved, undo"; an answer may end so, too: "an editor with copy, paste, undo".
  const place = undoIn(text);
  const isSure = opensCorrection(text) || (question !== null && !hasTrait(question, 'text'));
  const phrase = place === 'first' || (place === 'last' && isSure) ? 'undo' : phraseIn(text);
  return question?.kind === 'wording' && IN_WORDINGS.has(phrase) ? null : phrase;
}

/** Questions about the letter, where "why" is not about the interview. */
const ABOUT_LETTER: ReadonlySet<Question['kind']> = new Set(['review', 'sentence', 'wording', 'change', 'place']);

/** Returns the commands for a known phrase; null if the phrase is an answer. */
export function phraseCommands(phrase: Phrase, question: Question | null): readonly Command[] | null {
  // "Done" in a practice interview ends the practice.
  const isPractice = question?.kind === 'practice' || question?.kind === 'practiced';
  if (isPractice && ['stop', 'write', 'over'].includes(phrase)) return chosen(question, 'stop');
  if (isPractice && phrase === 'example') return [remark('example-practice')];
  if (phrase === 'why' && question && ABOUT_LETTER.has(question.kind)) return [remark('why-later')];
  const said = REMARKS[phrase];
  if (said) return [remark(said)];
  switch (phrase) {
    case 'back':
    case 'edit':
    case 'fix':
    case 'undo':
    case 'write':
    case 'practice':
    case 'stories':
      return [{ type: 'control', control: phrase }];
    case 'hide':
      return [ASK_KEEP_OUT];
    case 'yes':
      // "yes" at the review means "write the letter".
      if (question?.kind === 'review') return chosen(question, 'write');
      // "Good" after a figure was read back: go on.
      if (onlyFigure(question)) return chosen(question, 'figure:1');
      return chosen(question, 'yes', ...(question?.slot.endsWith('.more') ? ['skip'] : [])) ?? [remark('ok')];
    case 'no':
    case 'decline':
    case 'over': {
      if (question?.kind === 'letter') return [remark('thanked')];
      if (question?.kind === 'review')
        return phrase === 'over' ? chosen(question, 'write') : [remark('unclear-letter')];
      // "No" may keep the name or the sentence.
      if (question?.kind === 'confidential' && question.asks === 'say' && phrase === 'no') return null;
      const left = chosen(question, 'no', 'describe', 'skip', 'none', 'keep') ?? [remark('cannot-skip')];
      // "That's all" before any number was told.
      const isFirst = question?.kind === 'slot' && isMetric(question.topic) && question.slot.endsWith('.now');
      return phrase === 'over' && isFirst ? [...left, remark('left-out')] : left;
    }
    case 'said':
      return (
        chosen(question, 'said', 'same') ?? [remark(question && hasTrait(question, 'text') ? 'pick-or-type' : 'tap')]
      );
    default:
      return null;
  }
}

/** Returns the commands of the first of these options that the question has; null if it has none. */
export function chosen(question: Question | null, ...ids: readonly string[]): readonly Command[] | null {
  const [option] = ids.flatMap((id) => question?.options.filter((each) => each.id === id) ?? []);
  return option?.does ?? null;
}
