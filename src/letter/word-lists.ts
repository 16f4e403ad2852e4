/** Word lists for letters, in lower case, and word stems for comparison. */
import { listedWords } from '../prompts/catalogues.ts';
import { parseNameTable, phraseList, wordSet } from '../text/lexer.ts';

/** Words that don't identify anyone, in the singular: common parts of company names, common engineering terms. */
export const COMMON_WORDS = wordSet(`
  a an and at by de for from in of on or our the to und van von with ab ag co corp corporation gmbh group holding inc
  international kg limited llc ltd plc se academy analytic association authority bank banking business capital care central city cloud club
  commerce company consulting credit data delivery department design dev digital direct east education energy
  engineering enterprise express finance financial first food foundation freight fund game global grid hardware health
  healthcare home hospital house industry information infrastructure institute insurance interactive lab laboratory
  learning logistic mail market marketing media medical mobile mobility music national network new north office online
  partner pay payment platform post power press print product project public radio rail real research retail royal
  school science security service shop society software solution south space state store street studio supply support
  system team tech technology telecom trading transport travel trust union united university video water web west wireless work world
  access account alert api app audit backend batch billing booking cache card checkout client code contract customer
  database deploy deployment down downtime engineer error event failed failure feature file fraud gateway identity
  incident internal inventory invoice job ledger legacy log login lost message meter migration missed model monitoring
  old order outage parcel patient per person people pipeline policy price pricing queue reading record report request
  row search server session settlement shipment stream streaming stuck test tool tracking transaction user vehicle
  warehouse
  el la los las un una unos unas del al en y o os as um uma uns umas do da dos das em no na nos nas e com con para por
  banco grupo mercado libre livre empresa compañía companhia fintech startup seguros seguro pagos pagamentos datos dados
  servicios serviços soluciones soluções sistema sistemas tecnología tecnologia tienda tiendas loja lojas instituto
  salud saúde energía energia transporte transportes corte nacional`);

/** Names that are also common words, months or days. Alone they match only with a capital letter. */
export const EVERYDAY_NAMES = wordSet(`
  january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday will mark grace rose bill frank art hope joy faith pat rob sue drew chase dawn ray max
  square block target shell apple gap wise slack notion linear render fly bolt plain brook field hill wood stone
  long young short small good best white black green brown blue gray grey king page cook baker mason carter`);

/** Months, days, countries and languages that are no other words in lower case. */
export const PROPER_NOUNS =
  wordSet(`january february april june july august september october november december monday tuesday
  wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
  africa african africans america american americans asia asian europe european europeans algeria argentina argentinian
  armenia armenian australia australian austria austrian azerbaijan bangladesh belarus belgium belgian bolivia bosnia
  botswana brazil brazilian britain british bulgaria bulgarian cambodia cameroon canada canadian chile chilean chinese
  colombia colombian croatia croatian cuba cyprus czech czechia denmark danish dutch ecuador egypt egyptian england
  english estonia estonian ethiopia fiji finland finnish france french georgian german germany ghana greece greek
  guatemala honduras hungary hungarian iceland icelandic india indian indonesia indonesian iran iraq ireland irish israel
  italy italian jamaica japan japanese kazakhstan kenya kenyan korea korean kosovo kuwait laos latvia latvian lebanon
  lithuania lithuanian luxembourg macedonia madagascar malawi malaysia malta mexico mexican moldova mongolia montenegro
  morocco moroccan mozambique myanmar namibia nepal netherlands nicaragua nigeria nigerian norway norwegian pakistan
  panama paraguay peru peruvian philippines poland portugal portuguese qatar romania romanian russia russian rwanda
  scotland scottish senegal serbia serbian singapore slovak slovakia slovenia slovenian somalia spain spanish sudan swahili
  sweden swedish swiss switzerland syria taiwan tanzania thai thailand tunisia turkish uganda ukraine ukrainian uruguay
  uzbekistan venezuela vietnam vietnamese wales welsh yemen zambia zimbabwe`);
/** After these words, "may" and "march" are months. */
export const BEFORE_MONTHS = wordSet('in since until');

/** Languages and tools that are also common words: names between "in" and the end of a clause, or one of the words behind. */
export const LANGUAGE_WORDS = wordSet('go rust swift excel');
export const AFTER_LANGUAGES = wordSet('and with on plus + &');

export const ARTICLES = wordSet('the a an our my their its each every one');

/** A noun after one of these takes no article of its own: "the", "our", but also "the old", "a former". */
export const DETERMINERS = wordSet(`
  the a an our my their its this your his her each every any no whose another
  old new former previous current own whole entire`);

