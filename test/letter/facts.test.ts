import { describe, expect, it } from 'vitest';
import type { DraftSentence } from '../../src/letter/draft.ts';
import { buildFacts, draftMaterial, shownFacts } from '../../src/letter/facts.ts';
import { modelGate } from '../../src/letter/model-gate.ts';
import { loadSpelling } from '../../src/letter/names.ts';
import { applyVerdicts } from '../../src/letter/verify-letter.ts';
import { EMPTY_SHEET, type Sheet } from '../../src/machine/sheet.ts';
import { amount, figure, quantity, sheetOf, value } from './sheets.ts';

const facts = (sheet: Sheet) => buildFacts({ sheet, edits: [], date: new Date(0) });
const texts = (sheet: Sheet) => facts(sheet).list.map(({ text }) => text);

describe('factsOf', () => {
  it('lists facts in interview order, with short ids and without contact details', () => {
    const sheet = sheetOf({
      'contact.name': 'Ada',
      closing: 'A demo.',
      'role.company': 'Plinth',
      'system.what': 'A queue.',
    });
    expect(facts(sheet).list.map(({ id, slot }) => `${id} ${slot}`)).toEqual([
      'f1 role.company',
      'f2 system.what',
      'f3 closing',
    ]);
  });

  it('states a figure in full, followed by the typed answer', () => {
    const one = figure('latency', {
      measure: 'a search',
      percentile: 'p99',
      before: amount(quantity(2.4, 's')),
      now: amount(quantity(310, 'ms'), { bound: 'about', tail: 'at peak' }),
      typed: 'p99 of a search from 2.4 s to about 310 ms at peak',
    });
    expect(texts(sheetOf({}, { figures: [one] }))).toEqual([
      'a search (p99): before 2.4 s, now about 310 ms at peak. In their words: p99 of a search from 2.4 s to about 310 ms at peak',
    ]);
  });

  it.each([
    [
      'with the words around it',
      'I moved it from PHP to Go at night.',
      [],
      'from PHP to Go In their words: I moved it from PHP to Go at night.',
    ],
    [
      'without words around it that have a new number',
      'I moved it from PHP to Go in 3, no, 2 days.',
      [],
      'from PHP to Go',
    ],
    [
      'without words around it that are hidden',
      'I moved it from PHP to Go at Globex.',
      [{ value: 'Globex', say: null }],
      'from PHP to Go',
    ],
  ])('states a text %s', (_, around, hidden, words) => {
    const part = { ...value('from PHP to Go'), around };
    expect(shownFacts(facts({ ...EMPTY_SHEET, values: { 'system.before': part }, hidden }))).toEqual([
      { id: 'f1', about: 'system.before', words },
    ]);
  });

  it('lets the gate accept a year from the words around a text', async () => {
    const around = 'I moved it to Go in 2018.';
    const part = { ...value('I moved it to Go'), around };
    const told = facts({ ...EMPTY_SHEET, values: { 'system.before': part } });
    const gate = modelGate(told, await loadSpelling());
    const faults = (text: string) =>
      gate.sentence({ key: 's1', paragraph: 2, text, facts: ['f1'] }).map(({ kind }) => kind);
    expect(faults('I moved it to Go in 2018.')).toEqual([]);
    expect(faults('I moved it to Go in 2019.')).toEqual(['number']);
  });

  it('lets the gate accept a number in a name, and "two" of another noun', async () => {
    const sheet = sheetOf({ 'role.team': 'Berth Four', 'contract.result': 'The two ways write the same number.' });
    const gate = modelGate(facts(sheet), await loadSpelling());
    const kinds = (text: string) => gate.sentence({ key: 's1', paragraph: 1, text, facts: [] }).map(({ kind }) => kind);
    expect(kinds('I would like to join your Berth Four team.')).toEqual([]);
    expect(kinds('The two paths write the same number.')).toEqual([]);
    expect(kinds('I led four teams.')).toEqual(['number']);
    expect(kinds('The three paths write the same number.')).toEqual(['number']);
  });

  it('lets the gate tell which number belongs to which percentile', async () => {
    const [p99, p50] = [
      figure('latency', { percentile: 'p99', before: amount(quantity(9.4, 's')), now: amount(quantity(120, 'ms')) }),
      figure('latency', { percentile: 'p50', before: amount(quantity(2, 's')), now: amount(quantity(15, 'ms')) }),
    ];
    const gate = modelGate(facts(sheetOf({}, { figures: [p99, { ...p50, id: 'latency:2' }] })), await loadSpelling());
    const kinds = (text: string) =>
      gate.sentence({ key: 's1', paragraph: 2, text, facts: ['f1', 'f2'] }).map(({ kind }) => kind);
    expect(kinds('It fell from 9.4 s to 120 ms at p99, and from 2 s to 15 ms at p50.')).toEqual([]);
    expect(kinds('At p99 it took 9.4 s; it now takes 120 ms, with a median of 15 ms.')).toEqual([]);
    expect(kinds('It fell from 9.4 s to 120 ms at p50.')).toContain('percentile');
  });

  it.each([
    'Of those, 0.8% used to fail, and last week it was 0.04%.',
    'In the season before it, eleven mics dropped out, and in the last season it was two.',
    'It came 35 minutes after the reading, and now it is there after 8 seconds.',
    'It fell from 35 minutes to 8 seconds.',
  ])('lets the gate accept the order of "%s"', async (text) => {
    const failures = figure('reliability', { before: amount(quantity(0.8, '%')), now: amount(quantity(0.04, '%')) });
    const dropped = figure('reliability', { before: amount(quantity(11, 'mics')), now: amount(quantity(2, 'mics')) });
    const speed = figure('latency', { before: amount(quantity(35, 'min')), now: amount(quantity(8, 's')) });
    const sheet = sheetOf({}, { figures: [failures, { ...dropped, id: 'reliability:2' }, speed] });
    const gate = modelGate(facts(sheet), await loadSpelling());
    const kinds = (told: string) =>
      gate.sentence({ key: 's1', paragraph: 2, text: told, facts: [] }).map(({ kind }) => kind);
    expect(kinds(text)).toEqual([]);
    expect(kinds('It rose from 8 seconds to 35 minutes.')).toContain('order');
  });

  it('lets the gate find figures that are stated in the words of the candidate', async () => {
    const missed = figure('reliability', {
      before: { ...amount(quantity(25, '%')), quote: 'every fourth patient' },
      now: { ...amount(quantity(0.5, '%')), quote: 'every two hundredth' },
    });
    const gate = modelGate(facts(sheetOf({}, { figures: [missed] })), await loadSpelling());
    const kinds = (text: string) =>
      gate.draft([{ key: 's1', paragraph: 2, text, facts: ['f1'] }]).map(({ kind }) => kind);
    expect(kinds('For every fourth patient it was not there; now it is every two hundredth.')).not.toContain('missing');
    expect(kinds('For many patients it was not there; now it is for few.')).toContain('missing');
    const restarts = figure('reliability', {
      measure: 'Out-of-memory restarts',
      before: amount(quantity(11, 'restarts')),
      now: amount(quantity(1, 'restarts')),
    });
    const late = figure('latency', { measure: 'How a key dies', now: amount(quantity(2, 's')) });
    const other = modelGate(facts(sheetOf({}, { figures: [restarts, late] })), await loadSpelling());
    const text =
      'Before it there were 11 out-of-memory restarts, and since then one; a key is now at most 2 seconds late.';
    const faults = other.draft([{ key: 's1', paragraph: 2, text, facts: ['f1', 'f2'] }]);
    expect(faults.map(({ kind }) => kind)).not.toContain('missing');
  });

  it('lets the gate reject the throughput without the reliability', async () => {
    const load = figure('throughput', { now: amount(quantity(9500, 'readings', 'second')) });
    const lost = figure('reliability', {
      measure: 'lost readings',
      before: amount(quantity(1.2, '%')),
      now: amount(quantity(0.05, '%')),
    });
    const gate = modelGate(facts(sheetOf({}, { figures: [load, lost] })), await loadSpelling());
    const missing = (text: string) =>
      gate
        .draft([{ key: 's1', paragraph: 2, text, facts: ['f1'] }])
        .filter(({ kind, isSerious }) => kind === 'missing' && isSerious)
        .map(({ hint }) => hint);
    expect(missing('It handles 9,500 readings per second.')).toEqual([expect.stringContaining('"lost readings"')]);
    expect(missing('It handles 9,500 readings a second, and lost readings fell from 1.2% to 0.05%.')).toEqual([]);
  });

  it('lets the gate accept another form of a word at the start of a sentence', async () => {
    const gate = modelGate(facts(sheetOf({ 'system.what': 'I replan the rounds.' })), await loadSpelling());
    const kinds = (text: string) =>
      gate.sentence({ key: 's1', paragraph: 2, text, facts: ['f1'] }).map(({ kind }) => kind);
    expect(kinds('Replanning the rounds was mine.')).toEqual([]);
    expect(kinds('Kubernix did it.')).not.toEqual([]);
  });

  it('leaves out a corrected number of the typed answer', () => {
    const one = figure('throughput', {
      now: amount(quantity(21_000, 'quotes', 'second')),
      typed: '26k quotes/s now. Strike that, it is 21k quotes/s.',
    });
    expect(texts(sheetOf({}, { figures: [one] }))[0]).not.toContain('26k');
  });

  it('states the stand-in instead of a hidden value, and no hidden figure', () => {
    const now = { ...amount(quantity(18_730, 'logins', 'second')), tail: 'on tax day' };
    const one = figure('throughput', { now, typed: '18,730 logins/s on tax day' });
    const hidden = [
      { value: 'Fennhold', say: 'an identity provider' },
      { value: '18,730 logins per second', say: 'more than ten thousand logins per second' },
    ];
    const all = facts(sheetOf({ 'system.what': 'At Fennhold I built it.' }, { figures: [one], hidden }));
    // The tail of the hidden number is left out, too.
    expect(JSON.stringify(all.list)).not.toMatch(/Fennhold|18,?730|tax day/);
    expect(JSON.stringify(all.list)).toContain('more than ten thousand logins per second');
    expect(all.list.map(({ figure: told }) => told)).toEqual([null, null]);
  });

  it('uses the translation of a text in another language', () => {
    const sheet = sheetOf({});
    const before = { ...value('Wir verloren Tage.'), english: 'We lost days.' };
    expect(texts({ ...sheet, values: { 'system.before': before } })).toEqual(['We lost days.']);
  });
});

