/**
 * Replays a recorded interview with the real interviewer, reader and writer, and the recorded answers of the model.
 * `playDemo` shows it in the terminal as if a person typed it: at reading speed, with the preview of the letter.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { Adapter, Ask } from '../adapters/contract.ts';
import { LOCAL, SaidSchema } from '../adapters/terminal/jsonl.ts';
import { readingWidth, styled, wrap } from '../adapters/terminal/layout.ts';
import type { TerminalOutput } from '../adapters/terminal/streams.ts';
import { createTerminal } from '../adapters/terminal/terminal.ts';
import { createModelWriter } from '../letter/chain.ts';
import { redact } from '../letter/redact.ts';
import { TOPICS } from '../machine/slots.ts';
import { objectIn } from '../model/json.ts';
import type { Answer, Call, LanguageModel } from '../model/model-call.ts';
import { DEMO_ENDS, demoBegins } from '../prompts/terminal-texts.ts';
import { guidedReader } from '../reader/guided.ts';
import { createModelReader } from '../reader/model.ts';
import { openStore } from '../store/database.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { createInterviewer } from '../turn/handle-event.ts';

/** A line of the candidate, as in the terminal's JSON Lines protocol. */
const RecordedLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('choice'), id: z.string() }),
  z.object({ type: z.literal('command'), name: z.string(), rest: z.string() }),
]);
export type RecordedLine = z.infer<typeof RecordedLineSchema>;

/** Calls to a model: read a message, draft a letter, verify it, revise it. */
export const RECORDED_STEPS = ['reading', 'draft', 'verify', 'revise'] as const;
export type RecordedStep = (typeof RECORDED_STEPS)[number];

const RecordedAnswerSchema = z.object({
  step: z.enum(RECORDED_STEPS),
  /** Number of the line that caused it, from 1. */
  line: z.int().positive(),
  content: z.string(),
  /** As the server counted them. */
  tokens: z.object({ input: z.int(), output: z.int() }),
});
export type RecordedAnswer = z.infer<typeof RecordedAnswerSchema>;

/** Whether a topic is newer than a recording, which so has no answer on it. @param known topics of the recording */
export function isNewTopic(topic: string | undefined, known: readonly string[]): boolean {
  return topic !== undefined && TOPICS.includes(topic) && !known.includes(topic);
}

export const RecordingSchema = z.object({
  /** One sentence: who the candidate is, and that a model wrote the answers. */
  about: z.string(),
  /** All topics at the time of the recording; later ones are skipped. */
  topics: z.array(z.string()),
  lines: z.array(RecordedLineSchema),
  /** In order, including answers that the program could not use. */
  answers: z.array(RecordedAnswerSchema),
});
export type Recording = z.infer<typeof RecordingSchema>;

/** @throws if the file can't be read or is not a recording */
export async function readRecording(path: string): Promise<Recording> {
  return RecordingSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}

/** The program's limits of calls, with enough time for slow playback. */
const READING = { calls: 2, milliseconds: 60_000 };
const WRITING = { calls: 8, milliseconds: 3_600_000 };

const SKIP: RecordedLine = { type: 'choice', id: 'skip' };
/** Maximum skipped questions before one line. */
const SKIPS_AT_MOST = 20;

interface ReplayOptions {
  /** Shows the interview. It is not started, as the input comes from the recording. */
  readonly adapter: Adapter;
  /** Called and awaited before each line of the candidate, with the question that it answers. */
  onLine?(line: RecordedLine, asked: Ask | null): Promise<void>;
  /** Called for each call to the model, with the recorded answer; null if there is none. */
  onCall?(call: Call, given: RecordedAnswer | null): void;
  /** Called and awaited before each streamed sentence of a letter. */
  onLetterSentence?(sentence: string): Promise<void>;
  readonly stopped?: AbortSignal;
}

/**
 * Replays a recording with a store in a temporary directory, which is deleted at the end.
 * @throws if the store can't be opened, or if a turn fails
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
    const say = async (id: string, line: RecordedLine) => {
      await interviewer.receive({ id, place: LOCAL, author: 'local', at: new Date(), said: SaidSchema.parse(line) });
      await interviewer.settled(LOCAL);
      if (faults.length > 0) throw faults[0];
    };
    const isNew = () => asked !== null && isNewTopic(asked.topic, recording.topics);
    try {
      for (const line of recording.lines) {
        for (let skipped = 1; isNew() && skipped <= SKIPS_AT_MOST && !stopped?.aborted; skipped += 1) {
          await onLine?.(SKIP, asked);
          await say(`before line ${number + 1}: ${skipped}`, SKIP);
        }
        await onLine?.(line, asked);
        if (stopped?.aborted) break;
        number += 1;
        await say(`line ${number}`, line);
      }
    } finally {
      await interviewer.stop();
      await store.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * Returns the recorded answers of each step in order, each only for the line that caused it.
 * @param line the number of the candidate's last line
 */
