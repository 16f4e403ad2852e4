/** Answers that would read oddly in the letter: the person picks a wording, or leaves the answer out. */
import { expect, test } from 'vitest';
import { GERMAN } from '../end-to-end/languages.ts';
import { ANSWERS, conversation } from './conversation.ts';

async function atBackground() {
  const talk = conversation();
  await talk.answer(ANSWERS, 'background');
  await talk.say('2 yrs of php for a hotel group, nothing intresting');
  return talk;
}

test('a fragment about earlier jobs gets wordings, without its last part first', async () => {
  const talk = await atBackground();
  expect(talk.ask().text).toBe('How should that begin? Tap what is true, or type the whole sentence.');
  const [first] = talk.ask().choices;
  expect(first?.label).toBe('Before Tavolo I did 2 yrs of php for a hotel group');
  await talk.choose(first?.id ?? '');
  await talk.answer(ANSWERS);
  expect(talk.ask().text).toContain('Before Tavolo I did 2 yrs of PHP for a hotel group.');
});

test('only a name that the letter may say stands in front of them', async () => {
  const described = conversation();
  await described.answer({ ...ANSWERS, 'system.employer': 'a ferry operator' }, 'background');
  await described.say('2 yrs of php');
  expect(described.ask().choices[0]?.label).toBe('Before that I did 2 yrs of php');
  const hidden = conversation();
  await hidden.answer(ANSWERS, 'background');
  await hidden.say('keep out Tavolo');
  await hidden.say('a ticket shop');
  await hidden.say('2 yrs of php');
  expect(hidden.ask().choices[0]?.label).toBe('Before that I did 2 yrs of php');
});

test('it can be left out, or typed anew', async () => {
  const left = await atBackground();
  await left.say('leave it out');
  await left.answer(ANSWERS);
  expect(left.ask().text).not.toContain('hotel');
  const typed = await atBackground();
  await typed.say('I kept the books of a hotel.');
  await typed.answer(ANSWERS);
  expect(typed.ask().text).toContain('I kept the books of a hotel.');
});

test('"Keep everything" keeps a fragment with a confidential remark, without asking again', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'background');
  await talk.say('Two years of PHP. By the way, Tavolo must not be named, I signed for that.');
  expect(talk.ask().question).toBe('confirm');
  await talk.choose('yes');
  expect(talk.ask().slot).not.toBe('background');
});

test('in German, a noun gets sentences with a verb, and the chosen one names the employer', async () => {
  const talk = conversation();
  await talk.command('language', 'de');
  await talk.answer(GERMAN, 'system.what');
  await talk.say('die Zählererfassung in Go');
  expect(talk.ask().text).toContain('Wie soll der Satz lauten?');
  const [first] = talk.ask().choices;
  expect(first?.label).toBe('Ich habe die Zählererfassung in Go gebaut.');
  await talk.choose(first?.id ?? '');
  await talk.answer(GERMAN);
  expect(talk.ask().text).toContain('Bei Nordlys Energi habe ich die Zählererfassung in Go gebaut.');
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
