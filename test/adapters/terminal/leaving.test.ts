import { beforeEach, describe, expect, test, vi } from 'vitest';
import { terminalWords } from '../../../src/prompts/terminal.ts';
import { HERE, QUESTION, sitDown, stubTerminalEnvironment } from './person.ts';

beforeEach(stubTerminalEnvironment);

describe('leaving', () => {
  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-C on a line half written', 'half\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('by %s says in one line how to go on, and gives the terminal back', async (_, keys) => {
    await using person = await sitDown(undefined, 80);
    await person.type(keys);
    await person.ended;
    expect(person.rows()).toEqual([terminalWords()('goodbye'), '']);
    expect(person.input.raw).toBe(false);
    expect(person.output.text.endsWith('\u001b[?2004l')).toBe(true);
    expect(terminalWords()('goodbye')).not.toContain('\n');
    expect(person.faults).toEqual([]);
  });

  test('the end of the input is leaving too', async () => {
    await using person = await sitDown(undefined, 80);
    person.input.end();
    await person.ended;
    expect(person.rows()).toEqual([terminalWords()('goodbye'), '']);
  });

  test('waits for the message that was sent off, but not for a letter, and prints nothing after the last line', async () => {
    const turn = Promise.withResolvers<void>();
    const ended = vi.fn();
    const never = new Promise<void>(() => undefined);
    await using person = await sitDown(({ said }) => (said.kind === 'text' ? turn.promise : Promise.resolve()), 80, {
      onEnd: ended,
      settled: () => never,
    });
    await person.type('my answer\r');
    await person.type('\u0003');
    expect(person.said()).toEqual([{ kind: 'text', text: 'my answer' }]);
    expect(ended).not.toHaveBeenCalled();
    expect(await person.adapter.send(HERE, QUESTION, '1')).toMatchObject({ outcome: 'failed' });
    turn.resolve();
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1));
    expect(person.rows().slice(-2)).toEqual([terminalWords()('goodbye'), '']);
  });

  test('the terminal going away is leaving', async () => {
    await using person = await sitDown();
    person.output.destroy(Object.assign(new Error('write EIO'), { code: 'EIO' }));
    await person.ended;
    expect(person.faults).toEqual([]);
  });
});
