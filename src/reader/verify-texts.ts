/** Verifies the texts that a model read: clauses of the message, assigned to slots. */
import { askBack, type Command, setFigure, setValue } from '../machine/commands.ts';
import { figuresOn, partsOf, type Value } from '../machine/sheet.ts';
import { CONTRACT_STORY, slotKind, topicOf } from '../machine/slots.ts';
import { isCapital } from '../text/capitals.ts';
import { numberChangedIn, numbersIn } from '../text/quantities.ts';
import { textValue, trimPunctuation } from '../text/sentences.ts';
import { SLOT_AT_MOST } from './answer-backlog.ts';
import { joinClauses, type QuotePlace, removeWords, withoutSeparators } from './quotes.ts';
import type { MaskedMessage } from './reader.ts';
import type { Reading } from './reading-schema.ts';
import type { MessageView } from './verify-figure.ts';

/** Maximum clauses of one text. */
const QUOTES_AT_MOST = 12;
/** Maximum characters of words beside a figure. */
const WORDS_AT_MOST = 400;
/** Maximum characters of a message whose other sentences belong to the question. */
const BESIDES_AT_MOST = 1_200;

interface Clause {
  readonly text: string;
  /** The message of the text. */
  readonly source: string;
  /** Null if the clause comes from the sheet. */
  readonly place: QuotePlace | null;
  /** Whether the quote ends a clause of its source. */
  readonly isEnd: boolean;
}

function partOf(text: string, source: string) {
  return { text: withoutSeparators(text), source };
}

/** Sets the quoted texts: appended to the noted text, or in its place. A quote may also come from the noted text. */
export function textsIn(reading: Reading, seen: MessageView): Command[] {
  const { id, context, finder, index, isOwn, isEnglish, unmask } = seen;
  const begun = new Set<string>();
  return reading.texts.flatMap(({ slot, quotes, english }): Command[] => {
    const target = slot === 'contract' ? contractSlot(reading, seen) : slot;
    const noted = context.sheet.values[target];
    const left = noted?.text ?? '';
    const clauses = quotes.slice(0, QUOTES_AT_MOST).flatMap((quote): Clause[] => {
      const place = finder.find(quote, isOwn);
      if (place) return [{ text: unmask(place.text), source: id, place, isEnd: isClauseEnd(seen.text, place.end) }];
      const kept = unmask(quote).trim();
      const at = kept === '' ? -1 : left.indexOf(kept);
      const from = noted && partsOf(noted).find((part) => part.text.includes(kept));
      const source = from?.source ?? noted?.source ?? id;
      return at < 0 ? [] : [{ text: kept, source, place: null, isEnd: isClauseEnd(left, at + kept.length) }];
    });
    const places = clauses.flatMap(({ place }) => place ?? []);
    if (places.length === 0) return [];
    const isMended = places.length < clauses.length;
    const text = isMended ? mended(clauses) : joinClauses(clauses.map((one) => one.text));
    const others = begun.has(topicOf(slot)) ? [] : wordsBeside(topicOf(slot), reading, seen);
    begun.add(topicOf(slot));
    const held = unmask(index.holding(places));
    const around = isEnglish && !isMended ? joinClauses([held, ...others.filter((one) => !held.includes(one))]) : text;
    const isTranslated = !isEnglish && english !== null && numberChangedIn(english, text) === null;
    const translation = isTranslated && english.trim() !== '' ? unmask(english.trim()) : null;
    const value: Value = {
      ...textValue(text, id),
      ...(clauses.length > 1 && { parts: clauses.map(({ text, source }) => partOf(text, source)) }),
      ...(translation !== null && { english: translation }),
      ...(trimPunctuation(around) !== trimPunctuation(text) && { around }),
    };
    const [topic, part] = slot.split('.');
    if (part === 'words' && (topic === 'throughput' || topic === 'latency')) {
      const [known] = figuresOn(context.sheet, topic);
      const sentence = translation ?? text;
      // If the answer has a number, the figure carries the words; "nobody measured it, it's just us" has none.
      const isDeclined = known === undefined && reading.declined.some((id) => topicOf(id) === topic);
      if (isDeclined || reading.figures.some((one) => one.topic === topic)) return [];
      const typed = [known?.typed ?? '', sentence].filter((part) => part !== '').join('\n');
      return [
        setFigure(`${topic}.now`, topic, known?.id ?? null, known?.now || known?.before ? { typed } : { sentence }),
      ];
    }
    const whole = isMended ? value : added(target, value, reading, seen);
    if (whole.text.length > SLOT_AT_MOST)
      return [askBack({ kind: 'again', slot: target, figure: null, problem: 'too-long', offers: [] })];
    return setOrAskConflict(target, whole, reading, seen);
  });
}

