/** How much one person may say in a minute of their own time: beyond it they are told once, and the rest is left. */

const WINDOW_MS = 60_000;
const AT_MOST = 30;

interface Window {
  readonly start: number;
  count: number;
}

export class Flood {
  readonly #windows = new Map<number, Window>();

  /**
   * Counts a message by when it was sent, so that what waited for us is no flood.
   * @returns whether it is read, left with a word about it, or left
   */
  count(chat: number, sentAt: number): 'read' | 'tell' | 'leave' {
    const known = this.#windows.get(chat);
    const window = known && sentAt - known.start < WINDOW_MS ? known : { start: sentAt, count: 0 };
    if (window !== known) this.#begin(chat, window);
    window.count += 1;
    if (window.count <= AT_MOST) return 'read';
    return window.count === AT_MOST + 1 ? 'tell' : 'leave';
  }

  #begin(chat: number, window: Window): void {
    // A map that only grows would be a flood as well; the oldest entries stand first.
    this.#windows.delete(chat);
    this.#windows.set(chat, window);
    for (const [other, { start }] of this.#windows) {
      if (window.start - start < WINDOW_MS) break;
      this.#windows.delete(other);
    }
  }
}
