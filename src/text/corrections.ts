/** How a correction begins. */
import { phraseList as list } from './lexer.ts';
import { trimPunctuation } from './sentences.ts';

/** Openings of a correction if punctuation and words follow: "no, …". Alone, they are phrases. */
const DENIALS = ['no', 'nope', 'nein', 'non', 'não'];
/** The same, also alone. */
const WRONG = ['wrong', 'falsch', 'faux', 'errado'];
/** Openings of a correction if punctuation or a word follows: "wait I looked it up". */
const BEFORE_WORD =
  list(`no no | sorry | actually | wait | oops | correction | not quite | it should | moment | korrektur
  | pardon | attends | perdón | espera | corrección | en realidad | me equivoqué | na verdade | desculpe | desculpa | correção`);

/** Punctuation behind an opening, but not that of "wrong-price". */
const PUNCTUATION = /[,.:;!–—…]|-(?!\p{L})/u;

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
