import { describe, expect, it } from 'vitest';
import type { Choice } from '../../src/adapters/contract.ts';
import { choiceByLabel } from '../../src/turn/choose.ts';
import { ANSWERS, conversation } from './conversation.ts';

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

describe('words of a noted text are replaced', () => {
  const TOLD = { ...ANSWERS, 'system.what': 'rebuilt the dispatch for 240 hauliers in Go. It plans every trip.' };
  const CHANGED = 'At Tavolo I rebuilt the dispatch for 140 hauliers in Go. It plans every trip.';

  async function noted(text: string, label = '240 hauliers', told: Readonly<Record<string, string>> = TOLD) {
    const talk = conversation();
    await talk.answer(told, 'system.before');
    await talk.say(text);
    await talk.choose(talk.ask().choices.find((choice) => choice.label.includes(label))?.id ?? '');
    return talk;
  }

  const CORRECTION = 'Sorry, I made a mistake, it is 140 hauliers, not 240.';

  it('by a correction, in the only note that has them', async () => {
    const talk = conversation();
    await talk.answer(TOLD, 'system.before');
    await talk.say(CORRECTION);
    expect(talk.ask().noted).toMatchObject([
      { slot: 'system.what', text: expect.stringContaining('for 140 hauliers') },
    ]);
    expect(talk.ask().slot).toBe('system.before');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(talk.letter()).toContain(CHANGED);
  });

  it('by a correction beside an answer', async () => {
    const talk = conversation();
    await talk.answer(TOLD, 'system.before');
    await talk.say("Before that, every depot phoned. And it's actually 140 hauliers, not 240.");
    expect(
      talk
        .ask()
        .noted.map(({ slot }) => slot)
        .toSorted(),
    ).toEqual(['system.before', 'system.what']);
  });

  it('by a correction of a number with a comma', async () => {
    const talk = conversation();
    await talk.answer(
      { ...ANSWERS, 'system.what': 'rebuilt the intake. It reads 460,000 smart meters.' },
      'system.before',
    );
    await talk.say('wait, it is 620,000 meters, not 460,000. sorry');
    expect(talk.ask()).toMatchObject({ slot: 'system.before', noted: [{ slot: 'system.what' }] });
    // A correction is no answer to a question for a number.
    await talk.answer(ANSWERS, 'throughput.now');
    await talk.say('wait, it is 640,000 meters, not 620,000. sorry');
    expect(talk.ask()).toMatchObject({
      slot: 'throughput.now',
      noted: [{ slot: 'system.what', text: expect.stringContaining('640,000 smart meters') }],
    });
  });

  it('and short words beside the correction are shown before they are noted', async () => {
    const talk = conversation();
    await talk.answer(TOLD, 'system.before');
    await talk.say('it is 140 hauliers, not 240. my bad');
    expect(talk.ask()).toMatchObject({
      text: expect.stringContaining('"my bad"'),
      noted: [{ slot: 'system.what', text: expect.stringContaining('for 140 hauliers') }],
    });
  });

  it('or, in doubt, the list has the topic of the only note with the number', async () => {
    const talk = conversation();
    await talk.answer(TOLD, 'system.before');
    await talk.say('Oops, it was 140 depots, not 240');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([
      'Employer: Tavolo',
      expect.stringContaining('System: rebuilt the dispatch for 240 hauliers'),
      "It's my answer",
      'Ignore it',
    ]);
  });

  it('by a correction, in the note that is tapped for it, if two have them', async () => {
    const told = { ...TOLD, 'company.view': 'You have 240 hauliers too.' };
    const talk = await noted(CORRECTION, 'rebuilt the dispatch', told);
    expect(talk.ask().noted).toMatchObject([
      { slot: 'system.what', text: expect.stringContaining('for 140 hauliers') },
    ]);
    expect(talk.ask().slot).toBe('system.before');
  });

  it('by an order at the question for the new text', async () => {
    const talk = await noted('Sorry, that was wrong.');
    await talk.say('change 240 to 140');
    expect(talk.ask().noted).toMatchObject([
      { slot: 'system.what', text: expect.stringContaining('for 140 hauliers') },
    ]);
    expect(talk.ask().slot).toBe('system.before');
  });

  it('by a correction there, if it is tapped', async () => {
    const talk = await noted('Sorry, that was wrong.');
    await talk.say('140 hauliers, not 240');
    expect(
      talk
        .ask()
        .choices.map(({ label }) => label)
        .slice(0, 2),
    ).toEqual([expect.stringContaining('rebuilt the dispatch for 140 hauliers'), '140 hauliers, not 240']);
    await talk.choose('offer:1');
    expect(talk.ask().noted).toMatchObject([
      { slot: 'system.what', text: expect.stringContaining('for 140 hauliers') },
    ]);
    expect(talk.ask().slot).toBe('system.before');
  });

  it('in a name', async () => {
    const talk = await noted('Sorry, that was wrong.', 'Harbour Grid');
    await talk.say('change Harbour to Harbor');
    expect(talk.ask().noted).toMatchObject([{ slot: 'role.company', text: 'Harbor Grid' }]);
  });

  it('unless they are missing: then the bot asks whether the order is the new text', async () => {
    const talk = await noted('Sorry, that was wrong.');
    await talk.say('change 250 to 140');
    expect(talk.said()).toContain('That looks like a command');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['offer:1', 'keep', 'skip']);
    await talk.choose('keep');
    expect(talk.ask().slot).toBe('system.before');
  });
});
