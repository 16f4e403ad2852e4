/** Typing the whole label of a button presses it, even if it is also an order or a phrase. */
import { describe, expect, it, test } from 'vitest';
import type { Choice, Place } from '../../src/adapters/contract.ts';
import { deserialize } from '../../src/machine/saved.ts';
import { choiceByLabel } from '../../src/turn/choose.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';

const PLACE: Place = 'terminal:test';
type Talk = ReturnType<typeof conversation>;

/** Messages and state after an act in a copy of this conversation. */
async function after(talk: Talk, act: (other: Talk) => Promise<unknown>): Promise<unknown> {
  const kept = await talk.store.load(PLACE);
  const store = new MemoryStore();
  const other = conversation({ store });
  await other.command('start');
  if (kept) store.overwrite(PLACE, kept.saved);
  await act(other);
  const saved = (await store.load(PLACE))?.saved;
  return { heard: other.heard, state: saved && deserialize(saved) };
}

/** @returns how many buttons the open question has */
async function pressedAlike(talk: Talk): Promise<number> {
  const { choices } = talk.ask();
  for (const { id, label } of choices)
    expect(await after(talk, (other) => other.say(label)), `${talk.ask().text} [${label}]`).toEqual(
      await after(talk, (other) => other.choose(id)),
    );
  return choices.length;
}

test('a typed label does what its button does, at every question of an interview', async () => {
  const talk = conversation();
  await talk.command('start');
  let pressed = 0;
  for (let turns = 0; turns < 40 && talk.ask().question !== 'review'; turns += 1) {
    pressed += await pressedAlike(talk);
    const { slot = '', choices } = talk.ask();
    const text = ANSWERS[slot];
    const ids = choices.map(({ id }) => id);
    const id = ['no', 'skip', 'yes', 'keep'].find((each) => ids.includes(each));
    if (text !== undefined) await talk.say(text);
    else await talk.choose(id ?? 'skip');
  }
  expect(talk.ask().question).toBe('review');
  pressed += await pressedAlike(talk);
  for (const [text] of [['Keep out'], ['Cut'], ['Sign-off']] as const) {
    await talk.say(text);
    pressed += await pressedAlike(talk);
    await talk.choose('none');
  }
  expect(pressed).toBeGreaterThan(100);
});

test.each([
  ['after a letter', ['write']],
  ['in a practice interview', ['write', 'practice']],
  ['after an answer in a practice interview', ['write', 'practice', 'The whole of March']],
  ['when a stand-in is asked for', ['/hide Tavolo']],
  ['in the list of changes', ['fix']],
  ['at the confirmation of /forget', ['/forget']],
])('a typed label does what its button does, %s', async (_, said) => {
  const talk = await interviewAt();
  await talk.say(...said);
  expect(await pressedAlike(talk)).toBeGreaterThan(0);
});

test('"Keep everything" accepts an answer with a request to the bot, without a note about /hide', async () => {
  const talk = await interviewAt('closing');
  await talk.say("I can show you the spec. Please don't write the name of the bank.");
  expect(talk.ask().choices.map(({ label }) => label)).toContain('Keep everything');
  await pressedAlike(talk);
  await talk.say('keep everything');
  expect(talk.ask().slot).toBe('contact.name+contact.email+contact.location');
  expect(talk.said()).not.toContain('/hide and the exact words');
});

test('does not take "I don\'t write Go" for a request to keep words out', async () => {
  const talk = await interviewAt('closing');
  await talk.say("I don't write Go yet; Kotlin is my language.");
  expect(talk.ask().slot).toBe('contact.name+contact.email+contact.location');
});

test.each(['same', 'as before', 'see above', 'I already told you'])(
  '"%s" leaves out what a time measures',
  async (said) => {
    const talk = await interviewAt('latency.percentile', { ...ANSWERS, 'latency.now': '4 seconds' });
    await talk.say(said);
    expect(talk.ask().slot).toBe('latency.measure');
    expect(talk.ask().choices.map(({ label }) => label)).toContain('Already said');
    await talk.say(said);
    expect(talk.ask()).toMatchObject({ slot: 'latency.more', noted: [] });
  },
);

const CHOICES: readonly Choice[] = [
  { id: 'use-1', label: 'identity', value: 'identity' },
  { id: 'use-2', label: 'Payments Core', value: 'Payments Core' },
  { id: 'skip', label: 'Only the new one is known' },
];

describe('choiceByLabel', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['identity', 'use-1'],
    ['Identity', undefined],
    ['Payments Core', 'use-2'],
    ['payments core', undefined],
    ['Only the new one is known', 'skip'],
    ['only the new one is known, please', 'skip'],
    ['[Only the new one is known]', 'skip'],
    ['skip', 'skip'],
    ['Only the new one', undefined],
    ['the first one', undefined],
    ['', undefined],
  ];
  it.each(cases)('takes %j for the choice %j', (text, id) => expect(choiceByLabel(text, CHOICES)?.id).toBe(id));
});
