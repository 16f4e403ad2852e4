/** Every kind of gap, for tests of the words. */
import type { Gap } from '../../src/machine/topics.ts';

const BRANCHES = ['idempotency', 'versioning', 'migration', 'compatibility', 'shape', 'contract'] as const;

/** One gap of each kind, and of each branch of a contract, with these words of the candidate. */
export function gapsWith(word: string, earlier = word, later = word): Gap[] {
  const kinds: Record<Gap['kind'], readonly Gap[]> = {
    open: [{ kind: 'open' }],
    again: [{ kind: 'again' }],
    revisit: [{ kind: 'revisit' }],
    rest: [{ kind: 'rest', word }],
    vague: [{ kind: 'vague', word }],
    position: [{ kind: 'position' }],
    'company-name': [{ kind: 'company-name' }],
    several: [{ kind: 'several', word }],
    'own-part': [{ kind: 'own-part', word }],
    unit: [{ kind: 'unit', word }],
    window: [{ kind: 'window', word }],
    percentile: [{ kind: 'percentile', word }],
    infrastructure: [{ kind: 'infrastructure', word }],
    constraint: BRANCHES.map((branch) => ({ kind: 'constraint', word, branch })),
    decision: BRANCHES.map((branch) => ({ kind: 'decision', word, branch })),
    result: BRANCHES.map((branch) => ({ kind: 'result', word, branch })),
    choice: [{ kind: 'choice', word }],
    view: [{ kind: 'view', word }],
    'one-more': [{ kind: 'one-more' }],
    contradiction: [{ kind: 'contradiction', earlier, later }],
    worse: [{ kind: 'worse', earlier, later }],
  };
  return Object.values(kinds).flat();
}
