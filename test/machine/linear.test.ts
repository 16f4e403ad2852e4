import { describe, expect, test } from 'vitest';
import { readFigures, readMentions, readRepairs } from '../../src/machine/figures.ts';
import { sentenceSpans } from '../../src/machine/sentences.ts';
import { technologiesIn, withTechnologyNames } from '../../src/machine/technologies.ts';

const LENGTH = 1_000_000;

/** A million characters of one kind; each once made something look back or ahead over all the rest. */
const KINDS: Readonly<Record<string, string>> = {
  digits: '1',
  numbers: '1 ',
  commas: ',',
  'letters and digits': 'a1',
  brackets: '(',
  spaces: ' ',
  'one word': 'a',
  emoji: '😀',
  'lone surrogates': '\ud800',
  nul: '\0',
  'from 1 to': 'from 1 to ',
  'line feeds': '\n',
  percentiles: 'p99 ',
  no: 'no ',
  quotes: '"',
  'full stops': '.',
  units: '1 ms ',
  arrows: '1->',
  labels: 'x: 1\n',
  'zeros and losses': 'never lost ',
  'number words': 'one million ',
  halves: 'half 1 ms 1 rps ',
  'taken back': 'wait 1 ',
  objectives: 'RTO 5 min ',
};

/** Milliseconds of processor time that it took, on a machine that has other things to do as well. */
function spent(run: () => void): number {
  const { user, system } = process.threadCpuUsage();
  run();
  const after = process.threadCpuUsage({ user, system });
  return (after.user + after.system) / 1000;
}

/** The better of two tries where one is not enough: what shares a core with others pays for them as well. */
function best(run: () => void, enough: number): number {
  const first = spent(run);
  return first < enough ? first : Math.min(first, spent(run));
}

/** A twentieth first, so that what grows with the square of the text fails at once instead of running for hours. */
function endsInASecond(read: (text: string) => void, text: string): void {
  expect(best(() => read(text.slice(0, LENGTH / 20)), 500)).toBeLessThan(500);
  expect(best(() => read(text), 1000)).toBeLessThan(1000);
}

describe.each(Object.entries(KINDS))('a million characters of %s', (_, unit) => {
  const text = unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);

  test.each([null, 'reliability'] as const)('figures, asked: %s', (asked) => {
    endsInASecond((each) => readFigures(each, asked), text);
  });

  test('mentions and repairs', () => {
    endsInASecond(readMentions, text);
    endsInASecond(readRepairs, text);
  });

  test('sentences', () => {
    endsInASecond(sentenceSpans, text);
  });
});

describe.each(['Node ', 'in rust, ', 'a.', 'C++ ', './', 'node.js/', '\n', 'Spring '])(
  'a million characters of technologies: %j',
  (unit) => {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length));

    test('are found and spelled', () => {
      endsInASecond(technologiesIn, text);
      endsInASecond(withTechnologyNames, text);
    });
  },
);

test('a figure behind a million characters is still read', () => {
  const text = `${'so it goes, '.repeat(LENGTH / 12)}. p99 went from 1.8 s to 210 ms.`;
  expect(readFigures(text, 'latency').found.map(({ figure }) => figure.percentile)).toEqual(['p99']);
});
