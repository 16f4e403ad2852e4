/** What /why says besides the sentences of a letter and their sources. */

export const WHY_HEAD = 'What each sentence rests on, and → what the passage does for a hiring manager:';
export const YOUR_CHANGE = 'your change';
/** In place of the candidate's words, for a model's own sentence. */
export const NOTHING_SAID = 'a sentence of mine: it claims nothing about you';

const NUMBERS = 'shows that you measure, with numbers that an engineer can ask about';

/** What a passage does for whoever reads forty letters a day, by its topic. */
const DOES: Readonly<Record<string, string>> = {
  role: 'says at once which job it is about',
  company: 'shows that you read what they publish, and can judge it',
  system: 'shows what you built, and which part was yours',
  reliability: NUMBERS,
  latency: NUMBERS,
  throughput: NUMBERS,
  contract: 'shows how you decide where something cannot change',
  background: 'shows where your way of working comes from',
  closing: 'gives them a reason to write back',
};

/** Null for a topic that needs no explanation. */
export function passageText(topic: string): string | null {
  return DOES[topic] ?? null;
}
