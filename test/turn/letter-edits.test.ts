/** Typed edits of the finished letter and of the review, without a model. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation } from './conversation.ts';

/** A conversation after its letter was delivered. */
async function afterTheLetter(answers = ANSWERS) {
  const talk = conversation();
  await talk.answer(answers);
  await talk.choose('write');
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
    ['cut 4', 'Cut: "At Tavolo I rebuilt the meter pipeline in Go."\nType undo'],
    ['move 4 to 2', 'Moved to 2: "At Tavolo I rebuilt the meter pipeline in Go."'],
    ['3: We learned it late.', 'Before: "We learned the same the hard way."\nNow: "We learned it late."'],
    ['replace Go with Rust', 'Now: "At Tavolo I rebuilt the meter pipeline in Rust."'],
    ['add after 3: You ask for care.', 'Added: "You ask for care."'],
    ['greeting: Hi Sam,', 'The letter now begins: "Hi Sam,"'],
    ['sign-off: Best,', 'The letter now ends: "Best, Jo Lind"'],
  ])('quotes the changed sentence of the letter: %s', async (order, words) => {
    const talk = await afterTheLetter();
    expect(await talk.told(order)).toContain(words);
  });

  test('quotes each of several cut sentences, and undo restores them', async () => {
    const talk = await afterTheLetter();
    const letter = talk.letter();
    const told = await talk.told('cut 2 and 3');
    expect(told).toContain(
      'Cut: "On your blog you explain that you replay every meter reading before a release."\nCut: "We learned',
    );
    await talk.say('undo');
    expect(await talk.body()).toBe(letter);
  });

  test('quotes the stand-in of a hidden value', async () => {
    const talk = await afterTheLetter();
    await talk.say('/hide Tavolo', 'a restaurant chain');
    const told = await talk.told('cut 4');
    expect(told).toContain('Cut: "At a restaurant chain I rebuilt');
    expect(told).not.toContain('Tavolo');
  });
});

describe('several sentences are moved at once', () => {
  test.each([
    ['move 3 and 4 to the top', [3, 4, 1, 2, 5, 6, 7]],
    ['move 4 and 3 to the top', [4, 3, 1, 2, 5, 6, 7]],
    ['move 3-5 to 1', [3, 4, 5, 1, 2, 6, 7]],
    ['put 3, 4 and 5 before 2', [1, 3, 4, 5, 2, 6, 7]],
    ['move 2 and 3 after 6', [1, 4, 5, 6, 2, 3, 7]],
    ['move 1 and 4 after 2', [2, 1, 4, 3, 5, 6, 7]],
    ['move 3 and 4 up', [1, 3, 4, 2, 5, 6, 7]],
    ['move 3 and 4 down', [1, 2, 5, 3, 4, 6, 7]],
    ['move 2 and 3 to the bottom', [1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 2, 3]],
    ['verschiebe 3 und 4 an den Anfang', [3, 4, 1, 2, 5, 6, 7]],
    ['mueve 3 y 4 al principio', [3, 4, 1, 2, 5, 6, 7]],
  ])('%s', async (text, numbers) => {
    const talk = conversation();
    await talk.answer(ANSWERS);
    const lines = () =>
      talk
        .ask()
        .text.split('\n')
        .filter((line) => Number.parseInt(line, 10) > 0);
    const sentences = lines().map((line) => line.slice(line.indexOf(' ')));
    await talk.say(text);
    expect(lines().slice(0, numbers.length)).toEqual(numbers.map((number, at) => `${at + 1}.${sentences[number - 1]}`));
    await talk.say('undo');
    expect(lines().map((line) => line.slice(line.indexOf(' ')))).toEqual(sentences);
  });

  test('counts as the letter does, which leaves out a sentence with a hidden value', async () => {
    const talk = await afterTheLetter();
    await talk.say('/hide the dashboards', 'leave the sentence out');
    expect(await talk.told('move 10 after 6')).toContain(
      '6. Lost readings fell from 1.2% to 0.05%.\n7. So I put a version into each frame.\n8. The time',
    );
  });

  test('is asked about if other words follow', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS);
    await talk.say('move 3 and 4 to the top, it reads better there');
    expect(talk.ask().text).toBe('Move sentences 3 and 4 to position 1?');
    await talk.say('yes');
    expect(talk.ask().text).toContain('1. We learned the same the hard way.\n2. At Tavolo');
  });
});

