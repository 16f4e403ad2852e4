/** Numbers that nobody told and that follow from what was told, and their neighbours that don't. */
import { describe, expect, test } from 'vitest';
import { derivedFaults } from '../../../src/letter/check/derived.ts';
import { numberFaults } from '../../../src/letter/check/numbers.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const spans = (text: string, brief: Parameters<typeof found>[2]) =>
  found(numberFaults, text, brief).map(([, span]) => span);

describe('the downtime that an availability leaves', () => {
  const brief = told(['reliability', 'availability 99.9% before, 99.95% now']);

  test.each([
    'It may be down for fewer than four and a half hours a year.',
    'That is nearly nine hours of downtime a year, cut by half.',
    'That leaves nearly nine hours of permitted downtime a year.',
    'It is about 22 minutes of downtime a month.',
  ])('follows: %s', (text) => expect(spans(text, brief)).toEqual([]));

  test.each([
    ['That is two hours of downtime a year.', 'two hours of downtime a year'],
    ['It is about 52 minutes of downtime a month.', '52 minutes of downtime a month'],
  ])('does not follow: %s', (text, span) => expect(spans(text, brief)).toEqual([span]));
});

describe('the rate of a run that was told by its length', () => {
  const brief = told(['throughput', 'A run of 90,000 invoices took six hours, now 90,000 invoices take 30 minutes']);

  test('follows from the run, also where it stands in the sentence before', () => {
    expect(
      spans('A run of ninety thousand invoices takes half an hour, which is 3,000 invoices a minute.', brief),
    ).toEqual([]);
    expect(spans('A run of 90,000 invoices takes 30 minutes. That is 3,000 invoices a minute.', brief)).toEqual([]);
  });

  test('does not follow from another', () => {
    const text = 'A run of ninety thousand invoices takes half an hour, which is 5,000 invoices a minute.';
    expect(spans(text, brief)).toEqual(['5,000 invoices a minute']);
  });
});

describe('what is left between two numbers', () => {
  const brief = told(['latency', 'The budget is 80 ms and our p99 is 62 ms']);

  test('follows from both', () => {
    expect(spans('Of a budget of 80 ms we need 62 ms at p99, which leaves eighteen.', brief)).toEqual([]);
    expect(spans('Of a budget of 80 ms we need 62 ms at p99, which leaves thirty.', brief)).toEqual(['thirty']);
    expect(spans('Of a budget of 80 ms we need 62 ms at p99, for eighteen shards.', brief)).toEqual([
      'eighteen shards',
    ]);
  });
});

test('how often a thing runs follows from what was counted per run', () => {
  const brief = told(['throughput', '200,000 statements a month']);
  expect(spans('It runs once a month.', brief)).toEqual([]);
  expect(spans('It runs once a day.', brief)).toEqual(['once a day']);
});

describe('shares by how many there are for each one', () => {
  const brief = told(['reliability', 'lost scans 1.1% before, 0.022% now']);

  test.each([
    'One scan in ninety used to be lost.',
    'A scan was lost one time in ninety or ninety-one.',
    'For every fifty there used to be, one is left.',
    'That leaves one lost scan of every fifty.',
    'For every fifty such losses there is one today.',
    'Where there were fifty such losses, one is left.',
    'In ten thousand scans there used to be 110 such losses.',
    'Of every hundred thousand scans we lose twenty-two.',
    'Out of a hundred thousand scans that pass the gate 22 are lost.',
    'Twenty-two in a hundred thousand are lost.',
  ])('follow: %s', (text) => expect(spans(text, brief)).toEqual([]));

  test.each([
    ['One scan in eighty used to be lost.', 'One scan in eighty'],
    ['For every ninety-five there used to be, one is left.', 'For every ninety-five there used to be, one'],
    ['Where there were eighty such losses, one is left.', 'Where there were eighty such losses, one'],
    ['Of every hundred thousand scans we lose fifty.', 'Of every hundred thousand scans we lose fifty'],
  ])('do not follow: %s', (text, span) => expect(spans(text, brief)).toEqual([span]));
});

test('parts of a whole are known as they were told', () => {
  const brief = told(['reliability', 'In the year before, 4 of 13 closings had to be repeated']);
  expect(spans('Four out of thirteen closings had to be repeated.', brief)).toEqual([]);
  expect(spans('Six out of thirteen closings had to be repeated.', brief)).toHaveLength(1);
});

