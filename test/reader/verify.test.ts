import { describe, expect, test } from 'vitest';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import type { Question } from '../../src/machine/question.ts';
import { briefOf, type Sheet } from '../../src/machine/sheet.ts';
import { CONTRACT_STORY, OPEN_STEPS } from '../../src/machine/slots.ts';
import { slotBase, stepQuestion } from '../../src/machine/step-question.ts';
import { finderFor } from '../../src/reader/quotes.ts';
import { type Reading, ReadingSchema } from '../../src/reader/reading-schema.ts';
import { commandsFromReading } from '../../src/reader/verify.ts';
import { amount, figure as figureOf, quantity, value } from '../letter/sheets.ts';
import { figure, reading, side, text } from './reading.ts';

function commands(
  message: string,
  read: Partial<Reading>,
  sheet: Partial<Sheet> = {},
  question: Question | null = null,
) {
  const context: InterviewContext = { ...EMPTY, open: true, sheet: { ...EMPTY.sheet, ...sheet } };
  const sentences = [
    { key: 'system.what', text: 'I rebuilt it in Go (SKIP LOCKED, nothing fancy).' },
    { key: 'background', text: 'I have nine years.' },
  ];
  return commandsFromReading(reading(read), {
    id: 'm2',
    text: message,
    question,
    context,
    sentences,
    as: null,
    unmask: (words) => words,
  });
}

const latency = figureOf('latency', {
  measure: 'search',
  percentile: 'p99',
  now: amount(quantity(210, 'ms'), { quote: '210 ms' }),
});

describe('letter edits of a reading', () => {
  const message = "in 1 i don't like nothing fancy, drop the bracket. is it too long?";
  const edit = (n: number, text: string | null) => commands(message, { edits: [{ n, text }] });

  test('removes words or a sentence from the letter', () => {
    expect(edit(1, 'I rebuilt it in Go.')).toEqual([
      { type: 'edit-letter', edit: { type: 'rewrite', key: 'system.what', text: 'I rebuilt it in Go.', source: 'm2' } },
    ]);
    expect(edit(2, null)).toEqual([{ type: 'edit-letter', edit: { type: 'cut', key: 'background' } }]);
  });

  test('an edit that adds words, or whose sentence does not exist, becomes a wish for the first letter', () => {
    for (const [n, words] of [
      [1, 'I led the rebuild in Go.'],
      [2, 'I have twenty years.'],
      [1, 'Go rebuilt I.'],
      [3, 'I rebuilt it.'],
      [1, ' '],
    ] as const)
      expect(edit(n, words).map(({ type }) => type)).toEqual(['wish', 'remark']);
  });

  test('what is taken back beside such an edit is taken back', () => {
    const read = { edits: [{ n: 1, text: 'I led the rebuild.' }], takenBack: ['background'] };
    const told = commands(message, read, { values: { background: value('I was a DBA.') } });
    expect(told).toContainEqual({ type: 'clear', slot: 'background', figure: null });
  });

  test('words that an edit removes are not confidential', () => {
    const read = {
      edits: [{ n: 1, text: 'I rebuilt it in Go.' }],
      confidential: [{ hide: 'nothing fancy', say: null }],
      answer: 'It is within 350 words.',
    };
    expect(commands(message, read).map(({ type }) => type)).toEqual(['say', 'edit-letter']);
  });

  test('notes what is told beside an edit, unless the new sentence says it', () => {
    const told = 'make 2 "I have ten years." And I speak Dutch.';
    const texts = [text('background', 'I have ten years', 'I speak Dutch')];
    const [set, edit] = commands(told, { edits: [{ n: 2, text: 'I have ten years.' }], texts });
    expect(set).toMatchObject({ type: 'set', slot: 'background', value: { text: 'I speak Dutch' } });
    expect(edit).toMatchObject({ type: 'edit-letter' });
  });

  test('takes no edit with an undo, as that changes the letter', () => {
    const both = commands('undo, and drop 2', { edits: [{ n: 2, text: null }], order: 'undo' });
    expect(both).toEqual([
      { type: 'remark', remark: 'one-at-a-time' },
      { type: 'control', control: 'undo' },
    ]);
  });
});

