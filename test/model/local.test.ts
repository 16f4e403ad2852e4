/** Which model of this machine is found, and how long that may take. */
import { describe, expect, test } from 'vitest';
import { findLocalModel } from '../../src/model/local.ts';
import { hangs, type LocalServers, lists, localServers, ofOllama, says, trickles } from '../fakes/local-servers.ts';

/** However busy the machine is: the bound of 300 ms has a test of its own. */
const PATIENT = 20_000;

const find = ({ ports }: LocalServers) => findLocalModel(ports, PATIENT);
const models = (...ids: string[]) => lists({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) });
describe('a server is found', () => {
  test('Ollama', async () => {
    await using servers = await localServers({
      ollama: lists({ models: [ofOllama('llama3.1:8b', '8.0B')] }),
    });
    expect(await find(servers)).toEqual({
      server: 'Ollama',
      baseUrl: `http://127.0.0.1:${servers.ports[0]}/v1`,
      model: 'llama3.1:8b',
      parameters: 8,
    });
  });

  test('LM Studio', async () => {
    await using servers = await localServers({ lmStudio: models('qwen2.5-7b-instruct-1m') });
    expect(await find(servers)).toEqual({
      server: 'LM Studio',
      baseUrl: `http://127.0.0.1:${servers.ports[1]}/v1`,
      model: 'qwen2.5-7b-instruct-1m',
      parameters: 7,
    });
  });

  test.each([
    ['/home/me/models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf', 8],
    ['Qwen3-30B-A3B.gguf', 30],
    ['unsloth/Qwen3.6-35B-A3B-GGUF', 35],
    ['writer', null],
  ])('llama.cpp: %s', async (model, parameters) => {
    await using servers = await localServers({ llamaCpp: models(model) });
    const baseUrl = `http://127.0.0.1:${servers.ports[2]}/v1`;
    expect(await find(servers)).toEqual({ server: 'llama.cpp', baseUrl, model, parameters });
  });

  test('all are asked once, and the first of them is taken', async () => {
    await using servers = await localServers({
      ollama: lists({ models: [ofOllama('gemma3:4b', '4.3B')] }),
      lmStudio: models('llama-3.3-70b-instruct'),
      llamaCpp: models('Mistral-7B.gguf'),
    });
    expect((await find(servers))?.model).toBe('gemma3:4b');
    expect(servers.asked.toSorted()).toEqual(['llamaCpp', 'lmStudio', 'ollama']);
  });

  test('the next, where the first has no model that will do', async () => {
    await using servers = await localServers({ ollama: lists({ models: [] }), lmStudio: models('qwen3-8b') });
    expect((await find(servers))?.server).toBe('LM Studio');
  });

  test('of several models the largest, whatever their order', async () => {
    const listed = [
      ofOllama('b:7b', '7.6B'),
      ofOllama('a:14b', '14.8B'),
      ofOllama('unknown', ''),
      ofOllama('c', '14.8B'),
    ];
    for (const order of [listed, listed.toReversed()]) {
      await using servers = await localServers({ ollama: lists({ models: order }) });
      expect((await find(servers))?.model).toBe('a:14b');
    }
  });

  test('one of unknown size, where there is no other', async () => {
    await using servers = await localServers({ lmStudio: models('qwen2.5-0.5b-instruct', 'my-own-model') });
    expect(await find(servers)).toMatchObject({ model: 'my-own-model', parameters: null });
  });
});

describe('nothing is found', () => {
  const NOT_OLLAMA: readonly (readonly [why: string, model: unknown])[] = [
    ['an embedding model, by its name', ofOllama('mxbai-embed-large:latest', '')],
    ['an embedding model, by its family', ofOllama('vectors', '', { details: { family: 'nomic-bert' } })],
    ['a model that can only embed', ofOllama('vectors:8b', '8B', { capabilities: ['embedding'] })],
    ['too small', ofOllama('llama3.2:1b', '1.2B')],
    ['far too small', ofOllama('smollm', '494.03M')],
    ['too small by its name alone', ofOllama('qwen2.5:0.5b', '')],
    ['in the cloud, by its name', ofOllama('gpt-oss:120b-cloud', '120B')],
    ['in the cloud, by its tag', ofOllama('glm-4.6:cloud', '')],
    ['in the cloud, by its host', ofOllama('mine', '120B', { remote_host: 'https://ollama.com:443' })],
    ['without a name', { details: { parameter_size: '8B' } }],
    ['with a name that would take over a terminal', ofOllama('\u001b[2Jllama', '8B')],
    ['no model at all', 'llama3.1:8b'],
  ];

  test.each(NOT_OLLAMA)('Ollama: %s', async (_, model) => {
    await using servers = await localServers({ ollama: lists({ models: [model] }) });
    expect(await find(servers)).toBeNull();
    expect(servers.asked).toEqual(['ollama']);
  });

  test.each(['text-embedding-nomic-embed-text-v1.5', 'llama-3.2-1b-instruct', 'gemma-3-270m-it', ''])(
    'LM Studio: %s',
    async (id) => {
      await using servers = await localServers({ lmStudio: models(id) });
      expect(await find(servers)).toBeNull();
    },
  );

  test.each(['/models/bge-m3.gguf', '/models/Llama-3.2-1B.gguf'])('llama.cpp: %s', async (id) => {
    await using servers = await localServers({ llamaCpp: models(id) });
    expect(await find(servers)).toBeNull();
  });

  test('where nobody listens', async () => {
    await using servers = await localServers({});
    expect(await find(servers)).toBeNull();
  });

  const elsewhere = { location: 'http://127.0.0.1:1/v1/models' };
  test.each([
    ['a page', says(200, 'text/html', '<!doctype html><title>My app</title>')],
    ['half of a document', says(200, 'application/json', '{"models": [{"name": "llama3')],
    ['another document', lists({ models: 'many', data: { id: 1 } })],
    ['a list', lists(['llama3.1:8b'])],
    ['nothing', says(200, 'application/json', '')],
    ['a key is wanted', says(401, 'application/json', '{"error": "Invalid API Key"}')],
    ['another place', says(302, 'text/plain', '', elsewhere)],
    ['no end of it', says(200, 'application/json', `{"models": [], "more": "${'x'.repeat(1_100_000)}"}`)],
  ])('in the answers of other programs: %s', async (_, listing) => {
    await using servers = await localServers({ ollama: listing, lmStudio: listing, llamaCpp: listing });
    expect(await find(servers)).toBeNull();
    expect(servers.asked).toHaveLength(3);
  });

  test('after 300 ms, where servers don’t answer, or not to the end', async () => {
    await using servers = await localServers({ ollama: hangs(), lmStudio: trickles(), llamaCpp: hangs() });
    const begun = performance.now();
    expect(await findLocalModel(servers.ports)).toBeNull();
    const took = performance.now() - begun;
    expect(took).toBeGreaterThan(290);
    // One after the other they would take 900.
    expect(took).toBeLessThan(850);
  });
});

test('a server that hangs holds up none that answers', async () => {
  await using servers = await localServers({ ollama: hangs(), lmStudio: models('qwen3-8b') });
  expect((await findLocalModel(servers.ports, 2_000))?.model).toBe('qwen3-8b');
});
