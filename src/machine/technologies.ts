/** Names of technologies, as their makers write them. A reader spells them so, and a check knows them by it. */

const NAMES = `
Ada|Assembly|Bash|C|C++|C#|COBOL|Clojure|Crystal|D|Dart|Elixir|Erlang|F#|Fortran|Go|Groovy|Haskell|Java|JavaScript|Julia|Kotlin|Lua|
MATLAB|Nim|OCaml|Objective-C|PHP|Pascal|Perl|Prolog|Python|R|Ruby|Rust|Scala|Scheme|Swift|TypeScript|Zig|.NET|PL/SQL|SQL|GraphQL|
ActiveMQ|Aerospike|Airflow|Akka|Angular|Ansible|Arrow|Aurora|Avro|AWS|Axum|Azure|BigQuery|Bazel|Beam|Bigtable|Caddy|Cassandra|Celery|Ceph|
Chronicle|CircleCI|ClickHouse|Cloudflare|CockroachDB|Consul|CouchDB|Couchbase|DB2|Databricks|Datadog|Debezium|Debian|Delta Lake|Django|
Docker|Druid|DuckDB|Dynamo|DynamoDB|ECS|EKS|Elasticsearch|Elastic|Envoy|etcd|Excel|Express|FastAPI|FHIR|Firebase|Firestore|Flask|Flink|FoundationDB|
GCP|GKE|Gatling|Git|GitHub|GitLab|Gradle|Grafana|gRPC|HAProxy|HBase|HDFS|HL7|Hadoop|Hazelcast|Helm|Heroku|Hibernate|Hive|IBM MQ|Iceberg|Ignite|
InfluxDB|Istio|Jaeger|Jenkins|Kafka|Kibana|Kinesis|Kong|Kubernetes|Lambda|Laravel|Linkerd|Linux|LMDB|Loki|Lucene|MQTT|MariaDB|Memcached|Mesos|
Micronaut|MinIO|MongoDB|MySQL|NATS|Neo4j|Nest|NestJS|Netty|New Relic|Next.js|Nginx|Node|Node.js|Nomad|OCPP|OpenAPI|OpenSearch|OpenTelemetry|OpenShift|
Oracle|PagerDuty|Parquet|Phoenix|PostGIS|PostgreSQL|Postgres|Presto|Prometheus|Protobuf|Pulsar|Pulumi|QUIC|Quarkus|RabbitMQ|Rails|React|Redis|
Redis Streams|Redpanda|Redshift|RocksDB|S3|SIP2|SNS|SOAP|SQLite|SQS|SQL Server|Salesforce|SAP|Scylla|ScyllaDB|Sentry|Sidekiq|Snowflake|Solr|Spanner|Spark|
Splunk|Spring|Spring Boot|Storm|Symfony|Temporal|TensorFlow|Terraform|Thrift|Tibco|Tigerbeetle|TimescaleDB|Tokio|Tomcat|Trino|Valkey|Vault|
Vert.x|Vespa|Vitess|Vue|WebAssembly|WebRTC|WebSocket|WebSphere|WireGuard|XMPP|YARN|Zookeeper|ZooKeeper|ZeroMQ|Zipkin|Chronicle Queue|k8s|Camunda|Dapr|
Cloud Run|Cloud Functions|Pub/Sub|EventBridge|Step Functions|Fargate|Keycloak|Okta|Auth0|Keda|Argo|Flux|Crossplane|Kustomize|Liquibase|Flyway|
Fluentd|Fluent Bit|Logstash|Filebeat|StatsD|Telegraf|Thanos|VictoriaMetrics|Nagios|Zabbix|SaltStack|Vagrant|Podman|containerd|dbt|Dagster|Prefect|
Superset|Metabase|Kafka Streams|Kafka Connect|ksqlDB|Samza|NiFi|Impala|Kudu|Pinot|StarRocks|Greenplum|Vertica|Teradata|Sybase|Informix|Firebird|MSMQ|
ASP.NET|Entity Framework|Dropwizard|Vaadin|Struts|JBoss|WildFly|GlassFish|Jetty|Pekko|ZIO|http4s|Svelte|jQuery|Deno|Prisma|Sequelize|TypeORM|SQLAlchemy|
Alembic|Pydantic|Uvicorn|Gunicorn|Dramatiq|Resque|Traefik|Varnish|Cilium|Artifactory|SonarQube|Selenium|Cypress|Playwright|JUnit|JMeter|
CloudFront|CloudFormation|Cosmos DB|Service Bus|Event Hubs|CouchBase|ArangoDB|LevelDB|QuestDB|EventStoreDB|Aeron|Meilisearch|Typesense|Qdrant|Milvus|
Ruby on Rails|Apache Camel|MapReduce|OpenTracing|Terragrunt|Bitbucket|TeamCity|Jooq|Exposed|Ktor|Actix|Gin|Echo|Fiber|Chi|Sinatra|Hanami|Ecto|Broadway|Oban|Cowboy|Mnesia|RabbitMQ Streams|Quartz|Hangfire|MassTransit|Orleans|Dapper`
  .replaceAll('\n', '')
  .split('|')
  .map((name) => name.trim())
  .filter((name) => name !== '');

