/** Where an interview takes place: a direct message, or a private thread that is one person's. */
import type { Place } from '../contract.ts';

interface Spot {
  readonly channel: string;
  /** Whose thread it is; null in a direct message, where there is nobody else. */
  readonly owner: string | null;
}

export function placeOf({ channel, owner }: Spot): Place {
  return owner === null ? `discord:${channel}` : `discord:${channel}:${owner}`;
}

export function spotOf(place: Place): Spot {
  const [, channel = '', owner] = place.split(':');
  return { channel, owner: owner ?? null };
}

/** Milliseconds between 1970 and the first moment that Discord's ids count from. */
const EPOCH = 1_420_070_400_000;

/** When an id was given. */
export function timeOf(id: string): Date {
  return new Date(Number(BigInt(id) >> 22n) + EPOCH);
}

/** The lowest id of a moment: everything that is said later has a higher one. */
export function idAt(time: Date): string {
  return (BigInt(Math.max(0, time.getTime() - EPOCH)) << 22n).toString();
}

/** Ids are 64-bit numbers in decimal, and no `number` holds them. */
export function isLater(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}
