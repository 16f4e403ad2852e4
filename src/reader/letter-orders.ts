/** Orders about the letter's numbered sentences, typed: "cut 4", "4: new sentence", "move 4 to 2", "greeting: Hi Sam,". */
import type { Command } from '../machine/commands.ts';

interface OrderRow {
  readonly id: string;
  readonly pattern: RegExp;
  /** @param key the sentence's key; null where there is no sentence of that number */
  commands(found: Found): Command[];
  readonly examples: readonly string[];
  readonly counterexamples: readonly string[];
}

interface Found {
  readonly number: number;
  readonly other: number;
  readonly text: string;
  readonly source: string;
  /** The key of the n-th sentence; null where there is none. */
  key(number: number): string | null;
}

const edit = (change: Extract<Command, { type: 'edit-letter' }>['edit']): Command[] => [
  { type: 'edit-letter', edit: change },
];
const unknown: Command[] = [{ type: 'remark', remark: 'no-such-sentence' }];

function forSentence(found: Found, make: (key: string) => Command[]): Command[] {
  const key = found.key(found.number);
  return key === null ? unknown : make(key);
}

/** "2, 5-7 and 9": every sentence that is named; all of them, or none where one is not there. */
function cutAll({ text, key }: Found): Command[] {
  const parts = text
    .toLowerCase()
    .replaceAll('to', '-')
    .replaceAll('and', ' ')
    .replace(/[^\d-]+/g, ' ')
    .trim();
  const numbers = parts.split(' ').flatMap((part) => {
    const [from = 0, to = from] = part
      .split('-')
      .filter((each) => each !== '')
      .map(Number);
    return Array.from({ length: Math.min(to - from + 1, 30) }, (_, at) => from + at);
  });
  const keys = numbers.filter((number) => number > 0).map(key);
  const isThere = keys.every((each) => each !== null);
  return isThere ? keys.flatMap((each) => (each === null ? [] : edit({ type: 'cut', key: each }))) : unknown;
}

export const ORDERS: readonly OrderRow[] = [
  {
    id: 'cut',
    pattern:
      /^(?:cut|delete|remove|drop|leave out) (?<text>(?:sentences? |numbers? )?#?\d{1,2}(?:[ ,&#+-]|and|to|\d)*)[.!]?$/i,
    commands: cutAll,
    examples: ['cut 4', 'Delete sentence 2', 'remove #3', 'please cut 1 and 4', 'cut 5, 3 and 2 please', 'cut 2-4'],
    counterexamples: ['cut latency by 40', 'cut 4 ms'],
  },
  {
    id: 'move',
    pattern: /^move (?:sentence |#)?(?<n>\d{1,2}) (?:to|before) (?:place |#)?(?<m>\d{1,2})\.?$/i,
    commands: (found) => forSentence(found, (key) => edit({ type: 'move', key, to: found.other })),
    examples: ['move 4 to 2', 'Move #3 to 1'],
    counterexamples: ['move to Kafka'],
  },
  {
    id: 'move-by-one',
    pattern: /^move (?:sentence |#)?(?<n>\d{1,2}) (?<text>up|down)\.?$/i,
    commands: (found) =>
      forSentence(found, (key) =>
        edit({ type: 'move', key, to: found.number + (found.text.toLowerCase() === 'up' ? -1 : 1) }),
      ),
    examples: ['move 4 up', 'move 2 down'],
    counterexamples: ['move up'],
  },
  {
    id: 'add',
    pattern: /^add(?: (?:after )?(?<n>\d{1,2}))?: ?(?<text>\S.*)$/is,
    commands: (found) => {
      const after = found.number === 0 ? null : found.key(found.number);
      if (found.number !== 0 && after === null) return unknown;
      return edit({ type: 'add', key: `added:${found.source}`, after, text: found.text, source: found.source });
    },
    examples: ['add: It runs on three nodes.', 'add 4: We never paged anyone.'],
    counterexamples: ['add something nice'],
  },
  {
    id: 'rewrite',
    pattern: /^(?:rewrite |change |replace )?(?:sentence |#)?(?<n>\d{1,2}): ?(?<text>\S.*)$/is,
    commands: (found) =>
      forSentence(found, (key) => edit({ type: 'rewrite', key, text: found.text, source: found.source })),
    examples: ['4: It never lost an order.', 'rewrite 2: We moved in May.'],
    counterexamples: ['14:30 is fine for me', 'rewrite it'],
  },
  {
    id: 'greeting',
    pattern: /^greeting: ?(?<text>\S.*)$/is,
    commands: ({ text }) => edit({ type: 'greeting', text }),
    examples: ['greeting: Hi Sam,'],
    counterexamples: ['greetings'],
  },
  {
    id: 'sign-off',
    pattern: /^sign-?off: ?(?<text>\S.*)$/is,
    commands: ({ text }) => edit({ type: 'sign-off', text }),
    examples: ['sign-off: Best,', 'signoff: Cheers,\nJo'],
    counterexamples: ['sign off by legal'],
  },
];

/** Politeness changes no order. */
function withoutPlease(text: string): string {
  return text
    .trim()
    .replace(/^please /i, '')
    .replace(/,? please[.!]?$/i, '');
}

/** No order starts later than this; in characters. */
const HEAD_AT_MOST = 40;

/** Orders that can't be an answer to a question: they name a number and nothing else. */
const CERTAIN: readonly string[] = ['cut', 'move', 'move-by-one'];

/** Whether it is an order about a numbered sentence, whatever stands asked. */
export function isCertainOrder(text: string): boolean {
  return ORDERS.some(({ id, pattern }) => CERTAIN.includes(id) && pattern.test(withoutPlease(text)));
}

/** @returns null where the text is no such order */
export function readOrder(text: string, source: string, keys: readonly string[]): Command[] | null {
  const told = withoutPlease(text);
  // "14:30": a number and a colon without a space is an order only before a word.
  if (/^\d{1,2}:\d/.test(told)) return null;
  if (told.length > HEAD_AT_MOST && !told.slice(0, HEAD_AT_MOST).includes(':')) return null;
  for (const { pattern, commands } of ORDERS) {
    const groups = pattern.exec(told)?.groups;
    if (!groups) continue;
    const number = Number(groups.n ?? 0);
    return commands({
      number,
      other: Number(groups.m ?? 0),
      text: (groups.text ?? '').trim(),
      source,
      key: (at) => keys[at - 1] ?? null,
    });
  }
  return null;
}
