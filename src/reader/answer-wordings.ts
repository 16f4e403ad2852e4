/** Answers that would read oddly in the letter as typed: the wordings that the person can choose from. */
import type { Language } from '../machine/language.ts';
import type { Problem } from '../machine/pending.ts';
import { letterWords } from '../prompts/catalogues.ts';
import { isCapital, uncapitalize } from '../text/capitals.ts';
import { parseNameTable, tokens, wordSet } from '../text/lexer.ts';
import { nameWord } from '../text/naming.ts';
import { beforeThat, startsWithNoun, startsWithVerb, subjectIn } from '../text/openings.ts';
import { plain } from '../text/phrases.ts';
import { countWords, isDigit, piecesOf, sentencesIn, trimEnd } from '../text/sentences.ts';
import { hasClause } from './words-around.ts';

interface Wordings {
  readonly problem: Problem;
  readonly texts: readonly string[];
}

/** @returns the wordings of an answer to choose from; null if it can stand as typed */
export function wordingsOf(slot: string, text: string, language: Language): Wordings | null {
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
    const what = withArticle(text);
    return {
      problem: 'verb-missing',
      texts: [`I built ${what}`, `I helped build ${what}`, `I worked on ${what}`, text],
    };
  }
  if (slot === 'background') {
    const told = uncapitalize(withoutBefore(text));
    const starts = startsWithVerb(told) ? ['Before that, I', 'I'] : ['Before that, I worked on', 'Before that, I did'];
    const isTold = isSentence || subjectIn(told, 'en') !== '' || told.split(' ').some(startsWithVerb);
    const isOpen = startsWithVerb(told) || !isTold;
    return isOpen ? { problem: 'verb-missing', texts: [...starts.map((start) => `${start} ${told}`), text] } : null;
  }
  const sentence = slot === 'system.before' && mayBeNoun(text) ? beforeThat(text) : null;
  return sentence === null ? null : { problem: 'noun-or-sentence', texts: [`It replaced ${text}`, sentence] };
}

/** "Before that 3 years at a bank" → "3 years at a bank": the offers begin with these words. */
function withoutBefore(text: string): string {
  const [first = '', second = '', ...rest] = text.split(' ');
  return plain(`${first} ${second}`) === 'before that' && rest.length > 0 ? rest.join(' ') : text;
}

/** "ticket ledger, 310 branches" → "the ticket ledger, …"; not plurals, names ("Tavolo Grid"), or what has an article. */
function withArticle(typed: string): string {
  const words = (piecesOf(typed)[0] ?? '').split(' ');
  const [first = '', second] = words;
  if (isCapital(first) && isCapital(second)) return typed;
  const end = words.findIndex((word) => !['content', 'other'].includes(nameWord(word, 'en')));
  const head = words.at(end < 0 ? -1 : end - 1) ?? '';
  const what = uncapitalize(typed);
  const isWhole = startsWithNoun(typed, 'en') || isDigit(first.charAt(0)) || head.endsWith('s');
  return isWhole ? what : `the ${what}`;
}

/** "La collecte en Go": sentences about what begins with an article. */
function foreignWordings(text: string, language: Language): Wordings | null {
  const [first = '', ...others] = sentencesIn(text);
  if (subjectIn(first, language) !== '' || !startsWithNoun(first, language)) return null;
  const [noun = '', ...clauses] = trimEnd(uncapitalize(first), '.!').split(', ');
  const say = letterWords(language);
  const texts = (['wording.built', 'wording.helped', 'wording.worked'] as const).map((key) => say(key, { text: noun }));
  const whole = (start: string) => [`${[start, ...clauses].join(', ')}.`, ...others].join(' ');
  return { problem: 'verb-missing', texts: [...texts.map(whole), text] };
}

const RELATIVES = wordSet('that which who whose where when because so');

/** "The cache" of "The cache that I wrote". */
function withoutRelative(sentence: string): string {
  const words = sentence.split(' ');
  const end = words.findIndex((word) => RELATIVES.has(word.toLowerCase()));
  return words.slice(0, end < 0 ? undefined : end).join(' ');
}

/** The letter addresses the company: pronouns of the third person with those of the second. */
const SECOND_PERSON = parseNameTable(
  "you: they them; your: their; yours: theirs; you're: they're; you've: they've; you'd: they'd; you'll: they'll",
);
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

/** Maximum words of an answer that may be a noun phrase; without an article: "nightly batch jobs". */
const PHRASE_WORDS = 9;
const NOUN_WORDS = 3;

/** "a nightly batch" completes "It replaced …"; "the batch ran nightly" completes "Before that, …". Code can't tell them apart. */
function mayBeNoun(text: string): boolean {
  return countWords(text) <= (startsWithNoun(text, 'en') ? PHRASE_WORDS : NOUN_WORDS);
}
