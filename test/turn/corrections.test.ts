/** Corrections: what was noted is only replaced by what replaces it, and the letter shows the corrected words. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';

/** Answers up to the question for one more number about failures. */
async function afterFailures(...texts: string[]) {
  const talk = await interviewAt('reliability.now');
  await talk.say(...texts);
  return talk;
}

describe('a number that is typed over a question', () => {
  test('asks which of several numbers is meant without replacing the main figure', async () => {
    const talk = await interviewAt('latency.more');
    await talk.say('search 300 ms or 900 ms');
    expect(talk.ask().question).toBe('order');
    await talk.say('a deploy takes 20 minutes now, was 3 h');
    expect(talk.ask().text).toMatch(
      /1\. The time from meter to bill fell from 6 minutes to 4 seconds at p99.+\n2\. A deploy takes 20 minutes/,
    );
  });
});

test('the number that corrects another is offered with the one before both', async () => {
  const talk = await afterFailures('gifts bought twice: about a dozen a week before, now 2 a week. no wait, 2 a month');
  const labels = talk.ask().choices.map(({ label }) => label);
  expect(labels).toContain('about 12 per week → 2 per month (gifts bought twice)');
  expect(labels).toContain('about 12 per week → 2 per week (gifts bought twice)');
});

test('a request with a number is asked about, as it may correct what is noted', async () => {
  const talk = await interviewAt('closing');
  await talk.answer(ANSWERS, 'contact.name+contact.email+contact.location');
  await talk.say("oh, I've the load wrong, it's 9,600 readings per second, can you change that?");
  expect(talk.ask()).toMatchObject({ question: 'which' });
  expect(talk.said()).toContain("I can't answer questions");
});

test('an answer with a number that was corrected is no longer offered as own words', async () => {
  const talk = await afterFailures('lost readings: 1.2% -> 0.05%');
  const ids = () => talk.ask().choices.map(({ id }) => id);
  expect(ids()).toContain('own-words');
  await talk.choose('change');
  await talk.choose('note:2');
  await talk.say('1.3%');
  expect(talk.ask().text).toContain('Lost readings fell from 1.3% to 0.05%.');
  expect(ids()).not.toContain('own-words');
});

test.each(['0.05%', '1.2%'])('a new number that was none is asked for again, with the noted one: %s', async (note) => {
  const talk = await interviewAt();
  await talk.say('fix');
  await talk.choose(talk.ask().choices.find(({ label }) => label.includes(note))?.id ?? note);
  await talk.say('it is better');
  expect(talk.ask().text).toMatch(/^So far: .+%/);
  expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Leave it out', 'Keep it']);
  await talk.choose('keep');
  expect(talk.ask().text).toContain('Lost readings fell from 1.2% to 0.05%.');
});

