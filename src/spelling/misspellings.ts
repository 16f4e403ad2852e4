/** Looks up misspelt English words and chat shorthand: in our own tables, then in the list of a package. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { REMARKS } from '../text/asides.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';

const require = createRequire(import.meta.url);

/** Words that the list lacks or corrects wrongly. In lower case, none can be another word. */
const OWN = parseNameTable(`
  don't: dont; can't: cant; isn't: isnt; aren't: arent; wasn't: wasnt; weren't: werent; hasn't: hasnt; haven't: havent;
  hadn't: hadnt; doesn't: doesnt; didn't: didnt; wouldn't: wouldnt; couldn't: couldnt; shouldn't: shouldnt;
  mustn't: mustnt; needn't: neednt; I'm: im; I've: ive; you're: youre; you've: youve; you'll: youll; you'd: youd;
  he's: hes; she's: shes; it'll: itll; we've: weve; they're: theyre; they've: theyve; they'll: theyll; they'd: theyd;
  that's: thats; there's: theres; here's: heres; what's: whats; who's: whos; o'clock: oclock;
  the: teh hte; and: adn; which: wich; a lot: alot; a bit: abit; in fact: infact; at least: atleast;
  of course: ofcourse; each other: eachother
`);

/** Chat shorthand that can be no other word. */
const SHORTHAND = parseNameTable(`
  you: u; your: ur; people: ppl; because: bc cuz coz bcs; though: tho; although: altho; through: thru; about: abt;
  sorry: sry; before: b4; great: gr8; something: smth sth; between: btwn; messages: msgs; years: yrs; hours: hrs;
  weeks: wks; tomorrow: tmrw; going to: gonna; want to: wanna; kind of: kinda; sort of: sorta; let me: lemme;
  give me: gimme; out of: outta
`);

/** Words that the list calls misspelt, but that are English words, names of people, places and products, or terms. */
const CORRECT = wordSet(`
  afterwords causalities conveyer creche discontentment extendible florescent indite leafs midwifes planed slippy toke
  vertexes wheres
  basf canva cose darcula flate flext goole halp hdinsight juli juni linz mena mosquitto optin prinf radis routeros simpy
  syncd testng tilda vertica vertx
  capetown chanel claus fromm handel ines leary nam sade shepard somme waring weill
`);

/** Minimum letters of a word of the list. Shorter ones are mostly abbreviations, such as "rto", "aks" or "edn". */
const LETTERS_AT_LEAST = 4;

/** @param word in lower case, with a straight apostrophe @returns its only correction; null if it has none, or several */
export function correctionOf(word: string): string | null {
  const own = OWN.get(word) ?? SHORTHAND.get(word) ?? REMARKS.get(word);
  if (own !== undefined) return own;
  return word.length < LETTERS_AT_LEAST || CORRECT.has(word) ? null : listedCorrection(word);
}

/** Each entry is one line, such as `"recieve->receive",` or `"aache->ache, cache",`, in the order of their letters. */
let entries: Buffer | null = null;

/** Kept as bytes: a map of the entries takes 40 MB and 60 ms, this takes 2.6 MB and 2 ms. */
function loadEntries(): Buffer {
  const main = require.resolve('@cspell/dict-en-common-misspellings');
  const all = readFileSync(join(dirname(main), 'dict', 'dict-en.json'));
  return all.subarray(all.indexOf('\n', all.indexOf('"suggestWords"')) + 1, all.lastIndexOf('"') + 1);
}

function listedCorrection(word: string): string | null {
  entries ??= loadEntries();
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const start = middle === 0 ? 0 : entries.lastIndexOf('\n', middle - 1) + 1;
    const next = entries.indexOf('\n', middle);
    const end = next < 0 ? entries.length : next;
    const [typed = '', corrections = ''] = (entries.toString('utf8', start, end).split('"')[1] ?? '').split('->');
    if (typed === word) return corrections.includes(',') ? null : corrections;
    if (typed.toLowerCase() < word) low = end + 1;
    else high = start;
  }
  return null;
}
