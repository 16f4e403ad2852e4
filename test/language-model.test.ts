/** Which model a process uses: a local model is offered once, tried once and remembered, and never used without consent. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate as nextRound } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { configure } from '../src/config.ts';
import { chooseModel } from '../src/language-model.ts';
import { Recorder } from './adapters/terminal/streams.ts';
import { type Listing, type LocalServers, lists, localServers, ofOllama } from './fakes/local-servers.ts';
import { fails, hangs, type ModelServer, modelServer, type Script } from './fakes/model.ts';
import { answering, WELL_READ } from './fakes/trial.ts';
import { reading } from './reader/reading.ts';

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'foreword-language-model-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const WELL = answering(WELL_READ);
const POORLY = answering({ latency: reading(), names: reading(), orders: reading() });
const LLAMA = lists({ models: [ofOllama('llama3.1:8b', '8.0B')] });
/** Milliseconds; long enough on a busy machine. */
const PATIENCE = 20_000;
const FILE = 'local-model.json';
const KEY = 'Ollama: llama3.1:8b';

interface Machine extends AsyncDisposable {
  readonly servers: LocalServers;
  readonly model: ModelServer;
}

/** A machine with Ollama, and a model that answers by the script. */
async function machine(script: Script = WELL, ollama: Listing | null = LLAMA): Promise<Machine> {
  const model = await modelServer(script);
  const servers = await localServers(ollama === null ? {} : { ollama }, model.baseUrl);
  return {
    servers,
    model,
    async [Symbol.asyncDispose]() {
      await servers[Symbol.asyncDispose]();
      await model[Symbol.asyncDispose]();
    },
  };
}

function configOf({ servers }: Machine, settings: Record<string, string>) {
  const configured = configure({ FOREWORD_DATA: data, FOREWORD_LOCAL_PORTS: servers.ports.join(), ...settings });
  if ('faults' in configured) throw new Error(configured.faults.join('\n'));
  return configured.config;
}

/** A start with a person at a terminal who types these lines. @param typed - null if nobody can be asked */
async function start(
  machine: Machine,
  typed: readonly string[] | null,
  settings: Record<string, string> = {},
  locale?: string,
) {
  const output = new Recorder();
  const input = new PassThrough();
  if (typed !== null) for (const line of typed) input.write(`${line}\n`);
  const told: string[] = [];
  const chosen = await chooseModel(configOf(machine, settings), {
    person: typed === null ? null : { input, output, locale },
    stopped: new AbortController().signal,
    tell: async (sentence) => void told.push(sentence),
    patience: PATIENCE,
  });
  return { chosen, told: told.join('\n'), shown: output.text, calls: machine.model.calls, input };
}

const LOCAL = { FOREWORD_MODEL: 'local' };
const kept = async () => JSON.parse(await readFile(join(data, FILE), 'utf8'));

