/** The queue of letters to write: pg-boss jobs in their own schema. A job holds the place and the letter's version. */
import { z } from 'zod';
import { PLATFORMS, type Place, PlaceSchema, type Platform, platformOf } from '../adapters/contract.ts';
import { memoizeAsync } from '../memoize.ts';
import { parseRow, withRetries } from './database-errors.ts';
import type { Cipher } from './encryption.ts';
import { and, type Database, type Engine, eq, execute, READ_COMMITTED, sql } from './engine.ts';
import { interviews } from './schema.ts';
import type { Job, JobChange, Jobs } from './store.ts';

/** Seconds; the minimum of pg-boss. Without a heartbeat for this long, a holder counts as dead and the job is free. */
const HEARTBEAT = 10;
/** Seconds without a heartbeat after which a holder without a lock counts as dead: one and a half intervals. */
const OVERDUE = HEARTBEAT / 2;
/** Seconds between searches for jobs without a heartbeat. */
const SUPERVISION = 3;
/** Seconds before a failed letter is retried, first and at most: if it crashes its process, other letters go first. */
const RETRY = { retryBackoff: true, retryDelay: 1, retryDelayMax: 5 };
/** Seconds; the maximum of pg-boss, for maintenance tasks that aren't needed here. */
const RARELY = 86_400;
/** The interview decides when to give up on a letter, so the queue never does. */
const NO_LIMIT = 2 ** 31 - 1;

const DataSchema = z.object({ place: PlaceSchema, letter: z.int() });
const OverdueSchema = z.array(z.object({ id: z.string(), attempt: z.int() }));
const AffectedSchema = z.object({ affected: z.number() });

/** The queue as used inside store transactions. */
export type LetterQueue = Awaited<ReturnType<typeof start>>;

/** What the store modules share. */
export interface Work {
  /** Runs statements; retries if the database aborts them in favor of others. @throws StoreFailure | UnreadableRow */
  ask<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** Like `ask`, for one statement. */
  readonly query: Engine['query'];
  readonly cipher: Cipher;
  /** Call it before a transaction that uses the queue: PGlite has one connection, so pg-boss can't start within one. */
  started(): Promise<LetterQueue>;
  changed: Engine['changed'];
}

/** Starts pg-boss on first use. @returns `jobs` for the store, and `started` for its transactions */
export function createLetterJobs(engine: Engine) {
  let starting: Promise<LetterQueue> | null = null;
  const started = memoizeAsync(() => {
    starting = start(engine);
    return starting;
  });
  const ask = <T>(work: (queue: LetterQueue) => Promise<T>) => withRetries(async () => work(await started()));
  const jobs: Jobs = {
    patience: engine.alone ? null : HEARTBEAT * 1000,
    claim: (platform) => ask((queue) => queue.claim(platform)),
    hold: (job) => ask((queue) => queue.hold(job)),
    release: (job) => ask((queue) => queue.release(job)),
    drop: (job) => ask((queue) => queue.drop(job)),
    want: (place, letter, expected) => ask((queue) => queue.want(place, letter, expected)),
  };
  return { jobs, started, close: async () => (await starting?.catch(() => null))?.close() };
}

