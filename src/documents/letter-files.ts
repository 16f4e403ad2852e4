/** Files of a letter: PDF and its preview picture, typeset by Typst with letter.typ, and DOCX with Word's styles. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Letter, letterFile, subjectLine } from '../letter/letter.ts';
import { firstWord } from '../letter/wording.ts';
import { languageOf } from '../machine/language.ts';
import { memoizeAsync } from '../memoize.ts';
import { coverLetterTitle } from '../prompts/letter-texts.ts';

interface LetterFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** PDF only. */
  readonly pages?: number;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * @param company for the file name, as for `letterFile`; the caller must redact it
 * @param edition number of the letter to this company, from 1
 * @param language of the letter, BCP 47
 */
export async function letterDocument(
  letter: Letter,
  company: string | null,
  edition: number,
  format: 'pdf' | 'docx',
  language = 'en',
): Promise<LetterFile> {
  const name = `${letterFile(letter, company, edition, language).name.slice(0, -'txt'.length)}${format}`;
  if (format === 'docx') return { name, mime: DOCX, bytes: await letterDocx(letter, language) };
  return { name, mime: 'application/pdf', ...(await letterPdf(letter, language)) };
}

/** Renders the first page of a letter's PDF. @param pdf file name of the PDF @param language as for `letterDocument` */
export async function letterPreview(letter: Letter, pdf: string, language = 'en'): Promise<LetterFile> {
  return { name: `${pdf.slice(0, -'pdf'.length)}png`, mime: 'image/png', bytes: await letterPng(letter, language) };
}

/**
 * Packs a user's data into a ZIP: the data as JSON, each letter as text and PDF. The same data gives the same bytes.
 * @param content JSON @param language of the letters, BCP 47
 */
export async function zipUserData(content: string, letters: readonly Letter[], language = 'en'): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const files = letters.map(async (letter, at) => [
    [`letters/${at + 1}.txt`, letterFile(letter, null, at + 1, language).bytes] as const,
    [`letters/${at + 1}.pdf`, (await letterPdf(letter, language)).bytes] as const,
  ]);
  const all = [['foreword.json', new TextEncoder().encode(content)] as const, ...(await Promise.all(files)).flat()];
  // The earliest date that a ZIP can store.
  return zipSync(Object.fromEntries(all), { mtime: new Date(1980, 0, 1) });
}

/* PDF. */

/** Font sizes in points. The first that fits the letter on one page is used, else the largest. */
const SIZES = [11.5, 11, 10.5] as const;
const DOTS_PER_INCH = 150;
/** A4, in inches. */
const A4 = { width: 210 / 25.4, height: 297 / 25.4 };

type Compiler = Awaited<ReturnType<typeof typesetter>>['compiler'];
type Pages = NonNullable<ReturnType<Compiler['compile']>['result']>;

const typesetter = memoizeAsync(async () => {
  const [{ NodeCompiler }, template] = await Promise.all([
    import('@myriaddreamin/typst-ts-node-compiler'),
    readFile(join(import.meta.dirname, 'letter.typ'), 'utf8'),
  ]);
  return { compiler: NodeCompiler.create({ workspace: import.meta.dirname }), template };
});

/**
 * The same letter gives the same bytes on every machine, unless the letter needs system fonts (FONTS.md).
 * @param language of the letter, BCP 47, for screen readers
 * @throws if the typesetter has no binary for this system
 */
export async function letterPdf(letter: Letter, language = 'en') {
  return withPages(letter, language, (compiler, pages) => {
    return { bytes: compiler.pdf(pages), pages: pages.numOfPages };
  });
}

/** Renders the first page as a PNG, 1240 pixels wide. @param language as for `letterPdf` */
export async function letterPng(letter: Letter, language = 'en'): Promise<Uint8Array> {
  const svg = await withPages(letter, language, (compiler, pages) => compiler.plainSvg(pages));
  const { renderAsync } = await import('@resvg/resvg-js');
  // SVG has 96 units per inch.
  const frame = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${A4.width * 96} ${A4.height * 96}">${firstPage(svg)}</svg>`;
  const picture = await renderAsync(frame, {
    fitTo: { mode: 'width', value: Math.round(A4.width * DOTS_PER_INCH) },
    background: '#fff',
    font: { loadSystemFonts: false },
  });
  return picture.asPng();
}

/** Keeps only the first page of the SVG, which stacks all pages: drawing time grows with the square of the text. */
function firstPage(svg: string): string {
  const second = svg.indexOf(`\n    <g transform="matrix(1 0 0 1 0 ${Math.floor(A4.height * 72)}.`);
  const glyphs = svg.lastIndexOf('\n    <defs');
  return second < 0 || glyphs < second ? svg : svg.slice(0, second) + svg.slice(glyphs);
}

/** Typesets the letter and passes its pages to `read`. Afterwards nothing of the letter stays in memory. */
async function withPages<Result>(
  letter: Letter,
  language: string,
  read: (compiler: Compiler, pages: Pages) => Result,
): Promise<Result> {
  const { compiler, template } = await typesetter();
  const { language: lang, region } = new Intl.Locale(language);
  // Typst accepts country codes, but no numeric region codes.
  const locale = { lang, region: region?.length === 2 ? region : null };
  const inputs = { letter: JSON.stringify({ ...printed(letter, language), ...locale }) };
  try {
    const set = (size: number) => {
      const compiled = compiler.compile({ mainFileContent: template, inputs: { ...inputs, size: String(size) } });
      if (compiled.result === null) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
      return compiled.result;
    };
    const [largest, ...smaller] = SIZES;
    const pages = set(largest);
    const fits = (one: Pages) => one.numOfPages === 1;
    return read(compiler, fits(pages) ? pages : (smaller.values().map(set).find(fits) ?? pages));
  } finally {
    compiler.evictCache(0);
  }
}

