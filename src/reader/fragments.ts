/** Sentences that lack a subject or a verb. Only certain signs of their form count: any other sentence passes as whole. */
import type { Language } from '../machine/language.ts';
import { isCapital, straight, uncapitalize } from '../text/capitals.ts';
import { spellingMap, wordSet } from '../text/lexer.ts';
import { nameWord } from '../text/naming.ts';
import { isNumberWord } from '../text/numerals.ts';
import { PARTICIPLES, PASTS } from '../text/openings.ts';
import { countWords, isDigit, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { hasClause } from './words-around.ts';

/** Auxiliaries, with the subjects that may be missing in front of them. */
const AUXILIARIES = spellingMap<readonly string[]>([
  [['I', 'We', 'It'], "can can't cannot could couldn't will won't would wouldn't"],
  [['It', 'I'], "was wasn't"],
  [['It'], "is isn't has hasn't"],
  [['I'], 'am'],
]);
/** The same in other languages. Spanish and Portuguese need no pronoun. */
const FOREIGN_AUXILIARIES: Partial<Record<Language, ReadonlySet<string>>> = {
  de: wordSet('kann konnte könnte war habe hatte wurde'),
  fr: wordSet('ai suis peux avais étais avait était'),
};
/** First words of a subject. Behind an auxiliary, they make a question or a condition: "Can you tell me", "Könnte ich". */
const PRONOUNS = wordSet(`i we you they he she it one there this that these those everyone anyone somebody nobody
  ich wir sie er es man das dies jemand du ihr tu il elle nous vous on ils elles ce cela`);
const DETERMINERS = wordSet(`a an the my our your his her their its all both each every some any no
  der die ein eine mein meine unser unsere alle kein keine le la les un une des mon ma mes notre nos aucun aucune`);

/** First words of a past, which can't be a participle. */
const PAST_PHRASES: readonly string[] = ['had to', 'helped to', 'worked on', 'worked at', 'worked as', 'worked with'];
/** Conjunctions in -ed: "Provided the order is known". */
const NO_PASTS = wordSet('provided granted');
const OBJECTS = wordSet('a an the my our his her their its these them it everything');

/** Words in -s that are no verb: "Besides the API, …". */
const NO_VERBS_IN_S = wordSet(`as is was has does this its his plus minus less thus yes thanks perhaps besides unless
  whereas versus always sometimes nowadays afterwards across towards others ours theirs nights mornings evenings weekends
  mondays tuesdays wednesdays thursdays fridays saturdays sundays`);
const OBJECTS_OF_S = wordSet('a an the our their its them');
/** Behind a determiner, they say when: "Readings every 15 minutes", "Built the same year". */
const TIMES = wordSet(
  'same second minute hour day night morning evening week weekend month quarter year time other few',
);

const ADJECTIVES = wordSet('happy glad willing keen');
/** Words that are no verb, besides names, numbers, articles and prepositions. */
const NO_VERBS = wordSet('us people days day weeks week months month years year hours hour minutes');

interface Sentence {
  readonly text: string;
  /** Without marks. */
  readonly words: readonly string[];
  /** The same in lower case. The first is empty if a mark follows it: "Lars, a colleague, …". */
  readonly low: readonly string[];
}

interface Sign {
  readonly isIn: (sentence: Sentence) => boolean;
  /** What may be missing in front, by the first word. */
  readonly subjects?: (first: string) => readonly string[] | undefined;
}

/** "Can show you the tool", but not the name in "Will wrote the tests". */
const AUXILIARY: Sign = {
  isIn: ({ low: [first = '', second = ''], words }) =>
    AUXILIARIES.has(first) &&
    !(PRONOUNS.has(second) || isCapital(words[1]) || second === 'and' || second === 'from') &&
    (first.startsWith('was') || !(DETERMINERS.has(second) || isPast(second))),
  subjects: (first) => AUXILIARIES.get(first),
};

/** "Kept the old endpoint", but not the participle in "Built in 2009, it ran nightly" */
const PAST: Sign = {
  isIn: ({ low: [first = '', second = '', third = ''], text }) =>
    ((PASTS.has(first) && !(first === 'did' && PRONOUNS.has(second))) ||
      PAST_PHRASES.includes(`${first} ${second}`) ||
      (isPast(first) && OBJECTS.has(second) && !TIMES.has(third))) &&
    !hasSubjectBehindComma(text),
  subjects: () => ['I', 'We', 'It'],
};

/** "Tracks every crown", but not "Readings every 15 minutes are enough" */
const PRESENT: Sign = {
  isIn: ({ low: [first = '', second = '', third = ''] }) =>
    first.endsWith('s') &&
    !first.includes("'") &&
    !NO_VERBS_IN_S.has(first) &&
    (OBJECTS_OF_S.has(second) || (second === 'every' && !isDigit(third.charAt(0)) && !TIMES.has(third))),
  subjects: () => ['It'],
};

/** "Happy to walk you through it", but not "Happy to help, we stayed" */
const ADJECTIVE: Sign = {
  isIn: ({ low: [first = '', second = ''], text }) =>
    ((ADJECTIVES.has(first) && second === 'to') || (first === 'responsible' && second === 'for')) &&
    !hasSubjectBehindComma(text),
  subjects: () => ['I am', 'We are'],
};

/** "Mine: ingest and schema", "Print layout = colleague", but not "One rule: we never guess" or "At Tavolo: …" */
const LABEL: Sign = {
  isIn: ({ text, words: [first = ''] }) => {
    const [label = '', ...rest] = text.replace(' = ', ': ').split(': ');
    const isLabel = rest.length > 0 && countWords(label) <= 2 && !label.includes('"');
    return isLabel && nameWord(first, 'en') !== 'preposition' && !hasVerb(text);
  },
};

/** "3 of us, 7 months", "Go, Postgres, NATS" */
const NO_VERB: Sign = {
  isIn: ({ words }) => words.length > 1 && words.every(isNoVerb),
};

const SIGNS = [AUXILIARY, PAST, PRESENT, ADJECTIVE, LABEL, NO_VERB];

/**
 * @param text a sentence of the letter
 * @returns the sentence behind each subject that it may lack, if that is certain; null if the sentence passes as whole
 */
export function completionsOf(text: string, language: Language): readonly string[] | null {
  if (trimEnd(text, '"”’)]» ').endsWith('?')) return null;
  const words = text.split(' ').map(trimPunctuation);
  const isMarked = !text.startsWith(`${words[0]} `);
  const low = words.map((word, at) => (at === 0 && isMarked ? '' : straight(word)));
  const [first = '', second = ''] = low;
  if (language !== 'en') {
    const isOpen = FOREIGN_AUXILIARIES[language]?.has(first) && !text.includes(',');
    return isOpen && !PRONOUNS.has(second) && !DETERMINERS.has(second) ? [] : null;
  }
  const sign = SIGNS.find(({ isIn }) => isIn({ text, words, low }));
  return sign ? (sign.subjects?.(first) ?? []).map((subject) => `${subject} ${uncapitalize(text)}`) : null;
}

function isPast(word: string): boolean {
  const isRegular = word.endsWith('ed') && !word.endsWith('eed') && !NO_PASTS.has(word);
  return PASTS.has(word) || PARTICIPLES.has(word) || word === 'lost' || isRegular;
}

/** "Asked the vendor, we got no answer." */
function hasSubjectBehindComma(text: string): boolean {
  return text.split(', ').some((part, at) => at > 0 && PRONOUNS.has(straight(part.split(' ', 1)[0] ?? '')));
}

/** Whether a text has a verb that is also a function word, or its subject. */
function hasVerb(text: string): boolean {
  return hasClause(straight(text)) || straight(text).includes("n't");
}

/** A capital may begin a name. The first word of a sentence always has one. */
function isNoVerb(word: string): boolean {
  const low = straight(word);
  if (hasVerb(low)) return false;
  const isName = word === '' || isCapital(word) || isDigit(word.charAt(0)) || isNumberWord(low);
  return isName || NO_VERBS.has(low) || ['article', 'preposition'].includes(nameWord(word, 'en'));
}
