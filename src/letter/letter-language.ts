/**
 * The grammar of a letter's language, where its catalogue alone is not enough: one table per language. `plain` is enough
 * for a language whose sentences leave the candidate's words as typed.
 */
import { LANGUAGES, type Language } from '../machine/language.ts';
import { isClose, isPerOther, kindOf, toBaseUnit } from '../machine/quantity.ts';
import type { Amount } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { letterWords, listedWords } from '../prompts/catalogues.ts';
import { uncapitalize } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { startsWithVerb } from '../text/openings.ts';
import { COUNTABLE, PREPOSITIONS, TIMES } from './word-lists.ts';
import {
  endsWith,
  firstWord,
  headOf,
  isActivity,
  isPlural,
  singular,
  withIndefinite,
  withoutArticle,
} from './wording.ts';

/** A figure, as its sentence states it. */
export interface StatedFigure {
  readonly topic: Metric;
  /** As typed, without end marks; empty if unknown. */
  readonly measure: string;
  /** Null if unknown, or if other words of the figure have it. */
  readonly percentile: string | null;
  readonly now: Amount | null;
  /** Null if it can't be compared with `now`. */
  readonly before: Amount | null;
  /** The amount now, else before. */
  readonly side: Amount;
  /** Plural of the counted noun, spelled out. */
  readonly noun: string;
}

/** The templates of a figure: "it fell from … to …", "it takes …", "the system handles …", "it has …", "there are …". */
export type Form = 'change' | 'takes' | 'load' | 'has' | 'counted';

export interface FigureSubject {
  readonly subject: string;
  /** Where the template puts the percentile; `said`: nowhere, as the subject has it. */
  readonly percentileAt: 'subject' | 'amount' | 'said';
}

export interface LetterLanguage {
  /** The singular of a noun as typed. */
  singular(noun: string): string;
  /** Adapts a text to the noun after it. */
  elide(text: string, noun: string): string;
  /** Whether "I …" can precede a text without a subject. */
  isCompletion(text: string): boolean;
  /** "Before that, …"; null for a text that is a whole sentence. */
  formerly(text: string): string | null;
  /** Whether the first sentence continues the greeting in lower case. */
  readonly continuesGreeting: boolean;
  formOf(figure: StatedFigure): Form;
  subjectOf(figure: StatedFigure, form: Form): FigureSubject;
  /** Further placeholders of the templates. */
  wordsAround(figure: StatedFigure, form: Form, subject: string): Readonly<Record<string, string>>;
}

export function isSameAmount(now: Amount, before: Amount): boolean {
  return isClose(toBaseUnit(now.quantity), toBaseUnit(before.quantity), 1e-9);
}

/** Sentences without inflection: "Latenz: von 2 s auf 300 ms". */
function plain(language: Language): LetterLanguage {
  const say = letterWords(language);
  const routes = listedWords('routes', [language]);
  // German nouns keep their capitals, and so does a sentence there.
  const determiners = language === 'de' ? new Set() : wordsBefore('nouns', language);
  const isMean = ({ measure, percentile, side }: StatedFigure) =>
    measure === '' && percentile === 'average' && kindOf(side.quantity) === 'duration';
  return {
    singular: (noun) => noun,
    elide: (text) => text,
    isCompletion: () => true,
    formerly(text) {
      const told = determiners.has(firstWord(text).toLowerCase()) ? uncapitalize(text) : text;
      return told.charAt(0) === told.charAt(0).toUpperCase() ? null : say('before', { text: told });
    },
    continuesGreeting: false,
    formOf(figure) {
      const { topic, measure, now, before, side } = figure;
      const { unit, per } = side.quantity;
      const kind = kindOf(side.quantity);
      if (kind === 'duration' && (isMean(figure) || routes.has(firstWord(measure).toLowerCase()))) return 'takes';
      // "99,99 % de disponibilidad": the word behind the share names it.
      const [of, ...names] = side.tail.trim().split(' ');
      if (kind === 'share' && measure === '' && of === 'de' && names.length === 1) return 'has';
      const isOne = (amount: Amount | null) => amount?.quantity.value === 1;
      // "12 Ausfälle, jetzt 1": the noun fits only one of the numbers.
      const isMixed = now !== null && before !== null && isOne(now) !== isOne(before);
      const isRate = kind === 'rate' || isPerOther(side.quantity) || (kind === 'data' && per !== undefined);
      if (topic === 'throughput' && isRate && (measure === '' || endsWith(measure, unit)) && !isMixed) return 'load';
      const isNamed = measure === '' && (kind === 'count' || (kind === 'rate' && unit !== ''));
      const isNone = [now, before].some((amount) => amount?.quantity.value === 0);
      const isSame = now !== null && before !== null && isSameAmount(now, before);
      return isNamed && !isMixed && !isNone && !isSame ? 'counted' : 'change';
    },
    subjectOf(figure, form) {
      const { topic, measure, side, noun } = figure;
      if (isMean(figure)) return { subject: say('average'), percentileAt: 'said' };
      const { value, unit } = side.quantity;
      const kind = kindOf({ value, unit });
      const isShare = kind === 'share' && value >= 50;
      const label = topic !== 'reliability' ? topic : isShare ? 'reliability' : 'failures';
      const subject = measure || (kind === 'count' ? noun : say(label));
      return { subject, percentileAt: form === 'change' ? 'subject' : form === 'counted' ? 'said' : 'amount' };
    },
    wordsAround: () => ({ went: ':' }),
  };
}

