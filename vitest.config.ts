import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What the programs compile that tests start, they compile once.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'foreword');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/scratch.ts',
    // Real processes and databases start in some tests; two cores have to do.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One more than the cores that there are at least: some tests wait for other processes.
    maxWorkers: 3,
    // Each worker loads a module once for all its files: a test may not replace a module, and puts globals back.
    isolate: false,
    // Node runs TypeScript itself, here as in the program.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
});
