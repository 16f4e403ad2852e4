import { describe, expect, test } from 'vitest';
import { plainWriter } from '../src/letter/plain.ts';
import type { Writer } from '../src/letter/writer.ts';
import * as say from '../src/prompts/remarks.ts';
import { plainReader, READ_AT_MOST } from '../src/reader/plain.ts';
import type { Reader } from '../src/reader/reader.ts';
import { MemoryStore } from './fakes/memory-store.ts';
import {
  ANSWERS,
  briefOf,
  HERE,
  interviewed,
  keys,
  type Process,
  shortly,
  started,
  stateOf,
  THERE,
} from './interviewing.ts';

describe('an interview', () => {
  test('goes from the first question to the letter and its file, one question a turn', async () => {
    const process = started();
    const { screen } = process;
    await process.command('start');
    expect(screen.take()).toEqual(['ask role']);
    const asked: string[] = [];
    for (const text of ANSWERS) {
      await process.text(text);
      asked.push(...screen.take());
    }
    const topics = [
      'system',
      'throughput',
      'latency',
      'reliability',
      'contract',
      'company',
      'background',
      'closing',
      'contact',
      'review',
    ];
    expect(asked).toEqual(topics.map((topic) => `ask ${topic}`));
    await process.press('write');
    expect(screen.take()).toEqual([say.WITHOUT_MODEL, 'letter 1', 'file cover-letter-quillnote.txt', 'ask letter']);
    expect((await process.store.letters(HERE)).map(({ version }) => version)).toEqual([1]);
    expect(process.faults).toEqual([]);
  });

  test('the file is the letter, byte for byte', async () => {
    const process = started();
    await interviewed(process);
    await process.press('write');
    const messages = process.screen.shown.map(({ message }) => message);
    const letter = messages.find((message) => message.kind === 'letter');
    const file = messages.find((message) => message.kind === 'file');
    expect(file && new TextDecoder().decode(file.bytes)).toBe(`${letter?.text}\n`);
  });

  test('places are kept apart', async () => {
    const process = started();
    await process.command('start', { place: HERE });
    await process.command('start', { place: THERE });
    await process.text(ANSWERS[0] ?? '', { place: HERE });
    expect((await stateOf(process, HERE)).value).toBe('system');
    expect((await stateOf(process, THERE)).value).toBe('role');
    expect(process.screen.shown.map(({ place, message }) => [place, shortly(message)])).toEqual([
      [HERE, 'ask role'],
      [THERE, 'ask role'],
      [HERE, 'ask system'],
    ]);
  });

  test('events of one place that come at once are taken one after the other', async () => {
    const process = started();
    await Promise.all([process.command('start'), ...ANSWERS.map((text) => process.text(text))]);
    expect((await stateOf(process)).value).toBe('review');
    expect((await briefOf(process)).facts.map(({ topic }) => topic)).toEqual([
      'role',
      'system',
      'throughput',
      'latency',
      'reliability',
      'contract',
      'company',
      'background',
      'closing',
      'contact',
    ]);
  });

  test('a shorter letter is the next version, and the first one stays', async () => {
    const process = started();
    await interviewed(process);
    await process.press('write');
    await process.press('shorter');
    const letters = await process.store.letters(HERE);
    expect(letters.map(({ version }) => version)).toEqual([1, 2]);
    expect(JSON.stringify(letters[1]?.letter)).not.toContain('hospital');
    expect(process.screen.take()).toContain('file cover-letter-quillnote-v2.txt');
  });

  test('"why" answers with the words that each sentence rests on', async () => {
    const process = started();
    await interviewed(process);
    await process.press('write');
    process.screen.take();
    await process.press('why');
    const [receipt, ask] = process.screen.take();
    expect(receipt).toContain('from “p99 went from 1.8 s to 210 ms”');
    expect(ask).toBe('ask letter');
  });
});

