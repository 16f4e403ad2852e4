/**
 * Which names a message asks to keep out: those after the verb ("don't name Thales or the navy"), the one that a
 * predicate or a pronoun speaks of ("it is called Heron, that word must not show up"), the ones that "nor the customer,
 * which is …" adds, and whoever has a role ("the client's name must not appear").
 */
import { type Brief, detail, factsOn } from '../machine/brief.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { anyCase } from './any-case.ts';
import { QUOTED } from './hidden-numbers.ts';
import { cleanName, titleIn } from './names.ts';
import type { Sentence } from './sentences.ts';

const WORD = String.raw`\p{Lu}[\p{L}\p{N}]*(?:['-][\p{L}\p{N}]+)*`;
const NAME = String.raw`${WORD}(?: (?:(?:&|of|the) )?${WORD}){0,4}`;
/** "The Solmark harbour office": with the small words that end it. */
const LONG_NAME = String.raw`${WORD}(?: (?:(?:&|of) )?${WORD}){0,4}(?:(?: \p{Ll}{3,}){1,2}(?=[.,;)]|$))?`;
const ROLE =
  'clients?|customers?|employers?|company|firm|carriers?|vendors?|suppliers?|partners?|operators?|bank|insurer|agency|owner|programme|program|project|product|buyer|end user|study|trial|campaign|ministry|hospital|authority';
const NOT = String.raw`(?:(?:must|may|can|could|should|shall|do|does|will|would|am|is|are|be)(?:\s?n[o']t|\snot|\snever)|cannot|never|not to|not allowed to|without)`;
/** What is done with a name, as its object: "can't name …", "never mention …". */
const VERB =
  '(?:name|naming|mention|mentioning|say|print|printing|write|writing|use|using|reveal|disclose|identify|quote)';
/** What happens to a name, as the predicate: "… must not appear", "… stays between us". */
const PREDICATE = new RegExp(
  String.raw`\b(?:${NOT} (?:ever |please )?(?:appear|show up|turn up|be (?:named|mentioned|printed|written|used|said|shown|quoted|identified|disclosed|public|in (?:it|there|the letter)))|${NOT} ${VERB} (?:it|them|that|this|him|her)\b|(?:has|have|needs?|must|is|are) (?:to )?(?:stay|remain|be kept|be left|kept|left) (?:out|between us|secret|private|anonymous|unnamed|confidential)|(?:stays?|remains?) (?:out|between us|secret|private|anonymous|unnamed|confidential)|(?:is|are) (?:strictly |still )?(?:confidential|secret|under (?:an )?nda|classified|restricted|off the record|not public))`,
  'giu',
);
const OBJECT = new RegExp(
  String.raw`\b${NOT} (?:even |ever |please )?${VERB} (?:the (?:name|word|names) (?:of )?)?`,
  'giu',
);
const TAKEN_OUT = new RegExp(
  String.raw`(?:^|[.,;:(] ?|\b${anyCase('please|kindly|and|so|but')} )${anyCase('leave|take|keep')} (?:the (?:name|word) )?(${NAME}) (?:out|off|away)\b`,
  'gu',
);
/** One more of the list that a verb or a predicate opened. */
const ITEM = new RegExp(
  String.raw`^(?:,? ?(?:and|or|nor|neither) |, )?(?:(?:the|our|my|their|its|a|an) )?(?:(?<role>${ROLE})(?:'s)?(?: name)?(?:,? (?:which is|that is|that's|it's|namely|called|being)|,)? )?(?:the )?(?<name>${LONG_NAME})`,
  'u',
);
const PLAIN_ITEM = /^(?:,? ?(?:and|or|nor) )(?:the|our|a|an) (?<noun>\p{Ll}{3,})(?=[.,;)\s]|$)/u;
const ADDED = new RegExp(
  String.raw`\bnor (?:the |our |my |their )?(?:${ROLE})\b,? ?(?:which is |that is |that's |it's |namely |called )?(?:the )?(${LONG_NAME})`,
  'gu',
);
/** Whom a predicate speaks of, where it is no name itself. */
const OF_ROLE = new RegExp(
  String.raw`\b(?:the|our|my|their|whose) (?:\p{L}+ )?(${ROLE})(?:'s|s')?(?: names?)?(?: itself)?(?: (?:wants?|would like|prefers?|asks?|asked|has|have|needs?) (?:me |us )?to)?,?\s*$`,
  'iu',
);

