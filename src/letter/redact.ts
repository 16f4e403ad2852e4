/** Redaction: the only place that replaces a hidden value by its stand-in (`say`). Prefers to hide too much. */

import type { Hidden } from '../machine/sheet.ts';
import { capital, uncapitalize } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { isEnded, trimEnd } from '../text/sentences.ts';
import { cached } from './cache.ts';
import { findHidden } from './find-hidden.ts';
import { DETERMINERS } from './word-lists.ts';
import { lastWord, withIndefinite, withoutArticle } from './wording.ts';

/** Replaces every hidden value by its stand-in, or removes it. */
export function redact(text: string, hidden: readonly Hidden[]): string {
  return redacted(text, hidden).text;
}

/** Replaces every hidden value by its stand-in, or by "…": for texts that aren't in the letter. */
export function redactWithGaps(text: string, hidden: readonly Hidden[]): string {
  return redact(
    text,
    cached(gapped, hidden, () => hidden.map((one) => ({ ...one, say: one.say || '…' }))),
  );
}

/** Lists with gaps. Prepared patterns are cached by list. */
const gapped = new WeakMap<readonly Hidden[], readonly Hidden[]>();

/** Whether the text contains a hidden value. */
export function hides(text: string, hidden: readonly Hidden[]): boolean {
  return findHidden(text, hidden).length > 0;
}

/** Like `redact`. `removed`: a value was removed without a stand-in, so that its sentence may be broken. */
export function redacted(text: string, hidden: readonly Hidden[]) {
  const matches = findHidden(text, hidden);
  if (matches.length === 0) return { text, removed: false };
  const result = matches.reduce(
    (before, { end, say }, at) => {
      const rest = text.slice(end, matches[at + 1]?.start);
      const after = say && repeatsBehind(say, rest) ? rest.slice(say.length + 2) : rest;
      if (!say) return before + after;
      if (repeatsInFront(before, say, after)) return trimEnd(before, ', ') + behindSubject(before, say, after);
      return withStandIn(before, say) + (/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2)) ? ' ' : '') + after;
    },
    text.slice(0, matches[0]?.start),
  );
  const removed = matches.some(({ say }) => !say);
  return { text: removed ? result.replace(/ +(?=[ .,;:!?)])/g, '').trim() : result, removed };
}

/** Whether the same words describe the name behind it: "At Norbank, a bank, I". */
function repeatsBehind(say: string, rest: string): boolean {
  const words = `, ${say}`;
  return (
    rest.slice(0, words.length).toLowerCase() === words.toLowerCase() && '.,;:!?)'.includes(rest.charAt(words.length))
  );
}

/** Whether a name stands between commas behind the words that stand for it: "at a bank, Norbank, but". */
function repeatsInFront(before: string, say: string, after: string): boolean {
  const words = before.trimEnd();
  const told = words.slice(-say.length - 2, -1).toLowerCase();
  const isSame = told === say.toLowerCase() || told === ` ${say.toLowerCase()}`;
  return words.endsWith(',') && isSame && (after === '' || '.,;:!?)'.includes(after.charAt(0)));
}

/** What stands behind such a name: without its comma if the words are the subject, as in "A colleague, Norman, built it". */
function behindSubject(before: string, say: string, after: string): string {
  const words = trimEnd(before, ', ');
  const isSubject = words.length === say.length || '.!?'.includes(words.at(-say.length - 2) ?? '');
  const [, next = ''] = /^, (\p{L}+)/u.exec(after) ?? [];
  return isSubject && next !== '' && !CLAUSE_OPENERS.has(next) ? after.slice(1) : after;
}

/** Words that keep the comma in front of them. */
const CLAUSE_OPENERS = wordSet('who whose whom which where and but so die der das qui dont que quien o a e y et und');

/** Maximum characters of a determiner. */
const LAST_WORD = 40;

/** Articles of stand-ins behind "a", which is no English article there. */
const PORTUGUESE = wordSet('um uma');
const SPANISH = wordSet('un una');

/** Adds the stand-in after `before`: with one article, no repeated word, and a capital at the start of a sentence. */
function withStandIn(before: string, say: string): string {
  const words = before.trimEnd();
  if (words === '' || isEnded(words.slice(-LAST_WORD)) || before.endsWith('\n')) return before + capital(say);
  if (before === words) return before + say;
  const last = lastWord(words.slice(-LAST_WORD).replaceAll('\n', ' '));
  const noun = withoutArticle(say);
  // "my colleague Anna" → "my colleague", not "my colleague a colleague".
  if (lastWord(noun).toLowerCase() === last.toLowerCase()) return words;
  const start = words.slice(0, words.length - last.length);
  const [own = ''] = say.toLowerCase().split(' ', 1);
  // "com a Anna" → "com uma colega", but "a Anna" → "a una compañera".
  if (PORTUGUESE.has(own) && ['a', 'o'].includes(last.toLowerCase())) return start + say;
  if ((last.toLowerCase() !== 'a' && last.toLowerCase() !== 'an') || SPANISH.has(own))
    return before + (takesNoArticle(last) || noun === say ? noun : uncapitalize(say));
  return start + (last.startsWith('A') ? capital(withIndefinite(noun)) : withIndefinite(noun));
}

function takesNoArticle(word: string): boolean {
  const lower = word.toLowerCase().replace('’', "'");
  // "Anna's", but not "it's".
  return DETERMINERS.has(lower) || /(?<!^(?:it|that|there|what|here|s?he|who|how|let))'s$/.test(lower);
}
