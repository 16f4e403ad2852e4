/** A text that waits for a choice: it is read once that is made. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Interview } from '../machine/interview.ts';

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
