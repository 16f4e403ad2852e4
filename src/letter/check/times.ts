/** When it was, and for how long, in a letter: years, months, clock times, and years that nobody counted. */
import { inBase, kindOf, type Mention } from '../../machine/figures.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import { around, type Sentence } from './sentence.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\.?`;

/** A year in four digits or in two: 2024, '24, 03/24, FY24, Jan 24. */
const YEARS = [
  /(?<![\d.,])((?:19|20)\d\d)(?!\d|[.,]\d)/g,
  /(?<![\p{L}\p{N}])['’‘](\d\d)(?![\p{L}\p{N}])/gu,
  /(?<![\d./])(?:0?[1-9]|1[0-2])[/.]((?:20)?[0-4]\d)(?![\d./])/g,
  new RegExp(
    String.raw`\b(?:fy ?|q[1-4][ /']{0,2}|(?:${MONTH}|spring|summer|autumn|winter|fall) )'?([0-4]\d)(?![\d.,:%])`,
    'gi',
  ),
];

function yearsIn(text: string): Set<number> {
  const found = new Set<number>();
  for (const pattern of YEARS)
    for (const match of text.matchAll(pattern)) {
      const digits = match[1] ?? '';
      found.add(digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) > 60 ? 1900 : 2000));
    }
  // "The season 21/22"
  for (const [, first, last] of text.matchAll(/(?<![\d./])(?:20)?(\d\d)[/-](\d\d)(?![\d./])/g))
    if (Number(last) === Number(first) + 1) found.add(2000 + Number(first)).add(2000 + Number(last));
  return found;
}

const YEAR = /(?<![\p{L}\p{N}.,/#:-])((?:19[5-9]|20[0-4])\d)(?![\p{L}\d]|[.,/-]\d)/gu;
const MONTH_AND_YEAR = new RegExp(String.raw`\b(${MONTH}) (?:of )?(?:['’]?\d\d|(?:19|20)\d\d)\b`, 'gi');

/** A year that nobody named, or a month that the year was not told with. */
export function yearFaults(letter: string, sentence: Sentence, { said, jobPost, whole }: Evidence): Fault[] {
  if (!/\d\d/.test(sentence.text)) return [];
  const known = new Set([...yearsIn(said), ...yearsIn(jobPost)]);
  const counted = ({ start, end }: { start: number; end: number }) =>
    sentence.mentions.some((mention) => mention.start < end && mention.end > start);
  const years = [...sentence.text.matchAll(YEAR)].flatMap((match) => {
    const start = sentence.start + match.index;
    const span = { start, end: start + 4 };
    if (known.has(Number(match[1])) || counted(span)) return [];
    return [faultAt(letter, yearsIn(whole).size > 0 ? 'changed-digit' : 'invented-number', span.start, span.end)];
  });
  const months = [...sentence.text.matchAll(MONTH_AND_YEAR)].flatMap((match) => {
    const name = (match[1] ?? '').slice(0, 3).toLowerCase();
    const number = MONTHS.indexOf(name) + 1;
    const told = new RegExp(
      String.raw`\b${name}|(?<!\d)0?${number}[/.-](?:20)?\d\d(?!\d)|20\d\d-0?${number}(?!\d)|\bq${Math.ceil(number / 3)}\b`,
      'i',
    );
    if (told.test(said) || told.test(jobPost) || !/\d/.test(said)) return [];
    const start = sentence.start + match.index;
    return [faultAt(letter, 'changed-digit', start, start + match[0].length)];
  });
  return [...years, ...months];
}

/** "In the two years that followed": years of which each was told by its number. */
export function isBetweenYears({ quantity, start, end }: Mention, sentence: Sentence, { said }: Evidence): boolean {
  if (quantity.unit !== 'years' || !Number.isInteger(quantity.value)) return false;
  const { before, after } = around(sentence, { start, end });
  const refers =
    /^\s*(?:that|which|since|after|afterwards|later|following|running|in a row|in between|before|earlier)\b/i.test(
      after,
    ) || /\b(?:following|next|last|past|those|these|both|after|over|the|all)\s*$/i.test(before);
  if (!refers) return false;
  const years = [...yearsIn(said)];
  return years.length === quantity.value || years.some((year) => years.includes(year + quantity.value));
}

const CLOCK =
  /(?<![\d:.])([01]?\d|2[0-3])(?:[:h]([0-5]\d))?(?: ?(am|pm|a\.m\.|p\.m\.|o['’]clock)|(?<=[:h]\d\d)(?![:\d])| (?:in the|at) (morning|afternoon|evening|night))/gi;
const CLOCK_WORD =
  /\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: (?:o['’]clock|am|pm)| (?:in the|at) (?:morning|afternoon|evening|night))\b/gi;
const HOURS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Times of day as minutes on a clock's face, so that 20:00 and eight are the same. */
function clockTimes(text: string): { minutes: number; start: number; end: number }[] {
  const digits = [...text.matchAll(CLOCK)].map((match) => ({
    minutes: (Number(match[1]) * 60 + Number(match[2] ?? 0)) % 720,
    start: match.index,
    end: match.index + match[0].length,
  }));
  const words = [...text.matchAll(CLOCK_WORD)].map((match) => ({
    minutes: (HOURS.indexOf(match[1]?.toLowerCase() ?? '') * 60) % 720,
    start: match.index,
    end: match.index + match[0].length,
  }));
  const names = [...text.matchAll(/\b(?:noon|midnight|midday)\b/gi)].map((match) => ({
    minutes: 0,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...digits, ...words, ...names];
}

/** A time of day that nobody told. */
export function clockFaults(letter: string, sentence: Sentence, { said, jobPost }: Evidence): Fault[] {
  const own = clockTimes(sentence.text);
  if (own.length === 0) return [];
  const known = new Set([...clockTimes(said), ...clockTimes(jobPost)].map(({ minutes }) => minutes));
  return own
    .filter(({ minutes, start }) => !known.has(minutes) && /^\d|^\w+ (?:o|am|pm)/.test(sentence.text.slice(start)))
    .map(({ start, end }) =>
      faultAt(
        letter,
        known.size > 0 ? 'changed-digit' : 'invented-number',
        sentence.start + start,
        sentence.start + end,
      ),
    );
}

/** "Every evening at eight", where it was 20:00. */
export function isClockTime({ quantity, bare, start, end }: Mention, sentence: Sentence, { said }: Evidence): boolean {
  const { before } = around(sentence, { start, end });
  if (!(bare || quantity.unit === '' || kindOf(quantity) === 'count') || quantity.value > 24) return false;
  if (!/\b(?:at|by|before|after|until|till|past|from|since|around|about|to)\s*$/i.test(before)) return false;
  return clockTimes(said).some(({ minutes }) => minutes === (quantity.value * 60) % 720);
}

/** Told in no number by the candidate, too. */
const VAGUE_TIME =
  /(?<!\d |\d)\b(?:some|several|many|few|couple of|those|all (?:the|these|those)|recent|for|over|of|the|my|after) (?:long )?(?:years|decades)\b|\bdecades?\b|\byears (?:of|ago)\b/i;
const YEAR_IN_BASE = inBase({ value: 1, unit: 'years' });

const EXPERIENCE =
  /\b(?:(?:for|after|from|with|in|over|across|spent)\s+)?(?:(?:some|several|many|a few|a couple of|a good few|all (?:these|those)|the past few|recent|long|the|my)\s+(?:years|decades)\b|(?:half )?a decade\b|(?:years|decades) of\b)|\bfor (?:years|decades|a long time)\b/i;

/** Years that somebody must have told of at least, for the words to be true of them. */
const MEANT: readonly (readonly [RegExp, number])[] = [
  [/half a decade/i, 4],
  [/\ba decade/i, 8],
  [/decades/i, 15],
  [/many|long|all (?:these|those)|years of|for years|a long time|good few/i, 4],
  [/several|some|a few|past few/i, 2],
  [/couple/i, 1.5],
];

/** How long somebody did something, in no number: as invented as one, where nothing of the kind was told. */
export function experienceFaults(letter: string, { text, start }: Sentence, { said, saidMentions }: Evidence): Fault[] {
  const match = EXPERIENCE.exec(text);
  if (!match || !/\b(?:i|i've|my|me|myself|we|our)\b/i.test(text) || VAGUE_TIME.test(said)) return [];
  const least = MEANT.find(([words]) => words.test(match[0]))?.[1] ?? 0;
  const told = saidMentions.filter(({ quantity }) => kindOf(quantity) === 'duration').map(({ quantity }) => quantity);
  if (told.some((quantity) => inBase(quantity) >= least * YEAR_IN_BASE * 0.98)) return [];
  return [faultAt(letter, 'invented-number', start + match.index, start + match.index + match[0].length)];
}
