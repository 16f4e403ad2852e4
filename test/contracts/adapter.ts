/** The test suite that the adapter of every platform runs. */

import { describe, expect, test, vi } from 'vitest';
import type { Adapter, Ask, Choice, Inbound, Outbound, Place } from '../../src/adapters/contract.ts';

/** A message that the person can see in a conversation. */
export interface Seen {
  /** All text of the message, and the labels of its buttons if the platform shows them separately. */
  readonly text: string;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
}

/**
 * A platform with an adapter that is not started yet. The suite plays the person.
 *
 * An action of the person resolves when the platform has it, which may be before the adapter has it. A platform that
 * does not support an action leaves out its method and its `Ability`.
 */
export interface AdapterHarness extends AsyncDisposable {
  readonly adapter: Adapter;
  /** Conversations of the person: two if the platform supports two at once. */
  readonly places: readonly [Place, Place?];
  /** Sends one message. The text has several lines only if `manyLines` is true. */
  say(place: Place, text: string): Promise<void>;
  readonly manyLines: boolean;
  /** Sends one message, and the platform delivers its event twice. */
  sayTwice?(place: Place, text: string): Promise<void>;
  /** Picks a choice in the newest message that has it, in the way of the platform. */
  press(place: Place, choice: Choice): Promise<void>;
  /** Gives a slash command by the platform's own means. */
  command?(place: Place, name: string, rest: string): Promise<void>;
  /** Edits the n-th message that was said in this place, counted from 1. */
  edit?(place: Place, ordinal: number, text: string): Promise<void>;
  attach?(place: Place, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>;
  /** The messages that the person can see in this place, oldest first, without their own. */
  seen(place: Place): Promise<readonly Seen[]>;
}

/** What not every platform supports: duplicate delivery, commands, edits, files, several conversations. */
export type Ability = 'sayTwice' | 'command' | 'edit' | 'attach' | 'places';
const EVERY_ABILITY: readonly Ability[] = ['sayTwice', 'command', 'edit', 'attach', 'places'];

/** @returns a part of the harness that the declared abilities require. @throws if it is missing */
function had<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the platform was said to be able to do this');
  return part;
}

export const CHOICES: readonly Choice[] = [
  { id: 'skip', label: 'Leave this one out' },
  { id: 'back', label: 'One step back' },
];
const QUESTION: Ask = {
  kind: 'ask',
  question: 'slot',
  topic: 'latency',
  slot: 'latency.now',
  text: 'How long did it take?',
  choices: CHOICES,
  noted: [],
  mark: 'mark-1',
};

const SENTENCE = {
  text: 'It answers 2,000 requests a second.',
  slots: ['throughput.now'],
  key: 'throughput.now',
  edited: false,
};
const LETTER: Extract<Outbound, { kind: 'letter' }> = {
  kind: 'letter',
  version: 1,
  text: 'Dear team,\n\nIt answers 2,000 requests a second.\n\nKind regards,\nSam',
  letter: {
    heading: [],
    greeting: 'Dear team,',
    paragraphs: [{ sentences: [SENTENCE] }],
    signOff: 'Kind regards,\nSam',
  },
  brief: { facts: [], declined: [], confidential: [] },
};

/** Longer than any platform's limit for one message. */
const LONG_TEXT = Array.from(
  { length: 60 },
  (_, index) => `Paragraph ${index}: ${'some words of it '.repeat(10)}`,
).join('\n\n');

/**
 * Defines the suite for a platform that `open` creates for each test, without tests for missing abilities.
 */
