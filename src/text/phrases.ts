/**
 * The short lists: whole messages that are no answer, and the few openings and patterns that are certain. A row holds
 * for the whole message, never for a part of it. What is on no list is an answer, or is asked about.
 */

export interface PhraseRow {
  readonly id: Phrase;
  readonly phrases: readonly string[];
  /** Tests: messages that are this, and messages that look like it and are not. */
  readonly examples: readonly string[];
  readonly counterexamples: readonly string[];
}

export type Phrase =
  | 'decline'
  | 'no'
  | 'yes'
  | 'said'
  | 'greeting'
  | 'help'
  | 'example'
  | 'why'
  | 'stop'
  | 'thanks'
  | 'laugh'
  | 'back'
  | 'fix'
  | 'undo'
  | 'write';

/** "one | two" in a list, a few on a line. */
function list(...lines: readonly string[]): readonly string[] {
  return lines.join(' | ').split(' | ');
}

export const PHRASES: readonly PhraseRow[] = [
  {
    id: 'decline',
    phrases: list(
      'skip | skip it | skip this | please skip | please skip it | pass | n/a | na | none | nothing',
      "nope | nah | don't know | i don't know | idk | dunno | no idea | not sure | unknown",
      'never measured | not measured | nobody measured it | nobody counted | no numbers | no number',
      'leave it out | leave it | nothing comes to mind | we never measured it | not applicable | - | --',
      '— | –',
    ),
    examples: list("Skip. | N/A | no idea | I don't know! | —"),
    counterexamples: list('nothing broke | no flag day | skip lists in Redis | never measured by us before 2020'),
  },
  {
    id: 'no',
    phrases: list(
      'no | no thanks | no thank you | n | nothing else | that is all | no that is all | none of that | nothing more | no more',
    ),
    examples: list('No | no.'),
    counterexamples: list('no orders lost'),
  },
  {
    id: 'yes',
    phrases: list(
      'yes | y | yep | yeah | yup | ok | okay | sure | correct | right | good | looks good | fine',
      "that's right | perfect | 👍 | go on | continue | next | carry on | yes it is | yes please | sounds good",
    ),
    examples: list('Yes | ok 👍 | looks good!'),
    counterexamples: list('good culture | yes, we rebuilt it'),
  },
  {
    id: 'said',
    phrases: list(
      'see above | above | as above | as i said | i said that | i said that already | already said',
      'i already said | i told you | i already told you | i told you already | same as above',
      'as i told you | as mentioned | i wrote that | see before | like i said',
    ),
    examples: list('See above. | as I said | I told you…'),
    counterexamples: list('above 10k requests per second | as I said, we lost nothing'),
  },
  {
    id: 'greeting',
    phrases: list(
      'hi | hello | hey | hi there | hello there | good morning | good evening | good afternoon | moin',
      'hallo | start | yo',
    ),
    examples: list('Hi! | hello 👋'),
    counterexamples: list('hi ok so I will just dump everything'),
  },
  {
    id: 'help',
    phrases: list(
      'help | ? | how does this work | how does it work | what can you do | what is this | what do i do',
      'who are you | what now',
    ),
    examples: list('How does this work? | help | ??'),
    counterexamples: list('help desk for banks'),
  },
  {
    id: 'example',
    phrases: list(
      "what would be a good answer | what's a good answer | what is a good answer | example | an example",
      'for example | give me an example | example please | what do you mean | what do you mean by that',
      "like what | such as | what do people normally write | huh | sorry what | i don't understand",
      'what should i write | what should i say | what kind of answer',
    ),
    examples: list('What would be a good answer? | Example? | like what?'),
    counterexamples: list('for example 40 ms'),
  },
  {
    id: 'why',
    phrases: list(
      'why | why do you ask | why do you need that | what for | why is that important',
      'why does that matter',
    ),
    examples: list('Why do you ask? | why?'),
    counterexamples: list('why it broke: clocks'),
  },
  {
    id: 'stop',
    phrases: list('stop | quit | exit | cancel | later | not now | bye | i have to go | pause | enough | end'),
    examples: list('Stop | quit.'),
    counterexamples: list('stop words in the index'),
  },
  {
    id: 'thanks',
    phrases: list('thanks | thank you | thx | ty | cheers | great | nice | cool | awesome | great thanks | ok thanks'),
    examples: list('Thanks! | thx'),
    counterexamples: list('thanks to the cache'),
  },
  {
    id: 'laugh',
    phrases: list('lol | haha | hahaha | rofl | lmao | hehe | hm | hmm | hmmm | uh | um | 😂 | 🙂 | wow | oh | ah'),
    examples: list('LOL | haha | hmm…'),
    counterexamples: list('lolcat service'),
  },
  {
    id: 'back',
    phrases: list('back | go back | previous | previous question | last question'),
    examples: list('back | Go back!'),
    counterexamples: list('back pressure'),
  },
  {
    id: 'fix',
    phrases: list('fix | change | change something | edit | change an answer | fix something'),
    examples: list('Change something'),
    counterexamples: list('change data capture'),
  },
  {
    id: 'undo',
    phrases: list('undo | undo that | take that back | revert'),
    examples: list('Undo'),
    counterexamples: list('undo log'),
  },
  {
    id: 'write',
    phrases: list(
      "write | write it | ok write | ok write it | write the letter please | write the letter | write the letter now | done | go | i'm done | that's all",
      'finish',
    ),
    examples: list('Write it! | done'),
    counterexamples: list('write path'),
  },
];

