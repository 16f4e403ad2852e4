/** Numbers that name things instead of measuring them: versions, dates, times, ports, identifiers, money. */
import { unitAt } from './counted.ts';
import type { Token } from './lexer.ts';
import type { Numeral } from './numerals.ts';
import { durationUnit, RATES } from './units.ts';

const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
/** Words after which a number names a thing. */
const NAMING =
  /^(?:version|v|port|ports|rfc|http|https|tls|java|jdk|php|python|ruby|node|postgres|postgresql|mysql|oracle|kafka|spring|rails|django|go|angular|utf|ipv|sha|md|iso|soc|level|step|phase|part|section|chapter|page|figure|room|number|no|nr|issue|ticket|proposal|tier|gate|article|q|h|day|week|year|top)$/;
/** Words that a number before them names or numbers, rather than measures. */
const NAMED = /^(?:st|nd|rd|th|bit|bits|am|pm|o'clock|years?|gmt|utc|cet)$/;
/** Versions, dates, times, ports, identifiers, money. */
export function namesSomething(list: readonly Token[], number: Numeral): boolean {
  const token = list[number.first];
  const before = list[number.first - 1];
  const beforeThat = list[number.first - 2];
  const after = list[number.next];
  if (!token) return true;
  if (number.spelled)
    return (
      after?.low === '-' &&
      !after.spaced &&
      list[number.next + 1]?.kind === 'word' &&
      !durationUnit(list[number.next + 1]?.low ?? '') &&
      list[number.next + 1]?.low !== 'nines'
    );
  const glued = !token.spaced && before !== undefined;
  if (before && /^[$€£¥₹#@№]$/.test(before.text)) return true;
  if (after && /^(?:[$€£¥₹@]|usd|eur|euros?|dollars?|inr|gbp)$/.test(after.low)) return true;
  if (glued && before && /^[/_\\=&?]$/.test(before.text) && beforeThat && !beforeThat.spaced) return true;
  if (glued && before?.text === '/' && beforeThat?.kind === 'number') return true;
  if (glued && before?.text === ':' && beforeThat?.kind === 'number') return true;
  if (
    after?.text === ':' &&
    !after.spaced &&
    list[number.next + 1]?.kind === 'number' &&
    !list[number.next + 1]?.spaced
  )
    return true;
  if (
    glued &&
    before?.text === ':' &&
    beforeThat &&
    !beforeThat.spaced &&
    !after?.low.startsWith('m') &&
    /^\d{2,5}$/.test(token.text) &&
    beforeThat.low === 'localhost'
  )
    return true;
  if (
    glued &&
    before?.text === '-' &&
    beforeThat &&
    !beforeThat.spaced &&
    beforeThat.kind === 'word' &&
    beforeThat.low !== 'sub'
  )
    return true;
  if (glued && before?.text === "'") return true;
  if (glued && before?.text === '.' && beforeThat && !before.spaced) return beforeThat.kind === 'word';
  if (
    after &&
    !after.spaced &&
    (after.text === '/' || after.text === '-' || after.text === '.') &&
    list[number.next + 1]?.kind === 'number' &&
    !list[number.next + 1]?.spaced &&
    isDateLike(list, number.next)
  )
    return true;
  if (after && !after.spaced && after.kind === 'word' && NAMED.test(after.low) && after.low.length < 3) return true;
  if (before?.kind === 'word' && NAMING.test(before.low) && !durationUnit(after?.low ?? ''))
    return before.low !== 'go' || /^\d\.\d+$/.test(token.text);
  if ((before && MONTH.test(before.low) && before.low !== 'may') || (after && MONTH.test(after.low) && after.spaced))
    return true;
  if (before?.low === 'may' && /^(?:19|20)\d\d$/.test(token.text)) return true;
  if (/^(?:19|20)\d\d$/.test(token.text)) return isYear(list, number, before, after);
  return false;
}

function isDateLike(list: readonly Token[], at: number): boolean {
  const separator = list[at]?.text;
  return list[at + 2]?.text === separator && list[at + 3]?.kind === 'number'
    ? true
    : separator === '/' && /^\d{1,2}$/.test(list[at + 1]?.text ?? '');
}

/** Four digits that could be a year are one unless they are clearly counted. */
function isYear(list: readonly Token[], number: Numeral, before: Token | undefined, after: Token | undefined): boolean {
  if (!after) return true;
  if (
    after.text === '%' ||
    after.low === 'percent' ||
    durationUnit(after.low) ||
    RATES.has(after.low) ||
    after.low === 'x'
  )
    return false;
  if (
    before &&
    /^(?:in|since|of|until|by|spring|summer|autumn|fall|winter|early|late|mid|back|year|christmas|q[1-4]|\()$/.test(
      before.low,
    )
  )
    return true;
  const unit = unitAt(list, number);
  return unit === null || unit.bare;
}
