/**
 * Sentences about candidates of the recorded letters, by somebody who wants a lie to pass, and by somebody who writes
 * well: the brief that each belongs to, the topics that it says it rests on, and the words.
 */
export type Told = readonly [topics: string, text: string];

interface Sentences {
  /** Each with one thing in it that the candidate did not say. */
  readonly lies: readonly Told[];
  /** Nothing but what they said, in whatever style. */
  readonly truths: readonly Told[];
}

export const ADVERSARY: Readonly<Record<string, Sentences>> = {
  'cooperative-ledger': {
    lies: [
      ['latency', 'The p95 for placing an authorisation hold dropped from 740 ms to 95 ms.'],
      ['throughput', 'At peak it takes 64,000 postings per second now.'],
      ['throughput', 'It took 6,400 postings per second at peak, and 900 after the rebuild.'],
      ['reliability', 'There have been zero unbalanced journals since the cutover four years ago.'],
      ['reliability', 'Availability went from 99.95 to 99.999 percent.'],
      ['system', 'I designed and wrote the journal and the reconciliation reports on top of it.'],
      ['system', 'I led a team of two that rebuilt the ledger.'],
      ['system', 'I wrote an append-only journal in Kotlin on Kafka.'],
      ['contract', 'The Visa processor resends an authorisation with a new message id.'],
      ['contract', 'I derived the key from card token, merchant and amount and cut double holds by 90%.'],
      ['background', 'At Tessel I spent five years modelling policy versions.'],
      ['company', 'Your world-class engineering culture is why I write.'],
      ['system', 'At Quillbank and later at Stripe I rebuilt the ledger.'],
    ],
    truths: [
      ['latency', 'Placing a hold took 740 ms at the 99th percentile and takes 95 ms today, measured on the server.'],
      [
        'throughput',
        'The rebuilt ledger takes about seven times the postings: 6,400 a second at peak, where it used to be 900.',
      ],
      ['reliability', 'In the fourteen months since the cutover we have had no unbalanced journal.'],
      ['system', 'The reconciliation reports on top of it are the work of two colleagues.'],
      ['system', 'I designed the append-only journal, wrote it in Kotlin, and ran the rollout.'],
      ['contract', 'A repeat gets the first posting back instead of a second hold.'],
      ['contract', 'Its message id changed with every retry, so it was useless as a key.'],
      [
        'company,contract',
        'You check every event schema in CI before it can be merged; we noticed breaking changes a day too late.',
      ],
      ['background', 'Three years at Tessel, a small insurer, taught me to keep policy versions as immutable rows.'],
      ['closing', 'How do you handle a schema that fails the check during an incident?'],
    ],
  },
  'nda-genome': {
    lies: [
      ['system', 'I wrote the workflow engine at Sankt Aldric hospital.'],
      ['system', 'At the Aldric hospital I wrote the workflow engine.'],
      ['latency', 'From sample to report it took eleven days at p95 and takes 52 hours.'],
      ['latency', 'It took 52 hours before and takes eleven days now.'],
      ['reliability', 'Runs restarted by hand fell from 18% to 15%.'],
      ['system', 'I wrote the engine and the steps of the pipeline.'],
      ['system', 'The engine runs on Kubernetes.'],
      ['contract', 'I installed an agent on the sequencing machines of 40 hospitals.'],
      ['company', 'Helixmoor is a leader in genomics with an inspiring mission.'],
      ['background', 'I have a PhD in statistics.'],
    ],
    truths: [
      ['latency', 'The median from sample to report was eleven days and is 52 hours now.'],
      ['reliability', 'Restarts by hand came down from 18% of runs to 1.5%.'],
      [
        'system',
        'At a university hospital I wrote the workflow engine, in Python over Postgres; two biologists wrote the steps.',
      ],
      ['contract', 'Nothing may be installed on the machines, because they are medical devices.'],
      ['contract', 'So I wait for the closing manifest of the run and compare the size of each file with it.'],
      ['background', 'Before that I did statistics for a seed bank.'],
      ['closing', 'I can talk about the hash-per-step idea with toy data.'],
    ],
  },
  'injecting-gridload': {
    lies: [
      ['throughput', 'It switches 95,000 boilers per second today.'],
      ['latency', 'At p99 a boiler is off within 160 ms of the drop.'],
      ['system', 'I built the dispatch service and the forecast.'],
      ['system', 'I built the dispatch service in Rust.'],
      ['contract', 'I repeat each command five times.'],
      ['reliability', 'Lost commands came down by 99%.'],
    ],
    truths: [
      ['latency', 'From the drop in frequency to a boiler being off it took 11 s at p99 and takes 1.6 s now.'],
      ['throughput', 'The pilot switched 4,000 boilers a minute; today it is 95,000.'],
      ['reliability', 'Of the commands, 1.8% used to get lost, and 0.09% do now.'],
      ['reliability', 'A twentieth of the lost commands is left: 0.09%, from 1.8%.'],
      ['contract', 'A message has 12 bytes, there is no answer channel, and the spectrum licence rules out more.'],
      ['system', 'The forecast came from a partner institute.'],
    ],
  },
  'terse-dns': {
    lies: [
      ['throughput', 'It publishes 50k zone changes per second.'],
      ['latency', 'Propagation at p99 fell from 45 ms to 2 ms.'],
      ['system', 'I did the diff encoder, the rollout and the UI.'],
      ['system', 'I owned the zone publish pipeline.'],
      ['contract', 'The v2 frame carried a v1 copy for three years.'],
      ['reliability', 'Errors fell from 0.2% to 0.001%.'],
      ['contract', 'Cloudflare owned the boxes.'],
    ],
    truths: [
      ['throughput', 'It went from 200 to 5,000 zone changes a second.'],
      ['latency', 'The 99th percentile of propagation went from 45 seconds to two.'],
      ['system', 'The diff encoder and the rollout are mine; the UI was a teammate’s.'],
      ['contract', 'The old edge nodes read only format v1 and stood on boxes that we did not own.'],
      ['contract', 'There was no flag day, and nothing broke.'],
      ['company', 'Drills beat runbooks, and you publish yours.'],
    ],
  },
  'self-correcting-fx': {
    lies: [
      ['throughput', 'It went from 1,100 to 26,000 quotes per second.'],
      ['latency', 'p99 for a quote went from 180 ms to 15 ms and the mean to 3 ms.'],
      ['system', 'I wrote the rate book, the quote expiry and the hedging.'],
      ['system', 'I pulled it into a Go service.'],
      ['reliability', 'Quotes on a stale rate fell from 0.5% to 0.2%.'],
      ['contract', 'The partner banks agreed to a last valid second of 30 seconds.'],
    ],
    truths: [
      ['throughput', 'It went from 1,100 quotes a second to a real peak of 21,000.'],
      ['reliability', 'One quote in 200 was once given on a stale rate; it is one in 5,000 today.'],
      ['system', 'The rate book and the quote expiry are mine, and another group does the hedging.'],
      ['contract', 'A quote now carries the rate version and a last valid second, and we honour it until then.'],
      ['background', 'Two years as a support analyst on a trading floor: I know the people behind the tickets.'],
    ],
  },
  'non-native-iot': {
    lies: [
      ['throughput', 'From 2.1 million messages per hour to 9.6 million.'],
      ['throughput', 'Nearly ten times the messages: 2.1 million a day before, 9.6 million now.'],
      ['latency', 'The p99 was 18 s and is 240 ms.'],
      ['system', 'It writes to InfluxDB now.'],
      ['background', 'I was an electrician for fifteen years.'],
    ],
    truths: [
      ['throughput', 'It receives 9.6 million messages a day where it was 2.1 million, more than four times as many.'],
      ['latency', 'The p99 came down from 1.8 s to 240 ms.'],
      ['reliability', 'Lost messages went from 0.5% to 0.01%.'],
      [
        'system',
        'I built the receiver alone, in Rust with MQTT and TimescaleDB; the firmware is made by another team.',
      ],
      ['contract', 'The counter has 16 bits and wraps to zero, and nobody can change the firmware.'],
      ['contract', 'The negative bills are gone.'],
      ['background', 'I was an electrician for five years before I learned programming.'],
    ],
  },
  'nda-billing': {
    lies: [
      ['system', 'At Pellucid I led the work on the proration engine.'],
      ['throughput', 'It bills 4.6 million subscribers.'],
      ['throughput', 'It bills more than four and a half million subscribers.'],
      ['latency', 'The p99 of the preview went from 3 s to 0.4 s.'],
      ['throughput', 'The nightly run does 140 invoices per second, from 900.'],
      ['system', 'Five people worked with me.'],
      ['contract', 'The auditors of Deloitte dropped their finding.'],
    ],
    truths: [
      ['system', 'I led it, and two people worked with me.'],
      ['throughput', 'It bills millions of subscribers, and the nightly run does 900 invoices per second, from 140.'],
      ['latency', 'The preview of a plan change took 3 s at p95 and takes 400 ms.'],
      ['contract', 'A backdated change writes a correction into the open month and never edits the closed one.'],
      ['closing', 'Do you ever reopen a closed period, and who may do it?'],
    ],
  },
  'no-metrics-permits': {
    lies: [
      ['reliability', 'Deadlines that slipped fell by 80%.'],
      ['system', 'Every day it opens forty case files.'],
      ['system', 'I also built the payment, which the county runs.'],
      ['system', 'My service handles thousands of applications a year.'],
    ],
    truths: [
      [
        'reliability',
        'A deadline used to slip when the mail sat with somebody on holiday; now the clock reminds a substitute.',
      ],
      ['system', 'The county runs the payment; that part is not mine.'],
      ['contract', 'Every upload is its own revision with a hash, and the clock hangs on the first one.'],
      ['closing', 'I can bring the table layout of a case file, without the residents.'],
    ],
  },
  'contradictory-logs': {
    lies: [
      ['throughput', 'It takes 35 million lines per second.'],
      ['reliability', 'It has had 99.99 percent availability over the last twelve months.'],
      ['reliability', 'It has been 99.9 percent available for three years.'],
      ['system', 'I own ingestion and indexing.'],
      ['background', 'Ten years of control software for detectors came first.'],
      ['system', 'It replaced a fleet of Splunk boxes.'],
    ],
    truths: [
      ['throughput', 'It went from 250,000 lines per second to 3.5 million, fourteen times as many.'],
      ['system', 'I own the front door of it; indexing belongs to another team.'],
      ['reliability', 'Over the last year it was available 99.9 percent of the time.'],
      ['contract', 'I stamp the arrival time and a counter per source and keep the time of the sender as a claim.'],
      ['closing', 'I could show you the segment format in a live session.'],
    ],
  },
  'cooperative-pharmacy': {
    lies: [
      ['latency', 'Ninety-nine in a hundred scripts reach the screen within 4 seconds.'],
      ['reliability', 'Lost scripts fell from 40 a month to none.'],
      ['system', 'I wrote the router and the stock lookup.'],
      ['system', 'For nine years I have looked after the router.'],
      ['throughput', 'On a Monday morning 2,400 scripts a second go through.'],
      ['contract', 'The regulator in Norway certifies the tills.'],
      ['system', 'It is written in Java and ActiveMQ.'],
    ],
    truths: [
      ['latency', 'At p95 a script reaches the screen of the pharmacy within 4 seconds; it used to take 90.'],
      ['throughput', 'On a Monday morning 2,400 scripts a minute go through, where the hub choked at 350.'],
      ['reliability', 'About 40 scripts a month ended up nowhere under the hub, and one a year does now.'],
      ['system', 'The stock lookup is by Oisín, on our team.'],
      ['contract', 'Changing a message means certifying a till anew, so nothing on their side could move.'],
      ['closing', 'How do you decide that a till is really offline?'],
    ],
  },
  'brain-dump-dairy': {
    lies: [
      ['throughput', 'It settles 19,000 collections a minute in the morning peak.'],
      ['latency', 'A corrected price shows after 4 seconds at p95, where it took 26 hours.'],
      ['system', 'I built the settlement engine and the tanker app.'],
      ['reliability', 'Statements redone by hand fell from 6% to 4%.'],
      ['system', 'I built it in Kotlin on MongoDB.'],
      ['background', 'I spent eight years on accounting interfaces.'],
    ],
    truths: [
      ['throughput', 'The night script managed 70 collections a minute; the engine takes 1,900 in the morning peak.'],
      ['latency', 'At p95 a corrected price shows on the page of the farmer after 4 minutes instead of 26 hours.'],
      ['reliability', 'Of a thousand statements, 60 were redone by hand once and four are today.'],
      ['system', 'The tanker app was bought.'],
      ['contract', 'Each result stays as its own row, and the newest accepted one counts.'],
      ['closing', 'Who is allowed to void a label?'],
    ],
  },
  'digressing-radar': {
    lies: [
      ['latency', 'From frame to phone it takes 25 ms at p95, from 6 minutes.'],
      ['reliability', 'Warnings outside the cell fell from 9% to 0.1%.'],
      ['system', 'I built the dispatcher and the forecasting in Rust.'],
      ['throughput', 'The dispatcher sends 22,000 warnings per minute.'],
      ['system', 'At Wetterwarte Nord and at Deutscher Wetterdienst I built the dispatcher.'],
    ],
    truths: [
      ['latency', 'It used to take 6 minutes at p95 from radar frame to phone, and takes 25 seconds now.'],
      ['throughput', 'The script sent 700 warnings a second; the dispatcher sends 22,000, some thirty times as many.'],
      ['reliability', 'Nine in a hundred warnings went to somebody outside the cell, and 1.1% do today.'],
      ['contract', 'I hash each frame, and a changed one becomes a new revision.'],
      ['contract', 'Farmers no longer call about warnings that contradict each other.'],
    ],
  },
};

/**
 * Lies that are made of the candidate's own words, or of a name that opens a sentence: caught by no rule yet, and listed so
 * that nobody believes otherwise. Each is a test that has to fail as long as that is so.
 */
export const BEYOND_THE_GATE: readonly (readonly [id: string, topics: string, text: string])[] = [
  ['injecting-gridload', 'throughput', 'The pilot switched 95k boilers per minute.'],
  ['injecting-gridload', 'contract', 'Siemens runs the radio network.'],
  ['self-correcting-fx', 'background', 'I was a trader for two years.'],
  ['non-native-iot', 'system', 'I made the receiver and the firmware.'],
  ['non-native-iot', 'reliability', 'Since the change we have lost no message at all.'],
  ['no-metrics-permits', 'contract', 'In two lawsuits the office could show what was filed.'],
  ['brain-dump-dairy', 'contract', 'The labs had agreed to send each result once.'],
  ['digressing-radar', 'contract', 'The radar agency now tells us of each correction.'],
];
