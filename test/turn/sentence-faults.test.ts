/** Faults of the sentences that are shown are named, and buttons mend them. */
import { describe, expect, test } from 'vitest';
import { composeLetter } from '../../src/letter/compose.ts';
import { sentencesOf } from '../../src/letter/letter.ts';
import type { InterviewContext } from '../../src/machine/context.ts';
import { reviewQuestion } from '../../src/machine/step-question.ts';
import { backlogEntry } from '../../src/reader/answer-backlog.ts';
import { withFaults } from '../../src/turn/sentence-faults.ts';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';

const NOTES = {
  ...ANSWERS,
  'system.part': "I mentored the 3 juniors, no wait it's 2. It took a year (sorry, two). Jana recieved the rest.",
  closing: 'I can start in May, no wait, in June.',
};

async function talkUntil(until: string, answers: Readonly<Record<string, string>> = NOTES) {
  const talk = await interviewAt(until, answers);
  const labels = () => talk.ask().choices.map(({ label }) => label);
  const hint = () => /^.*correct(?:s itself| themselves).*$/m.exec(talk.ask().text)?.[0] ?? null;
  return { ...talk, labels, hint };
}

describe('a topic that is read back', () => {
  test('names the sentences that correct themselves, each with a button', async () => {
    const talk = await talkUntil('reliability.now');
    expect(talk.ask().text).toContain(
      `5. Jana recieved the rest.\n\n3 and 4 correct themselves: tap one to write it anew.\n\nSpelling: recieved → received.\n\n(To change`,
    );
    expect(talk.labels().slice(0, 3)).toEqual([
      'Fix the spelling',
      "3. I mentored the 3 juniors, no wait it's 2.",
      '4. It took a year (sorry, two).',
    ]);
    await talk.choose('n:3');
    expect(talk.ask().text).toBe('How should the sentence read?');
    expect(talk.labels()).toEqual(['My words: "I mentored the 3 juniors, no wait it\'s 2."', 'Never mind']);
    await talk.say('I mentored 2 juniors.');
    expect(talk.hint()).toBe('4 corrects itself: tap it to write it anew.');
    await talk.choose('n:4');
    await talk.choose('stays');
    expect(talk.hint()).toBeNull();
    expect(talk.ask().text).toContain('3. I mentored 2 juniors.\n4. It took a year (sorry, two).');
  });

  test.each(['Wait I said 48 mills, its 38.', 'Correction: 38 mills.'])(
    'has no sentence that corrects another one, unless it is kept: %s',
    async (correction) => {
      const talk = await talkUntil('system.before');
      await talk.say(`people renamed the files of 48 mills. ${correction}`);
      expect(talk.ask().text).toContain(`not sure that all of that is meant for the letter`);
      await talk.choose('leave-out');
      expect((await talk.context()).sheet.values['system.before']?.text).toBe('people renamed the files of 48 mills.');
    },
  );

  test.each(['button', 'words'])('a sentence that is kept is not named again: by its %s', async (by) => {
    const talk = await talkUntil('contact.name+contact.email+contact.location');
    expect(talk.hint()).toBe('That sentence corrects itself: tap it to write it anew.');
    await talk.choose('n:1');
    await (by === 'button' ? talk.choose('stays') : talk.say(NOTES.closing));
    expect(talk.ask().slot).toBe('contact.name+contact.email+contact.location');
    expect(talk.hint()).toBeNull();
    await talk.answer(NOTES);
    expect(talk.hint()).toBe('5 and 6 correct themselves: tap one to write it anew.');
  });

  test.each([
    ['I read their blog: they never overwrite a reading.', ['1']],
    ['You never overwrite a reading, whoever their author is.', []],
    ['We can separate them now.', []],
  ])('tells that the letter speaks to the company: %s', async (choice, numbers) => {
    const talk = await talkUntil('system.employer', { ...ANSWERS, 'company.choice': choice });
    expect(talk.ask().text.includes('“you” reads better than “they”')).toBe(numbers.length > 0);
    expect(talk.ask().choices.flatMap(({ id }) => (id.startsWith('n:') ? [id.slice(2)] : []))).toEqual(numbers);
  });

  test('a tap corrects the spelling, undo takes that back', async () => {
    const talk = await talkUntil('reliability.now');
    await talk.choose('spelling');
    expect(talk.ask().slot).toBe('reliability.now');
    expect(talk.ask().text).toContain('5. Jana received the rest.');
    expect(talk.ask().text).not.toContain('Spelling:');
    await talk.say('undo');
    expect(talk.ask().text).toContain('Spelling: recieved → received.');
  });

  test('nothing is added to sentences without a fault, or to a question that shows none', async () => {
    const talk = await talkUntil('reliability.now', ANSWERS);
    expect(talk.hint()).toBeNull();
    expect(talk.labels()[0]).toBe('Change');
    const other = await talkUntil('throughput.now');
    expect(other.hint()).toBeNull();
  });
});

