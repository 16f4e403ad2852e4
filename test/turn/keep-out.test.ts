/** What to keep out of the letter: several values in one message, people, and descriptions. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation } from './conversation.ts';

const TOLD = {
  ...ANSWERS,
  'system.employer': 'a nordic parcel company',
  'system.what': 'built the intake. Farmers are paid through the sacco.',
  'system.part':
    'I did the ingest on Kafka. Mikko did the billing side, sanna kubernetes, and Kevin in Nairobi the API docs with Postgres.',
  background: 'Before that I was at Nokia with Ines Kaltenbach.',
};

async function asked(answers: Readonly<Record<string, string>> = TOLD) {
  const talk = conversation();
  await talk.answer(answers, 'confidential.value');
  return talk;
}

const labels = ({ ask }: ReturnType<typeof conversation>) => ask().choices.map(({ label }) => label);

test('offers people after the employer, but no places, tools or the candidate', async () => {
  const talk = await asked();
  expect(labels(talk).slice(0, 6)).toEqual([
    'Nothing',
    'a nordic parcel company',
    'Mikko',
    'Kevin',
    'Ines Kaltenbach',
    '1.2%',
  ]);
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

test('asks for a stand-in for one value after the other, until "Nothing else"', async () => {
  const talk = await asked();
  await talk.say('mikko and sanna, no names of colleagues');
  expect(talk.ask().text).toContain('"… did the billing side, sanna Kubernetes');
  expect(talk.ask().text).toContain('What should the letter say instead of "Mikko"? For example: "a colleague"');
  await talk.say('A colleague');
  expect(talk.ask().text).toContain('"A colleague did the billing side, … Kubernetes');
  expect(talk.ask().text).toContain('instead of "sanna"?');
  expect(labels(talk)).toEqual(['A colleague', 'Leave the sentence out', "Don't hide it"]);
  await talk.say('another one');
  expect(talk.ask().slot).toBe('confidential.value');
  expect(labels(talk).slice(0, 4)).toEqual(['Nothing else', 'a nordic parcel company', 'Kevin', 'Ines Kaltenbach']);
  await talk.say('Kevin', 'a third', 'Nothing else');
  expect(talk.ask().text).toContain('A colleague did the billing side, another one Kubernetes, and a third in Nairobi');
});

test('hides only those words of an answer that are in the letter', async () => {
  const talk = await asked();
  await talk.say('a nordic parcel company, keep the name out');
  expect(talk.ask().text).toContain('In the letter: "At … I built the intake."');
  await talk.say('a logistics company');
  expect(talk.said()).toContain('At a logistics company I built the intake.');
});

test('asks about the sentence that a description means, as it names nothing to replace', async () => {
  const talk = await asked();
  await talk.say('the name of the sacco');
  expect(talk.ask().text).toMatch(/^What shall I do with sentence \d+\? "Farmers are paid through the sacco\."$/);
  expect(labels(talk).slice(0, 2)).toEqual(['Rewrite', 'Cut']);
  await talk.choose('none');
  expect(talk.ask().slot).toBe('confidential.value');
});

test('leaves out the sentence that a story is about, not the small words in the wish', async () => {
  const view = 'I care about it, as my mother waited four days for the result of a biopsy.';
  const talk = await asked({ ...ANSWERS, 'company.view': view });
  await talk.say(
    "Hm, I've changed my mind about one thing. Leave out the part about my mother and the biopsy, she would not like strangers reading it, and the rest can stay.",
  );
  expect(talk.ask().text).toContain(`What shall I do with sentence 3? "${view}"`);
  await talk.choose('cut');
  expect(talk.said()).toContain(`Cut: "${view}"`);
  await talk.say('Nothing');
  expect(talk.ask().text).not.toContain('biopsy');
});

test('finds the sentence that is told again, and never says that nothing of it is there', async () => {
  const part = 'In the spring of 2022 we had a near miss between two ships, and after that I rewrote the booking.';
  const talk = await asked({ ...ANSWERS, 'system.part': part });
  await talk.say(
    "The near miss between two ships in the spring of 2022 has to stay out, I told you before. I'd rather not have surnames.",
  );
  expect(talk.ask().text).toContain(`"${part}"`);
  await talk.choose('cut');
  await talk.say('Nothing');
  expect(talk.ask().text).not.toContain('near miss');
});

describe('words that name nobody', () => {
  const PART =
    'I did the ingest. Mihaela and I replayed the traffic. Also night calls fell. Kasia helped, Oleh tested. Then Mihaela left.';

  test.each(['also mihaela', 'Also Mihaela please', 'and our colleague mihaela, pls'])(
    'stay in the letter: %s',
    async (typed) => {
      const talk = await asked({ ...TOLD, 'system.part': PART });
      await talk.say(typed);
      // Every sentence that changes is shown.
      expect(talk.ask().text).toContain('"… and I replayed the traffic."\n"Then … left."');
      await talk.say('a colleague', 'Nothing else');
      expect(talk.ask().text).toContain('A colleague and I replayed the traffic.');
      expect(talk.ask().text).toContain('Also night calls fell.');
    },
  );

  test.each(['also', 'and the', 'our client', 'no customer names pls, esp the steel guys', 'no names of colleagues'])(
    'are no value: %s',
    async (typed) => {
      const talk = await asked({ ...TOLD, 'system.part': PART });
      await talk.say(typed);
      expect(talk.said()).toContain('nothing like that is in the letter');
      expect(labels(talk)).toContain('Nothing');
    },
  );

  test('do not join names', async () => {
    const talk = await asked({ ...TOLD, 'system.part': PART });
    await talk.say('Kasia Oleh Mihaela');
    expect(talk.ask().text).toContain('"… and I replayed the traffic."');
  });

  test('beside several names: all are asked about, with the first replacement for the next one', async () => {
    const talk = await asked({ ...TOLD, 'system.part': PART });
    await talk.say('Kasia and Oleh will not like their names in it, I prefer my colleagues');
    expect(talk.ask().text).toContain('"… helped, Oleh tested."');
    await talk.say('my colleagues');
    expect(talk.ask().text).toContain('"My colleagues helped, … tested."');
    await talk.say('my colleagues');
    expect(talk.said()).toContain('- My colleagues helped, my colleagues tested.');
  });
});

describe('a short word', () => {
  const PART = 'It was small, and it ran first. The IT side was with Bo.';

  test('stays in the letter, also where a name has the same letters', async () => {
    const talk = await asked({ ...TOLD, 'system.part': PART });
    await talk.say("Just keep the laboratory's name out of it, please.");
    expect(talk.said()).toContain('nothing like that is in the letter');
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

test('asks about the name in a description', async () => {
  const talk = await asked();
  await talk.say('the name of the SACCO');
  expect(talk.ask()).toMatchObject({ question: 'confidential', slot: 'confidential.say' });
  await talk.choose('none');
  expect(talk.ask()).toMatchObject({ slot: 'confidential.value' });
  await talk.command('hide', 'the name of the SACCO');
  expect(talk.ask()).toMatchObject({ question: 'confidential', slot: 'confidential.say' });
});

test.each([
  "Please don't name my colleagues Mikko and Kevin, and never our biggest customer Colruyt.",
  'Keep out my colleagues Mikko and Kevin, and our customer Colruyt',
  'Never name Mikko or Kevin. And not Colruyt',
])('asks about the names in "%s", and hides a name that the letter does not contain', async (typed) => {
  const talk = await asked();
  await talk.say(typed);
  expect(talk.ask().text).toContain('"… did the billing side');
  await talk.say('A colleague');
  expect(talk.ask().text).toContain('and … in Nairobi');
  expect(labels(talk)).toContain('A colleague');
  await talk.say('another one', 'Nothing else', 'fix');
  await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('Ending'))?.id ?? '');
  await talk.say('I can show you what Colruyt asked for. Nothing else is secret.');
  expect(talk.ask().text).not.toContain('Colruyt');
});

test('asks about a number with its article beside a name', async () => {
  const talk = await asked({ ...TOLD, 'system.what': 'built the intake. It takes 600,000 orders.' });
  await talk.say('Mikko and the 600,000');
  await talk.say('a colleague');
  expect(talk.ask().text).toContain('instead of "600,000"?');
});

test('hides several names that the letter does not contain, without asking', async () => {
  const talk = await asked();
  await talk.say('our customers Colruyt and Delhaize, please');
  expect(talk.said()).toContain('OK, that stays out of the letter.');
  expect(talk.ask().slot).toBe('confidential.value');
});

test('hides nothing for "keep everything"', async () => {
  const talk = await asked();
  await talk.say('keep everything');
  expect(talk.said()).toContain('nothing like that is in the letter');
  expect(talk.ask()).toMatchObject({ slot: 'confidential.value' });
});

test('replaces the article before a hidden value only if it was typed with it', async () => {
  const talk = await asked();
  await talk.say('the SACCO', 'a savings co-operative');
  expect(talk.said()).toContain('Farmers are paid through a savings co-operative.');
  await talk.say('undo', 'SACCO', 'a savings co-operative');
  expect(talk.said()).toContain('Farmers are paid through the savings co-operative.');
});

describe('hidden name that is not noted yet', () => {
  test.each(['Kestrel Bank, Kevin', 'Kevin and Kestrel Bank'])(
    'a hidden name stays out of later answers: %s',
    async (typed) => {
      const talk = await asked();
      await talk.say(typed, 'a junior', 'Nothing else', 'fix');
      await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('Ending'))?.id ?? '');
      await talk.say('I can show you what Kestrel Bank asked for. Nothing else is secret.');
      expect(talk.ask().text).not.toContain('Kestrel');
    },
  );
});

test('offers an employer without the request to keep it out', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'system.employer');
  await talk.say('a nordic parcel company, keep the name out');
  expect(labels(talk).slice(0, 2)).toEqual(['a nordic parcel company', 'nordic parcel']);
  expect(labels(talk)).not.toContain('keep the name out');
});

describe('remark that something is confidential', () => {
  const TOLD_AT: readonly (readonly [slot: string, text: string, values: readonly string[]])[] = [
    ['system.part', 'I designed the protocol for Brightwell. Brightwell is confidential.', ['Brightwell']],
    ['system.part', 'I designed the protocol. This is confidential.', []],
    ['system.part', 'I made an adapter for Brightwell mills. dont tell who', ['Brightwell']],
    ['system.part', 'I made an adapter for Brightwell mills, dont tell who', ['Brightwell']],
  ];

  test.each(TOLD_AT)('beside an answer at %s, asks afterwards what to keep out: %s', async (slot, text, values) => {
    const talk = conversation();
    await talk.answer(ANSWERS, slot);
    await talk.say(text);
    await talk.choose('leave-out');
    expect(talk.ask().text).toBe('What should stay out of the letter? Tap it, or type the exact words.');
    expect(labels(talk)).toEqual([...values, 'Nothing']);
  });

  test.each([
    ['system.employer', "Brightwell, but it's confidential", 'Brightwell'],
    ['latency.now', "4 s at Brightwell, but don't mention Brightwell", 'Brightwell'],
    ['contact.name+contact.email+contact.location', 'dont mention Sunmar', 'Sunmar'],
    ['throughput.now', 'and pls dont name our main customer, Sunmar hotels', 'Sunmar hotels'],
    ['latency.before', 'oh and leave Sunmar out of it', 'Sunmar'],
    ['throughput.now', 'do you keep my text somewhere? Tavolo asks not to be named', 'Tavolo'],
    ['throughput.now', "9,500 readings per second. tavolo doesn't want to be mentioned", 'Tavolo'],
    ['reliability.now', 'lost readings: 0.05%. The 0.05% is confidential.', '0.05%'],
    ['review', "please don't mention Tavolo", 'Tavolo'],
    ['review', "tavolo doesn't want to be named", 'Tavolo'],
    ['review', 'please never name Tavolo or anybody there', 'Tavolo'],
  ])('asks at %s for a stand-in for the name or number in: %s', async (slot, text, value) => {
    const talk = conversation();
    await talk.answer(ANSWERS, slot);
    await talk.say(text);
    expect(talk.ask()).toMatchObject({ question: 'confidential', slot: 'confidential.say' });
    expect(talk.ask().text).toContain(`instead of "${value}"?`);
    await talk.choose('skip');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(talk.letter()).not.toContain(value);
  });

  test('notes the answer and replies to the question beside a wish', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'throughput.now');
    await talk.say("9,500 readings per second. Tavolo doesn't want to be mentioned");
    expect(talk.ask().noted.map(({ text }) => text)).toEqual([expect.stringContaining('9,500')]);
    await talk.choose('none');
    await talk.say('undo', 'do you keep my text somewhere? Tavolo asks not to be named');
    expect(talk.said()).toContain('/forget deletes everything');
  });

  test('asks about each of several values, with the words that the message has for them', async () => {
    const talk = conversation();
    const part = 'Ishbel and Tomasz did the audits with me. We route 600,000 orders a year.';
    await talk.answer({ ...ANSWERS, 'system.part': part });
    await talk.say("Don't name Ishbel and Tomasz, say colleagues instead. And the 600,000 orders is confidential.");
    expect(talk.ask().text).toContain('instead of "Ishbel"? For example: "a colleague"');
    expect(labels(talk)).toEqual(['colleagues', 'Leave the sentence out', "Don't hide it"]);
    await talk.say('One colleague');
    expect(talk.ask().text).toContain('instead of "Tomasz"?');
    expect(labels(talk)).toContain('colleagues');
    await talk.say('another');
    expect(talk.ask().text).toContain('instead of "600,000 orders"? For example: "millions of users"');
    expect(labels(talk)).not.toContain('colleagues');
    await talk.say('many orders');
    expect(talk.ask().text).toContain('One colleague and another did the audits with me.');
    expect(talk.ask().text).toContain('We route many orders a year.');
  });

  test('a remark gives the words to say instead of a number', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'throughput.now');
    await talk.say(
      "Exact is 18,730 logins a second. That number is confidential, so in the letter only say 'thousands of logins'.",
    );
    expect(labels(talk)).toEqual(['18,730 logins a second', 'Nothing']);
    await talk.choose('hide:1');
    expect(labels(talk)).toContain('thousands of logins');
  });

  test('asks again what a wish interrupted', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'latency.now');
    await talk.say('from meter to bill: 4 seconds or 6 minutes');
    expect(talk.ask().question).toBe('order');
    const { text } = talk.ask();
    await talk.say('Excuse me, I must add something. Tavolo may not be named, say a bank.');
    expect(talk.ask().text).toContain('instead of "Tavolo"?');
    expect(labels(talk)[0]).toBe('a bank');
    await talk.choose('yes');
    expect(talk.ask().text).toBe(text);
  });

  test('the number of a shown sentence, which the letter does not have, is about this sentence', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS);
    await talk.say('7 is confidential, take it out');
    expect(talk.ask().text).toContain('What shall I do with sentence 7?');
  });

  test.each(['keep out Ines Weber', "don't name Ines Weber"])('is no wording of a sentence: %s', async (typed) => {
    const talk = conversation();
    await talk.answer({ ...ANSWERS, 'system.part': 'I designed the protocol with Ines Weber.' });
    await talk.choose('rewrite');
    await talk.choose('n:2');
    await talk.say(typed);
    expect(talk.ask().text).toContain('instead of "Ines Weber"?');
    await talk.say('a colleague');
    expect(talk.ask().text).toContain('How should the sentence read?');
  });

  test('asks what to keep out when the rest of the answer needs another wording', async () => {
    const talk = conversation();
    await talk.answer({ ...ANSWERS, 'system.employer': 'Brightwell' }, 'system.what');
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
    const talk = conversation();
    await talk.answer(ANSWERS, 'background');
    await talk.say(
      'Before that I was at Nokia with Ines Kaltenbach. The names Nokia and Ines Kaltenbach are confidential.',
    );
    await talk.choose('leave-out');
    expect(labels(talk)).toEqual(['Nokia', 'Ines Kaltenbach', 'Nothing']);
    await talk.say('Nokia', 'a phone maker');
    expect(labels(talk)).toEqual(['Ines Kaltenbach', 'Nothing else']);
    await talk.say('Nothing else');
    expect(talk.ask().slot).toBe('closing');
  });

  test('offers a noted name that the remark has in other letters', async () => {
    const talk = conversation();
    const part = 'we agreed on a reference. The third one, Norsea Lines, refused it.';
    await talk.answer({ ...ANSWERS, 'system.employer': 'Tidewell bookings', 'system.part': part }, 'background');
    await talk.say('dont put norsea in, thats confidential');
    expect(talk.ask().text).toContain('instead of "Norsea Lines"?');
    await talk.choose('none');
    await talk.say('tidewell bookings must not be named');
    expect(talk.ask().text).toContain('instead of "Tidewell bookings"?');
  });

  test.each([
    ['missing or rejected readings were 3.1%, and now it is 0.4%', 'note', '3.1% → 0.4%'],
    ['nobody ever counted what we lost in there', 'no', null],
  ])('takes an answer to the question before for no words to hide: %s', async (text, choice, noted) => {
    const talk = conversation();
    const before = 'Before that, nobody could say which readings were missing.';
    await talk.answer({ ...ANSWERS, 'system.before': before }, 'reliability.now');
    await talk.say('the client must not be named', 'and the dates must not be mentioned', text);
    expect(talk.ask().text).toBe(`Is this your answer?\n\n"${text}"`);
    expect(labels(talk)).toEqual(['Yes, note it', 'No']);
    await talk.choose(choice);
    const [said] = talk.ask().noted;
    expect(said?.text ?? null).toEqual(noted === null ? null : expect.stringContaining(noted));
    expect(talk.ask().text).toContain('What should stay out of the letter?');
    await talk.choose('no');
    expect(talk.ask().slot).toBe(noted === null ? 'reliability.now' : 'reliability.more');
  });

  test('says so, too, where an answer calls it confidential again', async () => {
    const talk = await asked(ANSWERS);
    await talk.say('Tavolo', 'a bank');
    await talk.choose('no');
    await talk.say('Tavolo must not be named');
    expect(talk.ask().question).toBe('review');
    expect(talk.said()).toContain('I already keep that out');
  });

  test.each(['Tavolo', 'tavolo', 'tavolo n the fines, but I think you did tavolo already'])(
    'says that "%s" is hidden already',
    async (words) => {
      const talk = await asked(ANSWERS);
      await talk.say('Tavolo', 'a bank', words);
      expect(talk.said()).toContain('I already keep that out of the letter.');
      await talk.command('hide', words);
      expect(talk.ask()).toMatchObject({ slot: 'confidential.value' });
      await talk.choose('no');
      expect(talk.ask().text).toContain('At a bank I rebuilt');
    },
  );

  test('takes "keep out" as an order at every question', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'background');
    await talk.say('keep out my colleagues Mikko and Kevin, and never our biggest customer Colruyt or Tavolo');
    expect(talk.ask()).toMatchObject({ question: 'confidential', slot: 'confidential.say' });
    await talk.choose('none');
    await talk.say('keep Tavolo out');
    expect(talk.ask()).toMatchObject({ question: 'confidential', slot: 'confidential.say' });
  });
});

test('a wish to leave something out leads to what was noted', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'background');
  await talk.say('Before that I ran databases. Oh and forget what I said about Go.');
  expect(talk.ask()).toMatchObject({ question: 'confirm' });
  await talk.choose('fix');
  expect(talk.ask()).toMatchObject({ question: 'which' });
  expect(labels(talk).join(' ')).toContain('Before that I ran databases.');
});

describe('words that stand nowhere', () => {
  test.each([
    ['shorter', 'shorter'],
    ['Greeting: Ms Weber', 'Greeting: Ms Weber'],
    ['the money we recovered, 2.1 million a year, must not be in it', '2.1 million a year'],
  ])('asks whether they should stay out: %s', async (typed, shown) => {
    const talk = await asked();
    await talk.say(typed);
    expect(talk.ask().text).toBe(`"${shown}" isn't in the letter. Should it stay out anyway?`);
    expect(labels(talk)).toEqual(['Yes, keep it out', 'No']);
    await talk.choose('no');
    expect(labels(talk)).toContain('Nothing');
    await talk.say(typed, 'yes');
    expect(talk.said()).toContain("It isn't in the letter, and it stays out.");
    expect(labels(talk)).toContain('Nothing else');
  });

  test('takes the next message for words to keep out, not for a replacement', async () => {
    const talk = await asked();
    await talk.say('shorter', 'Mikko');
    expect(talk.ask().text).toContain('"… did the billing side');
  });

  test('keeps them out of later answers', async () => {
    const talk = await asked();
    await talk.say('Colruyt', 'yes', 'Nothing else', 'fix');
    await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('Ending'))?.id ?? '');
    await talk.say('I can show you what Colruyt asked for. Nothing else is secret.');
    expect(talk.ask().text).not.toContain('Colruyt');
  });

  test.each([
    ['Colruyt', 'confidential.say'],
    ['18,730 logins per second', 'confidential.say'],
    ['shorter', 'confidential.value'],
  ])('during the interview, a name or number may come in a later answer: %s', async (typed, slot) => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'system.before');
    await talk.say('the client must not be named');
    await talk.choose('leave-out');
    await talk.say(typed);
    expect(talk.ask().slot).toBe(slot);
  });

  test('"/hide" asks for a replacement, as the words may come', async () => {
    const talk = await asked();
    await talk.command('hide', 'Colruyt');
    expect(talk.ask().slot).toBe('confidential.say');
  });
});

describe('replacement', () => {
  const PART = 'I did the checks. The GPS vendor tracktiva sends local time.';

  async function hiding(typed: string) {
    const talk = await asked({ ...TOLD, 'system.part': PART });
    await talk.say(typed);
    return talk;
  }

  test('offers to drop a word that the sentence reads without', async () => {
    const talk = await hiding('tracktiva');
    expect(talk.ask().text).toContain('Without it: "The GPS vendor sends local time."');
    expect(labels(talk)).toEqual(['Without the word', 'Leave the sentence out', "Don't hide it"]);
    await talk.choose('word');
    expect(talk.said()).toContain('- The GPS vendor sends local time.');
    await talk.say('Nothing else', 'write');
    expect(talk.letter()).toContain('The GPS vendor sends local time.');
    expect(talk.letter()).not.toContain('tracktiva');
  });

  test('offers no such button where the word is needed', async () => {
    const talk = await asked();
    await talk.say('Mikko');
    expect(talk.ask().text).not.toContain('Without it');
    expect(labels(talk)).toEqual(['Leave the sentence out', "Don't hide it"]);
  });

  test.each([
    'just leave the name out',
    'a company that I must not name',
    'drop it',
    'Oh dear, no, I never told you the name, so there is nothing to hide. That sentence is fine exactly as I said it.',
    'No, the agent was written by an embedded colleague',
    'no thanks',
    'one of the larger vendors of such devices in all of northern Europe',
  ])('is a short phrase, so that other words get the buttons again: %s', async (typed) => {
    const talk = await hiding('tracktiva');
    await talk.say(typed);
    expect(talk.said()).toContain('I need the few words that should stand there.');
    expect(talk.ask().text).toContain('instead of "tracktiva"?');
    expect(labels(talk)).toEqual(['Without the word', 'Leave the sentence out', "Don't hide it"]);
    await talk.say('Company X.');
    expect(talk.said()).toContain('- The GPS vendor Company X sends local time.');
  });

  test('comes from the remark, if that names one', async () => {
    const talk = conversation();
    await talk.answer({ ...TOLD, 'system.part': 'I did the checks. Tomasz wrote the parsers.' });
    await talk.say('dont name Tomasz, say a colleague');
    expect(labels(talk)).toEqual(['a colleague', 'Leave the sentence out', "Don't hide it"]);
    await talk.say('yes');
    expect(talk.said()).toContain('- A colleague wrote the parsers.');
  });
});

test('asks about a name of a remark that the notes have in small letters', async () => {
  const talk = conversation();
  const part = 'I did the checks. The GPS vendor tracktiva sends local time.';
  await talk.answer({ ...TOLD, 'system.part': part }, 'background');
  await talk.say('dont name Tracktiva pls thats confidential');
  expect(talk.ask().text).toContain('instead of "Tracktiva"?');
});

test('a list of notes takes a remark about something confidential for one', async () => {
  const talk = conversation();
  await talk.answer(TOLD);
  await talk.say('fix', 'the name Mikko is confidential');
  expect(talk.ask().text).toContain('instead of "Mikko"?');
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
  const talk = conversation();
  await talk.answer({ ...ANSWERS, 'system.employer': 'Just Eat' });
  await talk.command('hide', name);
  await talk.say('a food company');
  expect(talk.ask().text).toContain('At a food company I rebuilt');
  expect(talk.ask().text).not.toContain('Just');
});
