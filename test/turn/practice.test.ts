/** A practice interview about the letter: its questions, and how answers get into the letter. */
import { describe, expect, test } from 'vitest';
import type { Outbound } from '../../src/adapters/contract.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { type Asked, fails, modelServer, type Reply, readerAndWriter, says } from '../fakes/model.ts';
import { figure, reading, side, text } from '../reader/reading.ts';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';

const WINDOW = 'We counted them for all of March, from the meters themselves.';

/** The text of the letter after a sentence. */
const behind = (letter: string, sentence: string) => letter.slice(letter.indexOf(sentence) + sentence.length).trim();

describe('practice interview without a model', () => {
  test('asks three questions, and puts a confirmed answer after the sentence that it is about', async () => {
    const talk = await interviewAt('letter');
    await talk.choose('practice');
    expect(talk.ask().text).toBe(
      'Question 1 of 3. "Lost readings fell from 1.2% to 0.05%." Over how long, and under what load, was that measured?',
    );
    await talk.say(WINDOW);
    expect(talk.ask().text).toBe(
      `Not in the letter yet: "${WINDOW}"\n\nAdd it? Tap only if it is a whole sentence. If not, type the whole sentence.`,
    );
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(["It's a whole sentence", 'Leave it out', 'Stop']);
    await talk.choose('yes');
    expect(talk.ask().text).toMatch(
      /^Question 2 of 3\. "The time from meter to bill.* How was that measured, and where/,
    );
    await talk.choose('skip');
    expect(talk.ask().text).toMatch(/^Question 3 of 3\. .*What would break first at twice the load\?$/);
    await talk.say('The index would. It is rebuilt in memory.');
    await talk.say('no');
    expect(talk.said()).toContain('That was my last question.');
    expect(talk.ask().question).toBe('review');
    await talk.say('write');
    expect(behind(talk.letter(), 'Lost readings fell from 1.2% to 0.05%.')).toMatch(
      /^We counted them for all of March/,
    );
    expect(talk.letter()).not.toContain('rebuilt in memory');
    await talk.say('undo', 'write');
    expect(talk.letter()).not.toContain('March');
    expect(talk.faults).toEqual([]);
  });

  test('quotes an edited sentence in its question', async () => {
    const talk = await interviewAt();
    const at = talk.ask().lines?.findIndex(({ text: line }) => line.includes('from meter to bill')) ?? -1;
    await talk.say(`${at + 1}: A reading is billed within 4 seconds.`);
    await talk.choose('write');
    await talk.choose('practice');
    await talk.choose('skip');
    expect(talk.ask().text).toContain('"A reading is billed within 4 seconds." How was that measured');
  });

  test('quotes no sentence that was cut', async () => {
    const talk = conversation();
    const what = 'rebuilt the meter pipeline in Go. It takes readings from 2 million homes.';
    await talk.answer({ ...ANSWERS, 'system.what': what });
    const at = talk.ask().lines?.findIndex(({ text: line }) => line.includes('rebuilt the meter pipeline')) ?? -1;
    await talk.say(`cut ${at + 1}`);
    await talk.choose('write');
    for (let round = 0; round < 4; round += 1) {
      await talk.command('practice');
      for (let asked = 0; asked < 3; asked += 1) {
        expect(talk.ask().text).not.toContain('rebuilt the meter pipeline');
        await talk.choose('skip');
      }
    }
    expect(talk.heard.map((one) => ('text' in one ? one.text : '')).join('\n')).toContain(
      '"It takes readings from 2 million homes."',
    );
  });

  test('a retyped answer replaces the first one', async () => {
    const talk = await interviewAt('letter');
    await talk.say('Interview me');
    await talk.say('dunno exactly, whole march or so');
    // The answer is shown as it would be added.
    expect(talk.ask().text).toContain('Not in the letter yet: "Dunno exactly, whole march or so."');
    await talk.say(WINDOW);
    await talk.say("it's a whole sentence", 'done', 'write');
    expect(talk.letter()).toContain(WINDOW);
    expect(talk.letter()).not.toContain('dunno');
  });

  test.each(['stop', 'done', "that's all", '/back'])(
    '"%s" ends the practice interview without a change to the letter',
    async (over) => {
      const talk = await interviewAt('letter');
      const letter = talk.letter();
      await talk.command('practice');
      await talk.say(over);
      expect(talk.ask().question).toBe('letter');
      expect(talk.letter()).toBe(letter);
    },
  );

  test.each(['stop', 'done', '/back'])('"%s" drops an answer that was not confirmed', async (over) => {
    const talk = await interviewAt('letter');
    const letter = talk.letter();
    await talk.say('practice', 'dunno exactly, whole march or so', over);
    if (over === '/back') expect(talk.ask().text).toMatch(/^Your letter is ready/);
    else expect(talk.said().endsWith('OK, left out.')).toBe(true);
    expect(talk.ask().question).toBe('letter');
    await talk.say('write');
    expect(talk.letter()).toBe(letter);
  });

  test('capitalizes each sentence of an answer', async () => {
    const talk = await interviewAt('letter');
    await talk.say('practice', 'we kept the first event per key. late ones go to a review table');
    const sentences = 'We kept the first event per key. Late ones go to a review table.';
    expect(talk.ask().text).toContain(`Not in the letter yet: "${sentences}"`);
    await talk.say("it's a whole sentence", 'stop', 'write');
    expect(talk.letter()).toContain(sentences);
  });

  test('typed buttons of the letter and commands are not answers, and the question stays open', async () => {
    const talk = await interviewAt('letter');
    await talk.say('practice');
    const { text: first } = talk.ask();
    for (const [typed, came] of [
      ['pdf', { kind: 'file', name: 'cover-letter-harbour-grid.pdf' }],
      ['letter', { kind: 'letter' }],
      ['letters', { kind: 'say', text: expect.stringContaining('Your letters:') }],
      ['help', { kind: 'say', text: expect.stringContaining('/practice asks what') }],
      [
        'what is a good answer?',
        { kind: 'say', text: expect.stringContaining('Answer as you would in the interview') },
      ],
    ] as const) {
      expect((await talk.say(typed))[0]).toMatchObject(came);
      expect(talk.ask().text).toBe(first);
    }
    await talk.say('Because', 'pdf');
    expect(talk.ask().text).toContain('Not in the letter yet: "Because."');
    await talk.say('Edit');
    expect(talk.ask().question).toBe('review');
  });

  test('the help for an answer mentions an example only if there is one', async () => {
    const talk = await interviewAt('company.view');
    await talk.say('what is a good answer?');
    expect(talk.said().endsWith('\nA rough answer is fine: you can change it later.')).toBe(true);
    await talk.answer(ANSWERS, 'system.before');
    await talk.say('what is a good answer?');
    expect(talk.said()).toContain('There is an example below.');
  });

  test('the next practice interview asks other questions', async () => {
    const talk = await interviewAt('letter');
    const asked: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      await talk.choose('practice');
      for (let at = 0; at < 3; at += 1) {
        asked.push(talk.ask().text.replace(/^Question \d of 3\. /, ''));
        await talk.choose('skip');
      }
    }
    expect(new Set(asked).size).toBe(6);
  });

  test('/practice is refused before the first letter, and before the letter of a second application', async () => {
    const talk = conversation();
    await talk.command('start');
    await talk.command('practice');
    expect(talk.said()).toContain("There's no letter yet.");
    const other = await interviewAt('letter');
    await other.choose('another');
    await other.command('practice');
    expect(other.said()).toContain("There's no letter yet.");
    expect(other.ask().text).not.toContain('Question 1');
  });

  test('a button of an earlier question does nothing', async () => {
    const talk = await interviewAt('letter');
    await talk.choose('practice');
    const { mark } = talk.ask();
    await talk.choose('skip');
    const { text: second } = talk.ask();
    await talk.send({ kind: 'choice', choice: 'skip', of: mark });
    expect(talk.said()).toContain('That question is already answered.');
    expect(talk.ask().text).toBe(second);
  });

  test('no question has a hidden value, and an answer with one is refused', async () => {
    const talk = await interviewAt('letter');
    await talk.command('hide', '9,500 readings per second');
    await talk.choose('skip');
    await talk.command('hide', 'Tavolo');
    await talk.say('an energy company');
    await talk.say('write');
    const from = talk.heard.length;
    for (let round = 0; round < 4; round += 1) {
      await talk.choose('practice');
      for (let at = 0; at < 3; at += 1) {
        await talk.say('It held 9500 readings per second.');
        expect(talk.ask().text).toMatch(/^Question/);
        await talk.choose('skip');
      }
    }
    const shown = (message: Outbound) => (message.kind === 'ask' || message.kind === 'say' ? message.text : '');
    expect(talk.heard.slice(from).map(shown).join('\n')).not.toMatch(/9,?500|tavolo/i);
    expect(talk.said()).toContain('That sentence contains something that you keep out');
  });
});

