/** How questions end: old buttons are removed, the choice stays visible, and a new version replaces the old one. */
import { describe, expect, test } from 'vitest';
import type { Ask, Attempt } from '../../../src/adapters/contract.ts';
import { discordWords, fieldLabel } from '../../../src/prompts/discord-texts.ts';
import { rowsIn } from '../../fakes/discord/bodies.ts';
import type { Person } from '../../fakes/discord/person.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { type Opened, open, openOn, placeOf, started, until } from './open.ts';
import { attempt, QUESTION } from './samples.ts';

const NEXT: Ask = { ...QUESTION, text: 'And before?', mark: 'c3' };
const REVIEW: Ask = {
  ...QUESTION,
  question: 'review',
  text: `1. ${'I rebuilt meter ingestion in Go. '.repeat(90)}`,
  choices: [
    { id: 'write', label: 'Write it' },
    { id: 'cut', label: 'Cut' },
  ],
};
const FACTS: Ask = {
  ...QUESTION,
  question: 'which',
  text: 'What do you want to change?',
  choices: [
    {
      id: 'note:1',
      label: 'Your part: I designed and wrote it; the firmware …',
      slot: 'system.part',
      value: partOf(),
      isNoted: true,
    },
    { id: 'note:2', label: 'Company: Harbour Grid', slot: 'role.company', value: 'Harbour Grid', isNoted: true },
    ...Array.from({ length: 20 }, (_, at) => ({ id: `note:${at + 3}`, label: `Fact ${at}`, slot: 'closing' })),
    { id: 'none', label: 'Nothing' },
  ],
};

function partOf(): string {
  return `I designed and wrote it; the firmware came from another team. ${'It was a year of work. '.repeat(20)}`.trim();
}

/** An attempt that knows the question before it. */
function knowing(platformId: string): Attempt {
  return { ...attempt(), before: { platformId } };
}

async function ask(discord: Opened, person: Person, message: Ask, key: string, kept?: Attempt): Promise<string> {
  const sent = await discord.adapter.send(placeOf(person), message, key, kept);
  if (sent.outcome !== 'sent' || sent.platformId === null) throw new Error('not sent');
  return sent.platformId;
}

/** The controls of a message, as they are shown. */
function controlsOf(fake: FakeDiscord, person: Person, id: string) {
  return rowsIn(fake.world.message(person.direct.id, id)?.components ?? []).flatMap((row) => [...row.components]);
}

describe('question buttons', () => {
  test('the buttons of a question are removed when it is answered by text', async () => {
    await using discord = await started();
    const { sam } = discord;
    const first = await ask(discord, sam, QUESTION, 'one');
    sam.say('210 ms');
    await ask(discord, sam, NEXT, 'two', knowing(first));
    expect(controlsOf(discord.fake, sam, first)).toEqual([]);
    expect(sam.sees()[0]?.text).toContain(QUESTION.text);
    expect(sam.sees()[1]?.rows).toHaveLength(1);
  });

  test('the buttons of the previous question are removed also after a restart', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    const first = await ask(discord, sam, QUESTION, 'one');
    await discord.adapter.stop();
    await using next = openOn(fake);
    await next.start();
    await ask(next, sam, NEXT, 'two', knowing(first));
    expect(controlsOf(fake, sam, first)).toEqual([]);
  });

  test('the chosen button stays highlighted after the next question and after a restart', async () => {
    await using discord = await open();
    const { fake } = discord;
    const sam = fake.person();
    let first = '';
    await discord.start(() => ask(discord, sam, NEXT, 'two', knowing(first)).then(() => undefined));
    first = await ask(discord, sam, QUESTION, 'one');
    sam.press('Skip');
    const chosen = [
      { label: 'Skip', style: 3, disabled: true },
      { label: 'Back', style: 2, disabled: true },
    ];
    await until(() => expect(controlsOf(fake, sam, first)).toMatchObject(chosen));
    await discord.adapter.stop();
    await using next = openOn(fake);
    await next.start();
    await ask(next, sam, { ...NEXT, mark: 'd4' }, 'three', knowing(first));
    expect(controlsOf(fake, sam, first)).toMatchObject(chosen);
  });
});

