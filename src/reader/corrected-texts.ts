/** Corrections of noted texts and of the letter: "Actually it's 900, not 600. And it took six months, not seven." */
import { type Command, editLetter, setValue } from '../machine/commands.ts';
import { wordedValue } from '../machine/sheet.ts';
import { isMetric, slotKind, topicOf } from '../machine/slots.ts';
import { opensCorrection } from '../text/corrections.ts';
import { numbersIn } from '../text/quantities.ts';
import { countWords, sentencesIn, textValue } from '../text/sentences.ts';
import { ORDER_AT_MOST } from './order-parser.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';
import { replacedText } from './text-replacement.ts';

interface Corrected {
  readonly commands: readonly Command[];
  /** The sentences that correct nothing. */
  readonly rest: string;
}

/** Corrects texts on the sheet; null if no sentence corrects exactly one of them. */
export function correctedTexts({ text, id, context }: Message, slot: string): Corrected | null {
  const { values, language } = context.sheet;
  const texts = new Map(
    Object.entries(values).flatMap(([key, value]) =>
      slotKind(key) === 'text' ? [[key, wordedValue(value, language)] as const] : [],
    ),
  );
  const { changed, rest } = correct(text, texts);
  // "900 a minute, not 600" alone may be the number that was asked for.
  const mayAnswer = rest === '' && isMetric(topicOf(slot)) && !opensCorrection(text);
  if (changed.size === 0 || mayAnswer) return null;
  const commands = [...changed].map(([key, words]) => {
    const told = values[key];
    const isWorded = told !== undefined && words !== told.text && texts.get(key) !== told.text;
    return setValue(key, isWorded ? { ...told, english: words } : textValue(words, id));
  });
  return { commands, rest };
}

/** The topic of the only noted text with a number of a message; null for none or several. */
export function topicWithNumber({ text, context: { sheet } }: Message): string | null {
  const numbers = numbersIn(text.slice(0, ORDER_AT_MOST), sheet.language).mentions.flatMap((mention) => mention.text);
  const [only, another] = Object.entries(sheet.values).filter(([, value]) => {
    const finder = finderFor(wordedValue(value, sheet.language));
    return numbers.some((number) => finder.find(number) !== null);
  });
  return only && !another ? topicOf(only[0]) : null;
}

/** Corrects sentences of the letter; null unless each sentence of the message corrects exactly one of them. */
export function correctedSentences({ text, id, sentences }: Message): Command[] | null {
  const { changed, rest } = correct(text, new Map(sentences.map((sentence) => [sentence.key, sentence.text])));
  if (changed.size === 0 || rest !== '') return null;
  return [...changed].map(([key, words]) => editLetter({ type: 'rewrite', key, text: words, source: id }));
}

/** Replaces words in `texts`, sentence by sentence. A sentence that fits none of them, or several, is part of the rest. */
function correct(text: string, texts: ReadonlyMap<string, string>): { changed: Map<string, string>; rest: string } {
  const changed = new Map<string, string>();
  if (text.length > ORDER_AT_MOST) return { changed, rest: text };
  // "Sorry."
  const isLead = (sentence: string) => countWords(sentence) === 1 && opensCorrection(sentence);
  const told = sentencesIn(text).filter((sentence) => !isLead(sentence));
  const others = told.filter((sentence) => {
    const found = [...texts].flatMap(([key, words]) => {
      const next = replacedText(sentence, changed.get(key) ?? words);
      return next === null ? [] : [[key, next] as const];
    });
    const [only, another] = found;
    if (!only || another) return true;
    changed.set(...only);
    return false;
  });
  return { changed, rest: others.join(' ') };
}
