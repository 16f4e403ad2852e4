/** What to keep out of the letter: several values in one message, people, and descriptions. */
import { describe, expect, test } from 'vitest';
import { sentencesIn } from '../../src/text/sentences.ts';
import { ANSWERS, conversation, interviewAt } from '../turn/conversation.ts';

const TOLD = {
  ...ANSWERS,
  'system.employer': 'a nordic parcel company',
  'system.what': 'built the intake. Farmers are paid through the sacco.',
  'system.part':
    'I did the ingest on Kafka. Mikko did the billing side, sanna kubernetes, and Kevin in Nairobi the API docs with Postgres.',
  background: 'Before that I was at Nokia with Ines Kaltenbach.',
};

const asked = (answers: Readonly<Record<string, string>> = TOLD) => interviewAt('confidential.value', answers);

const labels = ({ ask }: ReturnType<typeof conversation>) => ask().choices.map(({ label }) => label);

test('offers people after the employer, but no places, tools or the candidate', async () => {
  const talk = await asked();
  expect(labels(talk).slice(0, 5)).toEqual(['Nothing', 'a nordic parcel company', 'Kevin', 'Ines Kaltenbach', '1.2%']);
});

test.each(['z', 'Z', '9'])('takes no single letter or digit for a value to keep out: %s', async (mark) => {
  const talk = await asked();
  await talk.say(mark);
  expect(talk.said()).toContain('Tap a button, or type it here as it should read in the letter.');
  expect(talk.ask().slot).toBe('confidential.value');
});

test('offers no people in German, where every noun has a capital', async () => {
  const talk = conversation();
  await talk.command('language', 'de');
  await talk.answer(
    { ...TOLD, 'system.part': 'Ich habe das Protokoll entworfen, Kevin die Berichte.' },
    'confidential.value',
  );
  expect(labels(talk)).not.toContain('Kevin');
});

test('offers the names in a list, and asks for one stand-in after the other', async () => {
  const talk = await asked();
  await talk.say('mikko and sanna, no names of colleagues');
  expect(labels(talk)).toEqual(['Mikko', 'sanna', 'Both', 'Nothing']);
  await talk.choose('hide:1');
  expect(talk.ask().text).toContain('"… did the billing side, sanna Kubernetes');
  expect(talk.ask().text).toContain('What should the letter say instead? For example: "a colleague"');
  expect(labels(talk)).toEqual(['Leave the sentence out', "Don't hide it"]);
  await talk.say('A colleague');
  expect(talk.said()).toContain('- A colleague did the billing side, sanna Kubernetes');
  expect(labels(talk)).toEqual(['sanna', 'Nothing else']);
  await talk.choose('hide:1');
  await talk.say('another one');
  expect(talk.ask().slot).toBe('confidential.value');
  expect(labels(talk).slice(0, 4)).toEqual(['Nothing else', 'a nordic parcel company', 'Kevin', 'Ines Kaltenbach']);
  await talk.say('Kevin', 'a third', 'Nothing else');
  expect(talk.ask().text).toContain('A colleague did the billing side, another one Kubernetes, and a third in Nairobi');
});

test('a value is hidden before anything is said about its stand-in', async () => {
  const talk = await asked();
  await talk.say('Mikko');
  await talk.choose('skip');
  await talk.say('Nothing else');
  expect(talk.ask().text).not.toContain('Mikko');
  await talk.say('back', 'SACCO');
  await talk.choose('none');
  expect(talk.said()).toContain('OK, the letter may say it again.');
  await talk.say('Nothing else');
  expect(talk.ask().text).toContain('sacco');
});

test('offers the sentences that a description is about', async () => {
  const talk = await asked();
  await talk.say('the farmers thing we did');
  expect(talk.said()).toContain('nothing like that is in the letter');
  expect(talk.said()).not.toContain('Tap what should stay out');
  const sentence = talk.ask().choices.find(({ label }) => label.includes('Farmers are paid'));
  await talk.choose(sentence?.id ?? '');
  expect(talk.said()).toContain('Cut: "Farmers are paid through the sacco."');
  expect(talk.ask().slot).toBe('confidential.value');
});

