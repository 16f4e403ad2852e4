/** A candidate's sentence, tidied: case, filler, emoji, contractions, numbers. The words stay theirs. */
import { readMentions } from '../machine/figures.ts';
import { withTechnologyNames } from '../machine/technologies.ts';
import { number } from '../machine/wording.ts';

const EMOJI =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D|\p{Regional_Indicator})+|(?<=\s|^)(?:[:;]-?[)(DP]|\^\^|<3)(?=\s|$|[.,])/gu;
const LEADING =
  /^(?:(?:so|well|ok|okay|hey|hi|hello|right|basically|anyway|anyhow|uh|um|umm|erm|eh|hm+|hmm|yeah|yes|yup|ah|ahh|ooh|oh|oh no|lol|haha|tbh|honestly|actually|and|also|sure|ha|righto|sorry|pardon|sir\/madam|please|kindly|thanks|but|btw|by the way|frankly)[,.!:\s…]+|(?:like|good|fair|right|well|all right)[,.!:]\s+)+/i;
const TRAILING =
  /(?:(?:^|[,\s]+)(?:lol|haha|btw|by the way|imo|imho|tbh|pls|please|ofc|you know|innit|sorry|thanks|thank you|cheers|too much)|,\s*mate)+(?=[.!?]*$)/i;
const CONTRACTIONS: Readonly<Record<string, string>> = {
  cant: "can't",
  dont: "don't",
  didnt: "didn't",
  doesnt: "doesn't",
  wont: "won't",
  isnt: "isn't",
  arent: "aren't",
  wasnt: "wasn't",
  werent: "weren't",
  couldnt: "couldn't",
  wouldnt: "wouldn't",
  shouldnt: "shouldn't",
  havent: "haven't",
  hasnt: "hasn't",
  hadnt: "hadn't",
  im: "I'm",
  ive: "I've",
  id: 'id',
  theyre: "they're",
  thats: "that's",
  theres: "there's",
  youre: "you're",
  gonna: 'going to',
  wanna: 'want to',
  'w/': 'with',
  'w/o': 'without',
  ppl: 'people',
  em: 'them',
  cos: 'because',
  cuz: 'because',
  bc: 'because',
  abt: 'about',
  tho: 'though',
  thru: 'through',
  thx: 'thanks',
  rn: 'right now',
  u: 'you',
  ur: 'your',
  'b/c': 'because',
  smth: 'something',
};
/** Past tenses and participles that are easily mixed up: base or past form → [past, participle]. */
const VERBS: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  build: ['built', 'built'],
  write: ['wrote', 'written'],
  wrote: ['wrote', 'written'],
  make: ['made', 'made'],
  do: ['did', 'done'],
  did: ['did', 'done'],
  take: ['took', 'taken'],
  took: ['took', 'taken'],
  give: ['gave', 'given'],
  gave: ['gave', 'given'],
  run: ['ran', 'run'],
  ran: ['ran', 'run'],
  begin: ['began', 'begun'],
  choose: ['chose', 'chosen'],
  chose: ['chose', 'chosen'],
  keep: ['kept', 'kept'],
  develop: ['developed', 'developed'],
  implement: ['implemented', 'implemented'],
  design: ['designed', 'designed'],
  create: ['created', 'created'],
  see: ['saw', 'seen'],
  saw: ['saw', 'seen'],
  replace: ['replaced', 'replaced'],
  split: ['split', 'split'],
  lead: ['led', 'led'],
  drive: ['drove', 'driven'],
  drove: ['drove', 'driven'],
};
/** Forms that English does not have, as they are meant. */
const MENDED: Readonly<Record<string, string>> = {
  sended: 'sent',
  writed: 'wrote',
  maked: 'made',
  builded: 'built',
  runned: 'ran',
  catched: 'caught',
  teached: 'taught',
  choosed: 'chose',
  falled: 'fell',
  becomed: 'became',
  thinked: 'thought',
  costed: 'cost',
  datas: 'data',
  informations: 'information',
  softwares: 'software',
  feedbacks: 'feedback',
  trainings: 'training',
  knowledges: 'knowledge',
};
/** A past tense that opens a sentence without a subject is the writer's own. */
const SUBJECTLESS =
  /^(?:(?:also|then|just|only|mostly)\s+)?(?:agree|wrote|built|made|designed|developed|rewrote|replaced|rebuilt|created|implemented|owned|led|drove|shipped|migrated|moved|swapped|introduced|added|redesigned|refactored|coded|programmed|drew|defined|took|saw (?:in|that|your)|read (?:in|that|your)|ran|spent|worked|used to(?! be\b)|learned|learnt|taught|modelled|kept|came up|threw|looked|studied|joined|maintained|tuned|did)\b/i;