describe('new version of a question', () => {
  const changed = { ...REVIEW, text: REVIEW.text.replace('Go', 'Rust'), isAgain: true };

  test('a new version replaces the last message, and its buttons work', async () => {
    await using discord = await open();
    const { fake } = discord;
    const sam = fake.person();
    let first = '';
    const versions = [changed, { ...changed, text: '1. Short.' }];
    await discord.start(async () => {
      const version = versions.shift();
      if (version) await ask(discord, sam, version, version.text, knowing(first));
    });
    first = await ask(discord, sam, REVIEW, 'one');
    sam.press('Cut');
    await until(() => expect(sam.sees().map(({ text }) => text.slice(0, 40))).toEqual([changed.text.slice(0, 40)]));
    sam.press('Cut');
    await until(() => expect(sam.sees().map(({ text }) => text)).toEqual(['1. Short.']));
    expect(controlsOf(fake, sam, first).map(({ disabled }) => disabled === true)).toEqual([false, false]);
  });

  test('a follow-up question and the next review replace the same message', async () => {
    await using discord = await started();
    const { sam } = discord;
    const first = await ask(discord, sam, REVIEW, 'one');
    const which: Ask = { ...QUESTION, question: 'which', text: 'Which sentence shall go?', isAgain: true };
    for (const [at, version] of [which, changed].entries())
      expect(await ask(discord, sam, version, `${at}`, knowing(first))).toBe(first);
    expect(sam.sees().map(({ text }) => text.trim())).toEqual([changed.text.trim()]);
  });

  test('a new version is a new message if the old one took several messages', async () => {
    await using discord = await started();
    const { sam } = discord;
    const last = await ask(discord, sam, { ...REVIEW, text: 'I rebuilt meter ingestion in Go. '.repeat(150) }, 'one');
    const seen = sam.sees().length;
    expect(await ask(discord, sam, changed, 'two', knowing(last))).not.toBe(last);
    expect(sam.sees()).toHaveLength(seen + 1);
  });

  test('a new version is a new message after a restart', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    const first = await ask(discord, sam, REVIEW, 'one');
    await discord.adapter.stop();
    await using next = openOn(fake);
    await next.start();
    expect(await ask(next, sam, changed, 'two', knowing(first))).not.toBe(first);
    expect(controlsOf(fake, sam, first)).toEqual([]);
  });

  test('a new version is a new message if the person wrote in between', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    const first = await ask(discord, sam, REVIEW, 'one');
    sam.say('cut 2');
    await until(() => expect(discord.heard).toHaveLength(1));
    const second = await ask(discord, sam, changed, 'two', knowing(first));
    expect(second).not.toBe(first);
    expect(controlsOf(fake, sam, first)).toEqual([]);
  });
});

test('a review of more than 2,000 characters is one message, in a container', async () => {
  await using discord = await started();
  const { fake, sam } = discord;
  await ask(discord, sam, REVIEW, 'one');
  expect(REVIEW.text.length).toBeGreaterThan(2_000);
  const [seen, ...others] = sam.sees();
  expect(others).toEqual([]);
  expect(seen?.text.trim()).toBe(REVIEW.text.trim());
  expect(fake.world.channels.get(sam.direct.id)?.messages[0]?.components[0]).toMatchObject({ type: 17 });
});

test('a review whose response was lost is found again after its nonce expired', async () => {
  await using discord = await started();
  const { fake, sam } = discord;
  const kept = attempt();
  fake.faults.plan('POST', '/channels/:channel/messages', { kind: 'accept-then-cut' });
  fake.faults.plan('POST', '/channels/:channel/messages', { kind: 'cut' }, 3);
  expect(await discord.adapter.send(placeOf(sam), REVIEW, 'one', kept)).toMatchObject({ outcome: 'failed' });
  fake.world.ahead += 10 * 60_000;
  const sent = await discord.adapter.send(placeOf(sam), REVIEW, 'one', kept);
  expect(sent).toEqual({ outcome: 'sent', platformId: sam.sees()[0]?.id, order: sam.sees()[0]?.id });
  expect(sam.sees()).toHaveLength(1);
});

