/**
 * The same text is looked at by each who wants to know something else of it, so what was found in the last few is kept.
 * Texts longer than `length` (UTF-16 units) aren't, where what is found in them is as large as they are.
 */
export function remembered<Found>(
  find: (text: string) => Found,
  { texts, length }: { readonly texts: number; readonly length: number },
): (text: string) => Found {
  const kept = new Map<string, Found>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const found = find(text);
    if (text.length > length) return found;
    kept.set(text, found);
    const [oldest] = kept.keys();
    if (kept.size > texts && oldest !== undefined) kept.delete(oldest);
    return found;
  };
}
