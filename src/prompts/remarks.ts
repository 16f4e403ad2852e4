/** What is said besides questions: short, warm, exact. */
import type { Remark } from '../machine/context.ts';
import type { Digression } from '../machine/reading.ts';
import { quoted } from './quoting.ts';
import { figureLine } from './review.ts';

export const WELCOME =
  'I interview you about one system that you built and write the cover letter from your own words: nothing is invented, and what you mark as confidential stays out. /skip and /back work at any time, /help lists the rest.';

const DIGRESSIONS: Readonly<Record<Digression, string>> = {
  why: 'I ask because a reader who has run such systems looks for exactly this first.',
  'why-role': 'I ask because the letter opens with it, and everything in it is told for that company.',
  'why-company': 'I ask because a reader can tell at once whether a letter was written for them.',
  'why-background': 'I ask because what came before may say why you of all people built this.',
  'why-closing': 'I ask because a letter that ends with an offer or a good question gets an answer.',
  'why-contact': 'I ask because the letter is signed with it, and it is used for nothing else.',
  'what-was-asked': 'Gladly, in other words.',
  system:
    'By system I mean one thing that you built and that runs: a service, a pipeline, a store, as small as you like.',
  choice:
    'By a choice I mean something about how they build or run things that one can look up, such as a post or a tool of theirs.',
  percentile:
    'A percentile says how slow the slow ones are: at p99, ninety-nine requests in a hundred are at least that fast.',
  throughput: 'Throughput is how much work gets through in a given time.',
  latency: 'Latency is how long one piece of work takes, from the moment somebody waits for it.',
  reliability: 'Reliability is what happens on a bad day: what was lost, what came back, and how long that took.',
  contract:
    'By contract I mean what others rely on and you could not change: an id, a schema, an order of events, a promise.',
  idempotency: 'Idempotent means that the same request may come twice and counts once.',
  length: 'The letter stays on one page; how long it gets depends on what you tell me.',
  privacy: 'What you say stays in this conversation; /export gives you all of it and /forget deletes it.',
  who: 'I am a program that asks questions and writes letters, and I only know what you tell me here.',
  remaining: 'Not much is missing; I only ask for what I could not find in your words.',
  language: 'Write as it comes to you; the letter will be in English.',
  copy: 'Yes: /export gives you everything that is kept here.',
  style:
    'I write from your own words, so the tone is yours. Say how a part should read, such as “the ending is: I can show you my notes”.',
  'tell-more': 'Tell me that in a sentence of your own, and it goes into the letter.',
  skip: 'Of course, anything may be left out: say “no” or /skip, and we go on.',
  required: 'Nothing here is a must; what you leave out is simply not in the letter.',
  counts: 'Yes, whatever is true and yours is fine here; say it as you would to a colleague.',
  typical: 'Most people write two or three plain sentences, as they would tell it to a colleague.',
  ready: 'The letter is ready as soon as you say so: /write goes to it with what there is.',
  'told-before': 'I am sorry that I missed it; please say it once more, in a sentence of its own.',
  other: 'I only know my way around the letter, so back to that.',
};

export function remark(said: Remark): string {
  switch (said.kind) {
    case 'welcome':
      return WELCOME;
    case 'job-post':
      return 'Thanks, I read that as the job post. Its numbers are theirs and stay out of your story.';
    case 'answered':
      return DIGRESSIONS[said.digression];
    case 'corrected':
      return said.figure ? `Changed: ${said.figure.topic}, ${figureLine(said.figure)}.` : 'I have set that right.';
    case 'confidential':
      return said.says.length > 0
        ? `Understood, the letter will only say “${said.says.map((words) => quoted(words, 140)).join('” and “')}”.`
        : 'Understood, that stays out of the letter.';
    case 'orders':
      return 'I left out the part that gave orders; I only take your answers.';
    case 'left-open':
      return 'Then I leave that figure out of the letter.';
    case 'nothing-before':
      return 'There is no earlier question to go back to.';
    case 'too-little':
      return 'There is too little to write from yet. I need at least the system that you built.';
    case 'unclear':
      return 'I did not make out what to change; say it like “the team is Storage” or “take out the sentence about the audit”.';
    case 'thanked':
      return 'You are welcome.';
    case 'farewell':
      return 'You are welcome, and good luck with it. If anything should change, just say so.';
    case 'being-written':
      return 'The letter is being written.';
    case 'failed':
      return 'The letter could not be written this time; nothing of what you said is lost.';
    case 'no-letter':
      return 'That works on a letter, and the one at hand is not written yet.';
    case 'restarted':
      return 'We start over, from the first question. A letter that I already wrote stays, with the answers behind it, until /forget.';
    case 'another':
      return 'Your story stays. Now for the next company.';
    case 'brief':
    case 'help':
    case 'why':
      return '';
  }
}

export const HELP = `What works at any time:
/skip leaves a question out
/back returns to the one before
/brief shows what I understood so far
/write goes to the letter
/restart begins anew
/shorter, /why and /another work on a letter: to shorten it, to show where it comes from, to tell the story to another company
/export gives you everything that is kept, /forget deletes it
Correct anything by saying so, such as “scratch that, it was p95”. If something must stay confidential, say what the letter may say instead.`;

export const WITHOUT_MODEL =
  'This letter was put together without a language model, from your own sentences and figures. It is your own voice, so spelling and grammar are mostly as you typed them; a look by somebody you trust is worth it before it goes out.';

export const TOO_LONG = 'That is more than I can read in one message. Send me the part that matters, a page at most.';
export const EMPTY = 'There was nothing in that message that I could read. Please answer in words.';
export const UNREADABLE_FILE = 'I could not read that file. A .txt or .md file works, or paste its text here.';
export const UNKNOWN_COMMAND = 'I do not know that command. /help lists the ones that I know.';
export const ALREADY_DONE = 'That choice is no longer open.';
export const FORGOTTEN = 'Everything of this conversation is deleted. Whenever you like, we begin anew.';
export const BEGIN_AGAIN =
  'An update made the earlier state of this interview unreadable, so we have to begin again. I am sorry.';
