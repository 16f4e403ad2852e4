import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CHART, chartPage } from '../../bench/chart.ts';
import { machine } from '../../src/machine/interview.ts';
import { TOPICS } from '../../src/machine/slots.ts';

test('docs/interview.md shows the machine as it is; if not, run `npm run docs:chart`', async () => {
  expect(await readFile(CHART, 'utf8')).toBe(chartPage());
});

test('every state is drawn, and the topics can be seen as states', () => {
  const page = chartPage();
  expect(TOPICS.length).toBeGreaterThan(8);
  for (const topic of TOPICS) expect(page).toMatch(new RegExp(`^ +deciding --> ${topic} : \\[asks\\]$`, 'm'));
  for (const state of Object.keys(machine.root.states)) expect(page).toMatch(new RegExp(`\\b${state}\\b`));
});
