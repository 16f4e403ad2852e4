/**
 * Reading without a model. From top to bottom: orders to us are blanked, a job post is set apart, what is left is cut
 * into sentences; each is told by what it does (answers, declines, asks, corrects, asks for discretion) and by which
 * topic it tells of; what remains are facts with the candidate's own words. Where it can't tell, it says so, and the
 * interview asks.
 */
import { type Fact, isMetric, type Topic } from '../machine/brief.ts';
import { readFigures, readMentions, sameQuantity } from '../machine/figures.ts';
import { emptyReading, type Reading } from '../machine/reading.ts';
import { asksUs, declines, digressionOf, isCourtesy } from './acts.ts';
import { aboutChosen, completion, correction, questionedClaim, settlement } from './afterthought.ts';
import { answer } from './answer.ts';
import { setsRight } from './corrections.ts';
import { type Discretion, discretionIn } from './discretion.ts';
import { elsewhere } from './elsewhere.ts';
import { introductions, jobPostFacts, jobPostSpans } from './job-post.ts';
import { tell } from './opening.ts';
import type { Page } from './page.ts';
import { askedBack } from './questions-back.ts';
import type { Message, Reader } from './reader.ts';
import { revision } from './revise.ts';
import { type Sentence, sentences } from './sentences.ts';
import { withoutOrders } from './untrusted.ts';

/** What is read of one message at most, in UTF-16 units; whoever says more is asked for less. */
export const READ_AT_MOST = 20_000;

export const plainReader: Reader = { read: (message) => Promise.resolve(readPlainly(message)) };

export function readPlainly(message: Message): Reading {
  const { text: ordered, orders } = withoutOrders(message.text.slice(0, READ_AT_MOST));
  const posts = jobPostSpans(ordered);
  const own = outside(ordered, posts.length > 0 ? [...posts, ...introductions(ordered)] : posts);
  const text = withoutWondering(own.replace(QUOTE_MARK, (mark) => ' '.repeat(mark.length)));
  const asked = message.asking?.topic ?? null;

  const all = sentences(text);
  const questions = all.filter((sentence) => asksUs(sentence, asked));
  const said = all.filter(
    (sentence) => (!questions.includes(sentence) || tellsAsWell(sentence, asked)) && !isCourtesy(sentence.text),
  );
  const page: Page = { message, text, said, next: numbering(message.id) };

  const revised = posts.length > 0 ? null : revision(page, all);
  if (revised) return { ...emptyReading(message.id), orders, ...withFigures(revised, page) };

  const post = jobPostFacts(page, ordered, posts);
  const digression = questions.length > 0 ? askedOf(questions, asked) : null;
  const heard: Reading = { ...emptyReading(message.id), orders, jobPost: post.length > 0, digression };
  const read = understood(page, all, asked);
  return {
    ...heard,
    ...read,
    // A question that came with an answer, and that is none of ours, need not be turned down.
    digression: digression === 'other' && read.facts?.length ? null : (digression ?? read.digression ?? null),
    facts: [...post, ...(read.facts ?? [])],
  };
}

/** Orders, and among them values that are set right: "the company is Rollo. 95 a second was spring, by now it is 140". */
function withFigures(revised: Partial<Reading>, page: Page): Partial<Reading> {
  if (page.message.asking !== null) return revised;
  const { changes = [], withdrawn = [], facts = [] } = correction(page, []) ?? {};
  const { changes: ordered = [], edits = [] } = revised;
  const dropped = new Set(edits.flatMap((edit) => (edit.kind === 'drop-figure' ? edit.fact : [])));
  const isOrdered = (fact: string, index: number) =>
    dropped.has(fact) || ordered.some((one) => one.fact === fact && one.index === index);
  const others = changes.filter(({ fact, index }) => !isOrdered(fact, index));
  const isAll = others.length === 0 && withdrawn.length === 0;
  if (isAll) return revised;
  return {
    ...revised,
    corrects: true,
    changes: [...ordered, ...others],
    withdrawn: [...(revised.withdrawn ?? []), ...withdrawn],
    facts: [
      ...(revised.facts ?? []),
      ...facts.filter(({ quote }) => !revised.facts?.some((one) => one.quote === quote)),
    ],
  };
}

