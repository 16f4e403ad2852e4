/** What is said on Discord besides the interview itself, and to whoever runs the bot. */

export { TURN_FAILED } from './trouble.ts';

export const HERE_WE_ARE = "You asked for a cover letter. Let's talk here, where only you and I can read it.";
export const THREAD_NAME = 'Cover letter';

export function movedTo(link: string): string {
  return `I sent you a private message: ${link}`;
}

export const NOWHERE_TO_TALK =
  "I can't message you. Your direct messages are closed, and I can't open a private thread here. Allow direct messages from this server, then use /letter again.";
export const OPEN_A_CHAT =
  "I can't message you. Your direct messages are closed. Open a direct message with me and use /letter there.";

export const NOT_YOURS = "That's someone else's interview. Use /letter to start yours.";
export const ONLY_IN_PRIVATE = "I only do interviews in direct messages. Use /letter and I'll message you.";
export const CANNOT_READ_HERE =
  "In a thread I can't read ordinary messages. Use the “Answer” button, or reply to me and mention me.";

/** Shown while a letter is being written, above the text so far. */
export const GROWING = 'Writing your letter:';

export const ANSWER = { button: 'Answer', title: 'Your answer', label: 'In your own words' } as const;
export const JOB_POST = {
  button: 'Paste the job post',
  title: 'Job post',
  label: 'All of it, or the part that matters',
} as const;
/** On a list of choices. */
export const PICK = 'Pick one';

/** To whoever runs the program. None of these holds a token. */
export const TOKEN_REFUSED =
  'Discord refuses the token in DISCORD_TOKEN. Copy it again from the Bot page at https://discord.com/developers/applications.';
export const INTENTS_REFUSED =
  'Discord refuses the intents of this bot (4014). It needs no privileged intent, only direct messages and server messages. Check the Bot page at https://discord.com/developers/applications.';

export const MANAGER_GONE = 'The ShardingManager that started this process is gone. Stopping.';

export function closedForGood(code: number): string {
  return `Discord closed the connection and does not allow a reconnect (${code}).`;
}

export function unreachable(why: string, seconds: number): string {
  return `Discord can't be reached (${why}). Next attempt in ${seconds} s.`;
}
