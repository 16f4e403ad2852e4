/** Word lists of the gate for a model's draft, and word stems for comparison. */
import { parseNameTable, phraseList, wordSet as words } from '../text/lexer.ts';

/** Products and languages that are also common words. They are names only if the candidate used them as names. */
export const EVERYDAY_PRODUCTS = words(`
  go rust swift spark storm beam flink pulsar consul vault nomad puppet chef salt node
  react express rails spring hive presto druid crystal dart phoenix echo gin ray argo helm envoy flux sentry
  basic scratch julia pony dagger temporal airflow prefect
  iceberg parquet arrow ignite tempest pinot scylla cockroach fly render unity
`);

/** Product names that are rarely common words, with their official capitalisation. */
const PRODUCT_NAMES = `
  Kafka RabbitMQ Redis Memcached Postgres PostgreSQL MySQL MariaDB SQLite MongoDB Mongo DynamoDB CosmosDB CouchDB
  ClickHouse TimescaleDB InfluxDB Prometheus Grafana Datadog Splunk Elasticsearch OpenSearch Solr Lucene Kubernetes k8s
  Docker Terraform Ansible Pulumi Jenkins nginx HAProxy Istio Linkerd gRPC GraphQL Protobuf Avro thrift NATS ZeroMQ
  SQS SNS Kinesis Hadoop HBase BigQuery Databricks dbt Snowpipe Golang Kotlin Scala Clojure Erlang Haskell TypeScript
  JavaScript nodejs Django flask FastAPI Laravel Symfony PHP dotnet cpp AWS GCP FoundationDB Aerospike ZooKeeper etcd
  Debezium celery Sidekiq OpenTelemetry jaeger Zipkin Vitess CockroachDB Java Python Ruby Oracle Azure Elixir Cassandra
  Redshift Trino Hazelcast Heroku snowflake lambda
`;
export const PRODUCTS = words(PRODUCT_NAMES.toLowerCase());

/** Official spelling of product names and abbreviations, by the word in lower case. */
export const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [
    ...words(`${PRODUCT_NAMES} API APIs JSON HTTP HTTPS MQTT SQL XML CSV PDF PDFs SMS UUID UUIDs TCP UDP TLS GPS GPRS`),
  ].map((name) => [name.toLowerCase(), name]),
);

/** Aliases of products, months and "New Year's Eve". One direction is enough: what was said has its aliases, too. */
export const ALIASES =
  parseNameTable(`kubernetes: k8s; postgresql: postgres pg psql; js: javascript; ts: typescript; go: golang; python: py;
  rabbitmq: rmq rabbit; clojure: clj; graphql: gql; terraform: tf; cpp: c++; csharp: c#; mssql: sql server; node: node.js nodejs;
  elastic: elasticsearch; mongo: mongodb; otel: opentelemetry; cockroach: cockroachdb; january: jan; february: feb;
  march: mar; april: apr; jun: june; july: jul; august: aug; september: sep sept; october: oct; november: nov;
  december: dec; monday: mon; tuesday: tue tues; wednesday: wed; thursday: thu thur thurs; friday: fri; saturday: sat;
  sunday: sun; nye: new year eve`);

/** Capitalised words that are not names, in the singular. */
export const PLAIN_CAPITALS = words(`
  i api id url ip ui ok it pdf cv utc sdk sla slo cpu os qa wi fi
  senior junior staff principal lead backend software engineer engineering developer team manager hiring english
`);

/** Engineering terms that are not in the spelling dictionary. */
export const TECHNICAL = words(`
  backend backends frontend frontends idempotency dedup deduplicate deduplication upsert upserts sharded sharding
  failover rollout rollouts changelog changelogs middleware microservice microservices observability serverless
  tokenized webhook webhooks namespace namespaces cutover canonicalise canonicalize runbook runbooks replayable
  backfill backfills backpressure latencies uptime misconfigured preprod codec codecs denormalized normalizer
  serializer deserialize autoscaling pipelined untyped async
`);

/** Nouns that a letter may count up to four without a fact: "in two steps". */
export const COUNTABLE_WITHOUT_FACT = words(`
  step steps thing things part parts way ways side sides piece pieces question questions reason reasons point points
  half halves kind kinds sentence sentences stage stages phase phases rule rules page pages fact facts answer answers
  line lines case cases word words
`);

