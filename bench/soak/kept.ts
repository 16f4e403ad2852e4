/** Checks the database after a soak. */
import type { Place } from '../../src/adapters/contract.ts';
import { openStore, type Where } from '../../src/store/database.ts';

/** The ids of a person's events. */
export interface Told {
  readonly place: Place;
  readonly said: readonly string[];
}

/** @returns events that are not stored, and messages that are unsent */
export async function whatIsMissing(where: Where, told: readonly Told[]): Promise<string[]> {
  const opened = await openStore(where);
  if ('failure' in opened) return [opened.failure];
  const { store } = opened;
  const missing: string[] = [];
  for (const { place, said } of told)
    for (const id of said) if (!(await store.before(place, id)).seen) missing.push(`${place}: ${id} was not taken`);
  for (const place of await store.placesWithUnsent()) missing.push(`${place}: something is still unsent`);
  await store.close();
  return missing;
}

/** Diagnoses places of people who waited in vain, without their words. */
export async function whatIsKept(where: Where, places: readonly Place[]): Promise<string[]> {
  const opened = await openStore(where);
  if ('failure' in opened) return [opened.failure];
  const { store } = opened;
  const lines: string[] = [];
  for (const place of places) {
    const { kept, held, question } = await store.before(place, '');
    const unsent = (await store.unsent(place)).map(({ key, message }) => `${message.kind} ${key}`);
    const texts = held.map(({ id }) => id);
    const asked = `question ${question?.platformId} about ${question?.slot || 'no slot'}`;
    lines.push(
      `${place}: ${kept?.saved.value}, version ${kept?.version}; ${asked}; held: [${texts}]; unsent: [${unsent}]`,
    );
  }
  await store.close();
  return lines;
}
