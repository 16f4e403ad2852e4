import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTechnology, technologiesIn, withTechnologyNames } from '../../src/machine/technologies.ts';

const names = (text: string) => technologiesIn(text).map(({ name }) => name);

test.each<[string, string[]]>([
  ['I wrote it in Go with Postgres and Kafka.', ['Go', 'Postgres', 'Kafka']],
  ['go + redis, some kafka', ['Go', 'Redis', 'Kafka']],
  ['in rust', ['Rust']],
  ['a go service, a rust rewrite and our spring backend', ['Go', 'Rust', 'Spring']],
  ['We moved from C++ to C#.', ['C++', 'C#']],
  ['Spring Boot on SQL Server', ['Spring Boot', 'SQL Server']],
  ['node.js, next.js and .NET', ['Node.js', 'Next.js', '.NET']],
  ['gRPC over QUIC, k8s below', ['gRPC', 'QUIC', 'k8s']],
  ['PL/SQL and Pub/Sub', ['PL/SQL', 'Pub/Sub']],
  ['POSTGRESQL and mysql', ['PostgreSQL', 'MySQL']],
])('%s', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

describe('everyday words are no names', () => {
  test.each([
    'we go live and go on',
    'I had to react in the spring',
    'an express lane to the oracle of the storm',
    'at the helm of a small fleet',
    'the delta was temporal, and we vault over it',
    'a lambda, an echo and a spark of hope',
    'I go to work',
    'so we went with the flask half full and a nest of wires',
    'a swift rollout in spring, our vault, a node of the graph',
  ])('%s', (text) => {
    expect(names(text)).toEqual([]);
  });
});

test.each<[string, string]>([
  ['go + redis + postgres', 'Go + Redis + Postgres'],
  ['in rust and kafka', 'in Rust and Kafka'],
  ['k8s and Postgres stay', 'k8s and Postgres stay'],
  ['we go live in go', 'we go live in Go'],
  ['', ''],
])('%j is spelled %j', (text, expected) => {
  expect(withTechnologyNames(text)).toBe(expected);
});

test('a word alone is a name by how it is written', () => {
  expect(['Kafka', 'kafka', 'Go', 'Express', 'OAuth', 'PostgreSQL'].filter(isTechnology)).toEqual([
    'Kafka',
    'kafka',
    'Go',
    'Express',
    'PostgreSQL',
  ]);
  expect(isTechnology('express')).toBe(false);
  expect(isTechnology('constructor')).toBe(false);
});

test('names stand where the text has them, and spelling them changes nothing but their case', () => {
  const scrap = fc.constantFrom(
    'go',
    'Go',
    ' in ',
    ', ',
    'rust',
    'Spring',
    ' ',
    'boot',
    'C++',
    '.',
    'node',
    '.js',
    '\n',
    'x',
    '😀',
    '/',
  );
  fc.assert(
    fc.property(
      fc.array(scrap, { maxLength: 40 }).map((parts) => parts.join('')),
      (text) => {
        let last = 0;
        for (const { name, start, end } of technologiesIn(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end).toLowerCase().replace(/\s/g, ' ')).toBe(name.toLowerCase());
          last = end;
        }
        expect(withTechnologyNames(text).toLowerCase()).toBe(text.toLowerCase());
      },
    ),
    { numRuns: 1000 },
  );
});
