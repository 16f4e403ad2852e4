/**
 * Who writes which letter, as jobs of pg-boss in a schema of its own beside our tables. Of a person they know the place
 * and which letter it is, and they are deleted in the same transaction that ends the waiting.
 */
import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { type Place, type Platform, platformOf } from '../adapters/contract.ts';
import { and, eq, isSQLWrapper, sql } from './drizzle.ts';
import type { Database, Engine } from './engine.ts';
import { PlaceSchema, readable } from './rows.ts';
import { interviews } from './schema.ts';
import type { Job, JobChange } from './store.ts';

/** The jobs of one platform, in the database or in a transaction of it: a process takes only what it can deliver. */
export interface JobTable {
  claim(): Promise<Job | null>;
  hold(job: Job, db: Database): Promise<boolean>;
  release(job: Job): Promise<void>;
  drop(job: Job): Promise<void>;
  want(place: Place, letter: number, expected: number, db: Database): Promise<void>;
  /** @returns whether it could be done: a job that is not held any more can't be */
  change(place: Place, change: JobChange, db: Database): Promise<boolean>;
  forget(place: Place, db: Database): Promise<void>;
}

interface JobTables {
  /** In milliseconds; null where nobody else can hold a job. */
  readonly patience: number | null;
  /** Has pg-boss started with the first that is asked for. To be had before a transaction begins: PGlite has one connection. */
  of(platform: Platform): Promise<JobTable>;
  /** The same, but null where there can't be any job of this place. */
  known(place: Place): Promise<JobTable | null>;
  close(): Promise<void>;
}

/** The least that pg-boss takes, in seconds: after it, a job of a process that died is anybody's. */
const HEARTBEAT = 10;
/** How often pg-boss looks for such jobs, in seconds. */
const LOOK = 3;
/** As long as pg-boss allows, in seconds, for what need not be done here. */
const SELDOM = 86_400;
/** Giving up on a letter is for the interview to do, which tells the person. */
const NEVER = 2 ** 31 - 1;

const DataSchema = z.object({ place: PlaceSchema, letter: z.int() });
const AffectedSchema = z.object({ affected: z.number() });
const RowsSchema = z.union([z.array(z.unknown()), z.object({ rows: z.array(z.unknown()) })]);

export function createJobTables(engine: Engine): JobTables {
  let starting: ReturnType<typeof start> | null = null;
  const started = (): ReturnType<typeof start> => {
    starting ??= start(engine).catch((error: unknown) => {
      starting = null;
      throw error;
    });
    return starting;
  };
  const tables = new Map<Platform, Promise<JobTable>>();
  const of = (platform: Platform): Promise<JobTable> => {
    const known = tables.get(platform);
    if (known) return known;
    const table = started().then((queues) => openTable(queues, platform, engine.alone));
    tables.set(platform, table);
    table.catch(() => tables.delete(platform));
    return table;
  };
  return {
    patience: engine.alone ? null : HEARTBEAT * 1000,
    of,
    async known(place) {
      const mayBe = starting !== null || !engine.alone || (await isInstalled(engine));
      return mayBe ? of(platformOf(place)) : null;
    },
    async close() {
      const queues = await starting?.catch(() => null);
      await queues?.close();
    },
  };
}

interface Queues {
  readonly boss: PgBoss;
  /** What makes pg-boss work within a transaction of ours. */
  within(db: Database): { readonly db: ReturnType<typeof import('pg-boss').fromDrizzle> };
  close(): Promise<void>;
}

async function start(engine: Engine): Promise<Queues> {
  const { PgBoss, fromDrizzle } = await import('pg-boss');
  const connection = await engine.queue.connect();
  const boss = new PgBoss({
    db: connection,
    backend: engine.queue.backend,
    // Looks after jobs whose holders died. Where nobody else can hold one, that is done once, at the start.
    supervise: !engine.alone,
    superviseIntervalSeconds: LOOK,
    monitorIntervalSeconds: LOOK,
    queueCacheIntervalSeconds: SELDOM,
    flowIntervalSeconds: SELDOM,
    schedule: false,
    registerInstance: false,
    persistWarnings: false,
    reindex: false,
    monitorVacuum: false,
  });
  // What fails in its background fails in the next turn as well, and is told there.
  boss.on('error', () => undefined);
  const close = async () => {
    await boss.stop({ graceful: false });
    await connection.close();
  };
  try {
    await boss.start();
    connection.ready();
  } catch (error) {
    await close();
    throw error;
  }
  return { boss, within: (db) => ({ db: fromDrizzle(executing(db), sql) }), close };
}

/** Drizzle does not know what its driver answers with. */
function executing(db: Database) {
  return {
    async execute(query: unknown) {
      if (!isSQLWrapper(query)) throw new TypeError('no statement of Drizzle');
      return RowsSchema.parse(await db.execute(query));
    },
  };
}

/** Without starting anything: whether there is what a start would make. */
async function isInstalled(engine: Engine): Promise<boolean> {
  const [row] = await engine.use((db) =>
    db.select({ installed: sql<boolean>`to_regclass('pgboss.version') is not null` }).from(sql`(select 1) as one`),
  );
  return row?.installed === true;
}

async function openTable({ boss, within }: Queues, platform: Platform, alone: boolean): Promise<JobTable> {
  const name = `letters.${platform}`;
  await boss.createQueue(name, {
    // At most one for a place.
    policy: 'exclusive',
    retryLimit: NEVER,
    expireInSeconds: SELDOM - 1,
    ...(!alone && { heartbeatSeconds: HEARTBEAT }),
  });
  const attempt = ({ id, attempt: retryCount }: Job) => ({ id, retryCount });
  const affected = (response: object) => AffectedSchema.parse(response).affected > 0;

  async function forget(place: Place, db: Database): Promise<void> {
    const jobs = await boss.findJobs(name, { key: place, ...within(db) });
    if (jobs.length === 0) return;
    await boss.deleteJob(
      name,
      jobs.map(({ id }) => id),
      within(db),
    );
  }

  async function send(place: Place, letter: number, db: Database): Promise<boolean> {
    return (await boss.send(name, { place, letter }, { singletonKey: place, ...within(db) })) !== null;
  }

  // They were held by a process that is gone: this one has just begun, and there is no other.
  if (alone) {
    const jobs = await boss.findJobs(name, { limit: 100_000 });
    const held = jobs.filter(({ state }) => state === 'active').map(({ id }) => id);
    if (held.length > 0) await boss.fail(name, held);
  }

  return {
    async claim() {
      const [job] = await boss.fetch<unknown>(name);
      if (!job) return null;
      const { place, letter } = readable(DataSchema, job.data, 'pgboss.job', job.id);
      return { id: job.id, place, version: letter, attempt: job.retryCount };
    },
    hold: async (job, db) => affected(await boss.touch(name, attempt(job), within(db))),
    release: async (job) => void (await boss.fail(name, attempt(job))),
    drop: async (job) => void (await boss.deleteJob(name, attempt(job))),
    async want(place, letter, expected, db) {
      const [waiting] = await db
        .select({ place: interviews.place })
        .from(interviews)
        .where(and(eq(interviews.place, place), eq(interviews.version, expected)))
        .for('update');
      if (waiting) await send(place, letter, db);
    },
    async change(place, change, db) {
      switch (change.kind) {
        case 'wanted':
          await forget(place, db);
          return send(place, change.version, db);
        case 'unwanted':
          await forget(place, db);
          return true;
        case 'done':
          return affected(await boss.deleteJob(name, attempt(change.job), within(db)));
      }
    },
    forget,
  };
}