describe('the review', () => {
  test('names them once more', async () => {
    const talk = await talkUntil('review');
    expect(talk.hint()).toMatch(/^5, 6 and \d+ correct themselves: tap one to write it anew\.$/);
    expect(talk.labels().slice(0, 4)).toEqual([
      'Write it',
      'Fix the spelling',
      "5. I mentored the 3 juniors, no wait it's 2.",
      '6. It took a year (sorry, two).',
    ]);
    await talk.choose('rewrite');
    await talk.choose('n:5');
    expect(talk.labels()[0]).toBe('My words: "I mentored the 3 juniors, no wait it\'s 2."');
    await talk.say('I mentored 2 juniors.');
    await talk.choose('write');
    expect(talk.letter()).toContain('I mentored 2 juniors.');
    expect(talk.labels().slice(0, 2)).toEqual(['Edit', 'Fix the spelling']);
  });

  test('a hidden value stays hidden in what is offered', async () => {
    const talk = await talkUntil('review', { ...NOTES, closing: 'Ask me about Tavolo, no wait, about labs.' });
    await talk.say('/hide Tavolo', 'a lab');
    await talk.choose(talk.ask().choices.find(({ label }) => label.includes('Ask me about'))?.id ?? '');
    expect(talk.labels()[0]).toContain('Ask me about a lab');
    expect(JSON.stringify(talk.ask())).not.toContain('Tavolo');
  });
});

const MISSPELT = {
  ...ANSWERS,
  'system.part': 'I designed the protocol, ppl from other teams recieve it.',
  'reliability.now': 'lost mesages: 1.2% -> 0.05%',
  closing: 'Recieved frames dont get lost.',
};

async function atReview(answers: Readonly<Record<string, string>> = MISSPELT) {
  const talk = await interviewAt('review', answers);
  const line = () => /^Spelling: .*$/m.exec(talk.ask().text)?.[0] ?? null;
  return { ...talk, line, ids: () => talk.ask().choices.map(({ id }) => id) };
}

