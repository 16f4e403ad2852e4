/** The typed orders about the letter that are certain: "4: New sentence.", "cut 2 and 5", "move 4 to 2", "change Go to Rust". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { moveOf } from '../machine/sentence-question.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';
import { withoutPlease } from '../text/phrases.ts';
import { countWords, isDigit, isEnded, sentencesIn, trimEnd, trimPunctuation, unquoted } from '../text/sentences.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';

/**
 * The verbs, in the languages of the interview: English, German, French, Spanish, Portuguese. The review prints a form with
 * each. Any other message about the letter is asked about (`unclear-orders.ts`).
 */
const VERBS = parseNameTable(`cut: cut delete remove streiche lösche supprime enlève borra elimina quita apaga apague
  corta; move: move verschiebe déplace mueve mova mover; add: add ergänze ajoute añade adicione acrescente;
  replace: replace change ersetze ändere remplace reemplaza cambia substitua troque`);
/** Words between the numbers of an order, or between old and new words. */
const JOINTS = parseNameTable(`and: and und et y e &; to: to auf à a para; after: after hinter après tras após`);
const WITH = wordSet('with by to durch in zu par en por');

type Order =
  | { readonly id: 'rewrite'; readonly numbers: readonly [number]; readonly text: string }
  | { readonly id: 'cut'; readonly numbers: readonly number[] }
  /** @property to the number of another sentence; null if it isn't said @property side null: to its place */
  | {
      readonly id: 'move';
      readonly numbers: readonly [number];
      readonly to: number | null;
      readonly side: 'after' | null;
    }
  | { readonly id: 'add'; readonly numbers: readonly []; readonly text: string };

/** Maximum characters of an order without a new sentence, and of one with old and new words. */
const ORDER_AT_MOST = 60;
const REPLACEMENT_AT_MOST = 240;
/** Minimum words of a new sentence without a full stop. */
const SENTENCE_WORDS = 5;

/** Whether a text begins with the verb of an order. */
export function startsWithOrder(text: string): boolean {
  return verbIn(text) !== undefined;
}

function verbIn(text: string): string | undefined {
  return VERBS.get(trimPunctuation(text.trim().split(' ', 1).join()).toLowerCase());
}

/** Whether a text that was typed as a sentence may be a request instead: "shorter", "cut the one about Go". */
export function mayBeOrder(text: string): boolean {
  return !isEnded(text) && (countWords(text) < SENTENCE_WORDS || startsWithOrder(text));
}

/** @returns null unless every word is understood */
function parseOrder(typed: string): Order | null {
  return behindColon(typed.trim()) ?? numbered(typed.trim());
}

/** "4: New sentence.", "add: New sentence."; French has a space before the colon. */
function behindColon(typed: string): Order | null {
  const colon = typed.indexOf(':');
  const [head, text] = [typed.slice(0, Math.max(0, colon)).trim(), unquoted(typed.slice(colon + 1).trim())];
  // "14:30" is a time.
  if (head === '' || head.includes(' ') || text === '' || isDigit(typed[colon + 1])) return null;
  const number = numberOf(head);
  if (number === null && VERBS.get(head.toLowerCase()) !== 'add') return null;
  // "4: We moved. 5: It runs.", "4: We moved. Cut 5."
  if (text.split(/\s/u).some((word) => word.endsWith(':') && numberOf(word.slice(0, -1)) !== null)) return null;
  if (sentencesIn(text).some((one, at) => numbered(one) !== null || (at > 0 && startsWithOrder(one)))) return null;
  return number === null ? { id: 'add', numbers: [], text } : { id: 'rewrite', numbers: [number], text };
}

/** "Cut 2, 4 and 5", "move 4", "move 4 to 2", "move 4 after 2" */
function numbered(typed: string): Order | null {
  if (typed.length > ORDER_AT_MOST) return null;
  const [verb = '', ...words] = withoutPlease(typed).toLowerCase().replaceAll(',', ' ').split(' ');
  const items = words.map((word) => trimEnd(word, '.!')).filter((word) => word !== '');
  if (VERBS.get(verb) === 'move') return moving(items);
  const numbers = items.filter((item) => JOINTS.get(item) !== 'and').map(numberOf);
  const known = numbers.filter((number) => number !== null);
  const isList = numberOf(items.at(-1) ?? '') !== null && known.length === numbers.length;
  return VERBS.get(verb) === 'cut' && isList ? { id: 'cut', numbers: known } : null;
}

