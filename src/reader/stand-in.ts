/** Reads what the letter should say instead of a confidential value. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { asideKind, opensNegation, phraseIn } from '../text/phrases.ts';
import { countWords, isEnded, piecesOf, sentencesIn, trimEnd } from '../text/sentences.ts';
import { startsWithOrder } from './letter-orders.ts';
import type { Message } from './reader.ts';
import { hasClause } from './words-around.ts';

/** Maximum words of a stand-in. */
const PHRASE_WORDS = 8;
/** Words to the bot within a stand-in: "just leave the name out", "drop it". */
const TO_BOT = wordSet('leave drop keep hide skip say just please replace change rewrite');

/** Takes a short phrase. Whatever else is typed there may be meant for the bot: "no, that sentence is fine". */
export function standInCommands(value: string, { text, context }: Message): Command[] {
  const say = trimEnd(text.trim(), '.');
  const [start = ''] = piecesOf(say);
  const isToBot = startsWithOrder(say) || tokens(say).some(({ low }) => TO_BOT.has(low));
  const isDenied = opensNegation(say) || phraseIn(start) !== null;
  const isLong = countWords(say) > PHRASE_WORDS || sentencesIn(say).length > 1;
  const isPhrase = !isToBot && !isDenied && !isLong && !isEnded(say) && !hasClause(say) && asideKind(say) === null;
  if (isPhrase) return [{ type: 'hide', value, say }, remark('hidden')];
  return [remark('no-stand-in'), ...context.pending.slice(-1).map(askBack)];
}
