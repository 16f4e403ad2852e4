/** How a correction begins, and one that names the new and the old words ("wait, it was Rust, not Go"). */
import { capital } from './capitals.ts';
import { phraseList as list } from './lexer.ts';
import { plain } from './phrases.ts';
import { countWords, isDigit, trimEnd, unquoted } from './sentences.ts';

/** Openings of a correction if punctuation follows: "no, …". */
const BEFORE_SIGN = ['no', 'nope', 'wrong', 'nein', 'falsch', 'non', 'faux', 'não', 'errado'];
/** Openings of a correction if punctuation or a word follows: "wait I looked it up". */
const BEFORE_WORD =
  list(`no no | no thats | no that's | sorry | actually | wait | oops | correction | one correction | moment | korrektur | pardon
  | attends | perdón | perdona | espera | corrección | en realidad
    | mejor dicho | me equivoqué | peraí | opa | na verdade | me enganei | errei | desculpe | desculpa | correção`);

const PUNCTUATION = new Set([...',.:;!-–—…']);

/** In front of a correction: "oh no", "ay sorry", "no wait". */
const SIGHS = ['oh', 'ah', 'ay', 'hm', 'uh', 'uy', 'oops', 'ok', 'no', 'nein', 'não', 'non'];

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

/** Denials if a clause ends, or a number follows: "the 2.3% is wrong". Not "the wrong mould". */
const DENIALS = ['wrong', 'not'];
/** Denials also behind a number: "the 0.05% isn't what we lost". */
const NEGATIONS = ["isn't", 'isnt', "wasn't", 'wasnt'];

/** Whether a message may correct a number: "The 2.3% is wrong", "not 2.3%, 1.9%", "it was 700, not 900". */
export function mayCorrect(message: string): boolean {
  const words = message.trim().toLowerCase().replaceAll('’', "'").split(/\s+/);
  const isNumber = (at: number) => [...(words[at] ?? '')].some(isDigit);
  const denies = (word: string, at: number) => {
    const bare = trimEnd(word, '.,;:!');
    const isLast = at === words.length - 1 || bare !== word;
    if (NEGATIONS.includes(bare)) return isLast || isNumber(at + 1) || isNumber(at - 1);
    return DENIALS.includes(bare) && (isNumber(at + 1) || (isLast && bare !== 'not'));
  };
  return opensCorrection(message) || plain(message).startsWith('not ') || words.some(denies);
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

/** Words in front of the wording that somebody wants, longest first. */
const WORDINGS = list(`it should say that | it should say | it should read | that should say | that should read
  | es soll heißen | es sollte heißen | da soll stehen | da sollte stehen | ça devrait dire que | ça devrait dire
  | il faut écrire que | il faut écrire | debería decir que | debería decir | deveria dizer que | deveria dizer`);

/** Maximum words in front of these: a longer text is an answer of its own. */
const LEAD_WORDS = 4;

/** "Not quite. It should say that two orders got lost.": the words as they should read; null for any other text. */
export function wordingIn(message: string): string | null {
  const low = message.toLowerCase().replaceAll(':', ' ');
  const starts = WORDINGS.flatMap((words) => {
    const at = low.indexOf(`${words} `);
    const before = message.slice(0, Math.max(0, at)).trimEnd();
    const isLead = before === '' || (PUNCTUATION.has(before.slice(-1)) && countWords(before) <= LEAD_WORDS);
    return at >= 0 && isLead ? [at + words.length] : [];
  });
  const [start] = starts;
  const behind = start === undefined ? '' : message.slice(start);
  const told = behind.slice(behind.startsWith(':') ? 1 : 0).trim();
  return told === '' ? null : capital(unquoted(told));
}
