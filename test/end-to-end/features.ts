/** The README's promises as items: a saved interview, the actions of the person, and the result on any platform. */
import { unzipSync } from 'fflate';
import { expect } from 'vitest';
import type { Platform } from '../../src/adapters/contract.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import type { Saved } from '../../src/machine/saved.ts';
import { transcriptionFailureText } from '../../src/prompts/refusals.ts';
import type { Turn } from '../../src/store/store.ts';
import { textPage } from '../documents/files/pdf-bytes.ts';
import { ANSWERS } from '../turn/conversation.ts';
import { after, type Chatter, POLLING, plain } from './chat.ts';
import { told, toldTwo, toldWithoutRole } from './told.ts';

const DAY = 86_400_000;

/** A name that is in no other interview. */
export const FORGOTTEN = 'Quentin Ashgrove';
export const READY = 'Your letter is ready.';
const WINDOW = 'We counted them at the meters for all of March.';
const REMINDER = 'You asked me to remind you.';
const RECORDING = Buffer.from('OggS, and what was said');
const POST = [
  'Senior Backend Engineer (m/f/d) – Metering',
  'Harbour Grid is looking for a Senior Backend Engineer to join our Metering team.',
  'You run at 99.999% and lead 40 engineers.',
  'Contact: Ines Kaltenbach, ines@harbour.example',
];
const RESUME = [
  'Jo Lind',
  'jo@example.com',
  '',
  'Experience',
  'Tavolo GmbH, 2019 - 2024',
  'Cut lost readings from 1.2% to 0.05%',
];
export const say = (text: string) => (person: Chatter) => person.say(text);
export const press = (label: string) => (person: Chatter) => person.press(label);

async function textOf(bytes: Uint8Array): Promise<string> {
  const read = await readDocument(bytes);
  return read.outcome === 'read' ? plain(read.text) : '';
}

/** The text and the raw content of a file, with metadata. */
async function insideOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<string> {
  const parts = name.endsWith('.docx') ? Object.values(unzipSync(bytes)) : [bytes];
  const text = name.endsWith('.pdf') ? await textOf(bytes) : '';
  return [text, ...parts.map((part) => Buffer.from(part).toString('latin1'))].join('\n');
}

/** @returns the letter, as it was sent */
export async function written(person: Chatter, act = say('/write'), ready = READY): Promise<string> {
  await after(person, act, ready);
  return plain(person.seen().at(-3) ?? '');
}

/** @param sends the job post @param isFile then the bot first asks whether it is a job post or a résumé */
async function postIn(person: Chatter, sends: (person: Chatter) => void, isFile = false): Promise<void> {
  if (isFile) await after(person, sends, 'Is this the job post, or are these your own words?');
  const gives = isFile ? press('The job post') : sends;
  await after(person, gives, 'I take only the role and the company from it', 'Which position is it?');
  await after(person, press('Senior Backend Engineer'), 'Which company is the letter for?');
  await after(person, press('Harbour Grid'), 'Which team at Harbour Grid is the job in?');
  await after(person, press('Metering'), 'Who will read the letter?');
  await after(person, press('Ines Kaltenbach'), 'Shall I write it like this?');
  const letter = await written(person);
  expect(letter).toContain('Dear Ines Kaltenbach,');
  expect(letter).toContain('Application: Senior Backend Engineer, Metering, Harbour Grid');
  expect(letter).not.toMatch(/99\.999|40 engineers/);
}

export interface Item {
  readonly name: string;
  /** The saved interview to start from. */
  from(): Promise<Saved>;
  /** Last activity, reminder and unsent messages. */
  readonly since?: () => Partial<Pick<Turn, 'seenAt' | 'remindAt' | 'out'>>;
  /** Runs before the programs are killed and started with a model for voice notes. */
  begin?(person: Chatter): Promise<void>;
  run(person: Chatter, platform: Platform): Promise<void>;
}

