/** What a second reader says better stands in the letter, where it is the candidate's and the gate finds no more wrong. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { loadSpelling } from '../../../src/letter/draft-names.ts';
import { sentencesOf } from '../../../src/letter/letter.ts';
import { modelGate } from '../../../src/letter/model-gate.ts';
import { mendedBy, type Proof, ProofSchema } from '../../../src/letter/verdicts.ts';
import { modelServer, says } from '../../fakes/model.ts';
import { author, draftOf, requestOf, saying, stepOf, write } from './author.ts';
import { factsOfFixture, fixture, sentencesOfFixture } from './fixtures.ts';

const ledger = fixture('cooperative-ledger');
const facts = factsOfFixture(ledger);
const gate = modelGate(facts, await loadSpelling());
const sentences = sentencesOfFixture(ledger);
const texts = sentences.map(({ text }) => text);
const { checks } = ledger.verdicts;

/** The letter's sentences where these are mended. */
function mended(all: Proof['mended'], others: Proof['checks'] = checks) {
  const { sentences: letter, faults } = mendedBy({ checks: others, mended: all }, sentences, facts, gate);
  return { letter, texts: letter.map(({ text }) => text), faults };
}

it('a better sentence stands in place of the old one, with what it rests on', () => {
  const t =
    'Since the cutover fourteen months ago no journal has been unbalanced, and availability rose from 99.95% to 99.99%.';
  const { letter, texts: now } = mended([{ n: 6, t }]);
  expect(now).toEqual(texts.with(5, t));
  expect(letter[5]?.facts).toEqual(['f10']);
});

it('two may stand in the place of one, and none', () => {
  const { texts: two } = mended([
    {
      n: 8,
      t: 'It is salary day that counts. Then the posting worker handles 6,400 postings per second, up from 900.',
    },
  ]);
  expect(two).toHaveLength(texts.length + 1);
  expect(mended([{ n: 10, t: '' }]).texts).toEqual(texts.toSpliced(9, 1));
});

it('a false sentence that is made true is no fault any more; one that isn’t, is', () => {
  const false10 = checks.map((one) => (one.n === 10 ? { n: 10, supported: false, by: 'the id was blue' } : one));
  const t = 'The id changed with each of them.';
  expect(mended([{ n: 10, t }], false10)).toMatchObject({ texts, faults: [{ key: 's10', kind: 'unsupported' }] });
  const quoted = false10.map((one) => (one.n === 10 ? { ...one, by: 'with a new message id' } : one));
  expect(mended([{ n: 10, t }], quoted)).toMatchObject({ texts: texts.with(9, t), faults: [] });
});

it.each([
  ['a number that nobody said', 8, 'On salary day the posting worker handles 9,900 postings per second, up from 900.'],
  [
    'a name that nobody said',
    4,
    'At Quillbank I rebuilt the ledger on Cassandra, which used to update balances in one Postgres transaction.',
  ],
  ['a figure less', 7, 'An authorisation hold is placed quickly now.'],
])('the old sentence stays where the better one has %s', (_, n, t) => {
  expect(mended([{ n, t }])).toMatchObject({ texts, faults: [] });
});

it('what is worse only with another is taken as far as it goes', () => {
  const fine = {
    n: 2,
    t: 'I think that is the right place for it: we only noticed breaking changes when reconciliation failed, a day too late.',
  };
  const lost = { n: 7, t: 'An authorisation hold is placed quickly now.' };
  expect(mended([lost, fine]).texts).toEqual(texts.with(1, fine.t));
});

it('no sentence is mended that is not there, and many are no letter anew', () => {
  expect(
    mended([
      { n: 99, t: 'Hello.' },
      { n: 0, t: 'Hello.' },
    ]).texts,
  ).toEqual(texts);
  expect(mended(Array.from({ length: 60 }, () => ({ n: 10, t: '' }))).texts).toEqual(texts.toSpliced(9, 1));
});

it('a server without schemas may leave the list out', () => {
  expect(ProofSchema.parse({ checks })).toEqual({ checks, mended: [] });
  expect(z.toJSONSchema(ProofSchema, { target: 'draft-7' })).toMatchObject({ required: ['checks', 'mended'] });
});

it('what the gate found is mended without another draft: two calls', async () => {
  const bad = draftOf(ledger, (lines) =>
    lines.with(11, saying(lines[11] ?? '', 'A repeat now returns the first posting on all 48 nodes.')),
  );
  const t = 'A repeat now returns the first posting, and the double-hold complaints stopped.';
  const proof = says(JSON.stringify({ checks, mended: [{ n: 12, t }] }));
  await using server = await modelServer(author({ draft: [says(bad)], verify: [proof] }));
  const { written, calls } = await write(server, requestOf(ledger));
  expect(calls).toBe(2);
  expect(sentencesOf(written.letter).map(({ text }) => text)).toEqual(texts.with(11, t));
  const asked = server.asked.find((one) => stepOf(one) === 'verify')?.user ?? '';
  expect(asked).toContain('"wrong":[{"n":12,"wrong":"\\"48 nodes\\": nobody said this number');
});