describe('greeting', () => {
  const greets = (talk: { letter(): string }) => talk.letter().split('\n\n')[1];

  test.each(['Ms Weber', 'Dear Ms Weber', 'Dear Ms Weber,', 'ms weber'])(
    'completes a greeting that was asked for: %s',
    async (typed) => {
      const talk = await afterTheLetter();
      await talk.say('edit', 'greeting', typed);
      await talk.body();
      expect(greets(talk)).toBe('Dear Ms Weber,');
    },
  );

  test.each(['Dear Ms Weber,', 'greet Ms Weber', 'please greet ms weber', 'greeting: Ms Weber'])(
    'changes the greeting of the finished letter by "%s"',
    async (typed) => {
      const talk = await afterTheLetter();
      expect(await talk.told(typed)).toContain('The letter now begins: "Dear Ms Weber,"');
      await talk.body();
      expect(greets(talk)).toBe('Dear Ms Weber,');
    },
  );

  test.each(['greeting', 'change the greeting', 'ändere die Anrede', 'Anrede'])(
    'asks for a greeting after "%s"',
    async (typed) => {
      const talk = await afterTheLetter();
      await talk.say(typed);
      await talk.say('Ms Weber');
      await talk.body();
      expect(greets(talk)).toBe('Dear Ms Weber,');
    },
  );

  test('asks about a greeting that may be for the bot, or whose name is unclear', async () => {
    const talk = await afterTheLetter();
    await talk.say('Hi Sam');
    expect(talk.ask()).toMatchObject({ question: 'which', choices: [{ label: 'Hi Sam,' }, { label: 'Never mind' }] });
    await talk.say('never mind', 'greeting: hi sam');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Hi Sam,', 'Hi sam,', 'Never mind']);
    await talk.choose('offer:1');
    await talk.body();
    expect(greets(talk)).toBe('Hi Sam,');
  });

  test('does not take other messages for a greeting', async () => {
    const talk = await afterTheLetter();
    for (const text of ['greet her by name', 'Achieng Otieno']) {
      await talk.say(text);
      expect(talk.ask().question).toBe('letter');
    }
    expect(greets(talk)).toBe('Dear Harbour Grid team,');
  });
});

describe('order about a paragraph', () => {
  const paragraphs = (talk: { letter(): string }) => talk.letter().split('\n\n').slice(2, -1);

  test('cuts, moves and swaps whole paragraphs, and one undo takes each back', async () => {
    const talk = await afterTheLetter();
    const [first = '', second = '', third = '', last = ''] = paragraphs(talk);
    await talk.say('put paragraph 3 before paragraph 2');
    await talk.body();
    expect(paragraphs(talk)).toEqual([first, third, second, last]);
    await talk.say('swap paragraphs 1 and 3');
    await talk.body();
    expect(paragraphs(talk)).toEqual([second, third, first, last]);
    await talk.say('drop the second paragraph');
    await talk.body();
    expect(paragraphs(talk)).toEqual([second, first, last]);
    await talk.say('undo', 'undo', 'undo');
    await talk.body();
    expect(paragraphs(talk)).toEqual([first, second, third, last]);
  });

  test('splits and joins paragraphs, shows them in the review, and undo takes each back', async () => {
    const talk = await afterTheLetter();
    const before = paragraphs(talk);
    const [first = '', second = '', ...others] = before;
    const [opening, ...rest] = first.split('. ');
    expect(await talk.told('new paragraph before 2')).toContain('New paragraph: "On your blog');
    expect(talk.ask().text).toContain('at Harbour Grid.\n\n2. On your blog');
    await talk.body();
    expect(paragraphs(talk)).toEqual([`${opening}.`, rest.join('. '), second, ...others]);
    expect(await talk.told('join paragraphs 2 and 3')).toContain('Joined to the paragraph before: "At Tavolo I');
    await talk.body();
    expect(paragraphs(talk)).toEqual([`${opening}.`, `${rest.join('. ')} ${second}`, ...others]);
    await talk.say('undo', 'undo');
    await talk.body();
    expect(paragraphs(talk)).toEqual(before);
  });

  test('asks where a paragraph should begin, with the sentences as buttons', async () => {
    const talk = await afterTheLetter();
    await talk.say('put the last question in a separate paragraph');
    expect(talk.ask().text).toBe('Before which sentence should a new paragraph start?');
    expect(talk.ask().choices[0]?.label).toContain('2. On your blog');
    await talk.say('3');
    await talk.body();
    expect(paragraphs(talk)[1]).toBe('We learned the same the hard way.');
  });

  test('a moved sentence joins the paragraph of the sentence before it', async () => {
    const talk = await afterTheLetter();
    const [first = ''] = paragraphs(talk);
    await talk.say('put 10 after 3');
    await talk.body();
    expect(paragraphs(talk)[0]).toBe(`${first} Old meters could not be changed.`);
  });
});

test.each(['hide Tavolo', 'verstecke Tavolo', 'keep Tavolo out'])(
  'asks what to say in place of a hidden name: %s',
  async (text) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    expect(talk.ask().text).toContain('What should the letter say instead of "Tavolo"?');
  },
);

test('hides the words that were asked for, even if they look like an order', async () => {
  const talk = await afterTheLetter();
  await talk.command('hide');
  await talk.say('replace Tavolo with Tavola');
  expect(await talk.body()).not.toContain('Tavola');
});

test('carries out two orders of one message, and quotes both changes', async () => {
  const talk = await afterTheLetter();
  const told = await talk.told('cut 3, replace 9,500 with 9500');
  expect(told).toContain('Cut: "We learned the same the hard way."');
  expect(told).toContain('Now: "Throughput rose from 400 to 9500 readings per second."');
});