test.each(['the part about the payments', 'just the mikko one, thanks'])(
  'asks again where no sentence is meant: %s',
  async (typed) => {
    const talk = await asked();
    await talk.say('Mikko');
    await talk.choose('skip');
    await talk.say(typed);
    expect(talk.said()).toContain('nothing like that is in the letter');
    expect(talk.ask().text).toContain('Should anything stay out');
  },
);

test.each(['2,5 hours', '2.5 hours'])('hides a number of an own sentence in any notation: %s', async (typed) => {
  const talk = conversation();
  const latency = 'From the request until the gate moves, the p95 was 2,5 hours and today is 40 seconds.';
  await talk.answer({ ...ANSWERS, 'latency.now': latency }, 'confidential');
  await talk.say(typed);
  await talk.choose('skip');
  await talk.say('Nothing else');
  expect(talk.ask().text).not.toMatch(/2[.,]5 hours/);
});

test('offers names that the letter lacks, as a later answer may have them', async () => {
  const talk = await asked();
  await talk.say('corvane. corvane petroleum. any of it');
  expect(labels(talk)).toEqual(['corvane', 'corvane petroleum', 'Both', 'Nothing']);
  await talk.say('corvane petroleum');
  expect(talk.ask().text).toContain("It isn't in the letter so far.");
});

test('"never mind", which is a button elsewhere, is no replacement', async () => {
  const talk = await asked();
  await talk.say('/hide a nordic parcel company', 'never mind');
  expect(talk.said()).toContain('I need the few words that should stand there.');
  expect(labels(talk)).toContain("Don't hide it");
});

describe('a short word', () => {
  const PART = 'It was small, and it ran first. The IT side was with Bo.';

  test('stays in the letter, also where a name has the same letters', async () => {
    const talk = await asked({ ...TOLD, 'system.part': PART });
    for (const word of ['it', 'It', 'bo', 'of', 'and was']) {
      await talk.command('hide', word);
      expect(talk.ask().slot).toBe('confidential.value');
    }
    await talk.choose('no');
    expect(talk.ask().text).toContain('It was small, and it ran first.');
  });

  test.each([
    ['IT', '"The … side was with Bo."'],
    ['Bo', '"The IT side was with …."'],
  ])('is kept out as the name that it is: %s', async (typed, shown) => {
    const talk = await asked({ ...TOLD, 'system.part': PART });
    await talk.say(typed);
    expect(talk.ask().text).toContain(`In the letter: ${shown}`);
  });
});

test.each([
  ['the SACCO', 'Farmers are paid through a savings co-operative.'],
  ['SACCO', 'Farmers are paid through the savings co-operative.'],
])('replaces the article before a hidden value only if it was typed with it: %s', async (typed, sentence) => {
  const talk = await asked();
  await talk.say(typed, 'a savings co-operative');
  expect(talk.said()).toContain(sentence);
});

test.each(['keep out Ines Weber', 'Keep Ines Weber out', "keep Ines Weber out, they don't know. say a colleague"])(
  'takes an order at every question: %s',
  async (typed) => {
    const talk = await interviewAt('background', {
      ...ANSWERS,
      'system.part': 'I designed the protocol with Ines Weber.',
    });
    await talk.say(typed);
    expect(talk.ask().text).toContain('"I designed the protocol with …."');
    await talk.say('a colleague');
    await talk.answer(ANSWERS);
    await talk.choose('rewrite');
    await talk.choose('n:2');
    await talk.say('keep out Tavolo');
    expect(talk.ask().slot).toBe('confidential.say');
  },
);

describe('hidden name that is not noted yet', () => {
  test.each(['Kestrel Bank, Kevin', 'Kevin and Kestrel Bank'])(
    'a hidden name stays out of later answers: %s',
    async (typed) => {
      const talk = await asked();
      await talk.say(typed, 'Kestrel Bank', 'Nothing else', 'Nothing', 'fix');
      await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('Ending'))?.id ?? '');
      await talk.say('I can show you what Kestrel Bank asked for. Nothing else is secret.');
      expect(talk.ask().text).not.toContain('Kestrel');
    },
  );
});

test('offers an employer without the request to keep it out', async () => {
  const talk = await interviewAt('system.employer');
  await talk.say('a nordic parcel company, keep the name out');
  expect(labels(talk).slice(0, 2)).toEqual(['a nordic parcel company', 'nordic parcel']);
  expect(labels(talk)).not.toContain('keep the name out');
});

