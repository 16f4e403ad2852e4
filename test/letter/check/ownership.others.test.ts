/** A colleague's work told as one's own, and help told as making, in the words of many. */
import { describe, expect, test } from 'vitest';
import { ownershipFaults } from '../../../src/letter/check/ownership.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const PASSING = 'When the check-in measures the car, the booking moves down.';
const kinds = (text: string, said: string) =>
  found(ownershipFaults, text, told(['system', said], ['contract', PASSING])).map(([kind]) => kind);

const CHECK_IN = [
  'I wrote the deck allocation in Kotlin. My colleague Stavros did the check-in app.',
  'I wrote the deck allocation in Kotlin. The check-in app was done by my colleague Stavros.',
  'I wrote the deck allocation in Kotlin. The check-in app is by Stavros.',
  'I wrote the deck allocation in Kotlin, a contractor did the check-in app.',
  'I wrote the deck allocation in Kotlin. The check-in app came from a supplier.',
  'I wrote the deck allocation in Kotlin. The check-in app is not mine.',
  'I wrote the deck allocation in Kotlin. not mine: the check-in app (Stavros)',
  'I wrote the deck allocation in Kotlin. Stavros and Mei did the check-in app.',
  'I wrote the deck allocation in Kotlin. The check-in app belongs to the ports team.',
  'I wrote the deck allocation in Kotlin. I did not build the check-in app.',
  'I wrote the deck allocation in Kotlin. An intern, Stavros, made the check-in app.',
  "I wrote the deck allocation in Kotlin. The check-in app is Stavros's work.",
];
const CLAIMS = [
  'I built the check-in app as well.',
  'I also wrote the check-in app.',
  'I wrote the deck allocation and the check-in app.',
  'I wrote the deck allocation, and I designed the check-in app, too.',
  'The deck allocation and the check-in app are my work.',
  'The check-in app was also mine.',
  'I was also responsible for the check-in app.',
  'I took care of the check-in app, too.',
  'Alongside it I developed the check-in app.',
  'I did the deck allocation, the check-in app and the lanes.',
];

describe.each(CHECK_IN)('of "%s"', (said) => {
  test.each(CLAIMS)('not: %s', (text) => {
    expect(kinds(text, said)).toContain('upgraded-ownership');
  });

  test.each([
    'I wrote the service that allocates the deck. Stavros did the check-in app.',
    'I wrote the deck allocation in Kotlin, and a colleague did the check-in app.',
    'I wrote the deck allocation, which the check-in app calls.',
    'The deck allocation is my work, while the check-in app came from others.',
    'I wrote the deck allocation so that the check-in can move a booking down.',
  ])('but: %s', (text) => {
    expect(kinds(text, said)).toEqual([]);
  });
});

describe('help is no making', () => {
  const HELP = [
    "I contributed to the sample tracking of our institute. The system is Dr. Watanabe's design. What I wrote is the barcode reconciliation.",
    'I helped with the sample tracking. What I wrote myself is the barcode reconciliation.',
    'I assisted on the sample tracking, which Dr. Watanabe designed. The barcode reconciliation is mine.',
    'I supported the sample tracking, and I wrote the barcode reconciliation.',
    'My part in the sample tracking was small: I wrote the barcode reconciliation. Dr. Watanabe designed the sample tracking.',
  ];
  test.each(HELP)('%s', (said) => {
    for (const text of [
      'I designed the sample tracking system.',
      'At our institute I built the sample tracking.',
      'I wrote the sample tracking in Python.',
      'The sample tracking is my design.',
      'I created the sample tracking of the institute.',
    ])
      expect([text, kinds(text, said)]).toEqual([text, ['upgraded-ownership']]);
    for (const text of [
      'I wrote the barcode reconciliation.',
      'I contributed to the sample tracking and wrote the barcode reconciliation.',
      'In the sample tracking, I built the barcode reconciliation.',
      'The barcode reconciliation is my work.',
    ])
      expect([text, kinds(text, said)]).toEqual([text, []]);
  });
});

