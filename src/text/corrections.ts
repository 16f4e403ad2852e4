/** How a correction begins, and one that names the new and the old words: "wait, it was Rust, not Go". */
import { phraseList as list } from './lexer.ts';
import { plain } from './phrases.ts';
import { isDigit, trimEnd } from './sentences.ts';

/** Openings of a correction if punctuation follows: "no, …". */
const BEFORE_SIGN = ['no', 'nope', 'wrong', 'nein', 'falsch', 'non', 'faux', 'não', 'errado'];
/** Openings of a correction if punctuation or a word follows: "wait I looked it up". */
const BEFORE_WORD =
  list(`no no | sorry | actually | wait | oops | correction | one correction | moment | korrektur | pardon
  | attends | perdón | perdona | espera | corrección | en realidad
    | mejor dicho | me equivoqué | peraí | opa | na verdade | me enganei | errei | desculpe | desculpa | correção`);

const PUNCTUATION = new Set([...',.:;!-–—…']);

/** In front of a correction: "oh no", "ay sorry". */
const SIGHS = ['oh', 'ah', 'ay', 'hm', 'uh', 'uy', 'oops', 'ok'];

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

const DENIALS = ['wrong', "isn't", 'isnt', "wasn't", 'wasnt'];

/** Whether a message may correct a number: "The 2.3% is wrong", "not 2.3%, 1.9%", "it was 700, not 900". */
export function mayCorrect(message: string): boolean {
  const words = plain(message).split(' ');
  const isDenied = words.some((word, at) => word === 'not' && [...(words[at + 1] ?? '')].some(isDigit));
  return opensCorrection(message) || isDenied || words[0] === 'not' || DENIALS.some((word) => words.includes(word));
}

interface Denial {
  /** The new words. */
  readonly text: string;
  readonly old: string;
}

/** Words in front of the new ones: "no, it was". */
const LEADS = ['wait', 'no', 'sorry', 'actually'];
const BEINGS = [['it', 'was'], ['it', 'is'], ["it's"], ['its']];
/** Maximum characters of the words on each side. */
const SIDE_AT_MOST = 41;

/** Reads the new and the old words. English only. @returns null unless the whole text is such a correction */
export function denialIn(text: string): Denial | null {
  const words = text.split(' ');
  const at = words.findLastIndex((word) => word.toLowerCase() === 'not');
  const told = trimEnd(withoutLeads(words.slice(0, Math.max(0, at))).join(' '), ',');
  const old = words.slice(at + 1).join(' ');
  return at > 0 && isShort(told) && isShort(old) ? { text: told, old } : null;
}

/** Whether a side is a short piece. A comma inside a number doesn't divide it. */
function isShort(side: string): boolean {
  return side !== '' && side.length <= SIDE_AT_MOST && !side.includes('\n') && !`${side} `.includes(', ');
}

function withoutLeads(words: readonly string[]): readonly string[] {
  const low = words.map((word) => word.toLowerCase().replace('’', "'"));
  const start = LEADS.includes(trimEnd(low[0] ?? '', ',')) ? 1 : 0;
  const being = BEINGS.find((each) => each.every((word, place) => low[start + place] === word));
  return words.slice(start + (being?.length ?? 0));
}
