import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { anyCase } from '../../src/reader/any-case.ts';

test.each([
  ['dear|hello', 'HeLLo', true],
  ['dear|hello', 'dea', false],
  [String.raw`it'?s|this\s+is`, 'THIS is', true],
  ['[^a-f] [xyz]', 'G Y', true],
  ['[^a-f] [xyz]', 'B Y', false],
  [String.raw`[\w.]+ \p{Lu}e`, 'ab.C DE', true],
  [String.raw`[\w.]+ \p{Lu}e`, 'ab.C de', false],
])('%s and "%s": %s', (pattern, text, fits) => {
  expect(new RegExp(`^${anyCase(pattern)}$`, 'u').test(text)).toBe(fits);
});

test('around it capitals are told apart', () => {
  const dear = new RegExp(String.raw`^${anyCase('dear')} \p{Lu}`, 'u');
  expect([dear.test('DEAR Ines'), dear.test('Dear Ines'), dear.test('dear ines')]).toEqual([true, true, false]);
});

// V8 optimizes patterns no more once a process has compiled many: then the cases that it gets wrong show.
test('names are read where patterns are not optimized as well', () => {
  const file = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, '..', '..', path)).href);
  const script = `
    import { employerIn, roleDetails } from ${file('src/reader/role.ts')};
    const role = 'Backend engineer at Fernhill, Harbor team. Please address it to Ines Vale, who runs hiring.';
    console.log(JSON.stringify([employerIn('At Quillbank I rebuilt the ledger.'), roleDetails(role)]));`;
  const flags = ['--no-regexp-optimization', '--input-type=module', '--eval', script];
  expect(JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }))).toEqual([
    'Quillbank',
    { position: 'Backend engineer', company: 'Fernhill', team: 'Harbor', addressee: 'Ines Vale' },
  ]);
});
