/** Files, links, npm scripts and settings in the documents exist. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..', '..');
const inDocs = await readdir(join(ROOT, 'docs'), { recursive: true });
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs.map((path) => `docs/${path}`)].filter((path) =>
  path.endsWith('.md'),
);
const { scripts } = z
  .looseObject({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
const SETTINGS = [...(await readFile(join(ROOT, '.env.example'), 'utf8')).matchAll(/^([A-Z_]+)=$/gm)].map(
  ([, name]) => name,
);

/** Names that the worked examples of CONTRIBUTING.md add. */
const WOULD_BE_ADDED = [
  'test/turn/team-size.test.ts',
  'src/adapters/http/http.ts',
  'test/adapters/http/contract.test.ts',
  'FOREWORD_HTTP_PORT',
];

/** @param path from the root, src or docs/decisions; with a star only its folder has to exist */
function exists(path: string): boolean {
  if (WOULD_BE_ADDED.includes(path)) return true;
  if (path.includes('*')) return existsSync(join(ROOT, dirname(path)));
  return [path, `src/${path}`, `docs/decisions/${path}`].some((each) => existsSync(join(ROOT, each)));
}

const FOLDERS =
  'src|test|docs|bench|bin|drizzle|adapters|turn|reader|machine|letter|store|text|model|prompts|documents';

describe.each(PAGES)('%s', async (page) => {
  const text = await readFile(join(ROOT, page), 'utf8');

  test('the files that the page names exist', () => {
    const paths = [...text.matchAll(new RegExp(`\`((?:${FOLDERS})/[\\w./*-]*)\``, 'g'))].map(([, path = '']) => path);
    expect(paths.filter((path) => !exists(path))).toEqual([]);
  });

  test('the files that the page links to exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
  });

  test('the npm scripts and settings that the page names exist', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    const settings = [...text.matchAll(/\b((?:FOREWORD|TELEGRAM|DISCORD)_[A-Z_]*[A-Z])\b/g)].map(
      ([, name = '']) => name,
    );
    expect(settings.filter((name) => !SETTINGS.includes(name) && !WOULD_BE_ADDED.includes(name))).toEqual([]);
  });
});

test('the check covers the pages, and finds existing and missing paths', () => {
  expect(PAGES.length).toBeGreaterThan(8);
  expect(exists('src/main.ts')).toBe(true);
  expect(exists('turn/handle-event.ts')).toBe(true);
  expect(exists('src/nowhere.ts')).toBe(false);
});