describe('a redelivered event', () => {
  test('changes nothing and says nothing again', async () => {
    const process = started();
    await process.command('start', { id: 'first' });
    await process.text(ANSWERS[0] ?? '', { id: 'second' });
    const before = await process.store.load(HERE);
    process.screen.take();
    for (const id of ['first', 'second', 'second']) await process.text('something else entirely', { id });
    expect(await process.store.load(HERE)).toEqual(before);
    expect(process.screen.take()).toEqual([]);
  });

  test('writes no second letter', async () => {
    const process = started();
    await interviewed(process);
    await process.press('write', { id: 'press' });
    await process.press('write', { id: 'press' });
    expect(await process.store.letters(HERE)).toHaveLength(1);
    // A second press of the button is another event, and the button is gone by then.
    process.screen.take();
    await process.press('write', { id: 'another press' });
    expect(process.screen.take()).toEqual([say.ALREADY_DONE, 'ask letter']);
    expect(await process.store.letters(HERE)).toHaveLength(1);
  });

  test('of which the answer was never sent brings the answer now', async () => {
    const first = started();
    await first.command('start');
    first.screen.outcomes = ['failed'];
    await first.text(ANSWERS[0] ?? '', { id: 'answer' });
    first.store.alone = true;
    const second = started(first.store);
    await second.text(ANSWERS[0] ?? '', { id: 'answer' });
    expect(second.screen.take()).toEqual(['ask system']);
    expect((await briefOf(second)).facts).toHaveLength(1);
  });
});

describe('another process came first', () => {
  test('the turn is computed again from the newer state, and applied once', async () => {
    const process = started();
    await process.command('start');
    process.store.overtaken = 3;
    await process.text(ANSWERS[0] ?? '');
    expect((await stateOf(process)).value).toBe('system');
    expect((await briefOf(process)).facts).toHaveLength(1);
    expect(process.store.turns).toHaveLength(2);
  });

  test('each time: the event is not taken in silence, and can be sent again', async () => {
    const process = started();
    await process.command('start');
    process.store.overtaken = Number.POSITIVE_INFINITY;
    await expect(process.text(ANSWERS[0] ?? '', { id: 'answer' })).rejects.toThrow();
    process.store.overtaken = 0;
    await process.text(ANSWERS[0] ?? '', { id: 'answer' });
    expect((await stateOf(process)).value).toBe('system');
  });

  test('a commit that fails leaves everything as it was, and the next event goes on', async () => {
    const process = started();
    await process.command('start');
    const before = await process.store.load(HERE);
    process.screen.take();
    process.store.beforeCommit = () => {
      throw new Error('the disk is full');
    };
    await expect(process.text(ANSWERS[0] ?? '')).rejects.toThrow('the disk is full');
    expect(await process.store.load(HERE)).toEqual(before);
    expect(process.screen.take()).toEqual([]);
    process.store.beforeCommit = () => undefined;
    await process.text(ANSWERS[0] ?? '');
    expect(process.screen.take()).toEqual(['ask system']);
  });
});