describe('names in the gate', async () => {
  const spelling = await loadSpelling();
  const unknown = (said: string, text: string) =>
    modelGate(facts(sheetOf({ 'system.what': said })), spelling)
      .sentence({ key: 's1', paragraph: 1, text, facts: [] })
      .filter(({ kind }) => kind === 'name').length;

  it.each([
    ['We go live on Fridays.', 'I wrote it in Go.', 1],
    ['I wrote it in Go.', 'It is a Go service.', 0],
    ['wrote it in go with redis', 'I wrote it in Go, with Redis.', 0],
    ['Our ACME server at Vela, for the certs of Ostmole. go + postgres', 'I wrote it in Go, with Postgres.', 0],
    ['We let it go and it was gone, as they say at Vela.', 'I wrote it in Go.', 1],
    ['A spark of hope.', 'Spark runs the jobs.', 1],
    ['I built it in Java.', 'Organisations rely on it.', 0],
    ['I built it in Java.', 'Organisations in Norway rely on it.', 1],
    ['I use k8s.', 'It runs on Kubernetes.', 0],
    ['clojure + pg', 'It is written in Clojure, with Postgres.', 0],
    ['cpp, mssql, rmq', 'It is written in C++, with SQL Server and RabbitMQ.', 0],
    ['clojure + redis', 'It is written in Clojure, with Postgres.', 1],
    ['I built it.', 'It feeds kafka.', 1],
    ["I built Mossgate's flags.", 'At Mossgate I’m the one who built the flags.', 0],
    ['The SDK keeps rules.', 'SDKs keep rules.', 0],
  ])('given "%s", the sentence "%s" has %i unknown names', (said, text, count) => {
    expect(unknown(said, text)).toBe(count);
  });
});

