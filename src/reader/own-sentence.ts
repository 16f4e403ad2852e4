/**
 * In languages other than English, a letter uses the typed sentence for a figure, so that nothing needs inflection. A
 * template phrases a label with a number ("verlorene Messwerte: 0,05 %"). This file tells the two apart.
 */
import type { Command } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import { kindOf } from '../machine/quantity.ts';
import { type Amount, type FigurePatch, figureOf, mainFigureId } from '../machine/sheet.ts';
import { isCapital } from '../text/capitals.ts';
import { type Span, type Token, tokens, wordSet } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { isEnded, sentencesIn } from '../text/sentences.ts';
import { translated } from '../text/vocabulary.ts';
import type { FigureAnswer } from './figure-options.ts';
import { isQualifier, nameIn } from './words-around.ts';

/** Maximum characters of an answer that may go into the letter verbatim. */
const SENTENCE_AT_MOST = 300;
/** Maximum words of a label. */
const LABEL_WORDS = 3;
/** Function words that don't make a sentence, as the number grammar translates them. */
const SMALL = wordSet(
  'now before about under over at in only from more less than to of against instead average the a ca noch',
);
/** First words of a route label: "vom Zähler bis zur Rechnung". */
const ROUTES = wordSet('von vom zwischen');
/** The same in the other languages: "del contador a la factura". */
const ROMANCE_ROUTES = wordSet('de del desde entre du des depuis do da dos das');
/** Second words of a noun phrase without an article: "búsqueda de productos". */
const OF = wordSet('de del des du do da dos das');
/** Words right before a noun, and never before a verb. */
const BEFORE_NOUN = wordSet(
  'el la los las le les un une una uno um uma de del des du do da dos das al a à au aux ao o os as y et e',
);
/** First words of a sentence about none: a label with them would contradict its number. */
const NEGATIONS = wordSet('kein keine keinen keiner aucun aucune ningún ninguna nenhum nenhuma');
/** French subject pronouns, which mark a sentence: "on traite 9 500 relevés". */
const PRONOUNS = wordSet('on nous je');

/** Adapts the figures in the commands: as the typed sentence, or as a label with a number. */
export function keepTypedSentence(answer: FigureAnswer, commands: readonly Command[]): Command[] {
  if (answer.sheet.language === 'en') return [...commands];
  const sentence = sentenceIn(answer);
  const change = (patch: FigurePatch) =>
    sentence === null ? asLabel(patch, answer) : asSentence(patch, sentence, answer);
  return commands.map((command): Command => {
    if (command.type === 'set-figure') return { ...command, patch: change(command.patch) };
    if (command.type !== 'ask-back') return command;
    const { pending } = command;
    const isChoice = pending.kind === 'conflict' || (pending.kind === 'order' && pending.problem === undefined);
    if (!isChoice) return command;
    const options = pending.options.map((one) => ({ ...one, patch: change(one.patch) }));
    return { ...command, pending: { ...pending, options } };
  });
}

function hasNumber({ now, before, sentence }: FigurePatch): boolean {
  return Boolean(now ?? before) && typeof sentence !== 'string';
}

function asSentence(patch: FigurePatch, sentence: string, answer: FigureAnswer): FigurePatch {
  if (!hasNumber(patch)) return asLabel(patch, answer);
  const { measure: _, now, before, ...others } = patch;
  const bare: FigurePatch = {
    ...others,
    ...(now && { now: { ...now, tail: '' } }),
    ...(before && { before: { ...before, tail: '' } }),
  };
  const earlier = noted(answer);
  // A sentence about "before" alone doesn't state the current value.
  if (answer.part === 'before' && earlier === null && !now) return asLabel(bare, answer);
  return { ...bare, typed: earlier === null ? sentence : `${earlier} ${sentence}` };
}

/** A patch for a template. An earlier value alone doesn't change the sentence about now. */
function asLabel({ typed: _, ...patch }: FigurePatch, answer: FigureAnswer): FigurePatch {
  // A new measure invalidates the old sentence.
  if (!hasNumber(patch)) return answer.part === 'measure' ? { ...patch, typed: null } : patch;
  if (noted(answer) !== null) {
    const { measure: __, ...others } = patch;
    return others;
  }
  const [label = '', ...rest] = answer.text.split(':');
  const measure = rest.length > 0 && numbersIn(label).mentions.length === 0 ? nameIn(label) : '';
  const { now, before } = patch;
  return {
    ...patch,
    typed: null,
    ...(measure !== '' && patch.measure && { measure }),
    ...(now && { now: withAddition(now, answer) }),
    ...(before && { before: withAddition(before, answer) }),
  };
}

/** Keeps only a tail that is certain to qualify the number: "im Spitzenbetrieb", not "gesteigert" or ", jetzt null". */
function withAddition(amount: Amount, { sheet: { language } }: FigureAnswer): Amount {
  const [first] = translated(tokens(amount.tail), language).filter(({ kind }) => kind === 'word');
  const isTime = first?.low === 'now' || first?.low === 'before';
  const isAdded = isQualifier(amount.tail) || ',('.includes(amount.tail.charAt(0));
  return isAdded && !isTime ? amount : { ...amount, tail: '' };
}

