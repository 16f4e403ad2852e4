/** Asks what is meant by a message about the letter that is no certain order: with the sentences as buttons. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Pending, PendingOf } from '../machine/pending.ts';
import type { Question } from '../machine/question.ts';
import { sentenceCommand } from '../machine/sentence-question.ts';
import { isEdited } from '../machine/undo.ts';
import { elsewhere, wordingIn } from '../text/corrections.ts';
import { isQuestion, phraseIn, withoutPlease } from '../text/phrases.ts';
import { isDigit, isEnded, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { askAboutFrame, askAboutHeader } from './frame-orders.ts';
import { askKeepOut } from './keep-out.ts';
import { answersToBot, answerToRemark, refusalAfter } from './not-answers.ts';
import { breakIn, ORDER_AT_MOST, parseOrder } from './order-parser.ts';
import { ordersIn, type Place, placesIn, sentencesAt, wordsIn } from './order-places.ts';
import { AND, IN, INTO, IT, JOINTS, ORDINALS, SHORTER, UNITS, type Verb, verbOf } from './order-rules.ts';
import { addedIn, describedEach, describedIn, newWordsIn } from './order-words.ts';
import type { Message } from './reader.ts';
import { asksForShorter, askWhichToCut, SHORT_WORDS } from './shorten-letter.ts';
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
  if (keepOut) return keepOut;
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
  const ordered = orderIn(text);
  const asked = askAboutHeader(message) ?? askAboutSentences({ ...message, text: ordered }, isList);
  const isFirst = asked !== null && hasMore(text, ordered, sentences);
  return isFirst ? [remark('one-at-a-time'), ...asked] : asked;
}

/** "That is long. Please cut the one about Go": the sentence of a message that is the order; else the whole text. */
function orderIn(text: string): string {
  const ordered = sentencesIn(text).find((sentence) => verbIn(sentence) !== undefined || parseOrder(sentence) !== null);
  // "The one about Go is dull. Drop it."
  return ordered === undefined || isAboutIt(ordered) ? text : ordered;
}

/** Whether a message has another order beside this one, or names other sentences by their numbers. */
function hasMore(text: string, ordered: string, all: Sentences): boolean {
  const others = ordered === text ? [] : sentencesIn(text).filter((sentence) => sentence !== ordered);
  const isOrder = (piece: string) => {
    const words = wordsIn(piece).slice(0, FIRST_WORDS);
    const isVerb = asksForShorter(words) || words.some((word) => verbOf(word) !== undefined);
    return isVerb || namedIn(piece, all, false).named.length > 0;
  };
  return !isAboutIt(ordered) && [...ordersIn(ordered), ...others].filter(isOrder).length > 1;
}

/** The verb of an order at the start of a text or of a clause: "it is dull, please remove it". */
function verbIn(text: string): Verb | undefined {
  return sentencesIn(text)
    .flatMap(piecesOf)
    .flatMap((piece) => wordsIn(piece).slice(0, FIRST_WORDS).map(verbOf))
    .find((verb) => ACTIONS.has(verb));
}

/** Whether the verb of an order has no object but "it": what is meant was named before. */
function isAboutIt(text: string): boolean {
  const words = wordsIn(text);
  return words.some((word, at) => ACTIONS.has(verbOf(word)) && IT.has(words[at + 1] ?? ''));
}

function askAboutSentences(message: Message, isList: boolean): Command[] | null {
  const { text: typed, sentences, id: source, context } = message;
  const { language } = context.sheet;
  const isShort = typed.length <= ORDER_AT_MOST;
  const added = isShort ? addedIn(message) : null;
  const anew = added || !isShort ? null : newWordsIn(typed, sentences);
  const text = anew?.rest ?? typed;
  const words = wordsIn(text);
  const action = added ? 'add' : ACTIONS.get(verbIn(text));
  const { named, paragraph } = namedIn(isShort ? text : '', sentences, added !== null, action === 'move');
  const broken = isShort ? askWhere(message, words) : null;
  if (broken) return broken;
  const order = parseOrder(text);
  if (order?.id === 'rewrite' && order.numbers.length > 0) {
    const [one] = order.numbers.flatMap((number) => sentencesAt({ unit: null, number }, sentences));
    return one ? [askAboutOne(one, undefined, sentences, { offers: [order.text] })] : null;
  }
  if (anew) {
    const { found, isOne } = describedIn(text, sentences, language);
    const only = [...new Set([...named, ...(isOne || named.length === 0 ? found : [])])];
    const isMeant = only.length > 0 || action !== undefined;
    const asked = { kind: 'sentence', action: 'rewrite', added: { text: anew.text, source } } as const;
    if (isMeant) return [askBack({ ...asked, ...(only.length > 0 && { only: keysOf(only) }) })];
  }
  const [sentence, another, more] = named;
  // "1 shorter please, and drop the one about Go" has another object, "cut the words from 1" too.
  const verbAt = words.findIndex((word) => ACTIONS.get(verbOf(word)) === action);
  const isObject = isAboutIt(text) || words.findIndex((word) => [...word].some(isDigit) || ORDINALS.has(word)) > verbAt;
  if (sentence && action === 'cut' && isObject && !words.some((word) => IN.has(word)))
    return [askToCut(named, sentences)];
  if (sentence && !another && action === 'move' && isObject) return [sentenceCommand(action, sentence.key, 0)];
  if (sentence && !another) return [askAboutOne(sentence, action, sentences, added ? { added } : {})];
  if (sentence && another && !more && verbIn(text) === 'join') {
    const [key, other] = sentences.indexOf(sentence) < sentences.indexOf(another) ? named : named.toReversed();
    return [askBack({ kind: 'wording', action: 'join', key: key?.key ?? '', other: other?.key ?? '' })];
  }
  if (another && (action || words.some((word) => UNITS.has(word))))
    return [
      askBack({
        kind: 'sentence',
        only: keysOf(named),
        ...(action ? { action } : { action: 'change', isNamed: true }),
      }),
    ];
  if (added) return [askBack({ kind: 'sentence', action: 'add', added })];
  if (asksForShorter(words)) {
    if (isQuestion(text) && !words.some((word) => SHORTER.has(word))) return [remark('answer-length')];
    const [length, offered] = paragraph.length > 0 ? [[], paragraph] : [[remark('answer-length')], sentences];
    return [...length, askWhichToCut(offered, sentences)];
  }
  if (paragraph.length > 0)
    return [remark('whole-paragraphs'), askBack({ kind: 'sentence', action: 'change', only: keysOf(paragraph) })];
  const frame = isShort ? askAboutFrame(message) : null;
  if (frame) return [frame];
  if (!isList || !isShort) return null;
  return action === 'add' ? [askBack({ kind: 'sentence', action })] : askByWords(message, action);
}

