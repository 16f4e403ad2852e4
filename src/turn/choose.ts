/** Choices: matches typed text to a choice, and adds values from a document. */
import type { Ask, Choice } from '../adapters/contract.ts';
import { askBack, type Command } from '../machine/commands.ts';
import { FormSchema } from '../machine/edits.ts';
import type { Interview } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import type { HeldText, Option, Question } from '../machine/question.ts';
import { textOf, typedValue } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { wordIn } from '../prompts/catalogues.ts';
import { replacedText } from '../reader/text-replacement.ts';
import { wordSet } from '../text/lexer.ts';
import { denies, phraseIn, plain, withoutPlease, yesOrNo } from '../text/phrases.ts';

/** Minimum length of a label, in characters, that an answer doesn't start with by chance. */
const LABEL_AT_LEAST = 11;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Minimum length of an abbreviated label, in characters. */
const SHORTEST = 4;

const typedAs = (text: string) => plain(text.trim().replace(/^\[|\]$/g, ''));

/** @returns the choice whose whole label or id was typed */
export function choiceByLabel(text: string, choices: readonly Choice[]): Choice | undefined {
  const typed = typedAs(text);
  // "No" leaves out what is asked about, although it is the id of "I'll say it again".
  const isId = (id: string) => typed === id && !(id === 'no' && choices.some((choice) => choice.id === 'leave-out'));
  return typed === '' ? undefined : choices.find(({ id, label }) => typed === plain(label) || isId(id));
}

/** "Harbourlight" where "harbourlight" is offered, or "IBM" where "Ibm" is: a new spelling of the name, not a choice. */
function isSpelledAnew(text: string, { value, label }: Choice): boolean {
  const hasCapitalsInside = text.split(' ').some((word) => word.slice(1) !== word.slice(1).toLowerCase());
  const isAnew = hasCapitalsInside || (label === label.toLowerCase() && text !== text.toLowerCase());
  return value !== undefined && text !== label && isAnew;
}

/** The forms of a letter that have buttons. */
const FORMS: readonly string[] = [...FormSchema.options, 'note'];
/** Words around the name of a form, in all languages of the interview, as `plain` writes them. */
const AROUND_FORMS =
  wordSet(`a an the as in it of to me us i we you can could may have get give send show make want need
  would like version form format file letter als das den die der ein eine im mir ich du kann kannst könntest haben bitte
  gib schick schicke schicken datei fassung brief le la les l'un une en au moi je tu me peux avoir donne donnemoi envoie
  envoiemoi envoyer svp fichier lettre format el un una del lo me puedo puedes tener dame envía envíame mándame enviar
  mandar como versión archivo carta o os um uma em posso pode ter quero manda envia arquivo versão`);

/** @returns the form of the letter that a whole message asks for: "email version pls"; null for any other text */
export function formIn(text: string, { kind }: Pick<Question, 'kind'>, language: Language): string | null {
  // "An e-mail" may answer a practice question.
  if (kind !== 'letter' && kind !== 'review') return null;
  const named = (words: string) =>
    plain(withoutPlease(words.trim()))
      .split(' ')
      .filter((word) => !AROUND_FORMS.has(word))
      .join(' ');
  const asked = named(text);
  const names = (id: string) => [id, named(wordIn('labels', id, language) ?? id)];
  return FORMS.find((id) => names(id).includes(asked)) ?? null;
}

/**
 * @param isFree the text may also be an answer, so that only whole labels count
 * @returns the id of the choice that was typed: by label, words of a single label, id or ordinal; null for none
 */