/** "Does 4,000 a second count?": asked, and told. */
function tellsAsWell({ text }: Sentence, asked: Topic | null): boolean {
  return askedBack(text, asked) === 'counts' && readMentions(text).some(({ bare }) => !bare);
}

/** What is asked: of our own business first. */
function askedOf(questions: readonly Sentence[], asked: Topic | null): Reading['digression'] {
  const [ours] = questions.flatMap(({ text }) => askedBack(text, asked) ?? []);
  return ours ?? digressionOf(questions.map(({ text }) => text).join(' '));
}

/** What the candidate's own sentences say, by the first reading that fits. */
function understood(whole: Page, all: readonly Sentence[], asked: Topic | null): Partial<Reading> {
  const page = aboutChosen(whole);
  const { said, message } = page;
  if (asked !== null && /^\s*[-–—]+\s*$/.test(message.text)) return { declined: [asked] };
  if (said.length === 0) return shortAnswer(all, asked);
  const completes = completions(said, message);
  if (completes && said.length === 1) return { completes };
  const discretion = discretionIn(said, message.brief);
  const split = asked === null ? null : withCorrection(page, asked);
  if (split) {
    const { facts = [], ...answered } = understood(split.rest, all, asked);
    return { ...answered, ...split.corrected, discretion, facts: [...facts, ...(split.corrected.facts ?? [])] };
  }
  const corrected = correction(page, discretion);
  if (corrected) return corrected;
  const withdrawn = questionedClaim(page);
  const told =
    settlement(page) ?? (asked === null ? tell(page) : (story(page, asked) ?? answered(page, asked, discretion)));
  const facts = (told.facts ?? []).map((fact) => withoutHidden(withoutStandIns(fact, discretion), discretion));
  return { ...told, facts, completes, discretion, ...(withdrawn.length > 0 ? { withdrawn, corrects: true } : {}) };
}

/** "ms. p95. A query over one day": the short sentences in front, each of which completes the last figure. */
function completions(said: readonly Sentence[], message: Message): Reading['completes'] {
  const all: NonNullable<Reading['completes']> = {};
  for (const [index, { text, words }] of said.entries()) {
    const one = index === 0 || words.length <= 3 ? completion(text, message) : null;
    if (one === null) break;
    Object.assign(all, one);
  }
  return Object.keys(all).length === 0 ? null : all;
}

/** An answer, apart from what it tells besides of a topic that is still to come. */
function answered(page: Page, asked: Topic, discretion: readonly Discretion[]): Partial<Reading> {
  const apart = elsewhere(page, asked);
  if (!apart) return answer(page, asked, discretion);
  const { facts = [], ...told } = apart.rest.length > 0 ? answer(partOf(page, apart.rest), asked, discretion) : {};
  return { ...told, facts: [...facts, ...apart.facts] };
}

/**
 * A message that answers and, before or after, sets something earlier right: "… Oh, and availability was 99.4% at the
 * start, not 99.6." Null where it does only one of the two.
 */
function withCorrection(page: Page, asked: Topic): { rest: Page; corrected: Partial<Reading> } | null {
  const { said, message } = page;
  if (said.length < 2 || message.brief.facts.length === 0) return null;
  const isAnswer = (sentence: Sentence) =>
    isMetric(asked) && readFigures(sentence.text, asked).found.some(({ figure }) => figure.topic === asked);
  const first = said.findIndex(({ text }) => setsRight(text));
  if (first < 0) return null;
  let next = first + 1;
  // What follows a correction at the end of a message belongs to it as long as it goes on about numbers.
  for (let later = said[next]; first > 0 && later && !isAnswer(later); later = said[next]) next += 1;
  const corrected = correction(partOf(page, said.slice(first, next)), [], true);
  const rest = [...said.slice(0, first), ...said.slice(next)];
  if (!corrected || rest.length === 0 || changesTopic(corrected, message, asked)) return null;
  // What follows a correction that opens the message explains it, unless it is numbers of the metric that was asked.
  const tells = isMetric(asked) ? rest.some(isAnswer) : first > 0 && rest.some(({ words }) => words.length > 7);
  return tells ? { rest: partOf(page, rest), corrected } : null;
}

