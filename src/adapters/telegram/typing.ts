/** "Typing…", while a turn takes long enough for somebody to wonder. */
import type { Calls } from './calls.ts';

/** Shows it until `work` has settled, from when it has taken `after` ms on, and again every `every`: it fades by itself. */
export async function typingWhile<T>(
  work: Promise<T>,
  chat: number,
  calls: Calls,
  [after, every]: readonly [number, number],
): Promise<T> {
  const show = () => showTyping(chat, calls);
  let timer = setTimeout(() => {
    show();
    timer = setInterval(show, every);
  }, after);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

export function showTyping(chat: number, calls: Calls): void {
  void calls.lightly(chat, (api) => api.sendChatAction(chat, 'typing'));
}
