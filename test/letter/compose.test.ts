import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compose } from '../../src/letter/compose.ts';
import { type Letter, LetterSchema, letterText } from '../../src/letter/letter.ts';
import { plainWriter } from '../../src/letter/plain.ts';
import { type Brief, EMPTY_BRIEF, type Fact, METRICS, TOPICS } from '../../src/machine/brief.ts';
import { inBase, readMentions } from '../../src/machine/figures.ts';
import type { Figure } from '../../src/machine/quantity.ts';
import { type Answers, interviewed } from '../reader/converse.ts';
import { there } from './author.ts';
import { brief, fact } from './briefs.ts';

const DATE = new Date('2026-03-02T23:30:00Z');
const write = (known: Brief, short = false): Letter => compose({ brief: known, date: DATE, short });
const bodyOf = ({ paragraphs }: Letter) =>
  paragraphs.map(({ sentences }) => sentences.map(({ text }) => text).join(' '));

const NADIA: Answers = {
  role: 'Senior Backend Engineer at Harrow & Pine, Ledger team, to Mira Solberg',
  system:
    'I rebuilt the invoicing service at Brightwell: it used to be a cron script, now it is an event-driven service in Kotlin. I designed the ledger part myself.',
  throughput: 'from 300 to 4,500 jobs per minute',
  latency: 'p95 was 900ms, now 120ms',
  reliability: '99.9% before, 99.99% now',
  contract:
    'The till vendors could not change their firmware, so I kept the old message format and put the version into a header. No till had to be touched since.',
  company:
    'On their blog they described how every alert must link to a runbook, and I think that is right because ours never did.',
  background: 'Before that I spent three years on interfaces at a hospital.',
  closing: 'I can share a redacted design doc.',
  contact: 'Nadia Ferro, nadia.ferro@example.com, Turin',
};
const OLA: Answers = {
  role: 'backend dev @ Tallow Labs',
  system: 'fulfilment router, wrote it alone in go, before that it was a spreadsheet macro',
  throughput: 'we never counted',
  latency: "can't say",
  reliability: 'nothing was measured, but the support queue about missing parcels dried up',
  contract:
    'the carriers send labels twice & we cant stop them. keyed each label by its barcode. duplicates are gone since',
  company: 'their docs say every endpoint has a test that breaks it first, and i like that more than a coverage number',
  background: '/skip',
  closing: 'how do they retire an endpoint?',
  contact: 'ola berg ola@example.no tromsø',
};
const TERSE: Answers = {
  role: 'sre, Copperline',
  system: 'dns resolver. wrote the cache',
  throughput: '20k qps → 180k qps',
  latency: 'p99 40ms to 3ms',
  reliability: '/skip',
  contract: '/skip',
  company: '/skip',
  background: 'no',
  closing: 'no',
  contact: 'R. Ode',
};

