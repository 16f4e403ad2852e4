/** Choices: matches typed text to a choice, and adds values from a document. */
import type { Choice } from '../adapters/contract.ts';
import { askBack, type Command } from '../machine/commands.ts';
import { FormSchema } from '../machine/edits.ts';
import type { Interview } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import type { HeldText, Option, Question } from '../machine/question.ts';
import { typedValue } from '../machine/sheet.ts';
import { wordIn } from '../prompts/catalogues.ts';
import { phraseIn, plain, withoutPlease, yesOrNo } from '../text/phrases.ts';
import { isNumberless } from '../text/quantities.ts';

/** The forms of a letter that have buttons. */
const FORMS: readonly string[] = [...FormSchema.options, 'note'];

/** Whether a whole message is the id or the label of a form of the letter. */
export function isForm(text: string, language: Language): boolean {
  return FORMS.some((id) => [id, plain(wordIn('labels', id, language) ?? id)].includes(typedAs(text)));
}

const typedAs = (text: string) => plain(withoutPlease(text.trim().replace(/^\[|\]$/g, '')));

/**
 * @returns the choice whose whole label or id was typed. An offered text in other capitals is a new spelling, and so an
 *   answer: "IBM" where "Ibm" is offered.
 */
export function choiceByLabel(text: string, choices: readonly Choice[]): Choice | undefined {
  const typed = typedAs(text);
  // "No" leaves out what is asked about, although it is the id of "I'll say it again".
  const isId = (id: string) => typed === id && !(id === 'no' && choices.some((choice) => choice.id === 'leave-out'));
  const isMeant = ({ id, label, value }: Choice) =>
    value === undefined ? typed === plain(label) || isId(id) : text.trim() === label;
  return typed === '' ? undefined : choices.find(isMeant);
}

/** @returns the id of the choice that was typed, or that a "yeah" or "nope" means; null for none */
export function choiceTyped(text: string, question: Question, choices: readonly Choice[]): string | null {
  // The same answer again stands as it was typed.
  const again = question.options.find(({ words }) => words !== undefined && plain(words) === plain(text));
  return choiceByLabel(labelIn(text, question), choices)?.id ?? again?.id ?? choiceByPhrase(text, question);
}

/** "Leave it out, it's in the first sentence": without a number, only the label can answer whether there is another one. */
function labelIn(text: string, { slot }: Question): string {
  const [clause = text] = text.split(/[,.;]\s/u, 1);
  return slot.endsWith('.more') && clause !== text && isNumberless(text) ? clause : text;
}

/** The choice of a phrase, for questions whose text is read after the choice. */
function choiceByPhrase(text: string, question: Question): string | null {
  if (question.kind === 'practiced') return yesOrNo(text);
  const phrase = phraseIn(text);
  if (phrase === 'both') return question.options.find(({ id }) => id === phrase)?.id ?? null;
  const isAside = question.kind === 'aside';
  const isWaiting = question.options.some(({ id, reads }) => reads && (id === 'yes' || id === 'no'));
  if (!isAside && !isWaiting) return null;
  const [yes, no] = isAside ? ['yes', 'leave-out'] : ['yes', 'no'];
  if (phrase === 'yes') return yes;
  return phrase === 'no' || phrase === 'decline' || (isAside && phrase === 'over') ? no : null;
}

/** Maximum values offered from a résumé. */
const PROPOSALS_AT_MOST = 8;

/** Removes "> ". People quote a text on platforms that can't forward one. */
function withoutQuoteMarks(text: string): string {
  const lines = text.split('\n').map((line) => (line.startsWith('> ') ? line.slice(2) : line));
  return lines.join('\n');
}

/**
 * Adds values found in a document that no model reads. They are only offered as choices.
 * @param option "yes": the document is the job post; otherwise it is the person's own
 * @returns its commands, with names and sentences of a job post for later questions, or with proposals from a résumé
 */
export async function withDocumentValues(
  { id: choice, does }: Option,
  { text, source }: HeldText,
  { context }: Interview,
): Promise<readonly Command[]> {
  if (choice === 'yes') {
    const { findDecisions, findRole } = await import('../documents/job-post.ts');
    const roles = findRole(withoutQuoteMarks(text));
    return does.map((command) => {
      if (command.type !== 'keep') return command;
      return { ...command, kept: { ...command.kept, roles, choices: findDecisions(command.kept) } };
    });
  }
  const { proposalsIn } = await import('../documents/resume.ts');
  const found = proposalsIn(text).filter(({ slot }) => context.sheet.values[slot] === undefined);
  const items = found.map(({ slot, value, line }) => ({ slot, value: typedValue(value, source), line }));
  return items.length === 0
    ? does
    : [...does, askBack({ kind: 'proposals', items: items.slice(0, PROPOSALS_AT_MOST) })];
}
