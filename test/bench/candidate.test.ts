import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { interview } from '../../bench/candidate.ts';
import type { Answer, LineIn } from '../../bench/lines.ts';
import { type Program, startProgram } from '../../bench/protocol.ts';
import { TOPICS } from '../../src/machine/brief.ts';
import { makeCase } from './fixtures/cases.ts';

let program: Program;
beforeAll(async () => {
  program = await startProgram({ script: join(import.meta.dirname, 'fixtures', 'stand-in.ts'), silenceMs: 1_000 });
});
afterAll(() => program.kill());

test('plays an interview from start to letter', async () => {
  const played = await interview(program, makeCase('plain'));
  expect(played.failure).toBeNull();
  expect(played.transcript[0]).toEqual({ type: 'command', name: 'start', rest: '', place: 'terminal:plain' });
  expect(played.asks.map(({ topic }) => topic)).toEqual([...TOPICS, 'review']);
  expect(played.messages).toEqual(TOPICS.map((topic) => `my ${topic}`));
  expect(played.letter?.text).toContain('my contract');
  expect(played.turns).toHaveLength(12);
});

test('an opening is the first line, and /skip is said in words', async () => {
  const played = await interview(
    program,
    makeCase('opening', { opening: 'here is everything', answers: { latency: ['/skip'] } }),
  );
  expect(played.messages[0]).toBe('here is everything');
  expect(played.letter?.brief.declined).toEqual(['latency']);
});

test('the k-th answer goes to the k-th time of asking, and the last one repeats', async () => {
  const answers = { throughput: ['vague', 'still vague', '72k/min'], latency: ['vague'] };
  const played = await interview(program, makeCase('vague', { answers }));
  expect(played.messages.slice(2, 8)).toEqual(['vague', 'still vague', '72k/min', 'vague', 'vague', 'vague']);
  expect(played.failure).toBe('no letter after 40 turns');
});

test('an interjection is said once, after the first answer, and the standing question keeps its answer', async () => {
  const played = await interview(
    program,
    makeCase('interjection', {
      answers: { system: ['vague', 'my system'] },
      interjections: [{ after: 'system', say: 'by the way, I am Ida' }],
    }),
  );
  expect(played.messages.slice(0, 5)).toEqual([
    'my role',
    'vague',
    'by the way, I am Ida',
    'my system',
    'my throughput',
  ]);
  expect(played).toMatchObject({ failure: null, unsaid: [] });
});

test('a program that stops asking fails the case', async () => {
  const interjections = [{ after: 'contract' as const, say: 'by the way' }];
  const played = await interview(program, makeCase('mute', { answers: { role: ['!mute'] }, interjections }));
  expect(played.unsaid).toEqual(['by the way']);
  expect(played.failure).toBe('neither a question nor a letter, twice in a row');
});

test('a place without output fails the case', async () => {
  const played = await interview(program, makeCase('hang', { answers: { role: ['!hang'] } }));
  expect(played.failure).toMatch(/no output in terminal:hang/);
});

test('answers the last of several questions, and none about a letter that never came', async () => {
  const heard: LineIn[] = [];
  const ask = (topic: 'system' | 'role' | 'letter'): Answer => ({
    type: 'ask',
    place: 'terminal:odd',
    topic,
    text: '?',
    choices: [],
  });
  const turns = [[ask('role'), ask('system')], [ask('letter')]];
  const odd = {
    turn: async (line: LineIn) => {
      heard.push(line);
      return turns.shift() ?? [];
    },
  };
  const played = await interview(odd, makeCase('odd'));
  expect(heard).toMatchObject([{ type: 'command' }, { text: 'my system' }]);
  expect(played.failure).toBe('asked about a letter that never came');
});
