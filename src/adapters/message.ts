/** A question as a person reads it: what was noted, the question and the progress, in one message. */
import { notedLine, progressLine } from '../prompts/notes.ts';
import type { Ask } from './contract.ts';

export function messageOf({ noted, text, progress }: Ask): string {
  return [notedLine(noted.map((note) => note.text)), text, progress ? progressLine(progress) : '']
    .filter((part) => part !== '')
    .join('\n\n');
}