describe('numbers in the unit of another', () => {
  const brief = told(
    ['throughput', '1.5 million scans a day before, 12 million scans a day now'],
    ['latency', 'p95 40 s before, 5 s now'],
  );

  test.each([
    'We take twelve million scans a day in place of one and a half.',
    'We take 12 million scans a day, 500,000 in an average hour.',
  ])('are the same: %s', (text) => expect(spans(text, brief)).toEqual([]));

  test.each([
    ['We take twelve million scans a day in place of two and a half.', 'two and a half'],
    ['We take 12 million scans a day, 900,000 in an average hour.', '900,000'],
  ])('are others: %s', (text, span) => expect(spans(text, brief)).toEqual([span]));

  test('of data, too', () => {
    const volumes = told(['throughput', '800 GB a day before, 6 TB a day now']);
    expect(spans('It takes 6 TB a day, or 250 GB in an average hour.', volumes)).toEqual([]);
    expect(spans('It takes 6 TB a day, or 350 GB in an average hour.', volumes)).toEqual(['350 GB']);
  });
});

describe('a number that is pointed at again', () => {
  const brief = told(['latency', 'p90 4 s before, 400 ms now'], ['reliability', 'three nines before, four nines now']);

  test('is the one that was told', () => {
    expect(spans('Nine out of ten waited 4 s at most. The same nine wait 400 ms.', brief)).toEqual([]);
    expect(spans('We used to run at three nines. Since the move it was four.', brief)).toEqual([]);
    expect(spans('We used to run at three nines. Since the move it was six.', brief)).toEqual(['six']);
  });
});

describe('how long a thing would take that is offered', () => {
  const brief = told(['latency', 'p95 4 s before, 400 ms now']);

  test('measures nothing', () => {
    expect(spans('I could take you through it in twenty minutes.', brief)).toEqual([]);
    expect(spans('I would gladly meet the two or three people who would work with me.', brief)).toEqual([]);
    expect(spans('A run takes twenty minutes.', brief)).toEqual(['twenty minutes']);
  });
});

describe('multiples that follow from two sentences', () => {
  const brief = told(['background', 'Two thousand stations were connected, and thirty thousand stations are today.']);
  const claims = (text: string) => found(derivedFaults, text, brief).map(([, span]) => span);

  test('are held against both', () => {
    expect(claims('Two thousand stations were connected. Now it is thirty thousand, fifteen times as many.')).toEqual(
      [],
    );
    expect(claims('Two thousand stations were connected. Now it is thirty thousand, forty times as many.')).toEqual([
      'forty times',
    ]);
  });

  test('"that" is what was told before', () => {
    const rates = told(['throughput', '40 scans a minute before, 600 scans a minute now']);
    expect(spans('It did 40 scans a minute. Now it does fifteen times that, 600 a minute.', rates)).toEqual([]);
    expect(
      found(derivedFaults, 'It did 40 scans a minute. Now it does twenty times that, 600 a minute.', rates),
    ).toEqual([['wrong-derived', 'twenty times']]);
    expect(found(derivedFaults, 'It failed six times that year.', rates)).toEqual([]);
  });

  test('a share in words is a side of its figure', () => {
    const shares = told(['reliability', 'lost scans 0.9% before, 0.03% now'], ['latency', 'p95 40 s before, 5 s now']);
    const text = (times: string) =>
      `The p95 fell from 40 s to 5 s. Lost scans were nine in a thousand and are three in ten thousand, ${times} times fewer.`;
    expect(found(derivedFaults, text('thirty'), shares)).toEqual([]);
    expect(found(derivedFaults, text('eight'), shares)).toEqual([['wrong-derived', 'eight times']]);
  });
});

test('the first minute is sixty seconds', () => {
  const brief = told(['contract', 'The gate drops what comes in the first minute, so I hold it back.']);
  expect(spans('The gate drops what comes in the first sixty seconds.', brief)).toEqual([]);
  expect(spans('The gate drops what comes in the first ninety seconds.', brief)).toEqual(['ninety seconds']);
});

