/**
 * Reading without a model. From top to bottom: orders to us are blanked, a job post is set apart, what is left is cut
 * into sentences; each is told by what it does (answers, declines, asks, corrects, asks for discretion) and by which
 * topic it tells of; what remains are facts with the candidate's own words. Where it can't tell, it says so, and the
 * interview asks.
 */
import { type Brief, detail, type Fact, isMetric, METRICS, type Metric, type Topic } from '../machine/brief.ts';
import { durationUnit, period, RATES } from '../machine/figures/units.ts';
import {
  cut,
  type FoundFigure,
  factor,
  readFigures,
  readMentions,
  readPercentiles,
  sameDigits,
} from '../machine/figures.ts';
import { emptyReading, type Reading } from '../machine/reading.ts';
import {
  asksUs,
  declines,
  digressionOf,
  isCourtesy,
  isInstruction,
  isPrivate,
  isVague,
  refersBack,
  withdrawsAll,
} from './acts.ts';
import { withoutClauses } from './clauses.ts';
import { contactDetails, hasEmail } from './contact.ts';
import { figureChanges, opensAsCorrection, withdrawnClaims } from './corrections.ts';
import { type Discretion, discretionIn, isRelease, isWish } from './discretion.ts';
import { conflictWith } from './incidents.ts';
import { jobPostSpans } from './job-post.ts';
import type { Message, Reader } from './reader.ts';
import { employerIn, roleDetails } from './role.ts';
import { type Sentence, sentences } from './sentences.ts';
import { chosenFigure } from './settling.ts';
import { isList, isOwnWork, isPraise, mentionsCompany, signalsFor, tellsStory } from './signals.ts';
import { headingOf, offersOrAsks, topicTold } from './telling.ts';
import { withoutOrders } from './untrusted.ts';

/** What is read of one message at most, in UTF-16 units; whoever says more is asked for less. */
export const READ_AT_MOST = 20_000;

export const plainReader: Reader = { read: (message) => Promise.resolve(readPlainly(message)) };

export function readPlainly(message: Message): Reading {
  const reading = emptyReading(message.id);
  const { text, orders } = withoutOrders(message.text.slice(0, READ_AT_MOST));
  const posts = jobPostSpans(text);
  const own = outside(text, posts);
  const all = sentences(own);
  const asked = message.asking?.topic ?? null;
  const numbered = numbering(message.id);
  const post = posts.length > 0 ? [jobPostFact(message.text, posts, numbered)] : [];
  const base: Reading = { ...reading, orders, jobPost: posts.length > 0, facts: post };

  const questions = all.filter((sentence) => asksUs(sentence, asked));
  const digression = questions.length > 0 ? digressionOf(questions.map((sentence) => sentence.text).join(' ')) : null;
  const said = all.filter((sentence) => !questions.includes(sentence) && !isCourtesy(sentence.text));
  const heard: Reading = { ...base, digression };
  if (said.length === 0) return { ...heard, ...shortAnswer(all, asked, questions.length > 0) };

  const completes = completion(said[0]?.text ?? '', message);
  if (completes && said.length === 1) return { ...heard, completes };
  const discretion = discretionIn(said, message.brief);
  if (opensAsCorrection(own) || pointsBack(own, message)) {
    const corrected = correction(message, own, said, discretion, numbered);
    if (corrected) return { ...heard, ...corrected, facts: [...post, ...corrected.facts] };
  }
  const chosen = message.asking?.gap.kind === 'contradiction' && asked ? chosenFigure(own, asked, message.brief) : null;
  if (chosen && asked && readFigures(own, asked).found.every(({ lacks }) => lacks.length > 0)) {
    const quote = spanOf(message.text, said);
    return {
      ...heard,
      discretion,
      facts: [{ ...fact(asked, quote, message.id, numbered()), figures: [{ ...chosen, quote }] }],
    };
  }
  const told =
    asked === null ? tell(own, said, message, numbered) : answer(own, said, asked, message, discretion, numbered);
  return {
    ...heard,
    ...told,
    completes,
    digression: digression ?? told.digression ?? null,
    discretion,
    facts: [...post, ...(told.facts ?? [])],
  };
}