/** The sentence about now, if the answer states the first earlier value; else null. */
function noted({ part, sheet, topic, figure }: FigureAnswer): string | null {
  const known = figureOf(sheet, figure ?? mainFigureId(topic));
  return part === 'before' && known?.before === null ? known.typed : null;
}

/** The sentences with numbers, capitalised and with full stops; null if one of them is a label with a number. */
function sentenceIn({ text, sheet: { language } }: FigureAnswer): string | null {
  if (text.length > SENTENCE_AT_MOST) return null;
  const telling = sentencesIn(text).filter((one) => numbersIn(one, language).mentions.length > 0);
  if (telling.length === 0 || telling.some((one) => isLabel(one, language))) return null;
  return telling.map((one) => capital(isEnded(one) ? one : `${one}.`)).join(' ');
}

/** Capitalises a lower-case first word, but not "gRPC". */
function capital(text: string): string {
  const [word = ''] = text.split(' ', 1);
  return word === word.toLowerCase() ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The words of a sentence in front of its first number. */
interface Parts {
  /** Words and commas, without the number. */
  readonly front: readonly Token[];
  /** The index in `front` where the small words and the percentile before the number start. */
  readonly end: number;
  /** The content words of `front`. */
  readonly named: readonly Token[];
  /** Number of content words in the whole sentence. */
  readonly told: number;
}

function isLabel(sentence: string, language: Language): boolean {
  const { mentions, percentiles } = numbersIn(sentence, language);
  const [first] = mentions;
  if (!first) return false;
  const list = translated(tokens(sentence), language);
  const isColon = ({ text, start }: Token) => text === ':' && start < first.start;
  if (list.some((token) => token.kind === 'arrow' || token.text === '=' || isColon(token))) return true;

  if (NEGATIONS.has(list[0]?.text.toLowerCase() ?? '')) return false;

  const isIn = (token: Token) => (span: Span) => span.start <= token.start && token.end <= span.end;
  const isPercentile = (token: Token) => percentiles.some(isIn(token));
  const isSmall = (token: Token) => token.kind === 'word' && SMALL.has(token.low);
  const isTold = (token: Token) =>
    token.kind === 'word' && !mentions.some(isIn(token)) && !isPercentile(token) && !isSmall(token);
  const told = list.filter(isTold);
  const front = list.filter(({ start, kind, text }) => start < first.start && (kind === 'word' || text === ','));
  const end = front.findLastIndex((token) => !isSmall(token) && !isPercentile(token)) + 1;
  const parts = { front, end, named: front.filter(isTold), told: told.length };

  // "12 Ausfälle im Monat früher, jetzt 1"; but "3 % der Rechnungen waren falsch".
  if (parts.named.length === 0) return kindOf(first.quantity) !== 'share' || told.length <= LABEL_WORDS;
  // "Bezahlvorgang, p99 80 ms"
  if (front.filter(({ text }) => text === ',').length === 1 && front[end - 1]?.text === ',') return true;
  // "Suche p99 80 ms", but not "Die Suche dauert am p99 80 ms"
  const [behind] = front.slice(end);
  if (isShort(parts) && behind !== undefined && isPercentile(behind)) return true;
  if (isEnded(sentence)) return false;
  if (language === 'de') return endsOnNoun(parts);
  const isNextToNumber = front.slice(end).every(isPercentile);
  return (isNextToNumber && isNounPhrase(parts)) || (isShort(parts) && isLone(parts, mentions.length));
}

/** "Del contador a la factura", "Recherche de produits": certainly without a verb in front of the number. */
function isNounPhrase({ front, end }: Parts): boolean {
  const low = (at: number) => front[at]?.text.toLowerCase() ?? '';
  const isElided = low(end - 1).startsWith("l'") || low(end - 1).startsWith("d'");
  return (ROMANCE_ROUTES.has(low(0)) || OF.has(low(1))) && (isElided || BEFORE_NOUN.has(low(end - 2)));
}

/** One or two adjacent words. */
function isShort({ end, named }: Parts): boolean {
  return named.length <= 2 && named.length === end;
}

/** A German label ends on a noun, which is capitalised: "Fehlerrate unter 0,1 %", not "Eine Suche dauert 80 ms". */
function endsOnNoun({ front, end, named }: Parts): boolean {
  const last = front[end - 1]?.text;
  const isRoute = ROUTES.has(front[0]?.text.toLowerCase() ?? '');
  return isCapital(last) && (isRoute || (named.length <= LABEL_WORDS && named.length === end));
}

/** "Pedidos perdidos 0,8 %": a subject would have an article. One word next to two numbers may be a verb. */
function isLone({ front, end, named, told }: Parts, numbers: number): boolean {
  const isSubject = PRONOUNS.has(named[0]?.low ?? '');
  return !isSubject && told === named.length && end === front.length && (named.length > 1 || numbers === 1);
}
