/** What is kept of a text that answers no question: unambiguous numbers, a pair of before and now as one. */
import { expect, test } from 'vitest';
import { backlogEntry } from '../../src/reader/answer-backlog.ts';

const figures = (line: string, topic: string | null = null) =>
  backlogEntry(line, 'm1', topic).amounts.flatMap(({ amount, before, metric }) =>
    metric === null ? [] : [`${metric ?? topic}: ${before ? `${before.quote} → ` : ''}${amount.quote}`],
  );

test.each([
  ['Lost readings: 1.2% → 0.05%', ['reliability: 1.2% → 0.05%']],
  ['Lost readings went from 1.2% to 0.05%.', ['reliability: 1.2% → 0.05%']],
  ['p99 went from 1.8 s to 210 ms', ['latency: 1.8 s → 210 ms']],
  ['Deploys take 8 minutes instead of 2 hours', ['latency: 2 hours → 8 minutes']],
  ['12,000 orders/min at 99.95% availability', ['throughput: 12,000 orders/min', 'reliability: 99.95%']],
  [
    'From 400 to 9,500 readings per second, p99 from 6 minutes to 4 s',
    ['throughput: 400 → 9,500 readings per second', 'latency: 6 minutes → 4 s'],
  ],
  // Nothing says which one was before.
  ['p50 40 ms, p99 210 ms', ['latency: 40 ms', 'latency: 210 ms']],
  ['Reduced latency by 40%, 3x faster', []],
  ['Cut p99 by 400 ms', []],
  ['Delivered within 2 weeks', []],
  ['5 years of experience, a team of 6', []],
  ['99% test coverage', ['reliability: 99%']],
  ['Saved $1.2M a year', []],
  ['+47 123 45 678', []],
])('finds the figures in: %s', (line, expected) => {
  expect(figures(line)).toEqual(expected);
});

test('names a figure by the label before its colon', () => {
  const measures = (line: string) => backlogEntry(line, 'm1', null).amounts.map(({ measure }) => measure);
  expect(measures('Lost readings: 1.2% → 0.05%')).toEqual(['Lost readings']);
  expect(measures('Wrote the parser that cut lost readings to 0.05%')).toEqual([null]);
});

test.each([
  ['Senior Backend Engineer, Metering\n5+ years', []],
  ['Skills: Go, Kafka and PostgreSQL.', []],
  ['- 5+ years of Go or Java.\n• Rebuilt the meter pipeline in Go.', []],
  ['What I did: I rebuilt the pipeline.', []],
  ['We had Postgres.', []],
  ['Experience\nI rebuilt the ledger in Go.', ['I rebuilt the ledger in Go.']],
  // A sentence that is broken into lines is not a whole one.
  [
    'It ran well. I rebuilt the ledger which takes\nreadings from two million homes. It has never lost one.',
    ['It has never lost one.'],
  ],
  ['it used to be slow. we moved it to Go and Kafka', ['it used to be slow.', 'we moved it to Go and Kafka']],
  ['The rule of that year: nothing is overwritten.', ['The rule of that year: nothing is overwritten.']],
])('offers only whole sentences of "%s"', (text, sentences) => {
  for (const topic of [null, 'system']) expect(backlogEntry(text, 'm1', topic).sentences).toEqual(sentences);
});

test('does not offer a degree as a sentence', () => {
  const cv = 'Ausbildung\n2010 – 2015 TU München, M.Sc.\nIch habe die Abrechnung neu gebaut.';
  expect(backlogEntry(cv, 'm', null, 'de').sentences).toEqual(['Ich habe die Abrechnung neu gebaut.']);
});

test.each([
  ['de', 'Fehlerhafte Rechnungen von 3,5 % auf 0,2 % gesenkt.'],
  ['fr', 'Commandes perdues : de 3,5 % à 0,2 %.'],
  ['es', 'Reduje los pedidos perdidos del 3,5 % al 0,2 %.'],
  ['pt', 'Reduzi as falhas de 3,5% para 0,2%.'],
] as const)('in %s, keeps %j as a reliability figure', (language, line) => {
  const [amount] = backlogEntry(line, 'm', null, language).amounts;
  expect([amount?.before?.quantity.value, amount?.amount.quantity.value, amount?.metric]).toEqual([
    3.5,
    0.2,
    'reliability',
  ]);
});
