/** Quantities that people tell without a numeral: each fortnight, a minute of audio, twice, both, a decade, every night. */
import { kindOf, type Mention } from '../../machine/figures.ts';
import type { Quantity } from '../../machine/quantity.ts';

const SPANS: readonly (readonly [RegExp, readonly Quantity[]])[] = [
  [/\bfortnight(?:s|ly)?\b/gi, [{ value: 2, unit: 'weeks' }]],
  [/\bhalf a decade\b/gi, [{ value: 5, unit: 'years' }]],
  [/\b(?:a|the|this|last|past|one|whole) decade\b/gi, [{ value: 10, unit: 'years' }]],
  [/\b(?:a|the|this|last|past|one|whole|half a) century\b/gi, [{ value: 100, unit: 'years' }]],
  [
    /\b(?:each|every|per|the|this|last|one|whole|next) quarter\b(?! (?:of|past|to)\b)|\bquarterly\b|\ba quarter (?:ago|later|earlier)\b/gi,
    [
      { value: 3, unit: 'months' },
      { value: 1, unit: 'quarters' },
    ],
  ],
  [/\bhalf[- ]year(?:ly)?\b|\bhalf of (?:the|a) year\b/gi, [{ value: 6, unit: 'months' }]],
  [
    /\b(?:(?:a|the|each|every|one|per) (?:whole |full |single |long )?|last |this )weekend\b/gi,
    [{ value: 2, unit: 'days' }],
  ],
  [/\bhalf (?:of )?(?:the|our|all|their|its|a|them)\b|\bone half\b/gi, [{ value: 50, unit: '%' }]],
  [/\b(?:all|every one) of\b/gi, [{ value: 100, unit: '%' }]],
];

const OCCASIONS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:once|single|sole|lone)\b/i, 1],
  [/\b(?:both|twice|doubled?|two-?fold|pairs?|a couple|halves|halved)\b/i, 2],
  [/\b(?:thrice|tripled?|trebled|three-?fold)\b/i, 3],
  [/\b(?:quadrupled?|four-?fold)\b/i, 4],
];

/** Counts told without a numeral; they tell how often something happened or how many there were, and measure nothing. */
export function occasionsIn(text: string): Set<number> {
  return new Set(OCCASIONS.filter(([pattern]) => pattern.test(text)).map(([, count]) => count));
}

const PARTS: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  twelfth: 12,
  twentieth: 20,
  fiftieth: 50,
  hundredth: 100,
  thousandth: 1000,
};
/** "A tenth is missing", "two thirds of them", "every tenth is a full one"; but no quarter of a year and no first half. */
const FRACTION = new RegExp(
  String.raw`\b(an?|one|every|each|two|three|four|nine)[ -](${Object.keys(PARTS).join('|')})s?\b(?! (?:an? )?(?:second|minute|hour|day|ago|past|to\b|year|later))`,
  'gi',
);
const COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, nine: 9 };

const UNITS: Readonly<Record<string, string>> = {
  second: 's',
  minute: 'min',
  hour: 'hours',
  day: 'days',
  night: 'days',
  evening: 'days',
  morning: 'days',
  week: 'weeks',
  month: 'months',
  year: 'years',
};
const ONE_OF =
  /\b(?:an?|one|each|every|per|the|this|last|any|whole|full|single|entire) (?:first |last |next |same |whole |full |very first )?(second|minute|hour|day|night|evening|morning|week|month|year)\b/gi;
const ADVERB = /\b(hourly|daily|nightly|weekly|monthly|yearly|annual(?:ly)?|overnight)\b/gi;
const ADVERBS: Readonly<Record<string, string>> = {
  hourly: 'hours',
  daily: 'days',
  nightly: 'days',
  overnight: 'days',
  weekly: 'weeks',
  monthly: 'months',
  yearly: 'years',
  annual: 'years',
  annually: 'years',
};

/** What a text tells without a numeral; the periods of its rates are none of it. */
export function impliedIn(text: string, mentions: readonly Mention[]): Quantity[] {
  const isCounted = isInside(
    mentions.filter(({ quantity }) => quantity.per !== undefined || kindOf(quantity) !== 'count'),
  );
  const found: Quantity[] = [];
  for (const [pattern, quantities] of SPANS) if (text.search(pattern) >= 0) found.push(...quantities);
  const add = (unit: string | undefined) => {
    if (unit) found.push({ value: 1, unit });
  };
  for (const match of text.matchAll(ONE_OF)) if (!isCounted(match.index)) add(UNITS[match[1]?.toLowerCase() ?? '']);
  for (const [, count = '', part = ''] of text.matchAll(FRACTION)) {
    const share = (100 * (COUNTS[count.toLowerCase()] ?? 1)) / (PARTS[part.toLowerCase()] ?? 1);
    // People say 33 or 67 per cent where it is a third more or two.
    if (share < 100) found.push({ value: share, unit: '%' }, { value: Math.round(share), unit: '%' });
  }
  if (/\bevery other\b/i.test(text)) found.push({ value: 50, unit: '%' });
  for (const match of text.matchAll(ADVERB)) add(ADVERBS[match[1]?.toLowerCase() ?? '']);
  return found;
}

/** Whether a place lies in one of the mentions, which are in the order told. */
function isInside(mentions: readonly Mention[]): (at: number) => boolean {
  let index = 0;
  let last = 0;
  return (at) => {
    if (at < last) index = 0;
    last = at;
    while (mentions[index] && (mentions[index]?.end ?? 0) <= at) index += 1;
    const mention = mentions[index];
    return mention !== undefined && mention.start <= at;
  };
}
