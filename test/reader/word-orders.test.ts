/** Orders about words that stand exactly once in the letter. */
import { expect, test } from 'vitest';
import { EMPTY } from '../../src/machine/context.ts';
import type { Message } from '../../src/reader/reader.ts';
import { wordOrder } from '../../src/reader/word-orders.ts';
import { messageOf } from './message.ts';

const SENTENCES = [
  { key: 'role', text: 'I apply.', paragraph: 1 },
  { key: 'what#1', text: 'It is written in Go.', paragraph: 2 },
  { key: 'what#2', text: 'It runs on 3 nodes.', paragraph: 2 },
  { key: 'before', text: 'I would say it so: Before that, so to say, it ran on paper, slowly.', paragraph: 2 },
  { key: 'last', text: 'Slowly.', paragraph: 2 },
];

const message = (text: string, sentences: Message['sentences'] = SENTENCES) =>
  messageOf({ text, question: null, context: EMPTY, sentences });

test.each([
  ['change Go to Rust', 'what#1', 'It is written in Rust.'],
  ['Please replace "3 nodes" with "four nodes".', 'what#2', 'It runs on four nodes.'],
  ['change 3 to 4', 'what#2', 'It runs on 4 nodes.'],
  ['ersetze Go durch Rust', 'what#1', 'It is written in Rust.'],
  ['remplace Go par Rust', 'what#1', 'It is written in Rust.'],
  ['change Go to "Go, to be precise"', 'what#1', 'It is written in Go, to be precise.'],
])('replaces words that the letter has once: %s', (text, key, anew) => {
  const edit = { type: 'rewrite', key, text: anew, source: 'm1' };
  expect(wordOrder(message(text))).toEqual({ type: 'edit-letter', edit });
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
  'change 3 nodes to four nodes and Go to Rust',
])('replaces nothing: %s', (text) => expect(wordOrder(message(text))).toBeNull());

test.each([
  ['In 3 change 3 to 4', 'what#2', 'It runs on 4 nodes.'],
  ['Sentence 2, replace Go with Rust', 'what#1', 'It is written in Rust.'],
  ['In 4 change slowly to late', 'before', 'I would say it so: Before that, so to say, it ran on paper, late.'],
  ['In 5 replace "slowly" with "late".', 'last', 'Late.'],
])('replaces words of the sentence that is named: %s', (text, key, anew) => {
  const edit = { type: 'rewrite', key, text: anew, source: 'm1' };
  expect(wordOrder(message(text))).toEqual({ type: 'edit-letter', edit });
});

test.each([
  ['take out "I would say it so:" please', 'Before that, so to say, it ran on paper, slowly.'],
  ['please remove the words “so to say”', 'I would say it so: Before that, it ran on paper, slowly.'],
  ['In 4 delete ", slowly"', 'I would say it so: Before that, so to say, it ran on paper.'],
  ['take ", it ran on paper, slowly." out', 'I would say it so: Before that, so to say.'],
  ['nimm „it ran on paper“ raus', 'I would say it so: Before that, so to say, slowly.'],
  ['supprime « so to say » de la phrase 4', 'I would say it so: Before that, it ran on paper, slowly.'],
  ['quita "so to say" por favor', 'I would say it so: Before that, it ran on paper, slowly.'],
])('cuts quoted words that the letter has once: %s', (text, anew) => {
  const edit = { type: 'rewrite', key: 'before', text: anew, source: 'm1' };
  expect(wordOrder(message(text))).toEqual({ type: 'edit-letter', edit });
});

test('cuts the sentence that is quoted as a whole', () => {
  const edit = { type: 'cut', key: 'what#1' };
  expect(wordOrder(message('remove "It is written in Go."'))).toEqual({ type: 'edit-letter', edit });
});

test.each([
  ['In 3 change "3 nodes" to "nodes" please, the 3 comes in 4', 'what#2', 'It runs on nodes.'],
  ['change "It runs" to "Halm runs" and put it after 5.', 'what#2', 'Halm runs on 3 nodes.'],
])('offers the new sentence, if more is said: %s', (text, key, anew) => {
  const pending = { kind: 'wording', action: 'rewrite', key, offers: [anew], source: 'm1' };
  expect(wordOrder(message(text))).toMatchObject({ type: 'ask-back', pending });
});

test.each([
  'take out "slowly"',
  'take out "quickly"',
  'In 2 take out "3 nodes"',
  'remove the part about "paper"',
  'take out "paper" but keep "slowly"',
  'take out "paper and 3 nodes',
  'In 3 change Go to Rust',
  'I changed "Go" to "Rust"',
])('does nothing that is not certain: %s', (text) => expect(wordOrder(message(text))).toBeNull());

test("a number inside another isn't changed", () => {
  const sentences = [{ key: 'now', text: 'Lost cards fell from 6.8% to 1,900.', paragraph: 1 }];
  for (const text of ['change 6 to 7', 'change 8 to 7', 'change 1 to 2', 'change 900 to 800'])
    expect(wordOrder(message(text, sentences))).toBe(null);
});