const NO_NAME =
  /^(?:i|we|he|she|it|they|the|that|this|those|these|also|and|but|so|please|our|my|no|not|never|employer|client|customer|clients|customers|letter|nda|pr|legal|compliance|sorry|stop|actually|before|after|since|from|for|at|in|what|which|who|neither|still|only|just|call|say|write|put|use|numbers?|figures?|everything|nothing|both|all|throughput|latency|reliability|availability)$/i;

/** Nobody asks for more in one message; what goes on and on is no list of wishes. */
const WISHES_AT_MOST = 12;
/** A pronoun speaks of what was named a few sentences ago at most. */
const NEARBY = 4;

/** The names in the order in which they are asked to be hidden; none where the message names none so plainly. */
export function namesAskedOut(message: readonly Sentence[], wishes: readonly Sentence[], brief: Brief): string[] {
  const found: string[] = [];
  const add = (name: string | null) => {
    if (name !== null && !found.includes(name)) found.push(name);
  };
  const whole = message.map(({ text }) => plain(text)).join(' ');
  for (const wish of wishes.slice(0, WISHES_AT_MOST)) {
    const text = plain(wish.text);
    const index = message.indexOf(wish);
    const earlier = message
      .slice(Math.max(0, index - NEARBY), index)
      .map((sentence) => plain(sentence.text))
      .join(' ');
    for (const match of text.matchAll(TAKEN_OUT)) add(nameFrom(match[1] ?? ''));
    for (const match of text.matchAll(OBJECT))
      for (const name of listAt(text.slice(match.index + match[0].length), whole, brief)) add(name);
    for (const match of text.matchAll(NEITHER))
      for (const part of [match[1] ?? '', match[2] ?? '']) for (const name of named(part, whole, brief)) add(name);
    for (const match of text.matchAll(PREDICATE)) {
      for (const name of subjectOf(text.slice(0, match.index), earlier, whole, brief)) add(name);
      for (const name of listAt(text.slice(match.index + match[0].length), whole, brief, true)) add(name);
    }
    for (const match of text.matchAll(ADDED)) add(nameFrom(match[1] ?? ''));
  }
  return found;
}

/** "Neither Clinora nor the name of the study may appear" */
const NEITHER =
  /\b[Nn]either ([^,;.]{2,60}?),? nor ([^,;.]{2,60}?) (?:may|can|must|should|shall|is to|are to|will) (?:appear|show up|be (?:named|mentioned|printed|written|used|said|shown))/gu;

/** A name, or whoever has the role that is told of. */
function named(part: string, whole: string, brief: Brief): string[] {
  const names = namesBefore(part);
  if (names) return names;
  const role = new RegExp(String.raw`\b(${ROLE})\b`, 'iu').exec(part)?.[1];
  const holder = role ? holderOf(role, whole, brief) : null;
  return holder ? [holder] : [];
}

/** The names at the head of a text, one after the other; with `added` only such as "nor" and "and" add. */
function listAt(text: string, whole: string, brief: Brief, added = false): string[] {
  const names: string[] = [];
  for (let rest = text; names.length < 4; ) {
    const isFirst = names.length === 0 && !added;
    const plainItem = isFirst ? null : PLAIN_ITEM.exec(rest);
    if (plainItem && !added) {
      const said = new RegExp(String.raw`\b(?:an?|the|our) ${plainItem.groups?.noun}\b`, 'iu').exec(
        whole.replace(rest, ' '),
      );
      if (said) names.push(said[0]);
      rest = rest.slice(plainItem[0].length);
      continue;
    }
    const match = ITEM.exec(rest);
    if (!match || (!isFirst && !/^,? ?(?:and|or|nor|neither)\b|^,/.test(match[0]))) break;
    const name = nameFrom(match.groups?.name ?? '');
    if (!name) break;
    names.push(name);
    rest = rest.slice(match[0].length);
  }
  if (names.length > 0 || added) return names;
  const role = new RegExp(String.raw`^(?:the|our|my|their) (?:\p{L}+ )?(${ROLE})\b`, 'iu').exec(text)?.[1];
  const holder = role ? holderOf(role, whole, brief) : null;
  return holder ? [holder] : [];
}

