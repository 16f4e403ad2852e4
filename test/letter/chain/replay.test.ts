/** Twenty letters by a capable writer who was given nothing but the prompts: what becomes of their words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BriefSchema } from '../../../src/machine/brief.ts';
import { modelServer, says } from '../../fakes/model.ts';
import { objections, stepOf, write } from '../author.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/model');

const LetterSchema = z.object({
  brief: BriefSchema,
  answers: z.object({
    plan: z.string(),
    draft: z.string(),
    'revise-1': z.string().optional(),
    'revise-2': z.string().optional(),
  }),
});
type Recorded = z.infer<typeof LetterSchema>;

/** How many calls each takes, how many of the drafted sentences stand word for word, and what of them must not. */
const ExpectedSchema = z.record(
  z.string(),
  z.object({ calls: z.number().int(), drafted: z.number().int(), stand: z.number().int(), gone: z.array(z.string()) }),
);
const EXPECTED = ExpectedSchema.parse(JSON.parse(readFileSync(join(FIXTURES, 'letters.expected.json'), 'utf8')));

const recorded = readdirSync(join(FIXTURES, 'letters')).map((file) => ({
  id: file.replace('.json', ''),
  letter: LetterSchema.parse(JSON.parse(readFileSync(join(FIXTURES, 'letters', file), 'utf8'))),
}));

const sentencesIn = (draft: string) =>
  draft
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [z.object({ text: z.string() }).parse(JSON.parse(line)).text] : []));

async function replayed({ brief, answers }: Recorded) {
  let revisions = 0;
  await using server = await modelServer((asked) => {
    const step = stepOf(asked);
    if (step !== 'revise') return says(answers[step]);
    revisions += 1;
    // Who is asked once more than they were then has nothing to add.
    return says((revisions === 1 ? answers['revise-1'] : answers['revise-2']) ?? '{"sentences":[]}');
  });
  return await write(server, brief);
}

test('there are twenty of them', () => {
  expect(recorded).toHaveLength(20);
  expect(recorded.map(({ id }) => id).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
});

describe.each(recorded)('$id', ({ id, letter }) => {
  test('passes the gate, by the model, in few calls, and as it was written but for what is not true', async () => {
    const { written, text, calls, desk } = await replayed(letter);
    expect(objections(written.letter, letter.brief)).toEqual([]);
    expect(written.byModel).toBe(true);
    expect(calls).toBeLessThanOrEqual(5);
    const drafted = sentencesIn(letter.answers.draft);
    const stand = drafted.filter((sentence) => text.includes(sentence));
    const { gone = [], ...counts } = EXPECTED[id] ?? {};
    expect({ calls, drafted: drafted.length, stand: stand.length }).toEqual(counts);
    expect(drafted.filter((sentence) => !stand.includes(sentence))).toEqual(gone);
    for (const sentence of gone) expect(desk.shown.join('\n')).not.toContain(sentence);
    // What is read by a person is neither short nor long.
    expect(text.split(/\s+/).length).toBeGreaterThanOrEqual(150);
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(420);
  });
});

test('most of them take two calls', () => {
  expect(Object.values(EXPECTED).filter(({ calls }) => calls === 2).length).toBeGreaterThanOrEqual(15);
});
