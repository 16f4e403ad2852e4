/** How a reading changes a brief: figures merge, later words win, and what can't both hold is asked about. */
import { type Brief, type Fact, figuresOn, isMetric, type Topic } from './brief.ts';
import { standInsOf, tells } from './discretion.ts';
import { edited } from './editing.ts';
import { inBase, kindOf, readMentions, sameDigits, sameQuantity } from './figures.ts';
import type { Figure, Quantity } from './quantity.ts';
import type { Reading } from './reading.ts';

/** Two statements that can't both hold, in the candidate's words. */
export interface Conflict {
  readonly topic: Topic;
  readonly earlier: string;
  readonly later: string;
}

interface Absorbed {
  readonly brief: Brief;
  readonly conflicts: readonly Conflict[];
}

/**
 * Takes a reading into the brief. With `settles` the message answers a question about a contradiction in that topic, so
 * its figures replace what stood there.
 */
export function absorb(brief: Brief, reading: Reading, settles: Topic | null): Absorbed {
  const conflicts: Conflict[] = reading.conflict ? [reading.conflict] : [];
  const isSettled = reading.facts.some(
    (fact) => fact.topic === settles && (fact.figures.length > 0 || fact.signals.includes('story')),
  );
  let facts = settles && isSettled ? brief.facts.flatMap((fact) => withoutContested(fact, settles)) : [...brief.facts];
  for (const change of reading.changes)
    facts = facts.map((fact) => (fact.id === change.fact ? changed(fact, change.index, change.figure) : fact));
  for (const { fact: id, part } of reading.withdrawn) {
    facts = facts.map((fact) => (fact.id === id ? { ...fact, struck: [...fact.struck, part] } : fact));
  }
  const edits = reading.edits ?? [];
  facts = edited(facts, edits);
  if (reading.completes) facts = completed(facts, reading.completes);
  const contested = isSettled && settles ? figuresOn(brief, settles) : [];
  for (const fact of reading.facts) {
    const merged = mergeFact(
      facts,
      { ...fact, figures: fact.figures.map((figure) => named(figure, contested)) },
      reading.corrects,
    );
    facts = merged.facts;
    conflicts.push(...merged.conflicts);
  }
  const outdated = outdatedBy(brief.facts, facts);
  // What was asked to stay out stays out of what is told later, too.
  const asked = [...standInsOf(brief), ...reading.discretion];
  facts = facts.map((fact) => discreet(withoutOutdated(fact, outdated), asked));
  // A posting tells which role it is, and nothing of the candidate's.
  const told = reading.facts.filter(({ voice, topic }) => voice === 'candidate' || topic === 'role');
  const answered = new Set(told.map(({ topic }) => topic));
  const declined = brief.declined.filter((topic) => !answered.has(topic));
  const dropped = edits.flatMap((edit) => (edit.kind === 'drop-topic' ? edit.topic : []));
  for (const topic of [...reading.declined, ...dropped])
    if (!declined.includes(topic) && !answered.has(topic)) declined.push(topic);
  return { brief: { facts, declined }, conflicts };
}

/** An answer to a contradiction need not name the percentile again, nor the value before, which nobody disputed. */
function named(figure: Figure, contested: readonly Figure[]): Figure {
  const names = new Set(contested.filter(({ topic }) => topic === figure.topic).map(({ percentile }) => percentile));
  const [percentile] = names;
  const nameless = figure.percentile || names.size !== 1 || !percentile ? figure : { ...figure, percentile };
  const whole = { ...nameless, ...measureOf(nameless, contested) };
  if (whole.before || !whole.after) return whole;
  const [earlier, ...others] = contested.filter((each) => each.before && each.after && sameMeasure(each, whole));
  const isUndisputed = earlier?.before && others.length === 0 && !sameQuantity(earlier.before, whole.after);
  return isUndisputed ? { ...whole, before: earlier.before } : whole;
}

/** What the number is of was said with the one in dispute, where there is only one of that kind. */
function measureOf(figure: Figure, contested: readonly Figure[]): Pick<Figure, 'measure'> {
  const alike = contested.filter((each) => each.topic === figure.topic && sameMeasure(each, figure));
  const measures = new Set(alike.flatMap(({ measure }) => measure ?? []));
  const [measure] = measures;
  return !figure.measure && measure && measures.size === 1 ? { measure } : {};
}

/** The facts of a topic under dispute go; the answer takes their place. */
function withoutContested(fact: Fact, topic: Topic): Fact[] {
  if (fact.voice !== 'candidate') return [fact];
  if (fact.topic === topic) return [];
  return [{ ...fact, figures: fact.figures.filter((figure) => figure.topic !== topic) }];
}

