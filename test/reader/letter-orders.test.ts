import { describe, expect, test } from 'vitest';
import { EMPTY } from '../../src/machine/context.ts';
import { confirmLeadingOrder, readOrder } from '../../src/reader/letter-orders.ts';

const SENTENCES = [
  { key: 'role', text: 'I apply.', paragraph: 1 },
  { key: 'what#1', text: 'It is written in Go.', paragraph: 2 },
  { key: 'what#2', text: 'It runs on three nodes.', paragraph: 2 },
  { key: 'part', text: 'I wrote it.', paragraph: 2 },
  { key: 'closing', text: 'Ask me.', paragraph: 3 },
];

function order(text: string) {
  return readOrder({ text, id: 'm1', sentences: SENTENCES, context: EMPTY, letterText: () => '' }, false);
}

/** Messages that are an order, and messages that only look like one. */
const EXAMPLES: Readonly<Record<string, readonly [on: readonly string[], off: readonly string[]]>> = {
  cut: [
    [
      'cut 4',
      'Delete sentence 2',
      'remove #3',
      'please cut 1 and 4',
      'cut 5, 3 and 2 please',
      'cut 2-4',
      'cut 2, & 4 plz',
    ],
    [
      'cut latency by 40',
      'cut 4 ms',
      'cut the second',
      'cut the last 2 sentences',
      'cut the second-to-last sentence',
      'drop the third replica',
    ],
  ],
  paragraphs: [
    [
      'drop the second paragraph',
      'delete paragraph 2',
      'cut the last paragraph please',
      'cut paragraphs 1-2',
      'put paragraph 3 before paragraph 2',
      'move the first paragraph to the end',
      'swap paragraphs 1 and 3',
    ],
    ['put 3 in paragraph 1', 'drop the paragraph', 'paragraph 2: It runs.', 'shorten the second paragraph'],
  ],
  move: [
    ['move 4 to 2', 'Move #3 to 1', 'move 2 to the end', 'put 2 after 4', 'place sentence 4 before 2'],
    [
      'move to Kafka',
      'put 4 nodes there',
      'put the last one first',
      'move 3 and 4',
      'move 3 to 4 and 5',
      'move to the top',
    ],
  ],
  swap: [
    ['swap 2 and 3', 'switch 4 and 1', 'swap 2 n 3 back', 'swap 2 & 3 again pls', 'swap 2&3'],
    ['switch to Kafka', 'swap 2 n back'],
  ],
  replace: [
    ['replace Go with Rust', 'replace "Go" by "Rust"', 'replace sentence 2 with: It is in Rust.'],
    [
      'replace it',
      'replace three with four in 3',
      "replace 'Go' with 'Rust' and three nodes with four",
      'replace three with four and shorten the next one a bit',
    ],
  ],
  not: [
    ['wait it was Rust not Go', 'Rust, not Go'],
    ['do not', 'actually it was five nodes not three', "wait it's 1.3 million on Friday, not 1.2"],
  ],
  'move-by-one': [['move 4 up', 'move 2 down'], ['move up']],
  add: [['add: It runs on three nodes.', 'add 4: We never paged anyone.'], ['add something nice']],
  rewrite: [
    ['4: It never lost an order.', 'rewrite 2: We moved in May.'],
    ['14:30 is fine for me', 'rewrite it'],
  ],
  greeting: [['greeting: Hi Sam,'], ['greetings']],
  'sign-off': [['sign-off: Best,', 'signoff: Cheers,\nJo'], ['sign off by legal']],
};

for (const [id, [on, off]] of Object.entries(EXAMPLES)) {
  describe(`letter order: ${id}`, () => {
    test.each(on)('edits the letter on "%s"', (text) => {
      const [first] = order(text) ?? [];
      expect(first?.type).toBe('edit-letter');
    });
    test.each(off)('does not take "%s" for an order', (text) => expect(order(text)).toBeNull());
  });
}

test('applies an order to the sentence with its number', () => {
  expect(order('cut 3')).toEqual([{ type: 'edit-letter', edit: { type: 'cut', key: 'what#2' } }]);
  expect(order('move 4 up')).toEqual([{ type: 'edit-letter', edit: { type: 'move', key: 'part', to: 3 } }]);
  expect(order('2: We moved in May.')).toEqual([
    { type: 'edit-letter', edit: { type: 'rewrite', key: 'what#1', text: 'We moved in May.', source: 'm1' } },
  ]);
});

