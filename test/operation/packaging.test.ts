/** The container, licences and npm settings, checked in the files, as the tests run no Docker. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { licencesIn } from '../../bench/licences.ts';
import { configure } from '../../src/config.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (name: string) => readFile(join(ROOT, name), 'utf8');

/** The forms of keys and tokens. */
const SECRETS: readonly RegExp[] = [
  /\b\d{8,10}:[\w-]{35}\b/,
  /\bsk-[\w-]{20,}/,
  /BEGIN [A-Z ]*PRIVATE KEY/,
  /\b[MN][A-Za-z\d]{23,25}\.[\w-]{6}\.[\w-]{27,}/,
];

const ServiceSchema = z.looseObject({
  environment: z.record(z.string(), z.string()),
  image: z.string().optional(),
  ports: z.unknown().optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const ComposeSchema = z.object({
  services: z.object({ bot: ServiceSchema, database: ServiceSchema }),
  volumes: z.record(z.string(), z.unknown()),
});

/** The instructions of a Dockerfile, with continued lines joined. */
async function instructions(): Promise<{ name: string; rest: string }[]> {
  const lines = (await read('Dockerfile')).split('\n').filter((line) => !line.trimStart().startsWith('#'));
  const joined = lines.join('\n').replaceAll('\\\n', ' ').split('\n');
  return joined
    .filter((line) => line.trim() !== '')
    .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1).trim() }));
}

describe('Docker image', () => {
  test('the image has only production dependencies, and its last stage installs nothing', async () => {
    const all = await instructions();
    const stages = all.map(({ name }) => name).lastIndexOf('FROM');
    expect(all.find(({ rest }) => rest.includes('npm ci'))?.rest).toMatch(/npm ci --omit=dev/);
    expect(all.slice(stages).some(({ rest }) => /npm|apt/.test(rest))).toBe(false);
  });

  test('the image runs Node 24 directly, as a user other than root, with a health check', async () => {
    const all = await instructions();
    const of = (wanted: string) => all.filter(({ name }) => name === wanted).map(({ rest }) => rest);
    expect(of('USER')).toEqual(['node']);
    expect(all.findIndex(({ name }) => name === 'USER')).toBeGreaterThan(
      all.findLastIndex(({ name }) => name === 'RUN'),
    );
    for (const from of of('FROM')) expect(from).toMatch(/^node:24-/);
    expect(JSON.parse(of('CMD')[0] ?? '')).toEqual(['node', 'src/main.ts']);
    expect(of('HEALTHCHECK')[0]).toContain('/healthz');
  });

  test('the image copies exactly what .dockerignore allows, with every folder that the program needs', async () => {
    const copied = (await instructions()).filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'));
    const sources = new Set(copied.flatMap(({ rest }) => rest.split(' ').slice(0, -1)));
    const letIn = (await read('.dockerignore')).split('\n').filter((line) => line.startsWith('!'));
    expect(letIn.map((line) => line.slice(1)).toSorted()).toEqual([...sources].toSorted());
    expect([...sources]).toEqual(expect.arrayContaining(['src', 'drizzle', 'package.json', '.npmrc']));
  });
});

describe('compose.yaml', () => {
  test('compose.yaml runs a read-only bot without capabilities, after its database is healthy', async () => {
    const { services, volumes } = ComposeSchema.parse(parse(await read('compose.yaml')));
    expect(services.bot).toMatchObject({
      build: '.',
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      depends_on: { database: { condition: 'service_healthy' } },
    });
    expect(services.bot.ports).toBeUndefined();
    expect(services.database.ports).toBeUndefined();
    expect(services.database.image).toMatch(/^postgres:18/);
    expect(services.database.healthcheck?.test.join(' ')).toContain('pg_isready');
    expect(services.database).toMatchObject({ volumes: ['database:/var/lib/postgresql'] });
    expect(Object.keys(volumes)).toEqual(['database']);
  });

  test('compose.yaml uses only known settings, and contains no secret', async () => {
    const { services } = ComposeSchema.parse(parse(await read('compose.yaml')));
    const dockerfile = (await instructions())
      .filter(({ name }) => name === 'ENV')
      .flatMap(({ rest }) => rest.split(/\s+/));
    const own = [...Object.keys(services.bot.environment), ...dockerfile.map((pair) => pair.split('=')[0] ?? '')];
    expect(
      configure(Object.fromEntries(own.filter((name) => name.startsWith('FOREWORD_')).map((name) => [name, '']))),
    ).toEqual(configure({}));
    const secrets = [services.bot.environment.DATABASE_URL, services.database.environment.POSTGRES_PASSWORD];
    for (const secret of secrets) expect(secret).toContain('${POSTGRES_PASSWORD:?');
  });
});

