/** Answers that would read oddly in the letter as typed: the wordings that the person can choose from. */
import type { Language } from '../machine/language.ts';
import type { Problem } from '../machine/pending.ts';
import { letterWords } from '../prompts/catalogues.ts';
import { isCapital, uncapitalize } from '../text/capitals.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { nameWord } from '../text/naming.ts';
import {
  beforeThat,
  mayComplete,
  startsWithNoun,
  startsWithTense,
  startsWithVerb,
  subjectIn,
  withoutOwnStart,
} from '../text/openings.ts';
import { asideKind } from '../text/phrases.ts';
import { countWords, isDigit, piecesOf, sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { hasClause } from './words-around.ts';

interface Wordings {
  readonly problem: Problem;
  readonly texts: readonly string[];
}

/**
 * @param employer where the system was built; empty if unknown
 * @returns the wordings of an answer to choose from; null if it can stand as typed
 */
export function wordingsOf(slot: string, text: string, language: Language, employer = ''): Wordings | null {
  if (language !== 'en') return slot === 'system.what' ? foreignWordings(text, language) : null;
  if (slot === 'company.choice' || slot === 'company.view' || slot === 'closing') {
    // A view may speak of others: "we can separate them".
    const isAbout = slot !== 'company.view' || SECOND_PERSON.has(tokens(text)[0]?.low ?? '');
    const addressed = isAbout ? inSecondPerson(text) : null;
    return addressed === null ? null : { problem: 'third-person', texts: [addressed, text] };
  }
  const isSentence =
    startsWithVerb(text) || subjectIn(text, 'en') !== '' || hasClause(withoutRelative(sentencesIn(text)[0] ?? ''));
  if (slot === 'system.what' && !isSentence) {
    if (!isSurelyNoun(text)) return { problem: 'incomplete', texts: [text] };
    const what = withArticle(text);
    return {
      problem: 'verb-missing',
      texts: [`I built ${what}`, `I helped build ${what}`, `I worked on ${what}`, text],
    };
  }
  if (slot === 'background') return earlierWork(text, employer);
  const sentence = slot === 'system.before' && mayBeNoun(text) ? beforeThat(text) : null;
  return sentence === null ? null : { problem: 'noun-or-sentence', texts: [`It replaced ${text}`, sentence] };
}

/** "ticket ledger, 310 branches" → "the ticket ledger, …"; not plurals, names ("Tavolo Grid"), or what has an article. */
function withArticle(typed: string): string {
  const words = (piecesOf(typed)[0] ?? '').split(' ');
  const [first = '', second] = words;
  if (isCapital(first) && isCapital(second)) return typed;
  const end = words.findIndex((word) => !['content', 'other'].includes(nameWord(word, 'en')));
  const head = words.at(end < 0 ? -1 : end - 1) ?? '';
  const what = uncapitalize(typed);
  const isWhole = NOUN_STARTS.has(first.toLowerCase()) || isDigit(first.charAt(0)) || head.endsWith('s');
  return isWhole ? what : `the ${what}`;
}

/** Whether "I built …" can stand in front of an answer: "lesson bookings", but not "its called …" or "takes messages …". */
function isSurelyNoun(text: string): boolean {
  const [first = '', ...others] = (sentencesIn(text)[0] ?? '').split(', ');
  const kindOf = (piece: string) => nameWord(piece.split(' ', 1).join(), 'en');
  // Verbs of the third person: "handles"; "sends orders", but not "orders for shops".
  const isVerb = (piece: string) => piece.split(' ', 1).join().endsWith('s') && kindOf(piece) === 'nameless';
  const [word = '', next = ''] = first.split(' ');
  if (others.some(isVerb)) return false;
  if (NOUN_STARTS.has(word.toLowerCase())) return true;
  // "metrics pipeline", but not "sends orders"
  const isCompound = !next.endsWith('s') && ['content', 'other'].includes(nameWord(next, 'en'));
  const isPlural =
    isCapital(word) || !word.endsWith('s') || next === '' || isCompound || nameWord(next, 'en') === 'preposition';
  return isPlural && ['content', 'other'].includes(kindOf(first));
}

/** "die Zählererfassung", "baute die Erfassung neu": whole sentences about it; null if it completes "Ich habe …". */
function foreignWordings(text: string, language: Language): Wordings | null {
  const [first = '', ...others] = sentencesIn(text);
  const own = withoutOwnStart(first, language);
  if (mayComplete(own, language)) return null;
  const isNoun = startsWithNoun(own, language);
  const what = trimEnd(isNoun || language !== 'de' ? uncapitalize(own) : own, '.!');
  // In German the verb stands behind the noun, in front of its relative clause.
  const [noun = '', ...clauses] = what.split(', ');
  const say = letterWords(language);
  const object = { text: noun.startsWith('der ') ? `den ${noun.slice('der '.length)}` : noun };
  const texts = startsWithTense(own, language)
    ? [language === 'de' ? `Ich ${noun}` : frenchSubject(noun)]
    : [say('wording.built', object), say('wording.helped', object), say('wording.worked', { text: noun })];
  const whole = (start: string) => [`${[start, ...clauses].join(', ')}.`, ...others].join(' ');
  return { problem: 'verb-missing', texts: [...texts.map(whole), text] };
}

/** "Je développais …", "J'intégrais …" */
function frenchSubject(text: string): string {
  return 'aeiouhœ'.includes(text.normalize('NFD').charAt(0)) ? `J'${text}` : `Je ${text}`;
}

const RELATIVES = wordSet('that which who whose where when because so');

/** "The cache" of "The cache that I wrote". */
function withoutRelative(sentence: string): string {
  const words = sentence.split(' ');
  const end = words.findIndex((word) => RELATIVES.has(word.toLowerCase()));
  return words.slice(0, end < 0 ? undefined : end).join(' ');
}

/**
 * "2 years of PHP for a hotel group, nothing special": sentences about it; a single one also without its last part.
 *
 * @param employer of the system, which the work came before; empty if unknown
 */
function earlierWork(text: string, employer: string): Wordings | null {
  const [first = '', ...others] = sentencesIn(text);
  // "Leave it out" is asked about anyway.
  if ([first, ...others].some((sentence) => asideKind(sentence) !== null)) return null;
  const start = uncapitalize(withoutBefore(trimEnd(first, '.!')));
  const whole = [start, ...others].join('. ');
  const when = `Before ${employer === '' ? 'that' : employer} I`;
  if (startsWithVerb(start)) {
    const before = BEFORE.has(tokens(text)[0]?.low ?? '') ? [] : [`I ${whole}`];
    return { problem: 'verb-missing', texts: [...before, `${when} ${whole}`, text] };
  }
  if (subjectIn(start, 'en') !== '' || hasClause(start) || start.split(' ').some(startsWithVerb)) return null;
  const comma = start.lastIndexOf(', ');
  const short = others.length > 0 || comma < 0 ? whole : withoutBefore(start.slice(0, comma));
  const verbs = short.split(' ', TIME_WITHIN).some((word) => TIMES.has(word)) ? ['did', 'spent'] : ['worked on', 'was'];
  const texts = [...verbs.map((verb) => `${verb} ${short}`), ...(short === whole ? [] : [`did ${whole}`])];
  return { problem: 'verb-missing', texts: [...texts.map((words) => `${when} ${words}`), text] };
}

/** "Two years of PHP", "a year and a half": a time among the first words. */
const TIMES: ReadonlySet<string> = new Set(['year', 'years', 'yr', 'yrs', 'month', 'months', 'season', 'seasons']);
const TIME_WITHIN = 3;

const BEFORE: ReadonlySet<string> = new Set(['before', 'earlier', 'previously']);
const THIS: ReadonlySet<string> = new Set(['this', 'that', 'it']);

/** Removes "before this" from the start and "before" from the end, as "Before that" is added. */
function withoutBefore(text: string): string {
  const words = text.split(' ');
  const low = (at: number) => trimPunctuation(words.at(at) ?? '').toLowerCase();
  const from = !BEFORE.has(low(0)) ? 0 : THIS.has(low(1)) ? 2 : 1;
  return trimPunctuation(words.slice(from, BEFORE.has(low(-1)) ? -1 : undefined).join(' '));
}

/** The letter addresses the company: pronouns of the third person with those of the second. */
const SECOND_PERSON: ReadonlyMap<string, string> = new Map([
  ['they', 'you'],
  ["they're", "you're"],
  ["they've", "you've"],
  ["they'd", "you'd"],
  ["they'll", "you'll"],
  ['them', 'you'],
  ['their', 'your'],
  ['theirs', 'yours'],
]);
const ADDRESSED: ReadonlySet<string> = new Set(SECOND_PERSON.values());

/** @returns null for a text without a pronoun of the third person, or if it addresses the company already */
function inSecondPerson(text: string): string | null {
  const all = tokens(text);
  const changed = all.flatMap(({ low, start, end, text: written }) => {
    const you = SECOND_PERSON.get(low);
    const isCapital = written[0] !== low[0];
    return you === undefined ? [] : [{ start, end, to: isCapital ? `Y${you.slice(1)}` : you }];
  });
  if (changed.length === 0 || all.some(({ low }) => ADDRESSED.has(low))) return null;
  return changed.reduceRight((rest, { start, end, to }) => rest.slice(0, start) + to + rest.slice(end), text);
}

const NOUN_STARTS: ReadonlySet<string> = new Set(['a', 'an', 'the', 'one', 'our', 'some', 'two', 'three', 'several']);
/** Maximum words of an answer that may be a noun phrase; without an article: "nightly batch jobs". */
const PHRASE_WORDS = 9;
const NOUN_WORDS = 3;

/** "a nightly batch" completes "It replaced …"; "the batch ran nightly" completes "Before that, …". Code can't tell them apart. */
function mayBeNoun(text: string): boolean {
  return countWords(text) <= (NOUN_STARTS.has(text.split(' ', 1)[0] ?? '') ? PHRASE_WORDS : NOUN_WORDS);
}
