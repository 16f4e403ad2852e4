/** Delivers updates to the bot's URL: one at a time per chat, repeated until it answers 200. */
import type { Update, UpdateQueue } from './updates.ts';

export interface Delivery {
  readonly update: number;
  /** Null if there was no answer. */
  readonly status: number | null;
}

export class Webhook {
  readonly #updates: () => UpdateQueue;
  /** Milliseconds before the second, third… attempt. The last one repeats. */
  readonly #pauses: readonly number[];
  #to: { url: string; secret: string | null } | null = null;
  readonly #busy = new Set<number | null>();
  readonly #underWay = new Set<number>();
  readonly deliveries: Delivery[] = [];

  constructor(updates: () => UpdateQueue, pauses: readonly number[]) {
    this.#updates = updates;
    this.#pauses = pauses;
  }

  get url(): string | null {
    return this.#to?.url ?? null;
  }

  set(url: string, secret: string | null): void {
    this.#to = url === '' ? null : { url, secret };
    this.deliver();
  }

  remove(): void {
    this.#to = null;
  }

  /** Delivers the oldest pending update of each chat without a running delivery. */
  deliver(): void {
    if (!this.#to) return;
    for (const update of this.#updates().pending) {
      const chat = chatOf(update);
      if (this.#busy.has(chat) || this.#underWay.has(update.update_id)) continue;
      this.#busy.add(chat);
      this.#underWay.add(update.update_id);
      void this.#bring(update, 0).finally(() => {
        this.#busy.delete(chat);
        this.#underWay.delete(update.update_id);
        this.deliver();
      });
    }
  }

  /** One delivery attempt, also during another one, as by a second worker of Telegram. */
  async attempt(update: Update): Promise<number | null> {
    const to = this.#to;
    if (!to) return null;
    const status = await fetch(to.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(to.secret !== null && { 'x-telegram-bot-api-secret-token': to.secret }),
      },
      body: JSON.stringify(update),
    }).then(
      (response) => response.status,
      () => null,
    );
    this.deliveries.push({ update: update.update_id, status });
    return status;
  }

  async #bring(update: Update, failed: number): Promise<void> {
    const status = await this.attempt(update);
    if (status !== null && status >= 200 && status < 300) return this.#updates().remove(update.update_id);
    const pause = this.#pauses[failed] ?? this.#pauses.at(-1) ?? 0;
    await new Promise((resolve) => setTimeout(resolve, pause).unref());
    if (this.#to) await this.#bring(update, failed + 1);
  }
}

/** The chat of an update, in any of its parts. */
function chatOf(update: Update): number | null {
  for (const part of Object.values(update)) {
    const found =
      chatIn(part) ?? chatIn(typeof part === 'object' && part !== null && 'message' in part ? part.message : null);
    if (found !== null) return found;
  }
  return null;
}

function chatIn(part: unknown): number | null {
  if (typeof part !== 'object' || part === null || !('chat' in part)) return null;
  const { chat } = part;
  return typeof chat === 'object' && chat !== null && 'id' in chat && typeof chat.id === 'number' ? chat.id : null;
}