describe('a whole letter', () => {
  const letter = write(interviewed(NADIA).context.brief);

  test('goes from the company to the system, the contract, what came before, and the offer', () => {
    const [choice, system, contract, background, closing, ...more] = bodyOf(letter);
    expect(choice).toBe(
      'I am applying for the Senior Backend Engineer position at Harrow & Pine, on the Ledger team. On your blog you described how every alert must link to a runbook, and I think that is right because ours never did.',
    );
    expect(system).toMatch(
      /^I rebuilt the invoicing service at Brightwell: .* I designed the ledger part myself\. Throughput went from 300 to 4,500 jobs per minute\. The p95 latency went from 900 ms to 120 ms\. Availability went from 99\.9% to 99\.99%\.$/,
    );
    expect(contract).toMatch(
      /^The till vendors could not change their firmware, .* No till had to be touched since\.$/,
    );
    expect(background).toBe('Before that I spent three years on interfaces at a hospital.');
    expect(closing).toBe('I can share a redacted design doc.');
    expect(more).toEqual([]);
  });

  test('has a name block with the date, a greeting, and a close with the name', () => {
    expect(letter.heading).toEqual(['Nadia Ferro · nadia.ferro@example.com · Turin', '2 March 2026']);
    expect(letter.greeting).toBe('Dear Mira Solberg,');
    expect(letter.signOff).toBe('Kind regards,\nNadia Ferro');
  });

  test('is shorter when it is asked to be, and says nothing else', () => {
    const known = interviewed(NADIA).context.brief;
    const short = bodyOf(write(known, true));
    expect(short).toEqual(bodyOf(letter).filter((paragraph) => !paragraph.includes('hospital')));
  });

  test('is the same whenever it is written, but for the date', async () => {
    const known = interviewed(NADIA).context.brief;
    const { letter: again, byModel } = there(
      await plainWriter.write({ brief: known, date: new Date(0), short: false }),
    );
    expect({ ...again, heading: [] }).toEqual({ ...letter, heading: [] });
    expect(again.heading.at(-1)).toBe('1 January 1970');
    expect(byModel).toBe(false);
  });
});

describe('a short brief makes a short letter', () => {
  test('and one of which nothing may be said makes none', async () => {
    const nothing = { brief: { facts: [], declined: [] }, date: new Date(0), short: false };
    expect(await plainWriter.write(nothing)).toBeNull();
  });

  test('with nothing known but a name', () => {
    const letter = write(interviewed(TERSE).context.brief);
    expect(bodyOf(letter)).toEqual([
      'I am applying for the SRE position at Copperline.',
      expect.stringMatching(
        /dns resolver.* I wrote the cache\. Throughput went from 20,000 to 180,000 .* The p99 latency went from 40 ms to 3 ms\.$/i,
      ),
    ]);
    expect(letter.signOff).toBe('Kind regards,\nR. Ode');
  });

  test('of nothing: a greeting, a date and a close', () => {
    expect(write(EMPTY_BRIEF)).toEqual({
      heading: ['2 March 2026'],
      greeting: 'Hello,',
      paragraphs: [],
      signOff: 'Kind regards,',
    });
    expect(letterText(write(EMPTY_BRIEF, true))).toBe('2 March 2026\n\nHello,\n\nKind regards,');
  });

  test('of one topic: one paragraph', () => {
    for (const topic of TOPICS.filter((each) => each !== 'role' && each !== 'contact'))
      expect(bodyOf(write(brief(fact(topic, 'I wrote the router alone.')))).length).toBe(1);
  });
});

describe('the greeting', () => {
  test.each([
    [{ addressee: 'Mira Solberg', team: 'Ledger', company: 'Quillnote' }, 'Dear Mira Solberg,'],
    [{ addressee: 'mira solberg' }, 'Dear Mira Solberg,'],
    [{ team: 'Ledger', company: 'Quillnote' }, 'Dear Ledger team,'],
    [{ team: 'the Fares squad' }, 'Dear Fares squad,'],
    [{ company: 'quillnote' }, 'Dear Quillnote team,'],
    [{}, 'Hello,'],
  ])('%j: %s', (details, greeting) => {
    expect(write(brief(fact('role', 'said', { details }))).greeting).toBe(greeting);
  });

  test('the candidate’s word on a name goes before the post’s', () => {
    const post = fact('role', 'post', {
      details: { addressee: 'Petra Lund', company: 'Quillnote' },
      voice: 'job-post',
    });
    expect(write(brief(post)).greeting).toBe('Dear Petra Lund,');
    expect(write(brief(fact('role', 'said', { details: { addressee: 'Mira Solberg' } }), post)).greeting).toBe(
      'Dear Mira Solberg,',
    );
  });
});

