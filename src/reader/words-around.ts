/** Reads the words next to a number: the measure and the tail. The user sees both at once and can correct them. */
import type { Amount } from '../machine/sheet.ts';
import { wordSet } from '../text/lexer.ts';
import { phraseIn } from '../text/phrases.ts';
import type { Mention, PercentileMention } from '../text/quantities.ts';
import { countWords, isAbbreviated, trimPunctuation } from '../text/sentences.ts';

export interface WordsAround {
  /** The name of what is measured, usually in front of the number; null if there is none. */
  readonly measure: string | null;
  /** The words after the number, as typed: "in the nightly run", ", measured on the server". */
  readonly tail: string;
}

/** Maximum words of a name. */
const NAME_WORDS = 6;

/** Words that mark a clause, which is no name. */
const CLAUSE_WORDS =
  wordSet(`i we you they he she it there he's it's that's thats we're i'm i'd i'll i've we'd we'll we've you'd they'd is are was
  were be been has have had does did took needed will would can could went goes got get because so which who that when while if
  but ich wir ist sind waren wurde wurden haben hatte hatten weil dass wenn sie vous nous je ils elles était étaient
  avons parce eran hay había hemos porque cuando eu nós eram há tem temos foram sé soy somos fui tengo tenemos
  trabajé trabajaba trabajamos quiero quisiera creo llamo quién sei sou tenho trabalhei trabalhava trabalhamos quero
  gostaria acho chamo quem`);
/** Function words before or after a number; not part of a name. */
const GLUE =
  wordSet(`at of to from by is are was were now before after today currently previously earlier this that its about
  around roughly under over abt always never and up down so only just went fell rose dropped grew takes von auf bis bei ca etwa rund jetzt heute
  vorher früher davor nur noch statt unter über mehr als weniger fast knapp circa ungefähr in de à maintenant avant
  auparavant environ moins plus presque seulement est en ahora antes hoy agora hoje para del al menos más casi cerca
  mais quase da do das dos = ~ → -> =>`);
/** Words in front of a number that can't end a name: "unos 9.500", "en torno a un 3 %". */
const LAST_GLUE = wordSet(
  'in within fit fits the un una unos unas um uma uns umas el la los las o os as en em no na hasta até con com y e',
);
/** Words to the bot in front of a name: "no the 2 days", "ay sorry its 14". */
const LEADS = wordSet(
  'no nope sorry wait actually ok okay well um hm hmm haha sure dunno idk maybe yes yeah ah oh ay hey already',
);
/** Words of a route, "from meter to bill", in all languages. */
const ROUTE_FROM = wordSet('from von vom zwischen de du del desde do da');
const ROUTE_TO = wordSet('to bis zu zum zur a al à au ao até hasta');
/** Function words before a percentile: "at the p99", "this is p95". */
const PERCENTILE_GLUE = wordSet(
  'at the this is that in on of for a our its im beim bei au à le en el la un em no na um o',
);
/** First words of a qualifier ("at peak"), which is no noun. */
const ADDITIONS =
  wordSet(`at in on for since with without across during per as by under over within when while after before between
  among against from to until through measured seen tested because where of and or we which that during im am seit bei
  beim mit ohne während für pro je unter nach vor von der des und oder zur zum auf statt en dans au aux à depuis pour
  avec sans pendant par sous entre où et ou du de desde para con sin durante por bajo y del al em no na com sem do da ao
  das dos nas nos pelo pela`);

/** Words of time, and words that connect to what follows; trimmed from the ends of a tail. */
const MARKS = wordSet(
  'now before after today currently earlier jetzt heute vorher früher zuvor davor maintenant avant auparavant ahora hoy antes agora hoje',
);
const TIES = wordSet(
  'and to from is was und auf von statt et en à de y a e para al ao un una el la los las um uma o os ca rund etwa contre contra au lieu → -> =>',
);

const JOINTS = wordSet('and then und dann et puis y luego e depois');

/**
 * @param mention the number of interest
 * @param mentions all numbers of the text
 */
