/** A recorded interview, gone through once more: the real interviewer, reader and writer, and the model's answers as recorded. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Adapter, Ask, Said } from '../adapters/contract.ts';
import { LOCAL } from '../adapters/terminal/jsonl.ts';
import { createModelWriter } from '../letter/chain.ts';
import { redact } from '../letter/redact.ts';
import { objectIn } from '../model/json.ts';
import type { Answer, Call, LanguageModel } from '../model/model.ts';
import { guidedReader } from '../reader/guided.ts';
import { createModelReader } from '../reader/model.ts';
import { openStore } from '../store/database.ts';
import { sentencesIn } from '../text/sentences.ts';
import { createInterviewer } from '../turn/handle-event.ts';

/** A line of the person, as in the line protocol of the terminal. */
const RecordedLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('choice'), id: z.string() }),
  z.object({ type: z.literal('command'), name: z.string(), rest: z.string() }),
]);
export type RecordedLine = z.infer<typeof RecordedLineSchema>;

/** What a model is asked to do: read a message, draft a letter, check it, write it again. */
export const STEPS = ['reading', 'draft', 'verify', 'revise'] as const;
export type RecordedStep = (typeof STEPS)[number];

const RecordedAnswerSchema = z.object({
  step: z.enum(STEPS),
  /** The line that led to it, from 1. */
  line: z.int().positive(),
  content: z.string(),
  /** As the server counted them. */
  tokens: z.object({ input: z.int(), output: z.int() }),
});
export type RecordedAnswer = z.infer<typeof RecordedAnswerSchema>;

export const RecordingSchema = z.object({
  /** One sentence: who it is, and that the answers are a model's. */
  about: z.string(),
  lines: z.array(RecordedLineSchema),
  /** In the order in which they were given, those included that the program could not use. */
  answers: z.array(RecordedAnswerSchema),
});
export type Recording = z.infer<typeof RecordingSchema>;

/** @throws where the file can't be read or is no recording */
export async function readRecording(path: string): Promise<Recording> {
  return RecordingSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}

/** As many calls as the program may make, and time for one that is shown slowly. */
const READING = { calls: 2, milliseconds: 60_000 };
const WRITING = { calls: 8, milliseconds: 3_600_000 };

export interface ReplayOptions {
  /** Where the interview is shown. It is not started: the recording is the person. */
  readonly adapter: Adapter;
  /** Called before each line of the person, with the question that it answers; where it waits, the line waits. */
  onLine?(line: RecordedLine, asked: Ask | null): Promise<void>;
  /** Called with each question to the model, and with its answer; null where the recording has none. */
  onCall?(call: Call, given: RecordedAnswer | null): void;
  /** Called before each sentence of a letter that is being written; where it waits, the letter waits. */
  onLetterSentence?(sentence: string): Promise<void>;
  /** Ends it before its end. */
  readonly stopped?: AbortSignal;
}

/**
 * Leaves nothing behind: what is kept meanwhile is in a temporary directory.
 * @throws where that can't be used
 */
export async function replay(recording: Recording, options: ReplayOptions): Promise<void> {
  const { adapter, onLine, stopped } = options;
  const directory = await mkdtemp(join(tmpdir(), 'foreword-demo-'));
  try {
    const opened = await openStore({ directory });
    if ('failure' in opened) throw new Error(opened.failure);
    const { store } = opened;
    const faults: unknown[] = [];
    let asked: Ask | null = null;
    let number = 0;
    const shown: Adapter = {
      ...adapter,
      async send(place, message, key, attempt) {
        if (message.kind === 'ask') asked = message;
        return adapter.send(place, message, key, attempt);
      },
    };
    const model = replayingModel(recording.answers, () => number, options);
    const now = () => performance.now();
    const interviewer = createInterviewer({
      store,
      reader: createModelReader(model, guidedReader, { limits: READING, now, redact }),
      writer: createModelWriter(model, model, WRITING, now),
      adapterFor: () => shown,
      now: () => new Date(),
      onFault: (error) => faults.push(error),
    });
    const stop = () => void interviewer.stop();
    stopped?.addEventListener('abort', stop);
    try {
      for (const line of recording.lines) {
        await onLine?.(line, asked);
        if (stopped?.aborted) break;
        number += 1;
        await interviewer.receive({
          id: `line ${number}`,
          place: LOCAL,
          author: 'local',
          at: new Date(),
          said: saidBy(line),
        });
        await interviewer.settled(LOCAL);
        if (faults.length > 0) throw faults[0];
      }
    } finally {
      await interviewer.stop();
      await store.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function saidBy(line: RecordedLine): Said {
  switch (line.type) {
    case 'text':
      return { kind: 'text', text: line.text };
    case 'choice':
      return { kind: 'choice', choice: line.id };
    case 'command':
      return { kind: 'command', name: line.name, rest: line.rest };
  }
}

/**
 * Gives the answers of a step in the order in which they were given, each only where its line led to it again.
 * @param line the number of the line that the person said last
 */
function replayingModel(
  answers: readonly RecordedAnswer[],
  line: () => number,
  { onCall, onLetterSentence }: ReplayOptions,
): LanguageModel {
  const left = [...answers];

  /** The next answer; null where there is none, or nobody waits for it any more. */
  function next(call: Call): RecordedAnswer | null {
    if (!call.budget.take()) return null;
    // Of later drafts and checks a recording knows the order alone.
    const step = STEPS.find((one) => call.step.startsWith(one));
    const at = left.findIndex((one) => one.step === step && one.line === line());
    const [given = null] = at < 0 ? [] : left.splice(at, 1);
    if (given) call.budget.count(given.tokens.input, given.tokens.output);
    onCall?.(call, given);
    return given;
  }

  const failed = { outcome: 'failed', why: 'unreachable' } as const;
  return {
    async object<Value>(call: Call, shape: z.ZodType<Value>): Promise<Answer<Value>> {
      // An answer that the program could not use was followed by another one.
      for (let given = next(call); given !== null; given = next(call)) {
        const read = shape.safeParse(objectIn(given.content));
        if (read.success) return { outcome: 'answered', value: read.data, raw: given.content };
      }
      return failed;
    },
    async text(call, hear) {
      const given = next(call);
      if (given === null) return failed;
      for (const line of given.content.split('\n')) {
        for (const sentence of sentencesIn(line)) {
          await onLetterSentence?.(sentence);
          if (call.budget.stopped.aborted) return failed;
          hear(`${sentence} `);
        }
        hear('\n');
      }
      return { outcome: 'answered', value: given.content, raw: given.content };
    },
  };
}