/** "Los eventos perdidos pasaron …": the article tells singular from plural. */
function iberian(language: 'es' | 'pt', articles: string): LetterLanguage {
  const known = wordSet(articles);
  return {
    ...plain(language),
    wordsAround(_, __, subject) {
      const article = firstWord(subject).toLowerCase();
      const count = article.endsWith('s') ? 2 : 1;
      return { went: known.has(article) ? letterWords(language)('went', { count }) : ':' };
    },
  };
}

/** How a text on the former system begins: with a past-tense verb, a pronoun, or a noun phrase or another sentence. */
const wordsBefore = (kind: 'verbs' | 'pronouns' | 'nouns', language: Language) =>
  listedWords(`before.${kind}`, [language]);

const german: LetterLanguage = {
  ...plain('de'),
  continuesGreeting: true,
  formerly(text) {
    const [first = '', second = '', ...rest] = text.split(' ');
    const told = plain('de').formerly(text);
    if (told === null || wordsBefore('verbs', 'de').has(first)) return told;
    // "es gab nur Excel" becomes "Davor gab es nur Excel". Before a noun phrase, a colon is added.
    if (wordsBefore('pronouns', 'de').has(first) || wordsBefore('verbs', 'de').has(second))
      return plain('de').formerly([second, first, ...rest].join(' '));
    return wordsBefore('nouns', 'de').has(first) ? told.replace(' ', ': ') : told;
  },
};

/** Beginnings of words with a silent h: "d'heures", but "de hits". */
const MUTE_H = ['hab', 'heu', 'hôt', 'hôp', 'hom', 'hum', 'his', 'hor'];

const french: LetterLanguage = {
  ...plain('fr'),
  /** "poste d'ingénieure", "2 millions d'événements" */
  elide(text, noun) {
    const first = noun.charAt(0).toLowerCase().normalize('NFD').charAt(0);
    const isVowel = 'aeiouœ'.includes(first) || MUTE_H.some((start) => noun.toLowerCase().startsWith(start));
    return noun !== '' && isVowel ? text.replace(`de ${noun}`, `d'${noun}`) : text;
  },
};

/** "To be" in singular and plural. */
const BE = { past: ['was', 'were'], present: ['is', 'are'], perfect: ['has been', 'have been'] } as const;

/** Whether the tail is a time span up to now: "has been at 99.99% since January". */
function isSpan({ tail }: Amount): boolean {
  return ['since', 'for', 'throughout'].includes(firstWord(tail.trim()).toLowerCase());
}

/** Whether the name of a time only says where it starts and ends: "from meter to bill", "between tap and receipt". */
function isRoute(measure: string): boolean {
  const [first = '', ...rest] = measure.toLowerCase().split(' ');
  const ends = first === 'from' ? ['to', 'until', 'till'] : first === 'between' ? ['and'] : [];
  return ends.some((word) => rest.includes(word));
}

/** Whether the measure is a time, which "fell", instead of something that "takes" a time. */
function isTime({ topic, measure, side }: StatedFigure): boolean {
  if (kindOf(side.quantity) !== 'duration') return false;
  if (isRoute(measure)) return true;
  if (topic === 'reliability') return false;
  return measure === '' ? topic === 'latency' : TIMES.has(headOf(measure).toLowerCase());
}

/** "lost readings" rather than "readings". */
function longer(measure: string, unit: string): string {
  return endsWith(unit, measure) ? unit : measure;
}

/** "a reservation, from tap to confirmed,": a comma inside needs one at the end. */
function closed(subject: string): string {
  return subject.includes(', ') ? `${subject},` : subject;
}

