/** How each topic is asked, and each gap followed up. One question a message, and never a number that wasn't said. */

import { type Brief, factsOn, figuresOn, type Topic } from '../machine/brief.ts';
import type { Quantity } from '../machine/quantity.ts';
import type { Asking, Gap } from '../machine/topics.ts';
import { quantity } from '../machine/wording.ts';
import { quoted } from './quoting.ts';

const OPEN: Readonly<Record<Topic, string>> = {
  role: 'Which role is this for? Position, company, team, and who will read it if you know. You can also paste the job post, or tell me everything at once.',
  system:
    'Which one system would you talk about for an hour? Say what it does, what stood there before, and which part of it was yours.',
  throughput:
    'How much does it carry? If you can, what it was before and what it is now, with the unit and per what time.',
  latency: 'And how long does one of those take, before and now? Say which percentile, and where it was measured.',
  reliability:
    'What happens when something goes wrong there? Availability, work lost or done twice, incidents: whatever was counted, or how you know.',
  contract:
    'Now the part that I am most curious about: the contract. What could not change (an old client, an id, a schema, a law), what did you decide, and what came of it?',
  company:
    'Why this company? Name one engineering choice of theirs, where you read or heard of it, and what you think of it.',
  background: 'Is there one thing from before this system that belongs in the letter? It is fine to leave it out.',
  closing:
    'How should the letter end? You could offer something to look at, or ask them something that you really want to know.',
  contact: 'Last one: how do you sign? Name, e-mail address and city.',
};

const AGAIN: Readonly<Record<Topic, string>> = {
  role: 'Back to the letter: which position is it for, and at which company?',
  system: 'Back to the system: what is it, and which part of it was yours?',
  throughput: 'Back to the load: how much did it carry before, and how much now?',
  latency: 'Back to latency: how long did one take before, how long now, and at which percentile?',
  reliability: 'Back to reliability: what was counted when things went wrong, before and now?',
  contract: 'Back to the contract: what could not change, what did you decide, and what came of it?',
  company: 'Back to the company: which engineering choice of theirs speaks to you, and why?',
  background: 'Back to what came before: is there anything that belongs in the letter?',
  closing: 'Back to the ending: what would you offer them, or ask them?',
  contact: 'Back to your signature: which name, e-mail address and city?',
};

const VAGUE: Readonly<Record<Topic, string>> = {
  role: 'Which position is it, and at which company?',
  system: 'What did you build there yourself, and what stood there before?',
  throughput: 'From what to what, and per second, minute or day? If nobody counted, say so; that is a good answer too.',
  latency: 'From what to what, and at which percentile? If it was never measured, say so; that is a good answer too.',
  reliability: 'What was counted: failures, losses, pages, downtime? If nothing was, tell me how you know.',
  contract: 'What could not change, and what did you decide because of it?',
  company: 'Which choice of theirs do you mean, where did you read of it, and what do you think of it?',
  background: 'What of it belongs in the letter?',
  closing: 'What would you offer them, or ask them?',
  contact: 'Which name, e-mail address and city should stand below the letter?',
};

/** What kind of contract it is decides what a reviewer wants to know first. */
const CONSTRAINTS: Readonly<Record<string, string>> = {
  idempotency: 'Who sends the same thing twice there, and why could you not stop them?',
  versioning: 'Which old version had to keep working, and who could not move off it?',
  migration: 'What had to keep running unchanged while you moved, and for whom?',
  compatibility: 'Who relied on the old behaviour, and what would have broken for them?',
  shape: 'Whose assumptions about that shape of data could not change?',
  contract: 'Whose assumptions could not change there?',
};
const DECISIONS: Readonly<Record<string, string>> = {
  idempotency:
    'How does the system tell a repeat from a new one: what is the key, and what does the second attempt get back?',
  versioning: 'How do the old and the new version live side by side: what did you decide?',
  migration: 'How did you move without anybody noticing: what did you decide?',
  compatibility: 'What did you decide so that nobody on the old side had to change?',
  shape: 'What shape did you settle on, and why that one?',
  contract: 'What could not change there, and what did you decide because of it?',
};
const RESULTS: Readonly<Record<string, string>> = {
  idempotency: 'And what came of it: which complaints, duplicates or manual fixes went away?',
  versioning: 'And what came of it: did anybody on the old version notice?',
  migration: 'And what came of it: who noticed the move, if anybody did?',
  compatibility: 'And what came of it: what broke, or stopped breaking?',
  shape: 'And what came of it: what got simpler or stopped going wrong?',
  contract: 'And what came of it: what stopped going wrong?',
};

