/** Reads the words next to a number: the measure and the tail. The user sees both at once and can correct them. */
import { kindOf } from '../machine/quantity.ts';
import type { Amount } from '../machine/sheet.ts';
import { wordSet } from '../text/lexer.ts';
import type { Mention, PercentileMention } from '../text/quantities.ts';
import { isAbbreviated, isDigit, trimPunctuation } from '../text/sentences.ts';

export interface WordsAround {
  /** The name of what is measured, usually in front of the number; null if there is none. */
  readonly measure: string | null;
  /** The words after the number, as typed: "in the nightly run", ", across five regions". */
  readonly tail: string;
}

/** Maximum words of a name in front of a number, and of a label or a tail. */
const NAME_WORDS = 6;
const LABEL_WORDS = 8;

/** Words that mark a clause, which is no name. */
const CLAUSE_WORDS =
  wordSet(`i we you they he she it there he's it's that's thats we're i'm i'd i'll i've we'd we'll we've you'd they'd is are was
  were be been being has have had does did took needed will would can could went goes got get because so which who that when while if
  but ich wir ist sind waren wurde wurden haben hatte hatten weil dass wenn sie vous nous je ils elles était étaient
  avons parce eran hay había hemos porque cuando eu nós eram há tem temos foram sé soy somos fui tengo tenemos
  trabajé trabajaba trabajamos quiero quisiera creo llamo quién sei sou tenho trabalhei trabalhava trabalhamos quero
  gostaria acho chamo quem`);
/** Words to the bot, and verbs for what someone did: no part of a name. */
const NOT_NAMED =
  wordSet(`no nope sorry wait actually ok okay well um hm haha sure dunno maybe yes yeah ah oh hey already reduced cut
  reduction decrease drop increase improvement gain growth savings
  lowered raised increased improved saved dropped fell rose grew takes handles dauert dauerte
  braucht brauchte prend tarda tardaba tardaban leva levava demora every each one`);
/** What handles a load needs no name. */
const SYSTEMS = wordSet('system service');
/** Function words before or after a name; not part of it. */
const GLUE =
  wordSet(`at of to from by in less more than fewer is are was were now before after today currently previously earlier this that its about out
  around roughly under over only just until up down so went fell rose dropped grew takes took handles the a an von auf bis bei ca etwa rund
  jetzt heute vorher früher davor zuvor nur noch statt unter über in de du à maintenant avant auparavant environ est en ahora antes
  hoy agora hoje menos más moins para del al casi cerca quase da do das dos el la los las o os as un una unos unas um uma uns umas em no na
  = ~ → -> =>`);
/** Words of `GLUE` that may begin a name: "the queue", "from meter to bill". */
const OPENING = wordSet('the a an from von de du del do da el la los las o os as un una um uma');
/** First words of a qualifier ("at peak"), which is no noun. */
const ADDITIONS =
  wordSet(`peak measured at in on for since with without across during per as by under over within after between
  among against from to until through of im am seit bei beim mit ohne während für pro je unter nach vor von der des zur
  zum auf en dans aux à depuis pour avec sans pendant par sous entre du de desde para con sin durante por bajo del al em
  no na com sem do da ao das dos nas nos pelo pela`);
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
  const begins = sentenceStart(text, mention.start);
  const previous = mentions.findLast(({ start, end }) => start >= begins && end <= mention.start);
  const next = mentions.find(({ start }) => start >= mention.end);
  const from = previous?.end ?? begins;
  const to = Math.min(next?.start ?? text.length, sentenceEnd(text, mention.end));
  const behind = withoutPercentiles(text, mention.end, to, percentiles);
  const front = withoutPercentiles(text, from, mention.start, percentiles);
  const name = previous ? '' : nameIn(front);
  // "The team saw 3 outages": beside a noun, only a label is a name.
  const isNoun = mention.quantity.unit !== '' && ['count', 'rate'].includes(kindOf(mention.quantity));
  const isLabel = [':', ',', '.', '('].includes(front.charAt(front.indexOf(name) + name.length));
  if (name !== '' && (!isNoun || isLabel || mentions.length > 1)) return { measure: name, tail: tailIn(behind) };
  // "0.03% wrong delivered statuses", "failed pushes. 0.2% -> 0.01%"
  const own = mention.quantity.unit === '%' && !previous ? leadingNoun(behind) : '';
  if (own !== '') return { measure: own, tail: tailIn(behind.slice(own.length)) };
  const label = previous || from === 0 ? '' : nameIn(text.slice(sentenceStart(text, from - 1), from));
  return { measure: label === '' ? null : label, tail: tailIn(behind) };
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