type Numbered = () => string;

function numbering(source: string): Numbered {
  let count = 0;
  return () => {
    count += 1;
    return `${source}#${count}`;
  };
}

/** The text with the job post blanked by line feeds, so that offsets hold. */
function outside(text: string, posts: readonly { start: number; end: number }[]): string {
  let own = text;
  for (const { start, end } of posts) own = own.slice(0, start) + '\n'.repeat(end - start) + own.slice(end);
  return own;
}

function fact(topic: Topic, quote: string, source: string, id: string): Fact {
  return {
    id,
    topic,
    quote,
    source,
    figures: [],
    partial: null,
    rough: false,
    standIns: [],
    struck: [],
    details: {},
    signals: [],
    voice: 'candidate',
  };
}

function jobPostFact(text: string, posts: readonly { start: number; end: number }[], next: Numbered): Fact {
  const id = next();
  const source = id.slice(0, id.lastIndexOf('#'));
  const start = Math.min(...posts.map((span) => span.start));
  const end = Math.max(...posts.map((span) => span.end));
  const quote = text.slice(start, end).trim();
  const { position, company, team, addressee } = roleDetails(quote);
  const details = {
    ...(position ? { position } : {}),
    ...(company ? { company } : {}),
    ...(team ? { team } : {}),
    ...(addressee ? { addressee } : {}),
  };
  return { ...fact('role', quote, source, id), details, voice: 'job-post' };
}

/** Nothing but a courtesy, a question or a "no". */
function shortAnswer(all: readonly Sentence[], asked: Topic | null, questioned: boolean): Partial<Reading> {
  if (questioned || asked === null || all.length === 0) return {};
  return declines(all.map(({ text }) => text).join(' '))
    ? { declined: [asked] }
    : { vague: { word: all[0]?.text ?? '' } };
}

/** "Per minute", "p95", "hours": only what the last figure was missing. */
function completion(text: string, { asking }: Message): Reading['completes'] {
  if (!asking || !/^(?:unit|window|percentile)$/.test(asking.gap.kind) || readMentions(text).length > 0) return null;
  const words = text.toLowerCase().match(/[\p{L}µ]+/gu) ?? [];
  const percentile = readPercentiles(text)[0];
  const unit = words.map((word) => durationUnit(word)).find((found) => found !== undefined);
  const per = words.map((word) => period(word) ?? RATES.get(word)?.per).find((found) => found !== undefined);
  if (asking.topic === 'latency' && (unit || percentile))
    return { ...(unit ? { unit } : {}), ...(percentile ? { percentile } : {}) };
  return asking.topic !== 'latency' && per ? { per } : null;
}

/** "The 15k was an average": a known value is explained away, so the message is about that, whatever was asked. */
function pointsBack(text: string, { asking, brief }: Message): boolean {
  if (asking?.gap.kind === 'contradiction' || asking?.gap.kind === 'worse') return false;
  const known = brief.facts.flatMap(({ figures }) => figures).flatMap(({ before, after }) => [before, after]);
  return readMentions(text).some(
    ({ denied, quantity }) => denied && known.some((value) => value && sameDigits(quantity.value, value.value)),
  );
}

/** A message that sets something right; null where it turns out to be an answer after all. */
function correction(
  message: Message,
  text: string,
  said: readonly Sentence[],
  discretion: readonly Discretion[],
  next: Numbered,
): Reading | null {
  const { brief, asking } = message;
  const asked = asking?.topic ?? null;
  const own = readFigures(text, null).found.filter(({ lacks }) => lacks.length === 0);
  const answersAsked = asked !== null && isMetric(asked) && own.some(({ figure }) => figure.topic === asked);
  const changes = answersAsked ? [] : figureChanges(text, brief);
  const withdrawn = withdrawnClaims(text, brief);
  const about = withdrawn
    .map(({ fact: id }) => brief.facts.find((known) => known.id === id)?.topic)
    .find((topic) => topic !== undefined);
  if (changes.length === 0 && withdrawn.length === 0 && discretion.length === 0) return null;
  const facts = about ? own2facts(about, text, said, message, next) : [];
  return { ...emptyReading(message.id), corrects: true, changes, withdrawn, discretion: [...discretion], facts };
}

