/** A correction that names both numbers: shown with the new one, and the rest of the message is the answer. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';

const WHAT = 'led the booking service of 36 crematoria in Belgium. We started in 2019, with 14 people.';
const NOTED = { ...ANSWERS, 'system.what': WHAT };

async function saidAt(slot: string, text: string) {
  const talk = await interviewAt(slot, NOTED);
  await talk.say(text);
  return talk;
}

const letterOf = async (talk: ReturnType<typeof conversation>) => {
  await talk.answer(NOTED);
  return talk.ask().text;
};

test.each([
  ['reliability.now', 'oh and 63 crematoria not 36', '63 crematoria in Belgium.'],
  ['reliability.more', 'change 36 to 63 crematoria', '63 crematoria in Belgium.'],
  ['background', "oh and sorry, it's 63 crematoria, not 36!", '63 crematoria in Belgium.'],
  ['role.team', 'sorry, not 36 but 63', '63 crematoria in Belgium.'],
  ['reliability.more', 'and the 36 crematoria should be 63 crematoria, I was rounding', '63 crematoria in Belgium.'],
  ['closing', '(started in 2018 not 2019!)', 'We started in 2018, with 14 people.'],
])('shows at %s the sentence with the new number: %s', async (slot, text, sentence) => {
  const talk = await saidAt(slot, text);
  expect(talk.ask()).toMatchObject({ question: 'which', text: expect.stringContaining(sentence) });
  expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Yes, change it', "It's my answer", 'Ignore it']);
  await talk.say('yes');
  expect(talk.ask().slot).toBe(slot);
  const letter = await letterOf(talk);
  expect(letter).toContain(sentence);
  expect(letter).not.toContain(text);
});

test('a time of hours and minutes is one number', async () => {
  const talk = await interviewAt('background', {
    ...ANSWERS,
    'system.before': 'a nightly job copied every table. It took 5h20.',
  });
  await talk.say('wait it was 5h40 not 5h20');
  expect(talk.ask()).toMatchObject({ question: 'which', text: expect.stringContaining('It took 5h40.') });
});

test('is read while the question is asked again', async () => {
  const talk = await saidAt('reliability.now', 'well, it depends');
  await talk.say('change 36 crematoria to 63 crematoria');
  expect(talk.ask().text).toContain('63 crematoria in Belgium.');
  await talk.choose('yes');
  expect(talk.ask().slot).toBe('reliability.now');
});

test('changes what the employer is', async () => {
  const talk = conversation();
  const employer = 'Nordlift, a company that maintains 11,460 lifts';
  await talk.answer({ ...ANSWERS, 'system.employer': employer }, 'background');
  await talk.say('it is 11,640 lifts, not 11,460');
  await talk.choose('yes');
  await talk.answer(ANSWERS);
  expect(talk.ask().text).toContain('At Nordlift, a company that maintains 11,640 lifts, I');
});

test('counts what the figure is about', async () => {
  const talk = conversation();
  await talk.answer(
    { ...NOTED, 'reliability.now': 'on-call pages: 25 a month before, 7 a month now' },
    'throughput.now',
  );
  await talk.say("About 900 telegrams a second. Oh and I told you wrong, it's 52 pages a month, not 25.");
  expect(talk.ask().text).toContain('On-call pages fell from 52');
});

describe('what else the message says', () => {
  const TEXT = 'double bookings: 11 a month before, zero since March 2023. Oh and 63 crematoria not 36';

  test.each([
    ['yes', 63],
    ['no', 36],
  ])('is the answer after %s', async (choice, told) => {
    const talk = await saidAt('reliability.now', TEXT);
    await talk.choose(choice);
    expect(talk.ask().text).toContain('Double bookings fell from 11 per month to none since March 2023.');
    expect(await letterOf(talk)).toContain(`${told} crematoria`);
  });

  test('may be a clause', async () => {
    const talk = await saidAt('system.part', 'I designed the schema, and we started in 2018 not 2019!');
    await talk.choose('yes');
    expect(talk.ask().text).toContain('We started in 2018');
    expect(talk.ask().text).toContain('I designed the schema.');
  });
});

test('what stands behind it is not left with its comma', async () => {
  const talk = await saidAt(
    'reliability.now',
    'lost urns: 30 a week down to 3. also 63 crematoria not 36, got that wrong',
  );
  await talk.choose('yes');
  expect(
    talk
      .ask()
      .choices.map(({ label }) => label)
      .join(' '),
  ).not.toContain('. ,');
});

test('the whole message is the answer if that is tapped', async () => {
  const talk = await saidAt('background', 'there are 63 crematoria on it, not 36');
  await talk.choose('answer');
  expect(talk.ask().text).toContain('There are 63 crematoria on it, not 36.');
});

describe('at the revision of a text', () => {
  async function revising(text: string) {
    const talk = await saidAt('latency.now', 'change');
    await talk.choose(talk.ask().choices.find(({ label }) => label.includes('booking service'))?.id ?? '');
    await talk.say(text);
    return talk;
  }

  test('is shown with the new number', async () => {
    const talk = await revising('63 not 36');
    expect(talk.ask().text).toContain('63 crematoria in Belgium.');
    await talk.choose('yes');
    expect(talk.ask().slot).toBe('latency.now');
    expect(await letterOf(talk)).toContain('63 crematoria in Belgium.');
  });

  test('may be the new text', async () => {
    const talk = await revising('led 63 crematoria, not 36');
    await talk.choose('answer');
    await talk.choose('replaces');
    expect(await letterOf(talk)).toContain('I led 63 crematoria, not 36.');
  });
});

test.each([
  ['reliability.now', 'it was 36 crematoria, now 63'],
  ['reliability.now', 'wrong urns: from 36 to 63'],
  ['reliability.now', '63 wrong urns a month, 36 before'],
  ['throughput.now', '63 bookings an hour, and 36 with the old one'],
  ['background', 'At Nokia I led 36 people in 12 crematoria.'],
  ['background', 'It grew from 36 to 63 crematoria.'],
  ['background', 'In 2019 I joined, and in 2021 I led it.'],
  ['background', 'I looked after 12 crematoria for 14 months.'],
  ['background', 'It was 3 of 63 crematoria, not 4.'],
])('asks nothing about an answer at %s: %s', async (slot, text) => {
  const talk = await saidAt(slot, text);
  expect(talk.ask()).not.toMatchObject({ question: 'which' });
});

describe('a number of a figure', () => {
  const LATENCY = { 'latency.now': 'reconciliation takes 46 minutes', 'latency.before': '6 hours' };
  const SIGNATURE = 'contact.name+contact.email+contact.location';

  test.each([
    [
      SIGNATURE,
      'Ah, and the reconciliation needs 48 minutes, not 46, I looked it up.',
      'takes 48 minutes, down from 6',
    ],
    ['closing', 'it was 7 hours before, not 6', 'takes 46 minutes, down from 7 hours.'],
    ['throughput.now', 'sorry, 48 not 46', 'takes 48 minutes, down from 6 hours.'],
  ])('is shown at %s as the letter would say it: %s', async (slot, text, words) => {
    const talk = await interviewAt(slot, { ...NOTED, ...LATENCY });
    await talk.say(text);
    expect(talk.ask()).toMatchObject({ question: 'which', text: expect.stringContaining(words) });
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Yes, change it', "It's my answer", 'Ignore it']);
    await talk.choose('yes');
    expect(talk.ask().slot).toBe(slot);
    expect(await letterOf(talk)).toContain(words);
  });

  test('changes in the sentence that the person wrote for it', async () => {
    const talk = conversation();
    const own = 'Our nightly reconciliation is over in 46 minutes.';
    await talk.answer({ ...NOTED, ...LATENCY, 'latency.now': own }, 'closing');
    await talk.say('not 46 minutes but 48 minutes');
    await talk.choose('yes');
    expect(await letterOf(talk)).toContain('reconciliation is over in 48 minutes');
  });

  test.each([
    ['closing', 'it was 9 seconds, not 46 minutes'],
    ['closing', 'the reconciliation takes 48 minutes and I had 46 of them'],
    ['closing', 'Change please: The reconciliation takes 46 minutes, before 7 hours 40 minutes.'],
  ])('is asked about as before at %s: %s', async (slot, text) => {
    const talk = await interviewAt(slot, { ...NOTED, ...LATENCY });
    await talk.say(text);
    expect(talk.ask().text).not.toContain('Should I change it');
  });
});

test('a number that stands in two texts is asked about as before', async () => {
  const talk = await interviewAt('background', { ...NOTED, 'system.part': 'I moved all 36 crematoria.' });
  await talk.say("sorry, it's 63 crematoria, not 36");
  expect(talk.ask().text).toContain('Where does that belong?');
});

test('a confidential number is not shown', async () => {
  const talk = await interviewAt('reliability.now', NOTED);
  await talk.command('hide', '36');
  await talk.answer(NOTED, 'reliability.now');
  await talk.say('oh and 63 crematoria not 36');
  expect(talk.ask().text).not.toContain('Should I change it');
});
