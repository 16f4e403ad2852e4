/** What is said on Discord besides the interview: about commands, buttons, where it takes place, and to the operator. */

export { TURN_FAILED } from './trouble.ts';

/** The slash commands, with what Discord shows beside each (100 characters at most). */
export const COMMANDS: Readonly<Record<string, string>> = {
  letter: 'Begin your cover letter, or go on where you stopped',
  brief: 'Show what I understood so far',
  write: 'Write the letter',
  another: 'Use the same story for another company',
  export: 'Get everything that is kept of your interview',
  forget: 'Delete everything that is kept of your interview',
  help: 'Show what works at any time',
};

export const HERE_WE_ARE = 'You asked for a cover letter. Here we can talk, just the two of us.';
export const THREAD_NAME = 'Cover letter';

export function movedTo(link: string): string {
  return `I wrote to you where only you can read it: ${link}`;
}

export const NOWHERE_TO_TALK =
  'I could not write to you: your direct messages are closed to me, and I may not open a private thread here. Allow direct messages from this server, then use /letter again.';
export const OPEN_A_CHAT =
  'I could not write to you: your direct messages are closed to me. Open a direct message with me, and use /letter there.';

export const NOT_YOURS = 'That belongs to the interview of somebody else. /letter begins yours.';
export const ONLY_IN_PRIVATE = 'I interview in direct messages. Use /letter, and I write to you.';
export const CANNOT_READ_HERE =
  'In a thread I only see what comes by the “Answer” button, or in a reply that mentions me. Please use one of them.';

/** Shown while a letter is being written, above how far it has come. */
export const GROWING = 'Still being written:';

export const ANSWER = { button: 'Answer', title: 'Your answer', label: 'In your own words' } as const;
export const JOB_POST = {
  button: 'Paste a job post',
  title: 'Job post',
  label: 'Its text, or the part that matters',
} as const;
export const CHANGE = {
  select: 'Change a fact',
  title: 'Change a fact',
  label: 'What it should say',
  other: 'Something else',
} as const;

/** A changed line of the brief, as the candidate would say it. */
export function correction(line: string): string {
  return `Correction: ${line}`;
}

/** To whoever runs the program. None of these holds a token. */
export const TOKEN_REFUSED =
  'Discord refuses the token in DISCORD_TOKEN. Copy it again from the Bot page at https://discord.com/developers/applications.';
export const INTENTS_REFUSED =
  'Discord refuses the intents of this bot (4014). It needs no privileged one: direct messages and server messages without their content. See the Bot page at https://discord.com/developers/applications.';

export const MANAGER_GONE = 'The ShardingManager that started this process is gone, so that it ends as well.';

export function closedForGood(code: number): string {
  return `Discord closed the connection for good (${code}).`;
}

export function unreachable(why: string, seconds: number): string {
  return `Discord can't be reached (${why}). The next attempt is in ${seconds} s.`;
}
