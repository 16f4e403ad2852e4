/** Words that give nobody away when they stand alone: parts of company names, and what engineers write all the time. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  a an and at by de for from in of on or our the to und van von with
  ab ag co corp corporation gmbh group holding holdings inc international kg limited llc ltd plc se
  academy analytics bank banking business capital care central city cloud club commerce company consulting credit data
  delivery department design dev digital direct east education energy engineering enterprise express finance financial
  first food foundation freight fund game games global grid hardware health healthcare home hospital house industries
  industry information infrastructure institute insurance interactive lab laboratories labs learning logistics mail
  market marketing markets media medical mobile mobility music national network networks new north office online
  partners pay payment payments platform platforms post power press print product products project public radio rail
  real research retail royal school science security service services shop software solution solutions south space
  state store stores street studio studios supply support system systems team tech technologies technology telecom
  trading transport travel united university video water web west wireless works world
  access account accounts alert alerts api app apps audit backend batch billing booking bookings cache card checkout
  client clients code contract customer customers database deploy deployment down downtime engineer engineers error
  errors event events failed failure failures feature file files fraud gateway identity incident incidents internal
  inventory invoice invoices job jobs ledger legacy log login lost message messages meter meters migration missed
  model monitoring old order orders outage outages parcel parcels patient patients per person people pipeline policy
  price prices pricing queue reading readings record records report reports request requests row rows search server
  servers session sessions settlement shipment shipments stream streaming stuck test tests tool tools tracking
  transaction transactions user users vehicle vehicles warehouse
  `
    .trim()
    .split(/\s+/),
);

/** Names that are also everyday words, months or days: alone they match only with a capital letter. */
export const EVERYDAY_NAMES: ReadonlySet<string> = new Set(
  (
    'january february march april may june july august september october november december monday tuesday wednesday ' +
    'thursday friday saturday sunday will mark grace rose bill frank art hope joy faith pat rob sue drew chase dawn ray max ' +
    'square block target shell apple gap wise slack notion linear render fly bolt plain brook field hill wood stone ' +
    'long young short small good best white black green brown blue gray grey king page price cook baker mason carter'
  ).split(' '),
);