describe('sending', () => {
  test('nothing is sent before it is committed', async () => {
    const process = started();
    process.store.beforeCommit = () => expect(process.screen.shown).toEqual([]);
    await process.command('start');
    expect(process.screen.take()).toEqual(['ask role']);
  });

  test('what failed stops what comes behind it, and goes first the next time; questions overtaken meanwhile do not', async () => {
    const process = started();
    await interviewed(process);
    process.screen.take();
    process.screen.outcomes = ['sent', 'failed'];
    await process.press('write');
    expect(process.screen.take()).toEqual([say.WITHOUT_MODEL]);
    process.screen.outcomes = ['failed'];
    await process.command('brief');
    expect(process.screen.take()).toEqual([]);
    await process.command('help');
    expect(process.screen.take()).toEqual([
      'letter 1',
      'file cover-letter-quillnote.txt',
      expect.stringContaining('This is what I understood'),
      say.HELP,
      'ask letter',
    ]);
    expect(await process.store.unsent(HERE)).toEqual([]);
  });

  test('the key of a message is the same at each attempt, and no other’s', async () => {
    const process = started();
    const attempts: string[] = [];
    const { send } = process.screen;
    process.screen.send = async (place, message, key) => {
      attempts.push(key);
      return send.call(process.screen, place, message, key);
    };
    process.screen.outcomes = ['failed', 'failed'];
    await process.command('start');
    await process.interviewer.resume();
    await process.interviewer.resume();
    expect(attempts).toHaveLength(3);
    expect(new Set(attempts).size).toBe(1);
    await process.command('help');
    expect(new Set(attempts).size).toBe(3);
  });

  test('to a person who is gone is not tried again', async () => {
    const process = started();
    process.screen.outcomes = ['gone'];
    await process.command('start');
    expect(await process.store.unsent(HERE)).toEqual([]);
  });

  test('waits where the platform of a place is not running', async () => {
    const process = started(new MemoryStore(), { adapterFor: () => undefined });
    await process.command('start');
    expect(await process.store.unsent(HERE)).toHaveLength(1);
    const later = started(process.store);
    await later.interviewer.resume();
    expect(later.screen.take()).toEqual(['ask role']);
  });
});

describe('after a restart', () => {
  test('what was not sent goes out, in its order, once', async () => {
    const first = started();
    await interviewed(first);
    first.screen.outcomes = Array(8).fill('failed');
    await first.press('write');
    await first.command('help');
    const second = started(first.store);
    await second.interviewer.resume();
    expect(second.screen.take()).toEqual([
      say.WITHOUT_MODEL,
      'letter 1',
      'file cover-letter-quillnote.txt',
      say.HELP,
      'ask letter',
    ]);
    await second.interviewer.resume();
    expect(second.screen.take()).toEqual([]);
  });

  test('"start" asks what stood', async () => {
    const first = started();
    await first.command('start');
    await first.text(ANSWERS[0] ?? '');
    const second = started(first.store);
    await second.command('start');
    expect(second.screen.take()).toEqual(['ask system']);
    // And each time it is asked for.
    await second.command('start');
    expect(second.screen.take()).toEqual(['ask system']);
  });

  test('"start" does not ask twice what is still to be sent', async () => {
    const first = started();
    await first.command('start');
    first.screen.outcomes = ['failed'];
    await first.text(ANSWERS[0] ?? '');
    const second = started(first.store);
    await second.command('start');
    expect(second.screen.take()).toEqual(['ask system']);
  });

  test('a letter that was asked for is written once', async () => {
    const first = started();
    await interviewed(first);
    let died = false;
    first.store.beforeCommit = ({ letter }) => {
      if (letter === undefined) return;
      died = true;
      throw new Error('killed');
    };
    await first.press('write');
    expect(died).toBe(true);
    expect((await stateOf(first)).value).toBe('writing');

    first.store.beforeCommit = () => undefined;
    first.store.freeJobs();
    const second = started(first.store);
    await second.interviewer.resume();
    await second.interviewer.settled(HERE);
    expect(second.screen.take()).toEqual([
      say.WITHOUT_MODEL,
      'letter 1',
      'file cover-letter-quillnote.txt',
      'ask letter',
    ]);
    await second.interviewer.resume();
    const third = started(first.store);
    await third.interviewer.resume();
    await third.command('start');
    expect(third.screen.take()).toEqual(['ask letter']);
    expect(await first.store.letters(HERE)).toHaveLength(1);
  });

  test.each(['the same event again', 'whatever is said next'])(
    'a letter that was asked for is written by %s, too',
    async (which) => {
      const first = started();
      await interviewed(first);
      first.store.beforeCommit = ({ letter }) => {
        if (letter) throw new Error('killed');
      };
      await first.press('write', { id: 'press' });
      first.store.beforeCommit = () => undefined;
      first.store.freeJobs();
      const second = started(first.store);
      await (which === 'whatever is said next' ? second.command('start') : second.press('write', { id: 'press' }));
      const shown = second.screen.take();
      expect(shown.filter((words) => words !== 'The letter is being written.')).toEqual([
        say.WITHOUT_MODEL,
        'letter 1',
        'file cover-letter-quillnote.txt',
        'ask letter',
      ]);
    },
  );
});

