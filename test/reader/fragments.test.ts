/** Sentences that lack a subject or a verb. A good sentence must never be called one. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { completionsOf, FRAGMENT_SIGNS } from '../../src/reader/fragments.ts';
import { sentencesIn } from '../../src/text/sentences.ts';
import { FRENCH, GERMAN, PORTUGUESE, SPANISH } from '../end-to-end/languages.ts';

describe('signs', () => {
  test.each(FRAGMENT_SIGNS.flatMap(({ id, examples }) => examples.map((text) => [id, text] as const)))(
    '%s: %s',
    (id, text) => {
      const signs = FRAGMENT_SIGNS.filter((sign) => sign.id === id);
      expect(completionsOf(text, 'en', signs)).not.toBeNull();
    },
  );

  test.each(FRAGMENT_SIGNS.flatMap(({ counterexamples }) => counterexamples))('none in: %s', (text) => {
    expect(completionsOf(text, 'en')).toBeNull();
  });
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

  test.each(['letters/dev.jsonl', 'letters-held-out.jsonl'])('none of %s is a fragment', async (file) => {
    const sentences = await sentencesOf(file);
    expect(sentences.length).toBeGreaterThan(150);
    expect(sentences.filter((text) => completionsOf(text, 'en') !== null)).toEqual([]);
  });

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
        .filter((text) => completionsOf(text, language) !== null),
    );
    expect(found).toEqual([]);
  });
});
