/** The gate for a model's draft: every number and name is the candidate's, no stock phrases, no placeholders. */

import { textOf } from '../machine/sheet.ts';
import { straight } from '../text/capitals.ts';
import type { Span } from '../text/lexer.ts';
import { trimPunctuation } from '../text/sentences.ts';
import { type DraftFault, type DraftSentence, wholeFault } from './draft.ts';
import { completenessFaults } from './draft-complete.ts';
import { type Spelling, unknownNames } from './draft-names.ts';
import { numberChecker } from './draft-numbers.ts';
import { type Facts, wordsOfFact } from './facts.ts';
import { CODE_MARKS, TEMPLATE_MARKS } from './gate.ts';
import { hides, redacted } from './redact.ts';
import { BANNED, EVERYDAY_PRODUCTS, PRAISE, PRODUCTS, WEAK } from './word-lists.ts';
import { pointsBack } from './wording.ts';

export interface ModelGate {
  /** Faults of a single sentence. */
  sentence(sentence: DraftSentence): readonly DraftFault[];
  /** Faults of the sentences and of the letter as a whole. */
  draft(sentences: readonly DraftSentence[]): readonly DraftFault[];
}

/** Builds the gate for one set of facts. Pure: the same facts and draft give the same faults. */
export function modelGate(facts: Facts, spelling: Spelling): ModelGate {
  const { list, post, sheet } = facts;
  const said = list.map(({ text }) => text).join('\n');
  const own = straight(said);
  const numbers = numberChecker(list, post);
  const unknownNamesIn = unknownNames([...list.map(wordsOfFact), ...frameNames(facts)], post, spelling);
  const company = (textOf(sheet, 'role.company') ?? '').toLowerCase();

  function sentence(one: DraftSentence): DraftFault[] {
    const { key, text } = one;
    const isOfCompany = companyClauses(text, company);
    const found = [
      ...numbers.faultsIn(text, isOfCompany),
      ...unknownNamesIn(text, isOfCompany).map(({ start, end }) => ({ kind: 'name' as const, start, end })),
      ...styleFaultsIn(text, said, own),
    ];
    return [
      ...(hides(text, sheet.hidden) ? [wholeFault('hidden', key, 'Something confidential. Leave it out.', true)] : []),
      ...found.map(({ kind, start, end }): DraftFault => {
        const hint = `"${text.slice(start, end)}": ${HINTS[kind]}`;
        return { kind, key, span: { start, end }, hint, isSerious: true };
      }),
    ];
  }

  return {
    sentence,
    draft: (sentences) => [...sentences.flatMap(sentence), ...completenessFaults(sentences, facts, numbers)],
  };
}

const HINTS = {
  number: 'nobody said this number, or not of this. Use the number as told, or leave it out.',
  order: 'before and now are swapped.',
  percentile: 'another percentile, or none, was told for this number.',
  derived: 'this does not follow from the numbers told. Leave it out.',
  name: 'nobody said this name. Leave it out or use their word.',
  placeholder: 'a placeholder. Leave it out.',
  phrase: 'a stock phrase. Say it plainly or leave it out.',
  praise: 'praise that fits any company. Leave it out.',
  soup: 'a list of tools. Keep at most two that matter.',
} as const;

/** Names from the heading and sign-off, which a sentence may use, too. */
function frameNames({ sheet }: Facts): readonly string[] {
  return ['contact.name', 'contact.location'].map((slot) => redacted(textOf(sheet, slot) ?? '', sheet.hidden).text);
}

const OURS: ReadonlySet<string> = new Set(['i', 'my', 'me', 'we', 'our', 'us', 'mine']);
const YOURS: ReadonlySet<string> = new Set(['you', 'your', 'yours', 'their', 'they']);

/** True for "your team answers 900 million a day", false for "I bring seven years" and "our runtime", else null. */
function speaksOfCompany(clause: string): boolean | null {
  const words = clause.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.some((word) => OURS.has(word))) return false;
  return words.some((word) => YOURS.has(word)) || null;
}

/** Decides per clause: "I am applying to Larch, where you process 12 million records". The first is the default. */
function companyClauses(text: string, company: string): (start: number) => boolean {
  const ends = [...text.matchAll(/[,;:]\s|$/gu)].map(({ index }) => index);
  const first = text.slice(0, ends[0]);
  const rest = speaksOfCompany(first) ?? (company !== '' && first.toLowerCase().includes(company));
  // Precomputed, as a clause may have many numbers and names.
  const clauses = ends.map((end, at) => ({
    end,
    isOfCompany: speaksOfCompany(text.slice(ends[at - 1] ?? 0, end)) ?? rest,
  }));
  return (start) => clauses.find(({ end }) => end > start)?.isOfCompany ?? rest;
}

