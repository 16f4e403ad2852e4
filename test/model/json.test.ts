import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { objectIn } from '../../src/model/json.ts';

describe('the object in a text', () => {
  test.each([
    ['bare', '{"a":1}'],
    ['in a fence', '```json\n{"a":1}\n```'],
    ['in a fence without a name', '```\n{"a":1}\n```\n'],
    ['after words', 'Here is the object you asked for:\n{"a":1}'],
    ['between words', 'Here it is: {"a":1}. Anything else?'],
    ['before another brace', '{"a":1}\n}'],
    ['before another object', '{"a":1}\n{"b":2}'],
    ['before a smile', '{"a":1} :-}'],
  ])('%s', (_, text) => {
    expect(objectIn(text)).toEqual({ a: 1 });
  });

  test('may hold braces and quotation marks in its strings', () => {
    const value = { a: 'a } and a { and a \\ and a " and }"', b: [{ c: '{' }] };
    expect(objectIn(`${JSON.stringify(value)} that } was it`)).toEqual(value);
  });

  test.each(['', 'no', '[1,2]', '"{"', '42', 'null', '{"a":1', '{"a":"x}', '{a:1}', '{', '}{', '{"a":1,}'])(
    'is not there: %s',
    (text) => {
      expect(objectIn(text)).toBeUndefined();
    },
  );

  test('is found whole behind any words, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string().filter((words) => !words.includes('{')),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        (before, value, after) => {
          const text = JSON.stringify(value);
          expect(objectIn(`${before}${text}${after}`)).toEqual(JSON.parse(text));
        },
      ),
    );
  });
});
