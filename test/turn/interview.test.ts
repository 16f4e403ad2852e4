import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { CONTRACT_STORY, topicCount } from '../../src/machine/slots.ts';
import { ANSWERS, conversation, interviewAt, slotAfter } from './conversation.ts';

test.each([
  ['Achieng Otieno the head of engineering', ['Achieng Otieno', 'Achieng Otieno the head of engineering']],
  ['Ms Otieno from engineering', ['Ms Otieno', 'Ms Otieno from engineering']],
])('offers the reader "%s" with and without the words after the name', async (typed, offered) => {
  const talk = await interviewAt('role.addressee');
  await talk.say(typed);
  expect(talk.ask().choices.flatMap(({ id, label }) => (id.startsWith('kept:') ? [label] : []))).toEqual(offered);
  await talk.choose('kept:1');
  await talk.answer(ANSWERS);
  expect(talk.ask().text).toContain(`Dear ${offered[0]},`);
});

test.each(['Aurelio de la Fuente', 'Frau Dr. zur Mühlen', 'Ana Moraes e Rui Dias', 'Hiring team', 'hiring manager'])(
  'notes the reader "%s" as typed',
  async (typed) => {
    const talk = await interviewAt('role.addressee');
    await talk.say(typed);
    expect(talk.ask().noted.map(({ text }) => text)).toEqual([typed]);
  },
);

test.each([
  ['the payment takes 3 days', '12 days', 'throughput.now'],
  ['the import takes 5 hours', '26 hours', 'throughput.now'],
  ['the import takes 1 hour', '26 hours', 'throughput.now'],
  ['a deploy takes 12 minutes', '25 minutes', 'throughput.now'],
  ['a new estimate takes 40 s', '6 hours', 'throughput.now'],
  ['a bill takes 4 s', '6 minutes', 'latency.percentile'],
  ['a search takes 80 ms', '2 s', 'latency.percentile'],
])('asks for a percentile only of seconds: "%s", before %s, next question: %s', async (now, before, asked) => {
  const talk = await interviewAt('latency.before', { ...ANSWERS, 'latency.now': now, 'latency.before': before });
  await talk.say(before);
  const { slot } = talk.ask();
  if (slot === 'latency.more') await talk.choose('skip');
  expect(talk.ask().slot).toBe(asked);
});

test('offers the reader that the job post names', async () => {
  const talk = conversation();
  await talk.command('start');
  await talk.say(
    'Senior Backend Engineer\nAbout Harbour Grid\nWe bill 2 million homes.\nHiring manager: Achieng Otieno, Head of Engineering.',
  );
  await talk.answer(ANSWERS, 'role.addressee');
  expect(talk.ask().choices.map(({ label }) => label)).toContain('Achieng Otieno');
});

test('a lone number at a paragraph that is read back is not an answer, but "number: text" is an edit', async () => {
  const talk = await interviewAt(CONTRACT_STORY);
  await talk.say(ANSWERS[CONTRACT_STORY] ?? '');
  const { slot } = talk.ask();
  expect(talk.ask().text).toContain('2. So I put a version into each frame.');
  await talk.say('2');
  expect(talk.said()).toContain('Tap a button, or type it here as it should read in the letter.');
  expect(talk.ask()).toMatchObject({ slot, noted: [] });
  await talk.say('2: I put a version into each frame.');
  expect(talk.ask().text).toContain('2. I put a version into each frame.');
});

test.each([
  ['system.what', 'b'],
  ['system.what', '3'],
  ['latency.now', 'b'],
  ['closing', 'B'],
])('at %s, the single sign "%s" that is no button is no answer', async (slot, mark) => {
  const talk = await interviewAt(slot);
  await talk.say(mark);
  expect(talk.said()).toContain('Tap a button, or type it here as it should read in the letter.');
  expect(talk.ask()).toMatchObject({ slot, noted: [] });
});

