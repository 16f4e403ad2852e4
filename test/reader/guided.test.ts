import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, type Command, EXPLAINED, remark } from '../../src/machine/commands.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { nextQuestion } from '../../src/machine/next-question.ts';
import { pendingQuestion } from '../../src/machine/pending-question.ts';
import { readGuided } from '../../src/reader/guided.ts';
import { readNames } from '../../src/reader/name-answers.ts';
import { STORED_QUESTIONS } from '../machine/stored-questions.ts';
import { messageOf } from './message.ts';

/** The context in which a slot is asked for, with everything before it declined. */
function asking(slot: string): InterviewContext {
  let context: InterviewContext = EMPTY;
  for (let turns = 0; turns < 60; turns += 1) {
    const question = nextQuestion(context);
    if (!question || question.slot === slot) break;
    const finish: Command = { type: 'finish', step: question.step ?? '' };
    context = [{ type: 'decline', slot: question.slot } as Command, finish].reduce(apply, context);
  }
  return context;
}

function read(slot: string, text: string): readonly Command[] {
  const context = asking(slot);
  const question = nextQuestion(context);
  expect(question?.slot).toBe(slot);
  return readGuided(messageOf({ text, question, context }));
}

test.each(['proposals', 'language', 'remind', 'stories', 'deleted', 'sure', 'job-post'] as const)(
  'asks for a tap where no typed text is an answer: %s',
  (kind) => {
    const question = pendingQuestion(STORED_QUESTIONS[kind][0], EMPTY);
    const commands = ['We used Kafka for that.', 'same as above'].map((text) =>
      readGuided(messageOf({ text, question, context: EMPTY })),
    );
    expect(commands).toEqual([[remark('tap')], [remark('tap')]]);
  },
);

function values(commands: readonly Command[]): Record<string, string> {
  return Object.fromEntries(
    commands.flatMap((command) => (command.type === 'set' ? [[command.slot, command.value.text]] : [])),
  );
}

function asked(commands: readonly Command[]): string | undefined {
  return commands.find((command) => command.type === 'ask-back')?.pending.kind;
}

describe('position and company', () => {
  const SLOT = 'role.position+role.company';
  test.each([
    ['Senior Backend Engineer at Harbour Grid', 'Senior Backend Engineer', 'Harbour Grid'],
    ['Staff Engineer, Bidding, at Lumenade', 'Staff Engineer, Bidding', 'Lumenade'],
    ['Backend Developer @ Peregrine Freight', 'Backend Developer', 'Peregrine Freight'],
    [
      'Backend Engineer (Billing) at Tamarind Software, to Jules Okonedo',
      'Backend Engineer (Billing)',
      'Tamarind Software',
    ],
    ['backend / infra engineer, Tarnholm', 'backend / infra engineer', 'Tarnholm'],
  ])('reads the position and the company in "%s"', (text, position, company) =>
    expect(values(read(SLOT, text))).toEqual({ 'role.position': position, 'role.company': company }),
  );

  test.each([
    'Backend engineer at Harbourline, checkout team. argh no, it is spelled Harborlane, sorry',
    'Senior Backend Engineer on Flags Runtime at Corvid Labs',
    'Staff Engineer, Bidding, Lumenade',
    'I want to work at Lumenade',
  ])('asks for position and company separately after "%s"', (text) => {
    const commands = read(SLOT, text);
    expect(values(commands)).toEqual({});
    expect(commands.map(({ type }) => type)).toContain('split');
  });
});

test('reads what stands beside a confidential remark, and asks what to keep out', () => {
  const commands = read('role.team', 'Tracking. and please, our founder must stay confidential');
  expect(values(commands)).toEqual({ 'role.team': 'Tracking' });
  expect(commands.at(-1)).toMatchObject({ type: 'ask-back', pending: { kind: 'keep-out', values: ['Tracking'] } });
});

test('a question that asks for confidentiality is never answered as one to the bot', () => {
  const commands = read('reliability.now', '0.5% of bookings failed. Can you keep that confidential?');
  expect(commands.at(-1)).toMatchObject({ type: 'ask-back', pending: { kind: 'keep-out', values: ['0.5%'] } });
});

test('an order to keep out a number is no figure', () => {
  const value = '18,730 bookings per hour';
  const commands = read('throughput.now', `keep out ${value}`);
  expect(commands.slice(0, 2)).toEqual([
    { type: 'hide', value, say: null },
    { type: 'ask-back', pending: { kind: 'describe', value } },
  ]);
});