const BY_PHRASE = new Map(
  PHRASES.toReversed().flatMap(({ id, phrases }) => phrases.map((phrase) => [phrase, id] as const)),
);

/** Longer messages are never looked up; in characters. */
const PHRASE_AT_MOST = 60;

/** What a whole message is, where it is on a list; null for everything else. */
export function phraseIn(message: string): Phrase | null {
  if (message.length > PHRASE_AT_MOST) return null;
  const exact = message.trim().toLowerCase();
  if (exact !== '' && [...exact].every((sign) => sign === '?')) return 'help';
  const said = plain(exact);
  return BY_PHRASE.get(exact) ?? BY_PHRASE.get(said) ?? BY_PHRASE.get(withoutPlease(said)) ?? null;
}

/** "Please write it", "skip it please" */
function withoutPlease(words: string): string {
  return words.startsWith('please ') ? words.slice(7) : words.endsWith(' please') ? words.slice(0, -7) : words;
}

/** Lower-case words with straight apostrophes; other signs only where nothing else is left. */
export function plain(message: string): string {
  return message
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(OTHER_SIGNS, '')
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');
}

const OTHER_SIGNS = /[^\p{L}\p{N}'/ ]+/gu;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Whether there is anything to read in a message. */
export function hasWords(message: string): boolean {
  return LETTER_OR_DIGIT.test(message) || phraseIn(message) !== null;
}

/** Openings of a message that takes something back; a comma, a dash or the like follows, or a further word where told. */
interface OpeningRow {
  readonly word: string;
  /** Also before a further word: "wait I looked it up". */
  readonly alone: boolean;
}

const OPENINGS: readonly OpeningRow[] = [
  { word: 'no', alone: false },
  { word: 'nope', alone: false },
  { word: 'wrong', alone: false },
  { word: 'sorry', alone: true },
  { word: 'actually', alone: true },
  { word: 'wait', alone: true },
  { word: 'oops', alone: true },
  { word: 'correction', alone: true },
  { word: 'one correction', alone: true },
];

const PUNCTUATION = new Set([...',.:;!-–—…']);

/** "No, it was 400", "wait, I looked it up", "*210": perhaps a correction. The person is asked. */
export function opensCorrection(message: string): boolean {
  let text = message.trim().toLowerCase();
  if (text.startsWith('*') && text.length > 1 && text[1] !== '*' && text[1] !== ' ') return true;
  for (const lead of ['oh, ', 'oh ', 'ah, ', 'hm, ']) if (text.startsWith(lead)) text = text.slice(lead.length);
  return OPENINGS.some(({ word, alone }) => {
    if (!text.startsWith(word)) return false;
    const rest = text.slice(word.length).trimStart();
    const gap = text.length - word.length > rest.length;
    if (rest === '') return word !== 'no' && word !== 'nope';
    return PUNCTUATION.has(rest[0] ?? '') || (alone && gap);
  });
}

/** Words in a sentence that may be meant for the bot, or for nobody. Never taken for anything: the person is asked. */
const ASIDES: readonly { readonly about: 'chat' | 'confidential'; readonly words: readonly string[] }[] = [
  {
    about: 'confidential',
    words: list(
      "confidential | nda | not be named | not name | can't name | cannot name | can not name | don't name | dont name",
      "not be mentioned | not mention | don't mention | not be exact | not exact | not say who | can't say",
    ),
  },
  {
    about: 'chat',
    words: list(
      'lol | haha | hahaha | rofl | lmao | idk | btw | by the way | hmm | hm | ugh | argh | wtf | oops | sorry | please | pls',
      'i said | i told you | i already told | as the ad says | like i said | i wrote already | already said | see above | as i mentioned | i guess | you know | i mean | oh wait | no wait',
      'can you | could you tell | do you want | do you think | should i | is that ok | is it ok | what do people',
    ),
  },
];

/** Why a sentence of an answer may not belong into the letter; null where nothing points to it. */
export function asideIn(sentence: string): 'question' | 'chat' | 'confidential' | null {
  const words = plain(sentence);
  if (words === '') return isQuestion(sentence) ? 'question' : null;
  const told = ` ${words} `;
  // "Yes.", "ok", "Already said.": a whole sentence of the lists.
  if (phraseIn(sentence) !== null) return 'chat';
  const found = ASIDES.find((aside) => aside.words.some((word) => told.includes(` ${word} `)));
  if (found) return found.about;
  return isQuestion(sentence) ? 'question' : null;
}

/** Ends with a question mark, whatever smile follows it. */
export function isQuestion(text: string): boolean {
  return text.replace(NOT_TELLING, '').endsWith('?');
}

const NOT_TELLING = /[^\p{L}\p{N}?]+/gu;

const NEGATIONS = list("no | nope | nah | none | nobody | never | idk | dunno | don't | not | nothing | neither");

/** "no numbers, sorry": where there is no number in it, it declines a number. */
export function opensNegation(message: string): boolean {
  const [first = '', second = ''] = plain(message).split(' ');
  return NEGATIONS.includes(first) || (first === 'i' && (second === "don't" || second === 'dont'));
}

/** A short answer to a yes-no question, by its first word: "yes it is :)". */
export function yesOrNo(message: string): 'yes' | 'no' | null {
  const words = plain(message).split(' ');
  if (words.length > 12) return null;
  const phrase = phraseIn(words[0] ?? '');
  return phrase === 'yes' || phrase === 'no' ? phrase : null;
}