async function start(engine: Engine) {
  const { fromDrizzle, PgBoss } = await import('pg-boss');
  const connection = await engine.connectQueue();
  const boss = new PgBoss({
    db: connection,
    backend: engine.alone ? 'pglite' : 'postgres',
    // Frees the jobs of dead processes. With a single process this is done once, below.
    supervise: !engine.alone,
    superviseIntervalSeconds: SUPERVISION,
    monitorIntervalSeconds: SUPERVISION,
    queueCacheIntervalSeconds: RARELY,
    flowIntervalSeconds: RARELY,
    schedule: false,
    registerInstance: false,
    persistWarnings: false,
    reindex: false,
    monitorVacuum: false,
  });
  // A database that fails here fails in the next turn too, and that turn reports it.
  boss.on('error', () => undefined);
  const close = async () => {
    await boss.stop({ graceful: false });
    await connection.close();
  };
  try {
    await boss.start();
    for (const platform of PLATFORMS) {
      await boss.createQueue(queueOf(platform), {
        // At most one job per place.
        policy: 'exclusive',
        retryLimit: NO_LIMIT,
        expireInSeconds: RARELY - 1,
        ...(!engine.alone && { heartbeatSeconds: HEARTBEAT }),
      });
      if (!engine.alone) continue;
      // Active jobs belong to an earlier, dead process.
      const jobs = await boss.findJobs(queueOf(platform), { limit: 100_000 });
      const held = jobs.filter(({ state }) => state === 'active').map(({ id }) => id);
      if (held.length > 0) await boss.fail(queueOf(platform), held);
    }
  } catch (error) {
    await close();
    throw error;
  }

  const within = (db: Database) => ({ db: fromDrizzle({ execute: (query) => execute(db, query) }, sql) });
  const send = async (place: Place, letter: number, db: Database) => {
    // No retry delay in a single process: it doesn't poll for jobs that become due.
    const options = { singletonKey: place, ...(!engine.alone && RETRY), ...within(db) };
    return (await boss.send(queueOf(platformOf(place)), { place, letter }, options)) !== null;
  };
  const forget = async (place: Place, db: Database) => {
    const jobs = await boss.findJobs(queueOf(platformOf(place)), { key: place, ...within(db) });
    const ids = jobs.map(({ id }) => id);
    if (ids.length > 0) await boss.deleteJob(queueOf(platformOf(place)), ids, within(db));
  };

  /** The locks of held jobs. A lock shows other processes that the holder is alive; its absence proves nothing. */
  const locks = new Map<string, { release(): void }>();
  const fetched = async (platform: Platform): Promise<Job | null> => {
    const [job] = await boss.fetch<unknown>(queueOf(platform));
    if (!job) return null;
    const key = lockOf({ id: job.id, attempt: job.retryCount });
    const locked = await engine.lock(key);
    if (locked) locks.set(key, locked);
    const { place, letter } = parseRow(DataSchema, job.data, 'pgboss.job', job.id);
    return { id: job.id, place, version: letter, attempt: job.retryCount };
  };
  const unlock = (job: Job) => {
    locks.get(lockOf(job))?.release();
    locks.delete(lockOf(job));
  };
  /** Returns active jobs without a recent heartbeat, by the database's clock. */
  async function overdueIn(name: string) {
    const text = `select id, retry_count as attempt from pgboss.job
      where name = $1 and state = 'active' and heartbeat_on < now() - make_interval(secs => ${OVERDUE})`;
    return OverdueSchema.parse(await engine.query({ text, values: [name] }));
  }

  /** Frees the jobs of dead processes: a live one that lost its lock still sends heartbeats. @returns whether it did */
  async function freeOrphans(platform: Platform): Promise<boolean> {
    const name = queueOf(platform);
    let isAnyFree = false;
    for (const job of await overdueIn(name)) {
      const locked = await engine.lock(lockOf(job));
      if (!locked) continue;
      locked.release();
      await boss.fail(name, attemptOf(job));
      isAnyFree = true;
    }
    return isAnyFree;
  }

  return {
    async claim(platform: Platform): Promise<Job | null> {
      const job = await fetched(platform);
      if (job || engine.alone) return job;
      return (await freeOrphans(platform)) ? fetched(platform) : null;
    },
    /** @returns whether the caller still holds the job */
    hold: async (job: Job, db?: Database) =>
      isAffected(await boss.touch(queueOf(platformOf(job.place)), attemptOf(job), db && within(db))),
    async release(job: Job) {
      unlock(job);
      await boss.fail(queueOf(platformOf(job.place)), attemptOf(job));
    },
    async drop(job: Job) {
      unlock(job);
      await boss.deleteJob(queueOf(platformOf(job.place)), attemptOf(job));
    },
    want: (place: Place, letter: number, expected: number) =>
      engine.use((db) =>
        db.transaction(async (transaction) => {
          const [waiting] = await transaction
            .select({ place: interviews.place })
            .from(interviews)
            .where(and(eq(interviews.place, place), eq(interviews.version, expected)))
            .for('update');
          if (waiting) await send(place, letter, transaction);
        }, READ_COMMITTED),
      ),
    /** @returns false if the caller no longer holds the finished job */
    async change(place: Place, change: JobChange, db: Database) {
      if (change.kind === 'done') {
        unlock(change.job);
        return isAffected(await boss.deleteJob(queueOf(platformOf(place)), attemptOf(change.job), within(db)));
      }
      await forget(place, db);
      return change.kind === 'unwanted' || send(place, change.version, db);
    },
    forget,
    close,
  };
}

/** One queue per platform: a process takes only letters that it can deliver. */
function queueOf(platform: Platform): string {
  return `letters.${platform}`;
}

function lockOf({ id, attempt }: Pick<Job, 'id' | 'attempt'>): string {
  return `letter ${id} ${attempt}`;
}

function attemptOf({ id, attempt }: Pick<Job, 'id' | 'attempt'>) {
  return { id, retryCount: attempt };
}

function isAffected(response: object): boolean {
  return AffectedSchema.parse(response).affected > 0;
}
