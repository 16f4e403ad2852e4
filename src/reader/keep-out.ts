/** What somebody wants kept out of the letter, and what may stand there instead. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import { asideIn } from '../text/phrases.ts';
import { countWords } from '../text/sentences.ts';
import { SLOT_AT_MOST } from './kept.ts';
import type { Message } from './reader.ts';
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
