/** What is said to somebody who was away: where the interview stands, in one line. */

/** Where an interview stands; nothing confidential is in it. */
export interface Whereabouts {
  readonly company: string | null;
  /** Topics that something is noted on, in the order of the letter. */
  readonly told: readonly string[];
  /** The topic that is asked next; null before the last look. */
  readonly next: string | null;
  readonly letter: 'open' | 'being written' | 'written';
}

const NUMBERS = 'the numbers';
const NAMES: Readonly<Record<string, string>> = {
  role: 'the role',
  system: 'the system',
  reliability: NUMBERS,
  latency: NUMBERS,
  throughput: NUMBERS,
  contract: 'the hard part',
  company: 'your view of the company',
  background: 'your earlier work',
  closing: 'the ending',
  contact: 'how you sign',
  confidential: 'what must stay out',
};

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "We have the role and the system of Harbour Grid's letter; the numbers are next." */
function whereText({ company, told, next, letter }: Whereabouts): string {
  const theirs = company === null ? 'your letter' : `${company}'s letter`;
  if (letter === 'written')
    return `${theirs.charAt(0).toUpperCase()}${theirs.slice(1)} is written; you can still change it.`;
  if (letter === 'being written') return `I'm writing ${theirs}.`;
  const coming = next === null ? null : (NAMES[next] ?? 'one more question');
  const left =
    coming === null ? 'only your last look is missing' : `${coming} ${coming === NUMBERS ? 'are' : 'is'} next`;
  const names = [...new Set(told.flatMap((topic) => NAMES[topic] ?? []))].filter((name) => name !== coming);
  return names.length === 0 ? `We have only begun; ${left}.` : `We have ${LIST.format(names)} of ${theirs}; ${left}.`;
}

export const welcomeBack = (where: Whereabouts) => `Welcome back. ${whereText(where)}`;
export const reminderText = (where: Whereabouts) => `You asked me to remind you. ${whereText(where)}`;

export const REMIND_QUESTION = 'When should I remind you?';
/** Nobody can be written to who has closed the program. */
export const NO_REMINDER =
  "I can't reach you once you leave this terminal. What you told me is kept: start me again, and we go on where we are.";
