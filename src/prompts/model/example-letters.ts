/**
 * Letters of other people for the drafting prompt, each with another opening, order and ending. A model takes over their
 * habits more than it follows a rule (docs/decisions/example-letters.md): with the same two for everybody, the letters of
 * different people were of one mould.
 */

/** `opening`: what the first sentence tells. */
export const EXAMPLE_LETTERS: readonly { readonly opening: string; readonly letter: string }[] = [
  {
    opening: 'what went wrong, and why',
    letter: `Readers were fined for library books that they had already brought back: a book returned at one branch stayed on loan in the others until the next morning. At Regalo I rebuilt the service that keeps the loans of 60 branches in step.

The scanners belong to the branches. They go offline without warning, and when they come back they send everything again. I could change none of that. So I number each scan by the book's chip and the minute, and the service takes each number once. If two branches claim the same book, the desk is asked. The desks used to count 40 wrong fines a week, and now it is one or two a month.

Two Access files used to exchange their changes every night. In their place I wrote a Go service on Postgres, and a colleague built the screens at the desks. A return reaches every branch in 1.8 seconds at p95. On a Saturday 900 scans a minute come in, and the Access files got to 70.

In your docs I read that a hold expires when the branch closes, not at midnight. Ours expired at midnight, and the first reader in the morning found an empty shelf, so I think you are right.

I can bring the rules for scan numbers, two pages with the branch names removed. And I would like to hear from you how you tell a lost book from a late one.`,
  },
  {
    opening: 'what the company decided',
    letter: `You publish the rules by which you refuse a connection, with their dates. As a customer I'd want that: a refusal that I can look up is one I don't have to argue about. At Skagfær I write such rules, in the system that sells the deck space of ferries. On the first day of the holidays that is 11,000 places an hour, and the spreadsheet and three phones before it managed 300.

About once a week a ferry had to put a lorry back on the quay. A lorry is as long as its driver says it is, and the line won't let us measure at the gate, because a queue there blocks the town. So I stopped selling metres. Each lane is sold by the longest vehicle of its class, and whatever is left over goes to the waiting list an hour before departure. That costs a few places on a full day, and I would decide the same again. Since last autumn no lorry has had to go back.

I wrote all of it in C# with SQL Server, apart from the payment pages, which another team runs. A booking takes 0.4 s at p99. How long it took before, nobody measured.

I'd be glad to go through the lane rules with you, and to hear what happens when two of your refusals contradict each other.`,
  },
  {
    opening: 'two facts that collide',
    letter: `A lock on the canal has to be booked the day before, but whether a barge fits through it depends on the water of that hour. The lock keepers at Sluisdal used to settle this by telephone, and one barge in 30 waited a night for nothing. I wrote the booking service that they work with today.

It doesn't promise a slot. A booking holds a place in an order: who goes first if there is water for three barges, for two, for one. Every ten minutes the gauge reports a new level, the service works out again who will fit, and a skipper who won't is told at least four hours ahead. The gauges belong to the water board and two of them are silent on Sundays, so on Sundays it reckons with the lowest level of the week. Since then, one barge in 900 has waited.

A wall calendar did all of this before, with a telephone line that was often busy. I used Kotlin and Postgres, and two colleagues made the tablets for the lock houses. In July we get 2,100 position reports a minute. A skipper who asks has an answer after 0.6 s at p95.

Your API returns no forecast without the time at which it was made. I have explained to many skippers that yesterday's level was right yesterday, so I'd keep that.

I would like to talk with you about one thing in particular: what does your client do with a forecast that is older than the one it has?`,
  },
  {
    opening: 'the odd fact that makes the work hard',
    letter: `Once milk has been pumped into a lorry, nobody can say any more which farm it came from. At Molkerei Hinterwald I built, with one colleague, the system that pays 2,400 farms for their milk. The part that traces a spoilt load to its farm is mine.

If there is medicine in the milk of one farm, the whole load is poured away, and that farm pays for it. A small bottle that the driver fills at each farm is the only proof. But it is four in the morning, and I couldn't ask the drivers to type or to scan anything. So the bottle gets its code from the pump: when it starts, it prints the same code on the next bottle and into its own log. A bottle without a code isn't tested at all, and the farm is visited again the next day. One in six of the loads that we poured away used to have no farm. In the two years since it was one in 214.

We wrote it in Java, with MariaDB. The laboratory's result reaches the farm three hours after collection at the median, and when the drivers' slips were still on paper, it came with the letter on Friday. In May we take in 3,100 bottles a day.

Your status page tells customers which of their parcels you can't find. We never told a farm that we had lost its proof, and I think they would have minded less than we feared.

I'd like to show you the format of the codes, and to hear what you do with a parcel that turns up after it was paid for.`,
  },
  {
    opening: 'what people did about it',
    letter: `Until two years ago the night nurses of four hospitals kept their own list of free beds, on paper, because the one on the screen was wrong about 30 times a night. At Klinova I wrote the service behind the screen that they use now.

The old one believed the discharge: once a doctor had signed it, the bed counted as free. But a patient who is discharged at nine may still be in it at four. The wards had no hands to tell us more, and the discharge system is certified and can't be changed. I looked for something that is booked anyway, and found the cleaning. A bed is now free when its cleaning is booked as done, and if none is booked within five hours, the ward is asked once. Wrong beds went down to two a night, and the paper lists are gone.

I built the service in Java, and a colleague connected it to the four ward systems. Together they send 70,000 events a day. A free bed shows after 4 s at the median, where a nurse used to phone round for 20 minutes. I knew who waits for that bed, because before Klinova I dispatched ambulances for two years.

On your engineering page you say that you'd rather show no number than one without its source. I agree. A nurse whom a screen has misled three times goes back to paper.

I can show you the rules for the cleaning events, with invented wards, and I'd like to ask who may overrule a number with you.`,
  },
  {
    opening: 'what the candidate did, and what came of it',
    letter: `Last year I took the retries out of the service that opens 3,000 car park barriers for Tollgard. Until then about 15 barriers a day had opened for the wrong car: the command for one driver came through late, when the next one was standing there.

The controllers in the barriers are sealed. They confirm nothing, and half of them are in basements with bad radio, so a command that gets no answer may have been lost or may still be on its way. Trying again helps in the first case and does harm in the second, and I couldn't tell them apart. So each command now ends three seconds after the driver has pressed the button, the controller drops what comes later, and the driver presses again. More commands fail than before, 1.2% where it used to be 0.4%. But in the eleven months since, a wrong car got out twice.

I had written the service in Rust two years before, in place of a polling script. The radio gateways that it speaks to are a colleague's. A barrier starts to move 0.9 s after the button at p95. On a Saturday the service sends 40 commands a second, and the script was at its end with 6.

In a talk your team said that an alarm may come late but never twice. I would have said the opposite before that year, and now I wouldn't.

I have the measurements from before and after, and would gladly go through them with you.`,
  },
  {
    opening: 'what the candidate makes',
    letter: `I write the software that rings the bells of 1,100 churches, at Gloria Turmtechnik. Until 2022, some 60 of them rang at the wrong hour on each Sunday when the clocks change, and from five in the morning the parishes called us.

The ringing plans used to be sent to the towers once a week, as times of day. But the controllers up there are from four makers, the oldest has room for 2 kB, and none can be updated unless somebody climbs the tower. So I took the time of day away from the towers. The service gives them each plan in seconds, counted from the last signal that both of them have, for ten days ahead. A tower that hears nothing for ten days stays silent. In the three years since then, two bells have rung at the wrong hour, both after lightning.

The software is a service in Go and SQLite in place of a Delphi program, and all of it is mine but the app for the sextons, which comes from an agency. A change that a sexton makes there reaches the bell in 8 seconds at p95, and it used to be the following Monday. Around Christmas there are 3,000 changes an hour.

Your handbook says that a device in the field should stop when it isn't sure. Our parishes complained about that in the first month, and I'd do it again, since a silent bell is reported within the hour and a wrong one is not.

The format of the plans fits on one page, and I'd be glad to bring it to an interview.`,
  },
];

/** Two different letters. @param seed the same text gets the same two */
export function exampleLetters(seed: string): readonly string[] {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  const left = EXAMPLE_LETTERS.map(({ letter }) => letter);
  const first = left.splice(sum % left.length, 1);
  const second = left.splice(Math.floor(sum / EXAMPLE_LETTERS.length) % left.length, 1);
  return [...first, ...second];
}