describe('supply chain', () => {
  test('every production dependency has an allowed licence', async () => {
    const all = licencesIn(await read('package-lock.json'));
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ isAllowed }) => !isAllowed)).toEqual([]);
  });

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['CC BY-SA 4.0', true],
    ['CC BY-NC 4.0', false],
    ['GPL-3.0-only', false],
    ['(MIT AND GPL-3.0-only)', false],
    ['SEE LICENSE IN terms.txt', false],
    [undefined, false],
  ])('the licence %s is allowed: %s', (license, isAllowed) => {
    const packages = { '': {}, 'node_modules/a/node_modules/@b/c': { version: '1.2.3', license } };
    expect(licencesIn(JSON.stringify({ packages }))).toEqual([
      { name: '@b/c@1.2.3', licence: license ?? null, isAllowed },
    ]);
  });

  test('development dependencies are not in the licence check', () => {
    const packages = { 'node_modules/d': { version: '1.0.0', dev: true, license: 'GPL-3.0-only' } };
    expect(licencesIn(JSON.stringify({ packages }))).toEqual([]);
  });

  test('case 40: install scripts are off, versions are exact, and each package has a checksum', async () => {
    expect(await read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    const PackageSchema = z.looseObject({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    });
    const { dependencies, devDependencies } = PackageSchema.parse(JSON.parse(await read('package.json')));
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
    const LockSchema = z.object({
      packages: z.record(z.string(), z.looseObject({ integrity: z.string().optional() })),
    });
    const { packages } = LockSchema.parse(JSON.parse(await read('package-lock.json')));
    const bare = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && integrity === undefined);
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  test('case 40: the lock file matches package.json', async () => {
    const DeclaredSchema = z.object({
      version: z.string(),
      dependencies: z.record(z.string(), z.string()),
      optionalDependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    });
    const LockSchema = z.object({ packages: z.record(z.string(), z.unknown()) });
    const { packages } = LockSchema.parse(JSON.parse(await read('package-lock.json')));
    expect(DeclaredSchema.parse(packages[''])).toEqual(DeclaredSchema.parse(JSON.parse(await read('package.json'))));
  });

  test('case 40: no file contains a key or a token', async () => {
    const isOurs = (path: string) => !/(?:^|\/)(?:node_modules|\.git|\.env$)/.test(path);
    const found = await readdir(ROOT, { withFileTypes: true });
    const folders = found.filter((entry) => entry.isDirectory() && isOurs(entry.name) && entry.name !== 'data');
    const deep = await Promise.all(
      folders.map((folder) => readdir(join(ROOT, folder.name), { recursive: true, withFileTypes: true })),
    );
    const files = [...found, ...deep.flat()].filter((entry) => entry.isFile() && isOurs(entry.name));
    expect(files.length).toBeGreaterThan(500);
    const holding = await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const text = await readFile(join(parentPath, name), 'latin1');
        return SECRETS.some((secret) => secret.test(text)) ? [join(parentPath, name)] : [];
      }),
    );
    expect(holding.flat()).toEqual([]);
    // Of Telegram, OpenAI, a private key and Discord. Built at run time, so that this file contains none.
    const made = [`${'1'.repeat(10)}:${'a'.repeat(35)}`, `sk-${'a'.repeat(40)}`, `-----BEGIN ${''}PRIVATE KEY-----`];
    made.push(`M${'a'.repeat(25)}.${'b'.repeat(6)}.${'c'.repeat(30)}`);
    for (const each of made) expect(SECRETS.some((secret) => secret.test(each))).toBe(true);
  });
});
