/** What is said on every platform, and to whoever starts the program. */

/** The commands, in the order of the menus in Telegram and Discord; Discord shows at most 100 characters of each. */
export const COMMAND_DESCRIPTIONS = {
  start: 'Start, or show the open question again',
  letter: 'Start your cover letter, continue it, or get it again',
  last: 'Get the last letter again',
  letters: 'List your letters; see, compare or delete one',
  skip: 'Skip this question',
  back: 'Go back one question',
  fix: 'Change something you said',
  write: 'Write the letter',
  brief: 'Show what I have so far',
  hide: 'Keep a name or a number out of the letter',
  undo: 'Undo the last change',
  why: 'Show what each sentence is based on',
  another: 'Use your story for another company',
  help: 'Show what you can do here',
  restart: 'Start over',
  export: 'Get a copy of all your data',
  forget: 'Delete all your data',
} as const;

/** When a message failed on our side. */
export const TURN_FAILED =
  'Something went wrong on my side with that message. Your earlier answers are safe. Please send it again.';

/** While the database is away; what was sent is taken once it is back. */
export const DATABASE_AWAY =
  "I can't save anything at the moment. Your message isn't lost: I'll go on with it by myself as soon as I can, so there's no need to send it again.";

/** One message that names every fault. */
export function startFaults(faults: readonly string[]): string {
  return ['Foreword could not start:', ...faults.map((fault) => `- ${fault}`)].join('\n');
}
