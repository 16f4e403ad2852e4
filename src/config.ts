/** The environment as a typed configuration. Every fault is named at once, and never a value: it may be a secret. */
import { z } from 'zod';

/** An empty setting is one that was left out. */
const optional = <Output>(schema: z.ZodType<Output, string>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const seconds = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'must be a whole number of seconds')
  .transform(Number);

const EnvironmentSchema = z.object({
  FOREWORD_DATA: optional(z.string()),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(?:ql)?:\/\/\S+$/, 'must be a URL that begins with postgres:// or postgresql://'),
  ),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(
    z.url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' }),
  ),
  FOREWORD_MODEL: optional(z.string()),
  FOREWORD_READING_MODEL: optional(z.string()),
  FOREWORD_READING_SECONDS: optional(seconds),
  FOREWORD_WRITING_SECONDS: optional(seconds),
});

/** A language model behind a server that speaks OpenAI's chat completions. */
export interface ModelConfig {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly writing: string;
  /** May be a cheaper one. */
  readonly reading: string;
  /** What a message and a letter may take at most, in milliseconds. */
  readonly readingTime: number;
  readonly writingTime: number;
}

export interface Config {
  /** Directory of the data: the database where no server is set, and files written for a terminal. */
  readonly data: string;
  /** A PostgreSQL server in place of the built-in database. */
  readonly databaseUrl: string | null;
  readonly model: ModelConfig | null;
}

export type Configured = { readonly config: Config } | { readonly faults: readonly string[] };

export function configure(environment: Readonly<Record<string, string | undefined>>): Configured {
  const parsed = EnvironmentSchema.safeParse(environment);
  if (!parsed.success)
    return { faults: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) };
  const { FOREWORD_DATA, DATABASE_URL } = parsed.data;
  const model = modelIn(parsed.data);
  if (model !== null && 'faults' in model) return model;
  return { config: { data: FOREWORD_DATA ?? './data', databaseUrl: DATABASE_URL ?? null, model } };
}

function modelIn(settings: z.infer<typeof EnvironmentSchema>): ModelConfig | null | { faults: readonly string[] } {
  const { FOREWORD_MODEL: writing, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = settings;
  if (writing === undefined) return null;
  if (apiKey === undefined && baseUrl === undefined)
    return { faults: ['FOREWORD_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own'] };
  return {
    // Servers of one's own mostly want no key, but the client wants a word.
    apiKey: apiKey ?? 'none',
    baseUrl: baseUrl ?? 'https://api.openai.com/v1',
    writing,
    reading: settings.FOREWORD_READING_MODEL ?? writing,
    readingTime: (settings.FOREWORD_READING_SECONDS ?? 8) * 1000,
    writingTime: (settings.FOREWORD_WRITING_SECONDS ?? 120) * 1000,
  };
}
