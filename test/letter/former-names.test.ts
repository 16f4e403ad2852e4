/** Where a sentence may name an earlier application. What is not sure is asked about, and an ordinary word is no name. */
import { describe, expect, test } from 'vitest';
import { loadSpelling } from '../../src/letter/draft-names.ts';
import { lookingFor } from '../../src/letter/former-names.ts';

const spelling = await loadSpelling();
const company = (name: string) => ({ slot: 'role.company', name });
const team = (name: string) => ({ slot: 'role.team', name });
const reader = (name: string) => ({ slot: 'role.addressee', name });

describe('a sentence that may name an earlier application', () => {
  test.each([
    [company('Harbour Grid'), 'We did as Harbour Grid does.', 'Harbour Grid'],
    [company('Harbour Grid'), 'We did as harbour grid does.', 'harbour grid'],
    [company('Harbour Grid'), 'Much as Harbour did, we waited.', 'Harbour'],
    [company('Harbour Grid'), 'It is like HarbourGrid’s.', 'HarbourGrid’s'],
    [company('Harbour Grid'), "Harbour's API could not change.", "Harbour's"],
    [company('Kestrel Labs GmbH'), 'I met the people of Kestrel.', 'Kestrel'],
    [company('Zimmerly'), 'zimmerly does it too.', 'zimmerly'],
    [company('Nordsee Systems GmbH'), 'Nordsees Leitung wollte das auch.', 'Nordsees'],
    [company('Nordsee Systems GmbH'), 'Das hat die Nordsee-Plattform auch.', 'Nordsee'],
    [company('Der Spiegel'), 'Das macht Der Spiegel auch so.', 'Der Spiegel'],
    [company('SAP'), 'SAP does it the same way.', 'SAP'],
    [team('Metering'), 'We build it as the Metering team does.', 'Metering'],
    [team('Abrechnung'), 'So macht es das Team Abrechnung.', 'Abrechnung'],
    [reader('Ms Ines Kaltenbach'), 'As Kaltenbach said, it holds.', 'Kaltenbach'],
    [reader('Frau Dr. Ines Kaltenbach'), 'Mit Ines habe ich darüber gesprochen.', 'Ines'],
  ])('%o: %s', (former, sentence, words) => {
    expect(lookingFor([former], [], spelling).in(sentence)).toBe(words);
  });

  test.each([
    [company('Harbour Grid'), 'We kept the boats in the harbour.'],
    [company('Harbour Grid'), 'The grid was down for a day.'],
    [company('Harbour Grid'), 'Harbour pilots use it.'],
    [company('Der Spiegel'), 'Wir haben der Leitung den Zähler gezeigt.'],
    [company('SAP'), 'The sap of the trees was measured.'],
    [team('Metering'), 'I rebuilt the metering of two million homes.'],
    [team('Data Platform'), 'Our data platform was slow.'],
    [reader('Frau Dr. Ines Kaltenbach'), 'Das hat Frau Dr. Weiß entschieden.'],
    [reader('Hiring team'), 'The hiring team of mine was small.'],
    [company('Wise'), 'That was wise.'],
  ])('none: %o: %s', (former, sentence) => {
    expect(lookingFor([former], [], spelling).in(sentence)).toBe(null);
  });

  test('what today’s names, the employer or the candidate share with it is none', () => {
    const names = lookingFor([company('Harbour Grid'), reader('Jo Lind')], ['Harbour Labs', 'Lind Energi'], spelling);
    expect(names.in('I like how Harbour works.')).toBe(null);
    expect(names.in('At Lind Energi I was alone.')).toBe(null);
    expect(names.in('I like how Harbour Grid works.')).toBe('Harbour Grid');
  });
});
