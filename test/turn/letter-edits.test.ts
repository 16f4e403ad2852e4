/** Typed edits of the finished letter and of the review, without a model. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, interviewAt } from './conversation.ts';

/** A conversation after its letter was delivered. */
async function afterTheLetter(answers = ANSWERS) {
  const talk = await interviewAt('letter', answers);
  /** Sends a text. @returns the texts of the replies, with the question */
  const told = async (text: string) =>
    (await talk.say(text)).flatMap((one) => ('text' in one ? [one.text] : [])).join('\n');
  const body = async () => {
    if (talk.ask().question !== 'letter') await talk.say('write');
    return talk.letter();
  };
  return { ...talk, told, body };
}

describe('reply to an order', () => {
  test.each([
    ['change Go to Rust', 'Now: "At Tavolo I rebuilt the meter pipeline in Rust."'],
    ['cut 3', 'Cut: "At Tavolo I rebuilt the meter pipeline in Go."\nType undo'],
    ['move 3 to 1', 'The paragraphs and sentences are rearranged.'],
    ['2: We learned it late.', 'Before: "We learned the same the hard way."\nNow: "We learned it late."'],
  ])('quotes the changed sentence of the letter: %s', async (order, words) => {
    const talk = await afterTheLetter();
    expect(await talk.told(order)).toContain(words);
  });

  test('quotes each of several cut sentences, and undo restores them', async () => {
    const talk = await afterTheLetter();
    const letter = talk.letter();
    const told = await talk.told('cut 1 and 2');
    expect(told).toContain(
      'Cut: "On your blog you explain that you replay every meter reading before a release."\nCut: "We learned',
    );
    await talk.say('undo');
    expect(await talk.body()).toBe(letter);
  });

  test('quotes the stand-in of a hidden value', async () => {
    const talk = await afterTheLetter();
    await talk.say('/hide Tavolo', 'a restaurant chain');
    const told = await talk.told('cut 3');
    expect(told).toContain('Cut: "At a restaurant chain I rebuilt');
    expect(told).not.toContain('Tavolo');
  });
});

test('a moved sentence counts as the letter does, which leaves out a sentence with a hidden value', async () => {
  const talk = await afterTheLetter();
  await talk.say('/hide the dashboards', 'leave the sentence out');
  expect(await talk.told('move 9 after 5')).toContain(
    '5. Lost readings fell from 1.2% to 0.05%.\n6. So I put a version into each frame.\n7. The time',
  );
});

test.each(['4: ', 'add after 4: '])('typed words get their capitals: %s', async (order) => {
  const talk = await afterTheLetter();
  await talk.say(`${order}before that i spent years on it, mostly java and kafka`);
  expect(talk.ask().text).toContain('. Before that I spent years on it, mostly Java and Kafka.\n');
});

describe('swapped sentences', () => {
  test.each([
    // In one paragraph, of two, and one that was a paragraph alone.
    [
      'swap 3 and 4',
      '3. Before that, a nightly job copied every table.\n4. At Tavolo I rebuilt the meter pipeline in Go.\n5.',
    ],
    ['ok, swap 2 and 9.', '2. Old meters could not be changed.\n\n3. At Tavolo'],
    ['ok, swap 2 and 9.', '9. We learned the same the hard way.\n10. So I put'],
    ['swap 12 with 2', 'Which part is that about?'],
    ['swap 12 and 2', '2. I can show you the frame spec.\n\n3. At Tavolo'],
    ['swap 12 and 2', '11. Nothing broke.\n\n12. We learned the same the hard way.'],
    ['swap 11 and 12', '11. I can show you the frame spec.\n\n12. Nothing broke.'],
  ])('have the place and the paragraph of the other: %s', async (text, part) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    expect(talk.ask().text).toContain(part);
  });

  test.each(['change Go to Rust. Swap 6 and 7', '3: I built it in Rust. Swap 6 and 7.'])(
    'are no words of the order before: %s',
    async (text) => {
      const talk = await afterTheLetter();
      await talk.say(text);
      expect(talk.ask().text).toContain('in Rust.');
      expect(talk.ask().text).toContain('6. The time from meter');
    },
  );

  test('a replacement ends with its sentence', async () => {
    const talk = await afterTheLetter();
    await talk.say('change Go to Rust. Make it a list');
    expect(talk.ask().text).toContain('Which part is that about?');
  });
});