function replayingModel(
  answers: readonly RecordedAnswer[],
  line: () => number,
  { onCall, onLetterSentence }: ReplayOptions,
): LanguageModel {
  const left = [...answers];

  /** The next answer; null if there is none, or if the budget is used up or stopped. */
  function next(call: Call): RecordedAnswer | null {
    if (!call.budget.take()) return null;
    // "draft-2" is recorded as "draft": only the order tells drafts and checks apart.
    const step = RECORDED_STEPS.find((one) => call.step.startsWith(one));
    const at = left.findIndex((one) => one.step === step && one.line === line());
    const [given = null] = at < 0 ? [] : left.splice(at, 1);
    if (given) call.budget.count(given.tokens.input, given.tokens.output);
    onCall?.(call, given);
    return given;
  }

  const failed = { outcome: 'failed', why: 'unreachable' } as const;
  return {
    async object<Value>(call: Call, shape: z.ZodType<Value>): Promise<Answer<Value>> {
      // After an answer that the program could not use, the recording has another one.
      for (let given = next(call); given !== null; given = next(call)) {
        const read = shape.safeParse(objectIn(given.content));
        if (read.success) return { outcome: 'answered', value: read.data };
      }
      return failed;
    },
    async text(call, onText) {
      const given = next(call);
      if (given === null) return failed;
      for (const line of given.content.split('\n')) {
        for (const sentence of sentencesIn(line)) {
          await onLetterSentence?.(sentence);
          if (call.budget.stopped.aborted) return failed;
          onText(`${sentence} `);
        }
        onText('\n');
      }
      return { outcome: 'answered', value: given.content };
    },
  };
}

/** Milliseconds to read a word, and to type a character. */
const WORD_MS = 170;
const CHARACTER_MS = 12;
const MARKER = '› ';
/** Maximum reading time. Long messages are known already: a review, or a letter after its preview. */
const READING_AT_MOST_MS = 8_000;

interface DemoOptions {
  readonly output: TerminalOutput;
  /** Resolves after the milliseconds, or earlier when stopped. */
  pause(milliseconds: number): Promise<void>;
  readonly stopped: AbortSignal;
}

/** Plays a recording to its end, or until it is stopped. */
export async function playDemo(recording: Recording, options: DemoOptions): Promise<void> {
  const { output, pause, stopped } = options;
  const write = (text: string) => new Promise<void>((resolve) => output.write(text, () => resolve()));
  const print = (text: string) => write(`${wrap(text, readingWidth(output.columns))}\n\n`);
  const terminal = createTerminal({
    mode: 'talk',
    // Stays empty: the input comes from the recording.
    input: new PassThrough(),
    output,
    filesDirectory: tmpdir(),
    newId: randomUUID,
    now: () => new Date(),
    onEnd: () => undefined,
    onFault: () => undefined,
  });
  let unread = 0;
  const adapter: Adapter = {
    ...terminal,
    async send(place, message, key, attempt) {
      // No files are written.
      if (message.kind === 'file') return { outcome: 'sent', platformId: null };
      unread += countWords(message.text);
      return terminal.send(place, message, key, attempt);
    },
  };

  async function type(line: RecordedLine, asked: Ask | null): Promise<void> {
    await pause(Math.min(unread * WORD_MS, READING_AT_MOST_MS));
    unread = 0;
    // Not shown: the program opens the conversation by itself.
    if (stopped.aborted || (line.type === 'command' && line.name === 'start')) return;
    const width = readingWidth(output.columns);
    await write(styled('bold', MARKER, output));
    for (const character of wrap(typed(line, asked), width && width - MARKER.length)) {
      await write(character);
      await pause(CHARACTER_MS);
      if (stopped.aborted) return;
    }
    await write('\n\n');
  }

  await print(styled('bold', demoBegins(recording.about), output));
  try {
    await replay(recording, {
      adapter,
      stopped,
      onLine: type,
      onLetterSentence: (sentence) => pause(countWords(sentence) * WORD_MS),
    });
  } finally {
    await terminal.stop();
  }
  await (stopped.aborted ? write('\n') : print(styled('bold', DEMO_ENDS, output)));
}

/** The line as the candidate would type it; a choice is its label in brackets. */
function typed(line: RecordedLine, asked: Ask | null): string {
  switch (line.type) {
    case 'text':
      return line.text;
    case 'choice':
      return `[${asked?.choices.find(({ id }) => id === line.id)?.label ?? line.id}]`;
    case 'command':
      return `/${line.name} ${line.rest}`.trimEnd();
  }
}
