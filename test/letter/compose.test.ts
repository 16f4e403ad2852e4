import { describe, expect, it } from 'vitest';
import { composeLetter, topicSentences } from '../../src/letter/compose.ts';
import { faultyKeys } from '../../src/letter/gate.ts';
import { letterFile, letterText, sentencesOf } from '../../src/letter/letter.ts';
import { explainLetter } from '../../src/letter/why.ts';
import type { Edit } from '../../src/machine/edits.ts';
import type { Figure, Sheet } from '../../src/machine/sheet.ts';
import { amount, figure, quantity, sheetOf, value } from './sheets.ts';
import { unsaidIn } from './unsaid.ts';

const DATE = new Date('2026-11-29T12:00:00Z');

const VALUES = {
  'role.position': 'Senior Backend Engineer',
  'role.company': 'Harbour Grid',
  'role.team': 'Metering team',
  'role.addressee': 'Ines Kaltenbach',
  'company.choice': 'on your blog you explain that a reading is never overwritten. That is rare 🎉',
  'company.view': 'We learned the same the hard way',
  'system.employer': 'Kestrel Health',
  'system.what': 'rebuilt the billing pipeline in Go',
  'system.before': 'a nightly cron job did it',
  'system.part': 'the ledger was mine; two colleagues did the rest.',
  'contract.constraint+contract.decision+contract.result':
    'Three old clients could not change. So I put a normalizer in front of them. It has processed 4.1 billion events since.',
  background: 'iOS apps before that',
  closing: 'can I show you the design?',
  'contact.name': 'Ada Byron',
  'contact.email': 'ada@example.org',
  'contact.location': 'Bergen',
};

const SHEET: Sheet = sheetOf(VALUES, {
  figures: [
    figure('reliability', {
      measure: 'lost readings',
      before: amount(quantity(1.2, '%')),
      now: amount(quantity(0.05, '%')),
    }),
    figure('latency', { id: 'latency.2', percentile: 'p50', now: amount(quantity(40, 'ms')) }),
    figure('latency', {
      measure: 'a search',
      percentile: 'p99',
      before: amount(quantity(2.4, 's')),
      now: amount(quantity(310, 'ms')),
    }),
  ],
});

const compose = (sheet: Sheet, edits: Edit[] = []) => composeLetter({ sheet, edits, date: DATE });
const body = (sheet: Sheet) => sentencesOf(compose(sheet)).map(({ text }) => text);
const opening = (values: Record<string, string>) => topicSentences(sheetOf(values), 'role').map(({ text }) => text)[0];
const built = (what: string, employer?: string) =>
  topicSentences(
    sheetOf({ 'system.what': what, ...(employer !== undefined && { 'system.employer': employer }) }),
    'system',
  )
    .map(({ text }) => text)
    .join(' ');

it.each([
  ['since may and in july we may march on a monday', 'en', 'Since May and in July we may march on a Monday.'],
  ['i wrote it in kotlin, kafka and postgres', 'en', 'I wrote it in Kotlin, Kafka and Postgres.'],
  ["so i did what i'd call a queue: grpc, json, mqtt", 'en', "So I did what I'd call a queue: gRPC, JSON, MQTT."],
  ['it is a flask of celery at /api/orders, v i.', 'en', 'It is a flask of celery at /api/orders, v I.'],
  ['i Kafka e il resto: kafka', 'es', 'I Kafka e il resto: Kafka.'],
  ['KAFKA and MyKafka stay', 'en', 'KAFKA and MyKafka stay.'],
] as const)('capitalizes the names and the "I" of "%s" in %s', (typed, language, text) => {
  const sheet = { ...sheetOf({ background: typed }), language };
  expect(topicSentences(sheet, 'background').map((one) => one.text)).toEqual([text]);
});

