/** What an attempt to send a message left: the ids of its parts that are there already, in their order. */
import { z } from 'zod';
import type { Attempt } from '../contract.ts';
import { jsonIn } from '../json.ts';

const NotedSchema = z.array(z.int());

/** The parts of one message on their way; each id is kept before the next part is begun. */
export class Parts {
  readonly #attempt: Attempt | undefined;
  readonly #ids: number[];

  constructor(attempt: Attempt | undefined) {
    this.#attempt = attempt;
    this.#ids = readNoted(attempt?.noted ?? null);
  }

  /** The message that holds this part, if it was sent. */
  at(index: number): number | undefined {
    return this.#ids[index];
  }

  get last(): number | undefined {
    return this.#ids.at(-1);
  }

  async keep(index: number, id: number): Promise<void> {
    this.#ids[index] = id;
    await this.#attempt?.note(JSON.stringify(this.#ids));
  }

  /** That message is not there any more. */
  async lose(index: number): Promise<void> {
    this.#ids.splice(index);
    await this.#attempt?.note(JSON.stringify(this.#ids));
  }
}

function readNoted(noted: string | null): number[] {
  return noted === null ? [] : (NotedSchema.safeParse(jsonIn(noted)).data ?? []);
}
