/** The second application keeps the story, and nothing that names the first company. */
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { letterDocument } from '../../src/documents/letter-files.ts';
import { composeLetter } from '../../src/letter/compose.ts';
import { buildFacts, draftMaterial } from '../../src/letter/facts.ts';
import { type Letter, letterFile, letterText } from '../../src/letter/letter.ts';
import { withStoredWords } from '../../src/letter/stored-words.ts';
import { firstWord, lastWord } from '../../src/letter/wording.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { startNewApplication } from '../../src/machine/context-updates.ts';
import { advance, begin, questionOf, restoreState } from '../../src/machine/interview.ts';
import { replacementCommands } from '../../src/machine/sentence-question.ts';
import { briefOf, typedValue } from '../../src/machine/sheet.ts';
import { sentencesIn } from '../../src/text/sentences.ts';
import { askAboutFormerNames, namedBefore } from '../../src/turn/name-questions.ts';
import { pdfText, poppler, words } from '../documents/letters.ts';
import { amount, figure, quantity } from '../letter/sheets.ts';

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
const company = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(word, kind).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.constantFrom('Wise', 'Plaid', 'Mint') },
);
const pair = fc
  .tuple(company, company)
  .filter(([one, other]) => one !== other && !one.startsWith(other.split(' ')[0] ?? ''));
/** Slots of the story, each with a sentence that a mention can be appended to. */
const STORY = {
  'system.what': 'rebuilt the meter pipeline in Go',
  'system.part': 'I designed the protocol',
  background: 'Before that I kept a ledger append-only',
  'contract.constraint+contract.decision+contract.result':
    'Old meters could not be changed. So I put a version into each frame',
};

interface First {
  readonly company: string;
  readonly team: string;
  readonly reader: string;
}

/** Ways to name the first application; a company is also known by its first word. */
const WAYS = [
  () => '',
  ({ company }: First) => `, as ${company} does`,
  ({ company }: First) => `, as ${company.toLowerCase()} does`,
  ({ company }: First) => `, as ${company.toUpperCase()} does`,
  ({ company }: First) => `. ${company} does the same`,
  ({ company }: First) => `, much like ${company}'s`,
  ({ company }: First) => `, much as ${firstWord(company)} did`,
  ({ company }: First) => `. ${firstWord(company)} did the same`,
  ({ company }: First) => `, like ${joined(company)}’s`,
  ({ company }: First) => `. ${firstWord(company)}'s API could not change`,
  ({ team }: First) => `, as the ${team} team does`,
  ({ reader }: First) => `, as ${reader} says`,
  ({ reader }: First) => `, as Ms ${lastWord(reader)} says`,
];
const ways = fc.tuple(...Object.keys(STORY).map(() => fc.constantFrom(...WAYS)));
const joined = (name: string) => name.replaceAll(' ', '');

/** An edit of a sentence in the first letter; `at` picks the sentence of the answer. */
interface Change {
  readonly does: 'nothing' | 'cut' | 'rewrite' | 'name';
  readonly at: number;
}
const change = fc.record<Change>({
  does: fc.constantFrom('nothing', 'nothing', 'cut', 'rewrite', 'name'),
  at: fc.nat({ max: 9 }),
});
const changes = fc.tuple(...Object.keys(STORY).map(() => change));

/** The edit of an answer's sentence, by the key that the letter gives it. */
function editOf(slot: string, text: string, { does, at }: Change, { company }: First): InterviewContext['edits'] {
  const { length } = sentencesIn(text);
  const key = length === 1 ? slot : `${slot}#${(at % length) + 1}`;
  if (does === 'nothing') return [];
  if (does === 'cut') return [{ type: 'cut', key }];
  const anew = does === 'name' ? `I did it for ${company}.` : 'I did it twice. It held.';
  return [{ type: 'rewrite', key, text: anew, source: 'm2' }];
}

/** An interview for the first company that names it in these ways, with edits to its letter. */
function told(
  first: First,
  named: readonly ((first: First) => string)[],
  changed: readonly Change[] = [],
): InterviewContext {
  const { company, team, reader } = first;
  const story = Object.entries(STORY).map(
    ([slot, words], at) => [slot, `${words}${named[at]?.(first) ?? ''}.`] as const,
  );
  const values = Object.fromEntries(
    [
      ['role.position', 'Senior Backend Engineer'],
      ['role.company', company],
      ['role.team', team],
      ['role.addressee', reader],
      ['company.choice', `${company} replays its week on Saturdays.`],
      ['system.employer', 'Tavolo'],
      ...story,
      ['closing', `I would like to ask ${company} how it tests.`],
      ['contact.name', 'Jo Lind'],
    ].map(([slot = '', text = '']) => [slot, typedValue(text, 'm1', sentencesIn(text).length)]),
  );
  const typed = `1.2%, as at ${firstWord(company)}`;
  return {
    ...EMPTY,
    letters: 1,
    sheet: {
      ...EMPTY.sheet,
      values,
      figures: [
        figure('reliability', {
          measure: `lost readings at ${joined(company)}`,
          now: amount(quantity(1.2, '%')),
          typed,
        }),
        figure('latency', {
          sentence: `A bill took 6 minutes at ${firstWord(company)}, and takes 4 seconds now.`,
          now: amount(quantity(4, 's')),
        }),
      ],
    },
    edits: [
      ...story.flatMap(([slot, text], at) => editOf(slot, text, changed[at] ?? { does: 'nothing', at: 0 }, first)),
      {
        type: 'add',
        key: 'added:m2',
        after: 'system.part',
        text: `I heard that ${company.toLowerCase()} does the same.`,
        source: 'm2',
      },
      { type: 'greeting', text: `Hi ${reader},` },
      { type: 'sign-off', text: `Regards to ${company}` },
    ],
  };
}