describe('composeLetter with a draft', () => {
  const one = (key: string, text: string) => ({ key, text, slots: ['system.what'] });
  const paragraphs = [[one('s1', 'I rebuilt billing at Kestrel Health.'), one('s2', 'It is in Go.')]];
  const hidden = [{ value: 'Kestrel Health', say: 'a clinic' }];
  const texts = (edits: Edit[], before: number) =>
    sentencesOf(
      composeLetter({ sheet: { ...SHEET, hidden }, edits, draft: { paragraphs, edits: before }, date: DATE }),
    ).map(({ text }) => text);

  it('uses the sentences of the draft, redacted', () =>
    expect(texts([], 0)).toEqual(['I rebuilt billing at a clinic.', 'It is in Go.']));

  it('applies only the edits that were made after the draft', () => {
    const add: Edit = { type: 'add', key: 'added:m1', after: null, text: 'I start in May', source: 'm1' };
    const cut: Edit = { type: 'cut', key: 's2' };
    expect(texts([add, cut], 1)).toEqual(['I rebuilt billing at a clinic.']);
    expect(texts([cut, add], 1)).toEqual(['I rebuilt billing at a clinic.', 'It is in Go.', 'I start in May.']);
  });

  it('leaves out a figure whose quote is hidden', () => {
    const insured = figure('throughput', { now: { ...amount(quantity(45, 'ZAR')), quote: 'my A9 figure' } });
    const told = (value: string) =>
      compose(sheetOf({}, { figures: [insured], hidden: [{ value, say: 'a lot' }] })).paragraphs.length;
    expect(told('my A9 figure')).toBe(0);
    expect(told('Kestrel')).toBe(1);
  });

  it('keeps a greeting that was edited before the draft', () => {
    const edits: Edit[] = [{ type: 'greeting', text: 'Hi Sam,' }];
    const letter = composeLetter({ sheet: SHEET, edits, draft: { paragraphs, edits: 1 }, date: DATE });
    expect(letter.greeting).toBe('Hi Sam,');
  });
});

