import { describe, expect, it } from 'vitest';
import { figureSentence } from '../../src/letter/figure-sentence.ts';
import { amountText, figureText, quantityText } from '../../src/letter/render.ts';
import type { Quantity } from '../../src/machine/quantity.ts';
import type { Amount, Figure } from '../../src/machine/sheet.ts';
import type { Metric } from '../../src/machine/slots.ts';
import { amount, figure, quantity } from './sheets.ts';

const QUANTITIES: readonly [Quantity, string][] = [
  [quantity(9500, 'readings', 'second'), '9,500 readings per second'],
  [quantity(1.5, 's'), '1.5 s'],
  [quantity(90, 's'), '90 s'],
  [quantity(2, 'min'), '2 minutes'],
  [quantity(1, 'hours'), '1 hour'],
  [quantity(6, 'hours'), '6 hours'],
  [quantity(0.5, 'ms'), '0.5 ms'],
  [quantity(0.05, '%'), '0.05%'],
  [quantity(99.99, '%'), '99.99%'],
  [quantity(4.1e9, 'events'), '4.1 billion events'],
  [quantity(12e6, 'rows'), '12 million rows'],
  [quantity(2_345_678, 'rows'), '2,345,678 rows'],
  [quantity(1, 'incidents', 'quarter'), 'one incident per quarter'],
  [quantity(1, 'lost queries'), 'one lost query'],
  [quantity(72_000, 'req', 'minute'), '72,000 requests per minute'],
  [quantity(1200, 'EUR'), '€1,200'],
  [quantity(4.1e6, 'USD', 'month'), '$4.1 million per month'],
  [quantity(300, 'CHF'), 'CHF 300'],
  [quantity(40, 'GB', 'day'), '40 GB per day'],
  [quantity(35, '', 'week'), '35 per week'],
  [quantity(0.1 + 0.2, 's'), '0.3 s'],
];

describe('quantityText', () => {
  it.each(QUANTITIES)('writes %j as "%s"', (of, text) => expect(quantityText(of)).toBe(text));
});

describe('amountText and figureText', () => {
  it('write the bound before and the tail after a quantity', () => {
    const of = amount(quantity(40, 'documents', 'second'), { bound: 'about', tail: 'with the rebuild' });
    expect(amountText(of)).toBe('about 40 documents per second with the rebuild');
    const under = amount(quantity(40, 's'), { bound: 'under', quote: 'under 40 s' });
    expect(amountText(under)).toBe('under 40 seconds');
    expect(amountText(under, { language: 'de' })).toBe('unter 40 Sekunden');
    expect(amountText(amount(quantity(15, 'min'), { tail: ', tested.' }))).toBe('15 minutes, tested');
  });

  it('write a figure in short for lists', () => {
    const before = amount(quantity(2.4, 's'));
    const now = amount(quantity(310, 'ms'));
    expect(figureText(figure('latency', { percentile: 'p99', measure: 'query', before, now }))).toBe(
      'p99 2.4 s → 310 ms (query)',
    );
    expect(figureText(figure('latency', { percentile: 'p95', now: amount(quantity(1.5, 's')) }))).toBe('p95 1.5 s');
  });

  it('writes a duration in the units that it was typed in', () => {
    const of = (quote: string) => amount(quantity(400, 'min'), { quote });
    expect(amountText(of('6h40'))).toBe('6 hours 40 minutes');
    expect(amountText(of('6 Stunden 40 Minuten'), { language: 'de' })).toBe('6 Stunden 40 Minuten');
    expect(amountText(of('400 min'))).toBe('400 minutes');
    expect(amountText(amount(quantity(120, 'min'), { quote: '1 h 60 min' }))).toBe('2 hours');
  });

  it.each(['One in 125', '1 in ten thousand', 'one out of a hundred'])('keeps the words of the share "%s"', (quote) => {
    const now = amount(quantity(0.8, '%'), { quote });
    expect(figureText(figure('reliability', { now }))).toBe(quote.toLowerCase());
  });
});

type Side = [Quantity, string?, Amount['bound']?];
const side = (of: Side | undefined) => (of ? amount(of[0], { tail: of[1] ?? '', bound: of[2] ?? null }) : null);
const example = (
  topic: Metric,
  parts: Pick<Partial<Figure>, 'measure' | 'percentile' | 'sentence'>,
  now: Side | undefined,
  before: Side | undefined,
  text: string | null,
) => ({ told: figure(topic, { ...parts, now: side(now), before: side(before) }), text });

