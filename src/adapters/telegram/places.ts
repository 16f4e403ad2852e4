/** Private chats as places. */
import type { Place } from '../contract.ts';

export function placeOf(chat: number): Place {
  return `telegram:${chat}`;
}

/** The chat of a place, or null where the place is none of ours. */
export function chatIn(place: Place): number | null {
  const [, digits] = /^telegram:(-?\d{1,16})$/.exec(place) ?? [];
  return digits === undefined ? null : Number(digits);
}
