/** Entry point. Sets V8 flags for low memory use and caches compiled code for faster starts. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Objects loaded at start live long; repeated collections would take a fifth of the start time. V8's optimizing
// WebAssembly compiler takes 25 MiB for an HTTP parser that mostly waits for the network.
// Of V8's compilers for JavaScript, the baseline one takes 6 MiB for its code and TurboFan 4 MiB for itself, and with
// Maglev alone a turn takes as long.
for (const flag of [
  '--semi-space-growth-factor=1',
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
  '--no-sparkplug',
  '--no-turbofan',
])
  setFlagsFromString(flag);
// bin/node sets the same cache, so that this file is cached too. If the directory isn't writable, nothing is cached.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'foreword'));
await import('./app.ts');
// Otherwise the cache is written at exit, which a killed process never reaches, and stays in memory until then.
flushCompileCache();
// From here on a bot mostly waits, so collecting memory early has no noticeable cost. All at once takes about 30 ms; in
// steps, what is thrown away meanwhile would stay: up to 15 MiB when many people write.
for (const flag of ['--optimize-for-size', '--heap-growing-percent=8', '--no-incremental-marking', '--expose-gc'])
  setFlagsFromString(flag);
runInNewContext('gc')();
