/** The second application: the story stays, and no word of the first company does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeLetter } from '../../src/letter/compose.ts';
import { letterFile, letterText } from '../../src/letter/letter.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { briefOf, typedValue } from '../../src/machine/sheet.ts';
import { another } from '../../src/machine/updates.ts';

const word = fc.constantFrom(
  'Harbour',
  'Kestrel',
  'Quill',
  'Marlow',
  'Nimbolt',
  'Peregrine',
  'Solvent',
  'Wobble',
  'Zimmerly',
);
const kind = fc.constantFrom('Grid', 'Labs', 'Pay', 'Freight', 'Health', 'Games', 'GmbH', '& Sons');
const company = fc.tuple(word, kind).map((parts) => parts.join(' '));
const pair = fc
  .tuple(company, company)
  .filter(([one, other]) => one !== other && !one.startsWith(other.split(' ')[0] ?? ''));
const mentions = fc.subarray([
  'system.what',
  'system.part',
  'background',
  'contract.constraint+contract.decision+contract.result',
]);

/** What somebody told of both companies, which named the first wherever `named` says. */
function told(first: string, reader: string, named: readonly string[]): InterviewContext {
  const text = (slot: string, words: string) => [
    slot,
    typedValue(named.includes(slot) ? `${words}, as ${first} does.` : `${words}.`, 'm1'),
  ];
  const values = Object.fromEntries([
    ['role.position', typedValue('Senior Backend Engineer', 'm1')],
    ['role.company', typedValue(first, 'm1')],
    ['role.addressee', typedValue(reader, 'm1')],
    ['company.choice', typedValue(`${first} replays its week on Saturdays.`, 'm1')],
    ['system.employer', typedValue('Tavolo', 'm1')],
    text('system.what', 'rebuilt the meter pipeline in Go'),
    text('system.part', 'I designed the protocol'),
    text('background', 'Before that I kept a ledger append-only'),
    text(
      'contract.constraint+contract.decision+contract.result',
      'Old meters could not be changed, so I put a version into each frame',
    ),
    ['closing', typedValue(`I would like to ask ${first} how it tests.`, 'm1')],
  ]);
  return {
    ...EMPTY,
    letters: 1,
    sheet: { ...EMPTY.sheet, values },
    edits: [
      {
        type: 'add',
        key: 'added:m2',
        after: 'system.what',
        text: `I heard that ${first.toLowerCase()} does the same.`,
        source: 'm2',
      },
      { type: 'greeting', text: `Hi ${reader},` },
      { type: 'rewrite', key: 'background', text: `${reader} knows my ledger.`, source: 'm2' },
    ],
  };
}

test('nothing of the first company is in the letter, its file or its data: 200 pairs', () => {
  fc.assert(
    fc.property(pair, fc.constantFrom('Ines Kaltenbach', 'Sam Okoye'), mentions, ([first, second], reader, named) => {
      const next = another(told(first, reader, named));
      const values = {
        ...next.sheet.values,
        'role.position': typedValue('Staff Engineer', 'm9'),
        'role.company': typedValue(second, 'm9'),
        'company.choice': typedValue(`${second} publishes its postmortems.`, 'm9'),
      };
      const sheet = { ...next.sheet, values };
      const letter = composeLetter({ sheet, edits: next.edits, date: new Date(0) });
      const all = [
        letterText(letter),
        letterFile(letter, second, 2).name,
        JSON.stringify(briefOf(sheet)),
        JSON.stringify(next),
      ];
      for (const text of all) {
        expect(text.toLowerCase()).not.toContain(first.toLowerCase());
        expect(text).not.toContain(reader);
      }
      // What doesn't name it stays.
      expect(letterText(letter)).toContain('Tavolo');
      expect(Object.keys(sheet.values)).toEqual(
        expect.arrayContaining(['system.what', 'system.part'].filter((slot) => !named.includes(slot))),
      );
    }),
    { numRuns: 200 },
  );
});

test('a sentence that was moved stands where it belongs: its place was one of the other letter', () => {
  const context = told('Harbour Grid', 'Ines', []);
  const edits: InterviewContext['edits'] = [
    { type: 'move', key: 'system.what', to: 2 },
    { type: 'rewrite', key: 'system.part', text: 'I wrote the protocol.', source: 'm2' },
  ];
  expect(another({ ...context, edits }).edits.map(({ type }) => type)).toEqual(['rewrite']);
});