test.each([
  ['contract.constraint+contract.decision+contract.result', 'wait, how long does this take?'],
  ['system.part', 'and how many questions are left?'],
  ['latency.now', 'ok do you store that?'],
  ['role.team', 'no wait, can I change it later?'],
])('at %s, a question to the bot notes nothing: "%s"', async (slot, question) => {
  const talk = await interviewAt(slot);
  await talk.say(question);
  expect(talk.said()).toMatch(
    new RegExp(`It takes about 20 minutes in all \\(topics left: \\d+ of ${topicCount(false)}\\)\\.`),
  );
  expect(talk.ask()).toMatchObject({ slot, noted: [] });
  await talk.say(question);
  expect(talk.said()).toMatch(/I can't answer that one either\. .+ \/help/);
});

test.each(['can i skip this, i dont know the before', 'thats enough numbers'])(
  'an answer without a number can be skipped first: %s',
  async (text) => {
    const talk = await interviewAt('reliability.now');
    await talk.say('overbookings: 9 per month', text);
    expect(talk.ask().choices[0]?.label).toBe('Only the new one is known');
  },
);

test('drops "No." from what is certainly an answer', async () => {
  const talk = await interviewAt('background');
  await talk.say('No. Before that I wrote firmware in Malmö for six years.');
  await talk.choose('answer');
  expect(talk.ask().noted).toMatchObject([{ text: 'Before that I wrote firmware in Malmö for six years.' }]);
});

test.each([
  ['system.employer', 'X'],
  ['reliability.now', '3'],
])('at %s, the single sign "%s" may be the answer', async (slot, mark) => {
  const talk = await interviewAt(slot);
  await talk.say(mark);
  expect(talk.said()).not.toContain('Tap a button, or type it here');
});

test.each([
  'company.view',
  'system.before',
  'contract.constraint+contract.decision+contract.result',
  'role.team',
  'confidential.value',
])('%s shows no numbers, so a numbered sentence is no answer, but a numbered list is', async (slot) => {
  const talk = await interviewAt(slot);
  const told = await talk.say('2: Before that, we copied tables by hand.');
  expect(told[0]).toMatchObject({
    text: expect.stringContaining('Sentences have numbers when I show you a paragraph'),
  });
  expect(talk.ask()).toMatchObject({ slot, noted: [] });
  await talk.say('1: Old meters could not be changed.\n2: I put a version into each frame.');
  if (slot.startsWith('contract')) expect(talk.ask().noted).toMatchObject([{ slot }]);
});

test('a numbered sentence typed at a practice question is no answer to it', async () => {
  const talk = await interviewAt('letter');
  await talk.say('practice', '4: I built it in Go.');
  expect(talk.said()).toContain('Sentences have numbers when');
  expect(talk.ask().question).toBe('open');
});

test.each(['rewrite', 'add', 'greeting'])('"3: …" typed for the words of "%s" changes sentence 3', async (action) => {
  const talk = await interviewAt();
  await talk.choose(action);
  if (action === 'rewrite') await talk.choose('n:2');
  await talk.say('3: At Tavolo I built it in Go.');
  expect(talk.ask().text).toContain('3. At Tavolo I built it in Go.');
  expect(talk.ask().text).toContain('2. We learned the same the hard way.');
});

test('sentences of a paragraph that is read back are moved by its own numbers', async () => {
  const talk = await interviewAt(CONTRACT_STORY);
  await talk.say('Meters were old. They resend a day. I numbered each frame. Nothing broke.');
  await talk.say('move 4 to 3');
  expect(talk.ask().text).toContain('3. Nothing broke.\n4. I numbered each frame.');
  await talk.say('move 4 to 1');
  expect(talk.ask().text).toContain('1. I numbered each frame.\n2. Meters were old.');
});

describe('whole interview', () => {
  test('ends with a letter of the answers and figures', async () => {
    const talk = await interviewAt('letter');
    expect(talk.letter()).toBe(
      [
        'Jo Lind · jo@example.com · Malmö\n29 November 2026',
        'Application: Senior Backend Engineer, Harbour Grid',
        'Dear Harbour Grid team,',
        'On your blog you explain that you replay every meter reading before a release. We learned the same the hard way.',
        'At Tavolo I rebuilt the meter pipeline in Go. Before that, a nightly job copied every table. I designed the protocol, two colleagues built the dashboards. Lost readings fell from 1.2% to 0.05%. The time from meter to bill fell from 6 minutes to 4 seconds at p99. Throughput rose from 400 to 9,500 readings per second.',
        'Old meters could not be changed. So I put a version into each frame. Nothing broke.',
        'I can show you the frame spec.',
        'Kind regards,\nJo Lind',
      ].join('\n\n'),
    );
    expect(talk.heard.at(-1)).toMatchObject({ kind: 'ask', question: 'letter' });
    expect(talk.faults).toEqual([]);
  });

  test('every question has a text, at most one question mark, and choices with distinct ids', async () => {
    const talk = await interviewAt();
    for (const message of talk.heard) {
      if (message.kind !== 'ask') continue;
      expect(message.text).not.toBe('');
      expect(message.text.split('?').length, message.text).toBeLessThanOrEqual(2);
      expect(new Set(message.choices.map(({ id }) => id)).size).toBe(message.choices.length);
      for (const { id, label } of message.choices) {
        expect(id).toMatch(/^[\x21-\x7e]{1,32}$/);
        expect(label).not.toBe('');
      }
    }
  });

  test('an interview with one answer ends in a review', async () => {
    const talk = await interviewAt('review', { 'system.what': 'rebuilt the cache' });
    expect(talk.ask().text).toContain('I rebuilt the cache.');
  });

  test('a repeated event changes nothing', async () => {
    const talk = conversation();
    await talk.command('start');
    await talk.send({ kind: 'text', text: 'skip' }, 'same');
    const [asked, heard] = [talk.ask(), talk.heard.length];
    await talk.send({ kind: 'text', text: 'skip' }, 'same');
    expect(talk.ask()).toEqual(asked);
    expect(talk.heard).toHaveLength(heard);
  });
});

describe('message that is no answer', () => {
  test.each([
    'hi',
    'help',
    'how does this work?',
    'why?',
    'lol',
    'thanks',
    'what would be a good answer?',
    'stop',
    'see above',
  ])('"%s" is not noted, and the question stays open', async (text) => {
    const talk = await interviewAt('system.what');
    const asked = talk.ask();
    const out = await talk.say(text);
    expect(talk.ask().slot).toBe('system.what');
    // The question may be repeated, but without notes.
    for (const one of out) if (one.kind === 'ask') expect(one.noted).toEqual([]);
    expect(talk.ask().mark).toBe(asked.mark);
    expect(out[0]?.kind).toBe('say');
  });

  test.each([
    [slotAfter('contract'), 'Before that I was at Nokia. are you a robot?', 'confirm'],
    [slotAfter('contract'), 'nobody ever told me', 'confirm'],
    ['reliability.now', 'lots of them', 'slot'],
  ])('at %s, orders mean the paragraph shown last while the question is open: %s', async (slot, said, kind) => {
    const talk = await interviewAt(slot);
    await talk.say(said);
    expect(talk.ask()).toMatchObject({ question: kind, slot });
    await talk.say('2: So it was.');
    expect(talk.said()).toContain('Now: "So it was."');
    expect(talk.ask()).toMatchObject({ question: kind, slot });
    await talk.say('cut 2');
    expect(talk.said()).toContain('Cut: "So it was."');
    expect(talk.ask()).toMatchObject({ question: kind, slot });
  });

  test.each([
    ['i will paste it later when i have it', 'later'],
    ['no', 'laptop'],
  ])('words beside a question at the job post come back at no later question: %s', async (reply, word) => {
    const talk = conversation();
    await talk.command('start');
    await talk.say('I have the post but it is on my other laptop. What do you do with it, do you send it somewhere?');
    expect(talk.said()).toContain('Your answers are stored only where this bot runs');
    await talk.say(reply);
    const slots = ['system.what', 'system.before', 'system.part', 'background'];
    for (const slot of slots) {
      await talk.answer(ANSWERS, slot);
      const labels = talk.ask().choices.map(({ label }) => label);
      expect(labels.filter((label) => label.includes('laptop') || label.includes(word))).toEqual([]);
    }
  });

  test('"hi" as the first message gets the first question', async () => {
    const talk = conversation();
    await talk.say('hi');
    expect(talk.ask().slot).toBe('job-post');
    expect(talk.ask().noted).toEqual([]);
  });

  test.each(['skip', 'no', 'n/a', "I don't know", 'nobody measured it', '—'])(
    '"%s" declines the topic',
    async (text) => {
      const talk = await interviewAt('throughput.now');
      await talk.say(text);
      expect(talk.ask().slot).not.toContain('throughput');
    },
  );
});

describe('answer that may say that there is none', () => {
  const SLOTS = ['company.choice', 'company.view', 'system.before', 'background', 'closing'];
  const asked = async (slot: string, text: string) => {
    const talk = await interviewAt(slot);
    await talk.say(text);
    return talk;
  };

  test.each(SLOTS)('%s is left out by tap or "no", or kept', async (slot) => {
    for (const reply of ['leave-out', 'no']) {
      const talk = await asked(slot, 'I have no view of them yet');
      expect(talk.ask()).toMatchObject({ question: 'confirm', slot, noted: [] });
      await (reply === 'no' ? talk.say('no') : talk.choose(reply));
      expect(talk.said()).toContain('OK, left out.');
      expect(talk.ask()).toMatchObject({ question: 'slot', noted: [] });
      expect(talk.ask().slot).not.toBe(slot);
    }
    const talk = await asked(slot, 'nothing really');
    await talk.choose('yes');
    expect(talk.ask().noted).toMatchObject([{ slot, text: 'nothing really' }]);
  });

  test.each([
    ['company.view', 'good, nobody drives three hours to roll back'],
    ['contract.constraint+contract.decision+contract.result', 'Nothing broke.'],
    ['system.part', 'Nobody else worked on it.'],
    ['company.view', 'We never trusted a sum that nobody had checked twice ourselves.'],
    ['system.before', 'Nothing, the clubs typed it all into a big shared table every week.'],
    ['system.part', 'Not much, I only wrote the adapter and the tests of the billing import.'],
  ])('%s: "%s" says something', async (slot, text) => {
    expect((await asked(slot, text)).ask().question).not.toBe('confirm');
  });

  test.each([
    'not really, I came straight to Duifklok from my studies in 2018.',
    'pas vraiment, je suis arrivé chez Duifklok juste après mes études',
  ])('a longer one is asked about if a negation stands in front: %s', async (text) => {
    expect((await asked('background', text)).ask()).toMatchObject({ question: 'confirm', slot: 'background' });
  });

  test('takes a noted value back', async () => {
    const talk = await interviewAt();
    await talk.command('fix');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'company.view')?.id ?? '');
    await talk.say("I don't have one", 'no');
    expect(talk.ask().question).toBe('review');
    expect(talk.ask().text).not.toContain('the hard way');
    await talk.say('undo');
    expect(talk.ask().text).toContain('the hard way');
  });
});

