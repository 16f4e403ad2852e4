import { describe, expect, test } from 'vitest';
import { normalizeGreeting } from '../../src/letter/greeting.ts';
import { applyEdits } from '../../src/letter/letter.ts';
import type { Command } from '../../src/machine/commands.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { isCertainOrder, isNumberedSentence, letterOrder } from '../../src/reader/letter-orders.ts';
import { RULES } from '../../src/reader/order-rules.ts';
import type { Message } from '../../src/reader/reader.ts';
import { askWhatToChange } from '../../src/reader/unclear-orders.ts';
import { messageOf } from './message.ts';

const SENTENCES = [
  { key: 'role', text: 'I apply.', paragraph: 1 },
  { key: 'what#1', text: 'It is written in Go.', paragraph: 2 },
  { key: 'what#2', text: 'It runs on three nodes.', paragraph: 2 },
  { key: 'part', text: 'I wrote it.', paragraph: 2 },
  { key: 'closing#1', text: 'Ask me.', paragraph: 3 },
  { key: 'closing#2', text: 'May I ask you?', paragraph: 3 },
];

function message(text: string, sentences: Message['sentences'] = SENTENCES): Message {
  const greets = (typed: string, isAsked: boolean) => normalizeGreeting(typed, 'en', isAsked);
  return messageOf({ text, question: null, context: EMPTY, sentences, greets });
}

const order = (text: string, isAnswer = false) => letterOrder(message(text), isAnswer);
const edits = (text: string) => order(text)?.map((one) => (one.type === 'edit-letter' ? one.edit : one));

/** "split? what#2 part" for a list of sentences, "4?" for a card, the remarks, or the edits. */
function brief(commands: readonly Command[] | null): string {
  return (commands ?? [])
    .map((command) => {
      if (command.type === 'edit-letter')
        return `${command.edit.type} ${'key' in command.edit ? command.edit.key : ''}`;
      if (command.type === 'remark') return command.remark;
      const pending = command.type === 'ask-back' ? command.pending : null;
      if (pending?.kind === 'change') return `${pending.number}?${pending.first ? ` ${pending.first}` : ''}`;
      if (pending?.kind === 'sentence') {
        const together = pending.isNamed ? ' together' : '';
        return `${pending.action}? ${pending.only?.join(' ') ?? 'all'}${together}${pending.added ? `: ${pending.added.text}` : ''}`;
      }
      if (pending?.kind === 'edit') return `${pending.action} ${pending.numbers.join(' ')}?`;
      if (pending?.kind === 'place') return `place? ${pending.key}`;
      if (pending?.kind !== 'wording') return command.type;
      return `${pending.action}? ${pending.other ? `${pending.key} ${pending.other}` : (pending.offers?.join(' ') ?? '')}`;
    })
    .join(', ');
}

for (const [id, { examples, not }] of Object.entries(RULES)) {
  describe(`rule "${id}"`, () => {
    test.each([...examples])('edits the letter on "%s"', (text) => {
      expect(order(text)?.map(({ type }) => type)).toContain('edit-letter');
    });
    test.each([...not])('does not edit the letter on "%s"', (text) => {
      expect(order(text)?.map(({ type }) => type) ?? []).not.toContain('edit-letter');
    });
  });
}

test('applies an order to the sentence with its number', () => {
  expect(edits('cut 3')).toEqual([{ type: 'cut', key: 'what#2' }]);
  expect(edits('move 4 up')).toEqual([{ type: 'move', key: 'part', beside: 'what#2', side: 'before' }]);
  expect(edits('2: We moved in May.')).toEqual([
    { type: 'rewrite', key: 'what#1', text: 'We moved in May.', source: 'm1' },
  ]);
  expect(edits('change sentence 2 to We moved in May.')).toMatchObject([{ type: 'rewrite', text: 'We moved in May.' }]);
  for (const quoted of ['replace 2 with "We moved in May."', '2: “We moved in May.”'])
    expect(edits(quoted)).toMatchObject([{ type: 'rewrite', text: 'We moved in May.' }]);
  expect(edits('2: "Done" was "sent"')).toMatchObject([{ type: 'rewrite', text: '"Done" was "sent"' }]);
});

