/** Data that doesn't fit its schema loses only the parts that don't. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { oncePerPath, parseLenient } from '../../src/adapters/lenient.ts';

const FileSchema = z.object({ id: z.string(), size: z.number(), note: z.string().optional() });
const MessageSchema = z.object({
  id: z.string(),
  text: z.string().default(''),
  files: z.array(FileSchema).default([]),
  quote: z.object({ text: z.string() }).optional(),
});

const one = { id: '1', size: 1 };
const two = { id: '2', size: 2 };

test.for([
  ['nothing', { id: 'm', files: [one] }, { id: 'm', text: '', files: [one] }, []],
  ['an optional field', { id: 'm', text: 7 }, { id: 'm', text: '', files: [] }, ['text']],
  [
    'an element of a list',
    { id: 'm', files: [{ id: '0', size: '12' }, one, { id: 3 }, two] },
    { id: 'm', text: '', files: [one, two] },
    ['files.size', 'files.size', 'files.id', 'files.id'],
  ],
  [
    'an optional part of an element',
    { id: 'm', files: [{ ...one, note: 7 }] },
    { id: 'm', text: '', files: [one] },
    ['files.note'],
  ],
  ['an object without a required part', { id: 'm', quote: {} }, { id: 'm', text: '', files: [] }, ['quote.text']],
  ['everything, without a required field', { text: 'x' }, null, ['id']],
  ['everything, if it is no object', 'x', null, ['']],
] as const)('drops %s', ([, data, parsed, dropped]) => {
  const paths: string[] = [];
  const before = structuredClone(data);
  expect(parseLenient(MessageSchema, data, (path) => paths.push(path))).toEqual(parsed);
  expect(paths).toEqual(dropped);
  expect(data).toEqual(before);
});

test('each path is reported once', () => {
  const paths: string[] = [];
  const report = oncePerPath((path) => paths.push(path));
  for (const path of ['a', 'b', 'a']) report(path);
  expect(paths).toEqual(['a', 'b']);
});
