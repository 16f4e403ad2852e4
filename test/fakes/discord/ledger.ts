/** Every request to the fake, in order. Tests check it instead of what the bot reports. */

export interface Entry {
  readonly at: number;
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly body: unknown;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The status of the answer, or 0 if the connection was cut. */
  readonly status: number;
  /** Discord's error code. */
  readonly code: number | null;
  /** Whether the request had an effect, whatever the answer was. */
  readonly done: boolean;
}

export class Ledger {
  readonly entries: Entry[] = [];
  /** Requests that the fake does not support. Tests assert that it is empty. */
  readonly unimplemented: string[] = [];

  of(method: string, route: string): Entry[] {
    return this.entries.filter((entry) => entry.method === method && entry.route === route);
  }
}
