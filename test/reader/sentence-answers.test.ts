/** What is known about a text decides which of its sentences are asked about. */
import { describe, expect, test } from 'vitest';
import { EMPTY } from '../../src/machine/context.ts';
import type { ReadAs } from '../../src/reader/reader.ts';
import { textAnswer, wordingsOf } from '../../src/reader/sentence-answers.ts';
import { FRENCH } from '../end-to-end/languages.ts';
import { ANSWERS, conversation, interviewAt } from '../turn/conversation.ts';
import { messageOf } from './message.ts';

describe('an answer with a sentence that may not be for the letter', () => {
  const CHAT = 'I rebuilt the billing service in Go. I said that already, haha.';
  const CONFIDENTIAL = 'I rebuilt the billing service in Go. The name of the client is confidential.';
  test.each<[as: ReadAs | null, chat: string, confidential: string]>([
    [null, 'ask-back', 'ask-back'],
    ['answer', 'set', 'ask-back'],
    ['form', 'set', 'ask-back'],
    ['own', 'set', 'set'],
  ])('read as %s', (as, chat, confidential) => {
    const first = (text: string) =>
      textAnswer('system.what', messageOf({ text, question: null, context: EMPTY, as }))[0]?.type;
    expect([first(CHAT), first(CONFIDENTIAL)]).toEqual([chat, confidential]);
  });
});

describe('wordings of earlier work', () => {
  test.each([
    ['drove a forwarder', ['Before that, I drove a forwarder', 'I drove a forwarder']],
    ['Before that 2 years of PHP', ['Before that, I worked on 2 years of PHP', 'Before that, I did 2 years of PHP']],
    ['before that, drove a forwarder', ['Before that, I drove a forwarder', 'I drove a forwarder']],
    ['2 years of PHP', ['Before that, I worked on 2 years of PHP', 'Before that, I did 2 years of PHP']],
  ])('offers sentences for: %s', (typed, texts) => {
    expect(wordingsOf('background', typed, 'en')).toEqual({ problem: 'verb-missing', texts: [...texts, typed] });
  });

  test.each([
    'Before that, I kept a payroll system running.',
    'Before that I drove it.',
    'I drove a forwarder.',
    'My first job was PHP.',
  ])('offers no other wording for: %s', (typed) => {
    expect(wordingsOf('background', typed, 'en')).toBeNull();
  });
});

describe('wordings of what the system replaced', () => {
  test.each([
    'a nightly batch',
    'the single-threaded matcher',
    'nightly batch',
    'gRPC polling',
    'two scripts that nobody owned',
  ])('offers two sentences for the noun phrase: %s', (typed) => {
    const texts = [`It replaced ${typed}`, `Before that, ${typed}`];
    expect(wordingsOf('system.before', typed, 'en')).toEqual({ problem: 'noun-or-sentence', texts });
  });

  test.each([
    'every shop kept its own list in a spreadsheet',
    'Before that, a batch ran every night.',
    'before that we had a batch',
    'It replaced a nightly batch.',
    'Couriers got their routes on paper.',
    '3 scripts did it',
  ])('offers no other wording for: %s', (typed) => {
    expect(wordingsOf('system.before', typed, 'en')).toBeNull();
  });

  test('offers no other wording in another language or for another slot', () => {
    expect(wordingsOf('system.before', 'un script cada noche', 'es')).toBeNull();
    expect(wordingsOf('system.part', 'the queue', 'en')).toBeNull();
  });
});

