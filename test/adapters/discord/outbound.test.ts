/** Memory use of sending. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { REST } from 'discord.js';
import { expect, test } from 'vitest';
import { createDiscordApi } from '../../../src/adapters/discord/api.ts';
import { createSender } from '../../../src/adapters/discord/outbound.ts';
import { createQuestions } from '../../../src/adapters/discord/questions.ts';
import { attempt } from './samples.ts';

test('messages are not retained after sending', async () => {
  const rest = new REST({
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    makeRequest: async () => new Response('{"id":"1"}', { headers: { 'content-type': 'application/json' } }),
  });
  const unexpected = (error: unknown) => expect.unreachable(String(error));
  const api = createDiscordApi({ rest, token: 'token', pause: 1, onFault: unexpected, onTrouble: unexpected });
  const posting = createSender(api, createQuestions(api), () => new Date());
  const messages = 4_000;
  const text = 'word '.repeat(380);
  const send = async (from: number) => {
    for (let at = from; at < from + messages; at += 1)
      expect(
        await posting.send('discord:1', { kind: 'say', text: `${at} ${text}` }, `key ${at}`, attempt()),
      ).toMatchObject({ outcome: 'sent' });
  };
  // Warms up what is allocated once: compiled code, connection buffers.
  await send(0);
  const before = heap();
  await send(messages);
  expect(heap() - before).toBeLessThan((messages * text.length) / 2);
});

/** @returns bytes still referenced */
function heap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