const BY_LOWER = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/** Everyday English in lower case; a technology only where it is written as a name. */
const WORDS = new Set(
  `ada assembly c d r go dart crystal swift scheme julia rust lambda phoenix storm spark beam arrow flux argo hive delta chronicle celery consul druid
  envoy express flask gin echo fiber chi fargate git helm ignite iceberg istio kong loki nest node nomad oracle presto pulsar quartz ruby python
  excel vault temporal thrift tower spring snowflake solr splunk react rails linux kinesis broadway cowboy orleans dapper exposed pascal lua nim
  perl java scala zig kotlin elixir erlang haskell redis kafka sentry vespa elastic dynamo aurora
  prefect impala cypress struts jetty pinot superset selenium firebird vagrant playwright samza varnish`.split(/\s+/),
);
/** Of these, what nobody means in the everyday sense when building back ends, if it stands in a list or after "in". */
const PLAIN = new Set(
  `rust go ruby python perl java scala zig kotlin elixir erlang haskell redis kafka node rails spring spark react lua linux oracle julia swift vault
  kinesis solr splunk snowflake consul pulsar nomad aurora dynamo elastic celery flask git helm`.split(/\s+/),
);

/** Whether a word, as it is written, is the name of a technology and not one of everyday English. */
export function isTechnology(written: string): boolean {
  const low = written.toLowerCase();
  return BY_LOWER.has(low) && (!WORDS.has(low) || PLAIN.has(low) || /^\p{Lu}/u.test(written));
}

const UNMISTAKABLE = new Set(
  'kafka redis kotlin erlang haskell python java linux solr splunk kinesis elixir scala perl envoy istio loki etcd'.split(
    ' ',
  ),
);

/** The first words of names that have two. */
const OPENINGS = new Set([...BY_LOWER.keys()].flatMap((name) => name.split(' ').slice(0, -1)));

