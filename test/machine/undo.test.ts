/** "undo" takes back the last answer or edit, and says which. */
import { describe, expect, test } from 'vitest';
import type { InterviewContext } from '../../src/machine/context.ts';
import type { Edit } from '../../src/machine/edits.ts';
import { ANSWERS, conversation, interviewAt, slotAfter } from '../turn/conversation.ts';

const restoresIn = ({ edits }: InterviewContext) => edits.filter((edit) => edit.type === 'restore');

test('takes back an answer that came after an edit, then the edit', async () => {
  const talk = await interviewAt('reliability.now');
  await talk.say('3: Rui ran the Kafka cluster and I wrote the protocol.', 'lost readings: 1.2% -> 0.05%');
  await talk.say('undo');
  expect(talk.said()).toContain('Undone.\nCut: "Lost readings fell from 1.2% to 0.05%."');
  expect(talk.ask()).toMatchObject({ slot: 'reliability.now', text: expect.stringContaining('3. Rui ran') });
  await talk.say('undo');
  expect(talk.said()).toContain(
    'Undone.\nBefore: "Rui ran the Kafka cluster and I wrote the protocol."\nNow: "I designed the protocol, two',
  );
  expect(talk.ask().text).toContain('3. I designed the protocol, two colleagues');
});

test('asks the question of a name again', async () => {
  const talk = await interviewAt('system.what');
  await talk.say('undo');
  expect(talk.said()).toContain('Undone.');
  expect(talk.ask().slot).toBe('system.employer');
});

test('takes back a skipped question and a correction', async () => {
  const talk = await interviewAt('latency.now');
  await talk.say('sorry, 0.07%, not 0.05%');
  await talk.choose('yes');
  await talk.say('skip', 'undo');
  expect(talk.said()).toContain('Undone.');
  expect(talk.ask().slot).toBe('latency.now');
  await talk.say('undo');
  expect(talk.said()).toContain('Now: "Lost readings fell from 1.2% to 0.05%."');
});

test('takes back a message that is asked about, and changes nothing else', async () => {
  const talk = await interviewAt('latency.now');
  await talk.say('sorry, 0.07%, not 0.05%', 'undo');
  expect(talk.said()).not.toContain('Undone.');
  expect(talk.ask().slot).toBe('latency.now');
  await talk.command('brief');
  expect(talk.said()).toContain('0.05%');
});

describe('an open question that nobody answered is no change', () => {
  const CUT = 'Added: "At Tavolo I rebuilt the meter pipeline in Go."';

  test.each(['something about the numbers that moved', 'rewrite', 'greeting', 'fix'])(
    'undo takes back the edit before it: %s',
    async (typed) => {
      const talk = await interviewAt();
      await talk.say('cut 3', typed);
      expect(talk.ask().question).not.toBe('review');
      await talk.say('undo');
      expect(talk.heard.slice(-2).map((one) => ('text' in one ? one.text : ''))).toContainEqual(
        expect.stringContaining(CUT),
      );
      expect(talk.ask()).toMatchObject({ question: 'review' });
    },
  );

  test('without an edit, the letter comes again', async () => {
    const talk = await interviewAt();
    await talk.say('rewrite', 'undo');
    expect(talk.ask()).toMatchObject({ question: 'review' });
    expect(talk.ask().text).not.toContain('Undone.');
  });

  test('during the interview, the last answer is asked for again', async () => {
    const talk = await interviewAt(slotAfter('contract'));
    await talk.say('fix', 'undo');
    expect(talk.said()).toContain('Undone.');
    expect(talk.ask().slot).toContain('contract');
  });
});

describe('an undo behind other words', () => {
  test.each([
    'oops the numbers moved, undo',
    'No, that went wrong. Undo that!',
    'undo, that broke the numbers! 6.8% must stay',
  ])('is one: %s', async (typed) => {
    const talk = await interviewAt('latency.now');
    await talk.say(typed);
    expect(talk.said()).toContain('Undone.');
    await talk.answer(ANSWERS);
    await talk.say('cut 3', typed);
    expect(talk.ask().text).toContain('Added: "At Tavolo I rebuilt the meter pipeline in Go."');
  });

  test('is part of an answer that does not begin as a correction', async () => {
    const talk = await interviewAt('system.what');
    await talk.say('built an editor with copy, paste, undo');
    expect(talk.ask().slot).toBe('system.before');
  });
});

test('moves are taken back, too', async () => {
  const talk = await interviewAt();
  const { text } = talk.ask();
  await talk.say('move 3 to 4', 'undo');
  expect(talk.ask().text).toContain('Undone.\nThe paragraphs and sentences are rearranged.');
  expect(talk.ask().text).toContain(text);
});