describe('the writer fails', () => {
  test('the person is told, nothing is lost, and the next try may succeed', async () => {
    let fails = true;
    const writer: Writer = {
      write: (request) => (fails ? Promise.reject(new Error('the model is down')) : plainWriter.write(request)),
    };
    const process = started(new MemoryStore(), { writer });
    await interviewed(process);
    process.screen.take();
    await process.press('write');
    expect(process.screen.take()).toEqual(['ask review']);
    expect((await stateOf(process)).context.remarks).toEqual([{ kind: 'failed' }]);
    expect(process.faults).toHaveLength(1);
    fails = false;
    await process.press('write');
    expect(process.screen.take()).toContain('ask letter');
    expect(await process.store.letters(HERE)).toHaveLength(1);
  });
});

describe('an edited message', () => {
  test('changes what that message said, by its number among the texts', async () => {
    const process = started();
    await interviewed(process);
    process.screen.take();
    await process.send({ kind: 'edited', of: { ordinal: 4 }, text: 'p95 went from 2.5 s to 310 ms' });
    const latency = (await briefOf(process)).facts.filter(({ topic }) => topic === 'latency');
    expect(latency.map(({ quote }) => quote)).toEqual(['p95 went from 2.5 s to 310 ms']);
    expect(latency.flatMap(({ figures }) => figures)).toMatchObject([
      { percentile: 'p95', before: { value: 2.5 }, after: { value: 310 } },
    ]);
    expect(process.screen.take()).toEqual(['ask review']);
    const others = (await briefOf(process)).facts.filter(({ topic }) => topic !== 'latency').map(({ quote }) => quote);
    expect(others).toEqual(ANSWERS.filter((text) => !text.startsWith('p99')));
  });

  test('or by its id', async () => {
    const process = started();
    await process.command('start');
    await process.text('Backend Engineer at Quillnot', { id: 'role' });
    await process.send({ kind: 'edited', of: { id: 'role' }, text: 'Backend Engineer at Quillnote' });
    expect((await briefOf(process)).facts[0]?.details.company).toBe('Quillnote');
    expect((await stateOf(process)).value).toBe('system');
  });

  test('commands, buttons and files are not counted', async () => {
    const process = started();
    await process.command('start');
    await process.command('help');
    await process.press('skip');
    await process.file('story.txt', 'text/plain', new TextEncoder().encode('I rebuilt the payout service.'));
    await process.text('from 300 to 4,500 jobs per minute');
    await process.send({ kind: 'edited', of: { ordinal: 1 }, text: 'from 400 to 4,600 jobs per minute' });
    const figures = (await briefOf(process)).facts.flatMap((fact) => fact.figures);
    expect(figures).toMatchObject([{ before: { value: 400 }, after: { value: 4600 } }]);
  });

  test('that nobody ever sent is answered in plain words, and the question stands', async () => {
    const process = started();
    await process.command('start');
    process.screen.take();
    for (const of of [{ ordinal: 7 }, { id: 'unknown' }]) {
      await process.send({ kind: 'edited', of, text: 'something' });
      expect(process.screen.take()).toEqual([expect.stringMatching(/^\p{Lu}.*\.$/u), 'ask role']);
    }
  });

  test('to nothing takes away what it said', async () => {
    const process = started();
    await process.command('start');
    for (const text of ANSWERS.slice(0, 3)) await process.text(text);
    await process.send({ kind: 'edited', of: { ordinal: 3 }, text: '' });
    expect((await briefOf(process)).facts.map(({ topic }) => topic)).toEqual(['role', 'system']);
  });

  test.each([
    ['too long', 'p95 went from 2.5 s to 310 ms. '.repeat(READ_AT_MOST / 30 + 1), say.TOO_LONG],
    ['of no words', '...?', say.EMPTY],
  ])('that is %s is answered, and changes nothing', async (_, text, answer) => {
    const process = started();
    await process.command('start');
    for (const each of ANSWERS.slice(0, 4)) await process.text(each);
    const before = await briefOf(process);
    process.screen.take();
    await process.send({ kind: 'edited', of: { ordinal: 4 }, text });
    expect(process.screen.take()).toEqual([answer, 'ask reliability']);
    expect(await briefOf(process)).toEqual(before);
  });

  test('an edit that is redelivered changes nothing', async () => {
    const process = started();
    await interviewed(process);
    const edit = { kind: 'edited', of: { ordinal: 4 }, text: 'p95 went from 2.5 s to 310 ms' } as const;
    await process.send(edit, { id: 'edit' });
    const before = await process.store.load(HERE);
    await process.send({ ...edit, text: 'p95 went from 9 s to 8 s' }, { id: 'edit' });
    expect(await process.store.load(HERE)).toEqual(before);
  });
});

