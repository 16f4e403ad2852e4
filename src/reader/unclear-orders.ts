/** Asks what is meant by a message about the letter that is no certain order: with the sentences as buttons. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Pending, PendingOf } from '../machine/pending.ts';
import type { Question } from '../machine/question.ts';
import { sentenceCommand } from '../machine/sentence-question.ts';
import { isMetric, topicOf } from '../machine/slots.ts';
import { isEdited } from '../machine/undo.ts';
import { elsewhere } from '../text/corrections.ts';
import { isQuestion, phraseIn, withoutPlease } from '../text/phrases.ts';
import { isDigit, isEnded, piecesOf } from '../text/sentences.ts';
import { askAboutFrame, askAboutHeader } from './frame-orders.ts';
import { askKeepOut } from './keep-out.ts';
import { answersToBot, answerToRemark, refusalAfter } from './not-answers.ts';
import { breakIn, ORDER_AT_MOST, parseOrder } from './order-parser.ts';
import { ordersIn, type Place, placesIn, sentencesAt, wordsIn } from './order-places.ts';
import { AND, IN, INTO, JOINTS, LONG, SHORTER, TOO, UNITS, type Verb, verbOf } from './order-rules.ts';
import { addedIn, describedIn } from './order-words.ts';
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
  // "No no, I meant the small one, put it back please"
  const isUndone = isEdited(context) && piecesOf(text).some((clause) => phraseIn(clause) === 'undo');
  if (isUndone) return [{ type: 'control', control: 'undo' }];
  const asked = answerToRemark(text) ?? askWhatToChange(message, true);
  const isNumber = [...text.trim()].every(isDigit);
  const unknown = startsWithChange(text) ? 'not-found' : isNumber ? 'no-such-sentence' : null;
  return asked ?? answersToBot(text, unknown ?? (context.open ? 'unclear-letter' : refusalAfter(context.remarks)));
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
  const asked = askAboutHeader(message) ?? askAboutSentences({ ...message, text }, isList);
  const isFirst = asked !== null && ordersIn(text).length > 1;
  return isFirst ? [remark('one-at-a-time'), ...asked] : asked;
}

function askAboutSentences(message: Message, isList: boolean): Command[] | null {
  const { text, sentences } = message;
  const words = wordsIn(text);
  const isShort = text.length <= ORDER_AT_MOST;
  const added = isShort ? addedIn(message) : null;
  const { named, paragraph } = namedIn(isShort ? text : '', sentences, added !== null);
  const verbs = words.map((word) => verbOf(word)).filter((verb) => ACTIONS.has(verb));
  // "Can you remove the dull one?"
  const verb = words
    .slice(0, FIRST_WORDS)
    .map((word) => verbOf(word))
    .find((one) => ACTIONS.has(one));
  const action = added ? 'add' : ACTIONS.get(verb);
  const broken = isShort ? askWhere(message, words) : null;
  if (broken) return broken;
  const order = parseOrder(text);
  const anew = order?.id === 'rewrite' ? order.numbers : [];
  const [sentence, another, more] =
    anew.length > 0 ? anew.flatMap((number) => sentencesAt({ unit: null, number }, sentences)) : named;
  if (sentence && !another) {
    const offers = anew.length > 0 && order ? { offers: [order.text] } : {};
    const said = anew.length > 0 ? undefined : (action ?? ACTIONS.get(verbs[0]));
    return [askAboutOne(sentence, said, sentences, { ...offers, ...(added && { added }) })];
  }
  if (sentence && another && !more && verb === 'join') {
    const [key, other] = sentences.indexOf(sentence) < sentences.indexOf(another) ? named : named.toReversed();
    return [askBack({ kind: 'wording', action: 'join', key: key?.key ?? '', other: other?.key ?? '' })];
  }
  if (another && (action || words.some((word) => UNITS.has(word))))
    return [askBack({ kind: 'sentence', action: action ?? 'change', only: keysOf(named) })];
  if (added) return [askBack({ kind: 'sentence', action: 'add', added })];
  if (asksForShorter(words)) {
    const { found } = isShort ? describedIn(text, sentences, message.context.sheet.language) : { found: [] };
    const [offered = sentences] = [paragraph, found].filter(({ length }) => length > 0);
    return [askWhichToCut(offered, sentences)];
  }
  if (paragraph.length > 0)
    return [remark('whole-paragraphs'), askBack({ kind: 'sentence', action: 'change', only: keysOf(paragraph) })];
  const frame = isShort ? askAboutFrame(message) : null;
  if (frame) return [frame];
  if (!isList || !isShort) return null;
  return action === 'add' ? [askBack({ kind: 'sentence', action })] : askByWords(message, action);
}

/** Asks what to do with a sentence. The action that the message asked for is offered first. */
function askAboutOne(
  one: Sentences[number],
  said: Action | undefined,
  all: Sentences,
  parts: Pick<PendingOf<'change'>, 'offers' | 'added'> = {},
): Command {
  const first = (['rewrite', 'cut', 'move', 'add'] as const).find((each) => each === said);
  return askBack({ kind: 'change', key: one.key, number: all.indexOf(one) + 1, ...(first && { first }), ...parts });
}

const keysOf = (list: Sentences) => list.map(({ key }) => key);