const DATE = new Date(0);

/**
 * Leaves out or retypes each sentence that is asked about.
 * @returns the interview, and the sentences that were asked about
 */
function cleared(context: InterviewContext) {
  let state = askAboutFormerNames(begin(), restoreState('review', context), DATE);
  const about: string[] = [];
  while (questionOf(state)?.kind === 'former') {
    const question = questionOf(state);
    if (question?.kind !== 'former') break;
    about.push(question.text);
    const leaves = question.options.find(({ id }) => id === 'leave-out');
    const words = typedValue(`I kept it simple, part ${about.length}.`, 'm8');
    const anew = replacementCommands(question, words, state.context.sheet);
    const isLeft = leaves !== undefined && about.length % 2 === 0;
    const next = advance(state, { type: 'said', commands: isLeft ? leaves.does : anew });
    // Other open questions don't matter here.
    const stored = withStoredWords({ ...next.context, enough: true });
    state = askAboutFormerNames(state, restoreState('review', stored), DATE);
  }
  return { context: state.context, about };
}

/** Everything readable of the files: names, text and metadata. */
async function insideOf(letter: Letter, company: string): Promise<readonly string[]> {
  const txt = letterFile(letter, company, 2);
  const pdf = await letterDocument(letter, company, 2, 'pdf');
  const docx = await letterDocument(letter, company, 2, 'docx');
  const parts = Object.values(unzipSync(docx.bytes)).map((part) => new TextDecoder().decode(part));
  const core = new TextDecoder().decode(unzipSync(docx.bytes)['docProps/core.xml']);
  expect(core).toContain('<dc:title>Cover letter, Jo Lind</dc:title><dc:creator>Jo Lind</dc:creator>');
  const [text, info, meta] = await Promise.all([
    pdfText(pdf.bytes),
    poppler('pdfinfo', pdf.bytes),
    poppler('pdfinfo', pdf.bytes, '-meta'),
  ]);
  expect(words(text)).toBe(words(letterText(letter)));
  expect(info.toString()).toContain('Jo Lind');
  return [
    txt.name,
    pdf.name,
    docx.name,
    new TextDecoder().decode(txt.bytes),
    text,
    String(info),
    String(meta),
    Buffer.from(pdf.bytes).toString('latin1'),
    ...parts,
  ];
}

const readers = fc.constantFrom('Ines Kaltenbach', 'Sam Okoye');
const teams = fc.constantFrom('Metering', 'Platform Quality');

test('the second letter, its files and the model input have nothing of the first application: 200 pairs', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(pair, teams, readers, ways, changes, async ([company, second], team, reader, named, changed) => {
      const first = { company, team, reader };
      const before = withStoredWords(told(first, named, changed));
      const switched = startNewApplication(before, namedBefore(before));
      const values = {
        ...switched.sheet.values,
        'role.position': typedValue('Staff Engineer', 'm9'),
        'role.company': typedValue(second, 'm9'),
        'company.choice': typedValue(`${second} publishes its postmortems.`, 'm9'),
      };
      const { context, about } = cleared({ ...switched, sheet: { ...switched.sheet, values } });
      const { sheet, edits } = context;
      const letter = composeLetter({ sheet, edits, date: DATE });
      const outside = [
        letterText(letter),
        ...(await insideOf(letter, second)),
        JSON.stringify(draftMaterial(buildFacts({ sheet, edits, date: DATE }))),
        JSON.stringify(briefOf(sheet)),
      ];
      const whole = [company, joined(company), reader, lastWord(reader), `${team} team`];
      for (const text of outside) {
        for (const name of whole) expect(text.toLowerCase(), name).not.toContain(name.toLowerCase());
        expect(text).not.toMatch(new RegExp(`\\b${RegExp.escape(firstWord(company))}\\b`, 'i'));
      }
      // A sentence that doesn't name the first application is kept without a question.
      const kept = Object.entries(STORY).filter((_, at) => named[at] === WAYS[0] && changed[at]?.does === 'nothing');
      for (const [slot, words] of kept) expect(sheet.values[slot]?.text).toBe(`${words}.`);
      for (const text of about) for (const [, words] of kept) expect(text).not.toBe(`${words}.`);
      expect(letterText(letter)).toContain(`Application: Staff Engineer, ${second}\n`);
    }),
    { numRuns: 200, seed: 11 },
  );
});

test('drops moves of sentences for another company, and keeps rewrites', () => {
  const context = told({ company: 'Harbour Grid', team: 'Metering', reader: 'Ines Kaltenbach' }, []);
  const edits: InterviewContext['edits'] = [
    { type: 'move', key: 'system.what', beside: 'system.part', side: 'after' },
    { type: 'rewrite', key: 'system.part', text: 'I wrote the protocol.', source: 'm2' },
  ];
  expect(startNewApplication({ ...context, edits }).edits.map(({ type }) => type)).toEqual(['rewrite']);
});