describe('a message that begins like a correction', () => {
  const labels = ({ ask }: ReturnType<typeof conversation>) => ask().choices.map(({ label }) => label);

  async function corrected(text: string, label: string, ...texts: string[]) {
    const talk = await interviewAt('latency.more', {
      ...ANSWERS,
      'system.what': 'rebuilt the gate of a port with 50 trucks a day',
    });
    await talk.say(...texts, text);
    expect(talk.ask().question).toBe('which');
    await talk.choose(talk.ask().choices.find((choice) => choice.label.includes(label))?.id ?? '');
    return talk;
  }

  test('asks what it is about: what was noted last, then what has one of its numbers', async () => {
    const talk = await interviewAt('latency.now', {
      ...ANSWERS,
      'system.what': 'rebuilt the gate of a port with 50 trucks a day',
    });
    await talk.say("sorry, not 50 but it's 55 trucks");
    expect(labels(talk).slice(0, 2)).toEqual([
      'Failures, now: 0.05%',
      expect.stringContaining('System: rebuilt the gate of a port'),
    ]);
    expect(labels(talk).slice(-2)).toEqual(["It's my answer", 'Ignore it']);
  });

  test('has the new number of the figure that is tapped', async () => {
    const talk = await corrected(
      'sorry, 5 not 4',
      'Latency, now: 4 seconds',
      'A call took 4 seconds, now it takes 2 seconds.',
    );
    expect(talk.ask().text).toContain('fell from 6 minutes to 5 seconds at p99');
    await talk.choose('figure:1');
    expect(talk.ask().text).toContain('1. The time from meter to bill fell from 6 minutes to 5 seconds at p99.');
  });

  test('is noted at once if the rest is only a number', async () => {
    const talk = await corrected('no, 5 s', 'Latency, now: 4 seconds');
    expect(talk.ask()).toMatchObject({ slot: 'latency.more', noted: [{ figure: { after: { value: 5 } } }] });
  });

  test('changes the sentence of the person, too', async () => {
    const talk = await corrected(
      'sorry, 800 ms, not 900 ms',
      '900 ms',
      'Our slowest search takes 900 ms in the worst store, down from 12 s.',
    );
    await talk.choose('figure:1');
    expect(talk.ask().text).toContain('Our slowest search takes 800 ms in the worst store');
  });

  test('asks for a sentence without a noted number anew', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('The nightly run took 7 h 40 min. Now an invoice line is billed within 50 seconds of the call.');
    await talk.choose('own-words');
    await talk.say("sorry it's 90 seconds, I said 50 seconds");
    await talk.choose('note:1');
    expect(talk.ask()).toMatchObject({ slot: 'latency.sentence' });
    await talk.say('Now an invoice line is billed within 90 seconds of the call.');
    expect(talk.ask().text).toContain('In the letter: "Now an invoice line is billed within 90 seconds of the call."');
  });

  test('of a figure without a number leads to its sentence', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('It should say lost frames, not readings.');
    await talk.choose(talk.ask().choices.find(({ label }) => label.includes('1.2%'))?.id ?? '');
    expect(talk.ask().choices[0]?.label).toContain('Lost readings fell');
    await talk.choose(talk.ask().choices[0]?.id ?? '');
    await talk.choose('rewrite');
    await talk.say('Lost frames fell from 1.2% to 0.05%.');
    expect(talk.ask().slot).toBe('latency.now');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(talk.letter()).toContain('Lost frames fell from 1.2% to 0.05%.');
    expect(talk.letter()).not.toContain('Lost readings');
  });

  test('with a whole new sentence is offered in place of the one that was shown', async () => {
    const talk = await interviewAt('reliability.more');
    await talk.say('It should say: Lost frames fell from 1.2% to 0.05%.');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([
      'Lost frames fell from 1.2% to 0.05%.',
      'Never mind',
    ]);
    await talk.choose(talk.ask().choices[0]?.id ?? '');
    expect(talk.ask().slot).toBe('reliability.more');
    expect(talk.ask().text).toContain('In the letter: "Lost frames fell from 1.2% to 0.05%."');
  });

  test('with a whole new sentence is offered for those that were shown, the one like it first', async () => {
    const contract = 'contract.constraint+contract.decision+contract.result';
    const talk = await interviewAt(contract);
    await talk.say(ANSWERS[contract] ?? '');
    await talk.say('Sorry, it should say: So I put a version into each header.');
    expect(talk.ask().choices[0]?.label).toContain('So I put a version into each frame.');
    await talk.choose(talk.ask().choices[0]?.id ?? '');
    await talk.choose(talk.ask().choices[0]?.id ?? '');
    expect(talk.ask().text).toContain('2. So I put a version into each header.');
  });

  test('and asks to keep something out leads to that', async () => {
    const contract = 'contract.constraint+contract.decision+contract.result';
    const talk = await interviewAt(contract);
    await talk.say('The meters of Ahrensund Line could not be changed. So I put a version into each frame.');
    await talk.say('Wait, Ahrensund Line must not be in it, we have an NDA.');
    await talk.choose('leave-out');
    expect(talk.ask().text).toContain('What should stay out of the letter?');
    expect(talk.ask().choices[0]?.label).toBe('Ahrensund Line');
  });

  test('of a text leads to its sentences, and to the new words', async () => {
    const talk = conversation();
    const before = 'Before that, each laundry counted by hand. We lost 8.3 % of the stock every year.';
    await talk.answer({ ...ANSWERS, 'system.before': before }, 'reliability.now');
    await talk.say('Sorry, I turned the digits round: it was 3.8 % of 900 sheets.');
    await talk.choose(talk.ask().choices.find(({ label }) => label.includes('each laundry'))?.id ?? '');
    const [, second] = talk.ask().choices;
    expect(second?.label).toContain('We lost 8.3 %');
    await talk.choose(second?.id ?? '');
    expect(talk.ask().choices[1]?.label).toContain('Sorry, I turned the digits round');
    await talk.choose('rewrite');
    await talk.say('We lost 3.8 % of the stock every year.');
    expect(talk.ask().slot).toBe('reliability.now');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(talk.letter()).toContain('counted by hand. We lost 3.8 % of the stock every year.');
    expect(talk.letter()).not.toContain('8.3');
  });
});

