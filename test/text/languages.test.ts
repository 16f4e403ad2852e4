/** Numbers in the notation of each language, read by one grammar. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/machine/language.ts';
import type { Quantity } from '../../src/machine/quantity.ts';
import { numbersIn } from '../../src/text/quantities.ts';

const rate = (value: number, unit: string, per: NonNullable<Quantity['per']>): Quantity => ({ value, unit, per });
const of = (value: number, unit: string): Quantity => ({ value, unit });

const TABLE: readonly (readonly [Language, string, Quantity])[] = [
  ['de', '1,8 s', of(1.8, 's')],
  ['de', '1,8 Sekunden', of(1.8, 's')],
  ['de', '1.250.000', of(1_250_000, '')],
  ['de', '1.250 ms', of(1_250, 'ms')],
  ['de', '1,250 s', of(1.25, 's')],
  ['de', '0,05 %', of(0.05, '%')],
  ['de', '99,99 Prozent', of(99.99, '%')],
  ['de', '72.000 Bestellungen pro Minute', rate(72_000, 'Bestellungen', 'minute')],
  ['de', '9.500 Messwerte je Sekunde', rate(9_500, 'Messwerte', 'second')],
  ['de', '3 Vorfälle im Quartal', rate(3, 'Vorfälle', 'quarter')],
  ['de', '40 Abbrüche am Tag', rate(40, 'Abbrüche', 'day')],
  ['de', '2 Millionen Haushalte', of(2_000_000, 'Haushalte')],
  ['de', '4,1 Milliarden Ereignisse', of(4.1e9, 'Ereignisse')],
  ['de', 'zwei Stunden', of(2, 'hours')],
  ['de', '1 Minute und 30 Sekunden', of(90, 's')],
  ['fr', '1,8 s', of(1.8, 's')],
  ['fr', '72 000 commandes par minute', rate(72_000, 'commandes', 'minute')],
  ['fr', '72\u202f000 commandes par minute', rate(72_000, 'commandes', 'minute')],
  ['fr', '1 250 000', of(1_250_000, '')],
  ['fr', '1,250 s', of(1.25, 's')],
  ['fr', '4 secondes', of(4, 's')],
  ['fr', '3 jours', of(3, 'days')],
  ['fr', '0,05 %', of(0.05, '%')],
  ['fr', '2 millions de relevés', of(2_000_000, 'relevés')],
  ['fr', '3 incidents par trimestre', rate(3, 'incidents', 'quarter')],
  ['es', '1,8 segundos', of(1.8, 's')],
  ['es', '1.250.000', of(1_250_000, '')],
  ['es', '1.250 ms', of(1_250, 'ms')],
  ['es', '9.500 lecturas por segundo', rate(9_500, 'lecturas', 'second')],
  ['es', '120.000 pedidos al día', rate(120_000, 'pedidos', 'day')],
  ['es', '40 caídas a la semana', rate(40, 'caídas', 'week')],
  ['es', '72 mil pedidos por minuto', rate(72_000, 'pedidos', 'minute')],
  ['es', '2 millones de lecturas', of(2_000_000, 'lecturas')],
  ['es', '99,9 por ciento', of(99.9, '%')],
  ['es', '6 minutos', of(6, 'min')],
  ['es', '2 millones de lecturas diarias', rate(2_000_000, 'lecturas', 'day')],
  ['pt', '12 quedas mensais', rate(12, 'quedas', 'month')],
  ['pt', '1,8 segundos', of(1.8, 's')],
  ['pt', '1.250.000', of(1_250_000, '')],
  ['pt', '9.500 leituras por segundo', rate(9_500, 'leituras', 'second')],
  ['pt', '72 mil pedidos por minuto', rate(72_000, 'pedidos', 'minute')],
  ['pt', '2 milhões de leituras', of(2_000_000, 'leituras')],
  ['pt', '0,05%', of(0.05, '%')],
  ['pt', '3 horas', of(3, 'hours')],
  ['es', 'cuatro horas y media', of(4.5, 'hours')],
  ['es', 'dos segundos y medio', of(2.5, 's')],
  ['de', 'anderthalb Stunden', of(1.5, 'hours')],
  ['de', 'zweieinhalb Sekunden', of(2.5, 's')],
  ['pt', 'um quarto de hora', of(15, 'min')],
  ['es', '1 de cada 400', of(0.25, '%')],
  ['es', 'uno de cada mil', of(0.1, '%')],
  ['de', '1 von 400', of(0.25, '%')],
  ['fr', 'une commande sur 400', of(0.25, '%')],
  ['pt', 'um em cada mil', of(0.1, '%')],
];

test.each(TABLE)('in %s, reads %j as one quantity', (language, text, quantity) => {
  expect(numbersIn(text, language).mentions.map((mention) => [mention.text, mention.quantity])).toEqual([
    [text, quantity],
  ]);
});

test.each([
  ['en', 1.25],
  ['de', 1_250],
  ['es', 1_250],
  ['pt', 1_250],
  ['fr', 1_250],
] as const)('in %s, reads "1.250 ms" as %d, and keeps the other reading', (language, value) => {
  const [mention] = numbersIn('1.250 ms', language).mentions;
  expect(mention?.quantity.value).toBe(value);
  expect(mention?.readings.map((reading) => reading.value).toSorted((one, other) => one - other)).toEqual([
    1.25, 1_250,
  ]);
});

describe('bounds', () => {
  test.each([
    ['de', 'etwa 40 ms', 'about'],
    ['de', 'unter 200 ms', 'under'],
    ['de', 'mehr als 40 ms', 'over'],
    ['fr', 'environ 40 ms', 'about'],
    ['fr', 'moins de 200 ms', 'under'],
    ['es', 'menos de 200 ms', 'under'],
    ['es', 'cerca de 40 ms', 'about'],
    ['pt', 'mais de 40 ms', 'over'],
    ['en', 'up to 40 ms', 'up to'],
    ['de', 'bis zu 40 ms', 'up to'],
    ['fr', "jusqu'à 40 ms", 'up to'],
    ['es', 'hasta 40 ms', 'up to'],
    ['pt', 'até 40 ms', 'up to'],
    ['de', 'von 20 ms bis zu 40 ms', null],
    ['fr', "de 20 ms jusqu'à 40 ms", null],
    ['es', 'de 20 ms hasta 40 ms', null],
    ['en', 'it could not do more than 40', 'up to'],
    ['en', "it didn't go over 40 a day", 'up to'],
    ['en', 'it never fell below 40 a day', 'over'],
    ['en', 'not only more than 40', 'over'],
    ['en', 'no it was more than 40', 'over'],
    ['en', 'it was not enough, more than 40 waited', 'over'],
    ['en', 'it did not stop and took more than 40', 'over'],
    ['de', 'es schaffte nicht mehr als 40', 'up to'],
    ['de', 'es kam nie über 40', 'up to'],
    ['fr', 'il ne pouvait pas en traiter plus de 40', 'up to'],
    ['es', 'no podía hacer más de 40', 'up to'],
    ['pt', 'não conseguia fazer mais de 40', 'up to'],
    ['pt', 'no pico mais de 40', 'over'],
  ] as const)('in %s, reads the bound of %j as "%s"', (language, text, bound) => {
    expect(numbersIn(text, language).mentions.at(-1)?.bound).toBe(bound);
  });
});

test('finds a number in the notation of any language, so that it can be redacted', () => {
  for (const [, text, quantity] of TABLE.filter(([, each]) => !each.includes('1.250') && !each.includes('mil ')))
    expect(numbersIn(text, 'any').mentions.flatMap(({ readings }) => readings.map(({ value }) => value))).toContain(
      quantity.value,
    );
});