describe('the place of a sentence', () => {
  const ids = (talk: Awaited<ReturnType<typeof afterTheLetter>>) => talk.ask().choices.map(({ id }) => id);

  test('a new sentence goes behind the one that is tapped or typed', async () => {
    const talk = await afterTheLetter();
    await talk.say('add: You ask for care.');
    expect(talk.ask().text).toContain('After which sentence does this go? "You ask for care."');
    expect(ids(talk)).toEqual(['beginning', ...Array.from({ length: 11 }, (_, at) => `n:${at + 1}`), 'end', 'none']);
    await talk.choose('n:2');
    expect(talk.ask().text).toContain('Added: "You ask for care."');
    await talk.say('add: It runs.', '1');
    expect(await talk.body()).toContain(
      'before a release. It runs. We learned the same the hard way. You ask for care.\n',
    );
  });

  test('a moved sentence goes behind the one that is tapped or typed', async () => {
    const talk = await afterTheLetter();
    await talk.say('move 4');
    expect(talk.ask().text).toContain('After which sentence does this go? "Before that, a nightly job');
    // Neither behind itself, nor where it is.
    expect(ids(talk)).toEqual([
      'beginning',
      ...[1, 2, 5, 6, 7, 8, 9, 10, 11].map((number) => `n:${number}`),
      'end',
      'none',
    ]);
    await talk.choose('n:1');
    expect(talk.ask().text).toContain('2. Before that, a nightly job');
    await talk.say('move 2', '4');
    expect(talk.ask().text).toContain('4. Before that, a nightly job');
    await talk.say('move 4', 'before 5');
    expect(talk.said() + talk.ask().text).toContain("It's there already.");
  });

  test.each(['12', 'end', 'at the end'])('may be the end: %s', async (place) => {
    const talk = await afterTheLetter();
    await talk.say('add: You ask for care.', place);
    expect(talk.ask().text).toContain('13. You ask for care.');
  });

  test.each(['beginning', 'At the beginning', 'before 1', 'before sentence 1'])(
    'may be the beginning: %s',
    async (place) => {
      const talk = await afterTheLetter();
      await talk.say('add: You ask for care.', place);
      expect(talk.ask().text).toContain('1. You ask for care.\n2. On your blog');
      await talk.say('move 13', place);
      expect(talk.ask().text).toContain('1. I can show you the frame spec.\n2. You ask for care.');
    },
  );

  test.each([
    ['at the beginning, before the first', "Sorry, I didn't get that."],
    ['I speak Dutch', "Sorry, I didn't get that."],
    ['99', "There's no sentence with that number."],
    ['cut 12', 'Cut: "I can show you the frame spec."'],
  ])('is asked for again after any other words: %s', async (text, reply) => {
    const talk = await afterTheLetter();
    await talk.say('add: You ask for care.');
    expect(await talk.told(text)).toContain(reply);
    expect(talk.ask().text).toContain('After which sentence does this go? "You ask for care."');
    await talk.say('after 2');
    expect(await talk.body()).toContain('the hard way. You ask for care.');
  });

  test('is asked for again after that of another sentence, which is typed instead', async () => {
    const talk = await afterTheLetter();
    await talk.say('add: You ask for care.', 'I speak Dutch.');
    expect(talk.ask().text).toContain('After which sentence does this go? "I speak Dutch."');
    await talk.say('after 12');
    expect(talk.ask().text).toContain('After which sentence does this go? "You ask for care."');
    await talk.choose('none');
    expect(await talk.body()).toContain('the frame spec. I speak Dutch.');
  });
});

test('"ok" in front of an order and chat behind it change nothing', async () => {
  const talk = await afterTheLetter();
  await talk.say('ok cut number 10 please, too dramatic haha');
  expect(talk.ask().text).toBe('Which sentence shall I cut?');
  expect(talk.ask().choices[0]?.label).toBe('10. So I put a version into each frame.');
});

