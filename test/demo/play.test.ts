/** The demo from start to end. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RECORDINGS_DIRECTORY, recordingsIn, replayed } from '../../bench/replayed.ts';
import type { TerminalOutput } from '../../src/adapters/terminal/streams.ts';
import { playDemo, type Recording } from '../../src/demo/replay.ts';
import { DEMO_ENDS, demoBegins } from '../../src/prompts/terminal-texts.ts';
import { sentencesIn } from '../../src/text/sentences.ts';
import { stubTerminalEnvironment } from '../adapters/terminal/person.ts';
import { Recorder, screenOf, terminalOutput } from '../adapters/terminal/streams.ts';

const COLUMNS = 100;
const recording = await firstRecording();
const { letters } = await replayed(recording);
const [letter = ''] = letters;
// The preview shows the draft before its revision, so use a sentence that the revision kept.
const drafted = sentencesIn(recording.answers.find(({ step }) => step === 'draft')?.content ?? '');
const kept = drafted.find((sentence) => sentence.length > 40 && letter.includes(sentence)) ?? '';

let directory = '';
beforeEach(async () => {
  stubTerminalEnvironment();
  directory = await mkdtemp(join(tmpdir(), 'foreword-demo-test-'));
  vi.stubEnv('TMPDIR', directory);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

async function firstRecording(): Promise<Recording> {
  const [[, first] = []] = await recordingsIn(RECORDINGS_DIRECTORY);
  if (!first) throw new Error('nothing is recorded');
  return first;
}

const words = (text: string) => stripVTControlCharacters(text).split(/\s+/).join(' ');

async function played(output: TerminalOutput & Recorder, stopped = new AbortController().signal): Promise<string> {
  await playDemo(recording, { output, pause: async () => undefined, stopped });
  return output.text;
}

test('into a pipe the demo prints its intro, every message, the letter once and its end, and leaves no files', async () => {
  const text = words(await played(new Recorder()));
  expect(text.startsWith(words(demoBegins(recording.about)))).toBe(true);
  expect(text.trim().endsWith(words(DEMO_ENDS))).toBe(true);
  for (const line of recording.lines) if (line.type === 'text') expect(text).toContain(`› ${words(line.text)}`);
  for (const letter of letters) expect(text.split(words(letter))).toHaveLength(2);
  expect(await readdir(directory)).toEqual([]);
});

test('at a terminal the letter is previewed in place, and shown once', async () => {
  const output = Object.assign(terminalOutput(COLUMNS), { rows: 60 });
  const raw = words(await played(output));
  const screen = words(screenOf(output.text, COLUMNS).rows.join('\n'));
  expect(screen.split(words(letter))).toHaveLength(2);
  expect(screen.split(words(kept))).toHaveLength(2);
  // Drawn again with each later sentence.
  expect(raw.split(words(kept)).length).toBeGreaterThan(5);
});

test('a demo that is stopped at a question ends at once, and leaves no files', async () => {
  const stopping = new AbortController();
  const output = terminalOutput(COLUMNS);
  const pause = async () => {
    if (output.text.includes('› ')) stopping.abort();
  };
  await playDemo(recording, { output, pause, stopped: stopping.signal });
  expect(words(output.text)).not.toContain(words(DEMO_ENDS));
  expect(await readdir(directory)).toEqual([]);
});

test('a demo that is stopped during the letter ends at once, and leaves no files', async () => {
  const stopping = new AbortController();
  const output = terminalOutput(COLUMNS);
  const pause = async () => {
    if (words(output.text).includes(words(kept.slice(0, 40)))) stopping.abort();
  };
  await playDemo(recording, { output, pause, stopped: stopping.signal });
  expect(words(output.text)).not.toContain(words(DEMO_ENDS));
  expect(await readdir(directory)).toEqual([]);
});
