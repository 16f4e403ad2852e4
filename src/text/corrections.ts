/** How a correction begins. */
import { straight } from './capitals.ts';
import { phraseList as list, wordSet } from './lexer.ts';
import { isDigit, trimPunctuation } from './sentences.ts';

/** Openings of a correction if punctuation and words follow: "no, …". Alone, they are phrases. */
const DENIALS = ['no', 'nope', 'nein', 'non', 'não'];
/** The same, also alone. */
const WRONG = ['wrong', 'falsch', 'faux', 'errado'];
/** Openings of a correction if punctuation or a word follows: "wait I looked it up". */
const BEFORE_WORD = list(`no no | sorry | actually | oops | ops | correction | not quite | moment | korrektur
  | pardon | attends | perdón | espera | corrección | en realidad | me equivoqué | na verdade | desculpe | desculpa | correção`);

/** Words behind "wait" or "no wait" that begin a clause; "wait times" and "no wait states" are nouns. */
const CLAUSES = wordSet("it it's its i i'm i've that that's this the there they he she we you one no sorry actually");

/** Punctuation around an opening, but not that of "wrong-price". */
const PUNCTUATION = /[,.:;!?()–—…]|-(?!\p{L})/u;

/** In front of a correction: "oh no", "no wait". */
const SIGHS = ['oh', 'ah', 'no'];

/** Whether a message may be a correction: "No, it was 400", "it should be 400", and what `opensWithCorrection` finds. */
export function opensCorrection(message: string): boolean {
  if (opensWithCorrection(message)) return true;
  const text = message.trim().toLowerCase();
  return (
    text.startsWith('it should ') ||
    headsOf(text).some((head) => DENIALS.includes(head) && head !== trimPunctuation(text))
  );
}

/** Whether a sentence corrects another one, also within an answer: "wait, I looked it up", "Sorry, 38", "*210". */
export function opensWithCorrection(sentence: string): boolean {
  const text = sentence.trim().toLowerCase();
  if (text.startsWith('*') && text.length > 1 && text[1] !== '*' && text[1] !== ' ') return true;
  return headsOf(text).some(
    (head) =>
      WRONG.includes(head) || opensWithWait(head) || BEFORE_WORD.some((words) => `${head} `.startsWith(`${words} `)),
  );
}

/** What stands before the first mark, also without a sigh in front. @param text in lower case */
function headsOf(text: string): string[] {
  const lead = SIGHS.find((word) => text.startsWith(`${word} `) || text.startsWith(`${word}, `));
  const texts = lead === undefined ? [text] : [text, text.slice(lead.length + 1).trim()];
  return texts.map((each) => (each.split(PUNCTUATION, 1)[0] ?? '').trim());
}

/** "Wait", "wait, …", "wait I looked it up", "wait 38", but not "wait times fell". */
function opensWithWait(said: string): boolean {
  const [word = '', next = ''] = said.split(' ', 2);
  return word === 'wait' && (next === '' || beginsClause(next));
}

const beginsClause = (word: string) => isDigit(word.charAt(0)) || CLAUSES.has(word);

/** Openings that are no other words within a sentence, with what follows or alone: "wait" may be a verb. */
const WITHIN = list('sorry | oops | no no | pardon | perdón | me equivoqué | desculpe | desculpa');
const ALONE = new Set(
  list(`no | nope | nein | non | não | wait | moment | correction | korrektur | attends | espera | corrección
    | correção`),
);
/** Whether a sentence corrects itself behind a mark: "the 3 juniors, no wait it's 2", "in 2019 (sorry, 2018)". */
export function correctsItself(sentence: string): boolean {
  const [, ...parts] = straight(sentence).split(PUNCTUATION);
  return parts.some((part) => {
    const said = part.trim();
    const [lead = '', , next = ''] = said.split(' ', 3);
    const isClause = lead !== 'no' || next === '' || beginsClause(next);
    const isSigh = SIGHS.includes(lead) && isClause && opensCorrection(said);
    return isSigh || ALONE.has(said) || WITHIN.some((words) => `${said} `.startsWith(`${words} `));
  });
}