test('an employer who is left out, but named in another answer, can be kept out there, too', async () => {
  const talk = await interviewAt('review', { ...ANSWERS, 'system.before': 'Tavolo had a nightly job.' });
  await talk.say('fix');
  await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('Employer'))?.id ?? '');
  await talk.choose('skip');
  expect(talk.ask().question).toBe('confidential');
  expect(labels(talk)).toEqual(['Tavolo', 'Nothing']);
  await talk.say('Tavolo', 'A utility');
  expect(talk.ask().text).toContain('A utility had a nightly job.');
  expect(talk.ask().text).not.toContain('Tavolo');
});

test('"No!" beside a confidential remark declines nothing', async () => {
  const talk = conversation();
  const slot = 'contact.name+contact.email+contact.location';
  await talk.answer(ANSWERS, slot);
  await talk.say('No! That about the frame is confidential.');
  expect(talk.ask().question).toBe('confidential');
  await talk.say('Nothing');
  expect(talk.ask().slot).toBe(slot);
});

describe('remark that something is confidential', () => {
  const TOLD_AT: readonly (readonly [slot: string, text: string, values: readonly string[]])[] = [
    ['system.part', 'I designed the protocol for Brightwell. Brightwell is confidential.', ['Brightwell']],
    ['system.part', 'I designed the protocol. This is confidential.', []],
    ['system.part', 'I made an adapter for Brightwell mills. dont tell who', ['Brightwell']],
    ['system.part', 'I made an adapter for Brightwell mills, dont tell who', ['Brightwell']],
    ['background', 'Before that I was at Nokia. The name Nokia is under NDA', ['Nokia']],
  ];

  test.each(TOLD_AT)('beside an answer at %s, asks afterwards what to keep out: %s', async (slot, text, values) => {
    const talk = await interviewAt(slot);
    await talk.say(text);
    await talk.choose('leave-out');
    const said = sentencesIn(text).at(-1);
    expect(talk.ask().text).toBe(`"${said}"\n\nWhat should stay out of the letter? Tap it, or type the exact words.`);
    expect(labels(talk)).toEqual([...values, 'Nothing']);
  });

  test.each([
    'They are 9 min late, and 99.7% matched. uitvaartgroep meander runs 14 of them but dont name that',
    'We handle 14 sites, 99.7% matched. The name of the client is confidential.',
  ])('offers no numbers if it is a name that stays out: %s', async (text) => {
    const talk = await interviewAt('system.part');
    await talk.say(text);
    await talk.choose('leave-out');
    expect(talk.ask().text).toContain(`"${sentencesIn(text).at(-1)}"`);
    expect(labels(talk)).toEqual(['Nothing']);
    await talk.say('uitvaartgroep meander');
    await talk.say('a customer');
    await talk.answer(ANSWERS);
    expect(talk.ask().text).not.toContain('meander');
  });

  test('shows its words no more once they are hidden', async () => {
    const talk = await interviewAt('throughput.now');
    await talk.say('dont name jana and petr');
    expect(talk.ask().text).toContain('"dont name jana and petr"');
    await talk.say('jana', 'a colleague');
    expect(talk.ask().text).not.toContain('jana');
  });

  test.each([
    ['system.employer', "Brightwell, but it's confidential", 'Brightwell'],
    ['latency.now', "4 s at Brightwell, but don't mention Brightwell", 'Brightwell'],
    ['contact.name+contact.email+contact.location', 'dont mention Sunmar', 'Sunmar'],
    ['throughput.now', 'and pls dont name our main customer, Sunmar hotels', 'Sunmar'],
    ['throughput.now', 'do you keep my text somewhere? Tavolo asks not to be named', 'Tavolo'],
    ['throughput.now', "9,500 readings per second. tavolo doesn't want to be mentioned", 'Tavolo'],
    ['reliability.now', 'lost readings: 0.05%. The 0.05% is confidential.', '0.05%'],
    ['throughput.now', '18,730 logins a second. That number is not public', '18,730 logins a second'],
    ['review', "please don't mention Tavolo", 'Tavolo'],
    ['review', "tavolo doesn't want to be named", 'Tavolo'],
    ['review', 'please never name Tavolo or anybody there', 'Tavolo'],
  ])('offers at %s the name or number in: %s', async (slot, text, value) => {
    const talk = await interviewAt(slot);
    await talk.say(text);
    expect(talk.ask()).toMatchObject({ question: 'confidential', slot: 'confidential.value' });
    const offered = talk.ask().choices.find(({ label }) => label.includes(value));
    await talk.choose(offered?.id ?? '');
    expect(talk.ask().slot).toBe('confidential.say');
    await talk.choose('skip');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(talk.letter()).not.toContain(value);
  });

  test('notes the answer beside a wish', async () => {
    const talk = await interviewAt('throughput.now');
    await talk.say("9,500 readings per second. Tavolo doesn't want to be mentioned");
    expect(talk.ask().noted.map(({ text }) => text)).toEqual([expect.stringContaining('9,500')]);
  });

  test('asks again what a wish interrupted', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('from meter to bill: 4 seconds or 6 minutes');
    expect(talk.ask().question).toBe('order');
    const { text } = talk.ask();
    await talk.say('Excuse me, I must add something. Tavolo may not be named.');
    await talk.choose('hide:1');
    await talk.say('a bank');
    expect(talk.ask().text).toBe(text);
  });

  test('is no wording of a sentence without a tap', async () => {
    const talk = await interviewAt('review', { ...ANSWERS, 'system.part': 'I designed the protocol with Ines Weber.' });
    await talk.choose('rewrite');
    await talk.choose('n:2');
    await talk.say("don't name Ines Weber");
    expect(talk.ask().text).toContain('That looks like a command');
    expect(labels(talk)[0]).toBe("don't name Ines Weber");
  });

  test('asks what to keep out when the rest of the answer needs another wording', async () => {
    const talk = await interviewAt('system.what', { ...ANSWERS, 'system.employer': 'Brightwell' });
    await talk.say('a meter reading pipeline for Brightwell. The name is confidential by the way');
    await talk.choose('leave-out');
    await talk.choose('kept:1');
    expect(talk.ask().text).toContain('What should stay out of the letter?');
    expect(labels(talk)).toEqual(['Brightwell', 'Nothing']);
    await talk.choose('no');
    expect(talk.ask().slot).toBe('system.before');
    await talk.answer(ANSWERS);
    expect(talk.ask().text).toContain('I built a meter reading pipeline for Brightwell.');
    expect(talk.ask().text).not.toContain('confidential');
  });

  test('asks about the others after one of several', async () => {
    const talk = await interviewAt('background');
    await talk.say(
      'Before that I was at Nokia with Ines Kaltenbach. The names Nokia and Ines Kaltenbach are confidential.',
    );
    await talk.choose('leave-out');
    expect(labels(talk)).toEqual(['Nokia', 'Ines Kaltenbach', 'Both', 'Nothing']);
    await talk.say('Nokia', 'a phone maker');
    expect(labels(talk)).toEqual(['Ines Kaltenbach', 'Nothing else']);
    await talk.say('Nothing else');
    expect(talk.ask().slot).toBe('closing');
  });

  test('offers a noted name that the remark has in other letters', async () => {
    const talk = conversation();
    const part = 'we agreed on a reference. The third one, Norsea Lines, refused it.';
    await talk.answer({ ...ANSWERS, 'system.employer': 'Tidewell bookings', 'system.part': part }, 'latency.now');
    await talk.say('norsea is confidential');
    expect(labels(talk)).toEqual(['Norsea Lines', 'Nothing']);
    await talk.choose('no');
    await talk.say('tidewell bookings must not be named');
    expect(labels(talk)).toEqual(['Tidewell bookings', 'Nothing']);
  });

  const LOWER = { ...ANSWERS, 'system.part': 'I did the protocol. Jana did the ui, petr the NATS ops.' };

  test.each([
    ['throughput.now', 'dont name jana, petr and ola', []],
    ['throughput.now', 'please never mention smailo group', []],
    ['throughput.now', "Don't write the name of the vendor please", []],
    ['background', "Don't write the name of the vendor please", []],
    ['background', 'Better not their names though, just say colleagues', []],
    ['review', 'pls no names', []],
    ['background', "btw our biggest client is Sonrisol, that name mustn't be in the letter", ['Sonrisol']],
    ['background', 'The company is in talks to be sold, this should not be in the letter of course.', []],
  ])('offers at %s one by one what may be a name in: %s', async (slot, typed, names) => {
    const talk = await interviewAt(slot, LOWER);
    await talk.say(typed);
    if (talk.ask().question === 'confirm') await talk.choose('leave-out');
    expect(talk.ask().text).toContain('What should stay out of the letter? Tap it, or type the exact words.');
    expect(labels(talk)).toEqual([...names, 'Nothing']);
  });

  test('a noted name with "and" is one name', async () => {
    const talk = await interviewAt('throughput.now', { ...ANSWERS, 'system.employer': 'Marks and Spencer' });
    await talk.say('dont mention marks and spencer');
    expect(labels(talk)).toEqual(['Marks and Spencer', 'Nothing']);
  });

  test.each([
    ['background', 'At Nokia I wrote the name service, and it did not fail.'],
    ['reliability.now', 'No wrong names since May'],
    ['background', 'I put into the letter only what I did at Nokia, and did not lead.'],
  ])('is no such remark at %s: %s', async (slot, typed) => {
    const talk = await interviewAt(slot);
    await talk.say(typed);
    expect(talk.ask().question).not.toBe('confidential');
    expect(talk.ask().text).not.toContain('meant for the letter');
  });

  test('what stands nowhere is never confirmed as if it did', async () => {
    const talk = await interviewAt('throughput.now', LOWER);
    await talk.say('dont name zara and petr');
    await talk.say('zara');
    expect(talk.ask().text).toMatch(/^It isn't in the letter so far\.\n\nWhat should the letter say instead\?/);
    await talk.say('a colleague');
    expect(talk.said()).toContain("It isn't in the letter, and it stays out.");
    await talk.say('/hide petr');
    expect(talk.ask().text).toContain('"Jana did the ui, … the NATS ops."');
    await talk.say('a colleague');
    expect(talk.said()).toContain('- Jana did the ui, a colleague the NATS ops.');
    expect(talk.said()).not.toContain('OK, that stays out of the letter.');
  });

  test('says so, too, where an answer calls it confidential again', async () => {
    const talk = await asked(ANSWERS);
    await talk.say('Tavolo', 'a bank');
    await talk.choose('no');
    await talk.say('Tavolo must not be named');
    expect(talk.ask().question).toBe('review');
    expect(talk.said()).toContain('I already keep that out');
  });

  test('says so, too, where only its stand-in is named', async () => {
    const talk = await asked(ANSWERS);
    await talk.say('Tavolo', 'a bank', 'just a bank, and you have that already');
    expect(talk.said()).toContain('I already keep that out of the letter.');
    expect(talk.ask()).toMatchObject({ slot: 'confidential.value' });
  });

  test.each(['Tavolo', 'tavolo'])('says that "%s" is hidden already', async (words) => {
    const talk = await asked(ANSWERS);
    await talk.say('Tavolo', 'a bank', words);
    expect(talk.said()).toContain('I already keep that out of the letter.');
    await talk.command('hide', words);
    expect(talk.ask()).toMatchObject({ slot: 'confidential.value' });
    await talk.choose('no');
    expect(talk.ask().text).toContain('At a bank I rebuilt');
  });
});