export const ITEMS: readonly Item[] = [
  {
    name: 'proposes contact, employers and figures of a résumé file, and notes those that are tapped',
    from() {
      const {
        'system.employer': _employer,
        'contact.name+contact.email+contact.location': _contact,
        ...rest
      } = ANSWERS;
      return told('system.part', rest);
    },
    async run(person) {
      const file = { name: 'cv.pdf', bytes: textPage(RESUME) };
      await after(person, (one) => one.attach(file), 'or are these your own words?');
      const found = await after(person, press('My own words, or my résumé'), 'Tap what is right');
      for (const line of ['- Jo Lind', '- jo@example.com', '- Tavolo GmbH, 2019 - 2024']) expect(found).toContain(line);
      await after(person, press('jo@example.com'), 'Noted: jo@example.com', 'Tap what is right');
      await after(person, press('Tavolo GmbH'), 'Noted: Tavolo GmbH', 'Tap what is right');
      await after(person, press('Nothing more'), 'Which part was yours');
      await after(person, press('All of it was mine'), 'At Tavolo GmbH I rebuilt', 'Now the numbers');
      const line = '1.2% → 0.05%: Cut lost readings from 1.2% to 0.05%';
      await after(person, press(line), 'What does that number count?');
      await after(person, say('lost readings'), 'Lost readings fell from 1.2% to 0.05%');
      const brief = await after(person, say('/brief'), 'Failures: 1.2% → 0.05%');
      for (const noted of ['E-mail: jo@example.com', 'Employer: Tavolo GmbH']) expect(brief).toContain(noted);
      expect(brief).not.toContain('Jo Lind');
    },
  },
  {
    name: 'takes the role from a pasted job post',
    from: toldWithoutRole,
    run: (person) => postIn(person, say(POST.join('\n'))),
  },
  {
    name: 'takes the role from a job post file',
    from: toldWithoutRole,
    run: (person) => postIn(person, (one) => one.attach({ name: 'post.pdf', bytes: textPage(POST.map(ascii)) }), true),
  },
  {
    name: 'takes the role from a forwarded job post',
    from: toldWithoutRole,
    run: (person) => postIn(person, (one) => one.forward(POST.join('\n'))),
  },
  {
    name: 'sends the letter as message, text, PDF, Word document, e-mail and short note',
    from: told,
    async run(person, platform) {
      const letter = await written(person);
      expect(letter).toContain('Dear Harbour Grid team,');
      await after(person, press('PDF'), '%PDF', READY);
      await after(person, press('Word'), 'PK', READY);
      const ending = platform === 'terminal' ? ['txt', 'pdf', 'docx'] : ['txt', 'pdf', 'png', 'docx'];
      const files = person.files();
      expect(files.map(({ name }) => name)).toEqual(ending.map((end) => `cover-letter-harbour-grid.${end}`));
      for (const { name, bytes } of files)
        if (name.endsWith('.png')) expect(Buffer.from(bytes).toString('latin1')).toMatch(/^.PNG/);
        else expect(name.endsWith('.txt') ? plain(new TextDecoder().decode(bytes)) : await textOf(bytes)).toBe(letter);
      const mail = await after(person, press('As an e-mail'), 'Subject: Application: Senior Backend Engineer', READY);
      expect(mail).toContain(letter.slice(letter.indexOf('Dear Harbour'), letter.indexOf('Kind regards')));
      const note = await after(person, press('Short note'), 'For a form field', READY);
      expect(note).toContain('Lost readings fell from 1.2% to 0.05%.');
      expect(Number(/\((\d+) characters\)/.exec(note)?.[1])).toBeLessThanOrEqual(600);
    },
  },
  {
    name: '/letters lists, shows, compares and deletes letters, and /export packs all of them',
    from: told,
    async run(person) {
      const first = await written(person);
      await after(person, press('Edit'), 'Shall I write it like this?');
      await after(person, say('cut 1'), 'Cut:');
      const second = await written(person, press('Write it'));
      expect(second).not.toBe(first);
      const list = await after(person, say('/letters'), 'Your letters:', READY);
      expect(list).toMatch(/1\. Harbour Grid \(version 1\), .* 2\. Harbour Grid \(version 2\), /);
      // Wait for the end of the letter: on Discord a deleted message makes the messages below it count as new.
      expect(await after(person, say('/letters 1'), 'Kind regards', READY)).toContain(first);
      await after(person, say('/letters compare'), 'Removed: - On your blog you explain', READY);
      await after(person, say('/export'), 'PK', READY);
      await after(person, say('/letters 1 delete'), 'Letter 1 is deleted.', READY);
      expect(await after(person, say('/letters'), 'Your letters:', READY)).not.toMatch(/2\. Harbour/);
      const { bytes = new Uint8Array() } = person.files().find(({ name }) => name === 'foreword-export.zip') ?? {};
      const packed = unzipSync(bytes);
      const text = (name: string) => plain(new TextDecoder().decode(packed[name]));
      expect([text('letters/1.txt'), text('letters/2.txt')]).toEqual([first, second]);
      expect(await textOf(packed['letters/2.pdf'] ?? new Uint8Array())).toBe(second);
      const kept = JSON.parse(text('foreword.json'));
      expect(kept).toHaveProperty(['interview', 'context', 'sheet', 'values', 'system.what']);
      expect(kept.letters).toHaveLength(2);
    },
  },
  {
    name: 'a letter for another company has nothing of the first company in text, files, file names and metadata',
    from: () => told('review', { ...ANSWERS, background: 'I once kept a ledger, much as Harbour does.' }),
    async run(person) {
      await written(person);
      const { length } = person.files();
      await after(person, press('Another company'), 'The same story for another company.', 'job post?');
      await after(person, press('Skip'), 'Which position');
      await after(person, say('Staff Engineer at Ferrox'), 'engineering choice of Ferrox');
      await after(person, say('/write'), '"Harbour" may be about an earlier application:');
      await after(person, say('I once kept a ledger.'), 'Shall I write it like this?');
      expect(await written(person, press('Write it'))).toContain('I once kept a ledger.');
      await after(person, press('PDF'), '%PDF', READY);
      await after(person, press('Word'), 'PK', READY);
      const files = person.files().slice(length);
      expect(files.length).toBeGreaterThanOrEqual(3);
      for (const file of files) {
        expect(file.name).toContain('cover-letter-ferrox.');
        const inside = await insideOf(file);
        if (!file.name.endsWith('.png')) expect(inside, file.name).toContain('Application: Staff Engineer, Ferrox');
        expect(inside, file.name).not.toMatch(/harbour|blog you explain/i);
      }
    },
  },
  {
    name: '/stories switches to another system, and offers to add one',
    from: toldTwo,
    async begin(person) {
      await after(person, say('/stories'), '1. Quillbank: moved the ledger', '2. Tavolo: rebuilt the meter pipeline');
      const tavolo = 'Tavolo · p99 6 minutes → 4 s (from meter to bill)';
      await after(person, press(tavolo), 'the letter is about that one now', 'stay out of the letter, such as');
    },
    async run(person) {
      await after(person, press('Nothing'), 'Shall I write it like this?');
      const letter = await written(person);
      expect(letter).toContain('At Tavolo I rebuilt the meter pipeline in Go.');
      expect(letter).not.toMatch(/Quillbank|ledger/);
      await after(person, say('/stories'), '1. Tavolo: rebuilt', '2. Quillbank: moved');
      await after(person, press('A new one'), 'The one before is kept', 'Where did you build it?');
    },
  },
  {
    name: '/why shows the quotes behind each sentence',
    from: told,
    async run(person) {
      await written(person);
      const why = await after(person, say('/why'), 'What each sentence is based on');
      expect(why).toMatch(/At Tavolo I rebuilt the meter pipeline in Go\. ← Employer: "Tavolo"; System: "rebuilt the/);
      expect(why).toContain('→ shows what you built');
    },
  },
  {
    name: '“Interview me” asks about the letter, and adds only the answers that the person accepts',
    from: told,
    async begin(person) {
      await written(person);
      await after(
        person,
        press('Interview me'),
        'Question 1 of 3. "Lost readings fell from 1.2% to 0.05%." Over how long',
      );
      await after(
        person,
        say('All of March.'),
        'Not in the letter yet: "All of March."',
        'If not, type the whole sentence',
      );
      await after(person, say(WINDOW), `Not in the letter yet: "${WINDOW}"`);
    },
    async run(person) {
      await after(person, press("It's a whole sentence"), 'Question 2 of 3.');
      await after(person, say('The index is rebuilt in memory.'), 'Not in the letter yet');
      await after(person, press('Leave it out'), 'Question 3 of 3.');
      await after(person, press('Stop'), 'Shall I write it like this?');
      const letter = await written(person, press('Write it'));
      expect(letter).toContain(`0.05%. ${WINDOW}`);
      expect(letter).not.toContain('rebuilt in memory');
    },
  },
  {
    name: 'a transcribed voice note is an answer after confirmation, and is declined without a model',
    from: () => told('role.position+role.company', {}),
    async begin(person) {
      await after(
        person,
        (one) => one.speak(RECORDING),
        transcriptionFailureText('no-model'),
        'Which position, at which company?',
      );
    },
    async run(person) {
      await after(person, (one) => one.speak(RECORDING), 'I heard: “Senior Backend Engineer at Harbour Grid”');
      await after(
        person,
        press("That's right"),
        'Noted: Senior Backend Engineer',
        'engineering choice of Harbour Grid',
      );
    },
  },
  {
    name: '/language changes the language of the question and the letter',
    from: told,
    async run(person) {
      await after(person, say('/language'), 'Which language shall we use');
      await after(person, press('Deutsch'), 'Gut, ab jetzt auf Deutsch.', 'Soll ich ihn so schreiben?');
      const letter = await written(person, press('Schreiben'), 'Dein Anschreiben ist fertig.');
      expect(letter).toContain('Sehr geehrte Damen und Herren, ich bewerbe mich auf die Stelle als Senior Backend Eng');
      expect(letter).toContain('von 1,2 % auf 0,05 %');
      expect(person.files().map(({ name }) => name)).toEqual(['anschreiben-harbour-grid.txt']);
    },
  },
  {
    name: 'a name that may have two surnames is asked about, and a job title for both genders',
    from: () => told('role.addressee'),
    async run(person) {
      await after(person, say('Ms Quispe Rada'), 'How should the letter greet them?');
      await after(person, press('Ms Quispe Rada'), 'stay out of the letter, such as');
      await after(person, press('Nothing'), 'Shall I write it like this?');
      expect(await written(person)).toContain('Dear Ms Quispe Rada,');
      await after(person, say('/another'), 'job post?');
      await after(person, say('/language de'), 'Stellenanzeige?');
      await after(person, press('Überspringen'), 'Welche Stelle');
      await after(person, say('Backend-Entwickler/in bei der Ferrox AG'), 'Wie soll die Stelle im Brief heißen?');
      await after(person, press('Backend-Entwicklerin'), 'Entscheidung von dieser Firma');
    },
  },
  {
    name: 'a person who comes back after a day gets a summary',
    from: () => told('system.what'),
    since: () => ({ seenAt: new Date(Date.now() - DAY - 60_000) }),
    async run(person) {
      const where =
        "Welcome back. We have the role and your view of the company of Harbour Grid's letter; the system is next.";
      await after(person, say('rebuilt the meter pipeline in Go'), where, 'What did it replace?');
    },
  },
  {
    name: '/remind sends a message at its time, and can be used again',
    from: () => told('system.what'),
    since: () => ({ remindAt: new Date() }),
    async run(person, platform) {
      if (platform === 'terminal') {
        await after(person, say('/remind'), "I can't reach you once you leave this terminal.", 'What did you build');
        return;
      }
      await expect.poll(() => person.seen().at(-1), POLLING).toContain('What did you build');
      expect(person.seen().filter((text) => text.startsWith(REMINDER))).toHaveLength(1);
      await after(person, say('/remind'), 'When should I remind you?');
      await after(person, press('Tomorrow'), "I'll write to you then, once.", 'What did you build');
    },
  },
  {
    name: '/forget deletes all letters and answers',
    from: () =>
      told('review', {
        ...ANSWERS,
        'contact.name+contact.email+contact.location': `${FORGOTTEN}, q@example.com, Malmö`,
      }),
    // A short text, as the database compresses long ones and the test searches its files.
    since: () => ({ out: [{ kind: 'say', text: `Hi ${FORGOTTEN}` }] }),
    async run(person) {
      expect(await written(person)).toContain(FORGOTTEN);
      await after(person, say('/forget'), 'Delete everything');
      await after(person, press('Yes, do it'), 'Everything you told me is deleted, letters included.');
      await after(person, say('/letters'), "There's no letter yet.", 'Do you have the job post?');
    },
  },
];

function ascii(text: string): string {
  return text.replaceAll('–', '-');
}
