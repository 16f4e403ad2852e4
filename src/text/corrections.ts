/** How a correction begins. */
import { phraseList as list } from './lexer.ts';

/** Openings of a correction if punctuation follows: "no, …". */
const BEFORE_SIGN = ['no', 'nope', 'wrong', 'nein', 'falsch', 'non', 'faux', 'não', 'errado'];
/** Openings of a correction if punctuation or a word follows: "wait I looked it up". */
const BEFORE_WORD =
  list(`no no | sorry | actually | wait | oops | correction | not quite | it should | moment | korrektur
  | pardon | attends | perdón | espera | corrección | en realidad | me equivoqué | na verdade | desculpe | desculpa | correção`);

const PUNCTUATION = new Set([...',.:;!-–—…']);

/** In front of a correction: "oh no", "no wait". */
const SIGHS = ['oh', 'ah', 'no'];

/** Whether a message may be a correction: "No, it was 400", "wait, I looked it up", "*210". */
export function opensCorrection(message: string): boolean {
  const text = message.trim().toLowerCase();
  if (text.startsWith('*') && text.length > 1 && text[1] !== '*' && text[1] !== ' ') return true;
  const lead = SIGHS.find((word) => text.startsWith(`${word} `) || text.startsWith(`${word}, `));
  const texts = lead === undefined ? [text] : [text, text.slice(lead.length + 1).trimStart()];
  return texts.some(opensWithCorrection);
}

function opensWithCorrection(text: string): boolean {
  return [...BEFORE_SIGN, ...BEFORE_WORD].some((word) => {
    if (!text.startsWith(word)) return false;
    const rest = text.slice(word.length);
    const next = rest.trimStart();
    if (next === '') return !BEFORE_SIGN.includes(word) || word === 'wrong';
    // Not "Wrong-price complaints".
    const isCompound = next === rest && /^-\p{L}/u.test(rest);
    return (PUNCTUATION.has(next[0] ?? '') && !isCompound) || (next !== rest && BEFORE_WORD.includes(word));
  });
}
