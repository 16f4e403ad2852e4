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

export const ORDERS: readonly OrderRow[] = [
  {
    id: 'cut',
    pattern: /^(?:cut|delete|remove|drop|leave out) (?:sentence |number |no\. ?|#)?(?<n>\d{1,2})\.?$/i,
    commands: (found) => forSentence(found, (key) => edit({ type: 'cut', key })),
    examples: ['cut 4', 'Delete sentence 2', 'remove #3'],
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

/** No order starts later than this; in characters. */
const HEAD_AT_MOST = 40;

/** @returns null where the text is no such order */
export function readOrder(text: string, source: string, keys: readonly string[]): Command[] | null {
  const told = text.trim();
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
