import { describe, expect, test } from 'vitest';
import { wordingsOf } from '../../src/reader/sentence-answers.ts';

describe('wordings of an answer about the company', () => {
  test.each([
    ['They publish their API changelog.', 'You publish your API changelog.'],
    ['their blog says that they’ve kept one API', "your blog says that you've kept one API"],
    ["They're careful with migrations.", "You're careful with migrations."],
  ])('offers the second person for: %s', (typed, addressed) => {
    expect(wordingsOf('company.choice', typed, 'en')).toEqual({ problem: 'third-person', texts: [addressed, typed] });
  });

  test('offers the second person for an ending that speaks about the company', () => {
    const typed = "I'd play them the ferry, and ask if their model falls for it.";
    const texts = ["I'd play you the ferry, and ask if your model falls for it.", typed];
    expect(wordingsOf('closing', typed, 'en')).toEqual({ problem: 'third-person', texts });
  });

  test.each([
    'On your blog you explain that they broke.',
    'Lantern publishes its changelog.',
    'I would ask you about theirs.',
  ])('offers no other wording for: %s', (typed) => {
    expect(wordingsOf('company.choice', typed, 'en')).toBeNull();
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
    ['fr', 'La collecte en Go', "J'ai développé la collecte en Go."],
    ['es', 'la ingesta', 'Desarrollé la ingesta.'],
    ['es', 'La ingesta, que lee contadores. En Go', 'Desarrollé la ingesta, que lee contadores. En Go'],
    ['pt', 'a ingestão', 'Desenvolvi a ingestão.'],
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
