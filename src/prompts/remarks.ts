/** What is said besides questions: short and plain. */
import type { Remark } from '../machine/context.ts';

const TEXTS: Readonly<Record<Remark, string>> = {
  welcome:
    "Hi, I'm Foreword. I'll help you write a cover letter for a backend job: 10 short topics, about 20 minutes. No language model is connected, so I use your sentences as you type them. Write them as they should read in the letter. You can change everything until you're happy.",
  greeted: "Hi. I'm Foreword, and we're writing your cover letter. Here is where we are:",
  help: [
    'I ask one thing at a time and put your own words and numbers into the letter. Nothing is invented.',
    'Tap a button, or just type. At any time you can type: skip, back, fix (change something I noted), write (go to the letter), undo.',
    'Send a résumé or a job post as PDF, Word or text file; in a terminal, type its path or drop it there. Where I can listen, a voice note or an audio file is an answer too: I show you first what I heard.',
    'Commands: /brief shows what I noted, /hide keeps words out of the letter, /why shows where each sentence comes from, /practice asks you what an engineer may ask about the letter, /another writes to another company, /stories picks the system that the letter is about, /letters lists your letters, /remind has me write to you once later, /export gives you everything, /restart starts over, /forget deletes everything.',
  ].join('\n'),
  paused: 'OK. Everything you told me is kept: write to me whenever you want to go on. /forget deletes it all.',
  thanked: "You're welcome.",
  laughed: 'OK, back to it:',
  example: 'There is an example below. A rough answer is fine: you can change it later.',
  'why-asked': 'I ask because a hiring engineer looks for it. You can skip it.',
  'pick-or-type': 'Tap a button, or type it here as it should read in the letter.',
  'nothing-said-yet': "You haven't told me that yet.",
  'cannot-skip': "This one can't be skipped.",
  unclear: "Sorry, I didn't get that.",
  'unclear-letter':
    'Sorry, what should I change? Type "4: new sentence", "cut 4", "move 4 to 2" or "replace x with y", or tap a button. Edit shows the numbers.',
  'nothing-to-change': "There's nothing noted yet that you could change.",
  'nothing-to-undo': "There's no change to undo.",
  'nothing-before': 'This is the first question.',
  'not-found':
    "I don't find these words in the letter, or they stand in too many places. Type the number of the sentence and its new text, such as 4: …",
  'no-such-sentence': "There's no sentence with that number.",
  hidden: '',
  'hidden-nowhere': "I don't find these words in the letter. Type them exactly as they stand there, or tap them.",
  'wording-gone': 'Your own wording of that sentence is replaced. Type undo to get it back.',
  'say-as-it-stands': 'Type only the words that should stand there instead, for example: a payments company',
  'confidential-answer':
    'You called that confidential, so I did not note it. Tell me the number that may stand in the letter, or skip. To keep words out that are noted already, type /hide and the words.',
  pick: 'Tap the one to change, or type its number.',
  unhidden: 'OK, it may stand in the letter again.',
  'how-to-hide': 'To keep a name or a number out of the letter, type /hide and the exact words. I also ask at the end.',
  'has-hidden':
    'That sentence holds something that you keep out of the letter, so I left it as it was. Type it without these words.',
  'no-answer': "I can't answer that: no language model is connected. /help says what works.",
  ok: 'OK.',
  'not-numbered': 'Sentences have numbers where I read a paragraph back, and in the review. Type write to go there.',
  'left-out': 'OK, left out.',
  undone: 'Undone.',
  edited: 'Changed.',
  'too-little': 'There is too little for a letter yet. Tell me about the system first.',
  'no-letter': "There's no letter yet.",
  'being-written': "I'm writing the letter. One moment.",
  failed: "The letter couldn't be written. Your answers are safe; please try again.",
  unchanged: "I couldn't change that without saying more than you told me, so the letter is as it was.",
  crossed: 'That crossed with my question, so I left it. If it answers this one, send it again.',
  restarted: 'OK, we start over. The letters you already have stay. /forget would delete them too.',
  another: 'The same story for another company. I only ask for the role and the company.',
  brief: '',
  why: '',
  'story-new': 'OK, another system. The one before is kept: /stories shows them all.',
  'story-picked': 'OK, the letter is about that one now.',
  'no-story': "You haven't told me about a system yet.",
  practice:
    'I ask what a senior engineer may ask about this letter. Nothing of it goes into the letter unless you say so. Skip a question, or type stop.',
  'practice-over': 'That was my last question.',
  'kept-out': 'OK, that stays out of the letter. Type fix to change that.',
  'model-failed': "The language model isn't answering right now, so I'll ask step by step.",
  'will-remind': "OK, I'll write to you then, once. If you write before that, I won't.",
  'post-taken': 'Thanks. I take only the role and the company from it, and only what you tap.',
};

