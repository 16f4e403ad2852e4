/** Asks what is meant by a message about the letter that is no certain order: with the sentences as buttons. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Pending } from '../machine/pending.ts';
import { isMetric, topicOf } from '../machine/slots.ts';
import { elsewhere } from '../text/corrections.ts';
import { isQuestion, withoutPlease } from '../text/phrases.ts';
import { isDigit } from '../text/sentences.ts';
import { askAboutHeader } from './frame-orders.ts';
import { askKeepOut } from './keep-out.ts';
import { answersToBot } from './not-answers.ts';
import { breakIn, isFramePart, ORDER_AT_MOST, parseOrder } from './order-parser.ts';
import { ordersIn, type Place, placesIn, sentencesAt, wordsIn } from './order-places.ts';
import { LONG, SHORTER, TOO, UNITS, type Verb, verbOf } from './order-rules.ts';
import type { Message } from './reader.ts';
import { startsWithChange } from './text-replacement.ts';

type Sentences = Message['sentences'];
type Action = Extract<Pending, { kind: 'sentence' }>['action'];

/** What the list of sentences asks for after these verbs. */
const ACTIONS: ReadonlyMap<Verb | undefined, Action> = new Map([
  ['cut', 'cut'],
  ['move', 'move'],
  ['swap', 'move'],
  ['rewrite', 'rewrite'],
  ['replace', 'rewrite'],
  ['add', 'add'],
  ['hide', 'hide'],
  ['join', 'change'],
]);
/** Maximum characters of a remark on the letter that is searched for what it may mean. */
const REMARK_AT_MOST = 1_000;
/** Words of a message that may start with the verb of an order. */
const FIRST_WORDS = 3;

/** Answers a message about the letter that is no order. */
export function unclearOrder(message: Message): readonly Command[] {
  const { text, context } = message;
  const keepOut = text.length > REMARK_AT_MOST ? null : askKeepOut(message);
  if (keepOut) return [keepOut];
  if (elsewhere(text, context.sheet.language)?.topic === 'system') return [{ type: 'control', control: 'stories' }];
  const asked = askWhatToChange(message, !startsWithChange(text));
  const isNumber = [...text.trim()].every(isDigit);
  const unknown = startsWithChange(text) ? 'not-found' : isNumber ? 'no-such-sentence' : null;
  return asked ?? answersToBot(text, unknown ?? (context.open ? 'unclear-letter' : 'cannot-rewrite'));
}

/**
 * Asks about what a message names: a value of the header, a break between paragraphs, a sentence, a paragraph, greeting or
 * sign-off, the length of the letter, or, after the verb of an order, any sentence.
 *
 * @param isList whether the verb of an order alone asks for a sentence
 * @returns null if it names nothing
 */
export function askWhatToChange(message: Message, isList: boolean): Command[] | null {
  const { sentences, text: typed } = message;
  const text = withoutPlease(typed.trim());
  if (sentences.length === 0 || text.length > REMARK_AT_MOST) return null;
  const asked = askAboutHeader(message) ?? askAboutSentences(text, sentences, isList);
  const isFirst = asked !== null && ordersIn(text).length > 1;
  return isFirst ? [remark('one-at-a-time'), ...asked] : asked;
}

function askAboutSentences(text: string, sentences: Sentences, isList: boolean): Command[] | null {
  const words = wordsIn(text);
  const isShort = text.length <= ORDER_AT_MOST;
  const { named, paragraph } = namedIn(isShort ? text : '', sentences);
  const keys = (list: Sentences) => list.map(({ key }) => key);
  // "Can you remove the dull one?"
  const action = ACTIONS.get(
    words
      .slice(0, FIRST_WORDS)
      .map((word) => verbOf(word))
      .find((verb) => ACTIONS.has(verb)),
  );
  const broken = isShort ? askWhere(text, words, sentences) : null;
  if (broken) return broken;
  const order = parseOrder(text);
  const anew = order?.id === 'rewrite' ? order.numbers : [];
  const [sentence, another] =
    anew.length > 0 ? anew.flatMap((number) => sentencesAt({ unit: null, number }, sentences)) : named;
  if (sentence && !another) {
    const offers = anew.length > 0 && order ? { offers: [order.text] } : {};
    return [askBack({ kind: 'change', key: sentence.key, number: sentences.indexOf(sentence) + 1, ...offers })];
  }
  if (another && (action || words.some((word) => UNITS.has(word))))
    return [askBack({ kind: 'sentence', action: action ?? 'change', only: keys(named) })];
  if (asksForShorter(words)) return [askWhichToCut(paragraph.length > 0 ? paragraph : sentences, sentences)];
  if (paragraph.length > 0)
    return [remark('whole-paragraphs'), askBack({ kind: 'sentence', action: 'change', only: keys(paragraph) })];
  const part = words.map((word) => verbOf(word)).find(isFramePart);
  if (part && isShort) {
    const [, ...wording] = text.split(':');
    const offers = wording.length === 0 ? {} : { offers: [wording.join(':').trim()] };
    return [askBack({ kind: 'wording', action: part, key: '', ...offers })];
  }
  return action && isList && isShort ? [askBack({ kind: 'sentence', action })] : null;
}

