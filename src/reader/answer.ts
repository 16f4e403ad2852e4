/** A message as the answer to what was asked. */
import { type Brief, detail, type Fact, isMetric, type Topic } from '../machine/brief.ts';
import { readMentions } from '../machine/figures.ts';
import type { Reading } from '../machine/reading.ts';
import { technologiesIn } from '../machine/technologies.ts';
import {
  declines,
  isAside,
  isCourtesy,
  isInstruction,
  isJoke,
  isOffTheLetter,
  isPrivate,
  returnsToTopic,
  withdrawsAll,
} from './acts.ts';
import { withoutClauses } from './clauses.ts';
import { contactDetails, hasEmail } from './contact.ts';
import { comesFromOffice, type Discretion, isOrder, isPreamble } from './discretion.ts';
import { conflictWith } from './incidents.ts';
import { metricAnswer } from './metric-answer.ts';
import { factOf, factsOver, figureFacts, type Page } from './page.ts';
import { roleDetails } from './role.ts';
import type { Sentence } from './sentences.ts';
import { isOwnWork, isPraise, mentionsCompany } from './signals.ts';
import { offersOrAsks } from './telling.ts';
import { isRelease, isWish } from './wishes.ts';

export function answer(page: Page, asked: Topic, discretion: readonly Discretion[]): Partial<Reading> {
  if (asked === 'role') return roleAnswer(page);
  if (asked === 'contact') return contactAnswer(page);
  const signature = page.said.filter((sentence) => isSignature(sentence, page));
  if (signature.length === 0) return topicAnswer(page, asked, discretion);
  const rest = { ...page, said: page.said.filter((sentence) => !signature.includes(sentence)) };
  const told = rest.said.length > 0 ? topicAnswer(rest, asked, discretion) : {};
  return { ...told, facts: [...(told.facts ?? []), ...signature.map((sentence) => contactFact(page, sentence))] };
}

/** "Sam Ude, sam@example.com, Lagos", whatever was asked: nobody writes that of anything else. */
function isSignature(sentence: Sentence, { message }: Page): boolean {
  if (!hasEmail(sentence.text) || offersOrAsks(sentence.text) || isInstruction(sentence.text)) return false;
  if (message.brief.facts.some(({ topic }) => topic === 'contact')) return false;
  const { name, location } = contactDetails(sentence.text);
  return (
    name !== undefined || location !== undefined || /\b(?:mine|my|me|reach|contact|sign(?:ed)?)\b/i.test(sentence.text)
  );
}

function topicAnswer(
  page: Page,
  asked: Exclude<Topic, 'role' | 'contact'>,
  discretion: readonly Discretion[],
): Partial<Reading> {
  const { said, message } = page;
  const body = withoutAsides(withoutDeclined(said, asked), asked).flatMap((sentence) =>
    tellingParts(sentence, asked, discretion.length > 0),
  );
  const figures = figureFacts(page, asked);
  if (isMetric(asked)) return metricAnswer(page, asked, body, figures, discretion);
  if (body.length === 0 && discretion.length === 0 && said.some(({ text }) => declines(text)))
    return { declined: [asked], facts: figures };
  const relevant = body.filter(
    (sentence) =>
      (!isAside(sentence) || (asked === 'closing' && offers(sentence))) &&
      !(discretion.length > 0 && isPreamble(sentence.text) && (!CARRYING.has(asked) || comesFromOffice(sentence.text))),
  );
  const conflict = conflictWith(body, message.brief);
  const strays = conflict !== null && !relevant.some((sentence) => isAbout(sentence, asked, message.brief));
  if (relevant.length === 0 || strays) return aside(page, body, figures, conflict);
  if (asked === 'company' && relevant.every(isPraise))
    return { vague: { word: relevant[0]?.text ?? '' }, facts: figures };
  const facts = factsOver(page, asked, relevant);
  // "See above", and nothing of it is there: then it has to be said once more.
  if (facts.length === 0 && figures.length === 0 && !conflict) return { vague: { word: relevant[0]?.text ?? '' } };
  return { facts: [...figures, ...facts], conflict };
}

/** Topics of which even a few words tell something. */
const CARRYING: ReadonlySet<Topic> = new Set(['system', 'contract', 'company']);

/** A sentence without its asides: wishes for discretion, instructions, private life, what others did with their tools. */
function tellingParts(sentence: Sentence, asked: Topic, discreet: boolean): Sentence[] {
  const unnamed = CANNOT_NAME.test(sentence.text.replaceAll('’', "'"));
  const drops = (clause: string) =>
    isInstruction(clause) ||
    (unnamed && (CANNOT_NAME.test(clause.replaceAll('’', "'")) || isOrder(clause))) ||
    (discreet &&
      (isWish(clause) ||
        isOrder(clause) ||
        isRelease(clause) ||
        ALLOWED.test(clause) ||
        isCourtesy(clause) ||
        /^nor\b/i.test(clause))) ||
    (asked === 'background' && /^no\b(?!,? (?:wait|sorry|make|that))/i.test(clause)) ||
    (asked === 'system' && /^(?:she|he)\b/i.test(clause));
  const parts = asked === 'closing' && offers(sentence) ? [sentence] : withoutClauses(sentence, isPrivate, false);
  return parts.flatMap((part) => withoutClauses(part, drops, true));
}

