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
  test.each(['reliability.now', 'latency.now'])('a load told at %s is offered at its question', async (slot) => {
    const talk = await at(slot);
    await talk.say(BOTH);
    if (slot === 'reliability.now') {
      expect(talk.ask()).toMatchObject({ question: 'slot', slot });
      expect(talk.ask().text).toContain('how long something takes');
      await talk.answer(ROLE, 'latency.now');
      expect(talk.offered()).toEqual(['p95 900 ms → 120 ms']);
    } else expect(talk.ask().noted).toMatchObject([{ text: 'p95 900 ms → 120 ms' }]);
    await talk.answer(ROLE, 'throughput.now');
    expect(talk.offered()).toEqual(['40,000 requests per minute']);
  });

  test('a latency told after its question is asked about at once', async () => {
    const talk = await at('throughput.now');
    await talk.say(`40k requests a minute, and p95 went from 900 ms to 120 ms`);
    expect(talk.ask().noted).toMatchObject([{ slot: 'throughput.now' }]);
    expect(talk.ask()).toMatchObject({ question: 'confirm', slot: 'latency.now' });
    await talk.choose('yes');
    expect(talk.ask().noted).toMatchObject([{ slot: 'latency.now', text: 'p95 900 ms → 120 ms' }]);
    await talk.answer(ROLE, 'throughput.before');
  });

  test.each([
    ['throughput.now', '40k requests a minute in the 2-hour sale', 'throughput.before'],
    ['reliability.now', 'timeouts went from 30 a day to 2 a day', 'reliability.more'],
  ])('nothing more is asked at %s after: %s', async (slot, text, next) => {
    const talk = await at(slot);
    await talk.say(text);
    expect(talk.ask().slot).toBe(next);
  });
});