export interface TechnologyMention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const CANDIDATE = /(?<![\p{L}\p{N}.])\.?[\p{L}][\p{L}\p{N}+#./]*/gu;

/** The technologies that a text names. Lower-case everyday words count only where they stand as a name would. */
export function technologiesIn(text: string): TechnologyMention[] {
  const found: TechnologyMention[] = [];
  for (const { written, start } of wordsIn(text)) {
    const low = written.toLowerCase();
    const end = start + written.length;
    const pair = OPENINGS.has(low) ? /^\s([\p{L}]+)/u.exec(text.slice(end, end + 24)) : null;
    const two = pair ? BY_LOWER.get(`${low} ${(pair[1] ?? '').toLowerCase()}`) : undefined;
    if (two && pair) {
      found.push({ name: two, start, end: end + pair[0].length });
      continue;
    }
    const name = BY_LOWER.get(low);
    if (!name || start < (found.at(-1)?.end ?? 0)) continue;
    if (WORDS.has(low) && !isName(text, written, low, start, end)) continue;
    found.push({ name, start, end });
  }
  return found;
}

/** "Pub/Sub" is one name, and "Kafka/Flink" are two. */
function wordsIn(text: string): { written: string; start: number }[] {
  return [...text.matchAll(CANDIDATE)].flatMap(({ 0: word, index }) => {
    const written = withoutTail(word);
    if (!written.includes('/') || BY_LOWER.has(written.toLowerCase())) return [{ written, start: index }];
    return [...written.matchAll(/[^/]+/g)].map((part) => ({
      written: withoutTail(part[0]),
      start: index + part.index,
    }));
  });
}

function withoutTail(word: string): string {
  let end = word.length;
  while (end > 0 && (word[end - 1] === '.' || word[end - 1] === '/')) end -= 1;
  return word.slice(0, end);
}

const OF_THE_TRADE =
  /^\s+(?:app|apps|api|back|binary|client|cluster|code|daemon|jobs?|lib|micro|mono|pipeline|program|project|rewrite|script|server|service|shop|stack|team|topic|worker)/;

function isName(text: string, written: string, low: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 12);
  const opens = /(?:^|[.!?:]\s+|\n)$/.test(before);
  const capital = /^\p{Lu}/u.test(written);
  if (low.length === 1)
    return (
      capital && /(?:\bin|,|\band|\bplus|\(|\.|:)\s*$/.test(before) && /^\s*(?:[.,;)+]|and\b|with\b|$)/.test(after)
    );
  if (capital && !opens)
    return (
      !/^(?:go|express|excel|nest|node|exposed|chronicle|storm|scheme|assembly)$/.test(low) ||
      !/^\s+(?:to|into|for|the|live|on)\b/.test(after)
    );
  // "Kafka was hard": these are no everyday words, so that a verb behind them leaves no doubt.
  if (capital && UNMISTAKABLE.has(low) && /^\s+(?:is|was|were|had|has|gave|kept|took|did)\b/.test(after)) return true;
  if (!PLAIN.has(low)) return false;
  // "the tests that go with it"
  if (
    low === 'go' &&
    /\b(?:that|to|will|they|we|i|you|can|could|would|which|lets?|letting|they'd|must|it|them|him|her|not|\p{L}+n't)\s+$/iu.test(
      before,
    )
  )
    return false;
  // "a spark of hope", "our swift answer", "in spring": an everyday word needs a noun of the trade behind it there.
  const everyday = !UNMISTAKABLE.has(low);
  if (/\b(?:an?|our|small|some|the)\s+$/.test(before)) return !everyday || OF_THE_TRADE.test(after);
  if (low === 'spring' && /\b(?:in|of|from)\s+$/.test(before)) return false;
  return /(?:\b(?:in|on|of|with|using|from|plus|and|\+|:)|[,+(/])\s*$/.test(before) ||
    /^\s*(?:[+,.;)]|\/(?!no\b)|service\b|on\b|with\b|and\b)/.test(after)
    ? !/^\s+(?:to|into|live|away|ahead|through|on|up|out|for)\b/.test(after) || low !== 'go'
    : false;
}

/** Lower-case spellings of names that are everyday words, set right: "go + redis" names Go and Redis. */
export function withTechnologyNames(text: string): string {
  let result = '';
  let at = 0;
  for (const { name, start, end } of technologiesIn(text)) {
    const written = text.slice(start, end);
    // Only the case is ours to mend; "k8s" and "Postgres" are how the candidate says it.
    result +=
      text.slice(at, start) +
      (written.toLowerCase() === name.toLowerCase() && written === written.toLowerCase() ? name : written);
    at = end;
  }
  return result + text.slice(at);
}
