import { describe, expect, test } from 'vitest';
import { conversation } from '../turn/conversation.ts';

const BOTH = 'p95 went from 900 ms to 120 ms and we do 40k requests a minute';
const ROLE = { 'role.position+role.company': 'Staff Engineer at Kestrel Pay' };

async function at(slot: string) {
  const talk = conversation();
  await talk.answer(ROLE, slot);
  const offered = () => talk.ask().choices.flatMap(({ id, label }) => (id.startsWith('kept:') ? [label] : []));
  return { ...talk, offered };
}

describe('second measure in an answer', () => {
  test('a load told with a latency is offered at its question', async () => {
    const talk = await at('latency.now');
    await talk.say(BOTH);
    await talk.choose('figure:1');
    expect(talk.ask().noted).toMatchObject([{ text: 'p95 900 ms → 120 ms' }]);
    await talk.answer(ROLE, 'throughput.now');
    expect(talk.offered()).toEqual([expect.stringContaining('40,000 requests per minute: p95 went')]);
  });

  test('a latency told with failures is offered at its question', async () => {
    const talk = await at('reliability.now');
    await talk.say(`lost orders: 3%, and ${BOTH}`);
    await talk.choose('figure:1');
    await talk.answer(ROLE, 'latency.now');
    expect(talk.offered()).toEqual([expect.stringContaining('p95 900 ms → 120 ms: lost orders')]);
  });
});

test('an earlier value as one more number is asked about', async () => {
  const talk = await at('latency.now');
  await talk.answer({ ...ROLE, 'latency.now': 'gate to crane, average 50 min' }, 'latency.more');
  await talk.say('before it was 3 h 40 min');
  expect(talk.ask().question).toBe('order');
});
