/** The preview of a letter at the prompt. */
import { PassThrough } from 'node:stream';
import { beforeEach, expect, test, vi } from 'vitest';
import { open } from './open.ts';
import { HERE, sitDown, stubTerminalEnvironment } from './person.ts';
import { aLetter } from './samples.ts';
import { Recorder, terminalInput, terminalOutput } from './streams.ts';

beforeEach(stubTerminalEnvironment);

test('the preview is above the prompt, dim and wrapped, and is replaced by the letter', async () => {
  await using person = await sitDown();
  await person.adapter.grow?.(HERE, 'I ran the ledger service.');
  expect(person.rows()).toEqual(['I ran the ledger service.', '', '›']);
  expect(person.output.text).toContain('\u001b[2mI ran the ledger service.\u001b[22m');
  await person.adapter.grow?.(HERE, 'I ran the ledger service. It books 2,100 payments a second at its busiest.');
  expect(person.rows()).toEqual([
    'I ran the ledger service. It books 2,100 payments a second',
    'at its busiest.',
    '',
    '›',
  ]);
  await person.adapter.send(HERE, aLetter, '1');
  const screen = person.rows().join('\n');
  expect(screen).not.toContain('It books');
  expect(screen.split('I ran the ledger service')).toHaveLength(2);
  expect(person.cursor()).toEqual([person.rows().length - 1, 2]);
});

test('the preview keeps the line that is being typed', async () => {
  await using person = await sitDown();
  await person.type('make it sh');
  await person.adapter.grow?.(HERE, 'One.');
  await person.adapter.grow?.(HERE, 'One. Two.');
  expect(person.rows()).toEqual(['One. Two.', '', '› make it sh']);
  await person.adapter.grow?.(HERE, null);
  expect(person.rows()).toEqual(['› make it sh']);
});

test('a message sent during the preview stays between the old and the new preview', async () => {
  await using person = await sitDown();
  await person.adapter.grow?.(HERE, 'One.');
  await person.type('shorter\r');
  await person.adapter.grow?.(HERE, 'One. Two.');
  expect(person.rows()).toEqual(['One.', '', '› shorter', '', 'One. Two.', '', '›']);
});

test('a long preview shows only its last rows', async () => {
  const input = terminalInput();
  const output = Object.assign(terminalOutput(40), { rows: 9 });
  await using terminal = await open({ mode: 'talk', input, output });
  await terminal.adapter.start(() => Promise.resolve());
  await vi.waitFor(() => expect(output.text).toContain('› '));
  await terminal.adapter.grow?.(HERE, 'One.\n\nTwo.\n\nThree.\n\nFour.');
  expect(output.text).not.toContain('Two.');
  expect(output.text).toContain('Three.');
});

test.each(['talk', 'jsonl'] as const)('no preview is written to a pipe: %s', async (mode) => {
  const output = new Recorder();
  await using terminal = await open({ mode, input: new PassThrough(), output });
  await terminal.adapter.grow?.(HERE, 'One.');
  expect(output.text).toBe('');
});

test('no preview of another conversation is shown', async () => {
  await using person = await sitDown();
  await person.adapter.grow?.('terminal:other', 'One.');
  expect(person.output.text).not.toContain('One.');
});
