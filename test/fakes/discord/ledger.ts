/** Everything that was asked of the fake, in order: what tests read, in place of what the bot says of itself. */

export interface Entry {
  readonly at: number;
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly body: unknown;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** What was answered; 0 where the connection was cut. */
  readonly status: number;
  /** Discord's code of a refusal. */
  readonly code: number | null;
  /** Whether it was done, whatever was answered. */
  readonly done: boolean;
}

export class Ledger {
  readonly entries: Entry[] = [];
  /** What was asked for and does not exist here: endpoints, and fields of bodies. Tests assert that it is empty. */
  readonly unimplemented: string[] = [];

  of(method: string, route: string): Entry[] {
    return this.entries.filter((entry) => entry.method === method && entry.route === route);
  }
}
