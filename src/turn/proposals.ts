/** What a document may say for slots, where no model reads it. Nothing of it is used before it is tapped. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Interview } from '../machine/interview.ts';
import { typedValue } from '../machine/sheet.ts';

/** More are no help. */
const PROPOSALS_AT_MOST = 8;

/**
 * @param choice whether a document that stands asked about is the job post, or the person's own words
 * @param does what the choice does
 * @returns the same, with the names of a job post as offers to the question about the role, or the lines of a résumé
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
    const { roleIn } = await import('../documents/job-post.ts');
    const found = roleIn(text);
    const roles: Record<string, string[]> = {};
    for (const { slot, value } of found) roles[slot] = [...(roles[slot] ?? []), value];
    return does.map((command) => {
      if (command.type !== 'keep') return command;
      const { names, amounts } = command.kept;
      // A number of theirs names nothing.
      const others = names.filter((name) => !amounts.some(({ amount }) => name.includes(amount.quote)));
      const all = [...new Set([...found.map(({ value }) => value), ...others])];
      return { ...command, kept: { ...command.kept, names: all, roles } };
    });
  }
  const { proposalsIn } = await import('../documents/resume.ts');
  const found = proposalsIn(text).filter(({ slot }) => context.sheet.values[slot] === undefined);
  const items = found.map(({ slot, value, line }) => ({ slot, value: typedValue(value, source), line }));
  return items.length === 0
    ? does
    : [...does, askBack({ kind: 'proposals', items: items.slice(0, PROPOSALS_AT_MOST) })];
}