/** The text from `from` to `to` without its percentiles and the function words before them: "at the p99". */
function withoutPercentiles(text: string, from: number, to: number, percentiles: readonly PercentileMention[]): string {
  let result = '';
  let at = from;
  for (const { start, end } of percentiles) {
    if (start < at || end > to) continue;
    const words = text.slice(at, start).split(' ');
    const last = words.findLastIndex((word) => word !== '' && !isGlue(word) && word !== 'on' && word !== 'im');
    result += `${words.slice(0, last + 1).join(' ')} `;
    at = end;
  }
  return (result + text.slice(at, to)).trim();
}

/** Extracts a name from the words in front of a number, such as "from meter to bill"; empty if there is none. */
export function nameIn(text: string, atMost = NAME_WORDS): string {
  const [label = '', ...rest] = `${text} `.split(': ');
  if (rest.length > 0 && rest.every((each) => wordsIn(each).every(isGlue))) return nameIn(label, LABEL_WORDS);
  const all = wordsIn(trimPunctuation(text)).filter((word) => word !== '(');
  const end = all.findLastIndex((word) => !isGlue(word)) + 1;
  const start = all.findIndex((word) => !isGlue(word) || OPENING.has(lowered(word)));
  const words = all.slice(Math.max(start, 0), end).map(lowered);
  const isRoute = words.length > 2 && OPENING.has(words[0] ?? '');
  const isNone = (word: string) =>
    CLAUSE_WORDS.has(word) || NOT_NAMED.has(word) || isDigit(word.charAt(word.startsWith('p') ? 1 : 0));
  const isClause = words.some(isNone) || words.every((word) => OPENING.has(word) || SYSTEMS.has(word));
  if (isClause || words.length > atMost || (ADDITIONS.has(words[0] ?? '') && !isRoute)) return '';
  const typed = trimPunctuation(all.slice(Math.max(start, 0), end).join(' '));
  const name = typed.startsWith('(') && typed.endsWith(')') ? typed.slice(1, -1) : typed;
  // Code and table cells: "set rating=5", "| lookup |".
  return [...name].some((sign) => '|={}[]'.includes(sign)) ? '' : name;
}

function isGlue(word: string): boolean {
  return GLUE.has(lowered(word));
}

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function lowered(word: string): string {
  return trimPunctuation(word).toLowerCase() || word;
}

/** The words behind a number if they only qualify it: "at peak, now" → "at peak"; else empty. */
function tailIn(text: string): string {
  const comma = text.startsWith(', ') ? ', ' : '';
  const [part = ''] = text.slice(comma.length).split(/[,;()→]|->/);
  const words = wordsIn(part);
  const end = words.findLastIndex((word) => !isGlue(word)) + 1;
  const tail = trimPunctuation(words.slice(0, end).join(' '));
  const isSince = ['since', 'seit', 'depuis', 'desde'].includes(words[0] ?? '');
  // "2 weeks to build" is another sentence.
  const isTail =
    !['to', 'from', 'by'].includes(words[0] ?? '') &&
    (end > 1 || tail === 'peak') &&
    end <= LABEL_WORDS &&
    isQualifier(tail) &&
    (isSince || !hasClause(tail));
  return isTail ? comma + tail : '';
}

/** Whether the words form a clause, judged by its function words. */
export function hasClause(text: string): boolean {
  return text.split(' ').some((word) => CLAUSE_WORDS.has(lowered(word)));
}

/** Whether a tail only qualifies the number: empty, "since the cutover", "at peak". */
function isQualifier(tail: string): boolean {
  return tail === '' || ADDITIONS.has(lowered(tail.split(' ')[0] ?? ''));
}

/** The noun at the start of a text, up to a qualifier; empty if a qualifier follows directly. */
export function leadingNoun(text: string): string {
  const words = text.trim().split(' ');
  const isOver = (word: string) => isGlue(word) || ADDITIONS.has(lowered(word)) || CLAUSE_WORDS.has(lowered(word));
  const end = words.findIndex((word, at) => isOver(word) || !isWord(word) || (at > 0 && isLast(words[at - 1])));
  const noun = words.slice(0, end === -1 ? words.length : end);
  return noun.length <= LABEL_WORDS ? trimPunctuation(noun.join(' ')) : '';
}

const isWord = (word: string) => /^\p{L}/u.test(word);
const isLast = (word = '') => /[^\p{L}]$/u.test(word);