describe('wordings of what was built', () => {
  test.each([
    ['the seat map and the holds', 'the seat map and the holds'],
    ['Lesson bookings, for 40 schools. In Scala', 'lesson bookings, for 40 schools. In Scala'],
    ['API gateway', 'the API gateway'],
    ['ticket ledger, 310 branches', 'the ticket ledger, 310 branches'],
    ['Tavolo Grid', 'Tavolo Grid'],
    ['Tavolo, in Go', 'Tavolo, in Go'],
    ['3 queues', '3 queues'],
    ['The cache that I wrote', 'the cache that I wrote'],
    ['system for data of pigs', 'the system for data of pigs'],
    ['two scripts for the seat map', 'two scripts for the seat map'],
    ['bookings and invoices', 'bookings and invoices'],
  ])('asks what was done with it: %s', (typed, what) => {
    const texts = [`I built ${what}`, `I helped build ${what}`, `I worked on ${what}`, typed];
    expect(wordingsOf('system.what', typed, 'en')).toEqual({ problem: 'verb-missing', texts });
  });

  test.each([
    'rebuilt the seat map',
    'Mostly owned the holds',
    'I run the holds',
    'we sell sunbeds',
    'My team built it',
    'My team owns the holds',
    'At Tavolo I rebuilt the meter pipeline in Go',
    'It holds a seat for ten minutes',
  ])('offers no other wording for: %s', (typed) => {
    expect(wordingsOf('system.what', typed, 'en')).toBeNull();
  });
});

describe('wordings of what was built, in other languages', () => {
  test.each([
    ['fr', 'La collecte en Go', "J'ai développé la collecte en Go"],
    ['es', 'la ingesta', 'Desarrollé la ingesta'],
    ['es', 'La ingesta, que lee contadores. En Go', 'Desarrollé la ingesta, que lee contadores. En Go'],
    ['pt', 'a ingestão', 'Desenvolvi a ingestão'],
  ] as const)('in %s, asks for a verb: %s', (language, typed, sentence) => {
    const { problem, texts } = wordingsOf('system.what', typed, language) ?? { problem: null, texts: [] };
    expect([problem, texts[0], texts.at(-1)]).toEqual(['verb-missing', sentence, typed]);
  });

  test.each([
    ['de', 'die Erfassung neu gebaut'],
    ['de', 'Wir bauten sie neu'],
    ['fr', 'entièrement refait la collecte'],
    ['fr', 'Mon équipe développait la collecte'],
    ['es', 'rehíce en Go la ingesta de lecturas'],
    ['pt', 'reescrevi a ingestão'],
    ['pt', 'a gente reescreveu a ingestão'],
  ] as const)('in %s, offers no other wording for: %s', (language, typed) => {
    expect(wordingsOf('system.what', typed, language)).toBeNull();
  });
});

describe('answer that would read oddly in the letter', () => {
  test('a noun gets sentences with a verb, and another answer can be typed', async () => {
    const talk = await interviewAt('system.what');
    await talk.say('a meter pipeline in Go');
    expect(talk.ask().text).toBe('How should that begin? Tap what is true, or type the whole sentence.');
    expect(talk.ask().choices[0]?.label).toBe('I built a meter pipeline in Go');
    await talk.say('helped to build the meter pipeline');
    await talk.answer(ANSWERS);
    expect(talk.ask().text).toContain('At Tavolo I helped to build the meter pipeline.');
  });

  test('"Keep everything" keeps a fragment with a confidential remark, without asking again', async () => {
    const talk = await interviewAt('background');
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
    expect(talk.ask().choices[0]?.label).toBe("J'ai développé la collecte en Go");
  });

  test('reads an answer that is typed as a list without its bullets', async () => {
    const talk = await interviewAt('system.part');
    await talk.say('- I wrote the checks alone.\n- So I put every reading behind a queue.');
    expect(talk.ask().noted).toMatchObject([
      { text: 'I wrote the checks alone.\nSo I put every reading behind a queue.' },
    ]);
  });

  test('reads a list of contact data', async () => {
    const talk = await interviewAt('contact.name+contact.email+contact.location');
    await talk.say('- Jo Lind\n- jo@example.com\n- Malmö');
    expect(talk.ask().noted.map(({ slot }) => slot)).toEqual(['contact.name', 'contact.email', 'contact.location']);
  });

  test('an answer that is repeated instead of a wording is taken', async () => {
    const talk = await interviewAt('background');
    const typed = 'Two years of PHP. I said that already, haha.';
    await talk.say(typed);
    await talk.choose('yes');
    expect(talk.ask().text).toBe('How should that begin? Tap what is true, or type the whole sentence.');
    await talk.say(typed);
    expect(talk.ask().slot).not.toBe('background');
  });
});
