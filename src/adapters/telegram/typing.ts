/** "Typing…", which fades by itself. */
import type { Calls } from './calls.ts';

export function showTyping(chat: number, calls: Calls): void {
  void calls.lightly(chat, (api) => api.sendChatAction(chat, 'typing'));
}
