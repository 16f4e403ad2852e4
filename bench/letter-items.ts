/**
 * Letters with planted faults, as JSON lines `{id, brief, company_source, letter, faults}`, and a sheet from the
 * candidate's messages. In place of a reader it recognizes corrections and confidential values by a few cues.
 */
import { z } from 'zod';
import { kindOf } from '../src/machine/quantity.ts';
import { EMPTY_SHEET, type Hidden, type Sheet, type Value } from '../src/machine/sheet.ts';
import { type Mention, numbersIn } from '../src/text/quantities.ts';
import { sentencesIn } from '../src/text/sentences.ts';

const ItemSchema = z.object({
  id: z.string(),
  brief: z.array(z.object({ topic: z.string(), quote: z.string() })),
  company_source: z.string().nullable(),
  letter: z.string(),
  faults: z.array(z.object({ kind: z.string(), span: z.string() })),
});
export type Item = z.infer<typeof ItemSchema>;

export function itemsOf(lines: string): Item[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ItemSchema.parse(JSON.parse(line)));
}

export function sheetOfItem({ brief, company_source: post }: Item): Sheet {
  const messages = corrected(brief);
  const values = messages.map(({ topic, text }, at): [string, Value] => [
    topic === 'contact' && !messages.slice(0, at).some((one) => one.topic === topic)
      ? 'contact.name'
      : `${topic}.m${at + 1}`,
    { text, source: `m${at + 1}`, sentences: 1, ours: false },
  ]);
  const company = messages.flatMap(({ topic, text }) => (topic === 'role' ? (COMPANY.exec(text)?.[1] ?? []) : []))[0];
  if (company !== undefined) values.push(['role.company', { text: company, source: 'm1', sentences: 1, ours: false }]);
  const kept =
    post === null
      ? []
      : [{ source: 'post', text: post, topic: 'role', isPost: true, sentences: [], names: [], amounts: [] }];
  return { ...EMPTY_SHEET, values: Object.fromEntries(values), hidden: hiddenIn(brief), kept };
}

const COMPANY = /\b(?:at|to|@|in|by company|for)\s+((?:\p{Lu}[\p{L}&]*\s?)+)/u;

interface Message {
  readonly topic: string;
  readonly text: string;
}

const CORRECTS =
  /\b(?:wait|sorry|actually|correction|i meant|make that|scratch that|looked it up|mistake|wrong|typo|mixed|swapped)\b/iu;
/** Words between a number and its replacement: "19k, no sorry 9k". */
const REPLACES: ReadonlySet<string> = new Set(
  "no sorry wait argh oops err hm hmm sry i mean make that it's it was that's actually rather".split(' '),
);

/** The messages without corrected values. */
function corrected(brief: Item['brief']): Message[] {
  const texts = brief.map(({ topic, quote }) => ({ topic, text: withinMessage(quote) }));
  for (const [at, { topic, text }] of texts.entries()) {
    if (!CORRECTS.test(text)) continue;
    const earlier = texts.slice(0, at);
    const struck = struckBy(
      text,
      earlier.filter((one) => one.topic === topic),
      earlier,
    );
    const ranks = numbersIn(text).percentiles;
    const wrong = ranks.find(({ start }) => isNegated(text.slice(0, start)));
    const right = ranks.find((one) => one !== wrong);
    for (const one of texts.slice(0, at + 1)) {
      if (one.topic === topic || struck.isAnywhere) one.text = struck.mentions.reduce(without, one.text);
      if (wrong && right && one.topic === topic && one.text !== text)
        one.text = numbersIn(one.text)
          .percentiles.filter(({ name }) => name === wrong.name)
          .toReversed()
          .reduce((rest, { start, end }) => rest.slice(0, start) + right.name + rest.slice(end), one.text);
    }
  }
  return texts.map((one) => ({ ...one, text: respelled(one.text, brief) }));
}

function isNegated(before: string): boolean {
  return /\b(?:not|instead of|rather than|isn't|wasn't)(?: the)?\s*$/iu.test(before);
}

