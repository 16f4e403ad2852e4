/** Rate limits: a bucket for each route and channel, announced in headers and enforced. */

export interface Rate {
  readonly limit: number;
  readonly windowMs: number;
}

interface Bucket {
  used: number;
  resetsAt: number;
}

export interface Taken {
  readonly headers: Record<string, string>;
  /** Seconds to wait, or null if the request is within the limit. */
  readonly retryAfter: number | null;
}

export class Limits {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** `route` names the bucket, `major` the channel or webhook, which has its own bucket. */
  take(route: string, major: string, now: number): Taken {
    const key = `${route} ${major}`;
    const { limit, windowMs } = this.#rate;
    const known = this.#buckets.get(key);
    const bucket = known && known.resetsAt > now ? known : { used: 0, resetsAt: now + windowMs };
    this.#buckets.set(key, bucket);
    const isOver = bucket.used >= limit;
    if (!isOver) bucket.used += 1;
    const rest = (bucket.resetsAt - now) / 1000;
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - bucket.used),
      'x-ratelimit-reset': String(bucket.resetsAt / 1000),
      'x-ratelimit-reset-after': String(rest),
      'x-ratelimit-bucket': hash(route),
    };
    return { headers, retryAfter: isOver ? rest : null };
  }
}

function hash(text: string): string {
  return Buffer.from(text).toString('hex').slice(0, 32);
}
