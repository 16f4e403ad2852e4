/** How a conversation moves on with each message: what is taken in, what is followed up, what is asked next. */
import { absorb, type Conflict, keepLatest } from './absorb.ts';
import { type Brief, EMPTY_BRIEF, factsOn, METRICS, TOPICS, type Topic } from './brief.ts';
import type { InterviewContext, Remark, Statement } from './context.ts';
import type { Figure } from './quantity.ts';
import { emptyReading, type Reading } from './reading.ts';
import {
  type Asking,
  FOLLOW_UPS_AT_MOST,
  type Gap,
  known,
  lacking,
  metricsWithFigures,
  OPTIONAL,
  REPEATS_AT_MOST,
} from './topics.ts';

/** What there is to ask next; null when the brief can be reviewed. */
export function nextAsking(context: InterviewContext): Asking | null {
  const [conflict] = context.conflicts;
  if (conflict)
    return stands(context, {
      topic: conflict.topic,
      gap: { kind: 'contradiction', earlier: conflict.earlier, later: conflict.later },
      repeats: 0,
    });
  if (context.asking && !context.closed.includes(context.asking.topic)) return context.asking;
  if (context.enough) return null;
  for (const topic of TOPICS) {
    if (context.closed.includes(topic) || context.brief.declined.includes(topic)) continue;
    const gap = openGap(context, topic);
    if (gap) return { topic, gap, repeats: 0 };
  }
  return oneMoreTry(context);
}

/** What there is to ask on a topic that is not done with. One that was answered in part is taken up where it stood. */
function openGap({ brief, statements, opened }: InterviewContext, topic: Topic): Gap | null {
  const begun = factsOn(brief, topic).length > 0 && statements.some(({ asked }) => asked === topic);
  return begun ? lacking(topic, brief, emptyReading('')) : known(topic, brief, opened);
}

/** A question is put. The one more try opens its topic again, and counts as a follow-up, so that it comes once. */
export function put(context: InterviewContext): Pick<InterviewContext, 'asking' | 'followUps' | 'closed'> {
  const asking = nextAsking(context);
  const { followUps, closed } = context;
  if (asking?.gap.kind !== 'one-more' || context.asking?.gap.kind === 'one-more') return { asking, followUps, closed };
  const { topic } = asking;
  return {
    asking,
    followUps: { ...followUps, [topic]: (followUps[topic] ?? 0) + 1 },
    closed: closed.filter((other) => other !== topic),
  };
}

/** Fewer than two metrics and nobody was pressed yet: one more try, on a metric that was not refused. */
function oneMoreTry(context: InterviewContext): Asking | null {
  const { brief, followUps } = context;
  if (metricsWithFigures(brief).length >= 2 || METRICS.some((metric) => (followUps[metric] ?? 0) > 0)) return null;
  const topic = METRICS.find(
    (metric) => !brief.declined.includes(metric) && !metricsWithFigures(brief).includes(metric),
  );
  return topic ? { topic, gap: { kind: 'one-more' }, repeats: 0 } : null;
}

/** A letter needs something of the candidate's own to stand on. */
export function canWrite(brief: Brief): boolean {
  return factsOn(brief, 'system').length > 0 || factsOn(brief, 'contract').length > 0;
}

/** Takes a message in, and settles what becomes of the question that stood. */
export function hear(context: InterviewContext, reading: Reading): InterviewContext {
  const asked = context.asking?.topic ?? null;
  const opening = context.statements.length === 0 && (asked === null || tellsStory(reading));
  const gap = context.asking?.gap.kind;
  const contested = asked !== null && (gap === 'contradiction' || gap === 'worse');
  const settles = contested ? asked : null;
  const replaced = asked !== null && gap === 'revisit' && (answers(reading, asked) || reading.declined.includes(asked));
  const earlier = replaced
    ? context.statements.map((one) => (one.asked === asked ? without(one, [asked]) : one))
    : context.statements;
  const said = replaced ? { ...reading, corrects: true } : reading;
  const statements: Statement[] = [...earlier, { reading: said, asked, settles }];
  const base = replaced ? retold(earlier, context.closed).brief : context.brief;
  const { brief, conflicts } = absorb(base, said, settles);
  const heard: InterviewContext = {
    ...context,
    statements,
    brief,
    opened: context.opened || opening,
    remarks: remarksOn(reading, context, brief),
  };
  const settled = contested && (answers(reading, asked) || reading.declined.length > 0 || reading.vague !== null);
  const queue = settled ? context.conflicts.slice(1) : context.conflicts;
  return close({ ...heard, conflicts: [...queue, ...newConflicts(queue, conflicts)] }, reading, settled);
}