describe('offer', () => {
  test('lists each misspelt word once, with one button behind "Write it"', async () => {
    const talk = await atReview();
    expect(talk.line()).toBe(
      "Spelling: ppl → people, recieve → receive, mesages → messages, recieved → received, dont → don't.",
    );
    expect(talk.ask().choices.slice(0, 2)).toMatchObject([
      { id: 'write' },
      { id: 'spelling', label: 'Fix the spelling' },
    ]);
  });

  test('one tap corrects the words, shows the review again, and says what changed', async () => {
    const talk = await atReview();
    await talk.choose('spelling');
    const { text, question } = talk.ask();
    expect(question).toBe('review');
    expect(text).toMatch(/^Corrected: ppl → people, recieve → receive, .+, dont → don't\. Type undo/);
    expect(text).toContain('I designed the protocol, people from other teams receive it.');
    expect(text).toContain('Lost messages fell from 1.2% to 0.05%.');
    expect(text).toContain("Received frames don't get lost.");
    expect(talk.line()).toBeNull();
    expect(talk.ids()).not.toContain('spelling');
    await talk.choose('write');
    expect(talk.letter()).toContain("Received frames don't get lost.");
  });

  test('keeps what was typed as the quote, and the numbers as they were read', async () => {
    const talk = await atReview();
    const before = (await talk.context()).sheet;
    await talk.choose('spelling');
    const { values, figures } = (await talk.context()).sheet;
    expect(values.closing).toMatchObject({
      text: 'Recieved frames dont get lost.',
      english: "Received frames don't get lost.",
    });
    expect(figures.map(({ now, before }) => [now, before])).toEqual(
      before.figures.map(({ now, before }) => [now, before]),
    );
    expect(figures[0]?.measure).toBe('lost messages');
    expect(values['role.company']).toEqual(before.values['role.company']);
  });

  test('corrects the noun that a number counts', async () => {
    const talk = await atReview({
      ...ANSWERS,
      'throughput.now': '9,500 mesages per second',
      closing: 'My two collegues agree.',
    });
    expect(talk.line()).toBe('Spelling: mesages → messages, collegues → colleagues.');
    await talk.choose('spelling');
    expect(talk.ask().text).toContain('9,500 messages per second');
    expect(talk.line()).toBeNull();
  });

  test('corrects the words of figures: own sentences and what follows a number', async () => {
    const talk = conversation();
    const { 'throughput.before': _, ...others } = ANSWERS;
    const answers = {
      ...others,
      'latency.now': 'from meter to bill, p99 4 seconds in teh nightly run',
      'throughput.now': 'It takes 9,500 readings per second during teh day',
    };
    await talk.answer(answers, 'throughput.more');
    await talk.choose('own-words');
    await talk.answer(answers);
    expect(talk.ask().text).toContain('Spelling: teh → the.');
    await talk.choose('spelling');
    expect(talk.ask().text).toContain('4 seconds at p99 in the nightly run');
    expect(talk.ask().text).toContain('It takes 9,500 readings per second during the day.');
  });

  test('without a tap, nothing is corrected', async () => {
    const talk = await atReview();
    await talk.choose('write');
    expect(talk.letter()).toContain('Recieved frames dont get lost.');
  });

  test('undo takes all corrections back and offers them again', async () => {
    const talk = await atReview();
    const line = talk.line();
    await talk.choose('spelling');
    await talk.say('undo');
    expect(talk.ask().text).toContain('Recieved frames dont get lost.');
    expect(talk.line()).toBe(line);
  });

  test('an answer that is given again replaces its correction', async () => {
    const talk = await atReview();
    await talk.choose('spelling');
    await talk.choose('fix');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'closing')?.id ?? '');
    await talk.say('We can seperate frames.');
    expect(talk.ask().text).toContain('We can seperate frames.');
    expect(talk.line()).toBe('Spelling: seperate → separate.');
  });

  test('the button of an earlier list corrects nothing', async () => {
    const talk = await atReview();
    const { mark } = talk.ask();
    await talk.say('add: We seperate them.', '2');
    await talk.send({ kind: 'choice', choice: 'spelling', of: mark });
    expect(talk.said()).not.toContain('Corrected');
    expect(talk.ask().text).toContain('We seperate them.');
  });

  test('corrects words that stand in place of a number', async () => {
    const talk = await interviewAt('reliability.now');
    await talk.say('skip', 'We couldnt lose a frame any more.');
    await talk.answer(ANSWERS);
    await talk.choose('spelling');
    expect(talk.ask().text).toContain("We couldn't lose a frame any more.");
  });

  test('a review without misspelt words has neither line nor button', async () => {
    const talk = await atReview(ANSWERS);
    expect(talk.line()).toBeNull();
    expect(talk.ids()).not.toContain('spelling');
  });
});

describe('chat shorthand', () => {
  const HURRIED = {
    ...ANSWERS,
    'company.choice': 'On ur blog u say u keep every reading',
    'contract.constraint+contract.decision+contract.result':
      'Partners were slow. So i put it behind them. It went thru.',
    background: '2 yrs at a startup, 9 hrs a week b4 that. Idk maybe eleven with tests.',
  };

  test('is written out by one tap; one undo brings all back', async () => {
    const talk = await atReview(HURRIED);
    const before = talk.ask().text;
    expect(talk.line()).toMatch(/^Spelling: ur → your, u → you, .+\./);
    expect(talk.line()?.match(/→/g)).toHaveLength(7);
    await talk.choose('spelling');
    const { text } = talk.ask();
    for (const sentence of [
      'On your blog you say you keep every reading.',
      'It went through.',
      '2 years at a startup, 9 hours a week before that.',
      "I don't know maybe eleven with tests.",
    ])
      expect(text).toContain(sentence);
    await talk.say('undo');
    expect(talk.ask().text).toContain(before);
  });

  test('a word of a name stays', async () => {
    const talk = await atReview({ ...HURRIED, 'system.employer': 'Thru' });
    await talk.choose('spelling');
    expect(talk.ask().text).toContain('It went thru.');
  });
});

