/**
 * The language model of this process: the one that is configured, or one that is found on this machine, once a trial shows
 * that it is good enough; and the reader and the writer that work with it.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TerminalInput, TerminalOutput } from './adapters/terminal/streams.ts';
import type { Config, ModelConfig } from './config.ts';
import { redact } from './letter/redact.ts';
import type { Log } from './log.ts';
import { languageOf } from './machine/language.ts';
import { jsonIn } from './model/json.ts';
import { findLocalModel, type LocalModel } from './model/local.ts';
import type { ModelCall, TokenBudget } from './model/model.ts';
import { localModelWords } from './prompts/terminal.ts';
import { guidedReader } from './reader/guided.ts';

/** A terminal at which somebody can be asked. */
export interface Person {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** What their system is set to. */
  readonly locale?: string | undefined;
}

interface Surroundings {
  /** Null where nobody can be asked: a model that isn't configured is then left alone. */
  readonly person: Person | null;
  /** Ends a question and a trial. */
  readonly stopped: AbortSignal;
  /** Called with what they should know: which model is used, or why none is. */
  tell(sentence: string): Promise<void>;
  /** Milliseconds for looking around, where the usual ones won't do. */
  readonly patience?: number;
}

/** Attempts at reading one message. */
const READING_CALLS = 2;
/** Attempts at one letter: its at most five questions, and some that are asked again. */
const WRITING_CALLS = 8;
/** What loading a model into memory may take, in milliseconds. */
export const LOADING = 120_000;

interface Watchers {
  readonly log: Log;
  /** What all models may use in a day. */
  readonly tokens: TokenBudget | null;
  onCall(call: ModelCall): void;
}

/** @returns null for an interview without a model; `left` where whoever was asked went away, or the process is to stop */
export async function languageModel(config: Config, person: Person | null, { log, tokens, onCall }: Watchers) {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  process.once('SIGINT', leave).once('SIGTERM', leave);
  const tell = await teller(config.model === null ? person : null, log);
  const chosen = await chooseModel(config, { person, stopped: leaving.signal, tell });
  process.off('SIGINT', leave).off('SIGTERM', leave);
  if (chosen === null || chosen === 'left') return chosen;
  const [{ createModel }, { createModelReader }, { createModelWriter }] = await Promise.all([
    import('./model/openai.ts'),
    import('./reader/model.ts'),
    import('./letter/chain.ts'),
  ]);
  const { apiKey, baseUrl, writing, reading, verifying, readingTime, writingTime } = chosen;
  const of = (model: string) => createModel({ apiKey, baseUrl, model, onCall }, undefined, tokens);
  const now = () => performance.now();
  const readingLimits = { calls: READING_CALLS, milliseconds: readingTime };
  const writingLimits = { calls: WRITING_CALLS, milliseconds: writingTime };
  return {
    // Without the key, and without a user or a path that the URL may hold.
    about: `${new URL(baseUrl).host}: ${writing} writes, ${reading} reads, ${verifying} checks`,
    reader: createModelReader(of(reading), guidedReader, { limits: readingLimits, now, redact }),
    writer: createModelWriter(of(writing), of(verifying), writingLimits, now),
  };
}

/** To a person in the conversation, else to whoever runs the program. */
async function teller(person: Person | null, log: Log): Promise<Surroundings['tell']> {
  if (person === null) return async (sentence) => log.info(sentence);
  const { layOut } = await import('./adapters/terminal/layout.ts');
  return (text) =>
    new Promise((resolve) => {
      person.output.write(`${layOut({ kind: 'say', text }, person.output)}\n\n`, () => resolve());
    });
}

/** What is known of a model that was found here before: whether the person wants it, and whether its trial went well. */
const KnownSchema = z.record(z.string(), z.object({ use: z.boolean().nullable(), isGood: z.boolean() }));

/** @returns as `languageModel` */
export async function chooseModel(config: Config, surroundings: Surroundings): Promise<ModelConfig | 'left' | null> {
  const { model: configured, local, data } = config;
  if (configured !== null && configured !== 'local') return configured;
  const { person, stopped, tell, patience } = surroundings;
  const isWanted = configured === 'local';
  // Whoever runs a program that nobody talks to reads its log in English.
  const say = localModelWords(languageOf(configured === null ? person?.locale : null));
  if (!isWanted && person === null) return null;
  const found = await findLocalModel({ ports: local.ports, ...(patience !== undefined && { milliseconds: patience }) });
  if (found === null) {
    if (isWanted) await tell(`${say.none} ${say.guided}`);
    return null;
  }
  const { model, server } = found;
  const file = join(data, 'local-model.json');
  const memory = KnownSchema.safeParse(jsonIn(await readFile(file, 'utf8').catch(() => ''))).data ?? {};
  let known = memory[`${server}: ${model}`] ?? { use: null, isGood: false };
  const remember = async (news: Partial<typeof known>) => {
    known = { ...known, ...news };
    await keep(file, { ...memory, [`${server}: ${model}`]: known });
  };

  if (!isWanted && person !== null && known.use === null) {
    const { askYesOrNo } = await import('./adapters/terminal/prompt.ts');
    const use = await askYesOrNo(say.offer(model, server), say, { ...person, stopped });
    if (use === null) return 'left';
    await remember({ use });
  }
  if (!isWanted && known.use === false) return null;

  const chosen = configOf(found, local);
  if (!known.isGood) {
    await tell(say.tried(model));
    const trial = await tryOut(chosen, LOADING, stopped);
    if (stopped.aborted) return 'left';
    if (trial.outcome !== 'good') {
      const sentences = [say.verdict(model, trial), say.guided, ...(isWanted ? [] : [say.triedAgain(file)])];
      await tell(sentences.join(' '));
      return null;
    }
    await remember({ isGood: true });
  }
  await tell(say.used(model, server, isWanted ? null : file));
  return chosen;
}

/** Kept for the next start; where that fails, the question is asked once more. */
async function keep(file: string, known: z.infer<typeof KnownSchema>): Promise<void> {
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(file, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 });
  } catch {
    // A directory that can't be written to.
  }
}

/** One model for everything, and no key: it must not be sent to whatever listens there. */
export function configOf({ baseUrl, model }: LocalModel, { readingTime, writingTime }: Config['local']): ModelConfig {
  return { apiKey: 'none', baseUrl, writing: model, reading: model, verifying: model, readingTime, writingTime };
}

/** The trial of the model that reads. @param loading milliseconds that loading it may take */
export async function tryOut(config: ModelConfig, loading: number, stopped?: AbortSignal) {
  const [{ createModel }, { tryReading }] = await Promise.all([
    import('./model/openai.ts'),
    import('./reader/trial.ts'),
  ]);
  const { apiKey, baseUrl, reading, readingTime } = config;
  return tryReading(createModel({ apiKey, baseUrl, model: reading }), {
    milliseconds: readingTime,
    loading,
    now: () => performance.now(),
    ...(stopped && { stopped }),
  });
}
