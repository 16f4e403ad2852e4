/**
 * Statements that are parsed and planned once. PGlite does so at each query, which in WebAssembly takes longer than to
 * carry the statement out, and it goes into PostgreSQL six times for one; here it is once.
 */
import type { PGlite, Results } from '@electric-sql/pglite';
import { loadPGlite } from './drizzle.ts';

/** A bound on memory: the program has some twenty. */
const STATEMENTS_AT_MOST = 100;

type Options = NonNullable<Parameters<PGlite['query']>[2]>;
type Query = (text: string, values?: readonly unknown[], options?: Options) => Promise<Results | undefined>;

interface Statement {
  readonly name: string;
  readonly types: readonly number[];
  /** What its rows hold, as a row description that stands before them. */
  readonly description: Awaited<ReturnType<PGlite['execProtocolStream']>>;
}

/** In place of PGlite's own `query`, once for a client; what is asked within a transaction goes by its own. */
export function queryingBy(client: PGlite): Query {
  const { parse, protocol } = loadPGlite();
  const { serialize, messages } = protocol;
  const { ParameterDescriptionMessage, RowDescriptionMessage } = messages;
  const unprepared = client.query.bind(client);
  const known = new Map<string, Statement>();
  const combined = new WeakMap<NonNullable<Options['parsers']>, PGlite['parsers']>();
  const say = (requests: readonly Uint8Array[]) =>
    client.execProtocolStream(Buffer.concat([...requests, serialize.sync()]), { syncToFs: false });

  /** PGlite would copy its parsers, of hundreds of types, at each query that has some of its own. */
  function parsersWith(own: NonNullable<Options['parsers']> = {}): PGlite['parsers'] {
    const all = combined.get(own) ?? Object.setPrototypeOf({ ...own }, client.parsers);
    combined.set(own, all);
    return all;
  }

  async function prepare(text: string): Promise<Statement> {
    const name = `statement_${known.size}`;
    const told = await say([serialize.parse({ name, text }), serialize.describe({ type: 'S', name })]);
    const statement = {
      name,
      types: told.flatMap((message) => (message instanceof ParameterDescriptionMessage ? message.dataTypeIDs : [])),
      description: told.filter((message) => message instanceof RowDescriptionMessage),
    };
    known.set(text, statement);
    return statement;
  }

  async function run(...[text, values = [], options = {}]: Parameters<Query>): Promise<Results | undefined> {
    const { name, types, description } = known.get(text) ?? (await prepare(text));
    const written = values.map((value, index) => {
      if (value === null || value === undefined) return null;
      const type = types[index] ?? 0;
      const serializer = options.serializers?.[type] ?? client.serializers[type];
      return serializer ? serializer(value) : String(value);
    });
    const told = await say([serialize.bind({ statement: name, values: written }), serialize.execute({})]);
    const rowMode = options.rowMode && { rowMode: options.rowMode };
    return parse.parseResults([...description, ...told], parsersWith(options.parsers), rowMode)[0];
  }

  return async (text, values, options) => {
    if (known.size >= STATEMENTS_AT_MOST && !known.has(text)) return unprepared(text, [...(values ?? [])], options);
    await client._checkReady();
    return client._runExclusiveTransaction(() => client._runExclusiveQuery(() => run(text, values, options)));
  };
}
