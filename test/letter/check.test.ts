/** The gate end to end: each kind of fault, planted in a letter that is true but for it, next to what is true in other words. */
import { describe, expect, test } from 'vitest';
import { check, checkSentence, FAULT_KINDS, type FaultKind, WORDS_AT_MOST } from '../../src/letter/check.ts';
import type { Topic } from '../../src/machine/brief.ts';
import { told } from './briefs.ts';

const POST = `Harrow & Pine is hiring a Senior Backend Engineer (remote). Our platform serves 40 million card payments a month on Kafka and Cassandra.
You will own the payout services and join the on-call rotation.
Requirements: 8+ years of experience, hands-on experience with Terraform, security clearance. Apply by mail.`;

/** An interview, with the answer on what came before in the words of the case. */
const interview = (background: string) => {
  const answers: [Topic, string][] = [
    ['role', 'Senior Backend Engineer at Harrow & Pine, in the Payments team. The hiring manager is Mira Solberg.'],
    ['role', POST],
    [
      'system',
      'The seat booking engine at Corvane. Before me it was a nightly script on Oracle. I wrote the new engine in Kotlin on Postgres, and I helped with the migration. My colleague Dagny designed the fraud rules. The first customer was Belmont Opera, with 18,730 subscribers.',
    ],
    ['throughput', 'from 300 to 4,500 bookings per minute'],
    ['latency', 'p95 went from 1.8 s to 210 ms, and p99 from 4.2 s to 640 ms'],
    ['reliability', 'availability 99.9% before, 99.99% now'],
    [
      'contract',
      'The box offices send every booking twice when their line drops, and their software could not change. I gave each booking a key made of till, seat and performance, so a repeat returns the first ticket. Double bookings are gone.',
    ],
    [
      'company',
      'On their engineering blog they wrote that every alert links to a runbook. I think that is right, ours never did and we lost nights to it.',
    ],
    ['background', background],
    ['closing', 'I can share the redacted design document.'],
    ['closing', "Please don't mention Belmont Opera. The 18,730 is confidential, too."],
    ['contact', 'Signe Holm, signe.holm@example.com, Aarhus'],
  ];
  return told(...answers);
};

const BRIEF = interview('Before that I spent five quarters at Ostrava Diagnostics.');

/** A letter around one sentence, which is all that may be wrong with it. */
const letterWith = (sentence: string, reliability = 'Availability rose from 99.9% to 99.99%.') =>
  [
    'Signe Holm · signe.holm@example.com · Aarhus',
    'Dear Mira Solberg,',
    sentence,
    reliability,
    'Kind regards,\nSigne Holm',
  ]
    .filter((part) => part !== '')
    .join('\n\n');

interface Cases {
  /** A sentence, and the part of it that is wrong. */
  readonly planted: readonly (readonly [sentence: string, span: string])[];
  /** What says the same, truly. */
  readonly passes: readonly string[];
}

/** Faults of a whole letter have tables of their own below. */
type OfSentence = Exclude<FaultKind, 'length' | 'throughput-without-reliability' | 'stack-soup'>;