describe('"shorter" without a model', () => {
  test.each([
    'shorter',
    'make it shorter, please',
    'kürzer',
    "make it shorter, it's too long for them",
    'The letter is too long, can you make it shorter?',
    'could you shorten it a bit?',
  ])('offers the sentences that a letter misses least, then all: %s', async (text) => {
    const talk = await afterTheLetter({ ...ANSWERS, background: 'Before that I ran a bakery. It taught me timing.' });
    await talk.say(text);
    expect(talk.ask().text).toBe('Which sentence should go?');
    const labels = talk.ask().choices.map(({ label }) => label);
    expect(labels.slice(0, 2)).toEqual(['13. Before that I ran a bakery.', '14. It taught me timing.']);
    expect(labels.slice(8)).toEqual(['Show all', 'Never mind']);
    await talk.say('show all');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 15 }, (_, at) => `n:${at + 1}`),
      'none',
    ]);
    await talk.choose('n:14');
    expect(await talk.body()).not.toContain('timing');
  });

  test.each([
    'make it shorter please, the second paragraph is too long',
    'paragraph 2 is too long',
    'shorten the second paragraph',
  ])('offers only sentences of the paragraph that is named: %s', async (text) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    expect(talk.ask().text).toBe('Which sentence should go?');
    expect(
      talk
        .ask()
        .choices.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['n:4', 'n:5', 'n:6', 'n:7', 'n:8', 'n:9', 'all', 'none'].toSorted());
  });

  test('takes the number of a sentence that is not offered', async () => {
    const talk = await afterTheLetter();
    await talk.say('shorter');
    expect(talk.ask().choices.some(({ id }) => id === 'n:1')).toBe(false);
    expect(await talk.told('1')).toContain('Cut: "I am applying');
  });
});

describe('order to cut a sentence without its number', () => {
  test.each(['drop the replay one', 'cut the sentence about replays pls'])(
    'cuts the only one that holds all of its words: %s',
    async (text) => {
      const talk = await afterTheLetter();
      expect(await talk.told(text)).toContain('Cut: "On your blog you explain that you replay');
      expect(await talk.body()).not.toContain('replay');
    },
  );

  test.each(['can you remove the bit with “replay”?', 'cut the replay one, no wait keep it'])(
    'offers to cut the only one with its words: %s',
    async (text) => {
      const talk = await afterTheLetter();
      await talk.say(text);
      expect(talk.ask()).toMatchObject({ text: 'Which sentence should go?', choices: [{ id: 'n:2' }, {}, {}] });
      await talk.choose('n:2');
      expect(await talk.body()).not.toContain('replay');
    },
  );

  test('offers the new words behind the one that is named', async () => {
    const talk = await afterTheLetter();
    await talk.say('change the replay one to: I read that you replay every reading.');
    expect(talk.ask().choices[0]).toMatchObject({ label: 'I read that you replay every reading.' });
    await talk.choose('offer:1');
    expect(await talk.body()).toContain('I read that you replay every reading.');
  });

  test('takes a number without a verb for no sentence', async () => {
    const talk = await afterTheLetter();
    await talk.say('no sry it was 6');
    expect(talk.ask().text).not.toContain('What shall I do with sentence 6?');
  });

  test('a form of the letter is nothing to keep out', async () => {
    const talk = await afterTheLetter();
    await talk.say('back');
    expect(talk.ask().question).toBe('confidential');
    await talk.say('pdf');
    expect(talk.ask().question).toBe('confidential');
    expect(talk.said()).toContain('Tap “Write it” first');
  });

  test('says that a second order has to be sent again', async () => {
    const talk = await afterTheLetter();
    expect(await talk.told('1 shorter pls, and drop the replay one')).toContain('one thing at a time');
    expect(talk.ask().text).toContain('What shall I do with sentence 1?');
  });
});

test.each(['edit', 'shorter'])('a letter that is called too long is shortened at "%s" too', async (choice) => {
  const talk = await afterTheLetter();
  await talk.say(choice, 'This letter is too long for them.');
  expect(talk.ask().text).toMatch(/^The letter has 113 words .*250 to 400.*\n\nWhich sentence should go\?$/);
});

/** The first lines of the letter: the header and the greeting. */
const head = (talk: { letter(): string }) => talk.letter().split('\n\n').slice(0, 2).join('\n');

