import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/machine/commands.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { nextQuestion } from '../../src/machine/next-question.ts';
import { letterOrder, wordOrder } from '../../src/reader/letter-orders.ts';
import { isCertainOrder, mayBeOrder, numberedSentence } from '../../src/reader/parse-orders.ts';
import type { Message } from '../../src/reader/reader.ts';
import { unclearOrder } from '../../src/reader/unclear-orders.ts';
import { messageOnLetter, OPENING } from './message.ts';

const SENTENCES = [
  ...OPENING,
  { key: 'part', text: 'I wrote it.', paragraph: 2 },
  { key: 'closing#1', text: 'Ask me.', paragraph: 3 },
  { key: 'closing#2', text: 'May I ask you?', paragraph: 3 },
];

const message = (text: string, sentences: Message['sentences'] = SENTENCES) => messageOnLetter(text, sentences);

/** "cut part" for an edit, the remarks, or "change? what#2: words" for a question. */
function brief(commands: readonly Command[] | null): string {
  return (commands ?? [])
    .map((command) => {
      if (command.type === 'edit-letter') {
        const { type } = command.edit;
        const place = type === 'move' ? ` ${command.edit.side} ${command.edit.beside}` : '';
        return `${type} ${'key' in command.edit ? command.edit.key : ''}${place}`;
      }
      if (command.type === 'remark') return command.remark;
      const pending = command.type === 'ask-back' ? command.pending : null;
      if (pending?.kind === 'place') return `place? ${pending.added?.text ?? pending.key}`;
      if (pending?.kind === 'change') return `${pending.kind}? ${pending.key}`;
      if (pending?.kind === 'wording') return `${pending.action}? ${pending.key}: ${pending.offers?.join()}`;
      if (pending?.kind !== 'sentence') return command.type;
      const added = pending.added ? `: ${pending.added.text}` : '';
      return `${pending.action}? ${pending.only?.join(' ') ?? 'all'}${added}`;
    })
    .join(', ');
}

const order = (text: string) => brief(letterOrder(message(text)));

