/** Changes while the letter is being written. */
import { expect, test } from 'vitest';
import type { Writer } from '../../src/letter/writer.ts';
import { templateWriter } from '../../src/letter/writer.ts';
import { remarkText } from '../../src/prompts/remarks.ts';
import { ANSWERS, conversation } from './conversation.ts';

const PLACE = 'terminal:test';

/** An interview whose letter is being written until `finish`. */
async function writing() {
  const begun = Promise.withResolvers<void>();
  const late = Promise.withResolvers<void>();
  const slow: Writer = {
    async write(request, workshop) {
      begun.resolve();
      await late.promise;
      return templateWriter.write(request, workshop);
    },
  };
  const talk = conversation({ writer: slow });
  await talk.answer(ANSWERS);
  let events = 0;
  const post = (said: Parameters<typeof talk.send>[0]) => {
    events += 1;
    return talk.interviewer.receive({ id: `during-${events}`, place: PLACE, author: 'test', at: new Date(0), said });
  };
  await post({ kind: 'choice', choice: 'write' });
  await begun.promise;
  return {
    talk,
    post,
    async finish() {
      late.resolve();
      await talk.interviewer.settled(PLACE);
    },
  };
}

test('case 23: an edit and a text while the letter is written are refused, and do not change it', async () => {
  const { talk, post, finish } = await writing();
  const event = await talk.source('system.employer');
  await post({ kind: 'edited', of: { id: event }, text: 'Umbra' });
  await post({ kind: 'text', text: 'Tavolo was called Umbra then' });
  await finish();
  const letters = talk.heard.filter(({ kind }) => kind === 'letter');
  expect(letters).toHaveLength(1);
  expect(talk.letter()).toContain('Tavolo');
  expect(talk.letter()).not.toContain('Umbra');
  expect(talk.said().split(remarkText('being-written'))).toHaveLength(3);
  // After the letter, the same edit is accepted for a second version.
  await talk.send({ kind: 'edited', of: { id: event }, text: 'Umbra' });
  await talk.choose('write');
  expect(talk.letter()).toContain('Umbra');
});