describe('any other message about the letter', () => {
  const ids = (talk: Awaited<ReturnType<typeof afterTheLetter>>) => talk.ask().choices.map(({ id }) => id);
  const OTHERS = ['all', 'role', 'greeting', 'sign-off', 'contact', 'add', 'none'];

  test.each([
    ['lose the replay one', ['n:1']],
    ['Satz 2 weg', ['n:2']],
    ['make it shorter', []],
    ['my email is wrong', []],
    ['split paragraph 2 before the protocol', ['n:2', 'n:5']],
    ['i want to write about a different system', []],
  ])('changes nothing, and asks which part it is about: %s', async (text, sentences) => {
    const talk = await afterTheLetter();
    const letter = talk.letter();
    await talk.say(text);
    expect(talk.ask().text).toMatch(/^Which part is that about\?/);
    expect(ids(talk)).toEqual([...sentences, ...OTHERS]);
    expect(await talk.body()).toBe(letter);
  });

  test.each(['make it shorter', 'make the replay one shorter'])(
    'says what needs a language model: %s',
    async (text) => {
      const talk = await afterTheLetter();
      await talk.say(text);
      expect(talk.ask().text).toContain("Without a language model I can't shorten");
    },
  );

  test('offers the sentences with the other numbers, in any notation', async () => {
    const talk = await afterTheLetter();
    await talk.say('its 9600 now btw not 9500, and 0.04% not 0.05%');
    await talk.choose('each');
    expect(await talk.body()).toContain('from 400 to 9600 readings per second');
    expect(await talk.body()).toContain('from 1.2% to 0.04%');
  });

  test.each([
    ['each', ['It ran in nine halls for 8 years.', 'We left nine halls.']],
    ['n:2', ['It ran in nine halls for 8 years.']],
  ])(
    'shows each sentence that "change X to Y" may mean, with the new words, and changes what is tapped: %s',
    async (id, gone) => {
      const talk = await afterTheLetter();
      await talk.say(
        '2: It ran in nine halls for 8 years.',
        '3: We left nine halls.',
        'change nine halls to eight halls',
      );
      expect(talk.ask().choices.map(({ label }) => label)).toEqual([
        '2. It ran in eight halls for 8 years.',
        '3. We left eight halls.',
        'All of them',
        'Never mind',
      ]);
      await talk.choose(id);
      for (const line of gone) expect(await talk.body()).not.toContain(line);
      await talk.say('3: change halls to towns');
      expect(await talk.body()).toMatch(/We left (?:nine|eight) towns\./);
    },
  );

  test('offers no sentence with a hidden value as new words', async () => {
    const talk = await afterTheLetter();
    await talk.say('2: It ran in nine halls.', '3: We left nine halls.');
    await talk.command('hide', 'Frostaria');
    await talk.say('a vendor', 'change nine to Frostaria');
    expect(JSON.stringify(talk.ask().choices)).not.toContain('Frostaria');
  });

  test('leads to any change in two taps, with what was typed at hand', async () => {
    const talk = await afterTheLetter();
    await talk.say('the replay was on your blog in May');
    await talk.choose('n:1');
    expect(talk.ask().text).toContain('What shall I do with sentence 1? "On your blog');
    expect(ids(talk)).toEqual(['offer:1', 'rewrite', 'cut', 'move', 'add', 'hide', 'none']);
    expect(talk.ask().choices[0]?.label).toBe('the replay was on your blog in May');
    await talk.choose('offer:1');
    expect(await talk.body()).toContain('The replay was on your blog in May. We learned');
  });

  test.each(['greeting should be Dear Harbour team, not hiring team', '2 and 3 together: We learned it late.'])(
    'is asked about where the words of a sentence are typed: %s',
    async (text) => {
      const talk = await afterTheLetter();
      await talk.say('the replay was on your blog in May');
      await talk.choose('n:1');
      await talk.choose('rewrite');
      await talk.choose('none');
      await talk.say('edit');
      await talk.choose('rewrite');
      await talk.choose('n:2');
      expect(await talk.told(text)).toContain('How should the sentence read?');
      expect(await talk.body()).not.toContain(text.slice(0, 12));
    },
  );

  test('offers the words behind a colon first', async () => {
    const talk = await afterTheLetter();
    await talk.say('The replay bit is clumsy. Make it: Your blog tells of the replay before each release.');
    await talk.choose('n:1');
    expect(
      talk
        .ask()
        .choices.slice(0, 2)
        .map(({ label }) => label),
    ).toEqual([
      'Your blog tells of the replay before each release.',
      expect.stringContaining('The replay bit is clumsy.'),
    ]);
    await talk.choose('offer:1');
    expect(await talk.body()).toContain('Your blog tells of the replay before each release. We learned');
  });

  test.each(['I can move to Eindhoven in May.', 'I speak Dutch.'])(
    'adds what was typed only where its place is tapped: %s',
    async (text) => {
      const talk = await afterTheLetter();
      await talk.say(text);
      await talk.choose('add');
      expect(talk.ask().text).toContain(`After which sentence does this go? "${text}"`);
      await talk.choose('end');
      expect(await talk.body()).toContain(`the frame spec. ${text}`);
    },
  );

  test('keeps what was typed before at hand, if it is no sentence itself', async () => {
    const talk = await afterTheLetter();
    await talk.say('I can move to Eindhoven in May.', 'at the end', 'after the last');
    await talk.choose('add');
    expect(talk.ask().text).toContain('"I can move to Eindhoven in May."');
  });

  test('offers no request as a sentence', async () => {
    const talk = await afterTheLetter();
    for (const text of ['shorter', 'change the one about the nightly job', 'could you make all of that warmer?']) {
      await talk.say(text);
      await talk.choose('add');
      expect(talk.ask().text).toBe('What is the new sentence?');
      await talk.choose('none');
    }
  });

  test('lists all sentences, and takes the number of one', async () => {
    const talk = await afterTheLetter();
    await talk.say('warmer');
    await talk.choose('all');
    expect(ids(talk)).toEqual([...Array.from({ length: 12 }, (_, at) => `n:${at + 1}`), 'none']);
    expect(await talk.told('99')).toContain("There's no sentence with that number.");
    expect(await talk.told('3')).toContain('What shall I do with sentence 3?');
    expect(await talk.told('4')).toContain('What shall I do with sentence 4?');
  });

  test('offers a form of the letter that it asks for', async () => {
    const talk = await afterTheLetter();
    await talk.say('can I get it as an email to paste?');
    expect(ids(talk)).toContain('email');
    await talk.choose('email');
    expect(talk.said()).toContain('Jo Lind');
    expect(talk.ask().question).toBe('letter');
  });

  test('doubts a request where a new sentence is asked for', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'rewrite', '3', 'can you fix my english in the whole letter?');
    expect(talk.ask().choices[0]?.value).toBe('can you fix my english in the whole letter?');
    await talk.say('never mind');
    expect(await talk.body()).not.toContain('english');
  });

  test.each(['pdf', 'can i have it as pdf? or better both'])(
    'offers the file that a message names, also while another question is open: %s',
    async (text) => {
      const talk = await afterTheLetter();
      await talk.say('warmer', text);
      expect(talk.ask().choices.some(({ id }) => id === 'pdf')).toBe(true);
    },
  );

  test.each([
    ['i think 4 looks bad, remove 4', 'cut'],
    ['the part first, put 4 before 3', 'move'],
  ])('offers the sentence of an order that stands behind other words: %s', async (text, action) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    expect(talk.ask().choices[0]?.label).toMatch(/^4\. /);
    await talk.choose(talk.ask().choices[0]?.id ?? '');
    expect(talk.ask().question).toBe(action === 'cut' ? 'review' : 'which');
  });

  test('explains once how to change a part', async () => {
    const talk = await afterTheLetter();
    await talk.say('warmer');
    expect(talk.ask().text).toMatch(/^Which part is that about\? Tap it/);
    await talk.say('never mind', 'colder');
    expect(talk.ask().text).toBe('Which part is that about?');
  });

  test('"put it back" offers to undo what was edited', async () => {
    const talk = await afterTheLetter();
    const letter = talk.letter();
    await talk.say('cut 3', 'hmm put it back, it is honest');
    await talk.choose('undo');
    expect(await talk.body()).toBe(letter);
  });

  test('offers new words with what is new in the label, also of a long sentence', async () => {
    const what = 'rebuilt the meter pipeline in Go, which takes the readings of every flat from 11 towns at night';
    const talk = await afterTheLetter({ ...ANSWERS, 'system.what': what });
    await talk.say('I don\'t like "from 11 towns", can it be "from 12 towns"');
    expect(talk.ask().choices[0]?.label).toMatch(/^… .*from 12 towns at night/);
  });

  test('is followed by the next one, and "never mind" leaves the letter as it is', async () => {
    const talk = await afterTheLetter();
    await talk.say('warmer', 'colder', 'the replay one', 'never mind');
    expect(talk.ask().question).toBe('letter');
  });
});

