/** What a model is told that reads one message of an interview. */
import { asData, ONLY_DATA } from './data.ts';

export interface KnownFact {
  readonly id: string;
  readonly topic: string;
  readonly quote: string;
  readonly figures: readonly string[];
}

interface ReadingMaterial {
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
- "facts": [{"topic", "quote"}]. "quote" is copied from the message letter for letter, long enough to be understood alone: a sentence, or two that need each other, or a clause where only a part belongs. "topic" is what the words are about, whatever was asked. Leave out greetings, remarks about the interview, confirmations, private life, what they want left out, and permissions ("fine to mention"). A joke that carries the story stays. What must stay confidential is quoted all the same, with the confidential words in it: they are replaced later by what may be said. Where the message corrects itself ("20 s before, no, make that 12 s"), quote the whole passage: the later words count.
- "names": {"position", "company", "team", "addressee", "employer", "name", "email", "location"}: words copied from the message where it newly gives or corrects the name, else null; a short form of a known name is nothing new. "company" is the one they apply to, "employer" the one where the system is; "addressee" is a person, with the title they were given; "team" goes without the word "team" and without an article: in "Backend Engineer (Payments)" it is Payments. Names may come from a pasted advertisement. The words that give them are facts on their topic as well.
- "job_post": [quotes] that are pasted from a job advertisement or a recruiter's mail. They stand in "facts" nowhere.
- "declined": [topics] on which they say that they have nothing, don't know, or want it left out altogether. A refusal beside an offer or an answer declines nothing.
- "corrections": [{"fact": id of a known fact, "quote": the words of this message that put it right}]: all that the message now says on it, with units and with what is new, and without the old value. It stands in "facts" nowhere.
- "withdrawn": [{"fact": id, "part": words copied from that known fact that no longer hold}], for claims in words; where a number is corrected, the old one goes by itself. "part" is a clause that can be cut so that a sentence remains, or else the whole quote.
- "confidential": [{"hide": a name or a number, copied from the message or from a known fact, that must not appear in the letter; "say": what may be said in its place, in their words, or null}]. "hide" is exactly what "say" can take the place of, so that the sentence still reads. One entry for each; where one phrase stands in for several numbers, only the first has it and the others have null.
- "contradicts": {"fact": id, "quote"} where the message cannot be true together with a known fact, its words or its figures, and does not itself correct it, else null. The quote may stand in "facts" as well.
- "asks_us": true where the message asks us something and expects a reply; a question in passing that answers itself does not count.
- "vague": true where the message answers what was asked with words that hold nothing (“much faster”, “they are innovative”).
- "parts": what the message as a whole shows, whatever was asked. Of their work: "mine" (they alone did it, or a part is theirs), "shared" (told as “we built”), "helped" (only helped others). Of the contract: "constraint" (what could not change, and who relied on it), "decision", "result". Of the company: "choice", "source" (where it can be read, heard or seen), "view".
- "follow_up": {"missing", "question"} or null. An answer is whole: of the system, with their own part; of throughput, with a number and per which time; of latency, with a number, its unit and its percentile; of reliability, with any number or any story; of the contract, with constraint, decision and result; of the company, with its choice and their view. Where the message answers what was asked and leaves one of these open, "missing" names the first of them: "unit", "window" (per which time), "percentile", "own-part", "constraint", "decision", "result", "choice", "view", or "vague" where it holds nothing. "question" asks for it in at most 25 words, in the voice of a curious senior engineer who understood what was said. No number, no name and no guess that is not in the message, no praise, no exclamation mark. Null where the answer is whole, where it was not an answer, and where they have no more to say.

A quote that is not letter for letter in the message is thrown away, and so is a number that is not in it.

Three examples of one entry each:
“We peak at 4,120 bookings an hour, but print only 'thousands of'.” → a fact with that whole sentence, and {"hide": "4,120", "say": "thousands of"}.
“Scratch that, p99 was 310 ms” with fact m4#1 “p99 went from 2 s to 210 ms” → {"fact": "m4#1", "quote": "p99 was 310 ms"}.
“Oh, and in May a shard was down for a day” with fact m5#1 “five nines, always” → contradicts {"fact": "m5#1", "quote": "in May a shard was down for a day"}.`;

export function readingPrompt(material: ReadingMaterial): { system: string; user: string } {
  return { system: `${TASK}\n\n${FORM}\n\n${ONLY_DATA}`, user: asData(material) };
}