test('says that there is nothing, at the start and behind a letter', async () => {
  const talk = conversation();
  await talk.command('start');
  await talk.say('undo');
  expect(talk.said()).toContain("There's no change to undo.");
  await talk.answer(ANSWERS);
  await talk.say('write', 'undo');
  expect(talk.said().match(/There's no change to undo/g)).toHaveLength(2);
});

test('each change stores only what it replaced, and several are taken back exactly', async () => {
  const talk = await interviewAt('throughput.now');
  const before: InterviewContext[] = [];
  for (const text of [
    '9,500 readings per second',
    '400 readings per second',
    'skip',
    'Old meters could not be changed.',
  ]) {
    before.push(await talk.context());
    await talk.say(text);
  }
  const after = await talk.context();
  for (const { sheet } of restoresIn(after)) {
    for (const slot of Object.keys(sheet.values ?? {}))
      expect(sheet.values?.[slot]).not.toEqual(after.sheet.values[slot]);
    for (const figure of sheet.figures ?? [])
      if (typeof figure !== 'string') expect(after.sheet.figures).not.toContainEqual(figure);
  }
  for (const { sheet, trail, done } of before.toReversed()) {
    await talk.say('undo');
    expect(await talk.context()).toMatchObject({ sheet, trail, done });
  }
});

test('takes back the answer of a stored state whose undo holds all values', async () => {
  const talk = await interviewAt('system.what');
  const after = await talk.context();
  const { 'system.employer': employer, ...values } = after.sheet.values;
  expect(employer).toBeDefined();
  const { trail } = after;
  const steps = { done: [], split: [], trail: trail.slice(0, -1) };
  const last: Edit = { type: 'restore', sheet: { values, figures: [] }, edits: [], ...steps };
  const edits = after.edits.map((edit) => (edit === restoresIn(after).at(-1) ? last : edit));
  talk.restore('system', { ...after, edits });
  await talk.say('undo');
  expect(talk.said()).toContain('Undone.');
  expect(await talk.context()).toMatchObject({ sheet: { ...after.sheet, values }, trail: trail.slice(0, -1) });
});

test('a stored state can take back as much', async () => {
  const talk = await interviewAt();
  await talk.say('cut 3');
  const context = await talk.context();
  const { kept } = await talk.store.before('terminal:test', '');
  expect(context).toEqual(kept?.saved.context);
});

test('quotes nothing that is hidden again by the undo', async () => {
  const talk = await interviewAt('review', {
    ...ANSWERS,
    'system.part': 'I did the checks. Tomasz wrote the parsers.',
  });
  await talk.command('hide', 'Tomasz');
  await talk.say('a colleague', 'fix');
  await talk.choose('unhide:1');
  await talk.say('undo');
  expect(talk.ask().text).toMatch(/^Undone\./);
  expect(talk.ask().text).not.toContain('Tomasz');
});

test('lists no earlier number after it was taken back', async () => {
  const talk = await interviewAt('throughput.more');
  await talk.say('undo', 'fix');
  const labels = talk.ask().choices.map(({ label }) => label);
  expect(labels).toContain('Load, now: 9,500 readings per second');
  expect(labels.filter((label) => label.startsWith('Load, before'))).toEqual([]);
});

describe('a hidden value, whose replacement is asked for', () => {
  const SENTENCE = 'two colleagues built the dashboards.';

  test.each([
    ['a shop', 'two colleagues built a shop.'],
    ['leave the sentence out', 'Undone.\nAdded: "I designed the protocol, two'],
  ])('is shown again by one undo, also after an answer: %s', async (answer, words) => {
    const talk = await interviewAt();
    await talk.say('/hide the dashboards', answer, 'undo');
    expect(talk.ask().text).toContain(words);
    expect(talk.ask().text.split('Here is the letter')[1]).toContain(SENTENCE);
    expect((await talk.context()).sheet.hidden).toEqual([]);
  });

  test('is shown again by an undo instead of an answer, and nothing more is asked', async () => {
    const talk = await interviewAt();
    await talk.say('/hide the dashboards', 'undo');
    expect(talk.ask()).toMatchObject({ question: 'review', text: expect.stringContaining(SENTENCE) });
  });

  test('stays shown after "Don\'t hide it"', async () => {
    const talk = await interviewAt();
    await talk.say('cut 3', '/hide the dashboards');
    await talk.choose('none');
    await talk.say('undo');
    expect((await talk.context()).sheet.hidden).toEqual([]);
    await talk.say('undo');
    expect(talk.ask().text).toContain('Added: "At Tavolo I rebuilt');
  });

  test('stays hidden if another one is shown again', async () => {
    const talk = await interviewAt();
    await talk.say('/hide the dashboards', '/hide Tavolo', 'a shop', 'undo');
    expect((await talk.context()).sheet.hidden).toEqual([{ value: 'the dashboards', say: null }]);
  });
});
