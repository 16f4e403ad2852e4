/** PDF files built by hand: valid ones, and hostile ones that no program writes. */
import { deflateSync } from 'node:zlib';

/** An object's dictionary or value, and its stream if it has one. */
export type PdfObject = string | { readonly dictionary: string; readonly stream: Buffer };

/** Object 1 is the catalog. The others are numbered in order. */
function pdfOf(objects: readonly PdfObject[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    push(Buffer.from(`${index + 1} 0 obj\n`));
    if (typeof object === 'string') push(Buffer.from(`${object}\n`, 'latin1'));
    else {
      const dictionary = object.dictionary.replace('>>', `/Length ${object.stream.length} >>`);
      push(Buffer.concat([Buffer.from(`${dictionary}\nstream\n`), object.stream, Buffer.from('\nendstream\n')]));
    }
    push(Buffer.from('endobj\n'));
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const page = (contents: number, resources = '/Font << /F1 3 0 R >>') =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} 0 R /Resources << ${resources} >> >>`;

/** One page with this content stream. */
export function pageOf(content: string | Buffer, filter = ''): Buffer {
  const stream = Buffer.from(content);
  return pdfOf([
    CATALOG,
    '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
    FONT,
    page(5),
    { dictionary: `<< ${filter} >>`, stream },
  ]);
}

/** Lines of text from the top, in Helvetica. */
export function textPage(lines: readonly string[]): Buffer {
  return pageOf(`BT /F1 11 Tf 14 TL 60 780 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`);
}

/** A page that is only a picture. */
export function scannedPage(): Buffer {
  const pixels = deflateSync(Buffer.alloc(600 * 800, 0xee));
  const picture =
    '<< /Type /XObject /Subtype /Image /Width 600 /Height 800 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode >>';
  return pdfOf([
    CATALOG,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    page(4, '/XObject << /Im1 5 0 R >>'),
    { dictionary: '<< >>', stream: Buffer.from('q 595 0 0 842 0 0 cm /Im1 Do Q') },
    { dictionary: picture, stream: pixels },
  ]);
}

/** A document of identical pages. */
export function pagesOf(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, at) => `${at + 5} 0 R`).join(' ');
  return pdfOf([
    CATALOG,
    `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    FONT,
    { dictionary: '<< >>', stream: Buffer.from('BT /F1 11 Tf 60 780 Td (Mira Solheim) Tj ET') },
    ...Array.from({ length: count }, () => page(4)),
  ]);
}

/** A cyclic page tree. */
export function loopedPages(): Buffer {
  return pdfOf([
    CATALOG,
    '<< /Type /Pages /Kids [3 0 R] /Count 2 >>',
    '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>',
  ]);
}

/** A page with a form that draws itself. */
export function loopedForm(): Buffer {
  const form = '<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Fm1 5 0 R >> >> >>';
  return pdfOf([
    CATALOG,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    page(4, '/XObject << /Fm1 5 0 R >>'),
    { dictionary: '<< >>', stream: Buffer.from('/Fm1 Do') },
    { dictionary: form, stream: Buffer.from('/Fm1 Do /Fm1 Do') },
  ]);
}

/** A few kilobytes that unpack to `size` bytes of spaces. */
export function packedPage(size: number): Buffer {
  const once = deflateSync(Buffer.alloc(size, ' '), { level: 1 });
  return pageOf(deflateSync(once), '/Filter [/FlateDecode /FlateDecode]');
}

/** A small file whose page is slow to draw. */
export function slowPage(operators: number): Buffer {
  return pageOf(deflateSync('BT /F1 9 Tf (x) Tj ET 0 0 1 1 re f\n'.repeat(operators)), '/Filter /FlateDecode');
}
