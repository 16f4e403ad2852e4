/** Numbers that name things instead of measuring them: versions, dates, times, ports, identifiers, ages, money. */
import { isTechnology } from '../technologies.ts';
import { unitAt } from './counted.ts';
import type { Token } from './lexer.ts';
import type { Numeral } from './numerals.ts';
import { durationUnit } from './units.ts';

const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
/** Words after which a number names a thing. */
const NAMING =
  /^(?:version|v|release|build|port|ports|rfc|http|https|tls|oauth|jdk|utf|ipv|sha|md|iso|soc|level|step|phase|sprint|part|section|chapter|page|line|figure|room|floor|number|no|nr|issue|ticket|pr|mr|proposal|tier|sev|priority|gate|shard|partition|article|q|h|day|week|year|top|age|aged)$/;
const CURRENCY = /^(?:[$€£¥₹@]|usd|eur|euros?|dollars?|bucks|cents|inr|rupees?|gbp|pounds?|chf|francs?|yen)$/;
/** Words that make the number before them a name. */
const NAMED = /^(?:bits?|am|pm|o'clock|gmt|utc|cet)$/;
const NAMED_GLUED = /^(?:st|nd|rd|th|xx)$/;
const STATUS = new Set(
  '200 201 202 204 301 302 304 307 308 400 401 402 403 404 405 408 409 410 412 413 415 418 422 423 424 425 429 451 499 500 501 502 503 504 507 508 511 520 521 522 523 524'.split(
    ' ',
  ),
);
const BEFORE_STATUS =
  /^(?:an?|http|status|code|codes|error|errors|returns?|returned|returning|responds?|responded|throws?|threw)$/;
const DECADE = /^(?:the|early|late|mid)$/;
/** Words that a hyphen joins to a number without naming it: "sub-10ms", "mid-200ms". */
const LOOSE_PREFIX = /^(?:sub|mid|low|high|under|over|from|to|was|now|p\d.*)$/;

/** The token after a name that begins with this number; null where the number measures something. */
export function nameAt(list: readonly Token[], number: Numeral): number | null {
  const end = number.spelled ? null : (phoneAt(list, number.first) ?? identifierAt(list, number.first));
  if (end !== null) return end;
  return namesTeam(list, number) || (number.spelled ? namesByHyphen(list, number) : names(list, number))
    ? number.next
    : null;
}

/** "+49 170 1234567", "0171 2345678": digits in groups behind a plus or a zero. */
function phoneAt(list: readonly Token[], at: number): number | null {
  const token = list[at];
  const plus = list[at - 1]?.text === '+' && list[at - 1]?.spaced === true && !token?.spaced;
  if (!token || !(plus || /^0\d+$/.test(token.text))) return null;
  let next = at + 1;
  let groups = 1;
  for (; list[next] && !list[next]?.newLine; next += 1) {
    if (list[next]?.kind === 'number') groups += 1;
    else if (!/^[()/-]$/.test(list[next]?.text ?? '')) break;
  }
  return plus && groups < 2 ? null : next;
}

const GLUED_AT_MOST = 16;

/** Dates, serial numbers and hashes: parts joined without space. */
function identifierAt(list: readonly Token[], at: number): number | null {
  let next = at + 1;
  let written = list[at]?.text ?? '';
  while (next < at + GLUED_AT_MOST && list[next] && !list[next]?.spaced && list[next]?.kind !== 'arrow') {
    written += list[next]?.text;
    next += 1;
  }
  if (next === at + 1) return null;
  const parts = /^\d+([-/.:])\d+\1\d+/.test(written);
  const hex = /^0x[\da-f]+$|^(?=[\da-f]*[a-f])[\da-f]{6,}(?:-[\da-f]{4,})+$/i.test(written);
  return parts || hex ? next : null;
}

function namesTeam(list: readonly Token[], number: Numeral): boolean {
  return (
    list[number.first - 1]?.low === 'of' &&
    /^(?:teams?|squads?|groups?|crews?|staff|headcount)$/.test(list[number.first - 2]?.low ?? '')
  );
}

/** "a three-tier service", but not "a two-second pause" and not "four-nines". */
function namesByHyphen(list: readonly Token[], number: Numeral): boolean {
  const [after, word] = [list[number.next], list[number.next + 1]];
  return (
    after?.low === '-' && !after.spaced && word?.kind === 'word' && !durationUnit(word.low) && word.low !== 'nines'
  );
}

function names(list: readonly Token[], number: Numeral): boolean {
  const token = list[number.first];
  const before = list[number.first - 1];
  const beforeThat = list[number.first - 2];
  const after = list[number.next];
  const joined = after?.text === '-' && !after.spaced ? list[number.next + 1] : after;
  if (!token) return true;
  // "4) poisoned entries": the marker of a list
  if ((number.first === 0 || token.newLine) && after?.text === ')') return true;
  if (before && (/^[#@№]$/.test(before.text) || CURRENCY.test(before.text))) return true;
  if (after && CURRENCY.test(after.low)) return true;
  if (joined?.kind === 'word' && NAMED.test(joined.low)) return true;
  if (before && !token.spaced && namesByWhatIsGlued(list, number)) return true;
  if (after && !after.spaced && namesWhatIsGlued(list, number, after)) return true;
  if (STATUS.has(token.text) && number.next === number.first + 1 && isStatus(list, number)) return true;
  if (before && MONTH.test(before.low) && (before.low !== 'may' || /^(?:19|20)\d\d$/.test(token.text))) return true;
  if (after?.spaced && MONTH.test(after.low)) return true;
  if (before?.kind === 'word' && namesAfter(list, number, before, beforeThat)) return true;
  return /^(?:19|20)\d\d$/.test(token.text) && number.next === number.first + 1 && isYear(list, number, before, after);
}

/** Paths, ports, clock times and serial numbers, by the sign that joins the number to what stands before it. */
function namesByWhatIsGlued(list: readonly Token[], number: Numeral): boolean {
  const sign = list[number.first - 1];
  const word = list[number.first - 2];
  if (!sign || !word || sign.spaced) return sign?.text === "'";
  switch (sign.text) {
    case '/':
      // "1.8s/210ms" are two amounts, "orders/2" names something.
      return !/^p\d/.test(word.low) && !(word.kind === 'word' && list[number.first - 3]?.kind === 'number');
    case '_':
    case '\\':
    case '&':
    case '?':
      return true;
    case '=':
      return /^[&?]$/.test(list[number.first - 3]?.text ?? '');
    case ':':
      return word.kind === 'number' || isPort(list, number);
    case '-':
      return word.kind === 'word' && !LOOSE_PREFIX.test(word.low);
    case '.':
      return word.kind === 'word';
    case "'":
      return true;
    default:
      return false;
  }
}

function isPort(list: readonly Token[], number: Numeral): boolean {
  const host = list[number.first - 2];
  const dotted = list[number.first - 3]?.text === '.' && !host?.spaced;
  return (
    (dotted || host?.low === 'localhost') &&
    /^\d{2,5}$/.test(list[number.first]?.text ?? '') &&
    unitAt(list, number)?.bare !== false
  );
}

function namesWhatIsGlued(list: readonly Token[], number: Numeral, after: Token): boolean {
  const token = list[number.first];
  const further = list[number.next + 1];
  if (NAMED_GLUED.test(after.low)) return true;
  // 24x7, 2d5f, t3x; units such as "req2" don't exist.
  if (after.kind === 'word' && /^\p{L}+\d/u.test(after.low)) return true;
  // The 90s and the 2010s, and what is seen in 3D
  const written = token?.text ?? '';
  if (after.text === 's' && /^(?:19|20)\d0$/.test(written)) return true;
  if (after.text === 's' && /^[2-9]0$/.test(written) && DECADE.test(list[number.first - 1]?.low ?? '')) return true;
  if (after.text === 'D' && /^[2-4]$/.test(written)) return true;
  if (further?.kind !== 'number' || further.spaced) return false;
  // 14:30, 24/7, and "120/900 ms", of which nobody knows which is which
  return after.text === ':' || after.text === '/';
}

/** An HTTP status: "a 503", "returned 429", "503s"; but "from 500s to 20s" are seconds. */
function isStatus(list: readonly Token[], number: Numeral): boolean {
  const before = list[number.first - 1]?.low ?? '';
  const after = list[number.next];
  if (after?.text === 's' && !after.spaced && /^[45]/.test(list[number.first]?.text ?? ''))
    return !/^(?:from|to|took|takes?|in|under|over|about|was|is|~|<|>|→|p\d.*)$/.test(before);
  return BEFORE_STATUS.test(before) && unitAt(list, number)?.bare !== false;
}

/** "port 8080", "Java 17", "OAuth 2.0", "I'm 34": the word before names the number, unless the number has a unit. */
function namesAfter(list: readonly Token[], number: Numeral, before: Token, beforeThat: Token | undefined): boolean {
  const unit = unitAt(list, number);
  const measures = unit !== null && unit.kind !== 'count';
  if (measures || (number.scale ?? 1) > 1) return false;
  if (NAMING.test(before.low)) return true;
  const bare = unit?.bare !== false;
  const written = list[number.first]?.text ?? '';
  const version = /^\d{1,2}(?:\.\d+)*$/.test(written);
  if (version && bare && (isTechnology(before.text) || isTechnology(`${beforeThat?.text} ${before.text}`))) return true;
  if (
    bare &&
    /^\d+\.\d+$/.test(written) &&
    /\d|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(before.text) &&
    !/^p\d/.test(before.low)
  )
    return true;
  return bare && (before.low === "i'm" || (before.low === 'am' && beforeThat?.low === 'i'));
}

/** Four digits that could be a year are one unless they are clearly counted. */
function isYear(list: readonly Token[], number: Numeral, before: Token | undefined, after: Token | undefined): boolean {
  const unit = unitAt(list, number);
  if (!after || unit === null) return true;
  // "In 2021 some forty washers a month"
  if (
    unit.kind === 'rate' &&
    /^(?:in|since|during|spring|summer|autumn|fall|winter|early|late)$/.test(before?.low ?? '')
  )
    return true;
  if (unit.kind !== 'count') return false;
  const time =
    /^(?:in|since|of|until|by|before|after|spring|summer|autumn|fall|winter|early|late|mid|back|year|christmas|q[1-4]|\()$/;
  if (before && time.test(before.low)) return true;
  // "Between 2019 and 2024", "2022, 2023", "2024 nothing"
  const beforeThat = list[number.first - 2]?.text ?? '';
  if (/^(?:and|or|to|through|till|-|–|,|\/)$/.test(before?.low ?? '') && /^(?:19|20)\d\d$/.test(beforeThat))
    return true;
  if (/^(?:nothing|none|nobody|there)$/.test(after.low)) return true;
  return unit.bare && !leadsToCount(list, number.next);
}

/** "2000 to 9000 rps": what a count leads to is no year. */
function leadsToCount(list: readonly Token[], at: number): boolean {
  const target = list[at + 1];
  if (list[at]?.kind !== 'arrow' && !/^(?:to|-|–)$/.test(list[at]?.low ?? '')) return false;
  if (target?.kind !== 'number' || /^(?:19|20)\d\d$/.test(target.text)) return false;
  const number = { value: 0, first: at + 1, next: at + 2, spelled: false, loose: false };
  return unitAt(list, number)?.kind === 'rate';
}
