/**
 * Finds the visible text of a PDF page by its paint operators. Leaves out text that is not drawn, transparent, painted
 * over, or in the colour of its background. Ignores pictures: light text on one is left out.
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

/** The parts of pdf.js that are needed. */
interface Library {
  /** Operator numbers by name. */
  readonly OPS: Readonly<Record<string, number>>;
  readonly Util: {
    transform(matrix: Matrix, inner: Matrix): number[];
    intersect(one: Box, other: Box): number[] | null;
    axialAlignedBoundingBox(box: Box, matrix: Matrix, output: number[]): void;
  };
}

/** Names of pdf.js operators. */
const TRANSFORMING = new Set(['transform', 'paintFormXObjectBegin']);
const SAVING = new Set(['save', 'beginGroup', 'paintFormXObjectBegin']);
const RESTORING = new Set(['restore', 'endGroup', 'paintFormXObjectEnd']);
const FILLING = new Set(['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']);
/** Text rendering modes that draw nothing. */
const NOT_DRAWN = new Set([3, 7]);
/** Those that draw only the outline. */
const STROKED = new Set([1, 5]);

/** Red, green and blue, up to 255. Text on a pattern, or filled with one, counts as visible. */
type Colour = readonly number[] | 'pattern' | 'transparent';
const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/** Left, lower, right and upper edge. */
type Box = readonly number[];
/** As PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
type Matrix = readonly number[];
const NO_CHANGE: Matrix = [1, 0, 0, 1, 0, 0];
const NOWHERE: Box = [0, 0, 0, 0];

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
}

/** A painted area. */
interface Area {
  readonly box: Box;
  readonly colour: Colour;
}

/** How some text was painted. */
interface Paint {
  /** Position of its last character in the text of the page. */
  readonly end: number;
  readonly colour: Colour;
  readonly isDrawn: boolean;
  /** Number of areas painted before it. */
  readonly areas: number;
}

const OPAQUE_FROM = 0.9;
const SEEN_FROM = 0.15;
/** Minimum difference of red, green or blue between visible text and its background. */
const DIFFERENT_FROM = 26;

/** @param runs all text of the page, in painting order @param page its edges, in points */
export function visibleRuns(runs: readonly Run[], operators: Operators, page: Box, library: Library): Run[] {
  const { text, paints, areas } = painted(operators, page, library);
  let from = 0;
  return runs.flatMap((run): Run[] => {
    const letters = squeezed(run.text);
    const start = text.indexOf(letters, from);
    if (start < 0 || letters === '') return [];
    from = start + letters.length;
    const first = paints.findIndex(({ end }) => end > start);
    const last = paints.findIndex(({ end }) => end >= from);
    const xAt = (end: number) => run.x + ((end - start) / letters.length) * (run.endX - run.x);
    // The library joins text that was painted in several parts.
    const parts = paints.slice(first, last + 1).map((paint, at) => {
      const x = xAt(Math.max(start, paints[first + at - 1]?.end ?? 0));
      const part = { ...run, x, endX: xAt(Math.min(from, paint.end)) };
      return { ...part, end: paint.end, isShown: isSeen(part, paint, areas) };
    });
    const shown = parts.filter(({ isShown }) => isShown);
    const [{ x } = run, { endX } = run] = [shown[0], shown.at(-1)];
    if (shown.length === parts.length) return [run];
    return shown.length === 0 ? [] : [{ ...run, text: shownOf(run.text, start, parts), x, endX }];
  });
}

/** The characters of a run whose part is shown. @param start position of its first letter in the text of the page */
function shownOf(run: string, start: number, parts: readonly { readonly end: number; readonly isShown: boolean }[]) {
  let letter = start;
  const shown = [...run].filter((sign) => {
    const part = parts.find(({ end }) => end > letter) ?? parts.at(-1);
    letter += squeezed(sign).length;
    return part?.isShown;
  });
  return shown.join('');
}

function isSeen({ x, y, endX, size }: Run, paint: Paint, areas: readonly Area[]): boolean {
  const last = areas.findLastIndex(({ box }) => contains(box, (x + endX) / 2, y + size / 4));
  const isCovered = last >= paint.areas;
  return paint.isDrawn && !isCovered && areDifferent(paint.colour, areas[last]?.colour ?? WHITE);
}

function areDifferent(one: Colour, other: Colour): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one !== 'transparent';
  return one.some((part, at) => Math.abs(part - (other[at] ?? part)) >= DIFFERENT_FROM);
}