/** What is said instead where a model reads. */
const OPEN_TEXTS: Partial<typeof TEXTS> = {
  welcome:
    "Hi, I'm Foreword. I'll help you write a cover letter for a backend job: 9 short topics, about 8 minutes. Just tell me; I'll ask when something is missing. You can change everything until you're happy.",
  help: TEXTS.help.replace('I ask one thing at a time and put', 'Just tell me, in any order. I put'),
  'pick-or-type': 'Tap a button, or just tell me.',
  'no-answer': "I can't help with that one. Back to the letter:",
  'not-numbered': 'Sentences have numbers in the review. Type write to go there.',
};

/**
 * @param isOpen whether a model reads
 * @returns an empty text for those whose words depend on the interview
 */
export function remarkText(remark: Remark, isOpen = false): string {
  return (isOpen ? OPEN_TEXTS[remark] : undefined) ?? TEXTS[remark];
}

export const FORGOTTEN = 'Everything you told me is deleted, letters included.';
export const START_AGAIN =
  "Foreword was updated, and I can't read our old interview any more. Your letters are kept. Let's start over:";
export const ALREADY_DONE = 'That question is already answered.';
export const UNKNOWN_COMMAND = "I don't know that command. /help lists what works.";
export const NOTHING_TO_READ = "I couldn't find any words in that.";
export const TOO_LONG = 'That is more than I can read at once. Please send the part that matters.';
export const UNREADABLE_FILE =
  "I couldn't get that file. I read PDF, Word (.docx) and text files of up to 20 MB. Please send it again, or paste the text.";
export const WITHOUT_MODEL = 'Here is your letter, in your own sentences:';
export const MODEL_UNABLE =
  "The model didn't come up with a letter that holds, so here is one in your own sentences. Say write to try again:";
/** With a letter in which some sentences were to be changed. */
export const CHANGED_IN_PART =
  'Here is the changed letter. Some sentences stay as they were, as the new ones said more than you told me:';
/** The letter as an e-mail. */
export const asEmail = (subject: string, body: string) => `Subject: ${subject}\n\n${body}`;
export const onPages = (pages: number) =>
  `It takes ${pages} pages. One page is better: cut a sentence or two, then ask for the PDF again.`;
/** A note of the same facts, for a form field. */
export const shortNote = (note: string) =>
  `For a form field, or in answer to a recruiter (${note.length} characters):\n\n${note}`;
export const NO_SUCH_LETTER = "There's no letter with that number. The first one is version 1.";
export const NOTHING_NOTED = 'Nothing is noted yet.';
export const NOTED_SO_FAR = 'What I noted so far:';

/** What keeping something out did: the sentences as they stand now, and how many are gone. */
export function hiddenText(changed: readonly string[], dropped: number): string {
  const now = changed.length === 0 ? '' : `In the letter now:\n${changed.map((line) => `- ${line}`).join('\n')}`;
  const say = dropped === 1 ? 'One sentence is left out, as it says' : `${dropped} sentences are left out, as they say`;
  const gone = dropped === 0 ? '' : `${say} nothing without these words.`;
  const effect = [now, gone].filter((part) => part !== '').join('\n');
  return effect === '' ? 'OK, that stays out of the letter.' : `OK. ${effect}\nType undo to take that back.`;
}

/** What the letter keeps out, by what stands in its place, or by its number where nothing does. */
export function standInText(standIn: string, number: string): string {
  return standIn === '' ? `Kept out (${number}): show it again` : `Kept out for "${standIn}": show it again`;
}

/** Longer values have just been typed, or are read back as a paragraph; in characters. */
const LONGEST = 80;

/** "Noted: Harbour Grid · Ghent"; empty where nothing was noted. */
export function notedLine(texts: readonly string[]): string {
  const short = texts.filter((text) => text.length <= LONGEST);
  if (short.length === 0) return texts.length === 0 ? '' : 'Noted.';
  return `Noted: ${short.join(' · ')}`;
}

/** "4 of 9 topics done" */
export function progressLine({ at, of }: { readonly at: number; readonly of: number }): string {
  return at === 0 ? '' : `(${at} of ${of} topics done)`;
}
