/** Finds the sentences that an order names by their words, "the one about Tudor", and the new words that an order has. */
import type { Language } from '../machine/language.ts';
import { capital } from '../text/capitals.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { numberReadings } from '../text/numerals.ts';
import { isQuestion, withoutPlease } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { countWords, foldAccents, isEnded, piecesOf, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { SAY } from './confidential-values.ts';
import { AND, isOrderWord, JOINTS, THAT, UNITS, verbOf } from './order-rules.ts';
import type { Message } from './reader.ts';

type Sentences = Message['sentences'];

/** Words of an order that describe no sentence, besides those of `order-rules.ts`. */
const COMMON =
  wordSet(`at by from to letter text why what where when how everything all about a an of on for which who these those its
  it's is are was be am i i'd i'm you we me my your he she they him her his them their our one ones thing things bit part
  piece line stuff can could would should will may do does did don't have has had not no so but or if too very just only
  also now btw tho though again please pls plz sorry actually wrong want need make say says said mention mentions
  mentioning talks take out small big short dull silly show see look read
  brief text warum über einen einem eine ein des mit die es ist war ich du wir mir mein meine kann kannst könntest nicht
  kein keine aber oder wenn zu sehr nur auch jetzt bitte falsch teil stück
  lettre pourquoi sur un une des du qui est était je tu nous mon ma mes peux pourrais ne pas mais ou si très aussi
  maintenant partie
  carta por sobre un una unos del que es era yo tú mi mis puedes podrías no pero si muy también ahora parte
  sobre um uma do da que é era eu você meu minha pode poderia não mas ou se muito também agora parte`);
/** Maximum sentences that a telling word is in. */
const HELD_AT_MOST = 6;

/** Words in lower case without accents, apostrophes and plural endings; numbers by value. */
function namesIn(text: string, language: Language): Set<string> {
  const words = tokens(text).flatMap(({ kind, low }) => {
    if (kind === 'number') return numberReadings(low).map(String);
    return kind === 'word' && !COMMON.has(low) && !isOrderWord(low) ? [stemOf(low)] : [];
  });
  const amounts = numbersIn(text, language).mentions.map(({ quantity }) => String(quantity.value));
  return new Set([...words, ...amounts].filter((word) => word !== ''));
}

function stemOf(word: string): string {
  const [stem = ''] = foldAccents(word).split("'", 1);
  return stem.length > 3 ? trimEnd(stem, 's') : stem;
}

export interface Described {
  /** The sentences that hold telling words of the text, those with most of them first. */
  readonly found: Sentences;
  /** Whether one of them holds more of the words than any other. */
  readonly isOne: boolean;
  /** Whether that one holds all the words that could describe a sentence. */
  readonly isSure: boolean;
  /** Number of the telling words that the first one has. */
  readonly hits: number;
  /** Whether the text has words that could describe a sentence, and none of them is in the letter. */
  readonly isAbsent: boolean;
}

/** Finds sentences by the words of a text that few of them hold. */
export function describedIn(text: string, sentences: Sentences, language: Language): Described {
  const wanted = namesIn(text, language);
  const held = sentences.map((one) => namesIn(one.text, language));
  const telling = [...wanted].filter((word) => {
    const count = held.filter((words) => words.has(word)).length;
    return count > 0 && count <= Math.min(HELD_AT_MOST, sentences.length - 1);
  });
  const all = sentences
    .map((one, at) => ({ one, hits: telling.filter((word) => held[at]?.has(word)).length }))
    .filter(({ hits }) => hits > 0)
    .toSorted((one, other) => other.hits - one.hits);
  const isOne = all.length > 0 && all[0]?.hits !== all[1]?.hits;
  const isSure = isOne && all[0]?.hits === wanted.size;
  const isAbsent = wanted.size > 0 && held.every((words) => words.isDisjointFrom(wanted));
  return { found: all.map(({ one }) => one), isOne, isSure, hits: all[0]?.hits ?? 0, isAbsent };
}

/** "Cut “it is dull” and the one about Go, please": the sentence that each part names; empty unless each names one. */
export function describedEach(text: string, sentences: Sentences, language: Language): Sentences {
  const { quotes, rest } = quotesIn(text);
  const quoted = quotes.map((quote) => sentencesWith(quote, sentences));
  const words = rest.split(' ').map((word) => (AND.has(word.toLowerCase()) ? '\n' : word));
  const described = words
    .join(' ')
    .split('\n')
    .flatMap((part) => {
      // Behind a comma there is mostly a reason.
      const [piece = ''] = piecesOf(part);
      const { found, isOne, isAbsent } = describedIn(piece, sentences, language);
      return found.length > 0 || isAbsent ? [isOne ? found.slice(0, 1) : []] : [];
    });
  const all = [...quoted, ...described];
  return all.every(({ length }) => length === 1) ? [...new Set(all.flat())] : [];
}

function sentencesWith(quote: string, sentences: Sentences): Sentences {
  return sentences.filter((one) => one.text.includes(trimPunctuation(quote)));
}

/** The quoted parts of a text, and the text without them. */
function quotesIn(text: string): { quotes: readonly string[]; rest: string } {
  const parts = text.split(/["“”„«»]/u);
  const isClosed = parts.length % 2 === 1;
  const quotes = isClosed ? parts.filter((_, at) => at % 2 === 1).map((quote) => quote.trim()) : [];
  return { quotes, rest: isClosed ? parts.filter((_, at) => at % 2 === 0).join(' ') : text };
}

/** Minimum words of a new sentence in quotation marks. */
const NEW_WORDS = 3;

/** The only quoted words of a text that the letter doesn't have, as a sentence, and the text without quotes. */
export function newWordsIn(text: string, sentences: Sentences): { text: string; rest: string } | null {
  const { quotes, rest } = quotesIn(text);
  const isNew = (quote: string) => countWords(quote) >= NEW_WORDS && sentencesWith(quote, sentences).length === 0;
  const [only, another] = quotes.filter(isNew);
  if (only === undefined || another !== undefined) return null;
  const told = capital(trimEnd(only, ', '));
  return { text: isEnded(told) ? told : `${told}.`, rest };
}

/** Maximum words in front of the verb: "could you please also add …". */
const BEFORE_VERB = 5;
/** Words behind the verb that don't belong to the sentence: "put in that", "füge noch hinzu, dass". */
const ADVERBS = wordSet('in also please too noch auch bitte rein hinzu aussi también também');

/** The sentence behind "add …", "can you mention that …?" or "say that …"; null for any other text. */
export function addedIn({ text, id: source }: Pick<Message, 'text' | 'id'>): { text: string; source: string } | null {
  const told = withoutPlease(text.trim());
  const words = (isQuestion(told) ? trimPunctuation(told) : told).split(' ');
  const low = words.map((word) => trimPunctuation(word).toLowerCase());
  const at = low.slice(0, BEFORE_VERB).findIndex((word) => verbOf(word) === 'add' || SAY.has(word));
  const first = low.findIndex((word, place) => place > at && !ADVERBS.has(word));
  // "Add after 5 that …"
  const that = low.slice(0, first + BEFORE_VERB).findIndex((word, place) => place > first && THAT.has(word));
  const from = JOINTS.has(low[first] ?? '') && that > 0 ? that : first;
  const isThat = THAT.has(low[from] ?? '');
  if (at < 0 || from < 0 || !(isThat || verbOf(low[at]) === 'add')) return null;
  // "… dass ich frei bin" is no sentence without its "dass".
  if (low[from] === 'dass') return null;
  const said = words.slice(from + Number(isThat));
  // "Add a sentence about Kafka", "mention it" have no new words.
  const isUnit = said.slice(0, 2).some((word) => UNITS.has(word.toLowerCase()));
  const sentence = capital(said.join(' '));
  return said.length < 2 || isUnit ? null : { text: isEnded(sentence) ? sentence : `${sentence}.`, source };
}
