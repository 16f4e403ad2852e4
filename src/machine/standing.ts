/** What stands in a conversation: which question, told from every other, and what need not be asked any more. */
import { TOPICS, type Topic } from './brief.ts';
import type { InterviewContext } from './context.ts';
import type { Interview } from './interview.ts';
import { known } from './topics.ts';

/**
 * Names the question that stands. The same question has the same mark, after a restart too; another one, the same one
 * about a changed brief, and the one about a later letter have others.
 */
export function markOf({ value, context }: Interview): string {
  const { asking, letters, brief } = context;
  return digest(inOrder([value, asking, letters, value === 'review' ? brief : null]));
}

/** Topics that are answered or left out, in the order in which they are asked. */
export function doneIn({ asking, closed, brief, opened }: InterviewContext): Topic[] {
  const isDone = (topic: Topic) =>
    closed.includes(topic) || brief.declined.includes(topic) || known(topic, brief, opened) === null;
  return TOPICS.filter((topic) => topic !== asking?.topic && isDone(topic));
}

/** JSON with the keys in alphabetical order: a state that was kept has its own in the order of the schema. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

/** FNV-1a over UTF-16 units, from two starting points: short, and nothing that anybody could gain by forging. */
function digest(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((start) => {
      let hash = start;
      for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      return (hash >>> 0).toString(36);
    })
    .join('-');
}
