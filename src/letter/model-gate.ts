/** The gate for a model's draft: every number and name is the candidate's, no stock phrases, no placeholders, complete. */

import { type Amount, type Figure, textOf } from '../machine/sheet.ts';
import { straight } from '../text/capitals.ts';
import type { Span } from '../text/lexer.ts';
import { countWords } from '../text/sentences.ts';
import { type DraftFault, type DraftSentence, wholeFault } from './draft.ts';
import { type NumberChecker, numberChecker } from './draft-numbers.ts';
import { type Fact, type Facts, wordsOfFact } from './facts.ts';
import { CODE_MARKS, TEMPLATE_MARKS } from './gate.ts';
import { type Spelling, unknownNames } from './names.ts';
import { hides, redacted } from './redact.ts';
import { isCounted } from './render.ts';
import { BANNED, PRAISE, stemsOf, VAGUE_AMOUNTS, WEAK, wordsIn } from './word-lists.ts';
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
  readonly kind: 'placeholder' | 'phrase' | 'praise';
}

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
  ];
}

function phrasesIn(lower: string, own: string): readonly StyleFault[] {
  return BANNED.flatMap((phrase): StyleFault[] => {
    const start = lower.indexOf(phrase);
    const isInside = start > 0 && /\p{L}/u.test(lower[start - 1] ?? '');
    return start < 0 || isInside || own.includes(phrase) ? [] : [{ kind: 'phrase', start, end: start + phrase.length }];
  });
}

/** In words of the body. Outside `few` to `many` the letter is revised, outside `least` to `most` it is rejected. */
const LENGTH = { least: 170, few: 200, many: 350, most: 400 } as const;
/** As a share of the words that they said: with few words a letter may be short, as anything more would be padding. */
const THIN = { least: 0.6, few: 0.8 } as const;

/** Checks the letter as a whole: length, complete figures, exact counts. */
function completenessFaults(draft: readonly DraftSentence[], facts: Facts, numbers: NumberChecker): DraftFault[] {
  const body = draft.map(({ text }) => text).join(' ');
  const length = countWords(body);
  const words = countWords(facts.list.flatMap(saidIn).join(' '));
  const least = Math.min(LENGTH.least, words * THIN.least);
  const few = Math.min(LENGTH.few, words * THIN.few);
  const wanted = `The letter has ${length} words; it must have ${Math.ceil(few * 1.1)} to 320, without the greeting.`;
  const isFarOff = length < least || length > LENGTH.most;
  return [
    ...(length < few || length > LENGTH.many ? [wholeFault('length', 'letter', wanted, isFarOff)] : []),
    ...facts.list.flatMap(({ id, figure }) => (figure === null ? [] : figureFaults(id, figure, draft, numbers))),
    ...blurred(draft, facts, numbers),
  ];
}

/** What they said of a fact. The job stands in the heading. */
function saidIn({ topic, text, noted }: Fact): readonly string[] {
  return topic === 'role' ? [] : [noted?.said || text];
}

/** Generic measures that the unit already implies. A letter need not name them. */
const PLAIN_MEASURES: ReadonlySet<string> = new Set(stemsOf('volume load throughput traffic latency time'));

/** Up to this value, a number alone doesn't identify its figure. */
const SMALL = 3;

/** Each figure must be stated once, with its measure, its baseline and its percentile. */
function figureFaults(
  id: string,
  figure: Figure,
  draft: readonly DraftSentence[],
  numbers: NumberChecker,
): DraftFault[] {
  const { before, now, measure, percentile } = figure;
  const main = now ?? before;
  if (main === null) return [];
  // Not parsed as numbers: "every fourth", and the "one" of "before it 11 restarts, and since then one".
  const isTold = (text: string, { quantity, quote }: Amount) =>
    numbers.states(text, quantity) ||
    (countWords(quote) > 1 && text.toLowerCase().includes(quote.toLowerCase())) ||
    (quantity.value === 1 && wordsIn(text).includes('one'));
  const words = stemsOf(`${measure ?? ''} ${main.quantity.unit}`).filter((word) => word.length > 3);
  const isIn = (one: DraftSentence) => {
    if (!isTold(one.text, main)) return false;
    if (main.quantity.value > SMALL || words.length === 0 || !isCounted(main.quantity)) return true;
    // "None" and "one" are too common: this sentence or the one before must also name the thing.
    const stems = stemsOf(`${draft[draft.indexOf(one) - 1]?.text ?? ''} ${one.text}`);
    return words.some((word) => stems.some((other) => isAkin(word, other)));
  };
  const all = draft.filter(isIn);
  const stating = [...all.filter((one) => one.facts.includes(id)), ...all];
  // Prefers a sentence with both sides: a zero also matches the "not" of "not always".
  const isWhole = ({ text }: DraftSentence) => before === null || isTold(text, before);
  const first = stating.find(isWhole) ?? stating[0];
  const name = measure ?? figure.topic;
  if (first === undefined) {
    const hint = `The figure "${name}" is missing. Tell it with what is measured, from what to what, and its unit.`;
    return [wholeFault('missing', 'letter', hint, true)];
  }
  const near = draft.filter((one) => one.paragraph === first.paragraph).map(({ text }) => text);
  const around = stemsOf(near.join(' '));
  const missing = (hint: string) => wholeFault('incomplete', first.key, `"${name}": ${hint}`, false);
  // The opening may have told it; a small count may be of anything.
  const isSmall = before !== null && isCounted(before.quantity) && before.quantity.value <= SMALL;
  const told = isSmall ? near : draft.map(({ text }) => text);
  const base = now !== null && before !== null && !told.some((text) => isTold(text, before));
  const wanted = stemsOf(measure ?? '').filter((word) => word.length > 3 && !PLAIN_MEASURES.has(word));
  const isMeasured = wanted.length === 0 || wanted.some((word) => around.some((other) => isAkin(word, other)));
  const isRanked =
    percentile === null ||
    near.some((text) => numbers.readIn(text).percentiles.some(({ name: other }) => other === percentile)) ||
    (percentile === 'average' && /\baverage/u.test(near.join(' ')));
  return [
    ...(base ? [missing('say from what it changed, too')] : []),
    ...(isMeasured ? [] : [missing(`say what is measured: "${measure}"`)]),
    ...(isRanked ? [] : [missing(`say that it is the ${percentile}`)]),
  ];
}

/** Whether stems share five letters: "propagation" and "propagates". */
function isAkin(one: string, other: string): boolean {
  const start = one.slice(0, 5);
  return one === other || (start.length === 5 && other.startsWith(start));
}

/** Reports "several clients" if the candidate said three. */
function blurred(draft: readonly DraftSentence[], { list }: Facts, numbers: NumberChecker): DraftFault[] {
  const counted = list.flatMap(({ text }) =>
    numbers
      .readIn(text)
      .mentions.flatMap(({ quantity, spelled }) =>
        spelled && quantity.value === 1 ? [] : stemsOf(quantity.unit).slice(-1),
      ),
  );
  const nouns = new Set(counted.filter((noun) => noun.length > 3));
  const said = new Set(list.flatMap(({ text }) => wordsIn(text)));
  return draft.flatMap(({ key, text }): DraftFault[] => {
    const words = wordsIn(text);
    const at = words.findIndex(
      (word, place) =>
        VAGUE_AMOUNTS.has(word) &&
        !said.has(word) &&
        stemsOf(words.slice(place + 1, place + 4).join(' ')).some((noun) => nouns.has(noun)),
    );
    if (at < 0) return [];
    return [wholeFault('incomplete', key, `"${words[at]}": give the number as told`, false)];
  });
}