test('carries out all orders of one message, or none if one is unclear', () => {
  expect(edits('2: It is in Rust. 4: cut. and 1: I apply to you.')).toEqual([
    { type: 'rewrite', key: 'what#1', text: 'It is in Rust.', source: 'm1' },
    { type: 'cut', key: 'part' },
    { type: 'rewrite', key: 'role', text: 'I apply to you.', source: 'm1' },
  ]);
  expect(edits('2: It is in Rust.\n3: It has 4 nodes.')).toHaveLength(2);
  expect(edits('cut 3, and replace Go with Rust')).toMatchObject([
    { type: 'cut', key: 'what#2' },
    { type: 'rewrite', text: 'It is written in Rust.' },
  ]);
  expect(edits('replace three with 2,100, cut 4.\nreplace nodes with machines')).toMatchObject([
    { text: 'It runs on 2,100 nodes.' },
    { type: 'cut', key: 'part' },
    { text: 'It runs on 2,100 machines.' },
  ]);
  expect(brief(order('cut 4 and greet Anna'))).toBe('cut part, greeting ');
  for (const text of [
    '2: It is in Rust. cut 4 or so',
    'cut 4 and change the tone',
    'ugh, it moved. 1: I apply to you.',
  ])
    expect(order(text)).toBeNull();
  for (const text of ['We cut 3 nodes.', 'We moved it, cut p99 to 4 s, and put one node away.'])
    expect(edits(`2: ${text}`)).toMatchObject([{ text }]);
  expect(edits('add after 4: We meet at 14:30.')).toMatchObject([{ type: 'add', after: 'part' }]);
});

