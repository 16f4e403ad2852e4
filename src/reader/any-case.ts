const PARTS = /\\[pP]\{[^}]*\}|\\.|\(\?<\p{L}+>|\[(\^?)((?:\\.|[^\]])*)\]|\p{L}/gsu;

/**
 * A pattern as a group that fits in whatever case it is typed, for use inside a larger one that tells capitals apart.
 * V8's own `(?i:…)` stops ignoring the case of alternatives as soon as a process has compiled so many patterns that it
 * no longer optimizes them; see nodejs/node#60030 for its kin.
 */
export function anyCase(pattern: string): string {
  const either = pattern.replace(PARTS, (part, negated?: string, members?: string) => {
    if (members !== undefined) return `[${negated}${members}${swapped(members)}]`;
    return part.length === 1 ? `[${part.toLowerCase()}${part.toUpperCase()}]` : part;
  });
  return `(?:${either})`;
}

/** The letters of a class, those of ranges as well, in the other case; its escapes stay as they are. */
function swapped(members: string): string {
  return members.replace(/\\.|\p{L}/gsu, (part) => {
    if (part.length > 1) return part;
    const upper = part.toUpperCase();
    return part === upper ? part.toLowerCase() : upper;
  });
}
