/**
 * A program around the terminal adapter, with an interviewer that repeats each message.
 * Run as a child process by the tests; by hand: `node test/adapters/terminal/echo.ts <talk|jsonl> <directory>`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Adapter, Inbound } from '../../../src/adapters/contract.ts';
import { createTerminal } from '../../../src/adapters/terminal/terminal.ts';
import { aLetter, aQuestion } from './samples.ts';

const [mode, directory] = process.argv.slice(2);
if ((mode !== 'talk' && mode !== 'jsonl') || directory === undefined)
  throw new Error('echo.ts <talk|jsonl> <directory>');

const terminal = createTerminal({
  mode,
  input: process.stdin,
  output: process.stdout,
  filesDirectory: directory,
  newId: randomUUID,
  now: () => new Date(),
  onEnd: () => void terminal.stop().then(() => console.error('ended')),
  onFault: (error) => console.error(error instanceof Error ? error.message : error),
});

await terminal.start((inbound) => answer(terminal, inbound));

async function answer(adapter: Adapter, { place, said, id }: Inbound): Promise<void> {
  const text = said.kind === 'text' || said.kind === 'edited' ? said.text : JSON.stringify(said);
  console.error(`received ${said.kind}`);
  if (text === 'throw') throw new Error('thrown on purpose');
  if (text.startsWith('slow')) await sleep(2_000);
  if (text === 'letter') await adapter.send(place, aLetter, `${id}.letter`);
  if (text === 'file') {
    const bytes = new TextEncoder().encode('a file');
    await adapter.send(place, { kind: 'file', name: 'letter.pdf', mime: 'application/pdf', bytes }, `${id}.file`);
  }
  await adapter.send(place, { kind: 'say', text: `You said: ${text}` }, `${id}.said`);
  const question = [
    'Noted. A few things a figure can be:\n- a rate, such as the requests that the system answers in a second at its busiest\n- a time, such as the 99th percentile of how long an answer takes, before and after the change',
    'How much did it have to take at its busiest, before you changed it and after?',
  ].join('\n\n');
  await adapter.send(place, { ...aQuestion, text: question }, `${id}.asked`);
}
