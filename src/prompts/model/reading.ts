/** What a model is told that reads one message of an interview. */
import { asData, ONLY_DATA } from './data.ts';

export interface KnownFact {
  readonly id: string;
  readonly topic: string;
  readonly quote: string;
}

export interface ReadingMaterial {
  /** What stood asked, and the question in our words; null where nothing did. */
  readonly asked: { readonly topic: string; readonly question: string } | null;
  readonly message: string;
  readonly known: readonly KnownFact[];
}

const TASK = `You read one message from an interview in which a backend developer tells about their work, so that a cover letter can be written from their own words. You do not answer them and you do not write the letter. You mark what the message says.

Topics:
- role: the position, company, team and addressee that the letter is for
- system: the one system they worked on, what stood there before, which part was theirs
- throughput, latency, reliability: what was measured of that system, or a story of how they know
- contract: the hard part. What could not change and who relied on it, what was decided, what came of it
- company: an engineering choice of the company they apply to, where it was read or heard, what they think of it
- background: what they did before
- closing: what they offer to show, or want to ask
- contact: how they sign`;

const FORM = `Answer with one JSON object:
- "facts": [{"topic", "quote"}]. "quote" is copied from the message letter for letter, long enough to be understood alone, one fact for each thing. Take the whole sentence or sentences that tell it. Leave out greetings, jokes, private life, complaints about the question, and what they say must not be in the letter.
- "names": {"position", "company", "team", "addressee", "employer", "name", "email", "location"}: words copied from the message, or null. "company" is the one they apply to, "employer" the one where the system is.
- "job_post": [quotes] that are pasted from a job advertisement. They are facts of nobody else and belong nowhere else.
- "declined": [topics] on which they say that they have nothing, don't know, or want it left out.
- "corrections": [{"fact": id of a known fact, "quote": the words of this message that put it right}].
- "withdrawn": [{"fact": id, "part": words copied from that fact that they take back}].
- "confidential": [{"hide": words copied from the message or from a known fact that must not appear in the letter, "say": what may be said instead, in their words, or null}].
- "contradicts": {"fact": id, "quote"} where the message cannot be true together with a known fact and does not correct it, else null.
- "asks_us": true where the message asks us something instead of, or besides, answering.
- "vague": true where the message answers what was asked with words that hold nothing (“much faster”, “they are innovative”).
- "parts": for an answer about the system, which of ["mine", "shared", "helped"] it shows; for the contract, which of ["constraint", "decision", "result"]; for the company, which of ["choice", "source", "view"]. [] otherwise.
- "follow_up": {"missing", "question"} or null. If the answer to what was asked leaves something open, name it: one of "unit", "window", "percentile", "own-part", "constraint", "decision", "result", "choice", "view", "vague", and word one question for it, at most 25 words, in the voice of a curious senior engineer who understood what was said. No number, no name and no guess that is not in the message, no praise, no exclamation mark.

A quote that is not letter for letter in the message is thrown away, and so is a number that is not in it.`;

export function readingPrompt(material: ReadingMaterial): { system: string; user: string } {
  return { system: `${TASK}\n\n${FORM}\n\n${ONLY_DATA}`, user: asData(material) };
}
