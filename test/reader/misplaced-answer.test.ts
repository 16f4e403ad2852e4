/** A correction, an order or a number that is typed where a text is asked for: asked about, never noted as the text. */
import { describe, expect, test } from 'vitest';
import { CONTRACT_STORY } from '../../src/machine/slots.ts';
import { ANSWERS, conversation, interviewAt, slotAfter } from '../turn/conversation.ts';

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
      expect(talk.ask().slot).toBe(slotAfter('contract'));
    },
  );

  test.each(['no idea, ask me something else', "idk. can't say"])('asks whether to leave it out: %s', async (text) => {
    const talk = await saidAt(CONTRACT_STORY, text);
    expect(talk.ask()).toMatchObject({ question: 'confirm' });
    await talk.choose('leave-out');
    expect(talk.ask().slot).toBe(slotAfter('contract'));
  });
});

test('of a city with remarks, only the city is asked about', async () => {
  const slot = 'contact.name+contact.email+contact.location';
  const talk = await saidAt(slot, 'Gareth Pickup, gareth@pickup.example, Hull (well, Hessle, but nobody knows it)');
  expect(talk.ask()).toMatchObject({ slot: 'contact.location', text: expect.stringContaining('Which city') });
  await talk.tap('Hull');
  await talk.answer(ANSWERS);
  expect(talk.ask().text).toContain('Gareth Pickup');
});

test.each([
  ['no idea, it goes through a form', 'confidential.value'],
  ['no idea. maybe Ms Weber', 'role.addressee'],
])('a reader who is not known is left out, unless a name is said: %s', async (text, slot) => {
  expect((await saidAt('role.addressee', text)).ask().slot).toBe(slot);
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

describe('number that corrects another', () => {
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
});
