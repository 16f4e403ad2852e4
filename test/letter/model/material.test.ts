import { describe, expect, it } from 'vitest';
import { buildFacts, draftMaterial } from '../../../src/letter/facts.ts';
import type { Sheet } from '../../../src/machine/sheet.ts';
import { amount, figure, quantity, sheetOf, value } from '../sheets.ts';

const material = (sheet: Sheet) => draftMaterial(buildFacts({ sheet, edits: [], date: new Date(0) }));

const typed = 'p99 of a search from 2.4 s to 310 ms';
const search = figure('latency', {
  measure: 'a search',
  percentile: 'p99',
  before: amount(quantity(2.4, 's')),
  now: amount(quantity(310, 'ms')),
  typed,
});

describe('materialOf', () => {
  it('has the job, each answer once, and the figures', () => {
    const around = 'I built the index in Go, Petra did the screens.';
    const sheet = sheetOf({ 'role.company': 'Plinth', 'system.employer': 'Vela' }, { figures: [search] });
    const values = {
      ...sheet.values,
      'system.what': { ...value('the index in Go'), around },
      'system.part': { ...value('Petra did the screens'), around },
    };
    expect(material({ ...sheet, values })).toEqual({
      job: { company: 'Plinth' },
      interview: [
        { question: expect.stringContaining('Which system'), answer: `At Vela. ${around}` },
        { question: expect.stringContaining('How fast'), answer: 'p99 of a search from 2.4 s to 310 ms.' },
      ],
      figures: ['a search (p99): before 2.4 s, now 310 ms.'],
    });
  });

  it('adds the original words to a converted number', () => {
    const before = { ...amount(quantity(200, 'min')), quote: '3 h 20 min' };
    const { figures } = material(sheetOf({}, { figures: [{ ...search, before }] }));
    expect(figures).toEqual(['a search (p99): before 200 min (3 h 20 min), now 310 ms.']);
  });

  it('states both sides of a rate as they were told, and a tail in lower case', () => {
    const before = {
      ...amount(quantity(1, 'bookings', 'second')),
      quote: 'one booking a second',
      tail: 'In the last season',
    };
    const now = amount(quantity(1_400, 'bookings', 'minute'), { quote: '1,400 bookings a minute' });
    const { figures } = material(sheetOf({}, { figures: [figure('throughput', { before, now })] }));
    const said = 'before 1 bookings per second (one booking a second) in the last season';
    expect(figures).toEqual([`throughput: ${said}, now 1,400 bookings per minute.`]);
  });

  it('leaves out a number whose quote is hidden', () => {
    const insured = figure('throughput', { now: { ...amount(quantity(64e9, 'ZAR')), quote: 'my A9 figure' } });
    const sheet = sheetOf({}, { figures: [insured], hidden: [{ value: 'my A9 figure', say: 'a lot' }] });
    expect(JSON.stringify(material(sheet))).not.toMatch(/64/u);
  });

  it('leaves out the whole sentence of a hidden value, and keeps both sides of the figure', () => {
    const told = {
      ...search,
      typed: 'A search takes 310 ms now. Those are the rats, they eat the cable. The map is ready first.',
    };
    const shown = JSON.stringify(
      material(sheetOf({}, { figures: [told], hidden: [{ value: 'the rats', say: null }] })),
    );
    expect(shown).toContain('The map is ready first. / 2.4');
    expect(shown).not.toContain('cable');
  });

  it('has no hidden values', () => {
    const sheet = sheetOf(
      { 'system.what': 'Search for Vela.' },
      {
        figures: [search],
        hidden: [
          { value: 'Vela', say: 'a map maker' },
          { value: '310 ms', say: null },
        ],
      },
    );
    const shown = JSON.stringify(material(sheet));
    expect(shown).toContain('a map maker');
    expect(shown).not.toMatch(/Vela|310/u);
  });
});