/** Asks whether to cut these sentences. */
function askToCut(named: Sentences, all: Sentences): Command {
  const numbers = named.map((one) => all.indexOf(one) + 1);
  return askBack({ kind: 'edit', action: 'cut', numbers, edits: named.map(({ key }) => ({ type: 'cut', key })) });
}

/** Offers what is typed where it was asked what to do with a sentence as its new text: "It should say …", or its words. */
export function changedSentence(message: Message): readonly Command[] {
  const { text, sentences, context } = message;
  const asked = context.pending.at(-1);
  const { found, isOne } = describedIn(text.slice(0, ORDER_AT_MOST), sentences, context.sheet.language);
  const isLike = isOne && asked?.kind === 'change' && found[0]?.key === asked.key;
  const anew = wordingIn(text) ?? (isLike && isEnded(text) && verbIn(text) === undefined ? text.trim() : null);
  return asked?.kind === 'change' && anew !== null ? [askBack({ ...asked, offers: [anew] })] : unclearOrder(message);
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
  const { language } = context.sheet;
  const isChange = startsWithChange(text);
  const action = isChange ? undefined : verb;
  const typed = text.split(' ');
  const low = typed.map((word) => trimPunctuation(word).toLowerCase());
  const isJoint = (word = '') => ['before', 'after'].includes(JOINTS.get(word) ?? '');
  // "Put the Kafka one after the one about Go", "replace Tudor's team with a vendor"
  const end = low.findIndex((word) => (isChange ? INTO.has(word) : action === 'move' && isJoint(word)));
  // "The opening is boring, drop it and start with the blog post"
  const it = low.findIndex((word, at) => ACTIONS.has(verbOf(word)) && IT.has(low[at + 1] ?? ''));
  // "Change the one about Tudor to: Tudor built the app."
  const colon = action === 'rewrite' || isChange ? text.indexOf(': ') : -1;
  const anew = colon < 0 ? '' : text.slice(colon + 2).trim();
  const cutOff = end > 0 ? end : it;
  const source = colon > 0 ? text.slice(0, colon) : cutOff > 0 ? typed.slice(0, cutOff).join(' ') : text;
  const { found, isOne, isSure, isAbsent } = describedIn(source, sentences, language);
  const [best] = found;
  const target = end > 0 ? namedIn(typed.slice(end).join(' '), sentences, false).named[0] : undefined;
  // "You dropped my sentence about skis. Put it back after 20."
  if (!best && isAbsent && action === 'move' && target)
    return [remark('words-nowhere'), askBack({ kind: 'wording', action: 'add', key: target.key })];
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
  const several = action === 'cut' ? describedEach(source, sentences, language) : [];
  if (several.length > 1) return [askToCut(several, sentences)];
  if (isOne && anew !== '') return [askAboutOne(best, 'rewrite', sentences, { offers: [anew] })];
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

/**
 * The sentences that a text names, and those of the only paragraph that it names.
 * @param isSentence whether the text has a new sentence, whose numbers name none
 * @param isMove whether a number behind "after" is only the target
 */
function namedIn(
  text: string,
  all: Sentences,
  isSentence: boolean,
  isMove = false,
): { named: Sentences; paragraph: Sentences } {
  const { places: every, items } = placesIn(wordsIn(text));
  const isTarget = (place: Place) => ['before', 'after'].includes(String(items[items.indexOf(place) - 1]));
  const places = isMove ? every.filter((place) => !isTarget(place)) : every;
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
  // "Could you delete 2, 3 and 10?"
  if (before !== '' && [...before].every(isDigit)) return isNumbered(text, Number(before));
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