test.each([
  ['4: It lost no order.', 'rewrite part'],
  ['4 : Elle va vite.', 'rewrite part'],
  ['4: “It lost no order.”', 'rewrite part'],
  ['4: It lost no order in three years', 'rewrite part'],
  ['cut 4', 'cut part'],
  ['Please delete 4.', 'cut part'],
  ['remove 2 and 5', 'cut what#1, cut closing#1'],
  ['cut 2, 4 and 2', 'cut what#1, cut part'],
  ['streiche 2 und 5', 'cut what#1, cut closing#1'],
  ['supprime 2, 3 et 5', 'cut what#1, cut what#2, cut closing#1'],
  ['borra 2 y 5, por favor', 'cut what#1, cut closing#1'],
  ['apague 2 e 5', 'cut what#1, cut closing#1'],
  ['move 4 to 2', 'move part before what#1'],
  ['move 2 to 4', 'move what#1 after part'],
  ['move 4 after 1', 'move part after role'],
  ['move 5 after 4', 'move closing#1 after part'],
  ['verschiebe 4 auf 2', 'move part before what#1'],
  ['déplace 4 après 1', 'move part after role'],
  ['mueve 4 a 2', 'move part before what#1'],
  ['mova 4 para 2', 'move part before what#1'],
  ['cut 2 to 4', 'cut what#1, cut what#2, cut part'],
  ['cut 2-3, 5', 'cut what#1, cut what#2, cut closing#1'],
  ['streiche 2 bis 4', 'cut what#1, cut what#2, cut part'],
  ['cut sentences 2 and 5', 'cut what#1, cut closing#1'],
  ['move 4 before 2', 'move part before what#1'],
  ['move sentence 4 before 2', 'move part before what#1'],
  ['verschiebe 4 vor 2', 'move part before what#1'],
  ['move 4', 'place? part'],
  ['move 2 and 3 after 4', 'move what#1 after part, move what#2 after what#1'],
  ['move 2-4 after 6', 'move what#1 after closing#2, move what#2 after what#1, move part after what#2, split what#1'],
  ['move 5 and 6 before 2', 'move closing#1 before what#1, move closing#2 after closing#1, split what#1'],
  ['move 2 to 3 after 5', 'move what#1 after closing#1, move what#2 after what#1'],
  ['move 3 to 5 after 6', 'move what#2 after closing#2, move part after what#2, move closing#1 after part'],
  ['move 2, 3 and 4 after 3', 'already-there'],
  ['move 3 after 2', 'already-there'],
  ['move 3 to 3', 'already-there'],
  ['add: It runs.', 'place? It runs.'],
  ['4: It lost no order.\n6: May I ask you something else?\ncut 2', 'rewrite part, rewrite closing#2, cut what#1'],
  ['change Go to Rust, and sentence 4: It lost no order.', 'rewrite what#1, rewrite part'],
  ['change Go to Rust and 4: It lost no order.', 'rewrite what#1, rewrite part'],
  ['change Go to Rust and cut 4', 'rewrite what#1, cut part'],
  ['cut 4, change Go to Rust', 'cut part, rewrite what#1'],
  ['cut 4 and change Go to Rust and 3 to 4', 'cut part, rewrite what#1, rewrite what#2'],
  ['2: It runs. And sentence 4: It lost no order.', 'rewrite what#1, rewrite part'],
  ['4: cut', 'cut part'],
  ['sentence 4: delete.', 'cut part'],
  ['2-3 : supprime', 'cut what#1, cut what#2'],
  ['4: cut, 5: cut', 'cut part, cut closing#1'],
  ['4: move', 'place? part'],
  ['Remove number 2 and also 5', 'cut what#1, cut closing#1'],
  ['streiche Nummer 2 und auch 5', 'cut what#1, cut closing#1'],
  ['supprime numéro 2 et aussi 5', 'cut what#1, cut closing#1'],
  ['quita número 2 y también 5', 'cut what#1, cut closing#1'],
  ['apague número 2 e também 5', 'cut what#1, cut closing#1'],
  ['number 4: It lost no order.', 'rewrite part'],
  ['cut 2 and also move 5 to 1', 'cut what#1, move closing#1 before role'],
  ['cut 2\n\nmove 5 to 4', 'cut what#1, move closing#1 before part'],
  ['cut 2\ncut 9', 'no-such-sentence'],
  ['ajoute : Une phrase.', 'place? Une phrase.'],
  ['2-4: It is in Go, on 3 nodes.', 'rewrite what#1, cut what#2, cut part'],
  ...[
    'join 2 3 and 4',
    'merge 2-4',
    'join 2 to 4 into',
    'verbinde 2 bis 4',
    'fusionne 2, 3 et 4',
    'une 2 a 4',
    'junte 2, 3 e 4',
  ].map((head) => [`${head}: It is in Go, on 3 nodes.`, 'rewrite what#1, cut what#2, cut part']),
  ['cut 5 and merge 2 and 3: It is in Go, on 3 nodes.', 'cut closing#1, rewrite what#1, cut what#2'],
  ['sentences 2 and 4: It runs on nodes.', 'rewrite what#1, cut part'],
  ['add after 2: It runs.', 'add added:m1'],
  ['after 2 add: It runs.', 'add added:m1'],
  ['add after the 2: It runs.', 'add added:m1'],
  ['add before 1: It runs.', 'add added:m1, move added:m1 before role'],
  ['add before 3: It runs.', 'add added:m1'],
  ['replace 4 with: It lost no order.', 'rewrite part'],
  ['change sentence 4: It lost no order.', 'rewrite part'],
  ['change 4 to: It lost no order.', 'rewrite part'],
  ['10: The firmware is from 2009: nobody can change it.', 'no-such-sentence'],
  ['4: The firmware is from 2009: nobody can change it.', 'rewrite part'],
  ['greeting: Dear Ms Weber,', 'greeting? : '],
  ['sign-off: Best wishes', 'sign-off '],
  ['Anrede: Guten Tag Frau Weber,', 'greeting? : '],
  ['2-9: It runs on nodes.', 'no-such-sentence'],
  ['add after 9: It runs.', 'no-such-sentence'],
  ['cut 9', 'no-such-sentence'],
  ['cut 0', 'no-such-sentence'],
  ['move 4 to 9', 'no-such-sentence'],
  ['9: It is new.', 'no-such-sentence'],
  ['2: It is in Rust. 3: It runs.', 'rewrite what#1, rewrite what#2'],
  ['2-3: It is in Rust. 4: It runs. and cut 5', 'rewrite what#1, cut what#2, rewrite part, cut closing#1'],
  ['cut 2 and move 5 to 1', 'cut what#1, move closing#1 before role'],
  ['cut 2 and 3, sign-off: Cheers', 'cut what#1, cut what#2, sign-off '],
  ['cut 4 and move 2', 'cut part, place? what#1'],
  ['4: shorter\ncut 2', 'order-or-sentence, cut what#1, rewrite? part: shorter'],
  ['add: It runs. Move 3 to 1.', 'move what#2 before role, place? It runs.'],
])('carries out a certain order: %s', (text, expected) => expect(order(text)).toBe(expected));