describe('words beside a question to the bot', () => {
  const QUESTION = 'How long does this take?';

  test.each([
    ['system.employer', 'im on lunch'],
    ['system.what', 'im on lunch'],
    ['company.view', 'I am not native'],
    ['job-post', 'im on lunch'],
    ['role.position+role.company', 'im on lunch'],
    ['latency.now', 'im on lunch'],
    ['latency.now', 'search: 4 seconds'],
    ['contact.name+contact.email+contact.location', 'Ada Li, ada@example.com, Oslo'],
  ])('at %s, notes nothing unseen and builds no wording: %s', (slot, told) => {
    const commands = read(slot, `${QUESTION} ${told}`);
    expect(commands[0]).toEqual({ type: 'remark', remark: 'no-answer' });
    const pending = commands.flatMap((command) => (command.type === 'ask-back' ? [command.pending] : []));
    expect(commands).toHaveLength(1 + pending.length);
    expect(pending).toMatchObject([{ kind: 'aside', slot, about: 'question' }]);
    expect(JSON.stringify(pending)).toContain(told);
  });
});

test('offers the number that the sentence before a confidential remark told', () => {
  const commands = read('throughput.now', 'Exact is 18,730 logins a second. That number is confidential.');
  const said = 'That number is confidential.';
  const pending = { kind: 'keep-out', values: ['18,730 logins a second'], said };
  expect(commands).toContainEqual({ type: 'ask-back', pending });
});

test('separates the position from the name of the company', () => {
  const told = (text: string) => values(readNames({ text, source: 'm1', slot: 'role.company', step: null }));
  expect(told('Staff Engineer at Fjordpay')).toEqual({ 'role.position': 'Staff Engineer', 'role.company': 'Fjordpay' });
  expect(told('Stories at Sea')).toEqual({ 'role.company': 'Stories at Sea' });
});

describe('name', () => {
  test.each(['Tavolo', 'Kälin Technik', 'the Veldkamp Institute', 'T. Brandvold GmbH'])(
    'accepts the name "%s"',
    (text) => expect(values(read('system.employer', text))).toEqual({ 'system.employer': text }),
  );
  test.each(['16', 'I built it at Oostkade Logistics in Rotterdam', 'my name is Jo', 'a, b, c, d'])(
    'asks again after "%s"',
    (text) => {
      const commands = read('system.employer', text);
      expect(values(commands)).toEqual({});
      expect(asked(commands)).toBe('again');
    },
  );
});

describe('contact details', () => {
  const SLOT = 'contact.name+contact.email+contact.location';
  test.each([
    ['Jo Lind, jo@example.com, Malmö', ['Jo Lind', 'jo@example.com', 'Malmö']],
    [
      'María del Mar Núñez Prieto, maria@example.com, Cádiz',
      ['María del Mar Núñez Prieto', 'maria@example.com', 'Cádiz'],
    ],
    ['Jo Lind. jo@example.com. Malmö', ['Jo Lind', 'jo@example.com', 'Malmö']],
    ['Jo L. (jo@example.com) Malmö', ['Jo L.', 'jo@example.com', 'Malmö']],
    ['Gareth Ollerton / gareth@example.com / Leeds', ['Gareth Ollerton', 'gareth@example.com', 'Leeds']],
    ['Jo Lind - jo@example.com - Malmö', ['Jo Lind', 'jo@example.com', 'Malmö']],
    ['Jo Lind, jo@example.com, Malmö, Sweden', ['Jo Lind', 'jo@example.com', 'Malmö, Sweden']],
    ['Sedat Ö., sedat@example.com', ['Sedat Ö.', 'sedat@example.com']],
    ['Jo Lind, jo@example.com, Frankfurt am Main', ['Jo Lind', 'jo@example.com', 'Frankfurt am Main']],
    ['jo lind, jo@example.com, malmö', ['jo lind', 'jo@example.com', 'malmö']],
    ['Jo Lind', ['Jo Lind']],
  ])('reads the contact details in "%s"', (text, names) =>
    expect(Object.values(values(read(SLOT, text)))).toEqual(names),
  );

  test.each(['Malmö obviously', 'Malmö. the windy bit'])('asks where the city ends in "%s"', (place) => {
    expect(values(read(SLOT, `Jo Lind, jo@example.com, ${place}`))).toEqual({});
  });

  test('notes nothing from a name and a place without an e-mail between them', () => {
    expect(values(read(SLOT, 'Jo Lind, Malmö'))).toEqual({});
  });
});