describe('what can’t be used', () => {
  test.each(['pdf', 'docx', 'back', 'write', 'shorter', 'nonsense', 'constructor', ''])(
    'the choice %j that is not open',
    async (choice) => {
      const process = started();
      await process.command('start');
      process.screen.take();
      await process.press(choice);
      expect(process.screen.take()).toEqual([say.ALREADY_DONE, 'ask role']);
      expect((await stateOf(process)).value).toBe('role');
    },
  );

  test.each(['nonsense', 'constructor', 'toString', '__proto__', 'SKIPPED', ' '])(
    'the unknown command %j',
    async (name) => {
      const process = started();
      await process.command('start');
      process.screen.take();
      await process.command(name);
      expect(process.screen.take()).toEqual([say.UNKNOWN_COMMAND, 'ask role']);
    },
  );

  test('an unknown command that was typed', async () => {
    const process = started();
    await process.command('start');
    process.screen.take();
    for (const text of ['/nonsense', '  /valueOf  ']) {
      await process.text(text);
      expect(process.screen.take()).toEqual([say.UNKNOWN_COMMAND, 'ask role']);
    }
  });

  test.each(['', '   ', '\n\n', '🎉🎉', '...', '?!', '\0', '\u200b'])('the empty message %j', async (text) => {
    const process = started();
    await process.command('start');
    process.screen.take();
    await process.text(text);
    expect(process.screen.take()).toEqual([say.EMPTY, 'ask role']);
    expect((await briefOf(process)).facts).toEqual([]);
  });

  test('a message that is too long', async () => {
    const process = started();
    await process.command('start');
    process.screen.take();
    await process.text('x'.repeat(READ_AT_MOST + 1));
    expect(process.screen.take()).toEqual([say.TOO_LONG, 'ask role']);
    await process.text('Backend Engineer at Quillnote. '.repeat(600).slice(0, READ_AT_MOST));
    expect(process.screen.take()).toEqual(['ask system']);
  });
});

describe('a command that is typed', () => {
  test.each([
    ['/skip', 'ask system'],
    [' /SKIP ', 'ask system'],
    ['/skip that one, please', 'ask system'],
    ['/skip@foreword_bot', 'ask system'],
  ])('%j works', async (text, shown) => {
    const process = started();
    await process.command('start');
    process.screen.take();
    await process.text(text);
    expect(process.screen.take()).toEqual([shown]);
  });

  test.each(['/orders went from 300 to 4,500 jobs per minute', '/v2/orders: from 300 to 4,500 jobs per minute'])(
    'an answer may begin with a path: %s',
    async (text) => {
      const process = started();
      await process.command('start');
      for (const answer of ANSWERS.slice(0, 2)) await process.text(answer);
      await process.text(text);
      expect((await briefOf(process)).facts.flatMap(({ figures }) => figures)).toMatchObject([
        { before: { value: 300 }, after: { value: 4500 } },
      ]);
    },
  );
});