/** "a search"; "in the app, it"; "a reservation, from tap to confirmed,". */
function takingSubject(measure: string): string {
  if (measure === '') return 'it';
  if (PREPOSITIONS.has(firstWord(measure).toLowerCase())) return `${measure}, it`;
  const isBare =
    withoutArticle(measure) === measure && !isActivity(measure) && COUNTABLE.has(headOf(measure).toLowerCase());
  return closed(isBare ? withIndefinite(uncapitalize(measure)) : measure);
}

const english: LetterLanguage = {
  ...plain('en'),
  singular,
  isCompletion: startsWithVerb,
  formOf(figure) {
    const { topic, measure, now, before, side } = figure;
    const kind = kindOf(side.quantity);
    if (kind === 'duration' && topic !== 'reliability') return isTime(figure) ? 'change' : 'takes';
    const isPair = now !== null && before !== null;
    if (
      topic === 'throughput' &&
      kind !== 'money' &&
      (measure === '' || (before === null && endsWith(side.quantity.unit, measure)))
    ) {
      // "From 35 reads per second with the old merge to 2,400" reads worse than "2,400, up from 35 with the old merge".
      const isLong = isPair && before.tail !== '' && before.tail !== now.tail;
      return (kind === 'rate' || isPerOther(side.quantity)) && isPair && !isLong ? 'change' : 'load';
    }
    if (isPair) return 'change';
    const { value, unit } = side.quantity;
    const isNone = now?.quantity.value === 0 && kind !== 'share' && kind !== 'duration';
    const isNamedByUnit = measure === '' && kindOf({ value, unit }) === 'count';
    return isNamedByUnit || (isNone && measure + unit !== '') ? 'counted' : 'change';
  },
  subjectOf(figure, form) {
    const { topic, measure, side, noun } = figure;
    const { value, unit } = side.quantity;
    const said = (subject: string) => ({ subject, percentileAt: 'said' }) as const;
    const apart = (subject: string) => ({ subject, percentileAt: 'amount' }) as const;
    if (form === 'takes') return apart(takingSubject(measure));
    if (form === 'counted') return said(measure === '' ? noun : longer(measure, noun));
    if (isTime(figure) && isRoute(measure)) return apart(closed(`the time ${uncapitalize(measure)}`));
    if (isTime(figure)) {
      const typed = measure || 'latency';
      const bare = withoutArticle(typed);
      if (figure.percentile === null && (bare !== typed || typed === typed.toUpperCase())) return said(typed);
      const adjective = figure.percentile === 'p50' ? 'median' : figure.percentile;
      return said(`the ${adjective === null ? '' : `${adjective} `}${bare}`);
    }
    if (measure !== '') return apart(longer(measure, unit));
    const isRate = kindOf(side.quantity) === 'rate' || isPerOther(side.quantity);
    if (topic === 'throughput' && isRate) return apart('throughput');
    if (kindOf({ value, unit }) === 'count' && noun !== '') return apart(noun);
    const kind = kindOf(side.quantity);
    if (kind === 'share') return apart(value >= 50 ? 'reliability' : 'failures');
    const isCount = ['bare', 'count'].includes(kindOf({ value, unit }));
    return apart(topic === 'reliability' && isCount ? 'failures' : 'it');
  },
  wordsAround({ measure, now, before, side }, form, subject) {
    const isLess = now !== null && before !== null && toBaseUnit(now.quantity) < toBaseUnit(before.quantity);
    const { value, per } = side.quantity;
    const isMany = form === 'counted' && value !== 0 ? value !== 1 : isPlural(subject);
    const isPresent = form === 'counted' ? per !== undefined && value !== 0 && !isSpan(side) : !isSpan(side);
    const be = BE[now === null ? 'past' : isPresent ? 'present' : 'perfect'][isMany ? 1 : 0];
    const isAt = form === 'change' && (isMany || subject === 'it');
    return {
      went: isLess ? ' fell' : ' rose',
      way: isLess ? 'down' : 'up',
      be: isAt ? `${be} at` : be,
      takes: isPlural(measure) && !subject.endsWith('it') ? 'take' : 'takes',
      noun: withoutArticle(subject),
    };
  },
};

/** The languages whose grammar needs more than `plain`. */
const INFLECTED: Partial<Record<Language, LetterLanguage>> = {
  en: english,
  de: german,
  fr: french,
  es: iberian('es', 'el la los las'),
  pt: iberian('pt', 'o a os as'),
};
const ALL = new Map(LANGUAGES.map((language) => [language, INFLECTED[language] ?? plain(language)]));

export function letterLanguage(language: Language): LetterLanguage {
  return ALL.get(language) ?? english;
}
