import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CHART, chartPage } from '../../bench/chart.ts';
import { machine } from '../../src/machine/interview.ts';
import { TOPICS } from '../../src/machine/slots.ts';

test('docs/interview.md matches the machine; if not, run `npm run docs:chart`', async () => {
  expect(await readFile(CHART, 'utf8')).toBe(chartPage());
});

test('the chart has every state, and an arrow to each topic', () => {
  const page = chartPage();
  expect(TOPICS.length).toBeGreaterThan(8);
  for (const topic of TOPICS) expect(page).toMatch(new RegExp(`^ +deciding --> ${topic} : \\[asks\\]$`, 'm'));
  for (const state of Object.keys(machine.root.states)) expect(page).toMatch(new RegExp(`\\b${state}\\b`));
});
