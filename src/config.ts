/** Parses the environment into a typed configuration. Reports all errors at once, but no values: some are secrets. */
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { PLATFORMS } from './adapters/contract.ts';

const matching = (pattern: RegExp, fault: string) => z.string().regex(pattern, fault);
const seconds = matching(/^[1-9]\d{0,4}$/, 'must be a whole number of seconds').transform(Number);
const count = z
  .string()
  .transform(Number)
  .refine((number) => Number.isSafeInteger(number) && number > 0, 'must be a whole number above 0');
const listed = z.string().transform((list) => list.split(',').map((each) => each.trim()));
const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536;
const webUrl = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' });

/** Platforms that need configuration; the terminal doesn't. */
export const BOTS = PLATFORMS.filter((platform) => platform !== 'terminal');
export type Bot = (typeof BOTS)[number];

/** Roles of a process. Several processes may share a database. */
const ROLES = [...BOTS, 'letters'] as const;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const isPerson = (person: string) =>
  BOTS.some((bot) => person.startsWith(`${bot}:`) && person.length > `${bot}:`.length);

/** Parses an encryption key, `id:base64`. */
function keyIn(text: string) {
  const at = text.indexOf(':');
  const secret = z.base64().safeParse(text.slice(at + 1));
  return { id: text.slice(0, Math.max(0, at)), secret: Buffer.from(secret.data ?? '', 'base64') };
}

function areKeys(keys: readonly ReturnType<typeof keyIn>[]): boolean {
  const isEach = keys.every(({ id, secret }) => id !== '' && secret.length === 32);
  return isEach && new Set(keys.map(({ id }) => id)).size === keys.length;
}

/** Days; more would exceed the range of dates. */
const LONGEST_RETENTION = 36_500;

