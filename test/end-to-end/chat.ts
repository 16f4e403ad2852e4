/** Replays a walk of the terminal on any platform: each line is said when its question is there. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Ask, LineIn, TerminalPlace } from '../../bench/lines.ts';
import type { Program } from '../../bench/protocol.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { remarkText } from '../../src/prompts/remarks.ts';
import type { Person as DiscordPerson } from '../fakes/discord/person.ts';
import type { Person as TelegramPerson } from '../fakes/telegram/people.ts';
import { askIn, type Walked } from './walk.ts';

interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A person in a chat. */
export interface Chatter {
  say(text: string): void;
  press(label: string): void;
  attach(file: SentFile): void;
  /** Sends a text of somebody else: forwarded, or quoted if the platform cannot forward. */
  forward(text: string): void;
  speak(recording: Uint8Array): void;
  /** Presses the button again if it is still there. Undefined if the platform keeps presses. */
  readonly pressAgain?: (label: string) => void;
  /** The messages of the bot, oldest first. A file is its first characters. */
  seen(): string[];
  /** The files of the bot, oldest first. */
  files(): SentFile[];
}

/** Milliseconds that a person waits for a message, and between two checks. */
export const PATIENCE_MS = 20_000;
export const LOOK_MS = 10;
export const POLLING = { timeout: PATIENCE_MS, interval: LOOK_MS };
const CROSSED = remarkText('crossed');
const WHOSE = wordsOf('questions', 'en')('which.text');
const IS_ANSWER = wordsOf('labels', 'en')('answer');
/** Milliseconds until a person assumes that a press was lost. */
const FAILED_MS = 3_000;

export function onTelegram(person: TelegramPerson): Chatter {
  return {
    say: (text) => void person.say(text),
    press: (label) => void person.press(label),
    attach: (file) => void person.attach(file),
    forward: (text) => void person.say(text, { forwardedFrom: 'channel' }),
    speak: (bytes) => void person.attach({ name: '', bytes, mime: 'audio/ogg' }, { as: 'voice' }),
    files: () => person.seen.flatMap(({ document }) => document ?? []),
    seen: () => person.seen.map(({ text, document }) => (document ? textOf(document.bytes) : (text ?? ''))),
  };
}

export function onDiscord(person: DiscordPerson): Chatter {
  return {
    // "/start" is no slash command on Discord: any first message starts the interview.
    say(text) {
      const [, name = '', rest = ''] = /^\/(\w+) ?(.*)$/.exec(text) ?? [];
      if (name === '' || name === 'start') person.say(name === 'start' ? 'hello' : text);
      else person.command(name, { given: rest === '' ? {} : { which: rest } });
    },
    // Many choices are a list instead of buttons.
    press: (label) => void (person.canPress(label) ? person.press(label) : person.pick(label)),
    attach: ({ name, bytes }) => void person.attach(name, bytes),
    forward: (text) => void person.forward(text),
    speak: (bytes) => void person.speak(bytes),
    files: () => person.sees().flatMap(({ files }) => files),
    // Discord tells the person if no bot acknowledged a press.
    pressAgain: (label) => {
      if (person.canPress(label)) person.press(label);
    },
    seen: () => person.sees().map(({ text, files: [file] }) => (file ? textOf(file.bytes) : text)),
  };
}

