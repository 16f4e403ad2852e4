/** Decisions that a job post tells of, without a model: they are offered, so a sentence too many costs nothing. */
import { describe, expect, test } from 'vitest';
import { choicesIn } from '../../src/documents/post-choices.ts';
import { keptOf } from '../../src/reader/kept.ts';

const choices = (text: string) => choicesIn(keptOf(text, 'm1', null, 'en', true));

describe('the decisions of a job post', () => {
  test.each([
    'We replaced Kafka with Postgres, because our order matters more than our load.',
    'Two years ago we decided to deploy from the main branch only.',
    'Wir haben Kafka durch eine Tabelle in Postgres ersetzt, weil uns die Reihenfolge wichtiger ist.',
    'Nous avons remplacé Kafka par une table, parce que l’ordre compte.',
    'Sustituimos Kafka por una tabla en Postgres, porque el orden importa.',
    'Substituímos o Kafka por uma tabela no Postgres, porque a ordem importa.',
  ])('%j', (sentence) => {
    expect(choices(`Senior Backend Engineer\n\nWe are friendly people in Ghent. ${sentence} We like cake.`)).toEqual([
      sentence,
    ]);
  });

  test('are at most three, those about a technology first, in the order of the post', () => {
    const post = [
      'You know Go or another language like it.',
      'We moved our ledger to Postgres last year.',
      'We dropped our nightly batch for good.',
      'We chose Rust for the gateway.',
      'We split the monolith along its teams.',
    ];
    expect(choices(post.join(' '))).toEqual([post[1], post[2], post[3]]);
  });

  test.each([
    ['nothing is decided', 'We are friendly people in Ghent. We like cake and long walks.'],
    ['its numbers would stand in the letter', 'We moved 40 services to Kotlin without a single outage.'],
    ['it is a list or a heading', 'Our stack: Go, Kafka, Postgres\n- Kotlin\n- Redis'],
    ['a small word only looks like a product', 'You go where the salt of the earth is.'],
  ])('none where %s', (_, post) => {
    expect(choices(post)).toEqual([]);
  });
});
