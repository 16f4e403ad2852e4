/** What is said on Discord besides the interview itself, and to whoever runs the bot. */

/** The first message of a direct message or a thread. */
export const GREETING = "You asked for a cover letter. Let's talk here, where only you and I can read it.";
export const THREAD_NAME = 'Cover letter';

export function movedTo(link: string): string {
  return `I sent you a private message: ${link}`;
}

export const CANNOT_REACH =
  "I can't message you. Your direct messages are closed. Open a direct message with me and use /letter there.";
export const CANNOT_REACH_IN_SERVER =
  "I can't message you. Your direct messages are closed, and I can't open a private thread here. Allow direct messages from this server, then use /letter again.";

export const NOT_YOURS = "That's someone else's interview. Use /letter to start yours.";
export const ONLY_IN_PRIVATE = "I only do interviews in direct messages. Use /letter and I'll message you.";
export const CANNOT_READ_THREAD =
  "In a thread I can't read ordinary messages. Use the “Answer” button, or reply to me and mention me.";

/** Above the text of a letter while it is written. */
export const LETTER_PREVIEW = 'Writing your letter:';

export const ANSWER_FORM = { button: 'Answer', title: 'Your answer', label: 'In your own words' } as const;
export const JOB_POST_FORM = {
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

export const MANAGER_GONE = 'The ShardingManager that started this process has ended. Stopping.';

export function closedForGood(code: number): string {
  return `Discord closed the connection and doesn't allow a new one (${code}).`;
}

export function unreachable(why: string, seconds: number): string {
  return `Discord can't be reached (${why}). Next attempt in ${seconds} s.`;
}
