/** Sentences that lack a subject or a verb. A good sentence must never be called one. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { completionsOf } from '../../src/reader/fragments.ts';
import { correctsItself } from '../../src/text/corrections.ts';
import { sentencesIn } from '../../src/text/sentences.ts';
import { FRENCH, GERMAN, PORTUGUESE, SPANISH } from '../end-to-end/languages.ts';

describe('a fragment', () => {
  test.each([
    'Can show you the tool, happy to talk it through.',
    'Was rebuilt as a nightly job.',
    "Couldn't be changed.",
    'Kept the old endpoint.',
    'Wrote ingest and schema.',
    'Dropped the repeats, so nothing broke.',
    'Had to replay it.',
    'Tracks every crown from 410 labs.',
    'Handles the returns.',
    'Keeps them for a year.',
    'Happy to walk you through it.',
    'Responsible for the ingest.',
    'Mine: ingest and the Postgres schema.',
    'My part: the ingest.',
    'Print layout = colleague.',
    '3 of us, 7 months.',
    'Django + PostGIS.',
    'Go, Postgres, NATS.',
  ])('is: %s', (text) => expect(completionsOf(text, 'en')).not.toBeNull());

  test.each([
    'Can you tell me how you test it.',
    'Is the log public.',
    'Will Ames helped.',
    'Will wrote the tests.',
    'Built in 2009, it ran nightly.',
    'Compared to the old one, it is fast.',
    'Asked the vendor, we got no answer.',
    'Built the same year, Tropiciel still runs.',
    'Provided the order is known, it works.',
    'Distributed tracing helped.',
    'Worked examples help.',
    'Did you publish it.',
    'Readings every 15 minutes are enough.',
    'Besides the API, I wrote the docs.',
    'Mondays the load doubles.',
    'Lars, a colleague, did the rest.',
    'Happy users wrote to us.',
    'Happy to help, we stayed.',
    'One rule: we never guess.',
    'The rule was simple: never guess.',
    'In short: fewer calls.',
    'I set rating = 5.',
    'Three of us built it.',
    'NATS handles 2.3 million.',
    'Postgres does.',
    'Nothing broke.',
    'Thanks.',
  ])('is not: %s', (text) => expect(completionsOf(text, 'en')).toBeNull());
});

describe('completions', () => {
  test.each([
    ['Tracks every crown from 410 labs.', ['It tracks every crown from 410 labs.']],
    ['Was a nightly job.', ['It was a nightly job.', 'I was a nightly job.']],
    ['Kept the log.', ['I kept the log.', 'We kept the log.', 'It kept the log.']],
    ['Happy to show it.', ['I am happy to show it.', 'We are happy to show it.']],
    ['Mine: the ingest.', []],
    ['3 of us, 7 months.', []],
  ])('of %s', (text, completions) => {
    expect(completionsOf(text, 'en')).toEqual(completions);
  });
});

describe('other languages', () => {
  test.each([
    ['de', 'Kann Ihnen das Werkzeug zeigen.'],
    ['fr', 'Ai réécrit la facturation.'],
  ] as const)('%s: %s', (language, text) => {
    expect(completionsOf(text, language)).toEqual([]);
  });

  test.each([
    ['de', 'Kann ein Gerät nicht senden, puffert es.'],
    ['de', 'Könnte ich Ihnen das zeigen?'],
    ['fr', 'Peut-être que la règle suffit.'],
    ['es', 'Puedo enseñar la especificación.'],
    ['pt', 'Posso mostrar a especificação.'],
  ] as const)('%s, none in: %s', (language, text) => {
    expect(completionsOf(text, language)).toBeNull();
  });
});

describe('good sentences', () => {
  const ItemSchema = z.object({ letter: z.string() });

  /** The sentences of letters, without greetings, sign-offs, names and contact lines. */
  async function sentencesOf(file: string): Promise<string[]> {
    const lines = (await readFile(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')).trim().split('\n');
    const letters = lines.map((line) => ItemSchema.parse(JSON.parse(line)).letter);
    return letters.flatMap(sentencesIn).filter((text) => text.endsWith('.') && !text.startsWith('Dear'));
  }

  test.each(['letters/dev.jsonl', 'letters-held-out.jsonl'])(
    'none of %s is a fragment or corrects itself',
    async (file) => {
      const sentences = await sentencesOf(file);
      expect(sentences.length).toBeGreaterThan(150);
      expect(sentences.filter((text) => completionsOf(text, 'en') !== null || correctsItself(text))).toEqual([]);
    },
  );

  test('nor is one of the answers in other languages', () => {
    const all = [
      ['de', GERMAN],
      ['fr', FRENCH],
      ['es', SPANISH],
      ['pt', PORTUGUESE],
    ] as const;
    const found = all.flatMap(([language, answers]) =>
      Object.values(answers)
        .flatMap(sentencesIn)
        .filter((text) => completionsOf(text, language) !== null || correctsItself(text)),
    );
    expect(found).toEqual([]);
  });
});
