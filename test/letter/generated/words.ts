/** Numbers in words, as English writes them. */
const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** Whole numbers below a million. */
export function inWords(value: number): string {
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) return `${TENS[Math.floor(value / 10)]}${value % 10 === 0 ? '' : `-${ONES[value % 10]}`}`;
  if (value < 1000) {
    const rest = value % 100;
    return `${ONES[Math.floor(value / 100)]} hundred${rest === 0 ? '' : ` and ${inWords(rest)}`}`;
  }
  const rest = value % 1000;
  return `${inWords(Math.floor(value / 1000))} thousand${rest === 0 ? '' : ` ${rest < 100 ? 'and ' : ''}${inWords(rest)}`}`;
}

const ORDINALS: Readonly<Record<string, string>> = {
  p50: 'fiftieth',
  p90: 'ninetieth',
  p95: 'ninety-fifth',
  p99: 'ninety-ninth',
  'p99.9': '99.9th',
};

export function ordinal(percentile: string): string {
  return ORDINALS[percentile] ?? '';
}

/** How many of how many a percentile is of. */
export const OUT_OF: Readonly<Record<string, readonly [part: string, whole: string]>> = {
  p50: ['one', 'two'],
  p90: ['nine', 'ten'],
  p95: ['nineteen', 'twenty'],
  p99: ['ninety-nine', 'a hundred'],
  'p99.9': ['999', 'a thousand'],
};
