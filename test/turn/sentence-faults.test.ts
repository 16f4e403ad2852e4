/** Where sentences are shown, those that aren't whole or have misspelt words are named, and buttons mend them. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation } from './conversation.ts';

const NOTES = {
  ...ANSWERS,
  'system.what': 'rewrote the case tracker in Go. Tracks every crown from 410 labs. 3 of us, 7 months.',
  'system.part': 'Mine: the ingest. Jana recieved the rest.',
  closing: 'Can show you the replay tool.',
};

async function talkUntil(until: string, answers: Readonly<Record<string, string>> = NOTES) {
  const talk = conversation();
  await talk.answer(answers, until);
  const labels = () => talk.ask().choices.map(({ label }) => label);
  const hint = () => /^.*whole sentences? yet.*$/m.exec(talk.ask().text)?.[0] ?? null;
  return { ...talk, labels, hint };
}

describe('a topic that is read back', () => {
  test('names the fragments below the sentences, each with a button', async () => {
    const talk = await talkUntil('reliability.now');
    expect(talk.ask().text).toContain(
      `6. Jana recieved the rest.\n\n2, 3 and 5 aren't whole sentences yet: tap one to complete it.\n\nSpelling: recieved → received.\n\n(To change`,
    );
    expect(talk.labels().slice(0, 4)).toEqual([
      'Fix the spelling',
      '2. Tracks every crown from 410 labs.',
      '3. 3 of us, 7 months.',
      '5. Mine: the ingest.',
    ]);
  });

  test('a tap offers what may be missing, and the chosen sentence stands in the letter', async () => {
    const talk = await talkUntil('reliability.now');
    await talk.choose('n:2');
    expect(talk.ask().text).toBe('How should the sentence read?');
    expect(talk.labels()).toEqual([
      'It tracks every crown from 410 labs.',
      'My words: "Tracks every crown from 410 labs."',
      'Never mind',
    ]);
    await talk.choose('offer:1');
    expect(talk.ask().slot).toBe('reliability.now');
    expect(talk.ask().text).toContain('2. It tracks every crown from 410 labs.');
    expect(talk.hint()).toBe("3 and 5 aren't whole sentences yet: tap one to complete it.");
    await talk.choose('n:3');
    await talk.say('It took the three of us 7 months.');
    expect(talk.hint()).toBe("5 isn't a whole sentence yet: tap it to complete it.");
    await talk.say('5: The ingest is mine.');
    expect(talk.hint()).toBeNull();
  });

  test.each(['button', 'words'])('a sentence that is kept is not named again: by its %s', async (by) => {
    const talk = await talkUntil('contact.name+contact.email+contact.location');
    expect(talk.hint()).toBe("That isn't a whole sentence yet: tap it to complete it.");
    await talk.choose('n:1');
    await (by === 'button' ? talk.choose('stays') : talk.say('Can show you the replay tool.'));
    expect(talk.ask().slot).toBe('contact.name+contact.email+contact.location');
    expect(talk.hint()).toBeNull();
    await talk.answer(NOTES);
    expect(talk.hint()).toBe("4, 5 and 7 aren't whole sentences yet: tap one to complete it.");
  });

  test('nor is one that was preferred to wordings with a subject', async () => {
    const talk = await talkUntil('background');
    await talk.say('did two years of PHP');
    expect(talk.labels()[1]).toBe('I did two years of PHP');
    await talk.choose('kept:3');
    expect(talk.ask().text).toContain('In the letter: "Did two years of PHP."');
    expect(talk.hint()).toBeNull();
  });

  test('names a sentence that corrects itself, until it is rewritten or kept', async () => {
    const PART =
      "Mine: the ingest. I mentored the 3 juniors, no wait it's 2, one was an intern. It took a year (sorry, two).";
    const talk = await talkUntil('reliability.now', { ...ANSWERS, 'system.part': PART });
    const corrects = () => /^.*correct(?:s itself| themselves).*$/m.exec(talk.ask().text)?.[0] ?? null;
    expect(talk.hint()).toBe("3 isn't a whole sentence yet: tap it to complete it.");
    expect(corrects()).toBe('4 and 5 correct themselves: tap one to write it anew.');
    await talk.choose('n:4');
    expect(talk.ask().text).toBe('How should the sentence read?');
    await talk.say('I mentored 2 juniors.');
    expect(corrects()).toBe('5 corrects itself: tap it to write it anew.');
    await talk.choose('n:5');
    await talk.choose('stays');
    expect(corrects()).toBeNull();
    expect(talk.ask().text).toContain('4. I mentored 2 juniors.\n5. It took a year (sorry, two).');
  });

  test('a tap corrects the spelling, undo takes that back', async () => {
    const talk = await talkUntil('reliability.now');
    await talk.choose('spelling');
    expect(talk.ask().slot).toBe('reliability.now');
    expect(talk.ask().text).toContain('6. Jana received the rest.');
    expect(talk.ask().text).not.toContain('Spelling:');
    await talk.say('undo');
    expect(talk.ask().text).toContain('Spelling: recieved → received.');
  });

  test('nothing is added to whole sentences, or to a question that shows none', async () => {
    const talk = await talkUntil('reliability.now', ANSWERS);
    expect(talk.hint()).toBeNull();
    expect(talk.labels()[0]).toBe('Change');
    const other = await talkUntil('system.part');
    expect(other.hint()).toBeNull();
  });
});

describe('the review', () => {
  test('names the fragments once more, with the completions behind "Rewrite", too', async () => {
    const talk = await talkUntil('review');
    expect(talk.hint()).toBe("4, 5, 7 and 15 aren't whole sentences yet: tap one to complete it.");
    expect(talk.labels().slice(0, 6)).toEqual([
      'Write it',
      'Fix the spelling',
      '4. Tracks every crown from 410 labs.',
      '5. 3 of us, 7 months.',
      '7. Mine: the ingest.',
      'Rewrite',
    ]);
    await talk.choose('rewrite');
    await talk.choose('n:15');
    expect(talk.labels()[0]).toBe('I can show you the replay tool.');
    await talk.choose('offer:1');
    await talk.choose('write');
    expect(talk.letter()).toContain('I can show you the replay tool.');
    expect(talk.hint()).toBeNull();
    expect(talk.labels().slice(0, 2)).toEqual(['Edit', 'Fix the spelling']);
  });

  test('a hidden value stays hidden in what is offered', async () => {
    const talk = await talkUntil('review', { ...NOTES, closing: 'Can show you the logs of Tavolo.' });
    await talk.say('/hide Tavolo', 'a lab');
    await talk.choose('rewrite');
    await talk.choose('n:15');
    expect(talk.labels()[0]).toBe('I can show you the logs of a lab.');
    expect(JSON.stringify(talk.ask())).not.toContain('Tavolo');
  });
});

describe('a number that is told twice', () => {
  const TWICE = /^.* stands in .*$/gm;
  const linesAt = async (until: string, answers: Readonly<Record<string, string>>) =>
    (await talkUntil(until, { ...ANSWERS, ...answers })).ask().text.match(TWICE) ?? [];

  test('is named where both sentences are shown, with their numbers', async () => {
    const what = 'rebuilt the tracker in Go. It takes up to 9,500 in the peak hour, in 400 labs.';
    const part = 'I planned it for 400 labs, with 400 servers.';
    const answers = { 'system.what': what, 'system.part': part };
    expect(await linesAt('reliability.now', answers)).toEqual(['400 stands in 2 and 4.']);
    const [load, ...others] = await linesAt('review', answers);
    expect(load).toMatch(/^9,500 stands in \d+ and \d+\.$/);
    expect(others).toHaveLength(1);
  });

  test.each([
    'rebuilt the tracker in 2019. It was live in 2019, and in 2020 it grew.',
    'rebuilt the tracker for 40 labs. It runs in 40 labs.',
    'rebuilt the tracker for 400 labs. It runs on 400 servers.',
    'rebuilt the tracker for 400 labs, and all 400 labs use it.',
  ])('is not named if it is a year, small, of something else, or in one sentence: %s', async (what) => {
    expect(await linesAt('review', { 'system.what': what })).toEqual([]);
  });
});