describe('quotes of a reading', () => {
  test.each([
    ['I rebuilt  the\npipeline', 'rebuilt the pipeline', 'rebuilt  the\npipeline'],
    ['it’s “fast” – really', `it's "fast" - really`, 'it’s “fast” – really'],
    ['The p99 fell.', 'the p99 fell', 'The p99 fell'],
    ['from 310 ms', '10 ms', null],
    ['we run Go', 'Golang', null],
    ['anything', '  ', null],
  ])('finds whole words only: in %j, %j', (message, quote, found) => {
    expect(finderFor(message).find(quote)?.text ?? null).toBe(found);
  });

  test('sets nothing from a made-up quote', () => {
    const read: Partial<Reading> = {
      names: [{ slot: 'role.company', quote: 'Globex', name: null }],
      texts: [text('system.part', 'I led fifty engineers.')],
      figures: [figure('latency', 'p99 is 3 ms', { after: side(3, 'ms', '3 ms') })],
    };
    expect(commands('I rebuilt it alone.', read)).toEqual([]);
  });

  test('joins quotes as typed, and leaves a made-up one out', () => {
    const read = { texts: [text('system.what', 'i rebuilt billing', 'It won a prize', 'It runs in Go')] };
    expect(commands('I rebuilt billing, lol. It runs in Go.', read)).toEqual([
      {
        type: 'set',
        slot: 'system.what',
        value: {
          text: 'I rebuilt billing. It runs in Go',
          parts: [
            { text: 'I rebuilt billing', source: 'm2' },
            { text: 'It runs in Go', source: 'm2' },
          ],
          source: 'm2',
          sentences: 2,
          ours: false,
          around: 'I rebuilt billing, lol. It runs in Go.',
        },
      },
    ]);
  });
});

test('the brief has each joined quote with its own message', () => {
  const noted = { 'system.what': value('I rebuilt billing.') };
  const read = { texts: [text('system.what', 'It runs in Go', 'on Postgres')] };
  const [set] = commands('It runs in Go, yes; on Postgres.', read, { values: noted });
  const values = set?.type === 'set' ? { [set.slot]: set.value } : {};
  const quotes = (sheet: Sheet) => briefOf(sheet).facts.map(({ quote, source }) => [quote, source]);
  expect(quotes({ ...EMPTY.sheet, values })).toEqual([
    ['I rebuilt billing.', 'm1'],
    ['It runs in Go', 'm2'],
    ['on Postgres', 'm2'],
  ]);
  const cut = { ...value('I rebuilt billing.'), parts: [{ text: 'on Postgres', source: 'm2' }] };
  expect(quotes({ ...EMPTY.sheet, values: { 'system.what': cut } })).toEqual([['I rebuilt billing.', 'm1']]);
});

test('removes words to the bot from the text around a quote', () => {
  const said = 'The server did it, it fell over in May, I once restarted it from a caravan park. Lovely.';
  const read = {
    texts: [text('system.before', 'The server did it')],
    toBot: ['I once restarted it from a caravan park'],
  };
  expect(commands(said, read)).toMatchObject([{ value: { around: 'The server did it, it fell over in May.' } }]);
  const broken = commands('The server did it, and it smelled of kippers when warm.', {
    texts: [text('system.before', 'The server did it')],
    toBot: ['it smelled of kippers when warm.'],
  });
  expect(broken).toMatchObject([{ value: { text: 'The server did it' } }]);
  expect(broken).not.toMatchObject([{ value: { around: expect.stringMatching(/kippers|and$/) } }]);
  const both = { ...read, toBot: ['The server did it, it fell over in May'] };
  expect(commands(said, both)).toMatchObject([{ value: { around: expect.stringContaining('caravan') } }]);
});

