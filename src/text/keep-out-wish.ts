/** Wishes to keep words out of the letter: "please don't mention Sunmar", "Sunmar bitte nicht nennen". */
import { phraseList, wordSet } from './lexer.ts';
import { COURTESY, isFunctionWord } from './naming.ts';
import { piecesOf, sentencesIn, trimPunctuation } from './sentences.ts';

/** How a wish begins and ends, in all languages. The words to keep out stand at "…". */
const WISHES = phraseList(`don't mention … | do not mention … | never mention … | don't name … | do not name …
  | don't write … | do not write … | don't say … | do not say … | don't tell … | do not tell … | never tell …
  | don't put … in | do not put … in | don't put … | do not put … | don't reveal … | do not reveal … | don't include … | leave out … | omit … | keep … out
  | keep … out of it | keep … out of the letter | leave … out | leave … out of it | leave … out of the letter
  | nenn … nicht | nenne … nicht | erwähn … nicht | erwähne … nicht | schreib … nicht | schreibe … nicht | lass … weg
  | lass … raus | sag … nicht | sage … nicht | verrat … nicht | verrate … nicht
  | … nicht nennen | … nicht sagen | … nicht verraten | … nicht erwähnen | … nicht schreiben | … weglassen
  | ne mentionne pas … | ne mentionnez pas … | ne pas mentionner … | ne nomme pas … | ne nommez pas … | ne pas nommer …
  | ne cite pas … | ne citez pas … | ne pas citer … | n'écris pas … | n'écrivez pas … | ne dis pas … | ne dites pas …
  | no menciones … | no mencione … | no mencionar … | no nombres … | no nombre … | no nombrar … | no escribas …
  | no digas … | no cuentes … | no pongas … | omite … | deja … fuera
  | não mencione … | não mencionar … | não nomeie … | não cite … | não citar … | não escreva … | não diga … | não conte …
  | não coloque … | omita … | deixe … de fora | deixa … de fora`).map((wish) => {
  const [open = [], close = []] = plainly(wish)
    .split('…')
    .map((side) => side.split(' ').filter((word) => word !== ''));
  return { open, close };
});

/** Words that every wish has one of: the first of its beginning, or the last of its end. */
const SIGNS = new Set(WISHES.map(({ open, close }) => open[0] ?? close.at(-1)));

/** Maximum characters of a message that may have a wish. */
export const WISH_AT_MOST = 500;
/** Minimum words of a wish: "omita Sunmar". */
const SHORTEST_WISH = 2;

/** These stand for words of another sentence: "leave it out", "don't write the name". */
const PRONOUNS =
  wordSet(`it this that them him her anyone anybody nobody people the his their colleague colleagues name names number numbers customer customers client clients company companies employer
  es das ihn sie niemanden den die namen zahl ça personne cela le la les nom noms lo los las el eso nadie nombre nombres isso ele ela ninguém o a
  nome nomes`);

/** Whether a sentence, or a piece of one, begins as an order to keep something quiet: "dont tell who". */
export function ordersSilence(sentence: string): boolean {
  const [piece = ''] = sentence.length > WISH_AT_MOST ? [] : piecesOf(sentence);
  return wordsOf(piece) !== null;
}

/** Behind a negation, these say that somebody is to stay unnamed. */
const NAMED = phraseList(`be named | being named | be mentioned | being mentioned | nennen | erwähnen | genannt werden
  | erwähnt werden | nommer | mentionner | citer | nombrar | mencionar | citar | nomear | être nommé | être nommée | être cité | être citée | ser nombrado | ser nombrada | ser mencionado | ser mencionada
  | ser citado | ser citada | ser nomeado | ser nomeada`);
const NEGATIONS = wordSet('not never no cannot dont doesnt cant wont nicht nie pas não nem');
/** Maximum words from the negation to these. */
const NEGATED_BEFORE = 4;

/** "Martins doesn't want to be named" @param said words in lower case, separated by single spaces */
export function wishesNoName(said: string): boolean {
  return NAMED.some((words) => {
    const at = ` ${said} `.indexOf(` ${words} `);
    const before = at < 0 ? [] : said.slice(0, at).trim().split(' ').slice(-NEGATED_BEFORE);
    return before.some((word) => NEGATIONS.has(word) || word.endsWith("n't"));
  });
}

interface KeepOutWish {
  /** The words to keep out, piece by piece. */
  readonly words: readonly string[];
  /** The sentence of the wish, from its first word on. */
  readonly text: string;
  /** What else the message says; may be empty. */
  readonly rest: string;
}

/** The first wish of a message to keep certain words out of the letter; null for none, or "don't mention it". */
export function keepOutWish(message: string): KeepOutWish | null {
  if (message.length > WISH_AT_MOST) return null;
  const sentences = sentencesIn(message);
  for (const [at, sentence] of sentences.entries()) {
    const pieces = piecesOf(sentence);
    const first = pieces.findIndex((piece) => wordsOf(piece) !== null);
    const [piece = '', ...more] = first < 0 ? [] : pieces.slice(first);
    const words = [wordsOf(piece) ?? '', ...more].filter(isNaming);
    if (words.length === 0) continue;
    const start = sentence.indexOf(piece);
    const others = [...sentences.slice(0, at), sentence.slice(0, start), ...sentences.slice(at + 1)];
    const rest = trimPunctuation(others.filter((one) => one.trim() !== '').join(' '));
    const isTold = plainly(rest)
      .split(' ')
      .some((word) => !COURTESY.has(word));
    return { words, text: sentence.slice(start), rest: isTold ? rest : '' };
  }
  return null;
}

/** How a remark about these words begins: "…, that's the mine". */
const REMARKS = wordSet('thats its hes shes they he she which who because as since so if weil cest parce porque');

/** Whether words name nobody and no number: "also", "our client". */
export function namesNothing(words: string): boolean {
  return plainly(words)
    .split(' ')
    .every((word) => isFunctionWord(word) || PRONOUNS.has(trimPunctuation(word)));
}

function isNaming(words: string): boolean {
  const [first = '', ...others] = plainly(words).split(' ');
  return first !== '' && !REMARKS.has(first) && [first, ...others].some((word) => !PRONOUNS.has(word));
}

/** The words between the opening and the end of a wish; null if the piece is none. */
function wordsOf(piece: string): string | null {
  const all = piece.split(' ').filter((word) => word !== '');
  if (all.length < SHORTEST_WISH) return null;
  const low = all.map((word) => plainly(trimPunctuation(word)));
  if (!low.some((word) => SIGNS.has(word))) return null;
  const first = low.findIndex((word) => !COURTESY.has(word));
  const end = low.findLastIndex((word) => !COURTESY.has(word)) + 1;
  const wish = WISHES.find(({ open, close }) => {
    const isOpen = open.every((word, at) => low[first + at] === word);
    const isClosed = close.every((word, at) => low[end - close.length + at] === word);
    return isOpen && isClosed && first + open.length <= end - close.length;
  });
  if (first < 0 || !wish) return null;
  const inner = all.slice(first + wish.open.length, end - wish.close.length);
  const last = inner.findLastIndex((word) => !COURTESY.has(plainly(word)));
  return trimPunctuation(inner.slice(0, last + 1).join(' '));
}

/** Many people type no apostrophes. */
function plainly(text: string): string {
  return text.toLowerCase().replaceAll("'", '').replaceAll('’', '');
}