/** @param program the running program @param folder for the files that the person sends */
export function onTerminal(program: () => Program, place: TerminalPlace, folder: string): Chatter {
  const answers: Answer[] = [];
  // Read at once, as /forget deletes the files.
  const files: SentFile[] = [];
  const take = (answer: Answer) => {
    answers.push(answer);
    if (answer.type === 'file') files.push({ name: answer.name, bytes: readFileSync(answer.path) });
  };
  const write = (line: LineIn) =>
    void program()
      .turn({ ...line, place })
      .then(
        (said) => said.forEach(take),
        (error: unknown) => answers.push({ type: 'say', text: String(error), place }),
      );
  const attach = ({ name, bytes }: SentFile) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), bytes);
    write({ type: 'file', path: join(folder, name) });
  };
  return {
    say: (text) => write({ type: 'text', text }),
    press(label) {
      const asked = answers.findLast((line): line is Ask => line.type === 'ask');
      const choice = asked?.choices.find((each) => each.label === label);
      if (!choice) throw new Error(`no button ${label}`);
      write({ type: 'choice', id: choice.id });
    },
    attach,
    forward: (text) => write({ type: 'text', text: text.replaceAll(/^/gm, '> ') }),
    speak: (bytes) => attach({ name: 'memo.ogg', bytes }),
    seen() {
      let sent = 0;
      return answers.flatMap((line) => {
        if (line.type === 'file') return textOf(files[sent++]?.bytes ?? new Uint8Array());
        if (line.type === 'noted') return `Noted: ${line.text}`;
        return line.type === 'letter' ? [] : line.text;
      });
    },
    files: () => [...files],
  };
}

/** Bytes to decode of a file: more than a letter has. A picture is long, and read often. */
const LOOKED_AT = 8_000;

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, LOOKED_AT));
}

/** Normalizes white space, as platforms break lines differently. */
export function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/**
 * @param onSaid called after each line was said, before waiting for the reply
 * @returns all messages of the bot, oldest first
 */
export async function follow(
  { lines, turns }: Walked,
  person: Chatter,
  onSaid: (at: number) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  for (const [at, line] of lines.entries()) {
    const chosen = line.type === 'choice' ? line.id : null;
    const label = askIn(turns[at - 1] ?? [])?.choices.find(({ id }) => id === chosen)?.label ?? '';
    if (line.type === 'text') person.say(line.text);
    else if (line.type === 'choice') person.press(label);
    else person.say('/start');
    await onSaid(at);
    const next = plain(askIn(turns[at] ?? [])?.text ?? '');
    const isShown = () => plain(person.seen().at(-1) ?? '').includes(next);
    if (chosen !== null && person.pressAgain && !(await within(FAILED_MS, isShown))) person.pressAgain(label);
    // After a kill a question may be sent twice, and the second one may cross with the answer to the first.
    const isAsked = () => (person.seen().at(-1) ?? '').includes(WHOSE);
    const isLeft = () => (person.seen().at(-1) ?? '').includes(CROSSED);
    if (line.type === 'text' && (await within(PATIENCE_MS, () => isShown() || isAsked() || isLeft()))) {
      if (isAsked()) person.press(IS_ANSWER);
      else if (isLeft()) person.say(line.text);
    }
    if (!(await within(PATIENCE_MS, isShown)))
      throw new Error(`after ${JSON.stringify(line)}: ${person.seen().at(-1)} in place of ${next}`);
  }
  return person.seen().map(plain);
}

/**
 * Acts and waits for the reply.
 *
 * @param due parts of the reply; the last one is in the last message
 * @returns the reply
 */
export async function after(person: Chatter, act: (person: Chatter) => void, ...due: string[]): Promise<string> {
  const before = person.seen().map(plain);
  act(person);
  const fresh = () =>
    person
      .seen()
      .map(plain)
      .filter((text, at) => text !== before[at]);
  const isThere = () => {
    const texts = fresh();
    return due.every((part) => texts.some((text) => text.includes(part))) && texts.at(-1)?.includes(due.at(-1) ?? '');
  };
  if (await within(PATIENCE_MS, () => isThere() === true)) return fresh().join('\n');
  throw new Error(`${JSON.stringify(fresh(), null, 1)} in place of ${JSON.stringify(due)}`);
}

/** @returns whether it becomes true in this time */
async function within(milliseconds: number, isTrue: () => boolean): Promise<boolean> {
  for (const end = Date.now() + milliseconds; !isTrue(); await sleep(LOOK_MS)) if (Date.now() > end) return false;
  return true;
}
