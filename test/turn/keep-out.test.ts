/** What to keep out of the letter: several things in one message, people, and what is a description of something. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation } from './conversation.ts';

const TOLD = {
  ...ANSWERS,
  'system.employer': 'a nordic parcel company',
  'system.what': 'built the intake. Farmers are paid through the sacco.',
  'system.part':
    'I did the ingest on Kafka. Mikko did the billing side, sanna kubernetes, and Kevin in Nairobi the API docs with Postgres.',
  background: 'Before that I was at Nokia with Ines Kaltenbach.',
};

async function asked(answers: Readonly<Record<string, string>> = TOLD) {
  const talk = conversation();
  await talk.answer(answers, 'confidential.value');
  return talk;
}

const labels = ({ ask }: ReturnType<typeof conversation>) => ask().choices.map(({ label }) => label);

test('people are offered behind the employer, and neither places, tools nor the person themselves', async () => {
  const talk = await asked();
  expect(labels(talk).slice(0, 6)).toEqual([
    'Nothing',
    'a nordic parcel company',
    'Mikko',
    'Kevin',
    'Ines Kaltenbach',
    '1.2%',
  ]);
});

test('in German, where every noun has a capital, no people are offered', async () => {
  const talk = conversation();
  await talk.command('language', 'de');
  await talk.answer(
    { ...TOLD, 'system.part': 'Ich habe das Protokoll entworfen, Kevin die Berichte.' },
    'confidential.value',
  );
  expect(labels(talk)).not.toContain('Kevin');
});

test('several are kept out one after the other, and the question stays until "Nothing else"', async () => {
  const talk = await asked();
  await talk.say('mikko and sanna, no names of colleagues');
  expect(talk.ask().text).toContain('"… did the billing side, sanna Kubernetes');
  await talk.say('A colleague');
  expect(talk.ask().text).toContain('"A colleague did the billing side, … Kubernetes');
  await talk.say('another one');
  expect(talk.ask().slot).toBe('confidential.value');
  expect(labels(talk).slice(0, 4)).toEqual(['Nothing else', 'a nordic parcel company', 'Kevin', 'Ines Kaltenbach']);
  await talk.say('Kevin', 'a third', 'Nothing else');
  expect(talk.ask().text).toContain('A colleague did the billing side, another one Kubernetes, and a third in Nairobi');
});

test('of an answer that says more than the name, what stands in the letter is asked about', async () => {
  const talk = await asked();
  await talk.say('a nordic parcel company, keep the name out');
  expect(talk.ask().text).toContain('In the letter: "At … I built the intake."');
  await talk.say('a logistics company');
  expect(talk.said()).toContain('At a logistics company I built the intake.');
});

test.each(['the name of the SACCO', 'The name of the SACCO, i never said it. nothing else'])(
  '"%s" describes something, and hides no word of the letter',
  async (typed) => {
    const talk = await asked();
    await talk.say(typed);
    expect(talk.said()).toContain("I don't find these words in the letter.");
    expect(talk.ask()).toMatchObject({ slot: 'confidential.value' });
    await talk.command('hide', typed);
    expect(talk.ask().slot).toBe('confidential.value');
  },
);

test('"keep everything" is no name', async () => {
  const talk = await asked();
  await talk.say('keep everything');
  expect(talk.said()).toContain("I don't find these words in the letter.");
  expect(talk.ask()).toMatchObject({ slot: 'confidential.value' });
});

test('the article goes with the word, so that none is left in front of nothing', async () => {
  const talk = await asked();
  await talk.say('the SACCO', 'a savings co-operative');
  expect(talk.said()).toContain('Farmers are paid through a savings co-operative.');
  await talk.say('undo', 'SACCO', 'a savings co-operative');
  expect(talk.said()).toContain('Farmers are paid through the savings co-operative.');
});

describe('a name that is not told yet, beside one that is', () => {
  test.each(['Kestrel Bank, Kevin', 'Kevin and Kestrel Bank'])('%s', async (typed) => {
    const talk = await asked();
    await talk.say(typed, 'a junior', 'Nothing else', 'fix');
    await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('Ending'))?.id ?? '');
    await talk.say('I can show you what Kestrel Bank asked for. Nothing else is secret.');
    expect(talk.ask().text).not.toContain('Kestrel');
  });
});

test('an employer that is told with an order is offered without it', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'system.employer');
  await talk.say('a nordic parcel company, keep the name out');
  expect(labels(talk).slice(0, 2)).toEqual(['a nordic parcel company', 'nordic parcel']);
  expect(labels(talk)).not.toContain('keep the name out');
});
