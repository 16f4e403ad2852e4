/** What is said in Telegram besides the interview itself, and to whoever runs the bot. */

/** Shown for a moment above the chat when a button of an earlier question is pressed. */
export const ALREADY_ANSWERED = 'Already answered.';
export const NOT_YOURS = 'This button is for someone else.';

/** Shown before anybody presses Start; at most 512 characters. */
export const DESCRIPTION =
  'I help backend developers write a cover letter. I ask about one system you built, its numbers and its hard part, and put your own words into the letter. Nothing is invented. It takes about 20 minutes, and you can stop and go on at any time.';
/** Shown on the bot's profile and with links to it; at most 120 characters. */
export const SHORT_DESCRIPTION =
  'I interview backend developers and write their cover letter, with nothing in it invented.';

/** The button of a question that was answered. */
export function takenChoice(label: string): string {
  return `✓ ${label}`;
}

export const COPY_LETTER = 'Copy the letter';
export const OPEN_PRIVATE_CHAT = 'Message me';

export const NOT_SHOWN = "Telegram wouldn't show one of my messages. /brief shows what I have so far.";
export const TOO_FAST =
  "That's more than I can read at once. I'll skip the rest of this minute. Please continue after it, in fewer messages.";

const UNREADABLE = {
  photo: "I can't see pictures. What does it show?",
  sticker: "I can't read stickers. Please answer in text.",
  video: "I can't watch videos. What matters in it?",
  location: "I can't read maps. If the city matters, please write its name.",
  contact: "I can't read contact cards. Please write down what the letter needs.",
  other: 'I can only read text, and files such as .txt, .pdf or .docx. Please answer in text.',
} as const;
/** Kinds of messages that have no words in them. */
export type Unreadable = keyof typeof UNREADABLE;

export function isUnreadable(kind: string): kind is Unreadable {
  return Object.hasOwn(UNREADABLE, kind);
}

export function unreadable(kind: Unreadable): string {
  return UNREADABLE[kind];
}

/** About a picture or a video with a caption: the caption is the answer. */
export const ONLY_THE_WORDS = 'I can only read the caption.';

/** In a group, with a button that opens a private chat. */
export const ONLY_IN_PRIVATE = 'I only do interviews in private chats. Tap below and press Start.';

export function caughtUp(messages: number): string {
  return `I was offline for a while. I've now read all ${messages} of your messages, in order.`;
}

const seconds = (milliseconds: number) => `${Math.max(1, Math.round(milliseconds / 1000))} s`;

/** For whoever runs the bot: what is wrong, and when the next attempt is. */
export const TROUBLE = {
  denied: (again: number) =>
    `Telegram refuses the token in TELEGRAM_TOKEN. Copy it again from @BotFather. Next attempt in ${seconds(again)}.`,
  unreachable: (again: number) => `Telegram can't be reached. Next attempt in ${seconds(again)}.`,
  conflict: (again: number) =>
    `Another process is polling this bot's messages. Standing by. Next attempt in ${seconds(again)}.`,
  refused: (again: number) => `Telegram refused to start the bot. Next attempt in ${seconds(again)}.`,
  port: (port: number, again: number) => `Can't listen on port ${port}. Next attempt in ${seconds(again)}.`,
  strange: (update: number) => `Skipped update ${update}: unknown format.`,
  notShown: (chat: number, why: string) => `Telegram refused a message to chat ${chat} (${why}).`,
} as const;

export function connected(username: string): string {
  return `Telegram: connected as @${username}. Open it at https://t.me/${username}`;
}
