import { describe, expect, test } from 'vitest';
import { breaksOff, fails, hangs, hangsUp, isBusy, type Reply, refuses, runsOut, says, sends } from '../fakes/model.ts';
import { text } from '../reader/reading.ts';
import { conversation } from './conversation.ts';
import { modelConversation } from './model-conversation.ts';

const TOLD = "The language model isn't answering right now";
const ROLE = 'Backend Engineer at Lumenade';

describe('case 24: model that does not answer', () => {
  const faults: readonly (readonly [string, Reply, calls: number])[] = [
    ['429', isBusy(null), 2],
    ['429 with a long wait', isBusy(90), 1],
    ['500', fails(500, 'broken'), 2],
    ['401', fails(401, 'no such key'), 1],
    ['out of credit', fails(429, 'insufficient_quota', { code: 'insufficient_quota' }), 1],
    ['a refusal', refuses(), 1],
    ['another shape', says('{"sentences":[]}'), 2],
    ['no JSON', says('Sure! Here is what they said:'), 2],
    ['an answer that was cut off', runsOut('{"language":"en","figures":[{"topic":"thr'), 2],
    ['an HTML page', sends('text/html', '<html>502</html>'), 2],
    ['half a body', sends('application/json', '{"choices":[{"mess'), 2],
    ['200 KB', says(`{"language":"${'x'.repeat(200_000)}"`), 2],
    ['a closed connection', hangsUp(), 2],
    ['a broken stream', breaksOff('{"lang'), 2],
  ];
  test.each(faults)('the message is read without a model after: %s', async (_, reply, calls) => {
    await using talk = await modelConversation({ bidding: reply, orders: reply, unrelated: reply });
    await talk.command('start');
    await talk.say(ROLE, 'skip');
    await talk.say('The bidding handles 1,200 orders per minute');
    expect(talk.server.calls).toBe(calls);
    expect(talk.said()).toContain(TOLD);
    expect(talk.ask().text).toContain('"The system handles 1,200 orders per minute." Is that what you mean?');
    await talk.choose('figure:1');
    expect(talk.ask().noted).toMatchObject([
      { slot: 'throughput.now', figure: { after: { value: 1200, per: 'minute' } } },
    ]);
    // The interview goes on.
    expect(talk.asks()).toBe('slot throughput.before');
    await talk.say('90 orders per minute');
    expect(talk.asks()).toBe('open latency');
    expect(talk.faults).toEqual([]);
  });

  test('a call that hangs is ended after the time limit, without a second one', async () => {
    await using talk = await modelConversation({ orders: hangs() }, 300);
    await talk.command('start');
    await talk.say(ROLE, 'skip');
    const begun = performance.now();
    await talk.say('At the moment it handles 1,200 orders per minute');
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(talk.server.calls).toBe(1);
    expect(talk.asks()).toBe('order throughput.now');
  });

  test('the failure is reported once per topic', async () => {
    await using talk = await modelConversation({
      engine: fails(401, 'no'),
      built: fails(401, 'no'),
      fast: fails(401, 'no'),
    });
    await talk.command('start');
    await talk.say(ROLE);
    const out = await talk.say('I built the proration engine at a place, and it is a long story that goes on and on');
    expect(JSON.stringify(out)).toContain(TOLD);
    expect(talk.ask().topic).toBe('system');
    const again = await talk.say('I built the engine, as I said, and it is a long story that goes on and on');
    expect(JSON.stringify(again)).not.toContain(TOLD);
    for (let turn = 0; turn < 9 && talk.ask().topic !== 'latency'; turn += 1) await talk.choose('skip');
    expect(JSON.stringify(await talk.say('It is fast enough that nobody complained'))).toContain(TOLD);
  });

  test('a failure at the first message is reported, and the interview starts', async () => {
    await using talk = await modelConversation({ dump: fails(401, 'no') });
    const out = await talk.say('ok here is a dump of everything');
    expect(out.map((message) => ('text' in message ? message.text : '')).join(' ')).toContain(TOLD);
    expect(talk.asks()).toBe('open role');
  });

  test('the team and the reader, told with the role, are asked for with what was told', async () => {
    await using talk = await modelConversation({ Lumenade: fails(401, 'no'), pacing: {} });
    await talk.command('start');
    await talk.say('Staff Engineer at Lumenade, Bidding team. The hiring manager, Sam Lee, reads it.');
    const offered = () => talk.ask().choices.flatMap(({ id, label }) => (id.startsWith('kept:') ? [label] : []));
    expect(talk.asks()).toBe('slot role.team');
    expect(offered()).toContain('Bidding');
    await talk.say('Bidding');
    expect(talk.asks()).toBe('slot role.addressee');
    expect(offered()).toContain('Sam Lee');
    await talk.say('Sam Lee');
    expect(talk.asks()).toBe('open system');
  });

  test('the next message is read by the model again', async () => {
    await using talk = await modelConversation({
      orders: fails(500, 'no'),
      median: { texts: [text('background', 'I was a DBA')], declined: ['latency'] },
    });
    await talk.command('start');
    await talk.say(ROLE, 'skip', 'At the moment it handles 1,200 orders per minute', 'yes', 'skip');
    await talk.say('no median or anything. I was a DBA');
    expect(talk.asks()).toBe('open reliability');
  });

  test('an interview with a model can be continued by a bot without one', async () => {
    await using talk = await modelConversation({ pacing: { texts: [text('system.what', 'the pacing')] } });
    await talk.command('start');
    await talk.say(ROLE, 'I built the pacing');
    expect(talk.asks()).toBe('slot system.part');
    const guided = conversation({ store: talk.store });
    // The second conversation needs other event ids.
    await guided.send({ kind: 'command', name: 'start', rest: '' }, 'other-1');
    expect(guided.ask()).toMatchObject({ question: 'slot', slot: 'company.choice' });
  });
});
