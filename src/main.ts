/** Where the program begins: small, and quickly from the second time on. */
import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// A bot waits far more than it computes: memory that is collected early costs it nothing that anybody notices.
for (const flag of ['--optimize-for-size', '--semi-space-growth-factor=1', '--heap-growing-percent=15'])
  setFlagsFromString(flag);
// What was compiled once is read the next time, as bin/node has it as well, which even spares the compiler for this file.
// Where nothing can be written there, it is compiled each time.
const cache = join(import.meta.dirname, '..', 'node_modules', '.cache', 'foreword');
const isFirst = !existsSync(cache);
enableCompileCache(cache);
// Only now, as whatever is loaded before counts as none of these.
await import('./app.ts');
// It is written at the end, of which a process that is killed has none.
if (isFirst) flushCompileCache();
