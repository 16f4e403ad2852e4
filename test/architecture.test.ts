/** The shape of the source: what may import what, what stays pure, and how long a file may be. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from '@swc/core';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import config from '../.dependency-cruiser.mjs';

const PROJECT = join(import.meta.dirname, '..');
const LINES_AT_MOST = 320;

/** @returns each violation as `rule: from → to` */
async function violationsIn(baseDir: string): Promise<string[]> {
  const { options, forbidden } = config;
  const { output } = await cruise(['src'], { ...options, baseDir, ruleSet: { forbidden }, validate: true });
  if (typeof output === 'string') throw new Error(output);
  const { violations, totalDependenciesCruised }: ICruiseResult['summary'] = output.summary;
  if (totalDependenciesCruised === 0) throw new Error('nothing was looked at');
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

test('every import in src is allowed', async () => {
  expect(await violationsIn(PROJECT)).toEqual([]);
});

/** For each rule, an import that it must refuse. */
const REFUSED: readonly (readonly [rule: string, from: string, line: string])[] = [
  ['imports-of-main', 'main.ts', `import './turn/handle-event.ts';`],
  ['imports-of-app', 'app.ts', `import './main.ts';`],
  ['imports-of-demo', 'demo/replay.ts', `import '../app.ts';`],
  ['imports-of-config', 'config.ts', `import './letter/letter.ts';`],
  ['imports-of-language-model', 'language-model.ts', `import './turn/handle-event.ts';`],
  ['imports-of-turn', 'turn/outcome.ts', `import '../adapters/telegram/telegram.ts';`],
  ['imports-of-turn', 'turn/outcome.ts', `import type { Config } from '../config.ts';`],
  ['imports-of-documents', 'documents/letter-files.ts', `import '../turn/handle-event.ts';`],
  ['imports-of-documents', 'documents/letter-files.ts', `import type { Outbound } from '../adapters/contract.ts';`],
  ['imports-of-store', 'store/store.ts', `import '../turn/handle-event.ts';`],
  ['imports-of-store', 'store/store.ts', `import '../letter/writer.ts';`],
  ['imports-of-store', 'store/store.ts', `import type { Split } from '../adapters/split.ts';`],
  ['imports-of-letter', 'letter/writer.ts', `export * from '../reader/reader.ts';`],
  ['imports-of-letter', 'letter/writer.ts', `const store = await import('../store/store.ts');`],
  ['imports-of-reader', 'reader/reader.ts', `import { type Letter } from '../letter/letter.ts';`],
  ['imports-of-model', 'model/model-call.ts', `import '../prompts/question-texts.ts';`],
  ['imports-of-prompts', 'prompts/question-texts.ts', `import type { Ask } from '../adapters/contract.ts';`],
  ['imports-of-spelling', 'spelling/correct-spelling.ts', `import '../letter/letter.ts';`],
  ['imports-of-text', 'text/units.ts', `import '../model/model-call.ts';`],
  ['imports-of-machine', 'machine/sheet.ts', `import '../text/units.ts';`],
  ['imports-of-memoize', 'memoize.ts', `import './text/units.ts';`],
  ['imports-of-adapters-platforms', 'adapters/telegram/telegram.ts', `import '../discord/discord.ts';`],
  ['imports-of-adapters-platforms', 'adapters/telegram/telegram.ts', `import '../../store/store.ts';`],
  ['imports-of-adapters-shared', 'adapters/contract.ts', `import './telegram/telegram.ts';`],
  ['packages-of-machine', 'machine/sheet.ts', `import { Client } from 'discord.js';`],
  ['packages-of-spelling', 'spelling/correct-spelling.ts', `import { z } from 'zod';`],
  ['packages-of-text', 'text/units.ts', `import { z } from 'zod';`],
  ['packages-of-turn', 'turn/outcome.ts', `import { setup } from 'xstate';`],
  ['packages-of-documents', 'documents/letter-files.ts', `import { Client } from 'discord.js';`],
  ['packages-of-letter', 'letter/writer.ts', `import { initChatModel } from 'langchain';`],
  ['packages-of-adapters-telegram', 'adapters/telegram/telegram.ts', `import { Client } from 'discord.js';`],
  ['packages-of-adapters-discord', 'adapters/discord/discord.ts', `import { Bot } from 'grammy';`],
  ['packages-of-adapters-shared', 'adapters/contract.ts', `import { Bot } from 'grammy';`],
  ['node-in-machine', 'machine/sheet.ts', `import { randomUUID } from 'node:crypto';`],
  ['node-in-letter', 'letter/writer.ts', `import { readFileSync } from 'fs';`],
  ['lazy-packages', 'model/model-call.ts', `import { ChatOpenAI } from '@langchain/openai';`],
  ['lazy-packages', 'documents/letter-files.ts', `import { Document } from 'docx';`],
  ['lazy-platforms', 'app.ts', `import './adapters/telegram/telegram.ts';`],
  ['found', 'text/units.ts', `import './nowhere.ts';`],
];

describe('import rules', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'foreword-architecture-'));
    await symlink(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  /** A small program with the same layout, and these lines in it. */
  async function programWith(lines: ReadonlyMap<string, string>): Promise<string> {
    const program = await mkdtemp(join(directory, 'program-'));
    const paths = new Set([...REFUSED.map(([, from]) => from), 'adapters/split.ts', 'adapters/discord/discord.ts']);
    for (const path of [...paths, 'store/store.ts', 'letter/letter.ts', 'turn/handle-event.ts']) {
      const file = join(program, 'src', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `export const path = 1;\n${lines.get(path) ?? ''}\n`);
    }
    return program;
  }

  test('each rule refuses its forbidden import', async () => {
    // One import per rule and file at a time, so that each is found on its own.
    const rounds = REFUSED.map(
      ([rule, from], at) => REFUSED.slice(0, at).filter((each) => each[0] === rule && each[1] === from).length,
    );
    for (const round of new Set(rounds)) {
      const refused = REFUSED.filter((_, at) => rounds[at] === round);
      const lines = new Map<string, string>();
      for (const [, from, line] of refused) lines.set(from, `${lines.get(from) ?? ''}${line}\n`);
      const found = await violationsIn(await programWith(lines));
      for (const [rule, from, line] of refused)
        expect(found, line).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: src/${from} → `)));
    }
  });

  test('an import cycle is refused', async () => {
    const lines = new Map([
      ['letter/writer.ts', `import './letter.ts';`],
      ['letter/letter.ts', `import './writer.ts';`],
    ]);
    expect(await violationsIn(await programWith(lines))).toEqual([
      expect.stringMatching(/^no-cycles: src\/letter\/\w+\.ts → src\/letter\/\w+\.ts$/),
    ]);
  });

  test('allowed imports are accepted', async () => {
    const lines = new Map([
      ['main.ts', `await import('./app.ts');`],
      ['app.ts', `import './turn/handle-event.ts'; await import('./adapters/telegram/telegram.ts');`],
      ['turn/handle-event.ts', `import '../adapters/contract.ts'; import '../store/store.ts';`],
      ['store/store.ts', `import type { Letter } from '../letter/letter.ts'; import { z } from 'zod';`],
      ['adapters/contract.ts', `import type { Letter } from '../letter/letter.ts';`],
      ['adapters/telegram/telegram.ts', `import { Bot } from 'grammy'; import '../contract.ts'; import 'node:path';`],
      ['model/model-call.ts', `const { ChatOpenAI } = await import('@langchain/openai');`],
      ['machine/sheet.ts', `import { z } from 'zod'; import { setup } from 'xstate';`],
    ]);
    expect(await violationsIn(await programWith(lines))).toEqual([]);
  });
});

const CallSchema = z.looseObject({ callee: z.looseObject({ value: z.string() }) });

/** @returns what is refused in a source, by the kind of syntax node */
async function faultsIn(source: string): Promise<string[]> {
  const faults: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (value !== null && typeof value === 'object') {
      const type = 'type' in value ? value.type : null;
      if (type === 'TsKeywordType' && 'kind' in value && value.kind === 'any') faults.push('any');
      if (type === 'TsNonNullExpression') faults.push('!');
      if (type === 'RegExpLiteral') faults.push('regular expression');
      if (type === 'NewExpression' && CallSchema.safeParse(value).data?.callee.value === 'RegExp')
        faults.push('regular expression');
      for (const each of Object.values(value)) visit(each);
    }
  };
  visit(await parse(source, { syntax: 'typescript', target: 'es2024' }));
  return faults;
}

async function sources(): Promise<{ path: string; source: string }[]> {
  const files = await readdir(join(PROJECT, 'src'), { recursive: true });
  const paths = files.filter((path) => path.endsWith('.ts')).toSorted();
  return Promise.all(paths.map(async (path) => ({ path, source: await readFile(join(PROJECT, 'src', path), 'utf8') })));
}

describe('source rules', () => {
  test('the check finds `any`, `!` and regular expressions in code, and ignores them in strings and comments', async () => {
    const source = 'const a: any = b!; const c = /x/; const d = new RegExp(e); const f = g / 2 / h; // any /x/ b!';
    expect(await faultsIn(source)).toEqual(['any', '!', 'regular expression', 'regular expression']);
    expect(await faultsIn("const any = 'new RegExp(/x/)'; if (!any) throw any;")).toEqual([]);
  });

  test('src has no `any` and no `!`, and src/machine no regular expression', async () => {
    const found: string[] = [];
    for (const { path, source } of await sources())
      for (const fault of await faultsIn(source))
        if (fault !== 'regular expression' || path.startsWith('machine/')) found.push(`${path}: ${fault}`);
    expect(found).toEqual([]);
  });

  test(`no file in src has more than ${LINES_AT_MOST} lines`, async () => {
    const lengths = (await sources()).map(({ path, source }) => ({ path, lines: source.trimEnd().split('\n').length }));
    expect(lengths.length).toBeGreaterThan(50);
    expect(lengths.filter(({ lines }) => lines > LINES_AT_MOST)).toEqual([]);
  });
});