test('carries out all orders of one message, or none if one is unclear', () => {
  const edits = order('2: It is in Rust. 4: cut. and 1: I apply to you.')?.map(
    (one) => one.type === 'edit-letter' && one.edit,
  );
  expect(edits).toEqual([
    { type: 'rewrite', key: 'what#1', text: 'It is in Rust.', source: 'm1' },
    { type: 'cut', key: 'part' },
    { type: 'rewrite', key: 'role', text: 'I apply to you.', source: 'm1' },
  ]);
  expect(order('2: It is in Rust.\n3: It has 4 nodes.')).toHaveLength(2);
  expect(order('2: It is in Rust. Cut 4. swap 1 and 3, add after 5: Or write.')).toMatchObject([
    { edit: { type: 'rewrite', text: 'It is in Rust.' } },
    { edit: { type: 'cut', key: 'part' } },
    { edit: { type: 'move' } },
    { edit: { type: 'move' } },
    { edit: { type: 'add', after: 'closing', text: 'Or write.' } },
  ]);
  expect(order('2: It is in Rust. and cut 4')).toHaveLength(2);
  expect(order('2: It is in Rust. cut 4 or so')).toBeNull();
  expect(confirmLeadingOrder('cut 3, and replace Go with Rust', SENTENCES)).toBeNull();
  expect(order('cut 3, and replace Go with Rust')).toMatchObject([
    { edit: { type: 'cut', key: 'what#2' } },
    { edit: { type: 'rewrite', text: 'It is written in Rust.' } },
  ]);
  expect(order('replace three with 2,100, cut 4.\nreplace nodes with machines')).toMatchObject([
    { edit: { text: 'It runs on 2,100 nodes.' } },
    { edit: { type: 'cut', key: 'part' } },
    { edit: { text: 'It runs on 2,100 machines.' } },
  ]);
  expect(order('cut 4, and make it warmer')).toBeNull();
  expect(order('cut 4 and change the tone')).toBeNull();
  expect(order('2: We cut 3 nodes.')).toMatchObject([{ edit: { text: 'We cut 3 nodes.' } }]);
  expect(order('add after 4: We meet at 14:30.')).toHaveLength(1);
  expect(order('ugh, it moved. 1: I apply to you.')).toBeNull();
});

test.each([
  ['6: cut "on three nodes"', 'more', 'Three of them run.'],
  ['sentence 3: Replace three with 4', 'what#2', 'It runs on 4 nodes.'],
  ['3: ersetze three durch four', 'what#2', 'It runs on four nodes.'],
])('applies an order after a number to that sentence: "%s"', (text, key, sentence) => {
  const all = [...SENTENCES, { key: 'more', text: 'Three of them run on three nodes.', paragraph: 3 }];
  expect(readOrder({ text, id: 'm1', sentences: all, context: EMPTY, letterText: () => '' }, true)).toEqual([
    { type: 'edit-letter', edit: { type: 'rewrite', key, text: sentence, source: 'm1' } },
  ]);
});

test.each([
  '3: cut morning and evening',
  '2: Fix the typo',
  '2: swap Go and Rust',
  '5: Change data capture feeds it.',
  '3: cut on three nodes',
])('asks whether "%s" is an order or a new sentence', (text) => {
  expect(order(text)).toMatchObject([
    { pending: { kind: 'change', number: Number(text.charAt(0)), offers: [text.slice(3)] } },
    { remark: 'order-or-sentence' },
  ]);
});

test.each(['2: cut it', '2: remove this.', 'sentence 2: streich das', '2 : supprime'])(
  'cuts the whole sentence on "%s"',
  (text) => expect(order(text)).toEqual([{ type: 'edit-letter', edit: { type: 'cut', key: 'what#1' } }]),
);

test('moves a sentence on an order after its number', () => {
  expect(order('4: move to 2')).toEqual([{ type: 'edit-letter', edit: { type: 'move', key: 'part', to: 2 } }]);
  // These only begin like an order, and are new sentences.
  for (const text of ['2: Nach dem Umzug lief alles.', '2: Después todo fue mejor.'])
    expect(order(text)).toMatchObject([{ edit: { type: 'rewrite', text: text.slice(3) } }]);
});

test('applies an order about a paragraph to all of its sentences', () => {
  expect(order('drop the second paragraph')).toMatchObject(
    ['what#1', 'what#2', 'part'].map((key) => ({ edit: { type: 'cut', key } })),
  );
  expect(order('put paragraph 3 before paragraph 2')).toMatchObject([
    { edit: { type: 'move', key: 'closing', to: 2, isWhole: true } },
  ]);
  expect(order('cut paragraph 4')).toEqual([{ type: 'remark', remark: 'no-such-paragraph' }]);
  // Without the whole letter there are no paragraphs.
  expect(
    readOrder(
      {
        text: 'cut paragraph 1',
        id: 'm1',
        sentences: [{ key: 'a', text: 'A.' }],
        context: EMPTY,
        letterText: () => '',
      },
      true,
    ),
  ).toEqual([{ type: 'remark', remark: 'no-such-paragraph' }]);
  expect(confirmLeadingOrder('drop the second paragraph, it is dull', SENTENCES)).toMatchObject([
    { pending: { action: 'cut', numbers: [2, 3, 4] } },
  ]);
  expect(confirmLeadingOrder('move paragraph 3 up, it is good', SENTENCES)).toBeNull();
  expect(order('move paragraphs 2 and 3 to the top')).toBeNull();
});

