/**
 * Reading with a model, one call a message. The model says which words tell of what; the words themselves, and the
 * figures in them, are read by the same rules as without one. A message that the rules read without doubt costs no call,
 * and where the model fails or is late, the rules have read the message already.
 */
import { type Brief, type Fact, isMetric, type Signal, type Topic } from '../machine/brief.ts';
import { masked } from '../machine/discretion.ts';
import { emptyReading, type Reading } from '../machine/reading.ts';
import { Budget, type Limits } from '../model/budget.ts';
import type { LanguageModel } from '../model/model.ts';
import { readingPrompt } from '../prompts/model/reading.ts';
import { contactDetails } from './contact.ts';
import { figureChanges } from './corrections.ts';
import { jobPostFacts, jobPostSpans } from './job-post.ts';
import { knownFacts } from './known.ts';
import { cleanName } from './names.ts';
import { factsOver, figureFacts, type Page } from './page.ts';
import { readPlainly } from './plain.ts';
import type { Message, Reader } from './reader.ts';
import { roleDetails } from './role.ts';
import { sentences } from './sentences.ts';
import { withoutOrders } from './untrusted.ts';
import { type Annotation, AnnotationSchema, inContext, only, type Span, spanOf } from './verified.ts';
import { declinedIn, discretionFrom, withdrawnIn } from './warrant.ts';
import { mayAsk } from './worded.ts';

export function createModelReader(
  model: LanguageModel,
  limits: Limits,
  now: () => number,
  wordsFor: (message: Message) => string,
): Reader {
  return {
    async read(message) {
      const plain = readPlainly(message);
      if (isPlain(message, plain)) return plain;
      const { topic } = message.asking ?? {};
      const prompt = readingPrompt({
        asked: topic === undefined ? null : { topic, question: masked(wordsFor(message), message.brief) },
        message: message.text,
        known: knownFacts(message.brief),
      });
      const budget = new Budget(limits, now);
      const answer = await model.object({ step: 'reading', prompt, budget }, AnnotationSchema);
      return answer.outcome === 'answered' ? understood(message, answer.value, plain) : plain;
    },
  };
}

/** Whether the rules leave no doubt: a bare figure, a "no", what only completes a figure. */
function isPlain({ text, asking }: Message, plain: Reading): boolean {
  if (plain.completes !== null || plain.edits !== undefined || text.trim().length < 3) return true;
  const [only, ...others] = plain.facts;
  const short = text.trim().length <= 60;
  if (short && plain.declined.length === 1 && plain.facts.length === 0) return true;
  // How somebody signs is sent to nobody who is not needed to understand it.
  if (asking?.topic === 'contact' && text.length <= 160 && only?.details.name !== undefined) return true;
  return (
    short &&
    only !== undefined &&
    others.length === 0 &&
    only.topic === asking?.topic &&
    only.figures.some(({ before, after }) => before && after) &&
    plain.discretion.length === 0 &&
    plain.conflict === null
  );
}

