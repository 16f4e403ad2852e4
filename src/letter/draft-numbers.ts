/** Checks that every quantity of a model's sentence is in the facts: equal, rounded, or derived from one change. */
import { kindOf, type Quantity } from '../machine/quantity.ts';
import { slotKind } from '../machine/slots.ts';
import type { Mention, Numbers as NumbersRead } from '../text/quantities.ts';
import { cached } from './cache.ts';
import {
  changesIn,
  changesOf,
  factorsIn,
  isDerived,
  isIdiomaticNumber,
  isOtherPercentile,
  isSame,
  isSameThing,
  isSingleUnitInFacts,
  isSwapped,
  isWithin,
  matchesFactQuantity,
  sharesOfRoundNumber,
  toleranceOf,
} from './draft-matching.ts';
import {
  type FactQuantity,
  type QuantityFault,
  type QuantityInContext,
  quantitiesInFact,
  quantitiesInText,
} from './draft-quantities.ts';
import { stemsOf, wordsIn, ZERO_WORDS } from './draft-words.ts';
import { type Fact, wordsOfFact } from './facts.ts';

/** Checks numbers against one set of facts. */
export interface NumberChecker {
  /** @param isOfCompany whether the clause at `start` is about the company; then it may use numbers of the job post */
  faultsIn(sentence: string, isOfCompany: (start: number) => boolean): readonly QuantityFault[];
  states(sentence: string, quantity: Quantity): boolean;
  /** Parses the numbers of a sentence or a fact; cached. */
  readIn(text: string): NumbersRead;
}

/** Maximum numbers of a sentence that are checked; any further number is a fault. */
const SENTENCE_AT_MOST = 24;

const OUT_OF = /^\s(?:out of|in|of)(?: every| each)?\s$/iu;

/** Characters before a number in which `FACTOR_OF` is searched. */
const FACTOR_AT_MOST = 40;
const FACTOR_OF = /\bfactor of (?:about |nearly |almost |around |roughly )?$/iu;