export function wordsAround(
  text: string,
  mention: Mention,
  mentions: readonly Mention[],
  percentiles: readonly PercentileMention[],
): WordsAround {
  const previous = mentions.findLast(({ end }) => end <= mention.start);
  const next = mentions.find(({ start }) => start >= mention.end);
  const from = Math.max(previous?.end ?? 0, sentenceStart(text, mention.start));
  const to = Math.min(next?.start ?? text.length, sentenceEnd(text, mention.end));
  const before = previous ? '' : nameIn(withoutPercentiles(text, from, mention.start, percentiles));
  // "Already said, 9,500 events a second": a phrase is no name; nor is "with the old app 1,100 an hour".
  const isName = phraseIn(before) === null && (isRoute(before) || !ADDITIONS.has(lowered(before.split(' ')[0])));
  const lead = isName ? before : '';
  const behind = tailIn(withoutPercentiles(text, mention.end, to, percentiles), next !== undefined);
  const name = lead || (previous ? '' : nameBeforePercentile(text, mention.end, to, percentiles));
  if (name !== '') return { measure: name, tail: trimPunctuation(behind) === name ? '' : behind };
  const own = mention.quantity.unit === '%' ? nounAt(behind) : '';
  if (own !== '') return { measure: own, tail: behind.slice(own.length).trim() };
  const label = previous ? '' : labelIn(text, from);
  return { measure: label === '' ? null : label, tail: behind };
}

export function amountOf({ quantity, bound, text }: Mention, tail: string, source: string): Amount {
  return { quantity, bound, tail, quote: text, source };
}

function sentenceStart(text: string, at: number): number {
  for (let index = at - 1; index > 0; index -= 1) if (isSentenceEnd(text, index - 1)) return index;
  return 0;
}

function sentenceEnd(text: string, at: number): number {
  for (let index = at; index < text.length; index += 1) if (isSentenceEnd(text, index)) return index;
  return text.length;
}

function isSentenceEnd(text: string, at: number): boolean {
  const sign = text[at] ?? '';
  return sign === '\n' || ('.!?'.includes(sign) && ' \n'.includes(text[at + 1] ?? ' ') && !isAbbreviated(text, at));
}

/** The text from `from` to `to` without its percentiles and the function words before them. */
function withoutPercentiles(text: string, from: number, to: number, percentiles: readonly PercentileMention[]): string {
  let result = '';
  let at = from;
  for (const { start, end } of percentiles) {
    if (start < at || end > to) continue;
    result += `${withoutGlue(text.slice(at, start))} `;
    at = end;
  }
  return (result + text.slice(at, to)).trim();
}

function withoutGlue(text: string): string {
  const words = text.split(' ');
  const end = words.findLastIndex((word) => word !== '' && !PERCENTILE_GLUE.has(word.toLowerCase()));
  return words.slice(0, end + 1).join(' ');
}

/** Extracts a name from the words in front of a number, such as "from meter to bill"; empty if there is none. */
export function nameIn(text: string): string {
  const all = wordsIn(trimPunctuation(text)).filter((word) => word !== '(');
  const isName = (word: string) => !GLUE.has(lowered(word));
  const end = all.findLastIndex((word) => isName(word) && !LAST_GLUE.has(lowered(word))) + 1;
  const start = all.findIndex((word) => isName(word) && !LEADS.has(lowered(word)));
  const words = all.slice(isRoute(text) ? 0 : start, start < 0 ? 0 : end);
  if (words.length > NAME_WORDS) return '';
  const isNone = words.some((word) => CLAUSE_WORDS.has(lowered(word)) || /^(?:[\d%]|p\d)/i.test(word));
  const name = trimPunctuation(words.join(' '));
  // Code and table cells: "set rating=5", "| lookup |".
  if ([...name].some((sign) => '|={}[]'.includes(sign))) return '';
  return isNone ? '' : name.startsWith('(') && name.endsWith(')') ? trimPunctuation(name.slice(1, -1)) : name;
}

/** "From meter to bill" */
function isRoute(text: string): boolean {
  const [first, , ...words] = wordsIn(trimPunctuation(text)).filter((word) => word !== '(');
  return ROUTE_FROM.has(lowered(first)) && words.some((word) => ROUTE_TO.has(lowered(word)));
}

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function lowered(word: string | undefined): string {
  return trimPunctuation(word ?? '').toLowerCase() || (word ?? '');
}

/** "310 ms, query p99": the noun before the percentile. */
function nameBeforePercentile(
  text: string,
  from: number,
  to: number,
  percentiles: readonly PercentileMention[],
): string {
  const percentile = percentiles.find(({ start, end }) => start >= from && end <= to);
  if (!percentile) return '';
  const name = nameIn(withoutGlue(text.slice(from, percentile.start)));
  return name !== '' && countWords(name) <= 3 && !ADDITIONS.has(lowered(name.split(' ')[0])) ? name : '';
}