/** The annotation as a reading, each part only as far as the message bears it out. */
export function understood(message: Message, annotation: Annotation, plain: Reading): Reading {
  const { text, orders } = withoutOrders(message.text);
  // A post is one if the rules or the model see it: in doubt it is not the candidate who speaks.
  const posts = joined([
    ...jobPostSpans(text),
    ...annotation.job_post.map((quote) => spanOf(quote, text)).filter((span) => span !== null),
  ]);
  const own = posts.reduce(
    (rest, { start, end }) => rest.slice(0, start) + '\n'.repeat(end - start) + rest.slice(end),
    text,
  );
  let count = 0;
  const next = () => {
    count += 1;
    return `${message.id}#${count}`;
  };
  const pageOf = (span: Span): Page => {
    const part = only(own, span);
    return { message, text: part, said: sentences(part), next };
  };
  const whole: Page = { message, text: own, said: [], next };
  const jobPost = jobPostFacts(whole, text, posts).map((fact) => ({
    ...fact,
    details: { ...fact.details, ...namesIn(annotation, 'role', fact.quote) },
  }));
  const told = annotation.facts.flatMap(({ topic, quote }) => {
    const span = spanOf(quote, own);
    return span ? factsIn(pageOf(inContext(span, own, isMetric(topic))), topic, annotation, own) : [];
  });
  const discretion = together(discretionFrom(annotation, own, message.brief), plain.discretion);
  const { changes, corrected } = correctionsIn(annotation, message.brief, own, pageOf);
  const withdrawn = withdrawnIn(annotation, own, message.brief);
  const read = [...jobPost, ...distinct([...told, ...corrected])];
  const asked = message.asking?.topic;
  const nothing = declinedIn(annotation, own, asked ?? null);
  const isAnswered = asked === undefined || nothing.includes(asked) || read.some(({ topic }) => topic === asked);
  const found = isAnswered ? [] : overlooked(annotation, plain, asked, text);
  const facts = [...read, ...found.map((fact) => ({ ...fact, id: next() }))];
  const answered = new Set(facts.map(({ topic }) => topic));
  const declined = nothing.filter((topic) => !answered.has(topic));
  const reading: Reading = {
    ...emptyReading(message.id),
    facts,
    declined,
    vague: annotation.vague && !answered.has(message.asking?.topic ?? 'role') ? (plain.vague ?? { word: '' }) : null,
    digression: annotation.asks_us ? (plain.digression ?? 'other') : null,
    corrects: changes.length > 0 || corrected.length > 0 || withdrawn.length > 0,
    changes,
    withdrawn: [...withdrawn, ...plain.withdrawn.filter((one) => !withdrawn.some(({ part }) => part === one.part))],
    discretion,
    conflict: conflictIn(annotation, message.brief, own),
    jobPost: jobPost.length > 0,
    orders,
    ...followUpIn(annotation, own, message),
  };
  return isEmpty(reading) ? plain : reading;
}

/**
 * What the rules found on the question itself is not lost because the model overlooked it. What the model took for a
 * correction, a contradiction or an answer to another question it did not overlook; only a story may tell of a system and
 * of its contract at once.
 */
function overlooked(annotation: Annotation, plain: Reading, asked: Topic, text: string): Fact[] {
  const { facts, corrections, contradicts, confidential } = annotation;
  const others = asked === 'system' || asked === 'contract' ? [] : facts.filter(({ topic }) => topic !== asked);
  const hidden = others.length > 0 ? confidential.map(({ hide }) => ({ quote: hide })) : [];
  const taken = [...others, ...hidden, ...corrections, ...(contradicts ? [contradicts] : [])]
    .map(({ quote }) => spanOf(quote, text))
    .filter((span) => span !== null);
  return plain.facts.filter(({ topic, quote }) => {
    const span = spanOf(quote, text);
    return topic === asked && !taken.some(({ start, end }) => span && start < span.end && end > span.start);
  });
}

function isEmpty({
  facts,
  declined,
  vague,
  digression,
  changes,
  withdrawn,
  discretion,
  conflict,
  orders,
}: Reading): boolean {
  return (
    [facts, declined, changes, withdrawn, discretion].every(({ length }) => length === 0) &&
    vague === null &&
    digression === null &&
    conflict === null &&
    !orders
  );
}

function factsIn(page: Page, topic: Topic, annotation: Annotation, own: string): Fact[] {
  const figures = figureFacts(page, isMetric(topic) ? topic : null);
  if (isMetric(topic)) {
    const measured = figures.filter((fact) => fact.topic === topic);
    if (measured.length > 0) return measured;
    // Without a figure only reliability has a story that a letter can tell.
    return topic === 'reliability' ? factsOver(page, topic, page.said).map((fact) => withParts(fact, ['story'])) : [];
  }
  return factsOver(page, topic, page.said).map((fact) => ({
    ...withParts(fact, annotation.parts),
    details: { ...fact.details, ...detailsFor(fact, topic, annotation, own) },
  }));
}

const OF: Readonly<Partial<Record<Topic, readonly Signal[]>>> = {
  system: ['mine', 'shared', 'helped'],
  contract: ['constraint', 'decision', 'result'],
  company: ['choice', 'source', 'view'],
  reliability: ['story'],
};