describe('numbers of a reading', () => {
  const unsure = [{ type: 'ask-back', pending: expect.objectContaining({ kind: 'unsure' }) }];
  test.each([
    ['a value that its quote does not have', 'It takes 1.5 s', side(15, 's', '1.5 s')],
    ['a unit that its quote does not have', 'It takes 1.5 s', side(1.5, 'ms', '1.5 s')],
    ['a value for a quote without a number', 'It is twice as fast', side(2, 's', 'twice as fast')],
  ])('the person has to confirm %s', (_, message, after) => {
    expect(commands(message, { figures: [figure('latency', message, { after })] })).toEqual(unsure);
  });

  test.each([
    ['It takes 1,800 ms', side(1.8, 'seconds', '1,800 ms')],
    ['It takes one and a half seconds', side(1.5, 's', 'one and a half seconds')],
    ['1.2M mails an hour', side(20_000, 'mails', '1.2M mails an hour', 'minute')],
  ])('"%s" is accepted in another unit', (message, after) => {
    const topic = after.per ? 'throughput' : 'latency';
    expect(commands(message, { figures: [figure(topic, message, { after })] })).toMatchObject([{ type: 'set-figure' }]);
  });

  test.each([
    ['pieces left over with no place', 'pieces left over with no place'],
    ['pieces lost on the way', undefined],
    ['place with no pieces', undefined],
  ])('takes what was counted in the words and order of the message: %s', (measure, taken) => {
    const message = 'Some pieces used to be left over with no known place, it is 0.3 % now';
    const read = figure('reliability', message, { measure, after: side(0.3, '%', '0.3 %') });
    const [command] = commands(message, { figures: [read] });
    expect(command).toMatchObject({ type: 'set-figure' });
    expect(command?.type === 'set-figure' && command.patch.measure).toBe(taken);
  });

  test('the person has to confirm a percentile that the message does not have', () => {
    const after = side(40, 'ms', '40 ms');
    expect(
      commands('It takes 40 ms', { figures: [figure('latency', 'It takes 40 ms', { after, percentile: 'p99' })] }),
    ).toEqual(unsure);
  });

  test('a noted figure is changed by its id', () => {
    const after = side(310, 'ms', '310 ms');
    const read = { figures: [figure('latency', "it's 310 ms not 210", { id: 'f1', after })] };
    expect(commands("wait, it's 310 ms not 210", read, { figures: [latency] })).toMatchObject([
      { type: 'set-figure', id: 'latency.1', patch: { now: { quantity: { value: 310, unit: 'ms' } } } },
    ]);
  });

  test('a repeated figure does not become a second one', () => {
    const after = side(210, 'ms', '210 ms');
    expect(
      commands(
        'as I said, p99 210 ms',
        { figures: [figure('latency', 'p99 210 ms', { after, percentile: 'p99' })] },
        { figures: [latency] },
      ),
    ).toMatchObject([{ type: 'set-figure', id: 'latency.1' }]);
  });

  test('another percentile becomes a second figure', () => {
    const after = side(12, 'ms', '12 ms');
    expect(
      commands(
        'the median is 12 ms',
        { figures: [figure('latency', 'the median is 12 ms', { after, percentile: 'p50' })] },
        { figures: [latency] },
      ),
    ).toMatchObject([{ type: 'set-figure', id: null, slot: 'latency.more', patch: { percentile: 'p50' } }]);
  });
});

test.each([
  ['sr backend eng', 'Senior Backend Engineer', true],
  ['storage eng.', 'Storage Engineer', true],
  ['senior be', 'Senior Backend Engineer', false],
  ['swe', 'Software Engineer', false],
  ['storage eng.', 'Principal Storage Engineer', false],
])('the abbreviation "%s" may be spelled out as "%s": %s', (quote, name, isTaken) => {
  const set = commands(quote, { names: [{ slot: 'role.position', quote, name }] });
  expect(set).toMatchObject([{ value: isTaken ? { text: name, typed: quote } : { text: quote } }]);
});

test('sets nothing but the role from a job post', () => {
  const post = 'Corvid is hiring a Backend Engineer. We answer 900 requests a second. You built compilers.';
  const read: Partial<Reading> = {
    post: { first: 'Corvid is hiring', last: 'You built compilers.' },
    names: [
      { slot: 'role.company', quote: 'Corvid', name: null },
      { slot: 'system.employer', quote: 'Corvid', name: null },
    ],
    texts: [text('background', 'You built compilers'), text('closing', 'Ask me about Rust')],
    figures: [
      figure('throughput', 'We answer 900 requests a second', {
        after: side(900, 'requests', '900 requests a second', 'second'),
      }),
    ],
  };
  const set = commands(`${post}\n\nAsk me about Rust.`, read);
  expect(set.map((command) => ('slot' in command ? command.slot : command.type))).toEqual([
    'keep',
    'role.company',
    'closing',
  ]);
  expect(set[0]).toMatchObject({ kept: { isPost: true, text: post } });
  // If the ends of the post are not found, it is the whole message.
  const whole = commands(`${post}\n\nAsk me about Rust.`, { ...read, post: { first: 'Nowhere', last: 'at all' } });
  expect(whole.map((command) => ('slot' in command ? command.slot : command.type))).toEqual(['keep', 'role.company']);
});

