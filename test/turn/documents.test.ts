/** Files in a conversation: documents that people send, and files that they get. */
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { letterDocx, letterPdf } from '../../src/documents/letter-files.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';

const LETTER = {
  heading: ['Senior Backend Engineer at Harbour Grid'],
  greeting: 'The Metering team, of four.',
  paragraphs: [
    { sentences: [{ text: 'We run at 99.999% and you will lead 40 engineers.', slots: [], key: 'a', edited: false }] },
  ],
  signOff: 'Apply by May',
};

const file = (name: string, mime: string, bytes: Uint8Array) =>
  ({ kind: 'file', name, mime, read: () => Promise.resolve(bytes) }) as const;

describe('document from a person', () => {
  test.each([
    ['a PDF', async () => file('post.pdf', 'application/pdf', (await letterPdf(LETTER)).bytes)],
    ['a Word file', async () => file('post.docx', 'application/octet-stream', await letterDocx(LETTER))],
    [
      'a forwarded text file',
      async () => ({
        ...file('post.txt', 'text/plain', Buffer.from('We run at 99.999% and you will lead 40 engineers.')),
        isForeign: true,
      }),
    ],
  ])('asks whether %s is a job post, and takes no claim from a job post', async (_, make) => {
    const talk = await interviewAt('reliability.now');
    await talk.send(await make());
    expect(talk.ask().question).toBe('job-post');
    await talk.choose('yes');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(talk.letter()).not.toMatch(/99\.999|40 engineers/);
  });

  test.each([
    ['a text', { kind: 'text', text: 'Staff Engineer at Acme Grid. We run at 99.999%.' } as const],
    ['a text file', file('post.txt', 'text/plain', Buffer.from('Staff Engineer at Acme Grid.\nWe run at 99.999%.'))],
  ])('takes %s that is marked as the job post without a question, like a tap', async (_, said) => {
    const [talk, tapped] = [conversation(), conversation()];
    for (const each of [talk, tapped]) await each.answer(ANSWERS, 'system.what');
    const shown = await talk.send({ ...said, isForeign: true, as: 'post' });
    await tapped.send({ ...said, isForeign: true });
    expect(tapped.ask().question).toBe('job-post');
    expect(shown).toEqual(await tapped.choose('yes'));
    expect(talk.ask().slot).toBe('system.what');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(talk.letter()).not.toContain('99.999');
  });

  test.each([
    [
      'en',
      'We replaced Kafka with Postgres, because order matters.',
      (text: string) => `In your job post you write: "${text}"`,
    ],
    [
      'de',
      'Wir haben Kafka durch Postgres ersetzt.',
      (text: string) => `In Ihrer Ausschreibung schreiben Sie: „${text}“`,
    ],
    ['es', 'Sustituimos Kafka por Postgres.', (text: string) => `En su oferta escriben: «${text.slice(0, -1)}».`],
  ])(
    'in %s, offers the decision of a company from its job post, and still asks for the view on it',
    async (language, decided, told) => {
      const talk = conversation();
      await talk.command('language', language);
      await talk.send({ kind: 'text', text: `Ferrox\n\n${decided} We are 4,321 people.`, isForeign: true });
      await talk.choose('yes');
      await talk.answer({ 'role.position': 'Staff Engineer', 'role.company': 'Ferrox' }, 'company.choice');
      const offered = talk.ask().choices.filter(({ value }) => value !== undefined);
      expect(offered.map(({ value }) => value)).toEqual([decided]);
      await talk.choose(offered[0]?.id ?? '');
      expect(talk.ask().slot).toBe('company.view');
      await talk.answer({ ...ANSWERS, 'company.view': 'I learned the same the hard way.' });
      await talk.choose('write');
      expect(talk.letter()).toContain(`${told(decided)} I learned the same the hard way.`);
      expect(talk.letter()).not.toMatch(/4.?321/);
      expect(talk.faults).toEqual([]);
    },
  );

  test.each(['cv.txt', 'cv.md'])('asks what %s of several lines is, and takes one line as an answer', async (name) => {
    const talk = await interviewAt('system.part');
    const sent = (text: string, isTyped = false) =>
      talk.send({ ...file(name, 'text/plain', Buffer.from(text)), isTyped });
    await sent('Jo Lind\njo@example.com\n\nExperience\nTavolo GmbH, 2019 – 2024\n');
    expect(talk.ask().question).toBe('job-post');
    // Typed, it is like a tap.
    await talk.say('nope');
    expect(talk.ask().text).toContain('- jo@example.com');
    await talk.choose('none');
    expect(talk.ask().slot).toBe('system.part');
    await sent('I designed the protocol.');
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.part', text: 'I designed the protocol.' }]);
    // Discord sends a long text as a file.
    await talk.say('back');
    await sent('I designed the protocol.\nI wrote the tests.', true);
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.part' }]);
  });

  test('offers the lines of a résumé, and notes only what is tapped', async () => {
    const talk = await interviewAt('company.choice');
    const resume = [
      'Jo Lind',
      'jo@example.com',
      'Malmö, Sweden',
      '',
      'Experience',
      'Tavolo GmbH, 2019 – 2024',
      'Cut p99 from 6 s to 40 ms',
    ].join('\n');
    await talk.send(
      file(
        'cv.txt',
        'application/pdf',
        (await letterPdf({ ...LETTER, heading: resume.split('\n'), paragraphs: [] })).bytes,
      ),
    );
    await talk.choose('no');
    expect(talk.ask().text).toContain('- jo@example.com');
    const email = talk.ask().choices.find(({ value }) => value === 'jo@example.com');
    await talk.choose(email?.id ?? '');
    if (talk.ask().question === 'which') await talk.choose('none');
    expect(talk.ask().slot).toBe('company.choice');
    await talk.command('brief');
    expect(talk.said()).toContain('E-mail: jo@example.com');
    expect(talk.said()).not.toContain('Name: Jo Lind');
    // The number's line tells what it counts.
    await talk.answer(ANSWERS, 'latency.now');
    expect(talk.ask().choices.map(({ label }) => label)).toContain('p99 6 s → 40 ms: Cut p99 from 6 s to 40 ms');
  });

  test('offers the fitting part of a job post for each part of the role, and no numbers', async () => {
    const talk = conversation();
    await talk.command('start');
    await talk.say(
      'Senior Backend Engineer (m/f/d) – Metering\nHarbour Grid is looking for a Senior Backend Engineer to join our Metering team.\nYou run at 99.999% and lead 40 engineers.\nContact: Ines Kaltenbach, ines@harbour.example',
    );
    for (const [slot, name] of [
      ['role.position', 'Senior Backend Engineer'],
      ['role.company', 'Harbour Grid'],
      ['role.team', 'Metering'],
      ['role.addressee', 'Ines Kaltenbach'],
    ] as const) {
      await talk.answer({}, slot);
      const { choices } = talk.ask();
      expect(choices[0]?.label).toBe(name);
      expect(choices.map(({ label }) => label).join('\n')).not.toMatch(/99|40/);
      await talk.choose(choices[0]?.id ?? '');
    }
  });

  test('says why a document can not be read, and leaves the question open', async () => {
    const talk = await interviewAt('system.what');
    const before = talk.ask().mark;
    await talk.send(file('cv.pdf', 'application/pdf', new TextEncoder().encode('%PDF-1.7\nnothing more')));
    expect(talk.said()).toMatch(/damaged|no text/);
    expect(talk.ask().mark).toBe(before);
  });
});