function withParts(fact: Fact, parts: readonly Signal[]): Fact {
  const fitting = parts.filter((part) => OF[fact.topic]?.includes(part));
  return { ...fact, signals: [...new Set([...fact.signals, ...fitting])] };
}

/** Names as the rules find them in the fact's own words; the model's, where they stand in the message, go before them. */
function detailsFor(fact: Fact, topic: Topic, annotation: Annotation, own: string): Fact['details'] {
  const found = topic === 'role' ? roleDetails(fact.quote) : topic === 'contact' ? contactDetails(fact.quote) : {};
  return { ...found, ...namesIn(annotation, topic, own) };
}

const NAMED: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  role: ['position', 'company', 'team', 'addressee'],
  system: ['employer'],
  contact: ['name', 'email', 'location'],
};

/** The names that a model found for a topic, as far as they stand in these words. */
function namesIn({ names }: Annotation, topic: Topic, words: string): Fact['details'] {
  const said = Object.entries(names).filter(
    ([name, value]) =>
      NAMED[topic]?.includes(name) &&
      value !== null &&
      value.trim() !== '' &&
      words.includes(value) &&
      isName(name, value),
  );
  return Object.fromEntries(said);
}

/** A letter is addressed to a person; "the hiring team" is nobody's name. */
function isName(name: string, value: string): boolean {
  return (
    name !== 'addressee' || (cleanName(value) !== null && !/\b(?:team|manager|recruiter|department)\b/i.test(value))
  );
}

/** What the rules saw that must stay out stays out, also where the model did not see it. */
function together(read: Reading['discretion'], plain: Reading['discretion']): Reading['discretion'] {
  const others = plain.filter(({ hide }) => !read.some((one) => one.hide.includes(hide) || hide.includes(one.hide)));
  return [...read, ...others];
}

/** A correction is a fact of its own where its words hold a whole figure, else a change to the figure that is known. */
function correctionsIn(
  { corrections }: Annotation,
  brief: Brief,
  own: string,
  pageOf: (span: Span) => Page,
): { changes: Reading['changes']; corrected: Fact[] } {
  const changes: Reading['changes'][number][] = [];
  const corrected: Fact[] = [];
  for (const { fact: id, quote } of corrections) {
    const span = spanOf(quote, own);
    const home = brief.facts.find((fact) => fact.id === id && fact.voice === 'candidate');
    if (!span || !home) continue;
    const figures = isMetric(home.topic) ? figureFacts(pageOf(span), home.topic) : [];
    const whole = figures.filter((fact) => fact.figures.some(({ before, after }) => before && after));
    const change = figureChanges(own.slice(span.start, span.end), { ...brief, facts: [home] });
    if (whole.length > 0) corrected.push(...whole);
    else if (change.length > 0) changes.push(...change);
    else if (isMetric(home.topic)) corrected.push(...figures);
    else corrected.push(...factsOver(pageOf(span), home.topic, pageOf(span).said));
  }
  return { changes, corrected };
}

function conflictIn({ contradicts }: Annotation, brief: Brief, own: string): Reading['conflict'] {
  const span = contradicts ? spanOf(contradicts.quote, own) : null;
  const home = brief.facts.find(({ id, voice }) => id === contradicts?.fact && voice === 'candidate');
  return span && home ? { topic: home.topic, earlier: home.quote, later: own.slice(span.start, span.end) } : null;
}

function followUpIn({ follow_up }: Annotation, own: string, { asking, brief }: Message): Pick<Reading, 'followUp'> {
  if (!follow_up) return {};
  const { missing } = follow_up;
  const question = follow_up.question.replace(/\s+/g, ' ').trim();
  return mayAsk(question, missing, asking?.topic ?? null, own, brief) ? { followUp: { missing, question } } : {};
}

/** In the order of the text, and none over another. */
function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    if (last && span.start <= last.end)
      found[found.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else found.push(span);
  }
  return found;
}

/** A quote that was given twice for one topic is one fact. */
function distinct(facts: readonly Fact[]): Fact[] {
  return facts.filter(
    (fact, index) => facts.findIndex(({ topic, quote }) => topic === fact.topic && quote === fact.quote) === index,
  );
}
