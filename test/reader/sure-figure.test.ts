import { describe, expect, test } from 'vitest';
import { figureSentence } from '../../src/letter/figure-sentence.ts';
import type { Command } from '../../src/machine/commands.ts';
import { applyPatch, EMPTY_SHEET, type FigurePatch } from '../../src/machine/sheet.ts';
import type { Metric } from '../../src/machine/slots.ts';
import { readFigure } from '../../src/reader/figure-answer.ts';

type Language = 'en' | 'de' | 'es' | 'fr' | 'pt';

function read(topic: Metric, text: string, language: Language = 'en'): Command[] {
  const sheet = { ...EMPTY_SHEET, language };
  return readFigure({ text, source: 'm1', topic, part: 'now', figure: null, sheet });
}

/** The sentence that the letter would have. */
function stated(topic: Metric, patch: FigurePatch | undefined, language: Language = 'en'): string | null {
  return patch ? figureSentence(applyPatch(null, `${topic}.1`, topic, patch), language) : null;
}

describe('sure: noted without a question', () => {
  test.each<[Metric, string, string, Language?]>([
    ['reliability', 'lost readings: 0.05%', 'Lost readings are at 0.05%.'],
    ['reliability', '99.99% availability', 'Availability is 99.99%.'],
    ['reliability', '0.03% wrong statuses', 'Wrong statuses are at 0.03%.'],
    ['reliability', 'the error rate is 0.4%', 'The error rate is 0.4%.'],
    ['reliability', 'lost readings went from 1.2% to 0.05%', 'Lost readings fell from 1.2% to 0.05%.'],
    ['reliability', '99.95% up from 98', 'Reliability rose from 98% to 99.95%.'],
    ['reliability', 'about 3 incidents a month', 'There are about 3 incidents per month.'],
    ['reliability', 'no lost orders since the cutover', 'There have been no lost orders since the cutover.'],
    ['latency', 'from meter to bill, p99 4 seconds', 'The time from meter to bill is 4 seconds at p99.'],
    ['latency', 'a search takes 310 ms at p99', 'A search takes 310 ms at p99.'],
    [
      'latency',
      'from flash until the QR works: avg was 50 sec, is 6 sec now',
      'The time from flash until the QR works fell from 50 seconds to 6 seconds on average.',
    ],
    [
      'throughput',
      'it handles 9,500 readings a second at peak',
      'The system handles 9,500 readings per second at peak.',
    ],
    ['throughput', '46,000 bags in a day', 'The system handles 46,000 bags per day.'],
    ['throughput', '300 an hr before, forty a minute now', 'Throughput rose from 300 per hour to 40 per minute.'],
    ['throughput', '8.5k → 72k orders/min', 'Throughput rose from 8,500 to 72,000 orders per minute.'],
    [
      'throughput',
      '2,400 tag reads a shift before, 31,000 tag reads a shift now',
      'Throughput rose from 2,400 to 31,000 tag reads a shift.',
    ],
    ['throughput', '620 changes per shift', 'The system handles 620 changes per shift.'],
    ['throughput', '620 Änderungen pro Schicht', 'Das System verarbeitet 620 Änderungen pro Schicht.', 'de'],
    ['reliability', 'verlorene Messwerte: 0,05 %', 'Verlorene Messwerte: 0,05 %.', 'de'],
    ['latency', 'recherche : 310 ms au p95', 'Recherche (p95) : 310 ms.', 'fr'],
    ['reliability', 'errores: ahora 0,1%, antes el 3%', 'Errores: del 3 % al 0,1 %.', 'es'],
    ['throughput', '3 TB por dia', 'O sistema processa 3 TB por dia.', 'pt'],
  ])('%s: "%s"', (topic, text, expected, language) => {
    const [command, ...others] = read(topic, text, language);
    expect(command?.type === 'set-figure' && stated(topic, command.patch, language)).toBe(expected);
    expect(others).toEqual([]);
  });
});

