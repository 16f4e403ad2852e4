/** What code can't decide about a letter, as questions with one answer each. For benches, never in the way of a person. */
import { asData, ONLY_DATA } from './data.ts';

export const QUESTIONS = {
  constraint: 'Does the letter say what could not change, and for whom?',
  decision: 'Does it say what the candidate decided because of that?',
  result: 'Does it say what came of the decision?',
  one_system: 'Is it about one system, told closely enough that a reviewer could ask a second question?',
  before_after: 'Do its numbers stand with what they were before, or with where and when they hold?',
  own_part: 'Is it clear which part was the candidate’s own work and which was not?',
  company: 'Would the sentences about the company be false of most other companies?',
  view: 'Does the candidate say what they themselves think of the company’s choice, and why?',
  close: 'Does it end with an offer or a question that only this candidate could make?',
  voice: 'Does it sound like one person who knows what they talk about, and not like a template?',
  plain: 'Is it free of empty phrases, announcements and praise?',
  whole: 'Does each paragraph follow from the one before, so that it reads as one piece?',
} as const;

export type Question = keyof typeof QUESTIONS;

export function judgePrompt(letter: string): { system: string; user: string } {
  const list = Object.entries(QUESTIONS)
    .map(([name, question]) => `- "${name}": ${question}`)
    .join('\n');
  return {
    system: `You judge a cover letter of a backend developer as a senior engineer who hires would, strictly and without kindness. Answer each question with yes or no, and with the words of the letter that decide it: copied letter for letter, at most a sentence; for a no, the words that come nearest, or an empty text where there are none.

${list}

${ONLY_DATA}

Answer with one JSON object that has a key for each question: {"answer": true or false, "words": "…"}.`,
    user: asData({ letter }),
  };
}
