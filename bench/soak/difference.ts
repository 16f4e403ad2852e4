/** Where a seen text starts to differ from the due one. */

/** Characters to show before and after the first difference. */
const AROUND = 40;

export function difference(at: number, seen: string, due: string | undefined): string {
  const first = [...seen].findIndex((_, index) => seen[index] !== due?.[index]);
  const from = Math.max(0, (first < 0 ? seen.length : first) - AROUND);
  const [one, other] = [seen, due].map((text) => JSON.stringify(text?.slice(from, from + 2 * AROUND)));
  return `message ${at} was ${one} in place of ${other}`;
}
