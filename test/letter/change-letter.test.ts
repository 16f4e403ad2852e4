/** Changes to a model's letter that are requested in free words or by a button, over real HTTP. */
import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../src/machine/context.ts';
import type { Reading } from '../../src/reader/reading-schema.ts';
import { fails, modelServer, type Reply, readerAndWriter, says } from '../fakes/model.ts';
import { figure, reading, side, text } from '../reader/reading.ts';
import { conversation } from '../turn/conversation.ts';
import { author, draftOf, fixture, requestOf, type Step, sentencesOfFixture, verdicts } from './scripted-model.ts';

const ledger = fixture('cooperative-ledger');
const texts = sentencesOfFixture(ledger).map(({ text }) => text);

const read = (parts: Partial<Reading>) => says(JSON.stringify(reading(parts)));
const lines = (...all: readonly object[]) => says(all.map((one) => JSON.stringify(one)).join('\n'));
/** Verdicts on the sentences of a change: the n-th is supported by this quote, or rejected if it is null. */
const judged = (...quotes: readonly (string | null)[]) =>
  says(
    JSON.stringify({
      checks: quotes.map((by, at) => ({ n: at + 1, supported: by !== null, by: by ?? 'nobody said this' })),
    }),
  );

/** Delivers a letter; the model has these answers for what comes next. */
async function afterTheLetter(answers: Partial<Record<Step, readonly Reply[]>>) {
  const { verify = [], ...rest } = answers;
  const server = await modelServer(
    author({ draft: [says(draftOf(ledger))], ...rest, verify: [verdicts(ledger), ...verify] }),
  );
  const talk = conversation(readerAndWriter(server));
  await talk.command('start');
  const context = { ...EMPTY, sheet: requestOf(ledger).sheet, enough: true, open: true };
  talk.restore('review', context);
  await talk.command('write');
  const body = () => talk.letter().split('\n\n').slice(3, -1).join(' ');
  expect(body()).toBe(texts.join(' '));
  const letters = () => talk.heard.filter(({ kind }) => kind === 'letter').length;
  return { talk, server, body, letters, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('change that is requested in free words', () => {
  it('changes the sentences that are meant, and no byte of the others', async () => {
    await using at = await afterTheLetter({
      reading: [read({ wish: 'make the sentence on the id plainer, and drop the earlier job' })],
      change: [lines({ n: 10, t: 'The id was no use as a key.', f: ['f13'] }, { n: 13, t: null })],
      verify: [judged('the id was useless as a key')],
    });
    await at.talk.say('can you say that about the id plainer? and the earlier job can go');
    expect(at.body()).toBe(texts.with(9, 'The id was no use as a key.').toSpliced(12, 1).join(' '));
    // Two for the letter, and one each to read, write and check the change.
    expect(at.server.calls).toBe(5);
    const [asked] = at.server.asked.slice(-2);
    expect(asked?.user).toContain('make the sentence on the id plainer');
    expect(at.talk.faults).toEqual([]);
  });

  it('a change can be undone without a call', async () => {
    await using at = await afterTheLetter({
      reading: [read({ wish: 'shorter' })],
      change: [lines({ n: 13, t: null }, { n: 10, t: null })],
    });
    await at.talk.say('a bit shorter please');
    expect(at.body()).toBe(texts.toSpliced(12, 1).toSpliced(9, 1).join(' '));
    // A cut needs no check.
    expect(at.server.calls).toBe(4);
    await at.talk.say('undo', 'write');
    expect(at.body()).toBe(texts.join(' '));
    expect(at.server.calls).toBe(4);
  });

  it('keeps earlier edits of the person', async () => {
    await using at = await afterTheLetter({
      reading: [read({ wish: 'warmer ending' })],
      change: [lines({ n: 14, t: 'I would gladly share a redacted design document of the journal.', f: ['f17'] })],
      verify: [judged('a redacted design document')],
    });
    await at.talk.say('1: I read your blog.', 'warmer ending please');
    expect(at.body()).toBe(
      texts
        .with(0, 'I read your blog.')
        .with(13, 'I would gladly share a redacted design document of the journal.')
        .join(' '),
    );
  });

  it('adds a fact of the message, and drops a made-up one', async () => {
    await using at = await afterTheLetter({
      reading: [read({ wish: 'mention the pager' })],
      change: [
        lines(
          { after: 12, t: 'The pager has been quiet since.', f: ['f19'] },
          { after: 12, t: 'It won an award in 2024.', f: ['f19'] },
        ),
      ],
      verify: [judged('the pager has been quiet since', null)],
      'change-2': [lines({ after: 12, t: 'It won three awards.', f: ['f19'] })],
    });
    await at.talk.say('mention that the pager has been quiet since');
    expect(at.body()).toBe(texts.toSpliced(12, 0, 'The pager has been quiet since.').join(' '));
    const notes = at.talk.heard.filter((one) => one.kind === 'say').map(({ text }) => text);
    expect(notes.at(-1)).toContain('- It won an award in 2024.');
  });

  it('moves a sentence as it is, without a check', async () => {
    await using at = await afterTheLetter({
      reading: [read({ wish: 'the earlier job first' })],
      change: [lines({ n: 13, after: 9 })],
    });
    await at.talk.say('put the earlier job before the id');
    expect(at.body()).toBe(
      texts
        .toSpliced(12, 1)
        .toSpliced(9, 0, texts[12] ?? '')
        .join(' '),
    );
    expect(at.server.calls).toBe(4);
  });

  it('has a sentence once that is changed and moved, also twice', async () => {
    const anew = 'The id was no use as a key.';
    await using at = await afterTheLetter({
      reading: [read({ wish: 'the id at the end' })],
      change: [lines({ n: 10, after: 3 }, { n: 10, after: 14, t: anew }, { n: 9, after: 99 })],
      verify: [judged('the id was useless as a key')],
    });
    await at.talk.say('put the one about the id at the end, and plainer');
    expect(at.body()).toBe(texts.toSpliced(14, 0, anew).toSpliced(9, 1).join(' '));
  });

  it('names the sentence that was refused twice, not the one that was mended', async () => {
    const [award, key] = ['It won an award in 2024.', 'The id was no use as a key.'];
    await using at = await afterTheLetter({
      reading: [read({ wish: 'plainer' })],
      change: [lines({ n: 12, t: award }, { n: 10, t: 'The id won an award.' })],
      verify: [judged(null, null), judged(null, 'the id was useless as a key')],
      'change-2': [lines({ n: 12, t: award }, { n: 10, t: key })],
    });
    await at.talk.say('make it plainer');
    expect(at.body()).toBe(texts.with(9, key).join(' '));
    const notes = at.talk.heard.flatMap((one) => (one.kind === 'say' ? [one.text] : []));
    expect(notes.at(-1)).toContain(`- ${award}\n`);
    expect(notes.at(-1)).not.toContain('The id');
  });

  it('loses no sentence whose words a refused one was to say', async () => {
    const joined = { after: 14, t: `${texts[12]?.slice(0, -1)}, and that won an award.`, f: ['f19'] };
    await using at = await afterTheLetter({
      reading: [read({ wish: 'the earlier job to the end' })],
      change: [lines({ n: 13, t: null }, { n: 10, t: null }, joined)],
      verify: [judged(null)],
      'change-2': [lines({ cannot: 'You said nothing of an award.' })],
    });
    await at.talk.say('the earlier job to the end, with the award, and drop the one about the id');
    expect(at.body()).toBe(texts.toSpliced(9, 1).join(' '));
  });

  it('changes nothing if the facts are missing, and says why', async () => {
    await using at = await afterTheLetter({
      reading: [read({ wish: 'mention Kubernetes' })],
      change: [lines({ cannot: "You haven't told me about Kubernetes." })],
    });
    const out = await at.talk.say('mention kubernetes, they love it');
    expect(at.letters()).toBe(1);
    expect(out.map((one) => ('text' in one ? one.text : ''))).toContain("You haven't told me about Kubernetes.");
    expect(at.talk.ask().question).toBe('letter');
    await at.talk.say('undo');
    expect(at.talk.said()).toContain("There's no change to undo.");
  });

  it('changes nothing if the model makes a number up twice', async () => {
    const invented = lines({ n: 8, t: 'It handles 64,000 postings per second.', f: ['f12'] });
    await using at = await afterTheLetter({
      reading: [read({ wish: 'bigger numbers' })],
      change: [invented],
      'change-2': [invented],
      verify: [judged('6,400 postings per second')],
    });
    await at.talk.say('bigger numbers please');
    expect(at.letters()).toBe(1);
    expect(at.server.calls).toBeLessThanOrEqual(7);
  });

  it('changes nothing if the model is down', async () => {
    await using at = await afterTheLetter({ reading: [read({ wish: 'warmer' })], change: [fails(500, 'down')] });
    await at.talk.say('warmer');
    expect(at.letters()).toBe(1);
    expect(at.talk.ask().question).toBe('letter');
  });

  it('translates the whole letter, with its frame and date', async () => {
    const german = texts.map((text) => `Zu Deutsch: ${text}`);
    german[6] = 'Eine Autorisierung dauert jetzt im p99 95 ms statt 740 ms.';
    const all = german.map((t, at) => ({ n: at + 1, t, f: [`f${at + 1}`] }));
    const frame = { language: 'de', greeting: 'Sehr geehrte Frau Kaltenbach,', signOff: 'Mit freundlichen Grüßen' };
    await using at = await afterTheLetter({
      reading: [read({ wish: 'in German' }), read({ wish: 'drop the last sentence' })],
      change: [lines(...all, frame), lines({ n: 15, t: null })],
      verify: [judged(...german.map(() => 'append-only journal'))],
    });
    await at.talk.say('can I have it in German?');
    expect(at.talk.letter()).toMatch(
      /29\. November 2026\n\nBewerbung als Senior .* bei Marlow Pay\n\nSehr geehrte Frau Kaltenbach,\n\n/,
    );
    expect(at.talk.letter()).toMatch(/Mit freundlichen Grüßen\nAnneke Verlinde$/);
    expect(at.body()).toBe(german.join(' '));
    await at.talk.say('the last sentence can go');
    expect(at.body()).toBe(german.slice(0, -1).join(' '));
    expect(at.talk.letter()).toContain('Sehr geehrte Frau Kaltenbach,');
    await at.talk.say('undo', 'undo', 'write');
    expect(at.body()).toBe(texts.join(' '));
    expect(at.talk.letter()).toContain('Kind regards');
  });

  it('does not translate the letter if a number would change', async () => {
    const german = texts.map(() => 'Ein Satz steht hier.');
    const frame = { language: 'de', greeting: 'Hallo,', signOff: 'Grüße' };
    const all = german.map((t, at) => ({ n: at + 1, t: at === 6 ? 'Es dauert 85 ms im p99.' : t, f: ['f1'] }));
    await using at = await afterTheLetter({
      reading: [read({ wish: 'in German' })],
      change: [lines(...all, frame)],
      'change-2': [lines({ n: 7, t: 'Es dauert 85 ms im p99.', f: ['f1'] }, frame)],
      verify: [judged(...german.map(() => 'append-only journal')), judged('append-only journal')],
    });
    await at.talk.say('in German please');
    expect(at.letters()).toBe(1);
    expect(at.talk.said()).toContain("I couldn't change that");
  });

  it('notes what is told with a wish, for later changes too, and answers a question in the same message', async () => {
    const told = 'I spoke at PGConf Belgium in 2023';
    const talk = `${told}.`;
    const { text: noted = '' } = requestOf(ledger).sheet.values.background ?? {};
    await using at = await afterTheLetter({
      reading: [
        read({ wish: 'mention the talk', texts: [text('background', told)], answer: 'It has 262 words.' }),
        read({ wish: 'talk: shorter' }),
      ],
      change: [lines({ after: 13, t: talk }), lines({ n: 14, t: 'I spoke at PGConf Belgium.' })],
      verify: [judged(told), judged('I spoke at PGConf Belgium')],
    });
    const out = await at.talk.say(`also never told you: ${told}. how many words is it?`);
    expect(out[0]).toEqual({ kind: 'say', text: 'It has 262 words.' });
    expect(at.body()).toBe(texts.toSpliced(13, 0, talk).join(' '));
    await at.talk.say('keep the talk, but shorter');
    expect(at.body()).toBe(texts.toSpliced(13, 0, 'I spoke at PGConf Belgium.').join(' '));
    const material = at.server.asked.at(-2)?.user ?? '';
    expect(noted).not.toBe('');
    expect(material).toContain(noted);
    expect(material).toContain(told);
    expect(at.letters()).toBe(3);
    // Undo takes back the change, and not what was told.
    await at.talk.say('undo', 'brief');
    expect(at.talk.said()).toContain(told);
  });

  it('sets a figure that is corrected with a wish, and changes only its sentence', async () => {
    const corrected = (texts[6] ?? '').replace('95 ms', '90 ms');
    await using at = await afterTheLetter({
      reading: [
        read({
          wish: 'p99 is 90 ms',
          figures: [
            figure('latency', 'the p99 is 90 ms', { percentile: 'p99', after: side(90, 'ms', '90 ms'), id: 'f2' }),
          ],
        }),
      ],
      change: [lines({ n: 7, t: corrected })],
      verify: [judged('90 ms')],
    });
    await at.talk.say('mention that the p99 is 90 ms now');
    expect(at.body()).toBe(texts.with(6, corrected).join(' '));
    await at.talk.say('brief');
    expect(at.talk.said()).toContain('90 ms');
  });

  it('undoes the last change before it makes another one', async () => {
    await using at = await afterTheLetter({
      reading: [read({ wish: 'shorter' }), read({ order: 'undo', wish: 'plainer id' })],
      change: [lines({ n: 13, t: null }), lines({ n: 10, t: 'The id was no use as a key.' })],
      verify: [judged('the id was useless as a key')],
    });
    await at.talk.say('a bit shorter please');
    expect(at.body()).toBe(texts.toSpliced(12, 1).join(' '));
    const out = await at.talk.say('undo that, too bare. And say that about the id plainer.');
    expect(out[0]).toMatchObject({ text: expect.stringContaining(`Added: "${texts[12]}`) });
    expect(at.body()).toBe(texts.with(9, 'The id was no use as a key.').join(' '));
  });

  it('changes only the greeting if that is meant', async () => {
    await using at = await afterTheLetter({ reading: [read({ edits: [{ n: 0, text: 'Hi Sam,' }] })] });
    await at.talk.say('Hi Sam, instead of the dear please', 'write');
    expect(at.talk.letter()).toContain('\n\nHi Sam,\n\n');
    expect(at.body()).toBe(texts.join(' '));
  });
});

describe('options after the letter', () => {
  it('takes a button of the letter that is asked for in words', async () => {
    await using at = await afterTheLetter({
      reading: [read({ order: 'email' }), read({ order: 'practice' }), read({ order: 'note' })],
      note: [
        says(
          'I am applying to Marlow Pay as a Senior Backend Engineer. At Quillbank I rebuilt the double-entry ledger.',
        ),
      ],
      verify: [judged('Senior Backend Engineer', 'double-entry ledger')],
    });
    const mail = await at.talk.say('could I have that in a shape that I can mail to them?');
    expect(mail[0]).toMatchObject({ text: expect.stringContaining(texts[3] ?? '') });
    await at.talk.say('you could ask me what they would ask me');
    expect(at.talk.ask().text).toContain('Question 1 of');
    await at.talk.choose('stop');
    const note = await at.talk.say('and the same thing in three lines for LinkedIn');
    expect(note.map((one) => ('text' in one ? one.text : '')).join()).toContain('I rebuilt the double-entry ledger');
    expect(at.letters()).toBe(1);
  });

  it('tells the model how long the letter is', async () => {
    await using at = await afterTheLetter({ reading: [read({ answer: 'It is in there.' })] });
    const out = await at.talk.say('is the earlier job in there anywhere?');
    expect(out[0]).toEqual({ kind: 'say', text: 'It is in there.' });
    expect(JSON.parse(at.server.asked.at(-1)?.user ?? '')).toMatchObject({
      words: texts.join(' ').split(' ').length,
    });
  });

  it('a button replaces the opening', async () => {
    const opening = 'A breaking schema should fail in CI, as yours does, and not in reconciliation a day later.';
    await using at = await afterTheLetter({
      change: [lines({ n: 1, t: opening, f: ['f3', 'f4'] }, { n: 2, t: null })],
      verify: [judged('compatibility check in CI')],
    });
    expect(at.talk.ask().choices.map(({ id }) => id)).toContain('opening');
    await at.talk.choose('opening');
    expect(at.body()).toBe([opening, ...texts.slice(2)].join(' '));
    expect(at.server.calls).toBe(4);
  });

  it('an earlier version is shown again on request', async () => {
    await using at = await afterTheLetter({
      reading: [read({ wish: 'shorter' }), read({ show: 1 }), read({ show: 7 })],
      change: [lines({ n: 13, t: null })],
    });
    await at.talk.say('a bit shorter please');
    expect(at.letters()).toBe(2);
    const first = await at.talk.say('show me version 1 again');
    expect(first.map((one) => ('text' in one ? one.text : '')).join('\n')).toContain(texts[12]);
    const none = await at.talk.say('and version 7?');
    expect(none.map((one) => ('text' in one ? one.text : '')).join('\n')).toContain(
      "There's no letter with that number",
    );
    expect(at.letters()).toBe(2);
  });

  it('a short note is checked like a letter, and does not change the letter', async () => {
    await using at = await afterTheLetter({
      note: [
        says(
          [
            'I am applying to Marlow Pay as a Senior Backend Engineer.',
            'At Quillbank I rebuilt the double-entry ledger.',
            'It handles 64,000 postings per second.',
            'I led a team of auditors.',
          ].join(' '),
        ),
      ],
      verify: [judged('Senior Backend Engineer', 'double-entry ledger', null)],
    });
    const out = await at.talk.choose('note');
    const note = out.map((one) => ('text' in one ? one.text : '')).join('\n');
    expect(note).toContain('Marlow Pay as a Senior Backend Engineer. At Quillbank I rebuilt the double-entry ledger.');
    expect(note).not.toMatch(/64,000|auditors/);
    expect(at.letters()).toBe(1);
    await at.talk.say('write');
    expect(at.body()).toBe(texts.join(' '));
  });

  it('the e-mail has a subject, and no heading with name and address', async () => {
    await using at = await afterTheLetter({});
    const [mail] = await at.talk.choose('email');
    const text = mail && 'text' in mail ? mail.text : '';
    expect(text).toMatch(/^Subject: Application: Senior Backend Engineer, Ledger & Settlement, Marlow Pay\n\nDear /);
    expect(text).toContain(texts[4]);
    expect(at.server.calls).toBe(2);
  });
});
