/** The commands in the menus of Telegram and Discord; Discord shows at most 100 characters of each. */
export const COMMAND_DESCRIPTIONS = {
  start: 'Start, or show the open question again',
  letter: 'Start your cover letter, or continue it',
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
