import { describe, expect, test } from 'vitest';
import type { Remark } from '../../src/machine/context.ts';
import { type Digression, DigressionSchema } from '../../src/machine/reading.ts';
import * as remarks from '../../src/prompts/remarks.ts';
import { startFaults } from '../../src/prompts/start.ts';
import * as terminal from '../../src/prompts/terminal.ts';
import { figure } from '../letter/briefs.ts';

const corrected = figure('latency', 'p99 is 310', {
  percentile: 'p99',
  before: { value: 1.8, unit: 's' },
  after: { value: 310, unit: 'ms' },
});
const answered = (digression: Digression): Remark => ({ kind: 'answered', digression });

/** One remark of every kind. */
const KINDS: Record<Remark['kind'], readonly Remark[]> = {
  welcome: [{ kind: 'welcome' }],
  'job-post': [{ kind: 'job-post' }],
  answered: DigressionSchema.options.map(answered),
  corrected: [
    { kind: 'corrected', figure: corrected },
    { kind: 'corrected', figure: null },
  ],
  confidential: [
    { kind: 'confidential', says: [] },
    { kind: 'confidential', says: ['a bank', 'some'] },
  ],
  orders: [{ kind: 'orders' }],
  'left-open': [{ kind: 'left-open' }],
  'nothing-before': [{ kind: 'nothing-before' }],
  'too-little': [{ kind: 'too-little' }],
  unclear: [{ kind: 'unclear' }],
  thanked: [{ kind: 'thanked' }],
  farewell: [{ kind: 'farewell' }],
  brief: [{ kind: 'brief' }],
  help: [{ kind: 'help' }],
  why: [{ kind: 'why' }],
  'being-written': [{ kind: 'being-written' }],
  failed: [{ kind: 'failed' }],
  'no-letter': [{ kind: 'no-letter' }],
  restarted: [{ kind: 'restarted' }],
  another: [{ kind: 'another' }],
};
/** What is said in a message of its own, so that nothing of it stands in the lead of a question. */
const ELSEWHERE: readonly Remark['kind'][] = ['brief', 'help', 'why'];

const constants = [...Object.values(remarks), ...Object.values(terminal)].filter((value) => typeof value === 'string');

describe('everything that is said', () => {
  const said = Object.values(KINDS).flat();
  test.each(said.map((each) => ({ each, name: JSON.stringify(each) })))('a remark is plain: $name', ({ each }) => {
    const text = remarks.remark(each);
    if (ELSEWHERE.includes(each.kind)) expect(text).toBe('');
    else {
      expect(text).toMatch(/^\p{Lu}.*[.”]$/u);
      // A remark leads up to a question and asks none itself.
      expect(text).not.toMatch(/[?!]|undefined|\[object/);
    }
  });

  test('the texts of their own have no exclamation, and end as sentences do', () => {
    expect(constants.length).toBeGreaterThan(10);
    for (const text of constants) {
      expect(text).not.toContain('!');
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    }
  });

  test('every digression has an answer of its own', () => {
    const answers = DigressionSchema.options.map((digression) => remarks.remark(answered(digression)));
    expect(new Set(answers).size).toBe(answers.length);
  });

  test('a correction is said back with its values', () => {
    expect(remarks.remark({ kind: 'corrected', figure: corrected })).toMatch(/latency.*p99.*1\.8.*310/);
  });

  test('what may be said instead is said back, and asks nothing', () => {
    const text = remarks.remark({ kind: 'confidential', says: ['a bank?', 'some'] });
    expect(text).toContain('a bank');
    expect(text).not.toContain('?');
  });

  test('the help names every command that works', () => {
    for (const command of ['/skip', '/back', '/brief', '/write', '/restart', '/export', '/forget'])
      expect(remarks.HELP).toContain(command);
  });
});

test('a start that failed: every fault on its line', () => {
  expect(startFaults(['A must be B', 'C must be D'])).toBe('Foreword could not start:\n- A must be B\n- C must be D');
});

test('a line that was not taken: what is wrong, and nothing of the line', () => {
  for (const fault of [
    'too-long',
    'not-json',
    'not-an-object',
    'type',
    'place',
    'id',
    'text',
    'name',
    'rest',
    'of',
    'path',
  ] as const) {
    expect(terminal.isLineFault(fault)).toBe(true);
    expect(terminal.lineNotTaken(fault)).toMatch(/^That line|^The "/);
    expect(terminal.lineNotTaken(fault)).not.toContain('!');
  }
  expect(terminal.isLineFault('other')).toBe(false);
});
