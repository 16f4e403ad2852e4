import { expect, test } from 'vitest';
import { commandIn, commandMenu } from '../../src/adapters/command.ts';

test.for(commandMenu())('/$name is a command, alone and with words behind it', ({ name }) => {
  expect(commandIn(`/${name}`)).toEqual({ name, rest: '' });
  expect(commandIn(`  /${name.toUpperCase()}@foreword_bot \n`)).toEqual({ name, rest: '' });
  expect(commandIn(`/${name} it,\nplease `)).toEqual({ name, rest: 'it,\nplease' });
});

test('a word alone is a command, if an unknown one', () => {
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
])('%j is an answer', (text) => {
  expect(commandIn(text)).toBe(null);
});

test('the names of other languages are commands, too', () => {
  expect(commandIn('/hilfe')).toEqual({ name: 'help', rest: '' });
  expect(commandIn('/überspringen')).toEqual({ name: 'skip', rest: '' });
  expect(commandIn('/ocultar Banco Azul')).toEqual({ name: 'hide', rest: 'Banco Azul' });
});