const ms = (value: number) => quantity(value, 'ms');
const s = (value: number) => quantity(value, 's');
const percent = (value: number) => quantity(value, '%');

const EXAMPLES = [
  example(
    'throughput',
    {},
    [quantity(150_000, 'bookings', 'day'), 'in August', 'up to'],
    [quantity(40_000, 'bookings', 'day')],
    'Throughput rose from 40,000 to up to 150,000 bookings per day in August.',
  ),
  example(
    'latency',
    { measure: 'a search', percentile: 'p99' },
    [ms(310)],
    [s(2.4)],
    'A search takes 310 ms at p99, down from 2.4 seconds.',
  ),
  example(
    'latency',
    { measure: 'search', percentile: 'p99' },
    [ms(310)],
    [s(2.4)],
    'A search takes 310 ms at p99, down from 2.4 seconds.',
  ),
  example('latency', { measure: 'searches', percentile: 'p95' }, [ms(310)], undefined, 'Searches take 310 ms at p95.'),
  example(
    'latency',
    { measure: 'paying the farmers after month end' },
    [quantity(3, 'days')],
    undefined,
    'Paying the farmers after month end takes 3 days.',
  ),
  example('latency', { measure: 'sending invoices' }, [s(2)], undefined, 'Sending invoices takes 2 seconds.'),
  example(
    'latency',
    { measure: 'rendering a page' },
    [s(2)],
    [s(3)],
    'Rendering a page takes 2 seconds, down from 3 seconds.',
  ),
  example('latency', { measure: 'pending orders' }, [s(2)], undefined, 'Pending orders take 2 seconds.'),
  example('latency', { measure: 'billing runs' }, [s(2)], undefined, 'Billing runs take 2 seconds.'),
  example('latency', { measure: 'API call' }, [ms(310)], undefined, 'An API call takes 310 ms.'),
  example(
    'latency',
    { measure: 'checkout', percentile: 'p50' },
    [ms(310)],
    [ms(310)],
    'Checkout takes 310 ms at the median, as before.',
  ),
  example(
    'latency',
    { measure: 'from meter to bill', percentile: 'p99' },
    [s(4)],
    [quantity(6, 'min')],
    'The time from meter to bill fell from 6 minutes to 4 seconds at p99.',
  ),
  example('latency', { measure: 'From meter to bill' }, [s(1)], undefined, 'The time from meter to bill is 1 second.'),
  example(
    'latency',
    { measure: 'between tap and receipt' },
    [s(0.5)],
    undefined,
    'The time between tap and receipt is 0.5 seconds.',
  ),
  example(
    'latency',
    { measure: 'from flash until it works' },
    undefined,
    [s(6)],
    'The time from flash until it works was 6 seconds.',
  ),
  example(
    'latency',
    { measure: 'from tap to receipt, in the app' },
    [s(4), 'since May'],
    [s(6), 'in 2020'],
    'The time from tap to receipt, in the app, fell from 6 seconds in 2020 to 4 seconds since May.',
  ),
  example(
    'reliability',
    { measure: 'from alert to fix' },
    [quantity(4, 'min')],
    [quantity(9, 'min')],
    'The time from alert to fix fell from 9 minutes to 4 minutes.',
  ),
  example('latency', { measure: 'from Kafka' }, [s(4)], undefined, 'From Kafka, it takes 4 seconds.'),
  example('latency', { measure: 'during a sync' }, [s(4)], undefined, 'During a sync, it takes 4 seconds.'),
  example(
    'latency',
    { measure: 'latency of reads and writes' },
    [s(4)],
    undefined,
    'The latency of reads and writes is 4 seconds.',
  ),
  example(
    'latency',
    { percentile: 'p99' },
    [ms(95), ', measured on the server'],
    [ms(740)],
    'The p99 latency fell from 740 ms to 95 ms, measured on the server.',
  ),
  example('latency', { measure: 'a search', percentile: 'p99' }, [ms(95)], undefined, 'A search takes 95 ms at p99.'),
  example(
    'latency',
    { measure: 'a search', percentile: 'p99' },
    undefined,
    [s(2.4)],
    'A search took 2.4 seconds at p99.',
  ),
  example('latency', { percentile: 'p99' }, [ms(95)], undefined, 'The p99 latency is 95 ms.'),
  example('latency', { percentile: 'p50' }, [ms(95)], undefined, 'The median latency is 95 ms.'),
  example('latency', { percentile: 'average' }, [ms(95)], [ms(80)], 'The average latency rose from 80 ms to 95 ms.'),
  example(
    'latency',
    { measure: 'a search', percentile: 'average' },
    [ms(95)],
    undefined,
    'A search takes 95 ms on average.',
  ),
  example('latency', {}, undefined, [ms(95)], 'The latency was 95 ms.'),
  example(
    'latency',
    { measure: 'write latency', percentile: 'p99' },
    [ms(210)],
    [s(1.8)],
    'The p99 write latency fell from 1.8 seconds to 210 ms.',
  ),
  example(
    'latency',
    { measure: 'p99 write latency', percentile: 'p99' },
    [ms(210)],
    [s(1.8)],
    'The p99 write latency fell from 1.8 seconds to 210 ms.',
  ),
  example(
    'latency',
    { measure: 'requests under 200 ms' },
    [percent(99.5)],
    [percent(91)],
    'Requests under 200 ms rose from 91% to 99.5%.',
  ),
  example(
    'throughput',
    {},
    [quantity(72_000, 'orders', 'minute')],
    [quantity(8500, 'orders', 'minute')],
    'Throughput rose from 8,500 to 72,000 orders per minute.',
  ),
  example(
    'reliability',
    {},
    [quantity(0.6, '%')],
    [quantity(3.1, '%'), 'of transfer bags missed'],
    'Failures fell from 3.1% to 0.6% of transfer bags missed.',
  ),
  example(
    'throughput',
    {},
    [quantity(7500, 'documents', 'second')],
    [quantity(40, 'documents', 'second'), 'with the rebuild', 'about'],
    'The system handles 7,500 documents per second, up from about 40 with the rebuild.',
  ),
  example(
    'throughput',
    {},
    [quantity(9500, 'readings', 'second'), 'at peak'],
    [quantity(400, 'readings', 'second'), 'at peak'],
    'Throughput rose from 400 to 9,500 readings per second at peak.',
  ),
  example(
    'throughput',
    { measure: 'peak write throughput' },
    [quantity(9500, 'writes', 'second')],
    [quantity(400, 'writes', 'second')],
    'Peak write throughput rose from 400 to 9,500 writes per second.',
  ),
  example(
    'throughput',
    {},
    [quantity(9500, 'readings', 'second'), 'at peak'],
    undefined,
    'The system handles 9,500 readings per second at peak.',
  ),
  example(
    'throughput',
    {},
    [quantity(4.1e9, 'events')],
    [quantity(2e6, 'events')],
    'The system handles 4.1 billion events, up from 2 million.',
  ),
  example(
    'throughput',
    { measure: 'the nightly run' },
    [quantity(2, 'hours')],
    [quantity(6, 'hours')],
    'The nightly run takes 2 hours, down from 6 hours.',
  ),
  example(
    'throughput',
    {},
    undefined,
    [quantity(400, 'readings', 'second')],
    'The system handled 400 readings per second.',
  ),
  example(
    'reliability',
    { measure: 'lost readings' },
    [percent(0.05)],
    [percent(1.2)],
    'Lost readings fell from 1.2% to 0.05%.',
  ),
  example(
    'reliability',
    { measure: 'availability' },
    [percent(99.99)],
    [percent(99.95)],
    'Availability rose from 99.95% to 99.99%.',
  ),
  example(
    'reliability',
    { measure: 'availability' },
    [percent(99.99)],
    [percent(99.99)],
    'Availability stayed at 99.99%.',
  ),
  example('reliability', { measure: 'availability' }, [percent(99.99)], undefined, 'Availability is 99.99%.'),
  example(
    'reliability',
    { measure: 'lost readings' },
    [percent(0.05), 'since January'],
    undefined,
    'Lost readings have been at 0.05% since January.',
  ),
  example(
    'reliability',
    { measure: 'oversold orders' },
    [quantity(0, '', 'week'), 'since the launch in may'],
    [quantity(35, '', 'week')],
    'Oversold orders fell from 35 per week to none since the launch in May.',
  ),
  example(
    'reliability',
    { measure: 'oversold orders' },
    [quantity(0, 'oversold orders')],
    [quantity(35, 'oversold orders', 'week')],
    'Oversold orders fell from 35 per week to none.',
  ),
  example(
    'reliability',
    {},
    [quantity(0, 'lost deliveries'), 'since the outbox went live in January 2025'],
    undefined,
    'There have been no lost deliveries since the outbox went live in January 2025.',
  ),
  example(
    'reliability',
    { measure: 'lost deliveries' },
    [quantity(0)],
    undefined,
    'There have been no lost deliveries.',
  ),
  example('reliability', { measure: 'data loss' }, [quantity(0)], undefined, 'There has been no data loss.'),
  example(
    'reliability',
    { measure: 'stuck jobs' },
    [quantity(1, 'incident', 'quarter')],
    [quantity(12, 'incidents', 'quarter'), '', 'about'],
    'Stuck jobs fell from about 12 to one incident per quarter.',
  ),
  example(
    'reliability',
    {},
    [quantity(3, 'incidents', 'quarter')],
    [quantity(12, 'incidents', 'quarter')],
    'Incidents fell from 12 to 3 per quarter.',
  ),
  example(
    'reliability',
    {},
    [quantity(0, 'lost orders')],
    [quantity(35, '', 'week')],
    'Failures fell from 35 per week to none.',
  ),
  example(
    'throughput',
    { measure: 'players queued per minute' },
    [quantity(85_000, '', 'minute')],
    [quantity(6_000, '', 'minute')],
    'Players queued rose from 6,000 to 85,000 per minute.',
  ),
  example(
    'reliability',
    {},
    [quantity(3, 'msgs', 'quarter')],
    [quantity(12, 'msgs', 'quarter'), 'at peak'],
    'Messages fell from 12 per quarter at peak to 3 per quarter.',
  ),
  example('reliability', {}, [quantity(1, 'incidents', 'quarter')], undefined, 'There is one incident per quarter.'),
  example('reliability', {}, undefined, [quantity(12, 'incidents', 'quarter')], 'There were 12 incidents per quarter.'),
  example(
    'reliability',
    { measure: 'RTO' },
    [quantity(15, 'min'), ', we have tested it each quarter'],
    undefined,
    'RTO is 15 minutes, we have tested it each quarter.',
  ),
  example(
    'reliability',
    {},
    [percent(99.99), 'since january'],
    undefined,
    'Reliability has been 99.99% since January.',
  ),
  example('reliability', {}, [percent(99.99)], undefined, 'Reliability is 99.99%.'),
  example('reliability', {}, undefined, [percent(99.9)], 'Reliability was 99.9%.'),
  example(
    'reliability',
    { sentence: 'we had none of these since May' },
    undefined,
    undefined,
    'We had none of these since May.',
  ),
  example(
    'throughput',
    { sentence: 'we passed from 1.200 to 18.500 readings, with 2.5 MB each and 0.40 of the cost' },
    [quantity(18_500, 'readings')],
    [quantity(1200, 'readings')],
    'We passed from 1,200 to 18,500 readings, with 2.5 MB each and 0.40 of the cost.',
  ),
  example(
    'latency',
    { sentence: 'it went from 2,5 hours to 0.40 s' },
    [s(0.4)],
    [quantity(2.5, 'hours')],
    'It went from 2.5 hours to 0.40 s.',
  ),
  example(
    'reliability',
    { measure: 'incidents' },
    [quantity(1, '', 'quarter')],
    [quantity(9, '', 'quarter')],
    'Incidents fell from 9 to 1 per quarter.',
  ),
  example(
    'reliability',
    { measure: 'downtime' },
    [quantity(5, 'min', 'month')],
    [quantity(4, 'hours', 'month')],
    'Downtime fell from 4 hours to 5 minutes per month.',
  ),
  example(
    'throughput',
    {},
    [quantity(3, 'TB', 'day'), '', 'about'],
    [quantity(200, 'GB', 'day')],
    'The system handles about 3 TB per day, up from 200 GB.',
  ),
  example(
    'reliability',
    {},
    [quantity(5, 'min', 'month')],
    [quantity(4, 'hours', 'month')],
    'It fell from 4 hours to 5 minutes per month.',
  ),
  example(
    'reliability',
    { measure: '"where is my parcel" tickets' },
    [quantity(350, '', 'week')],
    [quantity(900, '', 'week')],
    '"Where is my parcel" tickets fell from 900 to 350 per week.',
  ),
  example(
    'latency',
    { measure: 'a reservation, from tap to confirmed', percentile: 'p95' },
    [ms(180)],
    [s(1.9)],
    'A reservation, from tap to confirmed, takes 180 ms at p95, down from 1.9 seconds.',
  ),
  example('reliability', { measure: 'incidents' }, undefined, undefined, null),
];

describe('figureSentence', () => {
  it.each(EXAMPLES)('writes: $text', ({ told, text }) => expect(figureSentence(told)).toBe(text));
});
