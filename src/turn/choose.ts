/** Choices: one that is made in words, the text that waited for one, and what a document offers once it is made. */
import type { Ask, Choice } from '../adapters/contract.ts';
import { askBack, type Command } from '../machine/commands.ts';
import type { Interview } from '../machine/interview.ts';
import { typedValue } from '../machine/sheet.ts';
import { plain } from '../text/phrases.ts';
import { capitalRuns, piecesOf, sentencesIn } from '../text/sentences.ts';

/** A label that is longer, in characters, opens no answer by chance. */
const LABEL_AT_LEAST = 11;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** A shorter beginning of a label is no choice; in characters. */
const SHORTEST = 4;

/** "Identity", typed where "identity" of an earlier answer is offered: the capitals of a name are given now. */
function isSpelledAnew(text: string, { value, label }: Choice): boolean {
  return value !== undefined && label === label.toLowerCase() && text !== text.toLowerCase();
}

const typedAs = (text: string) => plain(text.trim().replace(/^\[|\]$/g, ''));

/** @returns the choice whose whole label, or whose id, was typed */
export function labelled(text: string, choices: readonly Choice[]): Choice | undefined {
  const typed = typedAs(text);
  return typed === '' ? undefined : choices.find(({ id, label }) => typed === plain(label) || typed === id);
}

/** @returns the id of the choice whose label, or whose id, was typed; null where the text is none */
export function choiceIn(text: string, { choices }: Pick<Ask, 'choices'>): string | null {
  const typed = typedAs(text);
  if (typed === '') return null;
  const exact = labelled(text, choices);
  if (exact && !isSpelledAnew(text, exact)) return exact.id;
  const ordinal = ORDINALS.indexOf(typed.replace('the ', '').replace(' one', ''));
  const offered = choices.filter(({ value, figure, slot }) => (value ?? figure ?? slot) !== undefined);
  if (ordinal >= 0) return offered[ordinal]?.id ?? null;
  // "Already said, I believe. The second sentence is my opinion.": a label, and why.
  const ours = choices.filter((choice) => !offered.includes(choice));
  const said = ours.find(({ label }) => plain(label).length >= LABEL_AT_LEAST && typed.startsWith(`${plain(label)} `));
  if (said) return said.id;
  // "Only now" for "Only now is known": the beginning of one label and of no other.
  const begun = typed.length < SHORTEST ? [] : ours.filter(({ label }) => plain(label).startsWith(`${typed} `));
  return begun.length === 1 ? (begun[0]?.id ?? null) : null;
}

interface Waiting {
  readonly text: string;
  readonly source: string;
  readonly as: 'answer' | 'own' | 'post';
  /** What it was asked, where the choice itself does not ask that. */
  readonly asked?: readonly Command[];
}

/** A text that waited for what was just chosen: a likely correction, words of unknown origin, or an answer in practice. */
export function waitingText(choice: string, { context }: Interview): Waiting | null {
  const pending = context.pending.at(-1);
  if (pending?.kind === 'which' && choice === 'answer' && pending.text) return { ...pending.text, as: 'answer' };
  if (pending?.kind === 'practiced' && choice === 'yes')
    return { ...pending.answer, as: 'answer', asked: [askBack({ ...pending, kind: 'practice' })] };
  if (pending?.kind === 'language' && choice === 'no' && pending.offer?.text)
    return { ...pending.offer.text, as: 'answer' };
  if (pending?.kind !== 'job-post' || !context.open) return null;
  const { text, source } = pending.kept;
  if (choice === 'no') return { text, source, as: 'own' };
  return choice === 'yes' ? { text, source, as: 'post' } : null;
}

/** More are no help. */
const PROPOSALS_AT_MOST = 8;

/** Names of a job post that may be the position or the company, where its form doesn't say. */
const NAMES_AT_MOST = 9;

/** Where nothing can be forwarded, a text is quoted. */
function withoutQuoteMarks(text: string): string {
  const lines = text.split('\n').map((line) => (line.startsWith('> ') ? line.slice(2) : line));
  return lines.join('\n');
}

/**
 * What a document may say for slots, where no model reads it. Nothing of it is used before it is tapped.
 *
 * @param choice whether a document that stands asked about is the job post, or the person's own words
 * @param does what the choice does
 * @returns the same, with what a job post offers to the questions about the role and the company, or the lines of a résumé
 */
export async function withProposals(
  choice: string,
  does: readonly Command[],
  state: Interview,
): Promise<readonly Command[]> {
  const { context } = state;
  const pending = context.pending.at(-1);
  if (pending?.kind !== 'job-post' || context.open) return does;
  const { text, source } = pending.kept;
  if (choice === 'yes') {
    const { choicesIn } = await import('../documents/job-post.ts');
    const { isTitle, roleIn } = await import('../documents/job-post.ts');
    const { isCompanyName } = await import('../documents/names.ts');
    const found = roleIn(withoutQuoteMarks(text));
    const told = found.map(({ value }) => value);
    // A word that only begins sentences, such as "We", has its capital from there.
    const lines = sentencesIn(text);
    const isName = (name: string) =>
      isCompanyName(name) && (name.includes(' ') || lines.some((line) => line === name || line.lastIndexOf(name) > 0));
    return does.map((command) => {
      if (command.type !== 'keep') return command;
      const { names, amounts } = command.kept;
      // A number of theirs names nothing.
      const others = [...new Set([...names, ...lines.flatMap(piecesOf).flatMap(capitalRuns)])]
        .filter((name) => !told.includes(name) && !amounts.some(({ amount }) => name.includes(amount.quote)))
        .toSorted((one, other) => text.indexOf(one) - text.indexOf(other));
      const roles: Record<string, string[]> = {};
      for (const { slot, value } of found) roles[slot] = [...(roles[slot] ?? []), value];
      roles['role.position'] ??= others.filter(isTitle).slice(0, NAMES_AT_MOST);
      // In German every noun has a capital; elsewhere, too, only what is surely a company is offered.
      if (context.sheet.language === 'en') roles['role.company'] ??= others.filter(isName).slice(0, NAMES_AT_MOST);
      roles['role.company'] ??= [];
      return { ...command, kept: { ...command.kept, roles, choices: choicesIn(command.kept) } };
    });
  }
  const { proposalsIn } = await import('../documents/resume.ts');
  const found = proposalsIn(text).filter(({ slot }) => context.sheet.values[slot] === undefined);
  const items = found.map(({ slot, value, line }) => ({ slot, value: typedValue(value, source), line }));
  return items.length === 0
    ? does
    : [...does, askBack({ kind: 'proposals', items: items.slice(0, PROPOSALS_AT_MOST) })];
}