describe('composeLetter', () => {
  it('writes the whole letter', () => {
    const letter = compose(SHEET);
    expect(letterText(letter)).toBe(`Ada Byron · ada@example.org · Bergen
29 November 2026

Application: Senior Backend Engineer, Metering, Harbour Grid

Dear Ines Kaltenbach,

On your blog you explain that a reading is never overwritten. That is rare. We learned the same the hard way.

At Kestrel Health I rebuilt the billing pipeline in Go. Before that, a nightly cron job did it. The ledger was mine; two colleagues did the rest. Lost readings fell from 1.2% to 0.05%. A search takes 310 ms at p99, down from 2.4 seconds. The median latency is 40 ms.

Three old clients could not change. So I put a normalizer in front of them. It has processed 4.1 billion events since.

iOS apps before that.

Can I show you the design?

Kind regards,
Ada Byron`);
    expect([...faultyKeys(letter, SHEET), ...unsaidIn(letter, SHEET)]).toEqual([]);
    expect(sentencesOf(letter).map(({ key }) => key)).toEqual([
      'company.choice#1',
      'company.choice#2',
      'company.view',
      'system.what',
      'system.before',
      'system.part',
      'reliability.1',
      'latency.1',
      'latency.2',
      'contract.constraint+contract.decision+contract.result#1',
      'contract.constraint+contract.decision+contract.result#2',
      'contract.constraint+contract.decision+contract.result#3',
      'background',
      'closing',
    ]);
    expect(sentencesOf(letter).every(({ slots }) => slots.length > 0)).toBe(true);
  });

  it('writes previews with the same sentences', () => {
    const topics = ['company', 'system', 'reliability', 'latency', 'contract', 'background', 'closing'];
    expect(topics.flatMap((topic) => topicSentences(SHEET, topic).map(({ text }) => text))).toEqual(body(SHEET));
  });

  it('says a load once that an answer states, unless it is in own words or more is known', () => {
    const load = { now: amount(quantity(2400, 'vials', 'day')) };
    const told = (patch: Partial<Figure>) =>
      body(
        sheetOf(
          { 'system.what': 'built the lab feed, about 2,400 vials a day' },
          { figures: [figure('throughput', { ...load, ...patch })] },
        ),
      );
    expect(told({})).toEqual(['I built the lab feed, about 2,400 vials a day.']);
    expect(told({ now: amount(quantity(2400, 'labs', 'day')) })).toHaveLength(1);
    expect(told({ now: amount(quantity(2400, 'vials', 'week')) })[1]).toContain('2,400 vials per week');
    expect(told({ now: amount(quantity(2400, 'labs')) })[1]).toContain('2,400 labs');
    expect(told({ before: amount(quantity(40, 'vials', 'day')) })[1]).toContain('from 40');
    expect(told({ sentence: 'We read 2,400 vials a day.' })[1]).toBe('We read 2,400 vials a day.');
    const elsewhere = { 'company.choice': 'You read 2,400 vials a day.', 'system.part': 'Ana read 2,400 vials a day.' };
    const figures = { figures: [figure('throughput', load)], hidden: [{ value: 'Ana', say: null }] };
    expect(body(sheetOf(elsewhere, figures))).toEqual([
      'You read 2,400 vials a day.',
      'The system handles 2,400 vials per day.',
    ]);
  });

  it('has no stub for an employer without a system', () => {
    expect(built('', 'Tavolo')).toBe('');
  });

  it.each<[Record<string, string>, string]>([
    [
      { 'system.employer': 'Savinja', 'system.what': 'It started with a box of vials.' },
      'At Savinja, it started with a box of vials.',
    ],
    [{ 'system.employer': 'Savinja', 'system.what': 'Metrics, in Go' }, 'At Savinja: Metrics, in Go.'],
    // A common word of the employer's name doesn't name it.
    [
      { 'system.employer': 'Tolka Ring', 'system.what': 'I wrote what the ring side calls the clock.' },
      'At Tolka Ring I wrote what the ring side calls the clock.',
    ],
    [
      { 'system.employer': 'Tolka Ring', 'system.what': 'I wrote the tolka ring clock.' },
      'I wrote the tolka ring clock.',
    ],
    [{ 'system.before': 'A Python job polled every barge.' }, 'Before that, a Python job polled every barge.'],
    [{ 'system.before': 'Prometheus polled every barge.' }, 'Prometheus polled every barge.'],
    [
      { 'system.part': 'Yes, I wrote it. Oh, and Andrej bought the scanners. Well, most of them.' },
      'I wrote it. Andrej bought the scanners. Well, most of them.',
    ],
  ])('puts the words of the template around: %j', (values, text) => {
    const [first] = compose(sheetOf(values)).paragraphs;
    expect(first?.sentences.map((one) => one.text).join(' ')).toBe(text);
  });

  it('says what the employer is, unless the name is hidden', () => {
    const { values, ...sheet } = sheetOf({ 'system.what': 'built the feed service', 'system.employer': 'Lorne' });
    const described = { ...values, 'system.employer': { ...value('Lorne'), about: 'a maker of software for farms' } };
    const text = (hidden: Sheet['hidden']) => letterText(compose({ ...sheet, values: described, hidden }));
    expect(text([])).toContain('At Lorne, a maker of software for farms, I built the feed service.');
    expect(text([{ value: 'Lorne', say: 'a start-up' }])).toContain('At a start-up I built the feed service.');
  });

  it.each([
    ['At Lorne I built the feed service.', 'At Lorne, a maker of software for farms, I built the feed service.'],
    ['I built the feed service at Lorne.', 'I built the feed service at Lorne, a maker of software for farms.'],
    ["I built Lorne's feed service.", "I built Lorne's feed service."],
    ['At Lorne, which makes farm software, I built it.', 'At Lorne, which makes farm software, I built it.'],
    ['I built LorneFeed.', 'I built LorneFeed.'],
  ])('says it in a sentence that names the employer: %s', (typed, sentence) => {
    const { values, ...sheet } = sheetOf({ 'system.what': typed, 'system.employer': 'Lorne' });
    const described = { ...values, 'system.employer': { ...value('Lorne'), about: 'a maker of software for farms' } };
    expect(letterText(compose({ ...sheet, values: described }))).toContain(sentence);
    const hidden = [{ value: 'Lorne', say: 'a start-up' }];
    expect(letterText(compose({ ...sheet, values: described, hidden }))).not.toContain('a maker');
  });

  it('gives the numbers a paragraph of their own after a long text', () => {
    const load = figure('throughput', {
      now: amount(quantity(900, 'orders', 'minute'), { quote: '900 orders a minute' }),
    });
    const paragraphs = (words: number) => {
      const part = `I wrote it ${'and tested it '.repeat(words)}`;
      return compose(sheetOf({ 'system.what': 'built it', 'system.part': part }, { figures: [load] })).paragraphs
        .length;
    };
    expect([paragraphs(10), paragraphs(40)]).toEqual([1, 2]);
  });

  it('keeps small words inside a name in lower case', () => {
    const { heading } = compose(
      sheetOf({ 'contact.name': 'maria da silva', 'contact.location': 'santa maria da feira' }),
    );
    expect(heading.join()).toContain('Maria da Silva · Santa Maria da Feira');
  });

  it('has no paragraphs for an empty sheet', () => {
    expect(letterText(compose(sheetOf({})))).toBe('29 November 2026\n\nHello,\n\nKind regards');
  });

  it.each<[Record<string, string>, string | undefined]>([
    [
      { 'role.position': 'Backend Engineer role', 'role.company': 'Finix' },
      'I am applying for the Backend Engineer role at Finix.',
    ],
    [
      { 'role.position': 'Backend Engineer, Payments', 'role.company': 'Finix', 'role.team': 'payments' },
      'I am applying for the position of Backend Engineer, Payments, at Finix.',
    ],
    [
      { 'role.position': 'Backend Engineer', 'role.team': 'the Payments team' },
      'I am applying for the Backend Engineer role on the Payments team.',
    ],
    [
      { 'role.position': 'Engineer, Payments', 'role.team': 'Core' },
      'I am applying for the position of Engineer, Payments, on the Core team.',
    ],
    [{ 'role.position': 'Engineer, Payments' }, 'I am applying for the position of Engineer, Payments.'],
    [
      { 'role.position': 'Engineer (Go, Rust)', 'role.company': 'Finix' },
      'I am applying for the Engineer (Go, Rust) role at Finix.',
    ],
    [{ 'role.company': 'Finix Inc.' }, 'I am applying for a role at Finix Inc.'],
  ])('names the job in a sentence, for the note: %j', (values, text) => expect(opening(values)).toBe(text));

  it.each([
    ['the identity team', 'Dear identity team,'],
    ['Hiring team', 'Dear hiring team,'],
    ['Hi Sam', 'Hi Sam,'],
    ['Ines Kaltenbach, Head of Platform', 'Dear Ines Kaltenbach,'],
    ['Mr Aurelio de la Fuente-Price', 'Dear Mr Aurelio de la Fuente-Price,'],
    ['Mr de la Fuente', 'Dear Mr de la Fuente,'],
    ['Ms Mary Jane Ellis', 'Dear Ms Mary Jane Ellis,'],
    ['Dr Saoirse Ní Fhlaithearta', 'Dear Dr Saoirse Ní Fhlaithearta,'],
    ['Mister Callum Tait', 'Dear Mr Callum Tait,'],
    ['Mister Tait', 'Dear Mr Tait,'],
    ['Mr M. Tait', 'Dear Mr M. Tait,'],
    ['Frau Dr. Annegret zur Mühlen', 'Dear Frau Dr. Annegret zur Mühlen,'],
    ['Frau Dr. zur Mühlen', 'Dear Frau Dr. zur Mühlen,'],
    ['Frau Dr. Pohl', 'Dear Frau Dr. Pohl,'],
    ['Prof. Dr. Annegret Pohl', 'Dear Prof. Dr. Annegret Pohl,'],
    ['Dr. med. Annegret Pohl', 'Dear Dr. med. Annegret Pohl,'],
    ['Superintendent (retd) Moira Tait', 'Dear Superintendent Moira Tait,'],
  ])('greets %s', (addressee, text) => expect(compose(sheetOf({ 'role.addressee': addressee })).greeting).toBe(text));

  it('greets the team of the company, unless it is hidden', () => {
    const values = { 'role.company': 'Finix' };
    expect(compose(sheetOf(values)).greeting).toBe('Dear Finix team,');
    expect(compose(sheetOf(values, { hidden: [{ value: 'finix', say: 'a bank' }] })).greeting).toBe(
      'Dear hiring team,',
    );
  });

  it.each([
    ['I rebuilt the ledger', 'Kestrel', 'At Kestrel I rebuilt the ledger.'],
    ['Rebuilt the ledger. It books payments', 'Kestrel', 'At Kestrel I rebuilt the ledger. It books payments.'],
    ['i own the ledger', 'Kestrel', 'At Kestrel I own the ledger.'],
    ['We migrated payments to Kafka', 'Kestrel', 'At Kestrel we migrated payments to Kafka.'],
    ['co-wrote the ledger', undefined, 'I co-wrote the ledger.'],
    ['distributed tracing for all services', 'Kestrel', 'At Kestrel: distributed tracing for all services.'],
    ['the billing pipeline', undefined, 'The billing pipeline.'],
    ["Kestrel's billing pipeline was mine", 'Kestrel Health', "Kestrel's billing pipeline was mine."],
    ['automated the billing', 'Kestrel', 'At Kestrel I automated the billing.'],
  ])('completes the sentence "%s"', (what, employer, text) => expect(built(what, employer)).toBe(text));
});

