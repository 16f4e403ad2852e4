/** Somebody in a chat who says what a walk in the terminal said, each time once the question before it is there. */
import { setTimeout as sleep } from 'node:timers/promises';
import { remarkText } from '../../src/prompts/remarks.ts';
import { wordsOf } from '../../src/prompts/words.ts';
import type { Person as DiscordPerson } from '../fakes/discord/person.ts';
import type { Person as TelegramPerson } from '../fakes/telegram/people.ts';
import { askIn, type Walked } from './walk.ts';

/** Somebody in front of a chat. */
export interface Chatter {
  say(text: string): void;
  press(label: string): void;
  /** Presses it once more, if it is still there; undefined where a platform keeps what was pressed. */
  readonly pressAgain?: (label: string) => void;
  /** What the bot has said, oldest first; a file by what is in it. */
  seen(): string[];
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
    seen: () => person.seen.map(({ text, document }) => (document ? textOf(document.bytes) : (text ?? ''))),
  };
}

export function onDiscord(person: DiscordPerson): Chatter {
  return {
    // A slash command has to be known before it can be used; a first message opens the interview as well.
    say: (text) => void person.say(text === '/start' ? 'hello' : text),
    press: (label) => void person.press(label),
    // Discord says that it failed, where no bot took it.
    pressAgain: (label) => {
      if (person.canPress(label)) person.press(label);
    },
    seen: () => person.sees().map(({ text, files: [file] }) => (file ? textOf(file.bytes) : text)),
  };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
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

/** Whether it comes true by then. */
async function within(milliseconds: number, isTrue: () => boolean): Promise<boolean> {
  for (const end = Date.now() + milliseconds; !isTrue(); await sleep(LOOK_MS)) if (Date.now() > end) return false;
  return true;
}