/* DOCX. */

/** Has Latin, Greek and Cyrillic. Comes with Word; other programs use a font of the same widths. */
const FONT = 'Cambria';
/** In half points. */
const SIZE = { body: 22, name: 26 };

/** In twentieths of a point: A4, margins, line height, and the space around the paragraphs of each style. */
const PAGE = { size: { width: 11_906, height: 16_838 }, margin: { top: 1304, bottom: 1191, left: 1531, right: 1531 } };
const LINE = 276;
/** Line below the name. Its size is in eighths of a point. */
const RULE = { style: 'single', size: 4, space: 6, color: '000000' } as const;
const STYLES = [
  { id: 'Sender', name: 'Sender', before: 0, after: 400 },
  { id: 'Date', name: 'Date', before: 0, after: 440 },
  { id: 'Subject', name: 'Subject', before: 0, after: 180 },
  { id: 'Salutation', name: 'Salutation', before: 0, after: 180 },
  { id: 'BodyText', name: 'Body Text', before: 0, after: 180 },
  { id: 'Closing', name: 'Closing', before: 240, after: 0 },
  { id: 'Signature', name: 'Signature', before: 0, after: 0 },
] as const;
type Style = (typeof STYLES)[number]['id'];

/** @param language of the letter, BCP 47, for Word's spell checker */
export async function letterDocx(letter: Letter, language = 'en'): Promise<Uint8Array> {
  const { Document, Packer, Paragraph, TextRun } = await import('docx');
  const { author, title, sender, date, subject, greeting, paragraphs, close } = printed(letter, language);

  const paragraph = (style: Style, lines: readonly string[], { keepNext = false, bold = '' } = {}) => {
    const [first = '', ...others] = lines;
    const children = [
      new TextRun({ text: bold, bold: true, size: SIZE.name }),
      new TextRun(first.slice(bold.length)),
      ...others.map((text) => new TextRun({ text, break: 1 })),
    ];
    return new Paragraph({ style, keepNext, keepLines: style !== 'BodyText', children });
  };
  const [farewell = '', ...names] = close;
  const body = paragraphs.map((text, at) =>
    // Prevents a page with only the sign-off.
    paragraph('BodyText', [text], { keepNext: at === paragraphs.length - 1 }),
  );
  const document = new Document({
    title,
    creator: author,
    lastModifiedBy: author,
    styles: {
      default: { document: { run: { font: FONT, size: SIZE.body, language: { value: language } } } },
      paragraphStyles: STYLES.map(({ id, name, before, after }) => ({
        id,
        name,
        basedOn: 'Normal',
        quickFormat: true,
        run: { bold: id === 'Subject' },
        paragraph: { spacing: { before, after, line: LINE }, ...(id === 'Sender' && { border: { bottom: RULE } }) },
      })),
    },
    sections: [
      {
        properties: { page: PAGE },
        children: [
          ...(sender.length > 0 ? [paragraph('Sender', sender, { bold: author })] : []),
          ...(date !== '' ? [paragraph('Date', [date])] : []),
          ...(subject !== '' ? [paragraph('Subject', [subject], { keepNext: true })] : []),
          paragraph('Salutation', [greeting], { keepNext: true }),
          ...body,
          paragraph('Closing', [farewell], { keepNext: names.length > 0 }),
          ...(names.length > 0 ? [paragraph('Signature', names)] : []),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

/* Both. */

/** The parts of a letter as clean lines, and the metadata of its file, for both formats. @param language BCP 47 */
function printed(letter: Letter, language: string) {
  const { heading, greeting, paragraphs, signOff } = letter;
  const clean = (text: string) =>
    languageOf(language) === 'en' ? oneLine(text) : oneLine(text).replace(JOINED, '\u00a0');
  // The date is the last line, and the only one without contact data.
  const sender = heading.slice(0, -1).map(clean);
  const [name = ''] = sender[0]?.split(' · ', 1) ?? [];
  // Without a name, the heading begins with an address or a place.
  const author = name !== '' && signOff.includes(firstWord(name)) ? name : '';
  return {
    /** The candidate's name; empty if the letter doesn't have it. */
    author,
    title: coverLetterTitle(language, author),
    /** Name and contact; the first line begins with `author`, if not empty. */
    sender,
    date: clean(heading.at(-1) ?? ''),
    subject: clean(subjectLine(letter)),
    greeting: clean(greeting),
    paragraphs: paragraphs.map(({ sentences }) => clean(sentences.map(({ text }) => text).join(' '))),
    /** The closing line, and the name below it. */
    close: signOff.split('\n').map(clean),
  };
}

/** One line that is valid in XML: control characters become spaces, half surrogate pairs U+FFFD. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu, ' ')
    .trim();
}

/** Spaces where a line must not break: inside "72 000", "1,2 %" and "4 s", and around French punctuation. */
const JOINED = /(?<=\d) (?=\d{3}(?!\d)|%|[mµn]?s(?!\p{L}))|(?<=\S) (?=[:;?!»])|(?<=«) /gu;
