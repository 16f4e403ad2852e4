/** A letter that the verifier edited is used if its words are the candidate's and the gate finds no further fault. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { sentencesOf } from '../../src/letter/letter.ts';
import { modelGate } from '../../src/letter/model-gate.ts';
import { loadSpelling } from '../../src/letter/names.ts';
import { chooseEdited, type Proof, ProofSchema } from '../../src/letter/verify-letter.ts';
import { modelServer, says } from '../fakes/model.ts';
import {
  author,
  draftOf,
  factsOfFixture,
  fixture,
  requestOf,
  saying,
  sentencesOfFixture,
  stepOf,
  write,
} from './scripted-model.ts';

const ledger = fixture('cooperative-ledger');
const facts = factsOfFixture(ledger);
const gate = modelGate(facts, await loadSpelling());
const sentences = sentencesOfFixture(ledger);
const texts = sentences.map(({ text }) => text);
const { checks } = ledger.verdicts;

/** Builds a letter from sentences; new ones have a `by`. */
function lettered(lines: readonly (string | { readonly t: string; readonly by: string })[]): Proof['letter'] {
  return lines.map((line) => ({ p: 1, ...(typeof line === 'string' ? { t: line, by: '' } : line) }));
}

function edited(letter: Proof['letter'], others: Proof['checks'] = checks) {
  const { sentences: now, faults } = chooseEdited({ checks: others, letter }, sentences, facts, gate);
  return { now, texts: now.map(({ text }) => text), faults };
}

it('a new sentence gets the facts of its quote, and an unchanged one keeps its own', () => {
  const t =
    'Since the cutover fourteen months ago no journal has been unbalanced, and availability rose from 99.95% to 99.99%.';
  const by = checks[5]?.by ?? '';
  const { now, texts: told, faults } = edited(lettered([...texts.slice(0, 5), { t, by }, ...texts.slice(6)]));
  expect(told).toEqual(texts.with(5, t));
  expect(now[5]?.facts).toEqual(['f10']);
  expect(now[0]?.facts).not.toEqual([]);
  expect(faults).toEqual([]);
});

it('the verifier may move and remove sentences, and set other paragraphs', () => {
  const moved = [texts[1], texts[0], ...texts.slice(2, 9), ...texts.slice(10)].map((t) => t ?? '');
  const letter = lettered(moved).map((one, at) => ({ ...one, p: at < 4 ? 7 : 2 }));
  const { now, texts: told } = edited(letter);
  expect(told).toEqual(moved);
  expect(now.map(({ paragraph }) => paragraph)).toEqual(moved.map((_, at) => (at < 4 ? 1 : 2)));
  expect(new Set(now.map(({ key }) => key)).size).toBe(moved.length);
});

it('a false sentence is cut unless the verifier corrects it', () => {
  const false10 = checks.map((one) => (one.n === 10 ? { n: 10, supported: false, by: 'the id was blue' } : one));
  expect(edited(lettered(texts), false10)).toMatchObject({ texts: texts.toSpliced(9, 1), faults: [] });
  const told = { t: 'The id changed with each of them.', by: 'with a new message id' };
  const lines = [...texts.slice(0, 9), told, ...texts.slice(10)];
  expect(edited(lettered(lines), false10)).toMatchObject({ texts: texts.with(9, told.t), faults: [] });
});

it.each([
  ['an unknown number', 'On salary day the posting worker handles 9,900 postings per second, up from 900.'],
  ['one figure less', 'Salary day is what counts.'],
])('the draft is kept if the edited letter has %s', (_, t) => {
  const by = checks[7]?.by ?? '';
  const lines = [...texts.slice(0, 7), { t, by }, ...texts.slice(8)];
  expect(edited(lettered(lines))).toMatchObject({ texts, faults: [] });
});

it('a new sentence without a valid quote is cut', () => {
  const made = {
    t: 'The auditors were delighted with it, and said so to the board.',
    by: 'the auditors were delighted',
  };
  expect(edited(lettered([...texts, made]))).toMatchObject({ texts, faults: [] });
});

it('a quote may lack or add a joint, and no other word', () => {
  const by = checks[5]?.by ?? '';
  const quoted = (quote: string) =>
    edited(lettered(texts), checks.with(5, { n: 6, supported: true, by: quote })).faults.length;
  const words = by.split(' ');
  expect(quoted([...words.slice(0, 3), 'and', ...words.slice(3)].join(' '))).toBe(0);
  expect(quoted([...words.slice(0, 3), 'not', ...words.slice(3)].join(' '))).toBe(1);
});

it('the draft is kept if the edited letter is empty or too short', () => {
  expect(edited([]).texts).toEqual(texts);
  expect(edited(lettered(texts.slice(0, 3))).texts).toEqual(texts);
});

it('the schema requires letter and quotes, but parsing accepts an answer without them', () => {
  expect(ProofSchema.parse({ checks })).toEqual({ checks, letter: [] });
  expect(ProofSchema.parse({ checks, letter: [{ p: 1, t: 'It is.' }] }).letter).toEqual([
    { p: 1, t: 'It is.', by: '' },
  ]);
  const schema = z.toJSONSchema(ProofSchema, { target: 'draft-7' });
  expect(schema).toMatchObject({
    required: ['checks', 'letter'],
    properties: { letter: { items: { required: ['p', 't', 'by'] } } },
  });
});

it('the verifier corrects a fault of the gate without a further call', async () => {
  const bad = draftOf(ledger, (lines) =>
    lines.with(11, saying(lines[11] ?? '', 'A repeat now returns the first posting on all 48 nodes.')),
  );
  const t = 'A repeat now returns the first posting, and the double-hold complaints stopped.';
  const letter = lettered(texts.map((text, at) => (at === 11 ? { t, by: checks[11]?.by ?? '' } : text)));
  const proof = says(JSON.stringify({ checks, letter }));
  await using server = await modelServer(author({ draft: [says(bad)], verify: [proof] }));
  const { written, calls } = await write(server, requestOf(ledger));
  expect(calls).toBe(2);
  expect(sentencesOf(written.letter).map(({ text }) => text)).toEqual(texts.with(11, t));
  const asked = server.asked.find((one) => stepOf(one) === 'verify');
  // Servers with strict schemas reject "default".
  expect(JSON.stringify(asked?.body)).toContain('"json_schema"');
  expect(JSON.stringify(asked?.body)).not.toContain('"default"');
  expect(asked?.user).toContain('"wrong":[{"n":12,"wrong":"\\"48 nodes\\": nobody said this number');
});