function moving([number = '', ...rest]: readonly string[]): Order | null {
  const from = numberOf(number);
  const [joint, to = ''] = rest.length === 2 ? [JOINTS.get(rest[0] ?? ''), rest[1]] : ['to', rest[0]];
  const target = numberOf(to);
  if (from === null || rest.length > 2 || (joint !== 'to' && joint !== 'after')) return null;
  if (rest.length > 0 && target === null) return null;
  return { id: 'move', numbers: [from], to: target, side: joint === 'after' ? joint : null };
}

/** The number of a sentence; null for any other word. */
function numberOf(word: string): number | null {
  return word !== '' && word.length <= 2 && [...word].every(isDigit) ? Number(word) : null;
}

/** Whether a text is an order about numbered sentences, whatever the open question is. */
export function isCertainOrder(text: string): boolean {
  const id = parseOrder(text)?.id;
  return id === 'cut' || id === 'move';
}

/** Whether a text is a new sentence for a number, such as "4: It lost no order." */
export function isNumberedSentence(text: string): boolean {
  return parseOrder(text)?.id === 'rewrite';
}

/** "Change 14 laundries to 12", where the letter has the old words exactly once; null for any other message. */
export function replacementOrder({ text, id: source, sentences }: Message): Command | null {
  const words = text.length > REPLACEMENT_AT_MOST ? [] : trimEnd(withoutPlease(text.trim()), '.!').split(' ');
  const isReplacement = VERBS.get((words[0] ?? '').toLowerCase()) === 'replace';
  // Each word such as "to" may stand between the old and the new words.
  const joints = isReplacement ? words.flatMap((word, at) => (at > 1 && WITH.has(word.toLowerCase()) ? [at] : [])) : [];
  const found = joints.flatMap((at) => {
    const [old, by] = [words.slice(1, at), words.slice(at + 1)].map((each) => unquoted(each.join(' ').trim()));
    // "Change 14 depots to 12" would lose the noun.
    const isShort = isDigit(by?.charAt(0)) && !by?.includes(' ') && old?.includes(' ');
    if (!old || !by || isShort) return [];
    return sentences.flatMap(({ key, text: told }) => {
      const parts = wholeParts(told, old);
      // Twice in one sentence is as unclear as in two.
      return parts.slice(1).map(() => ({ key, text: parts.join(by) }));
    });
  });
  const [only, another] = found;
  return only && !another ? editLetter({ type: 'rewrite', ...only, source }) : null;
}

/** A text, divided where these words stand in it as whole words. */
function wholeParts(text: string, words: string): string[] {
  const place = finderFor(text).find(words);
  return place === null ? [text] : [text.slice(0, place.start), ...wholeParts(text.slice(place.end), words)];
}

/** Carries out an order; null for any other message. */
export function letterOrder(message: Message): Command[] | null {
  const { text: typed, id: source, sentences } = message;
  const order = parseOrder(typed);
  const replacement = order === null ? replacementOrder(message) : null;
  if (replacement) return [replacement];
  if (order === null) return null;
  const named = [...new Set(order.numbers)].map((number) => sentences[number - 1]);
  const [first] = named;
  if (named.includes(undefined)) return [remark('no-such-sentence')];
  const key = first?.key ?? '';
  switch (order.id) {
    case 'rewrite': {
      const { text } = order;
      // "4: cut the end"
      if (mayBeOrder(text))
        return [
          askBack({ kind: 'wording', action: 'rewrite', key, offers: [text], source }),
          remark('order-or-sentence'),
        ];
      return [editLetter({ type: 'rewrite', key, text, source })];
    }
    case 'cut':
      return named.flatMap((one) => (one ? [editLetter({ type: 'cut', key: one.key })] : []));
    case 'add':
      return [askBack({ kind: 'sentence', action: 'add', added: { text: order.text, source } })];
    case 'move': {
      if (order.to === null) return [askBack({ kind: 'place', key })];
      const target = sentences[order.to - 1];
      if (target === undefined) return [remark('no-such-sentence')];
      const move = moveOf(key, target.key, order.side, sentences);
      return [move === null ? remark('already-there') : editLetter(move)];
    }
  }
}