test('a correction without the wrong number offers the only number of that unit, corrected', async () => {
  const talk = conversation();
  const before = 'Before that, each laundry counted by hand. We had 31 lorries.';
  await talk.answer({ ...ANSWERS, 'system.before': before }, 'reliability.now');
  await talk.say("Correction, sorry, it's 32 lorries, we bought one in March.");
  expect(talk.ask().text).toContain('Should I change it to this? "We had 32 lorries."');
  await talk.choose('yes');
  expect(talk.ask().slot).toBe('reliability.now');
});

describe('a further number', () => {
  test('is one more, also if it is of the same kind', async () => {
    const talk = await interviewAt('latency.more');
    await talk.say('its 90 seconds');
    expect(talk.ask().text).toContain('2. The latency is 90 seconds.');
    await talk.choose('only-last');
    expect(talk.ask()).toMatchObject({ slot: 'latency.before' });
  });

  test('is no new figure if it repeats the noted number', async () => {
    const talk = await interviewAt('latency.more');
    await talk.say('its 4 seconds');
    expect(talk.ask().text).toContain(
      'In the letter: "The time from meter to bill fell from 6 minutes to 4 seconds at p99',
    );
  });

  test('of another kind is asked about, as the earlier value', async () => {
    const talk = await afterFailures('overbookings: 9 per month', '40 sec');
    expect(talk.ask().text).toContain('The two values have different units.');
  });

  test('is no zero behind "no sorry"', async () => {
    const talk = await afterFailures('overbookings: 9 per month', 'no sorry 40 sec');
    expect(talk.ask().question).toBe('which');
  });
});

describe('a new text with fewer sentences than the noted one', () => {
  test.each([
    ['one-more', /no order\.\nWe lost nothing\.$/],
    ['replaces', /^We lost nothing\.$/],
  ])('is added to it or replaces it: %s', async (choice, text) => {
    const talk = await interviewAt('reliability.now', { ...ANSWERS, 'system.part': 'I built it. It lost no order.' });
    await talk.say('fix');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'system.part')?.id ?? '');
    await talk.say('We lost nothing.');
    await talk.choose(choice);
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.part', text: expect.stringMatching(text) }]);
  });
});