test('verifies a long reading of a long message within 2 s', () => {
  const message = 'p99 1,200 ms → 40 ms, '.repeat(900);
  const one = figure('latency', 'p99 1,200 ms', {
    before: side(1200, 'ms', '1,200 ms'),
    after: side(41, 'ms', '41 ms'),
  });
  const begun = performance.now();
  commands(message, { figures: Array.from({ length: 500 }, () => one), texts: [text('contract', message)] });
  expect(performance.now() - begun).toBeLessThan(2_000);
});

describe('texts of a reading', () => {
  const told = {
    values: { 'system.what': value('I rebuilt billing.'), [CONTRACT_STORY]: value('The API was fixed.') },
  };
  test.each([
    ['a sentence', 'live runs on SQL Server', 'I wrote the intake. Mara did the curve fit.'],
    ['the last sentence', 'Mara did the curve fit.', 'I wrote the intake. live runs on SQL Server.'],
    ['nothing for words that are not noted', 'it runs on Oracle', null],
    ['nothing for the id of a slot', 'system.part', null],
  ])('removes what is taken back from a noted text: %s', (_, words, left) => {
    const noted = { ...value('I wrote the intake. live runs on SQL Server. Mara did the curve fit.'), around: 'x' };
    const set = commands('scrap that', { takenBack: [words] }, { values: { 'system.what': noted } });
    expect(set).toEqual(
      left === null ? [] : [{ type: 'set', slot: 'system.what', value: expect.objectContaining({ text: left }) }],
    );
  });

  test('takes words of a text back and adds others at once', () => {
    const noted = { 'system.what': value('I wrote the intake, live runs on SQL Server.') };
    const read = { texts: [text('system.what', 'live runs on MariaDB')], takenBack: ['live runs on SQL Server'] };
    const set = commands('Scrap that, live runs on MariaDB', read, { values: noted });
    expect(set.at(-1)).toMatchObject({ value: { text: 'I wrote the intake. live runs on MariaDB' } });
    expect(JSON.stringify(set)).not.toContain('SQL Server');
  });

  test('appends a later text to the noted one', () => {
    expect(
      commands('It also does refunds.', { texts: [text('system.what', 'It also does refunds.')] }, told),
    ).toMatchObject([
      { slot: 'system.what', value: { text: 'I rebuilt billing. It also does refunds.', sentences: 2 } },
    ]);
    expect(commands('Nothing broke.', { texts: [text('contract', 'Nothing broke.')] }, told)).toMatchObject([
      { slot: 'contract.result', value: { text: 'Nothing broke.' } },
    ]);
  });

  test('replaces a noted text that is taken back', () => {
    const read = { texts: [text('system.what', 'I rebuilt refunds.')], takenBack: ['system.what'] };
    expect(commands('No, I rebuilt refunds.', read, told)).toMatchObject([
      { type: 'set', value: { text: 'I rebuilt refunds.' } },
    ]);
  });

  test('asks about a name that contradicts the noted one', () => {
    const sheet = { values: { 'role.company': value('Acme') } };
    const read: Partial<Reading> = {
      names: [{ slot: 'role.company', quote: 'Globex', name: null }],
      conflicts: ['role.company'],
    };
    expect(commands('at Globex', read, sheet)).toMatchObject([{ type: 'ask-back', pending: { kind: 'differs' } }]);
  });
});

test('notes words without a number as the sentence of a figure, or beside its number', () => {
  const read = { texts: [text('latency.words', 'Way quicker than Earlene.')] };
  expect(commands('Way quicker than Earlene.', read)).toEqual([
    {
      type: 'set-figure',
      topic: 'latency',
      id: null,
      slot: 'latency.now',
      patch: { sentence: 'Way quicker than Earlene.' },
    },
  ]);
  const declines = { ...read, declined: ['latency'] };
  expect(commands('Way quicker than Earlene.', declines)).toEqual([{ type: 'decline', slot: 'latency.now' }]);
  // With a number, the words stand beside it.
  expect(commands('Way quicker than Earlene.', read, { figures: [latency] })).toMatchObject([
    { type: 'set-figure', id: latency.id, patch: { typed: expect.stringContaining('Way quicker than Earlene.') } },
  ]);
});

