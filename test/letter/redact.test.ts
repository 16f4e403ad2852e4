import { describe, expect, it } from 'vitest';
import { hides, redact } from '../../src/letter/redact.ts';

const NUMBER = { value: '2.3 million', say: 'millions of' };
const COMPANY = { value: 'Kestrel Health', say: 'a streaming service' };

describe('redact', () => {
  it.each([
    ['We keep 2,300,000 rows.', 'We keep millions of rows.'],
    ['We keep 2.3M rows.', 'We keep millions of rows.'],
    ['We keep 2.3 mio rows.', 'We keep millions of rows.'],
    ['We keep 2300k rows.', 'We keep millions of rows.'],
    ['We keep two million three hundred thousand rows.', 'We keep millions of rows.'],
    ['2.3 million rows are kept.', 'Millions of rows are kept.'],
    ['We keep 2.4 million rows.', 'We keep 2.4 million rows.'],
    ['We keep 12.3 million rows.', 'We keep 12.3 million rows.'],
  ])('redacts only the hidden number in: %s', (text, expected) => expect(redact(text, [NUMBER])).toBe(expected));

  it('redacts a phrase with a comma whole, in either order of the list', () => {
    const phrase = { value: 'Kestris, our biggest customer', say: 'a large customer' };
    const name = { value: 'Kestris', say: 'a large customer' };
    const text = 'Kestris, our biggest customer, pays late. Kestris knows.';
    expect(redact(text, [phrase])).toBe('A large customer, pays late. Kestris knows.');
    for (const hidden of [
      [phrase, name],
      [name, phrase],
    ])
      expect(redact(text, hidden)).toBe('A large customer, pays late. A large customer knows.');
  });

  it.each([
    ['430k', '430,000 users a day', true],
    ['430k', '430 thousand', true],
    ['430,000 users', '430k', true],
    ['430,000 users', '430k accounts', true],
    ['1900', '1,900 orders', true],
    ['1900', '1.9k', true],
    ['1900', 'since 1900', true],
    ['2019', '2,020 orders', false],
    ['3 teams', '3 teams', true],
    ['3 teams', 'three teams', true],
    ['3 teams', '3 incidents', false],
    ['210 ms', '0.21 s', true],
    ['210 ms', '210ms', true],
    ['4 s', 'fell to 4 seconds at p99', true],
    ['4 seconds', '6 minutes → 4 s', true],
    ['4 s', 'fell to 40 seconds', false],
    ['210 ms', '210 orders', false],
    ['€4.2M', '4.2 million euros', true],
    ['€4.2M', 'EUR 4,200,000', true],
    ['99.95%', '99.95 percent', true],
    ['99.95%', '99.9%', false],
    ['about 40 engineers', '40 engineers', true],
    ['40', '40,000', false],
    ['2.3', '2.31', false],
    ['R64 billion', '64 billion ZAR', true],
    ['R64 billion', '64,000 million rand', true],
    ['R6.4m', '6.4 million', true],
    ['A450', 'all 450 of them', true],
    ['S3', '3 incidents', false],
  ])('finds the number "%s" in "%s": %s', (value, text, expected) =>
    expect(hides(text, [{ value, say: null }])).toBe(expected),
  );

  it('leaves no unit of a duration', () => {
    expect(redact('It took 6 hours 40 minutes.', [{ value: '6 h 40 min', say: 'a night' }])).toBe('It took a night.');
  });

  it.each([
    ['At Kestrel Health I built it.', 'At a streaming service I built it.'],
    ['Kestrel Health: a start.', 'A streaming service: a start.'],
    ['It ran. kestrel paid.', 'It ran. A streaming service paid.'],
    ["Kestrel's ledger", "A streaming service's ledger"],
    ['the Kestrel team', 'the streaming service team'],
    ['in our kestrel-health repo', 'in our streaming service repo'],
    ['on kestrelhealth', 'on a streaming service'],
    ['on KestrelHealth', 'on a streaming service'],
    ['the KestrelAPI', 'the streaming service API'],
    ['KESTREL HEALTH', 'A streaming service'],
    ['public health', 'public health'],
  ])('redacts only the hidden name in: %s', (text, expected) => expect(redact(text, [COMPANY])).toBe(expected));

  it.each([
    ['Kestrel Health GmbH', 'Kestrel Health', true],
    ['The Kestrel Group', 'kestrel', true],
    ['Bank of Sorrel', 'the bank', false],
    ['Bank of Sorrel', 'Sorrel Bank', true],
    ['Deutsche Kredit Bank', 'at DKB', true],
    ['Müller Logistik', 'mueller or muller', true],
    ['Will Smith', 'it will work', false],
    ['Will Smith', 'Will did it', true],
    ['GitHub', 'git and the hub', false],
    ['Hub', 'GitHub', false],
    ['the outage at Sorrel in March', 'the outage', false],
    ['the outage at Sorrel in March', 'at Sorrel', true],
    ['the outage at Sorrel in March', 'in March', false],
    ['Oudekraal Trust', 'the Trust Infrastructure team', false],
    ['Oudekraal Trust', 'at Oudekraal', true],
    ['EY', 'at EY', true],
    ['EY', 'hey', false],
    ['2019', 'in 2019', true],
    ['p99 of 210 ms', 'it takes 0.21 s', true],
    ['Kestrel 2', 'two of them', false],
    ['the 14 pages at Sorrel', 'Sorrel', false],
  ])('finds the name "%s" in "%s": %s', (value, text, expected) =>
    expect(hides(text, [{ value, say: null }])).toBe(expected),
  );

  it('keeps the period of a hidden number', () => {
    const hidden = [{ value: '12k merchants', say: 'thousands of merchants' }];
    expect(redact('It pays 12,000 merchants a day.', hidden)).toBe('It pays thousands of merchants a day.');
  });

  it('keeps the words after a hidden quantity', () => {
    const hidden = [{ value: '870 laboratories', say: 'several hundred laboratories' }];
    expect(redact('870 laboratories upload crowns.', hidden)).toBe('Several hundred laboratories upload crowns.');
  });

  it('adapts the article to the stand-in', () => {
    expect(redact('a Kestrel outage', [{ value: 'Kestrel', say: 'an exchange' }])).toBe('an exchange outage');
    expect(redact('A Kestrel outage', [{ value: 'Kestrel', say: 'an exchange' }])).toBe('An exchange outage');
  });

  it('keeps articles that are part of a hidden Spanish name elsewhere', () => {
    const hidden = [{ value: 'Los Andes', say: 'un banco' }];
    const text = 'Los pedidos llegan a los almacenes de Los Andes.';
    expect(redact(text, hidden)).toBe('Los pedidos llegan a los almacenes de un banco.');
  });

  it.each([
    ['my colleague Anna built it', 'a colleague', 'my colleague built it'],
    ['Desenhei com a Anna.', 'uma colega', 'Desenhei com uma colega.'],
    ['Entrevisté a Anna.', 'una compañera', 'Entrevisté a una compañera.'],
    ['my colleague Anna, who led it', 'a colleague', 'my colleague, who led it'],
    ['It runs. A colleague, Anna, made the app.', 'a colleague', 'It runs. A colleague made the app.'],
    ['A colleague, Anna, who led it, left.', 'a colleague', 'A colleague, who led it, left.'],
    ['I left it to a colleague, Anna, so I slept.', 'a colleague', 'I left it to a colleague, so I slept.'],
    ['Annas own: the Anna Bank', 'a bank', 'Annas own: the bank'],
    ['Anna Bank paid', 'a bank', 'A bank paid'],
    ['the old Anna ledger', 'a bank', 'the old bank ledger'],
    ["Ola's Anna ledger", 'a bank', "Ola's bank ledger"],
    ["it's Anna", 'a bank', "it's a bank"],
    ['at Anna', 'a bank', 'at a bank'],
    ['the map that Anna kept', 'a colleague', 'the map that a colleague kept'],
    ['for Anna merchants', 'thousands of merchants', 'for thousands of merchants'],
    ['at Anna', 'A European bank', 'at a European bank'],
    ['at Anna', 'European banks', 'at European banks'],
  ])('repeats no article or noun of the stand-in: %s', (text, say, expected) =>
    expect(redact(text, [{ value: 'Anna', say }])).toBe(expected),
  );

  it('removes a value without a stand-in', () => {
    expect(redact("I love Kestrel's ledger (Kestrel).", [{ value: 'Kestrel', say: null }])).toBe('I love ledger ().');
  });

  it('uses no stand-in that has a hidden value', () => {
    const hidden = [
      { value: 'Kestrel', say: 'a Sorrel company' },
      { value: 'Sorrel', say: null },
      { value: '430k', say: '430,000-ish' },
    ];
    expect(redact('At Kestrel: 430k', hidden)).toBe('At:');
  });

  it('changes nothing when it runs a second time', () => {
    const once = redact('The Kestrel team of Kestrel Health keeps 2.3M rows.', [COMPANY, NUMBER]);
    expect(redact(once, [COMPANY, NUMBER])).toBe(once);
  });

  it('redacts the start of a long phrase, but none of its later words alone', () => {
    const phrase = `the night on which ${'the old tax office lost all of its own files '.repeat(3)}and nobody said so`;
    const hidden = [{ value: phrase, say: 'what happened' }];
    expect(redact(`Then ${phrase}, which hurt.`, hidden)).toBe('Then what happened, which hurt.');
    expect(redact(`Then ${phrase.slice(0, 120)}.`, hidden)).toBe('Then what happened.');
    expect(hides('The tax office lost files.', hidden)).toBe(false);
  });

  it('finds overlapping names, and names with combining accents', () => {
    expect(hides('Abo Abo Abo', [{ value: 'Abo Abo', say: null }])).toBe(true);
    expect(redact('Abo Abo Abo!', [{ value: 'Abo Abo', say: null }])).toBe('!');
    expect(redact('We built BO\u0301S.', [{ value: 'Bós', say: 'a tool' }])).toBe('We built a tool.');
  });

  it('gives each list of values its own result for the same text', () => {
    const both = [COMPANY, NUMBER];
    const text = 'Kestrel keeps 2.3M rows.';
    expect([redact(text, both), redact(text, both)]).toEqual(
      Array(2).fill('A streaming service keeps millions of rows.'),
    );
    expect(redact(text, [NUMBER])).toBe('Kestrel keeps millions of rows.');
    expect(redact(text, [{ ...COMPANY, say: 'a bank' }, NUMBER])).toBe('A bank keeps millions of rows.');
  });
});

