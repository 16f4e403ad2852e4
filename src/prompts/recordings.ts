/** What is said about voice notes and other recordings: what was heard in one, or why nothing was. */

export function heardText(text: string): string {
  return `I heard:\n\n“${text}”\n\nIs that right? If not, type it as it should be.`;
}

const UNHEARD = {
  'no-model': "I can't listen to recordings here. Please type it: a few words are enough.",
  'too-long':
    'That recording is too long for me: I listen to 10 minutes at most. Please send a shorter one, or type it.',
  'not-fetched':
    "I couldn't get that recording. I listen to up to 20 MB and 10 minutes. Please send it again, or type it.",
  silent: "I couldn't hear any words in that recording. Please send it again, or type it.",
  'not-taken': "That recording couldn't be turned into text. Please type it instead.",
  'no-answer': "I couldn't listen to that recording just now. Please send it again in a moment, or type it.",
  spent: "I've listened to as much as I can in this interview. Please type it instead.",
} as const;

/** Why nothing was heard. */
export type Unheard = keyof typeof UNHEARD;

/** @returns what happened, and what to do instead */
export function unheardText(why: Unheard): string {
  return UNHEARD[why];
}