describe('after the letter', () => {
  async function withLetter() {
    const talk = await atReview();
    await talk.choose('write');
    expect(talk.ask().question).toBe('letter');
    return talk;
  }

  test.each([
    ['the button', (talk: Awaited<ReturnType<typeof withLetter>>) => talk.choose('spelling')],
    ['its typed words', (talk) => talk.say('Fix the spelling, please')],
    ['its typed words while a sentence is chosen', (talk) => talk.say('2', 'fix the spelling')],
  ] satisfies [string, (talk: Awaited<ReturnType<typeof withLetter>>) => Promise<unknown>][])(
    'the words are listed, and %s corrects them and leads to the review',
    async (_, order) => {
      const talk = await withLetter();
      expect(talk.line()).toMatch(/^Spelling: ppl → people, .+ → don't\.$/);
      expect(talk.ids().slice(0, 2)).toEqual(['edit', 'spelling']);
      await order(talk);
      expect(talk.ask().question).toBe('review');
      expect(`${talk.said()}${talk.ask().text}`).toMatch(/Corrected: ppl → people, .+ Type undo/);
      expect(talk.line()).toBeNull();
      await talk.choose('write');
      expect(talk.letter()).toContain("Received frames don't get lost.");
      expect(talk.ids()).not.toContain('spelling');
    },
  );

  test('one undo takes all corrections back, also after the next letter', async () => {
    for (const then of [[], ['write']]) {
      const talk = await withLetter();
      await talk.choose('spelling');
      for (const choice of then) await talk.choose(choice);
      await talk.say('undo');
      expect(talk.ask().question).toBe('review');
      expect(talk.ask().text).toContain('Recieved frames dont get lost.');
      expect(talk.ask().text).toContain('ppl from other teams recieve it');
    }
  });
});

describe('edits of the letter', () => {
  const numberOf = (text: string, words: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.includes(words))
        ?.split('.')[0],
    );

  test('rewritten and added sentences are corrected, and one undo brings all back', async () => {
    const talk = await atReview({ ...ANSWERS, closing: 'Frames dont get lost.' });
    const closing = numberOf(talk.ask().text, 'dont get lost');
    await talk.say('add: We seperate reads from writes.', '2', `${closing + 1}: Teh frames stay.`);
    expect(talk.line()).toBe('Spelling: seperate → separate, teh → the.');
    await talk.choose('spelling');
    expect(talk.ask().text).toContain('We separate reads from writes.');
    expect(talk.ask().text).toContain('The frames stay.');
    await talk.say('undo');
    expect(talk.ask().text).toContain('We seperate reads from writes.');
    expect(talk.ask().text).toContain('Teh frames stay.');
  });

  test('cut sentences are not offered, and other edits stay', async () => {
    const talk = await atReview();
    await talk.say(`cut ${numberOf(talk.ask().text, 'Recieved frames')}`, '2: We liked it.');
    expect(talk.line()).toBe('Spelling: ppl → people, recieve → receive, mesages → messages.');
    await talk.choose('spelling');
    expect(talk.ask().text).toContain('2. We liked it.');
    expect(talk.ask().text).not.toContain('frames');
  });
});

describe('names', () => {
  const TOLD = 'I wrote the checks, ines built the dashboards.';

  test('a word that may be a name is no misspelling', async () => {
    const talk = await atReview({ ...ANSWERS, 'system.part': TOLD });
    expect(talk.line()).toBeNull();
  });

  test('a word that an answer capitalises within a sentence is none either', async () => {
    const talk = await atReview({ ...ANSWERS, closing: 'The checks are in recieve.' });
    const context = await talk.context();
    const sheet = { ...context.sheet, kept: [backlogEntry('We named it Recieve for fun.', 'e1', null)] };
    const sentences = sentencesOf(composeLetter({ sheet, edits: [], date: new Date(0) }));
    const lineOf = (one: InterviewContext) => {
      const question = withFaults(reviewQuestion(one), one, sentences);
      return question.kind === 'review' ? question.spelling : null;
    };
    expect(lineOf(context)).toEqual([{ typed: 'recieve', correct: 'receive' }]);
    expect(lineOf({ ...context, sheet })).toBeUndefined();
  });

  test('a capital at the start of a sentence makes no name', async () => {
    const talk = await atReview({ ...ANSWERS, 'system.part': 'I recieve frames.', closing: 'Recieve is what I do.' });
    expect(talk.line()).toBe('Spelling: recieve → receive.');
  });
});