describe('a conversation that does not begin with "start"', () => {
  test('an answer is an opening', async () => {
    const process = started();
    await process.text('I rebuilt the payout service. It went from 300 to 4,500 jobs per minute.');
    expect(process.screen.take()).toEqual(['ask role']);
    expect((await stateOf(process)).context.opened).toBe(true);
  });

  test.each(['skip', 'back', 'write', 'why', 'shorter', 'another', 'help', 'brief', 'restart', 'nonsense', 'export'])(
    '/%s is answered, and the first question is asked',
    async (name) => {
      const process = started();
      await process.command(name);
      expect(process.screen.take().at(-1)).toBe('ask role');
    },
  );

  test.each(['', '🎉', 'x'.repeat(READ_AT_MOST + 1)])(
    'what can’t be read is answered, and the first question is asked: %#',
    async (text) => {
      const process = started();
      await process.text(text);
      const [words, ask, ...more] = process.screen.take();
      expect([say.EMPTY, say.TOO_LONG]).toContain(words);
      expect([ask, ...more]).toEqual(['ask role']);
    },
  );
});

describe('a file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test.each([
    ['story.txt', 'text/plain'],
    ['story.md', 'text/markdown'],
  ])('%s is read like a message', async (name, mime) => {
    const process = started();
    await process.command('start');
    process.screen.take();
    await process.file(name, mime, bytes('Backend Engineer at Quillnote'));
    expect(process.screen.take()).toEqual(['ask system']);
    expect((await briefOf(process)).facts[0]?.quote).toBe('Backend Engineer at Quillnote');
  });

  test('of text that begins with a slash is no command', async () => {
    const process = started();
    await process.command('start');
    await process.file('story.txt', 'text/plain', bytes('/forget'));
    expect(process.store.rowsOf(HERE)).toBeGreaterThan(0);
    expect((await stateOf(process)).value).not.toBe('new');
  });

  test.each<[string, string, Uint8Array | Error]>([
    ['cv.pdf', 'application/pdf', bytes('%PDF-1.7')],
    ['cv.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes('PK')],
    ['photo.png', 'image/png', bytes('\x89PNG')],
    ['gone.txt', 'text/plain', new Error('ENOENT: /home/somebody/gone.txt')],
  ])('%s is refused kindly, and the question stands', async (name, mime, content) => {
    const process = started();
    await process.command('start');
    process.screen.take();
    await process.file(name, mime, content);
    expect(process.screen.take()).toEqual([say.UNREADABLE_FILE, 'ask role']);
  });

  test('of nothing, or of too much', async () => {
    const process = started();
    await process.command('start');
    process.screen.take();
    await process.file('empty.txt', 'text/plain', bytes(''));
    await process.file('long.txt', 'text/plain', bytes('long '.repeat(READ_AT_MOST)));
    expect(process.screen.take()).toEqual([say.EMPTY, 'ask role', say.TOO_LONG, 'ask role']);
  });

  test('of bytes that are no text is read as far as it goes, and never throws', async () => {
    const process = started();
    await process.command('start');
    process.screen.take();
    await process.file(
      'odd.txt',
      'text/plain',
      Uint8Array.from({ length: 3_000 }, (_, index) => (index * 7) % 256),
    );
    expect(process.screen.take().at(-1)).toMatch(/^ask/);
  });
});

