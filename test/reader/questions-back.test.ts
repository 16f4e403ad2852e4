import { describe, expect, test } from 'vitest';
import type { Topic } from '../../src/machine/brief.ts';
import type { Digression } from '../../src/machine/reading.ts';
import { askedBack } from '../../src/reader/questions-back.ts';
import { briefAfter, figuresIn, read } from './converse.ts';

describe('what is our own business is answered', () => {
  test.each<[string, Topic, Digression]>([
    ['May I skip that one?', 'latency', 'skip'],
    ['can we leave this out', 'background', 'skip'],
    ['Is it fine if I have no numbers?', 'throughput', 'skip'],
    ['And what if I never measured it?', 'latency', 'skip'],
    ['Do we need this? Must I give a phone number?', 'contact', 'required'],
    ['Do I have to name the employer?', 'system', 'required'],
    ['does it have to be a percentile?', 'latency', 'required'],
    ['Is an address required?', 'contact', 'required'],
    ['do RPCs count?', 'throughput', 'counts'],
    ['Is a rough figure ok?', 'throughput', 'counts'],
    ['Can it be a hobby project?', 'system', 'counts'],
    ['are averages fine?', 'latency', 'counts'],
    ['What do others normally answer?', 'company', 'typical'],
    ['can you give me an example', 'contract', 'typical'],
    ['what should I put here?', 'closing', 'typical'],
    ['Is the letter ready?', 'closing', 'ready'],
    ['are we done?', 'contract', 'ready'],
    ['stop asking me', 'contract', 'ready'],
    ['why do you want to know that', 'contract', 'why'],
    ['Why do you need my city?', 'contact', 'why-contact'],
    ['but why?', 'role', 'why-role'],
    ['why is that relevant?', 'company', 'why-company'],
    ['What do you mean by system?', 'role', 'system'],
    ['what do you mean?', 'contract', 'contract'],
    ['what do you mean?', 'role', 'what-was-asked'],
    ['I don’t understand the question', 'company', 'choice'],
    ['huh?', 'closing', 'what-was-asked'],
    ['I have already said that above', 'contract', 'told-before'],
    ['you already asked me that', 'system', 'told-before'],
    ['No, the tool is the scheduler, that is all in my first answer', 'contract', 'told-before'],
    ['who are you', 'role', 'who'],
  ])('“%s” at %s', (text, topic, digression) => {
    const { facts, vague, declined, digression: found } = read(text, topic);
    expect({ facts, vague, declined, found }).toEqual({ facts: [], vague: null, declined: [], found: digression });
  });
});

describe('what tells of the work is not said to us', () => {
  test.each<[string, Topic]>([
    ['Why it was hard: the vendors could not upgrade.', 'contract'],
    ['We had already told the vendors that the ids would change, and I kept both.', 'contract'],
    ['What counts is the sequence number, so I made it the key.', 'contract'],
    ['I do not see the old ids any more, nobody does.', 'contract'],
    ['Does the region failover work at night, and who is paged?', 'closing'],
    ['What do you do when a region is lost?', 'closing'],
    ['Why did you choose ClickHouse?', 'closing'],
    ['Nobody needs to skip a build now.', 'reliability'],
  ])('“%s”', (text, topic) => {
    expect(askedBack(text, topic)).toBeNull();
    expect(read(text, topic).facts).toHaveLength(1);
  });
});

describe('a question that carries an answer is one', () => {
  test('to the role', () => {
    const { facts, digression } = read('May I leave the team out? It’s a Staff Engineer job at Orchard', 'role');
    expect(facts[0]?.details).toEqual({ position: 'Staff Engineer', company: 'Orchard' });
    expect(digression).toBe('skip');
  });

  test('to a metric, within the question', () => {
    expect(figuresIn(read('Does 4,000 requests per second count?', 'throughput'))).toEqual([
      'throughput 4000 requests/second',
    ]);
  });

  test('to reliability, with a story', () => {
    const { facts, digression } = read(
      'Do outages count? One bad flag took the shop down, and I rolled it back by hand.',
      'reliability',
    );
    expect(facts.map(({ quote }) => quote)).toEqual(['One bad flag took the shop down, and I rolled it back by hand.']);
    expect(digression).toBe('counts');
  });

  test('and what we can’t answer beside it is not turned down', () => {
    const { facts, digression } = read(
      'Have you read their blog? They moved their metrics to Kafka and I think that was right.',
      'company',
    );
    expect(facts).toHaveLength(1);
    expect(digression).toBeNull();
  });

  test.each(['Ask them: how do you test the loss of a region?', 'I would ask: how do you test the loss of a region?'])(
    'to the ending: “%s”',
    (text) => {
      expect(briefAfter(text, 'closing').facts.map(({ quote }) => quote)).toEqual([text]);
    },
  );
});
