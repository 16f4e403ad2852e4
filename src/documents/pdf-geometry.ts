/** The geometry of a PDF page: matrices and boxes, in points. */

/** As PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface Box {
  readonly left: number;
  readonly lower: number;
  readonly right: number;
  readonly upper: number;
}

export const NO_CHANGE: Matrix = [1, 0, 0, 1, 0, 0];

/** @param inner six numbers, applied first; whatever is missing changes nothing */
export function multiplied([a, b, c, d, e, f]: Matrix, inner: readonly number[]): Matrix {
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** @param edges left, lower, right, upper */
export function boxOf([left = 0, lower = 0, right = 0, upper = 0]: readonly number[]): Box {
  return { left, lower, right, upper };
}

/** The box around a box in another system. */
export function mapped([a, b, c, d, e, f]: Matrix, { left, lower, right, upper }: Box): Box {
  const corners = [
    [left, lower],
    [left, upper],
    [right, lower],
    [right, upper],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return { left: Math.min(...xs), lower: Math.min(...ys), right: Math.max(...xs), upper: Math.max(...ys) };
}

export function overlap(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    lower: Math.max(one.lower, other.lower),
    right: Math.min(one.right, other.right),
    upper: Math.min(one.upper, other.upper),
  };
}

export function contains({ left, lower, right, upper }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= lower && y <= upper;
}
