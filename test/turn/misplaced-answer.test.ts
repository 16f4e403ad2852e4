/** A correction, an order or a number that is typed where a text is asked for: asked about, never noted as the text. */
import { describe, expect, test } from 'vitest';
import { CONTRACT_STORY } from '../../src/machine/slots.ts';
import { ANSWERS, conversation } from './conversation.ts';

async function saidAt(slot: string, text: string) {
  const talk = conversation();
  await talk.answer(ANSWERS, slot);
  await talk.say(text);
  const label = (starts: string) => talk.ask().choices.find((choice) => choice.label.startsWith(starts))?.id ?? '';
  return { ...talk, tap: (starts: string) => talk.choose(label(starts)) };
}

test.each([
  ['system.before', 'change the bill from 7600 to 7100'],
  ['role.team', 'replace Go by Rust'],
  ['background', 'oh and the load was 9400 readings per second, I said 9,500'],
  ['contract.result', 'the load was 9,400 readings per second and I said 9,500'],
  ['closing', 'one recall did cost us 38,000 zł in work before, and now 2,900 zł'],
  ['background', "9,400, it's 9,500"],
  ['system.part', "27, it's 37"],
  ['system.part', 'about 18,000 results a day'],
])('asks at %s where it belongs: %s', async (slot, text) => {
  const what = 'rebuilt the meter pipeline of 27 hospitals in Go';
  const story = 'Old meters could not be changed. So I put a version into each.';
  const answers = { ...ANSWERS, 'system.what': what, [CONTRACT_STORY]: story };
  const talk = conversation();
  await talk.answer(answers, slot);
  await talk.say(text);
  expect(talk.ask()).toMatchObject({ question: 'which', text: expect.stringMatching(/^Where does that belong\?/) });
  await talk.choose('none');
  expect(talk.ask().slot).toBe(slot);
  // What was ignored and is typed again is the answer.
  await talk.say(text);
  expect(talk.ask()).not.toMatchObject({ question: 'which' });
});

test.each([
  [
    CONTRACT_STORY,
    'Clients could not change. So I kept 9,500 readings per second on the old path. It took 14 days. Fine.',
  ],
  [CONTRACT_STORY, 'We had to stay at 9,500 readings per second with 3 servers, so I cut the frames in two.'],
  ['contract.decision', 'I decided to keep 400 readings per second on the old path.'],
  ['background', 'I led 4 engineers at Nokia for two years.'],
  ['closing', 'I can show you the two prototypes, and I can start in 4 weeks.'],
  ['role.team', 'Change Management'],
  ['closing', 'Could we talk about how you replay readings?'],
  ['closing', 'I can show you the two dashboards with the 40 alerts, and we handle 700 logins a second.'],
  ['background', 'Before this I drove a plough for 3 winters, so I know what -12 at 4 in the morning feels like.'],
  ['system.before', 'It was for 27 hospitals and 2 wards.'],
  ['background', 'Before that I looked after 12 hospitals.'],
  ['background', 'I sharded it by tenant. Change data capture feeds the rest.'],
])('asks nothing about an answer at %s: %s', async (slot, text) => {
  const talk = conversation();
  await talk.answer(
    { ...ANSWERS, ...(slot === 'contract.decision' && { [CONTRACT_STORY]: 'Nothing could stop.' }) },
    slot,
  );
  await talk.say(text);
  expect(talk.ask()).not.toMatchObject({ question: 'which' });
});

describe('an order to cut something', () => {
  const CONTACT = 'contact.name+contact.email+contact.location';
  const NOTED = ['n:9', 'n:10', 'n:11'];

  test.each([
    ['system.what', 'remove the part about the blog please', ['n:1']],
    ['background', 'no thats a question for you. cut it', NOTED],
    ['background', 'scratch that, cut it', NOTED],
    ['background', 'no, cut the dashboards sentence', ['n:5', ...NOTED]],
    [CONTACT, 'scratch that, cut it', ['n:12']],
  ])('at %s asks which sentence, those of the last answer included: %s', async (slot, text, keys) => {
    const talk = await saidAt(slot, text);
    expect(talk.ask()).toMatchObject({ question: 'which', text: 'Which sentence shall I cut?' });
    expect(talk.ask().choices.map(({ id }) => id)).toEqual([...keys, 'all', 'answer', 'none']);
    await talk.choose(keys[0] ?? '');
    expect(talk.said()).toContain('Cut: "');
    expect(talk.ask().slot).toBe(slot);
  });

  test('may be the answer, or is ignored; typed again, it is the answer', async () => {
    const answered = await saidAt('background', 'scratch that, cut it');
    await answered.choose('all');
    await answered.choose('answer');
    expect(answered.ask().text).toContain('In the letter: "Scratch that, cut it."');
    const ignored = await saidAt('background', 'scratch that, cut it');
    await ignored.choose('none');
    expect(ignored.ask().slot).toBe('background');
    await ignored.say('scratch that, cut it');
    expect(ignored.ask().text).toContain('In the letter: "Scratch that, cut it."');
  });

  test('takes a number or other words for a sentence, and an undo drops it', async () => {
    const talk = await saidAt('background', 'scratch that, cut it');
    await talk.say('the one about the dashboards');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['n:5', 'all', 'answer', 'none']);
    await talk.say('hm, I do not know');
    expect(talk.ask().text).toContain('Tap a button, or type its words.');
    await talk.say('undo');
    expect(talk.ask().slot).toBe('background');
    await talk.say('scratch that, cut it', '4');
    expect(talk.said()).toContain('Cut: "Before that, a nightly job copied every table."');
  });

  test('is the answer before anything is noted that could be cut', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'company.choice');
    await talk.say('cut the batch window in half');
    expect(talk.ask().text).not.toBe('Which sentence shall I cut?');
  });
});

