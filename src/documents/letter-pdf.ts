/** A letter as PDF, and its first page as a picture. Typst sets it, by letter.typ. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Letter } from '../letter/letter.ts';
import { printed } from './printed.ts';

/** In points. The first that brings the letter onto one page is taken; the largest where none does. */
const SIZES = [11.5, 11, 10.5] as const;
const DOTS_PER_INCH = 150;
/** A4, in inches. */
const PAGE = { width: 210 / 25.4, height: 297 / 25.4 };

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
  const frame = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAGE.width * 96} ${PAGE.height * 96}">${firstPage(svg)}</svg>`;
  const picture = await renderAsync(frame, {
    fitTo: { mode: 'width', value: Math.round(PAGE.width * DOTS_PER_INCH) },
    background: '#fff',
    font: { loadSystemFonts: false },
  });
  return picture.asPng();
}

/** All pages stand below one another, and drawing takes time that grows with the square of the text: the others go. */
function firstPage(svg: string): string {
  const second = svg.indexOf(`\n    <g transform="matrix(1 0 0 1 0 ${Math.floor(PAGE.height * 72)}.`);
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
