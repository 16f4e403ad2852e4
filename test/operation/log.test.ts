/** What the log contains, and what it must not. */
import { expect, test } from 'vitest';
import { LOG_LEVELS } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { StoreFailure } from '../../src/store/database-errors.ts';

const CANARY = 'canary of a person';

function logging(level: (typeof LOG_LEVELS)[number], isPlain = false) {
  const lines: string[] = [];
  return { lines, log: createLog({ level, isPlain, write: (line) => lines.push(line) }) };
}

test('a log entry is a line of JSON with time, level and message', () => {
  const { log, lines } = logging('info');
  log.info('Connected.');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    msg: 'Connected.',
  });
});

test('a plain log entry is a readable line', () => {
  const { log, lines } = logging('info', true);
  log.info('Connected.');
  log.fault('A turn failed.', new StoreFailure(Object.assign(new Error(CANARY), { code: '57P01' })));
  expect(lines).toEqual([
    'foreword: Connected.\n',
    expect.stringMatching(/^foreword: A turn failed\. \(error: StoreFailure, code: 57P01\)\n$/),
  ]);
});

test('case 36: a logged error has its type, but no word of its message, stack or cause', () => {
  const { log, lines } = logging('info');
  const thrown = [
    new TypeError(`${CANARY}\n    at ${CANARY} (file:///x.ts:1:1)`),
    CANARY,
    new StoreFailure(new Error(CANARY)),
    Object.assign(new Error('x', { cause: new Error(CANARY) }), { sheet: CANARY, code: 7 }),
  ];
  for (const each of thrown) log.fault('A turn failed.', each);
  expect(lines.map((line) => JSON.parse(line).error)).toEqual(['TypeError', 'string', 'StoreFailure', 'Error']);
  expect(lines.join('')).not.toContain(CANARY);
});

test('a logged fault has its line in src', () => {
  const { log, lines } = logging('info');
  const stack = `Error: x\n    at over (/elsewhere.js:1:1)\n    at turn (${new URL('../../src/turn/outcome.ts', import.meta.url)}:12:3)`;
  log.fault('A turn failed.', Object.assign(new Error('x'), { stack }));
  expect(JSON.parse(lines[0] ?? '').at).toBe('turn/outcome.ts:12:3');
});

test('case 36: a field that is not allowed is dropped', () => {
  const { log, lines } = logging('info');
  const careless: object = { code: 'E1', text: CANARY, message: CANARY, err: new Error(CANARY) };
  log.warn('Careless.', careless);
  expect(Object.keys(JSON.parse(lines[0] ?? '')).toSorted()).toEqual(['code', 'level', 'msg', 'time']);
  expect(lines.join('')).not.toContain(CANARY);
});

test.each(LOG_LEVELS)('at level %s no lower level is logged', (level) => {
  const { log, lines } = logging(level);
  for (const kind of ['debug', 'info', 'warn', 'error'] as const) log[kind](kind);
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(LOG_LEVELS.slice(LOG_LEVELS.indexOf(level), -1));
});