describe('another number', () => {
  test('is offered as the letter would state it, and the question comes again', async () => {
    const talk = await saidAt('closing', 'One thing: a recall did cost us 38,000 EUR before, and now it is 2,900 EUR');
    await talk.tap('Another number');
    expect(talk.ask()).toMatchObject({ question: 'order', slot: 'reliability.more' });
    expect(talk.ask().choices.map(({ label }) => label)).not.toContain('one thing');
    await talk.choose('figure:1');
    expect(talk.ask()).toMatchObject({ slot: 'closing', noted: [{ slot: 'reliability.more' }] });
    await talk.answer(ANSWERS);
    expect(talk.ask().text).toContain('38,000 to');
    expect(talk.ask().text).toContain('Lost readings fell from 1.2% to 0.05%.');
  });

  test('is the first of its topic if none is noted', async () => {
    const talk = conversation();
    await talk.answer({ ...ANSWERS, 'latency.now': 'skip' }, 'closing');
    await talk.say('p95 went from 4 seconds to 9,500 ms, no, from 20 s to 3 s');
    await talk.choose('number');
    expect(talk.ask()).toMatchObject({ question: 'order', slot: 'latency.more' });
    await talk.choose('figure:1');
    expect(talk.ask().noted).toMatchObject([{ slot: 'latency.more' }]);
  });

  test('is not offered without a number that has a kind', async () => {
    const talk = await saidAt('system.before', 'change Go to Rust');
    expect(talk.ask().choices.map(({ id }) => id)).not.toContain('number');
  });
});

test('a correction changes the value that is tapped', async () => {
  const talk = await saidAt('background', 'sorry, the load is 9,400 readings per second');
  await talk.tap('Load, now');
  expect(talk.ask().text).toContain('Throughput rose from 400 to 9,400 readings per second.');
});

describe('nothing to tell', () => {
  test.each(['no idea, skip that one', 'skip that', 'dunno. skip this one'])(
    'leaves the question out: %s',
    async (text) => {
      const talk = await saidAt(CONTRACT_STORY, text);
      expect(talk.ask().slot).toBe('background');
    },
  );

  test.each(['no idea, ask me something else', "idk. can't say"])('asks whether to leave it out: %s', async (text) => {
    const talk = await saidAt(CONTRACT_STORY, text);
    expect(talk.ask()).toMatchObject({ question: 'confirm' });
    await talk.choose('leave-out');
    expect(talk.ask().slot).toBe('background');
  });
});

describe('a greeting in a message during the interview', () => {
  const CONTACT = 'contact.name+contact.email+contact.location';

  test('is offered where the message belongs to nothing else', async () => {
    const talk = await saidAt('background', 'oh wait, it should start with Dear Noor Hendrickx');
    await talk.tap('Greeting: Dear Noor Hendrickx,');
    expect(talk.ask().slot).toBe('background');
    await talk.answer(ANSWERS);
    expect(talk.ask().text).toContain('Dear Noor Hendrickx,');
  });

  test.each([
    'can the letter start with Dear Noor Hendrickx?',
    'Jo Lind, jo@example.com, Ghent. Can it start with Dear Noor Hendrickx?',
    'Jo Lind, jo@example.com, Ghent. Can it start with Dear Noor Hendrickx? She leads the team.',
  ])('is offered where the bot is asked for it, and what was asked is asked again: %s', async (text) => {
    const talk = await saidAt(CONTACT, text);
    expect(talk.ask().text).toMatch(/^How should the letter begin\?/);
    await talk.tap('Dear Noor Hendrickx,');
    expect(talk.ask().slot === CONTACT).toBe(text.startsWith('can'));
    await talk.answer(ANSWERS);
    expect(talk.ask().text).toContain('Dear Noor Hendrickx,');
  });
});