/** Of whom a predicate is said: a role, the names right before it, or the last one that was named. */
function subjectOf(before: string, earlier: string, whole: string, brief: Brief): string[] {
  const role = OF_ROLE.exec(before)?.[1];
  if (role) {
    const holder = holderOf(role, whole, brief);
    return holder ? [holder] : [];
  }
  // "Both numbers are confidential", "the exact count must not appear": no name at all.
  if (/\b(?:numbers?|figures?|counts?|rates?|values?|percentages?|exact|\d[\d.,]*\w?)\s*$/i.test(before)) return [];
  return namesBefore(before) ?? (BACK.test(before) ? namesBefore(earlier)?.slice(-1) : null) ?? [];
}

/** What speaks of something that was named before. */
const BACK = /^\s*$|\b(?:that|this|it|its|which|they|them|their|word|name|names|one)\s*(?:\S+\s+){0,3}$/i;

/** The last name of a text, with those that "and" joins to it; null where there is none. */
function namesBefore(text: string): string[] | null {
  const names = [...text.matchAll(new RegExp(NAME, 'gu'))]
    .map((match) => ({ name: nameFrom(match[0]), start: match.index, end: match.index + match[0].length }))
    .filter(({ name }) => name !== null)
    // "Internally it's 900": what only opens a sentence has its capital from there.
    .filter(
      ({ name, start, end }) => name?.includes(' ') || !opensSentence(text, start) || end >= text.trimEnd().length,
    );
  const last = names.at(-1);
  if (!last?.name) return null;
  const other = names.at(-2);
  const joined = other?.name && /^,? (?:and|or|nor) $/.test(text.slice(other.end, last.start));
  return joined && other?.name ? [other.name, last.name] : [last.name];
}

function opensSentence(text: string, start: number): boolean {
  return /(?:^|[.!?]\s+)$/.test(text.slice(Math.max(0, start - 4), start));
}

/** Who is the client, the employer, the programme: by the words of the message, else by what was said before. */
function holderOf(role: string, whole: string, brief: Brief): string | null {
  if (/^(?:employer|company|firm)$/i.test(role)) {
    const employer = detail(brief, 'employer');
    if (employer) return employer;
  }
  const stem = `${anyCase(role.replace(/s$/i, '').slice(0, 7))}\\p{L}*`;
  const pattern = new RegExp(
    String.raw`\b${stem}(?:'s name)?(?: internally)?(?:,| is| was| are| were|:| being| called| named| \(| here)+(?: called| named| is| the| it's| our)* ?(${NAME})|\b${stem} (${NAME})|\bthe (${NAME}) ${stem}|(${NAME})(?:,| is| was| as) (?:the|our|my|a|an) (?:\p{L}+ )?${stem}`,
    'u',
  );
  const texts = [
    whole,
    ...(['system', 'contract', 'throughput'] as const).flatMap((topic) =>
      factsOn(brief, topic).map(({ quote }) => plain(quote)),
    ),
  ];
  for (const text of texts) {
    const match = pattern.exec(text);
    const name = nameFrom(match?.slice(1).find((name) => name !== undefined) ?? '');
    if (name) return name;
  }
  return null;
}

function nameFrom(words: string): string | null {
  const [first = '', ...others] = words.split(' ');
  const kept = NO_NAME.test(first) ? others.join(' ') : words;
  if (!/^\p{Lu}/u.test(kept)) return null;
  const name = cleanName(kept);
  return name && !NO_NAME.test(name) && technologiesIn(`in ${name}`).length === 0 && titleIn(name) === null
    ? name
    : null;
}

/** Without what stands in quotation marks, which may be said. */
function plain(text: string): string {
  return text.replaceAll('’', "'").replace(QUOTED, (part) => ' '.repeat(part.length));
}