/** Removes the first number in "from 19k, no sorry 9k". */
function withinMessage(text: string): string {
  const { mentions } = numbersIn(text);
  const gone = mentions.filter((one, at) => {
    const next = mentions[at + 1];
    const words =
      text
        .slice(one.end, next?.start ?? one.end)
        .toLowerCase()
        .match(/[\p{L}']+/gu) ?? [];
    return next !== undefined && words.length > 0 && words.every((word) => REPLACES.has(word));
  });
  return gone.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

interface Struck {
  readonly mentions: readonly Mention[];
  readonly isAnywhere: boolean;
}

function struckBy(text: string, onTopic: readonly Message[], all: readonly Message[]): Struck {
  const { mentions } = numbersIn(text);
  const named = mentions.filter(({ start }) => isNegated(text.slice(0, start)));
  if (named.length > 0) return { mentions: named, isAnywhere: false };
  const [only, ...more] = mentions;
  if (only === undefined || more.length > 0) return { mentions: [], isAnywhere: false };
  const before = (messages: readonly Message[]) => messages.flatMap((one) => numbersIn(one.text).mentions);
  const kind = kindOf(only.quantity);
  const alike = before(onTopic).filter(({ quantity }) => kind === 'bare' || kindOf(quantity) === kind);
  if (alike.length > 0) return { mentions: alike.slice(-1), isAnywhere: false };
  const { unit, per } = only.quantity;
  const elsewhere = before(all).filter(
    ({ quantity }) => kind !== 'bare' && quantity.unit === unit && quantity.per === per,
  );
  return { mentions: elsewhere.slice(-1), isAnywhere: true };
}

/** Removes a number in all its readings: "310 ms, not 210". */
function without(text: string, { quantity, readings }: Mention): string {
  const values = new Set([quantity, ...readings].map(({ value }) => value));
  const { mentions } = numbersIn(text);
  const gone = mentions.filter((one) => values.has(one.quantity.value));
  return gone.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

const SPELLED = /\b(?:spelled|spelt|typo,? (?:it is|it's|its)|should (?:be|read))\s+(?:as\s+)?(\p{Lu}\p{L}+)/u;

/** Removes the most similar name for "no, it's spelled Harborlane". */
function respelled(text: string, brief: Item['brief']): string {
  const spelled = brief.flatMap(({ quote }) => SPELLED.exec(quote)?.[1] ?? []);
  return spelled.reduce((rest, right) => {
    const wrong = rest
      .match(/\p{Lu}\p{L}+/gu)
      ?.find((word) => word !== right && word.slice(0, 4) === right.slice(0, 4));
    return wrong === undefined ? rest : rest.replaceAll(wrong, right);
  }, text);
}

const SECRET =
  /\b(?:confidential|secret|internal|nda|must not|mustn't|can't|cannot|may not|not allowed|don't|never|please not|keep|stays? out|off the record)\b/iu;
const TELLS =
  /\b(?:name|named|say|print|printed|write|mention|publish|share|quote|use|appear|number|figure|exact|secret|confidential|nda|out)\b/iu;
const OF_NAMES = /\b(?:name|names|named|mention|print|write|appear|use|codename|call)\b/iu;
const OF_EMPLOYER =
  /\b(?:name them|the name|(?:name|names) (?:of )?(?:my|the|our) (?:company|employer|client|customer))\b/iu;
const OF_NUMBERS = /\b(?:number|figure|exact|exactly|count|how many|amount|quote|nda|secret|confidential|internal)\b/iu;
const STAND_IN = /(?<!\p{L})['‘“"]([^'’”"]{4,60})['’”"]/gu;
const NAME = /(?<=[\s(])\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)*/gu;
const NO_NAMES: ReadonlySet<string> = new Set(['NDA', 'OK', 'Say', 'Write', 'Please', 'API']);

/** The values that the candidate asked to hide, by the sentence that asks. */
function hiddenIn(brief: Item['brief']): Hidden[] {
  const all = brief.map(({ quote }) => quote);
  const found = all.flatMap((message) => {
    const sentences = sentencesIn(message);
    return sentences.flatMap((sentence, at): Hidden[] => {
      if (!SECRET.test(sentence) || !TELLS.test(sentence)) return [];
      const says = [...`${sentence} ${sentences[at + 1] ?? ''}`.matchAll(STAND_IN)].map(({ 1: say = '' }) => say);
      const open = says.reduce((rest, say) => rest.replace(say, ''), sentence);
      const names = OF_NAMES.test(sentence) ? namesIn(open) : [];
      const isEmployer = OF_EMPLOYER.test(sentence);
      const employers = names.length === 0 && isEmployer ? namesBehindAt(message) : [];
      const numbers = OF_NUMBERS.test(sentence) ? secretNumbers(open, sentences.slice(0, at), all) : [];
      return [...names, ...employers, ...numbers].map((value) => ({ value, say: standIn(value, says) }));
    });
  });
  return found.filter(({ value }, at) => found.findIndex((other) => other.value === value) === at);
}

/** Maximum characters between a name and the words that ask to hide it. */
const NEAR = 30;

function namesIn(sentence: string): readonly string[] {
  const asked = SECRET.exec(sentence);
  const [start, end] = [(asked?.index ?? 0) - NEAR, (asked?.index ?? 0) + (asked?.[0].length ?? 0) + NEAR];
  return [...sentence.matchAll(NAME)]
    .filter(({ 0: name, index }) => !NO_NAMES.has(name) && index + name.length > start && index < end)
    .map(({ 0: name }) => name);
}

function namesBehindAt(message: string): readonly string[] {
  return [...message.matchAll(/(?<=\b(?:at|for)\s)\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)*/gu)].map(({ 0: name }) => name);
}

/** The replacement of the same kind: an amount for a number. */
function standIn(value: string, says: readonly string[]): string | null {
  const isAmount = (say: string) => /\b(?:than|over|about|few|\p{L}+(?:illions|sands|dreds|zens|tens))\b|\d/u.test(say);
  return says.find((say) => isAmount(say) === /\d/u.test(value)) ?? null;
}

/** The number in the sentence, the one with its noun, or the one in the sentence before. */
function secretNumbers(sentence: string, before: readonly string[], all: readonly string[]): readonly string[] {
  const own = numbersIn(sentence)
    .mentions.filter(({ spelled, quantity }) => !(spelled && quantity.value <= 2))
    .map(({ text }) => text);
  if (own.length > 0) return own.slice(0, 1);
  const noun = /\b(?:number|count|amount) of (?:the |our |my )?(\p{L}+)/iu.exec(sentence)?.[1]?.toLowerCase();
  if (noun !== undefined) {
    const counted = all.flatMap((text) => numbersIn(text).mentions);
    return counted
      .filter(({ quantity }) => quantity.unit.toLowerCase().includes(noun))
      .map(({ text }) => text)
      .slice(0, 1);
  }
  if (!/\b(?:that|this|the exact)\b/iu.test(sentence)) return [];
  return [...before]
    .reverse()
    .flatMap((one) => numbersIn(one).mentions.map(({ text }) => text))
    .slice(0, 1);
}