describe('not sure: shown first', () => {
  test.each<[Metric, string, string, Language?]>([
    ['latency', '120 ms at 70% load', 'The latency is 120 ms at 70% load.'],
    ['latency', '200 ms with 90% cache hits', 'The latency is 200 ms with 90% cache hits.'],
    ['latency', 'down 80% to 200 ms', 'The latency is 200 ms.'],
    ['latency', 'a week-long backfill runs in 4 h', 'A week-long backfill runs take 4 hours.'],
    ['latency', 'errors plummeted to 2 s', 'The latency is 2 seconds.'],
    ['reliability', '1% of the pairs came back as odd pairs', 'Failures are at 1%.'],
    [
      'reliability',
      'people left behind, 3.5% of the trips before and 0.4%',
      'People left behind fell from 3.5% to 0.4% of the trips.',
    ],
    ['latency', 'Sorry, the dog, give me 2 minutes. Where were we?', 'The latency is 2 minutes.'],
    ['latency', 'took 2 weeks to build', 'The latency is 2 weeks.'],
    ['reliability', 'error reduction: 40%', 'Failures are at 40%.'],
    ['latency', 'is 200 ms good?', 'The latency is 200 ms.'],
    ['reliability', 'lost readings 0.05%', 'Lost readings are at 0.05%.'],
    ['reliability', 'the team saw 3 outages', 'There have been 3 outages.'],
    ['reliability', 'one deploy in five failed', 'Failures are at 20%.'],
    ['reliability', 'slab delivered wrong, one on 5.000', 'Slab delivered wrong is 0.02%.'],
    ['reliability', 'out of 1,200 merchants 3 complained', 'Merchants fell from 1,200 to 3 complained.'],
    ['latency', 'um 80 % auf 200 ms gesenkt', 'Latenz: 200 ms.', 'de'],
    ['reliability', 'Heute sind 0,2 % der Rechnungen falsch', 'Fehlerquote: 0,2 % der Rechnungen falsch.', 'de'],
  ])('%s: "%s"', (topic, text, expected, language) => {
    const commands = read(topic, text, language);
    const asked = commands.find((command) => command.type === 'ask-back')?.pending;
    const [option] = asked?.kind === 'order' ? asked.options : [];
    expect(commands.some(({ type }) => type === 'set-figure')).toBe(false);
    expect(asked).toMatchObject({ kind: 'order', text });
    expect(stated(topic, option?.patch, language)).toBe(expected);
  });

  test.each([
    'errors dropped by 90%',
    '40% fewer incidents',
    'we reduced failed payments by 80 percent',
    'errors fell 60%',
    'errors: -60%',
    'a 50% reduction in timeouts',
  ])('a change is no level: "%s"', (text) => {
    const asked = read('reliability', text).find((command) => command.type === 'ask-back');
    const words = [{ value: { text }, patch: { sentence: text } }];
    expect(asked).toMatchObject({ pending: { kind: 'again', problem: 'change-is-no-level', offers: words } });
  });

  test.each([
    ['matches where no ref turned up 0.4%', 'Failures are at 0.4%.'],
    ['incidents are down 60%', 'Incidents are at 60%.'],
  ])('"up" and "down" may belong to the verb, so it is asked: "%s"', (text, sentence) => {
    const asked = read('reliability', text).find((command) => command.type === 'ask-back')?.pending;
    expect(asked).toMatchObject({ kind: 'order', problem: 'change-is-no-level' });
    const options = asked?.kind === 'order' ? asked.options.map(({ patch }) => stated('reliability', patch)) : [];
    expect(options).toEqual([sentence]);
  });

  test('a bare number in another sentence has the unit of the number before it', () => {
    const text = "Skins where the tag doesn't match were 2.2 percent. Last season 0.15";
    const asked = read('reliability', text).find((command) => command.type === 'ask-back')?.pending;
    const options = asked?.kind === 'order' ? asked.options.map(({ patch }) => stated('reliability', patch)) : [];
    expect(options[0]).toBe('Failures fell from 2.2% to 0.15%.');
  });
});
