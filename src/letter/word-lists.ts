/** Word lists for letters, in lower case. */
import { listedWords } from '../prompts/catalogues.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';

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
