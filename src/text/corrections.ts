/** How a correction begins. */
import { straight } from './capitals.ts';
import { phraseList as list, wordSet } from './lexer.ts';
import { isDigit, trimPunctuation } from './sentences.ts';

/** Openings of a correction if punctuation and words follow: "no, …". Alone, they are phrases. */
const DENIALS = ['no', 'nope', 'nein', 'non', 'não'];
/** The same, also alone. */
const WRONG = ['wrong', 'falsch', 'faux', 'errado'];
/** Openings of a correction if punctuation or a word follows: "wait I looked it up". */
const BEFORE_WORD =
  list(`no no | sorry | actually | wait | oops | ops | correction | not quite | it should | moment | korrektur
  | pardon | attends | perdón | espera | corrección | en realidad | me equivoqué | na verdade | desculpe | desculpa | correção`);

/** Punctuation around an opening, but not that of "wrong-price". */
const PUNCTUATION = /[,.:;!?()–—…]|-(?!\p{L})/u;

/** In front of a correction: "oh no", "no wait". */
const SIGHS = ['oh', 'ah', 'no'];

/** Whether a message may be a correction: "No, it was 400", "wait, I looked it up", "*210". */
export function opensCorrection(message: string): boolean {
  const text = message.trim().toLowerCase();
  if (text.startsWith('*') && text.length > 1 && text[1] !== '*' && text[1] !== ' ') return true;
  const lead = SIGHS.find((word) => text.startsWith(`${word} `) || text.startsWith(`${word}, `));
  const texts = lead === undefined ? [text] : [text, text.slice(lead.length + 1)];
  return texts.some((each) => {
    const [first = ''] = each.trim().split(PUNCTUATION, 1);
    const head = first.trim();
    const isDenial = DENIALS.includes(head) && trimPunctuation(each) !== head;
    return isDenial || WRONG.includes(head) || BEFORE_WORD.some((words) => `${first} `.startsWith(`${words} `));
  });
}

/** Openings that are no other words within a sentence, with what follows or alone: "wait" may be a verb. */
const WITHIN = list('sorry | oops | no no | pardon | perdón | me equivoqué | desculpe | desculpa');
const ALONE = new Set(
  list(`no | nope | nein | non | não | wait | moment | correction | korrektur | attends | espera | corrección
    | correção`),
);
/** Words behind "no wait", but not behind the noun in "no wait times". */
const CLAUSES = wordSet("it it's its i i'm i've that that's this the there they he she we you");

/** Whether a sentence corrects itself behind a mark: "the 3 juniors, no wait it's 2", "in 2019 (sorry, 2018)". */
export function correctsItself(sentence: string): boolean {
  const [, ...parts] = straight(sentence).split(PUNCTUATION);
  return parts.some((part) => {
    const said = part.trim();
    const [lead = '', , next = ''] = said.split(' ', 3);
    const isClause = lead !== 'no' || next === '' || isDigit(next.charAt(0)) || CLAUSES.has(next);
    const isSigh = SIGHS.includes(lead) && isClause && opensCorrection(said);
    return isSigh || ALONE.has(said) || WITHIN.some((words) => `${said} `.startsWith(`${words} `));
  });
}
