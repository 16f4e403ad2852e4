import { describe, expect, test } from 'vitest';
import type { Topic } from '../../src/machine/brief.ts';
import { sentences } from '../../src/reader/sentences.ts';
import { isList, isOwnWork, isPraise, mentionsCompany, signalsFor, tellsStory } from '../../src/reader/signals.ts';

const only = (text: string) => {
  const [sentence, another] = sentences(text);
  if (!sentence || another) throw new Error(`not one sentence: ${text}`);
  return sentence;
};
const signals = (text: string, topic: Topic, told = 0) => signalsFor(topic, only(text), told).toSorted();

describe('whose work it was', () => {
  test.each([
    'I wrote the importer.',
    'I also personally designed the schema.',
    'Designed it, coded most of it.',
    'The limiter was mine.',
    'I was responsible for the ledger.',
    "it's me who keyed the events",
  ])('the speaker’s: %s', (text) => {
    expect(isOwnWork(only(text))).toBe(true);
  });

  test.each([
    'We wrote the importer.',
    'I think the importer was slow.',
    'My colleague designed the schema.',
    'I joined the team in May.',
    'The importer wrote files.',
  ])('not the speaker’s: %s', (text) => {
    expect(isOwnWork(only(text))).toBe(false);
  });

  test('help stays help', () => {
    expect(signals('I helped with the importer.', 'system')).toEqual(['helped']);
    expect(signals('My team supported me, I was involved in the importer.', 'system')).not.toContain('mine');
  });

  test('"we" is shared', () => {
    expect(signals('We moved off cron.', 'system')).toEqual(['shared']);
  });
});

describe('a list', () => {
  test.each(['Kafka, Redis, Postgres', 'billing + search + ledger', 'the gateway, the router and the mailer'])(
    '%s',
    (text) => {
      expect(isList(only(text))).toBe(true);
    },
  );
  test.each(['I wrote it, tested it and ran it', 'Kafka and Redis', 'it is fast, small, and mine'])(
    'not: %s',
    (text) => {
      expect(isList(only(text))).toBe(false);
    },
  );
});

describe('a story about a contract', () => {
  test.each<[string, number, readonly string[]]>([
    ['The vendors could not change their firmware.', 0, ['constraint', 'versioning']],
    ['I put the version into a header.', 1, ['decision', 'versioning']],
    ['Since then no till failed.', 2, ['result']],
    ['Since then no till failed.', 0, []],
    ['The bank retries a webhook five times and we cannot stop them.', 0, ['constraint', 'idempotency']],
    ['We use Kafka and Redis.', 0, ['infrastructure']],
  ])('%s (after %i sentences)', (text, told, expected) => {
    expect(signals(text, 'contract', told)).toEqual(expected);
  });
});

describe('what is said of the company', () => {
  test.each<[string, readonly string[]]>([
    ['Their handbook says that every migration has a way back.', ['choice', 'source']],
    ['I agree with it, ours had none.', ['view']],
    ['Great culture!', []],
  ])('%s', (text, expected) => {
    expect(signals(text, 'company')).toEqual(expected);
  });

  test.each(['Great culture!', 'they are the market leader', 'the salary is good', 'near my home'])(
    'praise: %s',
    (text) => {
      expect(isPraise(only(text))).toBe(true);
    },
  );
  test.each([
    'Their blog describes a rollback within a minute, and I like it.',
    'Every alert of theirs links to a runbook instead of a person.',
  ])('more than praise: %s', (text) => {
    expect(isPraise(only(text))).toBe(false);
  });

  test('it is mentioned by its name, or as "they"', () => {
    expect(mentionsCompany(only('Quillnote tests every migration.'), 'Quillnote')).toBe(true);
    expect(mentionsCompany(only('they test every migration.'), null)).toBe(true);
    expect(mentionsCompany(only('I tested every migration.'), 'Quillnote')).toBe(false);
  });
});

test('a sentence tells a story where it has a verb and some length', () => {
  expect(tellsStory(only('The support queue about missing parcels dried up after it.'))).toBe(true);
  expect(tellsStory(only('pretty stable'))).toBe(false);
  expect(signals('We never lost a parcel.', 'reliability')).toContain('absolute');
  expect(signals('No parcel was ever lost since May.', 'reliability')).not.toContain('absolute');
});