describe('order over an open choice', () => {
  test.each([
    'edit > shorter',
    'edit > cut',
    'edit > move > 3',
    'edit > sentence 3',
    'edit > cut 2, I never said that',
    'edit > fix something',
    'edit > greeting',
    'edit > rewrite > 3',
  ])('is carried out: %s', async (choice) => {
    const talk = await afterTheLetter();
    for (const order of ['greet Ms Weber', 'change my email to jo@example.org', 'cut 13']) {
      await talk.say(...choice.split(' > '), order);
      expect(talk.ask().question).toBe('review');
      await talk.body();
    }
    await talk.body();
    expect(head(talk)).toContain('Dear Ms Weber,');
    expect(head(talk)).toContain('jo@example.org');
    expect(talk.letter()).not.toContain('frame spec');
  });

  test('other words leave the choice open, and are answered like any others', async () => {
    const talk = await afterTheLetter();
    await talk.say('shorter', '13');
    expect(await talk.body()).not.toContain('frame spec');
    await talk.say('shorter');
    expect(await talk.told('99')).toContain("There's no sentence with that number.");
    expect(await talk.told('make it warmer')).toContain("I can't do that by myself");
    expect(talk.ask().text).toContain('Which sentence should go?');
  });
});

describe('"edit" is about the sentences of the letter', () => {
  test.each(['shorter', 'sentence 3', 'move > 3', 'rewrite paragraph 2', 'cut 2, I never said that', 'fix', 'pdf'])(
    'and shows them over any choice: %s',
    async (choice) => {
      const talk = await afterTheLetter();
      await talk.say(...choice.split(' > '), 'edit');
      expect(talk.ask().question).toBe('review');
    },
  );

  test('at the review, it asks which one', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'edit');
    expect(talk.ask().text).toBe('Which sentence do you mean?');
    await talk.say('3');
    expect(talk.ask().text).toContain('What shall I do with sentence 3?');
  });

  test('before the review, it lists what is noted', async () => {
    const talk = conversation();
    await talk.answer(ANSWERS, 'system.what');
    await talk.say('edit');
    expect(talk.ask().text).toBe('What should I change?');
  });
});

describe('order with a reason or a second half', () => {
  test.each(["use Dear Anna because we've met", 'greet Anna instead', 'greet Anna, because we met'])(
    'is carried out if it is certain: %s',
    async (text) => {
      const talk = await afterTheLetter();
      await talk.say(text);
      await talk.body();
      expect(head(talk)).toContain('Dear Anna,');
    },
  );

  test.each(["greet Anna instead, don't use Ms", 'Dear Anna, please, not Ms', 'greet Anna, and make it warmer'])(
    'is offered as a button if it is not: %s',
    async (text) => {
      const talk = await afterTheLetter();
      const told = await talk.told(text);
      expect(told.includes('one thing at a time')).toBe(text.includes(' and '));
      expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Dear Anna,', 'Never mind']);
    },
  );

  test.each(['change the greeting to Dear Anna', 'change the greeting: Dear Anna', 'ändere die Anrede zu Dear Anna'])(
    'may name the part that it changes: %s',
    async (text) => {
      const talk = await afterTheLetter();
      await talk.say(text);
      await talk.body();
      expect(head(talk)).toContain('Dear Anna,');
      await talk.say('change the sign-off to Cheers,');
      expect(await talk.body()).toContain('Cheers,\nJo Lind');
    },
  );

  test.each(['cut 13 and greet Anna', 'greet Anna, then cut 13'])('carries out both halves: %s', async (text) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    await talk.body();
    expect(head(talk)).toContain('Dear Anna,');
    expect(talk.letter()).not.toContain('frame spec');
  });

  test('asks about the first half, and says that the second was not read', async () => {
    const talk = await afterTheLetter();
    expect(await talk.told('make it shorter, and greet Anna')).toContain('I do one thing at a time');
    expect(talk.ask().text).toContain('Which sentence should go?');
    expect(await talk.told('cut 4 and greet her nicely')).toContain('I do one thing at a time');
    expect(talk.ask().text).toContain('Cut sentence 4?');
  });

  test('asks in which sentence to replace words, if it is unclear by which', async () => {
    const talk = await afterTheLetter({ ...ANSWERS, background: 'I wrote Go at Kuling too.' });
    await talk.say("replace Go with Rust, it's newer");
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['n:4', 'n:13', 'none']);
  });

  test('asks how much of a text replaces the words', async () => {
    const talk = await afterTheLetter();
    await talk.say("replace Go with Rust, it's newer");
    expect(talk.ask().choices.slice(0, 2)).toMatchObject([
      { label: 'At Tavolo I rebuilt the meter pipeline in Rust.' },
      { label: "At Tavolo I rebuilt the meter pipeline in Rust, it's newer." },
    ]);
    await talk.choose('offer:1');
    expect(await talk.body()).toContain('in Rust. ');
    await talk.say('replace Malmö with Lund, I moved');
    expect(talk.ask().choices[0]).toMatchObject({ label: 'Lund' });
  });
});

