/**
 * The text that a page shows, out of what paints it. Text that nobody sees is left out: in the colour of what is behind it,
 * painted over, transparent, tiny, or beside the page. Pictures are not looked at: on one, only dark text counts as seen.
 */
import { z } from 'zod';
import { type Box, boxOf, contains, type Matrix, mapped, multiplied, NO_CHANGE, overlap } from './pdf-geometry.ts';

/** A stretch of text. Places are in points from the lower left corner. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  /** The height of its letters, in points. */
  readonly size: number;
}

interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** Operators of pdf.js, by their names there. */
const NAMES = [
  'save restore transform paintFormXObjectBegin paintFormXObjectEnd beginGroup endGroup setGState',
  'setFillRGBColor setStrokeRGBColor setFillColorN setStrokeColorN setFillTransparent setStrokeTransparent setTextRenderingMode clip eoClip',
  'constructPath shadingFill fill eoFill fillStroke eoFillStroke closeFillStroke closeEOFillStroke',
  'beginText setTextMatrix moveText setLeadingMoveText nextLine setLeading setFont setCharSpacing setWordSpacing setHScale',
  'setTextRise showText',
]
  .join(' ')
  .split(' ');
const SAVING = new Set(['save', 'beginGroup', 'paintFormXObjectBegin']);
const RESTORING = new Set(['restore', 'endGroup', 'paintFormXObjectEnd']);
const FILLS = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'];

/** Red, green and blue, up to 255. On a pattern text is seen, and a text that is one. */
type Colour = readonly [number, number, number] | 'pattern' | 'transparent';

/** What `save` keeps. */
interface State {
  readonly matrix: Matrix;
  readonly clip: Box;
  readonly fill: Colour;
  readonly stroke: Colour;
  readonly opacity: number;
  /** Of the groups around it. */
  readonly group: number;
  readonly mode: number;
  readonly size: number;
  readonly leading: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly scale: number;
  readonly rise: number;
}

/** An area that was painted. */
interface Area {
  readonly box: Box;
  readonly colour: Colour;
}

interface Painted extends Run {
  readonly colour: Colour;
  readonly isDrawn: boolean;
  /** How many areas were painted before it. */
  readonly areas: number;
}

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
/** In points. */
const SMALLEST = 3.5;
const OPAQUE_FROM = 0.9;
const SEEN_FROM = 0.15;
/** Of light to dark, as WCAG counts it; a text that is meant to be read has at least 3. */
const CONTRAST_FROM = 1.25;

/**
 * @param view the page's left, lower, right and upper edge, in points
 * @param codes the numbers of the operators
 * @returns what is seen, in the order of painting
 */
export function runsOf(operators: Operators, view: readonly number[], codes: Readonly<Record<string, number>>): Run[] {
  const page = boxOf(view);
  const painter = new Painter(page);
  const names = new Map(NAMES.map((name) => [codes[name], name]));
  const fills = new Set(FILLS.map((name) => codes[name]));
  for (const [at, code] of operators.fnArray.entries()) {
    const args = ListSchema.safeParse(operators.argsArray[at]).data ?? [];
    painter.apply(names.get(code) ?? '', args, fills);
  }
  return painter.seen(page);
}

const ListSchema = z.array(z.unknown());
const ColourSchema = z.string().length(7);
const GlyphSchema = z.object({ unicode: z.string(), width: z.number().nullable() });
const OpacitySchema = z.tuple([z.literal('ca'), z.number()]);

class Painter {
  private state: State;
  private readonly saved: State[] = [];
  private line: Matrix = NO_CHANGE;
  private place: Matrix = NO_CHANGE;
  private isClipping = false;
  private readonly areas: Area[] = [];
  private readonly runs: Painted[] = [];

  constructor(page: Box) {
    const text = { mode: 0, size: 0, leading: 0, charSpacing: 0, wordSpacing: 0, scale: 1, rise: 0 };
    this.state = { matrix: NO_CHANGE, clip: page, fill: BLACK, stroke: BLACK, opacity: 1, group: 1, ...text };
  }

  apply(name: string, args: readonly unknown[], fills: ReadonlySet<number | undefined>): void {
    const numbers = numbersOf(args);
    const [first = 0, second = 0] = numbers;
    if (SAVING.has(name)) this.saved.push(this.state);
    if (RESTORING.has(name)) this.state = this.saved.pop() ?? this.state;
    this.set(changeBy(name, this.state, numbers, args));
    if (name === 'clip' || name === 'eoClip') this.isClipping = true;
    else if (name === 'constructPath') this.path(fills.has(first), numbersOf(args[2]));
    else if (name === 'shadingFill') this.areas.push({ box: this.state.clip, colour: 'pattern' });
    else if (name === 'beginText') this.moveTo(NO_CHANGE);
    else if (name === 'setTextMatrix') this.moveTo(multiplied(NO_CHANGE, numbers));
    else if (name === 'moveText' || name === 'setLeadingMoveText') this.move(first, second);
    else if (name === 'nextLine') this.move(0, this.state.leading);
    else if (name === 'showText') this.show(ListSchema.safeParse(args[0]).data ?? []);
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
  }

  private moveTo(matrix: Matrix): void {
    this.line = matrix;
    this.place = matrix;
  }

  private move(x: number, y: number): void {
    this.moveTo(multiplied(this.line, [1, 0, 0, 1, x, y]));
  }

