/** Remembers recent messages. A deletion tells only the id of a message, which may have been several events. */
import { BoundedMap } from '../bounded.ts';
import type { Inbound, Place } from '../contract.ts';

export function createRecentMessages() {
  const messages = new BoundedMap<string, { readonly author: string; readonly events: readonly string[] }>();
  return {
    add({ id, author, said }: Inbound): void {
      if (said.kind === 'edited' || said.kind === 'deleted') return;
      const [message = id] = id.split(':');
      messages.set(message, { author, events: [...(messages.get(message)?.events ?? []), id] });
    },
    /** @returns what the deletion of a message deletes; nothing if the message is unknown */
    deletions(message: string, place: Place, at: Date): Inbound[] {
      const { author = '', events = [] } = messages.get(message) ?? {};
      return events.map((id) => ({ id: `${id}:deleted`, place, author, at, said: { kind: 'deleted', of: { id } } }));
    },
  };
}
