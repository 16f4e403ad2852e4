/** Looks for a language model on this machine, where Ollama, LM Studio and llama.cpp serve theirs. */
import { get, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { jsonIn } from './json.ts';

export interface LocalModel {
  readonly server: 'Ollama' | 'LM Studio' | 'llama.cpp';
  /** Where it speaks OpenAI's chat completions. */
  readonly baseUrl: string;
  readonly model: string;
  /** In billions; null where neither the server nor the name tells. */
  readonly parameters: number | null;
}

/** A model as its server lists it. */
type Listed = Pick<LocalModel, 'model' | 'parameters'>;

interface Server {
  readonly server: LocalModel['server'];
  readonly port: number;
  readonly path: string;
  /** The models of an answer that can chat and run here; none where the answer is another program's. */
  list(answer: unknown): Listed[];
}

/** The first that has a model is used. */
const SERVERS: readonly Server[] = [
  { server: 'Ollama', port: 11434, path: '/api/tags', list: ofOllama },
  { server: 'LM Studio', port: 1234, path: '/v1/models', list: ofOthers },
  { server: 'llama.cpp', port: 8080, path: '/v1/models', list: ofOthers },
];

/** Smaller models misread too much; in billions of parameters. */
const PARAMETERS_AT_LEAST = 3;
/** In milliseconds, for all servers together: a start that finds nothing must not be felt. */
const PATIENCE = 300;
/** Of an answer, in characters. */
const LONGEST = 1_000_000;

interface Looking {
  /** Ports of Ollama, LM Studio and llama.cpp on 127.0.0.1; null for their usual ones. */
  readonly ports?: readonly number[] | null;
  readonly milliseconds?: number;
}

/**
 * Asks all servers at once, and no other machine.
 * @returns the largest model of the first server that has one; null where none has
 */
export async function findLocalModel({ ports, milliseconds = PATIENCE }: Looking = {}): Promise<LocalModel | null> {
  const late = new AbortController();
  // What has arrived while this process was busy is still taken in.
  const timer = setTimeout(() => setImmediate(() => late.abort()), milliseconds);
  const found = await Promise.all(
    SERVERS.map(async ({ server, port, path, list }, at): Promise<LocalModel | null> => {
      const root = `http://127.0.0.1:${ports?.[at] ?? port}`;
      const [largest] = list(await answerOf(`${root}${path}`, late.signal))
        .filter(isLarge)
        .toSorted(byParameters);
      return largest ? { server, baseUrl: `${root}/v1`, ...largest } : null;
    }),
  );
  clearTimeout(timer);
  return found.find((model) => model !== null) ?? null;
}

/**
 * Without `fetch`: loading it alone takes 100 ms, and a redirect could lead it to another machine.
 * @returns undefined where nothing answers, or something that is no JSON
 */
async function answerOf(url: string, signal: AbortSignal): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  try {
    get(url, { agent: false, signal }, resolve).on('error', reject);
    const response = await promise;
    let text = '';
    for await (const part of response.setEncoding('utf8')) {
      text += part;
      if (text.length > LONGEST) return undefined;
    }
    return response.statusCode === 200 ? jsonIn(text) : undefined;
  } catch {
    return undefined;
  }
}

/** A name is shown in terminals, which control characters could take over. */
const NameSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => [...name].every((sign) => sign >= ' ' && (sign < '\u007f' || sign > '\u009f')));

const OllamaModelSchema = z.object({
  name: NameSchema,
  remote_host: z.string().nullish(),
  capabilities: z.array(z.string()).nullish(),
  details: z.object({ family: z.string().nullish(), parameter_size: z.string().nullish() }).nullish(),
});
const OllamaSchema = z.object({ models: z.array(OllamaModelSchema.nullable().catch(null)) });

function ofOllama(answer: unknown): Listed[] {
  const models = OllamaSchema.safeParse(answer).data?.models ?? [];
  return models.flatMap((model): Listed[] => {
    if (!model) return [];
    const { name, remote_host: remote, capabilities, details } = model;
    // These run on machines of Ollama's.
    const isCloud = Boolean(remote) || name.endsWith(':cloud') || name.endsWith('-cloud');
    const isSilent = capabilities && capabilities.length > 0 && !capabilities.includes('completion');
    if (isCloud || isSilent || isEmbedding(name) || isEmbedding(details?.family ?? '')) return [];
    return [{ model: name, parameters: billions(details?.parameter_size ?? '') ?? billionsIn(name) }];
  });
}

const ModelsSchema = z.object({ data: z.array(z.object({ id: NameSchema }).catch({ id: '' })) });

/** As OpenAI's servers list them: by their names alone. */
function ofOthers(answer: unknown): Listed[] {
  const names = ModelsSchema.safeParse(answer).data?.data.map(({ id }) => id) ?? [];
  return names
    .filter((name) => name !== '' && !isEmbedding(name))
    .map((name) => ({ model: name, parameters: billionsIn(name) }));
}

function isEmbedding(name: string): boolean {
  const lower = name.toLowerCase();
  return ['embed', 'bert', 'bge', 'minilm', 'rerank'].some((word) => lower.includes(word));
}

function isLarge({ parameters }: Listed): boolean {
  return parameters === null || parameters >= PARAMETERS_AT_LEAST;
}

/** Largest first, unknown ones last, and always in the same order. */
function byParameters(one: Listed, other: Listed): number {
  return (other.parameters ?? 0) - (one.parameters ?? 0) || (one.model < other.model ? -1 : 1);
}

const SCALES: Readonly<Record<string, number>> = { M: 1e-3, B: 1 };

/** "3.2B" → 3.2, "494.03M" → 0.49403; null for anything else. */
function billions(size: string): number | null {
  const scale = SCALES[size.slice(-1).toUpperCase()];
  const value = Number(size.slice(0, -1));
  return scale !== undefined && value > 0 ? value * scale : null;
}

/** The size that a name tells: "qwen2.5:0.5b", "Llama-3.2-1B-Instruct-Q4_K_M.gguf", "Qwen3-30B-A3B". */
function billionsIn(name: string): number | null {
  const signs = ['.gguf', '/', ':', '_', ' ', '-'];
  const parts = signs.reduce((all, sign) => all.flatMap((part) => part.split(sign)), [name]);
  // "-1M" may be the length of a context, beside a size.
  const sizes = parts.map(billions).filter((size) => size !== null);
  return sizes.length > 0 ? Math.max(...sizes) : null;
}