test('a list is narrowed by words, for what it asks', async () => {
  const talk = await afterTheLetter();
  await talk.say('edit');
  await talk.choose('cut');
  await talk.say('the one about readings');
  expect(talk.ask().text).toBe('Which sentence shall I cut?');
  expect(
    talk
      .ask()
      .choices.map(({ id }) => id)
      .slice(0, 4),
  ).toEqual(['n:1', 'n:6', 'n:8', 'all']);
  await talk.choose('n:1');
  expect(await talk.body()).not.toContain('replay');
});

describe('a verb at the beginning says what a tap does', () => {
  const ids = (talk: Awaited<ReturnType<typeof afterTheLetter>>) => talk.ask().choices.map(({ id }) => id);
  const OTHERS = ['all', 'role', 'greeting', 'sign-off', 'contact', 'none'];

  test('a sentence that is described is cut by one tap', async () => {
    const talk = await afterTheLetter();
    await talk.say('remove the sentence about the nightly job please');
    expect(talk.ask().text).toBe('Which sentence shall I cut?');
    expect(ids(talk)).toEqual(['n:4', ...OTHERS]);
    await talk.choose('n:4');
    expect(talk.ask().text).toContain('Cut: "Before that, a nightly job copied every table."');
  });

  test('a sentence that is to be moved is asked for its place', async () => {
    const talk = await afterTheLetter();
    await talk.say('move 2 to the top');
    expect(talk.ask().text).toBe('Which sentence should move?');
    await talk.choose('n:2');
    expect(talk.ask().text).toMatch(/^After which sentence does this go\?/);
    await talk.choose('beginning');
    expect(talk.ask().text).toContain('1. We learned');
  });

  test.each(['Name and contact', 'Greeting'])('what else may go is a button, too: %s', async (label) => {
    const talk = await afterTheLetter();
    await talk.say('remove my phone number please', label);
    expect(talk.ask().text).not.toBe('Which sentence shall I cut?');
  });
});

describe('words about the sentence that was chosen', () => {
  test.each([
    ['cut it, I prefer to work remotely', 'Cut: "Before that, a nightly job'],
    ['No, remove it please.', 'Cut: "Before that, a nightly job'],
    ['move it up', 'After which sentence does this go?'],
    ['change it to something warmer', 'How should the sentence read?'],
    ['I would like to say it was copied nightly', 'How should the sentence read?'],
    ['make it warmer', "Sorry, I didn't get that.\n\nWhat shall I do with sentence 4?"],
    ['could you shorten it?', 'What shall I do with sentence 4?'],
  ])('are about that one: %s', async (text, expected) => {
    const talk = await afterTheLetter();
    await talk.say('edit', '4');
    expect(await talk.told(text)).toContain(expected);
  });

  test.each([
    'cut the one about the dashboards',
    'cut the one with the nightly dashboards and the protocol',
    'the one about the dashboards',
    'no, 5',
  ])('may be about another one, so the bot asks: %s', async (text) => {
    const talk = await afterTheLetter();
    const letter = talk.letter();
    await talk.say('edit', '4', text);
    expect(talk.ask().choices.map(({ id }) => id)).toContain('n:5');
    expect(await talk.body()).toBe(letter);
  });
});

test('a sentence to cut may be described by its numbers', async () => {
  const talk = await afterTheLetter();
  await talk.say('edit');
  await talk.choose('cut');
  await talk.say('the one that went from 6 minutes to 4 seconds');
  expect(talk.ask().choices.map(({ id }) => id)).toContain('n:7');
});