test('adds words about a latency to its figure, unless they are made up', () => {
  const message = 'The p99 is 0.35 s. The worker stands there in gloves.';
  const read = {
    figures: [figure('latency', 'The p99 is 0.35 s', { percentile: 'p99', after: side(0.35, 's', '0.35 s') })],
    texts: [text('latency.words', 'The worker stands there in gloves.')],
  };
  const typed = 'The p99 is 0.35 s. The worker stands there in gloves.';
  expect(commands(message, read)).toMatchObject([{ type: 'set-figure', topic: 'latency', patch: { typed } }]);
  const madeUp = { ...read, texts: [text('latency.words', 'Everybody cheers.')] };
  expect(commands(message, madeUp)).toMatchObject([{ type: 'set-figure', patch: { typed: 'The p99 is 0.35 s.' } }]);
});

test('tells words only once, and without the comma of an aside that was in front of them', () => {
  const words = { texts: [text('reliability.words', 'there was one Saturday when 14 lanes froze')] };
  const message = 'tbh there was one Saturday when 14 lanes froze';
  expect(commands(message, words)).toMatchObject([{ type: 'set', value: { around: message } }]);
  const read = {
    figures: [figure('throughput', '200 claims a day', { after: side(200, 'claims', '200 claims a day', 'day') })],
    toBot: ['sry'],
  };
  expect(commands('sry, 200 claims a day', read)).toMatchObject([{ patch: { typed: '200 claims a day' } }]);
});

test('keeps what the sentence of a figure says beside it, unless that has other numbers', () => {
  const availability = figure('reliability', 'availability 99.95% before and 99.995% now', {
    before: side(99.95, '%', '99.95%'),
    after: side(99.995, '%', '99.995%'),
  });
  const message = "availability 99.95% before and 99.995% now, it's printed in the annual report";
  expect(commands(message, { figures: [availability] })).toMatchObject([{ patch: { typed: message } }]);
  expect(commands(`${message}, after 12 audits`, { figures: [availability] })).toMatchObject([
    { patch: { typed: 'availability 99.95% before and 99.995% now' } },
  ]);
});

describe('further sentences of an answer', () => {
  const about = (topic: string): Question => ({
    kind: 'open',
    step: topic,
    topic,
    topics: [topic],
    slot: topic,
    options: [],
  });
  const message =
    'p95 of a check is 380 ms. The PDF way nobody ever timed! Is that a good one? ' +
    'In 2019 we had 3 vans out there.\n> You will lead forty engineers here';
  const read = {
    figures: [figure('latency', 'p95 of a check is 380 ms', { percentile: 'p95', after: side(380, 'ms', '380 ms') })],
    toBot: ['Is that a good one?'],
  };
  const typed = 'p95 of a check is 380 ms. The PDF way nobody ever timed!';

  test('keeps further sentences with the figure unless they are for the bot, quoted, or with numbers', () => {
    expect(commands(message, read, {}, about('latency'))).toMatchObject([{ type: 'set-figure', patch: { typed } }]);
  });

  test('does not keep further sentences with a figure of another topic', () => {
    const own = { typed: 'p95 of a check is 380 ms.' };
    expect(commands(message, read, {}, about('system'))).toMatchObject([{ type: 'set-figure', patch: own }]);
  });

  test('keeps further sentences only with a text of the asked topic', () => {
    const told = 'I built the desk. Everybody uploads on Sunday evenings.';
    const system = { texts: [text('system.what', 'I built the desk.')] };
    expect(commands(told, system, {}, about('system'))).toMatchObject([{ value: { around: told } }]);
    expect(commands(told, system, {}, about('contract'))).not.toMatchObject([{ value: { around: told } }]);
  });
});

test('asks whether a value is the one of today, if that was asked for and only one of before was read', () => {
  const message = 'one in five thousand pages never got through';
  const before = side(0.02, '%', 'one in five thousand');
  const question = slotBase({ step: 'reliability.now', topic: 'reliability', slot: 'reliability.now' }, [], null);
  const read = { figures: [figure('reliability', message, { before, measure: 'pages' })] };
  const [asked] = commands(message, read, {}, question);
  expect(asked).toMatchObject({ type: 'ask-back', pending: { kind: 'order', slot: 'reliability.now' } });
  const patches = asked?.type === 'ask-back' && asked.pending.kind === 'order' ? asked.pending.options : [];
  expect(patches.map(({ patch }) => [patch.now?.quantity.value, patch.before?.quantity.value])).toEqual([
    [0.02, undefined],
    [undefined, 0.02],
  ]);
});

