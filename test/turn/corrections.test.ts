/** Corrections: what was noted is only replaced by what replaces it, and the letter shows the corrected words. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation } from './conversation.ts';

/** Answers up to the question for one more number about failures. */
async function afterFailures(...texts: string[]) {
  const talk = conversation();
  await talk.answer(ANSWERS, 'reliability.now');
  await talk.say(...texts);
  return talk;
}

describe('a question about two values that is passed over', () => {
  test('keeps the noted value, notes the answer typed instead, and comes again', async () => {
    const talk = await afterFailures('eta error 25 min, was 95', 'sorry its 22 not 25');
    expect(talk.ask().question).toBe('conflict');
    await talk.say('support calls 130 a week before, now 30');
    expect(talk.ask()).toMatchObject({ question: 'conflict', noted: [{ text: expect.stringContaining('support') }] });
    await talk.say('22');
    expect(talk.ask().text).toContain('1. Eta error fell from 95 minutes to 22 minutes.\n2. Support calls fell');
  });

  test.each([
    ['25 was right', 'to 25 minutes'],
    ['its 23', 'to 23 minutes'],
  ])('takes "%s" for the number', async (text, shown) => {
    const talk = await afterFailures('eta error 25 min, was 95', 'sorry its 22 not 25', text);
    expect(talk.ask().text).toContain(shown);
  });

  test('asks which of several numbers is meant without replacing the main figure', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.more');
    await talk.say('search 300 ms or 900 ms');
    expect(talk.ask().question).toBe('order');
    await talk.say('a deploy takes 20 minutes now, was 3 h');
    expect(talk.ask().text).toMatch(
      /1\. The time from meter to bill fell from 6 minutes to 4 seconds at p99.+\n2\. A deploy takes 20 minutes/,
    );
  });

  test('asks whether two other numbers replace a doubtful figure', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.now');
    await talk.say('checkout takes 50 seconds', '5 seconds', 'support calls took 130 minutes before, now 30');
    expect(talk.ask().text).toContain('does it replace the one that I noted? So far: "Checkout takes 50 seconds');
    await talk.choose('one-more');
    expect(talk.ask().question).toBe('confirm');
  });
});

describe('a number of another kind at the question for the earlier value', () => {
  test.each([
    ['update takes 30 seconds now at p95', 'latency.now', 'In the letter: "Update takes 30 seconds at p95."'],
    ['40 sec', 'latency.now', 'In the letter: "The latency is 40 seconds."'],
    ['none in 6 months', 'reliability.more', 'fell'],
  ])('%s', async (text, slot, shown) => {
    const talk = await afterFailures('overbookings: 9 per month', text);
    if (slot === 'reliability.more') return expect(talk.said()).not.toContain('latency');
    expect(talk.ask()).toMatchObject({ question: 'order', slot });
    expect(talk.ask().text).toContain(shown);
    await talk.choose('figure:1');
    expect(talk.ask().slot).toBe('reliability.before');
  });

  test('is no zero behind "no sorry"', async () => {
    const talk = await afterFailures('overbookings: 9 per month', 'no sorry 40 sec');
    expect(talk.ask().question).toBe('which');
    await talk.choose('answer');
    expect(talk.ask().text).toContain('In the letter: "The latency is 40 seconds."');
  });
});