/** Whether a message tells of the work itself, not only of the role and of who applies. */
function tellsStory({ facts }: Reading): boolean {
  return facts.some(({ topic, voice }) => voice === 'candidate' && topic === 'system');
}

/** A statement as if it had said nothing on these topics. */
function without(statement: Statement, topics: readonly Topic[]): Statement {
  const { reading, asked } = statement;
  const gone = (topic: Topic) => topics.includes(topic);
  return {
    ...statement,
    reading: {
      ...reading,
      facts: reading.facts.filter(({ topic }) => !gone(topic)),
      declined: reading.declined.filter((topic) => !gone(topic)),
      conflict: reading.conflict && gone(reading.conflict.topic) ? null : reading.conflict,
      completes: asked && gone(asked) ? null : reading.completes,
    },
  };
}

function newConflicts(queue: readonly Conflict[], found: readonly Conflict[]): Conflict[] {
  return found.filter(
    (conflict, index) =>
      !queue.some(({ topic }) => topic === conflict.topic) &&
      found.findIndex(({ topic }) => topic === conflict.topic) === index,
  );
}

/** Whether a message says anything on the topic that stood asked. */
function answers(reading: Reading, topic: Topic | null): boolean {
  return reading.facts.some((fact) => fact.topic === topic) || reading.completes !== null || reading.changes.length > 0;
}

/** Nothing was said on it: the same question stands again, until it is plain that there is no answer. */
function askAgain(context: InterviewContext, asking: Asking): InterviewContext {
  const { topic, gap, repeats } = asking;
  if (repeats >= REPEATS_AT_MOST) {
    return gap.kind === 'contradiction' ? withoutConflict(context, topic) : closed(context, topic);
  }
  const first = gap.kind === 'open' || gap.kind === 'rest';
  return { ...context, asking: { topic, gap: first ? { kind: 'again' } : gap, repeats: repeats + 1 } };
}

/** A contradiction that is not settled by words: the later statement stands. */
function withoutConflict(context: InterviewContext, topic: Topic): InterviewContext {
  const conflicts = context.conflicts.filter((conflict) => conflict.topic !== topic);
  return { ...context, asking: null, conflicts, brief: keepLatest(context.brief, topic) };
}

/** A contradiction that already stands keeps its count of repeats. */
function stands(context: InterviewContext, asking: Asking): Asking {
  const standing = context.asking;
  const again = standing?.gap.kind === 'contradiction' && standing.topic === asking.topic;
  return again ? { ...asking, repeats: standing.repeats } : asking;
}

/** Settles what becomes of the question that stood: closed, followed up, or asked again. */
function close(context: InterviewContext, reading: Reading, settled: boolean): InterviewContext {
  const asking = context.asking;
  if (!asking) return context;
  const { topic, gap } = asking;
  const contested = gap.kind === 'contradiction' || gap.kind === 'worse';
  const about = reading.facts.some((fact) => fact.topic === topic) || reading.completes !== null;
  const silent = contested ? !settled : !about && reading.vague === null && !reading.declined.includes(topic);
  if (silent) return askAgain(context, asking);
  if (contested && !about) return withoutConflict(context, topic);
  if (contested && context.closed.includes(topic)) return { ...context, asking: null };
  const missing = reading.declined.includes(topic) ? null : lacking(topic, context.brief, reading);
  return follow(context, topic, missing, gap);
}