test('words behind a number that may be another order are asked about', async () => {
  const talk = await afterTheLetter();
  expect(await talk.told('5: replace the catboards with it')).toContain('That looks like a command');
});

test.each(['all of it', 'shorter > It was all mine.'])(
  'a text for several sentences that was asked about replaces all of them: %s',
  async (text) => {
    const talk = await afterTheLetter();
    await talk.say('join 3 4 and 5: all of it');
    expect(talk.ask().text).toBe('How should the sentence read?');
    await talk.say(...text.split(' > '));
    expect(await talk.body()).toMatch(/\n\n(All of it|It was all mine)\. Lost readings/);
  },
);

test('a message may hold several orders, of which one is asked about after the others', async () => {
  const talk = await afterTheLetter();
  const told = await talk.told('2: We learned it late. and cut 3, greeting: dear jo sand');
  expect(told).toContain('We learned it late.');
  expect(talk.ask().choices.map(({ label }) => label)).toContain('Dear Jo Sand,');
  await talk.choose('offer:1');
  const letter = await talk.body();
  expect(letter).toContain('Dear Jo Sand,\n');
  expect(letter).toContain('We learned it late.');
  expect(letter).not.toContain('in Go.');
});

test('several sentences are cut by their numbers where one is asked for', async () => {
  const talk = await afterTheLetter();
  await talk.say('edit');
  await talk.choose('cut');
  await talk.say('1, 2 and 4');
  expect(await talk.body()).not.toMatch(/replay|the hard way|nightly/);
});

test('a new sentence is asked for before its place', async () => {
  const talk = await afterTheLetter();
  await talk.say('edit');
  await talk.choose('add');
  await talk.say('I write Go.');
  expect(talk.ask().text).toContain('After which sentence does this go? "I write Go."');
  await talk.say('after 12');
  expect(await talk.body()).toContain('the frame spec. I write Go.');
});

describe('a new text behind "rewrite:" or "change:"', () => {
  const TYPED = [
    'rewrite: I spent a year on it.',
    'change: I spent a year on it',
    'change to: I spent a year on it.',
    'formuliere: I spent a year on it.',
  ];

  test.each(TYPED)('is taken for the selected sentence: %s', async (text) => {
    for (const tap of ['change', 'rewrite']) {
      const talk = await afterTheLetter();
      await talk.say('edit', '4');
      if (tap === 'rewrite') await talk.choose('rewrite');
      expect(await talk.told(text)).toContain('4. I spent a year on it.\n5.');
    }
  });

  test.each(TYPED)('asks for its sentence if none is selected: %s', async (text) => {
    const talk = await afterTheLetter();
    expect(await talk.told(text)).toContain('Which sentence should be rewritten?');
    await talk.say('4');
    expect(talk.ask().choices[0]?.label).toContain('I spent a year on it');
  });

  test('is offered if it may be a request', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', '4');
    expect(await talk.told('rewrite: shorter')).toContain('That looks like a command');
    await talk.say('rewrite: colder');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['colder', 'Never mind']);
    await talk.choose('none');
    expect(talk.ask().question).toBe('review');
  });

  test('may be followed by another order', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', '4');
    const told = await talk.told('rewrite: I spent a year on it. Cut 5');
    expect(told).toContain('4. I spent a year on it.\n5. Lost');
  });

  test.each([
    ['add', 'add: I spent a year on it.', 'After which sentence does this go? "I spent a year on it."'],
    ['greeting', 'greeting: Hi Sam,', 'Hi Sam,\n\n1.'],
  ])('may have the label of what is asked for: %s', async (choice, text, expected) => {
    const talk = await afterTheLetter();
    await talk.say('edit');
    await talk.choose(choice);
    expect(await talk.told(text)).toContain(expected);
  });
});

test('new words behind a colon are offered for the selected sentence', async () => {
  const talk = await afterTheLetter();
  await talk.say('edit', '4', 'change it to: a nightly job copied every table twice');
  expect(talk.ask().choices[0]?.label).toContain('job copied every table twice');
});

