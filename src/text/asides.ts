/** Sentences of an answer that may be meant for the bot: a request, a question, or that something is confidential. */
import { straight } from './capitals.ts';
import { opensWithCorrection } from './corrections.ts';
import { phraseList as list, parseNameTable, wordSet } from './lexer.ts';
import { isQuestion, negates, phraseIn, plain, saysPlease, withoutApostrophes } from './phrases.ts';

/** Words without apostrophes that call something confidential, or ask to keep it out. The person says what. */
const CONFIDENTIAL = list(`confidential | nda | is secret | keep out | leave out | dont tell | not public | no names
  | vertraulich | geheim | nicht sagen | nicht öffentlich | keine namen | confidentiel | confidentielle | pas public
  | pas de noms | confidencial | no mencionar | no menciones | no nombrar | no nombres | no público | sin nombres
  | sigiloso | não público | sem nomes`);

/** Behind a negation, the same: "this must not be in the letter". */
const IN_THE_LETTER =
  list(`in the letter | in my letter | into the letter | im anschreiben | im brief | ins anschreiben | in den brief
  | dans la lettre | en la carta | na carta`);

/** Words for naming. Behind a negation, they ask to keep something out. */
const NAMES = wordSet(`name names named namen nenne nennen genannt nom noms nommer nommé nommée nomear nome
  nomes`);
/** The same, also for a number. */
const MENTIONING = wordSet('mention mentioned erwähne erwähnen erwähnt mentionner citer mencionar mencione cite citar');
/** Maximum words between the two: "doesn't want to be named". */
const WORDS_BETWEEN = 3;
/** Negations that may be typed without an apostrophe, and those that may count what has a name: "no wrong names". */
const BARE = wordSet('dont cant wont doesnt shouldnt mustnt ne');
const COUNTING = wordSet(
  'no none nobody keine keiner kein niemand aucun aucune personne ninguno ninguna nadie nenhum nenhuma',
);

/** Whether a sentence calls something confidential, or asks to keep it out. */
export function isConfidential(sentence: string): boolean {
  const said = plain(sentence);
  const bare = ` ${withoutApostrophes(said)} `;
  return (
    CONFIDENTIAL.some((words) => bare.includes(` ${words} `)) ||
    refusesName(said.split(' ')) ||
    refusesPlace(bare) ||
    forbidsWriting(bare.trim().split(' '))
  );
}

const BEFORE_ORDER = wordSet('and but also so oh just');
const WRITING = wordSet('write put include add print show say tell list quote');

/** "And dont write the town anywhere": an order, as no statement begins so. English. */
function forbidsWriting(words: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = words.slice(words.findIndex((word) => !BEFORE_ORDER.has(word)));
  return (first === 'dont' && WRITING.has(second)) || (first === 'do' && second === 'not' && WRITING.has(third));
}

/** "That name mustn't be in the letter" */
function refusesPlace(said: string): boolean {
  const at = Math.max(...IN_THE_LETTER.map((words) => said.indexOf(` ${words} `)));
  return at > 0 && said.slice(0, at).split(' ').some(isNegation);
}

/** Spanish, where "nombre" would be a number in French. */
const SPANISH_NAMES = wordSet('nombres nombrar');

/** Whether such a sentence is about a name, not about a number. */
export function speaksOfNames(sentence: string): boolean {
  return plain(sentence)
    .split(' ')
    .some((word) => NAMES.has(word) || SPANISH_NAMES.has(word));
}

/** "Dont write the name of the vendor", "better not their names" */
function refusesName(words: readonly string[]): boolean {
  const isNaming = (word: string) => NAMES.has(word) || MENTIONING.has(word);
  return words.some(
    (word, at) => isNaming(word) && words.slice(Math.max(0, at - WORDS_BETWEEN - 1), at).some(isNegation),
  );
}

function isNegation(word: string): boolean {
  return (negates(word) && !COUNTING.has(word)) || BARE.has(word);
}

/** Why a sentence of an answer may not belong in the letter; null if nothing indicates that. */
export function asideKind(sentence: string): 'question' | 'chat' | 'confidential' | null {
  if (isConfidential(sentence)) return 'confidential';
  // "Yes.", "ok", "Already said.", "pls say two years", and "Correction: it was a Wednesday" within an answer.
  if (phraseIn(sentence) !== null || saysPlease(sentence) || opensWithCorrection(sentence)) return 'chat';
  if (straight(sentence).includes(' told you ')) return 'chat';
  return isQuestion(sentence) || asksBot(sentence) ? 'question' : null;
}

const QUESTION_WORDS = wordSet('where what how when why who which');
const AUXILIARIES = wordSet('do does did are');
const REQUESTS = wordSet('can could should shall may will would am');

/** "Where do I put the hosting bill", "can you mention it": a question that was typed without its mark, in English. */
function asksBot(sentence: string): boolean {
  const [first = '', ...words] = plain(sentence.slice(0, 60)).split(' ');
  const [verb = '', subject = ''] = QUESTION_WORDS.has(first) ? words : [first, ...words];
  return (AUXILIARIES.has(verb) || REQUESTS.has(verb)) && (subject === 'i' || subject === 'you');
}

/** "Can you fix my English", "should I add the phone": rarely a sentence of a letter, which asks "how do you …". */
export function requestsOfBot(text: string): boolean {
  const [verb = '', subject = ''] = plain(text.slice(0, 60)).split(' ');
  return REQUESTS.has(verb) && (subject === 'i' || subject === 'you');
}

/** Words that only mark laughter, in English. */
export const LAUGHTER = wordSet('lol lols lolz lmao lmfao rofl haha hahah hahaha hahahah hahahaha hehe hehehe');
/** English clauses → their shorthand in a chat, which names nothing. */
export const REMARKS = parseNameTable(`
  I don't know: idk; in my opinion: imo; to be honest: tbh; as far as I know: afaik; by the way: btw;
  never mind: nvm; thanks: thx thnx; please: pls plz
`);

/** "Keep out Ania", "keep Ania out", "keep Ania out, she left" */
const KEEP_OUT = /^keep (?:out (?<after>\S.{0,160})|(?<before>\S.{0,60}?) out(?:[,;.] .{0,160})?)\.?$/i;

/** @returns the words that a "keep out" order wants hidden; null for any other text */
export function hideTarget(text: string): string | null {
  const groups = KEEP_OUT.exec(text.trim())?.groups;
  return groups?.after ?? groups?.before ?? null;
}
