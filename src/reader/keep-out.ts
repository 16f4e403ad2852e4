/** What somebody wants kept out of the letter, and what may stand there instead. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import { asideIn } from '../text/phrases.ts';
import { countWords } from '../text/sentences.ts';
import { SLOT_AT_MOST } from './kept.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';
import type { Reading } from './reading.ts';
import type { Seen } from './verify-figure.ts';
import { hasClause } from './words-around.ts';

/** Words of a stand-in, and of a name that is kept out before it is told, at most. */
const STAND_IN_WORDS = 8;
const NAME_WORDS = 3;

/** "Keep out Ania", "keep Ania out" */
const KEEP_OUT = /^keep (?:out (?<after>\S.{0,60})|(?<before>\S.{0,60}?) out)\.?$/i;

function startsWithDigit([first = '']: string): boolean {
  return first >= '0' && first <= '9';
}

/** @returns what an order to keep something out asks for; null where the message is none */
export function keepsOut(message: Message): Command[] | null {
  const groups = KEEP_OUT.exec(message.text.trim())?.groups;
  const words = groups?.after ?? groups?.before;
  return words === undefined || startsWithDigit(words) ? null : hides({ ...message, text: words });
}

/** Only words that can stand in a sentence are taken; "nothing, just drop it" is no name for a bank. */
export function standIn(value: string, { text, context }: Message): Command[] {
  const say = text.trim();
  const isPhrase = countWords(say) <= STAND_IN_WORDS && !hasClause(say) && asideIn(say) === null;
  const pending = context.pending.at(-1);
  // Said once more, it is meant.
  const isMeant = isPhrase || (pending?.kind === 'describe' && pending.said === say);
  return isMeant
    ? [{ type: 'hide', value, say }, remark('hidden')]
    : [askBack({ kind: 'describe', value, said: say }), remark('say-as-it-stands')];
}

/** Only what stands in the letter can be kept out of it; a description of it can't. */
export function hides({ text, inLetter }: Message): Command[] {
  const words = text.trim();
  // A name may be kept out before it is told; a description of something is no name.
  const isName = words.length <= SLOT_AT_MOST && countWords(words) <= NAME_WORDS && !hasClause(words);
  const value = inLetter(words) ?? (isName ? words : null);
  return [value === null ? remark('hidden-nowhere') : askBack({ kind: 'describe', value })];
}

/** Hidden at once; what stands in the place of it is asked where it was not said. */
export function hiddenIn(reading: Reading, context: InterviewContext, { finder, unmask }: Seen): Command[] {
  const { hidden } = context.sheet;
  const commands = reading.confidential.flatMap(({ hide, say }): Command[] => {
    const value = finder.find(hide)?.text ?? notedWords(hide, context) ?? '';
    if (value === '' || value.length > SLOT_AT_MOST || value !== unmask(value)) return [];
    if (hidden.some((each) => each.value === value)) return [];
    const stand = say === null ? '' : (finder.find(say)?.text ?? '');
    const isSaid = stand !== '' && !stand.toLowerCase().includes(value.toLowerCase()) && stand === unmask(stand);
    if (isSaid) return [{ type: 'hide', value, say: stand }];
    if (say?.trim() === '') return [{ type: 'hide', value, say: null }];
    return [{ type: 'hide', value, say: null }, askBack({ kind: 'describe', value })];
  });
  return commands.length === 0 ? [] : [...commands, remark('kept-out')];
}

/** Words as they stand in the sheet; null where they don't. */
function notedWords(words: string, { sheet }: InterviewContext): string | null {
  const texts = Object.values(sheet.values).map(({ text }) => text);
  const sides = sheet.figures.flatMap(({ now, before, measure, sentence }) => [
    ...[now, before].flatMap((side) => (side ? [side.quote, side.tail] : [])),
    measure ?? '',
    sentence ?? '',
  ]);
  const found = [...texts, ...sides].map((text) => finderFor(text).find(words)?.text ?? null);
  return found.find((text) => text !== null) ?? null;
}
