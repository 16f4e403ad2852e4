import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BOTS, configure } from '../src/config.ts';

const ROOT = join(import.meta.dirname, '..');
const LINES = (await readFile(join(ROOT, '.env.example'), 'utf8')).split('\n');
const EXAMPLE = LINES.flatMap((line) => /^([A-Z][A-Z_]+)=$/.exec(line)?.[1] ?? []);

const configOf = (environment: Record<string, string>) => {
  const configured = configure(environment);
  if ('faults' in configured) throw new Error(configured.faults.join('\n'));
  return configured.config;
};

describe('settings', () => {
  test('all settings are optional', () => {
    const local = { ports: null, readingTime: 30_000, writingTime: 300_000 };
    const none = {
      databaseUrl: null,
      model: null,
      transcribing: null,
      ...Object.fromEntries(BOTS.map((bot) => [bot, null])),
      roles: new Set([...BOTS, 'letters']),
      logLevel: 'info',
      monitoring: null,
      tokensPerDay: null,
      perDay: { messages: 500, letters: 50 },
      allowed: null,
      retentionDays: 90,
      keys: [],
    };
    expect(configOf({})).toEqual({ data: './data', gathering: 1_500, local, ...none });
  });

  test('an empty setting counts as not set', () => {
    const empty = Object.fromEntries(EXAMPLE.map((name) => [name, '']));
    expect(configure(empty)).toEqual(configure({}));
  });

  test('a data directory and a database URL are taken unchanged', () => {
    expect(
      configOf({ FOREWORD_DATA: '/srv/foreword', DATABASE_URL: 'postgres://me:secret@db:5432/foreword' }),
    ).toMatchObject({
      data: '/srv/foreword',
      databaseUrl: 'postgres://me:secret@db:5432/foreword',
    });
    expect(configOf({ DATABASE_URL: 'postgresql://db/foreword' }).databaseUrl).toBe('postgresql://db/foreword');
  });

  test('variables of other programs are ignored', () => {
    expect(configure({ HOME: '/home/me', PGPASSWORD: 'secret', TELEGRAM_CHAT_ID: '7', FORWARD: 'x' })).toEqual(
      configure({}),
    );
  });
});