describe('phone number with the contact details', () => {
  const slot = 'contact.name+contact.email+contact.location';
  const told = (text: string) => values(readNames({ text, source: 'm1', slot, step: slot }));

  test.each([
    ['Jo Lind, jo@example.com, +46 70 123 45 67, Malmö', '+46 70 123 45 67'],
    ['Jo Lind · 070-123 45 67 · jo@example.com · Malmö', '070-123 45 67'],
    ['Jo Lind, jo@example.com, (555) 123-4567, Malmö', '(555) 123-4567'],
    ['Jo Lind\n+49 (0)30 1234567\njo@example.com\nMalmö', '+49 (0)30 1234567'],
    ['Jo Lind, 030/1234567, jo@example.com, Malmö', '030/1234567'],
    ['Jo Lind, +49 (0)30 / 123 45 67, jo@example.com, Malmö', '+49 (0)30 / 123 45 67'],
    ['Jo Lind, jo@example.com (+46 70 123 45 67), Malmö.', '+46 70 123 45 67'],
  ])('is read whole: %s', (text, phone) => {
    expect(told(text)).toEqual({
      'contact.name': 'Jo Lind',
      'contact.email': 'jo@example.com',
      'contact.phone': phone,
      'contact.location': 'Malmö',
    });
  });

  test('is noted although the rest is asked for', () => {
    const text = 'Jo Lind, (555) 123-4567, 555-0100 200, jo@example.com, Malmö';
    expect(told(text)).toEqual({ 'contact.phone': '(555) 123-4567' });
  });
});

test('takes the only e-mail address out of the words around it', () => {
  const told = (text: string) => values(readNames({ text, source: 'm1', slot: 'contact.email', step: null }));
  expect(told("It's jo@example.com, the old one is dead.")).toEqual({ 'contact.email': 'jo@example.com' });
  expect(told('jo@example.com or jo@example.net')).toEqual({});
});

test('takes a city with its country for the location', () => {
  const told = readNames({ text: 'General Santos, Philippines', source: 'm1', slot: 'contact.location', step: null });
  expect(values(told)).toEqual({ 'contact.location': 'General Santos, Philippines' });
});

describe('text answer', () => {
  test('notes a text as typed', () => {
    expect(values(read('system.part', 'i did the diff encoder. ui was a teammate'))).toEqual({
      'system.part': 'i did the diff encoder. ui was a teammate',
    });
  });

  test.each<[string, number[]]>([
    ['I built the counter. How much detail do you want here? It counts.', [2]],
    ['haha. I built the counter.', [1]],
    ['I built the counter. Say two counters, please.', [2]],
    ['I did the converter. The client is confidential by the way.', [2]],
    ['where do i put the hosting bill', [1]],
    ['I just told you what it replaced. We lost orders', [1]],
    ['I built the counter. Can you mention the award', [2]],
  ])('"%s": asks about a sentence that may be meant for the bot', (text, asides) => {
    const pending = read('system.part', text).find((command) => command.type === 'ask-back')?.pending;
    expect(pending).toMatchObject({ kind: 'aside', asides });
  });

  test('asks again if the answer fits another question', () => {
    expect(asked(read('background', 'Kari Lehtonen, kari@example.fi, Tampere'))).toBe('again');
  });

  test('accepts a lone question only as the closing', () => {
    expect(read('system.part', 'what do people normally write?')).toEqual([{ type: 'remark', remark: 'example' }]);
    expect(read('system.part', 'Is that too technical?')).toEqual([{ type: 'remark', remark: 'no-answer' }]);
    expect(values(read('closing', 'How do you expire raw readings?'))).toEqual({
      closing: 'How do you expire raw readings?',
    });
    const both = 'can show the spec w/o vendor names. who at nordhafen decides when a v2 of the api is needed?';
    expect(values(read('closing', both))).toEqual({ closing: both });
    const unmarked = 'how do you expire raw readings';
    expect(values(read('closing', unmarked))).toEqual({ closing: unmarked });
    const known = 'Do you use AI in your code reviews?';
    expect(values(read('closing', known))).toEqual({ closing: known });
  });

  test.each([
    ['role.position+role.company', 'where does my data go?'],
    ['system.before', 'is p95 okay?'],
    ['latency.now', 'is p95 okay?'],
    ['reliability.now', 'where does my data go, and who in your company or elsewhere can read what I type in here?'],
    ['role.team', "what's usual here, and does anybody read it?"],
  ])('answers a question to the bot at %s: %s', (slot, text) => {
    expect(read(slot, text)).toEqual([{ type: 'remark', remark: 'no-answer' }]);
  });

  test('asks about a number with a question mark', () => {
    expect(read('latency.now', '400 ms?')).toMatchObject([{ type: 'ask-back', pending: { kind: 'order' } }]);
  });

  test('does not take an order about a numbered sentence for an answer', () => {
    expect(read('company.view', 'please cut 1 and 7')).toEqual([{ type: 'remark', remark: 'not-numbered' }]);
  });
});

