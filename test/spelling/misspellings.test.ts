/** The list of misspellings: what it corrects, and what it leaves alone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { correctionOf } from '../../src/spelling/correct-spelling.ts';

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