test('moves the noted value to before if a new value comes with it', () => {
  const told = figure('latency', 'it is 90 ms now', {
    after: side(90, 'ms', '90 ms'),
    before: side(210, 'ms', '210 ms'),
  });
  const patch = { now: { quantity: { value: 90 } }, before: { quantity: { value: 210 } } };
  const sheet = { figures: [latency] };
  expect(commands('it is 90 ms now', { figures: [{ ...told, id: 'f1' }] }, sheet)).toMatchObject([
    { type: 'set-figure', id: 'latency.1', patch },
  ]);
  const other = { ...told, id: 'f1', before: side(400, 'ms', '400 ms') };
  expect(commands('it is 90 ms now', { figures: [other] }, sheet)).toMatchObject([{ type: 'ask-back' }]);
});

test('reads "not a single" as zero', () => {
  const message = 'Since then not a single weighing was lost.';
  const none = side(0, 'weighings', 'not a single weighing');
  const read = { figures: [figure('reliability', message, { after: none })] };
  const now = { quantity: { value: 0 } };
  expect(commands(message, read)).toMatchObject([{ type: 'set-figure', topic: 'reliability', patch: { now } }]);
});

test('keeps "no" as a result of the hard part in that text alone', () => {
  const message = 'Their list is fixed. I compared each line. No mix-up since.';
  const none = figure('reliability', 'No mix-up since', { after: side(0, 'mix-ups', 'No mix-up') });
  const read = { figures: [none], texts: [text('contract', message)] };
  expect(commands(message, read)).toMatchObject([{ type: 'set', slot: CONTRACT_STORY }]);
});

test('keeps a load over several hours as it was counted', () => {
  const message = 'last cycle 1.2 million cards in 5 hours';
  const after = { ...side(1_200_000, 'cards', '1.2 million cards'), tail: 'in 5 hours' };
  const now = { quantity: { value: 1_200_000, unit: 'cards' }, tail: 'in 5 hours' };
  expect(commands(message, { figures: [figure('throughput', message, { after })] })).toMatchObject([
    { type: 'set-figure', patch: { now } },
  ]);
});

test('asks to confirm a load whose time the reading leaves out', () => {
  const message = 'it takes 1,400 quotes a second';
  const after = side(1_400, 'quotes', '1,400 quotes a second');
  expect(commands(message, { figures: [figure('throughput', message, { after })] })).toMatchObject([
    { type: 'ask-back', pending: { kind: 'unsure' } },
  ]);
});

test('asks about a conflict only if the value differs', () => {
  const message = 'still 210 ms, on the server';
  const told = { ...figure('latency', message, { after: side(210, 'ms', '210 ms') }), id: 'f1' };
  const read = { figures: [told], conflicts: ['f1'] };
  expect(commands(message, read, { figures: [latency] })).toMatchObject([{ type: 'set-figure' }]);
  const other = { ...latency, now: latency.now && { ...latency.now, quantity: { value: 190, unit: 'ms' } } };
  expect(commands(message, read, { figures: [other] })).toMatchObject([
    { type: 'ask-back', pending: { kind: 'conflict' } },
  ]);
  const base = { step: null, topic: 'latency', slot: 'latency.now' };
  const revision: Question = { ...slotBase(base, [], other), isRevision: true };
  expect(commands(message, read, { figures: [other] }, revision)).toMatchObject([{ type: 'set-figure' }]);
});

test('a name that is typed anew keeps its article', () => {
  const base = { step: null, topic: 'system', slot: 'system.employer' } as const;
  const asked = (isRevision: boolean): Question => ({ ...slotBase(base, [], null), isRevision });
  const read: Partial<Reading> = { names: [{ slot: 'system.employer', quote: 'Prairie Institute', name: null }] };
  const named = (text: string, isRevision: boolean) =>
    commands(text, read, { values: { 'system.employer': value('Prairie Institute') } }, asked(isRevision));
  expect(named('the Prairie Institute.', true)).toMatchObject([{ value: { text: 'the Prairie Institute' } }]);
  expect(named('no, the Prairie Institute', true)).toEqual([]);
  expect(named('the Prairie Institute', false)).toEqual([]);
});

