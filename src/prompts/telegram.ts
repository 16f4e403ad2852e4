/** What is said in Telegram besides the interview itself, and what whoever runs the bot is told of it. */
import type { Asked } from '../adapters/adapter.ts';
import { METRICS, type Topic } from '../machine/brief.ts';

export { TURN_FAILED } from './trouble.ts';

/** The command menu, in its order. */
export const MENU: readonly { readonly command: string; readonly description: string }[] = [
  { command: 'skip', description: 'Leave this question out' },
  { command: 'back', description: 'Return to the one before' },
  { command: 'brief', description: 'Show what I understood so far' },
  { command: 'write', description: 'Go to the letter' },
  { command: 'help', description: 'What works at any time' },
  { command: 'restart', description: 'Begin anew' },
  { command: 'export', description: 'Send me everything that is kept' },
  { command: 'forget', description: 'Delete everything' },
];

/** Shown for a moment above the chat when a button of an earlier question is pressed. */
export const ALREADY_ANSWERED = 'Already answered.';
export const NOT_YOURS = 'This button belongs to somebody else.';

/** Stands where the letter will stand a moment later. */
export const LETTER_COMES = 'Here comes your letter …';
export const FILE_COMES = 'Here comes the file …';

export const NOT_SHOWN = 'There was something to say here that Telegram would not show. /brief shows where we are.';
export const TOO_FAST =
  'That is faster than I can read. I leave the rest of this minute unread; please go on after it, in fewer messages.';

const UNREADABLE = {
  photo: 'I cannot see pictures. Please tell me in words what it shows.',
  sticker: 'Nice one, but I only read words. Please answer in text.',
  voice: 'I cannot listen to voice messages. Please write it down, a few words are enough.',
  video: 'I cannot watch videos. Please tell me in words what matters in it.',
  location: 'I cannot read maps. If the city matters, please write its name.',
  contact: 'I cannot read contact cards. Please write down what the letter needs of it.',
  other: 'I can only read text, and .txt or .md files. Please answer in words.',
} as const;
/** Kinds of messages that have no words in them. */
export type Unreadable = keyof typeof UNREADABLE;

export function isUnreadable(kind: string): kind is Unreadable {
  return Object.hasOwn(UNREADABLE, kind);
}

export function unreadable(kind: Unreadable): string {
  return UNREADABLE[kind];
}

/** A picture or a video with words below it: these are an answer. */
export const ONLY_THE_WORDS = 'I only read the words below it.';

export function onlyInPrivate(username: string): string {
  return `I interview people one to one, so that what they tell stays theirs. Write to me here: https://t.me/${username}?start=group`;
}

export function caughtUp(messages: number): string {
  return `I was away for a while. I have now read your ${messages} messages, in the order in which you sent them.`;
}

/** The interview in stages, as they are shown. */
const STAGES: readonly { readonly name: string; readonly topics: readonly Topic[] }[] = [
  { name: 'role', topics: ['role'] },
  { name: 'system', topics: ['system'] },
  { name: 'numbers', topics: METRICS },
  { name: 'contract', topics: ['contract'] },
  { name: 'company', topics: ['company'] },
  { name: 'ending', topics: ['background', 'closing', 'contact'] },
];

/** "role ✓  system ✓  numbers …": what is done, and where we are; null where there is nothing to show yet. */
export function progress(asked: Asked, done: readonly Topic[]): string | null {
  const isDone = (topics: readonly Topic[]) => topics.every((topic) => done.includes(topic));
  const current = STAGES.find(({ topics }) => topics.some((topic) => topic === asked));
  const before = STAGES.filter((stage) => stage !== current && isDone(stage.topics));
  if (!current || before.length === 0) return null;
  return [...before.map(({ name }) => `${name} ✓`), `${current.name} …`].join('  ');
}

const seconds = (milliseconds: number) => `${Math.max(1, Math.round(milliseconds / 1000))} s`;

/** For whoever runs the bot: what keeps it from working, and when it is tried again. */
export const TROUBLE = {
  denied: (again: number) =>
    `Telegram does not accept TELEGRAM_TOKEN. Copy it anew from @BotFather; trying again in ${seconds(again)}.`,
  unreachable: (again: number) => `Telegram can't be reached. Trying again in ${seconds(again)}.`,
  conflict: (again: number) =>
    `Another process fetches this bot's messages. Standing by; looking again in ${seconds(again)}.`,
  refused: (again: number) => `Telegram refused to begin. Trying again in ${seconds(again)}.`,
  port: (port: number, again: number) => `Port ${port} can't be listened on. Trying again in ${seconds(again)}.`,
  strange: (update: number) => `The update ${update} was not understood, and left aside.`,
  notShown: (chat: number, why: string) => `A message to chat ${chat} was refused (${why}).`,
} as const;

export function connected(username: string): string {
  return `Telegram: the bot is @${username}. People find it at https://t.me/${username}`;
}
