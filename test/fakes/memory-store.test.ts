import { describe } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import { keepsJobs } from '../contracts/store-jobs.ts';
import { keepsPrivacy } from '../contracts/store-privacy.ts';
import { checksOfHeldTexts, keepsTurns } from '../contracts/store-turns.ts';
import { keepsWords } from '../contracts/store-words.ts';
import { MemoryStore } from './memory-store.ts';

// Other tests use this store as a database, so it has to pass the store contract.
describe('MemoryStore', () => {
  const store = new MemoryStore();
  let places = 0;
  const subject = {
    store: () => store,
    reopen: () => Promise.resolve(),
    newPlace: (): Place => `terminal:${++places}`,
    saidIn: async (place: Place) => (await store.unsent(place)).map(({ message }) => message),
  };
  keepsTurns(subject);
  checksOfHeldTexts(subject);
  keepsWords(subject);
  keepsJobs(subject);
  keepsPrivacy(subject);
});
