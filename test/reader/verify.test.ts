import { describe, expect, test } from 'vitest';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import type { Question } from '../../src/machine/question.ts';
import type { Figure, Sheet } from '../../src/machine/sheet.ts';
import { CONTRACT_STORY } from '../../src/machine/slots.ts';
import { finderFor } from '../../src/reader/quotes.ts';
import { type Reading, ReadingSchema } from '../../src/reader/reading.ts';
import { commandsIn } from '../../src/reader/verify.ts';
import { shownOf } from '../../src/reader/verify-texts.ts';
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
  return commandsIn(reading(read), { id: 'm2', text: message, question, context, sentences, unmask: (words) => words });
}

const value = (words: string) => ({ text: words, source: 'm1', sentences: 1, ours: false });
const latency: Figure = {
  id: 'latency.1',
  topic: 'latency',
  measure: 'search',
  percentile: 'p99',
  now: { quantity: { value: 210, unit: 'ms' }, bound: null, tail: '', quote: '210 ms', source: 'm1' },
  before: null,
  sentence: null,
  typed: null,
};

describe('changes to the letter', () => {
  const message = "in 1 i don't like nothing fancy, drop the bracket. is it too long?";
  const edit = (n: number, text: string | null) => commands(message, { edits: [{ n, text }] });

  test('that take words away, or put the person’s in, are made', () => {
    expect(edit(1, 'I rebuilt it in Go.')).toEqual([
      { type: 'edit-letter', edit: { type: 'rewrite', key: 'system.what', text: 'I rebuilt it in Go.', source: 'm2' } },
    ]);
    expect(edit(2, null)).toEqual([{ type: 'edit-letter', edit: { type: 'cut', key: 'background' } }]);
  });

  test('that would say more, or of no sentence that is there, are not', () => {
    expect(edit(1, 'I led the rebuild in Go.')).toEqual([]);
    expect(edit(2, 'I have twenty years.')).toEqual([]);
    expect(edit(1, 'Go rebuilt I.')).toEqual([]);
    expect(edit(3, 'I rebuilt it.')).toEqual([]);
    expect(edit(1, ' ')).toEqual([]);
  });

  test('are all that a message about them does, but for an answer', () => {
    const read = {
      edits: [{ n: 1, text: 'I rebuilt it in Go.' }],
      confidential: [{ hide: 'nothing fancy', say: null }],
      answer: 'It is within 350 words.',
    };
    expect(commands(message, read).map(({ type }) => type)).toEqual(['edit-letter', 'say']);
  });
});

describe('quotes', () => {
  test.each([
    ['I rebuilt  the\npipeline', 'rebuilt the pipeline', 'rebuilt  the\npipeline'],
    ['it’s “fast” – really', `it's "fast" - really`, 'it’s “fast” – really'],
    ['The p99 fell.', 'the p99 fell', 'The p99 fell'],
    ['from 310 ms', '10 ms', null],
    ['we run Go', 'Golang', null],
    ['anything', '  ', null],
  ])('%j holds %j', (message, quote, found) => {
    expect(finderFor(message).find(quote)?.text ?? null).toBe(found);
  });

  test('that are made up set nothing', () => {
    const read: Partial<Reading> = {
      names: [{ slot: 'role.company', quote: 'Globex', name: null }],
      texts: [text('system.part', 'I led fifty engineers.')],
      figures: [figure('latency', 'p99 is 3 ms', { after: side(3, 'ms', '3 ms') })],
    };
    expect(commands('I rebuilt it alone.', read)).toEqual([]);
  });

  test('are joined in the words that were typed, without the one that was not', () => {
    const read = { texts: [text('system.what', 'i rebuilt billing', 'It won a prize', 'It runs in Go')] };
    expect(commands('I rebuilt billing, lol. It runs in Go.', read)).toEqual([
      {
        type: 'set',
        slot: 'system.what',
        value: {
          text: 'I rebuilt billing. It runs in Go',
          source: 'm2',
          sentences: 2,
          ours: false,
          around: 'I rebuilt billing, lol. It runs in Go.',
        },
      },
    ]);
  });
});

