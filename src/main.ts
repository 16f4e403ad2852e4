/** Where the program begins: small, and quickly from the second time on. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// A bot waits far more than it computes: memory that is collected early costs it nothing that anybody notices.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=20');
// What was compiled once is read the next time. Where nothing can be written there, it is compiled each time.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'foreword'));
// Only now, as whatever is loaded before counts as none of these.
await import('./program.ts');
// A process that is killed would leave nothing of it.
flushCompileCache();
