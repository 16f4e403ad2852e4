/** The short note, from sentences that can be understood on their own, and the subject of the e-mail. */
import { describe, expect, test } from 'vitest';
import { emailOf, letterSubject } from '../../src/letter/application.ts';
import { composeLetter } from '../../src/letter/compose.ts';
import { letterText } from '../../src/letter/letter.ts';
import { noteOf } from '../../src/letter/writer.ts';
import type { Language } from '../../src/machine/language.ts';
import type { Sheet } from '../../src/machine/sheet.ts';
import { amount, figure, quantity, sheetOf } from './sheets.ts';

function note(values: Readonly<Record<string, string>>, language: Language = 'en'): string {
  const sheet = sheetOf(values, { language });
  return noteOf(composeLetter({ sheet, edits: [], date: new Date('2026-11-29T12:00:00Z') }), sheet);
}

const ROLE = { 'role.position': 'Backend Engineer', 'role.company': 'Harbour Grid' };
const APPLYING = 'I am applying for the Backend Engineer role at Harbour Grid.';

test.each(['So, I rebuilt the ledger in Go.', 'This was a ledger in Go.', "It's a ledger in Go."])(
  'the note leaves out a sentence that refers back: %s',
  (text) => {
    expect(note({ ...ROLE, 'system.part': text })).toBe(APPLYING);
    expect(note({ closing: text })).toBe('');
  },
);

test.each([
  'I decided that no frame may be lost.',
  'When a meter fails, it is read once more.',
  'The ledger keeps its rows for ever.',
  'In the ledger that I wrote, nothing is overwritten.',
  'Old meters could not be changed.',
])('the note keeps a sentence that stands alone: %s', (text) => {
  expect(note({ ...ROLE, 'system.part': text })).toBe(`${APPLYING} ${text}`);
});

test('the note names the job, also where the letter gives a reason for the application', () => {
  const choice = 'I am applying because you replay each reading.';
  expect(note({ ...ROLE, 'company.choice': choice })).toBe(`${APPLYING} ${choice}`);
});

test('the note has the words that replaced the sentence that names the job', () => {
  const sheet = sheetOf(ROLE, { language: 'de' });
  const edits = [{ type: 'rewrite', key: 'role.position', text: 'Ich möchte zu Ihnen.', source: 'm' } as const];
  expect(noteOf(composeLetter({ sheet, edits, date: new Date(0) }), sheet)).toBe('Ich möchte zu Ihnen.');
});

test('the German note starts with a capital', () => {
  expect(note(ROLE, 'de')).toBe('Ich bewerbe mich auf die Stelle als Backend Engineer bei Harbour Grid.');
});

const STORY = 'contract.constraint+contract.decision+contract.result';
const BUILT = { ...ROLE, 'system.employer': 'Tavolo', 'system.what': 'rebuilt the payouts in Go. It has two queues.' };

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'with the whole hard part',
    { [STORY]: 'The bank resends. I keyed on its id. Nobody was paid twice.' },
    ' The bank resends. I keyed on its id. Nobody was paid twice.',
  ],
  [
    'without the end of a hard part that is too long',
    {
      [STORY]: `The bank resends ${'each payment and '.repeat(40)}more. I keyed on the id of the bank. Nobody was paid twice.`,
    },
    '',
  ],
  ['without a problem that has no result', { [STORY]: 'The bank resends, so farmers were credited twice.' }, ''],
  [
    'with a decision from a separate answer',
    { 'contract.constraint': 'The bank resends.', 'contract.decision': 'I keyed on its id.' },
    ' The bank resends. I keyed on its id.',
  ],
  [
    'without closing, background and predecessor',
    {
      closing: "I don't write Go yet.",
      background: 'I was a baker.',
      'system.before': 'A nightly job ran. It failed.',
    },
    '',
  ],
])('the note says what was built, %s', (_, values, ending) => {
  expect(note({ ...BUILT, ...values })).toBe(
    `${APPLYING} At Tavolo I rebuilt the payouts in Go. It has two queues.${ending}`,
  );
});

test('the note keeps the figure and the credits before what else was built', () => {
  const built = `rebuilt the payouts in Go. It pays farmers ${'in one more country '.repeat(22)}and here.`;
  const told = { ...BUILT, 'system.what': built, 'system.part': 'I wrote the ledger. Ines wrote the reports.' };
  const sheet = sheetOf(told, { figures: [figure('latency', { now: amount(quantity(95, 'ms')) })] });
  expect(noteOf(composeLetter({ sheet, edits: [], date: new Date(0) }), sheet)).toBe(
    `${APPLYING} At Tavolo I rebuilt the payouts in Go. I wrote the ledger. Ines wrote the reports. The latency is 95 ms.`,
  );
});

