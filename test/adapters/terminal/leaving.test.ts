import { beforeEach, describe, expect, test, vi } from 'vitest';
import { terminalWords } from '../../../src/prompts/terminal-texts.ts';
import { HERE, QUESTION, sitDown, stubTerminalEnvironment } from './person.ts';

beforeEach(stubTerminalEnvironment);

describe('leaving a terminal', () => {
  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-C on a line half written', 'half\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('%s prints one line on how to continue, and restores the terminal', async (_, keys) => {
    await using person = await sitDown(undefined, 80);
    await person.type(keys);
    await person.ended;
    expect(person.rows()).toEqual([terminalWords()('goodbye'), '']);
    expect(person.input.raw).toBe(false);
    expect(person.output.text.endsWith('\u001b[?2004l')).toBe(true);
    expect(terminalWords()('goodbye')).not.toContain('\n');
    expect(person.faults).toEqual([]);
  });

  test('the end of the input leaves', async () => {
    await using person = await sitDown(undefined, 80);
    person.input.end();
    await person.ended;
    expect(person.rows()).toEqual([terminalWords()('goodbye'), '']);
  });

  test('leaving waits for the running turn, but not for a letter, and prints nothing after its last line', async () => {
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

  test('an output error leaves without a fault', async () => {
    await using person = await sitDown();
    person.output.destroy(Object.assign(new Error('write EIO'), { code: 'EIO' }));
    await person.ended;
    expect(person.faults).toEqual([]);
  });
});
