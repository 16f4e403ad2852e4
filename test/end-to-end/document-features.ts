/** The README's promises about files: kinds of résumés, refused files, other languages, and a letter of two pages. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { refusalText } from '../../src/prompts/refusals.ts';
import { docxOf, paragraph, zipOf } from '../documents/files/docx-bytes.ts';
import { pageOf, pagesOf, scannedPage, textPage } from '../documents/files/pdf-bytes.ts';
import { ANSWERS } from '../turn/conversation.ts';
import { after } from './chat.ts';
import { type Item, press, READY, say, written } from './features.ts';
import { inLanguage, told, toldWithout } from './told.ts';

const FILES = join(import.meta.dirname, '..', 'documents', 'files');
const RESUME = [
  'Jo Lind',
  'jo@example.com',
  '',
  'Experience',
  'Tavolo GmbH, 2019 - 2024',
  'Cut lost readings from 1.2% to 0.05%',
];
const LEBENSLAUF = [
  'Jo Lind',
  'jo@example.com',
  '',
  'Berufserfahrung',
  'Hafenstrom AG, 2019 - 2024',
  'Verlorene Messwerte von 1,2 % auf 0,05 % gesenkt',
];
const REVIEW = 'Shall I write it like this?';

/** More sentences than fit on a page. */
const LONG = Array.from(
  { length: 34 },
  (_, at) => `I moved the shop of town number ${at + 1} in a night of its own.`,
).join(' ');

/** An interview up to `system.part`, without the facts of the résumé. */
function toldWithoutResume() {
  const { 'system.employer': _employer, 'contact.name+contact.email+contact.location': _contact, ...rest } = ANSWERS;
  return told('system.part', rest);
}

function resumeAs(name: string, bytes: Uint8Array): Item {
  return {
    name: `proposes the facts of a résumé, ${name}, and notes those that are tapped`,
    from: toldWithoutResume,
    async run(person) {
      await after(person, (one) => one.attach({ name, bytes }), 'or are these your own words?');
      const found = await after(person, press('My own words, or my résumé'), 'Tap what is right');
      for (const line of ['- Jo Lind', '- jo@example.com', '- Tavolo GmbH, 2019 - 2024']) expect(found).toContain(line);
      await after(person, press('jo@example.com'), 'Noted: jo@example.com', 'Tap what is right');
      await after(person, press('Nothing more'), 'Which part was yours');
      const brief = await after(person, say('/brief'), 'E-mail: jo@example.com');
      expect(brief).not.toMatch(/Jo Lind|GmbH/);
    },
  };
}

const REFUSED = [
  ['encrypted', () => readFile(join(FILES, 'encrypted.pdf'))],
  ['scanned', () => Promise.resolve(scannedPage())],
  ['broken', async () => (await readFile(join(FILES, 'one-column.pdf'))).subarray(0, 12_000)],
  ['empty', () => Promise.resolve(pageOf(''))],
  // A zip bomb.
  ['too-large', () => Promise.resolve(docxOf(paragraph('Mira'), { 'word/styles.xml': new Uint8Array(64 << 20) }))],
  ['too-long', () => Promise.resolve(pagesOf(10_000))],
  ['unsupported', () => Promise.resolve(zipOf({ 'xl/workbook.xml': new Uint8Array(4) }))],
] as const;

export const DOCUMENT_ITEMS: readonly Item[] = [
  resumeAs('cv.docx', docxOf(RESUME.map((line) => paragraph(line)).join(''))),
  resumeAs('cv.txt', Buffer.from(RESUME.join('\n'))),
  resumeAs('cv.md', Buffer.from(RESUME.join('\n'))),
  // What it is, its content says.
  resumeAs('cv.txt.docx', textPage(RESUME)),
  {
    name: 'a résumé with text that nobody sees, and orders in it: only what is on the page is proposed',
    from: toldWithoutResume,
    async run(person) {
      const bytes = await readFile(join(FILES, 'hidden.pdf'));
      await after(person, (one) => one.attach({ name: 'cv.pdf', bytes }), 'or are these your own words?');
      const found = await after(person, press('My own words, or my résumé'), 'Tap what is right');
      for (const line of ['- Mira Solheim', 'Nordlys Energi']) expect(found).toContain(line);
      await after(person, press('Nothing more'), 'Which part was yours');
      const next = await after(person, press('All of it was mine'), 'Now the numbers');
      const brief = await after(person, say('/brief'), 'What I noted so far');
      expect([found, next, brief].join()).not.toMatch(/Ignore previous|Evil Corp|Injected Systems|(\d)\1\1,\1\1\1/);
    },
  },
  {
    name: 'refuses each unreadable file with its sentence, and repeats the question',
    from: () => told(),
    async run(person) {
      for (const [why, make] of REFUSED) {
        const bytes = await make();
        await after(person, (one) => one.attach({ name: `${why}.pdf`, bytes }), refusalText(why), REVIEW);
      }
      expect(await written(person)).toContain('Dear Harbour Grid team,');
    },
  },
  {
    name: 'reads a German résumé in a German interview',
    from: async () => inLanguage(await toldWithoutResume(), 'de'),
    async run(person) {
      const file = { name: 'lebenslauf.pdf', bytes: textPage(LEBENSLAUF) };
      await after(person, (one) => one.attach(file), 'oder sind das deine eigenen Worte?');
      await after(
        person,
        press('Meine eigenen Worte oder mein Lebenslauf'),
        '- jo@example.com',
        '- Hafenstrom AG, 2019 - 2024',
      );
      await after(person, press('Hafenstrom AG'), 'Hafenstrom AG', '- jo@example.com');
      await after(person, press('Sonst nichts'), 'Was davon war von dir');
      expect(await after(person, say('/brief'), 'Hafenstrom AG')).not.toContain('jo@example.com');
    },
  },
  {
    name: 'takes role, company and decision from a German job post, and asks for the person’s view',
    from: () => toldWithout(['role', 'company'], 'de'),
    async run(person) {
      const decided = 'Wir haben Kafka durch eine Tabelle in Postgres ersetzt.';
      const post = ['Stelle: Backend-Entwickler', 'Firma: Hafenstrom AG', `${decided} Bei uns arbeiten 4321 Leute.`];
      await after(person, say(post.join('\n')), 'Welche Stelle');
      await after(person, press('Backend-Entwickler'), 'Firma');
      await after(person, press('Hafenstrom AG'), 'Entscheidung');
      await after(person, press(decided), 'Was hältst du davon');
      await after(person, say('Das habe ich auch so gelernt.'), 'Team');
      await after(person, press('Überspringen'), 'Wer liest');
      await after(person, press('Überspringen'), 'Soll ich ihn so schreiben?');
      const letter = await written(person, press('Schreiben'), 'Dein Anschreiben ist fertig.');
      expect(letter).toContain(`In Ihrer Ausschreibung schreiben Sie: „${decided}“ Das habe ich auch so gelernt.`);
      expect(letter).not.toContain('4321');
    },
  },
  {
    name: 'mentions it if a letter has two pages',
    from: () => told('review', { ...ANSWERS, background: LONG, closing: LONG.replaceAll('moved', 'opened') }),
    async run(person) {
      await after(person, say('/write'), READY);
      await after(person, press('PDF'), '%PDF', 'It takes 2 pages. One page is better', READY);
    },
  },
];
