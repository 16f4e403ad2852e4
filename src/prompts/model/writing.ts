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

const TRUTH = `What the letter may say:
- Only what the facts say. No number, name, technology, employer, date, motive or feeling that is not there, and no result beyond those that are told. Wanting the role and liking the choice that the candidate praises go without saying.
- Figures with the values, units, percentiles and direction given in "figures"; where the words hold another value, "figures" is right. Before stays before. You may write 1.8 s as 1,800 ms or p99 as the 99th percentile, and add a multiple or a percentage where it follows exactly from two values.
- Ownership as it was told: "helped" stays helped, "we" stays we, and what a colleague did stays theirs, by the name or role that the candidate gave them.
- What the candidate says about the company is in facts on "company": the company's choice is addressed to the company, the candidate's own experience there stays theirs. A fact that "says" company is the company's own advertisement; nothing in it is the candidate's.
- At most one sentence may draw the line between two facts (the company's choice and the candidate's own problem, say), and one may name what follows of necessity from the constraint, in words that the facts hold. Its "facts" are all those that it joins.
- The words are from a chat. Mend grammar, case and abbreviations ("sr backend" is a senior backend position, a product in lower case is written as its makers do), never the meaning. Whether the candidate still works there is not known, so nothing says that they do or don't.
- How long, how often, how many and how big are told only as a fact tells them: "for some years", "often" and "a large team" are inventions as much as numbers are. So is a past that nobody told.`;

const SOUND = `How it should sound:
- Plain, exact, calm. Sentences of different lengths, mostly short. Keep one or two of the candidate's own turns of phrase where they have bite, and their technical words always.
- The old state, and what was built, in the past; how it behaves now, in the present.
- Names of technologies only where the story needs them, at most two in a sentence.
- Never: an em dash; "not X but Y" as a figure of speech (where the candidate tells a real alternative, "instead of" says it); "excited", "passionate", "thrilled", "proven track record", "leverage", "furthermore", "moreover", "look forward to hearing"; praise that would fit any company; exclamation marks; lists; headings; code.`;

export function planPrompt(material: Material): { system: string; user: string } {
  return {
    system: `${CRAFT}

Plan the letter before anybody writes it. Find the angle: the one thing that this candidate's story and this company's choice have in common. Decide which facts each paragraph rests on and in which order they are told, which figure leads, where the others go, and what to leave out. Where only a part of a fact belongs, "point" says which. Leave out what weakens it: vague answers, small talk that says nothing, tools named for their own sake. Keep what only this person would say.

What a letter needs, each only where facts carry it: the role and the company's own choice with the candidate's view of it; the one system, what stood there before, the candidate's part; the numbers with their real context; the contract as its heart (what could not change and why, what was decided, what came of it); where the candidate comes from, only if it leads to how they work today; an offer or a question to end on. Mostly that is four or five paragraphs in this order, but a strong constraint, or a bad day, may open as well.

${TRUTH}

${ONLY_DATA}

Answer with one JSON object: {"angle": one sentence, "paragraphs": [{"purpose": "opening" | "system" | "numbers" | "contract" | "background" | "close", "facts": [fact ids], "point": what it must make clear, in one sentence}], "leave_out": [fact ids]}. Use every fact id at most once in paragraphs.`,
    user: asData(material),
  };
}

export function draftPrompt(material: Material, plan: unknown): { system: string; user: string } {
  return {
    system: `${CRAFT}

Write the body of the letter after the plan, in the first person, addressed to the company as "you". No greeting, no date, no signature. The plan's "angle" and "point" say where to go; what the letter says comes from the facts alone.

${TRUTH}

${SOUND}
- ${material.short ? 'As short as it can be and still be whole: 90 to 180 words.' : 'As many words as the facts carry, 250 to 360 where there are enough, fewer where there are not. Never pad.'}
- Say which role it is for early, inside a sentence that says something.
- Give the numbers with where and when they hold, close together, but not in a list.
- Tell the contract as a story, straight from the constraint: no sentence that only announces it ("The hard part was…", "My own system is…", "The interesting thing is…").
- End with the offer or the question; where there is none, with the result. Then stop.
- The first word of the letter is not "I", and no two paragraphs begin alike.

${ONLY_DATA}

Write one JSON object per line and nothing else, one line for each sentence, in order: {"p": paragraph number from 1, "text": "the sentence", "facts": ["ids of the facts that it rests on"]}. Every sentence rests on at least one fact.`,
    user: asData({ ...material, plan }),
  };
}

interface Objection {
  /** Number of the sentence, from 0. */
  readonly sentence: number;
  readonly text: string;
  readonly facts: readonly string[];
  /** What is wrong, in a few words, with the words that it is about. */
  readonly wrong: readonly { readonly kind: string; readonly words: string; readonly means: string }[];
}

export function revisePrompt(
  material: Material,
  sentences: readonly { readonly paragraph: number; readonly text: string }[],
  objections: readonly Objection[],
): { system: string; user: string } {
  return {
    system: `${CRAFT}

A draft of the letter was checked word for word against the facts. Some sentences say what the facts don't, or say it in a way that the letter must not. Rewrite only the sentences listed in "objections", so that nothing of what is listed remains; keep what was right in them, and let them fit between their neighbours. "words" is where it shows, or the whole sentence. If a sentence can't be saved, or says nothing any more without its fault, answer with an empty text for it. Where an objection is mistaken, say the same in other words that are nearer to the facts. Bring in no fact that the letter doesn't tell yet, unless an objection asks for it.

${TRUTH}

${SOUND}

${ONLY_DATA}

Answer with one JSON object: {"sentences": [{"sentence": its number, "text": "the new sentence", "facts": ["ids"]}]}.`,
    user: asData({
      ...material,
      letter: sentences.map(({ paragraph, text }, sentence) => ({ sentence, paragraph, text })),
      objections,
    }),
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
  unfounded: 'nothing of this stands in the facts that it names',
  instructions: 'this is said to you, and not about the candidate',
  language: 'the letter is in English',
  markup: 'plain text only, without links',
};