describe('everything that is kept', () => {
  test('is in the export', async () => {
    const process = started();
    await interviewed(process);
    await process.press('write');
    process.screen.shown.splice(0);
    await process.command('export');
    const [file, ask] = process.screen.shown.map(({ message }) => message);
    expect(ask).toMatchObject({ kind: 'ask', topic: 'letter' });
    if (file?.kind !== 'file') throw new Error('no file');
    expect(file).toMatchObject({ name: 'foreword-export.json', mime: 'application/json' });
    const content = JSON.parse(new TextDecoder().decode(file.bytes));
    const kept = await process.store.load(HERE);
    expect(content).toEqual({
      place: HERE,
      brief: await briefOf(process),
      interview: kept?.saved,
      letters: JSON.parse(JSON.stringify(await process.store.letters(HERE))),
    });
    for (const answer of ANSWERS)
      expect(JSON.stringify(content)).toContain(JSON.stringify(answer.slice(0, 20)).slice(1, -1));
  });

  test('holds the earlier letter after "restart", which says so', async () => {
    const process = started();
    await interviewed(process);
    await process.press('write');
    process.screen.shown.splice(0);
    await process.command('restart');
    expect(process.screen.shown[0]?.message).toMatchObject({
      kind: 'ask',
      topic: 'role',
      text: expect.stringMatching(/letter .* stays, with the answers behind it, until \/forget\./),
    });
    await process.command('export');
    const [file] = process.screen.shown.flatMap(({ message }) => (message.kind === 'file' ? [message] : []));
    const content = JSON.parse(new TextDecoder().decode(file?.bytes));
    expect(content.brief.facts).toEqual([]);
    expect(content.letters).toMatchObject([{ version: 1, brief: { facts: expect.objectContaining({ length: 10 }) } }]);
  });

  test('is gone after "forget", but for the farewell', async () => {
    const process = started();
    await interviewed(process);
    await process.press('write');
    await interviewed(process, THERE);
    process.screen.take();
    await process.command('forget');
    expect(process.screen.take()).toEqual([say.FORGOTTEN]);
    expect(process.store.rowsOf(HERE)).toBe(0);
    expect(await process.store.unsent(HERE)).toEqual([]);
    expect((await stateOf(process, THERE)).value).toBe('review');
    // And a new interview begins from nothing, with letters counted anew.
    await interviewed(process);
    await process.press('write');
    expect((await process.store.letters(HERE)).map(({ version }) => version)).toEqual([1]);
  });

  test('what was still to be said is not said after "forget"', async () => {
    const process = started();
    process.screen.outcomes = ['failed'];
    await process.command('start');
    await process.text('/forget');
    expect(process.screen.take()).toEqual([say.FORGOTTEN]);
  });
});

describe('a saved state that can’t be read', () => {
  const unreadable = [
    { version: 99, value: 'role', context: {} },
    { version: 1, value: 'no-such-state', context: {} },
    { version: 1, value: 'role', context: { nonsense: true } },
    { version: 0, value: 'role', context: null },
  ];

  test.each(unreadable)('begins anew, with a plain sentence: %j', async (saved) => {
    const process = started();
    await interviewed(process);
    process.store.overwrite(HERE, saved);
    process.screen.take();
    await process.command('start');
    expect(process.screen.take()).toEqual([say.BEGIN_AGAIN, 'ask role']);
    await process.text(ANSWERS[0] ?? '');
    expect(process.screen.take()).toEqual(['ask system']);
  });

  test('takes the message that met it as an opening', async () => {
    const process = started();
    await process.command('start');
    process.store.overwrite(HERE, { version: 99, value: 'role', context: {} });
    process.screen.take();
    await process.text('I rebuilt the payout service.');
    expect(process.screen.take()).toEqual([say.BEGIN_AGAIN, 'ask role']);
    expect((await briefOf(process)).facts.map(({ quote }) => quote)).toEqual(['I rebuilt the payout service.']);
  });

  test('after a letter: the next letter is written, under a number of its own', async () => {
    const process = started();
    await interviewed(process);
    await process.press('write');
    process.store.overwrite(HERE, { version: 99, value: 'letter', context: {} });
    await interviewed(process);
    process.screen.take();
    await process.press('write');
    expect(process.screen.take()).toContain('letter 2');
    expect((await process.store.letters(HERE)).map(({ version }) => version)).toEqual([1, 2]);
  });

  test('is not resumed', async () => {
    const process = started();
    await interviewed(process);
    process.store.overwrite(HERE, { version: 99, value: 'writing', context: {} });
    process.screen.take();
    await process.interviewer.resume();
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toEqual([]);
    expect(await process.store.letters(HERE)).toEqual([]);
  });
});

