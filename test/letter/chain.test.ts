/** The whole road of a letter by a model, over HTTP. What goes wrong on it is in the files of the folder chain/. */
import { describe, expect, test } from 'vitest';
import { modelServer, says } from '../fakes/model.ts';
import {
  author,
  type Complaint,
  complaintsIn,
  factOn,
  GOOD,
  type Line,
  lines,
  nadia,
  objections,
  planFor,
  revised,
  stepOf,
  write,
} from './author.ts';

const brief = nadia();

/** The good letter with one sentence more, told of the system. */
const withLine = (text: string): readonly Line[] => GOOD.toSpliced(3, 0, [2, text, 'system']);
const INVENTED = withLine('It runs on 48 nodes of Cassandra.');

describe('a good letter', () => {
  test('takes two calls, stands as it was written, and is sent as it was planned', async () => {
    await using server = await modelServer(author(brief));
    const { written, text, calls, desk } = await write(server, brief);
    expect(calls).toBe(2);
    expect(written.byModel).toBe(true);
    expect(written.usage).toEqual({ calls: 2, inputTokens: 200, outputTokens: 40 });
    expect(objections(written.letter, brief)).toEqual([]);
    expect(written.letter.paragraphs.map(({ sentences }) => sentences.map((one) => one.text))).toEqual(
      [1, 2, 3, 4, 5].map((paragraph) => GOOD.filter(([p]) => p === paragraph).map(([, sentence]) => sentence)),
    );
    expect(text).toMatch(/^Nadia Ferro · .*\n2 March 2026\n\nDear Mira Solberg,\n\nOn your blog/);
    expect(text).toMatch(/Kind regards,\nNadia Ferro$/);
    expect(server.asked.map(stepOf)).toEqual(['plan', 'draft']);
    expect(server.asked.map(({ format, stream }) => [format, stream])).toEqual([
      ['json_schema', false],
      ['none', true],
    ]);
    // The draft is asked for with the plan beside the facts.
    expect(JSON.parse(server.asked[1]?.user ?? '')).toMatchObject({ plan: JSON.parse(planFor(brief)) });
    expect([...desk.kept.keys()]).toEqual(['plan', 'draft']);
  });

  test('rests on the facts that each sentence names', async () => {
    await using server = await modelServer(author(brief));
    const { written } = await write(server, brief);
    const numbers = written.letter.paragraphs[1]?.sentences[2];
    expect(numbers?.facts).toEqual(['throughput', 'latency', 'reliability'].map((topic) => factOn(brief, topic)));
  });

  test('grows sentence by sentence, and never by one that the gate has something against', async () => {
    await using server = await modelServer(
      author(brief, { draft: () => says(lines(brief, INVENTED)), revise: () => says('{"sentences":[]}') }),
    );
    const { desk } = await write(server, brief);
    expect(desk.shown).toHaveLength(GOOD.length);
    expect(desk.shown.at(-1)).toContain('redacted design doc');
    for (const [index, shown] of desk.shown.entries()) {
      expect(shown.startsWith(desk.shown[index - 1] ?? '')).toBe(true);
      expect(shown).not.toMatch(/48|Cassandra/);
    }
  });

  test('can do without a plan', async () => {
    await using server = await modelServer(author(brief, { plan: () => says('I would rather not.') }));
    const { written, calls } = await write(server, brief);
    expect(written.byModel).toBe(true);
    expect(calls).toBe(4);
    expect(objections(written.letter, brief)).toEqual([]);
  });

  test('may come in a fence, with commas, or as one list over many lines', async () => {
    const text = lines(brief, GOOD);
    const list = JSON.stringify(
      text.split('\n').map((line) => JSON.parse(line)),
      null,
      2,
    );
    for (const draft of [
      `\`\`\`json\n${text}\n\`\`\``,
      `Here is the letter:\n${text.replaceAll('\n', ',\n')}\nI hope it helps.`,
      `[\n${text.replaceAll('\n', ',\n')}\n]`,
      list,
      `{"sentences": ${list}}`,
      text.replaceAll('"p":', '"p": "').replaceAll(/"p": "(\d)/g, '"p": "$1"'),
    ]) {
      await using server = await modelServer(author(brief, { draft: () => says(draft) }));
      const { written, calls } = await write(server, brief);
      expect({ draft, calls, byModel: written.byModel }).toEqual({ draft, calls: 2, byModel: true });
      expect(written.letter.paragraphs.flatMap(({ sentences }) => sentences)).toHaveLength(GOOD.length);
    }
  });

  test('may return to a paragraph that is behind it: what was shown stays where it stands, and a lie is found there, too', async () => {
    const back = [...GOOD, [2, 'It replaced a script that ran every night.', 'system'] satisfies Line];
    for (const more of [[], [[1, 'It runs on 48 nodes of Cassandra.', 'system'] satisfies Line]]) {
      await using server = await modelServer(
        author(brief, { draft: () => says(lines(brief, [...back, ...more])), revise: () => says('{"sentences":[]}') }),
      );
      const { written, text, desk } = await write(server, brief);
      expect(written.byModel).toBe(true);
      expect(text).not.toContain('Cassandra');
      expect(objections(written.letter, brief)).toEqual([]);
      for (const [index, shown] of desk.shown.entries())
        expect(shown.startsWith(desk.shown[index - 1] ?? '')).toBe(true);
    }
  });

  test('has its short form', async () => {
    await using server = await modelServer(author(brief));
    await write(server, brief, { short: true });
    expect(server.asked.map(({ user }) => JSON.parse(user).short)).toEqual([true, true]);
  });
});

describe('what the gate faults', () => {
  test('is asked for anew, it alone, with what is wrong; and then it stands', async () => {
    const asked: Complaint[][] = [];
    await using server = await modelServer(
      author(brief, {
        draft: () => says(lines(brief, INVENTED)),
        revise: (one) => {
          asked.push(complaintsIn(one));
          return revised({
            sentence: 3,
            text: 'I rebuilt it as a service in Kotlin.',
            facts: [factOn(brief, 'system')],
          });
        },
      }),
    );
    const { written, text, calls, desk } = await write(server, brief);
    expect(calls).toBe(3);
    expect(asked).toMatchObject([
      [
        {
          sentence: 3,
          text: 'It runs on 48 nodes of Cassandra.',
          wrong: [
            { kind: 'invented-number', means: 'no fact gives this number' },
            { kind: 'invented-technology', words: 'Cassandra' },
          ],
        },
      ],
    ]);
    expect(text).toContain('I rebuilt it as a service in Kotlin.');
    expect(written).toMatchObject({ byModel: true, usage: { calls: 3 } });
    expect(objections(written.letter, brief)).toEqual([]);
    expect([...desk.kept.keys()]).toEqual(['plan', 'draft', 'revise-1']);
  });

  test('twice in vain gives way, and costs no more than four calls', async () => {
    await using server = await modelServer(
      author(brief, {
        draft: () => says(lines(brief, INVENTED)),
        revise: (one) =>
          revised(...complaintsIn(one).map((each) => ({ ...each, text: 'It runs on 64 nodes of ScyllaDB.' }))),
      }),
    );
    const { written, text, calls } = await write(server, brief);
    expect(calls).toBe(4);
    expect(written.byModel).toBe(true);
    expect(text).not.toMatch(/nodes|Cassandra|Scylla/);
    expect(objections(written.letter, brief)).toEqual([]);
    expect(text).toContain('I designed the ledger part myself.');
  });

  test('may be given up by the model itself', async () => {
    await using server = await modelServer(
      author(brief, {
        draft: () => says(lines(brief, INVENTED)),
        revise: () => revised({ sentence: 3, text: '', facts: [] }),
      }),
    );
    const { written, calls } = await write(server, brief);
    expect(calls).toBe(3);
    expect(written.letter.paragraphs.flatMap(({ sentences }) => sentences)).toHaveLength(GOOD.length);
    expect(objections(written.letter, brief)).toEqual([]);
  });

  test('is all that a revision changes', async () => {
    await using server = await modelServer(
      author(brief, {
        draft: () => says(lines(brief, INVENTED)),
        revise: () =>
          revised(
            { sentence: 0, text: 'Your culture is outstanding.', facts: [factOn(brief, 'company')] },
            { sentence: 3, text: '', facts: [] },
            { sentence: 99, text: 'I led the company.', facts: [factOn(brief, 'system')] },
          ),
      }),
    );
    const { text } = await write(server, brief);
    expect(text).toContain('On your blog you described how every alert must link to a runbook.');
    expect(text).not.toMatch(/outstanding|I led/);
  });

  test('where the composer has something to say on it, the composer says it', async () => {
    const numbers = GOOD.findIndex(([, text]) => text.includes('4,500'));
    const wrong = GOOD.with(numbers, [2, 'It went from 300 to 9,700 jobs per minute.', 'throughput']);
    await using server = await modelServer(
      author(brief, { draft: () => says(lines(brief, wrong)), revise: () => says('{"sentences":[]}') }),
    );
    const { written, text } = await write(server, brief);
    expect(written.byModel).toBe(true);
    expect(text).not.toContain('9,700');
    expect(text).toContain('Throughput went from 300 to 4,500 jobs per minute.');
    expect(text).toContain('The p95 latency went from 900 ms to 120 ms.');
    expect(text).toContain('Availability went from 99.9% to 99.99%.');
    expect(objections(written.letter, brief)).toEqual([]);
  });

  test('what the model forgot, the composer tells, in its place', async () => {
    const forgetful = GOOD.filter(([, , ...topics]) => !topics.includes('contract'));
    await using server = await modelServer(author(brief, { draft: () => says(lines(brief, forgetful)) }));
    const { written, text, calls } = await write(server, brief);
    expect(calls).toBe(2);
    expect(text.indexOf('till vendors')).toBeGreaterThan(text.indexOf('4,500'));
    expect(text.indexOf('till vendors')).toBeLessThan(text.indexOf('redacted design doc'));
    expect(objections(written.letter, brief)).toEqual([]);
  });
});

test('too long a letter is cut until it is none', async () => {
  const more = Array.from(
    { length: 40 },
    (): Line => [
      3,
      'The till vendors could not change their firmware, so the format had to stay as it was.',
      'contract',
    ],
  );
  await using server = await modelServer(author(brief, { draft: () => says(lines(brief, [...GOOD, ...more])) }));
  const { written, text, calls } = await write(server, brief);
  expect(calls).toBe(2);
  expect(text.split(/\s+/).length).toBeLessThanOrEqual(420);
  expect(objections(written.letter, brief)).toEqual([]);
});