describe('local model at a terminal', () => {
  test('a local model is offered once and tried once, and the choice is remembered', async () => {
    await using here = await machine();
    const first = await start(here, ['yes']);
    expect(first.shown).toContain("There's a language model on this machine: llama3.1:8b in Ollama.");
    expect(first.shown.match(/Do you want to use it\?/g)).toHaveLength(1);
    expect(first.shown).toContain('[a] Yes  [b] No');
    expect(first.told).toMatch(/^I'm trying llama3\.1:8b on three short messages\./);
    expect(first.told).toContain(`llama3.1:8b in Ollama reads your messages and writes the letter.`);
    expect(first.told).toContain(join(data, FILE));
    expect(first.calls).toBe(3);
    expect(first.chosen).toEqual({
      apiKey: 'none',
      baseUrl: `http://127.0.0.1:${here.servers.ports[0]}/v1`,
      writing: 'llama3.1:8b',
      reading: 'llama3.1:8b',
      verifying: 'llama3.1:8b',
      readingTime: 30_000,
      writingTime: 300_000,
    });
    expect(await kept()).toEqual({ [KEY]: { use: true, isGood: true } });

    const second = await start(here, []);
    expect(second).toMatchObject({ chosen: first.chosen, shown: '', calls: 3 });
  });

  test.each([
    ['de_DE.UTF-8', 'ja', 'Auf diesem Rechner gibt es ein Sprachmodell', '[a] Ja  [b] Nein', 'liest deine Nachrichten'],
    ['fr_FR.UTF-8', 'oui', 'Il y a un modèle de langage', '[a] Oui  [b] Non', 'lit tes messages'],
    ['es_ES.UTF-8', 'sí', 'Hay un modelo de lenguaje', '[a] Sí  [b] No', 'lee tus mensajes'],
    ['pt_BR.UTF-8', 'sim', 'Há um modelo de linguagem', '[a] Sim  [b] Não', 'lê as suas mensagens'],
  ])('the offer is in the language of %s', async (locale, yes, offer, choices, used) => {
    await using here = await machine();
    const { shown, told, chosen } = await start(here, ['hm', yes], {}, locale);
    expect(shown).toContain(offer);
    expect(shown).toContain(choices);
    expect(told).toContain(used);
    expect(`${shown}${told}`).not.toMatch(/Please|letter|model on/);
    expect(chosen).not.toBeNull();
  });

  test('a refusal is remembered', async () => {
    await using here = await machine();
    expect(await start(here, ['no'])).toMatchObject({ chosen: null, told: '', calls: 0 });
    expect(await kept()).toEqual({ [KEY]: { use: false, isGood: false } });
    expect(await start(here, [])).toMatchObject({ chosen: null, told: '', shown: '', calls: 0 });
  });

  test.each([
    ['a', true],
    ['[b]', false],
    ['Yes please', true],
    ['nope', false],
  ])('"%s" is understood as yes or no', async (answer, isUsed) => {
    await using here = await machine();
    expect((await start(here, [answer])).chosen !== null).toBe(isUsed);
  });

  test('an answer that is neither yes nor no is asked again', async () => {
    await using here = await machine();
    const { chosen, shown } = await start(here, ['', 'which one is it?', 'yes']);
    expect(chosen).not.toBeNull();
    expect(shown.match(/Please answer yes or no\./g)).toHaveLength(2);
  });

  test('a model that reads poorly is not used; the next start tries it again without asking', async () => {
    await using here = await machine(POORLY);
    const { chosen, told } = await start(here, ['yes']);
    expect(chosen).toBeNull();
    expect(told).toContain("llama3.1:8b doesn't read well enough: 2 of 12 right. The interview is guided instead");
    expect(told).toContain(`To be asked instead, delete ${join(data, FILE)}.`);
    expect(await kept()).toEqual({ [KEY]: { use: true, isGood: false } });
    here.model.answer(WELL);
    expect(await start(here, [])).toMatchObject({ chosen: { reading: 'llama3.1:8b' }, shown: '', calls: 6 });
  });

  test('the person is told why a model failed its trial', async () => {
    await using here = await machine(() => fails(404, 'model not found'));
    const { chosen, told } = await start(here, ['yes']);
    expect(chosen).toBeNull();
    expect(told).toContain('llama3.1:8b refused to answer. The interview is guided instead');
  });

  test('a refusal of one model does not cover another one', async () => {
    await writeFile(join(data, FILE), JSON.stringify({ 'Ollama: mistral:7b': { use: false, isGood: false } }));
    await using here = await machine();
    expect((await start(here, ['no'])).shown).toContain('llama3.1:8b');
    expect(Object.keys(await kept())).toEqual(['Ollama: mistral:7b', KEY]);
  });

  test.each(['', '{"Ollama', '[]', '{"Ollama: llama3.1:8b": true}'])(
    'asks again if the remembered choice is corrupt: %s',
    async (broken) => {
      await writeFile(join(data, FILE), broken);
      await using here = await machine();
      expect((await start(here, ['yes'])).shown).toContain('Do you want to use it?');
      expect(await kept()).toEqual({ [KEY]: { use: true, isGood: true } });
    },
  );

  test('a model is used also if the choice cannot be saved', async () => {
    await using here = await machine();
    await writeFile(join(data, 'a-file'), '');
    const { chosen } = await start(here, ['yes'], { FOREWORD_DATA: join(data, 'a-file', 'below') });
    expect(chosen).not.toBeNull();
  });

  test('nothing is shown if no model server runs', async () => {
    await using here = await machine(WELL, null);
    expect(await start(here, [])).toMatchObject({ chosen: null, told: '', shown: '' });
  });

  test('closing the terminal leaves, and the next start asks again', async () => {
    await using here = await machine();
    const output = new Recorder();
    const input = new PassThrough();
    input.end();
    const stopped = new AbortController().signal;
    const options = { person: { input, output }, stopped, tell: async () => undefined, patience: PATIENCE };
    expect(await chooseModel(configOf(here, {}), options)).toBe('left');
    expect((await start(here, ['no'])).shown).toContain('Do you want to use it?');
  });

  test('a stop signal ends the question and the trial', async () => {
    await using here = await machine(() => hangs());
    const output = new Recorder();
    const input = new PassThrough();
    const asked = new AbortController();
    const asking = chooseModel(configOf(here, {}), {
      person: { input, output },
      stopped: asked.signal,
      tell: async () => undefined,
      patience: PATIENCE,
    });
    await vi.waitFor(() => expect(output.text).toContain('Do you want to use it?'), { timeout: 10_000 });
    asked.abort();
    expect(await asking).toBe('left');

    const tried = new AbortController();
    input.write('yes\n');
    const trying = chooseModel(configOf(here, {}), {
      person: { input, output },
      stopped: tried.signal,
      tell: async () => undefined,
      patience: PATIENCE,
    });
    await vi.waitFor(() => expect(here.model.calls).toBe(1), { timeout: 10_000 });
    tried.abort();
    expect(await trying).toBe('left');
  });

  test('the input stays open, and what is typed after the answer is not consumed', async () => {
    await using here = await machine();
    const { input } = await start(here, ['no']);
    await nextRound();
    input.write('Backend Engineer at Harbour Grid\n');
    for await (const chunk of input) {
      expect(String(chunk)).toBe('Backend Engineer at Harbour Grid\n');
      break;
    }
  });
});

describe('FOREWORD_MODEL=local', () => {
  test('FOREWORD_MODEL=local asks nobody, tries the model once, and names it', async () => {
    await using here = await machine();
    const first = await start(here, null, LOCAL);
    expect(first).toMatchObject({ chosen: { writing: 'llama3.1:8b' }, calls: 3 });
    expect(first.told).toMatch(/llama3\.1:8b in Ollama reads your messages and writes the letter\.$/);
    expect(await start(here, null, LOCAL)).toMatchObject({ chosen: first.chosen, calls: 3 });
  });

  test('FOREWORD_MODEL=local is not remembered as consent', async () => {
    await using here = await machine();
    await start(here, null, LOCAL);
    expect(await kept()).toEqual({ [KEY]: { use: null, isGood: true } });
    expect((await start(here, ['no'])).shown).toContain('Do you want to use it?');
    expect(await start(here, [], LOCAL)).toMatchObject({ chosen: { writing: 'llama3.1:8b' }, shown: '', calls: 3 });
  });

  test('a local model uses the configured times and gets no key', async () => {
    await using here = await machine();
    const times = { FOREWORD_READING_SECONDS: '20', FOREWORD_WRITING_SECONDS: '90' };
    const { chosen } = await start(here, null, { ...LOCAL, ...times, OPENAI_API_KEY: 'sk-secret' });
    expect(chosen).toMatchObject({ readingTime: 20_000, writingTime: 90_000, apiKey: 'none' });
    expect(here.model.keys).toEqual(Array(3).fill('Bearer none'));
  });

  test('FOREWORD_MODEL=local says why no model was found', async () => {
    await using here = await machine(WELL, null);
    const { chosen, told } = await start(here, null, LOCAL);
    expect(chosen).toBeNull();
    expect(told).toBe(
      'I found no language model of at least 3 billion parameters on this machine (Ollama, LM Studio or llama.cpp). The interview is guided instead, with small questions.',
    );
  });
});

test('without a person and a setting no local server is asked', async () => {
  await using here = await machine();
  expect(await start(here, null)).toMatchObject({ chosen: null, told: '', calls: 0 });
  expect(here.servers.asked).toEqual([]);
});

test('a configured model is used without a trial', async () => {
  await using here = await machine();
  const settings = { FOREWORD_MODEL: 'big', OPENAI_BASE_URL: here.model.baseUrl };
  expect(await start(here, [], settings)).toMatchObject({ chosen: { writing: 'big' }, told: '', shown: '', calls: 0 });
  expect(here.servers.asked).toEqual([]);
});
