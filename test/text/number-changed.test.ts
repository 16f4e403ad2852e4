import { expect, test } from 'vitest';
import { numberChangedIn } from '../../src/text/quantities.ts';

const RATE = 'The load went from 12,000 to 310,000 log events per minute.';

test.each([
  ['Die Last ging von 12.000 auf 310.000 Log-Ereignisse pro Minute.', RATE],
  ['La charge est passée de 12 000 à 310 000 événements par minute.', RATE],
  ['La latencia p99,9 bajó de 19 segundos a 1,4 segundos.', 'The p99.9 latency went from 19 seconds to 1.4 seconds.'],
  ['Es sind 4,6 Millionen Abonnenten.', 'It bills 4.6 million subscribers.'],
  ['Zwei Kollegen bauten die Dashboards.', 'Two colleagues built the dashboards.'],
  ['2 Kollegen bauten die Dashboards.', 'Two colleagues built the dashboards.'],
  ['Früher fünf im Jahr, seit dem Audit 2022 keine.', 'Five a year before, none since the audit in 2022.'],
])('finds no changed number in: %s', (translation, sentence) => {
  expect(numberChangedIn(translation, sentence)).toBeNull();
});

test.each([
  ['Die Last ging von 12.000 auf 31.000 Ereignisse.', RATE, '31.000'],
  ['Die Last stieg auf 310.000 Ereignisse.', RATE, '12,000'],
  ['Es sind 4,7 Millionen Abonnenten.', 'It bills 4.6 million subscribers.', '4,7'],
  ['Drei Kollegen und 3 Dashboards.', 'Two colleagues built the dashboards.', '3'],
])('finds the changed number in: %s', (translation, sentence, number) => {
  expect(numberChangedIn(translation, sentence)).toBe(number);
});