describe('a number that is no figure', () => {
  async function at(slot: string, ...texts: string[]) {
    const talk = await interviewAt(slot);
    await talk.say(...texts);
    return { ...talk, labels: () => talk.ask().choices.map(({ label }) => label) };
  }

  test.each([
    'db bill eur 3,100 -> 1,250 a month',
    'Hosting fell from €6,800 to €2,900 per month.',
    'cloud costs: from 3,100 to 1,250 euros a month',
  ])('money is no load: %s', async (text) => {
    const talk = await at('throughput.now', text);
    expect(talk.ask().text).not.toMatch(/handles|Throughput/);
    expect(talk.ask()).toMatchObject({ slot: 'throughput.more', noted: [{ figure: { after: { unit: 'EUR' } } }] });
    await talk.say('The system handles 9,500 readings per second.');
    expect(talk.ask().text).toContain('2. The system handles 9,500 readings per second.');
  });

  test('money without a name is not noted as a load', async () => {
    const talk = await at('throughput.now', '€2,900 per month');
    expect(talk.ask().text).toContain("That's not the kind of number I need here.");
  });

  test.each([
    ['Straws promised to two farmers at the same time: 2 a month now. The stock difference is 0.08 %.', '2 per month'],
    ['straws promised to two farmers at the same time: 14 last season, 0 since the rewrite', '14 → 0'],
  ])('a small one in words is not offered beside others: %s', async (text, first) => {
    const talk = await at('reliability.now', text);
    expect(talk.labels()[0]).toContain(first);
    expect(talk.labels().slice(0, -2).join()).not.toContain('farmers');
  });

  test('a small one in words may be in the name of a figure', async () => {
    const talk = await at('reliability.now', '3 a month');
    await talk.choose('skip');
    await talk.say('straws promised to two farmers');
    expect(talk.ask().text).toContain('Straws promised to two farmers');
  });

  test.each(['There were two crashes this month, 14 last month', 'Crashes: nine last season, 2 now'])(
    'one in words still counts beside another of its kind: %s',
    async (text) => {
      const talk = await at('reliability.now', text);
      expect(`${talk.labels().join()} ${talk.ask().text}`).toMatch(/14 crashes|9 crashes|from 9 to 2|nine|9 → 2/i);
    },
  );

  test.each(['btw', 'tbh', 'lol', 'idk'])('"%s" is no name of a figure', async (word) => {
    const talk = await at('latency.now', `${word} the 40 s for a plan was an old dashboard`);
    expect(`${talk.ask().text} ${talk.labels().slice(0, -2).join()}`.toLowerCase()).not.toContain(`${word} takes`);
  });
});

test.each([
  ['about 9,000 reservations on a normal day', 'handles about 9,000 reservations on a normal day.'],
  ['9,000 reservations per day since May', 'handles 9,000 reservations per day since May.'],
  ['9,000 reservations per hour on a normal day', 'handles 9,000 reservations per hour on a normal day.'],
])('a period is told once: %s', async (text, words) => {
  const talk = await interviewAt('throughput.now');
  await talk.say(text);
  if (talk.ask().question === 'order') await talk.choose('figure:1');
  await talk.choose('skip');
  expect(talk.ask().text).toContain(words);
});

describe('a load that a sentence of the system tells', () => {
  async function atReview() {
    const talk = conversation();
    const load = { 'throughput.now': '340,000 planks a week in season', 'system.what': WHAT };
    await talk.answer({ ...ANSWERS, ...load }, 'throughput.before');
    await talk.choose('skip');
    await talk.answer({ ...ANSWERS, ...load });
    return talk;
  }
  const WHAT = 'built Casca. It follows 340,000 planks a week in season.';

  test.each([
    '4: Casca follows each plank, 340,000 a week in season, to the truck.',
    '3-4: At Tavolo I built Casca, which follows each plank to the truck.',
    '4: It follows each plank to the truck.',
    'cut 4',
  ])('does not come back as a sentence of its own: %s', async (edit) => {
    const talk = await atReview();
    expect(talk.ask().text).not.toContain('handles 340,000');
    await talk.say(edit);
    expect(talk.ask().text).not.toContain('handles 340,000');
    await talk.say('undo');
    expect(talk.ask().text).toContain('4. It follows 340,000 planks a week in season.');
    expect(talk.ask().text).not.toContain('handles 340,000');
  });

  test('is still noted, and is told when it is answered anew', async () => {
    const talk = await atReview();
    await talk.say('cut 4', 'fix');
    await talk.choose(talk.ask().choices.find(({ label }) => label.includes('340,000 planks'))?.id ?? '');
    await talk.say('350,000 planks a week');
    expect(talk.ask().text).toContain('The system handles 350,000 planks per week');
  });
});
