/** The labels of buttons. */
import type { Language } from '../machine/language.ts';
import type { Option, Question } from '../machine/question.ts';
import { topicOf } from '../machine/slots.ts';
import { LANGUAGE_NAMES, wordIn } from './words.ts';

/** In characters; a button shows no more. */
const LONGEST = 60;

/**
 * @param shown what the option stands for, where it stands for a value: a figure, a piece of an answer, a note
 */
export function labelOf(
  question: Question,
  { id, language: offered }: Option,
  shown: string | null,
  language: Language = 'en',
): string {
  if (shown !== null) return shortened(shown);
  if (offered !== undefined) return LANGUAGE_NAMES[offered];
  const kind = question.kind === 'slot' && question.isRevision ? 'revision' : kindOf(question);
  const place = question.kind === 'open' ? question.topic : placeOf(question.slot);
  // Where a button says something else: at one kind of question, at one question, or at the first one for a topic.
  const at = (where: string) => wordIn('labels-at', `${where} ${id}`, language);
  return at(kind) ?? at(place) ?? wordIn('labels', id, language) ?? id;
}

/** The first question for a topic stands for it: "latency" for "latency.now". */
function placeOf(slot: string): string {
  return slot.endsWith('.now') || slot.endsWith('.choice') ? topicOf(slot) : slot;
}

/** What is left out of an answer is all of it, or some; a message that changes nothing may still be an answer. */
function kindOf(question: Question): string {
  if (question.kind === 'which') return question.text === null ? 'which' : 'which-said';
  if (question.kind === 'practiced' && question.isRead) return 'practiced-read';
  if (question.kind !== 'aside') return question.kind;
  return question.asides.length >= question.value.sentences ? 'aside-all' : 'aside-some';
}

function shortened(text: string): string {
  const line = text.replaceAll('\n', ' ').trim();
  if (line.length <= LONGEST) return line;
  const space = line.lastIndexOf(' ', LONGEST - 2);
  return `${line.slice(0, space > LONGEST / 2 ? space : LONGEST - 2).toWellFormed()} …`;
}

/** What a noted value is called in lists. */
function plainName(id: string): string {
  const words = id.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "Position: Senior Engineer"; French sets a space in front of the colon. */
export function named(slot: string, text: string, language: Language): string {
  return `${slotName(slot, language)}${colon(language)}${text}`;
}

/** With the spaces that stand around it. */
export function colon(language: Language): string {
  return language === 'fr' ? '\u202f: ' : ': ';
}

/** A topic without a name of its own has that of its id: "team-size" is "Team size". */
export function slotName(slot: string, language: Language = 'en'): string {
  const [topic = '', part = ''] = slot.split('+')[0]?.split('.') ?? [];
  const whole = wordIn('names', `${topic}.${part}`, language);
  const name = whole ?? wordIn('names', topic, language) ?? plainName(topic);
  const partName = wordIn('names', part, language);
  return partName !== null && whole === null ? `${name}, ${partName}` : name;
}