test.each(['4: cut the end', '4: shorter', '4: remove it', '4: add something about Kafka and Go'])(
  'asks whether it is the new sentence: %s',
  (text) => expect(order(text)).toBe(`rewrite? part: ${text.slice(3)}, order-or-sentence`),
);

test.each([
  'cut 4 ms',
  'move 4 2',
  'move 4 and 5 to 2',
  'change 2 to "It is all written in Go."',
  'change Go to Rust and cut the last one',
  'change Go to Rust, and sentence 4 is wrong',
  'change Go to Rust 4 and 5: It runs.',
  'change Go to Rust. Greeting is odd',
  'greeting please: Hi',
  'cut 4, but keep the nodes',
  'cut 4, that was a joke',
  'cut 4 and',
  'cut 4, greeting is fine',
  'cut 2, greeting just hi Sam',
  'greeting is odd',
  '4: We moved, 5: it runs',
  'cut 2.5',
  'cut the second',
  'cut 5-2',
  'cut 2-5-6',
  'cut 2 to',
  "don't cut 4",
  'move 4 up',
  'move to Kafka',
  'add something nice',
  'swap 2, 3 and 4',
  '14:30 is fine',
  'paragraph 2: It runs.',
  '2-3: shorter',
  'cut 2-3: It runs.',
  '2: It is in Go, 3-4: It runs.',
  '1: one\n2: two',
  'cut 2\nand make it shorter',
  '2: It runs, in 10 min. cut 3, merge 4 and 5',
  'replace it with: It runs.',
  '2: It is in Rust. Change Go to Rust.',
  '2: cut 3.',
  'drop the one about Go',
  'add: It runs. And move it to 3.',
  'add: It runs. also in 2 remove the Go part.',
  '2: It runs on Go add: It scales.',
])('is not certain of any other message: %s', (text) =>
  expect(letterOrder(message(text))?.[0]?.type).not.toBe('edit-letter'),
);

test('at a question of the interview, a numbered list may be an answer', () => {
  const list = '1: The vendors kept the format.\n2: So I wrote a gateway.';
  const asked = { ...message(list), question: nextQuestion(EMPTY) };
  expect(asked.question?.kind).toBe('slot');
  expect([letterOrder(asked), brief(letterOrder(message(list)))]).toEqual([null, 'rewrite role, rewrite what#1']);
  expect(letterOrder({ ...asked, text: 'Change: the vendors kept the format.' })).toBeNull();
});