describe('answer with an unclear number', () => {
  test.each([
    ['throughput.now', '0.5%', 'share'],
    ['throughput.now', '40 machines', 'count'],
    ['throughput.now', '9500', 'unit'],
    ['latency.now', '9500', 'time'],
    ['latency.now', '0.5 %', 'not a time'],
    ['latency.now', 'fast', 'number'],
  ])('%s: asks again after "%s"', async (slot, text, word) => {
    const talk = await interviewAt(slot);
    await talk.say(text);
    expect(talk.ask().slot).toBe(slot);
    expect(talk.ask().text).toContain(word);
    expect(talk.ask().noted).toEqual([]);
  });

  test.each([
    ['en', ['same', 'The same.', 'no change', 'It was the same']],
    ['de', ['dasselbe', 'unverändert']],
    ['fr', ['pareil', 'la même chose']],
    ['es', ['igual', 'lo mismo']],
    ['pt', ['igual', 'o mesmo']],
  ])('a value that was the same before is not noted, in %s', async (language, texts) => {
    for (const text of ['button', ...texts]) {
      const talk = conversation();
      await talk.command('language', language);
      await talk.answer(ANSWERS, 'throughput.before');
      await (text === 'button' ? talk.choose('same') : talk.say(text));
      expect(talk.ask().slot, text).toBe('throughput.more');
      expect(talk.ask().noted).toEqual([]);
    }
  });

  test('an unclear "same" is asked about with the button', async () => {
    const talk = await interviewAt('latency.before');
    await talk.say('about the same as before the rewrite');
    expect(talk.ask()).toMatchObject({ slot: 'latency.before', noted: [] });
    expect(talk.ask().choices.map(({ id }) => id)).toContain('same');
  });

  test('offers "availability 91" as a percentage', async () => {
    const talk = await interviewAt('reliability.now');
    await talk.say('availability 91');
    const offered = talk.ask().choices.find(({ label }) => label.includes('91%'));
    await talk.choose(offered?.id ?? 'none');
    expect(talk.ask().noted[0]?.figure?.after).toEqual({ value: 91, unit: '%' });
  });

  test('undo restores an edited sentence that a new answer replaced, and keeps other edits', async () => {
    const talk = await interviewAt('reliability.now');
    await talk.say('1: At Tavolo I rebuilt the whole meter pipeline.', '3: I designed the protocol.');
    await talk.choose('fix');
    const { choices } = talk.ask();
    await talk.choose(choices.find(({ slot }) => slot === 'system.what')?.id ?? '');
    await talk.say('rebuilt the same in Rust');
    expect(talk.ask().text).toContain('At Tavolo I rebuilt the same in Rust.');
    await talk.say('undo');
    expect(talk.ask().text).toContain('At Tavolo I rebuilt the whole meter pipeline.');
    expect(talk.ask().text).toContain('3. I designed the protocol.');
  });

  test('asks about a number in a message that may be for the bot', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say("the dog's bailed up a possum, give us 2 minutes. haha. where were we");
    expect(talk.ask().question).toBe('order');
    expect(talk.ask().choices.map(({ id }) => id)).toEqual(['figure:1', 'own-words', 'none']);
    expect(talk.ask().text).toBe('In the letter: "The latency is 2 minutes." Is that what you mean?');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([
      'Yes',
      'My words: "The dog\'s bailed up a possum, give us 2 …"',
      'No',
    ]);
    await talk.say('4 s at p99');
    expect(talk.ask().noted[0]?.figure?.after).toMatchObject({ value: 4 });
  });

  test('a long text without one of the offered numbers is not an answer', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say("the dog's bailed up a possum, give us 2 minutes. haha. where were we");
    const secret =
      'Our counsel has just replied to me, so: the 9 hours of the night run stay with us, and what we may write';
    await talk.say(`${secret} in their place is half a night. She has no objection to the minutes and the seconds.`);
    expect(talk.ask().question).toBe('order');
    await talk.say('4 s at p99');
    expect(talk.ask().noted[0]?.figure?.after).toMatchObject({ value: 4 });
  });

  test('asks about two numbers of a further figure, and keeps the first figure', async () => {
    const talk = await interviewAt('throughput.more');
    await talk.say('The copier does 85,000 rows a second, where the dump gave us 11,000 rows a second.');
    expect(talk.ask().question).toBe('order');
    await talk.choose('own-words');
    expect(talk.ask().text).toContain('Throughput rose from 400 to 9,500 readings per second.');
    expect(talk.ask().text).toContain('The copier does 85,000 rows a second');
  });

  test('asks what a rate of failures counts, if the answer has no noun', async () => {
    const talk = await interviewAt('reliability.now');
    await talk.say('it were 60 per week, now it are 3');
    await talk.choose(talk.ask().choices.find(({ figure }) => figure?.before?.value === 60)?.id ?? '');
    expect(talk.ask().slot).toBe('reliability.measure');
    await talk.say('double bookings');
    expect(talk.ask().text).toContain('"Double bookings fell from 60 to 3 per week."');
  });

  test('a number is not a sentence about what got better', async () => {
    const talk = await interviewAt('reliability.now');
    await talk.choose('skip');
    await talk.say('42');
    expect(talk.ask()).toMatchObject({ slot: 'reliability.words', noted: [] });
  });

  test('words with a time in them stay words', async () => {
    const talk = await interviewAt('reliability.now');
    await talk.choose('skip');
    await talk.say('Nobody waits 3 days for a refund any more.');
    expect(talk.ask()).toMatchObject({ slot: 'latency.now', noted: [{ slot: 'reliability.words' }] });
  });

  test('offers a figure without the words that were typed around it', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('late in the evening 9 s before, 0.75 s now, p95, in the general');
    expect(talk.ask().text).toContain('Late in the evening takes 0.75 seconds at p95, in the general');
    await talk.choose('only-number');
    expect(talk.ask().slot).toBe('latency.measure');
    await talk.choose('skip');
    expect(talk.ask().text).toContain('"The p95 latency fell from 9 seconds to 0.75 seconds."');
    expect(talk.ask().choices.map(({ id }) => id)).not.toContain('only-number');
  });

  test.each([
    ['en', ['Both']],
    ['de', ['beide']],
    ['fr', ['les deux']],
    ['es', ['los dos']],
    ['pt', ['os dois']],
  ])('"both" asks for a tap, in %s', async (language, texts) => {
    for (const text of texts) {
      const talk = conversation();
      await talk.command('language', language);
      await talk.answer(ANSWERS, 'throughput.now');
      await talk.say('2100/s, 700/s', text);
      expect(talk.ask().question, text).toBe('order');
      await talk.choose('figure:5');
      expect(talk.ask().noted).toHaveLength(2);
    }
  });

  test('"both" with another number is a new answer', async () => {
    const talk = await interviewAt('throughput.now');
    await talk.say('2,100 reads per second and 700 writes per second', 'both are 500 per second');
    await talk.choose('figure:1');
    expect(talk.ask().noted[0]?.figure?.after).toMatchObject({ value: 500 });
  });

  test('offers both orders of two numbers', async () => {
    const talk = await interviewAt('throughput.now');
    await talk.say('9500 rps (800 rps on the mainframe)');
    const { question, choices } = talk.ask();
    expect(question).toBe('order');
    const values = choices.map(({ figure }) => [figure?.before?.value, figure?.after?.value]);
    expect(values).toEqual(
      expect.arrayContaining([
        [9500, 800],
        [800, 9500],
      ]),
    );
    await talk.choose(choices.find(({ figure }) => figure?.after?.value === 9500 && figure.before)?.id ?? '');
    expect(talk.ask().noted[0]?.figure).toMatchObject({ before: { value: 800 }, after: { value: 9500 } });
  });

  test('asks about a figure that got worse, and can swap its sides', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('p99 search: from 80 ms to 620 ms');
    expect(talk.ask()).toMatchObject({ question: 'confirm' });
    await talk.choose('swap');
    expect(talk.ask().noted[0]?.figure).toMatchObject({ before: { value: 620 }, after: { value: 80 } });
  });

  test.each(['no, fewer calls is better. its right', 'yes, fewer is better'])(
    'asks again after words that are no plain yes or no: %s',
    async (text) => {
      const talk = await interviewAt('throughput.now');
      await talk.say('support calls: 180 -> 45 per day', text);
      expect(talk.ask()).toMatchObject({ question: 'confirm', slot: 'throughput.now' });
      expect(talk.said()).toContain('Tap a button');
      await talk.say('yes');
      expect(talk.ask().slot).toBe('throughput.more');
    },
  );

  test('takes a number after a no as the correction', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('p99 search: from 80 ms to 620 ms', 'no, it is 62 ms now');
    expect(talk.ask().noted[0]?.figure).toMatchObject({ before: { value: 80 }, after: { value: 62 } });
  });

  test('offers what is measured without the clause behind its comma, which may be chat', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('4 minutes', '6 hours', 'a full allocation, third time :)');
    expect(
      talk
        .ask()
        .choices.slice(0, 2)
        .map(({ label }) => label),
    ).toEqual(['a full allocation', 'a full allocation, third time :)']);
    await talk.choose('kept:1');
    expect(talk.ask().text).toContain('"A full allocation takes 4 minutes, down from 6 hours."');
  });

  test('asks about a value that differs from the noted one', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('search p99 210 ms', 'from 2.4 s to 310 ms');
    expect(talk.ask().question).toBe('order');
    await talk.choose(talk.ask().choices.find(({ figure }) => figure?.after?.value === 310)?.id ?? '');
    expect(talk.ask().noted[0]?.figure).toMatchObject({ before: { value: 2.4 }, after: { value: 310 } });
  });
});