describe('names of the sheet in lower case', () => {
  const NAMED = {
    ...ANSWERS,
    'system.employer': 'Belotex',
    'company.view': 'at belotex every team had its own parser',
    background: 'Three years at a startup in malmö.',
    closing: 'I know harbour grid from a meetup.',
  };

  test('get their capitals with one tap, and undo takes them back', async () => {
    const talk = await atReview(NAMED);
    expect(talk.line()).toBe('Spelling: belotex → Belotex, malmö → Malmö, harbour → Harbour, grid → Grid.');
    await talk.choose('spelling');
    const { text } = talk.ask();
    expect(text).toContain('At Belotex every team had its own parser.');
    expect(text).toContain('a startup in Malmö.');
    expect(text).toContain('I know Harbour Grid from');
    expect(talk.line()).toBeNull();
    await talk.say('undo');
    expect(talk.ask().text).toContain('At belotex every team');
  });

  test('in another language, too', async () => {
    const talk = await atReview({ ...NAMED, 'company.view': 'Wir haben bei belotex dasselbe gelernt, u r' });
    await talk.command('language', 'de');
    const line = () => /^Rechtschreibung: .*$/m.exec(talk.ask().text)?.[0];
    expect(line()).toBe('Rechtschreibung: harbour → Harbour, grid → Grid, belotex → Belotex, malmö → Malmö.');
    await talk.choose('spelling');
    expect(talk.ask().text).toContain('bei Belotex dasselbe gelernt, u r');
    expect(line()).toBeUndefined();
    await talk.say('rückgängig');
    expect(talk.ask().text).toContain('bei belotex dasselbe');
  });

  test('a hidden name is not listed', async () => {
    const talk = await atReview(NAMED);
    await talk.say('/hide Belotex', 'a payments company');
    expect(talk.ask().text.toLowerCase()).not.toContain('belotex');
  });
});

describe('words that stay', () => {
  test('words of names', async () => {
    const talk = await atReview({
      ...MISSPELT,
      'role.position+role.company': 'Backend Engineer at Recieve Ppl',
      'system.employer': 'Dont',
    });
    expect(talk.line()).toBe('Spelling: mesages → messages, recieved → received.');
  });

  test('confidential words and their stand-ins', async () => {
    const talk = await atReview({
      ...MISSPELT,
      'system.part': 'I built it at Teh Grid, ppl from other teams recieve it.',
    });
    await talk.say('/hide Teh Grid', 'an enviroment for ppl');
    expect(talk.ask().text).toContain('an enviroment for ppl');
    expect(talk.line()).toBe("Spelling: recieve → receive, mesages → messages, recieved → received, dont → don't.");
  });

  test('a letter by a model, which mends the spelling', async () => {
    const talk = await atReview();
    const context = await talk.context();
    const sentences = sentencesOf(composeLetter({ sheet: context.sheet, edits: [], date: new Date(0) }));
    const draft = { paragraphs: [], edits: 0 };
    const isOffered = (one: InterviewContext) =>
      withFaults(reviewQuestion(one), one, sentences).options[1]?.id === 'spelling';
    expect([context, { ...context, open: true }, { ...context, draft }].map(isOffered)).toEqual([true, false, false]);
  });

  test('letters in other languages', async () => {
    const talk = await atReview();
    await talk.command('language', 'de');
    expect(talk.ask().question).toBe('review');
    expect(talk.ask().text).not.toContain('→');
    expect(talk.ids()).not.toContain('spelling');
  });
});

test.each([
  ['a nightly job copied every table in 4 seconds', '4 and 7 tell the same number. Does the letter need it twice?'],
  ['a nightly job copied 3 tables in 4 hours', null],
])('the review names the sentences that tell the same number: %s', async (before, hint) => {
  const talk = await interviewAt('review', { ...ANSWERS, 'system.before': before });
  expect(/^.*tell the same number.*$/m.exec(talk.ask().text)?.[0] ?? null).toBe(hint);
});

describe('an amount that the letter states twice', () => {
  const before =
    'a nightly job copied every table in 6 minutes. 400 rows a second got through it. The newest was 7 hours old';

  test('can be cut where the figures tell it, too', async () => {
    const talk = await interviewAt('review', { ...ANSWERS, 'system.before': before });
    expect(talk.ask().text).toContain('In 4, 5, 9 and 10, numbers are told twice. Does the letter need that?');
    const labels = () =>
      talk
        .ask()
        .choices.map(({ label }) => label)
        .filter((label) => label.startsWith('Cut '));
    expect(labels()).toEqual([
      'Cut 4: Before that, a nightly job copied every table in 6 …',
      'Cut 5: 400 rows a second got through it.',
    ]);
    await talk.choose('cut:5');
    expect(talk.ask().text).toContain('4 and 8 tell the same number.');
    expect(talk.ask().text).toContain('5. The newest was 7 hours old.');
    expect(labels()).toEqual(['Cut 4: Before that, a nightly job copied every table in 6 …']);
  });

  test('stays where the sentence holds another number, or no figure tells it', async () => {
    const talk = await interviewAt('review', {
      ...ANSWERS,
      'system.before': 'a nightly job copied every table in 6 minutes, on 7 GB',
      closing: 'I can show you the 7 GB index.',
    });
    expect(talk.ask().text).toContain('numbers are told twice');
    expect(talk.ask().choices.filter(({ id }) => id.startsWith('cut:'))).toEqual([]);
  });
});
