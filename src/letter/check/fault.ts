/** What can be wrong with a letter. */

export const FAULT_KINDS = [
  'invented-number',
  'changed-digit',
  'changed-unit',
  'swapped-direction',
  'wrong-percentile',
  'wrong-derived',
  'invented-technology',
  'invented-employer',
  'upgraded-ownership',
  'borrowed-from-job-post',
  'weak-phrase',
  'stack-soup',
  'throughput-without-reliability',
  'vague-company-praise',
  'placeholder',
  'rough-value-leaked',
  'length',
  'code',
  'em-dash',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault and where it stands in the letter (UTF-16 offsets); `span` is that part of it. */
export interface Fault {
  readonly kind: FaultKind;
  readonly span: string;
  readonly start: number;
  readonly end: number;
}

export function faultAt(text: string, kind: FaultKind, start: number, end: number): Fault {
  return { kind, span: text.slice(start, end), start, end };
}