function follow(context: InterviewContext, topic: Topic, missing: Gap | null, stood: Gap): InterviewContext {
  const used = context.followUps[topic] ?? 0;
  const optional = OPTIONAL.includes(topic);
  const repeated = missing !== null && missing.kind === stood.kind && used > 0;
  // One more try is made once: only the unit or the window of a number that came of it is asked for.
  if (stood.kind === 'one-more' && missing?.kind !== 'unit' && missing?.kind !== 'window')
    return closed(context, topic);
  if (missing && !optional && used < FOLLOW_UPS_AT_MOST && !repeated) {
    return {
      ...context,
      asking: { topic, gap: missing, repeats: 0 },
      followUps: { ...context.followUps, [topic]: used + 1 },
    };
  }
  return closed(context, topic);
}

function closed(context: InterviewContext, topic: Topic): InterviewContext {
  const nothing = factsOn(context.brief, topic).length === 0 && !context.brief.declined.includes(topic);
  const brief = nothing ? { ...context.brief, declined: [...context.brief.declined, topic] } : context.brief;
  // One more try is one: whatever the answer, it is not made again.
  const tried = context.asking?.gap.kind === 'one-more' ? { [topic]: (context.followUps[topic] ?? 0) + 1 } : {};
  return {
    ...context,
    brief,
    asking: null,
    closed: [...context.closed.filter((other) => other !== topic), topic],
    followUps: { ...context.followUps, ...tried },
  };
}

function remarksOn(reading: Reading, context: InterviewContext, brief: Brief): Remark[] {
  const remarks: Remark[] = [];
  if (reading.jobPost) remarks.push({ kind: 'job-post' });
  if (reading.digression) remarks.push({ kind: 'answered', digression: reading.digression });
  if (reading.discretion.length > 0) {
    remarks.push({
      kind: 'confidential',
      says: reading.discretion.map(({ say }) => say).filter((say) => say !== null),
    });
  }
  const corrected = correctedFigure(reading, context.brief, brief);
  if (corrected || reading.withdrawn.length > 0) remarks.push({ kind: 'corrected', figure: corrected });
  const silent = reading.facts.length === 0 && reading.declined.length === 0 && !reading.vague;
  if (reading.orders && silent) remarks.push({ kind: 'orders' });
  return remarks;
}

/** The figure that a correction set, for saying back what was understood. */
function correctedFigure(reading: Reading, before: Brief, after: Brief): Figure | null {
  if (!reading.corrects && reading.changes.length === 0) return null;
  const had = new Set(before.facts.flatMap(({ figures }) => figures.map((figure) => JSON.stringify(figure))));
  const fresh = after.facts.flatMap(({ figures }) => figures).find((figure) => !had.has(JSON.stringify(figure)));
  return fresh ?? null;
}

/** The brief as all statements tell it, one after the other, with what they contradict. */
function retold(
  statements: readonly Statement[],
  done: readonly Topic[],
): { brief: Brief; conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];
  let brief = EMPTY_BRIEF;
  for (const { reading, settles } of statements) {
    const absorbed = absorb(brief, reading, settles);
    brief = absorbed.brief;
    conflicts.push(...absorbed.conflicts);
  }
  // What was asked and came to nothing was declined, with words or by /skip.
  const silent = done.filter((topic) => factsOn(brief, topic).length === 0 && !brief.declined.includes(topic));
  return { brief: { ...brief, declined: [...brief.declined, ...silent] }, conflicts };
}

/** An edited message: its old reading goes, the new one takes its place, and nothing else moves. */
export function rehear(context: InterviewContext, reading: Reading): InterviewContext {
  const index = context.statements.findIndex((one) => one.reading.source === reading.source);
  const old = context.statements[index];
  if (!old) return hear(context, { ...reading, corrects: true });
  const statements = context.statements.with(index, { ...old, reading });
  const { brief, conflicts } = retold(statements, context.closed);
  const before = retold(context.statements, context.closed).conflicts;
  // What was settled stays settled; what the edit takes away is no contradiction any more.
  const isOpen = ({ topic }: Conflict) =>
    context.conflicts.some((other) => other.topic === topic) || !before.some((other) => other.topic === topic);
  const settled = conflicts.filter((conflict) => !isOpen(conflict));
  const next: InterviewContext = {
    ...context,
    statements,
    brief: settled.reduce((known, { topic }) => keepLatest(known, topic), brief),
    conflicts: newConflicts([], conflicts.filter(isOpen)),
    remarks: [{ kind: 'corrected', figure: null }],
  };
  const touched = [...old.reading.facts, ...reading.facts].map(({ topic }) => topic);
  return touched.some((topic) => topic === context.asking?.topic) ? reconsidered(next, reading) : next;
}