export function choiceIn(text: string, { choices }: Pick<Ask, 'choices'>, isFree = false): string | null {
  const typed = typedAs(text);
  if (typed === '') return null;
  const exact = choiceByLabel(text, choices);
  if (exact && (text.trim().startsWith('[') || !isSpelledAnew(text, exact))) return exact.id;
  const ordinal = ORDINALS.indexOf(typed.replace('the ', '').replace(' one', ''));
  const offered = choices.filter(({ value, figure, slot }) => (value ?? figure ?? slot) !== undefined);
  if (ordinal >= 0) return offered[ordinal]?.id ?? null;
  // A label with a reason: "Already said, I believe. The second sentence is my opinion."
  const ours = choices.filter((choice) => !offered.includes(choice));
  const said = ours.find(({ label }) => plain(label).length >= LABEL_AT_LEAST && typed.startsWith(`${plain(label)} `));
  if (said || isFree) return said?.id ?? null;
  // "Measured it" isn't "Nobody measured it". In "No, change it", the first word only answers.
  const opposes = (label: string) => denies(label.slice(label.indexOf(', ') + 1)) && !denies(text);
  // [My words: "4 s (6 minutes before)"] quotes an answer, which only the same answer names.
  const isOther = ({ id, label }: Choice) => id === 'own-words' && !plain(label).endsWith(typed);
  const named = ours.filter((one) => !isOther(one) && namesLabel(typed, plain(one.label)) && !opposes(one.label));
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}

/** Whether a text names a label: several of its words, such as "only know the new one", or its first or last word. */
function namesLabel(typed: string, label: string): boolean {
  const [said, words] = [typed.split(' '), label.split(' ')];
  if (said.length === 1) return typed.length >= SHORTEST && (words[0] === typed || words.at(-1) === typed);
  // "Know" for "known"
  const isIn = (word: string) => words.some((one) => one === word || (word.length >= SHORTEST && one.startsWith(word)));
  return said.every(isIn) && said.some((word) => word.length >= SHORTEST);
}

/** @returns the id of the choice that was typed, or that a "yeah" or "nope" means; null for none */
export function choiceTyped(text: string, question: Question, choices: readonly Choice[]): string | null {
  return choiceIn(text, { choices }, isFree(question)) ?? choiceByPhrase(text, question);
}

/** Whether any words may be the answer: "the sentence", as what the letter should say instead. */
function isFree(question: Question): boolean {
  const { kind, slot } = question;
  if (kind === 'slot') return slotKind(slot) !== 'figure' && question.problem !== 'add-or-replace';
  return kind === 'confidential' || kind === 'wording';
}

/** The choice of a phrase, for questions whose text is read after the choice. */
function choiceByPhrase(text: string, question: Question): string | null {
  if (question.kind === 'practiced') return yesOrNo(text);
  const phrase = phraseIn(text);
  const isAside = question.kind === 'aside';
  const isWaiting = question.options.some(({ id, reads }) => reads && (id === 'yes' || id === 'no'));
  if (!isAside && !isWaiting) return null;
  const [yes, no] = !isAside ? ['yes', 'no'] : question.rest ? ['note', 'no'] : ['yes', 'leave-out'];
  if (phrase === 'yes') return yes;
  return phrase === 'no' || phrase === 'decline' || (isAside && phrase === 'over') ? no : null;
}

/** Returns the text to read after a tap: with a change of a text, the tapped note with its words replaced. Null for none. */
export function textToRead({ slot = '', reads }: Option, { context: { sheet } }: Interview): string | null {
  if (reads?.as !== 'change') return reads?.text ?? null;
  // "It is 140 hauliers, not 240": the tapped note has the old words. For a figure, the reader finds the number.
  const current = textOf(sheet, slot);
  return current === null ? reads.text : replacedText(reads.text, current);
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
 * @returns its commands, with the role of a job post for later questions, or with proposals from a résumé
 */
export async function withDocumentValues(
  { id: choice, does }: Option,
  { text, source }: HeldText,
  { context }: Interview,
): Promise<readonly Command[]> {
  if (choice === 'yes') {
    const { findRole } = await import('../documents/job-post.ts');
    const roles: Record<string, string[]> = {};
    for (const { slot, value } of findRole(withoutQuoteMarks(text))) roles[slot] = [...(roles[slot] ?? []), value];
    return does.map((command) =>
      command.type === 'keep' ? { ...command, kept: { ...command.kept, roles } } : command,
    );
  }
  const { proposalsIn } = await import('../documents/resume.ts');
  const found = proposalsIn(text).filter(({ slot }) => context.sheet.values[slot] === undefined);
  const items = found.map(({ slot, value, line }) => ({ slot, value: typedValue(value, source), line }));
  return items.length === 0
    ? does
    : [...does, askBack({ kind: 'proposals', items: items.slice(0, PROPOSALS_AT_MOST) })];
}