describe('noted value', () => {
  test('a noted value is changed in a form that is filled with it, and only its slot is set', async () => {
    await using discord = await started();
    const { sam } = discord;
    await ask(discord, sam, FACTS, 'one');
    const form = sam.pick('Your part');
    await until(() => expect(form.modal).not.toBeNull());
    expect(form.modal?.title).toBe(discordWords()('change.title'));
    expect(form.modal?.components).toMatchObject([
      { label: 'Your part', component: { custom_id: 'system.part', style: 2, max_length: 4_000, value: partOf() } },
    ]);
    expect(discord.heard).toEqual([]);
    sam.submit(form, { 'system.part': 'I led it.' });
    await until(() =>
      expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'form', fields: { 'system.part': 'I led it.' } }]),
    );
  });

  test('a noted value can be picked again after the form was cancelled', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    const id = await ask(discord, sam, FACTS, 'one');
    const cancelled = sam.pick('Company');
    await until(() => expect(cancelled.modal).not.toBeNull());
    await until(() => expect(fake.world.message(sam.direct.id, id)?.editedAt).not.toBeNull());
    const form = sam.pick('Company');
    await until(() => expect(form.modal?.components[0]?.component.value).toBe('Harbour Grid'));
  });

  test('after a restart picking a noted value is a choice instead of a form', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    await ask(discord, sam, FACTS, 'one');
    await discord.adapter.stop();
    await using next = openOn(fake);
    await next.start();
    sam.pick('Company');
    await until(() => expect(next.saidIn(placeOf(sam))).toMatchObject([{ kind: 'choice', choice: 'note:2' }]));
  });
});

describe('topic form', () => {
  const form: NonNullable<Ask['form']> = [
    { slot: 'company.choice', value: 'every estimate keeps its readings' },
    { slot: 'company.view', value: '' },
  ];

  test('a topic form has one field per slot, filled with the noted value', async () => {
    await using discord = await started();
    const { sam } = discord;
    await ask(discord, sam, { ...QUESTION, topic: 'company', slot: 'company.view', form }, 'one');
    const opened = sam.press(discordWords()('topic.button'));
    await until(() => expect(opened.modal?.title).toBe(discordWords()('topic.title')));
    expect(opened.modal?.components).toMatchObject([
      { label: fieldLabel('company.choice'), component: { custom_id: 'company.choice', value: form[0]?.value } },
      { label: fieldLabel('company.view'), component: { custom_id: 'company.view', required: false } },
    ]);
    sam.submit(opened, { 'company.view': 'We never could explain one.' });
    const fields = {
      'company.choice': 'every estimate keeps its readings',
      'company.view': 'We never could explain one.',
    };
    await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'form', fields }]));
  });

  test('after a restart the topic button opens a form for the open question only', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    await ask(discord, sam, { ...QUESTION, form }, 'one');
    await discord.adapter.stop();
    await using next = openOn(fake);
    await next.start();
    const opened = sam.press(discordWords()('topic.button'));
    await until(() => expect(opened.modal?.components).toHaveLength(1));
    sam.submit(opened, '210 ms');
    await until(() => expect(next.saidIn(placeOf(sam))).toEqual([{ kind: 'text', text: '210 ms' }]));
  });
});

test('/why is never split between a sentence and its source', async () => {
  await using discord = await started();
  const { sam } = discord;
  const lines = Array.from(
    { length: 40 },
    (_, at) => `${at + 1}. A *sentence* of the letter ← Your part: "${'w'.repeat(at * 3)}"`,
  );
  await discord.adapter.send(placeOf(sam), { kind: 'say', text: lines.join('\n') }, 'why');
  const seen = sam.sees().map(({ text }) => text.trim());
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.join('\n')).toBe(lines.join('\n'));
  for (const part of seen) for (const line of part.split('\n')) expect(lines).toContain(line);
});
