/** Word files built by hand: valid and hostile ones. */
import { zipSync } from 'fflate';

const NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

type Files = Readonly<Record<string, Uint8Array>>;

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

/** @param body paragraphs and tables, in WordprocessingML @param more files of the archive */
export function docxOf(body: string, more: Files = {}): Buffer {
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`;
  const files = {
    '[Content_Types].xml': bytes(TYPES),
    '_rels/.rels': bytes(RELATIONS),
    'word/document.xml': bytes(document),
  };
  return Buffer.from(zipSync({ ...files, ...more }));
}

/** @param properties of the run, such as `<w:vanish/>` */
export function paragraph(text: string, properties = ''): string {
  return `<w:p><w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

export function table(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('');
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

/** An archive that is not a Word file. */
export function zipOf(files: Files): Buffer {
  return Buffer.from(zipSync({ ...files }));
}

/** Declares a wrong size for the entry that has `real` bytes. */
export function lyingZip(archive: Buffer, real: number, declared: number): Buffer {
  const changed = Buffer.from(archive);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(real);
  for (let at = changed.indexOf(size); at !== -1; at = changed.indexOf(size, at + 4))
    changed.writeUInt32LE(declared, at);
  return changed;
}
