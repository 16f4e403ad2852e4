/** Where the program begins: small, and quickly from the second time on. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// What is loaded stays: collecting it again and again would take a fifth of the start. And V8's optimizing compiler of
// WebAssembly takes 25 MiB for a parser of HTTP that waits for the network.
for (const flag of ['--semi-space-growth-factor=1', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'])
  setFlagsFromString(flag);
// What was compiled once is read the next time, as bin/node has it as well, which even spares the compiler for this file.
// Where nothing can be written there, it is compiled each time.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'foreword'));
await import('./app.ts');
// Else it is written at the end, of which a process that is killed has none, and is held in memory until then.
flushCompileCache();
// From here on a bot waits far more than it computes: memory that is collected early costs it nothing that anybody notices.
for (const flag of ['--optimize-for-size', '--heap-growing-percent=15', '--expose-gc']) setFlagsFromString(flag);
runInNewContext('gc')();