describe('order about the header', () => {
  test.each([
    ['change my email to jo@example.org', 'Jo Lind · jo@example.org · Malmö'],
    ['e-mail: jo@example.org', 'Jo Lind · jo@example.org · Malmö'],
    ['my city is Lund', 'Jo Lind · jo@example.com · Lund'],
    ['change my name to Jo Lindqvist', 'Jo Lindqvist · jo@example.com · Malmö'],
    ['add my phone +46 70 123 45 67', 'Jo Lind · jo@example.com · +46 70 123 45 67 · Malmö'],
    ['add my phone number: +46 70 123 45 67', 'Jo Lind · jo@example.com · +46 70 123 45 67 · Malmö'],
    ['ändere meine E-Mail auf jo@example.org and greet Anna', 'Jo Lind · jo@example.org · Malmö'],
  ])('is carried out if it is certain: %s', async (text, line) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    await talk.body();
    expect(head(talk)).toContain(`${line}\n`);
  });

  test.each([
    ['my email is wrong', 'contact.email', []],
    ['my e-mail is jo@example.org or jo@example.net', 'contact.email', ['jo@example.org']],
    ['my phone is wrong', 'contact.phone', []],
    ['add my phone', 'contact.phone', []],
    ['+46 70 123 45 67', 'contact.phone', ['+46 70 123 45 67']],
    ['the city is wrong', 'contact.location', []],
    ['change my city to lund', 'contact.location', ['lund']],
    ['change my city to Lund, I moved', 'contact.location', ['Lund']],
    ['my name is spelled wrong', 'contact.name', []],
  ])('is asked about if it is not: %s', async (text, slot, offers) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    const { slot: asked, choices } = talk.ask();
    expect(asked).toBe(slot);
    expect(choices.flatMap(({ id, label }) => (id.startsWith('offer:') ? [label] : []))).toEqual(offers);
    await talk.say(
      slot === 'contact.phone' ? '070 123 45 67' : slot === 'contact.email' ? 'a@example.org' : 'Ada Berg',
    );
    await talk.body();
    expect(talk.letter()).toMatch(/070 123 45 67|a@example\.org|Ada Berg/);
  });

  test.each([
    'the company name is wrong',
    'you forgot the mail queue that I wrote',
    'the work for the city is missing',
    'email version pls',
  ])('is not seen in a message about the letter: %s', async (text) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    expect(talk.ask().question).toBe('letter');
  });

  test('a phone number is noted with the contact data, and can be taken back', async () => {
    const contact = 'Jo Lind, jo@example.com, +46 70 123 45 67, Malmö';
    const talk = await afterTheLetter({ ...ANSWERS, 'contact.name+contact.email+contact.location': contact });
    expect(head(talk)).toContain('Jo Lind · jo@example.com · +46 70 123 45 67 · Malmö');
    await talk.say('change my phone to 070 123 45 67', 'undo');
    await talk.body();
    expect(head(talk)).toContain('+46 70 123 45 67');
  });
});

