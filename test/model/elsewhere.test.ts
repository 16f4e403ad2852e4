/** Whatever stands in the environment: what people say goes to the server that is configured, and to no other. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { breaksOff, fails, modelServer, runsOut, says, sends } from '../fakes/model.ts';
import { GOOD, modelAt, PROMPT } from './asking.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Answers nothing and must not be asked. */
async function nobody() {
  const server = await modelServer();
  return { server, host: server.baseUrl.replace(/\/v1$/, '') };
}

describe('no variable of a library', () => {
  test('sends a prompt elsewhere, signs it otherwise, or adds to it', async () => {
    await using ours = await modelServer(({ stream }) => says(stream ? 'One.\n' : GOOD));
    const { server, host } = await nobody();
    await using _ = server;
    for (const [name, value] of Object.entries({
      OPENAI_BASE_URL: server.baseUrl,
      OPENAI_API_BASE: server.baseUrl,
      OPENAI_API_KEY: 'sk-of-somebody-else',
      OPENAI_ADMIN_KEY: 'sk-of-an-admin',
      AZURE_OPENAI_API_KEY: 'azure',
      AZURE_OPENAI_BASE_PATH: host,
      AZURE_OPENAI_API_INSTANCE_NAME: 'instance',
      AZURE_OPENAI_API_DEPLOYMENT_NAME: 'deployment',
      AZURE_OPENAI_API_VERSION: '2024-10-21',
      LANGSMITH_GATEWAY: 'true',
      LANGSMITH_GATEWAY_URL: host,
      LANGSMITH_API_KEY: 'ls-key',
    }))
      vi.stubEnv(name, value);
    const model = modelAt(ours);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
    expect(await model.text()).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
    expect(server.calls).toBe(0);
    expect(ours.asked).toMatchObject([PROMPT, PROMPT]);
    expect(ours.keys).toEqual(['Bearer sk-test', 'Bearer sk-test']);
  });

  test('traces what is said, unless tracing is asked for by its own name', async () => {
    await using ours = await modelServer(({ stream }) => says(stream ? 'One.\n' : GOOD));
    const { server, host } = await nobody();
    await using _ = server;
    vi.stubEnv('LANGSMITH_API_KEY', 'ls-key');
    vi.stubEnv('LANGCHAIN_API_KEY', 'ls-key');
    vi.stubEnv('LANGSMITH_ENDPOINT', host);
    vi.stubEnv('LANGCHAIN_ENDPOINT', host);
    vi.stubEnv('LANGSMITH_PROJECT', 'everything');
    const model = modelAt(ours);
    await model.object();
    await model.text();
    expect(ours.calls).toBe(2);
    expect(server.calls).toBe(0);
  });
});

describe('nothing of what is said', () => {
  test('is logged by a library, whatever comes back and whatever the environment asks for', async () => {
    vi.stubEnv('OPENAI_LOG', 'debug');
    const written: unknown[][] = [];
    for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const)
      vi.spyOn(console, level).mockImplementation((...words) => {
        written.push(words);
      });
    const replies = [
      says(GOOD),
      says('words'),
      runsOut('{"answer":"ye'),
      fails(500, 'PRIVATE'),
      sends('text/event-stream', 'data: {"PRIVATE": "words of a ca\n\n'),
      sends('application/json', '{"PRIVATE": "words of a ca'),
      breaksOff('One.\nTw'),
    ];
    for (const reply of replies) {
      await using server = await modelServer(() => reply);
      const model = modelAt(server);
      await model.object();
      await model.text();
    }
    vi.restoreAllMocks();
    expect(written).toEqual([]);
  });
});

describe('no name of a model', () => {
  test.each(['gpt-5.1-codex', 'qwen3-codex:30b', 'gpt-5.5-pro', 'gpt-5.6', 'o4-mini', 'gpt-3.5-turbo', 'llama3.2'])(
    'leads past the chat completions, nor away from the system message: %s',
    async (name) => {
      await using server = await modelServer(({ stream }) => says(stream ? 'One.\n' : GOOD));
      const model = modelAt(server, { model: name });
      expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
      expect(await model.text()).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
      // The server is strict: any other path than that of the chat completions is an error when it closes.
      expect(server.asked.map(({ body }) => body.model)).toEqual([name, name]);
      expect(server.asked).toMatchObject([
        { ...PROMPT, format: 'json_schema' },
        { ...PROMPT, format: 'none' },
      ]);
    },
  );
});
