/** Which question is put next. */
import { factsOn, METRICS, TOPICS, type Topic } from './brief.ts';
import type { InterviewContext } from './context.ts';
import { emptyReading } from './reading.ts';
import { type Asking, type Gap, known, lacking, metricsWithFigures } from './topics.ts';

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

/** A contradiction that already stands keeps its count of repeats. */
function stands(context: InterviewContext, asking: Asking): Asking {
  const standing = context.asking;
  const again = standing?.gap.kind === 'contradiction' && standing.topic === asking.topic;
  return again ? { ...asking, repeats: standing.repeats } : asking;
}
