/** Changes to the letter that are typed, without a model: through the real turn, in the finished letter and in the review. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation } from './conversation.ts';

/** With the letter delivered. */
async function afterTheLetter(answers = ANSWERS) {
  const talk = conversation();
  await talk.answer(answers);
  await talk.choose('write');
  /** What was said last, the question included. */
  const told = async (text: string) =>
    (await talk.say(text)).flatMap((one) => ('text' in one ? [one.text] : [])).join('\n');
  const body = async () => {
    if (talk.ask().question !== 'letter') await talk.say('write');
    return talk.letter();
  };
  return { ...talk, told, body };
}

describe('what an order changed is said in the words of the letter', () => {
  test.each([
    ['cut 4', 'Cut: "At Tavolo I rebuilt the meter pipeline in Go."\nType undo'],
    ['move 4 to 2', 'Moved: "At Tavolo I rebuilt the meter pipeline in Go."'],
    ['3: We learned it late.', 'Before: "We learned the same the hard way."\nNow: "We learned it late."'],
    ['replace Go with Rust', 'Now: "At Tavolo I rebuilt the meter pipeline in Rust."'],
    ['add after 3: You ask for care.', 'Added: "You ask for care."'],
    ['greeting: Hi Sam,', 'The letter now begins: "Hi Sam,"'],
    ['sign-off: Best,', 'The letter now ends: "Best, Jo Lind"'],
  ])('%s', async (order, words) => {
    const talk = await afterTheLetter();
    expect(await talk.told(order)).toContain(words);
  });

  test('each of several sentences is named, and undo brings them back', async () => {
    const talk = await afterTheLetter();
    const letter = talk.letter();
    const told = await talk.told('cut 2 and 3');
    expect(told).toContain(
      'Cut: "On your blog you explain that you replay every meter reading before a release."\nCut: "We learned',
    );
    await talk.say('undo');
    expect(await talk.body()).toBe(letter);
  });

  test('nothing that is kept out is said', async () => {
    const talk = await afterTheLetter();
    await talk.say('/hide Tavolo', 'a restaurant chain');
    const told = await talk.told('cut 4');
    expect(told).toContain('Cut: "At a restaurant chain I rebuilt');
    expect(told).not.toContain('Tavolo');
  });
});

describe('a greeting', () => {
  const greets = (talk: { letter(): string }) => talk.letter().split('\n\n')[1];

  test.each(['Ms Weber', 'Dear Ms Weber', 'Dear Ms Weber,', 'ms weber'])(
    'becomes the customary one where it is asked for: %s',
    async (typed) => {
      const talk = await afterTheLetter();
      await talk.say('edit', 'greeting', typed);
      await talk.body();
      expect(greets(talk)).toBe('Dear Ms Weber,');
    },
  );

  test.each(['Dear Ms Weber,', 'greet Ms Weber', 'please greet ms weber', 'greeting: Ms Weber'])(
    'is changed in the finished letter by "%s"',
    async (typed) => {
      const talk = await afterTheLetter();
      expect(await talk.told(typed)).toContain('The letter now begins: "Dear Ms Weber,"');
      await talk.body();
      expect(greets(talk)).toBe('Dear Ms Weber,');
    },
  );

  test.each(['greeting', 'change the greeting', 'ändere die Anrede', 'Anrede'])(
    'is asked for by "%s"',
    async (typed) => {
      const talk = await afterTheLetter();
      await talk.say(typed);
      await talk.say('Ms Weber');
      await talk.body();
      expect(greets(talk)).toBe('Dear Ms Weber,');
    },
  );

  test('that may be meant for the bot, or may be no name, is asked', async () => {
    const talk = await afterTheLetter();
    await talk.say('Hi Sam');
    expect(talk.ask()).toMatchObject({ question: 'which', choices: [{ label: 'Hi Sam,' }, { label: 'Never mind' }] });
    await talk.say('never mind', 'greeting: hi sam');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Hi Sam,', 'Hi sam,', 'Never mind']);
    await talk.choose('offer:1');
    await talk.body();
    expect(greets(talk)).toBe('Hi Sam,');
  });

  test('is no other message', async () => {
    const talk = await afterTheLetter();
    for (const text of ['greet her by name', 'Hi Sam instead', 'Achieng Otieno']) {
      await talk.say(text);
      expect(talk.ask().question).toBe('letter');
    }
    expect(greets(talk)).toBe('Dear Harbour Grid team,');
  });
});