/** After an edit that touches the topic asked about: whether its question still stands. */
function reconsidered(context: InterviewContext, reading: Reading): InterviewContext {
  const asking = context.asking;
  if (!asking) return context;
  const { topic, gap } = asking;
  switch (gap.kind) {
    case 'revisit':
      return context;
    case 'contradiction':
      return context.conflicts.some((conflict) => conflict.topic === topic) ? context : { ...context, asking: null };
    case 'open':
    case 'again':
    case 'rest':
    case 'one-more':
      return known(topic, context.brief, context.opened) ? context : { ...context, asking: null };
    default: {
      const missing = lacking(topic, context.brief, reading);
      return missing ? { ...context, asking: { ...asking, gap: missing } } : closed(context, topic);
    }
  }
}

/** "I have nothing on this": an answer like any other. */
export function skip(context: InterviewContext): InterviewContext {
  const asking = context.asking;
  if (!asking) return { ...context, remarks: [] };
  const { topic, gap } = asking;
  if (gap.kind === 'contradiction') return { ...withoutConflict(context, topic), remarks: [] };
  const kept = factsOn(context.brief, topic).length > 0;
  const brief =
    kept || context.brief.declined.includes(topic)
      ? context.brief
      : { ...context.brief, declined: [...context.brief.declined, topic] };
  return closed({ ...context, brief, remarks: [] }, topic);
}

/** Opens the last closed topic again. Who goes back twice has left the one between as it was. */
export function back(context: InterviewContext): InterviewContext {
  const topic = context.closed.at(-1);
  if (!topic) return { ...context, remarks: [{ kind: 'nothing-before' }] };
  const left = context.asking?.gap.kind === 'revisit' ? context.asking.topic : null;
  const { brief } = left ? closed(context, left) : context;
  return {
    ...context,
    closed: [...(left ? [left] : []), ...context.closed.slice(0, -1)],
    brief: { ...brief, declined: brief.declined.filter((other) => other !== topic) },
    asking: { topic, gap: { kind: 'revisit' }, repeats: 0 },
    enough: false,
    remarks: [],
  };
}

/** What a letter to one company says of that company only. */
const THEIRS: readonly Topic[] = ['role', 'company', 'closing'];

/** The story stays; what belonged to one company goes. Of the story nothing is asked again that was left out. */
export function forAnother(context: InterviewContext): InterviewContext {
  const mine = (topic: Topic) => !THEIRS.includes(topic);
  const statements = context.statements
    .map((one) => without(one, THEIRS))
    .map((one) => ({
      ...one,
      reading: { ...one.reading, facts: one.reading.facts.filter(({ voice }) => voice === 'candidate') },
    }));
  const asked = context.closed.filter(mine);
  const leftOut = context.enough ? TOPICS.filter((topic) => mine(topic) && !asked.includes(topic)) : [];
  const closed = [...leftOut, ...asked];
  return {
    ...context,
    statements,
    brief: retold(statements, closed).brief,
    closed,
    followUps: Object.fromEntries(
      Object.entries(context.followUps).filter(([topic]) => THEIRS.every((one) => one !== topic)),
    ),
    conflicts: context.conflicts.filter(({ topic }) => mine(topic)),
    asking: null,
    enough: false,
    remarks: [{ kind: 'another' }],
  };
}

/** Whether a message said in review or after the letter changes anything. */
export function changesBrief(reading: Reading): boolean {
  const { facts, changes, withdrawn, discretion, completes, conflict, declined } = reading;
  return (
    [facts, changes, withdrawn, discretion, declined].some(({ length }) => length > 0) ||
    completes !== null ||
    conflict !== null
  );
}
