/** A whole interview on the fake Telegram: the parts of the program with a store in memory, and what was sent. */
import { createTelegram } from '../../src/adapters/telegram/telegram.ts';
import { templateWriter } from '../../src/letter/writer.ts';
import { takenChoice } from '../../src/prompts/telegram-texts.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { MemoryStore } from '../../test/fakes/memory-store.ts';
import { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import type { Message } from '../../test/fakes/telegram/chats.ts';
import { type AskedFor, skipTo } from '../asked.ts';
import type { ChatMessage } from '../chat-picture.ts';

/**
 * The question of each turn, null for any question, and what the candidate writes: one or several messages, or
 * the label of a button that they press.
 */
const TURNS: readonly (readonly [asked: AskedFor | null, ...said: string[]])[] = [
  [null, '/start'],
  ['job-post', 'Skip'],
  ['role.position+role.company', 'Senior Backend Engineer', 'at Harbour Grid'],
  ['company.choice', 'On your blog you explain that every estimate keeps the readings it was made from.'],
  ['company.view', 'We could never explain an estimate to a customer.'],
  ['system.employer', 'Nordlys Energi'],
  ['system.what', 'rebuilt meter ingestion in Go as an append-only store'],
  ['system.before', 'every reading went through one Oracle procedure that fell over at midnight'],
  ['system.part', 'I designed and wrote it; the firmware came from another team.'],
  ['reliability.now', 'lost readings: 1.2% -> 0.05%'],
  ['reliability.more', 'Good, go on'],
  ['latency.now', 'from meter to bill, p99: 6 minutes -> 4 s'],
  ['latency.more', 'Good, go on'],
  ['throughput.now', '400 → 9,500 readings per second at the midnight peak'],
  ['throughput.more', 'Good, go on'],
  [
    'contract.constraint+contract.decision+contract.result',
    'Meters resend a whole day when the radio drops, and nobody can update them: they sit in walls. ' +
      "So the key is meter, register and the meter's own sequence number, and a repeat gets the first receipt back. " +
      'Bills with double days stopped.',
  ],
  ['background', 'Skip'],
  ['closing', 'I can show you the key design. How do you expire raw readings?'],
  ['contact.name+contact.email+contact.location', 'Mira Solheim, mira@example.com'],
  ['role.team', 'Metering'],
  ['role.addressee', 'Ada Lindqvist'],
  ['confidential.value', 'Nothing'],
  [null, 'Cut'],
  [null, '11. Bills with double days stopped.'],
  [null, 'Undo'],
  [null, 'Write it'],
  [null, 'Why each sentence'],
];
const PERSON = 42;
const PLACE = `telegram:${PERSON}` as const;

/** An entry of the chat. */
export interface Entry {
  readonly isBot: boolean;
  readonly text: string;
  readonly file: string | null;
  /** The range of the folded part in UTF-16 units, or null. */
  readonly folded: readonly [start: number, end: number] | null;
  /** Labels of the offered buttons, by row. */
  readonly rows: readonly (readonly string[])[];
  readonly chosen: string | null;
}

export interface Transcript {
  readonly entries: readonly Entry[];
  readonly turns: number;
  /** Messages of the bot without the letter and its file, and how many of them made a sound. */
  readonly spoken: number;
  readonly loud: number;
}

/** @throws if the interview does not reach its letter */
export async function transcript(): Promise<Transcript> {
  await using fake = await FakeTelegram.start();
  const faults: unknown[] = [];
  const onFault = (error: unknown) => void faults.push(error);
  const settings = { token: fake.token, api: fake.url, webhook: null, now: () => new Date(), log: () => undefined };
  const adapter = createTelegram({ ...settings, onFault });
  const interviewer = createInterviewer({
    store: new MemoryStore(),
    reader: guidedReader,
    writer: templateWriter,
    adapterFor: () => adapter,
    now: () => new Date('2026-11-29T12:00:00Z'),
    gathering: { quiet: 100, longest: 1_000 },
    onFault,
  });
  const entries: Entry[] = [];
  const shown = new Map<number, { readonly at: number; readonly text: string | null }>();
  fake.world.chats.onShown = (message) => {
    const { at = entries.length, text } = shown.get(message.id) ?? {};
    // Ignore removed buttons. An edited message keeps its position.
    if (text === message.text) return;
    shown.set(message.id, { at, text: message.text });
    entries[at] = entryOf(message);
  };
  const person = fake.person(PERSON);
  await adapter.start(interviewer.receive, interviewer.typing);
  let turns = 0;
  async function turn(...said: readonly string[]): Promise<void> {
    turns += 1;
    const before = person.chat.shown.length;
    const [label = ''] = said;
    const at = entries.findLastIndex(({ rows }) => rows.flat().includes(label));
    const offer = entries[at];
    if (offer && at === entries.findLastIndex(({ rows }) => rows.length > 0)) {
      person.press(label);
      entries[at] = { ...offer, chosen: label };
    } else
      for (const text of said) {
        person.say(text);
        entries.push({ isBot: false, text, file: null, folded: null, rows: [], chosen: null });
      }
    await fake.until(() => person.chat.shown.length > before);
    await fake.updates.idle();
    await interviewer.settled(PLACE);
  }
  const last = () => entries.findLast(({ isBot }) => isBot)?.text ?? '';
  for (const [asked, ...said] of TURNS) {
    if (asked !== null) await skipTo(asked, last, () => turn('Skip'));
    await turn(...said);
  }
  await interviewer.stop();
  await adapter.stop();
  if (faults.length > 0 || entries.every(({ file }) => file === null))
    throw new Error(`there is no letter; the last word was ${entries.at(-1)?.text}`);
  return {
    entries,
    turns,
    spoken: person.seen.length - 2,
    loud: person.seen.filter(({ isSilent }) => !isSilent).length - 1,
  };
}

function entryOf({ text, document, keyboard, entities }: Message): Entry {
  const [quote] = entities;
  return {
    isBot: true,
    text: text ?? '',
    file: document?.name ?? null,
    folded: quote ? [quote.offset, quote.offset + quote.length] : null,
    rows: keyboard?.map((row) => row.map((button) => button.text)) ?? [],
    chosen: null,
  };
}

/** The conversation as text, with buttons in brackets. */
export function textOf({ entries }: Transcript): string {
  return entries.map(blockOf).join('\n\n');
}

function blockOf(entry: Entry): string {
  const { isBot, text, file } = entry;
  const buttons = labelsOf(entry).map((row) => row.map((label) => `[${label}]`).join(' '));
  const lines = [...(file === null ? text.split('\n') : [`(file) ${file}`]), ...buttons];
  return lines.map((line, at) => `${!isBot && at === 0 ? '›' : ' '} ${line}`.trimEnd()).join('\n');
}

/** Shown part of a folded list in UTF-16 units: three lines on a phone. */
const FOLDED_AT_MOST = 150;

/** The conversation for the picture. */
export function messagesOf({ entries }: Transcript): ChatMessage[] {
  return entries.map((entry) => {
    const { isBot, text, file, folded } = entry;
    const shown = folded ? `${text.slice(0, folded[0] + FOLDED_AT_MOST).trimEnd()} …\n(tap to see all of it)` : text;
    return { who: isBot ? 'bot' : 'person', text: shown, buttons: labelsOf(entry), ...(file !== null && { file }) };
  });
}

/** Marks the pressed button with ✓. */
function labelsOf({ rows, chosen }: Entry): string[][] {
  return rows.map((row) => row.map((label) => (label === chosen ? takenChoice(label) : label)));
}
