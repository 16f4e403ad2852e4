/** Lies that nobody planted by a rule, and true sentences in many styles, about twelve candidates: see generated/adversary.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { frame } from '../../src/letter/compose.ts';
import { objectionsIn } from '../../src/letter/draft.ts';
import { type Brief, BriefSchema } from '../../src/machine/brief.ts';
import { modelServer, says } from '../fakes/model.ts';
import { complaintsIn, objections, revised, stepOf, write } from './author.ts';
import { ADVERSARY, BEYOND_THE_GATE, type Told } from './generated/adversary.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/model/letters');

const CANDIDATES = Object.entries(ADVERSARY).map(([id, sentences]) => {
  const { brief, answers } = z
    .object({ brief: BriefSchema, answers: z.object({ plan: z.string(), draft: z.string() }) })
    .parse(JSON.parse(readFileSync(join(FIXTURES, `${id}.json`), 'utf8')));
  return { id, brief, answers, ...sentences };
});

/** The candidate's own facts on these topics. */
const groundsOf = (topics: string, { facts }: Brief) =>
  facts.filter(({ topic, voice }) => topics.split(',').includes(topic) && voice === 'candidate').map(({ id }) => id);

/** What is said against a sentence that stands alone; that reliability is not told beside it is nothing of its own. */
function against([topics, text]: Told, brief: Brief): string[] {
  const sentence = { text, facts: groundsOf(topics, brief), paragraph: 1, byModel: true };
  const { bySentence } = objectionsIn([sentence], frame(brief, new Date(0)), brief);
  return [...bySentence.values()]
    .flat()
    .filter(({ kind }) => kind !== 'throughput-without-reliability')
    .map(({ kind, words }) => `${kind}: ${words}`);
}

test('there are as many lies as it takes', () => {
  expect(CANDIDATES.length).toBeGreaterThanOrEqual(12);
  expect(CANDIDATES.flatMap(({ lies }) => lies).length).toBeGreaterThanOrEqual(80);
  expect(CANDIDATES.flatMap(({ truths }) => truths).length).toBeGreaterThanOrEqual(70);
});

describe.each(CANDIDATES)('$id', ({ brief, answers, lies, truths }) => {
  test('every lie is caught', () => {
    expect(lies.filter((lie) => against(lie, brief).length === 0).map(([, text]) => text)).toEqual([]);
  });

  test('nothing true is refused', () => {
    expect(truths.flatMap((truth) => against(truth, brief).map((why) => `${truth[1]} (${why})`))).toEqual([]);
  });

  test('a draft with all the lies in it becomes a letter without one, though the model insists', async () => {
    const told = lies.map(([topics, text]) => JSON.stringify({ p: 2, text, facts: groundsOf(topics, brief) }));
    await using server = await modelServer((asked) => {
      const step = stepOf(asked);
      if (step === 'plan') return says(answers.plan);
      if (step === 'draft') return says([...answers.draft.split('\n'), ...told].join('\n'));
      return revised(...complaintsIn(asked));
    });
    const { written, text, calls } = await write(server, brief);
    expect({ calls, byModel: written.byModel }).toEqual({ calls: 4, byModel: true });
    expect(objections(written.letter, brief)).toEqual([]);
    expect(lies.map(([, lie]) => lie).filter((lie) => text.includes(lie))).toEqual([]);
  });
});

test.fails.each(BEYOND_THE_GATE)('what words alone don’t give away is not caught: %s: %s', (id, topics, text) => {
  const brief = CANDIDATES.find((one) => one.id === id)?.brief;
  expect(brief && against([topics, text], brief)).not.toEqual([]);
});