/** The tail without words of time at its ends; cut at the next clause if another number follows. */
function tailIn(text: string, isFollowed: boolean): string {
  const inside = withoutOutside(text);
  const cut = isFollowed ? (inside.split(/[,;(→]|->/)[0] ?? '') : withoutClauses(inside);
  const all = wordsIn(cut.trim());
  const isLoose = (word: string | undefined) => trimPunctuation(word ?? '') === '';
  const isFirst = (word: string, at: number) => !MARKS.has(lowered(word)) && !(isLoose(word) && isLoose(all[at + 1]));
  const isLast = (word: string) => !MARKS.has(lowered(word)) && !isLoose(word) && !TIES.has(lowered(word));
  const whole = all.slice(0, all.findLastIndex(isLast) + 1).slice(all.findIndex(isFirst));
  // "9,600 per hour and it wasn't sweating", "60 per minute and then lay down": a joint begins something else.
  const joint = whole.findIndex(
    (word, at) => JOINTS.has(lowered(word)) && (isFollowed || hasClause(whole.slice(at).join(' '))),
  );
  const words = joint === -1 ? whole : whole.slice(0, joint);
  const tail = words.join(' ');
  const bare = trimPunctuation(tail);
  // "(p95)" leaves empty brackets.
  if ([...bare].every((sign) => '( |)'.includes(sign))) return '';
  // A separate clause is no qualifier: "35 percent were failing".
  if (CLAUSE_WORDS.has(lowered(words[0])) && !ADDITIONS.has(lowered(words[0]))) return '';
  // A leading comma belongs to the tail: "…, measured on the server".
  const comma = tail.startsWith(',') ? ', ' : '';
  const isBracketed = tail.startsWith('(') && tail.includes(')');
  return isBracketed ? tail.replace(/[.,;:!?]+$/, '') : comma + bare;
}

/** Cuts at the bracket that closes around the number: "(6 minutes on the old system) and counting". */
function withoutOutside(text: string): string {
  const close = text.indexOf(')');
  return close !== -1 && !text.slice(0, close).includes('(') ? text.slice(0, close) : text;
}

/** Cuts at the first part that doesn't qualify the number: ", I'd say", ", 9 carriers". */
function withoutClauses(text: string): string {
  const [first = '', ...parts] = text.split(',');
  const end = parts.findIndex((part) => hasClause(part.trim()) || !isQualifier(part.trim()));
  return [first, ...(end === -1 ? parts : parts.slice(0, end))].join(',');
}

/** The noun after a share: "0.03% wrong delivered statuses"; empty if a qualifier follows directly. */
function nounAt(tail: string): string {
  const words = tail.split(' ');
  return nounUntil(words, (word, at) => !/^\p{L}/u.test(word) || (at > 0 && /[^\p{L}]$/u.test(words[at - 1] ?? '')));
}

/** The words up to a qualifier or clause; empty if too long for a name. */
function nounUntil(words: readonly string[], isEnd: (word: string, at: number) => boolean): string {
  const isOver = (word: string) => ADDITIONS.has(lowered(word)) || CLAUSE_WORDS.has(lowered(word));
  const end = words.findIndex((word, at) => isOver(word) || isEnd(word, at));
  const noun = words.slice(0, end === -1 ? words.length : end);
  return noun.length <= NAME_WORDS ? trimPunctuation(noun.join(' ')) : '';
}

/** A short sentence directly before the number is a label: "Failed pushes. 0.2% -> 0.01%". */
function labelIn(text: string, from: number): string {
  if (from === 0) return '';
  const label = nameIn(text.slice(sentenceStart(text, from - 1), from));
  return countWords(label) <= 4 ? label : '';
}

/** Whether the words form a clause, judged by its function words. */
export function hasClause(text: string): boolean {
  return text.split(' ').some((word) => CLAUSE_WORDS.has(lowered(word)));
}

/** Whether a tail only qualifies the number: empty, "since the cutover", "at peak". */
export function isQualifier(tail: string): boolean {
  return tail === '' || ADDITIONS.has(lowered(tail.split(' ')[0]));
}

/** The noun at the start of a text, up to a qualifier. */
export function leadingNoun(text: string): string {
  return nounUntil(text.trim().split(' '), () => false);
}
