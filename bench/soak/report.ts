/** The result of a soak, and its report. */

export interface SoakReport {
  readonly turns: number;
  readonly letters: number;
  readonly requests: number;
  readonly messages: number;
  /** The number of started processes. */
  readonly starts: number;
  readonly seconds: number;
  /** How often each thing happened. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was lost, duplicated or out of order. */
  readonly wrong: readonly string[];
  /** Requests that the fake does not support. */
  readonly unimplemented: readonly string[];
}

export function total<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0);
}

/** The report as text, with the seed to reproduce the run. */
export function reportText({ counts, wrong, unimplemented, ...report }: SoakReport, seed: number): string {
  const happened = Object.entries(counts)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([what, count]) => `  ${String(count).padStart(6)}  ${what}`);
  return [
    `seed ${seed}: ${report.turns} turns, ${report.letters} letters, ${report.messages} messages in ${report.seconds.toFixed(1)} s`,
    `  ${String(report.requests).padStart(6)}  requests`,
    `  ${String(report.starts).padStart(6)}  processes`,
    ...happened,
    `lost, doubled or out of order: ${wrong.length}`,
    ...wrong,
    `not implemented: ${unimplemented.length}`,
    ...unimplemented,
  ].join('\n');
}