/** The sentences that fit no slot of a topic, unmasked, for the writer: the meaning, reason or scene of a number. */
export function wordsBeside(topic: string, { texts, figures }: Reading, seen: MessageView): readonly string[] {
  const { question, text, unmask, finder, index, isOwn } = seen;
  const placesOf = (quotes: readonly string[]) => quotes.flatMap((quote) => finder.find(quote, isOwn) ?? []);
  const isWords = ({ slot }: { slot: string }) => slot === `${topic}.words`;
  const words = placesOf(texts.filter(isWords).flatMap(({ quotes }) => quotes));
  const short = words.filter((one) => one.text.length <= WORDS_AT_MOST);
  const sides = figures.flatMap(({ quote, before, after }) => [quote, before?.quote ?? '', after?.quote ?? '']);
  const noted = placesOf([...texts.filter((one) => !isWords(one)).flatMap(({ quotes }) => quotes), ...sides]);
  const isAnswer = (question?.kind === 'open' || question?.kind === 'slot') && text.length <= BESIDES_AT_MOST;
  const others = isAnswer && question.topic === topic ? index.without([...short, ...noted]) : [];
  const loose = others.filter((one) => isOwn(one) && numbersIn(one.text).mentions.length === 0);
  return [...short, ...loose].toSorted((one, other) => one.start - other.start).map((one) => unmask(one.text));
}

/** The slot for contract words: the one in question, the story if it is new, else the result. */
function contractSlot({ takenBack }: Reading, { question, context, id }: MaskedMessage): string {
  if (question?.kind === 'slot' && topicOf(question.slot) === 'contract') return question.slot;
  const story = context.sheet.values[CONTRACT_STORY];
  const isAnew = !story || story.source === id || takenBack.some((slot) => topicOf(slot) === 'contract');
  return isAnew ? CONTRACT_STORY : 'contract.result';
}

/** Joins parts of the noted text with the words that change it: "The rule is" and "72 hours". */
function mended(clauses: readonly Clause[]): string {
  return clauses.reduce((text, { text: part }, at) => {
    const isApart = at > 0 && (isCapital(part) || clauses[at - 1]?.isEnd === true) && !':,'.includes(text.slice(-1));
    return at === 0 ? part : isApart ? joinClauses([text, part]) : `${text} ${part}`;
  }, '');
}

function isClauseEnd(text: string, end: number): boolean {
  const [next = '.'] = text.slice(end).trimStart();
  return '.!?…;\n'.includes(next) || '.!?…;'.includes(text.charAt(end - 1));
}

/** Cuts retracted words from noted texts. Returns the message with the changed sheet, and the commands for it. */
export function applyRetractions(reading: Reading, asked: MaskedMessage) {
  const { sheet } = asked.context;
  const cut = (text: string) => reading.takenBack.reduce((left, words) => removeWords(left, asked.unmask(words)), text);
  const changed = Object.entries(sheet.values).flatMap(([slot, value]) => {
    const [text, around] = [cut(value.text), value.around && cut(value.around)];
    if (value.ours || slotKind(slot) !== 'text' || (text === value.text && around === value.around)) return [];
    // The translation can't be cut the same way.
    const { english: _, ...rest } = value;
    return [[slot, { ...rest, text, ...(around !== undefined && { around }) }] as const];
  });
  const values = { ...sheet.values, ...Object.fromEntries(changed) };
  const commands = changed.map(
    ([slot, value]): Command => (value.text === '' ? { type: 'clear', slot, figure: null } : setValue(slot, value)),
  );
  return { asked: { ...asked, context: { ...asked.context, sheet: { ...sheet, values } } }, commands };
}

/** Whether the question is what to note in place of the slot's text. */
export function isRevised(slot: string, { question }: MaskedMessage): boolean {
  return question?.kind === 'slot' && question.isRevision && question.slot === slot;
}

/** Appends to the noted text, unless the new text replaces it. */
function added(slot: string, value: Value, reading: Reading, asked: MaskedMessage): Value {
  const { context, id } = asked;
  const noted = context.sheet.values[slot];
  const isReplaced = [...reading.takenBack, ...reading.conflicts].some(
    (each) => each === slot || each === topicOf(slot),
  );
  if (!noted || noted.ours || noted.source === id) return value;
  if (isRevised(slot, asked) || isReplaced) return value;
  if (noted.text.includes(value.text)) return noted;
  const english = joinClauses([noted.english ?? noted.text, value.english ?? value.text]);
  const around = joinClauses([noted.around ?? noted.text, value.around ?? value.text]);
  return {
    ...value,
    text: joinClauses([noted.text, value.text]),
    parts: [...partsOf(noted), ...partsOf(value)].map((part) => partOf(part.text, part.source)),
    sentences: noted.sentences + value.sentences,
    ...((noted.english ?? value.english) !== undefined && { english }),
    ...((noted.around ?? value.around) !== undefined && { around }),
  };
}

/** Sets a slot; asks the user if the model reports a conflict. */
export function setOrAskConflict(slot: string, value: Value, reading: Reading, asked: MaskedMessage): Command[] {
  const noted = asked.context.sheet.values[slot];
  if (noted?.text === value.text) return [];
  if (
    noted &&
    !isRevised(slot, asked) &&
    reading.conflicts.some((each) => each === slot || (each === 'contract' && slot === CONTRACT_STORY))
  )
    return [askBack({ kind: 'differs', slot, values: [value, noted] })];
  return [setValue(slot, value)];
}
