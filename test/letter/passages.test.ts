import { describe, expect, test } from 'vitest';
import { passages } from '../../src/letter/passages.ts';
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

describe('what is said to the interviewer', () => {
  test.each([
    'Leave the old importer out, please.',
    'That name is fine.',
    "If you need one: 'a shipping line'.",
    "'A rail operator' is alright.",
    'In the letter only the second number.',
    'Do not print the name.',
    'The tide tables, it is all in there, will tell you.',
    'To whom it may concern, I wish to apply.',
    'btw I play the cello lol',
  ])('%j is no sentence of a letter', (aside) => {
    expect(texts(brief(fact('system', `I wrote the router. ${aside}`)), 'system')).toEqual(['I wrote the router.']);
  });

  test('what points back goes, and what was pointed at stays', () => {
    expect(texts(brief(fact('system', 'I made the buoy server, as I wrote.')), 'system')).toEqual([
      'I made the buoy server.',
    ]);
  });

  test('when it was so is no label', () => {
    expect(texts(brief(fact('system', 'Before: a spreadsheet on each desk.')), 'system')).toEqual([
      'Before that, a spreadsheet on each desk.',
    ]);
  });

  test('a view of the company stands beside the choice', () => {
    const choice = fact('company', 'Their docs list every limit.', { signals: ['choice', 'source'] });
    const view = fact('company', 'A limit that nobody wrote down is an outage.', { signals: ['view'] });
    const regard = fact('company', 'It is a global firm.');
    expect(texts(brief(choice, view, regard), 'company')).toEqual([
      'Their docs list every limit.',
      'A limit that nobody wrote down is an outage.',
    ]);
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
