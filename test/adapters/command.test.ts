import { expect, test } from 'vitest';
import { commandIn, commandMenu } from '../../src/adapters/command.ts';

test.for(commandMenu())('/$name is a command, alone and followed by text', ({ name }) => {
  expect(commandIn(`/${name}`)).toEqual({ name, rest: '' });
  expect(commandIn(`  /${name.toUpperCase()}@foreword_bot \n`)).toEqual({ name, rest: '' });
  expect(commandIn(`/${name} it,\nplease `)).toEqual({ name, rest: 'it,\nplease' });
});

test('a single word after a slash is a command, also if it is unknown', () => {
  for (const name of ['nonsense', 'constructor', 'übrigens']) expect(commandIn(`/${name}`)).toEqual({ name, rest: '' });
});

test.for([
  '/orders went from 2 s to 300 ms',
  '/constructor is what we called it',
  '/api/orders',
  '/v2',
  '/',
  '// skip',
  'and /skip',
  'skip',
  '',
])('%j is not a command', (text) => {
  expect(commandIn(text)).toBe(null);
});

test('command names in other languages are recognized', () => {
  expect(commandIn('/hilfe')).toEqual({ name: 'help', rest: '' });
  expect(commandIn('/überspringen')).toEqual({ name: 'skip', rest: '' });
  expect(commandIn('/ocultar Banco Azul')).toEqual({ name: 'hide', rest: 'Banco Azul' });
});
