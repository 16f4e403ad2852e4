/** The words around a text are dropped if a part of their message is taken back. */
import { expect, test } from 'vitest';
import { apply, type Command } from '../../src/machine/commands.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';

const value = (text: string, source: string, around?: string) => ({
  text,
  source,
  sentences: 1,
  ours: false,
  ...(around !== undefined && { around }),
});
const around = 'I built the lot single-handed, it is the piling log.';
const context: InterviewContext = {
  ...EMPTY,
  sheet: {
    ...EMPTY.sheet,
    values: {
      'system.what': value('the piling log', 'm1', around),
      'system.part': value('I built the lot single-handed', 'm1'),
      background: value('nine years', 'm2', 'I have nine years, lol.'),
    },
  },
};

test.each<readonly [string, Command, string | undefined]>([
  [
    'drops the words around a text if another text of their message is replaced',
    { type: 'set', slot: 'system.part', value: value('the rig side is mine', 'm5') },
    undefined,
  ],
  [
    'drops the words around a text if another text of their message is taken back',
    { type: 'clear', slot: 'system.part', figure: null },
    undefined,
  ],
  [
    'keeps the words around a text if another text of their message is extended',
    { type: 'set', slot: 'system.part', value: value('I built the lot single-handed. And tested it.', 'm5') },
    around,
  ],
  [
    'keeps the words around a text if a text of another message is replaced',
    { type: 'set', slot: 'background', value: value('ten years', 'm6') },
    around,
  ],
])('%s', (_, command, left) => {
  expect(apply(context, command).sheet.values['system.what']?.around).toBe(left);
});
