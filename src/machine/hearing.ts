/** How a conversation moves on with each message: what is taken in, and what becomes of the question that stood. */
import { absorb, keepLatest } from './absorb.ts';
import { type Brief, factsOn, isMetric, isTold, TOPICS, type Topic } from './brief.ts';
import type { InterviewContext, Remark, Statement } from './context.ts';
import { edited } from './editing.ts';
import type { Figure } from './quantity.ts';
import { emptyReading, type Reading } from './reading.ts';
import { newConflicts, retold, without } from './statements.ts';
import {
  type Asking,
  DISPUTES_AT_MOST,
  FOLLOW_UPS_AT_MOST,
  type Gap,
  lacking,
  OPTIONAL,
  REPEATS_AT_MOST,
} from './topics.ts';
import { withoutWorse } from './worse.ts';

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
  const settled = contested && settlesDispute(reading, asked, gap);
  const queue = settled && gap === 'contradiction' ? context.conflicts.slice(1) : context.conflicts;
  return close({ ...heard, conflicts: [...queue, ...newConflicts(queue, conflicts)] }, reading, settled);
}

/** Whether a message tells of the work itself, not only of the role and of who applies. */
function tellsStory({ facts }: Reading): boolean {
  return facts.some(({ topic, voice }) => voice === 'candidate' && topic === 'system');
}

/** Whether a message says anything on the topic that stood asked. */
function answers(reading: Reading, topic: Topic | null): boolean {
  return reading.facts.some((fact) => fact.topic === topic) || reading.completes !== null || reading.changes.length > 0;
}

/** Whether a message answers which of two values is right. Where it tells of something else, its vagueness is no answer. */
function settlesDispute(reading: Reading, topic: Topic, gap: Gap['kind']): boolean {
  if (answers(reading, topic)) return true;
  if (gap === 'worse') return reading.declined.includes(topic);
  return reading.declined.length > 0 || (reading.vague !== null && reading.facts.length === 0);
}

/** Nothing was said on it: the same question stands again, until it is plain that there is no answer. */
function askAgain(context: InterviewContext, asking: Asking): InterviewContext {
  const { topic, gap, repeats } = asking;
  const disputed = gap.kind === 'contradiction' || gap.kind === 'worse';
  if (repeats >= (disputed ? DISPUTES_AT_MOST : REPEATS_AT_MOST)) {
    return gap.kind === 'contradiction' ? withoutConflict(context, topic) : closed(withoutOpen(context), topic);
  }
  const first = gap.kind === 'open' || gap.kind === 'rest';
  return { ...context, asking: { topic, gap: first ? { kind: 'again' } : gap, repeats: repeats + 1 } };
}

/** A contradiction that is not settled by words: the later statement stands. */
function withoutConflict(context: InterviewContext, topic: Topic): InterviewContext {
  const conflicts = context.conflicts.filter((conflict) => conflict.topic !== topic);
  return { ...context, asking: null, conflicts, brief: keepLatest(context.brief, topic) };
}

/** Of figures that got worse, and of which nobody said which side was before, none is told. */
export function withoutOpen(context: InterviewContext): InterviewContext {
  if (context.asking?.gap.kind !== 'worse') return context;
  const { brief, statements } = context;
  const edits = withoutWorse(brief, context.asking.topic);
  const reading = { ...emptyReading(statements.at(-1)?.reading.source ?? ''), edits };
  return {
    ...context,
    statements: [...statements, { reading, asked: null, settles: null }],
    brief: { ...brief, facts: edited(brief.facts, edits) },
    remarks: [...context.remarks, { kind: 'left-open' }],
  };
}