describe('confidential values', () => {
  const hide = (value: string, say: string | null) => ({ ...SHEET, hidden: [{ value, say }] });

  it('names the stand-in for the employer, or no employer', () => {
    expect(body(hide('Kestrel Health', 'a health company'))).toContain(
      'At a health company I rebuilt the billing pipeline in Go.',
    );
    expect(body(hide('Kestrel Health', null))).toContain('I rebuilt the billing pipeline in Go.');
  });

  it('drops a sentence with a hidden value that has no stand-in', () => {
    const text = body(hide('4.1 billion', null)).join(' ');
    expect(text).not.toContain('processed');
    expect(text).toContain('normalizer');
    expect(body(hide('0.05%', null)).join(' ')).not.toContain('Lost readings');
  });

  it('keeps the keys of the other sentences if one is dropped', () => {
    const keys = (sheet: Sheet) => sentencesOf(compose(sheet)).map(({ key }) => key);
    const left = keys(hide('4.1 billion', null));
    expect(keys(SHEET).filter((key) => !left.includes(key))).toEqual([
      'contract.constraint+contract.decision+contract.result#3',
    ]);
    expect(left).toHaveLength(keys(SHEET).length - 1);
  });

  it.each([
    ["tamsin o'rourke-ekwueme", "Tamsin O'Rourke-Ekwueme"],
    ['li wenqi', 'Li Wenqi'],
    ['bell hooks Jr', 'bell hooks Jr'],
  ])('writes the name "%s" in the sign-off', (name, signed) => {
    expect(compose(sheetOf({ 'contact.name': name })).signOff).toBe(`Kind regards,\n${signed}`);
  });

  it('puts the name below a new sign-off that has none', () => {
    const edits: Edit[] = ['Best, Jo Lind, Malmö', 'Cheers,'].map((text) => ({ type: 'sign-off', text }));
    expect(compose(sheetOf({ 'contact.name': 'Jo Lind' }), edits).signOff).toBe('Cheers,\nJo Lind');
  });

  it("keeps the candidate's own name, and redacts edits", () => {
    const sheet = {
      ...SHEET,
      hidden: [
        { value: 'Byron', say: null },
        { value: 'Kestrel', say: 'a clinic' },
      ],
    };
    const letter = compose(sheet, [
      { type: 'rewrite', key: 'closing', text: 'ask kestrel', source: 'm2' },
      { type: 'sign-off', text: 'Best,\nAda Byron' },
    ]);
    expect(letter.heading[0]).toContain('Ada Byron');
    expect(letter.signOff).toBe('Best,\nAda Byron');
    expect(letterText(letter)).toContain('Ask a clinic.');
  });
});