export function numberChecker(list: readonly Fact[], post: string): NumberChecker {
  const read = new Map<string, ReturnType<typeof quantitiesInText>>();
  // Cache: each fact and sentence is compared with all others.
  const statedOf = (text: string) => cached(read, text, () => quantitiesInText(text));
  const fewOf = (sentence: string) => statedOf(sentence).stated.slice(0, SENTENCE_AT_MOST);
  const said = list.flatMap((fact) => quantitiesInFact(fact, statedOf(fact.text)));
  const ofCompany = [...said, ...quantitiesInFact({ id: 'post', text: post, figure: null }, statedOf(post))];
  const percentilesOf = (texts: readonly string[]) =>
    new Set(texts.flatMap((text) => statedOf(text).numbers.percentiles.map(({ name }) => name)));
  const named = percentilesOf(list.map(({ text }) => text));
  const saidPercentiles = percentilesOf(ofCompany.map(({ text }) => text));
  const ownPercentiles = new Set(ofCompany.map(({ percentile }) => percentile));
  const words = list.map(wordsOfFact).join('\n').replaceAll('’', "'");
  const saidDigits: readonly string[] = words.match(/\d+/gu) ?? [];
  // "Oct '22" allows "2022".
  const years = saidDigits.filter((one) => one.length === 2 && words.includes(`'${one}`)).map((one) => `20${one}`);
  const own = [words, ...years].join('\n');
  const allText = `${list.map(({ text }) => text).join('\n')}\n${post}`.toLowerCase();
  const ownDigits = new Set([...saidDigits, ...years]);
  const allWords = new Set(stemsOf(allText));
  const changes = list.flatMap((fact) => changesIn(fact, statedOf(fact.text)));
  const names = list.flatMap(({ slot, text }) => (slotKind(slot) === 'name' ? [text] : []));
  const sides = new Set(said.map(({ fact, side }) => `${fact} ${side}`));
  const hasNone = list.some(({ text }) => saysNone(text)) || said.some(({ readings }) => readings.some(isZero));

  /** Sides can only be swapped if the fact has both. "Availability was 99.95% last year" has one. */
  const isOfChange = ({ fact, side }: FactQuantity) =>
    ['before', 'now'].some((other) => other !== side && sides.has(`${fact} ${other}`));
  /** "The two paths" is allowed if the facts say "two ways". */
  const isPair = ({ mention: { spelled, quantity } }: QuantityInContext) =>
    spelled &&
    quantity.value === 2 &&
    kindOf(quantity) === 'count' &&
    said.some(({ readings }) => readings.some(({ value }) => value === 2));
  /** The number is part of a name: "the Berth Four team". */
  const isInName = (at: number, sentence: string) =>
    names.some((name) => sentence.slice(Math.max(0, at - name.length + 1), at + name.length).includes(name));
  /** A year from the facts, before any noun: "the 2019 pilot". */
  const isYear = ({ quantity: { value } }: Mention) => value >= 1900 && value < 2100 && ownDigits.has(String(value));

  function faultsIn(sentence: string, isOfCompany: (start: number) => boolean): QuantityFault[] {
    const { numbers, loose } = statedOf(sentence);
    const stated = fewOf(sentence);
    const more = numbers.mentions.slice(stated.length);
    const here = changesOf(stated, true);
    const scope = here.length > 0 ? here : changes;
    // "Fourteen out of every fifteen" is one share.
    const pairs = stated.flatMap((one, at) => {
      const next = stated[at + 1];
      const isOutOf = next !== undefined && OUT_OF.test(sentence.slice(one.mention.end, next.mention.start));
      if (!isOutOf) return [];
      const share = { value: (one.mention.quantity.value / next.mention.quantity.value) * 100, unit: '%' };
      return isDerived(share, one.mention, changes) ? [one, next] : [];
    });
    const parts = new Set([...pairs, ...sharesOfRoundNumber(stated, said)]);
    const found = stated.flatMap((one): QuantityFault[] => {
      const { start, end } = one.mention;
      const source = isOfCompany(start) ? ofCompany : said;
      const fault = (kind: QuantityFault['kind']): QuantityFault[] => [{ kind, start, end }];
      if (
        isIdiomaticNumber(one) ||
        isPair(one) ||
        isInName(start, sentence) ||
        isSingleUnitInFacts(one, allWords) ||
        parts.has(one)
      )
        return [];
      const ends = one.mention.range === null ? [] : [one.mention.range.low, one.mention.range.high];
      const isTimes =
        one.mention.quantity.unit === 'times' ||
        FACTOR_OF.test(sentence.slice(Math.max(0, start - FACTOR_AT_MOST), start));
      const readings = isTimes ? [{ value: one.mention.quantity.value, unit: 'times' }] : one.readings;
      if (ends.length > 0) {
        const isBetween = isTimes && scope.some((change) => isWithin(ends, change));
        const isTold = ends.every((side) =>
          source.some((other) => matchesFactQuantity([side], one, other, allWords, sentence)),
        );
        return isBetween || isTold ? [] : fault(isTimes ? 'derived' : 'number');
      }
      const matching = source.filter((other) => matchesFactQuantity(one.readings, one, other, allWords, sentence));
      if (matching.length === 0) {
        if (isYear(one.mention)) return [];
        if (one.mention.quantity.value === 0 && hasNone && isSameThing(one, allWords)) return [];
        if (readings.some((reading) => isDerived(reading, one.mention, scope))) return [];
        const kind = kindOf(one.mention.quantity);
        return fault(isTimes || (kind === 'share' && here.length > 0) ? 'derived' : 'number');
      }
      return [
        ...(one.side !== null && isSwapped(one.side, matching.filter(isOfChange)) ? fault('order') : []),
        ...(one.at !== null && isOtherPercentile(one, matching, saidPercentiles, ownPercentiles)
          ? [{ kind: 'percentile' as const, start: one.at.start, end: one.at.end }]
          : []),
      ];
    });
    return [
      ...found,
      ...more.map(({ start, end }) => ({ kind: 'number' as const, start, end })),
      ...loose
        .filter(({ name }) => !ownPercentiles.has(name) && !named.has(name))
        .map(({ start, end }) => ({ kind: 'percentile' as const, start, end })),
      ...noneIn(sentence, stated),
      ...blurredIn(sentence),
      ...factorsIn(
        sentence,
        scope,
        allText,
        stated.map(({ mention }) => mention),
      ),
      ...digitsIn(sentence, isOfCompany),
    ];
  }

  /** Reports "from 40 a month to none" if the facts say that some are left. */
  function noneIn(sentence: string, stated: readonly QuantityInContext[]): QuantityFault[] {
    const none = /\bto (?:none|nothing|zero|nil)\b/iu.exec(sentence);
    const from = none && stated.findLast(({ mention }) => mention.end <= none.index);
    if (!none || !from) return [];
    const figures = list.flatMap(({ figure }) => (figure?.before && figure.now ? [figure] : []));
    const told = figures.filter(({ before }) =>
      from.readings.some((one) => before && isSame(one, before.quantity, 1e-9)),
    );
    const isLeft = told.length > 0 && told.every(({ now }) => (now?.quantity.value ?? 0) > 0);
    return isLeft ? [{ kind: 'number', start: none.index, end: none.index + none[0].length }] : [];
  }

  /** Reports "thousands a year" if no fact has a number of that size. */
  function blurredIn(sentence: string): QuantityFault[] {
    return [...sentence.matchAll(/\b(?:dozens|hundreds|thousands|millions|billions)\b/giu)].flatMap(
      ({ 0: word, index }) => {
        const [least, most] = SCALES.get(word.toLowerCase()) ?? [0, 0];
        const isSaid =
          allText.includes(word.toLowerCase()) ||
          said.some(({ readings }) => readings.some(({ value }) => value >= least && value < most));
        return isSaid ? [] : [{ kind: 'number' as const, start: index, end: index + word.length }];
      },
    );
  }

  /** Reports digits that are no quantity, such as years and versions, if they are not in the facts. */
  function digitsIn(sentence: string, isOfCompany: (start: number) => boolean): QuantityFault[] {
    const { mentions, percentiles } = statedOf(sentence).numbers;
    const taken = [...mentions, ...percentiles].toSorted((one, other) => one.start - other.start);
    let at = 0;
    return [...sentence.matchAll(/\d[\d.,:]*\d|\d/gu)].flatMap(({ 0: digits, index }): QuantityFault[] => {
      const end = index + digits.length;
      while ((taken[at]?.end ?? end) <= index) at += 1;
      if ((taken[at]?.start ?? end) < end || own.includes(digits) || (isOfCompany(index) && post.includes(digits)))
        return [];
      return [{ kind: 'number', start: index, end }];
    });
  }

  return {
    faultsIn,
    readIn: (text) => statedOf(text).numbers,
    states(sentence, quantity) {
      const isStating = ({ readings, mention }: QuantityInContext) => {
        if (quantity.value === 0 && mention.quantity.value === 0) return true;
        const slack = toleranceOf(mention);
        return readings.some((reading) => isSame(reading, quantity, slack));
      };
      return fewOf(sentence).some(isStating) || (quantity.value === 0 && saysNone(sentence));
    },
  };
}

function saysNone(text: string): boolean {
  return wordsIn(text).some((word) => ZERO_WORDS.has(word.replace(/['’]/gu, '')));
}

const isZero = ({ value }: Quantity): boolean => value === 0;

const SCALES: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['dozens', [24, 200]],
  ['hundreds', [200, 2000]],
  ['thousands', [2000, 1e6]],
  ['millions', [2e6, 1e9]],
  ['billions', [2e9, 1e12]],
]);
