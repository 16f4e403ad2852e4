/** What stands around a text in its message goes where that message is taken back in part. */
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
  ['replaced', { type: 'set', slot: 'system.part', value: value('the rig side is mine', 'm5') }, undefined],
  ['taken back', { type: 'clear', slot: 'system.part', figure: null }, undefined],
  [
    'added to',
    { type: 'set', slot: 'system.part', value: value('I built the lot single-handed. And tested it.', 'm5') },
    around,
  ],
  ['told in another message', { type: 'set', slot: 'background', value: value('ten years', 'm6') }, around],
])('where a text is %s', (_, command, left) => {
  expect(apply(context, command).sheet.values['system.what']?.around).toBe(left);
});
