/** Who may import whom, and what no file of src/ may hold. The rules are the design's; the lists below are all of them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FILES = globSync('src/**/*.ts', { cwd: ROOT })
  .map((path) => path.split(sep).join('/'))
  .sort();

interface Import {
  readonly from: string;
  /** As written: './brief.ts', 'zod', 'node:fs'. */
  readonly specifier: string;
  /** The file of src/ that it names, or null for a package. */
  readonly file: string | null;
  readonly typeOnly: boolean;
}

/** Static imports and exports, and dynamic ones with a literal. Comments don't import. */
const STATEMENT =
  /(?:^|[;}\n])\s*(?:import|export)\s+(type\s)?(?:[\w*\s{},$]*?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

function importsOf(from: string, text = readFileSync(join(ROOT, from), 'utf8')): Import[] {
  return [...withoutComments(text).matchAll(STATEMENT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const file = specifier.startsWith('.') ? inRoot(resolve(ROOT, dirname(from), specifier)) : null;
    return { from, specifier, file, typeOnly: match[1] !== undefined };
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function inRoot(path: string): string {
  return relative(ROOT, path).split(sep).join('/');
}

const IMPORTS = FILES.flatMap((file) => importsOf(file));

/** The package of a specifier: '@electric-sql/pglite/nodefs' is of '@electric-sql/pglite'. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const ofPackages = IMPORTS.filter(({ file, specifier }) => file === null && !specifier.startsWith('node:'));

/** The room of the house that a file is in: a folder, a vendor's folder, or a file at the top. */
function roomOf(file: string): string {
  const [, first = '', second = ''] = file.split('/');
  if (first === 'adapters') return second.endsWith('.ts') ? 'adapters' : `adapters/${second}`;
  return first;
}

/** What a room may import of ours, besides itself. A vendor's folder has a rule of its own, below. */
const ALLOWED: Readonly<Record<string, readonly RegExp[]>> = {
  machine: [],
  // A language model and what it costs; it knows nothing of interviews.
  model: [],
  letter: [/^src\/machine\//, /^src\/model\//, /^src\/prompts\/model\//],
  reader: [/^src\/machine\//, /^src\/model\//, /^src\/prompts\/model\//],
  prompts: [/^src\/machine\//, /^src\/letter\//, /^src\/adapters\/adapter\.ts$/],
  store: [/^src\/machine\//, /^src\/letter\//, /^src\/model\/budget\.ts$/, /^src\/adapters\/adapter\.ts$/],
  adapters: [/^src\/machine\//, /^src\/letter\//],
  'config.ts': [/^src\/prompts\//],
  'interviewer.ts': [
    /^src\/(?:machine|letter|reader|model|prompts|store)\//,
    /^src\/(?:delivery|letters|recent|retries|steps)\.ts$/,
    // The shapes of what comes and goes, and the queue of a place; no platform.
    /^src\/adapters\/[\w-]+\.ts$/,
  ],
  // A letter comes in like an event, as a turn of its own.
  'letters.ts': [
    /^src\/(?:machine|letter|prompts|store)\//,
    /^src\/(?:delivery|recent|retries)\.ts$/,
    /^src\/adapters\/[\w-]+\.ts$/,
  ],
  'retries.ts': [],
  'steps.ts': [
    /^src\/(?:machine|prompts)\//,
    /^src\/reader\/choosing\.ts$/,
    /^src\/adapters\/(?:adapter|command)\.ts$/,
  ],
  'platforms.ts': [/^src\/adapters\//, /^src\/config\.ts$/],
  'recent.ts': [/^src\/store\/store\.ts$/, /^src\/adapters\/(?:adapter|latest)\.ts$/],
  'delivery.ts': [/^src\/store\/store\.ts$/, /^src\/adapters\/[\w-]+\.ts$/],
  // Which reader and which writer a configuration asks for.
  'minds.ts': [/^src\/(?:config\.ts|model\/|reader\/|letter\/|prompts\/)/],
  'main.ts': [/^src\/program\.ts$/],
  'program.ts': [/^src\//],
};
/** What these may know by its types only: the words of it, or the schemas of what is kept and sent, may run. */
const TYPES_ONLY: Readonly<Record<string, RegExp>> = {
  prompts: /^src\/(?:letter|adapters)\//,
  store: /^src\/(?:machine|letter|adapters)\/(?!saved\.ts|brief\.ts|letter\.ts|adapter\.ts)/,
  adapters: /^src\/(?:machine|letter)\/(?!brief\.ts|letter\.ts)/,
};

/** Packages that a room may import; a vendor's folder may know one vendor. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  machine: ['xstate', 'zod'],
  prompts: [],
};
/** Tools of every room that are nobody's platform. */
const TOOLS: readonly string[] = ['zod'];

function mayImport({ from, file }: Import): boolean {
  const [room, target] = [roomOf(from), file ?? ''];
  if (roomOf(target) === room && room !== 'program.ts') return true;
  if (room.startsWith('adapters/')) {
    const vendor = room.slice('adapters/'.length);
    return /^src\/adapters\/[\w-]+\.ts$/.test(target) || target === `src/prompts/${vendor}.ts`;
  }
  return (ALLOWED[room] ?? []).some((pattern) => pattern.test(target));
}

const written = ({ from, specifier }: Import) => `${from} imports ${specifier}`;

describe('who may import whom', () => {
  test('every file is in a room with rules', () => {
    const rooms = new Set(FILES.map(roomOf).filter((room) => !room.startsWith('adapters/')));
    expect([...rooms].filter((room) => ALLOWED[room] === undefined)).toEqual([]);
  });

  test('imports end at files that exist', () => {
    expect(IMPORTS.filter(({ file }) => file !== null && !existsSync(join(ROOT, file))).map(written)).toEqual([]);
  });

  test('a room imports only what it may know', () => {
    expect(IMPORTS.filter((each) => each.file !== null && !mayImport(each)).map(written)).toEqual([]);
  });

  test('where only types may cross, only types do', () => {
    const crossing = IMPORTS.filter(
      ({ from, file, typeOnly }) =>
        file !== null && !typeOnly && roomOf(from) !== roomOf(file) && TYPES_ONLY[roomOf(from)]?.test(file),
    );
    expect(crossing.map(written)).toEqual([]);
  });

  test('the machine imports xstate, zod and itself', () => {
    const foreign = IMPORTS.filter(
      ({ from, file, specifier }) =>
        roomOf(from) === 'machine' &&
        (file === null ? !['xstate', 'zod'].includes(specifier) : roomOf(file) !== 'machine'),
    );
    expect(foreign.map(written)).toEqual([]);
  });

  test('nothing imports main', () => {
    expect(IMPORTS.filter(({ file }) => file === 'src/main.ts').map(written)).toEqual([]);
  });

  test('packages stay in their rooms', () => {
    const astray = ofPackages.filter(({ from, specifier }) => {
      const allowed = PACKAGES[roomOf(from)];
      return allowed !== undefined && !allowed.includes(packageOf(specifier));
    });
    expect(astray.map(written)).toEqual([]);
  });

  test('an adapter knows one vendor, and no other room knows that vendor', () => {
    const vendors = Map.groupBy(
      ofPackages.filter(
        ({ from, specifier }) => roomOf(from).startsWith('adapters/') && !TOOLS.includes(packageOf(specifier)),
      ),
      ({ from }) => roomOf(from),
    );
    for (const [room, imports] of vendors) {
      const names = [...new Set(imports.map(({ specifier }) => packageOf(specifier)))];
      expect([room, names.length, ...names]).toEqual([room, 1, ...names]);
      const elsewhere = ofPackages.filter(
        ({ from, specifier }) => roomOf(from) !== room && names.includes(packageOf(specifier)),
      );
      expect(elsewhere.map(written)).toEqual([]);
    }
  });

  test('no file imports itself round about', () => {
    // Types alone close no circle: they are gone when the code runs.
    const running = IMPORTS.filter(({ typeOnly }) => !typeOnly);
    const targets = new Map(
      FILES.map((file) => [file, running.filter(({ from }) => from === file).flatMap((each) => each.file ?? [])]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]) => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file)) return;
      done.add(file);
      for (const target of targets.get(file) ?? []) walk(target, [...path, file]);
    };
    for (const file of FILES) walk(file, []);
    expect(cycles).toEqual([]);
  });
});

describe('what is installed', () => {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const used = new Set(ofPackages.map(({ specifier }) => packageOf(specifier)));

  test('every package that is imported is a dependency', () => {
    expect([...used].filter((name) => dependencies[name] === undefined)).toEqual([]);
  });

  test('every dependency is imported', () => {
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([]);
  });

  test('every dependency has one exact version', () => {
    expect(Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });
});

/** What a file gives away, by its names outside. */
function exportsOf(text: string): string[] {
  const declared = /^export (?:async )?(?:const|let|function\*?|class|interface|type|enum) (?:(\w+)|\{([^}]*)\})/gm;
  const listed = /^export (?:type )?\{([^}]*)\}/gm;
  return [
    ...[...withoutComments(text).matchAll(declared)].flatMap(([, name, names]) => name ?? namesIn(names ?? '')),
    ...[...withoutComments(text).matchAll(listed)].flatMap(([, names]) => namesIn(names ?? '')),
  ].map((name) => name.replace(/^.* as /, ''));
}

/** What a file takes from others of ours, as `file name`; `file *` where it takes all that there is. */
function takenBy(from: string, text: string): string[] {
  const taking = /(?:from|import\()\s*['"](\.[^'"\n]+)['"]/g;
  return [...withoutComments(text).matchAll(taking)].flatMap(({ 1: specifier = '', index, input }) => {
    const file = inRoot(resolve(ROOT, dirname(from), specifier));
    const names = /\{([^{}]*)\} $/.exec(input.slice(0, index))?.[1];
    return names === undefined ? [`${file} *`] : namesIn(names).map((name) => `${file} ${name.replace(/ as .*$/, '')}`);
  });
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter((name) => name !== '');
}

describe('what a file gives away, another one takes', () => {
  test('what is given and taken is found in every form', () => {
    const given = [
      'export const a = 1, b = 2;',
      'export const { c, d } = a;',
      'export async function e() {}',
      'export class F {}',
      'export interface G {}',
      'export type H = 1;',
      'export { i, type J as K };',
      "export { l } from './l.ts';",
      'const m = 1;',
      '// export const n = 1;',
    ].join('\n');
    expect(exportsOf(given).sort()).toEqual(['F', 'G', 'H', 'K', 'a', 'c', 'd', 'e', 'i', 'l']);
    const taking = [
      "import { a, type B as C } from './a.ts';",
      "import type { D } from '../d.ts';",
      'import {',
      '  e,',
      "} from './e.ts';",
      "import * as f from './f.ts';",
      "export { g } from './g.ts';",
      "const h = await import('./h.ts');",
      "import { z } from 'zod';",
    ].join('\n');
    expect(takenBy('src/store/x.ts', taking)).toEqual([
      'src/store/a.ts a',
      'src/store/a.ts B',
      'src/d.ts D',
      'src/store/e.ts e',
      'src/store/f.ts *',
      'src/store/g.ts g',
      'src/store/h.ts *',
    ]);
  });

  test('everywhere in src', () => {
    const all = globSync('{src,test,bench}/**/*.ts', { cwd: ROOT });
    const taken = new Set(all.flatMap((file) => takenBy(file, readFileSync(join(ROOT, file), 'utf8'))));
    const kept = FILES.filter((file) => !taken.has(`${file} *`)).flatMap((file) =>
      exportsOf(readFileSync(join(ROOT, file), 'utf8'))
        .filter((name) => !taken.has(`${file} ${name}`))
        .map((name) => `${file}: ${name}`),
    );
    expect(kept).toEqual([]);
  });
});

const LINES_AT_MOST = 320;

test(`no file is longer than ${LINES_AT_MOST} lines`, () => {
  const lengths = FILES.map((file) => [file, readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1] as const);
  const long = lengths.filter(([, lines]) => lines > 300).map(([file, lines]) => `${file}: ${lines}`);
  expect(Math.max(...lengths.map(([, lines]) => lines)), `over 300 lines: ${long.join(', ')}`).toBeLessThanOrEqual(
    LINES_AT_MOST,
  );
});

/** Places where the checker is told to look away: `any`, a non-null `!`, and comments that switch it off. */
function blindSpots(text: string): string[] {
  // Comments are of no type, but inside a type they go with it.
  const source = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const code = stripTypeScriptTypes(text);
  const lineOf = (at: number) => source.slice(0, at).split('\n').length;
  const marks = [...source.matchAll(/!|\bany\b/g)]
    // What is a type, and only that, is blank where the types are stripped.
    .filter(({ 0: text, index }) => code.slice(index, index + text.length).trim() === '')
    .map(({ 0: text, index }) => `${lineOf(index)}: ${text}`);
  const comments = [...text.matchAll(/@ts-(?:ignore|expect-error|nocheck)/g)].map(
    ({ 0: text, index }) => `${lineOf(index)}: ${text}`,
  );
  return [...marks, ...comments];
}

describe('types are believed', () => {
  test('the search finds what it looks for, and nothing else', () => {
    const source = [
      'const a = b!.c;',
      'const d = e as any;',
      'function f(g: any[]): Map<string, any> { return g!; }',
      '// @ts-ignore',
      "if (!a && b != c) log('any!', /any!/); // any!",
      'const any = 1;',
    ].join('\n');
    expect(blindSpots(source)).toEqual(['1: !', '2: any', '3: any', '3: any', '3: !', '4: @ts-ignore']);
  });

  test('nowhere in src', () => {
    const found = FILES.flatMap((file) =>
      blindSpots(readFileSync(join(ROOT, file), 'utf8')).map((place) => `${file}:${place}`),
    );
    expect(found).toEqual([]);
  });
});

// See reader/any-case.ts: what they match changes once a process has compiled many patterns.
test('no pattern changes its flags half way', () => {
  const changes = /\(\?[ims]*-?[ims]+:/;
  expect(['(?i:a|b)', '(?-i:a)', '(?im-s:a)', '(?:a)', '(?!i:)'].map((pattern) => changes.test(pattern))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  const code = (file: string) => withoutComments(readFileSync(join(ROOT, file), 'utf8'));
  expect(FILES.filter((file) => changes.test(code(file)))).toEqual([]);
});

test('imports are found in every form, and not in comments', () => {
  const source = [
    "import { a, type B } from './a.ts';",
    "import type { C } from 'zod';",
    "import './d.ts';",
    'import {',
    '  e,',
    "} from '../e.ts';",
    "export { f } from './f.ts';",
    "export type * from './g.ts';",
    "const h = await import('./h.ts');",
    "// import { i } from './i.ts';",
    "/* import './j.ts' */",
    'const text = "from \'./k.ts\'";',
  ].join('\n');
  expect(
    importsOf('src/store/x.ts', source).map(({ specifier, typeOnly }) => (typeOnly ? `type ${specifier}` : specifier)),
  ).toEqual(['./a.ts', 'type zod', './d.ts', '../e.ts', './f.ts', 'type ./g.ts', './h.ts']);
});