test('other words where a position is asked for are answered by the same question', async () => {
  const talk = await afterTheLetter();
  await talk.say('edit', 'move 2', 'after the last one');
  expect(talk.ask().text).toMatch(/^Sorry, I didn't get that\.\s+After which sentence does this go\?/);
  await talk.say('after 4');
  expect(await talk.body()).toContain('nightly job copied every table. We learned the same');
});

test('a sentence that is typed where it was asked what to do with one is offered as its new text', async () => {
  const talk = await afterTheLetter();
  await talk.say('edit', '4', 'Everything was copied nightly.');
  expect(talk.ask()).toMatchObject({ text: 'How should the sentence read?', choices: [{}, { id: 'none' }] });
  await talk.choose('offer:1');
  expect(await talk.body()).toContain('in Go. Everything was copied nightly. I designed');
});

describe('paragraphs', () => {
  const paragraphs = (talk: { letter(): string }) => talk.letter().split('\n\n').slice(3, -1);

  test('are split and joined by a button of a sentence, and undo takes each back', async () => {
    const talk = await afterTheLetter();
    const before = paragraphs(talk);
    const [first = '', second = '', ...others] = before;
    const [opening, ...rest] = first.split('. ');
    await talk.say('edit', '2');
    await talk.choose('split');
    expect(talk.ask().text).toContain('rearranged');
    expect(talk.ask().text).toContain('before a release.\n\n2. We learned');
    await talk.body();
    expect(paragraphs(talk)).toEqual([`${opening}.`, rest.join('. '), second, ...others]);
    await talk.say('edit', '3');
    await talk.choose('join');
    expect(talk.ask().text).toContain('rearranged');
    await talk.body();
    expect(paragraphs(talk)).toEqual([`${opening}.`, `${rest.join('. ')} ${second}`, ...others]);
    await talk.say('undo', 'undo');
    await talk.body();
    expect(paragraphs(talk)).toEqual(before);
  });

  test('get no button at the first sentence', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', '1');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['rewrite', 'cut', 'move', 'add', 'hide', 'none']);
  });

  test('a moved sentence joins the paragraph of the sentence before it', async () => {
    const talk = await afterTheLetter();
    const [first = ''] = paragraphs(talk);
    await talk.say('move 9 after 2');
    await talk.body();
    expect(paragraphs(talk)[0]).toBe(`${first} Old meters could not be changed.`);
  });
});

describe('name and contact', () => {
  const line = (talk: { letter(): string }) => talk.letter().split('\n', 1).join();

  test.each([
    ['E-mail', 'jo@example.org', 'Jo Lind · jo@example.org · Malmö'],
    ['City', 'Lund', 'Jo Lind · jo@example.com · Lund'],
    ['Phone', '+46 70 123 45 67', 'Jo Lind · jo@example.com · +46 70 123 45 67 · Malmö'],
  ])('are changed by buttons: %s', async (label, typed, expected) => {
    const talk = await afterTheLetter();
    await talk.say('that is wrong');
    await talk.choose('contact');
    await talk.choose(talk.ask().choices.find((choice) => choice.label.startsWith(label))?.id ?? '');
    await talk.say(typed);
    await talk.body();
    expect(line(talk)).toBe(expected);
  });
});

describe('the names in the subject line', () => {
  const subject = (talk: { letter(): string }) => talk.letter().split('\n\n')[1];
  const ROLE = { ...ANSWERS, 'role.team': 'Metering' };

  test.each([
    ['change Harbour Grid to Harbor Grid', 'Senior Backend Engineer, Metering, Harbor Grid'],
    ['replace Senior with Staff', 'Staff Backend Engineer, Metering, Harbour Grid'],
    ['change Metering to "Billing"', 'Senior Backend Engineer, Billing, Harbour Grid'],
  ])('are replaced by a typed order, and undo brings them back: %s', async (order, expected) => {
    const talk = await afterTheLetter(ROLE);
    await talk.say('edit', order);
    expect(talk.ask().text).toContain(`\n\nApplication: ${expected}\n\n`);
    await talk.body();
    expect(subject(talk)).toBe(`Application: ${expected}`);
    await talk.say('edit', 'undo');
    await talk.body();
    expect(subject(talk)).toBe('Application: Senior Backend Engineer, Metering, Harbour Grid');
  });

  test('are asked about if a sentence has the same words, too', async () => {
    const talk = await afterTheLetter({ ...ROLE, background: 'Metering is new to me.' });
    await talk.say('edit', 'change Metering to Billing');
    expect(talk.ask().text).toMatch(/^Which part is that about\?/);
  });

  test.each([
    ['Company', 'Ferrox', 'Senior Backend Engineer, Ferrox'],
    ['Team', 'Billing', 'Senior Backend Engineer, Billing, Harbour Grid'],
  ])('are changed by buttons: %s', async (label, typed, expected) => {
    const talk = await afterTheLetter();
    await talk.say('the company is wrong');
    await talk.choose('role');
    await talk.choose(talk.ask().choices.find((choice) => choice.label.startsWith(label))?.id ?? '');
    await talk.say(typed);
    await talk.body();
    expect(subject(talk)).toBe(`Application: ${expected}`);
  });

  test('are shown with a gap before one is kept out, and the letter has the other words', async () => {
    const talk = await afterTheLetter(ROLE);
    await talk.say('keep out Harbour Grid');
    expect(talk.ask().text).toContain('In the letter: "Application: Senior Backend Engineer, Metering, …"');
    await talk.say('a grid operator');
    await talk.body();
    expect(subject(talk)).toBe('Application: Senior Backend Engineer, Metering, a grid operator');
    expect(talk.letter()).not.toContain('Harbour');
  });
});

