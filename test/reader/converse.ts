/** Messages read and interviews held in memory, for tests. */
import { type Brief, EMPTY_BRIEF, type Topic } from '../../src/machine/brief.ts';
import { advance, begin, type Interview, type InterviewEvent } from '../../src/machine/interview.ts';
import type { Quantity } from '../../src/machine/quantity.ts';
import type { Reading } from '../../src/machine/reading.ts';
import { AskingSchema, type Gap } from '../../src/machine/topics.ts';
import { readPlainly } from '../../src/reader/plain.ts';

interface Circumstances {
  readonly brief?: Brief;
  readonly gap?: Gap;
  readonly id?: string;
}

/** What is read of a message, where `topic` stood asked. */
export function read(text: string, topic: Topic | null = null, circumstances: Circumstances = {}): Reading {
  const { brief = EMPTY_BRIEF, gap = { kind: 'open' }, id = 'm1' } = circumstances;
  const asking = topic === null ? null : AskingSchema.parse({ topic, gap, repeats: 0 });
  return readPlainly({ id, text, asking, brief });
}

/** What is known after one answer. */
export function briefAfter(text: string, topic: Topic): Brief {
  const { facts, declined } = read(text, topic);
  return { facts, declined };
}

/** An interview that has asked its first question. */
export function begun(): Interview {
  return advance(begin(), { type: 'began' });
}

const EVENTS: Readonly<Record<string, InterviewEvent>> = {
  '/skip': { type: 'skipped' },
  '/back': { type: 'went-back' },
  '/write': { type: 'asked-to-write' },
  '/restart': { type: 'restarted' },
};

/** The interview after these messages, each read as it would be where it comes. */
export function converse(messages: readonly string[], from: Interview = begun()): Interview {
  return messages.reduce((state, text, index) => {
    const { asking, brief } = state.context;
    const reading = () => readPlainly({ id: `m${index + 1}`, text, asking, brief });
    return advance(state, EVENTS[text] ?? { type: 'said', reading: reading() });
  }, from);
}

/** One answer for each topic, in the order in which they are asked. */
export type Answers = Readonly<Record<Topic, string>>;

/** An interview of somebody who answers what is asked, and nothing else, until nothing more is asked. */
export function interviewed(answers: Answers): Interview {
  let state = begun();
  for (let turn = 1; state.context.asking !== null; turn += 1) {
    if (turn > 40) throw new Error(`still asked after ${turn} turns: ${state.context.asking.topic}`);
    const { asking, brief } = state.context;
    const text = answers[asking.topic];
    const event: InterviewEvent = EVENTS[text] ?? {
      type: 'said',
      reading: readPlainly({ id: `m${turn}`, text, asking, brief }),
    };
    state = advance(state, event);
  }
  return state;
}

/** `300 jobs/minute → 4500 jobs/minute`, for tables. */
export function figuresIn({ facts }: Pick<Reading, 'facts'>): string[] {
  return facts.flatMap(({ figures }) =>
    figures.map(({ topic, percentile, before, after }) =>
      [topic, percentile, `${before ? `${quantity(before)} → ` : ''}${after ? quantity(after) : ''}`]
        .filter((part) => part !== undefined)
        .join(' ')
        .trim(),
    ),
  );
}

function quantity({ value, unit, per }: Quantity): string {
  return `${value}${unit === '' ? '' : ` ${unit}`}${per ? `/${per}` : ''}`;
}
