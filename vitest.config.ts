import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// What the programs compile that tests start, they compile once.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'foreword');

/** Where nothing is known of an earlier run, what starts many processes begins first: else one of them runs alone at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(?:end-to-end|store|bench)\//.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/scratch.ts',
    sequence: { sequencer: LongFirst },
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