test.each([
  ['cut 4 and change Zig to Rust', 'cut part, change? '],
  ['change Kotlin to Rust and cut 4', 'cut part, change? '],
])('of several orders, the certain ones are carried out, and the other one is asked about: %s', (text, expected) =>
  expect(order(text)).toBe(expected),
);

test('a place that is no number is no order', () =>
  expect(letterOrder(message('add after lunch: It runs.'))).toBeNull());

test('only numbers make an order certain, whatever the open question is', () => {
  expect(['cut 4', 'move 4', 'cut it', '4: It is new.'].map(isCertainOrder)).toEqual([true, true, false, false]);
  expect(['4: It is new.', 'add: It is new.', '1: one\n2: two', 'cut 4'].map(numberedSentence)).toEqual([
    'It is new.',
    null,
    null,
    null,
  ]);
});

test('words that are short or begin with a verb of an order may be no sentence, unless they have a full stop', () => {
  expect(['shorter', 'make it shorter', 'cut the one about the meters'].every(mayBeOrder)).toBe(true);
  expect(['Cut.', 'I moved it to the new cluster', 'We cut it by half last year'].some(mayBeOrder)).toBe(false);
});

describe('any other message', () => {
  const asked = (text: string) => brief(unclearOrder(message(text)));

  test.each([
    ['3', 'change? what#2'],
    ['99', 'no-such-sentence'],
    ['3 is wrong', 'change? what#2'],
    ['please reword 3', 'rewrite? what#2: undefined'],
    ['reword 99', 'no-such-sentence'],
    ['it is 5 nodes, not 3, and it is fast', 'rewrite? what#2: It runs on 5 nodes.'],
    ['sentence 3 should only say: it runs on four nodes', 'rewrite? what#2: it runs on four nodes'],
    ['3 and 4 should say: it runs on four nodes', 'change? what#2 part: 3 and 4 should say: it runs on four nodes'],
    ['the one about Go', 'change? what#1: the one about Go'],
    ['the one I wrote, it is about nodes', 'change? part what#2: the one I wrote, it is about nodes'],
    ['could you take the Go one out?', 'change? what#1'],
    ['move 4 to the top', 'move? part'],
    ['please delete the one about Go', 'cut? what#1'],
    ['cut 4, that was a joke', 'cut? part'],
    ['cut 2 and 5 because they repeat', 'cut? what#1 closing#1'],
    ['move the one about Go up', 'move? what#1'],
    ['move the one on 3 nodes up', 'move? what#2'],
    ['move 4 and 5 to the top', 'move? part closing#1'],
    ['join 2 and 3 to one sentence', 'change? what#1 what#2: join 2 and 3 to one sentence'],
    ['drop it', 'cut? '],
    ['the nodes, there are only 2 of them', 'change? what#1 what#2: the nodes, there are only 2 of them'],
    ['Satz 3 und 5 weg', 'change? what#2 closing#1: Satz 3 und 5 weg'],
    ['cut the one about Go and the nodes', 'cut? what#1 what#2'],
    ['my notice is three months', 'change? : my notice is three months'],
    ['it should be warmer', 'change? : it should be warmer'],
    ['change Go to Rust and Kotlin to Java', 'change? what#1'],
    ['change Go to Rust and cut the last one', 'change? what#1'],
    ['change 3 nodes to 4', 'rewrite? what#2: It runs on 4 nodes.'],
    ['change it to that', 'change? '],
    ['change Go to Rust, and it is 12 nodes since May', 'change? what#1 what#2 closing#2'],
    ['I dont like "runs on", can it be just "needs"?', 'rewrite? what#2: It needs 3 nodes.'],
    ['too much detail in there? cut 4', 'cut? part'],
    ['hmm 4 is too long, I think. cut 4', 'cut? part'],
    ['drop the Go one and sign off with Best wishes', 'one-at-a-time, cut? what#1'],
    ['the greeting should be warmer, and cut 4', 'one-at-a-time, change? : the greeting should be warmer'],
    ['please cut 4. The greeting is stiff', 'one-at-a-time, cut part'],
  ])('is asked about, with the sentences that share numbers or words with it first: %s', (text, expected) =>
    expect(asked(text)).toBe(expected),
  );

  test('offers at most five sentences', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ key: `s${at}`, text: `It has port ${at}.`, paragraph: 1 }));
    expect(brief(unclearOrder(message('ports 11, 12, 13, 14, 15 and 16', many)))).toMatch(
      /^change\?(?: s\d+){5}: ports/,
    );
  });

  test('of more than a page is not offered as a sentence', () => {
    expect(asked('Go is fine. '.repeat(200))).toBe('change? what#1');
  });
});