describe('words that stand nowhere', () => {
  test('are hidden in advance', async () => {
    const talk = await asked();
    await talk.say('Colruyt');
    expect(talk.ask().text).toContain("It isn't in the letter so far.");
    await talk.choose('skip');
    expect(talk.said()).toContain("It isn't in the letter, and it stays out.");
    await talk.say('Nothing else', 'fix');
    await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('Ending'))?.id ?? '');
    await talk.say('I can show you what Colruyt asked for. Nothing else is secret.');
    expect(talk.ask().text).not.toContain('Colruyt');
  });

  test.each(['Colruyt', '18,730 logins per second'])(
    'during the interview, may come in a later answer, so the bot asks what to say instead: %s',
    async (typed) => {
      const talk = await interviewAt('system.before');
      await talk.say('the client must not be named');
      await talk.choose('leave-out');
      await talk.say(typed);
      expect(talk.ask().slot).toBe('confidential.say');
    },
  );
});

describe('replacement', () => {
  const PART = 'I did the checks. The GPS vendor tracktiva sends local time.';

  async function hiding(typed: string) {
    const talk = await asked({ ...TOLD, 'system.part': PART });
    await talk.say(typed);
    return talk;
  }

  test.each([
    'cut it',
    'never mind',
    'no, that sentence is fine',
    'Oh dear, no, I never told you the name, so there is nothing to hide. That sentence is fine exactly as I said it.',
    'one of the larger vendors of such devices in all of northern Europe',
  ])('is a short phrase, so that other words get the buttons again: %s', async (typed) => {
    const talk = await hiding('tracktiva');
    await talk.say(typed);
    expect(talk.said()).toContain('I need the few words that should stand there.');
    expect(labels(talk)).toEqual(['Leave the sentence out', "Don't hide it"]);
    await talk.say('Company X.');
    expect(talk.said()).toContain('- The GPS vendor Company X sends local time.');
  });
});

