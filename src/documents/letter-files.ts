/** The files that a letter is sent as: PDF and its picture, which Typst sets by letter.typ, and DOCX with Word's own styles. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Letter, letterFile } from '../letter/letter.ts';
import { firstWord } from '../letter/wording.ts';
import { languageOf } from '../machine/language.ts';
import { coverLetterTitle } from '../prompts/letters.ts';

interface LetterFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Of a PDF. */
  readonly pages?: number;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * @param company gives the file its name, as for `letterFile`; whoever calls has redacted it
 * @param edition which letter to the company it is, from 1
 * @param language of the letter, BCP 47
 */
export async function filesFor(
  letter: Letter,
  company: string | null,
  edition: number,
  format: 'pdf' | 'docx',
  language = 'en',
): Promise<LetterFile> {
  const name = `${letterFile(letter, company, edition, language).name.slice(0, -'txt'.length)}${format}`;
  if (format === 'docx') return { name, mime: DOCX, bytes: await letterDocx(letter, { language }) };
  return { name, mime: 'application/pdf', ...(await letterPdf(letter, { language })) };
}

/** The first page of a letter's PDF as a picture. @param pdf the name of the PDF @param language as for `filesFor` */
export async function pictureFor(letter: Letter, pdf: string, language = 'en'): Promise<LetterFile> {
  return {
    name: `${pdf.slice(0, -'pdf'.length)}png`,
    mime: 'image/png',
    bytes: await letterPng(letter, { language }),
  };
}

/**
 * Everything that is kept of somebody, as one ZIP: the data as JSON, and each letter as text and as a PDF. The same data give the same bytes.
 * @param content JSON @param language of the letters, BCP 47
 */
export async function packed(content: string, letters: readonly Letter[], language = 'en'): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const files = letters.map(async (letter, at) => [
    [`letters/${at + 1}.txt`, letterFile(letter, null, at + 1, language).bytes] as const,
    [`letters/${at + 1}.pdf`, (await letterPdf(letter, { language })).bytes] as const,
  ]);
  const all = [['foreword.json', new TextEncoder().encode(content)] as const, ...(await Promise.all(files)).flat()];
  return zipSync(Object.fromEntries(all), { mtime: NO_TIME });
}

/* PDF. */

/** In points. The first that brings the letter onto one page is taken; the largest where none does. */
const SIZES = [11.5, 11, 10.5] as const;
const DOTS_PER_INCH = 150;
/** A4, in inches. */
const A4 = { width: 210 / 25.4, height: 297 / 25.4 };

type Typesetter = Awaited<ReturnType<typeof startTypesetter>>;
type Compiler = Typesetter['compiler'];
type Pages = NonNullable<ReturnType<Compiler['compile']>['result']>;

let typesetter: Promise<Typesetter> | undefined;

async function startTypesetter() {
  const [{ NodeCompiler }, template] = await Promise.all([
    import('@myriaddreamin/typst-ts-node-compiler'),
    readFile(join(import.meta.dirname, 'letter.typ'), 'utf8'),
  ]);
  return { compiler: NodeCompiler.create({ workspace: import.meta.dirname }), template };
}

/**
 * The same letter makes the same bytes: nothing of the clock or the machine is in them, but for fonts of the machine where
 * the letter needs some (FONTS.md).
 * @param options.language of the letter, BCP 47; a screen reader speaks it
 * @throws where the typesetter has no binary for this system
 */
export async function letterPdf(letter: Letter, { language = 'en' } = {}) {
  return withPages(letter, language, (compiler, pages) => ({
    bytes: compiler.pdf(pages),
    pages: pages.numOfPages,
  }));
}

/** The first page as PNG, 1240 dots wide. @param options.language as for `letterPdf` */
export async function letterPng(letter: Letter, { language = 'en' } = {}): Promise<Uint8Array> {
  const svg = await withPages(letter, language, (compiler, pages) => compiler.plainSvg(pages));
  const { renderAsync } = await import('@resvg/resvg-js');
  // 96 units to the inch.
  const frame = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${A4.width * 96} ${A4.height * 96}">${firstPage(svg)}</svg>`;
  const picture = await renderAsync(frame, {
    fitTo: { mode: 'width', value: Math.round(A4.width * DOTS_PER_INCH) },
    background: '#fff',
    font: { loadSystemFonts: false },
  });
  return picture.asPng();
}