const CASES: Readonly<Record<OfSentence, Cases>> = {
  'invented-number': {
    planted: [
      ['The engine runs on twelve servers.', 'twelve servers'],
      ['We rolled it out in 14 countries.', '14 countries'],
      ['I have worked on payments for six years.', 'six years'],
      ['The migration moved 2 TB of bookings.', '2 TB'],
      ['I spent some years on such systems.', 'spent some years'],
      ['It has run since 2021.', '2021'],
      ['The bill for the database fell by 40%.', '40%'],
      ['A release took three days.', 'three days'],
      ['We were on call for half a decade.', 'half a decade'],
    ],
    passes: [
      'I spent fifteen months at Ostrava Diagnostics.',
      'I spent a year and a quarter at Ostrava Diagnostics.',
      'I spent five quarters at Ostrava Diagnostics.',
      'A booking belongs to a month.',
      'We rolled it out in two steps.',
      'One bad night was enough.',
      'The report is due at the end of the quarter.',
      'A box office sends every booking twice.',
      'Three things made it hard.',
      'A repeat returns the first ticket.',
    ],
  },
  'changed-digit': {
    planted: [
      ['Throughput went from 300 to 4,800 bookings per minute.', '4,800 bookings per minute'],
      ['The p95 went from 1.8 s to 240 ms.', '240 ms'],
      ['Availability went from 99.9% to 99.98%.', '99.98%'],
      ['The p99 fell from 4.7 s to 640 ms.', '4.7 s'],
      ['We took 3,000 bookings a minute before and take 4,500 now.', '3,000 bookings a minute'],
      ['The engine takes five thousand bookings a minute.', 'five thousand bookings a minute'],
      ['It now takes 80 bookings a second.', '80 bookings a second'],
    ],
    passes: [
      'We now take 4.5k bookings a minute.',
      'It takes 270,000 bookings an hour.',
      'The engine takes 75 bookings a second.',
      'Availability went from three nines to four.',
      'At p95 it fell from 1,800 ms to 0.21 s.',
      'It takes four and a half thousand bookings a minute.',
      'We took three hundred bookings a minute before.',
      'At p95 a booking takes about 200 ms.',
      'It carries more than 4,000 bookings a minute.',
      'The p99 stays under 650 ms.',
    ],
  },
  'changed-unit': {
    planted: [
      ['Throughput went from 300 to 4,500 bookings per second.', '4,500 bookings per second'],
      ['The p95 went from 1.8 s to 210 s.', '210 s'],
      ['The p99 fell from 4.2 minutes to 640 ms.', '4.2 minutes'],
      ['It takes 4,500 bookings a day.', '4,500 bookings a day'],
      ['The p99 is 640 seconds now.', '640 seconds'],
      ['The p95 used to be 1.8 ms.', '1.8 ms'],
    ],
    passes: [
      'The p95 went from 1.8 seconds to 210 milliseconds.',
      'The p95 went from 1,800 to 210 ms.',
      'We handle 4,500 of them per minute.',
      'Each minute it takes 4,500 bookings.',
      'In a minute it used to take 300 bookings, and now 4,500.',
      'The p99 is 0.64 s.',
    ],
  },
  'swapped-direction': {
    planted: [
      ['The p95 went from 210 ms to 1.8 s.', '210 ms to 1.8 s'],
      ['Throughput fell from 4,500 to 300 bookings per minute.', '4,500 to 300 bookings per minute'],
      ['Availability went from 99.99% to 99.9%.', '99.99% to 99.9%'],
      ['It used to take 4,500 bookings a minute and takes 300 today.', '4,500 bookings a minute and takes 300'],
      ['The p99 was 640 ms before and is 4.2 s now.', '640 ms before and is 4.2 s'],
      ['Once the p95 was 210 ms. Now it is 1.8 s.', '210 ms. Now it is 1.8 s'],
    ],
    passes: [
      'The p95 is 210 ms, down from 1.8 s.',
      'It takes 4,500 bookings a minute, where it used to be 300.',
      'We came from 300 bookings a minute and are at 4,500.',
      'Availability is 99.99%, up from 99.9%.',
      'What took 1.8 s at p95 takes 210 ms now.',
      'Before the rewrite the p99 was 4.2 s; since then it has been 640 ms.',
      'It takes 4,500 bookings a minute. The script managed 300.',
    ],
  },
  'wrong-percentile': {
    planted: [
      ['The p99 went from 1.8 s to 210 ms.', 'p99'],
      ['The 99th percentile fell from 1.8 s to 210 ms.', '99th percentile'],
      ['The median fell from 1.8 s to 210 ms.', 'median'],
      ['At p95 it went from 4.2 s to 640 ms.', 'p95'],
      ['Nine in ten bookings take under 210 ms.', 'Nine in ten'],
      ['Half of all bookings are through within 640 ms.', 'Half of all bookings'],
    ],
    passes: [
      'The 95th percentile fell from 1.8 s to 210 ms.',
      'At the 99th percentile we went from 4.2 s to 640 ms.',
      '95% of all bookings are through within 210 ms.',
      'The slowest one in a hundred took 4.2 s and takes 640 ms now.',
      'Nineteen out of twenty bookings take under 210 ms.',
      'P95 latency was 1,800 ms and is 210 ms.',
      'The p95 is 210 ms and the p99 is 640 ms.',
    ],
  },
  'wrong-derived': {
    planted: [
      ['The p95 fell from 1.8 s to 210 ms, about twelve times less.', 'about twelve times'],
      ['The p95 fell from 1.8 s to 210 ms, a cut of 78%.', '78%'],
      ['Throughput went from 300 to 4,500 bookings per minute, a tenfold increase.', 'tenfold'],
      ['At p99 we went from 4.2 s to 640 ms, a factor of ten.', 'a factor of ten'],
      ['We halved the p95, from 1.8 s to 210 ms.', 'halved'],
      [
        'Throughput went from 300 to 4,500 bookings per minute, more than twenty times as much.',
        'more than twenty times',
      ],
      ['The p99 fell from 4.2 s to 640 ms, by two thirds.', 'by two thirds'],
    ],
    passes: [
      'The p95 fell from 1.8 s to 210 ms, between eight and nine times faster.',
      'The p95 fell from 1.8 s to 210 ms, a cut of 88%.',
      'Throughput went from 300 to 4,500 bookings per minute, fifteen times as much.',
      'At p99 we went from 4.2 s to 640 ms, a factor of about six and a half.',
      'Availability rose from 99.9% to 99.99%, which leaves a tenth of the downtime.',
      'The p95 fell from 1.8 s to 210 ms, by almost 90%.',
      'Throughput grew fifteenfold, to 4,500 bookings per minute.',
      'We cut the p95 by 88%.',
    ],
  },
  'invented-technology': {
    planted: [
      ['The engine is written in Rust.', 'Rust'],
      ['We moved the script to MongoDB.', 'MongoDB'],
      ['Bookings go through RabbitMQ.', 'RabbitMQ'],
      ['I wrote the new engine in Kotlin on MySQL.', 'MySQL'],
      ['A key is kept in Redis for a moment.', 'Redis'],
      ['I wrote the engine in go.', 'go'],
    ],
    passes: [
      'I wrote the new engine in Kotlin on PostgreSQL.',
      'The nightly script ran on Oracle.',
      'It went live in spring.',
      'I let it go to production step by step.',
      'Your platform runs on Kafka.',
      'A swift answer mattered more than a complete one.',
      'What we express in the key is the seat.',
    ],
  },
  'invented-employer': {
    planted: [
      ['Before that I worked at Globex.', 'Globex'],
      ['Later I joined Nordwind Systems as an engineer.', 'Nordwind Systems'],
      ['I did the same for Acme Payments.', 'Acme Payments'],
      ['I came from Initech with a habit of writing things down.', 'Initech'],
      ['We built it with the help of Blue Lantern Consulting.', 'Blue Lantern Consulting'],
    ],
    passes: [
      'At Corvane I wrote the seat booking engine.',
      'Before that I was at Ostrava Diagnostics.',
      'I am writing to Harrow & Pine.',
      'Dagny designed the fraud rules.',
      'We went live in January.',
      'The API is the same for every till.',
      'I know the Payments team from its blog.',
    ],
  },
  'upgraded-ownership': {
    planted: [
      ['I led the migration.', 'I led the migration.'],
      ['I designed the fraud rules.', 'I designed the fraud rules.'],
      ['I owned the migration.', 'I owned the migration.'],
      ['The fraud rules are mine.', 'The fraud rules are mine.'],
      ['Dagny reported to me.', 'Dagny reported to me.'],
      ['I wrote the engine, and I built the fraud rules.', 'I wrote the engine, and I built the fraud rules.'],
      ['I did the migration single-handedly.', 'I did the migration single-handedly.'],
    ],
    passes: [
      'I wrote the new engine.',
      'I helped with the migration.',
      'I contributed to the migration.',
      'Dagny designed the fraud rules.',
      'I gave each booking a key made of till, seat and performance.',
      'I built the seat booking engine.',
      'I wrote the engine, while a colleague designed the fraud rules.',
    ],
  },
  'borrowed-from-job-post': {
    planted: [
      ['We ran everything with Terraform.', 'Terraform'],
      ['We served 40 million card payments a month.', '40 million card payments a month'],
      ['I have worked on payments for eight years.', 'eight years'],
      ['I hold a security clearance.', 'security clearance'],
      ['At Corvane I used Cassandra.', 'Cassandra'],
      ['I have taken part in the on-call rotation.', 'call rotation'],
    ],
    passes: [
      'Your platform serves 40 million card payments a month.',
      'Harrow & Pine runs Kafka and Cassandra.',
      'You ask for Terraform, which would be new to me.',
      'Your on-call rotation is a reason to ask.',
      'A platform with 40 million card payments a month is what you run.',
      'You want somebody to own the payout services.',
    ],
  },
  'weak-phrase': {
    planted: [
      ['I am excited about this role.', 'I am excited about this role.'],
      ['I have a proven track record.', 'I have a proven track record.'],
      ['Furthermore, I wrote the engine.', 'Furthermore, I wrote the engine.'],
      ['I have strong experience with Kotlin.', 'I have strong experience with Kotlin.'],
      ['I look forward to hearing from you.', 'I look forward to hearing from you.'],
      ['I would be a great fit for the Payments team.', 'I would be a great fit for the Payments team.'],
      ['I love a good challenge.', 'I love a good challenge.'],
      ['I am a motivated and reliable professional.', 'I am a motivated and reliable professional.'],
    ],
    passes: [
      'The engine is robust under load.',
      'The retry has to be reliable.',
      'The old script was not scalable.',
      'The key is a perfect hash of till and seat.',
      'I have an experience to share about runbooks.',
      'That was the hard problem.',
      'I would like to ask who writes your runbooks.',
    ],
  },
  'vague-company-praise': {
    planted: [
      [
        'Harrow & Pine is a leader with an outstanding culture.',
        'Harrow & Pine is a leader with an outstanding culture.',
      ],
      ['Your company is renowned for excellence.', 'Your company is renowned for excellence.'],
      ['I admire your innovative work.', 'I admire your innovative work.'],
      ['You have a talented team and a clear vision.', 'You have a talented team and a clear vision.'],
      ['Harrow & Pine is shaping the future of payments.', 'Harrow & Pine is shaping the future of payments.'],
    ],
    passes: [
      'On your engineering blog you wrote that every alert links to a runbook.',
      'I was impressed that on your blog every alert links to a runbook.',
      'You link every alert to a runbook, and I think that is right.',
      'Your platform serves 40 million card payments a month.',
      'The leader of the replica set was never the problem.',
      'Our runbooks were not great, and we lost nights to it.',
    ],
  },
  placeholder: {
    planted: [
      ['I can start on [start date].', '[start date]'],
      ['My phone number is {{phone}}.', '{{phone}}'],
      ['I am writing to <company name>.', '<company name>'],
      ['The engine is fast, TODO add numbers.', 'TODO'],
      ['My name is ____.', '____'],
      ['I know Company Name from its blog.', 'Company Name'],
    ],
    passes: [
      'The key is made of till, seat and performance (in that order).',
      'We kept a to-do list for the migration.',
      'The name of the company is on the ticket.',
      'A ticket holds your name and the date.',
      'An answer below 210 ms at p95 is what we promise.',
      'Until then a placeholder stood in the ledger.',
    ],
  },
  'rough-value-leaked': {
    planted: [
      ['The first customer was Belmont Opera.', 'Belmont Opera'],
      ['Belmont was the first customer.', 'Belmont'],
      ['It serves 18,730 subscribers.', '18,730 subscribers'],
      ['It serves 18.7k subscribers.', '18.7k subscribers'],
      ['It serves nearly nineteen thousand subscribers.', 'nineteen thousand subscribers'],
      ['All 18730 subscribers have a seat.', '18730 subscribers'],
    ],
    passes: [
      'It serves thousands of subscribers.',
      'The first customer was an opera house.',
      'The first customer was a national theatre.',
      'The subscribers keep their seats.',
      'I wrote the engine for our first customer.',
      'An opera has more subscribers than a cinema.',
    ],
  },
  code: {
    planted: [
      ['We run SELECT id FROM bookings before each write.', 'SELECT id FROM bookings before each write'],
      ['The call is retry(booking); and nothing else.', 'retry(booking);'],
      ['The key is `till:seat`.', '`till:seat`'],
      ['A booking maps seat => ticket.', '=>'],
      ['We write if the till && the seat are known.', '&&'],
    ],
    passes: [
      'We select the first ticket.',
      'An update of the key is refused.',
      'We insert into the ledger once.',
      'We create a table for each performance.',
      'The till and the seat are known.',
      'A repeat returns the first ticket (and never a second one); that is all.',
    ],
  },
  'em-dash': {
    planted: [
      ['The engine is fast — and simple.', ' — '],
      ['The engine is fast—and simple.', '—'],
      ['The engine is fast – and simple.', ' – '],
      ['I wrote the engine— it took a while.', '— '],
    ],
    passes: [
      'The well-known script is gone.',
      'A till-seat pair is the key.',
      'The hand-over was quiet.',
      'The Bergen–Oslo line drops most.',
      'It is a two-step roll-out, done by night.',
      'The engine is fast, and simple.',
    ],
  },
};