/** Pressed for more of what was told, somebody answers with what comes later: then that is all there was. */
function goesOn({ brief }: InterviewContext, { facts }: Reading, { topic, gap }: Asking): boolean {
  const isPressed = !/^(?:open|again|revisit|rest|one-more|contradiction|worse)$/.test(gap.kind);
  const isLater = (other: Topic) => TOPICS.indexOf(other) > TOPICS.indexOf(topic) && !isMetric(other);
  return (
    isPressed && isTold(brief, topic) && facts.some(({ voice, topic: told }) => voice === 'candidate' && isLater(told))
  );
}

/** Settles what becomes of the question that stood: closed, followed up, or asked again. */
function close(context: InterviewContext, reading: Reading, settled: boolean): InterviewContext {
  const asking = context.asking;
  if (!asking) return context;
  const { topic, gap } = asking;
  const contested = gap.kind === 'contradiction' || gap.kind === 'worse';
  const about = reading.facts.some((fact) => fact.topic === topic) || reading.completes !== null;
  const silent = contested ? !settled : !about && reading.vague === null && !reading.declined.includes(topic);
  if (silent && goesOn(context, reading, asking)) return closed(context, topic);
  if (silent) return askAgain(context, asking);
  if (gap.kind === 'worse' && reading.declined.includes(topic)) return closed(withoutOpen(context), topic);
  if (contested && !about) return withoutConflict(context, topic);
  if (contested && context.closed.includes(topic)) return { ...context, asking: null };
  const missing = reading.declined.includes(topic) ? null : lacking(topic, context.brief, reading);
  // Said once more, it did get worse.
  if (gap.kind === 'worse' && missing?.kind === 'worse') return closed(context, topic);
  return worded(follow(context, topic, missing, gap), reading);
}

/** A question that was worded for just the gap that there is takes the place of ours. */
function worded(context: InterviewContext, { followUp }: Reading): InterviewContext {
  const { asking } = context;
  if (!asking || followUp === undefined || followUp.missing !== asking.gap.kind) return context;
  return { ...context, asking: { ...asking, wording: followUp.question } };
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

/** The topic is done with; where nothing was said on it, it was declined. */
export function closed(context: InterviewContext, topic: Topic): InterviewContext {
  const nothing = !isTold(context.brief, topic) && !context.brief.declined.includes(topic);
  const brief = nothing ? { ...context.brief, declined: [...context.brief.declined, topic] } : context.brief;
  return { ...context, brief, asking: null, closed: [...context.closed.filter((other) => other !== topic), topic] };
}

function remarksOn(reading: Reading, context: InterviewContext, brief: Brief): Remark[] {
  const remarks: Remark[] = [];
  if (reading.jobPost) remarks.push({ kind: 'job-post' });
  if (reading.digression) remarks.push({ kind: 'answered', digression: reading.digression });
  if (reading.discretion.length > 0) {
    remarks.push({
      kind: 'confidential',
      says: [...new Set(reading.discretion.flatMap(({ say }) => say ?? []))],
    });
  }
  const corrected = correctedFigure(reading, context.brief, brief);
  const isEdited = reading.withdrawn.length > 0 || (reading.edits !== undefined && reading.digression === null);
  if (corrected || isEdited) remarks.push({ kind: 'corrected', figure: corrected });
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

/** "I have nothing on this": an answer like any other. */
export function skip(context: InterviewContext): InterviewContext {
  const asking = context.asking;
  if (!asking) return { ...context, remarks: [] };
  const { topic, gap } = asking;
  if (gap.kind === 'contradiction') return { ...withoutConflict(context, topic), remarks: [] };
  if (gap.kind === 'worse') return closed(withoutOpen({ ...context, remarks: [] }), topic);
  return closed({ ...context, remarks: [] }, topic);
}

/** Whether a message said in review or after the letter changes anything. */
export function changesBrief(reading: Reading): boolean {
  const { facts, changes, withdrawn, discretion, completes, conflict, declined, edits = [] } = reading;
  return (
    [facts, changes, withdrawn, discretion, declined, edits].some(({ length }) => length > 0) ||
    completes !== null ||
    conflict !== null
  );
}
