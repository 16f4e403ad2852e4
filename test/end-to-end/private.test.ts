/** A hidden value is in nothing that the real program says or writes afterwards. */
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Answer, LineIn } from '../../bench/lines.ts';
import { dataDirectory, speaking } from './program.ts';
import { askIn, lettersIn, walkWith } from './walk.ts';

/** The hidden values, in every form in which they might appear. */
const HIDDEN = ['voltwerk', 'harbour grid', 'harbour-grid', 'mira solberg', '9,500', '9500', '9.5k', '9.5 k'];

/** Everything that a person sees after hiding: messages, labels, lines, files and their names. */
const seen: string[] = [];
let letters: string[] = [];
let fileNames: string[] = [];

beforeAll(async () => {
  await using directory = await dataDirectory();
  await using program = await speaking(directory);
  let isHidden = false;
  const take = async (line: LineIn): Promise<Answer[]> => {
    const answers = await program.turn(line);
    if (isHidden) for (const answer of answers) seen.push(...(await shown(answer)));
    letters = [...letters, ...lettersIn(answers).map(({ text }) => text)];
    fileNames = [...fileNames, ...answers.flatMap((answer) => (answer.type === 'file' ? [answer.name] : []))];
    return answers;
  };
  const say = (text: string) => take({ type: 'text', text });
  const tap = (id: string) => take({ type: 'choice', id });
  await walkWith(program, { isOver: ({ kind }) => kind === 'confidential' });
  await say('Voltwerk');
  await say('an energy company');
  const offered = askIn(await take({ type: 'command', name: 'start', rest: '' }))?.choices ?? [];
  const number = offered.find(({ id, label }) => id.startsWith('hide:') && label.includes('9,500'));
  expect(number, JSON.stringify(offered)).toBeDefined();
  await tap(number?.id ?? '');
  // The question for a replacement still shows the value. It is hidden afterwards.
  await tap('skip');
  await say('/hide Harbour Grid');
  await say('your company');
  await say('/hide Mira Solberg');
  isHidden = true;
  await tap('skip');
  // The rest of the interview, everything that shows facts, and every way to change them.
  for (let turn = 0; turn < 5; turn += 1) {
    const asked = askIn(await take({ type: 'command', name: 'start', rest: '' }));
    if (asked?.kind === 'review') break;
    await tap(asked?.choices.find(({ id }) => id === 'no' || id === 'skip')?.id ?? 'none');
  }
  await say('/brief');
  await say('fix');
  await tap('note:1');
  await tap('keep');
  // The values are told again in other notations.
  await say('5: Voltwerk takes 9.5k readings per second from Harbour Grid.');
  await say('add: Today it is 9500 readings a second.');
  await say('5');
  await say('is 9500 readings a second not too much here');
  await tap('add');
  await tap('none');
  await tap('write');
  await say('why');
  await say('/brief');
  await say('fix');
  await tap('none');
  await say('cut 5');
  await tap('write');
  await say('/another');
});

async function shown(answer: Answer): Promise<string[]> {
  switch (answer.type) {
    case 'file':
      return [answer.name, answer.path, await readFile(answer.path, 'utf8')];
    case 'letter':
      return [answer.text];
    case 'noted':
      return [answer.text];
    case 'ask': {
      const { text, value = '', lines = [], choices } = answer;
      return [text, value, ...lines.map((line) => line.text), ...choices.map(({ label }) => label)];
    }
    case 'say':
      return [answer.text];
  }
}

test('the interview shows many texts, two letters, and the replacement in both', () => {
  expect(seen.length).toBeGreaterThan(100);
  expect(letters).toHaveLength(2);
  expect(fileNames).toHaveLength(2);
  for (const letter of letters) expect(letter).toContain('an energy company');
});

test.each(HIDDEN)('the hidden value %s is shown nowhere', (value) => {
  const found = seen.filter((text) => text.toLowerCase().includes(value));
  expect(found).toEqual([]);
});
