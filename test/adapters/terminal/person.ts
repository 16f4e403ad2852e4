/** A person at a prompt, for tests. */

import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { Ask, Inbound, Place, Said } from '../../../src/adapters/contract.ts';
import type { TerminalOptions } from '../../../src/adapters/terminal/terminal.ts';
import { open } from './open.ts';
import { aQuestion } from './samples.ts';
import { screenOf, terminalInput, terminalOutput } from './streams.ts';

export const HERE: Place = 'terminal:local';

export const QUESTION: Ask = {
  ...aQuestion,
  text: 'Good.\n\nWhat could not change?',
  choices: [
    { id: 'skip', label: 'Leave it out' },
    { id: 'back', label: 'Back' },
  ],
};

/** Makes the tests independent of the terminal that they run in and of its colour settings. */
export function stubTerminalEnvironment(): void {
  vi.stubEnv('TERM', 'xterm-256color');
  vi.stubEnv('NO_COLOR', undefined);
  // Each of these changes what Node assumes about colours.
  for (const name of ['FORCE_COLOR', 'NODE_DISABLE_COLORS', 'CI', 'TF_BUILD', 'TEAMCITY_VERSION'])
    vi.stubEnv(name, undefined);
}

type Receive = (inbound: Inbound) => Promise<void>;

/** Starts the adapter for a person at a terminal. */
export async function sitDown(
  receive: Receive = () => Promise.resolve(),
  columns = 60,
  options: Partial<TerminalOptions> = {},
) {
  const input = terminalInput();
  const output = terminalOutput(columns);
  const terminal = await open({ mode: 'talk', input, output, ...options });
  const heard: Said[] = [];
  await terminal.adapter.start((inbound) => {
    heard.push(inbound.said);
    return receive(inbound);
  });
  await vi.waitFor(() => expect(output.text).toContain('› '));
  return {
    ...terminal,
    [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose](),
    input,
    output,
    /** What was said, without the command at the start. */
    said: () => heard.slice(1),
    heard,
    async type(keys: string) {
      input.write(keys);
      // Rounds of the event loop instead of a time, as the machine may be busy.
      for (let round = 0; round < 12; round += 1) await nextRound();
    },
    rows: () => screenOf(output.text, columns).rows,
    cursor: () => screenOf(output.text, columns).cursor,
  };
}
