/** A model that reads what people say, behind a server of its own: what it answers, and what becomes of it. */
import { z } from 'zod';
import type { Brief, Topic } from '../../../src/machine/brief.ts';
import { EMPTY_BRIEF } from '../../../src/machine/brief.ts';
import { advance, type Interview } from '../../../src/machine/interview.ts';
import type { Reading } from '../../../src/machine/reading.ts';
import type { Asking, Gap } from '../../../src/machine/topics.ts';
import { createModel } from '../../../src/model/openai.ts';
import { question } from '../../../src/prompts/questions.ts';
import { createModelReader } from '../../../src/reader/model.ts';
import type { Reader } from '../../../src/reader/reader.ts';
import type { Annotation } from '../../../src/reader/verified.ts';
import { type Asked, type ModelServer, modelServer, type Reply, says } from '../../fakes/model.ts';
import { begun } from '../converse.ts';

/** What a model answers that has nothing to say, but for what is given. */
export function annotation(more: Partial<Annotation> = {}): Annotation {
  const nobody = { position: null, company: null, team: null, addressee: null };
  return {
    facts: [],
    names: { ...nobody, employer: null, name: null, email: null, location: null },
    job_post: [],
    declined: [],
    corrections: [],
    withdrawn: [],
    confidential: [],
    contradicts: null,
    asks_us: false,
    vague: false,
    parts: [],
    follow_up: null,
    ...more,
  };
}

export function answers(more: Partial<Annotation> = {}): Reply {
  return says(JSON.stringify(annotation(more)));
}

/** The reader of a process, on a clock that leaps over every pause; eight seconds a message, as it is set by default. */
export function readerAt(server: ModelServer, milliseconds = 8000): Reader {
  let leapt = 0;
  const model = createModel({ apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'gpt-test' }, async (pause) => {
    leapt += pause;
  });
  return createModelReader(
    model,
    { calls: 2, milliseconds },
    () => Date.now() + leapt,
    ({ asking, brief }) => (asking ? question(asking, brief) : ''),
  );
}

interface Circumstances {
  readonly brief?: Brief;
  readonly gap?: Gap;
  readonly milliseconds?: number;
  readonly id?: string;
}

interface Heard {
  readonly reading: Reading;
  readonly calls: number;
  readonly asked: readonly Asked[];
}

/** One message where `topic` stood asked, read by a model that answers this. */
export async function heard(
  text: string,
  topic: Topic | null,
  reply: Reply | Partial<Annotation>,
  { brief = EMPTY_BRIEF, gap = { kind: 'open' }, milliseconds = 8000, id = 'm1' }: Circumstances = {},
): Promise<Heard> {
  await using server = await modelServer(() => ('kind' in reply ? reply : answers(reply)));
  const asking: Asking | null = topic === null ? null : { topic, gap, repeats: 0 };
  const reading = await readerAt(server, milliseconds).read({ id, text, asking, brief });
  return { reading, calls: server.calls, asked: server.asked };
}

/** What the model is shown of one message. */
const ShownSchema = z.object({
  asked: z.object({ topic: z.string(), question: z.string() }).nullable(),
  message: z.string(),
  known: z.array(z.object({ id: z.string(), topic: z.string(), quote: z.string(), figures: z.array(z.string()) })),
});

export function shownTo({ user }: Asked) {
  return ShownSchema.parse(JSON.parse(user));
}

/** An interview that goes on with each message, read by this reader. */
export async function conversed(reader: Reader, messages: readonly string[], from: Interview = begun()) {
  let state = from;
  for (const [index, text] of messages.entries()) {
    const { asking, brief } = state.context;
    const reading = await reader.read({ id: `m${index + 1}`, text, asking, brief });
    state = advance(state, { type: 'said', reading });
  }
  return state;
}