  /** @param bounds of the path: left, lower, right, upper */
  private path(isFilled: boolean, bounds: readonly number[]): void {
    const box = mapped(this.state.matrix, boxOf(bounds));
    if (this.isClipping) this.set({ clip: overlap(this.state.clip, box) });
    this.isClipping = false;
    const { clip, fill, opacity, group } = this.state;
    if (isFilled && fill !== 'transparent' && opacity * group >= OPAQUE_FROM)
      this.areas.push({ box: overlap(clip, box), colour: fill });
  }

  /** @param shown glyphs, and numbers that move back by thousandths of the size */
  private show(shown: readonly unknown[]): void {
    let text = '';
    let start = 0;
    let end = 0;
    // Where the last glyph ended, before numbers moved the place.
    let written = 0;
    const push = () => {
      if (text.trim() !== '') this.push(text, start, written);
      text = '';
    };
    const { size, charSpacing, wordSpacing, scale } = this.state;
    for (const each of shown) {
      if (typeof each === 'number') {
        end -= (each * size * scale) / 1000;
        continue;
      }
      const { data: glyph } = GlyphSchema.safeParse(each);
      if (!glyph) continue;
      // A gap inside of a text is one like that between two.
      if (text !== '' && Math.abs(end - written) > GAP * Math.abs(size)) push();
      if (text === '') start = end;
      text += glyph.unicode;
      const width = ((glyph.width ?? 0) * size) / 1000;
      end += (width + charSpacing + (glyph.unicode === ' ' ? wordSpacing : 0)) * scale;
      written = end;
    }
    push();
    this.place = multiplied(this.place, [1, 0, 0, 1, end, 0]);
  }

  private push(text: string, start: number, end: number): void {
    const { matrix, size, rise, fill, stroke, mode, opacity, group } = this.state;
    const at = multiplied(matrix, this.place);
    const [, , c, d] = at;
    const from = mapped(at, { left: start, right: start, lower: rise, upper: rise });
    const to = mapped(at, { left: end, right: end, lower: rise, upper: rise });
    this.runs.push({
      text,
      x: from.left,
      y: from.lower,
      endX: to.left,
      size: Math.abs(size) * Math.hypot(c, d),
      colour: mode % 4 === 1 ? stroke : fill,
      // The modes 3 and 7 draw nothing.
      isDrawn: mode % 4 !== 3 && opacity * group >= SEEN_FROM,
      areas: this.areas.length,
    });
  }

  seen(page: Box): Run[] {
    return this.runs.filter((run) => {
      if (!run.isDrawn || run.size < SMALLEST) return false;
      const x = (run.x + run.endX) / 2;
      const y = run.y + run.size / 4;
      const last = this.areas.findLastIndex(({ box }) => contains(box, x, y));
      const isCovered = last >= run.areas;
      const background = this.areas[last]?.colour ?? WHITE;
      return contains(page, x, y) && !isCovered && contrast(run.colour, background) >= CONTRAST_FROM;
    });
  }
}

/** What an operator changes in the state. */
function changeBy(
  name: string,
  { matrix, opacity, group }: State,
  numbers: readonly number[],
  args: readonly unknown[],
): Partial<State> {
  const [first = 0, second = 0] = numbers;
  switch (name) {
    case 'transform':
    case 'paintFormXObjectBegin':
      return { matrix: multiplied(matrix, numbers) };
    case 'setGState':
      return { opacity: opacityIn(args) ?? opacity };
    case 'setFillRGBColor':
      return { fill: colourOf(args) };
    case 'setStrokeRGBColor':
      return { stroke: colourOf(args) };
    case 'setFillColorN':
      return { fill: 'pattern' };
    case 'setStrokeColorN':
      return { stroke: 'pattern' };
    case 'setFillTransparent':
      return { fill: 'transparent' };
    case 'setStrokeTransparent':
      return { stroke: 'transparent' };
    case 'beginGroup':
      return { group: group * opacity, opacity: 1 };
    case 'setLeadingMoveText':
      return { leading: second };
    case 'setLeading':
      return { leading: -first };
    case 'setFont':
      return { size: first };
    case 'setTextRenderingMode':
      return { mode: first };
    case 'setCharSpacing':
      return { charSpacing: first };
    case 'setWordSpacing':
      return { wordSpacing: first };
    case 'setHScale':
      return { scale: first / 100 };
    case 'setTextRise':
      return { rise: first };
    default:
      return {};
  }
}

/** In parts of the size. */
const GAP = 0.15;

/** All numbers in arguments, in their order; typed arrays included. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value instanceof Float32Array || value instanceof Float64Array) return [...value];
  return Array.isArray(value) ? value.flatMap(numbersOf) : [];
}

function colourOf(args: readonly unknown[]): Colour {
  const { data: hex } = ColourSchema.safeParse(args[0]);
  const part = (at: number) => Number.parseInt(hex?.slice(at, at + 2) ?? '', 16);
  const [red, green, blue] = [part(1), part(3), part(5)];
  return Number.isNaN(red + green + blue) ? 'pattern' : [red, green, blue];
}

function opacityIn(args: readonly unknown[]): number | null {
  const settings = ListSchema.safeParse(args[0]).data ?? [];
  return (
    settings.map((setting) => OpacitySchema.safeParse(setting).data?.[1]).findLast((one) => one !== undefined) ?? null
  );
}

function contrast(one: Colour, other: Colour): number {
  if (one === 'transparent' || other === 'transparent') return 1;
  if (one === 'pattern' || other === 'pattern') return Number.POSITIVE_INFINITY;
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance, as WCAG defines it. */
function luminance(colour: readonly [number, number, number]): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