/** All pages stand below one another, and drawing takes time that grows with the square of the text: the others go. */
function firstPage(svg: string): string {
  const second = svg.indexOf(`\n    <g transform="matrix(1 0 0 1 0 ${Math.floor(A4.height * 72)}.`);
  const glyphs = svg.lastIndexOf('\n    <defs');
  return second < 0 || glyphs < second ? svg : svg.slice(0, second) + svg.slice(glyphs);
}

/** Sets the letter, and lets `read` take what it wants from its pages. Nothing of the letter stays in memory. */
async function withPages<Result>(
  letter: Letter,
  language: string,
  read: (compiler: Compiler, pages: Pages) => Result,
): Promise<Result> {
  typesetter ??= startTypesetter();
  const { compiler, template } = await typesetter;
  const { language: lang, region } = new Intl.Locale(language);
  // Typst knows countries, not the numbers of larger regions.
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

/** Latin, Greek and Cyrillic. Comes with Word; elsewhere it is replaced by a font of the same widths. */
const FONT = 'Cambria';
/** In half points. */
const SIZE = { body: 22, name: 26 };

/** In twentieths of a point: A4, margins, and the space around each paragraph of a style. */
const PAGE = { size: { width: 11_906, height: 16_838 }, margin: { top: 1304, bottom: 1191, left: 1531, right: 1531 } };
const LINE = 276;
/** Below the name, in eighths of a point. */
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
/** The earliest that an archive can hold. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * The same letter makes the same bytes.
 * @param options.language of the letter, BCP 47; Word checks the spelling in it
 */
export async function letterDocx(letter: Letter, { language = 'en' } = {}): Promise<Uint8Array> {
  const [docx, { unzipSync, zipSync }] = await Promise.all([import('docx'), import('fflate')]);
  const { Document, Packer, Paragraph, TextRun } = docx;
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
    // The sign-off never stands alone on a page.
    paragraph('BodyText', [text], { keepNext: at === paragraphs.length - 1 }),
  );
  const document = new Document({
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
  const properties = { path: 'docProps/core.xml', data: propertiesXml(title, author) };
  // The packer writes the time into each entry.
  return zipSync(unzipSync(await Packer.toBuffer(document, undefined, [properties])), { mtime: NO_TIME });
}

/** The packer's own would hold the time. */
function propertiesXml(title: string, author: string): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const element = (name: string, text: string) => (text === '' ? '' : `<${name}>${escaped(text)}</${name}>`);
  const namespaces = `xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`;
  const elements = [element('dc:title', title), element('dc:creator', author), element('cp:lastModifiedBy', author)];
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ${namespaces}>${elements.join('')}</cp:coreProperties>`;
}

/* Both. */

/** A letter as the formats print it: its parts as clean lines, and what a file says about itself. @param language BCP 47 */
function printed({ heading, subject = '', greeting, paragraphs, signOff }: Letter, language: string) {
  const clean = (text: string) => (languageOf(language) === 'en' ? oneLine(text) : unbroken(oneLine(text)));
  // The date is the last line; it has no line above it where there is no contact.
  const sender = heading.slice(0, -1).map(clean);
  const [name = ''] = sender[0]?.split(' · ', 1) ?? [];
  // A heading without a name begins with an address or a place.
  const author = name !== '' && signOff.includes(firstWord(name)) ? name : '';
  return {
    /** The candidate's name; empty where the letter doesn't give it. */
    author,
    title: coverLetterTitle(language, author),
    language,
    /** Name and contact; the first line begins with `author`, where there is one. */
    sender,
    date: clean(heading.at(-1) ?? ''),
    subject: clean(subject),
    greeting: clean(greeting),
    paragraphs: paragraphs.map(({ sentences }) => clean(sentences.map(({ text }) => text).join(' '))),
    /** The close, and the name below it. */
    close: signOff.split('\n').map(clean),
  };
}

/** One line without what no XML and no font can hold: control characters become spaces, half surrogate pairs U+FFFD. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu, ' ')
    .trim();
}

/** No line ends inside "72 000", "1,2 %" or "4 s", or before a colon that has a space in front. */
const JOINED = /(?<=\d) (?=\d{3}(?!\d)|%|[mµn]?s(?!\p{L}))|(?<=\S) (?=[:;?!»])|(?<=«) /gu;

function unbroken(text: string): string {
  return text.replace(JOINED, '\u00a0');
}