describe('change of a noted value', () => {
  test('says why a new value of contact.email is not taken as it is', async () => {
    const talk = await interviewAt();
    await talk.command('fix');
    await talk.choose(talk.ask().choices.find((choice) => choice.slot === 'contact.email')?.id ?? '');
    const why = 'Tap the part that I should use';
    expect(talk.ask().text).not.toContain(why);
    await talk.say('jo at example');
    expect(talk.ask()).toMatchObject({ slot: 'contact.email', text: expect.stringContaining(why) });
    expect(talk.ask().text).toContain('So far: jo@example.com');
  });

  test('a rejected new value can be left out, which removes the noted one', async () => {
    const talk = await interviewAt('company.choice');
    await talk.say('fix');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'role.company')?.id ?? '');
    await talk.say('no company, skip');
    expect(talk.ask().choices.map(({ id }) => id)).toContain('keep');
    await talk.choose('skip');
    await talk.command('brief');
    expect(talk.said()).not.toContain('Harbour Grid');
  });

  test('"fix" lists the noted values in the order of the letter, and takes a new value', async () => {
    const talk = await interviewAt('contract.constraint+contract.decision+contract.result');
    await talk.choose('fix');
    expect(talk.ask().question).toBe('which');
    const listed = talk.ask().choices.map(({ slot }) => slot);
    expect(listed.slice(0, 3)).toEqual(['role.position', 'role.company', 'company.choice']);
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'latency.now')?.id ?? '');
    await talk.say('p99 3 seconds');
    expect(talk.ask().noted[0]?.figure).toMatchObject({
      before: { value: 6, unit: 'min' },
      after: { value: 3, unit: 's' },
    });
    expect(talk.ask().slot).toBe('contract.constraint+contract.decision+contract.result');
    await talk.choose('fix');
    expect(talk.ask().choices.map(({ slot }) => slot)).toEqual(listed);
  });

  test('asks whether a message that begins like a correction is an answer', async () => {
    const talk = await interviewAt('system.before');
    await talk.say('actually a nightly job copied every table');
    expect(talk.ask().question).toBe('which');
    await talk.choose('answer');
    expect(talk.ask().noted).toEqual([{ slot: 'system.before', text: 'actually a nightly job copied every table' }]);
  });

  test('"back" asks the last question again, with its value', async () => {
    const talk = await interviewAt('system.before');
    await talk.choose('back');
    expect(talk.ask()).toMatchObject({ question: 'slot', slot: 'system.what' });
    expect(talk.ask().text).toContain('rebuilt the meter pipeline in Go');
    await talk.say('rewrote the meter pipeline in Rust');
    expect(talk.ask().slot).toBe('system.before');
  });

  test('repeated "back" asks every question in reverse order', async () => {
    const talk = conversation();
    const answers = {
      ...ANSWERS,
      // The bot asks about these answers before it notes them.
      'system.part': 'I did the protocol, lol.',
      'reliability.now': 'lost readings 1.2%, 0.05%',
      'contact.name+contact.email+contact.location': 'Jo Lind, Malmö',
      'contact.name': 'Jo Lind',
    };
    const asked: string[] = [];
    await talk.command('start');
    for (let turns = 0; turns < 60 && talk.ask().question !== 'review'; turns += 1) {
      const { question, slot = '', choices } = talk.ask();
      if (question === 'slot' && slot !== 'job-post' && !asked.includes(slot)) asked.push(slot);
      const text = question === 'slot' ? answers[slot as keyof typeof answers] : undefined;
      const ids = ['figure:1', 'skip', 'yes', 'no'];
      if (text !== undefined) await talk.say(text);
      else await talk.choose(ids.find((id) => choices.some((choice) => choice.id === id)) ?? '');
    }
    // "back" asks for the contact details as one question.
    const steps = asked.filter((slot) => !['contact.name', 'contact.email', 'contact.location'].includes(slot));
    const seen: string[] = [];
    for (const _ of steps) {
      await talk.command('back');
      seen.push(talk.ask().slot ?? '');
    }
    expect(seen).toEqual(['confidential.value', ...steps.toReversed()].slice(0, steps.length));
    await talk.command('back');
    await talk.command('back');
    expect(talk.said()).toContain('This is the first question.');
  });

  test('a value that was changed after "back" comes first at the next "back", and no question is skipped', async () => {
    const talk = await interviewAt('system.before');
    for (const slot of ['system.what', 'system.employer', 'company.view']) {
      await talk.command('back');
      expect(talk.ask().slot).toBe(slot);
    }
    await talk.say('We learned it the hard way.');
    expect(talk.ask().slot).toBe('system.before');
    for (const slot of ['company.view', 'system.what', 'system.employer', 'company.choice']) {
      await talk.command('back');
      expect(talk.ask().slot).toBe(slot);
    }
  });

  test.each([
    ['Kim or Kimberly', ['Kim', 'Kimberly', 'Kim or Kimberly']],
    ['Kim and Jo, kim@example.com', ['Kim', 'Jo', 'Kim and Jo']],
  ])('offers each of several names: %s', async (text, names) => {
    const talk = await interviewAt('contact.name+contact.email+contact.location');
    await talk.say(text);
    expect(talk.ask()).toMatchObject({ question: 'slot', slot: 'contact.name' });
    expect(talk.ask().choices.flatMap(({ value }) => value ?? [])).toEqual(names);
    await talk.choose('kept:2');
    expect(talk.ask()).toMatchObject({ slot: 'role.team', noted: [{ slot: 'contact.name', text: names[1] }] });
  });

  test('case 8: an edited message changes the slot that it filled', async () => {
    const talk = await interviewAt('latency.now');
    await talk.say('search p99 210 ms');
    const source = talk.store.turns.at(-1)?.event.id ?? '';
    await talk.send({ kind: 'edited', of: { id: source }, text: 'search p99 310 ms' });
    expect(talk.ask().noted[0]?.figure).toMatchObject({ after: { value: 310, unit: 'ms' } });
  });
});

