/** What a model's letter must tell as a whole: every figure in full, and no throughput alone. Its subject names the job. */
import type { Amount, Figure } from '../machine/sheet.ts';
import { countWords } from '../text/sentences.ts';
import type { DraftFault, DraftSentence } from './draft.ts';
import type { Numbers } from './draft-numbers.ts';
import { BLURRED, stemsOf, wordsOf } from './draft-words.ts';
import type { Facts } from './facts.ts';
import { isCounted } from './render.ts';

/** Words of the body. Outside the inner limits a letter is revised, outside the outer ones it doesn't leave. */
const LENGTH = { least: 170, few: 200, many: 350, most: 400 } as const;
/** Of the words of the facts: a letter from little may be short, since all that could fill it is padding. */
const THIN = { least: 0.6, few: 0.8 } as const;

export function completenessFaults(draft: readonly DraftSentence[], facts: Facts, numbers: Numbers): DraftFault[] {
  const body = draft.map(({ text }) => text).join(' ');
  const length = countWords(body);
  const words = countWords(facts.list.map(({ text }) => text).join(' '));
  const least = Math.min(LENGTH.least, words * THIN.least);
  const few = Math.min(LENGTH.few, words * THIN.few);
  const wanted = `The letter has ${length} words; it must have ${Math.ceil(few * 1.1)} to 330.`;
  const isFarOff = length < least || length > LENGTH.most;
  return [
    ...(length < few || length > LENGTH.many ? [fault('length', 'letter', wanted, isFarOff)] : []),
    ...facts.list.flatMap(({ id, figure, isOptional }) =>
      figure === null || isOptional ? [] : figureFaults(id, figure, draft, numbers),
    ),
    ...alone(draft, facts, numbers),
    ...blurred(draft, facts, numbers),
  ];
}

/** A fault of no place in a sentence. */
function fault(kind: DraftFault['kind'], key: string, hint: string, isSerious: boolean): DraftFault {
  return { kind, key, span: null, hint, isSerious };
}

/** Words for a topic as a whole: the unit says as much. */
const PLAIN_MEASURES: ReadonlySet<string> = new Set(stemsOf('volume load throughput traffic latency time'));

/** Up to here a number alone does not tell which figure it is. */
const SMALL = 3;

/** Each figure is told once, with what it measures, where it came from, and its percentile. */
function figureFaults(id: string, figure: Figure, draft: readonly DraftSentence[], numbers: Numbers): DraftFault[] {
  const { before, now, measure, percentile } = figure;
  const main = now ?? before;
  if (main === null) return [];
  // "Every fourth" has no number that is read, and neither has "before it 11 restarts, and since then one".
  const isTold = (text: string, { quantity, quote }: Amount) =>
    numbers.states(text, quantity) ||
    (countWords(quote) > 1 && text.toLowerCase().includes(quote.toLowerCase())) ||
    (quantity.value === 1 && wordsOf(text).includes('one'));
  const words = stemsOf(`${measure ?? ''} ${main.quantity.unit}`).filter((word) => word.length > 3);
  const isIn = (one: DraftSentence) => {
    if (!isTold(one.text, main)) return false;
    if (main.quantity.value > SMALL || words.length === 0 || !isCounted(main.quantity)) return true;
    // "None" and "one" are everywhere: the thing must be named, too, here or in the sentence before.
    const stems = stemsOf(`${draft[draft.indexOf(one) - 1]?.text ?? ''} ${one.text}`);
    return words.some((word) => stems.some((other) => isAkin(word, other)));
  };
  const all = draft.filter(isIn);
  const stating = [...all.filter((one) => one.facts.includes(id)), ...all];
  // "Not always" may be a none that is meant otherwise: where both sides stand is better.
  const isWhole = ({ text }: DraftSentence) => before === null || isTold(text, before);
  const first = stating.find(isWhole) ?? stating[0];
  const name = measure ?? figure.topic;
  if (first === undefined) {
    const hint = `The figure "${name}" is missing. Tell it with what is measured, from what to what, and its unit.`;
    return [fault('missing', 'letter', hint, true)];
  }
  const near = draft.filter((one) => one.paragraph === first.paragraph).map(({ text }) => text);
  const around = new Set(stemsOf(near.join(' ')));
  const missing = (hint: string) => fault('incomplete', first.key, `"${name}": ${hint}`, false);
  const base = now !== null && before !== null && !near.some((text) => isTold(text, before));
  const wanted = stemsOf(measure ?? '').filter((word) => word.length > 3 && !PLAIN_MEASURES.has(word));
  const isMeasured = wanted.length === 0 || wanted.some((word) => [...around].some((other) => isAkin(word, other)));
  const isRanked =
    percentile === null ||
    near.some((text) => numbers.readIn(text).percentiles.some(({ name: other }) => other === percentile)) ||
    (percentile === 'average' && /\bon average|\baverage/u.test(near.join(' ')));
  return [
    ...(base ? [missing('say from what it changed, too')] : []),
    ...(isMeasured ? [] : [missing(`say what is measured: "${measure}"`)]),
    ...(isRanked ? [] : [missing(`say that it is the ${percentile}`)]),
  ];
}