function expectFault(kind: FaultKind, sentence: string, span: string, brief = BRIEF): void {
  const letter = letterWith(sentence);
  const within = sentence.indexOf(span);
  const start = letter.indexOf(sentence) + within;
  expect(check(letter, brief)).toEqual([{ kind, span, start, end: start + span.length }]);
  // The sentence by itself, as it comes from a model, is judged no differently.
  expect(checkSentence(sentence, brief)).toEqual([{ kind, span, start: within, end: within + span.length }]);
}

function expectNothing(sentence: string, brief = BRIEF): void {
  expect(check(letterWith(sentence), brief)).toEqual([]);
  expect(checkSentence(sentence, brief)).toEqual([]);
}

describe.each(Object.entries(CASES))('%s', (name, { planted, passes }) => {
  const kind = FAULT_KINDS.find((each) => each === name) ?? 'length';

  test.each(planted)('is found in "%s": %s', (sentence, span) => {
    expectFault(kind, sentence, span);
  });

  test.each(passes)('is not found in "%s"', (sentence) => {
    expectNothing(sentence);
  });
});

describe('stack-soup', () => {
  const brief = interview(
    'Before that I worked with Go, Redis, gRPC, Kafka, Terraform and Docker at Ostrava Diagnostics.',
  );

  test.each([
    ['I used Go, Redis, gRPC, Kafka and Terraform.', 'Go, Redis, gRPC, Kafka and Terraform'],
    ['My toolbox is Kotlin, Postgres, Redis and Docker.', 'Kotlin, Postgres, Redis and Docker'],
    ['Day to day I work with Go, gRPC, Kafka, and Redis.', 'Go, gRPC, Kafka, and Redis'],
    ['It was Go/Redis/Kafka/Docker/Terraform all the way down.', 'Go/Redis/Kafka/Docker/Terraform'],
    [
      'I know Kotlin, Go, Oracle, Postgres, Redis, Kafka and gRPC.',
      'Kotlin, Go, Oracle, Postgres, Redis, Kafka and gRPC',
    ],
  ])('is found in "%s"', (sentence, span) => {
    expectFault('stack-soup', sentence, span, brief);
  });

  test.each([
    'I wrote the new engine in Kotlin on Postgres.',
    'It reads from Kafka, keeps a key in Redis and answers over gRPC.',
    'We used Go, Redis and Kafka.',
    'The script ran on Oracle, and the engine runs on Postgres.',
    'At Ostrava Diagnostics it was Go with Redis behind it and Kafka in front.',
    'Terraform and Docker came later.',
  ])('is not found in "%s"', (sentence) => {
    expectNothing(sentence, brief);
  });
});