const EnvironmentSchema = z.object({
  FOREWORD_DATA: z.string(),
  DATABASE_URL: matching(/^postgres(?:ql)?:\/\/\S+$/, 'must be a URL that begins with postgres:// or postgresql://'),
  OPENAI_API_KEY: z.string(),
  OPENAI_BASE_URL: webUrl,
  FOREWORD_MODEL: z.string(),
  FOREWORD_READING_MODEL: z.string(),
  FOREWORD_VERIFYING_MODEL: z.string(),
  FOREWORD_TRANSCRIBING_MODEL: z.string(),
  FOREWORD_TRANSCRIBING_SECONDS: seconds,
  FOREWORD_ROLES: listed.pipe(z.array(z.enum(ROLES, `must be some of ${ROLES.join()}, with commas`))),
  FOREWORD_LOCAL_PORTS: listed
    .transform((list) => list.map(Number))
    .refine((ports) => ports.length === 3 && ports.every(isPort), 'must be three port numbers with commas'),
  FOREWORD_READING_SECONDS: seconds,
  FOREWORD_WRITING_SECONDS: seconds,
  FOREWORD_GATHERING_MS: matching(
    /^(?:0|[1-9]\d{0,3})$/,
    'must be a whole number of milliseconds below 10000',
  ).transform(Number),
  FOREWORD_TOKENS_PER_DAY: count,
  FOREWORD_LETTERS_PER_DAY: count,
  FOREWORD_MESSAGES_PER_DAY: count,
  FOREWORD_ALLOWED: listed.refine(
    (people) => people.every(isPerson),
    'must be people such as telegram:123,discord:456',
  ),
  FOREWORD_RETENTION_DAYS: count,
  FOREWORD_KEYS: listed
    .transform((list) => list.map(keyIn))
    .refine(areKeys, 'must be keys such as id:base64,id2:base64, each with an id of its own and 32 bytes in base64'),
  TELEGRAM_TOKEN: matching(/^\d+:[\w-]{30,}$/, 'must be a token as BotFather gives it: 123456:ABC…'),
  TELEGRAM_API: webUrl,
  TELEGRAM_WEBHOOK_URL: webUrl,
  TELEGRAM_WEBHOOK_SECRET: matching(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, underscores or hyphens'),
  DISCORD_TOKEN: matching(/^[\w-]+\.[\w-]+\.[\w-]+$/, "must be a token as the Bot page of Discord's portal gives it"),
  DISCORD_API: webUrl,
  PORT: z.string().transform(Number).refine(isPort, 'must be a port number'),
  FOREWORD_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`),
  FOREWORD_METRICS_PORT: z.string().transform(Number).refine(isPort, 'must be a port number'),
  FOREWORD_METRICS_HOST: matching(/^[\w.:-]+$/, 'must be an address or a name of this machine, such as 0.0.0.0'),
});
const SettingsSchema = EnvironmentSchema.partial();
type Settings = z.infer<typeof SettingsSchema>;

export type Config = Readonly<ReturnType<typeof configIn>>;
export type ModelConfig = Readonly<Exclude<Config['model'], 'local' | null>>;

type Configured = { readonly config: Config } | { readonly faults: readonly string[] };

export function configure(environment: Readonly<Record<string, string | undefined>>): Configured {
  // An empty setting counts as unset.
  const filled = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = SettingsSchema.safeParse(Object.fromEntries(filled));
  const wrong = parsed.error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`) ?? [];
  const faults = [...filled.flatMap(([name]) => unknownName(name)), ...wrong, ...faultsIn(parsed.data ?? {})];
  return parsed.success && faults.length === 0 ? { config: configIn(parsed.data) } : { faults };
}

function configIn(settings: Settings) {
  const { FOREWORD_METRICS_PORT: port, FOREWORD_METRICS_HOST: host = '127.0.0.1' } = settings;
  const { FOREWORD_MESSAGES_PER_DAY: messages = 500, FOREWORD_LETTERS_PER_DAY: letters = 50 } = settings;
  return {
    /** Data directory: the built-in database, and files written for a terminal. */
    data: settings.FOREWORD_DATA ?? './data',
    /** URL of a PostgreSQL server; null for the built-in database. */
    databaseUrl: settings.DATABASE_URL ?? null,
    /** `local`: a model found on this machine. */
    model: modelIn(settings),
    /** For a model found on this machine. `ports`: Ollama, LM Studio, llama.cpp; null for the defaults. */
    local: { ports: settings.FOREWORD_LOCAL_PORTS ?? null, ...timesIn(settings, 30, 300) },
    /** Null: recordings are not transcribed. */
    transcribing: transcribingIn(settings),
    ...botsIn(settings),
    /** Platforms to listen on, and whether to write letters, for all configured platforms. */
    roles: new Set(settings.FOREWORD_ROLES ?? ROLES),
    /** Tokens of all models together; null for no limit. */
    tokensPerDay: settings.FOREWORD_TOKENS_PER_DAY ?? null,
    /** Limits per person, for bots. */
    perDay: { messages, letters },
    /** Who may use the bots, such as `telegram:123`; null for everyone. */
    allowed: settings.FOREWORD_ALLOWED ?? null,
    /** Days without a message after which a bot deletes a conversation. */
    retentionDays: Math.min(settings.FOREWORD_RETENTION_DAYS ?? 90, LONGEST_RETENTION),
    /** The first key encrypts what people said, all of them decrypt; if empty, nothing is encrypted. */
    keys: settings.FOREWORD_KEYS ?? [],
    /** Milliseconds that a bot waits for further texts of the same answer; 0 turns that off. */
    gathering: settings.FOREWORD_GATHERING_MS ?? 1_500,
    logLevel: settings.FOREWORD_LOG_LEVEL ?? 'info',
    /** Where health and metrics are served; null for nowhere. */
    monitoring: port === undefined ? null : { host, port },
  };
}

/** Maximum edits between a misspelled name and a setting; more if both end in the same word (TELEGRAM_BOT_TOKEN). */
const MISSPELT_BY = 2;
const SAME_END_BY = 4;
const OURS = ['FOREWORD', 'TELEGRAM', 'DISCORD', 'DATABASE', 'OPENAI'];

/** `FOREWORD_` is reserved. Other names may belong to other programs, so only near misses are reported. */
function unknownName(name: string): readonly string[] {
  const known = Object.keys(EnvironmentSchema.shape);
  const [first = '', ...rest] = name.split('_');
  if (known.includes(name) || !OURS.some((word) => distance(word, first) <= MISSPELT_BY)) return [];
  const nearest = closest(name, known);
  const limit = nearest.endsWith(`_${rest.at(-1)}`) ? SAME_END_BY : MISSPELT_BY;
  if (distance(name, nearest) <= limit) return [`${name} is not a setting; did you mean ${nearest}?`];
  return first === 'FOREWORD' ? [`${name} is not a setting; .env.example lists all of them`] : [];
}

const TURNED_ON_BY: Readonly<Record<Bot, keyof Settings>> = {
  discord: 'DISCORD_TOKEN',
  telegram: 'TELEGRAM_TOKEN',
};

/** Reports settings that are valid by themselves but lack another setting. */
function faultsIn(settings: Settings): readonly string[] {
  const has = (name: keyof Settings) => settings[name] !== undefined;
  const isOn = (bot: Bot) => has(TURNED_ON_BY[bot]);
  const isServer = has('OPENAI_API_KEY') || has('OPENAI_BASE_URL');
  const server = 'OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own';
  const platforms = `a platform that letters are for: ${Object.values(TURNED_ON_BY).join(' or ')}`;
  const needs: readonly (readonly [name: keyof Settings, needed: string, isMet: boolean])[] = [
    ['FOREWORD_MODEL', server, isServer || settings.FOREWORD_MODEL === 'local'],
    ['FOREWORD_TRANSCRIBING_MODEL', server, isServer],
    ['TELEGRAM_WEBHOOK_URL', 'TELEGRAM_TOKEN', has('TELEGRAM_TOKEN')],
    ['TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_WEBHOOK_URL', has('TELEGRAM_WEBHOOK_URL')],
    ['FOREWORD_READING_MODEL', 'FOREWORD_MODEL', has('FOREWORD_MODEL')],
    ['FOREWORD_VERIFYING_MODEL', 'FOREWORD_MODEL', has('FOREWORD_MODEL')],
    ['FOREWORD_ROLES', 'DATABASE_URL', has('DATABASE_URL')],
    ...BOTS.filter((bot) => settings.FOREWORD_ROLES?.includes(bot)).map(
      (bot) => ['FOREWORD_ROLES', `${TURNED_ON_BY[bot]} for ${bot}`, isOn(bot)] as const,
    ),
    ['FOREWORD_ROLES', platforms, BOTS.some(isOn)],
  ];
  return needs.flatMap(([name, needed, isMet]) => (isMet || !has(name) ? [] : [`${name} needs ${needed}`]));
}

/** A language model behind an OpenAI-compatible chat completions API. */
function modelIn(settings: Settings) {
  const { FOREWORD_MODEL: writing } = settings;
  if (writing === undefined) return null;
  if (writing === 'local') return 'local' as const;
  return {
    ...serverIn(settings),
    writing,
    /** May be a cheaper model. */
    reading: settings.FOREWORD_READING_MODEL ?? writing,
    /** Checks the letter. */
    verifying: settings.FOREWORD_VERIFYING_MODEL ?? writing,
    ...timesIn(settings, 8, 120),
  };
}

function serverIn({ OPENAI_API_KEY, OPENAI_BASE_URL }: Settings) {
  // Self-hosted servers rarely need a key, but the client requires one.
  return { apiKey: OPENAI_API_KEY ?? 'none', baseUrl: OPENAI_BASE_URL ?? 'https://api.openai.com/v1' };
}

/** A speech-to-text model behind an OpenAI-compatible transcriptions API. */
function transcribingIn(settings: Settings) {
  const { FOREWORD_TRANSCRIBING_MODEL: model, FOREWORD_TRANSCRIBING_SECONDS: seconds = 60 } = settings;
  if (model === undefined) return null;
  // Milliseconds per recording.
  return { ...serverIn(settings), model, time: seconds * 1000 };
}

/** Time limits per message and per letter, in milliseconds. @param reading @param writing defaults in seconds */
function timesIn(settings: Settings, reading: number, writing: number) {
  const { FOREWORD_READING_SECONDS = reading, FOREWORD_WRITING_SECONDS = writing } = settings;
  return { readingTime: FOREWORD_READING_SECONDS * 1000, writingTime: FOREWORD_WRITING_SECONDS * 1000 };
}

/** Settings per platform; null if it is off. */
function botsIn(settings: Settings) {
  return { discord: discordIn(settings), telegram: telegramIn(settings) } satisfies Record<Bot, unknown>;
}

function telegramIn(settings: Settings) {
  const { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret = null } = settings;
  if (token === undefined) return null;
  return {
    token,
    /** Root of the Bot API, without a trailing slash. */
    api: (settings.TELEGRAM_API ?? 'https://api.telegram.org').replace(/\/+$/, ''),
    /** Null: updates are polled. A null secret is generated at each start. */
    webhook: url === undefined ? null : { url, secret, port: settings.PORT ?? 8080 },
  };
}

function discordIn({ DISCORD_TOKEN: token, DISCORD_API: api }: Settings) {
  if (token === undefined) return null;
  // Root of the API, without a trailing slash; null for Discord's own.
  return { token, api: api?.replace(/\/+$/, '') ?? null };
}