export function adapterContract(
  name: string,
  open: () => Promise<AdapterHarness>,
  abilities: readonly Ability[] = EVERY_ABILITY,
): void {
  const testOf = (ability: Ability, title: string, run: () => Promise<void>) => {
    if (abilities.includes(ability)) test(title, run);
  };

  /** An open platform with its adapter started, and the calls of `receive` so far. */
  async function started(receive: (inbound: Inbound) => Promise<void> = () => Promise.resolve()) {
    const harness = await open();
    const heard: Inbound[] = [];
    await harness.adapter.start((inbound) => {
      // A terminal starts its conversation with this command.
      if (inbound.said.kind === 'command' && inbound.said.name === 'start') return Promise.resolve();
      heard.push(inbound);
      return receive(inbound);
    });
    return { harness, adapter: harness.adapter, place: harness.places[0], heard };
  }

  describe(`${name}: received events`, () => {
    test('a text arrives unchanged, with author, place and time', async () => {
      const { harness, place, heard } = await started();
      await using _ = harness;
      const text = harness.manyLines
        ? 'Über 2,000 req/s 🙂\n\n• <b>p99</b> & *more* _here_'
        : 'Über 2,000 req/s 🙂 <b>p99</b>';
      const before = Date.now();
      await harness.say(place, text);
      const [inbound] = await atLeast(1, heard);
      expect(inbound).toMatchObject({ place, said: { kind: 'text', text } });
      expect(inbound?.author).not.toBe('');
      expect(Math.abs((inbound?.at.getTime() ?? 0) - before)).toBeLessThan(60_000);
    });

    test('texts arrive in order, each with its own id', async () => {
      const { harness, place, heard } = await started();
      await using _ = harness;
      const texts = ['the same', 'the same', 'another', 'the same'];
      for (const text of texts) await harness.say(place, text);
      await atLeast(texts.length, heard);
      expect(heard.map(({ said }) => said)).toEqual(texts.map((text) => ({ kind: 'text', text })));
      expect(new Set(heard.map(({ id }) => id)).size).toBe(texts.length);
    });

    testOf('sayTwice', 'an event delivered twice has the same id both times', async () => {
      const { harness, place, heard } = await started();
      await using _ = harness;
      await had(harness.sayTwice).call(harness, place, 'once');
      await harness.say(place, 'next');
      // An adapter may also drop the duplicate itself.
      await vi.waitFor(() => expect(heard.at(-1)?.said).toEqual({ kind: 'text', text: 'next' }));
      const once = heard.filter(({ said }) => said.kind === 'text' && said.text === 'once');
      expect(once.length).toBeGreaterThan(0);
      expect(new Set(once.map(({ id }) => id)).size).toBe(1);
    });

    test('each picked choice arrives, with its own id', async () => {
      const { harness, adapter, place, heard } = await started();
      await using _ = harness;
      for (const [index, choice] of CHOICES.entries()) {
        await adapter.send(place, QUESTION, `question ${index}`);
        await harness.press(place, choice);
      }
      await atLeast(2, heard);
      expect(heard.map(({ said }) => said)).toMatchObject(CHOICES.map(({ id }) => ({ kind: 'choice', choice: id })));
      // Not every platform knows which question the choice belongs to.
      for (const { said } of heard) if (said.kind === 'choice') expect([undefined, 'mark-1']).toContain(said.of);
      expect(heard[0]?.id).not.toBe(heard[1]?.id);
    });

    testOf('command', 'a command arrives with its name', async () => {
      const { harness, place, heard } = await started();
      await using _ = harness;
      await had(harness.command).call(harness, place, 'brief', '');
      const [inbound] = await atLeast(1, heard);
      expect(inbound).toMatchObject({ place, said: { kind: 'command', name: 'brief', rest: '' } });
    });

    testOf('edit', 'an edit arrives with a reference to the edited message', async () => {
      const { harness, place, heard } = await started();
      await using _ = harness;
      for (const text of ['first', 'second', 'third']) await harness.say(place, text);
      await had(harness.edit).call(harness, place, 2, 'second, corrected');
      const inbound = (await atLeast(4, heard))[3];
      if (inbound?.said.kind !== 'edited') throw new Error('not an edit');
      const { of, text } = inbound.said;
      expect(text).toBe('second, corrected');
      expect('ordinal' in of ? heard[of.ordinal - 1]?.id : of.id).toBe(heard[1]?.id);
      expect(heard.slice(0, 3).map(({ id }) => id)).not.toContain(inbound.id);
    });

    testOf('attach', 'a file arrives with its name, type and bytes', async () => {
      const { harness, place, heard } = await started();
      await using _ = harness;
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
      await had(harness.attach).call(harness, place, { name: 'cv.pdf', bytes });
      const said = (await atLeast(1, heard))[0]?.said;
      if (said?.kind !== 'file') throw new Error('not a file');
      expect(said).toMatchObject({ name: 'cv.pdf', mime: 'application/pdf' });
      expect(Buffer.compare((await said.read()) ?? Buffer.of(), bytes)).toBe(0);
    });
  });

  describe(`${name}: sent messages`, () => {
    const messages: readonly Exclude<Outbound, { kind: 'file' }>[] = [
      { kind: 'say', text: 'A remark with <b>, *stars*, _lines_, `ticks`, 1 < 2 & 3, #4 [5](6), and 🙂.' },
      { kind: 'say', text: LONG_TEXT },
      QUESTION,
      { ...QUESTION, text: LONG_TEXT },
      { ...QUESTION, noted: [{ slot: 'role.company', text: 'Harbour Grid' }], progress: { at: 2, of: 9 } },
      LETTER,
      { ...LETTER, version: 2, text: LONG_TEXT },
    ];
    test.for(messages.map((message, index) => ({ message, title: `${message.kind} ${index}` })))(
      'the person sees all of the message: $title',
      async ({ message }) => {
        const { harness, adapter, place } = await started();
        await using _ = harness;
        expect(await adapter.send(place, message, 'key')).toMatchObject({ outcome: 'sent' });
        const seen = words((await harness.seen(place)).map(({ text }) => text).join(' '));
        expect(seen).toContain(words(message.text));
        for (const { label } of message.kind === 'ask' ? message.choices : []) expect(seen).toContain(words(label));
      },
    );

    test('the person gets a file with its name and bytes', async () => {
      const { harness, adapter, place } = await started();
      await using _ = harness;
      const file = { name: 'cover-letter.pdf', bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 251) };
      const sent = await adapter.send(place, { kind: 'file', mime: 'application/pdf', ...file }, 'key');
      expect(sent).toMatchObject({ outcome: 'sent' });
      const [seen] = (await harness.seen(place)).flatMap((message) => message.file ?? []);
      expect(seen?.name).toBe(file.name);
      expect(Buffer.compare(seen?.bytes ?? new Uint8Array(), file.bytes)).toBe(0);
    });

    test('messages are shown in the order in which they were sent', async () => {
      const { harness, adapter, place } = await started();
      await using _ = harness;
      const texts = ['one', 'two', 'three', 'four'];
      for (const text of texts) await adapter.send(place, { kind: 'say', text }, text);
      const seen = words((await harness.seen(place)).map(({ text }) => text).join(' '));
      expect(seen).toContain(texts.join(' '));
    });
  });

  if (abilities.includes('places'))
    describe(`${name}: conversations`, () => {
      test('conversations are separate in both directions', async () => {
        const { harness, adapter, place, heard } = await started();
        await using _ = harness;
        const other = had(harness.places[1]);
        await harness.say(place, 'from here');
        await harness.say(other, 'from there');
        await atLeast(2, heard);
        const from = (text: string) => heard.find(({ said }) => said.kind === 'text' && said.text === text)?.place;
        expect([from('from here'), from('from there')]).toEqual([place, other]);
        await adapter.send(other, { kind: 'say', text: 'for there only' }, 'key');
        expect(JSON.stringify(await harness.seen(other))).toContain('for there only');
        expect(JSON.stringify(await harness.seen(place))).not.toContain('for there only');
      });

      test('a slow conversation does not delay another one', async () => {
        const slow = Promise.withResolvers<void>();
        const { harness, place, heard } = await started(({ said }) =>
          said.kind === 'text' && said.text === 'slow' ? slow.promise : Promise.resolve(),
        );
        await using _ = harness;
        const other = had(harness.places[1]);
        try {
          await harness.say(place, 'slow');
          await harness.say(other, 'quick');
          await vi.waitFor(() => expect(heard.map((inbound) => inbound.place)).toContain(other));
        } finally {
          slow.resolve();
        }
      });
    });

  describe(`${name}: failures and stop`, () => {
    test('a turn that throws is reported without details, and the next message is handled', async () => {
      const { harness, place, heard } = await started(({ said }) => {
        if (said.kind === 'text' && said.text === 'bad') throw new TypeError('boom: secret detail');
        return Promise.resolve();
      });
      await using _ = harness;
      const before = (await harness.seen(place)).length;
      await harness.say(place, 'bad');
      await vi.waitFor(async () => expect((await harness.seen(place)).length).toBeGreaterThan(before));
      const seen = (await harness.seen(place)).slice(before);
      expect(seen.map(({ text }) => text).join(' ')).toMatch(/\w+ \w+/);
      expect(JSON.stringify(seen)).not.toMatch(/boom|secret|TypeError|\bat .*:\d+/);
      await harness.say(place, 'good');
      await vi.waitFor(() => expect(heard.at(-1)?.said).toEqual({ kind: 'text', text: 'good' }));
    });

    test('a stopped adapter sends nothing, and stopping it again does not throw', async () => {
      const { harness, adapter, place } = await started();
      await using _ = harness;
      await adapter.stop();
      await adapter.stop();
      const sent = await adapter.send(place, { kind: 'say', text: 'too late' }, 'key');
      expect(sent.outcome).toBe('failed');
    });

    test('stopping waits for the running turn, which can still send', async () => {
      const slow = Promise.withResolvers<void>();
      const { harness, adapter, place, heard } = await started(async (inbound) => {
        await slow.promise;
        await adapter.send(inbound.place, { kind: 'say', text: 'said at the last' }, 'key');
      });
      await using _ = harness;
      await harness.say(place, 'a question');
      await atLeast(1, heard);
      const stopped = adapter.stop();
      slow.resolve();
      await stopped;
      expect(JSON.stringify(await harness.seen(place))).toContain('said at the last');
    });
  });
}

async function atLeast(count: number, heard: readonly Inbound[]): Promise<readonly Inbound[]> {
  await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count), { timeout: 5_000 });
  return heard;
}

/** Platforms may wrap, split or trim a text, but must keep its words in order. */
function words(text: string): string {
  return text.split(/\s+/).join(' ').trim();
}
