/** What must stay out of a letter, in the words in which people ask for it. */
import { describe, expect, test } from 'vitest';
import { check } from '../../../src/letter/check.ts';
import { told } from '../briefs.ts';

const kinds = (text: string, brief: ReturnType<typeof told>) => check(text, brief).map(({ kind }) => kind);

describe('a number', () => {
  const EXACT = [
    'The path takes 7,850 decisions per second.',
    'The path takes 7.85k decisions per second, where it was 1,000.',
  ];
  const ROUGH = 'The path takes several thousand decisions per second, where it was 1,000.';
  test.each([
    "we do 7,850 decisions per second now, this one must keep vague, 'several thousand decisions per second' can. Before was 1,000 per second, that one can print.",
    "From 1,000 to 7,850 decisions per second. Please keep the 7,850 vague and write 'several thousand decisions per second'.",
    "From 1,000 to 7,850 decisions per second. The 7,850 is secret, you can say 'several thousand decisions per second'.",
    "From 1,000 to 7,850 decisions per second. The 7,850 should stay fuzzy, e.g. 'several thousand decisions per second'.",
    "From 1,000 to 7,850 decisions per second. The second number is not for publication, 'several thousand decisions per second' is fine.",
    "From 1,000 to 7,850 decisions per second. Don't put the 7,850 into the letter, 'several thousand decisions per second' will do.",
    "From 1,000 to 7,850 decisions per second. The exact 7,850 is sensitive; 'several thousand decisions per second' is okay.",
    "From 1,000 to 7,850 decisions per second. Round the 7,850 off please: 'several thousand decisions per second'.",
    "From 1,000 to 7,850 decisions per second. The 7,850 must not leave the house, so 'several thousand decisions per second'.",
    "From 1,000 to 7,850 decisions per second. The 7,850 needs to stay vague: 'several thousand decisions per second'.",
    "From 1,000 to 7,850 decisions per second. The 7,850 has to remain private, 'several thousand decisions per second' may be printed.",
    "From 1,000 to 7,850 decisions per second. I'd rather not see 7,850 in print, 'several thousand decisions per second' is better.",
  ])('%s', (answer) => {
    const brief = told(['system', 'I own the decision journal in Java.'], ['throughput', answer]);
    for (const text of EXACT) expect([text, kinds(text, brief)]).toEqual([text, ['rough-value-leaked']]);
    expect(kinds(ROUGH, brief)).toEqual([]);
  });
});

describe('a name', () => {
  test.each([
    "Fraud scoring at Straits Meridian Bank, cannot name the bank, compliance say 'a card issuer in Southeast Asia' can. I own the journal.",
    "I own the journal at Straits Meridian Bank. The name is secret, say 'a card issuer in Southeast Asia'.",
    "I own the journal at Straits Meridian Bank. Keep Straits Meridian Bank anonymous, 'a card issuer in Southeast Asia' will do.",
    "I own the journal at Straits Meridian Bank. Please leave the bank's name out and write 'a card issuer in Southeast Asia'.",
    "I own the journal at Straits Meridian Bank. The bank must stay unnamed, 'a card issuer in Southeast Asia' is allowed.",
    "I own the journal at Straits Meridian Bank. My contract forbids to print this name. You may write 'a card issuer in Southeast Asia'.",
    "I own the journal at Straits Meridian Bank. The name is not for publication, 'a card issuer in Southeast Asia' instead.",
    "I own the journal at Straits Meridian Bank. Don't print the bank's name, print 'a card issuer in Southeast Asia'.",
  ])('%s', (answer) => {
    const brief = told(['system', answer]);
    expect(kinds('I own the journal at Straits Meridian Bank.', brief)).toEqual(['rough-value-leaked']);
    expect(kinds('I own the journal at a card issuer in Southeast Asia.', brief)).toEqual([]);
  });
});

describe('nothing, where nobody asked for it', () => {
  test.each([
    'Teams log whatever they like, and 11 of them parse our output with regexes, so neither side can change.',
    'The vendor and 11 of our clients use it, neither will change it.',
    'Neither of the 11 vendors may alter a field.',
    'The 11 codes are vague, and we keep them as they are.',
    'We keep 11 rough estimates and never round them.',
    '11 of them must go through the gateway.',
  ])('%s', (answer) => {
    const brief = told(['system', 'I wrote the relay in Rust.'], ['contract', answer]);
    expect(kinds('There are eleven of them.', brief)).toEqual([]);
  });
});

test('a name that is only revealed beside the wish', () => {
  const brief = told([
    'system',
    'I designed the bridge at a Swiss bank. The bank wants to stay anonymous (it is Helvetia Privat), call it a private bank.',
  ]);
  expect(kinds('At Helvetia Privat I designed the bridge.', brief)).toEqual(['rough-value-leaked']);
  expect(kinds('At a private bank I designed the bridge.', brief)).toEqual([]);
});
