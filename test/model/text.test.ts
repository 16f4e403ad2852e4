import { describe, expect, test } from 'vitest';
import {
  breaksOff,
  fails,
  fallsSilent,
  hangs,
  hangsUp,
  isBusy,
  modelServer,
  says,
  streamsUncounted,
} from '../fakes/model.ts';
import { modelAt, PROMPT } from './asking.ts';

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