describe('words about a paragraph without a possible order', () => {
  test('say what can be done, with its sentences as buttons', async () => {
    const talk = await afterTheLetter();
    expect(await talk.told('rewrite paragraph 2')).toContain('I can cut, move, split or join paragraphs');
    const labels = talk.ask().choices.map(({ label }) => label);
    expect(labels.at(0)).toBe('4. At Tavolo I rebuilt the meter pipeline in Go.');
    expect(labels).toHaveLength(7);
    await talk.choose('n:5');
    expect(talk.ask().text).toContain('What shall I do with sentence 5? "Before that, a nightly job');
  });

  test('ask for the wording of two sentences as one, and one undo takes it back', async () => {
    const talk = await afterTheLetter();
    const letter = talk.letter();
    await talk.say('combine sentences 2 and 3');
    expect(talk.ask().text).toMatch(/^How should they read as one sentence\?\n"On your blog .*"\n"We learned .*"$/);
    await talk.say('You replay every meter reading, as we do.');
    expect(await talk.body()).toContain('at Harbour Grid. You replay every meter reading, as we do.\n\nAt Tavolo');
    await talk.say('undo');
    expect(await talk.body()).toBe(letter);
  });

  test('do not name a sentence by a number inside a question', async () => {
    const talk = await afterTheLetter();
    expect(await talk.told('can i say im only doing remote, or hybrid 1 day?')).toContain("I can't do that by myself");
    expect(talk.ask().question).toBe('letter');
    for (const text of ['can you fix 4 somehow?', 'is sentence 4 too long?'])
      expect(await talk.told(text)).toContain('What shall I do with sentence 4?');
  });

  test.each([
    "put the second paragraph's last sentence first",
    'move the last sentence of paragraph 2 up',
    'put sentence 9 at the start of paragraph 3',
  ])('ask about the sentence that they name: %s', async (text) => {
    const talk = await afterTheLetter();
    expect(await talk.told(text)).toMatch(/^To which position\?.*\n"Throughput rose/);
    await talk.say('to the top, and cut 3');
    expect(talk.ask().text).toContain('1. Throughput rose');
    expect(talk.ask().text).toContain('Cut: "');
  });
});

describe('a sentence that is typed where it was asked what to do with one', () => {
  test.each([
    ['It should say that I like boats.', 'I like boats.'],
    ['It should read: I like boats.', 'I like boats.'],
    ['Before that, everything was copied nightly.', 'Before that, everything was copied nightly.'],
  ])('is offered as its new text: %s', async (text, offered) => {
    const talk = await afterTheLetter();
    const asked = await talk.told('rewrite 5');
    await talk.say(text);
    expect(talk.ask().text).toBe(asked);
    expect(talk.ask().choices[0]?.label).toBe(offered);
  });
});

describe('numbered text that begins like an order', () => {
  test('replaces words in one sentence only', async () => {
    const talk = await afterTheLetter({ ...ANSWERS, background: 'I wrote Go at Kuling too.' });
    await talk.say('replace Go with Rust in 4');
    expect(await talk.body()).toContain('I rebuilt the meter pipeline in Rust. Before that');
    expect(await talk.body()).toContain('I wrote Go at Kuling too.');
  });

  test('carries out a numbered order if the sentence has its words', async () => {
    const talk = await afterTheLetter();
    expect(await talk.told('8: replace 4 seconds with 5 seconds')).toContain(
      'Now: "The time from meter to bill fell from 6 minutes to 5 seconds at p99."',
    );
  });

  test('asks whether it is the new sentence if the old one does not have the words', async () => {
    const talk = await afterTheLetter();
    const told = await talk.told('6: cut morning n evening');
    expect(told).toContain('That looks like a command');
    expect(told).toContain('What shall I do with sentence 6? "I designed the protocol, two colleagues');
    const labels = ['cut morning n evening', 'Rewrite', 'Cut', 'Move', 'Add', 'Never mind'];
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(labels);
    await talk.say('never mind');
    expect(await talk.body()).toContain('I designed the protocol, two colleagues');
    // A clear order is carried out, and doesn't become the sentence.
    await talk.say('6: cut morning n evening', 'replace Go with Rust');
    expect(await talk.body()).toContain('I rebuilt the meter pipeline in Rust. Before that');
    await talk.say('6: Drop shipping was mine.');
    await talk.choose('offer:1');
    expect(await talk.body()).toContain('Drop shipping was mine.');
  });
});

describe('replacement of a name', () => {
  const answers = {
    ...ANSWERS,
    'role.position+role.company': 'Senior Backend Engineer at Harbour grid',
    'company.choice': 'On the blog of Harbour grid you explain that you replay every meter reading.',
  };

  test('replaces a name in greeting, sentences, subject and the list of letters', async () => {
    const talk = await afterTheLetter(answers);
    const told = await talk.told('replace Harbour grid with Harbour Grid');
    expect(told).toContain('The letter now begins: "Dear Harbour Grid team,"');
    expect(told).toContain('Now: "I am applying for the Senior Backend Engineer role at Harbour Grid."');
    expect(told).toContain('Now: "On the blog of Harbour Grid you explain');
    const letter = await talk.body();
    expect(letter).toContain('Dear Harbour Grid team,');
    expect(letter).not.toContain('Harbour grid');
    expect(await talk.told('/letters')).toContain('2. Harbour Grid');
    await talk.choose('email');
    expect(talk.said()).toContain('Subject: Application: Senior Backend Engineer, Harbour Grid');
  });

  test('replaces a name also in an edited sentence, and one undo takes it back', async () => {
    const talk = await afterTheLetter(answers);
    await talk.say('1: I want to work at Harbour grid.');
    const before = await talk.body();
    await talk.say('replace Harbour grid with Harbour Grid');
    expect(await talk.body()).toBe(before.replaceAll('Harbour grid', 'Harbour Grid'));
    await talk.say('undo');
    expect(await talk.body()).toBe(before);
  });

  test('replaces the name in the signature, and a part of a name', async () => {
    const talk = await afterTheLetter();
    await talk.say('replace Lind with Lindh', 'replace Senior with Staff');
    const letter = await talk.body();
    expect(letter).toMatch(/^Jo Lindh · /);
    expect(letter).toMatch(/\nJo Lindh$/);
    expect(letter).toContain('the Staff Backend Engineer role');
  });

  test('does not bring a hidden name back', async () => {
    const talk = await afterTheLetter();
    await talk.say('/hide Tavolo', 'a restaurant chain');
    const letter = await talk.body();
    await talk.say('replace Tavolo with Tavola');
    expect(await talk.body()).toBe(letter);
  });
});

describe('sources of an edited sentence', () => {
  test.each([
    ['7: We lose 0.05% of the readings.', 'Failures: "We lose 0.05% of the readings."'],
    ['11: I put a version number into each frame.', 'Hard part: "I put a version number into each frame."'],
    ['add after 7: We lose 0.05% of the readings.', 'your change\n'],
    ['1: Care is rare.', 'your change of "I am applying for'],
    ['add after 3: Care is rare.', 'your change\n'],
    ['5: Before that, a nightly job copied every table in 6 minutes.', 'Before it: "Before that, a nightly job'],
  ])('lists the sources after: %s', async (order, why) => {
    const talk = await afterTheLetter();
    await talk.say(order);
    await talk.body();
    expect(await talk.told('/why')).toContain(` ← ${why}`);
  });

  test('the sources have no hidden values', async () => {
    const talk = await afterTheLetter();
    await talk.say('7: We lose 0.05% of the readings.', '3: Care is rare at Tavolo.', '/hide Tavolo', 'a restaurant');
    await talk.say('/hide 0.05%', 'next to nothing');
    await talk.body();
    expect(await talk.told('/why')).not.toMatch(/Tavolo|0\.05/);
  });
});

test('stores no second version of a letter that has not changed', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS);
  await talk.choose('write');
  await talk.say('write it');
  expect(await talk.store.letters('terminal:test')).toHaveLength(1);
  const sent = talk.store.turns.flatMap(({ out }) => out.flatMap((one) => (one.kind === 'letter' ? one.version : [])));
  expect(sent).toEqual([1, 1]);
  await talk.say('sign-off: Cheers,');
  await talk.choose('write');
  expect(await talk.store.letters('terminal:test')).toHaveLength(2);
});

