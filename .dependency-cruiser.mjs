/**
 * Which part of the program may import which: `npx depcruise --config .dependency-cruiser.mjs src`.
 * Imports of types count like any others. test/architecture.test.ts runs it and proves that each rule can fail.
 */

/** What a folder may import of `src` besides itself. Whatever is missing here imports nothing. */
const LAYERS = {
  main: ['app.ts'],
  app: [
    'config.ts',
    'language-model.ts',
    'log.ts',
    'monitoring.ts',
    'turn/',
    'documents/',
    'adapters/',
    'store/',
    'letter/',
    'reader/',
    'model/',
    'prompts/',
    'text/',
    'machine/',
  ],
  // The recorded interview is a program of its own.
  demo: ['turn/', 'adapters/', 'store/', 'letter/', 'reader/', 'model/', 'prompts/', 'text/', 'machine/'],
  config: ['adapters/contract.ts'],
  log: ['config.ts'],
  monitoring: ['adapters/contract.ts', 'store/store.ts', 'model/'],
  'language-model': [
    'config.ts',
    'log.ts',
    'adapters/terminal/',
    'letter/',
    'reader/',
    'model/',
    'prompts/',
    'machine/',
  ],
  turn: [
    'documents/',
    'adapters/[^/]+$',
    'store/',
    'letter/',
    'reader/',
    'model/',
    'prompts/',
    'spelling/',
    'text/',
    'machine/',
    'memoize.ts',
  ],
  documents: ['letter/', 'prompts/', 'text/', 'machine/', 'memoize.ts'],
  // Rows hold messages of the contract, and letters.
  store: [
    'adapters/bounded.ts',
    'adapters/contract.ts',
    'letter/letter.ts',
    'model/',
    'text/',
    'machine/',
    'memoize.ts',
  ],
  letter: ['model/', 'prompts/', 'text/', 'machine/', 'memoize.ts'],
  reader: ['model/', 'prompts/', 'text/', 'machine/'],
  model: ['text/', 'machine/', 'memoize.ts'],
  prompts: ['text/', 'machine/'],
  spelling: ['text/', 'machine/'],
  text: ['machine/'],
  machine: [],
  memoize: [],
  // A platform uses what all of them share, and no other platform.
  'adapters/(?:[^/]+)/': ['adapters/[^/]+$', 'prompts/', 'text/', 'machine/'],
  'adapters/[^/]+': ['adapters/[^/]+$', 'letter/letter.ts', 'prompts/', 'text/', 'machine/'],
};

/** Packages by the folders that import them, and `node` for what Node itself brings. */
const PACKAGES = {
  main: ['node'],
  app: ['node'],
  demo: ['node', 'zod'],
  config: ['zod', 'fastest-levenshtein'],
  log: ['node', 'pino'],
  monitoring: ['node', 'prom-client'],
  'language-model': ['node', 'zod'],
  turn: [],
  documents: [
    'node',
    'zod',
    'unpdf',
    'mammoth',
    '@myriaddreamin/typst-ts-node-compiler',
    '@resvg/resvg-js',
    'docx',
    'fflate',
  ],
  store: ['node', 'zod', 'drizzle-orm', '@electric-sql/pglite', 'postgres', 'pg-boss'],
  letter: ['zod', '@langchain/core', 'nspell', 'dictionary-en'],
  reader: ['zod'],
  model: ['node', 'zod', 'langchain', '@langchain/core', '@langchain/openai'],
  prompts: ['i18next'],
  spelling: ['node', '@cspell/dict-en-common-misspellings', 'dictionary-en'],
  text: ['fastest-levenshtein'],
  machine: ['xstate', 'zod'],
  memoize: [],
  'adapters/discord': ['node', 'zod', 'discord.js'],
  'adapters/telegram': ['node', 'zod', 'grammy'],
  'adapters/terminal': ['node', 'zod', 'wrap-ansi'],
  'adapters/[^/]+': ['node', 'zod'],
};

/** Packages that cost a start too much: only a dynamic `import()` loads them, or nothing at all. */
const LAZY = [
  'langchain',
  '@langchain/core',
  '@langchain/openai',
  'nspell',
  'dictionary-en',
  'unpdf',
  'mammoth',
  '@myriaddreamin/typst-ts-node-compiler',
  '@resvg/resvg-js',
  'docx',
  'fflate',
];

/** The files of a folder, or the one file of that name. */
const filesOf = (layer) => {
  if (layer.endsWith('/')) return `^src/${layer}`;
  return layer.includes('[^/]+') ? `^src/${layer}\\.ts$` : `^src/${layer}(?:/|\\.ts$)`;
};
const nameOf = (layer) =>
  layer
    .replaceAll('[^/]+', 'shared')
    .replace(/\/\(\?:.*/, '-platforms')
    .replaceAll('/', '-');
const packagePath = (name) => `(?:^|/)node_modules/${name}/`;

const layers = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `imports-of-${nameOf(layer)}`,
  comment: `src/${layer} imports of src only itself and: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  // A platform's own folder is the one that its path was matched with.
  from: { path: layer.includes('(?:') ? filesOf(layer).replace('(?:', '(') : filesOf(layer) },
  to: {
    path: '^src/',
    pathNot: [layer.includes('(?:') ? '^src/adapters/$1/' : filesOf(layer), ...allowed.map((path) => `^src/${path}`)],
  },
}));

const packages = Object.entries(PACKAGES).flatMap(([layer, allowed]) => [
  {
    name: `packages-of-${nameOf(layer)}`,
    comment: `src/${layer} imports no packages but: ${allowed.join(', ') || 'none'}`,
    severity: 'error',
    from: { path: filesOf(layer) },
    to: { path: '(?:^|/)node_modules/', pathNot: allowed.map(packagePath) },
  },
  ...(allowed.includes('node')
    ? []
    : [
        {
          name: `node-in-${nameOf(layer)}`,
          comment: `src/${layer} is pure: nothing of Node's`,
          severity: 'error',
          from: { path: filesOf(layer) },
          to: { dependencyTypes: ['core'] },
        },
      ]),
]);

export default {
  forbidden: [
    ...layers,
    ...packages,
    {
      name: 'lazy-packages',
      comment: 'Loaded by import() when they are first needed',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: LAZY.map(packagePath).join('|'), dynamic: false },
    },
    {
      name: 'lazy-platforms',
      comment: 'A platform is loaded where it is configured',
      severity: 'error',
      from: { path: '^src/app\\.ts$' },
      to: { path: '^src/adapters/[^/]+/', dynamic: false },
    },
    {
      name: 'no-cycles',
      comment: 'No file imports itself through others',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'found',
      comment: 'What is imported exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^node:' },
    },
  ],
  options: {
    // The compiler that the project uses has no API for it to parse with.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
