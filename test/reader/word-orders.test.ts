/** Orders about words that stand exactly once in the letter. */
import { expect, test } from 'vitest';
import { wordOrder } from '../../src/reader/letter-orders.ts';
import type { Message } from '../../src/reader/reader.ts';
import { messageOnLetter, OPENING } from './message.ts';

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