test('the note says what the system does and why this company, before the hard part', () => {
  const told = {
    ...BUILT,
    'system.what': 'rebuilt the payouts in Go. It pays farmers in three countries.',
    'company.choice': 'You replay each reading.',
    [STORY]: `The bank resends ${'each payment and '.repeat(24)}more. I keyed on its id. Nobody was paid twice.`,
  };
  const sheet = sheetOf(told, { figures: [figure('latency', { now: amount(quantity(95, 'ms')) })] });
  expect(noteOf(composeLetter({ sheet, edits: [], date: new Date(0) }), sheet)).toBe(
    `${APPLYING} You replay each reading. At Tavolo I rebuilt the payouts in Go. It pays farmers in three countries. The latency is 95 ms.`,
  );
});

test('the note keeps a sentence that refers back to the one before it', () => {
  const story = 'Old meters could not be changed. So I put a version into each frame.';
  expect(note({ 'contract.constraint+contract.decision+contract.result': story })).toBe(story);
});

describe('a hard part that is too long for the note', () => {
  const STORY = 'contract.constraint+contract.decision+contract.result';
  const LONG = `${'Three vendors read the old feed and could not move at once, '.repeat(4)}and that was that.`;
  const [BRIDGE, AFTER] = ['I kept a bridge that the vendors could run.', 'After nine months all three had migrated.'];
  const told = (...story: string[]) => note({ ...ROLE, closing: '', [STORY]: story.join(' ') });

  test('is taken whole if it fits', () => {
    expect(told(LONG, BRIDGE, AFTER)).toBe([APPLYING, LONG, BRIDGE, AFTER].join(' '));
  });

  test('may lose its last sentence, but none before it', () => {
    const result = `After nine months all three had migrated, ${'and one more did, '.repeat(12)}so I removed it.`;
    expect(told(LONG, BRIDGE, result)).toBe([APPLYING, LONG, BRIDGE].join(' '));
  });

  test('is left out if only its end would fit, or only the problem', () => {
    expect(told(LONG.repeat(2), BRIDGE, AFTER)).toBe(APPLYING);
    expect(told(LONG, `${BRIDGE.slice(0, -1)}, ${LONG}`)).toBe(APPLYING);
  });
});

test('the note says why this company, if there is room, before further figures', () => {
  const [choice, view] = ['You replay each reading.', 'I think that is right.'];
  const company = { 'company.choice': choice, 'company.view': view };
  expect(note({ ...ROLE, ...company })).toBe(`${APPLYING} ${choice} ${view}`);
  expect(note({ ...ROLE, ...company, 'company.view': `${view} ${'It is slow, '.repeat(50)}but right.` })).toBe(
    `${APPLYING} ${choice}`,
  );
  expect(note({ ...ROLE, 'company.view': 'That is why I ask.' })).toBe(APPLYING);
  const figures = [1, 2].map((one) =>
    figure('latency', { id: `latency.${one}`, now: amount(quantity(95 + one, 'ms')) }),
  );
  const sheet = sheetOf(
    { ...BUILT, ...company, 'company.view': `${view} ${'It is slow, '.repeat(30)}but right.` },
    { figures },
  );
  const told = noteOf(composeLetter({ sheet, edits: [], date: new Date(0) }), sheet);
  expect(told).toContain('The latency is 96 ms.');
  expect(told).toContain('It is slow');
});

describe('figures of the note', () => {
  const START = `${APPLYING} At Tavolo I rebuilt the payouts in Go. It has two queues.`;
  const load = figure('throughput', { now: amount(quantity(9_500, 'readings', 'second')) });
  const latency = figure('latency', { now: amount(quantity(95, 'ms')) });
  const unnamed = figure('reliability', {
    now: amount(quantity(1, '', 'week')),
    before: amount(quantity(12, '', 'week')),
  });

  test.each([
    ['the load names its subject', [load], ' The system handles 9,500 readings per second.'],
    [
      'in the order of the letter',
      [load, latency],
      ' The latency is 95 ms. The system handles 9,500 readings per second.',
    ],
    ['an unnamed number counts failures', [unnamed], ' Failures fell from 12 to 1 per week.'],
  ])('%s', (_, figures, ending) => {
    const sheet = sheetOf(BUILT, { figures });
    expect(noteOf(composeLetter({ sheet, edits: [], date: new Date(0) }), sheet)).toBe(`${START}${ending}`);
  });
});

test('the note has the figure that changed most before the hard part, and others only behind it', () => {
  const latency = figure('latency', { now: amount(quantity(95, 'ms')) });
  const load = figure('throughput', {
    now: amount(quantity(9_500, 'readings', 'second')),
    before: amount(quantity(400, 'readings', 'second')),
  });
  const told = `${'The bank resends each payment, '.repeat(11)}and more at the same time, as all banks do. I keyed on its id.`;
  const sheet = sheetOf({ ...BUILT, [STORY]: told }, { figures: [latency, load] });
  const written = noteOf(composeLetter({ sheet, edits: [], date: new Date(0) }), sheet);
  expect(written).toContain(`Throughput rose from 400 to 9,500 readings per second. ${told}`);
  expect(written).not.toContain('95 ms');
});

