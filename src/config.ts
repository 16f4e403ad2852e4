/** The environment as a typed configuration. Every fault is named at once, and never a value: it may be a secret. */
import { z } from 'zod';

/** An empty setting is one that was left out. */
const optional = <Output>(schema: z.ZodType<Output, string>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const EnvironmentSchema = z.object({
  FOREWORD_DATA: optional(z.string()),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(?:ql)?:\/\/\S+$/, 'must be a URL that begins with postgres:// or postgresql://'),
  ),
});

export interface Config {
  /** Directory of the data: the database where no server is set, and files written for a terminal. */
  readonly data: string;
  /** A PostgreSQL server in place of the built-in database. */
  readonly databaseUrl: string | null;
}

export type Configured = { readonly config: Config } | { readonly faults: readonly string[] };

export function configure(environment: Readonly<Record<string, string | undefined>>): Configured {
  const parsed = EnvironmentSchema.safeParse(environment);
  if (!parsed.success)
    return { faults: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) };
  const { FOREWORD_DATA, DATABASE_URL } = parsed.data;
  return { config: { data: FOREWORD_DATA ?? './data', databaseUrl: DATABASE_URL ?? null } };
}