/** The sentences of a correction that say how it really was, as facts of the topic that is corrected. */
function own2facts(topic: Topic, text: string, said: readonly Sentence[], message: Message, next: Numbered): Fact[] {
  return said
    .filter(
      (sentence) =>
        !/\bi (?:said|claimed|wrote|put)\b/i.test(sentence.text) &&
        signalsFor(topic, sentence, 1).some((signal) => signal === 'mine' || signal === 'shared'),
    )
    .map((sentence) => ({
      ...fact(topic, text.slice(sentence.start, sentence.end), message.id, next()),
      signals: signalsFor(topic, sentence, 1),
    }));
}

/** An answer to what was asked. */
function answer(
  text: string,
  said: readonly Sentence[],
  asked: Topic,
  message: Message,
  discretion: readonly Discretion[],
  next: Numbered,
): Partial<Reading> {
  const body = withoutDeclined(said, asked).flatMap((sentence) => tellingParts(sentence, asked, discretion.length > 0));
  if (asked === 'role') return roleAnswer(text, said, message, next);
  if (asked === 'contact') return contactAnswer(text, said, message, next);
  const figures = figureFacts(text, asked, message, said, next);
  if (isMetric(asked)) return metricAnswer(text, asked, said, body, figures, message, next);
  const declined = body.length === 0 && said.some((sentence) => declines(sentence.text));
  if (declined) return { declined: [asked], facts: figures };
  const relevant = body.filter((sentence) => !isPrivate(sentence.text));
  const conflict = conflictWith(body, message.brief);
  const strays = conflict !== null && !relevant.some((sentence) => isRelevant(sentence, asked, message.brief));
  if (relevant.length === 0 || strays) return aside(text, body, asked, message, figures, conflict, next);
  if (asked === 'company' && relevant.every(isPraise))
    return { vague: { word: relevant[0]?.text ?? '' }, facts: figures };
  return { facts: [...figures, ...runs(text, asked, relevant, message, next)], conflict };
}

/** A sentence without its asides: wishes for discretion, instructions, private life, what others did with their tools. */
function tellingParts(sentence: Sentence, asked: Topic, discreet: boolean): Sentence[] {
  const coarse = withoutClauses(sentence, isPrivate, false);
  const wished = discreet
    ? coarse.flatMap((part) => withoutClauses(part, (clause) => isWish(clause) || isRelease(clause), true))
    : coarse;
  const told = wished.flatMap((part) =>
    withoutClauses(
      part,
      (clause) =>
        isInstruction(clause) || (asked === 'background' && /^no\b(?!,? (?:wait|sorry|make|that))/i.test(clause)),
      true,
    ),
  );
  return asked === 'system'
    ? told.flatMap((part) => withoutClauses(part, (clause) => /^(?:she|he)\b/i.test(clause), true))
    : told;
}

/** Without the sentences that decline; "leave it out" takes what was said before it along. */
function withoutDeclined(said: readonly Sentence[], asked: Topic): Sentence[] {
  const last = said.findLastIndex((sentence) => withdrawsAll(sentence.text) && declines(sentence.text));
  const kept = said.slice(last + 1);
  const rest = kept.filter(
    (sentence) =>
      !declines(sentence.text) || (asked !== 'background' && !isMetric(asked) && tellsMore(sentence, asked)),
  );
  return rest;
}

