import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach } from 'vitest';
import type { Choice, Place } from '../../../src/adapters/contract.ts';
import { terminalWords } from '../../../src/prompts/terminal-texts.ts';
import { type Ability, type AdapterHarness, adapterContract, CHOICES, type Seen } from '../../contracts/adapter.ts';
import { open, openJsonl } from './open.ts';
import { stubTerminalEnvironment } from './person.ts';
import { Recorder, screenOf, terminalInput, terminalOutput } from './streams.ts';

beforeEach(stubTerminalEnvironment);

const letterOf = ({ id }: Choice) => 'ab'[CHOICES.findIndex((one) => one.id === id)];

adapterContract('terminal, jsonl', async (): Promise<AdapterHarness> => {
  const terminal = await openJsonl();
  return {
    adapter: terminal.adapter,
    places: ['terminal:local', 'terminal:Someone Else'],
    manyLines: true,
    async say(place, text) {
      terminal.write({ type: 'text', place, text });
    },
    async sayTwice(place, text) {
      for (let time = 0; time < 2; time += 1) terminal.write({ type: 'text', place, text, id: 'redelivered' });
    },
    async press(place, { id }) {
      terminal.write({ type: 'choice', place, id });
    },
    async command(place, name, rest) {
      terminal.write({ type: 'command', place, name, rest });
    },
    async edit(place, of, text) {
      terminal.write({ type: 'edit', place, of, text });
    },
    async attach(place, { name, bytes }) {
      const path = join(terminal.directory, name);
      await writeFile(path, bytes);
      terminal.write({ type: 'file', place, path });
    },
    async seen(place) {
      const shown = terminal.lines().filter((line) => line.place === place && line.type !== 'ready');
      return Promise.all(shown.map(seenIn));
    },
    [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose](),
  };
});

async function seenIn(line: Record<string, unknown>): Promise<Seen> {
  if (line.type === 'file') {
    return { text: '', file: { name: String(line.name), bytes: await readFile(String(line.path)) } };
  }
  // The data of a letter is not a message. Its text is the "say" line before it.
  if (line.type === 'letter') return { text: '' };
  return { text: `${line.text} ${line.choices ? JSON.stringify(line.choices) : ''}` };
}

const HERE: Place = 'terminal:local';

/** A prompt only has text: commands and paths are typed, there is one conversation, and nothing arrives twice. */
const WORDS_ONLY: readonly Ability[] = [];

adapterContract(
  'terminal, talk through pipes',
  async () => {
    const input = new PassThrough();
    const output = new Recorder();
    const terminal = await open({ mode: 'talk', input, output });
    return {
      adapter: terminal.adapter,
      places: [HERE],
      manyLines: false,
      async say(_, text) {
        input.write(`${text}\n`);
      },
      async press(_, choice) {
        input.write(`${letterOf(choice)}\n`);
      },
      seen: () => blocksIn(output.text),
      [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose](),
    };
  },
  WORDS_ONLY,
);

adapterContract(
  'terminal, talk at a prompt',
  async () => {
    const input = terminalInput();
    const output = terminalOutput(200);
    const terminal = await open({ mode: 'talk', input, output });
    return {
      adapter: terminal.adapter,
      places: [HERE],
      manyLines: true,
      async say(_, text) {
        input.write(text.includes('\n') ? `\u001b[200~${text.replaceAll('\n', '\r')}\u001b[201~\r` : `${text}\r`);
      },
      async press(_, choice) {
        input.write(`${letterOf(choice)}\r`);
      },
      seen: () => blocksIn(messagesOn(screenOf(output.text, 200).rows)),
      [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose](),
    };
  },
  WORDS_ONLY,
);

/** What the person sees, without the lines that they typed. */
function messagesOn(rows: readonly string[]): string {
  return rows.filter((row) => !/^[›…]/.test(row)).join('\n');
}

async function blocksIn(text: string): Promise<Seen[]> {
  const blocks = text.split('\n\n').filter((block) => block.trim() !== '');
  return Promise.all(
    blocks.map(async (block): Promise<Seen> => {
      if (!block.startsWith(terminalWords()('saved-as', { path: '' }))) return { text: block };
      const path = block.slice(terminalWords()('saved-as', { path: '' }).length).trim();
      return { text: '', file: { name: path.slice(path.lastIndexOf('/') + 1), bytes: await readFile(path) } };
    }),
  );
}