function contains([left = 0, lower = 0, right = 0, upper = 0]: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= lower && y <= upper;
}

/** Reads the operators. @returns all text without spaces, how its parts were painted, and the painted areas */
function painted({ fnArray, argsArray }: Operators, page: Box, { OPS, Util }: Library) {
  const names = new Map(Object.entries(OPS).map(([name, code]) => [code, name]));
  const [saved, paints, areas]: [State[], Paint[], Area[]] = [[], [], []];
  let state: State = { matrix: NO_CHANGE, clip: page, fill: BLACK, stroke: BLACK, opacity: 1, group: 1, mode: 0 };
  let [text, isClipping] = ['', false];
  for (const [at, code] of fnArray.entries()) {
    const name = names.get(code) ?? '';
    const args = listOf(argsArray[at]);
    if (SAVING.has(name)) saved.push(state);
    if (RESTORING.has(name)) state = saved.pop() ?? state;
    state = { ...state, ...CHANGES[name]?.(state, args) };
    const inner = numbersOf(name === 'paintFormXObjectBegin' ? args[0] : args);
    if (TRANSFORMING.has(name) && inner.length > 0) state = { ...state, matrix: Util.transform(state.matrix, inner) };
    const { matrix, clip, fill, stroke, opacity, group, mode } = state;
    if (name === 'clip' || name === 'eoClip') isClipping = true;
    else if (name === 'shadingFill') areas.push({ box: clip, colour: 'pattern' });
    else if (name === 'constructPath') {
      const bounds = [Infinity, Infinity, -Infinity, -Infinity];
      Util.axialAlignedBoundingBox(numbersOf(args[2]), matrix, bounds);
      const box = Util.intersect(clip, bounds) ?? NOWHERE;
      if (isClipping) state = { ...state, clip: box };
      isClipping = false;
      const isFilled = FILLING.has(names.get(Number(args[0])) ?? '') && fill !== 'transparent';
      if (isFilled && opacity * group >= OPAQUE_FROM) areas.push({ box, colour: fill });
    } else if (name === 'showText') {
      text += squeezed(shownText(args[0]));
      const isDrawn = !NOT_DRAWN.has(mode) && opacity * group >= SEEN_FROM;
      paints.push({ end: text.length, colour: STROKED.has(mode) ? stroke : fill, isDrawn, areas: areas.length });
    }
  }
  return { text, paints, areas };
}

/** Without spaces and soft hyphens, which the library adds and drops. */
function squeezed(text: string): string {
  return [...text].filter((sign) => sign.trim() !== '' && sign !== '\u00ad').join('');
}

/** @param glyphs between numbers, which move the position */
function shownText(glyphs: unknown): string {
  return listOf(glyphs)
    .map((glyph) => GlyphSchema.safeParse(glyph).data?.unicode ?? '')
    .join('');
}

type Change = (state: State, args: readonly unknown[]) => Partial<State>;

/** State changes by operator. */
const CHANGES: Readonly<Record<string, Change>> = {
  setGState: ({ opacity }, [settings]) => ({ opacity: opacityIn(settings) ?? opacity }),
  setFillRGBColor: (_, [hex]) => ({ fill: colourOf(hex) }),
  setStrokeRGBColor: (_, [hex]) => ({ stroke: colourOf(hex) }),
  setFillColorN: () => ({ fill: 'pattern' }),
  setFillTransparent: () => ({ fill: 'transparent' }),
  beginGroup: ({ group, opacity }) => ({ group: group * opacity, opacity: 1 }),
  setTextRenderingMode: (_, [mode]) => ({ mode: Number(mode) }),
};

const ListSchema = z.array(z.unknown());
const HexSchema = z.string().length(7);
const GlyphSchema = z.object({ unicode: z.string() });
const OpacitySchema = z.tuple([z.literal('ca'), z.number()]);

const listOf = (value: unknown) => ListSchema.safeParse(value).data ?? [];

/** The numbers of a list or typed array. */
function numbersOf(value: unknown): number[] {
  if (value instanceof Float32Array || value instanceof Float64Array) return [...value];
  return listOf(value).filter((each) => typeof each === 'number');
}

function opacityIn(settings: unknown): number | undefined {
  const found = listOf(settings).map((setting) => OpacitySchema.safeParse(setting).data?.[1]);
  return found.findLast((one) => one !== undefined);
}

/** @param hex such as `#ff0000` */
function colourOf(hex: unknown): Colour {
  const { data: digits } = HexSchema.safeParse(hex);
  return digits === undefined ? 'pattern' : [1, 3, 5].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
}
