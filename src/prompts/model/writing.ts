/** What a model is told that plans, drafts and revises a letter. */
import { asData, ONLY_DATA } from './data.ts';
import type { TellableFact } from './facts.ts';

export interface Material {
  readonly role: Readonly<Record<string, string>>;
  readonly facts: readonly TellableFact[];
  /** Only what the letter can't do without. */
  readonly short: boolean;
}

const CRAFT = `You help a backend developer with a cover letter. The letter reads like a short design review told by a thoughtful senior engineer: one system, what was measured, one hard contract problem, and something specific about the company. Every fact comes from the candidate's own words in the document.`;

const TRUTH = `What you may say:
- Only what the facts say. No number, name, technology, employer, date, result, motive or feeling that is not there.
- Figures with the values, units, percentiles and direction given in "figures". Before stays before. You may write 1.8 s as 1,800 ms or p99 as the 99th percentile. You may add a multiple or a percentage only where it follows exactly from the two values.
- Ownership as it was told: "helped" stays helped, "we" stays we, and what a colleague did stays theirs.
- A fact that says "company" speaks of the company, never of the candidate: it may be named as theirs, and nothing in it is the candidate's experience.`;

export function planPrompt(material: Material): { system: string; user: string } {
  return {
    system: `${CRAFT}

Plan the letter before anybody writes it. Decide what it is about (the angle: the one thing that connects this candidate's story with this company's choice), which facts each paragraph rests on, in which order, and what to leave out. Leave out what weakens it: vague answers, small talk, tools named for their own sake.

A good letter has these paragraphs, each only where facts carry it:
1. opening: the role, and the company's own choice with the candidate's view of it
2. system: the one system, what stood there before, the candidate's part, and the numbers in one or two sentences with their real context
3. contract: the heart. What could not change and why, what was decided, what came of it, and how far a mistake would have reached
4. background: only if it explains why the candidate sees things this way
5. close: an offer, or a question they really want answered

${TRUTH}

${ONLY_DATA}

Answer with one JSON object: {"angle": one sentence, "paragraphs": [{"purpose": "opening" | "system" | "contract" | "background" | "close", "facts": [fact ids], "point": what it must make clear, in one sentence}], "leave_out": [fact ids]}. Use every fact id at most once in paragraphs.`,
    user: asData(material),
  };
}

export function draftPrompt(material: Material, plan: unknown): { system: string; user: string } {
  return {
    system: `${CRAFT}

Write the body of the letter after the plan, in the first person, addressed to the company as "you". No greeting, no date, no signature.

${TRUTH}

How it should sound:
- ${material.short ? '120 to 200 words.' : '250 to 380 words where the facts carry them. Few facts make a short letter: never pad.'}
- Plain, exact, calm. Sentences of different lengths, mostly short. Turn chat language into written English without making it grander; keep the candidate's own technical words.
- Say the numbers once, together, with where and when they hold.
- Tell the contract as a story: constraint, decision, result.
- Use at most two names of technologies in a sentence, and only where they matter to the story.
- End with the offer or the question, and stop.
- Never: an em dash; "not X but Y" and its relatives; "excited", "passionate", "thrilled", "proven track record", "leverage", "robust solution", "furthermore", "moreover", "I believe I would be", "look forward to hearing"; praise that would fit any company; exclamation marks; lists; headings; code.
- Begin neither the letter nor two paragraphs in a row with "I am" or "As a".

${ONLY_DATA}

Write one JSON object per line and nothing else, one line for each sentence, in order: {"p": paragraph number from 1, "text": "the sentence", "facts": ["ids of the facts that it rests on"]}. Every sentence rests on at least one fact.`,
    user: asData({ ...material, plan }),
  };
}

export interface Objection {
  /** Number of the sentence, from 0. */
  readonly sentence: number;
  readonly text: string;
  readonly facts: readonly string[];
  /** What is wrong, in a few words, with the words that it is about. */
  readonly wrong: readonly { readonly kind: string; readonly words: string; readonly means: string }[];
}

export function revisePrompt(
  material: Material,
  sentences: readonly string[],
  objections: readonly Objection[],
): { system: string; user: string } {
  return {
    system: `${CRAFT}

A draft of the letter was checked word for word against the facts. Some sentences say what the facts don't, or say it in a way that the letter must not. Rewrite only the sentences listed in "objections", so that nothing of what is listed remains; keep what was right in them, and let them fit between their neighbours. If a sentence can't be saved, answer with an empty text for it.

${TRUTH}

${ONLY_DATA}

Answer with one JSON object: {"sentences": [{"sentence": its number, "text": "the new sentence", "facts": ["ids"]}]}.`,
    user: asData({ ...material, letter: sentences.map((text, sentence) => ({ sentence, text })), objections }),
  };
}

/** What each kind of fault means to somebody who can put it right. */
export const MEANINGS: Readonly<Record<string, string>> = {
  'invented-number': 'no fact gives this number',
  'changed-digit': 'the fact gives another value here',
  'changed-unit': 'the fact gives this value in another unit or over another time',
  'swapped-direction': 'before and after are the wrong way round',
  'wrong-percentile': 'the fact names another percentile',
  'wrong-derived': 'this multiple or percentage does not follow from the two values',
  'invented-technology': 'the candidate never named this technology',
  'invented-employer': 'nobody named this name',
  'upgraded-ownership': 'this claims more than the candidate did, or a colleague’s work',
  'borrowed-from-job-post': 'the company said this, not the candidate',
  'weak-phrase': 'an empty phrase about oneself',
  'stack-soup': 'a list of technologies',
  'throughput-without-reliability': 'throughput is told without the reliability that the facts give',
  'vague-company-praise': 'praise that would fit any company',
  placeholder: 'a placeholder',
  'rough-value-leaked': 'this must stay confidential: use only the words given',
  length: 'the letter is too long',
  code: 'code has no place in a letter',
  'em-dash': 'no dashes: use a comma, a colon or two sentences',
  unfounded: 'no fact is named that this rests on',
};