test.each([
  ['no, cut 4, please', 'cut part'],
  ['please move 4 to 2', 'move part before what#1'],
])('%s: %s', (text, edits) => {
  expect(order(text)).toBe(edits);
});

describe('order about words that stand exactly once in the letter', () => {
  const SENTENCES = [
    ...OPENING,
    { key: 'before', text: 'I would say it so: Before that, so to say, it ran on paper, slowly.', paragraph: 2 },
    { key: 'last', text: 'Slowly.', paragraph: 2 },
  ];

  const message = (text: string, sentences: Message['sentences'] = SENTENCES) => messageOnLetter(text, sentences);

  test.each([
    ['change Go to Rust', 'what#1', 'It is written in Rust.'],
    ['Please replace "3 nodes" with "four nodes".', 'what#2', 'It runs on four nodes.'],
    ['change 3 to 4', 'what#2', 'It runs on 4 nodes.'],
    ['change slowly to Slowly', 'before', 'I would say it so: Before that, so to say, it ran on paper, Slowly.'],
    ['ersetze Go durch Rust', 'what#1', 'It is written in Rust.'],
    ['remplace Go par Rust', 'what#1', 'It is written in Rust.'],
    ['change Go to "Go, to be precise"', 'what#1', 'It is written in Go, to be precise.'],
  ])('replaces words that the letter has once: %s', (text, key, anew) => {
    const edit = { type: 'rewrite', key, text: anew, source: 'm1' };
    expect(wordOrder(message(text))).toEqual([{ type: 'edit-letter', edit }]);
  });

  test.each([
    ['change Go to Rust and 3 nodes to four nodes', 'It is written in Rust.', 'It runs on four nodes.'],
    ['change Go to Rust, and replace 3 with "four"', 'It is written in Rust.', 'It runs on four nodes.'],
    ['ersetze Go durch Rust und 3 durch 4', 'It is written in Rust.', 'It runs on 4 nodes.'],
    ['change written to built and Go to Rust', 'It is built in Go.', 'It is built in Rust.'],
  ])('replaces the words of each pair: %s', (text, ...expected) => {
    const edits = wordOrder(message(text))?.map(
      (one) => one.type === 'edit-letter' && 'text' in one.edit && one.edit.text,
    );
    expect(edits).toEqual(expected);
  });

  test.each([
    'change it to that',
    'change ask to tell',
    'change Kotlin to Rust',
    'change 3 nodes to 4',
    'change Go',
    'replace Go',
    'Go to Rust',
    'I change Go to Rust',
    'In 2 change Go to Rust',
    'change "It runs" to "Halm runs" and put it after 5',
    'take out "on 3 nodes"',
    'change 3 nodes to four nodes and Kotlin to Rust',
    'change Go to Rust and it to that',
    'change Go to Rust and cut the last one',
  ])('replaces nothing: %s', (text) => expect(wordOrder(message(text))).toBeNull());

  test("a number inside another isn't changed", () => {
    const sentences = [{ key: 'now', text: 'Lost cards fell from 6.8% to 1,900.', paragraph: 1 }];
    for (const text of ['change 6 to 7', 'change 8 to 7', 'change 1 to 2', 'change 900 to 800'])
      expect(wordOrder(message(text, sentences))).toBe(null);
  });
});
