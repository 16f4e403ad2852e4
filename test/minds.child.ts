/** Reads a message and writes a letter without a model, and prints which files were loaded for it, a URL a line. */
import { registerHooks } from 'node:module';

const loaded: string[] = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});

const { mindsFor } = await import('../src/minds.ts');
const { reader, writer } = await mindsFor(null, Date.now);
const { facts } = await reader.read({
  id: 'm1',
  text: 'I rebuilt the importer at Brightwell myself.',
  asking: { topic: 'system', gap: { kind: 'open' }, repeats: 0 },
  brief: { facts: [], declined: [] },
});
const written = await writer.write(
  { brief: { facts, declined: [] }, date: new Date(0), short: false },
  {
    recall: async () => null,
    keep: async () => undefined,
    grown: () => undefined,
    stopped: new AbortController().signal,
  },
);
if (written?.byModel !== false || facts.length !== 1) throw new Error('read or written otherwise');
console.log(loaded.join('\n'));
