/** Faults of the sentences that are shown are named, and buttons mend them. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation } from './conversation.ts';

const NOTES = {
  ...ANSWERS,
  'system.part': "I mentored the 3 juniors, no wait it's 2. It took a year (sorry, two). Jana recieved the rest.",
  closing: 'I can start in May, no wait, in June.',
};

async function talkUntil(until: string, answers: Readonly<Record<string, string>> = NOTES) {
  const talk = conversation();
  await talk.answer(answers, until);
  const labels = () => talk.ask().choices.map(({ label }) => label);
  const hint = () => /^.*correct(?:s itself| themselves).*$/m.exec(talk.ask().text)?.[0] ?? null;
  return { ...talk, labels, hint };
}

describe('a topic that is read back', () => {
  test('names the sentences that correct themselves, each with a button', async () => {
    const talk = await talkUntil('reliability.now');
    expect(talk.ask().text).toContain(
      `5. Jana recieved the rest.\n\n3 and 4 correct themselves: tap one to write it anew.\n\nSpelling: recieved → received.\n\n(To change`,
    );
    expect(talk.labels().slice(0, 3)).toEqual([
      'Fix the spelling',
      "3. I mentored the 3 juniors, no wait it's 2.",
      '4. It took a year (sorry, two).',
    ]);
    await talk.choose('n:3');
    expect(talk.ask().text).toBe('How should the sentence read?');
    expect(talk.labels()).toEqual(['My words: "I mentored the 3 juniors, no wait it\'s 2."', 'Never mind']);
    await talk.say('I mentored 2 juniors.');
    expect(talk.hint()).toBe('4 corrects itself: tap it to write it anew.');
    await talk.choose('n:4');
    await talk.choose('stays');
    expect(talk.hint()).toBeNull();
    expect(talk.ask().text).toContain('3. I mentored 2 juniors.\n4. It took a year (sorry, two).');
  });

  test('names a sentence that corrects a number of the one before', async () => {
    const before = 'people renamed the files of 48 mills. Wait I said 48 mills, its 38.';
    const talk = await talkUntil('reliability.now', { ...ANSWERS, 'system.before': before });
    expect(talk.hint()).toBe('3 corrects itself: tap it to write it anew.');
    const plain = 'people renamed the files of 48 mills. Actually that took days.';
    expect((await talkUntil('reliability.now', { ...ANSWERS, 'system.before': plain })).hint()).toBeNull();
  });

  test.each(['button', 'words'])('a sentence that is kept is not named again: by its %s', async (by) => {
    const talk = await talkUntil('contact.name+contact.email+contact.location');
    expect(talk.hint()).toBe('That sentence corrects itself: tap it to write it anew.');
    await talk.choose('n:1');
    await (by === 'button' ? talk.choose('stays') : talk.say(NOTES.closing));
    expect(talk.ask().slot).toBe('contact.name+contact.email+contact.location');
    expect(talk.hint()).toBeNull();
    await talk.answer(NOTES);
    expect(talk.hint()).toBe('5 and 6 correct themselves: tap one to write it anew.');
  });

  test('a tap corrects the spelling, undo takes that back', async () => {
    const talk = await talkUntil('reliability.now');
    await talk.choose('spelling');
    expect(talk.ask().slot).toBe('reliability.now');
    expect(talk.ask().text).toContain('5. Jana received the rest.');
    expect(talk.ask().text).not.toContain('Spelling:');
    await talk.say('undo');
    expect(talk.ask().text).toContain('Spelling: recieved → received.');
  });

  test('nothing is added to sentences without a fault, or to a question that shows none', async () => {
    const talk = await talkUntil('reliability.now', ANSWERS);
    expect(talk.hint()).toBeNull();
    expect(talk.labels()[0]).toBe('Change');
    const other = await talkUntil('throughput.now');
    expect(other.hint()).toBeNull();
  });
});

describe('the review', () => {
  test('names them once more', async () => {
    const talk = await talkUntil('review');
    expect(talk.hint()).toMatch(/^5, 6 and \d+ correct themselves: tap one to write it anew\.$/);
    expect(talk.labels().slice(0, 4)).toEqual([
      'Write it',
      'Fix the spelling',
      "5. I mentored the 3 juniors, no wait it's 2.",
      '6. It took a year (sorry, two).',
    ]);
    await talk.choose('rewrite');
    await talk.choose('n:5');
    expect(talk.labels()[0]).toBe('My words: "I mentored the 3 juniors, no wait it\'s 2."');
    await talk.say('I mentored 2 juniors.');
    await talk.choose('write');
    expect(talk.letter()).toContain('I mentored 2 juniors.');
    expect(talk.labels().slice(0, 2)).toEqual(['Edit', 'Fix the spelling']);
  });

  test('a hidden value stays hidden in what is offered', async () => {
    const talk = await talkUntil('review', { ...NOTES, closing: 'Ask me about Tavolo, no wait, about labs.' });
    await talk.say('/hide Tavolo', 'a lab');
    await talk.choose(talk.ask().choices.find(({ label }) => label.includes('Ask me about'))?.id ?? '');
    expect(talk.labels()[0]).toContain('Ask me about a lab');
    expect(JSON.stringify(talk.ask())).not.toContain('Tavolo');
  });
});

describe('sentences as short as notes', () => {
  const SHORT = 'On your blog. One Postgres. You wrote it down, and I like that.';

  test('are named when the topic is read back, and in the review', async () => {
    const answers = { ...ANSWERS, 'company.choice': SHORT };
    const talk = await talkUntil('system.employer', answers);
    expect(talk.ask().text).toContain('Very short, like notes: 1 and 2. Whole sentences read better in a letter.');
    await talk.say('1: Your blog says what you run. 2: It is one Postgres.');
    expect(talk.ask().text).not.toContain('Very short');
  });

  test.each(['I built it.', 'It runs.', 'Jana received the rest.'])('are no whole sentences: %s', async (text) => {
    const talk = await talkUntil('system.employer', { ...ANSWERS, 'company.choice': `${SHORT} ${text}` });
    expect(talk.ask().text).toContain('Very short, like notes: 1 and 2.');
  });

  test('are none where code wrote them', async () => {
    const talk = await talkUntil('latency.now', { ...ANSWERS, 'reliability.now': 'no lost readings' });
    expect(talk.ask().text).not.toContain('Very short');
  });
});