describe('a corrected number in a sentence of the person', () => {
  const SENTENCE = 'The nightly run took 7 h 40 min. Now an invoice line is billed within 50 seconds of the call.';

  test('is offered with labels that differ, and changes the sentence', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.now');
    await talk.say(SENTENCE);
    await talk.choose('own-words');
    await talk.say("sorry it's 90 seconds, not 50 seconds");
    expect(
      talk
        .ask()
        .choices.map(({ label }) => label)
        .slice(0, 2),
    ).toEqual(['… line is billed within 90 seconds of the call.', '… line is billed within 50 seconds of the call.']);
    await talk.choose('figure:1');
    expect(talk.ask().text).toContain(SENTENCE.replace('50', '90'));
  });

  test('is found where the old number is said twice', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.now');
    await talk.say(SENTENCE);
    await talk.choose('own-words');
    await talk.say("Sorry, that's wrong, it's 90 seconds, not 50. 50 was the target.");
    await talk.choose('figure:1');
    expect(talk.ask().text).toContain(SENTENCE.replace('50', '90'));
  });

  test('is found without its unit, next to another figure', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.now');
    await talk.say('how long a truck waits, average in august peak 50 min');
    await talk.choose('own-words');
    await talk.say('a call takes 3 h 40 min', "sorry, not 50, it's 55 min now");
    expect(talk.ask().question).toBe('conflict');
    await talk.choose('figure:1');
    expect(talk.ask().text).toContain('average in August peak 55 min.');
  });

  test('is asked about in words, where it is spelled out', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'throughput.now');
    await talk.say('Fifty drivers wait at the gate, 50 trucks a day come and go.');
    await talk.choose('own-words');
    await talk.say('sorry, not 50 trucks, 55 trucks');
    expect(talk.ask().question).toBe('which');
    const other = conversation();
    await other.answer(ANSWERS, 'reliability.now');
    // "Two colleagues built the dashboards" stays as it is.
    await other.say('sorry, not 2, 3');
    expect(other.ask().question).toBe('which');
  });

  test('is found in the answer to another question', async () => {
    const talk = conversation();
    await talk.answer({ ...ANSWERS, 'system.what': 'rebuilt the gate of a port with 50 trucks a day' }, 'latency.now');
    await talk.say("sorry, not 50 but it's 55 trucks");
    expect(talk.ask().question).toBe('conflict');
    await talk.choose('value:1');
    expect(talk.ask().noted).toMatchObject([{ text: 'rebuilt the gate of a port with 55 trucks a day' }]);
  });

  test('is offered for the text that is tapped', async () => {
    const talk = conversation();
    await talk.answer({ ...ANSWERS, 'system.what': 'rebuilt the gate of a port with 50 trucks a day' }, 'latency.now');
    await talk.command('fix');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'system.what')?.id ?? '');
    await talk.say('50 trucks should be 55 trucks');
    expect(
      talk
        .ask()
        .choices.map(({ label }) => label)
        .slice(0, 2),
    ).toEqual(['rebuilt the gate of a port with 55 trucks a day', '50 trucks should be 55 trucks']);
  });

  test('is offered for the figure that is tapped', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.more');
    await talk.say('A call took 4 seconds, now it takes 2 seconds.', 'sorry, 5 not 4');
    expect(talk.ask().question).toBe('which');
    await talk.choose(talk.ask().choices.find(({ label }) => label.includes('4 s → 2 s'))?.id ?? '');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([
      '5 s → 2 s (A call)',
      '4 s → 2 s (A call)',
      'None of these',
    ]);
  });

  test('is offered as the whole text if it replaces no words of the text that is tapped', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.now');
    await talk.say('sorry, that was with two others');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'system.part')?.id ?? '');
    expect(talk.ask()).toMatchObject({
      slot: 'system.part',
      choices: [{ label: 'sorry, that was with two others' }, {}, {}],
    });
  });

  test('is its wording, if it states the noted numbers', async () => {
    const talk = await afterFailures("6.5% before, now it's 0.4%", 'skip');
    await talk.say('Nothing failed as such. Vials without a farm fell from 6.5% to 0.4%.');
    expect(talk.ask().text).toContain(
      '1. Nothing failed as such.\n2. Vials without a farm fell from 6.5% to 0.4%.\n\n',
    );
  });

  test('is named by "It should say", if it states the noted numbers', async () => {
    const talk = await afterFailures("6.5% before, now it's 0.4%");
    expect(talk.ask().slot).toBe('reliability.measure');
    await talk.say('Not quite, nothing failed. It should say that vials without a farm fell from 6.5% to 0.4%.');
    expect(talk.ask().text).toContain('In the letter: "Vials without a farm fell from 6.5% to 0.4%."');
  });

  test.each([
    ['sorry, not 2, 4', 'figure:1'],
    ['cut 2', null],
    ['leave it out', null],
  ])('is no longer offered after "%s"', async (text, choice) => {
    const talk = await afterFailures('Double feeds. 2 in the last 14 months. 3 before.');
    await talk.choose('own-words');
    await talk.say(text);
    if (choice) await talk.choose(choice);
    expect(
      talk
        .ask()
        .choices.map(({ label }) => label)
        .join(),
    ).not.toContain('2 in the last');
  });

  test('changes the sentence, too, if the figure has numbers', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.more');
    await talk.say('Our slowest search takes 900 ms in the worst store, down from 12 s.', 'sorry, 800 ms, not 900 ms');
    await talk.choose('figure:1');
    expect(talk.ask().text).toContain('800 ms in the worst store');
  });
});