/** "No flag day", "nobody counted": in a story about a contract or a company these are content. */
function tellsMore(sentence: Sentence, asked: Topic): boolean {
  return (
    (asked === 'closing' && offersOrAsks(sentence.text)) ||
    ((asked === 'contract' || asked === 'company' || asked === 'system') && sentence.words.length > 7)
  );
}

/** Whether a sentence that doesn't fit an earlier claim is about the question all the same. */
function isRelevant(sentence: Sentence, asked: Topic, brief: Brief): boolean {
  if (asked === 'closing') return offersOrAsks(sentence.text);
  return asked !== 'company' || mentionsCompany(sentence, detail(brief, 'company'));
}

/** Nothing of the message answers the question: it may add to another topic, or contradict something. */
function aside(
  text: string,
  body: readonly Sentence[],
  asked: Topic,
  message: Message,
  figures: readonly Fact[],
  conflict: Reading['conflict'],
  next: Numbered,
): Partial<Reading> {
  if (conflict)
    return {
      facts: [...figures, ...runs(text, conflict.topic, body, message, next).map((each) => ({ ...each, signals: [] }))],
      conflict,
    };
  // Nothing but wishes for discretion: the question stands.
  if (body.length === 0) return { facts: [...figures] };
  return body.every((sentence) => isPrivate(sentence.text))
    ? { digression: 'other', facts: [...figures] }
    : { facts: [...figures], vague: { word: body[0]?.text ?? '' } };
}