function changed(fact: Fact, index: number, figure: Figure): Fact {
  return { ...fact, figures: fact.figures.map((each, at) => (at === index ? figure : each)) };
}

function sides(facts: readonly Fact[]): Quantity[] {
  return facts
    .filter(({ voice }) => voice === 'candidate')
    .flatMap(({ figures }) => figures)
    .flatMap(({ before, after }) => [before, after])
    .filter((quantity) => quantity !== undefined);
}

/** A value that is told no more, and the fact that told it. */
interface Outdated {
  readonly quantity: Quantity;
  readonly home: Fact['id'];
}

/** The values that stood in a figure and stand in none any more. */
function outdatedBy(before: readonly Fact[], after: readonly Fact[]): Outdated[] {
  const current = sides(after);
  return before.flatMap((fact) =>
    sides([fact])
      .filter((quantity) => !current.some((other) => sameQuantity(quantity, other)))
      .map((quantity) => ({ quantity, home: fact.id })),
  );
}

/** Strikes the clauses that still tell an outdated value, wherever they stand. */
function withoutOutdated(fact: Fact, outdated: readonly Outdated[]): Fact {
  if (outdated.length === 0 || fact.voice !== 'candidate') return fact;
  const parts = readMentions(fact.quote)
    .filter(({ quantity, bare }) =>
      outdated.some(({ quantity: old, home }) =>
        bare || isOfOthers(quantity, old)
          ? sameDigits(quantity.value, old.value) && (quantity.value >= 10 || home === fact.id)
          : sameQuantity(quantity, old),
      ),
    )
    .map(({ start, end }) => clauseAround(fact.quote, start, end));
  return parts.length === 0
    ? fact
    : { ...fact, struck: [...fact.struck, ...parts.filter((part) => !fact.struck.includes(part))] };
}

/** "Three developers" are not the three outages that were two: of small numbers many things have the same. */
function isOfOthers(one: Quantity, other: Quantity): boolean {
  return kindOf(one) === 'count' && one.unit !== other.unit;
}

/** Where a clause ends: at a stop or comma before white space, a line feed, or a conjunction. */
const CLAUSE_END = /[,;:.!?](?=\s|$)|\n|\s(?:and|but)\s/g;

function clauseAround(text: string, start: number, end: number): string {
  let from = 0;
  let to = text.length;
  for (const { 0: mark, index } of text.matchAll(CLAUSE_END)) {
    if (index >= end) {
      to = index;
      break;
    }
    if (index + mark.length <= start) from = index + mark.length;
  }
  return text.slice(from, to).trim();
}

/** "Per minute", "p95", "hours": gives the figure that waits for it what it lacked. */
function completed(facts: readonly Fact[], { unit, per, percentile }: NonNullable<Reading['completes']>): Fact[] {
  const waiting = facts.findLast((fact) => fact.partial !== null);
  if (waiting?.partial && (unit || per)) {
    const { figure } = waiting.partial;
    const complete = (quantity: Quantity | undefined) =>
      quantity && {
        ...quantity,
        ...(unit && quantity.unit === '' ? { unit } : {}),
        ...(per && !quantity.per ? { per } : {}),
      };
    const before = complete(figure.before);
    const after = complete(figure.after);
    const whole: Figure = {
      ...figure,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      ...(percentile ? { percentile } : {}),
    };
    return facts.map((fact) =>
      fact === waiting ? { ...fact, figures: [...fact.figures, whole], partial: null } : fact,
    );
  }
  const nameless = facts.findLast((fact) => fact.figures.some((figure) => figure.topic === 'latency'));
  if (!percentile || !nameless) return [...facts];
  return facts.map((fact) =>
    fact === nameless
      ? {
          ...fact,
          figures: fact.figures.map((figure) => (figure.topic === 'latency' ? { ...figure, percentile } : figure)),
        }
      : fact,
  );
}

/** Of statements on one topic that can't both hold, only the last stands. */
export function keepLatest(brief: Brief, topic: Topic): Brief {
  let facts: Fact[] = [];
  for (const fact of brief.facts) {
    if (fact.topic === topic && fact.voice === 'candidate') facts = mergeFact(facts, fact, true).facts;
    else facts.push(fact);
  }
  const outdated = outdatedBy(brief.facts, facts);
  return { ...brief, facts: facts.map((fact) => withoutOutdated(fact, outdated)) };
}