describe('order that names sentences by their words', () => {
  test('lists only those that have the words', async () => {
    const talk = await afterTheLetter();
    await talk.say('cut the one about readings');
    expect(talk.ask().text).toBe('Which sentence should go?');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['n:2', 'n:7', 'n:9', 'all', 'none']);
    await talk.say('move the nightly one after the protocol one');
    expect(talk.ask()).toMatchObject({ text: 'Which sentence should move?', choices: [{ id: 'n:5' }, {}] });
    await talk.say('5', 'after 6');
    expect(talk.ask().text).toContain('6. Before that, a nightly job');
  });

  test('says that no sentence has them, and lists all', async () => {
    const talk = await afterTheLetter();
    expect(await talk.told('delete the bit about Cassandra')).toContain("I can't find those words in the letter");
    expect(talk.ask().choices).toHaveLength(14);
  });

  test('lists the paragraphs that have them', async () => {
    const talk = await afterTheLetter({ ...ANSWERS, background: 'The meters of Kuling taught me timing.' });
    await talk.say('drop the paragraph about meters');
    expect(talk.ask().text).toBe('Which paragraph should go?');
    const labels = talk.ask().choices.map(({ label }) => label);
    expect(labels).toEqual([
      '1. I am applying for the Senior Backend Engineer role at …',
      '2. At Tavolo I rebuilt the meter pipeline in Go.',
      '3. Old meters could not be changed.',
      '4. The meters of Kuling taught me timing.',
      'Show all',
      'Never mind',
    ]);
    await talk.say('3');
    expect(await talk.body()).not.toMatch(/Old meters|Nothing broke/);
  });

  test.each([
    ['its 9600 now btw not 9500', ['n:9', 'none']],
    ['and no colleagues, they left', ['n:6', 'none']],
    ['swap the nightly one with the protocol one', ['n:5', 'none']],
  ])('asks about the sentence of a message that is no order: %s', async (text, ids) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    expect(talk.ask().text).toBe('Which sentence do you mean?');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(ids);
  });

  test('a number beside "sentence" names it, and another one does not', async () => {
    const talk = await afterTheLetter();
    await talk.say('Sentence 8 is wrong, it says 4 seconds, please remove it');
    expect(talk.ask().text).toContain('Cut sentence 8?\n"The time from meter');
  });
});

describe('order with a new sentence', () => {
  test.each([
    [
      'Can you add that I could move to Eindhoven, and my notice is 3 months?',
      'I could move to Eindhoven, and my notice is 3 months.',
    ],
    ['add that i am free from May', 'I am free from May.'],
    ['pls put in that my notice is 3 months', 'My notice is 3 months.'],
    ['mention that two of us were on call!', 'Two of us were on call!'],
    ['The letter should say that I led it', 'I led it.'],
  ])('keeps its words, and asks for the place: %s', async (text, sentence) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    expect(talk.ask().text).toContain(`After which sentence does this go? "${sentence}"`);
    // The ends of the paragraphs.
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['n:3', 'n:9', 'n:12', 'n:13', 'none']);
    await talk.say('12');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([sentence, 'Never mind']);
    await talk.choose('offer:1');
    expect(await talk.body()).toContain(`Nothing broke. ${sentence}\n\nI can show`);
  });

  test.each(['add', 'mention it', 'add a sentence about Kafka', 'put the one that runs first'])(
    'has none in %s',
    async (text) => {
      const talk = await afterTheLetter();
      expect(await talk.told(text)).not.toContain('After which sentence does this go?');
    },
  );

  test('stays, whatever is typed for its place', async () => {
    const talk = await afterTheLetter();
    await talk.say('add that I like trains', 'after the one about the protocol');
    expect(talk.ask().text).toContain('After which sentence does this go? "I like trains."');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['n:6', 'none']);
    await talk.say('I like ships, too.');
    expect(talk.ask().text).toContain('After which sentence does this go? "I like ships, too."');
    await talk.say('at the end');
    await talk.choose('offer:1');
    expect(await talk.body()).toContain('the frame spec. I like ships, too.');
  });

  test('with a place asks what to do there', async () => {
    const talk = await afterTheLetter();
    await talk.say('mention Kafka in 5, a colleague ran it');
    expect(talk.ask().text).toContain('What shall I do with sentence 5?');
    await talk.choose('add');
    await talk.say('A colleague ran Kafka.');
    expect(await talk.body()).toContain('every table. A colleague ran Kafka. I designed');
  });

  test('two of them are added side by side', async () => {
    const talk = await afterTheLetter();
    for (const text of ['add that I like trains', 'add that I like ships']) {
      await talk.say(text, '13');
      await talk.choose('offer:1');
    }
    expect(await talk.body()).toContain('the frame spec. I like ships. I like trains.');
  });
});

