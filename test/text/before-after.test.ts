import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/machine/language.ts';
import { isChange, timeOrder } from '../../src/text/before-after.ts';
import { numbersIn } from '../../src/text/quantities.ts';

function relationIn(text: string, language: Language = 'en'): string | null {
  const [first, second] = numbersIn(text, language).mentions;
  if (!first || !second) throw new Error(`fewer than two numbers: ${text}`);
  return timeOrder(text, first, second, language)?.before ?? null;
}

describe('timeOrder', () => {
  test.each([
    '8.5k → 72k orders/min',
    'p99 45s -> 2s',
    'failed pushes. 0.2% => 0.01%',
    'from 300 per second to 4,200 per second',
    'dropped from 740 ms to 95 ms',
    'from 2 s down to 40 ms',
    'fell from nearly 8% to less than 1%',
    '14 s before, 800 ms after',
    'it was 1,8 s and is since the change 240 ms',
    'earlier 1 lakh reads per day, now 10 lakh reads per day',
    '450 req/s, now 3.2k req/s',
    '11 minutes, 90 seconds now',
  ])('the first number is before in "%s"', (text) => expect(relationIn(text)).toBe('first'));
  test.each([
    '9,500 rps, up from 400 rps',
    '210 ms down from 1.8 s',
    '2 s instead of 40 s',
    '4.2 s, was 30 s',
    '0.4 s now, 3 s before',
    '900 per second now, before 140 per second',
    'It takes now 400 ms at p95, before it took about 14 hours.',
  ])('the second number is before in "%s"', (text) => expect(relationIn(text)).toBe('second'));
  test.each([
    '8.5k, 72k orders/min',
    '200 to 5k changes/s',
    'from 400ms, so 200ms',
    '2 s from 40 s',
    '6,000 with the old matcher, 85,000 with the new one',
    '9500 tps before 800 tps',
    '9500 tps (800 tps on the mainframe)',
    '450 req/s or 3.2k req/s',
    'p99 of 80 ms at 300 rps',
  ])('is uncertain in "%s"', (text) => expect(relationIn(text)).toBeNull());
  test.each<[Language, string, string]>([
    ['de', 'gingen von 3 % auf unter 1 % zurück', 'first'],
    ['es', 'bajaron de casi un 8 % a menos del 1 %', 'first'],
    ['es', 'del 1,2 % al 0,05 %', 'first'],
    ['fr', 'passés de 8 % à moins de 1 %', 'first'],
    ['pt', 'caíram de 8% para menos de 1%', 'first'],
    ['de', '80.000 pro Tag, vor einer Weile waren es noch 9.000', 'second'],
    ['de', 'Es dauert jetzt 400 ms, davor dauerte es etwa 14 Stunden.', 'second'],
    ['de', '2 s statt 40 s', 'second'],
    ['fr', 'Ça prend 400 ms, avant ça prenait environ 14 heures.', 'second'],
    ['es', 'Ahora tarda 400 ms, antes tardaba unas 14 horas.', 'second'],
    ['pt', 'Agora leva 400 ms, antes levava 14 horas.', 'second'],
    ['pt', '2 s em vez de 40 s', 'second'],
    ['es', '2 s en vez de 40 s', 'second'],
    ['es', '2 s en lugar de 40 s', 'second'],
  ])('in %s: "%s"', (language, text, before) => expect(relationIn(text, language)).toBe(before));
});

test('finds no relation between two numbers without a pattern', () => {
  for (const text of ['120 to 2,600 scans/sec', '9500 tps (800 tps on the mainframe)', '6,000 orders and 9,000 orders'])
    expect(relationIn(text), text).toBeNull();
});

describe('isChange', () => {
  const changes = (text: string, language: Language = 'en') =>
    numbersIn(text, language).mentions.map((mention) => isChange(text, mention, language));
  test.each([
    'errors dropped by 90%',
    'incidents are down 60%',
    '40% fewer incidents',
    'errors: -90%',
    'p99 +3 ms',
    '−90% errors',
  ])('is true in "%s"', (text) => expect(changes(text)).toEqual([true]));
  test.each([
    'lost orders: minimum 0.05%',
    'taxa de erro: um 1%',
    'lost orders dropped 1.2% to 0.05%',
    'reduced 400 crashes a month to 3',
    'booking at p99 fell 400 ms → 80 ms',
    'lost tickets: 1.2%-0.05%',
    'errors -0.05%',
    'it was up 99.95% of the time',
  ])('is false in "%s"', (text) => expect(changes(text)).not.toContain(true));
  test.each([
    ['um 80 % auf 200 ms gesenkt', [true, false]],
    ['Fehler um 40 % reduziert', [true]],
    ['etwa um 14 ms', [false]],
  ])('of a German number behind "um": "%s"', (text, expected) => expect(changes(text, 'de')).toEqual(expected));
});
