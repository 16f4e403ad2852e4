/** Times told in other words: fortnights, minutes of audio, every minute, clock times, years, and years between them. */
import { describe, expect, test } from 'vitest';
import { numberFaults } from '../../../src/letter/check/numbers.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const brief = told(
  ['system', 'A greedy loop that ran each minute. All boxes asked for their guide each evening at 20:00.'],
  ['reliability', "Lost pushes: 8 in 2022, 0 in 2023 and 0 in 2024. No dropped campaign since jan '24."],
  [
    'contract',
    'They replay logs each fortnight. An upload counts when it covers a minute of audio. Reports came nightly, and twice a day at quarter end. A claim waits a thirty minute window. The contract runs a decade, reviewed every quarter. We once spent a whole weekend on it, and the sync took overnight. The letters go out once a week.',
  ],
);

describe('that mean the same', () => {
  test.each([
    'Logs are replayed every two weeks.',
    'Logs are replayed every 14 days.',
    'It counts once it covers sixty seconds of audio.',
    'It counts once it covers 60 s of audio.',
    'A greedy loop ran once a minute.',
    'A greedy loop ran every 60 seconds.',
    'A greedy loop ran sixty times an hour.',
    'All boxes asked for their guide every evening at eight.',
    'All boxes asked for it at 8 pm.',
    'All boxes asked for it at 8 in the evening.',
    "All boxes asked for it at eight o'clock.",
    'All boxes asked for it at 20:00, all in the same minute.',
    'Reports came once a night.',
    'Reports came every 24 hours.',
    'Reports came once a day.',
    'At quarter end they came every twelve hours.',
    'A claim waits for half an hour.',
    'A claim waits for 0.5 hours.',
    'The contract runs for ten years.',
    'The contract is reviewed every three months.',
    'The contract is reviewed four times a year.',
    'We once spent two days on it.',
    'The letters go out every seven days.',
    'No campaign has been dropped since January 2024.',
    "No campaign has been dropped since '24.",
    'No campaign has been dropped since 01/2024.',
    'Eight pushes were lost in 2022, and in the two years that followed none was.',
    'Eight pushes were lost in 2022 and none in the two years after.',
    'Eight were lost in 2022, none in the next two years.',
    'It ran for all three years.',
  ])('%s', (text) => {
    expect(found(numberFaults, text, brief)).toEqual([]);
  });
});

describe('that mean something else', () => {
  test.each([
    ['Logs are replayed every three weeks.', 'three weeks'],
    ['Logs are replayed every ten days.', 'ten days'],
    ['It counts once it covers ninety seconds of audio.', 'ninety seconds'],
    ['A greedy loop ran five times a minute.', 'five times a minute'],
    ['A greedy loop ran every 40 seconds.', '40 seconds'],
    ['All boxes asked for their guide every evening at nine.', 'nine'],
    ['All boxes asked for it at 21:00.', '21:00'],
    ['All boxes asked for it at 9 pm.', '9 pm'],
    ['At quarter end they came every six hours.', 'six hours'],
    ['A claim waits for three quarters of an hour.', 'three quarters of an hour'],
    ['The contract runs for twelve years.', 'twelve years'],
    ['No campaign has been dropped since January 2023.', null],
    ['No campaign has been dropped since 2021.', '2021'],
    ['No campaign has been dropped since March 2024.', 'March 2024'],
    ['Between 2019 and 2024 nothing was dropped.', '2019'],
    ['In the five years that followed none was lost.', 'five years'],
    ['I have been doing this for two years.', 'two years'],
  ])('%s', (text, span) => {
    const spans = found(numberFaults, text, brief).map(([, words]) => words);
    expect(spans).toEqual(span === null ? [] : [span]);
  });
});

describe('how often something happened', () => {
  const often = told(
    ['throughput', '1.1 GB/s reads before, 9 GB/s reads now'],
    ['reliability', 'wrong bytes for a key: 6 in 2023, 0 since. The assigner was down two times in a year.'],
    ['contract', 'We had to restate our numbers 17 times. It failed thrice. Both clients saw it.'],
  );

  test.each([
    'It returned the wrong bytes six times in 2023.',
    'In 2023 it returned the wrong bytes six times.',
    'Six times in 2023 it returned the wrong bytes.',
    'It happened six times over the whole of 2023.',
    'On six occasions in 2023 it returned the wrong bytes.',
    'The assigner was down twice in a year.',
    'The assigner was down 2 times in a year.',
    'We restated our numbers seventeen times in that year.',
    'Seventeen times we had to restate our numbers.',
    'It failed three times during the first week.',
    'It failed on 3 occasions.',
  ])('is no multiple: %s', (text) => {
    expect(found(numberFaults, text, often)).toEqual([]);
  });

  test.each([
    ['It returned the wrong bytes nine times in 2023.', 'nine times'],
    ['In 2023 it returned the wrong bytes eight times.', 'eight times'],
    ['On twelve occasions in 2023 it returned the wrong bytes.', 'twelve occasions'],
    ['We restated our numbers nineteen times in that year.', 'nineteen times'],
    ['It failed five times during the first week.', 'five times'],
  ])('is a count that can be wrong: %s', (text, span) => {
    expect(found(numberFaults, text, often).map(([, words]) => words)).toEqual([span]);
  });

  test('and a changed one is a changed one', () => {
    expect(found(numberFaults, 'It returned the wrong bytes nine times in 2023.', often)).toEqual([
      ['changed-digit', 'nine times'],
    ]);
  });
});

describe('small numbers as articles', () => {
  const plain = told(['system', 'An S3 bucket that everyone wrote to.']);

  test.each([
    'Everyone used to write to one S3 bucket.',
    'Everyone wrote from two EC2 hosts to one S3 bucket.',
    'One K8s namespace held it all.',
    'It went to one v2 endpoint.',
  ])('%s', (text) => {
    expect(found(numberFaults, text, plain)).toEqual([]);
  });
});
