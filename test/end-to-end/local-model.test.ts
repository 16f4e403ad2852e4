/** The real program and `npm run model:check` on a machine with a local language model. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TRIAL_MESSAGES } from '../../src/reader/trial.ts';
import { hangs, lists, localServers, ofOllama } from '../fakes/local-servers.ts';
import { modelServer } from '../fakes/model.ts';
import { answering, WELL_READ } from '../fakes/trial.ts';
import { reading } from '../reader/reading.ts';
import { dataDirectory, PROJECT, run, STACK, speaking } from './program.ts';
import { askIn } from './walk.ts';

const MODELS = lists({ models: [ofOllama('nomic-embed-text', '137M'), ofOllama('llama3.1:8b', '8.0B')] });
/** A message that the fake model can read. */
const WELL_SAID = TRIAL_MESSAGES[0]?.text ?? '';
const LOCAL = { FOREWORD_MODEL: 'local' };

describe('FOREWORD_MODEL=local', () => {
  test('a local model is tried once, and used at each start', async () => {
    await using model = await modelServer(answering(WELL_READ));
    await using servers = await localServers({ ollama: MODELS }, model.baseUrl);
    await using directory = await dataDirectory();
    const settings = { ...LOCAL, FOREWORD_LOCAL_PORTS: servers.ports.join() };
    for (const calls of [3, 4]) {
      await using program = await speaking(directory, settings);
      expect(program.errors).toMatch(/foreword: llama3\.1:8b in Ollama reads your messages and writes the letter\.\n$/);
      expect(model.calls).toBe(calls);
      await program.turn({ type: 'command', name: 'start', rest: '' });
      await program.turn({ type: 'text', text: WELL_SAID });
      expect(model.calls).toBe(calls + 1);
      await program.end();
    }
  });

  test('without a local model the program says so, and the interview is guided', async () => {
    await using servers = await localServers({ ollama: hangs() });
    await using directory = await dataDirectory();
    const settings = { ...LOCAL, FOREWORD_LOCAL_PORTS: servers.ports.join() };
    await using program = await speaking(directory, settings);
    expect(program.errors).toMatch(/^foreword: I found no language model .* The interview is guided instead/);
    const asked = askIn(await program.turn({ type: 'command', name: 'start', rest: '' }));
    expect(asked).toMatchObject({ kind: 'slot', topic: 'role' });
  });
});

test('no local server is asked without a setting and a terminal', async () => {
  await using servers = await localServers({ ollama: MODELS, lmStudio: hangs(), llamaCpp: hangs() });
  await using directory = await dataDirectory();
  const settings = { FOREWORD_DATA: directory.path, FOREWORD_LOCAL_PORTS: servers.ports.join() };
  for (const args of [[], ['--jsonl']]) {
    const { code, errors } = await run(args, '', settings);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  }
  expect(servers.asked).toEqual([]);
});

describe('npm run model:check', () => {
  const check = (settings: Readonly<Record<string, string>>) =>
    run([], null, settings, [process.execPath, join(PROJECT, 'bench', 'model-check.ts')]);

  test('model:check of a good local model prints what was read, tokens and seconds', async () => {
    await using model = await modelServer(answering(WELL_READ));
    await using servers = await localServers({ ollama: MODELS }, model.baseUrl);
    const { code, out, errors } = await check({ FOREWORD_LOCAL_PORTS: servers.ports.join() });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toMatch(/^llama3\.1:8b at http:\/\/127\.0\.0\.1:\d+\/v1, at most 30 s for a message\n/);
    expect(out).toMatch(/\nlatency: 1100 tokens, \d+\.\d s\n {2}\+ before: 2\.4 s\n/);
    expect(out).toMatch(/\n3300 tokens, \d+\.\d s\nllama3\.1:8b reads well enough: 12 of 12 right\.\n$/);
  });

  test('model:check of a poor configured model prints what was missed, and exits with code 1', async () => {
    await using model = await modelServer(answering({ ...WELL_READ, orders: reading(), latency: reading() }));
    const { code, out } = await check({ FOREWORD_MODEL: 'small', OPENAI_BASE_URL: model.baseUrl });
    expect(code).toBe(1);
    expect(out).toMatch(/\n {2}- before: 2\.4 s\n {2}- now: 180 ms\n {2}- p99\n/);
    expect(out).toMatch(/\nsmall doesn't read well enough: 7 of 12 right\.\n$/);
  });

  test('model:check without a model says so and exits with code 2', async () => {
    await using servers = await localServers({});
    const { code, out } = await check({ FOREWORD_LOCAL_PORTS: servers.ports.join() });
    expect(code).toBe(2);
    expect(out).toMatch(/^There's nothing to check\./);
    expect(out).not.toMatch(STACK);
  });
});
