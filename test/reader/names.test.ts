import { describe, expect, test } from 'vitest';
import { COMPANY, cleanName, isRespelling, PERSON, titleIn } from '../../src/reader/names.ts';

const whole = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`, 'u').test(text);

test.each([
  'Mira Solberg',
  'Dr. Ama Boateng',
  'Anna de Wit',
  'T. Brandvold',
  "Lea O'Brien",
  'Prof. Dr. Jan van der Berg',
])('a person: %s', (name) => {
  expect(whole(PERSON, name)).toBe(true);
});

test.each(['Harrow & Pine', 'Tallow Labs', 'Bank of Umbra', 'Quill.io', 'Tern AS', 'Vantage Grid'])(
  'a company: %s',
  (name) => {
    expect(whole(COMPANY, name)).toBe(true);
  },
);

test('neither begins in lower case', () => {
  expect(whole(PERSON, 'mira')).toBe(false);
  expect(whole(COMPANY, 'tallow')).toBe(false);
});

describe('the title of a position', () => {
  test.each([
    ['I want the Senior Backend Engineer job', 'Senior Backend Engineer'],
    ['Staff Software Engineer II, Routing', 'Staff Software Engineer II'],
    ['backend', 'backend'],
    ['sr. backend dev', 'sr. backend dev'],
    ['Site Reliability Engineer', 'Site Reliability Engineer'],
  ])('%s', (text, title) => {
    const found = titleIn(text);
    expect(found?.text).toBe(title);
    expect(text.slice(found?.start, found?.end)).toBe(title);
  });

  test.each(['the platform team', 'Mira Solberg', '', 'I like engines'])('none in: %s', (text) => {
    expect(titleIn(text)).toBeNull();
  });
});

test.each([
  ['Mira Solberg,', 'Mira Solberg'],
  ['Quillnote I', 'Quillnote'],
  ['Mister Okafor', 'Mr Okafor'],
  ['I', null],
  ['The', null],
  ['Hiring Manager', null],
  ['', null],
])('%j without what clings to it: %j', (name, clean) => {
  expect(cleanName(name)).toBe(clean);
});

test.each([
  ['Fjordly', 'Fjordley', true],
  ['Castonguay', 'Castongay', true],
  ['Fjordly', 'Fjordly', false],
  ['Fjordly', 'Harborlane', false],
  ['Tern', 'Fern', false],
])('%s and %s are spellings of one word: %s', (one, other, are) => {
  expect(isRespelling(one, other)).toBe(are);
});
