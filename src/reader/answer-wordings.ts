/** Answers that would read oddly in the letter as typed: the wordings that the person can choose from. English only. */
import type { Language } from '../machine/language.ts';
import type { Problem } from '../machine/pending.ts';
import { uncapitalize } from '../text/capitals.ts';
import { tokens } from '../text/lexer.ts';
import { beforeThat, startsWithVerb, subjectOf } from '../text/openings.ts';
import { countWords } from '../text/sentences.ts';

interface Wordings {
  readonly problem: Problem;
  readonly texts: readonly string[];
}

/** @returns the wordings of an answer to choose from; null if it can stand as typed */
export function wordingsOf(slot: string, text: string, language: Language): Wordings | null {
  if (language !== 'en') return null;
  if (slot === 'company.choice' || slot === 'company.view') {
    const addressed = inSecondPerson(text);
    return addressed === null ? null : { problem: 'third-person', texts: [addressed, text] };
  }
  if (slot === 'system.what' && !startsWithVerb(text) && subjectOf(text) === null) {
    const what = uncapitalize(text);
    return {
      problem: 'verb-missing',
      texts: [`I built ${what}`, `I helped build ${what}`, `I worked on ${what}`, text],
    };
  }
  const sentence = slot === 'system.before' && mayBeNoun(text) ? beforeThat(text) : null;
  return sentence === null ? null : { problem: 'noun-or-sentence', texts: [`It replaced ${text}`, sentence] };
}

/** The letter addresses the company: pronouns of the third person with those of the second. */
const SECOND_PERSON: ReadonlyMap<string, string> = new Map([
  ['they', 'you'],
  ["they're", "you're"],
  ["they've", "you've"],
  ['their', 'your'],
]);

/** @returns null unless the text begins with a pronoun of the third person */
function inSecondPerson(text: string): string | null {
  const all = tokens(text);
  if (!SECOND_PERSON.has(all[0]?.low ?? '')) return null;
  const changed = all.flatMap(({ low, start, end, text: written }) => {
    const you = SECOND_PERSON.get(low);
    const isCapital = written[0] !== low[0];
    return you === undefined ? [] : [{ start, end, to: isCapital ? `Y${you.slice(1)}` : you }];
  });
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
