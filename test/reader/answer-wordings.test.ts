import { describe, expect, test } from 'vitest';
import { wordingsOf } from '../../src/reader/answer-wordings.ts';

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

test('earlier work came before the employer of the system', () => {
  const { texts } = wordingsOf('background', 'drove a forwarder', 'en', 'Lorne Aqua') ?? {};
  expect(texts).toContain('Before Lorne Aqua I drove a forwarder');
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
    'its called wagonfeed, takes gps msgs of wagons and puts them in kafka',
    'Its called wagonfeed',
    'wagon tracker, takes gps msgs of wagons',
    'takes gps msgs of wagons',
    'sends gps msgs of wagons to kafka',
    'so basically a feed',
  ])('begins no sentence that may be none: %s', (typed) => {
    expect(wordingsOf('system.what', typed, 'en')).toEqual({ problem: 'incomplete', texts: [typed] });
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
    ['de', 'die Zählererfassung. Sie läuft.', 'Ich habe die Zählererfassung gebaut. Sie läuft.'],
    ['de', 'Ein System, das Zähler ausliest', 'Ich habe ein System gebaut, das Zähler ausliest.'],
    ['de', 'Der Dienst für Tarife', 'Ich habe den Dienst für Tarife gebaut.'],
    ['de', 'baute die Erfassung neu', 'Ich baute die Erfassung neu.'],
    ['de', 'Ich habe die Erfassung', 'Ich habe die Erfassung gebaut.'],
    ['fr', 'La collecte en Go', "J'ai développé la collecte en Go."],
    ['fr', 'intégrais la collecte', "J'intégrais la collecte."],
    ['es', 'la ingesta', 'Desarrollé la ingesta.'],
    ['pt', 'a ingestão', 'Desenvolvi a ingestão.'],
  ] as const)('in %s, asks for a verb: %s', (language, typed, sentence) => {
    const { problem, texts } = wordingsOf('system.what', typed, language) ?? { problem: null, texts: [] };
    expect([problem, texts[0], texts.at(-1)]).toEqual(['verb-missing', sentence, typed]);
  });

  test.each([
    ['Der Dienst für Tarife', 'Ich habe an Folgendem mitgearbeitet: der Dienst für Tarife.'],
    ['Ein System, das Zähler ausliest', 'Ich habe an Folgendem mitgearbeitet: ein System, das Zähler ausliest.'],
  ])('a German wording for taking part keeps the case as typed: %s', (typed, sentence) =>
    expect(wordingsOf('system.what', typed, 'de')?.texts[2]).toBe(sentence),
  );

  test.each([
    ['de', 'die Erfassung neu gebaut'],
    ['de', 'die Pipeline neu geschrieben, weil die alte zu langsam war'],
    ['de', 'habe das Routing, das nachts lief, ersetzt'],
    ['de', 'alles von Oracle auf Kafka umgestellt'],
    ['de', 'alles umgestellt von Oracle auf Kafka'],
    ['de', 'ich habe die Erfassung umgestellt auf Kafka'],
    ['de', 'habe die Pipeline neu gebaut in Go'],
    ['de', 'Wir bauten sie neu'],
    ['de', '2021 habe ich die Erfassung neu gebaut'],
    ['fr', 'entièrement refait la collecte'],
    ['fr', 'ai mis en place la collecte'],
    ['fr', 'Mon équipe développait la collecte'],
    ['es', 'En 2022, con dos compañeros, rehíce la ingesta'],
    ['es', 'rehíce en Go la ingesta de lecturas'],
    ['es', 'dirigía el equipo'],
    ['es', 'he rehecho la ingesta'],
    ['pt', 'reescrevi a ingestão'],
  ] as const)('in %s, offers no other wording for: %s', (language, typed) => {
    expect(wordingsOf('system.what', typed, language)).toBeNull();
  });
});

describe('wordings of earlier work', () => {
  const offered = (typed: string) => wordingsOf('background', typed, 'en')?.texts.slice(0, -1) ?? null;

  test.each([
    [
      '2 yrs php in limerick for a hotel group, nothing intresting',
      [
        'Before that I did 2 yrs php in limerick for a hotel group',
        'Before that I spent 2 yrs php in limerick for a hotel group',
        'Before that I did 2 yrs php in limerick for a hotel group, nothing intresting',
      ],
    ],
    [
      'Before this, six years at a bank before.',
      ['Before that I did six years at a bank', 'Before that I spent six years at a bank'],
    ],
    ['Card limits. In Java.', ['worked on card limits. In Java.', 'was card limits. In Java.'].map(before)],
    [
      '5 years at a ferry firm, mostly Java. Sailings sell out, so I learned about locks.',
      ['did', 'spent'].map((verb) =>
        before(`${verb} 5 years at a ferry firm, mostly Java. Sailings sell out, so I learned about locks.`),
      ),
    ],
    ['fridge technician', ['worked on fridge technician', 'was fridge technician'].map(before)],
    ['drove a forwarder', ['I drove a forwarder', 'Before that I drove a forwarder']],
    ['before that kept a ledger', ['Before that I kept a ledger']],
  ])('begin a fragment with a verb: %s', (typed, texts) => {
    expect(offered(typed)).toEqual(texts);
    expect(wordingsOf('background', typed, 'en')?.texts.at(-1)).toBe(typed);
  });

  test.each([
    'Before that I ran a bakery. It taught me timing.',
    'My first job taught me to write runbooks.',
    'Earlier, at Kuling, I kept the orders alive.',
    'two years of PHP, please leave it out',
    'Ledgers were my first love.',
  ])('are not offered for: %s', (typed) => expect(offered(typed)).toBeNull());

  function before(words: string): string {
    return `Before that I ${words}`;
  }
});
