/** Messages in a row: replies with the texts that follow them, and forwarded texts with the comments beside them. */
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { chat, chatAt } from './chat.ts';

const ROLE = 'role.position+role.company';

describe('replies in a row', () => {
  test('a text after a reply to the open question continues the answer', async () => {
    const talk = await chatAt(ROLE);
    await talk.reply('Senior Backend Engineer', talk.ask().id);
    await talk.write('at Harbour Grid');
    await talk.settled();
    expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
    expect(await talk.noted('role.company')).toBe('Harbour Grid');
  });

  test('a text after a reply to an older question continues that answer', async () => {
    const talk = await chatAt('system.part');
    await talk.reply('rebuilt the billing ledger in Rust.', talk.question('system.what'));
    await talk.write('It serves 2 million homes.');
    await talk.settled();
    expect(await talk.noted('system.what')).toBe('rebuilt the billing ledger in Rust.\nIt serves 2 million homes.');
    expect(await talk.noted('system.part')).toBeUndefined();
    expect(talk.ask().slot).toBe('system.part');
  });

  test('replies to two questions are two answers', async () => {
    const talk = await chatAt('system.part');
    await talk.reply('Tavolo Energy', talk.question('system.employer'));
    await talk.reply('We learned it late.', talk.question('company.view'));
    await talk.settled();
    expect(await talk.noted('system.employer')).toBe('Tavolo Energy');
    expect(await talk.noted('company.view')).toBe('We learned it late.');
  });

  test('a reply after a text of its own starts another answer', async () => {
    const talk = await chatAt('system.part');
    await talk.write('I designed the protocol.');
    await talk.reply('Tavolo Energy', talk.question('system.employer'));
    await talk.settled();
    expect(await talk.noted('system.part')).toBe('I designed the protocol.');
    expect(await talk.noted('system.employer')).toBe('Tavolo Energy');
  });
});

test('short lines in a row at the question for the job post are the role', async () => {
  const talk = chat();
  await talk.command('start');
  for (const text of ['Senior Backend Engineer', 'at Harbour Grid', 'team Metering']) await talk.write(text);
  await talk.settled();
  expect(await talk.noted('role.position')).toBe('Senior Backend Engineer');
  expect(await talk.noted('role.company')).toBe('Harbour Grid');
});

describe('replies to questions about figures', () => {
  const sides = async (talk: ReturnType<typeof chat>) =>
    (await talk.context()).sheet.figures
      .filter(({ topic }) => topic === 'reliability')
      .map(({ id, measure, now, before }) => [id, measure, before?.quote, now?.quote]);

  test('a reply to "Any other number?" adds a figure', async () => {
    const talk = await chatAt('latency.now');
    await talk.reply('duplicate bills: 3% -> 0.1%', talk.question('reliability.more'));
    await talk.settled();
    expect(await sides(talk)).toEqual([
      ['reliability.1', 'lost readings', '1.2%', '0.05%'],
      ['reliability.2', 'duplicate bills', '3%', '0.1%'],
    ]);
  });

  test('a reply to the question for the number now replaces it', async () => {
    const talk = await chatAt('latency.now');
    await talk.reply('lost readings: 1.2% -> 0.04%', talk.question('reliability.now'));
    await talk.settled();
    expect(await sides(talk)).toEqual([['reliability.1', 'lost readings', '1.2%', '0.04%']]);
  });
});

describe('forwarded texts in a row', () => {
  test('two forwarded texts are asked about once, and both are kept', async () => {
    const talk = await chatAt('system.what');
    await talk.forward('We lost 3% of events last year.');
    await talk.forward('You will own 40 services.');
    await talk.settled();
    expect(talk.questions('job-post')).toBe(1);
    await talk.tap('yes');
    expect((await talk.context()).sheet.kept.at(-1)?.text).toBe(
      'We lost 3% of events last year.\nYou will own 40 services.',
    );
  });

  test.each([
    ['before', ['this one', null]],
    ['after', [null, 'this one']],
  ])('own words %s a forwarded text are its comment, not an answer', async (_, texts) => {
    const talk = await chatAt(ROLE);
    for (const text of texts)
      await (text === null ? talk.forward('Acme Grid is hiring a Staff Engineer.') : talk.write(text));
    await talk.settled();
    expect(talk.ask().question).toBe('job-post');
    expect(talk.questions('job-post')).toBe(1);
    expect(talk.ask().text).toBe(
      [
        '"Acme Grid is hiring a Staff Engineer."',
        wordsOf('questions', 'en')('is-job-post'),
        '(I took "this one" as a comment, not as an answer.)',
      ].join('\n\n'),
    );
    await talk.tap('yes');
    expect(talk.ask().choices.map(({ value }) => value)).not.toContain('this one');
  });

  test('a forwarded text that comes while another one is asked about is asked about first', async () => {
    const talk = await chatAt('system.what');
    await talk.forward('We lost 3% of events last year.');
    await talk.settled();
    const first = talk.ask();
    await talk.forward('You will own 40 services.');
    await talk.settled();
    expect(talk.ask().text).toContain('"You will own 40 services."');
    expect(talk.ask().mark).not.toBe(first.mark);
    await talk.tap('yes');
    expect(talk.ask().text).toBe(first.text);
    await talk.tap('no');
    expect(talk.ask().slot).toBe('system.what');
    const kept = (await talk.context()).sheet.kept.map(({ text, isPost }) => [text, isPost]);
    expect(kept.slice(-2)).toEqual([
      ['You will own 40 services.', true],
      ['We lost 3% of events last year.', false],
    ]);
  });

  test('the question about a forwarded text hides what is confidential', async () => {
    const talk = await chatAt('system.what');
    await talk.command('hide', 'Acme Grid');
    await talk.say('a grid company');
    await talk.write('Acme Grid, see?');
    await talk.forward('Acme Grid is hiring a Staff Engineer.');
    await talk.settled();
    expect(talk.ask().question).toBe('job-post');
    expect(talk.ask().text).not.toContain('Acme');
  });

  test('a reply beside a forwarded text is an answer', async () => {
    const talk = await chatAt('system.part');
    await talk.forward('Acme Grid is hiring a Staff Engineer.');
    await talk.reply('Tavolo Energy', talk.question('system.employer'));
    await talk.settled();
    expect(await talk.noted('system.employer')).toBe('Tavolo Energy');
    expect(talk.ask().question).toBe('job-post');
  });

  test('a long text beside a forwarded one is an answer', async () => {
    const talk = await chatAt('system.part');
    const told = `I designed the protocol. ${'It has a version in each frame, and a checksum. '.repeat(4)}`.trim();
    await talk.write(told);
    await talk.forward('Acme Grid is hiring a Staff Engineer.');
    await talk.settled();
    expect(await talk.noted('system.part')).toBe(told);
    expect(talk.ask().question).toBe('job-post');
  });
});
