/**
 * What a PostgreSQL server does in the background and PGlite, being a single process, does not: without it the log and
 * the dead rows would grow with every turn for as long as the program runs.
 */
import { getTableName } from './drizzle.ts';
import { completions, inbox, interviews, letters, outbox } from './schema.ts';

/** Some megabytes of log and of dead rows: tidied in 20 ms. */
const turnsBetween = 128;

/** Rewriting the tables takes longer, so that a few who leave at about the same time share it. */
const forgottenWithin = 60_000;

export class Upkeep {
  readonly #execute: (statement: string) => Promise<unknown>;
  readonly #tables = new Set<string>([interviews, inbox, outbox, letters, completions].map(getTableName));
  #turns = 0;
  #forgotten: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(execute: (statement: string) => Promise<unknown>) {
    this.#execute = execute;
  }

  /** A table that is not there from the beginning. */
  alsoTidies(table: string): void {
    this.#tables.add(table);
  }

  changed(what: 'turn' | 'forgotten'): void {
    if (what === 'forgotten') this.#forgotten ??= setTimeout(() => this.tidy(), forgottenWithin).unref();
    else if (++this.#turns >= turnsBetween) this.tidy();
  }

  /** Settles when all is tidy; it never fails, as whatever keeps it from working will fail the next turn, and be told there. */
  tidy(): Promise<void> {
    const forgotten = this.#forgotten !== null;
    if (this.#forgotten !== null) clearTimeout(this.#forgotten);
    this.#forgotten = null;
    this.#turns = 0;
    this.#running = this.#running.then(() => this.#run(forgotten)).catch(() => undefined);
    return this.#running;
  }

  async #run(forgotten: boolean): Promise<void> {
    // A deleted row stays in its file until the table is written anew, and in the log until its segment is left behind.
    await this.#execute(`vacuum ${forgotten ? '(full) ' : ''}${[...this.#tables].join(', ')}`);
    if (forgotten) await this.#execute('select pg_switch_wal()');
    await this.#execute('checkpoint');
  }
}