/** The question for what stands asked. A first question takes up what was said before it, where that leads to it. */
export function question({ topic, gap, wording: own }: Asking, brief: Brief): string {
  if (own !== undefined) return own;
  switch (gap.kind) {
    case 'open':
      return `${bridge(topic, brief)}${OPEN[topic]}`;
    case 'again':
      return AGAIN[topic];
    case 'revisit':
      return `Let us change that answer. ${AGAIN[topic].replace(/^Back to [^:]+: (\p{L})/u, (_, letter: string) => letter.toUpperCase())}`;
    case 'one-more':
      return `A letter like this lives on two numbers out of throughput, latency and reliability. Is there anything countable on ${topic}? If not, we go on without it.`;
    default:
      return `${picked(gap)}${followUp(topic, gap)}`;
  }
}

/** From the good day to the bad one: their own throughput leads to the question about failures. */
function bridge(topic: Topic, brief: Brief): string {
  const level = figuresOn(brief, 'throughput').findLast(({ after }) => after)?.after;
  const rough = factsOn(brief, 'throughput').some((fact) => fact.rough);
  return topic === 'reliability' && level && !rough ? goodDay(level) : '';
}

/** In one of a few wordings, which the value itself picks: who comes again for another company reads the same one. */
function goodDay(level: Quantity): string {
  const words = quantity(level);
  if (level.per === undefined) return `So much for ${words} on a good day. `;
  const wordings = [
    `So it carries ${words} on a good day. `,
    `${words} is the good day. `,
    `That is ${words} when all goes well. `,
  ];
  return wordings[words.length % wordings.length] ?? '';
}

/** The candidate's own word, taken up. */
function picked(gap: Gap): string {
  if (gap.kind === 'contradiction' || gap.kind === 'worse' || !('word' in gap) || gap.word.trim() === '') return '';
  return `“${quotable(gap.word)}”: `;
}

function followUp(topic: Topic, gap: Gap): string {
  const text = wording(topic, gap);
  return 'word' in gap && gap.word.trim() !== '' ? `${text[0]?.toLowerCase()}${text.slice(1)}` : text;
}

function wording(topic: Topic, gap: Gap): string {
  switch (gap.kind) {
    case 'rest':
      return 'What was it before your change, and is that peak or sustained?';
    case 'vague':
      return VAGUE[topic];
    case 'position':
      return 'Which position is it, as their posting calls it?';
    case 'company-name':
      return 'Which company is the letter for?';
    case 'several':
      return 'Which of these would you talk about for an hour, and which part of it was yours?';
    case 'own-part':
      return 'Which part of it was yours, and what stood there before?';
    case 'unit':
      return 'In which unit is that?';
    case 'window':
      return 'Per second, per minute or per day, and is that peak or sustained?';
    case 'percentile':
      return 'Which percentile is that, and measured where?';
    case 'infrastructure':
      return 'That is the infrastructure. Whose assumptions could not change, and what did you decide because of it?';
    case 'constraint':
      return CONSTRAINTS[gap.branch] ?? VAGUE.contract;
    case 'decision':
      return DECISIONS[gap.branch] ?? VAGUE.contract;
    case 'result':
      return RESULTS[gap.branch] ?? VAGUE.contract;
    case 'choice':
      return VAGUE.company;
    case 'view':
      return 'What do you think of that choice yourself?';
    case 'contradiction':
      return `Earlier you said “${quotable(gap.earlier)}”, and now “${quotable(gap.later)}”. How do the two fit together, and which one should the letter say?`;
    case 'worse':
      return `“${quotable(gap.later)}” reads as if it got worse. Which value was before, and which one is it now?`;
    default:
      return VAGUE[topic];
  }
}

function quotable(words: string): string {
  return quoted(words.replace(/["“”]/g, ''), 140).replace(/[.,;:!]+$/, '');
}
