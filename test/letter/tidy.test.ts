import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownership, tidy, titleCase } from '../../src/letter/tidy.ts';

describe('a sentence, tidied', () => {
  test.each([
    // case, filler, emoji, ends
    ['i built the router', 'I built the router.'],
    ['so, basically we moved it 🎉', 'We moved it.'],
    ['Oh well, it was mine!!', 'It was mine.'],
    ['uh, the queue was full lol', 'The queue was full.'],
    ['the importer was slow, sorry', 'The importer was slow.'],
    ['- the list item', 'The list item.'],
    ['it works :)', 'It works.'],
    ['How do you retire an index??', 'How do you retire an index?'],
    ['it took   too\nlong', 'It took too long.'],
    // dashes and arrows
    ['the router — my work — was small', 'The router, my work, was small.'],
    ['files → rows', 'Files to rows.'],
    ['search & billing', 'Search and billing.'],
    // contractions and slips
    ['we dont lose em', "We don't lose them."],
    ['thats what im proud of', "That's what I'm proud of."],
    ['they have build it', 'They have built it.'],
    ['it was a old box', 'It was an old box.'],
    ['a unique key', 'A unique key.'],
    ['the key is a UUID behind a URL', 'The key is a UUID behind a URL.'],
    ['the schema I wrote, I’d keep', "The schema I wrote, I'd keep."],
    ['the architecture is of me', 'The architecture is mine.'],
    // typed on a phone, or dictated
    ['move log n clock sync r mine', 'Move log and clock sync are mine.'],
    ['arguments abt the clock died, um, at once', 'Arguments about the clock died at once.'],
    ['matchmaking was my mate', 'Matchmaking was my mate.'],
    ['a translator holds the seat and then lets it go', 'A translator holds the seat and then lets it go.'],
    // a subject where there is none
    ['Wrote the importer alone', 'I wrote the importer alone.'],
    ['keyed each label by its barcode', 'I keyed each label by its barcode.'],
    ['Need the old format', 'Need the old format.'],
    // numbers
    ['1,8 s before', '1.8 s before.'],
    ['9 mio rows', '9 million rows.'],
    ['1.250.000 rows', '1.25 million rows.'],
    ['12 lakh rows', '1.2 million rows.'],
    ['2,400 rows', '2,400 rows.'],
    // what multiplies in other languages, and in notes
    ['it was 9千 votes', 'It was 9,000 votes.'],
    ['now 31万 votes per second', 'Now 310,000 votes per second.'],
    ['41 bin votes (bin is thousand)', '41,000 votes.'],
    ['it was 7 tys. votes per minute', 'It was 7,000 votes per minute.'],
    ['52 тыс. votes', '52,000 votes.'],
    ['we do 14k scans/s', 'We do 14,000 scans per second.'],
    ['we film in 4k', 'We film in 4k.'],
    ['it took 0.333 seconds', 'It took 0.333 seconds.'],
    ['id like to show it, 3 yrs of it', "I'd like to show it, 3 years of it."],
    ['the end-to-end id like a key', 'The end-to-end id like a key.'],
    ['a monolith in .NET', 'A monolith in .NET.'],
    ['used to be a script', 'It used to be a script.'],
    // technologies
    ['wrote it in go with redis', 'I wrote it in Go with Redis.'],
    ['it is fast to go live', 'It is fast to go live.'],
  ])('%j: %j', (said, written) => {
    expect(tidy(said)).toBe(written);
  });

  test.each(['', '   ', '🎉', '...', '!?', 'lol', '–'])('nothing is left of %j', (said) => {
    expect(tidy(said)).toBe('');
  });

  const words = fc.array(
    fc.oneof(
      fc.constantFrom(
        'i',
        'so,',
        'built',
        'the',
        'router',
        '1,8 s',
        '9 mio',
        '→',
        '—',
        '…',
        '!!',
        '🎉',
        'dont',
        "we're",
        '’',
        'lol',
        'p99',
        '(sorry)',
        'Kafka',
        '\n',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 12 },
  );

  test('whatever was said: one line, a capital at its head, one end, no exclamation', () => {
    fc.assert(
      fc.property(words, (said) => {
        const written = tidy(said.join(' '));
        if (written === '') return;
        expect(written).not.toMatch(/[!\n\r—–→]|\s{2}/);
        expect(written).toMatch(/[.?]["']?$/);
        expect(written[0]).toBe(written[0]?.toUpperCase());
      }),
      { numRuns: 500 },
    );
  });

  test('a tidy sentence stays as it is', () => {
    for (const sentence of [
      'I rebuilt the payout service at Brightwell, in Kotlin.',
      'The p99 latency went from 1.8 seconds to 210 ms.',
      'How do you test failover?',
      "No till had to be touched, and we didn't stop once.",
    ])
      expect(tidy(sentence)).toBe(sentence);
  });
});

test.each([
  ['Design and implementation is me', 'Design and implementation are mine'],
  ['The limiter: mine alone', 'The limiter is mine'],
  ['I wrote the limiter.', 'I wrote the limiter.'],
])('ownership in %j: %j', (said, written) => {
  expect(ownership(said)).toBe(written);
});

test.each([
  ['ola berg', 'Ola Berg'],
  ["lea o'brien", "Lea O'brien"],
  ['Anna de Wit', 'Anna de Wit'],
  ['tls', 'TLS'],
  ['harbour9', 'harbour9'],
  ['team harbour9', 'Team harbour9'],
  ['data platform sre', 'Data Platform SRE'],
  ['', ''],
])('the name %j is written %j', (name, written) => {
  expect(titleCase(name)).toBe(written);
});