test('a list of notes takes a remark about something confidential for one', async () => {
  const talk = await interviewAt('review', TOLD);
  await talk.say('fix', 'the name Mikko is confidential');
  expect(labels(talk)).toEqual(['Mikko', 'Nothing']);
});

describe('values that the list offers', () => {
  test('no small number without its words, as it would hide other ones', async () => {
    const talk = await asked({ ...ANSWERS, 'reliability.now': 'manual checking: from 4 people to 1' });
    expect(labels(talk)).toContain('4 people');
    expect(labels(talk)).not.toContain('1');
  });

  test('none that the letter does not have any more', async () => {
    const talk = await asked();
    expect(labels(talk)).toContain('1.2%');
    await talk.choose('no');
    const line =
      talk
        .ask()
        .text.split('\n')
        .find((each) => each.includes('Lost readings')) ?? '';
    await talk.say(`${line.split('.', 1).join()}: We lose hardly any readings now.`);
    await talk.choose('back');
    expect(talk.ask().slot).toBe('confidential.value');
    expect(labels(talk)).toContain('6 minutes');
    expect(labels(talk)).not.toContain('1.2%');
  });
});

test.each(['Just Eat', 'just eat'])('a name may consist of common words: %s', async (name) => {
  const talk = await interviewAt('review', { ...ANSWERS, 'system.employer': 'Just Eat' });
  await talk.command('hide', name);
  await talk.say('a food company');
  expect(talk.ask().text).toContain('At a food company I rebuilt');
  expect(talk.ask().text).not.toContain('Just');
});