/** "'A border authority' is agreed": what may be said, and nothing of the work. */
const ALLOWED = /^['"‘“][^'"‘’“”]{3,80}['"’”],? (?:is|are|was|will|would|can|may|at most|instead)\b/i;

/** "I can't name the carrier": said to us, whether or not there was a name to hide. */
const CANNOT_NAME =
  /\b(?:i|we)(?:'m| am|'re| are)? (?:can't|cannot|can not|must not|mustn't|may not|not allowed to|shouldn't) (?:name|mention|disclose|print|say (?:who|which|whose|the name))\b/i;

/** Without the sentences that decline; "leave it out" takes what was said before it along. */
function withoutDeclined(said: readonly Sentence[], asked: Topic): Sentence[] {
  const last = said.findLastIndex(
    ({ text }) => withdrawsAll(text) && declines(text) && (asked === 'background' || !isOffTheLetter(text)),
  );
  return said
    .slice(last + 1)
    .filter(({ text }) => !isOffTheLetter(text))
    .filter((sentence) => !declines(sentence.text) || tellsMore(sentence, asked));
}

/** Jokes, exclamations, and what was said before "seriously though" have no place in a letter, unless they tell of the work. */
function withoutAsides(said: readonly Sentence[], asked: Topic): Sentence[] {
  const back = said.findLastIndex(({ text }, index) => index > 0 && returnsToTopic(text));
  return said.filter((sentence, index) => {
    const bare = technologiesIn(sentence.text).length === 0 && readMentions(sentence.text).length === 0;
    if (index < back && bare && sentence.words.length < 16 && STRONG_RETURN.test(said[back]?.text ?? '')) return false;
    if (isAside(sentence)) return asked === 'closing' && offers(sentence);
    if (isOwnWork(sentence) || !bare) return true;
    const exclaims = /!$/.test(sentence.text) && !sentence.words.some(({ pos }) => pos === 'VERB' || pos === 'AUX');
    return !isJoke(sentence.text) && !exclaims && !(index < back && sentence.words.length < 14);
  });
}

/** "Let me show them, on a beer mat if need be": an offer stays one, wherever it is made. */
function offers({ text }: Sentence): boolean {
  return /\b(?:let me|i can|i could|i'd|i would|happy to|glad to)\b/i.test(text) && offersOrAsks(text);
}

/** After these nobody means what came before, even where it is told in the first person. */
const STRONG_RETURN = /^(?:but |and )?(?:seriously|jokes? aside|joking aside|to be serious|anyway|anyhow)\b/i;

/** "No flag day", "nobody counted": in a story about a contract or a company these are content. */
function tellsMore(sentence: Sentence, asked: Topic): boolean {
  if (asked === 'closing') return offersOrAsks(sentence.text);
  return /^(?:contract|company|system)$/.test(asked) && sentence.words.length > 7;
}

/** Whether a sentence that doesn't fit an earlier claim is about the question all the same. */
function isAbout(sentence: Sentence, asked: Topic, brief: Brief): boolean {
  if (asked === 'closing') return offersOrAsks(sentence.text);
  if (asked === 'background')
    return /\b(?:before|previously|earlier|used to be|was an?|worked|years|degree|studied|first job)\b/i.test(
      sentence.text,
    );
  return asked !== 'company' || mentionsCompany(sentence, detail(brief, 'company'));
}

/** Nothing of the message answers the question: it may contradict something, or be about something else. */
function aside(
  page: Page,
  body: readonly Sentence[],
  figures: readonly Fact[],
  conflict: Reading['conflict'],
): Partial<Reading> {
  if (conflict) {
    const told = factsOver(page, conflict.topic, body).map((each) => ({ ...each, signals: [] }));
    return { facts: [...figures, ...told], conflict };
  }
  // Nothing but wishes for discretion: the question stands.
  if (body.length === 0) return { facts: [...figures] };
  return body.every(({ text }) => isPrivate(text))
    ? { digression: 'other', facts: [...figures] }
    : { facts: [...figures], vague: { word: body[0]?.text ?? '' } };
}

function roleAnswer(page: Page): Partial<Reading> {
  const contact = page.said.filter(({ text }) => hasEmail(text));
  const rest = page.said.filter((sentence) => !contact.includes(sentence));
  const details = roleDetails(rest.map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(' '));
  if (rest.length > 0 && !details.company && rest.every(({ text }) => declines(text))) return { declined: ['role'] };
  return {
    facts: [
      ...(rest.length > 0 ? [{ ...factOf(page, 'role', rest), details }] : []),
      ...contact.map((sentence) => contactFact(page, sentence)),
    ],
  };
}

function contactFact(page: Page, sentence: Sentence): Fact {
  return {
    ...factOf(page, 'contact', [sentence]),
    details: contactDetails(sentence.text.replace(/^.*?(?=\bi sign as\b|\bmy name is\b|\bi'm\b)/i, '')),
  };
}

function contactAnswer(page: Page): Partial<Reading> {
  const whole = page.said.map(({ text }) => text).join(' ');
  if (!hasEmail(whole) && declines(whole)) return { declined: ['contact'] };
  const fact = factOf(page, 'contact', page.said);
  return { facts: [{ ...fact, details: contactDetails(fact.quote) }] };
}
