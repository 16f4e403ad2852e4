/** Refusals, and faults on demand at planned or random calls. */

/** An error answer of Telegram, with its code and description. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };

  constructor(code: number, description: string, parameters: Refusal['parameters'] = {}) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (why: string): Refusal => new Refusal(400, `Bad Request: ${why}`);

export const tooManyRequests = (seconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

/**
 * `refuse`: the call is refused and has no effect. `reset`: the connection breaks before the call has an effect,
 * `drop`: after it had one. `hang`: no effect and no answer, until the client gives up or for this many milliseconds.
 * `delay`: carried out after that many milliseconds.
 */
export type Fault =
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  /** `strike` is called before the connection breaks, for example to kill the caller. */
  | { readonly kind: 'reset'; readonly strike?: () => void }
  | { readonly kind: 'drop'; readonly strike?: () => void }
  | { readonly kind: 'hang'; readonly milliseconds?: number }
  | { readonly kind: 'delay'; readonly milliseconds: number };

export interface Occasion {
  readonly method: string;
  /** Only in this chat. */
  readonly chat?: number;
  /** The number of affected calls. Default 1. */
  readonly times?: number;
  /** The number of calls that pass before. Default 0. */
  readonly after?: number;
}

interface Planned {
  readonly fault: Fault;
  readonly method: string;
  readonly chat: number | undefined;
  pass: number;
  left: number;
}

export class Faults {
  readonly #planned: Planned[] = [];
  /** Called for each call without a planned fault. */
  random: (method: string) => Fault | null = () => null;
  /** The number of faults that occurred, by kind. */
  readonly struck: Record<Fault['kind'], number> = { refuse: 0, reset: 0, drop: 0, hang: 0, delay: 0 };

  plan(fault: Fault, { method, chat, times = 1, after = 0 }: Occasion): void {
    this.#planned.push({ fault, method, chat, pass: after, left: times });
  }

  /** The fault of this call, if it has one. */
  take(method: string, chat: number | null): Fault | null {
    const fault = this.#due(method, chat) ?? this.random(method);
    if (fault) this.struck[fault.kind] += 1;
    return fault;
  }

  #due(method: string, chat: number | null): Fault | null {
    const planned = this.#planned.find(
      (each) => each.left > 0 && each.method === method && (each.chat === undefined || each.chat === chat),
    );
    if (!planned) return null;
    if (planned.pass > 0) {
      planned.pass -= 1;
      return null;
    }
    planned.left -= 1;
    return planned.fault;
  }
}
