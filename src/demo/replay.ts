/**
 * A recorded interview, gone through once more: the real interviewer, reader and writer, and the model's answers as recorded.
 * `play` shows it in the terminal, as if somebody typed it: at reading speed, with the letter growing.
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
import { METRICS, TOPICS } from '../machine/slots.ts';
import { objectIn } from '../model/json.ts';
import type { Answer, Call, LanguageModel } from '../model/model.ts';
import { DEMO_ENDS, DEMO_KEYS, demoBegins } from '../prompts/terminal.ts';
import { guidedReader } from '../reader/guided.ts';
import { createModelReader } from '../reader/model.ts';
import { openStore } from '../store/database.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
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

/** What was asked about when recordings had no list of it yet. */
export const FIRST_TOPICS: readonly string[] = [
  'role',
  'system',
  ...METRICS,
  'contract',
  'company',
  'background',
  'closing',
  'contact',
  'confidential',
];

/** Whether a recording has no answer on a topic, as it is asked about only since then. @param known its topics */
export function isNewTopic(topic: string | undefined, known: readonly string[]): boolean {
  return topic !== undefined && TOPICS.includes(topic) && !known.includes(topic);
}

export const RecordingSchema = z.object({
  /** One sentence: who it is, and that the answers are a model's. */
  about: z.string(),
  /** All topics that it could be asked about; a later one is skipped. */
  topics: z.array(z.string()).default([...FIRST_TOPICS]),
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

const SKIP: RecordedLine = { type: 'choice', id: 'skip' };
/** Before one line. */
const SKIPS_AT_MOST = 20;

interface ReplayOptions {
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

/** Milliseconds that a word takes to read, and a character to type. */
const WORD_MS = 170;
const CHARACTER_MS = 12;
const MARKER = '› ';
/** Nobody reads all of a long message a second time: a review, or a letter that they saw growing. */
const READING_AT_MOST_MS = 8_000;

interface DemoOptions {
  readonly output: TerminalOutput;
  /** Resolves after so many milliseconds; sooner, with false, where the person does not want to wait. */
  pause(milliseconds: number): Promise<boolean>;
  /** The keys that the person at the terminal can press are named. */
  readonly hasKeys: boolean;
  readonly stopped: AbortSignal;
}

/** Plays a recording to its end, or until it is stopped. */
export async function play(recording: Recording, options: DemoOptions): Promise<void> {
  const { output, pause, hasKeys, stopped } = options;
  const write = (text: string) => new Promise<void>((resolve) => output.write(text, () => resolve()));
  const print = (text: string) => write(`${wrap(text, readingWidth(output.columns))}\n\n`);
  const terminal = createTerminal({
    mode: 'talk',
    // The person is the recording.
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
      // Nothing is left behind.
      if (message.kind === 'file') return { outcome: 'sent', platformId: null };
      unread += countWords(message.text);
      return terminal.send(place, message, key, attempt);
    },
  };

  async function type(line: RecordedLine, asked: Ask | null): Promise<void> {
    await pause(Math.min(unread * WORD_MS, READING_AT_MOST_MS));
    unread = 0;
    // The program opens the conversation by itself.
    if (stopped.aborted || (line.type === 'command' && line.name === 'start')) return;
    const width = readingWidth(output.columns);
    await write(styled('bold', MARKER, output));
    let isPaced = true;
    for (const character of wrap(typed(line, asked), width && width - MARKER.length)) {
      await write(character);
      if (isPaced) isPaced = await pause(CHARACTER_MS);
      if (stopped.aborted) return;
    }
    await write('\n\n');
  }

  await print(styled('bold', [demoBegins(recording.about), ...(hasKeys ? [DEMO_KEYS] : [])].join(' '), output));
  try {
    await replay(recording, {
      adapter,
      stopped,
      onLine: type,
      onLetterSentence: async (sentence) => void (await pause(countWords(sentence) * WORD_MS)),
    });
  } finally {
    await terminal.stop();
  }
  await (stopped.aborted ? write('\n') : print(styled('bold', DEMO_ENDS, output)));
}

/** A choice as it can be typed, by its label in brackets. */
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