/** "Propagation" and "propagates". */
function isAkin(one: string, other: string): boolean {
  const start = one.slice(0, 5);
  return one === other || (start.length === 5 && other.startsWith(start));
}

/** Backend work is judged on what happens when things go wrong. */
function alone(draft: readonly DraftSentence[], { list }: Facts, numbers: Numbers): DraftFault[] {
  // Whether words were told is only guessed.
  const claims = list.filter(({ topic, figure }) => topic === 'reliability' && figure !== null);
  const loads = list.filter(({ topic }) => topic === 'throughput');
  if (claims.length === 0) return [];
  const told = draft.find((one) => loads.some((load) => states(one, load, numbers)));
  if (told === undefined || claims.some((claim) => draft.some((one) => states(one, claim, numbers)))) return [];
  const words = claims.map(({ noted, text }) => `"${noted?.data ?? text}"`).join(', ');
  return [fault('alone', told.key, `Never the throughput without the reliability: tell ${words} before it.`, true)];
}

/** A sentence tells a fact when it states one of its quantities; a fact without any, when it has most of its words. */
function states({ text }: DraftSentence, { text: words, figure }: Facts['list'][number], numbers: Numbers): boolean {
  const own = [figure?.now, figure?.before].flatMap((side) => (side ? [side.quantity] : []));
  const read = own.length > 0 ? own : numbers.readIn(words).mentions.map(({ quantity }) => quantity);
  if (read.some((quantity) => quantity.value !== 0 && numbers.states(text, quantity))) return true;
  const stems = new Set(stemsOf(text));
  const wanted = [...new Set(stemsOf(words))].filter((word) => word.length > 3);
  const shared = wanted.filter((word) => stems.has(word)).length;
  const none = read.find(({ value }) => value === 0);
  if (none === undefined || !numbers.states(text, none))
    return none === undefined && shared >= Math.max(2, Math.min(4, wanted.length / 3));
  // "No gap since": the thing of which there is none must be in it.
  return shared >= 3 || stemsOf(none.unit).some((word) => stems.has(word));
}

/** "Several clients" where the candidate said three. */
function blurred(draft: readonly DraftSentence[], { list }: Facts, numbers: Numbers): DraftFault[] {
  const counted = list.flatMap(({ text }) =>
    numbers
      .readIn(text)
      .mentions.flatMap(({ quantity, spelled }) =>
        spelled && quantity.value === 1 ? [] : stemsOf(quantity.unit).slice(-1),
      ),
  );
  const nouns = new Set(counted.filter((noun) => noun.length > 3));
  const said = new Set(list.flatMap(({ text }) => wordsOf(text)));
  return draft.flatMap(({ key, text }): DraftFault[] => {
    const words = wordsOf(text);
    const at = words.findIndex(
      (word, place) =>
        BLURRED.has(word) &&
        !said.has(word) &&
        stemsOf(words.slice(place + 1, place + 4).join(' ')).some((noun) => nouns.has(noun)),
    );
    if (at < 0) return [];
    return [fault('incomplete', key, `"${words[at]}": give the number as told`, false)];
  });
}