describe('subject', () => {
  const role = { 'role.position': 'senior backend engineer', 'role.team': 'Payments', 'role.company': 'Plinth' };
  const company = { value: 'Plinth', say: null };

  test.each<[string, Partial<Sheet>, string | undefined, string]>([
    ['names position, team and company', {}, undefined, 'Application: Senior backend engineer, Payments, Plinth'],
    [
      'has a stand-in in lower case',
      { hidden: [{ ...company, say: 'a bank' }] },
      undefined,
      'Application: Senior backend engineer, Payments, a bank',
    ],
    [
      'is in the language of the letter',
      { language: 'de' },
      undefined,
      'Bewerbung als Senior backend engineer im Team Payments bei Plinth',
    ],
    ['has no fixed words in an unsupported language', {}, 'it', 'Senior backend engineer, Payments, Plinth'],
    ['has no hidden values', { hidden: [company] }, undefined, 'Application: Senior backend engineer, Payments'],
  ])('the subject %s', (_, more, language, expected) => {
    expect(letterSubject(sheetOf(role, more), language)).toBe(expected);
  });

  test.each([
    ['orders', 'orders team'],
    ['the payments crew', 'payments crew'],
    ['the Metering team', 'Metering'],
  ])('the subject has the team %j as %j', (team, expected) => {
    expect(letterSubject(sheetOf({ ...role, 'role.team': team }))).toBe(
      `Application: Senior backend engineer, ${expected}, Plinth`,
    );
  });

  test('the subject names a team once, and leaves out unknown values', () => {
    expect(letterSubject(sheetOf({ ...role, 'role.position': 'Engineer, Payments' }))).toBe(
      'Application: Engineer, Payments, at Plinth',
    );
    expect(letterSubject(sheetOf({}))).toBe('Application');
  });

  test.each([
    ['de', 'Ich bewerbe mich auf die Stelle als Engineer, Metering, bei Plinth.', 'Engineer, Metering, bei'],
    ['fr', "Je vous adresse ma candidature au poste d'Engineer, Metering, chez Plinth.", 'Engineer, Metering, chez'],
    ['es', 'Presento mi candidatura al puesto de Engineer, Metering, en Plinth.', 'Engineer, Metering, en'],
    ['pt', 'Candidato-me à vaga de Engineer, Metering, na empresa Plinth.', 'Engineer, Metering, na'],
  ] as const)('in %s, a position with a comma has one after it, too', (language, sentence, subject) => {
    const sheet = sheetOf({ 'role.position': 'Engineer, Metering', 'role.company': 'Plinth' }, { language });
    expect(note({ 'role.position': 'Engineer, Metering', 'role.company': 'Plinth' }, language)).toBe(sentence);
    expect(letterSubject(sheet)).toContain(subject);
  });

  test.each([
    ['de', 'Backend-Entwicklerin (m/w/d)', 'Bewerbung als Backend-Entwicklerin'],
    ['fr', 'Ingénieure backend', "Candidature au poste d'ingénieure backend"],
    ['es', 'puesto de backend', 'Candidatura al puesto de backend'],
    ['es', 'Ingeniera backend', 'Candidatura al puesto de ingeniera backend'],
    ['pt', 'Desenvolvedora backend', 'Candidatura à vaga de desenvolvedora backend'],
    ['pt', 'Engenheira Backend', 'Candidatura à vaga de Engenheira Backend'],
    ['en', 'the Backend Engineer role', 'Application: Backend Engineer, Payments, Plinth'],
  ] as const)('the subject of a template letter in %s for %j is %j', (language, position, expected) => {
    const sheet = (values: Readonly<Record<string, string>>) => sheetOf({ ...role, ...values }, { language });
    const composed = (of: Sheet) => composeLetter({ sheet: of, edits: [], date: new Date('2026-11-29T12:00:00Z') });
    expect(composed(sheet({ 'role.position': position })).subject).toBe(expected);
    const hidden = [position, 'Plinth'].map((hidden) => ({ value: hidden, say: null }));
    expect(composed({ ...sheet({ 'role.position': position }), hidden }).subject).toBeUndefined();
  });

  test.each([
    ['en', 'Application: Backend'],
    ['de', 'Bewerbung als Backend'],
    ['fr', 'Objet : Candidature au poste de Backend'],
    ['es', 'Asunto: Candidatura al puesto de Backend'],
    ['pt', 'Assunto: Candidatura à vaga de Backend'],
  ] as const)('the subject line in %s is printed as %j', (language, line) => {
    const sheet = sheetOf({ 'role.position': 'Backend' }, { language });
    const letter = composeLetter({ sheet, edits: [], date: new Date('2026-11-29T12:00:00Z') });
    expect(letterText(letter).split('\n\n')).toContain(line);
    expect(line).toContain(emailOf(letter, sheet).subject);
    expect(emailOf(letter, sheet).subject).not.toMatch(/^(?:Objet|Asunto|Assunto)/);
  });

  test('the e-mail has the subject of the letter, and a body without it', () => {
    const letter = { heading: ['Jo'], subject: 'Application: X', greeting: 'Hello,', paragraphs: [], signOff: 'Bye' };
    expect(emailOf(letter, sheetOf(role))).toEqual({ subject: 'Application: X', body: 'Hello,\n\nBye' });
  });
});