function mergeFact(facts: readonly Fact[], fact: Fact, wins: boolean): { facts: Fact[]; conflicts: Conflict[] } {
  const conflicts: Conflict[] = [];
  // Said again in the same words, it is one fact, and as confidential as it was.
  const same = facts.find(
    (other) => other.topic === fact.topic && other.quote === fact.quote && other.voice === fact.voice,
  );
  let known = facts.filter((other) => other !== same);
  const own: Figure[] = [];
  for (const figure of fact.figures) {
    const home = known.find(
      (other) =>
        other.source !== fact.source &&
        other.voice === fact.voice &&
        other.figures.some((each) => sameMeasure(each, figure)),
    );
    const old = home?.figures.find((each) => sameMeasure(each, figure));
    if (!home || !old) {
      own.push(figure);
      continue;
    }
    // "800 per second is right", of what it was before: said again, and nothing new.
    if (
      !figure.before &&
      figure.after &&
      old.before &&
      sameQuantity(figure.after, old.before) &&
      AFFIRMS.test(figure.quote)
    ) {
      own.push(old);
      known = withoutFigure(known, home, old);
      continue;
    }
    const clash = clashOf(old, figure);
    if (clash && !wins) {
      conflicts.push({ topic: figure.topic, earlier: old.quote, later: figure.quote });
      own.push(figure);
      continue;
    }
    // The newer figure takes over what the older one knew besides.
    own.push({ ...old, ...figure, ...mergedMeasure(old, figure) });
    known = withoutFigure(known, home, old);
  }
  const kept = same ? { rough: same.rough, standIns: same.standIns, struck: same.struck } : {};
  return { facts: [...known, { ...fact, figures: own, ...kept }], conflicts };
}

const AFFIRMS = /\b(?:right|correct|true|stands?|stays?|fine|holds)\b/i;

/** Without a figure that has a new home; a fact of a metric that tells nothing else goes with it. */
function withoutFigure(facts: readonly Fact[], home: Fact, figure: Figure): Fact[] {
  return facts
    .map((other) => (other === home ? { ...other, figures: other.figures.filter((each) => each !== figure) } : other))
    .filter(
      (other) => other.id !== home.id || !isMetric(other.topic) || other.figures.length > 0 || other.signals.length > 0,
    );
}

function mergedMeasure(old: Figure, figure: Figure): Partial<Figure> {
  const percentile = figure.percentile ?? old.percentile;
  return { ...(percentile ? { percentile } : {}), ...(old.measure ? { measure: old.measure } : {}) };
}

/** Whether two figures speak of the same thing, so that they must agree. */
function sameMeasure(one: Figure, other: Figure): boolean {
  if (one.topic !== other.topic) return false;
  const [a, b] = [one.after ?? one.before, other.after ?? other.before];
  if (!a || !b || kindOf(a) !== kindOf(b)) return false;
  if (one.topic === 'latency') return !one.percentile || !other.percentile || one.percentile === other.percentile;
  const words = (figure: Figure, quantity: Quantity) =>
    new Set(`${figure.measure ?? ''} ${quantity.unit}`.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const [mine, theirs] = [words(one, a), words(other, b)];
  if (one.topic === 'throughput')
    return a.unit === '' || b.unit === '' || kindOf(a) !== 'rate' || overlaps(requests(mine), requests(theirs));
  return mine.size === 0 || theirs.size === 0 || overlaps(mine, theirs);
}

const REQUESTS = /^(?:req|reqs|request|requests|call|calls|hits|queries|query|rps|qps|traffic)$/;
function requests(words: ReadonlySet<string>): Set<string> {
  return new Set([...words].map((word) => (REQUESTS.test(word) ? 'requests' : word)));
}

function overlaps(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((word) => other.has(word));
}

/** Whether two figures of one measure disagree in a side that both name. */
function clashOf(old: Figure, figure: Figure): boolean {
  const differs = (one: Quantity | undefined, other: Quantity | undefined) =>
    one !== undefined && other !== undefined && !close(one, other);
  return differs(old.before, figure.before) || differs(old.after, figure.after);
}

/** Rounded once and exact another time is no contradiction. */
function close(one: Quantity, other: Quantity): boolean {
  if (sameQuantity(one, other)) return true;
  const [a, b] = [inBase(one), inBase(other)];
  return (
    kindOf(one) === kindOf(other) &&
    kindOf(one) !== 'share' &&
    Math.abs(a - b) <= 0.02 * Math.max(Math.abs(a), Math.abs(b))
  );
}

function discreet(fact: Fact, asked: Reading['discretion']): Fact {
  if (fact.voice !== 'candidate') return fact;
  const here = asked.filter(
    (standIn, index) =>
      ![...fact.standIns, ...asked.slice(0, index)].some(({ hide }) => hide === standIn.hide) && tells(fact, standIn),
  );
  return here.length === 0 ? fact : { ...fact, rough: true, standIns: [...fact.standIns, ...here] };
}