describe('a bare number behind a figure of the same kind', () => {
  test.each([
    ['replaces', ['In the letter: "The time from meter to bill fell from 6 minutes to 90 seconds at p99']],
    ['one-more', ['1. The time from meter to bill fell from 6 minutes to 4 seconds at p99', '2. ']],
    ['none', ['In the letter: "The time from meter to bill fell from 6 minutes to 4 seconds at p99']],
  ])('is asked about, and %s does what it says', async (choice, shown) => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.more');
    await talk.say('its 90 seconds');
    expect(talk.ask().text).toContain('does it replace the one that I noted?');
    await talk.choose(choice);
    for (const text of shown) expect(talk.ask().text).toContain(text);
  });

  test('is no new figure if it repeats the noted number', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.more');
    await talk.say('its 4 seconds');
    expect(talk.ask().text).toContain(
      'In the letter: "The time from meter to bill fell from 6 minutes to 4 seconds at p99',
    );
  });
});

test('what continues the answer before is no name, and can be added to it', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'system.employer');
  await talk.say('oh and that was with two other engineers');
  expect(talk.ask().choices.map(({ label }) => label)).toContain('Add to “Your view”');
});

describe('the wording that a message asks for', () => {
  const labels = ({ ask }: ReturnType<typeof conversation>) => ask().choices.map(({ label }) => label);

  test('is offered for what was noted last, without the words in front of it', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'system.before');
    await talk.say('It should say that I rebuilt the meter pipeline in Rust.');
    expect(labels(talk).at(-2)).toBe("It's my answer");
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'system.what')?.id ?? '');
    await talk.choose('offer:1');
    expect(talk.said()).not.toContain('should say');
    await talk.answer(ANSWERS, 'reliability.now');
    expect(talk.ask().text).toContain('At Tavolo I rebuilt the meter pipeline in Rust.');
  });

  test('may be about what was noted before, where a number is asked for', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'reliability.now');
    await talk.say('It should say that Ada wrote the protocol.');
    expect(talk.ask()).toMatchObject({ question: 'which', noted: [] });
  });

  test('is no earlier value of the number that it repeats', async () => {
    const talk = await afterFailures('12 per month');
    await talk.say('It should read: 12 lost orders per month');
    expect(talk.ask()).toMatchObject({ question: 'which', noted: [] });
  });

  test('is the answer where a number is being asked about', async () => {
    const talk = await afterFailures('double feeds. 2 in the last 14 months');
    expect(talk.ask().question).toBe('order');
    await talk.say("That's not a sentence. It should say we had 2 double feeds, down from 40.");
    expect(labels(talk)).toContain('My words: "We had 2 double feeds, down from 40."');
  });
});

describe('a new text with fewer sentences than the noted one', () => {
  test.each([
    ['one-more', /no order\.\nWe lost nothing\.$/],
    ['replaces', /^We lost nothing\.$/],
  ])('is added to it or replaces it: %s', async (choice, text) => {
    const talk = conversation();
    await talk.answer({ ...ANSWERS, 'system.part': 'I built it. It lost no order.' }, 'reliability.now');
    await talk.say('fix');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'system.part')?.id ?? '');
    await talk.say('We lost nothing.');
    await talk.choose(choice);
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.part', text: expect.stringMatching(text) }]);
  });
});
