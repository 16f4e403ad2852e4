/** The letter of a model in a conversation: its edits, and their calls. */
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { fails, modelServer, readerAndWriter, says } from '../fakes/model.ts';
import { author, draftOf, fixture, requestOf, sentencesOfFixture, verdicts } from '../letter/scripted-model.ts';
import { conversation } from './conversation.ts';

const PLACE: Place = 'terminal:test';
const ledger = fixture('cooperative-ledger');
const texts = sentencesOfFixture(ledger).map(({ text }) => text);

async function atTheReview() {
  const server = await modelServer(
    author({ draft: [says(draftOf(ledger))], verify: [verdicts(ledger)], revise: [says(draftOf(ledger))] }),
  );
  const { writer } = readerAndWriter(server);
  const talk = conversation({ writer });
  await talk.command('start');
  const context = { ...EMPTY, sheet: requestOf(ledger).sheet, enough: true };
  talk.restore('review', context);
  const body = () => talk.letter().split('\n\n').slice(3, -1).join(' ');
  return { talk, context, server, body, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('letter of a model', () => {
  it('the letter arrives unchanged, and /why lists a source for each sentence', async () => {
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

  it('edits need no call, and leave the other sentences unchanged', async () => {
    await using at = await atTheReview();
    await at.talk.command('write');
    await at.talk.say('cut 2', 'add', 'I start in May.', '1', 'write');
    expect(at.body()).toBe([texts[0], 'I start in May.', ...texts.slice(2)].join(' '));
    await at.talk.say('undo', 'undo', 'write');
    expect(at.body()).toBe(texts.join(' '));
    expect(at.server.calls).toBe(2);
    expect(at.talk.faults).toEqual([]);
  });

  it('an undone /hide leaves the letter unchanged without a call', async () => {
    await using at = await atTheReview();
    await at.talk.command('write');
    await at.talk.say('cut 2', 'edit');
    await at.talk.command('hide', 'Quillbank');
    await at.talk.say('a bank', 'undo', 'write');
    expect(at.talk.letter()).toContain('Quillbank');
    expect(at.body()).toBe(texts.toSpliced(1, 1).join(' '));
    expect(at.server.calls).toBe(2);
  });

  it('/hide redacts the letter without a call', async () => {
    await using at = await atTheReview();
    await at.talk.command('write');
    await at.talk.command('hide', 'Quillbank');
    // The question quotes each sentence without the hidden value.
    expect(at.talk.ask().text).toContain(`In the letter:\n"${texts[3]?.replace('Quillbank', '…')}"`);
    await at.talk.say('a bank', 'write');
    expect(at.server.calls).toBe(2);
    expect(at.talk.letter()).not.toContain('Quillbank');
    expect(at.body()).toBe(texts.join(' ').replaceAll('Quillbank', 'a bank'));
  });

  it('the template letter is sent if the model fails, with a message', async () => {
    await using at = await atTheReview();
    at.server.answer(() => fails(401, 'no such key'));
    await at.talk.command('write');
    expect(at.talk.said()).toContain('The model gave me no letter that passes my checks');
    expect(at.talk.letter()).not.toContain(texts[2]);
  });

  it.each([
    { crashes: 19, words: texts.join(' '), calls: 2 },
    { crashes: 20, words: 'The model gave me no letter that passes my checks', calls: 0 },
    { crashes: 25, words: "The letter couldn't be written.", calls: 0 },
  ])('after $crashes crashes of its process: $words', async ({ crashes, words, calls }) => {
    await using at = await atTheReview();
    const { jobs } = at.talk.store;
    // Another process requested the letter, and each one that took it died.
    at.talk.restore('writing', { ...at.context, letters: 1 });
    await jobs.want(PLACE, 1, (await at.talk.store.load(PLACE))?.version ?? 0);
    for (let crash = 0; crash < crashes; crash += 1) {
      const job = await jobs.claim('terminal');
      if (job) await jobs.release(job);
    }
    await at.talk.interviewer.resume();
    await at.talk.interviewer.settled(PLACE);
    expect(at.talk.heard.map((one) => ('text' in one ? one.text.replaceAll('\n\n', ' ') : '')).join('\n')).toContain(
      words,
    );
    expect(at.server.calls).toBe(calls);
  });
});
