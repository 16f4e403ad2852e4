import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configure } from '../src/config.ts';

describe('settings', () => {
  test('may all be left out', () => {
    expect(configure({})).toEqual({ config: { data: './data', databaseUrl: null, model: null, telegram: null } });
  });

  test('that are empty are left out', () => {
    expect(configure({ FOREWORD_DATA: '', DATABASE_URL: '' })).toEqual(configure({}));
  });

  test('are taken as they are', () => {
    expect(
      configure({ FOREWORD_DATA: '/srv/foreword', DATABASE_URL: 'postgres://me:secret@db:5432/foreword' }),
    ).toMatchObject({
      config: { data: '/srv/foreword', databaseUrl: 'postgres://me:secret@db:5432/foreword' },
    });
    expect(configure({ DATABASE_URL: 'postgresql://db/foreword' })).toMatchObject({
      config: { databaseUrl: 'postgresql://db/foreword' },
    });
  });

  test('of Telegram: a token is enough; all else has a default', () => {
    const token = `123456:${'A'.repeat(35)}`;
    expect(configure({ TELEGRAM_TOKEN: token })).toMatchObject({
      config: { telegram: { token, api: 'https://api.telegram.org', webhook: null } },
    });
    const webhook = { TELEGRAM_WEBHOOK_URL: 'https://bot.example.com/telegram', TELEGRAM_WEBHOOK_SECRET: 'a_b-1' };
    expect(
      configure({ TELEGRAM_TOKEN: token, TELEGRAM_API: 'http://localhost:8081/', PORT: '3000', ...webhook }),
    ).toMatchObject({
      config: {
        telegram: {
          api: 'http://localhost:8081',
          webhook: { url: webhook.TELEGRAM_WEBHOOK_URL, secret: 'a_b-1', port: 3000 },
        },
      },
    });
  });

  test('of other programs are nothing to us', () => {
    expect(configure({ HOME: '/home/me', PGPASSWORD: 'secret', FOREWORD_UNKNOWN: 'x' })).toEqual(configure({}));
  });
});

describe('a wrong setting', () => {
  test.each([
    'mysql://me:hunter2@db/foreword',
    'http://me:hunter2@db',
    'me:hunter2@db/foreword',
    'postgres://me:hunter2 @db',
    ' postgres://me:hunter2@db',
    'hunter2',
  ])('is named, and its value is not: %s', (value) => {
    const configured = configure({ DATABASE_URL: value });
    expect(configured).toEqual({ faults: [expect.stringMatching(/^DATABASE_URL must be .*postgres:\/\//)] });
    expect(JSON.stringify(configured)).not.toContain('hunter2');
    expect(JSON.stringify(configured)).not.toContain('@db');
  });
});

test('every wrong setting is named at once, without a value', () => {
  const configured = configure({
    TELEGRAM_TOKEN: 'hunter2',
    TELEGRAM_API: 'hunter2',
    TELEGRAM_WEBHOOK_SECRET: 'hunter2!',
    PORT: '70000',
  });
  const faults = 'faults' in configured ? configured.faults : [];
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
    'TELEGRAM_TOKEN',
    'TELEGRAM_API',
    'TELEGRAM_WEBHOOK_SECRET',
    'PORT',
  ]);
  expect(faults.join()).not.toContain('hunter2');
  expect(configure({ TELEGRAM_WEBHOOK_URL: 'https://example.com', FOREWORD_MODEL: 'm' })).toEqual({
    faults: [expect.stringContaining('FOREWORD_MODEL'), expect.stringContaining('TELEGRAM_WEBHOOK_URL')],
  });
});

test('every setting stands in .env.example, empty, below a line on it', async () => {
  const lines = (await readFile(join(import.meta.dirname, '..', '.env.example'), 'utf8')).split('\n');
  const named = lines.flatMap((line) => /^([A-Z][A-Z_]+)=$/.exec(line)?.[1] ?? []);
  const source = await readFile(join(import.meta.dirname, '..', 'src', 'config.ts'), 'utf8');
  const known = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(known.toSorted());
  expect(known.length).toBeGreaterThanOrEqual(2);
  for (const name of named) expect(lines[lines.indexOf(`${name}=`) - 1]).toMatch(/^# .{20,}/);
});