describe('throughput-without-reliability', () => {
  test.each([
    [
      'Throughput went from 300 to 4,500 bookings per minute.',
      'Throughput went from 300 to 4,500 bookings per minute.',
    ],
    ['It takes 4,500 bookings a minute. The p95 is 210 ms.', 'It takes 4,500 bookings a minute.'],
    ['I wrote the engine in Kotlin. It takes 75 bookings a second.', 'It takes 75 bookings a second.'],
    ['At 4,500 bookings a minute, the p95 is 210 ms.', 'At 4,500 bookings a minute, the p95 is 210 ms.'],
  ])('is found in "%s"', (text, span) => {
    const letter = letterWith(text, '');
    const start = letter.indexOf(span);
    expect(check(letter, BRIEF)).toEqual([
      { kind: 'throughput-without-reliability', span, start, end: start + span.length },
    ]);
    // A sentence can't know what the others say.
    expect(checkSentence(text, BRIEF)).toEqual([]);
  });

  test.each([
    'It takes 4,500 bookings a minute, at 99.99% availability.',
    'It takes 4,500 bookings a minute. It is available four nines of the time.',
    'It takes 4,500 bookings a minute. Availability is 99.99%, up from 99.9%.',
    'Only one booking in ten thousand fails, at 4,500 bookings a minute.',
    'The p95 fell from 1.8 s to 210 ms.',
    'I wrote the engine in Kotlin.',
  ])('is not found in "%s"', (text) => {
    expect(check(letterWith(text, ''), BRIEF)).toEqual([]);
  });
});

