/**
 * Every way in which a server can fail, at each step of a letter and at all of them: a letter comes all the same, it
 * passes the gate, it comes in time, and what it cost in HTTP requests is known.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  fails,
  hangs,
  hangsUp,
  isBusy,
  modelServer,
  type Reply,
  refuses,
  runsOut,
  says,
  sends,
} from '../../fakes/model.ts';
import {
  author,
  complaintsIn,
  GOOD,
  type Line,
  lines,
  nadia,
  objections,
  revised,
  type Step,
  write,
} from '../author.ts';

const brief = nadia();
const DEADLINE = 20_000;
/** For a server that never answers: real time passes. */
const SOON = 1500;
/** What may come on top of a deadline: the gate, the composer, and a machine that is busy. */
const GRACE = 2_000;

/** The good letter, with a sentence that has to be asked for anew. */
const DRAFT = lines(brief, GOOD.toSpliced(3, 0, [2, 'It runs on 48 nodes of Cassandra.', 'system'] satisfies Line));

interface Fault {
  readonly name: string;
  readonly reply: Reply;
  /** HTTP requests where this is the answer to the plan, to the draft, to the revision, and to everything. */
  readonly calls: Readonly<Record<Step | 'everything', number>>;
  readonly milliseconds?: number;
}

/**
 * Without a fault it is three: plan, draft, revision. What may be tried again is tried three times a step, so a plan that
 * never comes leaves two for what follows, and everything together never costs more than five.
 */
const TRIED_AGAIN = { plan: 5, draft: 4, revise: 5, everything: 5 };
const GIVEN_UP = { plan: 3, draft: 2, revise: 3, everything: 2 };
/** Words are no plan and no revision. As a draft they are an answer, of which nothing can be used. */
const MERE_WORDS = { plan: 5, draft: 2, revise: 5, everything: 4 };

const FAULTS: readonly Fault[] = [
  { name: '429 without retry-after', reply: isBusy(null), calls: TRIED_AGAIN },
  { name: '429 with retry-after', reply: isBusy(2), calls: TRIED_AGAIN },
  { name: '429 with a retry-after beyond the deadline', reply: isBusy(90), calls: GIVEN_UP },
  { name: '429 because the money is gone', reply: fails(429, 'q', { code: 'insufficient_quota' }), calls: GIVEN_UP },
  { name: '500', reply: fails(500, 'The server had an error'), calls: TRIED_AGAIN },
  { name: '503', reply: fails(503, 'Overloaded'), calls: TRIED_AGAIN },
  { name: '401', reply: fails(401, 'Incorrect API key provided'), calls: GIVEN_UP },
  { name: '404', reply: fails(404, "The model 'gpt-test' does not exist"), calls: GIVEN_UP },
  { name: 'a prompt that is too long', reply: fails(400, 'maximum context length is 8192'), calls: GIVEN_UP },
  { name: 'a dropped connection', reply: hangsUp(), calls: TRIED_AGAIN },
  { name: 'a page of a proxy', reply: sends('text/html', '<html>Bad gateway</html>'), calls: TRIED_AGAIN },
  // In a stream it looks like an answer without a word.
  { name: 'a refusal', reply: refuses(), calls: { ...GIVEN_UP, draft: 4, everything: 4 } },
  { name: 'a refusal in words', reply: says("I'm sorry, but I can't help with that."), calls: MERE_WORDS },
  { name: 'nothing', reply: says(''), calls: TRIED_AGAIN },
  { name: 'truncated JSON', reply: says('{"angle":"A contract that no'), calls: MERE_WORDS },
  { name: 'JSON cut by the limit of tokens', reply: runsOut('{"angle":"A contr'), calls: MERE_WORDS },
  { name: 'another shape', reply: says('{"angle":42,"paragraphs":"none","text":"I led."}'), calls: MERE_WORDS },
  { name: 'half of an HTTP body', reply: sends('application/json', '{"id":"one","cho'), calls: TRIED_AGAIN },
  { name: 'an event stream of garbage', reply: sends('text/event-stream', 'data: {"id":"on\n\n'), calls: TRIED_AGAIN },
  { name: '200 KB', reply: says('y'.repeat(200_000)), calls: { plan: 5, draft: 2, revise: 5, everything: 4 } },
  { name: '200 KB of JSON', reply: says(`{"angle":"${'y'.repeat(200_000)}"}`), calls: MERE_WORDS },
  { name: 'a hang', reply: hangs(), calls: { plan: 1, draft: 2, revise: 3, everything: 1 }, milliseconds: SOON },
];

async function outcome(server: Awaited<ReturnType<typeof modelServer>>, milliseconds = DEADLINE) {
  const { written, text, calls, elapsed, desk } = await write(server, brief, { milliseconds });
  expect(objections(written.letter, brief)).toEqual([]);
  expect(written.usage?.calls).toBe(calls);
  expect(calls).toBeLessThanOrEqual(5);
  expect(elapsed).toBeLessThan(milliseconds + GRACE);
  // The story is told, whoever told it.
  for (const told of ['4,500', '120 ms', 'till', 'firmware', 'runbook', 'design doc']) expect(text).toContain(told);
  expect(text).not.toMatch(/48|Cassandra/);
  return { calls, byModel: written.byModel, desk };
}

/** A model that does its work but at one step. */
const failingAt = (step: Step, reply: Reply) =>
  author(brief, {
    draft: () => says(DRAFT),
    revise: (one) => revised(...complaintsIn(one).map((each) => ({ ...each, text: '' }))),
    [step]: () => reply,
  });

/** The library is loaded with the first question, and on a busy machine that takes longer than a short deadline. */
beforeAll(async () => {
  await using server = await modelServer(author(brief));
  await write(server, brief, { milliseconds: 60_000 });
});

describe.each(FAULTS)('$name', ({ reply, calls, milliseconds }) => {
  test('at the plan: the letter is drafted without one', async () => {
    await using server = await modelServer(failingAt('plan', reply));
    // Where the plan took all the time, nothing is left for the model.
    const late = milliseconds !== undefined;
    expect(await outcome(server, milliseconds)).toMatchObject({ calls: calls.plan, byModel: !late });
  });

  test('at the draft: the composer writes it', async () => {
    await using server = await modelServer(failingAt('draft', reply));
    expect(await outcome(server, milliseconds)).toMatchObject({ calls: calls.draft, byModel: false });
  });

  test('at the revision: what was right stays', async () => {
    await using server = await modelServer(failingAt('revise', reply));
    expect(await outcome(server, milliseconds)).toMatchObject({ calls: calls.revise, byModel: true });
  });

  test('at everything: the composer writes it', async () => {
    await using server = await modelServer(() => reply);
    expect(await outcome(server, milliseconds)).toMatchObject({ calls: calls.everything, byModel: false });
  });
});
