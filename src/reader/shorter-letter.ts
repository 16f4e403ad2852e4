/** "Make it shorter" without a model: offers the sentences that a letter misses least. */
import { askBack, type Command } from '../machine/commands.ts';
import { isMetric, topicOf } from '../machine/slots.ts';
import { phraseList } from '../text/lexer.ts';
import { plain, withoutPlease } from '../text/phrases.ts';
import { paragraphNamed } from './named-sentences.ts';
import type { Message } from './reader.ts';

type Sentences = Message['sentences'];

const SHORTER = new Set(
  phraseList(`shorter | make it shorter | a bit shorter | shorten | shorten it | too long | it's too long | it is too long | cut it down
    | kürzer | kürze | mach ihn kürzer | mach es kürzer | etwas kürzer | kürzen | zu lang | plus court | plus courte | raccourcis
    | raccourcis-la | trop long | trop longue | más corta | más corto | hazla más corta | acorta | acórtala | demasiado larga
    | mais curta | mais curto | encurte | encurta | encurtar | muito longa`),
);

/** Whether the whole text asks for a shorter letter. */
export function isShorter(text: string): boolean {
  return SHORTER.has(plain(withoutPlease(text)));
}

/**
 * "The letter is too long, can you make it shorter?": asks which sentence should go.
 *
 * @param isOfParagraph whether the text has to name a paragraph
 * @returns null for any other text
 */
export function askShorter(message: Message, isOfParagraph: boolean): Command[] | null {
  const said = ` ${plain(message.text)} `;
  const isSaid = [...SHORTER].some((words) => said.includes(` ${words} `));
  const isNamed = !isOfParagraph || paragraphNamed(message.text, message.sentences).length > 0;
  return isSaid && isNamed ? [askWhichToCut(message)] : null;
}

/** Maximum sentences offered at first. */
const OFFERED_AT_MOST = 8;

/** Asks which sentence should go: those of the paragraph that the text names, or of the whole letter. */
export function askWhichToCut({ text, sentences }: Pick<Message, 'text' | 'sentences'>): Command {
  const near = paragraphNamed(text, sentences);
  const from = near.length > 0 ? near : sentences;
  const only = from
    .map((one) => ({ key: one.key, worth: worthOf(one, sentences) }))
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
  const isFirst = all.find(({ slots = [] }) => slots.some((one) => topicOf(one) === topic)) === sentence;
  return isFirst ? 5 : 2;
}
