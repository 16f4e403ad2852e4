/** Lists of tools, inside a sentence or as one, with names that nobody knows among them. */
import { describe, expect, test } from 'vitest';
import { soupFaults } from '../../../src/letter/check/soup.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const soup = (text: string) => found((letter, sentences) => soupFaults(letter, sentences), text, told());

describe('a list of tools', () => {
  test.each([
    [
      'Over the years I have worked with Rust, Go, Fluentd, Logstash, Elasticsearch, Kafka, Prometheus and Terraform.',
      'Rust, Go, Fluentd, Logstash, Elasticsearch, Kafka, Prometheus and Terraform',
    ],
    [
      'Other tools I touch are Java, Python, Flink, Kafka, Aerospike, Cassandra, Spark and Airflow.',
      'Java, Python, Flink, Kafka, Aerospike, Cassandra, Spark and Airflow',
    ],
    ['My toolbox is Kotlin, Postgres, Kafka and Redis.', 'Kotlin, Postgres, Kafka and Redis'],
    ['I know Java / Kotlin / Kafka / Redis / Docker.', 'Java / Kotlin / Kafka / Redis / Docker'],
    ['The stack is Java 17, Spring Boot 3, Kafka, Redis, Docker.', 'Java 17, Spring Boot 3, Kafka, Redis, Docker'],
    ['I am at home with Kotlin, Quarfle, Zebbify, Kafka and Postgres.', 'Kotlin, Quarfle, Zebbify, Kafka and Postgres'],
    [
      'I used Kotlin with Spring, Kafka for queues, Redis for caching, Postgres for storage, Docker for packaging and Grafana for charts.',
      'Kotlin with Spring, Kafka for queues, Redis for caching, Postgres for storage, Docker for packaging and Grafana',
    ],
    [
      'It was built with Go, Kafka, Redis, Postgres, Docker, Kubernetes, Helm and Terraform before I came.',
      'Go, Kafka, Redis, Postgres, Docker, Kubernetes, Helm and Terraform',
    ],
    ['I have used Java, Kotlin, Scala, Groovy, as well as Clojure.', 'Java, Kotlin, Scala, Groovy, as well as Clojure'],
    ['Languages: Java, Kotlin, Go, Rust.', 'Java, Kotlin, Go, Rust'],
  ])('%s', (text, span) => {
    expect(soup(text)).toEqual([['stack-soup', span]]);
  });
});

describe('no list', () => {
  test.each([
    'I wrote it in Kotlin on Postgres, with Kafka between the two.',
    'It moved from Oracle to Postgres, and from Java to Kotlin.',
    'The service uses Kotlin, Postgres and Kafka.',
    'Before it there were an Oracle database, a Perl script and a Java applet.',
    'The receivers in Bergen, Oslo, Trondheim, Tromsø and Bodø report to Kafka.',
  ])('%s', (text) => {
    expect(soup(text)).toEqual([]);
  });
});
