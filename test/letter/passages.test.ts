import { describe, expect, test } from 'vitest';
import { holdsOnly, passages } from '../../src/letter/passages.ts';
import { brief, fact } from './briefs.ts';

const texts = (...parameters: Parameters<typeof passages>) => passages(...parameters).map(({ text }) => text);

describe('the sentences of a topic', () => {
  test('are the candidate’s, tidied, each with its fact', () => {
    const one = fact('system', 'i built the router. it was mine');
    const two = fact('system', 'Nobody else touched it!');
    expect(passages(brief(one, fact('contract', 'the vendors'), two), 'system')).toEqual([
      { text: 'I built the router.', facts: [one.id] },
      { text: 'It was mine.', facts: [one.id] },
      { text: 'Nobody else touched it.', facts: [two.id] },
    ]);
  });

  test('without the words of a job post', () => {
    const post = fact('system', 'You will own the router.', { voice: 'job-post' });
    expect(texts(brief(post), 'system')).toEqual([]);
  });

  test('without the labels of notes', () => {
    expect(texts(brief(fact('contract', 'hard part: the vendors could not change')), 'contract')).toEqual([
      'The vendors could not change.',
    ]);
  });

  test('with the number that was meant where two were said', () => {
    expect(texts(brief(fact('background', 'I was there for three years. no wait, four')), 'background')).toEqual([
      'I was there for four years.',
    ]);
  });

  test('without a list of tools once the story is told', () => {
    const list = fact('contract', 'Kafka and Redis.', { signals: ['infrastructure'] });
    const story = fact('contract', 'I put the version into a header.', { signals: ['decision'] });
    expect(texts(brief(list), 'contract')).toEqual(['Kafka and Redis.']);
    expect(texts(brief(list, story), 'contract')).toEqual(['I put the version into a header.']);
  });
});

describe('what was taken back', () => {
  test.each<[string, string[], string[]]>([
    ['I built the router. I own the gateway, too.', ['I own the gateway'], ['I built the router.']],
    ['I built the router, and I own the gateway.', ['I own the gateway'], ['I built the router.']],
    ['I own the gateway, and I built the router.', ['I own the gateway'], ['I built the router.']],
    ['I own the gateway.', ['I own the gateway'], []],
    ['It took 900 ms, then 210 ms.', ['It took 900 ms', 'then 210 ms'], []],
  ])('%j without %j', (quote, struck, left) => {
    const said = texts(brief(fact('system', quote, { struck })), 'system');
    for (const part of struck) expect(said.join(' ')).not.toContain(part);
    for (const part of left) expect(said).toContain(part);
  });
});

describe('what must stay out', () => {
  test('is kept out of every topic, whatever fact asked for it', () => {
    const known = brief(
      fact('system', 'I built it at Halcyon.', { standIns: [{ hide: 'Halcyon', say: 'a payroll house' }] }),
      fact('contract', 'Halcyon could not change its files.'),
      fact('background', 'Nothing of Halcyon.'),
    );
    for (const topic of ['system', 'contract', 'background'] as const)
      expect(texts(known, topic).join(' ')).not.toContain('Halcyon');
    expect(texts(known, 'contract')).toEqual(['A payroll house could not change its files.']);
  });
});

describe('a sentence holds only the known quantities', () => {
  const known = [
    { value: 1.8, unit: 's' },
    { value: 210, unit: 'ms' },
  ];
  test.each([
    ['It went from 1.8 s to 210 ms.', true],
    ['It went from 1,800 ms to 0.21 s.', true],
    ['It went from 1.8 s to 190 ms.', false],
    ['It was 99% of them.', false],
  ])('%s %s', (sentence, holds) => {
    expect(holdsOnly(sentence, known)).toBe(holds);
  });
});
