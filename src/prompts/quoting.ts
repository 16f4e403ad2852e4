/** The candidate's words, quoted back: on one line, asking nothing, and not too long. */
export function quoted(words: string, atMost: number): string {
  // A question of theirs must not read as one of ours.
  const line = words.replace(/\s+/g, ' ').replaceAll('?', '').trim();
  if (line.length <= atMost) return line;
  const space = line.lastIndexOf(' ', atMost);
  return `${line.slice(0, space > atMost / 2 ? space : atMost).replace(/[\ud800-\udbff]$/, '')} …`;
}
