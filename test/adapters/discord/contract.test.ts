import { expect } from 'vitest';
import type { Place } from '../../../src/adapters/contract.ts';
import { escapeMarkup } from '../../../src/adapters/discord/rendering.ts';
import { type AdapterHarness, adapterContract } from '../../contracts/adapter.ts';
import type { Message } from '../../fakes/discord/world.ts';
import { open, placeOf, synced } from './open.ts';

adapterContract('discord', async (): Promise<AdapterHarness> => {
  const discord = await open();
  const { fake, adapter } = discord;
  const people = [fake.person('sam'), fake.person('ada')] as const;
  const said = new Map<Place, Message[]>();
  const personAt = (place: Place) => {
    const person = people.find((each) => placeOf(each) === place);
    if (!person) throw new Error(`nobody is at ${place}`);
    return person;
  };
  const saidAt = (place: Place) => {
    const there = said.get(place) ?? [];
    said.set(place, there);
    return there;
  };
  return {
    adapter,
    places: [placeOf(people[0]), placeOf(people[1])],
    manyLines: true,
    async say(place, text) {
      // Escaped, so that Discord shows each character as it is.
      saidAt(place).push(personAt(place).say(escapeMarkup(text)));
    },
    async sayTwice(place, text) {
      fake.faults.planDispatches('twice');
      saidAt(place).push(personAt(place).say(text));
    },
    async press(place, { label }) {
      personAt(place).press(label);
    },
    async command(place, name) {
      await synced(fake);
      personAt(place).command(name);
    },
    async edit(place, ordinal, text) {
      personAt(place).edit(saidAt(place)[ordinal - 1]?.id ?? '', text);
    },
    async attach(place, { name, bytes }) {
      personAt(place).attach(name, bytes);
    },
    async seen(place) {
      const seen = personAt(place).sees();
      // No text of a person may become markup.
      expect(seen.flatMap(({ markup }) => markup)).toEqual([]);
      return seen.map(({ text, rows, files: [file] }) => ({
        text: [text, ...rows.map((row) => JSON.stringify(row))].join(' '),
        ...(file && { file }),
      }));
    },
    async [Symbol.asyncDispose]() {
      await discord[Symbol.asyncDispose]();
    },
  };
});
