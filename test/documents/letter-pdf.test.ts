import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterPdf, letterPng } from '../../src/documents/letter-files.ts';
import { type Letter, letterText } from '../../src/letter/letter.ts';
import { CYRILLIC, HOSTILE, LETTERS, letterOf, pdfText, poppler, SHORT, TWO_PAGES, USUAL, words } from './letters.ts';

async function textOf(letter: Letter): Promise<string> {
  const { bytes } = await letterPdf(letter);
  return pdfText(bytes);
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('letter PDF', () => {
  it.each(Object.entries(LETTERS))('the PDF contains the text of the letter: %s', async (language, letter) => {
    const { bytes } = await letterPdf(letter, language);
    expect(words(await pdfText(bytes))).toBe(words(letterText(letter)));
  });

  it.each(Object.entries(LETTERS))('the PDF embeds its fonts: %s', async (language, letter) => {
    const { bytes } = await letterPdf(letter, language);
    const [, , ...fonts] = (await poppler('pdffonts', bytes)).toString().trim().split('\n');
    expect(fonts.length).toBeGreaterThan(0);
    // Embedded, as a subset, with a Unicode table.
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+LibertinusSerif-\S+ .* yes yes yes /);
  });

  it.each(Object.entries(LETTERS))('the page has text, inside the margins: %s', async (language, letter) => {
    const { bytes } = await letterPdf(letter, language);
    const ink = await inkOf(bytes);
    // At 50 dpi 1 cm is 20 pixels.
    expect(ink.length).toBeGreaterThan(150);
    expect(Math.min(...ink.map(({ x }) => x))).toBeGreaterThan(50);
    expect(Math.max(...ink.map(({ x }) => x))).toBeLessThan(413 - 50);
    expect(Math.max(...ink.map(({ y }) => y))).toBeLessThan(585 - 35);
  });

  it('the PDF metadata has title, author and language, but no date', async () => {
    const { bytes } = await letterPdf(CYRILLIC, 'ru');
    const info = (await poppler('pdfinfo', bytes)).toString();
    expect(info).toMatch(/^Title: +Cover letter, Ольга Щербакова$/m);
    expect(info).toMatch(/^Author: +Ольга Щербакова$/m);
    expect(info).toMatch(/^Page size: +595\.\d+ x 841\.\d+ pts \(A4\)$/m);
    expect(info).not.toContain('Date');
    expect((await poppler('pdfinfo', bytes, '-meta')).toString()).toContain(
      '<dc:language><rdf:Bag><rdf:li>ru</rdf:li>',
    );
  });

  it('the PDF has no author if the letter names nobody', async () => {
    const letter = { ...USUAL, heading: ['Oslo', '1 May 2026'], signOff: 'Kind regards' };
    const { bytes } = await letterPdf(letter, 'de');
    const info = (await poppler('pdfinfo', bytes)).toString();
    expect(info).toMatch(/^Title: +Anschreiben$/m);
    expect(info).not.toContain('Author');
  });

  it('letterPdf() returns the number of pages', async () => {
    expect((await letterPdf(USUAL)).pages).toBe(1);
    expect((await letterPdf(TWO_PAGES)).pages).toBe(2);
  });

  it('a letter of slightly more than a page is set smaller to fit on one', async () => {
    const filled = (lines: number) => {
      const sentences = Array.from({ length: lines }, (_, at) => ({
        text: `A sentence of this letter, ${at}.`,
        ...REST,
      }));
      return letterPdf({ ...SHORT, paragraphs: [{ sentences }] });
    };
    const pages = await Promise.all([80, 95, 140, 180].map(async (lines) => (await filled(lines)).pages));
    expect(pages).toEqual([1, 1, 1, 2]);
  });

  it('the sign-off is never alone on a page', async () => {
    for (let lines = 140; lines < 175; lines += 2) {
      const sentences = Array.from({ length: lines }, (_, at) => ({
        text: `A sentence of this letter, ${at}.`,
        ...REST,
      }));
      const { bytes, pages } = await letterPdf({ ...SHORT, paragraphs: [{ sentences }, { sentences: [LAST] }] });
      const [, second = LAST.text] = (await pdfText(bytes)).split('\f').filter((page) => page.trim() !== '');
      expect(second, `${lines} sentences on ${pages} pages`).toContain(LAST.text);
    }
  });

  it('the same letter has the same PDF bytes, also in another process and time zone', async () => {
    const { bytes } = await letterPdf(USUAL);
    const script = `
      import { createHash } from 'node:crypto';
      import { letterPdf } from './src/documents/letter-files.ts';
      const { bytes } = await letterPdf(${JSON.stringify(USUAL)});
      console.log(createHash('sha256').update(bytes).digest('hex'));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      env: { TZ: 'Asia/Tokyo' },
    });
    expect(stdout.trim()).toBe(hash(bytes));
    await letterPdf(TWO_PAGES);
    expect(hash((await letterPdf(USUAL)).bytes)).toBe(hash(bytes));
    expect(hash((await letterPdf(SHORT)).bytes)).not.toBe(hash(bytes));
  });
});

describe('unusual text in a PDF', () => {
  it('markup in a letter is shown as text', async () => {
    const lines = HOSTILE.split('\n');
    const letter = letterOf([lines[0] ?? '', lines[1] ?? ''], `${lines[2]}\n\n${HOSTILE}\n\n${lines[3]}\n${lines[4]}`);
    expect(words(await textOf(letter))).toBe(words(letterText(letter)));
  });

  it('generated text with markup characters is shown unchanged', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...'#$*_`@<>/\\[]{}()=+-~"\'.,:;%&^|!?'),
      fc.constantFrom(
        '#let',
        '#import',
        'append-only',
        '4 ms',
        'x'.repeat(70),
        'é',
        'Ω',
        'ж',
        '™',
        '\t',
        '\u00a0',
        ' ',
      ),
      fc.string({ unit: fc.constantFrom(...'abcXYZ019'), minLength: 1, maxLength: 8 }),
    );
    // pdftotext drops a hyphen at the end of a line.
    const text = fc
      .array(piece, { minLength: 1, maxLength: 30 })
      .map((pieces) => `${pieces.join('').replaceAll(/-+(?=\s)/g, '')}z`);
    const letters = fc
      .tuple(text, text, fc.array(text, { maxLength: 6 }), text)
      .map(([name, greeting, texts, close]) =>
        letterOf([name, '1 May 2026'], [greeting, ...texts, close].map((one) => words(one)).join('\n\n')),
      );
    const solid = (one: string) => one.replaceAll(/\s/g, '');
    await fc.assert(
      fc.asyncProperty(letters, async (letter) => {
        expect(solid(await textOf(letter))).toBe(solid(letterText(letter)));
      }),
      { numRuns: 40 },
    );
  });

  it('emoji, direction marks and control characters do not break the PDF', async () => {
    const text =
      'One \u{1f600} two \u{1f469}\u200d\u{1f4bb} three\u200f four \u2066five\u2069 six\u0000 seven\u001b[0m eight\ud800.';
    const letter = letterOf([], `Dear team,\n\n${text}\n\nKind regards`);
    const { bytes } = await letterPdf(letter);
    const read = words((await pdfText(bytes)).replaceAll(/[\p{Cf}\p{Extended_Pictographic}]/gu, ''));
    expect(read).toBe('Dear team, One two three four five six seven [0m eight\ufffd. Kind regards');
  });

  it('a letter of 10,000 words is complete', async () => {
    const tenThousand = Array.from({ length: 10_000 }, (_, at) => `word${at}`).join(' ');
    const letter = letterOf(USUAL.heading, `Dear team,\n\n${tenThousand}\n\nKind regards,\nMira Solheim`);
    const { bytes, pages } = await letterPdf(letter);
    expect(pages).toBeGreaterThan(15);
    expect(words(await pdfText(bytes))).toBe(words(letterText(letter)));
  });

  it('a word with break points that is wider than the page is wrapped', async () => {
    const wide = 'wi-de/'.repeat(300);
    const letter = letterOf(USUAL.heading, `Dear team,\n\n${wide}\n\nKind regards`);
    expect((await textOf(letter)).replaceAll(/\s/g, '')).toContain(wide);
    const lines = (await textOf(letter)).split('\n').map((line) => line.length);
    expect(Math.max(...lines)).toBeLessThan(120);
  });

  it('text without spaces stays inside the margins', async () => {
    const texts = [
      '\u6570\u636e\u5e93\uff0c'.repeat(13),
      '\u6570\u636e\u5e93'.repeat(60),
      'W'.repeat(59),
      '/W-'.repeat(60),
    ];
    const { bytes } = await letterPdf(letterOf([], `Dear team,\n\n${texts.join('\n\n')}\n\nKind regards`));
    expect(Math.max(...(await inkOf(bytes)).map(({ x }) => x))).toBeLessThan(413 - 50);
  });

  it.each([
    ['no text', { heading: [], greeting: '', paragraphs: [], signOff: '' }],
    ['no paragraph', { ...SHORT, paragraphs: [] }],
    ['no heading', { ...SHORT, heading: [] }],
    ['only a date', { ...SHORT, heading: ['1 May 2026'] }],
    ['a subject', { ...SHORT, subject: 'Application: Backend Engineer, Plinth & Søn' }],
  ])('a letter with %s has all its text in the PDF', async (_, letter) => {
    expect(words(await textOf(letter))).toBe(words(letterText(letter)));
  });
});

describe('letter picture', () => {
  it.each([SHORT, USUAL, TWO_PAGES])('the picture is a PNG of the first page, and not empty', async (letter) => {
    const png = Buffer.from(await letterPng(letter));
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1240, 1754]);
    // An empty page takes 8 kB.
    expect(png.length).toBeGreaterThan(12_000);
  });
});

const REST = { slots: [], key: '', edited: false };
const LAST = { text: 'The end.', ...REST };

/** The dark pixels of the first page, at 50 dpi. */
async function inkOf(pdf: Uint8Array): Promise<{ x: number; y: number }[]> {
  // A header of four words, then a byte per pixel.
  const picture = await poppler('pdftoppm', pdf, '-gray', '-r', '50', '-singlefile');
  const [, width, height] = picture.toString('latin1', 0, 30).split(/\s/, 4).map(Number);
  if (!width || !height) throw new Error('no picture');
  const dots = picture.subarray(-width * height);
  return [...dots].flatMap((dot, at) => (dot < 128 ? [{ x: at % width, y: Math.floor(at / width) }] : []));
}
