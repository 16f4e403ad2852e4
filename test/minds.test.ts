/** Who reads and who writes, by the settings of the model. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { configure, type ModelConfig } from '../src/config.ts';
import { plainWriter } from '../src/letter/plain.ts';
import { mindsFor } from '../src/minds.ts';
import { plainReader, readPlainly } from '../src/reader/plain.ts';
import type { Message } from '../src/reader/reader.ts';
import { isBusy, modelServer, says } from './fakes/model.ts';
import { author, Desk, nadia, objections, there } from './letter/author.ts';
import { answers } from './reader/model/listening.ts';

const brief = nadia();
const REQUEST = { brief, date: new Date('2026-03-02T12:00:00Z'), short: false };
const MESSAGE: Message = {
  id: 'm1',
  text: 'At Brightwell I rebuilt the invoicing service, it used to be a cron script.',
  asking: { topic: 'system', gap: { kind: 'open' }, repeats: 0 },
  brief: { facts: [], declined: [] },
};

/** As somebody sets it who has a server of their own. */
function settings(more: Readonly<Record<string, string>>): ModelConfig {
  const configured = configure({ FOREWORD_MODEL: 'large', OPENAI_API_KEY: 'sk-mine', ...more });
  if ('faults' in configured || configured.config.model === null) throw new Error('no model is set');
  return configured.config.model;
}

describe('without a model', () => {
  test('the rules read, and the composer writes', async () => {
    expect(await mindsFor(null, Date.now)).toEqual({ reader: plainReader, writer: plainWriter });
  });

  test('nothing of a model or of its library is loaded', async () => {
    const child = join(import.meta.dirname, 'minds.child.ts');
    const { stdout } = await promisify(execFile)(join(import.meta.dirname, '../bin/node'), [child]);
    const loaded = stdout.trim().split('\n');
    expect(loaded.some((url) => url.endsWith('/src/reader/plain.ts'))).toBe(true);
    expect(
      loaded.filter((url) =>
        /langchain|langsmith|node_modules\/openai|src\/model\/openai|src\/reader\/model|src\/letter\/chain/.test(url),
      ),
    ).toEqual([]);
  });
});

describe('with a model', () => {
  test('each message is one call to the one that reads, and a letter two to the one that writes', async () => {
    await using server = await modelServer((asked) =>
      asked.body.model === 'small'
        ? answers({ facts: [{ topic: 'system', quote: MESSAGE.text }] })
        : author(brief)(asked),
    );
    const { reader, writer } = await mindsFor(
      settings({ OPENAI_BASE_URL: server.baseUrl, FOREWORD_READING_MODEL: 'small' }),
      Date.now,
    );
    const { facts } = await reader.read(MESSAGE);
    expect(facts.map(({ topic, quote }) => [topic, quote])).toEqual([['system', MESSAGE.text]]);
    expect(server.asked.map(({ body }) => body.model)).toEqual(['small']);
    // The question that stood goes along, in our words.
    expect(server.asked[0]?.user).toContain('Which one system would you talk about');
    const { letter, byModel, usage } = there(await writer.write(REQUEST, new Desk()));
    expect({ byModel, calls: usage?.calls }).toEqual({ byModel: true, calls: 2 });
    expect(objections(letter, brief)).toEqual([]);
    expect(server.asked.map(({ body }) => body.model)).toEqual(['small', 'large', 'large']);
    expect(server.keys).toEqual(['Bearer sk-mine', 'Bearer sk-mine', 'Bearer sk-mine']);
  });

  test('the one that writes reads too, where no other is set; and a server of one’s own wants no key', async () => {
    await using server = await modelServer(() => answers());
    const configured = configure({ FOREWORD_MODEL: 'large', OPENAI_BASE_URL: server.baseUrl });
    if ('faults' in configured) throw new Error(configured.faults.join());
    const { reader } = await mindsFor(configured.config.model, Date.now);
    await reader.read(MESSAGE);
    expect(server.asked.map(({ body }) => body.model)).toEqual(['large']);
  });

  test('that is busy for longer than there is time, the rules read and the composer writes', async () => {
    await using server = await modelServer(() => isBusy(200));
    const { reader, writer } = await mindsFor(settings({ OPENAI_BASE_URL: server.baseUrl }), Date.now);
    expect(await reader.read(MESSAGE)).toEqual(readPlainly(MESSAGE));
    const { letter, byModel } = there(await writer.write(REQUEST, new Desk()));
    expect(byModel).toBe(false);
    expect(objections(letter, brief)).toEqual([]);
    expect(server.calls).toBe(3);
  });

  test('a message takes two calls at most, and a letter five, whatever comes back', async () => {
    await using server = await modelServer(() => says('{}'));
    const { reader, writer } = await mindsFor(settings({ OPENAI_BASE_URL: server.baseUrl }), Date.now);
    await reader.read(MESSAGE);
    expect(server.calls).toBe(2);
    await writer.write(REQUEST, new Desk());
    expect(server.calls - 2).toBeLessThanOrEqual(5);
  });
});
