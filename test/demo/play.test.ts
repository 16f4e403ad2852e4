/** The demo from its first sentence to its last. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RECORDINGS_DIRECTORY, recordingsIn, replayed } from '../../bench/replayed.ts';
import type { TerminalOutput } from '../../src/adapters/terminal/streams.ts';
import { play, type Recording } from '../../src/demo/replay.ts';
import { DEMO_ENDS, DEMO_KEYS, demoBegins } from '../../src/prompts/terminal.ts';
import { sentencesIn } from '../../src/text/sentences.ts';
import { stubTerminalEnvironment } from '../adapters/terminal/person.ts';
import { Recorder, screenOf, terminalOutput } from '../adapters/terminal/streams.ts';

const COLUMNS = 100;
const recording = await firstRecording();
const { letters } = await replayed(recording);
const [letter = ''] = letters;
// What is seen growing is the draft, before the second reader mends it: a sentence that it left alone.
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
  await play(recording, { output, pause: async () => false, hasKeys: output.isTTY === true, stopped });
  return output.text;
}

test('into a pipe: it says what it is, plays to the letter, and says how to have the same; nothing is left', async () => {
  const text = words(await played(new Recorder()));
  expect(text.startsWith(words(demoBegins(recording.about)))).toBe(true);
  expect(text).not.toContain(DEMO_KEYS);
  expect(text.trim().endsWith(words(DEMO_ENDS))).toBe(true);
  for (const line of recording.lines) if (line.type === 'text') expect(text).toContain(`› ${words(line.text)}`);
  for (const letter of letters) expect(text.split(words(letter))).toHaveLength(2);
  expect(await readdir(directory)).toEqual([]);
});

test('at a terminal: the letter grows in its place, and stands there once', async () => {
  const output = Object.assign(terminalOutput(COLUMNS), { rows: 60 });
  const raw = words(await played(output));
  const screen = words(screenOf(output.text, COLUMNS).rows.join('\n'));
  expect(screen.split(words(letter))).toHaveLength(2);
  expect(screen.split(words(kept))).toHaveLength(2);
  // Drawn once more with each sentence behind it.
  expect(raw.split(words(kept)).length).toBeGreaterThan(5);
  expect(screen).toContain(DEMO_KEYS);
});

test('stopped in the middle, it ends at once, and nothing is left', async () => {
  const stopping = new AbortController();
  const output = terminalOutput(COLUMNS);
  const pause = async () => {
    if (output.text.includes('› ')) stopping.abort();
    return false;
  };
  await play(recording, { output, pause, hasKeys: true, stopped: stopping.signal });
  expect(words(output.text)).not.toContain(words(DEMO_ENDS));
  expect(await readdir(directory)).toEqual([]);
});

test('stopped while the letter is written', async () => {
  const stopping = new AbortController();
  const output = terminalOutput(COLUMNS);
  const pause = async () => {
    if (output.text.includes(kept.slice(0, 40))) stopping.abort();
    return false;
  };
  await play(recording, { output, pause, hasKeys: true, stopped: stopping.signal });
  expect(words(output.text)).not.toContain(words(DEMO_ENDS));
  expect(await readdir(directory)).toEqual([]);
});
