/** Chooses the language model, configured or found on this machine and tested, and creates its reader and writer. */
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
import type { ModelCall, TokenBudget } from './model/model-call.ts';
import { localModelWords } from './prompts/terminal-texts.ts';
import { guidedReader } from './reader/guided.ts';

export interface Person {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  readonly locale?: string | undefined;
}

interface Surroundings {
  /** Null without a person to ask: then only a configured model is used. */
  readonly person: Person | null;
  /** Aborts a question or a trial. */
  readonly stopped: AbortSignal;
  /** Called with sentences for the user: which model is used, or why none is. */
  tell(sentence: string): Promise<void>;
  /** Milliseconds to search for a local model; for tests. */
  readonly patience?: number;
}

const READING_CALLS = 2;
/** Attempts per letter: at most five questions, and some retries. */
const WRITING_CALLS = 8;
/** Milliseconds that loading a model into memory may take. */
export const LOADING = 120_000;

interface Watchers {
  readonly log: Log;
  readonly tokens: TokenBudget | null;
  onCall(call: ModelCall): void;
}

/** @returns null for an interview without a model; `left` if the person left or the process is stopping */
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
    // Excludes the key, and any user or path in the URL.
    about: `${new URL(baseUrl).host}: ${writing} writes, ${reading} reads, ${verifying} checks`,
    reader: createModelReader(of(reading), guidedReader, { limits: readingLimits, now, redact }),
    writer: createModelWriter(of(writing), of(verifying), writingLimits, now),
  };
}

/** Writes to the person at the terminal, or else to the operator's log. */
async function teller(person: Person | null, log: Log): Promise<Surroundings['tell']> {
  if (person === null) return async (sentence) => log.info(sentence);
  const { render } = await import('./adapters/terminal/layout.ts');
  return (text) =>
    new Promise((resolve) => {
      person.output.write(`${render({ kind: 'say', text }, person.output)}\n\n`, () => resolve());
    });
}

/** Results for models found earlier: whether the person wants the model, and whether its trial passed. */
const KnownSchema = z.record(z.string(), z.object({ use: z.boolean().nullable(), isGood: z.boolean() }));

/** @returns as `languageModel` */
export async function chooseModel(config: Config, surroundings: Surroundings): Promise<ModelConfig | 'left' | null> {
  const { model: configured, local, data } = config;
  if (configured !== null && configured !== 'local') return configured;
  const { person, stopped, tell, patience } = surroundings;
  const isWanted = configured === 'local';
  // Without a person, the sentences go to the log, which is in English.
  const say = localModelWords(languageOf(configured === null ? person?.locale : null));
  if (!isWanted && person === null) return null;
  const found = await findLocalModel(local.ports, patience);
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

/** Stores the choice for the next start. On failure, the question is asked again then. */
async function keep(file: string, known: z.infer<typeof KnownSchema>): Promise<void> {
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(file, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 });
  } catch {
    // The directory may not be writable.
  }
}

/** Uses one model for everything. Never sends the API key, because any program may listen on that port. */
export function configOf({ baseUrl, model }: LocalModel, { readingTime, writingTime }: Config['local']): ModelConfig {
  return { apiKey: 'none', baseUrl, writing: model, reading: model, verifying: model, readingTime, writingTime };
}

/** Tests the reading model. @param loading milliseconds that loading the model may take */
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
