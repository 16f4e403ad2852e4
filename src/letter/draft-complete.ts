/** Checks a model's letter as a whole: length, complete figures, exact counts. */
import type { Amount, Figure } from '../machine/sheet.ts';
import { countWords } from '../text/sentences.ts';
import { type DraftFault, type DraftSentence, wholeFault } from './draft.ts';
import type { NumberChecker } from './draft-numbers.ts';
import type { Facts } from './facts.ts';
import { isCounted } from './render.ts';
import { stemsOf, VAGUE_AMOUNTS, wordsIn } from './word-lists.ts';

/** In words of the body. Outside `few` to `many` the letter is revised, outside `least` to `most` it is rejected. */
const LENGTH = { least: 170, few: 200, many: 350, most: 400 } as const;
/** As a share of the facts' words: with few facts a letter may be short, as anything more would be padding. */
const THIN = { least: 0.6, few: 0.8 } as const;

export function completenessFaults(
  draft: readonly DraftSentence[],
  facts: Facts,
  numbers: NumberChecker,
): DraftFault[] {
  const body = draft.map(({ text }) => text).join(' ');
  const length = countWords(body);
  const words = countWords(facts.list.map(({ text }) => text).join(' '));
  const least = Math.min(LENGTH.least, words * THIN.least);
  const few = Math.min(LENGTH.few, words * THIN.few);
  const wanted = `The letter has ${length} words; it must have ${Math.ceil(few * 1.1)} to 330.`;
  const isFarOff = length < least || length > LENGTH.most;
  return [
    ...(length < few || length > LENGTH.many ? [wholeFault('length', 'letter', wanted, isFarOff)] : []),
    ...facts.list.flatMap(({ id, figure, isOptional }) =>
      figure === null || isOptional ? [] : figureFaults(id, figure, draft, numbers),
    ),
    ...blurred(draft, facts, numbers),
  ];
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
