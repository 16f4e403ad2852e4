/**
 * The interview's chart as a Mermaid state diagram, generated from the machine itself:
 *
 *     npm run docs:chart
 *
 * writes docs/interview.md.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateNode } from 'xstate';
import { machine } from '../src/machine/interview.ts';
import { TOPICS } from '../src/machine/slots.ts';

export const CHART = join(import.meta.dirname, '..', 'docs', 'interview.md');

const INDENT = '    ';

type Node = typeof machine.root | StateNode;
type Transition = NonNullable<Node['always']>[number];

/** @returns the content of docs/interview.md */
export function chartPage(): string {
  return `# The interview

Generated from \`src/machine/interview.ts\` by \`npm run docs:chart\`; a test compares the two.

After each message the chart passes through \`deciding\`, which picks the state whose question is open: a topic, something
that is being changed (\`changing\`), or the review. In square brackets: the guard that has to hold. Events that leave the
state as it is, such as a question about help while a letter is written, aren't drawn.

\`\`\`mermaid
${chart()}
\`\`\`
`;
}

/** The states with all transitions that lead to another state. */
function chart(): string {
  const states = Object.values(machine.root.states);
  const lines = [
    `[*] --> ${machine.root.initial.target.map(({ key }) => key).join()}`,
    ...TOPICS.map((topic, at) => `${topic} : ${topic} (topic ${at + 1})`),
    ...states.flatMap((state) => arrows(state, state.key)),
    // A diagram can't show transitions of the outer state into its inner states.
    'every_state : every other state',
    ...arrows(machine.root, 'every_state'),
  ];
  return ['stateDiagram-v2', ...lines.map((line) => `${INDENT}${line}`)].join('\n');
}

/** One arrow to each state that is reached from this one, with all transitions to it. */
function arrows(from: Node, name: string): string[] {
  const reached = new Map<string, Transition[]>();
  for (const transition of [...[...from.transitions.values()].flat(), ...(from.always ?? [])])
    for (const target of transition.target ?? []) {
      if (target.key === from.key) continue;
      reached.set(target.key, [...(reached.get(target.key) ?? []), transition]);
    }
  return [...reached].map(([target, transitions]) => {
    const label = [...new Set(transitions.map((each) => labelOf(each, transitions)))].filter((text) => text !== '');
    return `${name} --> ${target}${label.length === 0 ? '' : ` : ${label.join(', ')}`}`;
  });
}

/** The event and its guard, without the guard if the same event leads there unguarded. */
function labelOf({ eventType, guard }: Transition, beside: readonly Transition[]): string {
  const isFree = beside.some((other) => other.eventType === eventType && !other.guard);
  return [eventType, guard && !isFree ? `[${guardName(guard)}]` : ''].filter((part) => part !== '').join(' ');
}

function guardName(guard: NonNullable<Transition['guard']>): string {
  if (typeof guard === 'string') return guard;
  return 'type' in guard && typeof guard.type === 'string' ? guard.type : 'condition';
}

if (import.meta.main) await writeFile(CHART, chartPage());
