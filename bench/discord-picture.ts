/**
 * A whole interview on Discord as a person sees it, from the payloads that the program sent to a fake Discord:
 * `npm run docs:discord` writes docs/discord.md and docs/discord.svg, and prints the number of messages.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rowsIn, textIn } from '../test/fakes/discord/bodies.ts';
import { shown } from '../test/fakes/discord/markdown.ts';
import { fakeDiscord } from '../test/fakes/discord/server.ts';
import type { Message } from '../test/fakes/discord/world.ts';
import { type AskedFor, skipTo } from './asked.ts';
import { type ChatMessage, chatPicture } from './chat-picture.ts';
import { Bot } from './soak/program.ts';

/** The questions after /letter, null for any question, and what the person says or presses (in brackets). */
const STEPS: readonly (readonly [asked: AskedFor | null, said: string])[] = [
  ['job-post', '[Skip]'],
  ['role.position+role.company', 'Senior Backend Engineer\nat Harbour Grid'],
  ['company.choice', 'On your blog you explain that every estimate keeps the readings it was made from.'],
  ['company.view', 'We could never explain an estimate to a customer.'],
  ['system.employer', 'Nordlys Energi'],
  ['system.what', 'rebuilt meter ingestion in **Go** as an append-only store'],
  ['system.before', 'every reading went through one Oracle procedure that fell over at midnight'],
  ['system.part', 'I designed and wrote it; the firmware came from another team.'],
  ['reliability.now', 'lost readings: 1.2% -> 0.05%'],
  ['reliability.more', '[Good, go on]'],
  ['latency.now', 'from meter to bill, p99 6 minutes → 4 seconds'],
  ['latency.more', '[Good, go on]'],
  ['throughput.now', '400 → 9,500 readings per second at the midnight peak'],
  ['throughput.more', '[Good, go on]'],
  [
    'contract.constraint+contract.decision+contract.result',
    'Meters resend a whole day when the radio drops, and nobody can update them: they sit in walls. So the key is meter, register and the meter’s own sequence number, and a repeat gets the first receipt back. Bills with double days stopped.',
  ],
  ['background', '[Skip]'],
  ['closing', 'I can show you the key design. How do you expire raw readings?'],
  ['contact.name+contact.email+contact.location', 'Mira Solheim, mira@example.com, Oslo'],
  ['role.team', 'Metering'],
  ['role.addressee', 'Ada Lindqvist'],
  ['confidential.value', '[Nothing]'],
  [null, '[Write it]'],
];
/** Milliseconds that an answer may take, and without changes after which a question is final. */
const PATIENCE_MS = 20_000;
const STILL_MS = 400;

const directory = await mkdtemp(join(tmpdir(), 'foreword-picture-'));
const fake = await fakeDiscord();
const bot = new Bot({ DISCORD_TOKEN: fake.token, DISCORD_API: fake.api, FOREWORD_DATA: directory });
const chat: ChatMessage[] = [];
/** Starts at 1 for the command. */
let turns = 1;
try {
  bot.start();
  while (fake.world.commands.length === 0) await sleep(20);
  const person = fake.person('mira');
  /** The last known version of each message of the bot. */
  const seen = new Map<string, string>();
  const look = () => {
    for (const message of person.direct.messages) {
      if (!message.author.bot || message.isDeleted || message.ephemeralFor !== null) continue;
      const { text, buttons = [], file } = drawn(message);
      // Ignore an edit that only removes buttons.
      if (seen.get(message.id) === text) continue;
      seen.set(message.id, text);
      chat.push({ who: 'bot', text, buttons, ...(file !== undefined && { file }) });
    }
  };
  const isAsked = () => (chat.at(-1)?.buttons ?? []).length > 0;
  const settled = async () => {
    const [began, before] = [Date.now(), chat.length];
    for (
      let last = -1, since = Date.now();
      chat.length === before || !isAsked() || Date.now() - since < STILL_MS;
      await sleep(25)
    ) {
      look();
      if (last !== chat.length) [last, since] = [chat.length, Date.now()];
      if (Date.now() - began > PATIENCE_MS) throw new Error(`nothing came after ${JSON.stringify(chat.at(-1))}`);
    }
  };
  chat.push({ who: 'person', text: '/letter' });
  person.command('letter');
  await settled();
  async function turn(step: string): Promise<void> {
    turns += 1;
    const label = step.startsWith('[') ? step.slice(1, -1) : null;
    chat.push({ who: 'person', text: step });
    if (label !== null) {
      if (!person.canPress(label)) throw new Error(`no ${label} in ${JSON.stringify(chat.slice(-2))}`);
      person.press(label);
    }
    // Each line is a message.
    else for (const line of step.split('\n')) person.say(line);
    await settled();
  }
  const last = () => chat.findLast(({ who }) => who === 'bot')?.text ?? '';
  for (const [asked, said] of STEPS) {
    if (asked !== null) await skipTo(asked, last, () => turn('[Skip]'));
    await turn(said);
  }
} finally {
  await bot.end('SIGTERM');
  await fake.close();
  await rm(directory, { recursive: true, force: true });
}
const documents = join(import.meta.dirname, '..', 'docs');
await writeFile(join(documents, 'discord.svg'), chatPicture(chat));
await writeFile(join(documents, 'discord.md'), documentOf(chat));
console.log(countsOf(chat));

/** Counts the messages of the bot besides the letter, which is one message here, and its file. */
function countsOf(messages: readonly ChatMessage[]): string {
  const sent = messages.filter(({ who, file }) => who === 'bot' && file === undefined).length - 1;
  return `${turns} turns, ${sent} messages of the bot, the letter and its file.`;
}

function drawn({ content, components, files: [file] }: Message): ChatMessage {
  const buttons = rowsIn(components).map((row) =>
    row.components.flatMap((control) =>
      control.type === 2 ? (control.label ?? '') : `${control.placeholder ?? ''} ▾`,
    ),
  );
  return { who: 'bot', text: shown(content || textIn(components)).text, buttons, ...(file && { file: file.name }) };
}

function documentOf(messages: readonly ChatMessage[]): string {
  const quoted = (text: string) => text.split('\n').map((line) => `> ${line}`.trimEnd());
  const parts = messages.map(({ who, text, buttons = [], file }) => {
    if (who === 'person') return ['**Mira:**', ...quoted(text)].join('\n');
    const rows = buttons.map((row) => `>\n> ${row.map((label) => `\`${label}\``).join(' ')}`);
    return ['**Foreword:**', ...quoted(file === undefined ? text : `Attached: ${file}`), ...rows].join('\n');
  });
  return [
    '# An interview on Discord',
    'Made by `npm run docs:discord` from the payloads that the program sent; what is in brackets was pressed.',
    countsOf(messages),
    '![The interview as a picture](discord.svg)',
    ...parts,
    '',
  ].join('\n\n');
}