test('clears values that are taken back', () => {
  const sheet = { values: { background: value('I was a DBA.') }, figures: [latency] };
  expect(commands('forget both', { takenBack: ['background', 'f1'] }, sheet)).toEqual([
    { type: 'clear', slot: 'background', figure: null },
    { type: 'clear', slot: 'latency.now', figure: 'latency.1' },
    { type: 'decline', slot: 'latency.now' },
  ]);
  expect(commands('not p99', { takenBack: ['f1.percentile', 'f9', 'nonsense'] }, sheet)).toEqual([
    { type: 'set-figure', topic: 'latency', id: 'latency.1', patch: { percentile: null }, slot: 'latency.percentile' },
    { type: 'decline', slot: 'latency.percentile' },
  ]);
});

describe('confidential words of a reading', () => {
  test('hides confidential words, with the stand-in of the person', () => {
    expect(
      commands("don't name Pellucid, say a streaming service", {
        confidential: [{ hide: 'Pellucid', say: 'a streaming service' }],
      }),
    ).toEqual([
      { type: 'hide', value: 'Pellucid', say: 'a streaming service' },
      { type: 'remark', remark: 'kept-out' },
    ]);
  });

  test.each([null, 'a famous company', 'Pellucid Inc'])(
    'hides confidential words, and asks for a stand-in instead of: %s',
    (say) => {
      expect(
        commands("Pellucid Inc, don't name Pellucid", { confidential: [{ hide: 'Pellucid', say }] }),
      ).toMatchObject([
        { type: 'hide', value: 'Pellucid', say: null },
        { type: 'ask-back', pending: { kind: 'describe', value: 'Pellucid' } },
        { type: 'remark' },
      ]);
    },
  );

  test('hides only words of the message or of a noted value', () => {
    expect(commands('the name is secret', { confidential: [{ hide: 'Globex', say: null }] })).toEqual([]);
    const sheet = { values: { 'system.employer': value('Globex') } };
    expect(commands('the name is secret', { confidential: [{ hide: 'globex', say: null }] }, sheet)).toMatchObject([
      { type: 'hide', value: 'Globex' },
      {},
      {},
    ]);
  });
});

test('"no number" to a question for all numbers declines only its first topic', () => {
  const step = OPEN_STEPS.find(({ id }) => id === 'throughput:open');
  const question = step ? stepQuestion(step, { ...EMPTY, open: true }) : null;
  const read = { declined: ['throughput', 'latency', 'reliability', 'background'] };
  expect(question).toMatchObject({ topics: expect.arrayContaining(['latency']) });
  expect(commands('No number, sorry.', read, {}, question)).toEqual([
    { type: 'decline', slot: 'throughput.now' },
    { type: 'decline', slot: 'background' },
  ]);
});

test('declines a topic unless something is noted for it', () => {
  expect(commands('nothing', { declined: ['company', 'latency.before', 'nonsense', 'role'] })).toEqual([
    { type: 'decline', slot: 'company.choice' },
    { type: 'decline', slot: 'company.view' },
    { type: 'decline', slot: 'latency.before' },
  ]);
  expect(commands('nothing', { declined: ['latency'] }, { figures: [latency] })).toEqual([]);
});

test('notes nothing of a request to keep words out', () => {
  const message = 'It serves 640 sites, but that is a secret of the boss, write hundreds of sites. It is in Go.';
  const read = {
    texts: [text('system.what', 'It serves 640 sites', 'It is in Go.')],
    confidential: [{ hide: '640 sites', say: 'hundreds of sites' }],
  };
  expect(JSON.stringify(commands(message, read))).not.toContain('boss');
});

describe('correction of a noted text', () => {
  const noted = 'I built the scorer. The rule is 48 hours.';
  const read = (message: string, ...quotes: string[]) =>
    commands(message, { texts: [text('system.what', ...quotes)] }, { values: { 'system.what': value(noted) } });

  test('keeps the quoted part of the noted text', () => {
    expect(read("it's 72 hours", 'I built the scorer. The rule is', '72 hours')).toMatchObject([
      { type: 'set', slot: 'system.what', value: { text: 'I built the scorer. The rule is 72 hours' } },
    ]);
  });

  test('separates a whole kept sentence from the new one', () => {
    expect(read('it marks 221 sheets', 'I built the scorer', 'it marks 221 sheets')).toMatchObject([
      { value: { text: 'I built the scorer; it marks 221 sheets' } },
    ]);
  });

  test('drops words that are neither noted nor in the message', () => {
    expect(read("it's 72 hours", 'I led the team.', '72 hours')).toMatchObject([
      { type: 'set', value: { text: `${noted} 72 hours` } },
    ]);
  });

  test('ignores a correction without a quote from the message', () => {
    expect(read("it's fine", 'I built the scorer.')).toEqual([]);
  });
});

