import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/model/model-call.ts';
import {
  breaksOff,
  fails,
  fallsSilent,
  hangs,
  hangsUp,
  isBusy,
  modelServer,
  type Reply,
  refuses,
  runsOut,
  type Script,
  says,
  saysUncounted,
  sends,
  streamsUncounted,
} from '../fakes/model.ts';
import { GOOD, modelAt, PROMPT } from './asking.ts';

const YES = { outcome: 'answered', value: { answer: 'yes', of: [1, 2] } };

/** One reply after the other; the last one over and over. */
function inTurn(...replies: readonly Reply[]) {
  let count = 0;
  return () => replies[Math.min(count++, replies.length - 1)] ?? null;
}

describe('an object', () => {
  test('is asked for in one request, with the schema, our words apart from the data, and no retry of the library', async () => {
    await using server = await modelServer(() => says(GOOD, [321, 45]));
    const { answer, calls, usage, pauses } = await modelAt(server).object();
    expect(answer).toEqual(YES);
    expect(calls).toBe(1);
    expect(pauses).toEqual([]);
    expect(usage).toEqual({ calls: 1, inputTokens: 321, outputTokens: 45 });
    expect(server.asked).toMatchObject([{ ...PROMPT, format: 'json_schema', stream: false }]);
    expect(server.asked[0]?.body).toMatchObject({
      model: 'gpt-test',
      response_format: {
        json_schema: {
          name: 'reading',
          strict: true,
          schema: { type: 'object', required: ['answer', 'of'], additionalProperties: false },
        },
      },
    });
  });

  test('may come from a server that counts no tokens', async () => {
    await using server = await modelServer(() => saysUncounted(GOOD));
    const { answer, usage } = await modelAt(server).object();
    expect(answer).toMatchObject(YES);
    expect(usage).toEqual({ calls: 1, inputTokens: 0, outputTokens: 0 });
  });

  test('keeps only what the schema names', async () => {
    await using server = await modelServer(() => says('{"answer":"yes","of":[1,2],"canary":"CANARY"}'));
    const { answer } = await modelAt(server).object();
    expect(answer).toEqual(YES);
  });
});