describe('greeting and sign-off', () => {
  test.each(['Dear Ms Weber', 'Dear Ms Weber,'])('a greeting that was asked for is completed: %s', async (typed) => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'greeting', typed);
    expect(await talk.body()).toContain('\n\nDear Ms Weber,\n\n');
  });

  test.each([
    ['hi sam', ['Hi Sam,', 'Hi sam,']],
    ['Ms Weber', ['Dear Ms Weber,', 'Ms Weber,']],
    ['hi Sam instead', ['Hi Sam instead,']],
  ])('what may be no greeting is offered: %s', async (typed, offers) => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'greeting', typed);
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([...offers, 'Never mind']);
    await talk.say('never mind');
    expect(await talk.body()).toContain('Dear Harbour Grid team,');
  });

  test.each([
    ['Best wishes instead of Kind regards', ['Best wishes,']],
    ['sign off with Best wishes please', ['Best wishes please']],
    ['make it Dear Ruth', ['Dear Ruth,']],
    ['the greeting is too stiff', []],
    ['3 should say rewrote not rebuilt', ['At Tavolo I rewrote the meter pipeline in Go.']],
    ['use rewrote instead of rebuilt please', ['At Tavolo I rewrote the meter pipeline in Go.']],
  ])('what a message says of a part is offered for it: %s', async (typed, offers) => {
    const talk = await afterTheLetter();
    await talk.say(typed);
    expect(talk.ask().choices.flatMap(({ value }) => value ?? [])).toEqual(offers);
    expect(talk.ask().choices.at(-1)?.label).toBe('Never mind');
    expect(talk.ask().choices.length).toBe(offers.length + 1);
  });

  test('words of the sign-off are changed as those of a sentence', async () => {
    const talk = await afterTheLetter();
    await talk.say('change Kind regards to Best wishes');
    expect(await talk.body()).toContain('\n\nBest wishes,\nJo Lind');
  });

  test.each(['that is not rebuilt by now', 'it was not right'])(
    'words behind "not" that replace nothing are asked about: %s',
    async (typed) => {
      const talk = await afterTheLetter();
      await talk.say(typed);
      expect(talk.ask().choices.length).toBeGreaterThan(4);
    },
  );

  test.each([
    ['Best regards', []],
    ['Best,', []],
    ['Best,\nKim', []],
    ['Best, Kim', ['Best,\nKim', 'Best,', 'Best, Kim']],
    ['make it shorter', ['Make it shorter']],
  ])('a sign-off is asked about if it has a name, or may be none: %s', async (typed, offers) => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'sign-off', typed);
    expect(talk.ask().choices.flatMap(({ value }) => value ?? [])).toEqual(offers);
    if (offers.length === 0) expect(await talk.body()).toContain(typed);
  });

  test('a greeting that is offered is asked about again after another order', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'greeting', 'dear ms de wit', '2: We learned it late.');
    expect(talk.ask().text).toContain('Now: "We learned it late."');
    expect(talk.ask().text).toContain('How should the letter begin?');
    await talk.choose('offer:1');
    expect(await talk.body()).toContain('Dear Ms de Wit,');
    expect(talk.letter()).toContain('We learned it late.');
  });

  test('words for a sentence that is changed otherwise are not offered again', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', '2', 'We learned it too late.', '2: We learned it late.');
    expect(talk.ask().question).toBe('review');
  });

  test('an undo tells the sign-off', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'sign-off', 'Best regards,');
    expect(await talk.told('undo')).toContain(
      'Undone.\nBefore: "Best regards, Jo Lind"\nNow: "Kind regards, Jo Lind"\n',
    );
  });
});

test('asks what to say in place of a hidden name: keep Tavolo out', async () => {
  const talk = await afterTheLetter();
  await talk.say('keep Tavolo out');
  expect(talk.ask().text).toContain('"At … I rebuilt the meter pipeline in Go."');
});

test.each([
  'add: Tavolo was fun.',
  'rewrite: Tavolo was fun.',
  '1: Tavolo was fun to run.',
  'edit > rewrite > 1 > Tavolo was fun.',
  'edit > 1 > Tavolo was fun.',
])('a new sentence with a hidden value is not used, and changes nothing: %s', async (steps) => {
  const talk = await afterTheLetter();
  await talk.say('/hide Tavolo', 'leave the sentence out');
  const letter = await talk.body();
  await talk.say(...steps.split(' > '));
  expect(talk.said() + talk.ask().text).toContain('That sentence contains something that you keep out');
  expect(await talk.body()).toBe(letter);
});

describe('order over an open choice', () => {
  test.each([
    'edit',
    'edit > move > 3',
    'edit > 3',
    'warmer',
    'edit > fix something',
    'edit > greeting',
    'edit > rewrite > 3',
  ])('is carried out: %s', async (choice) => {
    const talk = await afterTheLetter();
    await talk.say(...choice.split(' > '), 'cut 12');
    expect(talk.ask().question).toBe('review');
    await talk.body();
    expect(talk.letter()).not.toContain('frame spec');
  });
});

