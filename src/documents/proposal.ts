/** What a document may say for a slot: shown with its line, and used only once the person takes it. */
export interface Proposal {
  /** A slot of `machine/slots.ts`. */
  readonly slot: string;
  /** Part of the line, as it stands there. */
  readonly value: string;
  /** Where it was found, in its own words, without a bullet or Markdown's marks; two lines where a name stands on two. */
  readonly line: string;
}

/** Without repetitions: the first of each slot and value. */
export function distinct(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ slot, value }) => {
    const key = `${slot}\n${value}`;
    return !seen.has(key) && seen.add(key);
  });
}
