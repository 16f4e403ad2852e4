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
  practice: 'Be asked what an engineer may ask about your letter',
  another: 'Use your story for another company',
  stories: 'Pick the system that the letter is about, or tell another one',
  remind: 'Be reminded once to go on',
  help: 'Show what you can do here',
  restart: 'Start over',
  export: 'Get a copy of all your data',
  forget: 'Delete all your data',
} as const;

/** When a message failed on our side. */
export const TURN_FAILED =
  'Something went wrong on my side with that message. Your earlier answers are safe. Please send it again.';

/** For the operator: what a bot runs on. @param model names and host; null where none is used */
export function runsOn(version: string, database: string, model: string | null): readonly string[] {
  return [
    `Foreword ${version} on Node ${process.versions.node}`,
    `Database: ${database}`,
    model === null ? 'No language model: interviews are guided' : `Language model at ${model}`,
  ];
}

export const STOPPED_EARLY = 'Stopped without waiting longer for what is under way; the next start goes on with it.';

/** One message that names every fault. */
export function startFaults(faults: readonly string[]): string {
  return ['Foreword could not start:', ...faults.map((fault) => `- ${fault}`)].join('\n');
}