describe('review', () => {
  test('shows the letter with numbered sentences, and takes typed orders', async () => {
    const talk = await interviewAt();
    expect(talk.ask().text).toContain(
      '\n\nApplication: Senior Backend Engineer, Harbour Grid\n\nDear Harbour Grid team,\n\n1. On your blog',
    );
    await talk.say('cut 1');
    expect(talk.ask().text).not.toContain('1. On your blog');
    await talk.say('1: We learned it late.');
    expect(talk.ask().text).toContain('1. We learned it late.');
    await talk.say('undo', 'undo');
    expect(talk.ask().text).toContain('1. On your blog');
  });

  test('rejects a sentence that is longer than a letter', async () => {
    const talk = await interviewAt();
    const letter = talk.ask().text;
    await talk.say(`1: ${'I apply as Senior Backend Engineer. '.repeat(100)}`);
    const said = talk.heard.findLast(({ kind }) => kind === 'say');
    expect(said).toMatchObject({ text: expect.stringContaining('more than I can read at once') });
    expect(talk.ask().text).toBe(letter);
  });

  test('rewrites, moves and greets by buttons', async () => {
    const talk = await interviewAt();
    await talk.choose('rewrite');
    await talk.choose('n:2');
    await talk.say('It cost us a night.');
    expect(talk.ask().text).toContain('2. It cost us a night.');
    await talk.choose('move');
    await talk.choose('n:2');
    await talk.choose('beginning');
    expect(talk.ask().text).toContain('1. It cost us a night.');
    await talk.choose('greeting');
    await talk.say('Hi Sam,');
    await talk.choose('write');
    expect(talk.letter()).toContain('\n\nHi Sam,\n\n');
  });

  test('an added sentence may have a new number, and is marked as edited', async () => {
    const talk = await interviewAt();
    await talk.say('add: It runs on 3 nodes.', '3');
    await talk.choose('write');
    expect(talk.letter()).toContain('It runs on 3 nodes.');
    const letter = talk.heard.findLast((message) => message.kind === 'letter');
    expect(
      letter?.letter.paragraphs.flatMap(({ sentences }) => sentences).find(({ text }) => text.includes('3 nodes'))
        ?.edited,
    ).toBe(true);
  });

  test('an edit after the letter gives a second version', async () => {
    const talk = await interviewAt();
    await talk.choose('write');
    await talk.say('cut 1');
    expect(talk.ask().question).toBe('review');
    await talk.choose('write');
    expect(talk.letter()).not.toContain('On your blog');
    expect(talk.heard.filter(({ kind }) => kind === 'letter')).toHaveLength(2);
  });

  test('after the letter, a cancelled change leads back to the letter', async () => {
    const talk = await interviewAt();
    await talk.choose('write');
    await talk.choose('fix');
    expect(talk.ask().question).toBe('which');
    await talk.choose('none');
    expect(talk.ask().question).toBe('letter');
    await talk.command('fix');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'closing')?.id ?? '');
    await talk.choose('keep');
    expect(talk.ask().question).toBe('letter');
    await talk.command('hide');
    expect(talk.ask().question).toBe('confidential');
    await talk.command('back');
    expect(talk.ask().question).toBe('letter');
    await talk.command('undo');
    expect(talk.ask().question).toBe('letter');
  });

  test('one undo takes a whole order back', async () => {
    const talk = await interviewAt();
    const before = talk.ask().text;
    await talk.say('cut 2 and 3');
    expect(talk.ask().text).not.toBe(before);
    await talk.say('undo');
    expect(talk.ask().text).toContain(before);
  });

  test('a pasted list is noted without its bullets', async () => {
    const talk = await interviewAt('system.part');
    await talk.say('- I designed the counter.\n- I wrote the import.');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(talk.letter()).toContain('I designed the counter. I wrote the import.');
  });

  test('an unclear reply to a question about an aside changes nothing', async () => {
    const talk = await interviewAt('system.part', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    await talk.say('I built the counter. How much detail do you want here? It counts.');
    expect(talk.ask().question).toBe('confirm');
    const answered = await talk.say('yeah leave it out of there lol');
    expect(answered.map((part) => ('text' in part ? part.text : '')).join('\n')).toContain("I'll say it again");
    expect(talk.ask().question).toBe('confirm');
    await talk.choose('leave-out');
    expect(talk.ask().noted).toMatchObject([
      { slot: 'system.part', text: expect.stringContaining('I built the counter.') },
    ]);
  });

  test.each(['no', 'No.', 'leave it out'])('"%s" leaves only the aside out of the answer', async (text) => {
    const talk = await interviewAt('system.part');
    await talk.say('I built the counter. haha', text);
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.part', text: 'I built the counter.' }]);
  });

  test('asks about a question to the bot beside an answer, and says what people ask most', async () => {
    const talk = await interviewAt('system.part', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    await talk.say('I built the counter. It counts. How much detail do you want here?');
    expect(talk.said()).toContain('What people ask most:');
    expect(talk.ask().text).toContain('"How much detail do you want here?"');
    await talk.choose('leave-out');
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.part', text: 'I built the counter. It counts.' }]);
  });

  test.each([
    [
      'havent got it here, its senior backend engineer at Ferrox in dublin, kotlin',
      ['senior backend engineer'],
      ['Ferrox'],
    ],
    ['I dont have it here, its for Ferrox, they do payments', ['Ferrox'], ['Ferrox']],
    [
      'sorry i dont have it here im on my phone, its Ferrox in Dublin, backend engineer, they do payments',
      ['Ferrox', 'Dublin', 'backend engineer'],
      ['Ferrox', 'Dublin', 'backend engineer'],
    ],
    ['skip then, no post', [], []],
  ])('offers the names in a line instead of the job post, but no other words: %s', async (text, position, company) => {
    const talk = conversation();
    await talk.command('start');
    await talk.say(text);
    const offered = () => talk.ask().choices.flatMap(({ label, value }) => (value === undefined ? [] : [label]));
    expect(talk.ask().slot).toBe('role.position');
    expect(offered()).toEqual(position);
    await talk.say('Senior Backend Developer');
    expect(offered()).toEqual(company);
  });

  test('offers no sentence that was noted in part', async () => {
    const talk = await interviewAt('system.employer', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    const part = 'I wrote the ingest, and two colleagues wrote the Kafka consumers.';
    await talk.say(`At Electrosoft Data in Cluj-Napoca, Romania. I am there since 2019. ${part}`);
    const offered = () => talk.ask().choices.flatMap(({ id, value }) => (id.startsWith('kept:') ? [value] : []));
    await talk.choose(talk.ask().choices.find(({ label }) => label === 'Electrosoft Data')?.id ?? '');
    expect(offered()).toEqual(['I am there since 2019.', part]);
  });

  test('notes no words beside a question as the name of a figure', async () => {
    const talk = await interviewAt('reliability.measure', {
      ...ANSWERS,
      'reliability.now': '0.5%',
      'reliability.before': '2%',
    });
    await talk.say('how long does this take? im on lunch');
    expect(talk.ask()).toMatchObject({ text: expect.stringContaining('im on lunch'), noted: [] });
    await talk.say('lost orders');
    expect(talk.said()).toContain('Please tap a button or type its words.');
  });

  test.each([
    ['no', 'system.employer'],
    ['no, leave it out', 'system.employer'],
    ['yes', 'system.what'],
  ])('"%s" answers whether a name beside a question to the bot is the answer', async (reply, slot) => {
    const talk = await interviewAt('system.employer', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    await talk.say('how long does this take? Im on lunch');
    expect(talk.ask().text).toContain('"Im on lunch"');
    await talk.say(reply);
    expect(talk.ask().slot).toBe(slot);
  });

  test.each([
    [
      'A seat hold service in Kotlin. How much detail do you want here?',
      'leave-out',
      'I built a seat hold service in Kotlin.',
    ],
    [
      'a seat hold service, lol. excuse me. In Kotlin.',
      'yes',
      'I built a seat hold service, lol. excuse me. In Kotlin.',
    ],
    ['a seat hold service. haha', 'leave-out', 'I built a seat hold service.'],
    ['ok so. a seat hold service', 'leave-out', 'I built a seat hold service'],
  ])('asks how an answer should begin after the question about its asides: %s', async (text, choice, first) => {
    const talk = await interviewAt('system.what', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    await talk.say(text);
    await talk.choose(choice);
    expect(talk.ask()).toMatchObject({ slot: 'system.what', noted: [] });
    expect(talk.ask().choices[0]?.label).toBe(first);
    await talk.choose('kept:1');
    expect(talk.ask()).toMatchObject({ slot: 'system.before', noted: [{ slot: 'system.what' }] });
  });

  test.each(['sorry, it was 310', 'wait, its 310 a month', 'oops 340 is wrong, it was 310'])(
    'offers the new value for the number that is tapped after "%s"',
    async (correction) => {
      const talk = await interviewAt('reliability.now', {
        'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
      });
      await talk.say('complaints: 340 a month');
      await talk.say(correction);
      expect(talk.ask().question).toBe('which');
      expect(talk.ask().choices[0]?.label).toBe('Failures, now: 340 a month');
      await talk.choose('note:1');
      expect(talk.ask().choices.map(({ label }) => label)).not.toContain('340 per month (complaints)');
      await talk.choose('figure:1');
      expect(talk.ask()).toMatchObject({
        slot: 'reliability.before',
        noted: [{ slot: 'reliability.now', text: expect.stringContaining('310 per month') }],
      });
      // The value before gets the unit of the value now.
      await talk.say('500');
      expect(talk.ask().noted[0]?.text).toContain('500 per month → 310 per month');
    },
  );

  test.each(["that's all", 'no thats it', "No, that's it."])('"%s" leaves a number out, and says so', async (text) => {
    const talk = await interviewAt('reliability.now', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    await talk.say(text);
    expect(talk.heard.slice(-2)).toMatchObject([{ text: 'OK, left out.' }, { slot: 'reliability.words' }]);
    await talk.answer({ 'latency.now': 'search: 4 s', 'latency.percentile': 'p99' }, 'latency.more');
    const before = talk.heard.length;
    await talk.say(text);
    expect(talk.heard.slice(before)).toMatchObject([{ slot: 'throughput.now' }]);
  });

  test('"that\'s all" at the review writes the letter', async () => {
    const talk = await interviewAt();
    await talk.say("that's all");
    expect(talk.letter()).toContain('Harbour Grid');
  });

  test('offers a number that was given up nowhere', async () => {
    const talk = await interviewAt('throughput.now', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    await talk.say('58,000 holds a day in July');
    await talk.say('sorry its 85,000 not 58,000');
    expect(talk.ask().text).toContain('The system handles 85,000 holds per day in July.');
    await talk.choose('yes');
    expect(talk.ask().slot).toBe('throughput.before');
    expect(talk.ask().choices.filter(({ label }) => label.includes('58,000'))).toEqual([]);
  });

  test('a bare number before is counted per the same shift as the one now', async () => {
    const talk = await interviewAt('throughput.before', { ...ANSWERS, 'throughput.now': '31,000 tag reads a shift' });
    await talk.say('2,400 a shift');
    await talk.choose('figure:1');
    expect(talk.ask().text).toContain('Throughput rose from 2,400 to 31,000 tag reads a shift.');
  });

  test('takes a label with a reason behind it where another number is asked for', async () => {
    const talk = await interviewAt('reliability.more');
    await talk.say('leave it out, its already in the first sentence');
    expect(talk.heard.at(-2)).toMatchObject({ text: 'OK, left out.' });
  });

  test('offers a load that was typed as a number about failures when it asks for the load', async () => {
    const talk = await interviewAt('reliability.more');
    await talk.say('4,000 rps');
    await talk.choose('none');
    await talk.answer(ANSWERS, 'throughput.now');
    expect(talk.ask().choices.map(({ label }) => label)).toContainEqual(
      expect.stringContaining('4,000 requests per second'),
    );
  });

  test('offers the words of an answer that may be the name of its number, if it is not sure', async () => {
    const talk = conversation();
    await talk.answer(
      { ...ANSWERS, 'reliability.now': 'class on the wrong bale of the day fell from 3% to 1%' },
      'reliability.measure',
    );
    expect(talk.ask().noted[0]?.text).toBe('3% → 1%');
    expect(talk.ask().choices[0]).toMatchObject({ id: 'name:1', label: 'class on the wrong bale of the day' });
    await talk.choose('name:1');
    expect(talk.ask().text).toContain('Class on the wrong bale of the day fell from 3% to 1%.');
  });

  test('corrects the number in a typed sentence of another language', async () => {
    const talk = conversation();
    await talk.command('language', 'Deutsch');
    await talk.answer({ 'role.position+role.company': 'Backend-Entwicklerin bei Nordwind' }, 'reliability.now');
    await talk.say('Spät angekommen: 3 % der Zahlungen.', 'sorry, 2 % der Zahlungen');
    await talk.choose('note:1');
    await talk.choose('figure:1');
    await talk.choose('skip');
    expect(talk.ask().text).toContain('Spät angekommen: 2 % der Zahlungen.');
  });

  test('asks for the value again if no offered one is right', async () => {
    const talk = await interviewAt('reliability.now', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    await talk.say('complaints: 340 a month');
    await talk.say('sorry, it was 310');
    await talk.choose('note:1');
    await talk.choose('none');
    expect(talk.ask().slot).toBe('reliability.now');
    await talk.say('complaints: 320 a month');
    expect(talk.ask().noted[0]?.text).toContain('320 per month');
    expect(talk.ask().slot).toBe('reliability.before');
  });

  test('a figure that is given twice is in the question once', async () => {
    const talk = await interviewAt('reliability.now', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    for (let told = 0; told < 2; told += 1) await talk.say('double credits: 90 a month before, none now');
    expect(talk.ask().text.split('Double credits')).toHaveLength(2);
  });

  test('"no" asks what to change', async () => {
    const talk = await interviewAt();
    const told = await talk.say('no');
    expect(told).toEqual([{ kind: 'say', text: expect.stringContaining('what should I change?') }]);
    expect(talk.ask().question).toBe('review');
  });

  test('after the letter, a changed value leads to the review', async () => {
    const talk = await interviewAt();
    await talk.choose('write');
    await talk.choose('fix');
    await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'closing')?.id ?? '');
    await talk.say('Ask me about the frame spec.');
    expect(talk.ask()).toMatchObject({ question: 'review', noted: [{ slot: 'closing' }] });
    expect(talk.ask().text).toContain('Ask me about the frame spec.');
  });

  test('after the letter, the review has all buttons for changes', async () => {
    const talk = await interviewAt();
    await talk.choose('write');
    await talk.choose('edit');
    expect(talk.ask().question).toBe('review');
    for (const choice of ['rewrite', 'cut', 'move', 'add', 'greeting', 'sign-off', 'hide', 'fix']) {
      await talk.choose(choice);
      expect(talk.ask().question, choice).not.toBe('review');
      await talk.choose(choice === 'hide' ? 'no' : 'none');
      expect(talk.ask().question, choice).toBe('review');
    }
    await talk.choose('cut');
    await talk.choose('n:2');
    expect(talk.ask().text).not.toContain('2. On your blog');
    await talk.choose('undo');
    expect(talk.ask().text).toContain('On your blog');
    await talk.choose('write');
    expect(talk.ask().question).toBe('letter');
    expect(talk.heard.filter(({ kind }) => kind === 'letter')).toHaveLength(2);
  });

  test('case 37: /export has the interview and the letter', async () => {
    const talk = await interviewAt();
    await talk.choose('write');
    const [file] = await talk.command('export');
    if (file?.kind !== 'file') throw new Error('no file came');
    const { 'foreword.json': json } = unzipSync(file.bytes);
    const content: unknown = JSON.parse(new TextDecoder().decode(json));
    expect(content).toMatchObject({ interview: { value: 'letter' }, letters: [{ version: 1 }] });
    expect(JSON.stringify(content)).toContain('I can show you the frame spec.');
    expect(talk.ask().question).toBe('letter');
  });

  test('the button "why" shows words of the answers', async () => {
    const talk = await interviewAt();
    await talk.choose('write');
    const [why] = await talk.choose('why');
    expect(why).toMatchObject({ kind: 'say' });
    expect(talk.said()).toContain('lost readings');
  });

  test('a letter to another company has the story, and nothing about the first company', async () => {
    const talk = await interviewAt();
    await talk.choose('write');
    await talk.choose('another');
    await talk.answer({
      'role.position+role.company': 'Staff Engineer at Ferrox',
      'company.choice': 'In your talk you simulate a whole evening from logs.',
    });
    await talk.choose('write');
    expect(talk.letter()).toContain('Ferrox');
    expect(talk.letter()).toContain('rebuilt the meter pipeline');
    expect(talk.letter()).not.toMatch(/Harbour|On your blog|Senior Backend/);
  });
});

describe('confidential values', () => {
  test('a hidden value is in no later message or letter', async () => {
    const talk = conversation();
    await talk.answer(
      { ...ANSWERS, 'system.part': 'I led Tavolo’s pipeline, the Tavolo team did the rest.' },
      'confidential.value',
    );
    await talk.say('Tavolo', 'a payments company', '9500 readings', 'thousands of readings');
    const from = talk.heard.length;
    await talk.choose('no');
    await talk.choose('write');
    await talk.choose('why');
    await talk.command('brief');
    const later = JSON.stringify(
      talk.heard
        .slice(from)
        .map((message) =>
          message.kind === 'letter'
            ? { text: message.text, letter: message.letter }
            : message.kind === 'file'
              ? message.name
              : message,
        ),
    );
    expect(later).not.toMatch(/tavolo|9,?500|9\.5k/i);
    expect(talk.letter()).toContain('a payments company');
    expect(talk.letter()).toContain('thousands of readings');
  });

  // "İzmir" gets a character longer in lower case, which shifts the offsets of everything after it.
  test('a value is hidden in full, also after a letter that gets longer in lower case', async () => {
    const talk = conversation();
    await talk.answer(
      { ...ANSWERS, 'contact.name+contact.email+contact.location': 'Jo Lind, jo@example.com, İzmir' },
      'confidential.value',
    );
    await talk.say('9,500 Readings', 'thousands of readings');
    await talk.choose('no');
    await talk.choose('write');
    expect(talk.letter()).toContain('İzmir');
    expect(talk.letter()).toContain('thousands of readings');
    expect(talk.letter()).not.toContain('500');
  });

  test('the button "describe" replaces the employer by a description', async () => {
    const talk = await interviewAt('system.what');
    await talk.choose('describe');
    await talk.say('a payments company');
    await talk.answer(ANSWERS);
    expect(talk.ask().text).toContain('At a payments company I rebuilt');
  });
});

describe('pasted text', () => {
  const POST =
    'Harbour Grid is hiring\n\nSenior Backend Engineer, Metering\nYou bring 7+ years of Erlang.\nWe answer 900 million evaluations a day.';

  test.each([
    ['as the first message', async (talk: ReturnType<typeof conversation>) => void (await talk.say(POST))],
    [
      'in a file',
      async (talk: ReturnType<typeof conversation>) => {
        await talk.command('start');
        const read = () => Promise.resolve(new TextEncoder().encode(POST));
        await talk.send({ kind: 'file', name: 'it.txt', mime: 'text/plain', read });
      },
    ],
  ])('asks what a pasted text is: %s', async (_, say) => {
    const talk = conversation();
    await say(talk);
    expect(talk.ask().question).toBe('job-post');
  });

  test('a line that answers the question for the job post is the role', async () => {
    const talk = await interviewAt('job-post', {});
    await talk.say('Backend Engineer at Harbour Grid');
    expect(talk.ask().noted.map(({ text }) => text)).toEqual(['Backend Engineer', 'Harbour Grid']);
  });

  test.each([
    ['typed', {}],
    ['forwarded', { isForeign: true }],
  ])('a %s text that answers the question for the job post gives names for the role only', async (_, how) => {
    const talk = conversation();
    await talk.command('start');
    await talk.send({ kind: 'text', text: POST, ...how });
    expect(talk.said()).toContain('I take only the role and the company from it');
    expect(talk.ask()).toMatchObject({ slot: 'role.position' });
    expect(talk.ask().choices.map(({ value }) => value)).toContain('Senior Backend Engineer');
    await talk.say('Senior Backend Engineer at Harbour Grid');
    await talk.answer({ ...ANSWERS, 'throughput.now': 'skip' });
    expect(talk.ask().text).not.toMatch(/Erlang|900 million/);
  });

  test('offers no capitalised words of a job post as position or company', async () => {
    const talk = conversation();
    await talk.command('start');
    await talk.say(
      'About the role\nHarbour Grid is a company from Ghent. We bill 2 million homes.\n\nWhat you bring:\n- 5+ years\n- PostgreSQL\nYou build what a Senior Backend Engineer builds.',
    );
    expect(talk.ask().slot).toBe('role.position');
    expect(talk.ask().choices.filter(({ id }) => id.startsWith('kept:'))).toEqual([]);
  });

  test.each(["how long is this going to take? i'm on my lunch", 'Is it free? The last bot was not.'])(
    'offers nothing that stands beside a question in the first message: %s',
    async (text) => {
      const talk = conversation();
      await talk.say(text);
      await talk.answer(ANSWERS, 'system.what');
      expect(talk.ask().choices.map(({ id }) => id)).not.toContain('kept:1');
    },
  );

  test('an answer without a percentile is asked about, with "Not known" first', async () => {
    const talk = await interviewAt('latency.percentile', {
      ...ANSWERS,
      'latency.now': 'from meter to bill, 4 seconds',
    });
    await talk.say('its not a percentile. its how long it takes usually');
    expect(talk.ask()).toMatchObject({
      slot: 'latency.percentile',
      text: expect.stringContaining('I found no percentile in that. If there is none, tap “Not known”.'),
    });
    expect(talk.ask().choices[0]?.label).toBe('Not known');
  });

  test('offers sentences of the own text of a candidate at later questions', async () => {
    const talk = conversation();
    await talk.say(
      'ok I just dump it all here\nI rebuilt the ledger at Quillbank in Kotlin. It used to update balances in one transaction. p99 went from 740 ms to 95 ms. Two colleagues built the reports.',
    );
    await talk.choose('no');
    await talk.answer(ANSWERS, 'system.before');
    expect(talk.ask().choices.map(({ value }) => value)).toContain('It used to update balances in one transaction.');
    await talk.answer(ANSWERS, 'latency.now');
    const [figure] = talk.ask().choices.flatMap((choice) => choice.figure ?? []);
    expect(figure).toMatchObject({ percentile: 'p99', before: { value: 740 }, after: { value: 95 } });
  });

  describe('offers from earlier texts', () => {
    const offered = (talk: ReturnType<typeof conversation>) =>
      talk.ask().choices.flatMap(({ id, label }) => (id.startsWith('kept:') ? [label] : []));

    test('names of an answer are offered for the other parts of its topic only', async () => {
      const talk = await interviewAt('role.position+role.company', {});
      await talk.say('Staff Backend Engineer, Kestrel Pay, Ledger team, remote from Porto');
      expect(offered(talk)).toContain('Staff Backend Engineer');
      await talk.say('Staff Backend Engineer');
      expect(offered(talk)).toContain('Kestrel Pay');
      await talk.say('Kestrel Pay');
      await talk.answer({}, 'system.employer');
      expect(offered(talk)).toEqual([]);
      await talk.answer({}, 'role.team');
      expect(offered(talk)).toEqual(['Ledger']);
      await talk.say('Ledger');
      expect(offered(talk)).toEqual([]);
    });

    test('an e-mail address of an answer is offered', async () => {
      const talk = await interviewAt('contact.name+contact.email+contact.location');
      await talk.say('Jo Lind, Malmö, jo@example.com, Sweden');
      await talk.say('Jo Lind');
      expect(offered(talk)).toEqual(['jo@example.com']);
    });

    test('whole sentences of a story are offered only at fitting questions', async () => {
      const talk = conversation();
      await talk.say(
        'We had Postgres. I rebuilt the ledger at Quillbank in Kotlin.\nSkills: Go, Kotlin and Rust\nI was there for 4 years. Costs fell by 30%, and I like what Kestrel Pay does.',
      );
      await talk.choose('no');
      await talk.answer({ 'role.position+role.company': 'Backend Engineer at Kestrel Pay' }, 'company.choice');
      expect(offered(talk)).toEqual(['Costs fell by 30%, and I like what Kestrel Pay does.']);
      await talk.answer({}, 'system.what');
      expect(offered(talk)[0]).toBe('I rebuilt the ledger at Quillbank in Kotlin.');
      expect(offered(talk).join()).not.toMatch(/Skills|We had Postgres/);
      for (const slot of ['reliability.now', 'latency.now', 'throughput.now', 'closing', 'role.team']) {
        await talk.answer({}, slot);
        expect(offered(talk)).toEqual([]);
      }
    });

    test('a number is offered only where its kind is asked for', async () => {
      const talk = await interviewAt('latency.now');
      await talk.say('search p99 is 310 ms. It runs on 6 nodes. Median is 40 ms.');
      await talk.choose(talk.ask().choices.find(({ figure }) => figure?.after?.value === 310)?.id ?? '');
      expect(talk.ask().slot).toBe('latency.before');
      expect(offered(talk)).toEqual([]);
    });
  });
});

test('a latency as the answer about failures is asked about, and offered at the question for the latency', async () => {
  const talk = conversation();
  const { 'reliability.now': _, ...answers } = ANSWERS;
  await talk.answer(answers, 'reliability.now');
  await talk.say('the payment confirmation, p99 80 ms');
  expect(talk.ask()).toMatchObject({ question: 'order', slot: 'reliability.now', noted: [] });
  await talk.choose('none');
  while (talk.ask().topic === 'reliability') await talk.choose('skip');
  expect(talk.ask().slot).toBe('latency.now');
  const offered = talk.ask().choices.find(({ figure }) => figure?.after?.value === 80);
  expect(offered).toMatchObject({ figure: { topic: 'latency', percentile: 'p99' } });
});

test('offers the other pair of an answer once one was picked', async () => {
  const talk = await interviewAt('reliability.now', {
    'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
  });
  await talk.say('Double bookings: 11 → 0. Complaints: 40 → 3.');
  await talk.choose('figure:1');
  expect(talk.ask()).toMatchObject({ slot: 'reliability.more' });
  const other = talk.ask().choices.find(({ label }) => label.includes('40'));
  await talk.choose(other?.id ?? '');
  expect(talk.ask().noted[0]?.text).toContain('40');
  expect(talk.ask().choices.filter(({ id }) => id.startsWith('kept'))).toEqual([]);
});

test('a number that the system was told with need not be told again', async () => {
  const answers = {
    ...ANSWERS,
    'system.what': 'rebuilt the scan service. Every report takes 35 minutes, 6 hours before.',
  };
  const talk = await interviewAt('reliability.now', answers);
  await talk.say('already said');
  expect(talk.ask().slot).toBe('latency.now');
  await talk.choose('said');
  expect(talk.ask().slot).toBe('throughput.now');
  expect(
    (await interviewAt('reliability.now', { ...ANSWERS, 'system.what': 'rebuilt it.' })).ask().choices,
  ).not.toContainEqual(expect.objectContaining({ id: 'said' }));
});

test.each(['in 5, seven weeks instead of six, and drop 6', 'the clerks typed them. Cut 2.'])(
  'an answer that holds an order about numbered sentences is asked about: %s',
  async (text) => {
    const talk = await interviewAt('system.before');
    await talk.say(text);
    expect(talk.ask().text).toContain('Where does that belong?');
  },
);

test('a numbered sentence is no number', async () => {
  const talk = await interviewAt('throughput.now');
  await talk.say("5: Jana wrote the drivers' phone app, with an offline queue.");
  expect(talk.ask()).toMatchObject({ slot: 'throughput.now', question: 'slot' });
  expect((await talk.context()).sheet.figures.some(({ topic }) => topic === 'throughput')).toBe(false);
});

test('offers the zero of an answer once its change was picked', async () => {
  const talk = await interviewAt('reliability.now');
  await talk.say('We have had zero missed alarms in three harvests. The share of silent sheds fell from 8% to 0.7%.');
  await talk.choose(talk.ask().choices.find(({ label }) => label.startsWith('8% → 0.7%'))?.id ?? '');
  const zero = talk.ask().choices.find(({ label }) => label.startsWith('0 missed alarms'));
  await talk.choose(zero?.id ?? '');
  expect(talk.ask().noted[0]?.text).toContain('0 missed alarms');
});

test('offers the position and the company of a first message in one tap', async () => {
  const talk = conversation();
  await talk.say(
    'Hi! I want to apply as Senior Backend Engineer at Kettingwerk, they lease bikes. At Witgoed Leie I built Lakenboek, which tracks every sheet from the laundry to the ward, and there are 37 hospitals.',
  );
  await talk.choose('no');
  expect(talk.ask().choices[0]).toMatchObject({ id: 'kept:1', label: 'Senior Backend Engineer, Kettingwerk' });
  await talk.choose('kept:1');
  expect(talk.ask().text).toContain('Which engineering choice of Kettingwerk do you like');
});

test('a greeting in front of the position is no part of it', async () => {
  const talk = conversation();
  await talk.command('start');
  await talk.say('hey! applying as Staff Backend Engineer at Parcelwise.');
  expect(talk.ask()).toMatchObject({ slot: 'role.position' });
  await talk.say('Staff Backend Engineer');
  expect(talk.ask().text).toContain('Which company is the letter for?');
  expect(talk.ask().choices.map(({ label }) => label)).toContain('Parcelwise');
});
