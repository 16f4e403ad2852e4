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
    ['move 4 to 2', 'Moved: "At Tavolo I rebuilt the meter pipeline in Go."'],
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
    for (const text of ['greet her by name', 'Hi Sam instead', 'Achieng Otieno']) {
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

  test('a moved sentence joins the paragraph of the sentence before it', async () => {
    const talk = await afterTheLetter();
    const [first = ''] = paragraphs(talk);
    await talk.say('put 10 after 3');
    await talk.body();
    expect(paragraphs(talk)[0]).toBe(`${first} Old meters could not be changed.`);
  });
});

test('carries out two orders of one message, and quotes both changes', async () => {
  const talk = await afterTheLetter();
  const told = await talk.told('cut 3, replace 9,500 with 9500');
  expect(told).toContain('Cut: "We learned the same the hard way."');
  expect(told).toContain('Now: "Throughput rose from 400 to 9500 readings per second."');
});

describe('"shorter" without a model', () => {
  test.each(['shorter', 'make it shorter, please', 'kürzer'])('offers optional sentences to cut: %s', async (text) => {
    const talk = await afterTheLetter({ ...ANSWERS, background: 'Before that I ran a bakery. It taught me timing.' });
    await talk.say(text);
    expect(talk.ask().text).toContain('Which sentence should go?');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([
      '13. Before that I ran a bakery.',
      '14. It taught me timing.',
      '15. I can show you the frame spec.',
      'Never mind',
    ]);
    await talk.choose('n:14');
    expect(await talk.body()).not.toContain('timing');
  });

  test('offers all sentences if none is optional', async () => {
    const talk = await afterTheLetter({ ...ANSWERS, closing: 'skip' });
    await talk.say('shorter');
    expect(talk.ask().choices).toHaveLength(13);
  });
});

describe('numbered text that begins like an order', () => {
  test('carries out a numbered order if the sentence has its words', async () => {
    const talk = await afterTheLetter();
    expect(await talk.told('6: cut two colleagues built the dashboards')).toContain('Now: "I designed the protocol."');
    expect(await talk.told('8: replace 4 s with 5 s')).toContain(
      'Now: "From meter to bill, it takes 5 s at p99, down from 6 minutes."',
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
    'role.position+role.company': 'Senior Backend Engineer at harbour grid',
    'company.choice': 'On the blog of harbour grid you explain that you replay every meter reading.',
  };

  test('replaces a name in greeting, sentences, subject and the list of letters', async () => {
    const talk = await afterTheLetter(answers);
    const told = await talk.told('replace harbour grid with Harbour Grid');
    expect(told).toContain('The letter now begins: "Dear Harbour Grid team,"');
    expect(told).toContain('Now: "I am applying for the Senior Backend Engineer role at Harbour Grid."');
    expect(told).toContain('Now: "On the blog of Harbour Grid you explain');
    const letter = await talk.body();
    expect(letter).toContain('Dear Harbour Grid team,');
    expect(letter).not.toContain('harbour grid');
    expect(await talk.told('/letters')).toContain('2. Harbour Grid');
    await talk.choose('email');
    expect(talk.said()).toContain('Subject: Application: Senior Backend Engineer, Harbour Grid');
  });

  test('replaces a name also in an edited sentence, and one undo takes it back', async () => {
    const talk = await afterTheLetter(answers);
    await talk.say('1: I want to work at harbour grid.');
    const before = await talk.body();
    await talk.say('replace harbour grid with Harbour Grid');
    expect(await talk.body()).toBe(before.replaceAll('harbour grid', 'Harbour Grid'));
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
    ['7: We lose 0.05% of the readings.', 'your change; Failures: "lost readings", "1.2%", "0.05%"'],
    ['11: I put a version number into each frame.', 'your change; Hard part: "So I put a version into each frame."'],
    ['3: Harbour Grid learned it, too.', 'your change; Company: "Harbour Grid"'],
    ['3: Care is rare.', 'your change of "We learned the same the hard way."'],
    ['add after 3: Care is rare.', 'your change\n'],
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
