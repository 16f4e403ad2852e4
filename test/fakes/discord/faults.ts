/** Faults on demand. */

/** A fault of a request, instead of its answer or in addition. */
export type Fault =
  /** Refused without an effect. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  /** The connection breaks before the request has an effect, or after it. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'accept-then-cut' }
  /** `scope` is Discord's name of the limit, `after` is in seconds. */
  | { readonly kind: 'limit'; readonly after: number; readonly scope: 'user' | 'shared' | 'global' }
  /** The answer is delayed by this many milliseconds. */
  | { readonly kind: 'late'; readonly ms: number };

export interface Requested {
  readonly method: string;
  /** Such as `/channels/:channel/messages`. */
  readonly route: string;
  readonly path: string;
}

/** A fault of a dispatch. A `lost` one is never sent, not even after a resume. */
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
  /** Called for each request and dispatch without a planned fault. */
  request: (requested: Requested) => Fault | null = () => null;
  dispatch: (type: string, data: Readonly<Record<string, unknown>>) => DispatchFault = () => null;

  /** Plans a fault for the next requests to this route. */
  plan(method: string, route: string, fault: Fault, times = 1): void {
    this.#planned.push({ method, route, fault, times });
  }

  /** Plans faults for the next dispatches, one each. */
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
