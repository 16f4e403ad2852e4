/** Finds wishes for a shorter letter, and asks which sentence should go. */
import { askBack, type Command } from '../machine/commands.ts';
import { isMetric, topicOf } from '../machine/slots.ts';
import { withoutPlease } from '../text/phrases.ts';
import { wordsIn } from './order-places.ts';
import { LONG, SHORTER, TOO } from './order-rules.ts';
import type { Message } from './reader.ts';

type Sentences = Message['sentences'];

/** "Make it shorter", as a whole message. */
export function isShorter(text: string): boolean {
  const words = wordsIn(withoutPlease(text));
  return words.length <= SHORT_WORDS && asksForShorter(words);
}

/** Maximum words of a message that can't be a wording. */
export const SHORT_WORDS = 4;

export function asksForShorter(words: readonly string[]): boolean {
  return words.some((word, at) => SHORTER.has(word) || (LONG.has(word) && TOO.has(words[at - 1] ?? '')));
}

/** Maximum sentences offered at first. */
const OFFERED_AT_MOST = 8;

/** Asks which sentence should go, those first that a letter misses least. */
export function askWhichToCut(offered: Sentences, all: Sentences): Command {
  const only = offered
    .map((one) => ({ key: one.key, worth: worthOf(one, all) }))
    .toSorted((one, other) => one.worth - other.worth)
    .slice(0, OFFERED_AT_MOST)
    .map(({ key }) => key);
  return askBack({ kind: 'sentence', action: 'cut', only });
}

/** How much a letter would miss a sentence: earlier work least, then further figures, then what goes on about a topic. */
function worthOf(sentence: Sentences[number], all: Sentences): number {
  const { slots: [slot = ''] = [] } = sentence;
  const topic = topicOf(slot);
  if (topic === 'background') return 0;
  if (slot.endsWith('.more') || slot.endsWith('.words')) return 1;
  if (topic === 'role') return 6;
  if (topic === 'contract' || slot === 'system.part') return 4;
  if (isMetric(topic)) return 3;
  const isFirst = all.find(({ slots = [] }) => slots.some((one) => topicOf(one) === topic))?.key === sentence.key;
  return isFirst ? 5 : 2;
}
