/** Answers that would read oddly in the letter: the person picks a wording, or leaves the answer out. */
import { expect, test } from 'vitest';
import { FRENCH } from '../end-to-end/languages.ts';
import { ANSWERS, conversation } from './conversation.ts';

test('a noun gets sentences with a verb, and another answer can be typed', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'system.what');
  await talk.say('a meter pipeline in Go');
  expect(talk.ask().text).toBe('How should that begin? Tap what is true, or type the whole sentence.');
  expect(talk.ask().choices[0]?.label).toBe('I built a meter pipeline in Go');
  await talk.say('helped to build the meter pipeline');
  await talk.answer(ANSWERS);
  expect(talk.ask().text).toContain('At Tavolo I helped to build the meter pipeline.');
});

test('"Keep everything" keeps a fragment with a confidential remark, without asking again', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'background');
  await talk.say('Two years of PHP. By the way, Tavolo must not be named, I signed for that.');
  expect(talk.ask().question).toBe('confirm');
  await talk.choose('yes');
  expect(talk.ask().slot).not.toBe('background');
});

test('in French, a noun gets sentences with a verb', async () => {
  const talk = conversation();
  await talk.command('language', 'fr');
  await talk.answer(FRENCH, 'system.what');
  await talk.say('La collecte en Go');
  expect(talk.ask().choices[0]?.label).toBe("J'ai développé la collecte en Go.");
});

test('reads an answer that is typed as a list without its bullets', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'system.part');
  await talk.say('- I wrote the checks alone.\n- So I put every reading behind a queue.');
  expect(talk.ask().noted).toMatchObject([
    { text: 'I wrote the checks alone.\nSo I put every reading behind a queue.' },
  ]);
});

test('reads a list of contact data', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'contact.name+contact.email+contact.location');
  await talk.say('- Jo Lind\n- jo@example.com\n- Malmö');
  expect(talk.ask().noted.map(({ slot }) => slot)).toEqual(['contact.name', 'contact.email', 'contact.location']);
});

test('wordings that differ late have labels that differ, and a repeated answer is taken', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'closing');
  const typed =
    "I could bring the claim model, two pages, no names. And I'd ask what they do when two deeds are right.";
  await talk.say(typed);
  await talk.choose('yes');
  expect(
    talk
      .ask()
      .choices.slice(0, 2)
      .map(({ label }) => label),
  ).toEqual([
    "… And I'd ask what you do when two deeds are right.",
    "… And I'd ask what they do when two deeds are right.",
  ]);
  await talk.say(typed);
  expect(talk.ask().slot).not.toBe('closing');
});
