/** A letter as DOCX: real paragraphs with Word's own styles for the parts of a letter. */
import type { Letter } from '../letter/letter.ts';
import { printed } from './printed.ts';

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
  { id: 'Salutation', name: 'Salutation', before: 0, after: 180 },
  { id: 'BodyText', name: 'Body Text', before: 0, after: 180 },
  { id: 'Closing', name: 'Closing', before: 240, after: 0 },
  { id: 'Signature', name: 'Signature', before: 0, after: 0 },
] as const;
type Style = (typeof STYLES)[number]['id'];
/** The earliest that an archive can hold. */
export const NO_TIME = new Date(1980, 0, 1);

/**
 * The same letter makes the same bytes.
 * @param options.language of the letter, BCP 47; Word checks the spelling in it
 */
export async function letterDocx(letter: Letter, { language = 'en' } = {}): Promise<Uint8Array> {
  const [docx, { unzipSync, zipSync }] = await Promise.all([import('docx'), import('fflate')]);
  const { Document, Packer, Paragraph, TextRun } = docx;
  const { author, title, sender, date, greeting, paragraphs, close } = printed(letter, language);

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
        paragraph: { spacing: { before, after, line: LINE }, ...(id === 'Sender' && { border: { bottom: RULE } }) },
      })),
    },
    sections: [
      {
        properties: { page: PAGE },
        children: [
          ...(sender.length > 0 ? [paragraph('Sender', sender, { bold: author })] : []),
          ...(date !== '' ? [paragraph('Date', [date])] : []),
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