describe('the role', () => {
  test.each([
    [
      { position: 'backend dev', company: 'tallow labs' },
      'I am applying for the Backend Developer position at Tallow Labs.',
    ],
    [
      { position: 'Sr. Backend Engineer', company: 'Tern AS', team: 'Fleet' },
      'I am applying for the Senior Backend Engineer position at Tern AS, on the Fleet team.',
    ],
    [{ company: 'Tern AS' }, 'I am applying for a position at Tern AS.'],
    [{ position: 'SRE', team: 'the Fares squad' }, 'I am applying for the SRE position, on the Fares squad.'],
  ])('%j: %s', (details, sentence) => {
    expect(bodyOf(write(brief(fact('role', 'said', { details }))))).toEqual([sentence]);
  });
});

describe('the close', () => {
  test.each([
    ['my design notes', 'I can share my design notes.'],
    ['a redacted diagram', 'I can share a redacted diagram.'],
    ['The importer failed once, ask me how', 'The importer failed once, ask me how.'],
    ['happy to walk them through it', 'I am happy to walk you through it.'],
    ['How do you test failover', 'How do you test failover?'],
    ['how do they retire an endpoint?', 'How do you retire an endpoint?'],
    ["I'd like to ask them how they page people", 'I would like to ask how you page people.'],
    ['could show them my notes', 'I could show you my notes.'],
    ['probably only a sketch of the lease', 'I can probably only share a sketch of the lease.'],
    ['let me ask them how they drain a node', 'I would like to ask how you drain a node.'],
    ['A question: do they ever merge two ids', 'I have a question: do you ever merge two ids?'],
    ['Lease notes, redacted', 'I can share lease notes, redacted.'],
    ['No papers, sadly. I can talk about leases.', 'I can talk about leases.'],
  ])('%j: %s', (said, sentence) => {
    expect(bodyOf(write(brief(fact('closing', said))))).toEqual([sentence]);
  });
});

test.each([
  ['Rotation. Old services read their key once.', 'The hard part was rotation. Old services read their key once.'],
  ['Tags move. Nobody pins a digest.', 'Tags move. Nobody pins a digest.'],
  ['Make it idempotent. The app sends twice.', 'Make it idempotent. The app sends twice.'],
])('a heading of the contract becomes a sentence: %j', (said, written) => {
  expect(bodyOf(write(brief(fact('contract', said))))).toEqual([written]);
});

describe('what came before', () => {
  test.each([
    ['Smart meter firmware. 3 y.', 'Before that: smart meter firmware, 3 years.'],
    ['Ferry bookings, introduced contract tests.', 'Before that: Ferry bookings, where I introduced contract tests.'],
    ['I was a nurse.', 'I was a nurse.'],
    ['Was a nurse, then a tester', 'I was a nurse, then a tester.'],
    ['Previously was in a mill, 3 years', 'Previously I was in a mill, 3 years.'],
    ['Before: radio firmware, two years', 'Before that, radio firmware, two years.'],
  ])('%j: %s', (said, sentence) => {
    expect(bodyOf(write(brief(fact('background', said))))).toEqual([sentence]);
  });

  test.each(['Ylva Norin', 'Nothing special.', 'I did a lot of things.'])('%j is nothing to tell', (said) => {
    expect(bodyOf(write(brief(fact('background', said))))).toEqual([]);
  });
});

test.each([
  [
    'Registry. Image registry. I wrote the blob store.',
    'The system I would like to tell you about is the image registry. I wrote the blob store.',
  ],
  [
    'Scanned-mail pipeline at Pergola. I wrote it.',
    'The system I would like to tell you about is the scanned-mail pipeline at Pergola. I wrote it.',
  ],
  [
    'The tram router: a stop asks, we answer.',
    'The system I would like to tell you about is the tram router: a stop asks, we answer.',
  ],
  ['We redid the ferry booking: seats and cars.', 'We redid the ferry booking: seats and cars.'],
  ['I wrote the tide importer at Pergola. The tide importer.', 'I wrote the tide importer at Pergola.'],
])('a name among the sentences of a system: %j', (said, written) => {
  expect(bodyOf(write(brief(fact('system', said))))).toEqual([written]);
});

