import { describe, expect, test } from 'vitest';
import { findDecisions } from '../../src/documents/job-post.ts';
import { backlogEntry } from '../../src/reader/answer-backlog.ts';

const choices = (text: string) => findDecisions(backlogEntry(text, 'm1', null, 'en', true));

describe('decisions in a job post', () => {
  test.each([
    'We replaced Kafka with Postgres, because our order matters more than our load.',
    'Wir haben Kafka durch eine Tabelle in Postgres ersetzt, weil uns die Reihenfolge wichtiger ist.',
    'Pasamos nuestro libro mayor de Oracle a Postgres.',
    'Nous avons remplacé Kafka par une table, parce que l’ordre compte.',
    'Sustituimos Kafka por una tabla en Postgres, porque el orden importa.',
    'Substituímos o Kafka por uma tabela no Postgres, porque a ordem importa.',
  ])('finds the decision %j', (sentence) => {
    expect(choices(`Senior Backend Engineer\n\nWe are friendly people in Ghent. ${sentence} We like cake.`)).toEqual([
      sentence,
    ]);
  });

  test('finds at most three decisions, in their order', () => {
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
    'You have five years of Go.',
    'You know Kubernetes and Postgres well.',
    "You'll work with Kafka and Go every day.",
    'You’ve built systems in Go.',
    'Ideally you migrated a service from Java to Kotlin.',
    'You will help us move our monolith to Go.',
    'Strong knowledge of Kafka is required.',
    "We're looking for someone who has built systems in Go.",
    'Du kennst Go und Kafka.',
    'Erfahrung mit Go und Kafka ist erforderlich.',
    'Vous maîtrisez Go et Kafka.',
    'Buscamos a alguien con experiencia en Go.',
    'Você conhece Go e Kafka.',
  ])('finds no decision in a demand: %j', (sentence) => {
    expect(choices(sentence)).toEqual([]);
  });

  test.each([
    'We moved to Kafka, and you can read why on our blog.',
    'We replaced Kafka, because we had bad experience with it.',
  ])('finds what the company does: %j', (sentence) => {
    expect(choices(sentence)).toEqual([sentence]);
  });

  test.each([
    ['a post without a decision', 'We are friendly people in Ghent. We like cake and long walks.'],
    ['a sentence whose numbers would get into the letter', 'We moved 40 services to Kotlin without a single outage.'],
    ['a number that is no year', 'We moved 2,023 tables to Postgres.'],
    ['a list or a heading', 'Our stack: Go, Kafka, Postgres\n- Kotlin\n- Redis'],
    ['a word that only looks like a product', 'You go where the salt of the earth is.'],
  ])('finds no decision in %s', (_, post) => {
    expect(choices(post)).toEqual([]);
  });
});