/** Words that say that there is none of something. */
export const ZERO_WORDS = words(`
  zero no none never nothing nobody without not nil gone stopped stop vanished disappeared away ended nor cannot
  cant isnt arent wasnt werent didnt dont doesnt hasnt havent hadnt anymore unanimously
`);

/** Vague amounts. */
export const VAGUE_AMOUNTS = words('several few many multiple numerous countless various');

/** Conventional or worn phrases. A revision replaces them, but they never reject a letter. */
export const CLICHES =
  phraseList(`i am writing to | i'm writing to | thank you for | thanks for | delighted | drawn to | resonate
  | caught my eye | caught my attention | look forward to hearing | looking forward to hearing | leverage
  | leveraging | the same rule | the part that matters | at your earliest convenience`);

/** Phrases that reject a sentence, in lower case. */
export const BANNED =
  phraseList(`excited | thrilled | passionate | passion for | quick learner | fast learner | team player | self-starter
  | go-getter | hit the ground running | proven track record | track record of | results-driven
  | detail-oriented | fast-paced | cutting-edge | state-of-the-art | wealth of experience | extensive experience
  | strong experience | solid experience | strong background | solid background | hands-on experience
  | well versed | well-versed | proficient in | skilled in | perfect fit | great fit | ideal candidate
  | perfect candidate | dream job | think outside the box | synergy | valuable asset | take my career
  | i am confident that | i believe i would be`);

/** Weak phrases in any wording. A sentence matches a row if it has a word of each set. */
export const WEAK: readonly (readonly ReadonlySet<string>[])[] = [
  `fast quick quickly rapidly swiftly speed speedily
  | learn learner learning learns pick picks master grasp absorb adapt adapts
  | new technologies technology things languages frameworks tools learner skills concepts anything stacks`,
  `love loves enjoy enjoys enjoying relish thrive thrives welcome like fond appetite
  | challenge challenges challenging tough hard difficult complex
  | problem problems challenge challenges puzzles task tasks environment environments`,
  `experience experienced expertise skilled skills proficient versed adept knowledge knowledgeable fluent background
  competent seasoned specialist comfortable expert
  | robust scalable reliable performant high-performance high-performing resilient maintainable modern efficient secure
  various multiple numerous many wide range diverse`,
  `excited eager enthusiastic keen delighted honoured honored thrilled happy glad
  | opportunity contribute prospect mission journey`,
  'great strong excellent outstanding | communication communicator interpersonal | skills skill',
  'worked | scalable reliable robust | systems system services solutions applications',
  'hardworking motivated dedicated driven dynamic | developer engineer professional individual person',
].map((row) => row.split('|').map(words));

/** Praise that fits any company. Two of these in a sentence without a number are a fault. */
export const PRAISE = words(`
  innovative innovation culture excellence leader leaders leading reputed reputation renowned prestigious vision mission
  talented outstanding world-class admire admired admiration inspiring impressive wonderful amazing incredible values
  commitment forefront shaping industry cutting-edge dynamic exceptional respected
`);

export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];
}

export function stemsOf(text: string): readonly string[] {
  return wordsIn(text).map(stem);
}

const ENDINGS = ['ations', 'ation', 'ings', 'ing', 'ies', 'ied', 'ed', 'es', 's', 'y', 'e'];

/** Irregular plurals, and abbreviated units. */
const IRREGULAR =
  parseNameTable(`person: people; child: children; woman: women; man: men; millimeter: mm; centimeter: cm;
  kilometer: km; kilogram: kg`);

/** Crude on purpose. Equal stems: "regions" and "region", "stored" and "store", "people" and "person". */
export function stem(word: string): string {
  const whole = IRREGULAR.get(word) ?? word.replace(/['’]s?$/u, '');
  const plain = whole.replace('metre', 'meter').replace('litre', 'liter');
  const ending = ENDINGS.find((one) => plain.endsWith(one) && plain.length - one.length >= 3);
  return ending === undefined ? plain : plain.slice(0, plain.length - ending.length);
}
