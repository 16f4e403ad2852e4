/** The paragraphs of which a letter needs whole sentences where a chat needs none: system, background and close. */
import { type Brief, detail } from '../machine/brief.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { addressed } from './address.ts';
import type { Sentence } from './letter.ts';
import { isNounPhrase } from './naming.ts';
import { passages } from './passages.ts';
import { ownership, tidy } from './tidy.ts';

/** The system's sentences; a bare name becomes a sentence of its own, and the name once more becomes nothing. */
export function system(brief: Brief): Sentence[] {
  const told = passages(brief, 'system').map((sentence) => ({
    ...sentence,
    text: ownership(sentence.text)
      .replace(NAMELESS_WAS, 'It was')
      .replace(/^(?:all )?mine\.$/i, 'It is mine.'),
  }));
  const [first, second] = told;
  if (!first) return [];
  // "Registry. Image registry.": of two names the longer one says more.
  const isLonger = second && isName(first.text) && isName(second.text) && repeats(first.text, [second]);
  const opening = isLonger ? second : first;
  const rest = told.filter((sentence) => sentence !== opening && !(isLonger && sentence === first));
  const telling = rest.filter(
    (sentence) =>
      !isName(sentence.text) ||
      !repeats(
        sentence.text,
        told.filter((other) => other !== sentence),
      ),
  );
  if (hasVerb(headOf(opening.text))) return [opening, ...telling];
  const text = `The system I would like to tell you about is ${article(opening.text)}`;
  return [
    { ...opening, text: text.replace(JOINT, (_, who: string) => `. ${who[0]?.toUpperCase()}${who.slice(1)}`) },
    ...telling,
  ];
}

/** Where a clause of its own begins behind the name. */
const JOINT = /(?<=^[^:]*), (I|we)(?= \p{L})/u;

/** "Was a cron script": of a system. */
const NAMELESS_WAS = /^Was(?= (?!(?:it|that|this|there|he|she)\b)\p{Ll})/u;

/** What stands before a colon, or before a clause of its own: behind it the name may be explained in a sentence. */
function headOf(text: string): string {
  return /^(?!(?:it|that|this)\b)[^:]{3,80}?(?=:\s|, (?:we|i|it|who|which|that)\b)/i.exec(text)?.[0] ?? text;
}

/** "The lab results interface." */
function isName(text: string): boolean {
  return text.split(' ').length <= 6 && !/[,:;\d]/.test(text) && !hasVerb(text) && technologiesIn(text).length === 0;
}

/** Whether the others have every word of weight as well. */
function repeats(text: string, others: readonly Sentence[]): boolean {
  const known = others.map((other) => other.text.toLowerCase()).join(' ');
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).every((word) => known.includes(word));
}

const VERB =
  /(?<!\p{L})(?:[iI](?![.\p{L}])|is|are|was|were|has|have|had|do|does|did|can|could|will|would|went|goes|wrote|built|rebuilt|made|redid|rewrote|took|takes|handles|runs|ran|owned?|led|helped|split|lives|works?|write|serves?|sends?|decides?|delivers?|we|they|you|used|sent|came|choked|did|(?!(?:named|called|based)\b)\p{Ll}{3,}ed(?= (?!(?:for|by|in|at|on|to|with)\b)\p{L}))(?!\p{L})|\p{L}'(?:m|ve|re|ll|d)(?!\p{L})/u;

