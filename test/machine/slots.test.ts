/** Topics, and whether each is about a system, a company or a person. */
import { describe, expect, test } from 'vitest';
import { isAbout, STEPS, TOPICS } from '../../src/machine/slots.ts';

describe('topic', () => {
  test.each(TOPICS.filter((topic) => topic !== 'confidential'))(
    '%s is about either a system, a company or a person',
    (topic) => {
      const found = (['system', 'company', 'person'] as const).filter((about) => isAbout(about, topic));
      expect(found).toHaveLength(1);
      for (const { id } of STEPS.filter((step) => step.topic === topic))
        expect(isAbout(found[0] ?? 'person', id)).toBe(true);
    },
  );

  test.each([
    ['a slot', 'contract.decision', 'system'],
    ['a joint question for several slots', 'contact.name+contact.email+contact.location', 'person'],
    ['an open question', 'company:open', 'company'],
    ['a step of its own', 'role:post', 'company'],
    ['a doubt about a figure', 'doubt:latency.1', 'system'],
    ['a figure', 'throughput.2', 'system'],
    ['a sentence of a slot', 'system.what#2', 'system'],
    ['a sentence of a topic with one slot', 'background#2', 'person'],
  ] as const)('isAbout finds the topic of %s', (_, id, about) => {
    for (const each of ['system', 'company', 'person'] as const) expect(isAbout(each, id)).toBe(each === about);
  });

  test('is read back in the question that comes after it', () => {
    for (const [at, { readsBack }] of STEPS.entries())
      if (readsBack !== null) expect(STEPS[at - 1]?.topic).toBe(readsBack);
    expect(STEPS.flatMap(({ readsBack }) => readsBack ?? [])).toEqual([
      ...['company', 'system', 'contract', 'background', 'closing'],
    ]);
  });
});