test('what was said to the bot is not told with the rest of its sentence', () => {
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

describe('numbers', () => {
  const unsure = [{ type: 'ask-back', pending: expect.objectContaining({ kind: 'unsure' }) }];
  test.each([
    ['a value that is not in its quote', 'It takes 1.5 s', side(15, 's', '1.5 s')],
    ['another unit', 'It takes 1.5 s', side(1.5, 'ms', '1.5 s')],
    ['a number of the model’s', 'It is twice as fast', side(2, 's', 'twice as fast')],
  ])('%s is confirmed', (_, message, after) => {
    expect(commands(message, { figures: [figure('latency', message, { after })] })).toEqual(unsure);
  });

  test.each([
    ['It takes 1,800 ms', side(1.8, 'seconds', '1,800 ms')],
    ['It takes one and a half seconds', side(1.5, 's', 'one and a half seconds')],
    ['1.2M mails an hour', side(20_000, 'mails', '1.2M mails an hour', 'minute')],
  ])('%s is read in any unit', (message, after) => {
    const topic = after.per ? 'throughput' : 'latency';
    expect(commands(message, { figures: [figure(topic, message, { after })] })).toMatchObject([{ type: 'set-figure' }]);
  });

  test('a percentile that nobody said is confirmed', () => {
    const after = side(40, 'ms', '40 ms');
    expect(
      commands('It takes 40 ms', { figures: [figure('latency', 'It takes 40 ms', { after, percentile: 'p99' })] }),
    ).toEqual(unsure);
  });

  test('the noted figure is changed by its id, and completed where it was just asked about', () => {
    const after = side(310, 'ms', '310 ms');
    const read = { figures: [figure('latency', "it's 310 ms not 210", { id: 'f1', after })] };
    expect(commands("wait, it's 310 ms not 210", read, { figures: [latency] })).toMatchObject([
      { type: 'set-figure', id: 'latency.1', patch: { now: { quantity: { value: 310, unit: 'ms' } } } },
    ]);
  });

  test('the same figure told once more is no second one', () => {
    const after = side(210, 'ms', '210 ms');
    expect(
      commands(
        'as I said, p99 210 ms',
        { figures: [figure('latency', 'p99 210 ms', { after, percentile: 'p99' })] },
        { figures: [latency] },
      ),
    ).toMatchObject([{ type: 'set-figure', id: 'latency.1' }]);
  });

  test('another percentile is a figure of its own', () => {
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
  ['senior be', 'Senior Backend Engineer', true],
  ['senior be', 'Senior Backend Engineer Payments', false],
  ['swe', 'Software Engineer', false],
  ['storage eng.', 'Principal Storage Engineer', false],
])('%s is spelled out as %s: %s', (quote, name, isTaken) => {
  const set = commands(quote, { names: [{ slot: 'role.position', quote, name }] });
  expect(set).toMatchObject([{ value: { text: isTaken ? name : quote } }]);
});

test('a job post tells of the role and of nothing else', () => {
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
  // A post whose ends are not found is the whole message.
  const whole = commands(`${post}\n\nAsk me about Rust.`, { ...read, post: { first: 'Nowhere', last: 'at all' } });
  expect(whole.map((command) => ('slot' in command ? command.slot : command.type))).toEqual(['keep', 'role.company']);
});

test('a long message and a long answer take no long time', () => {
  const message = 'p99 1,200 ms → 40 ms, '.repeat(900);
  const one = figure('latency', 'p99 1,200 ms', {
    before: side(1200, 'ms', '1,200 ms'),
    after: side(41, 'ms', '41 ms'),
  });
  const begun = performance.now();
  commands(message, { figures: Array.from({ length: 500 }, () => one), texts: [text('contract', message)] });
  expect(performance.now() - begun).toBeLessThan(2_000);
});

describe('texts', () => {
  const told = {
    values: { 'system.what': value('I rebuilt billing.'), [CONTRACT_STORY]: value('The API was fixed.') },
  };
  test.each([
    ['a sentence', 'live runs on SQL Server', 'I wrote the intake. Mara did the curve fit.'],
    ['the end of one', 'Mara did the curve fit.', 'I wrote the intake. live runs on SQL Server.'],
    ['nothing that is not there', 'it runs on Oracle', null],
    ['a slot is no part', 'system.part', null],
  ])('lose what is taken back of them: %s', (_, words, left) => {
    const noted = { ...value('I wrote the intake. live runs on SQL Server. Mara did the curve fit.'), around: 'x' };
    const set = commands('scrap that', { takenBack: [words] }, { values: { 'system.what': noted } });
    expect(set).toEqual(
      left === null ? [] : [{ type: 'set', slot: 'system.what', value: expect.objectContaining({ text: left }) }],
    );
  });

  test('are told anew beside what is taken back of them', () => {
    const noted = { 'system.what': value('I wrote the intake, live runs on SQL Server.') };
    const read = { texts: [text('system.what', 'live runs on MariaDB')], takenBack: ['live runs on SQL Server'] };
    const set = commands('Scrap that, live runs on MariaDB', read, { values: noted });
    expect(set.at(-1)).toMatchObject({ value: { text: 'I wrote the intake. live runs on MariaDB' } });
    expect(JSON.stringify(set)).not.toContain('SQL Server');
  });

  test('are shown to a model whole where the message may be about their end', () => {
    const long = `${'I wrote the intake. '.repeat(10)}Live runs on Redis.`;
    expect(shownOf(long, 'take out the Redis, please')).toBe(long);
    expect(shownOf(long, 'it takes 4 s')).toBe(`${long.slice(0, 160)}…`);
  });

  test('that are told later stand behind what is noted', () => {
    expect(
      commands('It also does refunds.', { texts: [text('system.what', 'It also does refunds.')] }, told),
    ).toMatchObject([
      { slot: 'system.what', value: { text: 'I rebuilt billing. It also does refunds.', sentences: 2 } },
    ]);
    expect(commands('Nothing broke.', { texts: [text('contract', 'Nothing broke.')] }, told)).toMatchObject([
      { slot: 'contract.result', value: { text: 'Nothing broke.' } },
    ]);
  });

  test('that are said anew replace it', () => {
    const read = { texts: [text('system.what', 'I rebuilt refunds.')], takenBack: ['system.what'] };
    expect(commands('No, I rebuilt refunds.', read, told)).toMatchObject([
      { type: 'set', value: { text: 'I rebuilt refunds.' } },
    ]);
  });

  test('that contradict are asked about', () => {
    const sheet = { values: { 'role.company': value('Acme') } };
    const read: Partial<Reading> = {
      names: [{ slot: 'role.company', quote: 'Globex', name: null }],
      conflicts: ['role.company'],
    };
    expect(commands('at Globex', read, sheet)).toMatchObject([{ type: 'ask-back', pending: { kind: 'differs' } }]);
  });
});

test('a load or a time without a number is a sentence of its figure, until there is one', () => {
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
  // Then it is told with the number.
  expect(commands('Way quicker than Earlene.', read, { figures: [latency] })).toMatchObject([
    { type: 'set-figure', id: latency.id, patch: { typed: expect.stringContaining('Way quicker than Earlene.') } },
  ]);
});

test('what a time means to somebody stands behind its number, for the letter', () => {
  const message = 'The p99 is 0.35 s. The worker stands there in gloves.';
  const read = {
    figures: [figure('latency', 'The p99 is 0.35 s', { percentile: 'p99', after: side(0.35, 's', '0.35 s') })],
    texts: [text('latency.words', 'The worker stands there in gloves.')],
  };
  const typed = 'The p99 is 0.35 s. The worker stands there in gloves.';
  expect(commands(message, read)).toMatchObject([{ type: 'set-figure', topic: 'latency', patch: { typed } }]);
  const madeUp = { ...read, texts: [text('latency.words', 'Everybody cheers.')] };
  expect(commands(message, madeUp)).toMatchObject([{ type: 'set-figure', patch: { typed: 'The p99 is 0.35 s' } }]);
});

describe('what else was said in answer to a question about a topic goes to the letter', () => {
  const about = (topic: string): Question => ({ kind: 'open', step: topic, topic, slot: topic, options: [] });
  const message =
    'p95 of a check is 380 ms. The PDF way nobody ever timed! Is that a good one? ' +
    'In 2019 we had 3 vans out there. Moment, I look.\n> You will lead forty engineers here';
  const read = {
    figures: [figure('latency', 'p95 of a check is 380 ms', { percentile: 'p95', after: side(380, 'ms', '380 ms') })],
    toBot: ['Is that a good one?'],
  };
  const typed = 'p95 of a check is 380 ms. The PDF way nobody ever timed!';

  test('with its figure: not what was said to the bot, by others, with other numbers, or in passing', () => {
    expect(commands(message, read, {}, about('latency'))).toMatchObject([{ type: 'set-figure', patch: { typed } }]);
  });

  test('but of no other topic', () => {
    const own = { typed: 'p95 of a check is 380 ms' };
    expect(commands(message, read, {}, about('system'))).toMatchObject([{ type: 'set-figure', patch: own }]);
  });

  test('with its text', () => {
    const told = 'I built the desk. Everybody uploads on Sunday evenings.';
    const system = { texts: [text('system.what', 'I built the desk.')] };
    expect(commands(told, system, {}, about('system'))).toMatchObject([{ value: { around: told } }]);
    expect(commands(told, system, {}, about('contract'))).not.toMatchObject([{ value: { around: told } }]);
  });
});

test('what was noted as now is before, once another now is told', () => {
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

test('"not a single one" is none', () => {
  const message = 'In two harvests not a single weighing was lost.';
  const none = side(0, 'weighings', 'not a single weighing');
  const read = { figures: [figure('reliability', message, { after: none })] };
  const now = { quantity: { value: 0 } };
  expect(commands(message, read)).toMatchObject([{ type: 'set-figure', topic: 'reliability', patch: { now } }]);
});

test('a load over several hours is confirmed as the rate that it comes to', () => {
  const message = 'last cycle 1.2 million cards in 5 hours';
  const after = { ...side(1_200_000, 'cards', '1.2 million cards'), tail: 'in 5 hours' };
  const [asked] = commands(message, { figures: [figure('throughput', message, { after })] });
  const now = {
    quantity: { value: 240_000, unit: 'cards', per: 'hour' },
    quote: '1.2 million cards in 5 hours',
    tail: '',
  };
  expect(asked).toMatchObject({ type: 'ask-back', pending: { kind: 'unsure', patch: { now } } });
});

test('a load told every ten minutes is confirmed as a rate', () => {
  const message = 'it was 9 thousand readings every ten minutes';
  const before = { ...side(9_000, 'readings', '9 thousand readings'), tail: 'every ten minutes' };
  const [asked] = commands(message, { figures: [figure('throughput', message, { before })] });
  const rate = { quantity: { value: 900, unit: 'readings', per: 'minute' }, tail: '' };
  expect(asked).toMatchObject({ type: 'ask-back', pending: { kind: 'unsure', patch: { before: rate } } });
});

test('a value that is only told anew contradicts nothing', () => {
  const message = 'still 210 ms, on the server';
  const told = { ...figure('latency', message, { after: side(210, 'ms', '210 ms') }), id: 'f1' };
  const read = { figures: [told], conflicts: ['f1'] };
  expect(commands(message, read, { figures: [latency] })).toMatchObject([{ type: 'set-figure' }]);
  const other = { ...latency, now: latency.now && { ...latency.now, quantity: { value: 190, unit: 'ms' } } };
  expect(commands(message, read, { figures: [other] })).toMatchObject([
    { type: 'ask-back', pending: { kind: 'conflict' } },
  ]);
});

test('what is taken back is cleared', () => {
  const sheet = { values: { background: value('I was a DBA.') }, figures: [latency] };
  expect(commands('forget both', { takenBack: ['background', 'f1'] }, sheet)).toEqual([
    { type: 'clear', slot: 'background', figure: null },
    { type: 'clear', slot: 'latency.now', figure: 'latency.1' },
    { type: 'decline', slot: 'latency.now' },
  ]);
  expect(commands('not p99', { takenBack: ['f1.percentile', 'f9', 'nonsense'] }, sheet)).toEqual([
    { type: 'set-figure', topic: 'latency', id: 'latency.1', patch: { percentile: null }, slot: 'latency.percentile' },
  ]);
});

describe('what is confidential', () => {
  test('is hidden with the words that the person gave', () => {
    expect(
      commands("don't name Pellucid, say a streaming service", {
        confidential: [{ hide: 'Pellucid', say: 'a streaming service' }],
      }),
    ).toEqual([
      { type: 'hide', value: 'Pellucid', say: 'a streaming service' },
      { type: 'remark', remark: 'kept-out' },
    ]);
  });

  test.each([null, 'a famous company', 'Pellucid Inc'])('is hidden at once, and the stand-in asked for: %s', (say) => {
    expect(commands("Pellucid Inc, don't name Pellucid", { confidential: [{ hide: 'Pellucid', say }] })).toMatchObject([
      { type: 'hide', value: 'Pellucid', say: null },
      { type: 'ask-back', pending: { kind: 'describe', value: 'Pellucid' } },
      { type: 'remark' },
    ]);
  });

  test('has to be said or noted', () => {
    expect(commands('the name is secret', { confidential: [{ hide: 'Globex', say: null }] })).toEqual([]);
    const sheet = { values: { 'system.employer': value('Globex') } };
    expect(commands('the name is secret', { confidential: [{ hide: 'globex', say: null }] }, sheet)).toMatchObject([
      { type: 'hide', value: 'Globex' },
      {},
      {},
    ]);
  });
});

test('a topic is declined, unless it is told', () => {
  expect(commands('nothing', { declined: ['company', 'latency.before', 'nonsense', 'role'] })).toEqual([
    { type: 'decline', slot: 'company.choice' },
    { type: 'decline', slot: 'company.view' },
    { type: 'decline', slot: 'latency.before' },
  ]);
  expect(commands('nothing', { declined: ['latency'] }, { figures: [latency] })).toEqual([]);
});

test('an order about what is confidential goes to nobody with what was told in its sentence', () => {
  const message = 'It serves 640 sites, but that is a secret of the boss, write hundreds of sites. It is in Go.';
  const read = {
    texts: [text('system.what', 'It serves 640 sites', 'It is in Go.')],
    confidential: [{ hide: '640 sites', say: 'hundreds of sites' }],
  };
  expect(JSON.stringify(commands(message, read))).not.toContain('boss');
});

describe('a noted text that is mended', () => {
  const noted = 'I built the scorer. The rule is 48 hours.';
  const read = (message: string, ...quotes: string[]) =>
    commands(message, { texts: [text('system.what', ...quotes)] }, { values: { 'system.what': value(noted) } });

  test('keeps what is quoted of it', () => {
    expect(read("it's 72 hours", 'I built the scorer. The rule is', '72 hours')).toMatchObject([
      { type: 'set', slot: 'system.what', value: { text: 'I built the scorer. The rule is 72 hours' } },
    ]);
  });

  test('has a stop between what is kept whole and what is new', () => {
    expect(read('it marks 221 sheets', 'I built the scorer', 'it marks 221 sheets')).toMatchObject([
      { value: { text: 'I built the scorer; it marks 221 sheets' } },
    ]);
  });

  test('is what is told of it alone, where it is told anew', () => {
    const slot = { kind: 'slot', step: 'system', topic: 'system', slot: 'system.what', options: [] } as const;
    const anew = { ...slot, problem: null, current: noted, figure: null, isRevision: true, readsBack: null };
    const told = { texts: [text('system.what', 'I built the scorer.', 'The rule is 48 hours.')] };
    expect(commands('I built the scorer.', told, { values: { 'system.what': value(noted) } }, anew)).toMatchObject([
      { value: { text: 'I built the scorer.' } },
    ]);
  });

  test('holds nothing that stands neither in it nor in the message', () => {
    expect(read("it's 72 hours", 'I led the team.', '72 hours')).toMatchObject([
      { type: 'set', value: { text: `${noted} 72 hours` } },
    ]);
  });

  test('is not told anew without a word of the message', () => {
    expect(read("it's fine", 'I built the scorer.')).toEqual([]);
  });
});

test('a share is read per mille, too', () => {
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

test('a follow-up asks for something that is open', () => {
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
  expect(told('a gateway for old bank terminals').map(({ type }) => type)).toEqual(['set']);
  expect(commands('x', { followUp: { slot: 'salary', question: 'How much?' } })).toEqual([]);
});

describe('an answer of a server without schemas', () => {
  test('may leave out what is null, and one bad item costs only itself', () => {
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

  test.each([{}, { error: 'no' }, [], null, { names: 'Acme' }])('that is something else is none: %j', (raw) => {
    expect(ReadingSchema.safeParse(raw).success).toBe(false);
  });
});

describe('a message that is longer than a letter', () => {
  const message = 'I rebuilt the meter pipeline in Go. '.repeat(120).trim();

  test('is asked for once more, whatever its slot', () => {
    const again = { kind: 'again', slot: 'system.what', figure: null, problem: 'too-long', offers: [] };
    expect(commands(message, { texts: [text('system.what', message)] })).toEqual([
      { type: 'ask-back', pending: again },
    ]);
    const told = { 'system.what': value(message.slice(0, 2_990)) };
    const more = { texts: [text('system.what', 'It took a year.')] };
    expect(commands('It took a year.', more, { values: told })).toEqual([{ type: 'ask-back', pending: again }]);
  });

  test('is no value to keep out', () => {
    expect(commands(message, { confidential: [{ hide: message, say: null }] })).toEqual([]);
  });
});