test('moves a sentence before or after another one', () => {
  const put = (text: string) => order(text)?.map((one) => one.type === 'edit-letter' && one.edit);
  expect(put('put 4 after 1')).toEqual([{ type: 'move', key: 'part', to: 1, side: 'after' }]);
  expect(put('put 1 before 3')).toEqual([{ type: 'move', key: 'role', to: 3, side: 'before' }]);
  expect(put('put 4 before 2')).toEqual([{ type: 'move', key: 'part', to: 2 }]);
  expect(confirmLeadingOrder('put 4 after 1, reads better', SENTENCES)).toMatchObject([
    { pending: { numbers: [4, 2] } },
  ]);
});

test('moves several sentences to one place', () => {
  const put = (text: string) => order(text)?.map((one) => one.type === 'edit-letter' && one.edit);
  expect(put('move 3 and 4 to the top')).toEqual([
    { type: 'move', key: 'what#2', to: 1 },
    { type: 'move', key: 'part', to: 1, side: 'after' },
  ]);
  expect(order('move 3 and 9 to 1')).toEqual([{ type: 'remark', remark: 'no-such-sentence' }]);
});

test('reports a number without a sentence', () => {
  expect(order('cut 9')).toEqual([{ type: 'remark', remark: 'no-such-sentence' }]);
});

test('replaces whole words only, and reports words that are not found', () => {
  expect(order('replace Go with Rust')).toEqual([
    { type: 'edit-letter', edit: { type: 'rewrite', key: 'what#1', text: 'It is written in Rust.', source: 'm1' } },
  ]);
  expect(order('wait it was four not three')).toEqual([
    { type: 'edit-letter', edit: { type: 'rewrite', key: 'what#2', text: 'It runs on four nodes.', source: 'm1' } },
  ]);
  expect(order('replace Java with Rust')).toEqual([{ type: 'remark', remark: 'not-found' }]);
  // Neither a part of a word nor of a number.
  expect(order('replace writ with typ')).toEqual([{ type: 'remark', remark: 'not-found' }]);
  const of = (text: string) => [{ key: 'what', text }];
  expect(
    readOrder(
      { text: 'dana not 1', id: 'm1', sentences: of('From 1,100 carriers.'), context: EMPTY, letterText: () => '' },
      false,
    ),
  ).toEqual([{ type: 'remark', remark: 'not-found' }]);
});

test('accepts only a numbered order if the text can also be an answer', () => {
  expect(
    readOrder({ text: '99.97%, not 99.9', id: 'm1', sentences: SENTENCES, context: EMPTY, letterText: () => '' }, true),
  ).toBeNull();
  expect(
    readOrder({ text: 'cut 2', id: 'm1', sentences: SENTENCES, context: EMPTY, letterText: () => '' }, true),
  ).not.toBeNull();
});

test.each([
  ['cut 2 and 5 please, that was only me', 'cut', [2, 5]],
  ['please cut 1-3: too long', 'cut', [1, 2, 3]],
  ['cut 2 - nobody asks for it', 'cut', [2]],
  ['move 4 to 2, reads better there', 'move', [4, 2]],
  ['move 4 up a bit', 'move', [4, 3]],
  ['move 3 and 4 to the top, reads better there', 'move', [3, 4, 1]],
  ['swap 2 and 3 because the story goes better with that', 'swap', [2, 3]],
  ['streich bitte 2 und 5, das war nur ich', 'cut', [2, 5]],
  ['supprime les phrases 2 et 5, elles sont de trop', 'cut', [2, 5]],
  ['mueve 4 a 2 por favor, ahí queda mejor', 'move', [4, 2]],
  ['troca 2 com 3', null, []],
  ['don’t cut 4', null, []],
  ['cut 2.5% of it', null, []],
  ['move to Kafka', null, []],
] as const)('asks before it carries out an order with further words: "%s"', (text, action, numbers) => {
  expect(order(text)?.some(({ type }) => type === 'edit-letter')).not.toBe(true);
  const [asked] = confirmLeadingOrder(text, SENTENCES) ?? [];
  expect(asked ?? null).toEqual(
    action && { type: 'ask-back', pending: { kind: 'edit', action, numbers, edits: expect.any(Array) } },
  );
});

test('reports a missing sentence for an order with further words', () => {
  expect(confirmLeadingOrder('cut 9 please, it is dull', SENTENCES)).toEqual([
    { type: 'remark', remark: 'no-such-sentence' },
  ]);
});

test('replaces words of the greeting if no sentence or name has them', () => {
  const letterText = () => 'Jo Lind\n\nDear Ms Weber,\n\nI wrote it.';
  const told = { id: 'm1', sentences: SENTENCES, context: EMPTY, letterText };
  const text = 'replace Dear Ms Weber with Dear Hexafin team';
  expect(readOrder({ ...told, text }, false)).toEqual([
    { type: 'edit-letter', edit: { type: 'greeting', text: 'Dear Hexafin team,' } },
  ]);
  expect(readOrder({ ...told, text: 'replace Jo Lind with Jo' }, false)).toEqual([
    { type: 'remark', remark: 'not-found' },
  ]);
});