describe('composeLetter with edits', () => {
  const keys = (edits: Edit[]) =>
    compose(sheetOf({ background: 'One. Two. Three.', closing: 'Four.' }), edits).paragraphs.map(({ sentences }) =>
      sentences.map(({ text }) => text).join(' '),
    );

  it.each<[string, Edit[], string[]]>([
    [
      'rewrites a sentence',
      [{ type: 'rewrite', key: 'background#2', text: 'deux', source: 'm' }],
      ['One. Deux. Three.', 'Four.'],
    ],
    ['cuts a paragraph', [{ type: 'cut', key: 'closing' }], ['One. Two. Three.']],
    [
      'moves a sentence before another one',
      [{ type: 'move', key: 'background#3', beside: 'background#1', side: 'before' }],
      ['Three. One. Two.', 'Four.'],
    ],
    [
      'moves a sentence to another paragraph',
      [{ type: 'move', key: 'background#1', beside: 'closing', side: 'after' }],
      ['Two. Three.', 'Four. One.'],
    ],
    [
      'moves a sentence behind the rest of an answer that got shorter',
      [{ type: 'move', key: 'closing', beside: 'background#4', side: 'after' }],
      ['One. Two. Three. Four.'],
    ],
    ['splits a paragraph', [{ type: 'split', key: 'background#2' }], ['One.', 'Two. Three.', 'Four.']],
    ['leaves a paragraph that begins there', [{ type: 'split', key: 'closing' }], ['One. Two. Three.', 'Four.']],
    ['joins a paragraph with the one before', [{ type: 'join', key: 'closing' }], ['One. Two. Three. Four.']],
    ['leaves the first paragraph', [{ type: 'join', key: 'background#2' }], ['One. Two. Three.', 'Four.']],
    [
      'leaves a paragraph that was two when they were joined',
      [
        { type: 'split', key: 'background#2' },
        { type: 'join', key: 'background#3' },
      ],
      ['One.', 'Two. Three.', 'Four.'],
    ],
    [
      'adds a sentence',
      [{ type: 'add', key: 'a', after: 'background#1', text: 'and a half', source: 'm' }],
      ['One. And a half. Two. Three.', 'Four.'],
    ],
    [
      'adds a sentence at the end',
      [{ type: 'add', key: 'a', after: null, text: 'five', source: 'm' }],
      ['One. Two. Three.', 'Four.', 'Five.'],
    ],
    [
      'ignores unknown keys',
      [
        { type: 'cut', key: 'nothing' },
        { type: 'move', key: 'nothing', beside: 'closing', side: 'after' },
        { type: 'move', key: 'closing', beside: 'nothing', side: 'after' },
      ],
      ['One. Two. Three.', 'Four.'],
    ],
  ])('%s', (_, edits, expected) => expect(keys(edits)).toEqual(expected));
});