test.each([
  ['sentence 3: Replace three with 4', 'what#2', 'It runs on 4 nodes.'],
  ['replace three with four in sentence 3', 'what#2', 'It runs on four nodes.'],
  ['3: ersetze three durch four', 'what#2', 'It runs on four nodes.'],
])('changes words of that sentence only: "%s"', (text, key, sentence) => {
  const more = { key: 'more', text: 'Three of them run on three nodes.', paragraph: 3 };
  expect(letterOrder(message(text, [...SENTENCES, more]), false)).toEqual([
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
  (text) => expect(edits(text)).toEqual([{ type: 'cut', key: 'what#1' }]),
);

test.each(['2: Nach dem Umzug lief alles.', '2: Después todo fue mejor.'])(
  'takes a sentence that only begins like an order: "%s"',
  (text) => expect(edits(text)).toMatchObject([{ type: 'rewrite', text: text.slice(3) }]),
);

test('applies an order about a paragraph to all of its sentences', () => {
  expect(brief(order('drop the second paragraph'))).toBe('cut what#1, cut what#2, cut part');
  expect(brief(order('cut the last paragraph please'))).toBe('cut closing#1, cut closing#2');
  expect(edits('put paragraph 3 before paragraph 2')).toMatchObject([
    { type: 'move', key: 'closing#1', beside: 'what#1', side: 'before', isWhole: true },
  ]);
  expect(brief(order('cut paragraph 4'))).toBe('no-such-paragraph');
  // Without the whole letter there are no paragraphs.
  expect(brief(letterOrder(message('cut paragraph 1', [{ key: 'a', text: 'A.' }]), true))).toBe('no-such-paragraph');
  expect(order('drop the second paragraph, it is dull')).toMatchObject([
    { pending: { action: 'cut', numbers: [2, 3, 4] } },
  ]);
  for (const text of ['move paragraph 3 up, it is good', 'move paragraphs 2 and 3 to the top', 'drop the paragraph'])
    expect(order(text)).toBeNull();
});

/** The numbers of the sentences after an order, "|" between paragraphs. */
function layout(text: string): string {
  const all = edits(text)?.flatMap((edit) => (edit.type === 'move' ? edit : [])) ?? [];
  const paragraphs = [1, 2, 3].map((number) => ({
    sentences: SENTENCES.filter(({ paragraph }) => paragraph === number).map((one) => ({
      ...one,
      slots: [],
      edited: false,
    })),
  }));
  const letter = applyEdits({ heading: [], greeting: '', signOff: '', paragraphs }, all);
  const numberOf = (key: string) => SENTENCES.findIndex((one) => one.key === key) + 1;
  return letter.paragraphs.map(({ sentences }) => sentences.map(({ key }) => numberOf(key)).join(' ')).join(' | ');
}

// 1 | 2 3 4 | 5 6
test.each([
  ['put 4 after 1', '1 4 | 2 3 | 5 6'],
  ['put 1 before 3', '2 1 3 4 | 5 6'],
  ['put 1 after 4', '2 3 4 1 | 5 6'],
  ['put 1 before 5', '2 3 4 | 1 5 6'],
  ['put 6 before 2', '1 | 6 2 3 4 | 5'],
  ['move 6 to before 2', '1 | 6 2 3 4 | 5'],
  ['put 6 after 4', '1 | 2 3 4 6 | 5'],
  ['put 5 after 4', '1 | 2 3 4 5 | 6'],
  ['put 4 before 5', '1 | 2 3 | 4 5 6'],
  ['move 2 to 3', '1 | 3 2 4 | 5 6'],
  ['move 3 to 2', '1 | 3 2 4 | 5 6'],
  ['move 6 to 2', '1 | 6 2 3 4 | 5'],
  ['move 2 to 5', '1 | 3 4 | 5 2 6'],
  ['move 4 to 5', '1 | 2 3 | 5 4 6'],
  ['move 5 to 4', '1 | 2 3 5 4 | 6'],
  ['move 1 to 2', '2 1 3 4 | 5 6'],
  ['move 3 up', '1 | 3 2 4 | 5 6'],
  ['move 5 up', '1 | 2 3 5 4 | 6'],
  ['move 3 down', '1 | 2 4 3 | 5 6'],
  ['move 3 and 4 up', '1 | 3 4 2 | 5 6'],
  ['move 2 and 3 down', '1 | 4 2 3 | 5 6'],
  ['move 3 and 4 to the top', '3 4 1 | 2 | 5 6'],
  ['move 1 and 4 to the top', '1 4 | 2 3 | 5 6'],
  ['move 2 to the end', '1 | 3 4 | 5 6 2'],
  ['move 2 and 3 after 5', '1 | 4 | 5 2 3 6'],
  ['move 5 and 6 before 3', '1 | 2 5 6 3 4'],
  ['move 3, 2 after 4', '1 | 4 3 2 | 5 6'],
  ['swap 2 and 3', '1 | 3 2 4 | 5 6'],
  ['swap 2 and 4', '1 | 4 3 2 | 5 6'],
  ['swap 4 and 5', '1 | 2 3 5 | 4 6'],
  ['swap 1 and 5', '5 | 2 3 4 | 1 6'],
  ['swap 1 and 2', '2 | 1 3 4 | 5 6'],
  ['put paragraph 3 before paragraph 2', '1 | 5 6 | 2 3 4'],
  ['move paragraph 1 to the end', '2 3 4 | 5 6 | 1'],
  ['swap paragraphs 1 and 3', '5 6 | 2 3 4 | 1'],
  ['swap paragraphs 1 and 2', '2 3 4 | 1 | 5 6'],
])('moves sentences to where the numbers are: "%s"', (text, expected) => expect(layout(text)).toBe(expected));

test.each(['move 3 to 3', 'put 3 after 2', 'put 3 before 4', 'move 1 to the top', 'put paragraph 2 after paragraph 1'])(
  'says that nothing moves on "%s"',
  (text) => expect(brief(order(text))).toBe('already-there'),
);

test('swaps two paragraphs of one sentence each', () => {
  const alone = SENTENCES.slice(0, 2);
  expect(letterOrder(message('swap 1 and 2', alone), false)).toMatchObject([
    { edit: { key: 'what#1', beside: 'role', side: 'before', isWhole: true } },
  ]);
});

test.each([
  ['new paragraph before 3', 'split what#2'],
  ['split before 4', 'split part'],
  ['start a new paragraph after sentence 3', 'split part'],
  ['add a new paragraph after 3', 'split part'],
  ['split the last paragraph before 6', 'split closing#2'],
  ['new paragraph before 5', 'already-there'],
  ['no new paragraph before 2', 'join what#1'],
  ['remove the paragraph break before 5', 'join closing#1'],
  ['neuer Absatz vor 3', 'split what#2'],
  ['delete line 3', 'cut what#2'],
  ['borra la línea 3', 'cut what#2'],
  ['verbinde Absatz 2 und 3', 'join closing#1'],
  ['nouveau paragraphe avant la phrase 3', 'split what#2'],
  ['fusionne les paragraphes 2 et 3', 'join closing#1'],
  ['nuevo párrafo antes de 3', 'split what#2'],
  ['une los párrafos 2 y 3', 'join closing#1'],
  ['novo parágrafo antes da frase 3', 'split what#2'],
  ['junta os parágrafos 2 e 3', 'join closing#1'],
  ['junte os parágrafos 2 e 3', 'join closing#1'],
])('splits and joins paragraphs: "%s"', (text, expected) => expect(brief(order(text))).toBe(expected));

test('reports a number without a sentence', () => {
  expect(brief(order('cut 9'))).toBe('no-such-sentence');
  expect(brief(order('9: It is new.'))).toBe('no-such-sentence');
  expect(brief(order('cut 9 please, it is dull'))).toBe('no-such-sentence');
});

test('replaces whole words only', () => {
  expect(edits('replace Go with Rust')).toMatchObject([{ key: 'what#1', text: 'It is written in Rust.' }]);
  expect(edits('wait it was four not three')).toMatchObject([{ key: 'what#2', text: 'It runs on four nodes.' }]);
  // Neither a part of a word nor of a number.
  for (const text of ['replace Java with Rust', 'replace writ with typ', 'replace Go with Rust in 3'])
    expect(order(text)).toBeNull();
  expect(letterOrder(message('dana not 1', [{ key: 'what', text: 'From 1,100 carriers.' }]), false)).toBeNull();
});

test('offers each reading of new words whose end is unclear', () => {
  expect(order("replace three with four, it's newer")).toMatchObject([
    { pending: { offers: ['It runs on four nodes.', "It runs on four, it's newer nodes."] } },
  ]);
});

test('replaces words of the greeting if no sentence or name has them', () => {
  const letter = { letterText: () => 'Jo Lind\n\nDear Ms Weber,\n\nI wrote it.' };
  const text = 'replace Dear Ms Weber with Dear Hexafin team';
  expect(letterOrder({ ...message(text), ...letter }, false)).toEqual([
    { type: 'edit-letter', edit: { type: 'greeting', text: 'Dear Hexafin team,' } },
  ]);
  expect(letterOrder({ ...message('replace Jo Lind with Jo'), ...letter }, false)).toBeNull();
});

test('accepts only a numbered order if the text can also be an answer', () => {
  for (const text of ['99.97%, not 99.9', 'replace Go with Rust', 'greet Anna', 'Each tenant got a new paragraph.'])
    expect(order(text, true)).toBeNull();
  for (const text of ['cut 2', 'new paragraph before 3', '2: It is new.']) expect(order(text, true)).not.toBeNull();
  expect(['new paragraph before 2', 'cut 4', 'join paragraphs 2 and 3', 'cut it'].map(isCertainOrder)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(['4: It is new.', 'add 4: It is new.', '1: one\n2: two', 'cut 4'].map(isNumberedSentence)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ['cut 2 and 5 please, that was only me', 'cut', [2, 5]],
  ['please cut 1-3: too long', 'cut', [1, 2, 3]],
  ['cut 2 - nobody asks for it', 'cut', [2]],
  ['move 4 to 2, reads better there', 'move', [4, 2]],
  ['The numbers come too early. Put 3 and 4 after 6.', 'move', [3, 4, 5]],
  ['put 4 after 1, reads better', 'move', [4, 2]],
  ['move 3 and 4 to the top, reads better there', 'move', [3, 4, 1]],
  ['streich bitte 2 und 5, das war nur ich', 'cut', [2, 5]],
  ['supprime les phrases 2 et 5, elles sont de trop', 'cut', [2, 5]],
  ['mueve 4 a 2 por favor, ahí queda mejor', 'move', [4, 2]],
] as const)('asks before it carries out an order with further words: "%s"', (text, action, numbers) => {
  expect(order(text)).toEqual([
    { type: 'ask-back', pending: { kind: 'edit', action, numbers, edits: expect.any(Array) } },
  ]);
});

test.each(['don’t cut 4', 'cut 2.5% of it', 'move 4 up a bit', 'cut 4 or 5'])('is not certain of "%s"', (text) =>
  expect(order(text)).toBeNull(),
);

test.each([
  // Exactly one sentence.
  ['move 4 up a bit', 'place? part'],
  ['the second sentence is dull', '2?'],
  ['the last sentence of paragraph 2 is dull', '4?'],
  ["put the second paragraph's last sentence first", 'place? part'],
  ['put sentence 3 at the start of paragraph 3', 'place? what#2'],
  ['change sentence 4 to past tense', '4?'],
  ['sentence 3 is wrong, it says 2 nodes, please remove it', 'cut 3?'],
  ['2: It is in Rust. cut 4 or so', 'one-at-a-time, 2?'],
  ['the intake outage in 2 is unclear', '2?'],
  ['the opening line is dull, drop it and start with Go', 'cut 1?'],
  ['3 is dull, and drop the one about Go', 'one-at-a-time, 3? cut'],
  ['could you delete the node from 3?', '3? cut'],
  // Several, or those of a paragraph.
  ['could you delete 2, 3 and 5?', 'cut 2 3 5?'],
  ['sentences 2 and 3 can go now', 'change? what#1 what#2 together'],
  ['take out “on three nodes” and the one about Go, it is too much', 'cut 3 2?'],
  ['supprime « on three nodes » et celle sur Go', 'cut 3 2?'],
  ['That is a lot. Please take out 3 somehow.', 'cut 3?'],
  ['The one about Go is too much, please take it out.', 'cut? what#1'],
  ['throw out the Go one', 'cut? what#1'],
  ['combine sentences 2 and 3', 'join? what#1 what#2'],
  ['combine 3 and 2', 'join? what#1 what#2'],
  ['join 2 and 3', 'join? what#1 what#2'],
  ['join 2, 3 and 4', 'change? what#1 what#2 part'],
  ['move 4 in front of 2', 'move? part what#1'],
  ['rewrite the second paragraph', 'whole-paragraphs, change? what#1 what#2 part'],
  ['shorten paragraph 2', 'cut? what#1 what#2 part'],
  // Where to split or to join.
  ['split paragraph 2', 'split? what#2 part'],
  ["start a new paragraph after 'in go'", 'split? what#2 part closing#2'],
  ['put the question in a separate paragraph', 'split? what#2 part closing#2'],
  ['new paragraph before 3, and it should be shorter', 'split? what#2 part closing#2'],
  ['join paragraphs 1 and 3', 'join? what#1 closing#1'],
  ['join paragraph 3 with the previous one', 'join? what#1 closing#1'],
  // Greeting and sign-off.
  ['no sign-off name change: Best, Jo', 'sign-off? Best, Jo'],
  ['the greeting is too stiff', 'greeting? '],
  // Words of a sentence.
  ['can you remove the bit with “go”?', 'cut? what#1'],
  ["fix the node's one", 'rewrite? what#2'],
  ['put the nodes one after the one about Go', 'move? what#2'],
  ['The nodes are my fault. Could you move it behind 4?', 'move? what#2'],
  ['cut the line with 3 nodes', 'cut 3?'],
  ['lol no, remove the nodes one. and 5 and 6 should be to them', 'one-at-a-time, cut? what#2'],
  // What is meant was cut before.
  ['You dropped my sentence about skis. Put it back after 4.', 'words-nowhere, add? '],
  // New words.
  ['could 3 say “It runs on five nodes” instead? three is wrong', 'rewrite? what#2: It runs on five nodes.'],
  ['And 4, no, the one about Go: write it as "It is all in Go", please', 'rewrite? part what#1: It is all in Go.'],
  ['the one that I wrote must go, and the Go one', 'change? what#1 part'],
  ['drop the one about asking or writing', 'words-nowhere, cut? all'],
  ['split paragraph 2 before the one with nodes', 'split? what#2'],
  ['drop the paragraph about nodes', 'cut? what#2'],
  // Only a verb.
  ['drop the dull one', 'cut? all'],
  ['delete line 90 somehow', 'words-nowhere, cut? all'],
  ['is it too long?', 'answer-length'],
  [
    'They sleep at three nodes. Make it shorter for me',
    'answer-length, cut? role what#1 what#2 part closing#1 closing#2',
  ],
  ['move the last one up', 'move? all'],
  ['make it nicer', ''],
  ['can i say im only doing remote, or hybrid 1 day?', ''],
  ['I split the monolith before I left', ''],
])('asks what to change: "%s"', (text, expected) => {
  expect(order(text)?.filter(({ type }) => type === 'edit-letter') ?? []).toEqual([]);
  expect(brief(askWhatToChange(message(text), true))).toBe(expected);
});

test('takes several orders of one message, but no page of them', () => {
  expect(edits('cut 2. '.repeat(3).trim())).toHaveLength(3);
  expect(order('cut 2. '.repeat(100).trim())).toBeNull();
});

test('asks before it corrects a number that stands in several places', () => {
  const twice = [
    { key: 'what', text: 'It serves 140 shops, and 140 shops pay.', paragraph: 1 },
    { key: 'part', text: 'I asked 140 shops.', paragraph: 1 },
  ];
  const asked = letterOrder(message('sorry it was 120 shops not 140', twice), false);
  expect(asked).toMatchObject([{ pending: { kind: 'edit', action: 'rewrite', numbers: [1, 2] } }]);
  expect(JSON.stringify(asked)).toContain('It serves 120 shops, and 120 shops pay.');
});

test.each([
  ['in 2, replace Go with Rust', 'It is written in Rust.'],
  ['cut "written" from 2', 'It is in Go.'],
  ['please delete the words " in Go"', 'It is written.'],
])('reads the place in front, and cuts words: %s', (text, now) =>
  expect(edits(text)).toEqual([{ type: 'rewrite', key: 'what#1', text: now, source: 'm1' }]),
);