function roleAnswer(text: string, said: readonly Sentence[], message: Message, next: Numbered): Partial<Reading> {
  const facts: Fact[] = [];
  const contact = said.filter((sentence) => hasEmail(sentence.text));
  const rest = said.filter((sentence) => !contact.includes(sentence));
  const words = rest
    .map((sentence) => sentence.text)
    .join('. ')
    .replace(/([.!?])\. /g, '$1 ');
  if (rest.length > 0 && rest.every((sentence) => declines(sentence.text)) && !roleDetails(words).company)
    return { declined: ['role'] };
  const details = roleDetails(words);
  if (rest.length > 0) facts.push({ ...fact('role', spanOf(message.text, rest), message.id, next()), details });
  for (const sentence of contact)
    facts.push({
      ...fact('contact', sentence.text, message.id, next()),
      details: contactDetails(sentence.text.replace(/^.*?(?=\bi sign as\b|\bmy name is\b|\bi'm\b)/i, '')),
    });
  return { facts };
}

function contactAnswer(text: string, said: readonly Sentence[], message: Message, next: Numbered): Partial<Reading> {
  const whole = said.map((sentence) => sentence.text).join(' ');
  if (!hasEmail(whole) && declines(whole)) return { declined: ['contact'] };
  const quote = spanOf(message.text, said);
  return { facts: [{ ...fact('contact', quote, message.id, next()), details: contactDetails(quote) }] };
}

/** One fact for each metric that the message has figures on, whatever was asked. */
function figureFacts(text: string, asked: Topic, message: Message, said: readonly Sentence[], next: Numbered): Fact[] {
  const start = said[0]?.start ?? 0;
  const found = readFigures(text, asked).found.filter(({ end }) => end > start);
  return METRICS.flatMap((metric) => {
    const here = found.filter(({ figure }) => figure.topic === metric);
    return here.length === 0 ? [] : [metricFact(text, metric, here, message, next)];
  });
}

function metricFact(
  text: string,
  metric: Metric,
  found: readonly FoundFigure[],
  message: Message,
  next: Numbered,
): Fact {
  const start = Math.min(...found.map((each) => each.start));
  const end = Math.max(...found.map((each) => each.end));
  const quoted = found.map((each) => ({
    ...each,
    figure: { ...each.figure, quote: message.text.slice(each.start, each.end) },
  }));
  const whole = quoted.filter(({ lacks }) => lacks.length === 0).map(({ figure }) => figure);
  const [loose] = quoted.filter(({ lacks }) => lacks.length > 0);
  const [lacks] = loose?.lacks ?? [];
  const signals = new Set(
    sentences(text.slice(start, end))
      .flatMap((sentence) => signalsFor(metric, sentence, 0))
      .filter((signal) => signal !== 'story'),
  );
  return {
    ...fact(metric, message.text.slice(start, end), message.id, next()),
    figures: whole,
    partial: loose && lacks && whole.length === 0 ? { figure: loose.figure, lacks } : null,
    signals: [...signals],
  };
}

function metricAnswer(
  text: string,
  asked: Metric,
  said: readonly Sentence[],
  body: readonly Sentence[],
  figures: readonly Fact[],
  message: Message,
  next: Numbered,
): Partial<Reading> {
  const facts = figures
    .filter(({ topic, figures: whole }) => topic === asked || whole.length > 0)
    .map((each) => asBefore(each, message.brief));
  if (facts.some(({ topic }) => topic === asked)) return { facts: [...facts], conflict: atOdds(asked, facts, message) };
  const story =
    asked === 'reliability'
      ? body.filter((sentence) => tellsStory(sentence) && !isPrivate(sentence.text) && !isHedged(sentence))
      : [];
  if (story.length > 0) return { facts: [...facts, ...runs(text, asked, story, message, next)] };
  if (said.some((sentence) => declines(sentence.text))) return { facts: [...facts], declined: [asked] };
  const vague = body.find((sentence) => isVague(sentence.text)) ?? body.find((sentence) => sentence.words.length <= 6);
  if (vague) return { facts: [...facts], vague: { word: vague.text } };
  return { facts: [...facts], digression: 'other' };
}

/** "Down by 80 percent, from 500 ms to 250 ms": the change that is claimed and the one that is told differ. */
function atOdds(asked: Metric, facts: readonly Fact[], { asking }: Message): Reading['conflict'] {
  if (asking?.gap.kind === 'contradiction') return null;
  for (const { topic, figures } of facts) {
    for (const { before, after, quote } of figures) {
      if (topic !== asked || !before || !after) continue;
      const wrong = readMentions(quote).find(({ kind, quantity }) => {
        const change = kind === 'change' ? cut(before, after) : null;
        const times = kind === 'times' ? factor(before, after) : null;
        if (change !== null) return Math.abs(Math.abs(change) - quantity.value) > 8;
        return times !== null && times > 0 && Math.abs(Math.max(times, 1 / times) / quantity.value - 1) > 0.3;
      });
      if (wrong) return { topic: asked, earlier: quote.slice(wrong.start, wrong.end), later: quote };
    }
  }
  return null;
}

/** "Was 95 seconds", told after the level of today: that is the side that was still missing. */
function asBefore(told: Fact, brief: Brief): Fact {
  const level = brief.facts.some(
    ({ topic, figures, partial }) =>
      topic === told.topic &&
      (partial?.figure.after !== undefined || figures.some(({ before, after }) => after && !before)),
  );
  if (!level || !/\b(?:was|were|used to|before|previously|earlier|originally)\b/i.test(told.quote)) return told;
  const moved = told.figures.map((figure) => {
    const { after, ...rest } = figure;
    return after && !figure.before ? { ...rest, before: after } : figure;
  });
  return { ...told, figures: moved };
}

/** "It was fine mostly", "pretty decent I guess": an impression, and no story. */
function isHedged(sentence: Sentence): boolean {
  return isVague(sentence.text) && sentence.words.length < 10;
}

/** A message with nothing asked: sentence by sentence, each to the topic that it tells of. */
function tell(text: string, said: readonly Sentence[], message: Message, next: Numbered): Partial<Reading> {
  const found = readFigures(text, null).found;
  const labelled: { topic: Topic | null; sentence: Sentence }[] = [];
  let previous: Topic | null = null;
  for (const sentence of said) {
    const metrics = [
      ...new Set(
        found
          .filter(({ start, end }) => start < sentence.end && end > sentence.start)
          .map(({ figure }) => figure.topic),
      ),
    ];
    const heading = headingOf(sentence.text);
    const topic: Topic | null = isPrivate(sentence.text)
      ? null
      : (heading?.topic ?? topicTold(sentence, previous, metrics));
    // "It is fast and reliable and scales well" says nothing that a letter could say.
    if (
      metrics.length === 0 &&
      isVague(sentence.text) &&
      sentence.words.length <= 11 &&
      !isOwnWork(sentence) &&
      topic !== 'role' &&
      topic !== 'company'
    )
      continue;
    labelled.push({ topic, sentence: heading ? from(sentence, heading.length) : sentence });
    previous = topic ?? previous;
  }
  const facts: Fact[] = METRICS.flatMap((metric) => {
    const here = found.filter(
      ({ figure, start }) =>
        figure.topic === metric && said.some((sentence) => start >= sentence.start - 2 && start < sentence.end),
    );
    return here.length === 0 ? [] : [metricFact(text, metric, here, message, next)];
  });
  let run: Sentence[] = [];
  for (const [index, { topic, sentence }] of labelled.entries()) {
    run.push(sentence);
    if (labelled[index + 1]?.topic === topic) continue;
    if (topic && !(isMetric(topic) && facts.some((each) => each.topic === topic)))
      facts.push(...toldFacts(text, topic, run, message, next));
    run = [];
  }
  const conflict = message.brief.facts.length > 0 ? conflictWith(said, message.brief) : null;
  return { facts, conflict };
}

/** A sentence without its heading. */
function from(sentence: Sentence, length: number): Sentence {
  const start = sentence.start + length;
  return {
    text: sentence.text.slice(length),
    start,
    end: sentence.end,
    words: sentence.words.filter((word) => word.start >= start),
  };
}

function toldFacts(text: string, topic: Topic, run: readonly Sentence[], message: Message, next: Numbered): Fact[] {
  const quote = spanOf(message.text, run);
  if (topic === 'role')
    return [{ ...fact('role', quote, message.id, next()), details: roleDetails(withoutLabel(quote)) }];
  if (topic === 'contact') {
    const own = quote.replace(/^.*?\b(?=my name is|i sign as)/i, '');
    return [{ ...fact('contact', quote, message.id, next()), details: contactDetails(withoutLabel(own)) }];
  }
  return runs(text, topic, run, message, next);
}

function withoutLabel(quote: string): string {
  return quote.replace(/^(?:job|role|position|target|me|who|contact|name)\s*(?::|\/\/|-|=)\s*/i, '');
}

/** Facts over neighbouring sentences of one topic, so that each quote is one piece of the message. */
function runs(text: string, topic: Topic, body: readonly Sentence[], message: Message, next: Numbered): Fact[] {
  const usable = body.filter((sentence) => !refersBack(sentence.text));
  const groups: Sentence[][] = [];
  for (const sentence of usable) {
    const group = groups.at(-1);
    // Of the message as it came: what was blanked in between is no white space there.
    const gap = group ? message.text.slice(group.at(-1)?.end ?? 0, sentence.start) : 'x';
    if (group && /^\s*$/.test(gap.replace(/[-•*–]/g, ''))) group.push(sentence);
    else groups.push([sentence]);
  }
  let told = 0;
  return groups.map((group) => {
    const signals = new Set(group.flatMap((sentence) => signalsFor(topic, sentence, told++)));
    const list = topic === 'system' && group.every(isList);
    const employer =
      topic === 'system' ? group.map((sentence) => employerIn(sentence.text)).find((name) => name !== null) : null;
    return {
      ...fact(topic, spanOf(message.text, group), message.id, next()),
      signals: [...signals].filter((signal) => signal !== 'several' || list),
      details: employer ? { employer } : {},
    };
  });
}

function spanOf(text: string, group: readonly Sentence[]): string {
  return text.slice(group[0]?.start ?? 0, group.at(-1)?.end ?? text.length).trim();
}