describe('files of the letter', () => {
  test('buttons send the letter as a PDF, as a Word file and as an e-mail', async () => {
    const talk = await interviewAt('letter');
    const [pdf] = await talk.choose('pdf');
    expect(pdf).toMatchObject({ kind: 'file', name: 'cover-letter-harbour-grid.pdf', mime: 'application/pdf' });
    const [docx] = await talk.choose('docx');
    expect(docx).toMatchObject({ kind: 'file', name: 'cover-letter-harbour-grid.docx' });
    const [mail] = await talk.choose('email');
    expect(mail).toMatchObject({ kind: 'say', text: expect.stringContaining('Subject: Application: Senior') });
    expect(talk.faults).toEqual([]);
  });

  test('the e-mail has the phone below the name, as its header has none', async () => {
    const talk = conversation();
    const contact = 'Jo Lind, jo@example.com, +46 70 123 45 67, Malmö';
    await talk.answer({ ...ANSWERS, 'contact.name+contact.email+contact.location': contact });
    await talk.choose('write');
    const [mail] = await talk.choose('email');
    expect(mail).toMatchObject({ text: expect.stringContaining('Kind regards,\nJo Lind\n+46 70 123 45 67') });
  });

  test.each([
    ['email', 'Subject: '],
    ['pdf', '.pdf'],
    ['word', '.docx'],
    ['note', 'For a form field'],
  ])('/%s is a form of the letter', async (name, form) => {
    const talk = await interviewAt();
    await talk.command(name);
    expect(talk.said()).toContain('PDF');
    await talk.choose('write');
    const [sent] = await talk.say(`/${name}`);
    expect(JSON.stringify(sent)).toContain(form);
    expect(JSON.stringify(await talk.command('nonsense'))).toContain("don't know that command");
  });

  test.each([
    ['en', 'pdf please', 'cover-letter-harbour-grid.pdf'],
    ['en', 'Word', 'cover-letter-harbour-grid.docx'],
    ['en', 'email', 'Subject: '],
    ['de', 'PDF bitte', '.pdf'],
    ['es', 'PDF, por favor', '.pdf'],
  ])('in %s, "%s" asks for a form of the letter', async (language, text, form) => {
    const talk = conversation();
    await talk.command('language', language);
    await talk.answer(ANSWERS);
    // The letter isn't written yet.
    const told = await talk.say(text);
    expect(told).toEqual([{ kind: 'say', text: expect.stringContaining('PDF') }]);
    await talk.choose('write');
    const [sent] = await talk.say(text);
    expect(JSON.stringify(sent)).toContain(form);
    expect(talk.ask().question).toBe('letter');
  });

  test.each(['my e-mail is wrong', 'the version in the letter', 'cut the note'])(
    'an order with other words is none: %s',
    async (text) => {
      const talk = await interviewAt('letter');
      expect((await talk.say(text)).some(({ kind }) => kind === 'file')).toBe(false);
      expect(talk.said()).not.toContain('For a form field');
    },
  );

  test('a message warns that the letter has two pages', async () => {
    const talk = await interviewAt();
    const shops = Array.from({ length: 20 }, (_, at) => `the shop in ${'ABCDEFGHIJKLMNOPQRST'[at]}`).join(', ');
    for (let at = 0; at < 12; at += 1) await talk.say(`add: The clients of ${shops} were updated by nobody.`, '12');
    await talk.choose('write');
    const out = await talk.choose('pdf');
    expect(out.map(({ kind }) => kind)).toEqual(['file', 'say', 'ask']);
    expect(out[1]).toMatchObject({ text: expect.stringContaining('2 pages') });
  });

  test('a button sends a short note of at most 600 characters', async () => {
    const talk = await interviewAt('letter');
    const [note] = await talk.choose('note');
    const text = note?.kind === 'say' ? note.text.split('\n\n').slice(1).join('\n\n') : '';
    expect(text).toContain('Harbour Grid');
    expect(text).toContain('lost readings fell from 1.2% to 0.05%'.replace('lost', 'Lost'));
    expect(text).toBe(
      [
        'I am applying for the Senior Backend Engineer role at Harbour Grid. On your blog you explain that you replay every meter reading before a release. We learned the same the hard way. At Tavolo I rebuilt the meter pipeline in Go. I designed the protocol, two colleagues built the dashboards. Lost readings fell from 1.2% to 0.05%. The time from meter to bill fell from 6 minutes to 4 seconds at p99. Throughput rose from 400 to 9,500 readings per second. Old meters could not be changed. So I put a version into each frame. Nothing broke.',
        'Jo Lind',
      ].join('\n\n'),
    );
    expect(text.length).toBeLessThanOrEqual(600);
    expect(talk.ask().question).toBe('letter');
  });

  test('/letters lists, shows, compares and deletes letters', async () => {
    const talk = conversation();
    await talk.command('letters');
    expect(talk.said()).toContain("There's no letter yet.");
    await talk.answer(ANSWERS);
    await talk.choose('write');
    await talk.say('edit', 'cut 1', 'write');
    const text = async (rest: string) => {
      const [one] = await talk.command('letters', rest);
      return one?.kind === 'say' ? one.text : '';
    };
    expect(await text('')).toMatch(
      /^Your letters:\n1\. Harbour Grid \(version 1\), .* \d{4}\n2\. Harbour Grid \(version 2\)/,
    );
    expect(await text('1')).toContain('On your blog you explain');
    expect(await text('compare')).toMatch(/^Removed:\n- On your blog/);
    expect(await text('2 compare')).toMatch(/^Removed:\n- On your blog/);
    expect(await text('1 compare')).toContain('no letter before it');
    expect(await text('1 email')).toContain('Subject: ');
    expect(await text('1 e-mail')).toContain('Subject: ');
    const [word] = await talk.command('letters', '1 word');
    expect(word).toMatchObject({ kind: 'file', name: 'cover-letter-harbour-grid.docx', letter: 1 });
    const [pdf] = await talk.command('letters', '1 pdf');
    expect(pdf).toMatchObject({ kind: 'file', name: 'cover-letter-harbour-grid.pdf', letter: 1 });
    expect(await text('9')).toContain('You have 2.');
    expect(await text('1 delete')).toBe('Letter 1 is deleted.');
    expect(await text('')).not.toContain('2. ');
    expect(await text('compare')).toContain('no letter before it');
  });

  test('a command to delete a letter that is repeated after a crash deletes no other one', async () => {
    const store = new MemoryStore();
    const talk = conversation({ store });
    await talk.answer(ANSWERS);
    await talk.choose('write');
    await talk.say('edit', 'cut 1', 'write');
    const order = { kind: 'command', name: 'letters', rest: '1 delete' } as const;
    let isDying = true;
    store.beforeCommit = () => {
      if (isDying) throw new Error('killed');
    };
    await expect(talk.send(order, 'again')).rejects.toThrow('killed');
    isDying = false;
    await talk.send(order, 'again');
    await talk.send(order, 'again');
    expect((await store.letters('terminal:test')).map(({ version }) => version)).toEqual([2]);
  });

  test('/export sends the interview and the letters as one archive', async () => {
    const talk = await interviewAt('letter');
    const [archive] = await talk.command('export');
    if (archive?.kind !== 'file') throw new Error('no file came');
    const files = unzipSync(archive.bytes);
    expect(Object.keys(files).sort()).toEqual(['foreword.json', 'letters/1.pdf', 'letters/1.txt']);
    const text = new TextDecoder().decode(files['letters/1.txt']);
    expect(text.trim()).toBe(talk.letter());
    expect(JSON.parse(new TextDecoder().decode(files['foreword.json']))).toHaveProperty('interview');
  });
});
