import { describe, expect, test } from 'vitest';
import { fails, modelServer, type Script, says } from '../fakes/model.ts';
import { GOOD, modelAt } from './asking.ts';

/** A server that takes only these formats, and says so. */
function taking(...known: readonly string[]): Script {
  return ({ format }) =>
    known.includes(format) ? says(GOOD) : fails(400, `Invalid parameter: 'response_format' of type '${format}'`);
}

describe('a server that does not know the format', () => {
  test.each([
    ['schemas', ['json_schema', 'none'], 1, 1],
    ['prose only', ['none'], 2, 1],
  ] as const)('that takes %s is found out once', async (_, known, first, later) => {
    await using server = await modelServer(taking(...known));
    const model = modelAt(server);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: first, pauses: [] });
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: later });
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: later });
    expect(server.calls).toBe(first + 2 * later);
  });

  test('and takes none at all is given up', async () => {
    await using server = await modelServer(taking());
    const model = modelAt(server);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'failed', why: 'refused' }, calls: 2 });
    expect(await model.object()).toMatchObject({ answer: { outcome: 'failed', why: 'refused' }, calls: 1 });
  });

  test('goes on where the budget ended', async () => {
    await using server = await modelServer(taking('none'));
    const model = modelAt(server);
    expect(await model.object({ calls: 1 })).toMatchObject({ answer: { outcome: 'failed', why: 'spent' }, calls: 1 });
    expect(await model.object({ calls: 1 })).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
  });

  test.each([
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model",
    'This response_format type is unavailable now',
    'failed to parse grammar',
    'No endpoints found that can handle the requested parameters.',
    'Structured outputs are not enabled',
  ])('may say so in its own words: %s', async (message) => {
    await using server = await modelServer(({ format }) => (format === 'none' ? says(GOOD) : fails(400, message)));
    expect(await modelAt(server).object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 2 });
  });

  test('is not mistaken for one that dislikes something else', async () => {
    await using server = await modelServer(() => fails(400, 'Unknown parameter: top_p'));
    const model = modelAt(server);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'failed', why: 'refused' }, calls: 1 });
    await model.object();
    expect(server.asked.map(({ format }) => format)).toEqual(['json_schema', 'json_schema']);
  });
});

describe('a server that takes the schema and does not keep to it', () => {
  const fenced: Script = ({ format }) => says(format === 'json_schema' ? `\`\`\`\n${GOOD}\n\`\`\`` : GOOD);

  test('once is asked by the schema again', async () => {
    const server = await modelServer(fenced);
    await using _ = server;
    const model = modelAt(server);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 2 });
    server.answer(() => says(GOOD));
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
    server.answer(fenced);
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 2 });
    expect(server.asked.map(({ format }) => format)).toEqual([
      'json_schema',
      'none',
      'json_schema',
      'json_schema',
      'none',
    ]);
  });

  test('twice in a row is not', async () => {
    await using server = await modelServer(fenced);
    const model = modelAt(server);
    await model.object();
    await model.object();
    expect(await model.object()).toMatchObject({ answer: { outcome: 'answered' }, calls: 1 });
    expect(server.asked.map(({ format }) => format).slice(3)).toEqual(['none', 'none']);
  });
});