/** Asks which sentence or paragraph is meant: those that hold the telling words of the message; else, after a verb, any. */
function askByWords({ text, sentences, context }: Message, verb: Action | undefined): Command[] | null {
  const isChange = startsWithChange(text);
  const action = isChange ? undefined : verb;
  const typed = text.split(' ');
  // "Put the Kafka one after the one about Go", "replace Tudor's team with a vendor"
  const end = typed.findIndex((word) => {
    const low = word.toLowerCase();
    return isChange ? INTO.has(low) : action === 'move' && ['before', 'after'].includes(JOINTS.get(low) ?? '');
  });
  // "Change the one about Tudor to: Tudor built the app."
  const colon = action === 'rewrite' || isChange ? text.indexOf(': ') : -1;
  const anew = colon < 0 ? '' : text.slice(colon + 2).trim();
  const source = colon > 0 ? text.slice(0, colon) : end > 0 ? typed.slice(0, end).join(' ') : text;
  const { found, isOne, isSure, isAbsent } = describedIn(source, sentences, context.sheet.language);
  const [best] = found;
  if (!best) {
    if (action === undefined) return null;
    return [...(isAbsent ? [remark('words-nowhere')] : []), askBack({ kind: 'sentence', action })];
  }
  if (action === 'cut' && wordsIn(text).some((word) => UNITS.get(word) === 'paragraph')) {
    const only = found.filter((one, at) => found.findIndex(({ paragraph }) => paragraph === one.paragraph) === at);
    return [askBack({ kind: 'sentence', action, only: keysOf(only), isWhole: true })];
  }
  // "Cut the sentence about Tudor"
  const isWhole = isSure && verbOf(wordsIn(text)[0] ?? '') === 'cut';
  if (isWhole) return [sentenceCommand('cut', best.key, sentences.indexOf(best) + 1)];
  if (isOne && anew !== '') return [askAboutOne(best, 'rewrite', sentences, { offers: [anew] })];
  if (isOne && action !== undefined && action !== 'change') return [askAboutOne(best, action, sentences)];
  return [askBack({ kind: 'sentence', action: action ?? 'change', only: keysOf(found) })];
}

/**
 * Reads the reply to the question for a sentence: its number, also of one that isn't offered, "at the end" for a new one,
 * or its words, by which the question is narrowed.
 *
 * @returns null for any other text
 */
export function pickSentence(
  { kind, action, added, isWhole, options }: Extract<Question, { kind: 'sentence' }>,
  message: Message,
): readonly Command[] | null {
  const { id: source, sentences, context } = message;
  const text = message.text.trim();
  if (isWhole) return options.find(({ id }) => id === `p:${text}`)?.does ?? null;
  const words = wordsIn(text);
  const isEnd = action === 'add' && words.length <= SHORT_WORDS && placesIn(words).shape === 'end';
  const number = isEnd ? sentences.length : Number(text);
  const key = sentences[number - 1]?.key;
  if (key !== undefined) return [sentenceCommand(action, key, number, added)];
  if (words.slice(0, FIRST_WORDS).some((word) => verbOf(word) !== undefined)) return null;
  // "I am free from May." instead of the words so far
  if (added && isEnded(text) && !isQuestion(text)) return [askBack({ kind, action, added: { text, source } })];
  const { found } = describedIn(text.slice(0, ORDER_AT_MOST), sentences, context.sheet.language);
  return found.length === 0 ? null : [askBack({ kind, action, only: keysOf(found), ...(added && { added }) })];
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

/**
 * The sentences that a text names, and those of the only paragraph that it names.
 * @param isSentence whether the text has a new sentence, whose numbers name none
 */
function namedIn(text: string, all: Sentences, isSentence: boolean): { named: Sentences; paragraph: Sentences } {
  const { places } = placesIn(wordsIn(text));
  const [wanted, another] = places.filter(({ unit }) => unit === 'paragraph');
  const paragraph = wanted && !another ? sentencesAt(wanted, all) : [];
  // "Sentence 9 is wrong, it says 12 seconds", "no, it was 6"
  const isOrder = isDigit(text.charAt(0)) || wordsIn(text).some((word) => verbOf(word) !== undefined);
  const isStrict =
    isSentence ||
    !isOrder ||
    isQuestion(text) ||
    places.some(({ unit, isOrdinal }) => unit === 'sentence' && !isOrdinal);
  const told = places.filter(
    ({ unit, number, isOrdinal }) => unit !== 'paragraph' && (isOrdinal || !isStrict || isNumbered(text, number)),
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
  const isPlace = before === 'number' || UNITS.get(before) === 'sentence' || AND.has(before) || JOINTS.has(before);
  return isPlace || IN.has(before) || verbOf(before) !== undefined;
}

/** Asks before which sentence a paragraph should start, or end: those of the paragraph that is named, or all. */
function askWhere({ text, sentences, context }: Message, words: readonly string[]): Command[] | null {
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
  const all = inside.length > 0 ? inside : open;
  // "Split paragraph 2 before the one about duplicates"
  const isCounted = places.some(({ unit }) => unit !== 'paragraph');
  const { found } = isCounted ? { found: [] } : describedIn(text, open, context.sheet.language);
  const only = keysOf(found.length > 0 ? found : all);
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