/** Maximum sentences that are cut from a letter. */
const CUTS_AT_MOST = 3;

/** Cuts sentences with serious faults. @returns the rest; null if too many are cut, or if the rest is not valid */
export function cutFaultySentences(
  sentences: readonly DraftSentence[],
  faults: readonly DraftFault[],
  gate: ModelGate,
): readonly DraftSentence[] | null {
  const keys = new Set(faults.filter(({ isSerious }) => isSerious).map(({ key }) => key));
  if (keys.has('letter') || keys.size > CUTS_AT_MOST) return null;
  const isLeaning = sentences.some((one, at) => {
    const before = sentences[at - 1];
    const isBehindCut = before !== undefined && keys.has(before.key) && before.paragraph === one.paragraph;
    return isBehindCut && !keys.has(one.key) && pointsBack(one.text);
  });
  const left = sentences.filter(({ key }) => !keys.has(key));
  if (isLeaning || gate.draft(left).some(({ isSerious }) => isSerious)) return null;
  return left;
}

interface StyleFault extends Span {
  readonly kind: 'placeholder' | 'phrase' | 'soup' | 'praise';
}

/** Minimum names in a sentence that is a list of tools. */
const TOOLS_AT_LEAST = 5;

/** Stricter than the gate for every letter: a candidate may type brackets, a model has no reason to. */
const MARKS: readonly RegExp[] = [TEMPLATE_MARKS, CODE_MARKS, /[[{<][a-z][^\]}>]{0,60}[\]}>]|\bXX%|_{3,}/giu];

/**
 * @param said everything the candidate said; their own marks and phrases are no faults
 * @param own `said` in lower case with straight apostrophes
 */
function styleFaultsIn(sentence: string, said: string, own: string): readonly StyleFault[] {
  const lower = straight(sentence);
  const marks = MARKS.flatMap((pattern) => [...sentence.matchAll(pattern)])
    .filter(({ 0: mark }) => !said.includes(mark))
    .map(({ 0: mark, index }) => ({ kind: 'placeholder' as const, start: index, end: index + mark.length }));
  const phrases = phrasesIn(lower, own);
  const whole = { start: 0, end: sentence.length };
  const words: readonly string[] = lower.match(/[\p{L}'-]+/gu) ?? [];
  const isNumbered = /\d/u.test(sentence);
  const isWeak = !isNumbered && WEAK.some((row) => row.every((set) => words.some((word) => set.has(word))));
  const praise = words.filter((word) => PRAISE.has(word)).length;
  return [
    ...marks,
    ...phrases,
    ...(isWeak && phrases.length === 0 ? [{ kind: 'phrase' as const, ...whole }] : []),
    ...(praise >= 2 && !isNumbered ? [{ kind: 'praise' as const, ...whole }] : []),
    ...(isSoup(sentence) ? [{ kind: 'soup' as const, ...whole }] : []),
  ];
}

function phrasesIn(lower: string, own: string): readonly StyleFault[] {
  return BANNED.flatMap((phrase): StyleFault[] => {
    const start = lower.indexOf(phrase);
    const isInside = start > 0 && /\p{L}/u.test(lower[start - 1] ?? '');
    return start < 0 || isInside || own.includes(phrase) ? [] : [{ kind: 'phrase', start, end: start + phrase.length }];
  });
}

/** Whether a sentence has consecutive items, separated by commas or "and", that each end with a name. */
function isSoup(sentence: string): boolean {
  let [run, longest] = [0, 0];
  for (const item of sentence.split(/[,;/]|\s(?:and|or|plus)\s/u).filter((one) => one.trim() !== '')) {
    run = isTool(item) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest >= TOOLS_AT_LEAST - 1 && namesIn(sentence) >= TOOLS_AT_LEAST;
}

/** Up to three words, the last one a name. */
function isTool(text: string): boolean {
  const words = trimPunctuation(text).split(' ');
  const last = words.at(-1) ?? '';
  return words.length <= 3 && (/\p{Lu}/u.test(last) || PRODUCTS.has(last) || EVERYDAY_PRODUCTS.has(last));
}

function namesIn(sentence: string): number {
  return sentence.split(/[\s,;/]+/u).filter((word) => /\p{Lu}/u.test(word.slice(0, 2)) || PRODUCTS.has(word)).length;
}
