/** What is said where a limit is reached: what happened, and when it works again. */

/** What is counted for each person and day. */
export type Limited = 'messages' | 'letters' | 'files' | 'bytes';

const TEXTS: Readonly<Record<Limited, (limit: number, again: string) => string>> = {
  messages: (limit, again) =>
    `That was message ${limit} for today, and I can't take more in a day. I'll read your messages again ${again}. Everything you told me is kept; /forget now deletes it, also before then.`,
  letters: (limit, again) =>
    `You've had ${limit} letters today, and that's the most I can write in a day. It works again ${again}. Your answers and letters are kept.`,
  files: (limit, again) =>
    `You've sent ${limit} files today, and I can't take more in a day. It works again ${again}. You can paste the text instead.`,
  bytes: (_, again) =>
    `That's more than I can download for you in a day. It works again ${again}. You can paste the text instead.`,
};

/** @param hours until the limit begins anew, at midnight UTC */
export function limitText(what: Limited, limit: number, hours: number): string {
  return TEXTS[what](limit, againIn(hours));
}

/** All that the model may cost in a day is spent. */
export function modelSpentText(hours: number): string {
  return `The language model has done all it may do today, so I'll ask step by step and use your own sentences. It works again ${againIn(hours)}.`;
}

/** With a letter of templates. */
export const SPENT_LETTER =
  'The language model has done all it may do today, so here is a letter in your own sentences. It works again at 00:00 UTC; say write then to try again:';

function againIn(hours: number): string {
  return `at 00:00 UTC, in about ${hours === 1 ? 'an hour' : `${hours} hours`}`;
}

export const NOT_ALLOWED =
  "Hi, I'm Foreword. This bot is for a few people only, and I don't know you yet. Whoever runs it can add you.";