describe('unknown setting', () => {
  test.each([
    ['FOREWORD_MODLE', 'FOREWORD_MODEL'],
    ['FOREWORD_READING_SECOND', 'FOREWORD_READING_SECONDS'],
    ['FORWORD_DATA', 'FOREWORD_DATA'],
    ['TELEGRAM_TOKN', 'TELEGRAM_TOKEN'],
    ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_TOKEN'],
    ['TELEGRAM_WEBHOOK_URI', 'TELEGRAM_WEBHOOK_URL'],
    ['DISCROD_TOKEN', 'DISCORD_TOKEN'],
    ['DISCORD_BOT_TOKEN', 'DISCORD_TOKEN'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['OPENAI_BASEURL', 'OPENAI_BASE_URL'],
    ['OPENAI_KEY', 'OPENAI_API_KEY'],
  ])('%s is refused, and %s is suggested', (name, meant) => {
    expect(configure({ [name]: 'hunter2' })).toEqual({
      faults: [`${name} is not a setting; did you mean ${meant}?`],
    });
  });

  test('a FOREWORD_ name similar to no setting is refused, an unknown name of another program is not', () => {
    expect(configure({ FOREWORD_FRUIT_OF_THE_DAY: 'hunter2' })).toEqual({
      faults: ['FOREWORD_FRUIT_OF_THE_DAY is not a setting; .env.example lists all of them'],
    });
    for (const name of [
      'DATABASE_NAME',
      'OPENAI_ORG_ID',
      'TELEGRAM_CHAT_ID',
      'TELEGRAM_API_HASH',
      'DISCORD_CLIENT_ID',
      'DISCORD_WEBHOOK',
      'FORWARD_PROXY',
    ])
      expect(configure({ [name]: 'x' }), name).toEqual(configure({}));
  });

  test('an unknown name is reported together with wrong values', () => {
    const configured = configure({ FOREWORD_MODLE: 'x', PORT: '0', FOREWORD_MODEL: 'big' });
    expect('faults' in configured ? configured.faults.map((fault) => fault.split(' ')[0]) : []).toEqual([
      'FOREWORD_MODLE',
      'PORT',
    ]);
  });
});

test('limits, allowed people and keys are parsed into numbers and lists', () => {
  const secret = Buffer.alloc(32, 7);
  const settings = {
    FOREWORD_TOKENS_PER_DAY: '2000000',
    FOREWORD_MESSAGES_PER_DAY: '60',
    FOREWORD_LETTERS_PER_DAY: '3',
    FOREWORD_ALLOWED: 'telegram:123, discord:456',
    FOREWORD_RETENTION_DAYS: '7',
    FOREWORD_KEYS: `new:${secret.toString('base64')},old:${Buffer.alloc(32).toString('base64')}`,
  };
  expect(configOf(settings)).toMatchObject({
    tokensPerDay: 2_000_000,
    perDay: { messages: 60, letters: 3 },
    allowed: ['telegram:123', 'discord:456'],
    retentionDays: 7,
    keys: [
      { id: 'new', secret },
      { id: 'old', secret: Buffer.alloc(32) },
    ],
  });
});

test('a transcribing model needs a key or a server, but no language model', () => {
  const settings = { FOREWORD_TRANSCRIBING_MODEL: 'whisper-1', FOREWORD_TRANSCRIBING_SECONDS: '5' };
  expect(configure(settings)).toEqual({
    faults: ['FOREWORD_TRANSCRIBING_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own'],
  });
  const { model, transcribing } = configOf({ ...settings, OPENAI_BASE_URL: 'http://localhost:8000/v1' });
  expect(model).toBe(null);
  expect(transcribing).toEqual({
    apiKey: 'none',
    baseUrl: 'http://localhost:8000/v1',
    model: 'whisper-1',
    time: 5_000,
  });
});

describe('model settings', () => {
  test('a model with only a key is served by OpenAI', () => {
    expect(configOf({ FOREWORD_MODEL: 'big', OPENAI_API_KEY: 'key' }).model).toEqual({
      apiKey: 'key',
      baseUrl: 'https://api.openai.com/v1',
      writing: 'big',
      reading: 'big',
      verifying: 'big',
      readingTime: 8_000,
      writingTime: 120_000,
    });
  });

  test('a model on its own server needs no key', () => {
    const settings = {
      FOREWORD_MODEL: 'big',
      FOREWORD_READING_MODEL: 'small',
      FOREWORD_VERIFYING_MODEL: 'strict',
      FOREWORD_READING_SECONDS: '3',
      FOREWORD_WRITING_SECONDS: '60',
      OPENAI_BASE_URL: 'http://localhost:8000/v1',
    };
    expect(configOf(settings).model).toMatchObject({
      baseUrl: 'http://localhost:8000/v1',
      writing: 'big',
      reading: 'small',
      verifying: 'strict',
      readingTime: 3_000,
      writingTime: 60_000,
    });
  });

  test('a key without a model name configures no model', () => {
    expect(configOf({ OPENAI_API_KEY: 'key' }).model).toBeNull();
  });

  test('a local model needs no key and no server, and has its own time limits and ports', () => {
    expect(configOf({ FOREWORD_MODEL: 'local' })).toMatchObject({
      model: 'local',
      local: { ports: null, readingTime: 30_000, writingTime: 300_000 },
    });
    const settings = { FOREWORD_LOCAL_PORTS: '1,2,65535', FOREWORD_READING_SECONDS: '9' };
    expect(configOf(settings).local).toEqual({ ports: [1, 2, 65_535], readingTime: 9_000, writingTime: 300_000 });
  });

  test('a model without a key and a server is refused', () => {
    expect(configure({ FOREWORD_MODEL: 'big' })).toEqual({
      faults: [expect.stringMatching(/^FOREWORD_MODEL needs OPENAI_API_KEY/)],
    });
  });
});

describe('Telegram settings', () => {
  const token = '123456:abcdefghijklmnopqrstuvwxyz-_0123456789';

  test('a token is enough for Telegram', () => {
    expect(configOf({ TELEGRAM_TOKEN: token }).telegram).toEqual({
      token,
      api: 'https://api.telegram.org',
      webhook: null,
    });
  });

  test('a webhook has a URL, an optional secret and a port', () => {
    const settings = {
      TELEGRAM_TOKEN: token,
      TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook',
      TELEGRAM_API: 'http://local:8081/',
    };
    expect(configOf(settings).telegram).toEqual({
      token,
      api: 'http://local:8081',
      webhook: { url: 'https://bot.example/hook', secret: null, port: 8080 },
    });
    expect(
      configOf({ ...settings, TELEGRAM_WEBHOOK_SECRET: 'a-secret', PORT: '9000' }).telegram?.webhook,
    ).toMatchObject({
      secret: 'a-secret',
      port: 9000,
    });
  });

  test.each([
    ['TELEGRAM_WEBHOOK_URL', 'https://bot.example/hook', 'TELEGRAM_TOKEN'],
    ['TELEGRAM_WEBHOOK_SECRET', 'hunter2', 'TELEGRAM_WEBHOOK_URL'],
    ['FOREWORD_READING_MODEL', 'small', 'FOREWORD_MODEL'],
    ['FOREWORD_VERIFYING_MODEL', 'small', 'FOREWORD_MODEL'],
  ])('%s=%s without %s is refused', (name, value, needed) => {
    expect(configure({ [name]: value })).toEqual({ faults: [`${name} needs ${needed}`] });
  });
});

describe('case 40: wrong setting', () => {
  const WRONG: readonly (readonly [name: string, value: string])[] = [
    ['DATABASE_URL', 'mysql://me:hunter2@db/foreword'],
    ['DATABASE_URL', 'http://me:hunter2@db'],
    ['DATABASE_URL', 'me:hunter2@db/foreword'],
    ['DATABASE_URL', 'postgres://me:hunter2 @db'],
    ['DATABASE_URL', ' postgres://me:hunter2@db'],
    ['OPENAI_BASE_URL', 'hunter2'],
    ['OPENAI_BASE_URL', 'ftp://me:hunter2@host'],
    ['FOREWORD_LOCAL_PORTS', '11434,1234'],
    ['FOREWORD_LOCAL_PORTS', '11434,,8080'],
    ['FOREWORD_LOCAL_PORTS', '11434,1234,hunter2'],
    ['FOREWORD_READING_SECONDS', 'hunter2'],
    ['FOREWORD_READING_SECONDS', '0'],
    ['FOREWORD_WRITING_SECONDS', '1.5'],
    ['FOREWORD_TOKENS_PER_DAY', '-5'],
    ['FOREWORD_TOKENS_PER_DAY', 'hunter2'],
    ['FOREWORD_LETTERS_PER_DAY', '1.5'],
    ['FOREWORD_MESSAGES_PER_DAY', '00'],
    ['FOREWORD_ALLOWED', 'hunter2'],
    ['FOREWORD_ALLOWED', 'telegram:1,discord:'],
    ['FOREWORD_RETENTION_DAYS', '0.0'],
    ['FOREWORD_KEYS', 'hunter2'],
    ['FOREWORD_KEYS', 'mine:hunter2'],
    ['FOREWORD_KEYS', `:${Buffer.alloc(32).toString('base64')}`],
    ['FOREWORD_KEYS', `short:${Buffer.alloc(16).toString('base64')}`],
    ['FOREWORD_KEYS', `twice:${Buffer.alloc(32).toString('base64')},twice:${Buffer.alloc(32).toString('base64')}`],
    ['TELEGRAM_TOKEN', 'hunter2'],
    ['TELEGRAM_API', 'hunter2'],
    ['TELEGRAM_WEBHOOK_URL', 'bot:hunter2@example'],
    ['TELEGRAM_WEBHOOK_SECRET', 'hunter2 with spaces'],
    ['FOREWORD_LOG_LEVEL', 'hunter2'],
    ['FOREWORD_METRICS_PORT', 'hunter2'],
    ['FOREWORD_METRICS_HOST', 'http://hunter2/'],
    ['PORT', '65536'],
    ['PORT', '0'],
    ['PORT', 'hunter2'],
  ];

  test.each(WRONG)('the fault names %s, but not its value: %s', (name, value) => {
    const configured = configure({ [name]: value });
    expect(configured).toEqual({ faults: [expect.stringMatching(new RegExp(`^${name} must be .{10,}`))] });
    expect(JSON.stringify(configured)).not.toContain(value);
    expect(JSON.stringify(configured)).not.toContain('hunter2');
  });

  test('all wrong settings are named at once', () => {
    const all = Object.fromEntries(WRONG);
    const configured = configure(all);
    const faults = 'faults' in configured ? configured.faults : [];
    expect(faults.map((fault) => fault.split(' ')[0]).toSorted()).toEqual(Object.keys(all).toSorted());
    expect(faults.join()).not.toContain('hunter2');
  });
});

test('every setting is in .env.example, empty, below a comment', async () => {
  const source = await readFile(join(ROOT, 'src', 'config.ts'), 'utf8');
  const known = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): [a-z]/gm)].map(([, name]) => name);
  expect(EXAMPLE.toSorted()).toEqual(known.toSorted());
  expect(known.length).toBeGreaterThanOrEqual(13);
  for (const name of EXAMPLE) expect(LINES[LINES.indexOf(`${name}=`) - 1]).toMatch(/^# .{20,}/);
  expect(LINES.join('\n')).toContain(`: some of ${[...BOTS, 'letters']} (`);
});

