/** The environment as a typed configuration. Every fault is named at once, and never a value: it may be a secret. */
import { z } from 'zod';

/** An empty setting is one that was left out. */
const optional = <Output>(schema: z.ZodType<Output, string>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const seconds = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'must be a whole number of seconds')
  .transform(Number);

const webUrl = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' });

const EnvironmentSchema = z.object({
  FOREWORD_DATA: optional(z.string()),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(?:ql)?:\/\/\S+$/, 'must be a URL that begins with postgres:// or postgresql://'),
  ),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(webUrl),
  FOREWORD_MODEL: optional(z.string()),
  FOREWORD_READING_MODEL: optional(z.string()),
  FOREWORD_VERIFYING_MODEL: optional(z.string()),
  FOREWORD_READING_SECONDS: optional(seconds),
  FOREWORD_WRITING_SECONDS: optional(seconds),
  TELEGRAM_TOKEN: optional(z.string().regex(/^\d+:[\w-]{30,}$/, 'must be a token as BotFather gives it: 123456:ABC…')),
  TELEGRAM_API: optional(webUrl),
  TELEGRAM_WEBHOOK_URL: optional(webUrl),
  TELEGRAM_WEBHOOK_SECRET: optional(
    z.string().regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, underscores or hyphens'),
  ),
  DISCORD_TOKEN: optional(
    z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, "must be a token as the Bot page of Discord's portal gives it"),
  ),
  DISCORD_API: optional(webUrl),
  PORT: optional(
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port number')
      .transform(Number)
      .refine((port) => port > 0 && port < 65_536, 'must be a port number'),
  ),
});
type Settings = z.infer<typeof EnvironmentSchema>;

/** A language model behind a server that speaks OpenAI's chat completions. */
export interface ModelConfig {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly writing: string;
  /** May be a cheaper one. */
  readonly reading: string;
  /** Checks the letter. */
  readonly verifying: string;
  /** What a message and a letter may take at most, in milliseconds. */
  readonly readingTime: number;
  readonly writingTime: number;
}

/** A bot of Telegram's. */
export interface TelegramConfig {
  readonly token: string;
  /** Root of the Bot API, without a slash at its end. */
  readonly api: string;
  /** Where Telegram brings the updates; null: they are fetched. A secret of null: one is made at each start. */
  readonly webhook: { readonly url: string; readonly secret: string | null; readonly port: number } | null;
}

/** A bot of Discord's. */
export interface DiscordConfig {
  readonly token: string;
  /** Root of the API, without a slash at its end; null for Discord's own. */
  readonly api: string | null;
}

export interface Config {
  /** Directory of the data: the database where no server is set, and files written for a terminal. */
  readonly data: string;
  /** A PostgreSQL server in place of the built-in database. */
  readonly databaseUrl: string | null;
  readonly model: ModelConfig | null;
  readonly telegram: TelegramConfig | null;
  readonly discord: DiscordConfig | null;
}

type Configured = { readonly config: Config } | { readonly faults: readonly string[] };

export function configure(environment: Readonly<Record<string, string | undefined>>): Configured {
  const parsed = EnvironmentSchema.safeParse(environment);
  if (!parsed.success)
    return { faults: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) };
  const { FOREWORD_DATA, DATABASE_URL } = parsed.data;
  const model = modelIn(parsed.data);
  const telegram = telegramIn(parsed.data);
  if (isFault(model) || isFault(telegram))
    return { faults: [model, telegram].filter(isFault).map(({ fault }) => fault) };
  const discord = discordIn(parsed.data);
  return { config: { data: FOREWORD_DATA ?? './data', databaseUrl: DATABASE_URL ?? null, model, telegram, discord } };
}

/** Settings that are each well formed, and don't go together. */
interface Fault {
  readonly fault: string;
}

function isFault(part: object | null): part is Fault {
  return part !== null && 'fault' in part;
}

function modelIn(settings: Settings): ModelConfig | null | Fault {
  const { FOREWORD_MODEL: writing, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = settings;
  if (writing === undefined) return null;
  if (apiKey === undefined && baseUrl === undefined)
    return { fault: 'FOREWORD_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own' };
  return {
    // Servers of one's own mostly want no key, but the client wants a word.
    apiKey: apiKey ?? 'none',
    baseUrl: baseUrl ?? 'https://api.openai.com/v1',
    writing,
    reading: settings.FOREWORD_READING_MODEL ?? writing,
    verifying: settings.FOREWORD_VERIFYING_MODEL ?? writing,
    readingTime: (settings.FOREWORD_READING_SECONDS ?? 8) * 1000,
    writingTime: (settings.FOREWORD_WRITING_SECONDS ?? 120) * 1000,
  };
}

function telegramIn(settings: Settings): TelegramConfig | null | Fault {
  const { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret = null } = settings;
  if (token === undefined) return url === undefined ? null : { fault: 'TELEGRAM_WEBHOOK_URL needs TELEGRAM_TOKEN' };
  return {
    token,
    api: (settings.TELEGRAM_API ?? 'https://api.telegram.org').replace(/\/+$/, ''),
    webhook: url === undefined ? null : { url, secret, port: settings.PORT ?? 8080 },
  };
}

function discordIn({ DISCORD_TOKEN: token, DISCORD_API: api }: Settings): DiscordConfig | null {
  return token === undefined ? null : { token, api: api?.replace(/\/+$/, '') ?? null };
}