/** "Make it shorter", as a whole message. */
export function isShorter(text: string): boolean {
  const words = wordsIn(withoutPlease(text));
  return words.length <= SHORT_WORDS && asksForShorter(words);
}

/** Maximum words of a message that can't be a wording. */
const SHORT_WORDS = 4;

function asksForShorter(words: readonly string[]): boolean {
  return words.some((word, at) => SHORTER.has(word) || (LONG.has(word) && TOO.has(words[at - 1] ?? '')));
}

/** The sentences that a text names, and those of the only paragraph that it names. */
function namedIn(text: string, all: Sentences): { named: Sentences; paragraph: Sentences } {
  const { places } = placesIn(wordsIn(text));
  const [wanted, another] = places.filter(({ unit }) => unit === 'paragraph');
  const paragraph = wanted && !another ? sentencesAt(wanted, all) : [];
  const told = places.filter(
    ({ unit, number }) => unit !== 'paragraph' && (!isQuestion(text) || isNumbered(text, number)),
  );
  // "The second paragraph's last sentence"; but "sentence 9 of paragraph 2" counts in the letter.
  const near = (place: Place) => (place.isOrdinal && paragraph.length > 0 ? paragraph : all);
  return {
    named: [...new Set(told.flatMap((place) => sentencesAt({ ...place, unit: 'sentence' }, near(place))))],
    paragraph,
  };
}

/** "Can you fix 4?", "is sentence 4 too long?", but not "can I say hybrid, 1 day?" */
function isNumbered(text: string, number: number): boolean {
  const words = wordsIn(text);
  const before = words[words.indexOf(String(number)) - 1] ?? '';
  return before === 'number' || UNITS.get(before) === 'sentence' || verbOf(before) !== undefined;
}

/** Asks before which sentence a paragraph should start, or end: those of the paragraph that is named, or all. */
function askWhere(text: string, words: readonly string[], sentences: Sentences): Command[] | null {
  const { id, places } = breakIn(text) ?? { places: [] };
  // "Combine 5 and 6" names sentences, like "combine sentences 5 and 6".
  const isNumbered = places.length > 1 && places.every(({ unit }) => unit === null);
  const isOfSentences = id === 'join' && (isNumbered || places.some(({ unit }) => unit === 'sentence'));
  const isPlaced = places.length > 0 || words.some((word) => UNITS.get(word) === 'paragraph');
  if (id === undefined || isOfSentences || !isPlaced) return null;
  const isFirst = (at: number) => sentences[at]?.paragraph !== sentences[at - 1]?.paragraph;
  const open = sentences.filter((_, at) => at > 0 && isFirst(at) === (id === 'join'));
  const named = places.filter(({ unit }) => unit === 'paragraph').flatMap((place) => sentencesAt(place, sentences));
  const inside = id === 'split' ? open.filter((one) => named.includes(one)) : [];
  const only = (inside.length > 0 ? inside : open).map(({ key }) => key);
  return [only.length === 0 ? remark('no-such-paragraph') : askBack({ kind: 'sentence', action: id, only })];
}

/** Maximum sentences offered at first. */
const OFFERED_AT_MOST = 8;

/** Asks which sentence should go, those first that a letter misses least. */
function askWhichToCut(offered: Sentences, all: Sentences): Command {
  const only = offered
    .map((one) => ({ key: one.key, worth: worthOf(one, all) }))
    .toSorted((one, other) => one.worth - other.worth)
    .slice(0, OFFERED_AT_MOST)
    .map(({ key }) => key);
  return askBack({ kind: 'sentence', action: 'cut', only });
}

/** How much a letter would miss a sentence: earlier work least, then further figures, then what goes on about a topic. */
function worthOf(sentence: Sentences[number], all: Sentences): number {
  const { slots: [slot = ''] = [] } = sentence;
  const topic = topicOf(slot);
  if (topic === 'background') return 0;
  if (slot.endsWith('.more') || slot.endsWith('.words')) return 1;
  if (topic === 'role') return 6;
  if (topic === 'contract' || slot === 'system.part') return 4;
  if (isMetric(topic)) return 3;
  const isFirst = all.find(({ slots = [] }) => slots.some((one) => topicOf(one) === topic))?.key === sentence.key;
  return isFirst ? 5 : 2;
}