describe('Discord settings', () => {
  test('Discord needs a token, and its API URL is optional', () => {
    expect(configOf({ DISCORD_TOKEN: 'a.b-c.d_e' }).discord).toEqual({ token: 'a.b-c.d_e', api: null });
    expect(configOf({ DISCORD_API: 'http://localhost:1/api' }).discord).toBeNull();
  });

  test('a trailing slash of the Discord API URL is removed', () => {
    const settings = { DISCORD_TOKEN: 'a.b.c', DISCORD_API: 'http://localhost:1/api/' };
    expect(configOf(settings).discord?.api).toBe('http://localhost:1/api');
  });

  test('faults name the Discord settings without their values', () => {
    const configured = configure({ DISCORD_TOKEN: 'secret value', DISCORD_API: 'discord' });
    const faults = 'faults' in configured ? configured.faults.join() : '';
    expect(faults).toMatch(/DISCORD_TOKEN must.*DISCORD_API must/);
    expect(faults).not.toContain('secret');
  });
});

describe('FOREWORD_ROLES', () => {
  const database = { DATABASE_URL: 'postgres://localhost/foreword' };
  const discord = { DISCORD_TOKEN: 'a.b.c' };

  test('a process has all roles, or those that are listed', () => {
    expect([...configOf({}).roles]).toEqual([...BOTS, 'letters']);
    expect([...configOf({ ...database, ...discord, FOREWORD_ROLES: 'discord, letters' }).roles]).toEqual([
      'discord',
      'letters',
    ]);
  });

  test('roles need a database server and the tokens of their platforms', () => {
    expect(configure({ FOREWORD_ROLES: 'telegram', ...discord })).toEqual({
      faults: ['FOREWORD_ROLES needs DATABASE_URL', 'FOREWORD_ROLES needs TELEGRAM_TOKEN for telegram'],
    });
    expect(configure({ FOREWORD_ROLES: 'letters', ...database })).toEqual({
      faults: [expect.stringMatching(/^FOREWORD_ROLES needs a platform that letters are for: DISCORD_TOKEN or /)],
    });
  });

  test('an unknown role is refused', () => {
    expect(configure({ FOREWORD_ROLES: 'telegram,slack', ...database })).toMatchObject({
      faults: [expect.stringContaining(`must be some of ${[...BOTS, 'letters']}, with commas`)],
    });
  });
});