describe('case 24: what a server may answer instead; case 34: each attempt is one counted request', () => {
  const FAULTS: readonly (readonly [name: string, reply: Reply, why: Failure, calls: number, pauses: number[]])[] = [
    ['429 without retry-after', isBusy(null), 'busy', 3, [500, 1000]],
    ['429 with retry-after', isBusy(2), 'busy', 3, [2000, 2000]],
    ['429 with a retry-after beyond the deadline', isBusy(90), 'busy', 1, []],
    ['429 because the money is gone', fails(429, 'quota', { code: 'insufficient_quota' }), 'unauthorized', 1, []],
    ['500', fails(500, 'The server had an error'), 'unreachable', 3, [500, 1000]],
    ['503', fails(503, 'Overloaded'), 'unreachable', 3, [500, 1000]],
    ['504 of a gateway', fails(504, 'upstream timed out'), 'unreachable', 3, [500, 1000]],
    ['a dropped connection', hangsUp(), 'unreachable', 3, [500, 1000]],
    ['a page of a proxy', sends('text/html', '<html>Bad gateway</html>'), 'unreachable', 3, [500, 1000]],
    ['half of an HTTP body', sends('application/json', '{"id":"one","choices":[{"mess'), 'malformed', 3, []],
    ['truncated JSON', says('{"answer":"yes","of":[1,'), 'malformed', 3, []],
    ['JSON cut by the limit of tokens', runsOut('{"answer":"yes","of":[1,'), 'malformed', 3, []],
    ['nothing', says(''), 'malformed', 3, []],
    ['white space', says(' \n\n '), 'malformed', 3, []],
    ['prose', says('Certainly! I would say yes.'), 'malformed', 3, []],
    ['a list', says('[1,2]'), 'malformed', 3, []],
    ['another shape', says('{"answer":42,"of":"none"}'), 'malformed', 3, []],
    ['200 KB', says('y'.repeat(200_000)), 'malformed', 3, []],
    ['200 KB of JSON', says(`{"answer":"${'y'.repeat(200_000)}","of":[]}`), 'malformed', 3, []],
    ['a refusal', refuses(), 'refused', 1, []],
    ['400', fails(400, "Invalid value: 'messages'"), 'refused', 1, []],
    ['401', fails(401, 'Incorrect API key provided: sk-test'), 'unauthorized', 1, []],
    ['403', fails(403, 'Country not supported'), 'unauthorized', 1, []],
    ['404', fails(404, "The model 'gpt-test' does not exist"), 'refused', 1, []],
    ['a prompt that is too long', fails(400, "This model's maximum context length is 8192"), 'too-long', 1, []],
  ];

  test.each(FAULTS)('%s', async (_, reply, why, calls, pauses) => {
    await using server = await modelServer(() => reply);
    const told = await modelAt(server).object();
    expect(told.answer).toEqual({ outcome: 'failed', why });
    expect(told.calls).toBe(calls);
    expect(told.usage.calls).toBe(calls);
    expect(told.pauses).toEqual(pauses);
  });

  test.each([
    ['429 without retry-after', isBusy(null), [500]],
    ['429 with retry-after', isBusy(7), [7000]],
    ['500', fails(500, 'The server had an error'), [500]],
    ['a dropped connection', hangsUp(), [500]],
    ['truncated JSON', says('{"answer":"ye'), []],
    ['another shape', says('{"answer":"yes"}'), []],
  ] as const)('%s once, and then an answer', async (_, reply, pauses) => {
    await using server = await modelServer(inTurn(reply, says(GOOD)));
    const told = await modelAt(server).object();
    expect(told.answer).toMatchObject(YES);
    expect(told.calls).toBe(2);
    expect(told.pauses).toEqual(pauses);
  });

  test('JSON in a fence, or with words around it, is JSON', async () => {
    const server = await modelServer();
    await using _ = server;
    const model = modelAt(server);
    // Of a server that takes the schema and does not keep to it.
    server.answer(({ format }) => (format === 'json_schema' ? says(`\`\`\`json\n${GOOD}\n\`\`\``) : says(GOOD)));
    expect(await model.object()).toMatchObject({ answer: YES, calls: 2 });
    server.answer(({ format }) =>
      format === 'json_schema'
        ? fails(400, 'json_schema is not supported')
        : says(`Here:\n\`\`\`\n${GOOD}\n\`\`\`\nDone }`),
    );
    expect(await model.object()).toMatchObject({ answer: YES, calls: 2 });
    expect(await model.object()).toMatchObject({ answer: YES, calls: 1 });
  });
});