describe('practice interview with a model', () => {
  async function withModel(readings: Readonly<Record<string, Reply>>) {
    const isReading = ({ system }: Asked) => system.startsWith('You read');
    const server = await modelServer((asked) => {
      if (!isReading(asked)) return fails(401, 'no such key');
      return (
        Object.entries(readings).find(([part]) => asked.user.includes(part))?.[1] ?? says(JSON.stringify(reading()))
      );
    });
    const store = new MemoryStore();
    const guided = conversation({ store });
    await guided.answer(ANSWERS);
    await guided.choose('write');
    const talk = conversation({ store, ...readerAndWriter(server) });
    /** Turns it into an interview that the model read from the beginning. */
    const open = async () => talk.restore('letter', { ...(await talk.context()), open: true });
    return { talk, server, open, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }

  test('an answer is read by the model only after it was confirmed', async () => {
    const now = { ...side(310, 'ms', '310 ms'), tail: null };
    const told = reading({
      texts: [text('contract', 'We gave up replays older than a week.')],
      figures: [figure('latency', 'a search takes 310 ms', { measure: 'a search', after: now })],
    });
    await using at = await withModel({ 'gave up replays': says(JSON.stringify(told)) });
    const { talk, server } = at;
    await at.open();
    await talk.send({ kind: 'choice', choice: 'practice' }, 'p1');
    const before = server.calls;
    await talk.send({ kind: 'text', text: 'We gave up replays older than a week. And a search takes 310 ms.' }, 'p2');
    expect(server.calls).toBe(before);
    expect(talk.ask()).toMatchObject({
      text: 'Not in the letter yet. Add it?',
      choices: [{ label: 'Add it' }, { label: 'Leave it out' }, { label: 'Stop' }],
    });
    await talk.send({ kind: 'choice', choice: 'yes' }, 'p3');
    expect(server.calls).toBe(before + 1);
    expect(talk.ask().noted.map(({ slot }) => slot)).toEqual(['contract.result', 'latency.more']);
    expect(talk.ask().text).toContain('Question 2 of 3.');
    await talk.send({ kind: 'choice', choice: 'stop' }, 'p4');
    expect(talk.ask().text).toContain('We gave up replays older than a week.');
    expect(talk.faults).toEqual([]);
  });

  test.each([
    ['that finds nothing in it', says(JSON.stringify(reading()))],
    ['that fails', fails(401, 'no such key')],
  ])('adds the answer as typed with a model %s', async (_, reply) => {
    await using at = await withModel({ 'for all of March': reply });
    const { talk } = at;
    await at.open();
    await talk.send({ kind: 'choice', choice: 'practice' }, 'p1');
    await talk.send({ kind: 'text', text: WINDOW }, 'p2');
    await talk.send({ kind: 'text', text: 'yes please' }, 'p3');
    await talk.send({ kind: 'choice', choice: 'stop' }, 'p4');
    expect(talk.ask().text).toContain(WINDOW);
  });
});