export const PREPOSITIONS = wordSet(
  'of in on for per by with from to at between over after before through during without under since that which',
);

/** Words in -s that are not plurals. */
export const SINGULARS_IN_S = wordSet('kubernetes news postgres https dns aws');

/** Verbs in -ing that take an object: "paying farmers". In "billing runs", "billing" is part of the noun. */
export const GERUNDS =
  wordSet(`paying sending importing exporting deploying rebuilding finding generating creating updating
  uploading downloading fetching restoring settling getting making adding calculating opening saving issuing moving
  replaying reconciling deleting removing refunding answering handling approving confirming assigning publishing`);

/** Measures that are themselves a time: the latency "is" 95 ms, but a search "takes" 95 ms. */
export const TIMES = wordSet('latency time times lag delay wait duration overhead age rtt rto rpo mttr downtime');

/** Countable nouns that get an article if typed without one: "search" → "a search". */
export const COUNTABLE = wordSet(`
  query search request call read write lookup message job event payment transaction order login page build deploy
  deployment upload download render sync quote import export report refund transfer booking match file record restart
  migration rollout push notification batch run`);

/** Words of addressees that are not names: "Dear hiring team". */
export const GENERIC_ADDRESSEES = listedWords('addressees', ['en']);
/** Titles. The given name is dropped after one: "Dear Dr. Pohl", not "Dear Dr. Annegret Pohl". */
export const TITLES = wordSet(
  `mr mister mrs ms miss mx dr doctor prof professor frau herr herrn hr madame monsieur mme mlle m señor señora sr sra srta
  dra doctora doutor doutora profa mevrouw meneer sir madam maam ma'am`,
);
/** Synonyms of "team", after which "team" is not added. */
export const TEAM_SYNONYMS = wordSet(
  'squad crew group guild tribe chapter department division unit desk office lab studio',
);

/** English shorthand for counted things. People type it in every language. */
export const CHAT_NOUNS = parseNameTable(`
  requests: requests request req reqs; messages: messages msg msgs; transactions: transactions txn txns tx;
  events: events evt evts; queries: queries; writes: writes; operations: operations`);

/* Of the gate for a model's draft. */

/** Products and languages that are also common words. They are names only if the candidate used them as names. */
export const EVERYDAY_PRODUCTS = wordSet(`
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
export const PRODUCTS = wordSet(PRODUCT_NAMES.toLowerCase());

/** Official spelling of product names and abbreviations, by the word in lower case. */
export const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [
    ...wordSet(
      `${PRODUCT_NAMES} API APIs JSON HTTP HTTPS MQTT SQL XML CSV PDF PDFs SMS UUID UUIDs TCP UDP TLS GPS GPRS`,
    ),
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
export const PLAIN_CAPITALS = wordSet(`
  i api id url ip ui ok it pdf cv utc sdk sla slo cpu os qa wi fi
  senior junior staff principal lead backend software engineer engineering developer team manager hiring english
`);

/** Engineering terms that are not in the spelling dictionary. */
export const TECHNICAL = wordSet(`
  backend backends frontend frontends idempotency dedup deduplicate deduplication upsert upserts sharded sharding
  failover rollout rollouts changelog changelogs middleware microservice microservices observability serverless
  tokenized webhook webhooks namespace namespaces cutover canonicalise canonicalize runbook runbooks replayable
  backfill backfills backpressure latencies uptime misconfigured preprod codec codecs denormalized normalizer
  serializer deserialize autoscaling pipelined untyped async
`);

/** Nouns that a letter may count up to four without a fact: "in two steps". */
export const COUNTABLE_WITHOUT_FACT = wordSet(`
  step steps thing things part parts way ways side sides piece pieces question questions reason reasons point points
  half halves kind kinds sentence sentences stage stages phase phases rule rules page pages fact facts answer answers
  line lines case cases word words
`);

/** Words that say that there is none of something. */
export const ZERO_WORDS = wordSet(`
  zero no none never nothing nobody without not nil gone stopped stop vanished disappeared away ended nor cannot
  cant isnt arent wasnt werent didnt dont doesnt hasnt havent hadnt anymore unanimously
`);

/** Vague amounts. */
export const VAGUE_AMOUNTS = wordSet('several few many multiple numerous countless various');

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
].map((row) => row.split('|').map(wordSet));

/** Praise that fits any company. Two of these in a sentence without a number are a fault. */
export const PRAISE = wordSet(`
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