/** "Keyed each label by its barcode": whatever the verb, it has an object and no subject. */
const PAST_WITH_OBJECT =
  /^(?!(?:need|feed|seed|indeed|exceed|proceed|succeed|speed|embed)\b)\p{L}{2,}ed (?:it|them|each|every|all|the|an?|this|that|these|those|most|my|our|one|two|three)\b/iu;

/** "Um" wherever it stands; as initials it may mean something. */
const HESITATION = /,?(?:^|\s+|(?<=,))(?:[Uu]mm*|[Uu]hh*|[Ee]rmm*|[Uu]hm+)(?=[\s,.]|$),?/g;
/** "Move log n clock sync r mine", typed on a phone. */
const SPOKEN_AND = /(?<=\p{L}) (?:n|'n') (?=\p{L})/gu;
const SPOKEN_ARE = / r (?=(?:mine|ours|the|now|not|all|in|still|gone|by|my|our|done|fine|always|never|just)\b)/g;

/** "14k chunks/s", as notes have it. */
const PER = /(?<=\p{L}{3,})\/(s|sec|second|min|minute|h|hour|d|day)(?![\p{L}\p{N}/])/giu;
const PERIODS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

/** One sentence, ready for a letter; empty where nothing is left of it. */
export function tidy(sentence: string): string {
  let text = sentence.replaceAll('’', "'").replace(EMOJI, '').replace(/\s+/g, ' ').trim();
  text = text
    .replace(/^[-–—•*>]+\s*/, '')
    .replace(LEADING, '')
    .replace(/\s*\((?:yes|no|lol|sorry|haha)[^)]*\)/gi, '');
  text = text
    .replace(/!+/g, '.')
    .replace(/\?{2,}/g, '?')
    .replace(/\.{2,}|…/g, ',')
    .replace(/,\s*$/, '');
  text = text
    .replace(TRAILING, '')
    .replace(/\s*(?:→|->|=>)\s*/g, ' to ')
    .replace(/\s+&\s+/g, ' and ')
    .replace(/\s\+\s/g, ' and ');
  text = text.replace(/\s*[—–]\s*/g, ', ');
  // How it felt is no part of what was done.
  text = text.replace(
    /,\s*(?:and )?(?:it )?(?:was|is) (?:very|really|so|super|quite|extremely) (?:challenging|interesting|cool|exciting|fun|hard|nice|difficult)(?=[.!]?$)/i,
    '',
  );
  text = canonicalNumbers(text.replace(HESITATION, ''));
  text = text
    .replace(/(?<=\s)'em\b/gi, 'them')
    .replace(SPOKEN_AND, ' and ')
    .replace(SPOKEN_ARE, ' are ')
    .replace(/(?<=\s)b4(?=\s|[.,;]|$)/g, 'before')
    .replace(/(?<=\d )(?:y|yrs?)(?=[.,;\s]|$)/g, 'years')
    .replace(/(?<=\d)(?=(?:ms|µs)\b)/g, ' ')
    .replace(PER, (_, period: string) => ` per ${PERIODS[period.toLowerCase()[0] ?? ''] ?? period}`);
  text = text.replace(/(?<![\p{L}\p{N}'])[\p{L}/]+(?![\p{L}'])/gu, (word) => CONTRACTIONS[word.toLowerCase()] ?? word);
  text = text.replace(
    /(?<=^|[,;.]\s|\b(?:and|but|so) )id (?=(?:like|love|rather|gladly|want|say|ask|show|offer|bring|trade|put|sign|be|do)\b)/gi,
    "I'd ",
  );
  text = text.replace(/\bi\b(?=['\s,.;:)]|$)(?!\.e\b)/g, 'I').replace(/\bi'(m|ve|d|ll)\b/g, "I'$1");
  text = grammar(withTechnologyNames(text)).replace(
    /[,;]?\s*(?:and\s+)?(?:I (?:can|will|shall) )?do the needful\b[^.,;]*/gi,
    '',
  );
  text = text.replace(/^used to(?= be\b)/i, 'It used to');
  if (SUBJECTLESS.test(text) || PAST_WITH_OBJECT.test(text)) text = `I ${text[0]?.toLowerCase()}${text.slice(1)}`;
  text = text
    .replace(/\s+([,;:?]|\.(?!\p{L}))/gu, '$1')
    .replace(/([,;:])(?=[.?])/g, '')
    .replace(/,{2,}/g, ',')
    .replace(/\s{2,}/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return '';
  text = `${text[0]?.toUpperCase()}${text.slice(1)}`;
  return /[.?]["']?$/.test(text) ? text : `${text.replace(/[,;:]+$/, '')}.`;
}

/** "have build", "They have wrote": a participle where one belongs, or the plain past. */
function grammar(text: string): string {
  return text
    .replace(
      /\b(have|has|had|'ve)\s+((?:also|then|now|always|just|never)\s+)?(\p{L}+)\b/giu,
      (whole, have: string, adverb: string | undefined, verb: string) => {
        const forms = VERBS[verb.toLowerCase()];
        return forms ? `${have} ${adverb ?? ''}${forms[1]}` : whole;
      },
    )
    .replace(
      /\b(a)\s+(?=(?!one\b|once\b|eu|uni|us[aei]|uti|ubi)([aeiou]\w+))/gi,
      (whole, article: string, next: string) =>
        // How an abbreviation is spoken its letters don't tell: "a UUID", "an SLA".
        article === 'a' && next !== next.toUpperCase() ? 'an ' : whole,
    )
    .replace(
      /\b(?:sended|writed|maked|builded|runned|catched|teached|choosed|falled|becomed|thinked|costed|datas|informations|softwares|feedbacks|trainings|knowledges)\b/gi,
      (word) => MENDED[word.toLowerCase()] ?? word,
    )
    .replace(/\b(can|could|will|would|must|should|may) to (?=\p{Ll}+)/gu, '$1 ')
    .replace(/\bI(?: have)? projected\b/g, 'I designed')
    .replace(/\b(is|are|was|were) of me\b/gi, '$1 mine')
    .replace(/\b(I|we)(?:'m| am|'re| are) agree\b/gi, '$1 agree')
    .replace(/\bbank of data\b/gi, 'database')
    .replace(/\bmyself I\b/gi, 'I');
}

/** "Design and implementation is me" → "Design and implementation are mine". */
export function ownership(text: string): string {
  return text
    .replace(/^(.{3,60}?)(?: (?:is|are|was|were) me|: (?:me|mine)(?: alone)?)(?=[.,;]|$)/i, '$1 are mine')
    .replace(/^(?!.*(?:,|\band\b).* are mine)(.{3,60}?) are mine/i, '$1 is mine');
}

/** Decimal commas, dotted thousands, "4k", and what multiplies in other languages, as English writes them. */
function canonicalNumbers(text: string): string {
  let result = '';
  let at = 0;
  for (const { quantity, start, end } of readMentions(text)) {
    const written = text.slice(start, end);
    const digits = DIGITS.exec(written)?.[0] ?? '';
    const multiplier = digits === '' ? '' : (MULTIPLIER.exec(written.slice(digits.length))?.[0] ?? '');
    // What is filmed in 4k is no count.
    const isRead =
      multiplier !== '' &&
      !/^4\s?k$/i.test(written.slice(0, digits.length + multiplier.length)) &&
      Number(digits.replace(/[^\d.,]/g, '').replace(',', '.')) !== quantity.value;
    const odd = /\d,\d{1,2}(?!\d)|[1-9]\d{0,2}\.\d{3}(?!\d)|\d \d{3}|^%|\d,\d{2},\d{3}/.test(digits);
    if (!(odd || isRead) || digits === '') continue;
    const rest = written.slice(digits.length + (isRead ? multiplier.length : 0));
    const share = digits.startsWith('%') ? '%' : '';
    result += `${text.slice(at, start)}${number(quantity.value)}${share}${rest && !/^[\s%]/.test(rest) ? ' ' : ''}${rest.replace(/^\s(?=%)/, '')}`;
    at = end;
  }
  return (result + text.slice(at)).replace(GLOSS, '');
}

const DIGITS = /^[%~≈]?\s?[\d.,'\u00a0\u202f ]*\d/u;
/** What multiplies a number and reads like a note, or like another language. */
const MULTIPLIER =
  /^\s?(?:[千万萬億亿]+|(?:mio|mln|mn|mil|mill|millones|milhões|milioni|mrd|tsd|tys|tis|тыс|млн|bin|lakhs?|lacs?|crores?|cr|k)(?![\p{L}\p{N}])\.?)/iu;
/** "75 bin (bin is thousand)": with the number in English it explains nothing. */
const GLOSS =
  /\s*\(\s*(?:1\s?)?[\p{L}]{1,6}\s*(?:is|=|means)\s*(?:an? |ten |one )?(?:thousand|million|billion)s?\s*\)/giu;

/** Words that a person types in lower case and a letter capitalises: names of people, places, companies and teams. */
export function titleCase(name: string): string {
  if (name !== name.toLowerCase()) return name;
  // "project44" is written as its owners write it.
  return name.replace(/(?<![\p{L}\p{N}'])\p{L}+(?![\p{L}\p{N}])/gu, (word) =>
    INITIALS.test(word) ? word.toUpperCase() : `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`,
  );
}

/** "tls", "sre": what nobody can say as a word, or nobody does. */
const INITIALS = /^(?:[bcdfghjklmnpqrstvwxz]{2,4}|sre|api|apis|qa|ai|ui|ux|iot|aws|id|it|usa?|uk|eu)$/;