test('reads a share in per mille', () => {
  const lost = figure('reliability', 'lost: 0,4 ‰, before 7 ‰', {
    after: side(0.4, '‰', '0,4 ‰'),
    before: side(7, '‰', '7 ‰'),
  });
  expect(commands('lost: 0,4 ‰, before 7 ‰', { figures: [lost] })).toMatchObject([
    {
      type: 'set-figure',
      patch: { now: { quantity: { value: 0.04, unit: '%' } }, before: { quantity: { value: 0.7, unit: '%' } } },
    },
  ]);
});

test('asks a follow-up only for an open slot', () => {
  const followUp = { slot: 'system.part', question: 'Which part was yours?' };
  expect(commands('x', { followUp })).toEqual([{ type: 'follow-up', ...followUp }]);
  expect(commands('x', { followUp }, { values: { 'system.part': value('All of it.') } })).toEqual([]);
  const slotOf = (slot: string) =>
    commands('x', { followUp: { ...followUp, slot } }).map((one) => 'slot' in one && one.slot);
  expect(['reliability.words', 'latency', 'contract', 'system'].flatMap(slotOf)).toEqual([
    'reliability.now',
    'latency.now',
    'contract.constraint',
    'system.what',
  ]);
  const what = { slot: 'system.what', question: 'What does the gateway do?' };
  const told = (words: string) => commands(words, { texts: [text('system.what', words)], followUp: what });
  expect(told('the gateway').map(({ type }) => type)).toEqual(['set', 'follow-up']);
  expect(commands('x', { followUp: { slot: 'salary', question: 'How much?' } })).toEqual([]);
});

describe('reading of a server without schemas', () => {
  test('completes missing null fields, and drops invalid items only', () => {
    const raw = {
      names: [
        { slot: 'role.company', quote: 'Acme', name: null },
        { slot: 'role.salary', quote: '7' },
      ],
      figures: [{ topic: 'latency', after: { value: 3, unit: 's', per: 'never', quote: '3 s' } }],
    };
    expect(ReadingSchema.parse(raw)).toEqual(
      reading({
        names: [{ slot: 'role.company', quote: 'Acme', name: null }],
        figures: [figure('latency', '', { after: side(3, 's', '3 s') })],
      }),
    );
  });

  test.each([{}, { error: 'no' }, [], null, { names: 'Acme' }])('rejects a reading of another shape: %j', (raw) => {
    expect(ReadingSchema.safeParse(raw).success).toBe(false);
  });
});

describe('message longer than a letter', () => {
  const message = 'I rebuilt the meter pipeline in Go. '.repeat(120).trim();

  test('asks again if the text is too long, also together with the noted one', () => {
    const again = { kind: 'again', slot: 'system.what', figure: null, problem: 'too-long', offers: [] };
    expect(commands(message, { texts: [text('system.what', message)] })).toEqual([
      { type: 'ask-back', pending: again },
    ]);
    const told = { 'system.what': value(message.slice(0, 2_990)) };
    const more = { texts: [text('system.what', 'It took a year.')] };
    expect(commands('It took a year.', more, { values: told })).toEqual([{ type: 'ask-back', pending: again }]);
  });

  test('does not hide a whole long message', () => {
    expect(commands(message, { confidential: [{ hide: message, say: null }] })).toEqual([]);
  });
});

describe('condition of a zero', () => {
  const message = 'No outage over 2 minutes since then, once.';
  const outage = (measure: string, quote: string, tail: string) =>
    commands(message, {
      figures: [
        figure('reliability', 'No outage over 2 minutes since then', {
          measure,
          after: { ...side(0, 'outages', quote), tail },
        }),
      ],
    });

  test('is not said twice by the measure and the words after the number', () => {
    const [set] = outage('outage over 2 minutes', 'No outage', 'over 2 minutes since then');
    expect(set).toMatchObject({
      type: 'set-figure',
      patch: { measure: 'outage over 2 minutes', now: { tail: '' }, typed: 'No outage over 2 minutes since then' },
    });
  });

  test.each(['No outage', 'No outage over 2 minutes'])('has to be confirmed if it would be lost: %s', (quote) => {
    expect(outage('outage', quote, 'since then')).toMatchObject([{ type: 'ask-back', pending: { kind: 'unsure' } }]);
  });
});
