// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are source code.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { regexConstructions, regexLiterals } from '../../bench/regexes.ts';

const texts = (source: string) => regexLiterals(source).map(({ text }) => text);

describe('regex literals', () => {
  test.each([
    ['const a = /x/;', '/x/'],
    ['text.replaceAll(/\\s+/gu, " ")', '/\\s+/gu'],
    ['return /a\\/b/.test(text);', '/a\\/b/'],
    ['a = /[/\\]"\'`]/', '/[/\\]"\'`]/'],
    ['[1, /x/]', '/x/'],
    ['a ? /x/ : 1', '/x/'],
    ['!/x/.test(a)', '/x/'],
    ['a && /x/.test(a)', '/x/'],
    ['(line) => /x/.exec(line)', '/x/'],
    ['{ pattern: /x/ }', '/x/'],
    ['`${a.replace(/x/, `${/y/.source}`)} /no/`', '/x/', '/y/'],
    ['`${{ a: { b: /x/ } }}` + /y/.source', '/x/', '/y/'],
    ['case /x/.test(a):', '/x/'],
  ])('finds the literals in %s', (source, ...expected) => {
    expect(texts(source)).toEqual(expected);
  });
});

describe('no regex literals', () => {
  test.each([
    ['a / b / c'],
    ['(a + b) / 2 / c'],
    ['list[0] / 2 / c'],
    ['1 / 2 / 3'],
    ['"/x/" + \'/y/\' + `/z/`'],
    ['"\\"/x/"'],
    ['// a /x/ b'],
    ['/* a\n /x/ */'],
    ['/** see /x/ */ a / b / c'],
    ['`${a / b} ${c / d}`'],
    ['`a` / 2 / 3'],
    ['count++ / 2 / 3'],
    ['map.delete / 2 / 3'],
    ['import x from "a/b/c"'],
  ])('finds no literal in %s', (source) => {
    expect(texts(source)).toEqual([]);
  });
});

test('a literal has its line number', () => {
  expect(regexLiterals('`\n${a}\n`;\n/* \n */ x = /y/;\n z(/w/)')).toEqual([
    { text: '/y/', line: 5 },
    { text: '/w/', line: 6 },
  ]);
});

test('counts RegExp constructions', () => {
  expect(regexConstructions('new RegExp(a); RegExp("b"); const RegExpX = myRegExp(1)')).toBe(2);
});

test('every literal found in src compiles', () => {
  const src = join(import.meta.dirname, '..', '..', 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const found = files.flatMap((path) => texts(readFileSync(join(src, path), 'utf8')));
  expect(found.length).toBeGreaterThan(0);
  for (const text of found) {
    const end = text.lastIndexOf('/');
    expect(() => new RegExp(text.slice(1, end), text.slice(end + 1)), text).not.toThrow();
  }
});