test('a bare name of a system becomes a sentence', () => {
  expect(bodyOf(write(brief(fact('system', 'The booking engine'))))).toEqual([
    'The system I would like to tell you about is the booking engine.',
  ]);
});

describe('nothing is invented', () => {
  const numbersIn = (text: string) => readMentions(text).map(({ quantity }) => inBase(quantity));

  test.each([
    ['Nadia', NADIA],
    ['Ola', OLA],
    ['Terse', TERSE],
  ])('every number of the letter is one that was said: %s', (_, answers) => {
    const { brief: known } = interviewed(answers).context;
    const said = known.facts.flatMap(({ quote, figures }) => [
      ...numbersIn(quote),
      ...figures
        .flatMap(({ before, after }) => [before, after])
        .flatMap((side) => (side ? [inBase(side), side.value] : [])),
    ]);
    const written = bodyOf(write(known)).flatMap(numbersIn);
    expect(written.length).toBeGreaterThan(answers === OLA ? -1 : 3);
    for (const number of written)
      expect(said.some((other) => Math.abs(number - other) <= 1e-9 * Math.abs(other))).toBe(true);
  });

  test.each([
    ['Nadia', NADIA],
    ['Ola', OLA],
    ['Terse', TERSE],
  ])('every sentence rests on facts, and the company is spoken to: %s', (_, answers) => {
    const { brief: known } = interviewed(answers).context;
    const letter = write(known);
    const ids = new Set(known.facts.map(({ id }) => id));
    for (const { text, facts } of letter.paragraphs.flatMap(({ sentences }) => sentences)) {
      expect(facts.length, text).toBeGreaterThan(0);
      for (const id of facts) expect(ids).toContain(id);
    }
    expect(bodyOf(letter)[0]).not.toMatch(/\b(?:they|their)\b/i);
  });

  test('what a job post says is nowhere', () => {
    const post = fact('role', 'You will serve 3 million requests per second in Erlang.', {
      voice: 'job-post',
      details: { company: 'Quillnote', position: 'Backend Engineer' },
      figures: [
        {
          topic: 'throughput',
          quote: '3 million',
          approximate: false,
          after: { value: 3e6, unit: 'requests', per: 'second' },
        },
      ],
    });
    expect(letterText(write(brief(post, fact('system', 'I wrote the router.'))))).not.toMatch(/Erlang|million/);
  });
});

/** Briefs of any shape, with hidden words that stand nowhere else, and parts that were taken back. */
const NAMES = ['Halcyon', 'Pelagic Insurance', 'Nordhavn Bank', 'Dovetail', 'Moorfeld'];
const NUMBERS = ['48,217', '9,313', '7731', '3.77', '61,900'];
const CLAUSES = [
  'I own the zebra gateway',
  'it was the quokka of the fleet',
  'nobody else touched the ibis ledger',
  'we kept it for years',
  'the vendors could not change their files',
  'I keyed each event by its id',
  'so nothing came twice',
];
const clause = fc.oneof(
  fc.constantFrom(...CLAUSES),
  fc.tuple(fc.constantFrom(...CLAUSES), fc.constantFrom(...NAMES)).map(([words, name]) => `${words} at ${name}`),
  fc
    .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NUMBERS))
    .map(([name, number]) => `${name} sent ${number} files per day`),
  fc.constantFrom(...NUMBERS).map((number) => `it took ${number} ms`),
);
const quote = fc
  .array(fc.tuple(clause, fc.constantFrom('. ', ', ', ', and ', '; ', ' but ', '\n')), { minLength: 1, maxLength: 5 })
  .map((parts) => ({
    clauses: parts.map(([words]) => words),
    text: parts
      .flat()
      .join('')
      .replace(/[,;\s]+$|,? (?:and|but) $/, ''),
  }));
