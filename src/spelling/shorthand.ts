/** English chat shorthand: one table, and the words around it that some rows need. In lower case. */
import { LAUGHTER, REMARKS } from '../text/asides.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';

/** Words → their shorthand. */
const WORDS = parseNameTable(`
  your: ur; people: ppl; because: bc cuz coz bcs b/c; though: tho; although: altho;
  through: thru; about: abt; sorry: sry; before: b4; great: gr8; something: smth sth; between: btwn;
  with: w/; without: w/o; messages: msgs; years: yrs; hours: hrs; weeks: wks; tomorrow: tmrw;
  going to: gonna; want to: wanna; kind of: kinda; sort of: sorta; let me: lemme; give me: gimme; out of: outta
`);
const SHORTHAND = new Map([...WORDS, ...REMARKS]);

/** In front of a name or a variable: "in r", "of n nodes", "the id". */
const BEFORE_NAME = wordSet(`a an the of to for in on at by from than per top every each all any some no with using like
  log is was are and or our my their its this that user x y`);
/** Behind a letter that is a name or a variable: "r and python", "n = 3". */
const AFTER_NAME = wordSet('and or is was log times');
/** First words of a clause: "n we" is no number of something. */
const CLAUSE_STARTS =
  wordSet(`i id im ive i'd i'm i've we u you he she it they the a this that these then so my our no if
  when there`);
const POSSESSIVES = wordSet('my his her its our your their');
/** In front of a unit of time. */
const BEFORE_UNIT = wordSet('per an every each half last this next');

/** What stands around a word, in lower case; empty if a sentence begins or ends there, or for anything but words. */
export interface Around {
  readonly before: string;
  readonly after: string;
  readonly second: string;
  /** The word before it is a number. */
  readonly isCounted: boolean;
  /** The word after it is a number. */
  readonly isCounting: boolean;
  /** It begins a sentence or follows a comma. */
  readonly begins: boolean;
}

/** Shorthand that is also another word. */
const IN_CONTEXT: Readonly<Record<string, (around: Around) => string | null>> = {
  // "w 2 others"
  w: (around) =>
    isInside(around.isCounting ? { ...around, after: 'some', isCounting: false } : around) ? 'with' : null,
  r: (around) => (isInside(around) && around.before !== '' ? 'are' : null),
  n: (around) => (isInside(around) && (!around.begins || CLAUSE_STARTS.has(around.after)) ? 'and' : null),
  id: ({ before, after, second }) => {
    const isWish = after === 'rather' || (wordSet('like love prefer').has(after) && second === 'to');
    return isWish && !BEFORE_NAME.has(before) ? "I'd" : null;
  },
  wont: ({ before, after }) => (after === 'to' || POSSESSIVES.has(before) ? null : "won't"),
  u: ({ isCounted, isCounting }) => (isCounted || isCounting ? null : 'you'),
  hr: (around) => (isUnit(around) ? 'hour' : null),
  yr: (around) => (isUnit(around) ? 'year' : null),
  dunno: ({ before }) => (before === 'i' ? "don't know" : "I don't know"),
};

/** Not "hr asked" and "yr blog". */
function isUnit({ before, isCounted }: Around): boolean {
  return isCounted || BEFORE_UNIT.has(before);
}

/** Whether a single letter stands between words of which none makes it a name. */
function isInside({ before, after, isCounted, isCounting }: Around): boolean {
  return !isCounted && !isCounting && after !== '' && !BEFORE_NAME.has(before) && !AFTER_NAME.has(after);
}

/** @param word in lower case @returns what it stands for; empty for laughter; null for no shorthand */
export function shorthandOf(word: string, around: Around): string | null {
  if (LAUGHTER.has(word)) return '';
  const inContext = Object.hasOwn(IN_CONTEXT, word) ? IN_CONTEXT[word] : undefined;
  return inContext ? inContext(around) : (SHORTHAND.get(word) ?? null);
}

/** Whether only a chat has this word: not the letters "r", "n" and "w", which also name something. */
export function isShorthand(word: string): boolean {
  return word === 'u' || SHORTHAND.has(word) || LAUGHTER.has(word);
}