describe('words that wait for a tap', () => {
  const WAITING = [
    ['greeting: hi martin', 'How should the letter begin?'],
    ['4: shorter', 'How should the sentence read?'],
    ['I can move to Eindhoven in May.', 'Which part is that about?'],
    ['add: You ask for care.', 'After which sentence does this go? "You ask for care."'],
  ] as const;

  test.each(WAITING)('are asked about again before anything else happens: %s', async (text, question) => {
    for (const leaving of ['write it', 'edit', 'fix', '/write', '/practice', '/another']) {
      const talk = await afterTheLetter();
      await talk.say('edit', text);
      const { choices } = talk.ask();
      const told = await talk.told(leaving);
      expect(told).toContain('That one is still open');
      expect(talk.ask()).toMatchObject({ text: expect.stringContaining(question), choices });
      await talk.choose('none');
      expect(talk.ask().question).toBe('review');
    }
  });

  test.each(WAITING.filter(([text]) => !text.startsWith('I ')))(
    'are asked about after what another button asks: %s',
    async (text, question) => {
      const talk = await afterTheLetter();
      await talk.say('edit', text, 'sign-off', 'Cheers,');
      expect(talk.ask().text).toContain('Cheers,');
      expect(talk.ask().text).toContain(question);
      expect(await talk.told('pdf')).toContain(question);
    },
  );

  test('are asked about after what stays out is replaced', async () => {
    for (const order of ['keep Tavolo out', '/hide Tavolo']) {
      const talk = await afterTheLetter();
      await talk.say('edit', 'greeting: hi martin', order, 'a bank');
      expect(talk.ask().text).toContain('How should the letter begin?');
      await talk.choose('offer:1');
      expect(await talk.body()).toMatch(/Hi Martin,[\s\S]+At a bank I/);
    }
  });

  test.each(['undo', 'back', 'never mind'])('are dropped by "%s"', async (text) => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'greeting: hi martin', text);
    expect(talk.ask().question).toBe('review');
  });
});

describe('"edit" is about the sentences of the letter', () => {
  test.each(['shorter', '3', 'move 3', 'fix', 'pdf'])('and shows them over any choice: %s', async (choice) => {
    const talk = await afterTheLetter();
    await talk.say(choice, 'edit');
    expect(talk.ask().question).toBe('review');
  });

  test('at the review, it asks which one', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'edit');
    expect(talk.ask().text).toBe('Which sentence do you mean?');
    await talk.say('3');
    expect(talk.ask().text).toContain('What shall I do with sentence 3?');
  });

  test('before the review, it lists what is noted', async () => {
    const talk = await interviewAt('system.what');
    await talk.say('edit');
    expect(talk.ask().text).toBe('What should I change?');
  });
});

describe('known order where a text is asked for', () => {
  test.each(['greeting', 'sign-off', 'add'])('is never the text: %s', async (choice) => {
    const talk = await interviewAt();
    const letter = talk.ask().text;
    for (const text of ['undo', 'back', 'never mind']) {
      await talk.choose(choice);
      await talk.say(text);
      expect(talk.ask()).toMatchObject({ question: 'review', text: expect.stringContaining(letter) });
    }
    await talk.choose(choice);
    const { text: asked } = talk.ask();
    for (const text of ['pdf', 'short note', 'stop', 'help', '/brief', 'letters']) await talk.say(text);
    expect(talk.ask().text).toContain(asked);
    await talk.say('ok write it');
    expect(talk.ask().question).toBe('letter');
    expect(talk.letter()).toContain('Kind regards,\nJo Lind');
  });

  test('is carried out or asked about', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'rewrite', '3', 'make it shorter');
    expect(talk.ask().text).toContain('That looks like a command');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['make it shorter', 'Never mind']);
    await talk.say('cut the one about Go');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['cut the one about Go', 'Never mind']);
    await talk.say('I rewrote it.');
    expect(await talk.body()).toContain('I rewrote it. Before that');
  });
});

describe('sources of an edited sentence', () => {
  test.each([
    ['6: We lose 0.05% of the readings.', 'Failures: "We lose 0.05% of the readings."'],
    ['10: I put a version number into each frame.', 'Hard part: "I put a version number into each frame."'],
    ['add: We lose 0.05% of the readings. > 6', 'your change\n'],
    ['1: Care is rare.', 'Their choice: "Care is rare."'],
    ['add: Care is rare. > 2', 'your change\n'],
    ['4: Before that, a nightly job copied every table in 6 minutes.', 'Before it: "Before that, a nightly job'],
  ])('lists the sources after: %s', async (order, why) => {
    const talk = await afterTheLetter();
    for (let time = 0; time < 2; time += 1) await talk.say(...order.split(' > '));
    await talk.body();
    expect(await talk.told('/why')).toContain(` ← ${why}`);
  });

  test('the sources have no hidden values', async () => {
    const talk = await afterTheLetter();
    await talk.say('6: We lose 0.05% of the readings.', '2: Care is rare at Tavolo.', '/hide Tavolo', 'a restaurant');
    await talk.say('/hide 0.05%', 'next to nothing');
    await talk.body();
    expect(await talk.told('/why')).not.toMatch(/Tavolo|0\.05/);
  });
});

test('stores no second version of a letter that has not changed', async () => {
  const talk = await interviewAt('letter');
  await talk.say('write it');
  expect(await talk.store.letters('terminal:test')).toHaveLength(1);
  const sent = talk.store.turns.flatMap(({ out }) => out.flatMap((one) => (one.kind === 'letter' ? one.version : [])));
  expect(sent).toEqual([1, 1]);
  await talk.say('edit', 'sign-off', 'Cheers,');
  await talk.choose('write');
  expect(await talk.store.letters('terminal:test')).toHaveLength(2);
});

test('a numbered sentence may be a question', async () => {
  const talk = await afterTheLetter();
  await talk.say('12: Do you use AI in your code reviews?');
  expect(await talk.body()).toContain('Do you use AI in your code reviews?');
});
