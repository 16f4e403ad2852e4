/** Labels of choices, which a platform may have less room for than they take. */

/** As many whole words as fit, with "…" in place of the rest. @param limit in UTF-16 units */
export function cutLabel(label: string, limit: number): string {
  if (label.length <= limit) return label;
  const room = label.slice(0, limit - 1);
  const isWordEnd = /\s/.test(label.charAt(limit - 1));
  const wordEnd = isWordEnd ? room.length : Math.max(room.lastIndexOf(' '), room.lastIndexOf('\n'));
  // A single word that is too long is cut inside, but not inside a surrogate pair.
  const kept = wordEnd > 0 ? room.slice(0, wordEnd) : room.replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
