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
    expect(talk.offered()).toEqual(['40,000 requests per minute']);
  });

  test('a latency told with failures is offered at its question', async () => {
    const talk = await at('reliability.now');
    await talk.say(`lost orders: 3%, and ${BOTH}`);
    await talk.choose('figure:1');
    await talk.answer(ROLE, 'latency.now');
    expect(talk.offered()).toEqual(['p95 900 ms → 120 ms']);
  });
});

describe('an earlier value as one more number', () => {
  const FIXED = { ...ROLE, 'latency.now': 'gate to crane, average 50 min' };

  test('is that of the only figure without one', async () => {
    const talk = await at('latency.now');
    await talk.answer({ ...FIXED }, 'latency.more');
    await talk.say('before it was 3 h 40 min');
    expect(talk.ask().text).toContain('Gate to crane takes 50 minutes on average, down from 220 minutes.');
  });

  test('is offered if there was none yet, and then stands in the letter once', async () => {
    const talk = await at('latency.now');
    await talk.say('how long a truck waits, average in august peak 50 min');
    await talk.choose('own-words');
    await talk.say('before it was 3 h 40 min');
    await talk.command('fix');
    await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('Latency, now'))?.id ?? '');
    await talk.say('gate to crane: 55 min');
    expect(talk.offered()).toEqual(['220 minutes → 55 minutes (gate to crane)']);
    await talk.choose('kept:1');
    expect(talk.ask().text).toMatch(/In the letter: "Gate to crane[^\n]+"\n/);
  });
});
