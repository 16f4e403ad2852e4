/** A correction, an order or a number that is typed where a text is asked for: asked about, never noted as the text. */
import { describe, expect, test } from 'vitest';
import { CONTRACT_STORY } from '../../src/machine/slots.ts';
import { ANSWERS, conversation, interviewAt } from '../turn/conversation.ts';

async function saidAt(slot: string, text: string) {
  const talk = await interviewAt(slot);
  await talk.say(text);
  const label = (starts: string) => talk.ask().choices.find((choice) => choice.label.startsWith(starts))?.id ?? '';
  return { ...talk, tap: (starts: string) => talk.choose(label(starts)) };
}

test.each([
  ['system.before', 'change the bill from 7600 to 7100'],
  ['role.team', 'replace Go by Rust'],
  ['system.what', 'remove the part about the blog please'],
  ['system.part', 'about 18,000 results a day'],
])('asks at %s where it belongs: %s', async (slot, text) => {
  const talk = await saidAt(slot, text);
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

test('what else stands behind the names is asked about, as no later question could offer it', async () => {
  const slot = 'contact.name+contact.email+contact.location';
  const talk = await saidAt(slot, 'Gareth Pickup, gareth@pickup.example, Hull. also make that april not march');
  expect(talk.ask()).toMatchObject({ question: 'which', text: expect.stringContaining('Where does that belong?') });
  await talk.tap('Ignore it');
  expect(talk.ask().slot).toBe('role.team');
  await talk.answer(ANSWERS);
  expect(talk.ask().text).toContain('Gareth Pickup');
});

describe('saying again what may not be for the letter', () => {
  const STORY =
    "The firmware can't change. I numbered the messages. The client was Viaplana, which you don't name please.";

  async function again(text: string) {
    const talk = await saidAt(CONTRACT_STORY, STORY);
    await talk.tap("I'll say it again");
    expect(talk.ask().text).toContain("So far: The firmware can't change. I numbered the messages.");
    await talk.say(text);
    return talk;
  }

  test('keeps the other sentences if only that one is typed', async () => {
    const talk = await again('No customer has noticed since.');
    await talk.tap('Add it');
    await talk.answer(ANSWERS);
    for (const told of ["The firmware can't change.", 'I numbered the messages.', 'No customer has noticed since.'])
      expect(talk.ask().text).toContain(told);
  });

  test('may replace all', async () => {
    const talk = await again("The firmware can't change. I numbered each of the messages. No customer noticed.");
    await talk.answer(ANSWERS);
    expect(talk.ask().text).toContain('I numbered each of the messages.');
    expect(talk.ask().text).not.toContain('I numbered the messages.');
  });
});

test.each([
  ['latency.more', 'no I said from the fault to the mechanic getting called', "I couldn't find a number"],
  [
    'reliability.now',
    'Sentence 2 was for you. Please remove it and replace 11.460 by 11.640.',
    'Where does that belong?',
  ],
])('what may be no answer about a number is asked about at %s: %s', async (slot, text, asked) => {
  const talk = await saidAt(slot, text);
  expect(talk.ask().text).toContain(asked);
});
