import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_BRIEF, TOPICS } from '../../src/machine/brief.ts';
import { figureLine, reviewQuestion, reviewText } from '../../src/prompts/review.ts';
import { brief, fact, figure } from '../letter/briefs.ts';
import { interviewed } from '../reader/converse.ts';

const linesOf = (...parameters: Parameters<typeof reviewText>) => reviewText(...parameters).split('\n');

test('the whole brief, each figure on its line', () => {
  const { brief: known } = interviewed({
    role: 'Senior Backend Engineer at Harrow & Pine, Ledger team, to Mira Solberg',
    system: 'I rebuilt the invoicing service.',
    throughput: 'from 300 to 4,500 jobs per minute',
    latency: 'p95 was 900ms, now 120ms. The p99 went from 4 s to 1 s',
    reliability: 'we never counted',
    contract:
      'The till vendors could not change their firmware, so I put the version into a header. No till had to be touched since.',
    company: 'On their blog they wrote that every alert must link to a runbook, and I think that is right.',
    background: 'no',
    closing: 'How do you test failover?',
    contact: 'Nadia Ferro, nadia@example.com, Turin',
  }).context;
  expect(linesOf(known)).toEqual([
    'This is what I understood:',
    'Role: Senior Backend Engineer, Harrow & Pine, Ledger, to Mira Solberg',
    'System: I rebuilt the invoicing service.',
    'Throughput: 300 jobs per minute → 4,500 jobs per minute',
    expect.stringMatching(/^Latency: p9/),
    expect.stringMatching(/^Latency: p9/),
    'Reliability: left out',
    expect.stringMatching(/^Contract: The till vendors/),
    expect.stringMatching(/^Company: On their blog/),
    'Before that: left out',
    'Ending: How do you test failover',
    'Signed: Nadia Ferro, nadia@example.com, Turin',
  ]);
  expect(linesOf(known)).toContain('Latency: p95 900 ms → 120 ms');
  expect(linesOf(known)).toContain('Latency: p99 4 seconds → 1 second');
});

test('nothing is known', () => {
  expect(reviewText(EMPTY_BRIEF)).toBe('I know nothing of your story yet.');
});

test.each([
  [
    { percentile: 'p99', before: { value: 1.8, unit: 's' }, after: { value: 210, unit: 'ms' } },
    /^p99 1\.8 .* → 210 ms$/,
  ],
  [{ after: { value: 99.99, unit: '%' }, measure: 'availability' }, /^99\.99% \(availability\)$/],
  [{ before: { value: 40, unit: 'ms' } }, /^40 ms before$/],
  [
    { after: { value: 2_000_000, unit: 'rows', per: 'day' as const }, approximate: true },
    /^about 2 million rows per day$/,
  ],
])('a figure in a line: %j', (more, line) => {
  expect(figureLine(figure('latency', 'said', more))).toMatch(line);
});

describe('what is confidential', () => {
  test('is shown to the candidate, with what the letter says instead', () => {
    const known = brief(
      fact('system', 'I built it at Halcyon.', {
        rough: true,
        standIns: [{ hide: 'Halcyon', say: 'a payroll house' }],
      }),
      fact('contract', 'Moorfeld could not change.', { rough: true, standIns: [{ hide: 'Moorfeld', say: null }] }),
    );
    expect(linesOf(known).slice(1)).toEqual([
      'System: I built it at Halcyon. (confidential, the letter says “a payroll house”)',
      'Contract: Moorfeld could not change. (confidential)',
    ]);
  });
});

test('what a job post says of the work is not in it', () => {
  const post = fact('system', 'You will own the router.', { voice: 'job-post' });
  expect(reviewText(brief(post))).not.toContain('router');
});

test('whatever was said, it asks nothing, so that the one question is the one behind it', () => {
  const words = fc.oneof(
    fc.constantFrom('why?', 'who? what?', 'x'.repeat(400), 'a '.repeat(200)),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  const facts = fc.array(
    fc.tuple(fc.constantFrom(...TOPICS), words).map(([topic, said]) =>
      fact(topic, said, {
        details: topic === 'role' ? { company: said } : topic === 'contact' ? { name: said } : {},
        rough: true,
        standIns: [{ hide: said, say: said }],
      }),
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(facts, (list) => {
      const text = reviewText(brief(...list));
      expect(text).not.toContain('?');
      expect(text.length).toBeLessThan(6_000);
    }),
    { numRuns: 200 },
  );
  expect(reviewQuestion(EMPTY_BRIEF)).not.toContain('?');
});

describe('below a thin brief it is said what the letter would lack', () => {
  const system = fact('system', 'I rebuilt the invoicing service.');
  const name = { ...fact('contact', 'Nadia Ferro'), details: { name: 'Nadia Ferro' } };
  const number = fact('throughput', '4000 rps', {
    figures: [figure('throughput', '4000 rps', { after: { value: 4000, unit: 'requests', per: 'second' } })],
  });
  const contract = fact('contract', 'The ids could not change.');

  test.each([
    ['nothing but a system', [system], /lacks: a name to sign with, and a figure, or a contract/],
    ['no name', [system, number], /lacks: a name to sign with\. Tell me, or say “write”/],
    ['a name alone', [system, name], /lacks: a figure, or a contract that you had to keep\. Tell me, or say “write”/],
    ['a figure and a name', [system, number, name], /^If this is right/],
    ['a contract and a name', [system, contract, name], /^If this is right/],
  ])('%s', (_, facts, asked) => {
    expect(reviewQuestion(brief(...facts))).toMatch(asked);
  });
});