describe('a name in a remark to the bot', () => {
  async function noted(remark: string) {
    const talk = await interviewAt('system.part');
    await talk.say(`I designed the protocol. ${remark}`);
    await talk.choose(talk.ask().choices[0]?.id ?? '');
    return talk;
  }

  test('is hidden as typed, if the remark has these words', async () => {
    const talk = await noted('Confidential: the batch that maison tervaux had tainted, so say nothing of it.');
    await talk.say('maison tervaux');
    expect(talk.ask().slot).toBe('confidential.say');
  });

  test('is no word for the letter itself', async () => {
    const talk = await noted("A client, Maison Vaucelier, asked, but please don't name them in the letter.");
    expect(labels(talk)).toEqual(['Maison Vaucelier', 'Nothing']);
  });
});

test('the words of the button ask for the words, also where there is no such button yet', async () => {
  const talk = await interviewAt('system.what');
  await talk.say('keep a word out');
  expect(talk.ask()).toMatchObject({ slot: 'confidential.value' });
  await talk.say('Viaplana');
  await talk.say('our biggest client');
  expect(talk.ask().slot).toBe('system.what');
  await talk.say('rebuilt the planner of Viaplana');
  expect(talk.ask().text).not.toContain('Viaplana');
});

test.each(['both', 'Both of them'])('two names of one remark are hidden one after the other: %s', async (words) => {
  const talk = await interviewAt('background', {
    ...TOLD,
    'system.part': 'I wrote the importer for Brevko. Alvesta paid for it.',
  });
  await talk.say("please don't name Brevko or Alvesta");
  await talk.choose('leave-out');
  expect(labels(talk)).toEqual(['Brevko', 'Alvesta', 'Both', 'Nothing']);
  await talk.say(words);
  await talk.say('a maker of lifts');
  expect(talk.ask().text).toContain('In the letter: "… paid for it."');
  await talk.say('a hospital');
  expect(talk.said()).toContain('- I wrote the importer for a maker of lifts.');
  expect(talk.said()).toContain('- A hospital paid for it.');
});
