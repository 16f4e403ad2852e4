/** p50, p99.9, "95th percentile", "median": which percentile is named where. */

import type { Token } from './lexer.ts';
import { numeral } from './numerals.ts';
import { takesBack } from './repairs.ts';
import { durationUnit } from './units.ts';

export interface Percentile {
  /** `p99`, `p99.9`; a median is `p50`. */
  readonly name: string;
  readonly at: number;
  readonly next: number;
}

export function percentiles(list: readonly Token[]): Percentile[] {
  const found: Percentile[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const token = list[at];
    if (!token) continue;
    const short = /^p(\d{2,3})(?:\.(\d{1,3}))?$/.exec(token.low);
    if (short) {
      // "p999" is how some write p99.9
      const [, whole = '', part] = short;
      const name = part
        ? `p${whole}.${part}`
        : whole.length === 3 && whole.startsWith('99')
          ? `p99.${whole.slice(2)}`
          : `p${whole}`;
      found.push({ name, at, next: at + 1 });
    } else if (token.low === 'p' && token.text !== 'P') {
      const spoken = numeral(list, at + 1);
      if (spoken?.spelled && spoken.value >= 50 && spoken.value < 100)
        found.push({ name: `p${spoken.value}`, at, next: spoken.next });
    } else if (token.low === 'median' || token.low === 'medians') {
      found.push({ name: 'p50', at, next: at + 1 });
    } else if (/^(?:percentile|percentil|pctl|pctile|ile)$/.test(token.low)) {
      const named = percentileBefore(list, at);
      if (named) found.push(named);
    } else if (token.text === '%' && list[at + 1]?.low === 'of') {
      const named = shareWithin(list, at);
      if (named) found.push(named);
    }
  }
  return settled(list, found);
}

/** "p95 … I misremembered, that's p99": what was taken back takes the name that replaced it. */
function settled(list: readonly Token[], found: readonly Percentile[]): Percentile[] {
  const renamed = new Map<string, string>();
  const [first] = found;
  const second = found.find(({ name }) => name !== first?.name);
  found.forEach((percentile, index) => {
    const previous = found[index - 1];
    const denied = isDenied(list, percentile);
    // "That's p95, not p90": the one that is denied was meant to be the other.
    const meant = percentile.name === first?.name ? second : first;
    if (meant && denied) renamed.set(percentile.name, meant.name);
    if (!previous || previous.name === percentile.name || denied) return;
    const starred = list[percentile.at - 1]?.text === '*';
    if (starred || takesBack(list, previous.next, percentile.at)) renamed.set(previous.name, percentile.name);
  });
  return found.map((percentile) => ({ ...percentile, name: renamed.get(percentile.name) ?? percentile.name }));
}

function isDenied(list: readonly Token[], { at }: Percentile): boolean {
  const [low, before] = [list[at - 1]?.low, list[at - 2]?.low];
  return low === 'not' || (low === 'of' && before === 'instead') || (low === 'than' && before === 'rather');
}

function percentileBefore(list: readonly Token[], at: number): Percentile | null {
  for (let first = at - 1; first >= Math.max(0, at - 3); first -= 1) {
    const read = list[first]?.kind === 'number' ? numeral(list, first) : null;
    if (read && read.value >= 1 && read.value < 100) return { name: `p${read.value}`, at: first, next: at + 1 };
  }
  for (let first = Math.max(0, at - 6); first < at; first += 1) {
    const spoken = list[first]?.kind === 'word' ? numeral(list, first) : null;
    if (spoken?.next === at && spoken.value >= 50 && spoken.value < 100)
      return { name: `p${spoken.value}`, at: first, next: at + 1 };
  }
  const tens = list[at - 2]?.text === '-' ? at - 3 : at - 2;
  const ordinal = list[tens]?.low === 'ninety' || list[at - 1]?.low === 'ninetieth';
  const tail: Record<string, number> = { ninth: 99, fifth: 95, eighth: 98, ninetieth: 90 };
  const value = tail[list[at - 1]?.low ?? ''];
  return ordinal && value ? { name: `p${value}`, at: value === 90 ? at - 1 : tens, next: at + 1 } : null;
}

/** "99% of requests are under 300 ms" tells the 99th percentile. */
function shareWithin(list: readonly Token[], at: number): Percentile | null {
  const read = list[at - 1]?.kind === 'number' ? numeral(list, at - 1) : null;
  if (!read || read.value < 50 || read.value >= 100) return null;
  for (let next = at + 2; next < Math.min(list.length, at + 9) && list[next]?.kind === 'word'; next += 1) {
    if (/^(?:time|uptime|availability|months?|days?)$/.test(list[next]?.low ?? '')) return null;
    if (!/^(?:under|below|within|in|faster|less)$/.test(list[next]?.low ?? '')) continue;
    const limit = numeral(list, list[next + 1]?.low === 'than' ? next + 2 : next + 1);
    const unit = limit ? durationUnit(list[limit.next]?.low ?? '') : undefined;
    return unit && /^(?:ns|µs|ms|s|min|hours)$/.test(unit)
      ? { name: `p${read.value}`, at: at - 1, next: at + 1 }
      : null;
  }
  return null;
}
