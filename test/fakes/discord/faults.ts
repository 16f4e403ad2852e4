/** What goes wrong on demand. */

/** What a request meets in place of, or besides, its answer. */
export type Fault =
  /** Refused without an effect. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  /** The connection breaks before anything is done, or after all of it is. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'accept-then-cut' }
  /** `global` and `shared` are the limits of that name; `after` is in seconds. */
  | { readonly kind: 'limit'; readonly after: number; readonly scope: 'user' | 'shared' | 'global' }
  /** Done, but told only then; in milliseconds. */
  | { readonly kind: 'late'; readonly ms: number };

export interface Requested {
  readonly method: string;
  /** Such as `/channels/:channel/messages`. */
  readonly route: string;
  readonly path: string;
}

/** What becomes of a dispatch. A `lost` one is never sent, not after a resume either. */
export type DispatchFault = 'lost' | 'twice' | null;

interface Planned {
  readonly method: string;
  readonly route: string;
  readonly fault: Fault;
  times: number;
}

export class Faults {
  readonly #planned: Planned[] = [];
  readonly #dispatches: DispatchFault[] = [];
  /** Asked of each request and dispatch that nothing was planned for. */
  request: (requested: Requested) => Fault | null = () => null;
  dispatch: (type: string, data: Readonly<Record<string, unknown>>) => DispatchFault = () => null;

  /** The next requests to this route meet this fault. */
  plan(method: string, route: string, fault: Fault, times = 1): void {
    this.#planned.push({ method, route, fault, times });
  }

  /** The next messages and interactions meet these. */
  planDispatches(...faults: DispatchFault[]): void {
    this.#dispatches.push(...faults);
  }

  forRequest(requested: Requested): Fault | null {
    const planned = this.#planned.find(
      ({ method, route, times }) => times > 0 && method === requested.method && route === requested.route,
    );
    if (!planned) return this.request(requested);
    planned.times -= 1;
    return planned.fault;
  }

  forDispatch(type: string, data: Readonly<Record<string, unknown>>): DispatchFault {
    const planned = this.#dispatches.shift();
    return planned === undefined ? this.dispatch(type, data) : planned;
  }
}