describe('time and calls', () => {
  test('a server that hangs costs one request, and the time that there is', async () => {
    await using server = await modelServer(() => hangs());
    const started = performance.now();
    const told = await modelAt(server).object({ milliseconds: 300 });
    expect(told).toMatchObject({ answer: { outcome: 'failed', why: 'timeout' }, calls: 1 });
    expect(performance.now() - started).toBeGreaterThanOrEqual(290);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('the budget of calls is not exceeded', async () => {
    await using server = await modelServer(() => fails(500, 'error'));
    expect(await modelAt(server).object({ calls: 2 })).toMatchObject({
      answer: { outcome: 'failed', why: 'spent' },
      calls: 2,
    });
    expect(await modelAt(server).object({ calls: 0 })).toMatchObject({
      answer: { outcome: 'failed', why: 'spent' },
      calls: 0,
    });
  });

  test('without any time left nothing is asked', async () => {
    await using server = await modelServer(() => says(GOOD));
    expect(await modelAt(server).object({ milliseconds: 0 })).toMatchObject({
      answer: { outcome: 'failed', why: 'timeout' },
      calls: 0,
    });
  });

  test('a pause that outlasts the deadline is not made', async () => {
    await using server = await modelServer(() => isBusy(5));
    const told = await modelAt(server).object({ milliseconds: 8000 });
    // The first is waited for; after it three seconds are left, and five are asked for.
    expect(told).toMatchObject({ answer: { outcome: 'failed', why: 'busy' }, calls: 2, pauses: [5000] });
  });
});

const TEXT = 'The first line, and rather a long one.\nThe second.\n\nThe last, without an end';

describe('a text', () => {
  test('comes as it is written, in one request, however it was cut on the way', async () => {
    await using server = await modelServer(() => says(TEXT, [500, 70]));
    const told = await modelAt(server).text();
    expect(told.answer).toEqual({ outcome: 'answered', value: TEXT });
    expect(told.heard).toBe(TEXT);
    expect(told.calls).toBe(1);
    expect(told.usage).toEqual({ calls: 1, inputTokens: 500, outputTokens: 70 });
    expect(server.asked).toMatchObject([{ ...PROMPT, format: 'none', stream: true }]);
  });

  test('may come from a server that counts no tokens', async () => {
    await using server = await modelServer(() => streamsUncounted('One.\nT', 'wo.\n'));
    const told = await modelAt(server).text();
    expect(told.answer).toEqual({ outcome: 'answered', value: 'One.\nTwo.\n' });
    expect(told.heard).toBe('One.\nTwo.\n');
    expect(told.usage).toEqual({ calls: 1, inputTokens: 0, outputTokens: 0 });
  });
});

describe('a stream that goes wrong', () => {
  test('before its first word is asked for again', async () => {
    await using server = await modelServer(({ number }) => (number === 1 ? breaksOff() : says(TEXT)));
    const told = await modelAt(server).text();
    expect(told).toMatchObject({ answer: { outcome: 'answered', value: TEXT }, calls: 2, pauses: [500] });
    expect(told.heard).toBe(TEXT);
  });

  test('behind nothing but empty lines is asked for again, too', async () => {
    await using server = await modelServer(({ number }) => (number === 1 ? breaksOff('\n \n') : says(TEXT)));
    const told = await modelAt(server).text();
    expect(told).toMatchObject({ answer: { outcome: 'answered', value: TEXT }, calls: 2, pauses: [500] });
    expect(told.heard.trim()).toBe(TEXT);
  });

  test('after its first word is not, and what came of it stays heard', async () => {
    await using server = await modelServer(() => breaksOff('One.\nTwo.', '\nThr'));
    const told = await modelAt(server).text();
    expect(told).toMatchObject({
      answer: { outcome: 'failed', why: 'unreachable' },
      calls: 1,
      heard: 'One.\nTwo.\nThr',
    });
  });

  test('by falling silent ends with the deadline', async () => {
    await using server = await modelServer(() => fallsSilent('One.\nTwo.\nThr'));
    const started = performance.now();
    const told = await modelAt(server).text({ milliseconds: 300 });
    expect(told).toMatchObject({ answer: { outcome: 'failed', why: 'timeout' }, calls: 1, heard: 'One.\nTwo.\nThr' });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('by never beginning ends with the deadline', async () => {
    await using server = await modelServer(() => hangs());
    const told = await modelAt(server).text({ milliseconds: 300 });
    expect(told).toMatchObject({ answer: { outcome: 'failed', why: 'timeout' }, calls: 1, heard: '' });
  });

  test('by not ending is broken off', async () => {
    const text = 'Something that never comes to an end.\n'.repeat(5_000);
    await using server = await modelServer(() => says(text));
    const told = await modelAt(server).text();
    expect(told).toMatchObject({ answer: { outcome: 'failed', why: 'too-long' }, calls: 1 });
    expect(told.heard.length).toBeLessThan(100_000);
    expect(text.startsWith(told.heard)).toBe(true);
  });

  test('with 200 KB on one line is no answer', async () => {
    await using server = await modelServer(() => says('y'.repeat(200_000)));
    expect(await modelAt(server).text()).toMatchObject({
      answer: { outcome: 'failed', why: 'too-long' },
      calls: 1,
    });
  });

  test.each([
    ['429 without retry-after', isBusy(null), 'busy', 3, [500, 1000]],
    ['429 with retry-after', isBusy(3), 'busy', 3, [3000, 3000]],
    ['500', fails(500, 'error'), 'unreachable', 3, [500, 1000]],
    ['a dropped connection', hangsUp(), 'unreachable', 3, [500, 1000]],
    ['401', fails(401, 'Incorrect API key'), 'unauthorized', 1, []],
    ['nothing', says(''), 'malformed', 3, []],
    ['white space', says(' \n'), 'malformed', 3, []],
    [
      'a filter',
      { kind: 'said', response: { content: 'One.', finishReason: 'content_filter' } } as const,
      'refused',
      1,
      [],
    ],
  ] as const)('%s', async (_, reply, why, calls, pauses) => {
    await using server = await modelServer(() => reply);
    const told = await modelAt(server).text();
    expect(told.answer).toEqual({ outcome: 'failed', why });
    expect(told.calls).toBe(calls);
    expect(told.usage.calls).toBe(calls);
    expect(told.pauses).toEqual(pauses);
  });
});

/** A server that takes only these formats, and says so. */
function taking(...known: readonly string[]): Script {
  return ({ format }) =>
    known.includes(format) ? says(GOOD) : fails(400, `Invalid parameter: 'response_format' of type '${format}'`);
}

describe('a server that does not know the format', () => {
  test.each([
    ['schemas', ['json_schema', 'none'], 1, 1],
    ['prose only', ['none'], 2, 1],
  ] as const)('that takes %s is found out once', async (_, known, first, later) => {
    await using server = await modelServer(taking(...known));
    const model = modelAt(server);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: first, pauses: [] });
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: later });
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: later });
    expect(server.calls).toBe(first + 2 * later);
  });

  test('and takes none at all is given up', async () => {
    await using server = await modelServer(taking());
    const model = modelAt(server);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'failed', why: 'refused' }, calls: 2 });
    expect(await model.object()).toMatchObject({ answer: { outcome: 'failed', why: 'refused' }, calls: 1 });
  });

  test('goes on where the budget ended', async () => {
    await using server = await modelServer(taking('none'));
    const model = modelAt(server);
    expect(await model.object({ calls: 1 })).toMatchObject({ answer: { outcome: 'failed', why: 'spent' }, calls: 1 });
    expect(await model.object({ calls: 1 })).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
  });

  test.each([
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model",
    'This response_format type is unavailable now',
    'failed to parse grammar',
    'No endpoints found that can handle the requested parameters.',
    'Structured outputs are not enabled',
  ])('may say so in its own words: %s', async (message) => {
    await using server = await modelServer(({ format }) => (format === 'none' ? says(GOOD) : fails(400, message)));
    expect(await modelAt(server).object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 2 });
  });

  test('is not mistaken for one that dislikes something else', async () => {
    await using server = await modelServer(() => fails(400, 'Unknown parameter: top_p'));
    const model = modelAt(server);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'failed', why: 'refused' }, calls: 1 });
    await model.object();
    expect(server.asked.map(({ format }) => format)).toEqual(['json_schema', 'json_schema']);
  });
});

describe('a server that takes the schema and does not keep to it', () => {
  const fenced: Script = ({ format }) => says(format === 'json_schema' ? `\`\`\`\n${GOOD}\n\`\`\`` : GOOD);

  test('once is asked by the schema again', async () => {
    const server = await modelServer(fenced);
    await using _ = server;
    const model = modelAt(server);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 2 });
    server.answer(() => says(GOOD));
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
    server.answer(fenced);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 2 });
    expect(server.asked.map(({ format }) => format)).toEqual([
      'json_schema',
      'none',
      'json_schema',
      'json_schema',
      'none',
    ]);
  });

  test('twice in a row is not', async () => {
    await using server = await modelServer(fenced);
    const model = modelAt(server);
    await model.object();
    await model.object();
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
    expect(server.asked.map(({ format }) => format).slice(3)).toEqual(['none', 'none']);
  });
});
