import { describe, expect, test } from 'vitest';
import { type Chosen, chosenIn } from '../../src/reader/choosing.ts';

const SAID: Readonly<Record<Chosen, readonly string[]>> = {
  consent: [
    'ok',
    'OK!',
    'yes',
    'Yes, please.',
    'go',
    'go ahead',
    'write it',
    'please write it now',
    'looks good',
    'This looks right to me',
    'that’s fine',
    'send it',
    'yes, all good, go ahead',
    'lgtm',
    '👍',
    'perfect, do it',
    'nothing to change',
  ],
  write: [
    'write the letter',
    'Please write my letter now',
    'ok, write me the cover letter',
    'can you write the letter?',
  ],
  back: ['back', 'go back please', 'previous question', 'can we go back one?'],
  shorter: [
    'shorter',
    'Shorter please',
    'make it shorter',
    'Can you make it a bit shorter?',
    'a shorter version please',
    'it’s too long',
    'shorten it',
    'more concise please',
  ],
  why: ['where does it come from?', 'Where it comes from', 'show me the sources', 'where did you get that from'],
  another: ['another company', 'now for another company', 'a letter for another job please', 'Next company'],
  thanks: ['thanks', 'Thank you so much!', 'ok thanks', 'great, thank you', 'cheers', 'well done'],
};

describe.each(Object.entries(SAID))('%s', (choice, texts) => {
  test.each(texts)('“%s”', (text) => {
    expect(chosenIn(text)).toBe(choice);
  });
});

describe('an answer, or an order for something else, is no choice', () => {
  test.each([
    'yes, but the team is Storage',
    'ok, the p99 was 310 ms',
    'no',
    'the letter should be shorter in the middle and name my employer',
    'I wrote the letter service',
    'write that I led the migration',
    'right now it takes 4 s',
    'the back end was mine',
    'thanks to the new index it takes 20 ms',
    'send it to Ada Lindqvist',
    'good latency',
    'company',
    '',
    '...',
  ])('“%s”', (text) => {
    expect(chosenIn(text)).toBeNull();
  });
});