describe('the downtime of an availability, in the words of a year', () => {
  const brief = told(['reliability', 'availability 99.5% before, 99.95% now']);
  const text = (rest: string) => `Availability went up from 99.5% to 99.95%. ${rest}`;

  test.each([
    'Over a whole year that leaves about 4.4 hours of downtime instead of about 44.',
    'Over a year it leaves about 4.4 hours.',
    'In terms of a year, this is the step from nearly forty-four hours to more than four.',
  ])('follows: %s', (rest) => expect(spans(text(rest), brief)).toEqual([]));

  test.each([
    ['Over a whole year that leaves about six hours of downtime.', 'six hours of downtime'],
    ['Over a year it leaves about two hours.', 'two hours'],
  ])('does not follow: %s', (rest, span) => {
    expect(found(numberFaults, text(rest), brief)).toEqual([
      ['wrong-derived', expect.stringContaining(span.slice(0, 9))],
    ]);
  });

  test('needs a sentence that is about it', () => {
    expect(spans('A restore takes 4.4 hours over a whole year.', brief)).toEqual(['4.4 hours']);
  });
});

test('a rate over another period may be told in two digits', () => {
  const brief = told(['throughput', '40k sessions a day before, 220k sessions a day now']);
  expect(
    spans('We take 220,000 sessions a day, which averages out at two and a half sessions a second.', brief),
  ).toEqual([]);
  expect(
    found(numberFaults, 'We take 220,000 sessions a day, which averages out at four sessions a second.', brief),
  ).toEqual([['wrong-derived', 'four sessions a second']]);
  const files = told(['throughput', 'rejected files 55 per week before, 8 per week now']);
  expect(spans('The rejected files went from 55 to 8 files per day.', files)).not.toEqual([]);
});

test('what did not arrive is what is left of a whole', () => {
  const brief = told(['reliability', 'codes delivered 96.5% before, 99.2% now']);
  expect(spans('Put the other way round, 3.5% got lost and now it is 0.8%.', brief)).toEqual([]);
  expect(spans('Put the other way round, 4.5% got lost.', brief)).toEqual(['4.5%']);
  expect(spans('We delivered 3.5% of codes.', brief)).toHaveLength(0);
});

describe('a share', () => {
  const brief = told(
    ['latency', 'p99 2.6 s before, 130 ms now'],
    ['reliability', 'wrong tickets 1.9% before, 0.5% now'],
    ['contract', 'Each app fetches a file in 40 pieces. Appeals fell by four fifths.'],
  );

  test.each([
    'It takes 130 ms at p99, which is 5% of the former time.',
    'Nearly two tickets in a hundred were wrong.',
    'An app fetches one file in forty pieces.',
    'It went from 1.9% to 0.5%, or one in two hundred.',
  ])('follows: %s', (text) => expect(spans(text, brief)).toEqual([]));

  test.each([
    ['It takes 130 ms at p99, which is 9% of the former time.', 'wrong-derived'],
    ['Nearly three tickets in a hundred were wrong.', 'invented-number'],
    ['It went from 1.9% to 0.5%, or one in fifty.', 'wrong-derived'],
    ['We lost one file in forty.', 'invented-number'],
  ])('does not follow: %s', (text, kind) => {
    expect(found(numberFaults, text, brief).map(([named]) => named)).toEqual([kind]);
  });

  test('by which it fell is one whatever its words', () => {
    expect(found(derivedFaults, 'Appeals went down by 80%.', brief)).toEqual([]);
    expect(found(derivedFaults, 'Appeals went down by 70%.', brief)).toHaveLength(1);
  });

  test('that was told as so many in so many was changed', () => {
    const counted = told(['reliability', 'balances wrong 1 in 700 before, 1 in 35,000 now']);
    const text = 'One balance in 700 was wrong. Today it is one in 53,000.';
    expect(found(numberFaults, text, counted)).toEqual([['changed-digit', 'one in 53,000']]);
  });
});

test('three quarters of a wait that are gone leave one', () => {
  const brief = told(['latency', 'p99 400 ms before, 90 ms now']);
  const gone = (share: string) => `It went from 400 to 90 ms at p99, so more than ${share} of the wait have gone.`;
  expect(found(derivedFaults, gone('three quarters'), brief)).toEqual([]);
  expect(found(derivedFaults, gone('nine tenths'), brief)).toHaveLength(1);
});
