/** Questions that ask for a sentence of the letter, and what is done with it. */
import { askBack, type Command, editLetter } from './commands.ts';
import type { Added, PendingOf } from './pending.ts';
import { type Option, option, type Question } from './question.ts';
import { movesOf, type Placed } from './sentence-moves.ts';
import { OPTIONS_AT_MOST } from './step-question.ts';

/** Adds the sentences of the letter as options, if the question asks for one. @param sentences all, in order */
export function withSentences(question: Question, sentences: readonly Placed[]): Question {
  const { kind } = question;
  if ((kind !== 'sentence' && kind !== 'place') || (kind === 'sentence' && question.action === 'hide')) return question;
  const keys = sentences.map(({ key }) => key);
  const all = kind === 'sentence' && question.action === 'add' ? paragraphEnds(sentences) : keys;
  // In the order of `only`, with the numbers of the letter.
  const { only = all } = kind === 'sentence' ? question : {};
  const isWhole = kind === 'sentence' && question.isWhole === true;
  const numbered = only.slice(0, OPTIONS_AT_MOST).flatMap((key): Option[] => {
    const at = keys.indexOf(key);
    const sentence = sentences[at];
    if (!sentence) return [];
    if (isWhole) return [paragraphOption(sentence, sentences)];
    const does =
      kind === 'place'
        ? movesOf([question.key], key, null, sentences).edits.map(editLetter)
        : [sentenceCommand(question.action, key, at + 1, question.added)];
    return does.length === 0 ? [] : [{ id: `n:${at + 1}`, slot: key, does }];
  });
  const isPart = kind === 'sentence' && question.action === 'cut' && numbered.length < keys.length;
  const rest = isPart && only !== all ? [option('all', askBack({ kind: 'sentence', action: 'cut' }))] : [];
  const cuts = only.map((key) => editLetter({ type: 'cut', key }));
  const together = kind === 'sentence' && question.isNamed ? [option('cut-all', ...cuts)] : [];
  return { ...question, options: [...numbered, ...together, ...rest, ...question.options] };
}

/** The keys of the last sentences of the paragraphs. */
function paragraphEnds(sentences: readonly Placed[]): string[] {
  return sentences.flatMap(({ key, paragraph }, at) => (sentences[at + 1]?.paragraph === paragraph ? [] : [key]));
}

/** Cuts the paragraph of a sentence. Its button shows how it begins. */
function paragraphOption({ key, paragraph }: Placed, sentences: readonly Placed[]): Option {
  const cut = sentences.filter((one) => one.paragraph === paragraph);
  const does = cut.map((one) => editLetter({ type: 'cut', key: one.key }));
  return { id: `p:${paragraph}`, slot: cut[0]?.key ?? key, does };
}

/**
 * Returns the command for an action on a sentence: the edit itself, or the next question about it.
 * @param added the new sentence, if it is known
 */
export function sentenceCommand(
  action: PendingOf<'sentence'>['action'],
  key: string,
  number: number,
  added?: Added,
): Command {
  if (action === 'change') return askBack({ kind: 'change', key, number });
  if (action === 'cut' || action === 'split' || action === 'join') return editLetter({ type: action, key });
  if (action === 'move') return askBack({ kind: 'place', key });
  if (action === 'rewrite' && added) return editLetter({ type: action, key, ...added });
  if (action !== 'add') return askBack({ kind: 'wording', action: 'rewrite', key });
  const offer = added && { offers: [added.text], source: added.source };
  return askBack({ kind: 'wording', action, key, ...offer });
}
