/** Corrections in a text: which words of it they touch. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Language } from '../../src/machine/language.ts';
import { correctionOf, correctSpelling, lowerWords, nameFinder } from '../../src/spelling/correct-spelling.ts';

const corrected = (text: string) => correctSpelling(text, () => true).text;

test.each([
  ['they recieve it', 'they receive it'],
  ['Recieved frames stay. It dont loose them', "Received frames stay. It don't loose them"],
  ['Im glad. Ive built it (alot), wich helped!', "I'm glad. I've built it (a lot), which helped!"],
  ['First line\nTeh second, ppl say:', 'First line\nThe second, people say:'],
])('corrects whole words, with the capital of a sentence: %s', (text, next) => {
  expect(corrected(text)).toBe(next);
});

test.each([
  'we call it Recieve or RECIEVE',
  'see https://example.com/recieve and teh@example.com',
  'in src/recieve/teh.ts, recieve.ts, recieve_frame and recieve-frame',
  'run `git recieve pack` or `recieve`',
  'the "teh recieve" tickets, and “teh wich” too',
  'recieve2 and 2recieve',
  'their colour and behaviour were organised',
])('leaves names, addresses, paths, code and quotations alone: %s', (text) => {
  expect(corrected(text)).toBe(text);
});

test.each([
  ['it took fourty minutes, teh most', 'it took fourty minutes, the most'],
  ['abuot 40 mesages per secnd', 'abuot 40 messages per secnd'],
  ['two collegues, 3 yrs', 'two colleagues, 3 years'],
  ['teh page takes 3 secnds', 'the page takes 3 seconds'],
  ['a rack of 4 u', 'a rack of 4 u'],
  ['30% of it, ppl say', '30% of it, people say'],
])('changes no number, unit or bound: %s', (text, next) => {
  expect(corrected(text)).toBe(next);
});

test.each([
  ['On ur blog u say u keep it', 'On your blog you say you keep it'],
  ['it took 9 hrs b4 that, for 2 ppl', 'it took 9 hours before that, for 2 people'],
  ['Idk maybe. Imo we were gonna lose, sry', "I don't know maybe. In my opinion we were going to lose, sorry"],
])('writes chat shorthand out: %s', (text, next) => {
  expect(corrected(text)).toBe(next);
});

test.each(['r, n and w', 'the user id', 'hr asked', 'as is his wont', 'an n8n flow, `u r`, "ppl"', 'lol'])(
  'leaves letters and other words alone: %s',
  (text) => {
    expect(corrected(text)).toBe(text);
  },
);

const NAMES = ['Belotex', 'Brno', 'Harbour Grid', 'Rio de Janeiro', 'trivago'];
const inCapitals = (text: string, language: Language = 'en') =>
  correctSpelling(text, () => true, nameFinder(NAMES, language)).text;

test.each([
  ['en', 'at belotex every team', 'at Belotex every team'],
  ['en', 'a startup in brno, at harbour grid.', 'a startup in Brno, at Harbour Grid.'],
  ['en', 'from rio de janeiro', 'from Rio de Janeiro'],
  ['de', 'bei belotex in brno', 'bei Belotex in Brno'],
  ['fr', 'chez belotex', 'chez Belotex'],
  ['es', 'en belotex', 'en Belotex'],
  ['pt', 'na belotex', 'na Belotex'],
] satisfies [Language, string, string][])('gives a name its capitals (%s): %s', (language, text, next) => {
  expect(inCapitals(text, language)).toBe(next);
});

test.each([
  'the harbour, a grid, harbour grids, a belotex parser',
  'in belotex.com, at ops@belotex.com, in /srv/belotex, in `belotex`, "at belotex"',
  'at BELOTEX, at BeloTex, at trivago',
])('leaves words that may be no names alone: %s', (text) => {
  expect(inCapitals(text)).toBe(text);
});

test('makes only offered corrections, and returns each that it made', () => {
  const told = correctSpelling('Ppl recieve ppl', ({ typed }) => typed === 'ppl');
  const ppl = { typed: 'ppl', correct: 'people' };
  expect(told).toEqual({ text: 'People recieve people', corrections: [ppl, ppl] });
});

test('lists words in lower case, without numbers and addresses', () => {
  expect(lowerWords('I’ve sent 40 Frames to a@b.org.')).toEqual(["i've", 'sent', 'frames', 'to']);
});

test('stays fast with thousands of misspelt words', () => {
  const start = performance.now();
  for (const text of ['u ', 'teh ', '"teh ', '(u) ', 'harbour ']) inCapitals(text.repeat(3_000));
  // Generous, as the machine may be busy.
  expect(performance.now() - start).toBeLessThan(2_000);
});

describe('list of misspellings', () => {
  test.each([
    ['recieve', 'receive'],
    ['seperate', 'separate'],
    ['definately', 'definitely'],
    ['enviroment', 'environment'],
    ['aswell', 'as well'],
    ["doens't", "doesn't"],
    ['zuser', 'user'],
  ])('corrects a word of the list: %s', (typed, correct) => {
    expect(correctionOf(typed)).toBe(correct);
  });

  test.each([
    ['dont', "don't"],
    ['im', "I'm"],
    ['ive', "I've"],
    ['wouldnt', "wouldn't"],
    ['shouldnt', "shouldn't"],
    ['youre', "you're"],
    ['theyre', "they're"],
    ['whos', "who's"],
    ['thats', "that's"],
    ['teh', 'the'],
    ['wich', 'which'],
    ['alot', 'a lot'],
  ])('corrects a word that the list lacks or gets wrong: %s', (typed, correct) => {
    expect(correctionOf(typed)).toBe(correct);
  });

  const AS_THEY_ARE = {
    'other words in lower case': 'wont id its were well ill shell lets hows wheres cos r n',
    'several corrections': 'aache aas',
    'British and American spellings': `colour behaviour organisation organise realise analyse catalogue licence centre
    metre learnt modelling labelled cancelled fulfil judgement ageing color organize analyze center labeled canceled`,
    'English words': 'planed leafs vertexes afterwords causalities receive loose',
    'technical words': `webhook webhooks kubectl idempotency idempotent async repo config rto rpo aks edn hpe vertx testng
    mosquitto vertica flate optin etcd nginx grpc protobuf upsert dedupe dedup backoff failover sharding mutex goroutine
    namespace microservice middleware backend frontend changelog postmortem oncall regex stdout tuple varchar uuid
    hostname localhost timestamp daemon cron crontab sidecar kubelet rollout runbook otel jq dbt diff msg pkg`,
  };

  test.each(Object.entries(AS_THEY_ARE))('leaves alone: %s', (_, words) => {
    expect(words.split(/\s+/).filter((word) => correctionOf(word) !== null)).toEqual([]);
  });

  test('finds each entry of the list whose order or length does not matter', () => {
    const main = createRequire(import.meta.url).resolve('@cspell/dict-en-common-misspellings');
    const [{ suggestWords } = { suggestWords: [] }] = z
      .object({ dictionaryDefinitions: z.array(z.object({ suggestWords: z.array(z.string()) })) })
      .parse(JSON.parse(readFileSync(join(dirname(main), 'dict', 'dict-en.json'), 'utf8'))).dictionaryDefinitions;
    const entries = suggestWords.filter((_, at) => at % 10 === 0).map((entry) => entry.split('->'));
    const missed = entries.filter(([typed = '', correct = '']) => {
      const isUsed = /^[a-z]{4,}$/.test(typed) && !correct.includes(',');
      return isUsed && correctionOf(typed) !== correct;
    });
    expect(entries.length).toBeGreaterThan(8_000);
    // A few are corrected by our own table, or are names and terms.
    expect(missed.length).toBeLessThan(12);
  });
});
