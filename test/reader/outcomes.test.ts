import { describe, expect, test } from 'vitest';
import { factsOn } from '../../src/machine/brief.ts';
import { converse } from './converse.ts';

const ANSWERS = [
  'Backend Engineer at Orchard, Ledger team',
  'At Pell I rebuilt the till. It replaced a cron script. I designed and wrote all of it in Kotlin.',
  'from 90 sales a minute to 700 sales a minute',
  'p99 from 3 s to 90 ms',
  'uptime went from 99.2% to 99.95%',
];
const STORY = 'The shops could not update their tills, so I keyed each sale by till and sequence number.';
const asked = (...texts: string[]) => {
  const { asking } = converse([...ANSWERS, ...texts]).context;
  return asking && `${asking.topic}: ${asking.gap.kind}`;
};

test('a story without what came of it is asked for that', () => {
  expect(asked(STORY)).toBe('contract: result');
});

describe('what came of it is not asked where it was just told', () => {
  test.each([
    'Result: no doubles, bookkeeping is happy.',
    'The outcome was a till that nobody has to count twice.',
    'Bookkeepers can trace each sale, and stocktaking shrank from four days to one.',
    'Stocktaking takes an hour, was two days.',
    'Complaints fell to a third.',
    'A bad update breaks one shelf, not the shop.',
    'None had to be replaced.',
    'Not one shop had to close for it.',
    'All shops kept working.',
    'The on-call engineer sleeps through the night.',
  ])('%s', (text) => {
    expect(asked(`${STORY} ${text}`)).toBe('company: open');
  });

  test.each(['The shops can resend a sale at any time.', 'They were built from a kit.', 'It was not my idea.'])(
    'but not told by: %s',
    (text) => {
      expect(asked(`${STORY} ${text}`)).toBe('contract: result');
    },
  );
});

describe('asked what came of it, the next answer is taken for what it tells', () => {
  test.each([
    ['company', 'Your post on ledgers says that every entry stays, and I think that is right because ours did not.'],
    ['company', 'They open-sourced their rate limiter, and I like that it fails open.'],
    ['company', 'Orchard wrote in their tech blog about retries with jitter, good choice I think'],
    ['background', 'Before that I ran the databases of a clinic for five years.'],
    ['closing', 'I can show them the design notes.'],
  ] as const)('%s: %s', (topic, text) => {
    const state = converse([...ANSWERS, STORY, text]);
    expect(factsOn(state.context.brief, topic).map(({ quote }) => quote)).toEqual([text]);
    expect(factsOn(state.context.brief, 'contract').map(({ quote }) => quote)).toEqual([STORY]);
    expect(state.context.asking?.topic).toBe(topic === 'company' ? 'background' : 'company');
  });

  test('behind what came of it as well', () => {
    const state = converse([
      ...ANSWERS,
      STORY,
      'No doubles since. They open-sourced their rate limiter, and I like that it fails open.',
    ]);
    expect(factsOn(state.context.brief, 'contract').map(({ quote }) => quote)).toEqual([STORY, 'No doubles since.']);
    expect(factsOn(state.context.brief, 'company')).toHaveLength(1);
  });

  test.each([
    'Their docs say nothing of ids any more, and nobody called.',
    'They wrote to us that no sale came twice.',
  ])('what others of the story wrote is part of it: %s', (text) => {
    const state = converse([...ANSWERS, STORY, text]);
    expect(factsOn(state.context.brief, 'company')).toEqual([]);
  });
});