describe('letterFile and whyOf', () => {
  it('names the file by company and version', () => {
    expect(letterFile(compose(SHEET), 'Harbour Grid', 2).name).toBe('cover-letter-harbour-grid-v2.txt');
  });

  it('shortens a long answer that differs from its sentence', () => {
    const sheet = sheetOf({
      background: `I ran the ledger ${'and the queue '.repeat(20)}`,
      closing: 'Can I show you?',
    });
    const letter = compose(sheet, [{ type: 'rewrite', key: 'closing', text: 'May I show you?', source: 'm' }]);
    const why = explainLetter(letter, { ...sheet, values: { background: value('x '.repeat(99)) } });
    const [first = '', last] = why.text.split('\n').filter((line) => /^\d/.test(line));
    expect(first.slice(first.indexOf('←')).length).toBeLessThan(110);
    expect(first).toMatch(/ …"$/);
    expect(last).toBe('2. May I show you? ← your change');
  });

  it.each(['en', 'de', 'fr', 'es', 'pt'] as const)('credits a name only where it stands, in %s', (language) => {
    const values = {
      'system.employer': 'Sorrel',
      'system.what': 'Ich baute die Pipeline. Sie zählt 2 Millionen Zähler.',
    };
    const sheet = { ...sheetOf(values), language };
    const lines = explainLetter(compose(sheet), sheet)
      .text.split('\n')
      .filter((line) => /^\d/.test(line));
    const credited = lines.filter(
      (line) => line.includes('"Sorrel"') || line.includes('«Sorrel»') || line.includes('„Sorrel“'),
    );
    expect(credited.every((line) => line.split('←', 1).join().includes('Sorrel'))).toBe(true);
    expect(lines[1]?.split('←')[1]).not.toContain('Sorrel');
    expect(lines).toHaveLength(2);
  });

  it('lists the sources of each sentence, and the purpose of each paragraph', () => {
    const { text, quoted } = explainLetter(compose(SHEET), {
      ...SHEET,
      hidden: [{ value: 'Kestrel Health', say: 'a clinic' }],
    });
    const lines = text.split('\n').filter((line) => /^\d/.test(line));
    expect(lines).toHaveLength(14);
    expect(lines[3]).toBe(
      '4. At a clinic I rebuilt the billing pipeline in Go. ← Employer: "A clinic"; System: "rebuilt the billing pipeline in Go"',
    );
    expect(lines[10]).toBe(
      '11. So I put a normalizer in front of them. ← Hard part: "So I put a normalizer in front of them."',
    );
    expect(lines[7]).toBe(
      '8. A search takes 310 ms at p99, down from 2.4 seconds. ← Latency: "a search", "p99", "2.4", "310"',
    );
    expect(quoted.every(({ source }) => source === 'm1')).toBe(true);
    const words = quoted.map(({ at, length }) => text.slice(at, at + length));
    expect(words).toContain('"a search", "p99", "2.4", "310"');
    expect(words).toContain('"A clinic"');
    const passages = text.split('\n').filter((line) => line.startsWith('   → '));
    expect(passages).toEqual([
      '   → shows that you read what they publish, and can judge it',
      '   → shows what you built, and which part was yours',
      '   → shows that you measure, with numbers that an engineer can ask about',
      '   → shows how you decide under constraints',
      '   → shows where your way of working comes from',
      '   → gives them a reason to write back',
    ]);
  });
});