describe('stand-in with a word of the hidden name', () => {
  const hidden = [
    { value: 'Cobalt Clinics', say: 'a chain of clinics' },
    { value: 'Ostmole Port', say: 'a port in northern Europe' },
  ];

  it('the stand-in is used, and is not redacted itself', () => {
    expect(redact('At Ostmole Port: pilots.', hidden)).toBe('At a port in northern Europe: pilots.');
    for (const text of [
      'For a chain of clinics I built it.',
      'A chain of clinics uses it.',
      'At a port in northern Europe.',
    ]) {
      expect(hides(text, hidden)).toBe(false);
      expect(redact(text, hidden)).toBe(text);
    }
  });

  it('the name beside its stand-in is redacted', () => {
    expect(hides('A chain of clinics, Cobalt, uses it.', hidden)).toBe(true);
    expect(redact('Cobalt Clinics uses it.', hidden)).not.toContain('Cobalt');
    // This stand-in has the distinctive word of the name.
    const named = [{ value: 'Ostmole Port', say: 'the Ostmole docks' }];
    expect(redact('At Ostmole Port: pilots.', named)).not.toContain('Ostmole');
  });
});

it('leaves function words of a hidden value elsewhere', () => {
  const hidden = [{ value: 'also Mihaela', say: 'a colleague' }];
  expect(redact('Also night calls fell. Then Mihaela left.', hidden)).toBe(
    'Also night calls fell. Then a colleague left.',
  );
});

it.each([
  ['A recall at a bank, Norbank, but small.', 'A recall at a bank, but small.'],
  ['We moved from Norbank, Ostbank.', 'We moved from a bank.'],
  ['At Norbank, A bank, I wrote it.', 'At a bank, I wrote it.'],
  ['I wrote it at Norbank, a bank.', 'I wrote it at a bank.'],
  ['At Norbank, a bank in Oslo, I wrote it.', 'At a bank, a bank in Oslo, I wrote it.'],
  ['From a bank, Norbank got files.', 'From a bank, a bank got files.'],
  ['For a snowbank, Norbank, too.', 'For a snowbank, a bank, too.'],
])('takes neighbouring equal stand-ins as one: %s', (text, shown) => {
  const hidden = ['Norbank', 'Ostbank'].map((value) => ({ value, say: 'a bank' }));
  expect(redact(text, hidden)).toBe(shown);
});