describe('one of several leads nobody', () => {
  const SAID = 'I was one of five engineers on the results portal. I was responsible for the read path.';
  test.each([
    'I led the five engineers.',
    'I led a team of five engineers on the results portal.',
    'I headed the results portal team.',
    'Five engineers reported to me.',
    'Under my leadership five engineers built the portal.',
    'As the lead of five engineers I rebuilt the portal.',
    'I managed the five engineers of the portal.',
    'I was in charge of a team of five.',
    'I built the results portal by myself.',
    'I single-handedly built the results portal.',
  ])('not: %s', (text) => {
    expect(kinds(text, SAID)).toEqual(['upgraded-ownership']);
  });
  test.each([
    'I was one of five engineers on the portal.',
    'I was responsible for the read path.',
    'My responsibility was the read path, and five of us worked on the portal.',
    'The read path was my responsibility.',
  ])('but: %s', (text) => {
    expect(kinds(text, SAID)).toEqual([]);
  });
});

describe('whose it is', () => {
  test.each([
    ['I made the app, too.', 'I moved the quiz to Phoenix. The app is by Nadia and Tom.'],
    ['I drew the icons as well.', 'I rewrote the receiver in Go. My teammate Ilse only drew the icons.'],
    ['I also did the billing.', 'I rewrote the connection layer. Bruce and Mei did billing.'],
    ['The thesaurus is mine, too.', 'I designed the index. Two archivists wrote the thesaurus.'],
  ])('is somebody else’s: %s', (text, said) => {
    expect(kinds(text, said)).toEqual(['upgraded-ownership']);
  });

  test.each([
    [
      "I led the rewrite of the boards' backend.",
      'I led the rewrite of the backend. The boards come from the supplier Lumina.',
    ],
    ['I wrote the app.', 'I wrote the app. The icons are by Ilse.'],
    ['I own the ledger (Kafka).', 'Senior Developer (Payments). I own the ledger (Kafka).'],
    ['I wrote the Kafka consumer.', 'I wrote the backend. My Kafka consumer did the counting. The charts are by Ana.'],
  ])('is one’s own: %s', (text, said) => {
    expect(kinds(text, said)).toEqual([]);
  });
});

describe('quiet words for a claim', () => {
  const SAID =
    'Parcel lockers at Tern. Noor designed it and runs the team. I wrote the slot picker; Elif wrote the label cache. I reviewed and tested the tariff parser. Floor manager screens are from a supplier.';

  test.each([
    'The label cache came from my desk as well.',
    'The label cache goes back to me.',
    'The label cache was down to me, too.',
    'The label cache was written by me.',
    'The label cache stems from my pen.',
    'The label cache bears my signature.',
    'The label cache was of my own devising.',
    'I was the one who wrote the label cache.',
    'I am the person behind the label cache.',
    'I built the tariff parser.',
    'The tariff parser is my work.',
    'I have been at the head of this project.',
    'The project was led by me.',
    'All of it happened under my guidance.',
    'I was put in charge of the lockers.',
  ])('is one: %s', (text) => {
    expect(kinds(text, SAID)).toEqual(['upgraded-ownership']);
  });

  test.each([
    'The slot picker came from my desk.',
    'The slot picker was written by me.',
    'I was the one who wrote the slot picker.',
    'The label cache was my hard constraint.',
    'The label cache did not come from my desk.',
    'I reviewed and tested the tariff parser.',
    'I wrote the picker of the slots that the floor shows.',
  ])('is none: %s', (text) => {
    expect(kinds(text, SAID)).toEqual([]);
  });

  test('is true of who was at the head of it', () => {
    expect(kinds('I have been at the head of this project.', 'I led the locker project at Tern.')).toEqual([]);
    expect(
      kinds('I was the technical lead of five people.', 'I was the tech lead of five. I wrote the picker.'),
    ).toEqual([]);
  });

  test('and what was built without its name may be what was tested', () => {
    expect(
      kinds('I built the ring buffer.', 'The ring buffer of Skua. I built it, and I tested the ring buffer.'),
    ).toEqual([]);
  });
});
