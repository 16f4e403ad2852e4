/** Somebody in a chat who says what a walk in the terminal said, each time once the question before it is there. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Ask, LineIn, TerminalPlace } from '../../bench/lines.ts';
import type { Program } from '../../bench/protocol.ts';
import { remarkText } from '../../src/prompts/remarks.ts';
import { wordsOf } from '../../src/prompts/words.ts';
import type { Person as DiscordPerson } from '../fakes/discord/person.ts';
import type { Person as TelegramPerson } from '../fakes/telegram/people.ts';
import { askIn, type Walked } from './walk.ts';

interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Somebody in front of a chat. */
export interface Chatter {
  say(text: string): void;
  press(label: string): void;
  attach(file: SentFile): void;
  /** A text of somebody else's: forwarded, or quoted where nothing can be forwarded. */
  forward(text: string): void;
  speak(recording: Uint8Array): void;
  /** Presses it once more, if it is still there; undefined where a platform keeps what was pressed. */
  readonly pressAgain?: (label: string) => void;
  /** What the bot has said, oldest first; a file by what it begins with. */
  seen(): string[];
  /** What the bot has sent, oldest first. */
  files(): SentFile[];
}

/** How long a person waits for what must come, and between two looks, in milliseconds. */
export const PATIENCE_MS = 20_000;
export const LOOK_MS = 10;
const CROSSED = remarkText('crossed');
const WHOSE = wordsOf('questions', 'en')('which.text');
const IS_ANSWER = wordsOf('labels', 'en')('answer');
/** After which somebody takes a press for lost. */
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
    // A slash command has to be known before it can be used; a first message opens the interview as well.
    say(text) {
      const [, name = '', rest = ''] = /^\/(\w+) ?(.*)$/.exec(text) ?? [];
      if (name === '' || name === 'start') person.say(name === 'start' ? 'hello' : text);
      else person.command(name, { given: rest === '' ? {} : { which: rest } });
    },
    // What is too much for buttons is a list.
    press: (label) => void (person.canPress(label) ? person.press(label) : person.pick(label)),
    attach: ({ name, bytes }) => void person.attach(name, bytes),
    forward: (text) => void person.forward(text),
    speak: (bytes) => void person.speak(bytes),
    files: () => person.sees().flatMap(({ files }) => files),
    // Discord says that it failed, where no bot took it.
    pressAgain: (label) => {
      if (person.canPress(label)) person.press(label);
    },
    seen: () => person.sees().map(({ text, files: [file] }) => (file ? textOf(file.bytes) : text)),
  };
}

/** @param program that runs now @param folder for the files that they send */
export function onTerminal(program: () => Program, place: TerminalPlace, folder: string): Chatter {
  const answers: Answer[] = [];
  // As they came: what is forgotten has no file any more.
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

/** More than a letter; a picture is looked at often, and long. */
const LOOKED_AT = 8_000;

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, LOOKED_AT));
}

/** However a platform breaks the lines. */
export function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/**
 * @param onSaid called after each line was said, before anything is waited for
 * @returns all that was seen, oldest first
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
    // A question that came twice, as a kill left open whether it had arrived, may have crossed with the answer to the first.
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
 * Does something and waits for what comes of it.
 *
 * @param due parts of what is said upon it; the last of them stands in the last message
 * @returns what was said
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

/** Whether it comes true by then. */
async function within(milliseconds: number, isTrue: () => boolean): Promise<boolean> {
  for (const end = Date.now() + milliseconds; !isTrue(); await sleep(LOOK_MS)) if (Date.now() > end) return false;
  return true;
}