test('no message is sent under a key that another one had', async () => {
  const process = started();
  await interviewed(process);
  await process.press('write');
  await process.press('another');
  await process.command('restart');
  await process.command('forget');
  await process.command('start');
  const all = keys(process);
  expect(new Set(all).size).toBe(all.length);
});

describe('buttons and replies', () => {
  /** The mark of the question that was put last. */
  const lastMark = ({ screen }: Process) => screen.shown.findLast(({ message }) => message.kind === 'ask')?.message;
  const pressed = (process: Process, choice: string, asked = lastMark(process)) => {
    if (asked?.kind !== 'ask' || asked.mark === undefined) throw new Error('no question with a mark');
    return process.send({ kind: 'choice', choice, of: asked.mark });
  };

  test('a button of the question that stands is taken, one of an earlier question is not', async () => {
    const process = started();
    await process.command('start');
    const first = lastMark(process);
    await process.text(ANSWERS[0] ?? '');
    process.screen.take();
    await pressed(process, 'skip', first);
    expect(process.screen.take()).toEqual([say.ALREADY_DONE, 'ask system']);
    await process.command('help');
    await pressed(process, 'skip');
    expect(process.screen.take()).toEqual([say.HELP, 'ask system', 'ask throughput']);
    expect((await briefOf(process)).declined).toEqual(['system']);
  });

  test('a brief is confirmed only as it was shown, and a letter is shortened once', async () => {
    const process = started();
    await interviewed(process);
    const review = lastMark(process);
    await process.text('Sorry, the p99 is 220 ms now, not 210');
    process.screen.take();
    await pressed(process, 'write', review);
    expect(process.screen.take()).toEqual([say.ALREADY_DONE, 'ask review']);
    await process.command('write');
    const letter = lastMark(process);
    for (let time = 0; time < 5; time += 1) await pressed(process, 'shorter', letter);
    expect((await process.store.letters(HERE)).map(({ version }) => version)).toEqual([1, 2]);
  });

  test('a reply to an earlier answer sets that one right, and the question stands', async () => {
    const process = started();
    await process.command('start');
    for (const [index, text] of ANSWERS.slice(0, 4).entries()) await process.text(text, { id: `m${index}` });
    process.screen.take();
    await process.send({ kind: 'text', text: 'p99 went from 1.8 s to 250 ms', re: { id: 'm3' } });
    expect(process.screen.take()).toEqual(['ask reliability']);
    const figures = (await briefOf(process)).facts.flatMap((fact) => fact.figures);
    expect(figures.filter(({ topic }) => topic === 'latency').map(({ after }) => after)).toEqual([
      { value: 250, unit: 'ms' },
    ]);
  });

  test.each([
    ['too long', 'p99 went from 1.8 s to 250 ms. '.repeat(READ_AT_MOST / 30 + 1), say.TOO_LONG],
    ['of no words', '🎉', say.EMPTY],
  ])('a reply that is %s is answered, and read by nobody', async (_, text, answer) => {
    const read: string[] = [];
    const reader: Reader = {
      read: (message) => {
        read.push(message.text);
        return plainReader.read(message);
      },
    };
    const process = started(new MemoryStore(), { reader });
    await process.command('start');
    for (const [index, each] of ANSWERS.slice(0, 4).entries()) await process.text(each, { id: `m${index}` });
    read.splice(0);
    process.screen.take();
    await process.send({ kind: 'text', text, re: { id: 'm3' } });
    expect(process.screen.take()).toEqual([answer, 'ask reliability']);
    expect(read).toEqual([]);
  });

  test('a reply to anything else is read like any other text', async () => {
    const process = started();
    await process.command('start');
    await process.send({ kind: 'text', text: ANSWERS[0] ?? '', re: { id: 'nobody knows' } });
    expect(process.screen.take()).toEqual(['ask role', 'ask system']);
  });
});
