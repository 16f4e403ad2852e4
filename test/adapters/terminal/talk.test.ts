import { readFile, writeFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { turnFailed } from '../../../src/prompts/refusals.ts';
import { terminalWords } from '../../../src/prompts/terminal-texts.ts';
import { open } from './open.ts';
import { HERE, QUESTION, sitDown, stubTerminalEnvironment } from './person.ts';
import { aLetter } from './samples.ts';
import { Recorder } from './streams.ts';

beforeEach(stubTerminalEnvironment);

describe('talk at a prompt', () => {
  test('the adapter starts the conversation, and the prompt is below the messages', async () => {
    await using person = await sitDown();
    await person.adapter.send(HERE, { kind: 'say', text: 'Hello.' }, '1');
    expect(person.heard).toEqual([{ kind: 'command', name: 'start', rest: '' }]);
    expect(person.rows()).toEqual(['Hello.', '', '›']);
    expect(person.cursor()).toEqual([2, 2]);
    expect(person.input.raw).toBe(true);
  });

  test('a path without a file is reported in the language of the question, and is not an answer', async () => {
    await using person = await sitDown(undefined, 100);
    await person.adapter.send(HERE, { ...QUESTION, language: 'de' }, '1');
    await person.type('/tmp/nowhere/cv.pdf\r');
    expect(person.said()).toEqual([]);
    expect(person.rows().join('\n')).toContain('Unter /tmp/nowhere/cv.pdf liegt keine Datei.');
    await person.type('/api/v2/orders\r');
    expect(person.said()).toEqual([{ kind: 'text', text: '/api/v2/orders' }]);
  });

  test('a question is bold, and its choices are dim below it', async () => {
    await using person = await sitDown();
    await person.adapter.send(HERE, QUESTION, '1');
    expect(person.rows()).toEqual(['Good.', '', 'What could not change?', '[a] Leave it out  [b] Back', '', '›']);
    expect(person.output.text).toContain(
      'Good.\n\n\u001b[1mWhat could not change?\u001b[22m\n\u001b[2m[a] Leave it out',
    );
  });

  test('noted values are above a question, the progress below it, and long choices on their own lines', async () => {
    await using person = await sitDown(undefined, 40);
    const choices = [
      { id: 'yes', label: 'Good' },
      { id: 'kept:0', label: 'Lost readings went from 1.2% to 0.05% in a year.' },
      { id: 'kept:1', label: 'Nothing was lost.' },
    ];
    const noted = [{ slot: 'role.company', text: 'Harbour Grid\u001b[2J' }];
    await person.adapter.send(HERE, { ...QUESTION, choices, noted, progress: { at: 2, of: 9 } }, '1');
    expect(person.rows().slice(0, -2)).toEqual([
      'Noted: Harbour Grid',
      '',
      'Good.',
      '',
      'What could not change?',
      '',
      '(2 of 9 topics done)',
      '[a] Good',
      '[b] Lost readings went from 1.2% to',
      '    0.05% in a year.',
      '[c] Nothing was lost.',
    ]);
    await person.type('c\r');
    expect(person.said()).toMatchObject([{ choice: 'kept:1' }]);
  });

  test('NO_COLOR removes all styles', async () => {
    vi.stubEnv('NO_COLOR', '1');
    await using person = await sitDown();
    await person.adapter.send(HERE, QUESTION, '1');
    expect(person.output.text).toContain('What could not change?');
    expect(person.output.text.split('\u001b').filter((part) => /^\[\d*m/.test(part))).toEqual([]);
  });

  test('text is wrapped, and its escape sequences are removed', async () => {
    await using person = await sitDown(undefined, 20);
    const text = '- a list line that goes on\n\u001b[2J\u001b]0;title\u0007The end\u0008.';
    await person.adapter.send(HERE, { kind: 'say', text }, '1');
    expect(person.rows()).toEqual(['- a list line that', '  goes on', 'The end.', '', '›']);
  });

  test('the letter of a choice of the latest question picks it, if nothing else is typed', async () => {
    await using person = await sitDown();
    await person.type('1\r');
    await person.adapter.send(HERE, QUESTION, '1');
    for (const typed of ['b', '[A]', 'leave it out', '3']) await person.type(`${typed}\r`);
    await person.adapter.send(HERE, { ...QUESTION, choices: [] }, '2');
    await person.type('a\r');
    expect(person.said()).toEqual([
      { kind: 'text', text: '1' },
      { kind: 'choice', choice: 'back', of: 'mark-1' },
      { kind: 'choice', choice: 'skip', of: 'mark-1' },
      { kind: 'text', text: 'leave it out' },
      { kind: 'text', text: '3' },
      { kind: 'text', text: 'a' },
    ]);
  });

  test('a paste of several lines is one message that can be edited before it is sent', async () => {
    await using person = await sitDown(undefined, 20);
    await person.type('Look: \u001b[200~one\r\n\rthree, which is rather long\r\u001b[201~');
    expect(person.rows()).toEqual(['› Look: one', '', '  three, which is ra', 'ther long']);
    expect(person.said()).toEqual([]);
    await person.type('!\r');
    expect(person.said()).toEqual([{ kind: 'text', text: 'Look: one\n\nthree, which is rather long!' }]);
  });

  test('a paste of 46,000 characters is sent within two seconds', async () => {
    await using person = await sitDown(undefined, 80);
    const text = 'many words on one line '.repeat(2_000).trim();
    await person.type(`\u001b[200~${text}\u001b[201~\r`);
    await vi.waitFor(() => expect(person.said()).toEqual([{ kind: 'text', text }]), { timeout: 2_000 });
  });

  test('an empty line is not a message and leaves nothing on the screen', async () => {
    await using person = await sitDown();
    await person.type('\r');
    await person.type('  \r');
    expect(person.said()).toEqual([]);
    expect(person.rows()).toEqual(['›']);
  });

  test('the arrow keys do not replace the line that is being typed', async () => {
    await using person = await sitDown();
    await person.type('first\r');
    await person.type('draft\u001b[A\u001b[B\u001b[A\r');
    expect(person.said().at(-1)).toEqual({ kind: 'text', text: 'draft' });
  });

  test('the prompt shows a running turn, and the next message waits for it', async () => {
    const gate = Promise.withResolvers<void>();
    await using person = await sitDown(({ said }) => (said.kind === 'text' ? gate.promise : Promise.resolve()));
    await person.type('first\r');
    expect(person.rows().at(-1)).toBe('…');
    await person.type('second\r');
    expect(person.said()).toHaveLength(1);
    gate.resolve();
    await vi.waitFor(() => expect(person.rows().at(-1)).toBe('›'));
    expect(person.said().map((said) => said.kind === 'text' && said.text)).toEqual(['first', 'second']);
  });

  test('a failed turn is reported in a sentence', async () => {
    await using person = await sitDown(() => Promise.reject(new Error('boom')));
    await vi.waitFor(() => expect(person.rows().at(-1)).toBe('›'));
    expect(person.rows().join(' ').trim()).toBe(`${turnFailed()}  ›`);
    expect(person.faults).toEqual([new Error('boom')]);
  });

  test('a letter is between two rules', async () => {
    await using person = await sitDown(undefined, 50);
    await person.adapter.send(HERE, aLetter, '1');
    const rows = person.rows();
    expect(rows.filter((row) => row === '─'.repeat(50))).toHaveLength(2);
  });

  test('a file is saved, and its path is shown', async () => {
    await using person = await sitDown(undefined, 200);
    const bytes = new TextEncoder().encode('%PDF');
    await person.adapter.send(HERE, { kind: 'file', name: 'letter.pdf', mime: 'application/pdf', bytes }, '1');
    const path = `${person.directory}/local/letter.pdf`;
    expect(person.rows()[0]).toBe(`Saved as ${path}`);
    expect(await readFile(path, 'utf8')).toBe('%PDF');
  });

  test('a file that cannot be saved is reported, and the conversation continues', async () => {
    await using person = await sitDown(undefined, 200);
    await writeFile(`${person.directory}/local`, 'a file where a directory should be');
    const bytes = new TextEncoder().encode('%PDF');
    const sent = await person.adapter.send(
      HERE,
      { kind: 'file', name: 'letter.pdf', mime: 'application/pdf', bytes },
      '1',
    );
    expect(sent).toMatchObject({ outcome: 'sent' });
    expect(person.rows()[0]).toBe(terminalWords()('not-saved', { code: 'EEXIST' }));
    await person.type('and then\r');
    expect(person.said()).toEqual([{ kind: 'text', text: 'and then' }]);
  });

  test('a message of another conversation is not shown, and has failed', async () => {
    await using person = await sitDown();
    expect(await person.adapter.send('terminal:Ann', aLetter, '1')).toMatchObject({ outcome: 'failed' });
    await expect.poll(person.rows).toEqual(['›']);
  });
});

describe('talk through pipes', () => {
  test('each line of a pipe is answered before the next one, without a prompt and styles', async () => {
    const input = new PassThrough();
    const output = new Recorder();
    await using terminal = await open({ mode: 'talk', input, output });
    const { adapter } = terminal;
    await adapter.start(async ({ said }) => {
      await sleep(2);
      if (said.kind === 'command') await adapter.send(HERE, QUESTION, '1');
      else void adapter.send(HERE, { kind: 'say', text: `You said ${JSON.stringify(said)}` }, '2');
    });
    input.end('it took 2 ms\r\n\n\u0000\na');
    await terminal.ended;
    expect(output.text).toBe(
      [
        'Good.\n\nWhat could not change?\n[a] Leave it out  [b] Back',
        'You said {"kind":"text","text":"it took 2 ms"}',
        'You said {"kind":"text","text":"\uFFFD"}',
        'You said {"kind":"choice","choice":"skip","of":"mark-1"}\n\n',
      ].join('\n\n'),
    );
  });
});
