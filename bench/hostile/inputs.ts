/** Texts that are meant to be slow, in any length, to measure how the time grows. */

const filled = (part: string) => (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** `part` for 0, 1, 2, …, so that no two words, names or figures are equal. */
const counted =
  (part: (at: number) => string) =>
  (length: number): string => {
    let text = '';
    for (let at = 0; text.length < length; at += 1) text += part(at);
    return text.slice(0, length);
  };

/** A unique word for a number. */
export const wordOf = (at: number) =>
  [...at.toString(26)].map((sign) => String.fromCharCode(97 + Number.parseInt(sign, 26))).join('');
const nameOf = (at: number) => `X${wordOf(at)}`;
const openAndClose = (open: string, close: string) => (length: number) =>
  open.repeat(Math.ceil(length / 2 / open.length)) + close.repeat(Math.floor(length / 2 / close.length));
/** An ordinary answer with a long repetition in the middle. */
const around = (part: string) => (length: number) => `p99 went from 2 s${filled(part)(length)}to 40 ms now`;

const UNITS = ['ms', 's', 'orders per minute', '%', 'GB', 'EUR', 'lost orders a week', 'requests/s', 'times', 'hours'];

/** @param length approximate length of the text in UTF-16 units */
export const INPUTS: Readonly<Record<string, (length: number) => string>> = {
  spaces: around(' '),
  'spaces behind words': (length) => `a${filled(' ')(length)}`,
  'spaces in front of a sign': (length) => `${filled(' ')(length)}.x`,
  'line feeds': around('\n'),
  tabs: around('\t'),
  'no-break spaces': around('\u00a0'),
  'carriage returns': around('\r\n'),
  digits: filled('1'),
  'digits apart': filled('1 '),
  commas: filled(','),
  'digits and commas': filled('1,'),
  'full stops': filled('.'),
  'full stops apart': filled('. '),
  dashes: filled('-'),
  'question marks': filled('? '),
  'from from': filled('from '),
  'not not': filled('not, not '),
  'at at': filled('at '),
  'no no': filled('no x '),
  none: filled('none '),
  'the small words': filled('was now before after today '),
  'open brackets': filled('('),
  'nested brackets': openAndClose('(', ')'),
  'square brackets': openAndClose('[', ']('),
  'nested quotation marks': openAndClose('“', '”'),
  'straight quotation marks': filled('"a" '),
  apostrophes: filled("'s "),
  'one letter a word': filled('a '),
  'one word': filled('a'),
  'one capital a word': filled('A '),
  'capitals and a hyphen': filled('A-'),
  'words, all different': counted((at) => `${wordOf(at)} `),
  'names, all different': counted((at) => `${nameOf(at)} `),
  'names with commas': counted((at) => `${nameOf(at)}, `),
  'combining marks': filled('a\u0301\u0302\u0303\u0304'),
  'only combining marks': filled('\u0301'),
  'bidi overrides': filled('\u202e40 \u202c'),
  'tag characters': filled('\u{e0049}\u{e0020}'),
  'zero width': filled('4\u200b0\u200d \u2060'),
  'surrogates alone': filled('\ud800 \udc00'),
  NULs: filled('\0'),
  emoji: filled('👩‍👩‍👧‍👦🏳️‍🌈 '),
  'Markdown soup': filled('**_~~`[x](http://a.b)|| > # '),
  'open Markdown': filled('[*`<_|'),
  'open links': filled('[a]('),
  'backticks of growing length': counted((at) => `${'`'.repeat((at % 60) + 1)} `),
  entities: filled('&lt;&#40;b&gt; <b> </b> '),
  addresses: filled('a@b.c '),
  'one address': filled('a@b.'),
  paths: filled('/a/b '),
  base64: filled('SGVsbG8gd29ybGQhIEkgbGVkIDQwIGVuZ2luZWVycy4K'),
  'repeated units': filled('ms ms per second '),
  'numbers with every unit': counted((at) => `${at + 1} ${UNITS[at % UNITS.length]} `),
  'figures, each a sentence': counted((at) => `Q${wordOf(at)} took ${at + 2} ms, it was ${at + 9} s before. `),
  'figures, each a line': counted((at) => `${nameOf(at)}: ${at + 2}% -> ${at}%\n`),
  'bare numbers': counted((at) => `${at + 1}, `),
  'bare numbers behind labels': counted((at) => `${wordOf(at)}: ${at}\n`),
  'percentiles only': filled('p99 p95 median '),
  'percentiles of numbers': counted((at) => `p99 ${at + 2} ms, p95 ${at + 900} ms. `),
  'percentiles behind numbers': (length) => `4 ms. 5 ms. 6 ms. 7 ms. ${filled('p99. ')(length)}`,
  ranges: filled('1-2 ms, '),
  arrows: filled('-> 1 '),
  sentences: counted((at) => `I did ${wordOf(at)}. `),
  'lines with bullets': counted((at) => `- ${wordOf(at)} at 40%\n`),
  'numbered lines': counted((at) => `${at}. ${wordOf(at)}\n`),
  'a log': counted((at) => `2026-11-29T12:00:${at % 60} 10.0.0.${at % 255} GET /a/${at} 200 ${at}ms\n`),
  'hard sentence ends': filled('e.g. a.m. No. '),
  'cut and cut': filled('cut 1, 2, 3 and '),
  'a replacement': (length) => `replace a with ${filled('a b ')(length)}`,
  'a rewrite': (length) => `1: ${filled('I did it in 40 ms. ')(length)}`,
  'a titled line': counted((at) => `Position: Engineer at ${nameOf(at)} Ltd\nAbout ${nameOf(at)}\n`),
  'role at company': filled('Engineer at '),
};
