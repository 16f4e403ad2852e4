/** The second application: asks about each sentence that may name the first one before it shows the letter. */
import { describe, expect, test } from 'vitest';
import { composeLetter } from '../../src/letter/compose.ts';
import type { Writer } from '../../src/letter/writer.ts';
import { formerNameFinder } from '../../src/turn/name-questions.ts';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';

/** Answers that name the company, team or reader of the first letter in several ways. */
const STORY = {
  ...ANSWERS,
  'system.what': 'rebuilt the meter pipeline in Go, much as Harbour did',
  'system.before': 'a nightly job copied every table, like HarbourGrid’s',
  'system.part': 'I designed the protocol, as the Metering team does.',
  'contract.constraint+contract.decision+contract.result':
    "Harbour's API could not change. So I put a version into each frame. Nothing broke, as Kaltenbach would say.",
  'role.team': 'Metering',
  'role.addressee': 'Ms Ines Kaltenbach',
};

async function secondApplication(story: Readonly<Record<string, string>> = STORY, role = 'Staff Engineer at Ferrox') {
  const talk = await interviewAt('letter', story);
  await talk.command('another');
  await talk.answer({ 'role.position+role.company': role, closing: 'I can show you the frame spec.' }, 'confirm');
  return talk;
}

const asked = (text: string) => /"([^"]*)" may be about an earlier application:\n\n"([^"]*)"/.exec(text)?.slice(1, 3);

describe('sentence that may name the first application', () => {
  test('each such sentence is retyped, left out or kept, and the letter names nothing else of the first', async () => {
    const talk = await secondApplication();
    expect(asked(talk.ask().text)).toEqual([
      'Harbour',
      'At Tavolo I rebuilt the meter pipeline in Go, much as Harbour did.',
    ]);
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Leave it out', 'Keep it as it is']);
    await talk.say('At Tavolo I rebuilt the meter pipeline in Go.');
    expect(asked(talk.ask().text)).toEqual([
      'HarbourGrid’s',
      'Before that, a nightly job copied every table, like HarbourGrid’s.',
    ]);
    await talk.choose('leave-out');
    expect(asked(talk.ask().text)).toEqual(['Metering', 'I designed the protocol, as the Metering team does.']);
    await talk.choose('stays');
    expect(asked(talk.ask().text)).toEqual(["Harbour's", "Harbour's API could not change."]);
    await talk.say('Their API could not change.');
    expect(asked(talk.ask().text)).toEqual(['Kaltenbach', 'Nothing broke, as Kaltenbach would say.']);
    await talk.choose('leave-out');
    expect(talk.ask().question).toBe('review');
    await talk.choose('write');
    const letter = talk.letter();
    for (const sentence of [
      'At Tavolo I rebuilt the meter pipeline in Go.',
      'I designed the protocol, as the Metering team does.',
      'Their API could not change. So I put a version into each frame.',
    ])
      expect(letter).toContain(sentence);
    expect(letter).not.toMatch(/harbour|kaltenbach|ines|nightly/i);
    expect(talk.faults).toEqual([]);
  });

  test('asks about a sentence that was typed after the switch', async () => {
    const talk = await interviewAt('letter');
    await talk.command('another');
    await talk.answer(
      {
        'role.position+role.company': 'Staff Engineer at Ferrox',
        'company.choice': 'You replay readings, as Harbour does.',
      },
      'confirm',
    );
    expect(asked(talk.ask().text)).toEqual(['Harbour', 'You replay readings, as Harbour does.']);
    await talk.say('You replay your readings.');
    expect(talk.ask().question).toBe('review');
    expect(talk.ask().text).toContain('You replay your readings.');
  });

  test('asks before a letter that is requested early', async () => {
    const talk = await interviewAt('letter', STORY);
    await talk.command('another');
    await talk.say('Staff Engineer at Ferrox', 'write it');
    expect(asked(talk.ask().text)?.[0]).toBe('Harbour');
    for (let turns = 0; turns < 5; turns += 1) await talk.choose('leave-out');
    expect(talk.ask().question).toBe('review');
    await talk.choose('write');
    expect(talk.letter()).not.toMatch(/harbour|metering|kaltenbach/i);
  });

  test('asks about a kept sentence again for the next company', async () => {
    const talk = await secondApplication({ ...ANSWERS, background: 'I once mended a pump for Harbour Grid.' });
    await talk.choose('stays');
    await talk.choose('write');
    expect(talk.letter()).toContain('I once mended a pump for Harbour Grid.');
    await talk.command('another');
    await talk.answer({ 'role.position+role.company': 'Engineer at Quillbank' }, 'confirm');
    expect(asked(talk.ask().text)).toEqual(['Harbour Grid', 'I once mended a pump for Harbour Grid.']);
  });

  test('asks again after the removal of a sentence is undone', async () => {
    const talk = await secondApplication({ ...ANSWERS, background: 'I once mended a pump for Harbour Grid.' });
    await talk.choose('leave-out');
    expect(talk.ask().question).toBe('review');
    expect(talk.ask().text).not.toContain('mended a pump');
    await talk.say('undo');
    expect(asked(talk.ask().text)?.[0]).toBe('Harbour Grid');
  });
});

describe('answer of several sentences with edits in the first letter', () => {
  const brief = (talk: ReturnType<typeof conversation>) =>
    JSON.stringify(talk.heard.findLast((message) => message.kind === 'letter')?.brief);
  const numberOf = (talk: ReturnType<typeof conversation>, part: string) =>
    Number(new RegExp(`(\\d+)\\. [^\\n]*${part}`).exec(talk.ask().text)?.[1]);

  test('replaces the old sentence in the brief without a question', async () => {
    const talk = await interviewAt('review', {
      ...ANSWERS,
      background: 'I kept a ledger. Harbour Grid has one like it. It never broke.',
    });
    await talk.say(`${numberOf(talk, 'has one like it')}: Banks have one like it.`);
    await talk.say(`streiche ${numberOf(talk, 'never broke')}`);
    await talk.choose('write');
    expect(brief(talk)).not.toContain('Harbour Grid has one');
    await talk.command('another');
    await talk.answer({ 'role.position+role.company': 'Staff Engineer at Ferrox' });
    expect(talk.ask().question).toBe('review');
    await talk.choose('write');
    expect(talk.letter()).toContain('I kept a ledger. Banks have one like it.');
    expect(talk.letter()).not.toMatch(/Harbour|never broke/);
    expect(brief(talk)).not.toMatch(/Harbour/);
    expect(talk.faults).toEqual([]);
  });

  test('keeps the other edited sentences if one is asked about', async () => {
    const talk = conversation();
    await talk.answer({
      ...ANSWERS,
      'system.what': 'rebuilt the meter pipeline in Go. It runs as the one of Harbour does. It takes 2 million homes.',
    });
    await talk.say(`${numberOf(talk, 'rebuilt the meter')}: In two years I rebuilt the meter pipeline for Tavolo.`);
    await talk.choose('write');
    await talk.command('another');
    await talk.answer({ 'role.position+role.company': 'Staff Engineer at Ferrox' }, 'confirm');
    expect(asked(talk.ask().text)).toEqual(['Harbour', 'It runs as the one of Harbour does.']);
    await talk.say('It runs at night.');
    expect(talk.ask().text).toContain('In two years I rebuilt the meter pipeline for Tavolo.');
    await talk.choose('write');
    expect(talk.letter()).toContain(
      'In two years I rebuilt the meter pipeline for Tavolo. It runs at night. It takes 2 million homes.',
    );
    expect(brief(talk)).not.toMatch(/Harbour/);
  });
});

test('does not ask about a team whose words are in lower case', async () => {
  const talk = conversation();
  const background = 'At night metering was easy. Grids are hard.';
  await talk.answer({ ...ANSWERS, 'role.team': 'Metering', background });
  await talk.choose('write');
  await talk.command('another');
  await talk.answer({ 'role.position+role.company': 'Staff Engineer at Ferrox' });
  expect(talk.ask().text).toContain(background.split('. ')[0]);
});

test('does not ask about a word in the names of both companies', async () => {
  const talk = await interviewAt('letter', { ...ANSWERS, background: 'I like how Harbour works.' });
  await talk.command('another');
  await talk.answer({ 'role.position+role.company': 'Staff Engineer at Harbour Labs' });
  expect(talk.ask().text).toContain('I like how Harbour works.');
});

test('replaces a model letter that names the first company by the template letter', async () => {
  const careless: Writer = {
    write(request) {
      const letter = composeLetter(request);
      const text = 'I did at Ferrox what Harbour did.';
      const paragraphs = [{ sentences: [{ key: 'd1', text, slots: ['system.what'], edited: false }] }];
      const usage = { calls: 1, inputTokens: 10, outputTokens: 10 };
      return Promise.resolve({
        letter: { ...letter, paragraphs },
        draft: { paragraphs: [], edits: 0 },
        usage,
        refused: [],
      });
    },
  };
  const talk = conversation({ writer: careless });
  await talk.answer(ANSWERS);
  await talk.choose('write');
  // In the first letter the name is right.
  expect(talk.letter()).toContain('what Harbour did');
  await talk.command('another');
  await talk.answer({ 'role.position+role.company': 'Staff Engineer at Ferrox' });
  await talk.choose('write');
  expect(talk.letter()).toContain('Application: Staff Engineer, Ferrox\n');
  expect(talk.letter()).not.toContain('Harbour');
});

test('numbers the files of each company separately', async () => {
  const talk = conversation();
  const names = () => talk.heard.flatMap((message) => (message.kind === 'file' ? [message.name] : []));
  await talk.answer(ANSWERS);
  await talk.choose('write');
  await talk.choose('edit');
  await talk.say('cut 2');
  await talk.choose('write');
  await talk.choose('pdf');
  await talk.command('another');
  // Still the letter to Harbour Grid.
  await talk.command('last');
  await talk.answer({ 'role.position+role.company': 'Staff Engineer at Ferrox' });
  await talk.choose('write');
  await talk.choose('docx');
  expect(names()).toEqual([
    'cover-letter-harbour-grid.txt',
    'cover-letter-harbour-grid-v2.txt',
    'cover-letter-harbour-grid-v2.pdf',
    'cover-letter-harbour-grid-v2.txt',
    'cover-letter-ferrox.txt',
    'cover-letter-ferrox.docx',
  ]);
});

const company = (name: string) => ({ slot: 'role.company', name });
const team = (name: string) => ({ slot: 'role.team', name });
const reader = (name: string) => ({ slot: 'role.addressee', name });

describe('formerNameFinder', () => {
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
    [company('Harbour Grid'), 'Harbour does it too.', 'Harbour'],
    [company('Wise'), 'Wise does it too.', 'Wise'],
    [company('Harbour Grid'), 'We kept the boats in the harbour.', 'harbour'],
    [team('Metering'), 'We build it as the Metering team does.', 'Metering'],
    [team('Abrechnung'), 'So macht es das Team Abrechnung.', 'Abrechnung'],
    [reader('Ms Ines Kaltenbach'), 'As Kaltenbach said, it holds.', 'Kaltenbach'],
    [reader('Frau Dr. Ines Kaltenbach'), 'Mit Ines habe ich darüber gesprochen.', 'Ines'],
  ])('finds the name %o in: %s', (former, sentence, words) => {
    expect(formerNameFinder([former], [])(sentence)).toBe(words);
  });

  test.each([
    [company('Harbour Grid'), 'The grid was down for a day.'],
    [company('Harbour Grid'), 'We paid 4 HGV drivers.'],
    [company('Grid Ops'), 'I rebuilt it in Go.'],
    [team('Data Platform'), 'The DP was slow.'],
    [company('Der Spiegel'), 'Wir haben der Leitung den Zähler gezeigt.'],
    [company('SAP'), 'The sap of the trees was measured.'],
    [team('Metering'), 'I rebuilt the metering of two million homes.'],
    [team('Data Platform'), 'Our data platform was slow.'],
    [reader('Frau Dr. Ines Kaltenbach'), 'Das hat Frau Dr. Weiß entschieden.'],
    [reader('Hiring team'), 'The hiring team of mine was small.'],
  ])('does not find the name %o in: %s', (former, sentence) => {
    expect(formerNameFinder([former], [])(sentence)).toBe(null);
  });

  test('ignores words that are also in a current name', () => {
    const nameIn = formerNameFinder([company('Harbour Grid'), reader('Jo Lind')], ['Harbour Labs', 'Lind Energi']);
    expect(nameIn('I like how Harbour works.')).toBe(null);
    expect(nameIn('At Lind Energi I was alone.')).toBe(null);
    expect(nameIn('I like how Harbour Grid works.')).toBe('Harbour Grid');
  });
});

test('a retyped sentence of a figure needs no other answer', async () => {
  const talk = await secondApplication({ ...ANSWERS, 'reliability.now': 'lost readings at Harbour: 1.2% -> 0.05%' });
  expect(asked(talk.ask().text)?.[0]).toBe('Harbour');
  await talk.say('Lost readings fell from 1.2% to 0.05%.');
  expect(talk.ask().question).toBe('review');
  expect(talk.ask().text).toContain('Lost readings fell from 1.2% to 0.05%.');
});