/** Whether a correction is about what is being asked: then it belongs to the answer itself. */
function changesTopic({ changes = [] }: Partial<Reading>, { brief }: Message, asked: Topic | null): boolean {
  return changes.some(({ fact, index }) => brief.facts.find(({ id }) => id === fact)?.figures[index]?.topic === asked);
}

/** The page with some of its sentences only. */
function partOf(page: Page, said: readonly Sentence[]): Page {
  const left = page.said.filter((sentence) => !said.includes(sentence));
  return { ...page, said, text: outside(page.text, left) };
}

/** The first question answered with the whole story, as it offers to: then each sentence tells of its own topic. */
function story(page: Page, asked: Topic): Partial<Reading> | null {
  if (asked !== 'role' || page.said.length < 2) return null;
  const told = tell(page);
  const isStory = told.facts?.some(
    ({ topic, signals }) => topic === 'system' && (signals.includes('mine') || signals.includes('helped')),
  );
  return isStory ? told : null;
}

/** What may be said in place of a number is no measurement: "put 'well under a second'". */
function withoutStandIns(fact: Fact, discretion: readonly Discretion[]): Fact {
  const said = discretion.flatMap(({ say }) => readMentions(say ?? ''));
  const isStandIn = ({ before, after }: Fact['figures'][number]) =>
    before === undefined && after !== undefined && said.some(({ quantity }) => sameQuantity(quantity, after));
  return said.length === 0 ? fact : { ...fact, figures: fact.figures.filter((figure) => !isStandIn(figure)) };
}

/** A letter is addressed to nobody who must not be named. */
function withoutHidden(fact: Fact, discretion: readonly Discretion[]): Fact {
  const isHidden = (value: string) => discretion.some(({ hide, say }) => say === null && value.includes(hide));
  const kept = Object.entries(fact.details).filter(([, value]) => !isHidden(value));
  return { ...fact, details: Object.fromEntries(kept) };
}

/** Nothing but a courtesy, a question or a "no". */
function shortAnswer(all: readonly Sentence[], asked: Topic | null): Partial<Reading> {
  const words = all.filter((sentence) => !asksUs(sentence, asked));
  if (asked === null || words.length === 0 || words.length < all.length) return {};
  return declines(words.map(({ text }) => text).join(' '))
    ? { declined: [asked] }
    : { vague: { word: words[0]?.text ?? '' } };
}

/** "Was it 800 per minute maybe? … No.": wondered, and not said. */
function withoutWondering(text: string): string {
  return text.replace(WONDERED, (part) => '\n'.repeat(part.length));
}

const WONDERED =
  /(?<=^|[.!?\n…] ?)[^.!?\n…]{0,120}\b(?:maybe|perhaps|or was it|or is it)\b[^.!?\n…]{0,40}\?(?=[\s.…]*\bno\b)/gi;

/** What a mail program puts before each line of a mail that is quoted. */
const QUOTE_MARK = /^[^\S\n]*>[^\S\n]?/gm;

/** The text with the job post blanked by line feeds, so that offsets hold. */
function outside(text: string, posts: readonly { start: number; end: number }[]): string {
  let own = text;
  for (const { start, end } of posts) own = own.slice(0, start) + '\n'.repeat(end - start) + own.slice(end);
  return own;
}

function numbering(source: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${source}#${count}`;
  };
}
