/** Finds a language model served on this machine by Ollama, LM Studio or llama.cpp. */
import { get, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { jsonIn } from './json.ts';

export interface LocalModel {
  readonly server: 'Ollama' | 'LM Studio' | 'llama.cpp';
  /** Base URL of the OpenAI-compatible chat completions API. */
  readonly baseUrl: string;
  readonly model: string;
  /** In billions; null if neither the server nor the name says. */
  readonly parameters: number | null;
}

/** A model as its server lists it. */
type Listed = Pick<LocalModel, 'model' | 'parameters'>;

interface Server {
  readonly server: LocalModel['server'];
  readonly port: number;
  readonly path: string;
  /** Returns the models that can chat and run here; empty if the answer is from another program. */
  list(answer: unknown): Listed[];
}

/** In order of preference. */
const SERVERS: readonly Server[] = [
  { server: 'Ollama', port: 11434, path: '/api/tags', list: ofOllama },
  { server: 'LM Studio', port: 1234, path: '/v1/models', list: ofOthers },
  { server: 'llama.cpp', port: 8080, path: '/v1/models', list: ofOthers },
];

/** In billions of parameters. Smaller models make too many reading errors. */
const PARAMETERS_AT_LEAST = 3;
/** Milliseconds for all servers together, so that a start without a model isn't noticeably slower. */
const PATIENCE = 300;
/** Maximum characters of an answer. */
const LONGEST = 1_000_000;

/**
 * Asks all servers of this machine in parallel.
 * @param ports of Ollama, LM Studio and llama.cpp on 127.0.0.1; null for the defaults
 * @returns the largest model of the first that has one, or null
 */
export async function findLocalModel(ports: readonly number[] | null, milliseconds = PATIENCE) {
  const late = new AbortController();
  // `setImmediate` lets answers that arrived while this process was busy still be read.
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

/** Avoids `fetch`: loading it takes 100 ms, and redirects could leave this machine. @returns undefined on failure */
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

/** Names are printed in terminals; control characters could manipulate them. */
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
    // Cloud models run on Ollama's machines.
    const isCloud = Boolean(remote) || name.endsWith(':cloud') || name.endsWith('-cloud');
    const isSilent = capabilities && capabilities.length > 0 && !capabilities.includes('completion');
    if (isCloud || isSilent || isEmbedding(name) || isEmbedding(details?.family ?? '')) return [];
    return [{ model: name, parameters: billions(details?.parameter_size ?? '') ?? billionsIn(name) }];
  });
}

const ModelsSchema = z.object({ data: z.array(z.object({ id: NameSchema }).catch({ id: '' })) });

/** OpenAI-compatible servers list only names. */
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

/** Sorts largest first and unknown sizes last; ties by name. */
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

/** Returns the size in a name: "qwen2.5:0.5b", "Llama-3.2-1B-Instruct-Q4_K_M.gguf", "Qwen3-30B-A3B". */
function billionsIn(name: string): number | null {
  const signs = ['.gguf', '/', ':', '_', ' ', '-'];
  const parts = signs.reduce((all, sign) => all.flatMap((part) => part.split(sign)), [name]);
  // "-1M" may be a context length next to the size.
  const sizes = parts.map(billions).filter((size) => size !== null);
  return sizes.length > 0 ? Math.max(...sizes) : null;
}
