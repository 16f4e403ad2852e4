/** Letters of a model's in a conversation: what a change to one costs, and what it leaves as it was. */
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import { createModelWriter } from '../../src/letter/chain.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { revive } from '../../src/machine/interview.ts';
import { freeze } from '../../src/machine/saved.ts';
import { createModel } from '../../src/model/openai.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { fails, modelServer, says } from '../fakes/model.ts';
import { author, draftOf, requestOf, verdicts } from '../letter/model/author.ts';
import { fixture, sentencesOfFixture } from '../letter/model/fixtures.ts';
import { conversation } from './conversation.ts';

const PLACE: Place = 'terminal:test';
const ledger = fixture('cooperative-ledger');
const texts = sentencesOfFixture(ledger).map(({ text }) => text);

async function atTheReview() {
  const server = await modelServer(
    author({ draft: [says(draftOf(ledger))], verify: [verdicts(ledger)], revise: [says(draftOf(ledger))] }),
  );
  const store = new MemoryStore();
  const model = createModel({ apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'gpt-test' }, () => Promise.resolve());
  const writer = createModelWriter(model, model, { calls: 8, milliseconds: 20_000 }, () => performance.now());
  const talk = conversation(store, guidedReader, writer);
  await talk.command('start');
  store.overwrite(PLACE, freeze(revive('review', { ...EMPTY, sheet: requestOf(ledger).sheet, enough: true })));
  const body = () => talk.letter().split('\n\n').slice(3, -1).join(' ');
  return { talk, server, body, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('a letter by a model', () => {
  it('arrives as it was written, and says what each sentence rests on', async () => {
    await using at = await atTheReview();
    await at.talk.command('write');
    expect(at.body()).toBe(texts.join(' '));
    expect(at.server.calls).toBe(2);
    await at.talk.command('why');
    const lines = at.talk.said().split('\n');
    for (const [at, text] of texts.entries())
      expect(lines).toContainEqual(expect.stringContaining(`${at + 1}. ${text.slice(0, 40)}`));
    expect(lines.filter((line) => line.endsWith('← '))).toEqual([]);
  });

  it('is changed sentence by sentence: no call, and every other sentence byte for byte', async () => {
    await using at = await atTheReview();
    await at.talk.command('write');
    await at.talk.say('cut 2', 'add: I start in May.', 'write');
    expect(at.body()).toBe([...texts.toSpliced(1, 1), 'I start in May.'].join(' '));
    await at.talk.say('undo', 'undo', 'write');
    expect(at.body()).toBe(texts.join(' '));
    expect(at.server.calls).toBe(2);
    expect(at.talk.faults).toEqual([]);
  });

  it('comes back with an undo of what would have it written anew', async () => {
    await using at = await atTheReview();
    await at.talk.command('write');
    await at.talk.say('cut 2', 'edit');
    await at.talk.command('hide', 'Quillbank');
    await at.talk.say('a bank', 'undo', 'write');
    expect(at.talk.letter()).toContain('Quillbank');
    expect(at.body()).toBe(texts.toSpliced(1, 1).join(' '));
    expect(at.server.calls).toBe(2);
  });

  it('stays when something is kept out of it, without a call', async () => {
    await using at = await atTheReview();
    await at.talk.command('write');
    await at.talk.command('hide', 'Quillbank');
    // What is asked for is told, and the value itself isn't.
    expect(at.talk.ask().text).toContain(`In the letter: "${texts[3]?.replace('Quillbank', '…')}"`);
    await at.talk.say('a bank', 'write');
    expect(at.server.calls).toBe(2);
    expect(at.talk.letter()).not.toContain('Quillbank');
    expect(at.body()).toBe(texts.join(' ').replaceAll('Quillbank', 'a bank'));
  });

  it('is the template where the model fails, and that is said', async () => {
    await using at = await atTheReview();
    at.server.answer(() => fails(401, 'no such key'));
    await at.talk.command('write');
    expect(at.talk.said()).toContain("The model didn't come up with a letter");
    expect(at.talk.letter()).not.toContain(texts[2]);
  });
});
