/** A stored question of each kind. Words of the person name Tavolo. */
import type { Pending, PendingOf } from '../../src/machine/pending.ts';
import { type Amount, typedValue } from '../../src/machine/sheet.ts';

const now: Amount = { quantity: { value: 2, unit: 's' }, bound: null, tail: '', quote: '2 s', source: 'm1' };
const option = { figure: 'latency.1', patch: { now }, also: null };
export const VALUE = typedValue('I rebuilt it for Tavolo.', 'm1');
const item = { id: 'measured', slot: 'latency.now', figure: 'latency.1' } as const;
const kept = { source: 'm1', text: 'Tavolo hires.', topic: null, isPost: false, sentences: [], names: [], amounts: [] };

/** A stored question of each kind, with the ids of its buttons. */
export const STORED_QUESTIONS: { readonly [Kind in Pending['kind']]: readonly [PendingOf<Kind>, string] } = {
  again: [
    { kind: 'again', slot: 'background', figure: null, problem: 'not-a-name', offers: [{ value: VALUE, patch: null }] },
    'kept:1 skip',
  ],
  revise: [{ kind: 'revise', slot: 'background', figure: null }, 'skip'],
  order: [
    { kind: 'order', slot: 'latency.now', topic: 'latency', text: '2 s at Tavolo', options: [option] },
    'figure:1 own-words none',
  ],
  conflict: [
    { kind: 'conflict', slot: 'latency.now', topic: 'latency', options: [option, option] },
    'figure:1 figure:2 none',
  ],
  aside: [
    { kind: 'aside', slot: 'background', value: VALUE, asides: [1], rest: null, about: 'chat' },
    'leave-out yes no',
  ],
  'keep-out': [{ kind: 'keep-out', values: ['Tavolo'], said: 'Tavolo is confidential.' }, 'hide:1 no'],
  differs: [{ kind: 'differs', slot: 'background', values: [VALUE, VALUE] }, 'value:1 value:2 none'],
  unsure: [{ kind: 'unsure', slot: 'latency.now', topic: 'latency', figure: null, patch: { now } }, 'yes no'],
  which: [{ kind: 'which', text: VALUE, only: null }, 'answer none'],
  'job-post': [{ kind: 'job-post', kept }, 'yes no'],
  describe: [{ kind: 'describe', value: 'Nordwind' }, 'skip none'],
  sentence: [{ kind: 'sentence', action: 'change', added: { text: 'I rebuilt it for Tavolo.', source: 'm1' } }, 'none'],
  wording: [{ kind: 'wording', action: 'greeting', key: '', offers: ['Hi Sam,'] }, 'offer:1 none'],
  change: [{ kind: 'change', key: 'background#1', number: 1 }, 'rewrite cut move add hide none'],
  place: [{ kind: 'place', key: 'added:m1', added: { text: 'I rebuilt it for Tavolo.', source: 'm1' } }, 'none'],
  former: [{ kind: 'former', key: 'background#1', text: 'I left Tavolo.', words: 'Tavolo' }, 'leave-out stays'],
  proposals: [
    { kind: 'proposals', items: [{ slot: 'contact.name', value: VALUE, line: 'Jo of Tavolo' }] },
    'take:1 none',
  ],
  language: [{ kind: 'language' }, 'lang:en lang:de lang:fr lang:es lang:pt none'],
  heard: [{ kind: 'heard', text: 'two for Tavolo', source: 'm1', answers: '', isEarly: false }, 'yes no'],
  stories: [{ kind: 'stories', fit: { at: 0, post: 'Tavolo', story: 'Tavolo' } }, 'new-story none'],
  practice: [{ kind: 'practice', item, rest: [], of: 1 }, 'skip stop'],
  practiced: [{ kind: 'practiced', item, rest: [], of: 1, answer: VALUE }, 'yes no stop'],
  remind: [{ kind: 'remind' }, 'tomorrow three-days week none'],
  deleted: [{ kind: 'deleted', filled: [{ slot: 'background', figure: null, shown: 'I left Tavolo.' }] }, 'yes no'],
  sure: [{ kind: 'sure', of: 'forget' }, 'yes no'],
};