describe('length', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'seat').join(' ');

  test('a letter may have 420 words', () => {
    expect(WORDS_AT_MOST).toBe(420);
  });

  test.each([421, 450, 600, 5000])('%i words are too many', (count) => {
    const letter = words(count);
    expect(check(letter, BRIEF)).toEqual([{ kind: 'length', span: letter, start: 0, end: letter.length }]);
  });

  test.each([420, 419, 400, 250, 100, 1])('%i words are not', (count) => {
    expect(check(words(count), BRIEF)).toEqual([]);
  });

  test('a sentence by itself is never too long', () => {
    expect(checkSentence(words(500), BRIEF)).toEqual([]);
  });
});

describe('a whole letter', () => {
  const LETTER = `Signe Holm
signe.holm@example.com · Aarhus
2 March 2026

Mira Solberg
Harrow & Pine

Dear Mira Solberg,

I am applying for the Senior Backend Engineer position in your Payments team. On your engineering blog you wrote that every alert links to a runbook. I think that is right, because ours never did and we lost nights to it.

At Corvane I wrote the seat booking engine, in Kotlin on Postgres, where a nightly script on Oracle had done the work before. It takes 4,500 bookings a minute, fifteen times as many as the script, the 95th percentile fell from 1.8 s to 210 ms, and availability is at four nines now.

The hard part was the box offices. They send a booking twice when their line drops, and nobody could change their software. I gave each booking a key of till, seat and performance, so that a repeat returns the first ticket. Double bookings are gone.

A colleague designed the fraud rules, and I helped with the migration. Before that I spent fifteen months at Ostrava Diagnostics.

I can share the redacted design document with you.

Kind regards,
Signe Holm`;

  test('with its name block, its greeting and its sign-off, passes', () => {
    expect(check(LETTER, BRIEF)).toEqual([]);
  });

  test('is read in the order in which its faults stand, whatever kind they are', () => {
    const letter = LETTER.replace('On your engineering blog', 'I am excited about your blog. There')
      .replace('in Kotlin on Postgres', 'in Kotlin on MySQL')
      .replace('4,500 bookings', '4,800 bookings')
      .replace('fifteen times', 'fifty times')
      .replace('95th percentile', '99th percentile')
      .replace('A colleague designed', 'I designed')
      .replace('fifteen months', 'two years')
      .replace('Ostrava Diagnostics', 'Globex')
      .replace('with you.', 'by [date].');
    expect(check(letter, BRIEF).map(({ kind, span }) => [kind, span])).toEqual([
      ['weak-phrase', 'I am excited about your blog.'],
      ['invented-technology', 'MySQL'],
      ['changed-digit', '4,800 bookings a minute'],
      ['wrong-derived', 'fifty times'],
      ['wrong-percentile', '99th percentile'],
      ['upgraded-ownership', 'I designed the fraud rules, and I helped with the migration.'],
      ['invented-number', 'two years'],
      ['invented-employer', 'Globex'],
      ['placeholder', '[date]'],
    ]);
  });

  test('has the offsets of each fault, counted in UTF-16', () => {
    const letter = 'Grüße 👋 from Aarhus.\n\nI wrote it in Rust.';
    expect(check(letter, BRIEF)).toEqual([{ kind: 'invented-technology', span: 'Rust', start: 37, end: 41 }]);
    expect(letter.slice(37, 41)).toBe('Rust');
  });

  test('of nothing has no fault', () => {
    expect(check('', BRIEF)).toEqual([]);
    expect(checkSentence('', BRIEF)).toEqual([]);
  });

  test('is faulted for everything where nothing was told', () => {
    const { facts, declined } = told();
    expect(check('I wrote it in Kotlin. It takes 75 bookings a second.', { facts, declined })).toEqual([
      { kind: 'upgraded-ownership', span: 'I wrote it in Kotlin.', start: 0, end: 21 },
      { kind: 'invented-technology', span: 'Kotlin', start: 14, end: 20 },
      { kind: 'invented-number', span: '75 bookings a second', start: 31, end: 51 },
    ]);
  });
});

describe('one report for a place', () => {
  test.each([
    // A number of another figure in another unit breaks two rules.
    ['The p95 went from 1.8 s to 210 s.', 'changed-unit', '210 s'],
    // A tool that nobody named looks like an employer, too.
    ['Later we ran it with RabbitMQ at hand.', 'invented-technology', 'RabbitMQ'],
    ['I know Company Name from its blog.', 'placeholder', 'Company Name'],
    [
      'I have a proven track record and I am excited about it.',
      'weak-phrase',
      'I have a proven track record and I am excited about it.',
    ],
  ])('"%s"', (sentence, kind, span) => {
    expect(checkSentence(sentence, BRIEF).map((fault) => [fault.kind, fault.span])).toEqual([[kind, span]]);
  });

  test('two things wrong in one place are two reports', () => {
    const sentence = 'I am excited that I led the migration.';
    expect(
      checkSentence(sentence.replace('that', 'about how'), BRIEF)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['upgraded-ownership', 'weak-phrase']);
  });
});

test('every kind of fault has its cases here', () => {
  const here = [...Object.keys(CASES), 'length', 'throughput-without-reliability', 'stack-soup'];
  expect(here.sort()).toEqual([...FAULT_KINDS].sort());
});
