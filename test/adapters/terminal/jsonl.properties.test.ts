import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inbound, Place } from '../../../src/adapters/contract.ts';
import { openJsonl } from './open.ts';

function textOf({ said }: Inbound): string {
  return said.kind === 'text' ? said.text : said.kind;
}

const noLineFeed = (bytes: Uint8Array) => bytes.map((byte) => (byte === 0x0a ? 0x20 : byte));
const place = fc.constantFrom<unknown>('terminal:a', 'terminal:b', 'terminal:', 'discord:1', 7, undefined);
const anyLine = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map(noLineFeed),
  fc.json().map((json) => noLineFeed(Buffer.from(json))),
  fc
    .record({
      type: fc.constantFrom('text', 'choice', 'command', 'edit', 'file', 'other'),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('throw', 'send', 'throw later'), fc.anything()),
      id: fc.oneof(fc.string(), fc.constant(undefined)),
      name: fc.string(),
      path: fc.string(),
      of: fc.integer(),
      place,
    })
    .map((line) =>
      noLineFeed(Buffer.from(JSON.stringify(line, (_, value) => (typeof value === 'bigint' ? 0 : value)))),
    ),
);

test('each line of any bytes gets exactly one ready', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyLine, { maxLength: 12 }),
      fc.boolean(),
      fc.array(fc.nat(), { maxLength: 5 }),
      async (lines, closed, cuts) => {
        await using terminal = await openJsonl();
        const { adapter } = terminal;
        await adapter.start(async (inbound) => {
          if (textOf(inbound) === 'throw') throw new Error('thrown');
          if (textOf(inbound) === 'throw later') await sleep(1).then(() => Promise.reject(new Error('thrown')));
          void adapter.send(inbound.place, { kind: 'say', text: textOf(inbound) }, inbound.id);
        });
        const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.of(0x0a)]));
        const whole = closed ? bytes : bytes.subarray(0, -1);
        const stops = cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b);
        for (const [index, stop] of [...stops, whole.length].entries()) {
          terminal.input.write(whole.subarray(stops[index - 1] ?? 0, stop));
        }
        terminal.input.end();
        await terminal.ended;
        const unclosedAndEmpty = !closed && lines.at(-1)?.length === 0;
        const expected = 1 + lines.length - (unclosedAndEmpty ? 1 : 0);
        expect(terminal.lines().filter(({ type }) => type === 'ready')).toHaveLength(expected);
      },
    ),
    { numRuns: 150 },
  );
}, 30_000);

test('each place gets its answers in order, however the places are mixed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 40 }), async (turns) => {
      await using terminal = await openJsonl();
      const { adapter } = terminal;
      const pauses = new Map<string, number>();
      await adapter.start(async (inbound) => {
        await sleep(pauses.get(textOf(inbound)));
        await adapter.send(inbound.place, { kind: 'say', text: textOf(inbound) }, inbound.id);
      });
      for (const [index, [where, pause]] of turns.entries()) {
        pauses.set(String(index), pause);
        terminal.write({ type: 'text', text: String(index), place: `terminal:${where}` });
      }
      terminal.input.end();
      await terminal.ended;
      const lines = terminal.lines().slice(1);
      for (const where of [0, 1, 2, 3]) {
        const here: Place = `terminal:${where}`;
        const expected = turns.flatMap(([at], index) => (at === where ? [String(index), undefined] : []));
        expect(lines.filter((line) => line.place === here).map(({ text }) => text)).toEqual(expected);
      }
    }),
    { numRuns: 30 },
  );
}, 30_000);