const quantityOf = (text: string) => ({ value: Number(text.replace(',', '')), unit: 'ms' });

const anyFact = fc
  .record({
    topic: fc.constantFrom(...TOPICS),
    quote,
    struck: fc.integer({ min: -1, max: 4 }),
    hides: fc.subarray([...NAMES, ...NUMBERS]),
    say: fc.option(fc.constantFrom('a bank', 'An insurer', 'thousands of files', 'about a million', 'some'), {
      nil: null,
    }),
    signals: fc.subarray(['mine', 'decision', 'infrastructure', 'story', 'choice'] as const),
    measured: fc.boolean(),
  })
  .map(({ topic, quote: { clauses, text }, struck, hides, say, signals, measured }): Fact => {
    const numbers = NUMBERS.filter((number) => text.includes(number));
    const name = NAMES.find((each) => text.includes(each));
    const metric = METRICS.find((each) => each === topic);
    const figures: Figure[] =
      metric && measured
        ? numbers.map((number) => ({
            topic: metric,
            quote: text,
            approximate: false,
            after: quantityOf(number),
            ...(name ? { measure: `files of ${name}` } : {}),
          }))
        : [];
    const part = clauses[struck];
    return fact(topic, text, {
      figures,
      signals,
      struck: part ? [part] : [],
      standIns: hides.filter((hide) => text.includes(hide)).map((hide) => ({ hide, say })),
      rough: hides.length > 0,
    });
  });

describe('whatever the brief', () => {
  const anyBrief = fc.array(anyFact, { maxLength: 8 }).map((facts) => brief(...facts));

  test('nothing hidden is in the letter', () => {
    fc.assert(
      fc.property(anyBrief, fc.boolean(), (known, short) => {
        const text = letterText(write(known, short));
        for (const { hide } of known.facts.flatMap(({ standIns }) => standIns)) {
          expect(text).not.toContain(hide);
          expect(text).not.toContain(hide.replace(',', ''));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  const joined = (words: string) => words.toLowerCase().replace(/[,;:]?\s+/g, ' ');

  test('nothing that was taken back is in the letter, unless it was said again elsewhere', () => {
    fc.assert(
      fc.property(anyBrief, (known) => {
        const text = letterText(write(known)).toLowerCase();
        for (const { struck } of known.facts)
          for (const part of struck) {
            // In its own words, or in what is left of a sentence that lost its middle.
            const again = known.facts
              .filter((other) => !other.struck.includes(part))
              .some(({ quote, struck: gone }) =>
                [quote, gone.reduce((rest, each) => rest.replace(each, ' '), quote)].some((words) =>
                  joined(words).includes(joined(part)),
                ),
              );
            const twice = known.facts.some((other) => other.quote.split(part).length > 2);
            if (!again && !twice) expect(text).not.toContain(part.toLowerCase());
          }
      }),
      { numRuns: 1_000 },
    );
  });

  test('a letter is whole, has no empty part, and no exclamation that nobody made', () => {
    fc.assert(
      fc.property(anyBrief, (known) => {
        const letter = write(known);
        expect(LetterSchema.parse(letter)).toEqual(letter);
        for (const { sentences } of letter.paragraphs) {
          expect(sentences.length).toBeGreaterThan(0);
          for (const { text } of sentences) expect(text.trim()).not.toBe('');
        }
        expect(letterText(letter)).not.toMatch(/undefined|null|NaN|\n{3}|!/);
      }),
      { numRuns: 300 },
    );
  });

  test('quotes of any characters make a letter', () => {
    const wild = fc.tuple(fc.constantFrom(...TOPICS), fc.string({ unit: 'binary', maxLength: 60 }));
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 6 }), (parts) => {
        const facts = parts.map(([topic, text]) =>
          fact(topic, text, { details: topic === 'role' ? { company: text, team: text } : {} }),
        );
        expect(() => letterText(write(brief(...facts)))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
