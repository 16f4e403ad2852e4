/** Files that people send: captions, albums, encodings, recordings. */
import { expect, test } from 'vitest';
import { LETTER_TEXT, QUESTIONS, UNREADABLE_FILE } from '../survey.ts';
import { answered, interviewBegun, interviewing, shownTo } from './interviewing.ts';

const [, { text: SYSTEM_QUESTION }, { text: LOAD }] = QUESTIONS;
const SYSTEM = 'I rebuilt the payout service at Brightwell, in Kotlin.';

test.for(['notes.txt', 'notes.md', 'NOTES.TXT'])('the text of %s is the answer', async (name) => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  person.attach({ name, bytes: Buffer.from(SYSTEM) });
  await answered(fake, person, LOAD);
  expect(memory.answersIn('telegram:42').system).toBe(SYSTEM);
  // Its content decides whether it is an answer or a résumé, so it stays a file here.
  expect(memory.turns.at(-1)?.said).toMatchObject({ kind: 'file', name });
});

test('a file and its caption are one answer', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  const turns = memory.turns.length;
  const id = person.attach({ name: 'notes.txt', bytes: Buffer.from(SYSTEM) }, { caption: 'In short:' });
  await answered(fake, person, LOAD);
  expect(memory.turns.slice(turns)).toMatchObject([
    { event: `m${id}`, said: { kind: 'text', text: `In short:\n\n${SYSTEM}` } },
  ]);
});

test('a text file in UTF-16 is decoded', async () => {
  const [bytes, text] = [Buffer.from('\ufeffGröße: 4 s', 'utf16le'), 'Größe: 4 s'];
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  person.attach({ name: 'notes.txt', bytes });
  await answered(fake, person, LOAD);
  expect(memory.answersIn('telegram:42').system).toBe(text);
});

test.for([
  ['cv.pdf', Buffer.from('%PDF')],
  ['cv.docx', Buffer.from('PK')],
  ['notes.txt', Buffer.from('Größe: 4 s', 'latin1')],
] as const)('an unreadable %s is reported, and the question is asked again', async ([name, bytes]) => {
  await using telegram = await interviewBegun();
  const { fake, person } = telegram;
  person.attach({ name, bytes });
  await fake.until(() => shownTo(person).includes(UNREADABLE_FILE));
  await answered(fake, person, SYSTEM_QUESTION);
});

test.for([
  ['cv.pdf', Buffer.from('%PDF')],
  ['huge.txt', new Uint8Array((1 << 20) + 1)],
] as const)('the caption of %s is the answer, and the file is a second event', async ([name, bytes]) => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  const turns = memory.turns.length;
  const id = person.attach({ name, bytes }, { caption: SYSTEM });
  await fake.until(() => memory.turns.length === turns + 2);
  expect(memory.answersIn('telegram:42').system).toBe(SYSTEM);
  await fake.until(() => shownTo(person).includes(UNREADABLE_FILE));
  const said = memory.turns.slice(turns);
  expect(said).toMatchObject([
    { event: `m${id}`, said: { kind: 'text', text: SYSTEM } },
    { event: `m${id}.file`, said: { kind: 'file', name } },
  ]);
});

test('the files of an album arrive one by one, in order', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  const turns = memory.turns.length;
  const album = 'album-1';
  person.attach({ name: 'cv.pdf', bytes: Buffer.from('%PDF') }, { album });
  person.attach({ name: 'more.pdf', bytes: Buffer.from('%PDF') }, { album });
  person.attach({ name: 'notes.txt', bytes: Buffer.from(SYSTEM) }, { album, caption: 'All of it:' });
  await answered(fake, person, LOAD);
  expect(memory.turns.slice(turns).map(({ said }) => said.kind)).toEqual(['file', 'file', 'text']);
  expect(memory.answersIn('telegram:42').system).toBe(`All of it:\n\n${SYSTEM}`);
});

test('a recording has a name, a type, its length and the message it replies to; a forwarded one is foreign', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  const turns = memory.turns.length;
  const bytes = Buffer.from('OggS');
  const replyTo = person.seen.at(-1)?.id ?? 0;
  person.attach({ name: '', bytes }, { as: 'voice', seconds: 4, replyTo });
  person.attach({ name: 'memo.m4a', bytes }, { as: 'audio', seconds: 700 });
  person.attach({ name: 'memo.wav', bytes });
  person.attach({ name: '', bytes, mime: 'audio/ogg' }, { as: 'voice', forwardedFrom: 43 });
  await fake.until(() => memory.turns.length === turns + 4);
  const [voice, audio, document, forwarded] = memory.turns.slice(turns).map(({ said }) => said);
  expect(voice).toMatchObject({ kind: 'file', mime: 'audio/ogg', name: 'voice.ogg', seconds: 4, to: String(replyTo) });
  expect(audio).toMatchObject({ kind: 'file', mime: 'audio/mp4', name: 'memo.m4a', seconds: 700 });
  expect(document).toMatchObject({ kind: 'file', mime: 'audio/wav', name: 'memo.wav' });
  expect(document).not.toHaveProperty('seconds');
  expect(voice).not.toHaveProperty('isForeign');
  expect(forwarded).toMatchObject({ kind: 'file', isForeign: true });
});

test('an edited caption corrects the answer together with its file', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  const id = person.attach({ name: 'notes.txt', bytes: Buffer.from(SYSTEM) }, { caption: 'Before:' });
  await answered(fake, person, LOAD);
  person.recaption(id, 'Now:');
  await fake.until(() => memory.answersIn('telegram:42').system === `Now:\n\n${SYSTEM}`);
});

test('a letter file is sent with its bytes unchanged', async () => {
  await using telegram = await interviewing();
  const { fake, adapter } = telegram;
  fake.person(42).chat.opened = true;
  const bytes = Buffer.from(LETTER_TEXT);
  await adapter.send('telegram:42', { kind: 'file', name: 'letter.txt', mime: 'text/plain', bytes }, 'key');
  expect(Buffer.from(fake.person(42).seen[0]?.document?.bytes ?? [])).toEqual(bytes);
});