describe('numbers and names of a job post', async () => {
  const spelling = await loadSpelling();
  const post = 'We answer 900 million calls a day in Erlang. You bring 7 years of experience.';
  const kept = [{ source: 'post', text: post, topic: 'role', isPost: true, sentences: [], names: [], amounts: [] }];
  const sheet = sheetOf({ 'role.company': 'Corvid Labs', 'system.what': 'I built flags at Mossgate.' }, { kept });

  it.each([
    ['Your runtime answers 900 million calls a day in Erlang.', 0],
    ['I am applying to Corvid Labs, where you answer 900 million calls a day.', 0],
    ['Our runtime at Mossgate answers 900 million calls a day.', 1],
    ['I bring seven years of experience.', 1],
    ['I wrote the flags in Erlang.', 1],
  ])('may be used only about the company: "%s" has %i faults', (text, count) => {
    const gate = modelGate(facts(sheet), spelling);
    expect(gate.sentence({ key: 's1', paragraph: 1, text, facts: [] }).length).toBe(count);
  });
});

describe('verdicts', () => {
  const all = facts(sheetOf({ 'system.what': 'I wrote the “delivery service” in Elixir.' }));
  const sentence: DraftSentence = { key: 's1', paragraph: 1, text: 'I wrote it.', facts: [] };
  const judged = (by: string, supported = true, text = sentence.text) =>
    applyVerdicts({ checks: [{ n: 1, supported, by }] }, [{ ...sentence, text }], all);

  it.each([
    ['I wrote the "delivery service"', 0],
    ['i wrote … in elixir', 0],
    ['I wrote the delivery service alone', 1],
    ['x', 1],
  ])('a verdict with the quote "%s" has %i faults', (by, count) => {
    expect(judged(by).faults.length).toBe(count);
  });

  it('a quote gives the sentence its facts, and no quote marks it as an own sentence', () => {
    expect(judged('delivery service').sentences).toEqual([{ ...sentence, facts: ['f1'] }]);
    expect(judged('…').sentences).toEqual([sentence]);
    expect(judged('', true, 'It has 12 nodes.').faults.length).toBe(1);
  });

  it('every sentence needs a verdict, and at most two may be own sentences', () => {
    expect(applyVerdicts({ checks: [] }, [sentence], all).faults.length).toBe(1);
    expect(judged('I wrote the delivery service', false).faults.length).toBe(1);
    const three = ['s1', 's2', 's3'].map((key) => ({ ...sentence, key }));
    const checks = three.map((_, at) => ({ n: at + 1, supported: true, by: '' }));
    expect(applyVerdicts({ checks }, three, all).faults.map(({ key, kind }) => `${key} ${kind}`)).toEqual(['s3 own']);
    // One own sentence in the unchanged rest: the third in all is a small fault, the fourth a serious one.
    expect(applyVerdicts({ checks }, three, all, 1).faults.map(({ isSerious }) => isSerious)).toEqual([false, true]);
  });
});

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