describe('words for the greeting or the sign-off', () => {
  test.each([
    ['sign off with best regards', 'Best regards,'],
    ['say best regards instead', 'Best regards,'],
    ['use warm regards instead of kind regards pls', 'Warm regards,'],
    ['end with best wishes', 'Best wishes,'],
    ['greet her as Frau Weber pls', 'Dear Frau Weber,'],
    ['greet ms weber with Dear Frau Weber', 'Dear Frau Weber,'],
  ])('are offered: %s', async (text, line) => {
    const talk = await afterTheLetter();
    await talk.say(text);
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([line, 'Never mind']);
    await talk.choose('offer:1');
    expect(await talk.body()).toContain(line);
  });

  test('an undo does not quote the name below the sign-off', async () => {
    const talk = await afterTheLetter();
    await talk.say('sign-off: Best regards,');
    expect(await talk.told('undo')).toContain('Taken back: "Best regards," It reads again: "Kind regards,"\n');
  });
});

describe('known order where a text is asked for', () => {
  test.each(['greeting', 'sign-off', 'add'])('is never the text: %s', async (choice) => {
    const talk = conversation();
    await talk.answer(ANSWERS);
    const letter = talk.ask().text;
    for (const text of ['undo', 'back', 'never mind']) {
      await talk.choose(choice);
      if (choice === 'add') await talk.choose('n:3');
      await talk.say(text);
      expect(talk.ask()).toMatchObject({ question: 'review', text: expect.stringContaining(letter) });
    }
    await talk.choose(choice);
    if (choice === 'add') await talk.choose('n:3');
    const { text: asked } = talk.ask();
    for (const text of ['pdf', 'short note', 'stop', 'help', '/brief', 'letters']) await talk.say(text);
    expect(talk.ask().text).toContain(asked);
    await talk.say('ok write it');
    expect(talk.ask().question).toBe('letter');
    expect(talk.letter()).toContain('Kind regards,\nJo Lind');
  });

  test('is carried out or asked about', async () => {
    const talk = await afterTheLetter();
    await talk.say('edit', 'sign-off', 'replace Go with Rust');
    expect(await talk.body()).toContain('in Rust.');
    await talk.say('edit', 'sign-off', 'drop the one about Rust');
    expect(await talk.body()).not.toContain('in Rust.');
    await talk.say('undo', 'rewrite the one about Rust');
    expect(talk.ask()).toMatchObject({ text: 'Which sentence should be rewritten?', choices: [{ id: 'n:4' }, {}] });
    await talk.choose('n:4');
    await talk.say('add something about Kafka');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Something about Kafka.', 'Never mind']);
    await talk.say('I rewrote it.');
    expect(await talk.body()).toContain('I rewrote it. Before that');
  });
});

test('finds a number in every notation, and writes the new one like it', async () => {
  const talk = await afterTheLetter();
  await talk.say('replace 9500 with 10400');
  expect(await talk.body()).toContain('Throughput rose from 400 to 10,400 readings per second.');
  await talk.say('replace 4 s with 5 s');
  expect(await talk.body()).toContain('5 s at p99');
});

test('asks before it cuts a long paragraph, and "put it back" is an undo', async () => {
  const talk = await afterTheLetter();
  const letter = talk.letter();
  await talk.say('drop the second paragraph');
  expect(talk.ask().text).toMatch(/^Cut sentences 4, 5, .* and 9\?\n"At Tavolo I rebuilt .*"(\n".*"){5}$/);
  await talk.say('yes');
  expect(await talk.body()).not.toContain('At Tavolo');
  await talk.say('no no, I meant the small one, put it back please');
  expect(await talk.body()).toBe(letter);
});

test.each([
  ['how many words is it', ' words in 13 sentences, without header'],
  ['fix it so that its good english', 'Rough English is fine for now.'],
])('answers "%s"', async (text, answer) => {
  const talk = await afterTheLetter();
  expect(await talk.told(text)).toContain(answer);
  expect(talk.ask().question).toBe('letter');
});

test('a numbered sentence may be a question that the bot knows', async () => {
  const talk = await afterTheLetter();
  await talk.say('13: Do you use AI in your code reviews?');
  expect(await talk.body()).toContain('Do you use AI in your code reviews?');
});

test('a single digit replaces no word', async () => {
  const talk = await afterTheLetter({ ...ANSWERS, closing: 'I can show you the one frame spec.' });
  await talk.say('replace 1 with 2');
  expect(await talk.body()).toContain('I can show you the one frame spec.');
});