describe('orders about paragraphs', () => {
  const paragraphs = (talk: { letter(): string }) => talk.letter().split('\n\n').slice(2, -1);

  test('cut, move and swap whole ones, and are undone at once', async () => {
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

  test('leave a sentence in the paragraph of the one that it is put beside', async () => {
    const talk = await afterTheLetter();
    const [first = ''] = paragraphs(talk);
    await talk.say('put 10 after 3');
    await talk.body();
    expect(paragraphs(talk)[0]).toBe(`${first} Old meters could not be changed.`);
  });
});

test('two orders in one message are both carried out, and said', async () => {
  const talk = await afterTheLetter();
  const told = await talk.told('cut 3, replace 9,500 with 9500');
  expect(told).toContain('Cut: "We learned the same the hard way."');
  expect(told).toContain('Now: "Throughput rose from 400 to 9500 readings per second."');
});

describe('"shorter" without a model', () => {
  test.each(['shorter', 'make it shorter, please', 'kürzer'])(
    'offers what the letter can do without: %s',
    async (text) => {
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
    },
  );

  test('offers all sentences where the letter has no more than it needs', async () => {
    const talk = await afterTheLetter({ ...ANSWERS, closing: 'skip' });
    await talk.say('shorter');
    expect(talk.ask().choices).toHaveLength(13);
  });
});

describe('a new sentence that begins with the word of an order', () => {
  test('is carried out on that sentence where the words stand in it', async () => {
    const talk = await afterTheLetter();
    expect(await talk.told('6: cut two colleagues built the dashboards')).toContain('Now: "I designed the protocol."');
    expect(await talk.told('8: replace 4 s with 5 s')).toContain(
      'Now: "From meter to bill, it takes 5 s at p99, down from 6 minutes."',
    );
  });

  test('is asked about where they don’t, and may be the sentence after all', async () => {
    const talk = await afterTheLetter();
    const told = await talk.told('6: cut morning n evening');
    expect(told).toContain('That begins like an order');
    expect(told).toContain('What shall I do with sentence 6? "I designed the protocol, two colleagues');
    const labels = ['cut morning n evening', 'Rewrite', 'Cut', 'Move', 'Add', 'Never mind'];
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(labels);
    await talk.say('never mind');
    expect(await talk.body()).toContain('I designed the protocol, two colleagues');
    // Another order is one, and no sentence.
    await talk.say('6: cut morning n evening', 'replace Go with Rust');
    expect(await talk.body()).toContain('I rebuilt the meter pipeline in Rust. Before that');
    await talk.say('6: Drop shipping was mine.');
    await talk.choose('offer:1');
    expect(await talk.body()).toContain('Drop shipping was mine.');
  });
});

describe('a name that is replaced', () => {
  const answers = {
    ...ANSWERS,
    'role.position+role.company': 'Senior Backend Engineer at harbour grid',
    'company.choice': 'On the blog of harbour grid you explain that you replay every meter reading.',
  };

  test('is replaced wherever it is said: greeting, sentences, subject, the list of letters', async () => {
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

  test('leaves a sentence that they wrote as they wrote it, and is undone at once', async () => {
    const talk = await afterTheLetter(answers);
    await talk.say('1: I want to work at harbour grid.');
    const before = await talk.body();
    await talk.say('replace harbour grid with Harbour Grid');
    expect(await talk.body()).toBe(before.replaceAll('harbour grid', 'Harbour Grid'));
    await talk.say('undo');
    expect(await talk.body()).toBe(before);
  });

  test('may be the one that signs, or part of a name', async () => {
    const talk = await afterTheLetter();
    await talk.say('replace Lind with Lindh', 'replace Senior with Staff');
    const letter = await talk.body();
    expect(letter).toMatch(/^Jo Lindh · /);
    expect(letter).toMatch(/\nJo Lindh$/);
    expect(letter).toContain('the Staff Backend Engineer role');
  });

  test('that is kept out stays out', async () => {
    const talk = await afterTheLetter();
    await talk.say('/hide Tavolo', 'a restaurant chain');
    const letter = await talk.body();
    await talk.say('replace Tavolo with Tavola');
    expect(await talk.body()).toBe(letter);
  });
});

describe('why a sentence that was edited is there', () => {
  test.each([
    ['7: We lose 0.05% of the readings.', 'your change; Failures: "lost readings", "1.2%", "0.05%"'],
    ['11: I put a version number into each frame.', 'your change; Hard part: "So I put a version into each frame."'],
    ['3: Harbour Grid learned it, too.', 'your change; Company: "Harbour Grid"'],
    ['3: Care is rare.', 'your change of "We learned the same the hard way."'],
    ['add after 3: Care is rare.', 'your change\n'],
  ])('%s', async (order, why) => {
    const talk = await afterTheLetter();
    await talk.say(order);
    await talk.body();
    expect(await talk.told('/why')).toContain(` ← ${why}`);
  });

  test('names nothing that is kept out', async () => {
    const talk = await afterTheLetter();
    await talk.say('7: We lose 0.05% of the readings.', '3: Care is rare at Tavolo.', '/hide Tavolo', 'a restaurant');
    await talk.say('/hide 0.05%', 'next to nothing');
    await talk.body();
    expect(await talk.told('/why')).not.toMatch(/Tavolo|0\.05/);
  });
});