/** In "a redacted diagram" nothing is done: what stands between an article and its noun is no verb. */
function hasVerb(text: string): boolean {
  const plain = text
    .replace(/^(?:it|that|this)(?:'s| is| was)\s+(?=\P{Lu})/iu, '')
    .replace(/\b(an?|the|my|our|some)\s+\p{L}+ed\b/giu, '$1')
    .replace(/^\p{Lu}\p{L}+ed\b(?:-\p{L}+)?/u, '');
  return VERB.test(plain) || /^(?:We|They|You|It)\s/.test(plain);
}

function article(name: string): string {
  const plain = name
    .replace(/^(?:it|that|this)(?:'s| is| was)\s+/i, '')
    .replace(/^(?:An?|The|My|Our)\s+/i, (word) => word.toLowerCase());
  const lowered = lowerFirst(plain);
  return /^(?:an?|the|my|our)\s/i.test(lowered) ? lowered : `the ${lowered}`;
}

function lowerFirst(text: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s|-\p{Ll})/u.test(text) ? `${text[0]?.toLowerCase()}${text.slice(1)}` : text;
}

/** The story of the contract; a heading that opens it becomes a sentence of its own. */
export function contract(brief: Brief): Sentence[] {
  return passages(brief, 'contract').map((sentence, index) => {
    const name = sentence.text.replace(/\.$/, '');
    const isHeading =
      index === 0 && isName(sentence.text) && isNounPhrase(name) && name.split(' ').length <= 5 && !DOES.test(name);
    return isHeading ? { ...sentence, text: `The hard part was ${lowerFirst(name)}.` } : sentence;
  });
}

/** "Tags move": whoever stands in the plural before another word does something. */
const DOES = /\b(?:people|\p{L}+[^s\P{L}]s) (?!(?:and|of|for|in|on|at|against|from|to|with|behind|between)\b)\p{L}/iu;

/** What came before: of oneself, so that a note of it gets its "before that". */
export function background(brief: Brief): Sentence[] {
  const told = passages(brief, 'background').filter(({ text }) => !isNameOnly(text) && !EMPTY.test(text));
  const notes = told.filter(({ text }) => isNote(text));
  // "HPC center, 6 years. Queues." is one note.
  const isAllNotes = notes.length === told.length;
  return told
    .map((sentence, index) => {
      const text = sentence.text
        .replace(/^Was(?= (?:an?|the|in|at|with)\b)/, 'I was')
        .replace(/^Grew\b/, 'I grew')
        .replace(/^(Earlier|Before|Previously) was (?=\p{Ll})/u, '$1 I was ')
        .replace(AT_A_PLACE, 'Before that: $1, where I $2');
      if (!isNote(text)) return { ...sentence, text };
      if (index > 0) return isAllNotes ? { ...sentence, text: '' } : { ...sentence, text };
      const words = isAllNotes
        ? told.map((note) => note.text.replace(/\.$/, '')).map((note, at) => (at > 0 ? lowerFirst(note) : note))
        : [text.replace(/\.$/, '')];
      return { ...sentence, text: `Before that: ${lowerFirst(words.join(', '))}.` };
    })
    .filter(({ text }) => text !== '');
}

/** "Otto checkout, introduced contract tests." */
const AT_A_PLACE =
  /^((?!(?:I|We|Before|Then|There|It|At|In|After|Earlier|Previously)\b)[\p{L}\p{N}][^,.;:]{2,40}), (introduced|built|wrote|did|maintained|ran|led|designed|owned|moved|rewrote|fixed|kept|made|worked)\b/u;

/** "Katrin Vogel.", at a question that she did not read. */
function isNameOnly(text: string): boolean {
  return /^(?:\p{Lu}[\p{L}'-]+ ?){2,3}\.$/u.test(text);
}

const EMPTY =
  /^(?:nothing (?:to|of|relevant|important|special|interesting|much)\b.{0,24}|for the record|(?:gosh|well|hm+)[, ].{0,20}|i did (?:a lot of|many|lots of|various) things)\.$/i;

function isNote(text: string): boolean {
  return (
    !hasVerb(text) &&
    !/^(?:before|prior|previously|earlier|after|since|then|same|trained|worked|studied|i)\b/i.test(text)
  );
}

const OFFER = /^(?:i\s)?(?:want|can|could|would|will|may|might|am able|'d|'ll)\b(?! there\b)/i;

const ASKS =
  /^(?:do|does|did|is|are|can (?:you|they|i)|could (?:you|they)|how|what(?! i\b)|which|who|when|why|where|would (?:you|they)|will (?:you|they|there)|(?:is|are) there)\b/i;

/** "No documents, obviously": what can't be offered is not offered. */
const REFUSES = /^(?:no|nothing|none)\b|^\p{L}+ no\b/iu;

/** The close offers or asks; a bare noun is an offer, and "ask them how" is a question. */
export function closing(brief: Brief): Sentence[] {
  const told = passages(brief, 'closing');
  const offers = told.filter(({ text }) => !(REFUSES.test(text) && !hasVerb(text)));
  return (offers.length > 0 ? offers : told).map((sentence) => ({
    ...sentence,
    text: addressed(tidy(offered(sentence.text)), detail(brief, 'company')).replace(QUESTION, '$1?'),
  }));
}

/** A sentence that is asked, or begins to ask behind a colon. */
const QUESTION =
  /^((?:.{0,60}:\s)?(?:do|does|did|is|are|can you|could you|how|what(?! i\b)|which|who|when|why|where|would you|will you)\b[^?]*)\.$/i;

function offered(said: string): string {
  const text = said
    .replace(
      /^(?:please (?:mention|say|write) (?:that )?|could you (?:say|write|mention) (?:that )?|you (?:can|may) (?:say|write) (?:that )?)/i,
      '',
    )
    .replace(/^(?:let me |i'?d |i would |would )?(?:like to )?ask (?:them |for |you )?/i, 'I would like to ask ')
    .replace(/^questions? (?:for|to) (?:them|you)\s*[:,–-]\s*/i, '')
    .replace(/\b(?:show|share|send|give|offer|bring|tell|walk|explain|for|to|with) them\b/gi, (words) =>
      words.replace(/them$/i, 'you'),
    )
    .replace(/\bask to (?=them|you)/gi, 'ask ')
    .replace(/\bask them\b/gi, 'ask you')
    .replace(/\bquestion for them\b/gi, 'question for you')
    .replace(/\bthem\b(?= (?:through|the|a|my|how|whether|what|who|which))/gi, 'you');
  if (ASKS.test(text)) return text;
  if (/^(?:a |one )?question:/i.test(text)) return text.replace(/^(?:a |one )?question/i, 'I have a question');
  if (OFFER.test(text)) return /^i\s/i.test(text) ? text : `I ${lowerFirst(text)}`;
  if (/^(?:happy|glad) to\b/i.test(text)) return `I am ${lowerFirst(text)}`;
  const isThing = !hasVerb(headOf(text)) && !/\?$|\b(?:glad|happy|curious|would|can|offer|trade)\b/i.test(headOf(text));
  return isThing && !REFUSES.test(text) && !/^(?:it|that|this)\b/i.test(text) ? `I can ${shared(text)}` : text;
}

/** "Probably only a whiteboard version": shared with as much doubt as was said. */
function shared(thing: string): string {
  const doubt = /^(?:a )?((?:(?:probably|maybe|perhaps|possibly|only|just) )+)/i.exec(thing);
  const rest = lowerFirst(doubt ? thing.slice(doubt[0].length) : thing).replace(
    /\band a question:/i,
    'and I have a question:',
  );
  const [noun = ''] = rest.split(/[,.]|\s(?:of|on|for|about|with|in|from)\s/);
  const isCounted = /^(?:an?|the|my|some|one|two|our)\s/i.test(rest) || /s$/.test(noun);
  const words = isCounted ? rest : `${/^[aeiou]/i.test(rest) ? 'an' : 'a'} ${rest}`;
  return doubt ? `${doubt[1]?.trim().toLowerCase()} share ${words}` : `share ${words}`;
}
