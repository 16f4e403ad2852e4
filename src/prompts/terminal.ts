/** What the terminal itself says, as against the interviewer: about lines it cannot take, and about leaving. */

export { TURN_FAILED } from './trouble.ts';

const LINE_FAULTS = {
  'too-long': 'That line is longer than 16 MB.',
  'not-json': 'That line is not JSON. Send one JSON object on each line, such as {"type":"text","text":"Hello"}.',
  'not-an-object': 'That line is JSON, but not an object. Send one such as {"type":"text","text":"Hello"}.',
  type: 'The "type" of that line is unknown. Known are "text", "choice", "command", "edit" and "file".',
  place:
    'The "place" of that line must be "terminal:" and a name of at most 200 characters, without control characters.',
  id: 'The "id" of that line must be a text of 1 to 256 characters.',
  text: 'The "text" of that line must be a text.',
  name: 'The "name" of that line must be a text of 1 to 256 characters.',
  rest: 'The "rest" of that line must be a text, or left out.',
  of: 'The "of" of that line must be a whole number from 1: the how-manieth message was edited.',
  path: 'The "path" of that line must be a text: where the file is on this machine.',
} as const;

/** What can be wrong with a line: the line as a whole, or the field of that name. */
export type LineFault = keyof typeof LINE_FAULTS;

export function isLineFault(name: PropertyKey): name is LineFault {
  return Object.hasOwn(LINE_FAULTS, name);
}

/** Says what is wrong with a line and what to do, without repeating anything of it. */
export function lineNotTaken(fault: LineFault): string {
  return `${LINE_FAULTS[fault]} Nothing of it was taken. Please correct it and send it again.`;
}

/** On leaving by Ctrl-C or Ctrl-D: one line. */
export const GOODBYE = 'Nothing is lost. To go on where you stopped, run: npm run chat';

export function savedAs(path: string): string {
  return `Saved as ${path}`;
}

/** With the system's code, such as ENOSPC. */
export function notSaved(code: string): string {
  return `It could not be saved as a file (${code}); copy it from here.`;
}