describe('first message', () => {
  const first = (text: string) => readGuided(messageOf({ text, question: null, context: EMPTY }));

  test('asks what a text is for that is typed over the list of changes', () => {
    const listing: Command = { type: 'ask-back', pending: { kind: 'which', text: null, only: null } };
    const context = apply(asking('latency.now'), listing);
    const question = nextQuestion(context);
    expect(question?.kind).toBe('which');
    const [command] = readGuided(messageOf({ text: 'p95 8 s to 900 ms', question, context }));
    expect(command).toMatchObject({ pending: { kind: 'which', text: { text: 'p95 8 s to 900 ms' } } });
    const held = nextQuestion(apply(context, command as Command));
    expect(held?.options.map(({ id }) => id)).toContain('answer');
  });

  test('asks whether a text of several lines is the job post', () => {
    expect(asked(first('We are hiring.\nYou bring Erlang.\nWe pay well.'))).toBe('job-post');
  });
  test.each([
    'Position: Staff Engineer\nCompany: Acme',
    'We are hiring.\nYou bring Erlang.',
    'Staff Engineer\nat Acme\nin Oslo\nremote',
  ])('asks whether these lines are the job post: %s', (text) => {
    expect(asked(first(text))).toBe('job-post');
  });

  test.each(['Senior Backend Engineer\nat Harbour Grid\nteam Metering', 'hi\nI need a cover letter\nfor Acme'])(
    'reads up to three short lines like one: %s',
    (text) => {
      expect(asked(first(text))).toBeUndefined();
    },
  );

  test('keeps a short line, and sets no slot', () => {
    expect(first('I need a letter for Harbour Grid').map(({ type }) => type)).toEqual(['remark', 'keep']);
  });
});

test.each(['latency.now', 'system.part', 'role.position+role.company'])(
  'asks for a shorter answer at %s, and keeps the sentences of the long one',
  (slot) => {
    const commands = read(slot, 'We cut the p99 of a search from 2 s to 300 ms. '.repeat(80));
    expect(commands.map(({ type }) => type)).toEqual(['keep', 'ask-back']);
    expect(commands.at(-1)).toMatchObject({ pending: { kind: 'again', slot, problem: 'too-long' } });
  },
);

/** CPU time of this thread, which other load on the machine doesn't change. */
function milliseconds(run: () => void): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** The fastest of up to 40 runs, in milliseconds: other programs only add to it. */
function fastest(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < 40 && best >= 50; at += 1) best = Math.min(best, milliseconds(run));
  return best;
}

describe('reading time of 20 KB', () => {
  const SLOTS = ['role.position+role.company', 'system.part', 'reliability.now', 'latency.now', 'throughput.now'];
  const PARTS = [
    '1 ',
    '9,500 rps ',
    'a',
    ' ',
    '.',
    ',',
    ':',
    '\n',
    'no ',
    'none ',
    '1 in 2 ',
    'p99 ',
    ' at ',
    '@',
    '-> ',
    'from 1 to 2 ',
    '(',
    '?',
    '1:',
    'cut 1',
    '… ',
    '“',
    'é',
  ];

  test.each(PARTS)('reads "%s" repeated within 50 ms', (part) => {
    const text = part.repeat(Math.ceil(20_000 / part.length)).slice(0, 20_000);
    for (const slot of SLOTS) {
      const took = fastest(() => read(slot, text));
      expect(took, `${slot}: ${JSON.stringify(part)}`).toBeLessThan(50);
    }
  });

  test('reads any mixture of the parts within 50 ms', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PARTS), { minLength: 3, maxLength: 12 }),
        fc.constantFrom(...SLOTS),
        (parts, slot) => {
          const unit = parts.join('');
          const text = unit.repeat(Math.ceil(20_000 / unit.length)).slice(0, 20_000);
          expect(fastest(() => read(slot, text))).toBeLessThan(50);
        },
      ),
      { numRuns: Number(process.env.FOREWORD_RUNS ?? 40) },
    );
  });
});

test.each([
  'how long does this take?',
  'Who reads this? Is it stored?',
  'wie lange dauert das noch?',
  'is my english ok?',
])('says once what people ask most: %s', (text) => {
  expect(read('system.employer', text)).toEqual([{ type: 'remark', remark: 'no-answer' }]);
  const context = { ...asking('system.employer'), done: [EXPLAINED] };
  const again = readGuided(messageOf({ text, question: nextQuestion(context), context }));
  expect(again).toEqual([{ type: 'remark', remark: 'no-answer-again' }]);
  expect(apply(asking('system.employer'), remark('no-answer')).done).toContain(EXPLAINED);
});
