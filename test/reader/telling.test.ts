import { describe, expect, test } from 'vitest';
import type { Topic } from '../../src/machine/brief.ts';
import { sentences } from '../../src/reader/sentences.ts';
import { headingOf, offersOrAsks, topicTold } from '../../src/reader/telling.ts';
import { figuresIn, read } from './converse.ts';

describe('a heading', () => {
  test.each<[string, Topic | null]>([
    ['load: 40 files', 'throughput'],
    ['HARD PART - the files', 'contract'],
    ['the tricky bit: the files', 'contract'],
    ['why Peregrine: their changelog', 'company'],
    ['me // Ravi', 'contact'],
    ['before: a hospital', 'background'],
    ['for the end: my notes', 'closing'],
    ['numbers: 40 to 900', null],
  ])('%s names: %s', (text, topic) => {
    const heading = headingOf(text);
    expect(heading?.topic).toBe(topic);
    expect(text.slice(heading?.length)).not.toMatch(/^[\s:/-]/);
  });

  test.each(['It was slow: 40 files', 'no heading here', ': 40', ''])('none in: %s', (text) => {
    expect(headingOf(text)).toBeNull();
  });
});

describe('what a sentence tells of, with nothing asked', () => {
  test.each<[string, Topic | null, Topic | null]>([
    ['I am applying for a backend job at Quillnote.', null, 'role'],
    ['I built the dispatch service.', null, 'system'],
    ['The hard part was that phones could not be updated.', null, 'contract'],
    ['Their status page names the cause of each incident.', null, 'company'],
    ['Before that I was three years with a hospital.', null, 'background'],
    ['I can share my design notes.', null, 'closing'],
    ['My name is Ravi Menon.', null, 'contact'],
    ['reach me at ravi@example.com', null, 'contact'],
    ['The lenders send files without a version.', 'contract', 'contract'],
    ['The moon is far.', null, null],
  ])('%s (after %s): %s', (text, previous, topic) => {
    const [sentence] = sentences(text);
    expect(sentence && topicTold(sentence, previous, [])).toBe(topic);
  });

  test('figures are told of their metric', () => {
    const [sentence] = sentences('It went from 40 to 900 files per minute.');
    expect(sentence && topicTold(sentence, 'system', ['throughput'])).toBe('throughput');
  });
});

test('notes with headings fill each its topic', () => {
  const notes = `job: Backend Engineer at Peregrine
thing I built: I wrote the import of lenders' files, alone
load: 40 to 900 files per minute
hard part: the files have no version, so I derived one from the columns. Since then no import failed.
why Peregrine: their changelog explains each breaking change a month ahead, I like that
for the end: I could show my design notes
me: Ravi Menon, ravi@example.com, Pune`;
  const { facts } = read(notes);
  expect(facts.map(({ topic }) => topic).toSorted()).toEqual(
    ['role', 'system', 'throughput', 'contract', 'company', 'closing', 'contact'].toSorted(),
  );
  expect(figuresIn({ facts })).toEqual(['throughput 40 files/minute → 900 files/minute']);
  for (const { topic, quote } of facts) if (topic !== 'throughput') expect(headingOf(quote)).toBeNull();
});

test.each([
  ['I can share the design doc', true],
  ['How do you test failover', true],
  ['It was a nice time', false],
])('%s: an ending, %s', (text, is) => {
  expect(offersOrAsks(text)).toBe(is);
});
