/**
 * Extracts the visible text of a PDF page from its paint operators. Leaves out text that is invisible: in the colour of
 * its background, painted over, transparent, tiny, or off the page. Ignores pictures: light text on one is left out.
 */
import { z } from 'zod';

/** A run of text. Positions are in points from the lower left corner. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  /** Font size, in points. */
  readonly size: number;
}

interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** Names of pdf.js operators. */
const SAVING = new Set(['save', 'beginGroup', 'paintFormXObjectBegin']);
const RESTORING = new Set(['restore', 'endGroup', 'paintFormXObjectEnd']);
const FILLING = new Set(['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']);

/** Red, green and blue, up to 255. Text on a pattern, or filled with one, counts as visible. */
type Colour = readonly [number, number, number] | 'pattern' | 'transparent';

/** The graphics state, which `save` stores and `restore` restores. */
interface State {
  readonly matrix: Matrix;
  readonly clip: Box;
  readonly fill: Colour;
  readonly stroke: Colour;
  readonly opacity: number;
  /** Opacity of the groups around it. */
  readonly group: number;
  readonly mode: number;
  readonly size: number;
  readonly leading: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly scale: number;
  readonly rise: number;
}

/** A painted area. */
interface Area {
  readonly box: Box;
  readonly colour: Colour;
}

interface Painted extends Run {
  readonly colour: Colour;
  readonly isDrawn: boolean;
  /** Number of areas painted before it. */
  readonly areas: number;
}

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
/** Minimum size of visible text, in points. */
const SMALLEST = 3.5;
const OPAQUE_FROM = 0.9;
const SEEN_FROM = 0.15;
/** Minimum contrast ratio of visible text, as in WCAG. Text that is meant to be read has at least 3. */
const CONTRAST_FROM = 1.25;

/**
 * @param view the page's left, lower, right and upper edge, in points
 * @param codes operator numbers by name
 * @returns visible runs, in painting order
 */
export function runsOf(operators: Operators, view: readonly number[], codes: Readonly<Record<string, number>>): Run[] {
  const page = boxOf(view);
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  const painter = new Painter(page, names);
  for (const [at, code] of operators.fnArray.entries())
    painter.apply(names.get(code) ?? '', ListSchema.safeParse(operators.argsArray[at]).data ?? []);
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

  private readonly names: ReadonlyMap<number, string>;

  constructor(page: Box, names: ReadonlyMap<number, string>) {
    this.names = names;
    const text = { mode: 0, size: 0, leading: 0, charSpacing: 0, wordSpacing: 0, scale: 1, rise: 0 };
    this.state = { matrix: NO_CHANGE, clip: page, fill: BLACK, stroke: BLACK, opacity: 1, group: 1, ...text };
  }

  apply(name: string, args: readonly unknown[]): void {
    const numbers = numbersOf(args);
    const [first = 0, second = 0] = numbers;
    if (SAVING.has(name)) this.saved.push(this.state);
    if (RESTORING.has(name)) this.state = this.saved.pop() ?? this.state;
    this.set(CHANGES[name]?.(this.state, numbers, args) ?? {});
    if (name === 'clip' || name === 'eoClip') this.isClipping = true;
    else if (name === 'constructPath') this.path(FILLING.has(this.names.get(first) ?? ''), numbersOf(args[2]));
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

  /** @param shown glyphs, and numbers that move back by thousandths of the font size */
  private show(shown: readonly unknown[]): void {
    let text = '';
    let start = 0;
    let end = 0;
    // End of the last glyph, before numbers moved the position.
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
      // A wide gap inside a text splits it into two runs.
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
    const [x, y] = placed(at, start, rise);
    const [endX] = placed(at, end, rise);
    this.runs.push({
      text,
      x,
      y,
      endX,
      size: Math.abs(size) * Math.hypot(c, d),
      colour: mode % 4 === 1 ? stroke : fill,
      // Rendering modes 3 and 7 draw nothing.
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

type Change = (state: State, numbers: readonly number[], args: readonly unknown[]) => Partial<State>;

const transformed: Change = ({ matrix }, numbers) => ({ matrix: multiplied(matrix, numbers) });

/** State changes by operator. */
const CHANGES: Readonly<Record<string, Change>> = {
  transform: transformed,
  paintFormXObjectBegin: transformed,
  setGState: ({ opacity }, _, args) => ({ opacity: opacityIn(args) ?? opacity }),
  setFillRGBColor: (_, __, args) => ({ fill: colourOf(args) }),
  setStrokeRGBColor: (_, __, args) => ({ stroke: colourOf(args) }),
  setFillColorN: () => ({ fill: 'pattern' }),
  setStrokeColorN: () => ({ stroke: 'pattern' }),
  setFillTransparent: () => ({ fill: 'transparent' }),
  setStrokeTransparent: () => ({ stroke: 'transparent' }),
  beginGroup: ({ group, opacity }) => ({ group: group * opacity, opacity: 1 }),
  setLeadingMoveText: (_, [, y = 0]) => ({ leading: y }),
  setLeading: (_, [leading = 0]) => ({ leading: -leading }),
  setFont: (_, [size = 0]) => ({ size }),
  setTextRenderingMode: (_, [mode = 0]) => ({ mode }),
  setCharSpacing: (_, [charSpacing = 0]) => ({ charSpacing }),
  setWordSpacing: (_, [wordSpacing = 0]) => ({ wordSpacing }),
  setHScale: (_, [percent = 0]) => ({ scale: percent / 100 }),
  setTextRise: (_, [rise = 0]) => ({ rise }),
};

/** Gap that splits a run, as a fraction of the font size. */
const GAP = 0.15;

/** All numbers in arguments, in order, including typed arrays. */
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

/** As PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

interface Box {
  readonly left: number;
  readonly lower: number;
  readonly right: number;
  readonly upper: number;
}

const NO_CHANGE: Matrix = [1, 0, 0, 1, 0, 0];

/** @param inner six numbers, applied first; missing ones default to the identity */
function multiplied([a, b, c, d, e, f]: Matrix, inner: readonly number[]): Matrix {
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** @param edges left, lower, right, upper */
function boxOf([left = 0, lower = 0, right = 0, upper = 0]: readonly number[]): Box {
  return { left, lower, right, upper };
}

function placed([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [x: number, y: number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Bounding box of a transformed box. */
function mapped(matrix: Matrix, { left, lower, right, upper }: Box): Box {
  const corners = [left, right].flatMap((x) => [lower, upper].map((y) => placed(matrix, x, y)));
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { left: Math.min(...xs), lower: Math.min(...ys), right: Math.max(...xs), upper: Math.max(...ys) };
}

function overlap(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    lower: Math.max(one.lower, other.lower),
    right: Math.min(one.right, other.right),
    upper: Math.min(one.upper, other.upper),
  };
}

function contains({ left, lower, right, upper }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= lower && y <= upper;
}
