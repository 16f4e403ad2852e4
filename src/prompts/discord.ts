/** What is said on Discord besides the interview itself, and to whoever runs the bot. */

/** The first message of a direct message, and of a thread. */
export const GREETING = "You asked for a cover letter. Let's talk here, where only you and I can read it.";
export const GREETING_IN_THREAD =
  "You asked for a cover letter. Your direct messages are closed, so let's talk in this private thread. Members of this server who may manage threads can read it too. You'd rather talk in private? Allow direct messages from this server, then use the button.";
/** A button in the thread, and what follows when direct messages are still closed. */
export const TALK_IN_PRIVATE = 'Talk in direct messages';
export const STILL_CLOSED = 'Your direct messages are still closed. Allow them for this server, then try again.';
/** In a thread, once the interview goes on elsewhere. @param link to the direct message */
export function startedInPrivate(link: string): string {
  return `Your direct messages are open: ${link}. The interview there is a new one. What is noted here stays here until you use /forget in this thread.`;
}
export const THREAD_NAME = 'Cover letter';

export function movedTo(link: string): string {
  return `I sent you a private message: ${link}`;
}

export const CANNOT_REACH =
  "I can't message you. Your direct messages are closed. Open a direct message with me and use /letter there.";
export const CANNOT_REACH_IN_SERVER =
  "I can't message you. Your direct messages are closed, and I can't open a private thread here. Allow direct messages from this server, then use /letter again.";

/** Discord takes no more direct messages from the bot for now. */
export const TRY_AGAIN = "Discord doesn't let me message you right now. Please try again in a few minutes.";

/** What an admin posts in a channel with /setup. */
export const SETUP = {
  text: 'I interview backend developers and write their cover letter: one system, its numbers, the hard part. Nothing in it is invented. We talk in your direct messages.',
  button: 'Start my cover letter',
} as const;
/** The status below the bot's name. */
export const PRESENCE = 'Use /letter to start';
/** When a message that was read is deleted. */
export const DELETED = {
  text: 'You deleted a message. What I noted from it is still there.',
  button: 'Change what is noted',
} as const;
/** When a message holds no job post that can be read. */
export const NO_JOB_POST = 'I find no text in that message.';

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
/** The form that changes a noted value. */
export const CHANGE_FORM = { title: 'Change it' } as const;
/** The form for several questions of a topic. */
export const TOPIC_FORM = { button: 'Answer in a form', title: 'In one go' } as const;
/** What a field of a form asks for, by slot; at most 45 characters. */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  'company.choice': 'A choice of theirs, and where you saw it',
  'company.view': 'What you think of it',
  'system.employer': 'Where you built it',
  'system.what': 'What you did there: "I …"',
  'system.before': 'What it replaced',
  'system.part': "Your part, and what was others' work",
};
/** On a list of choices. */
export const PICK = 'Pick one';

/** To whoever runs the program. None of these holds a token. */
export const TOKEN_REFUSED =
  'Discord refuses the token in DISCORD_TOKEN. Copy it again from the Bot page at https://discord.com/developers/applications.';
export const INTENTS_REFUSED =
  'Discord refuses the intents of this bot (4014). It needs no privileged intent, only direct messages, typing in them, and server messages. Check the Bot page at https://discord.com/developers/applications.';

export const MANAGER_GONE = 'The ShardingManager that started this process has ended. Stopping.';

export function closedForGood(code: number): string {
  return `Discord closed the connection and doesn't allow a new one (${code}).`;
}

export function unreachable(why: string, seconds: number): string {
  return `Discord can't be reached (${why}). Next attempt in ${seconds} s.`;
}

/** @param at when Discord allows sessions again */
export function noSessionsLeft(at: Date): string {
  return `Discord allows this bot no more connections today. It allows them again at ${at.toISOString()}. Waiting until then.`;
}

/** @param request without ids @param reason Discord's own words @param code status and code */
export function refusedRequest(request: string, reason: string, code: string): string {
  return `Discord refused ${request}: ${reason} (${code}).`;
}

/** @param what an event or a request @param path where in it */
export function unexpected(what: string, path: string): string {
  return `Something in ${what} from Discord is not as documented: ${path || 'all of it'}. The rest is used where possible.`;
}

/** Permissions of the link: to see channels, to write there and in threads, to open private threads, and to read them back. */
const PERMISSIONS = '343597485056';

/** When a connection is open. @param name the bot's @param id the application's */
export function signedIn(name: string, id: string): string {
  return [
    `Discord: signed in as ${name} (application ${id}). Intents: direct messages, typing in them, server messages; none is privileged.`,
    `Invite it: https://discord.com/oauth2/authorize?client_id=${id}&scope=bot+applications.commands&permissions=${PERMISSIONS}`,
  ].join('\n');
}

/** @param changes names of commands that were registered anew, or taken away */
export function commandsChanged(added: readonly string[], removed: readonly string[]): string {
  const parts = [
    added.length > 0 ? `new or changed: ${added.join(', ')}` : '',
    removed.length > 0 ? `removed: ${removed.join(', ')}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Commands on Discord: unchanged.' : `Commands on Discord: ${parts.join('; ')}.`;
}
