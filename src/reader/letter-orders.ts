/** Orders about the letter's numbered sentences, typed: "cut 4", "4: new sentence", "move 4 to 2", "greeting: Hi Sam,". */
import type { Command } from '../machine/commands.ts';

type Sentences = readonly { readonly key: string; readonly text: string }[];

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
  /** The words that are to be replaced. */
  readonly old: string;
  readonly sentences: Sentences;
  /** The key of the n-th sentence; null where there is none. */
  key(number: number): string | null;
}

const edit = (change: Extract<Command, { type: 'edit-letter' }>['edit']): Command[] => [
  { type: 'edit-letter', edit: change },
];
/** Words that stand in more sentences than these are not meant everywhere. */
const REPLACED_AT_MOST = 3;

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

/** Writes the sentences anew that hold the old words; not certain where there are none, or many. */
function replaceWords({ old, text, source, sentences }: Found): Command[] {
  const found = sentences.filter((sentence) => sentence.text.includes(old));
  if (found.length === 0 || found.length > REPLACED_AT_MOST) return [{ type: 'remark', remark: 'not-found' }];
  return found.flatMap((sentence) =>
    edit({ type: 'rewrite', key: sentence.key, text: sentence.text.replaceAll(old, text), source }),
  );
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
    pattern:
      /^move (?:sentence |#)?(?<n>\d{1,2}) (?:to|before) (?:place |#|the )?(?:(?<m>\d{1,2})|(?<text>end|start))\.?$/i,
    commands: (found) =>
      forSentence(found, (key) => {
        const end = found.text.toLowerCase() === 'end' ? found.sentences.length : 1;
        return edit({ type: 'move', key, to: found.other || end });
      }),
    examples: ['move 4 to 2', 'Move #3 to 1', 'move 2 to the end'],
    counterexamples: ['move to Kafka'],
  },
  {
    id: 'swap',
    pattern: /^(?:swap|switch) #?(?<n>\d{1,2}) (?:and|with) #?(?<m>\d{1,2})\.?$/i,
    commands: (found) =>
      forSentence(found, (key) => {
        const other = found.key(found.other);
        if (other === null) return unknown;
        const [low, high] = [Math.min(found.number, found.other), Math.max(found.number, found.other)];
        const [first, second] = found.number < found.other ? [key, other] : [other, key];
        return [...edit({ type: 'move', key: second, to: low }), ...edit({ type: 'move', key: first, to: high })];
      }),
    examples: ['swap 2 and 3', 'switch 4 and 1'],
    counterexamples: ['switch to Kafka'],
  },
  {
    id: 'replace',
    pattern:
      /^(?:replace|change) ["'“]?(?<old>[^"“”\n]{1,80}?)["'”]? (?:with|by|to) ["'“]?(?<text>[^"“”\n]{1,120}?)["'”]?\.?$/i,
    commands: replaceWords,
    examples: ['replace Go with Rust', 'replace "Go" by "Rust"'],
    counterexamples: ['replace it'],
  },
  {
    id: 'not',
    pattern:
      /^(?:(?:wait|no|sorry|actually),? )?(?:it(?: was|'s| is) )?(?<text>\S[^,\n]{0,40}),? not (?<old>\S[^,\n]{0,40})$/i,
    commands: replaceWords,
    examples: ['wait it was Rust not Go', 'Rust, not Go'],
    counterexamples: ['do not'],
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
    pattern: /^(?:rewrite |change |replace |fix )?(?:sentence |#)?(?<n>\d{1,2}): ?(?<text>\S.*)$/is,
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

/** An order without a number is no longer than this; in characters. */
const ORDER_AT_MOST = 240;
/** No order starts later than this; in characters. */
const HEAD_AT_MOST = 40;

/** Orders that can't be an answer to a question: they name a number and nothing else. */
const NUMBERED: readonly string[] = ['cut', 'move', 'swap', 'move-by-one', 'add', 'rewrite'];
const CERTAIN: readonly string[] = ['cut', 'move', 'swap', 'move-by-one'];

/** Whether it is an order about a numbered sentence, whatever stands asked. */
export function isCertainOrder(text: string): boolean {
  return ORDERS.some(({ id, pattern }) => CERTAIN.includes(id) && pattern.test(withoutPlease(text)));
}

/**
 * @param isAnswer whether the text may as well be an answer: then only orders that name a number count
 * @returns null where the text is no such order
 */
export function readOrder(text: string, source: string, sentences: Sentences, isAnswer: boolean): Command[] | null {
  const told = withoutPlease(text);
  // "14:30": a number and a colon without a space is an order only before a word.
  if (/^\d{1,2}:\d/.test(told)) return null;
  if (told.length > (isAnswer ? HEAD_AT_MOST : ORDER_AT_MOST) && !told.slice(0, HEAD_AT_MOST).includes(':'))
    return null;
  for (const { id, pattern, commands } of ORDERS) {
    if (isAnswer && !NUMBERED.includes(id)) continue;
    const groups = pattern.exec(told)?.groups;
    if (!groups) continue;
    const number = Number(groups.n ?? 0);
    return commands({
      number,
      other: Number(groups.m ?? 0),
      text: (groups.text ?? '').trim(),
      source,
      old: (groups.old ?? '').trim(),
      sentences,
      key: (at) => sentences[at - 1]?.key ?? null,
    });
  }
  return null;
}
