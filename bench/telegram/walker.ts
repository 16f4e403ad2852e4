/** Somebody who follows a script in the fake Telegram, and what they saw compared with what they had to see. */
import { split } from '../../src/adapters/split.ts';
import { FILE_COMES, LETTER_COMES } from '../../src/prompts/telegram.ts';
import type { Message } from '../../test/fakes/telegram/chats.ts';
import type { Person } from '../../test/fakes/telegram/people.ts';
import { withoutProgress } from '../soak/progress.ts';
import type { Random } from '../soak/random.ts';
import type { Script, Sight, Step } from '../soak/script.ts';

/** How long a person waits for what they must see; then something is lost. */
const LOST_MS = 120_000;
/** Seconds between two messages of a person by their own clock, so that nobody is taken for a flooder. */
const APART = 3;

export interface Walked {
  readonly script: string;
  readonly turns: number;
  /** What was seen wrongly; null where all was as it had to be. */
  readonly wrong: string | null;
  /** Ids of the events in which something was said. */
  readonly said: readonly string[];
  /** That were seen, each whole and once. */
  readonly letters: number;
  /** Plain messages that came once more, as nobody could tell whether they had arrived. */
  readonly repeats: number;
  /** Placeholders of which the bot never knew. */
  readonly spare: number;
}

/** What has to be seen next. A question may be left out where its answer was there before it. */
interface Due extends Sight {
  readonly isOptional: boolean;
}

interface Comparison {
  /** The first message that is missing, twice, or in the wrong place. */
  readonly wrong: string | null;
  readonly letters: number;
  readonly repeats: number;
  readonly spare: number;
}

/** The parts of a text as they stand in a chat. */
export const textsSeen = (text: string): string[] => split(text, 4096).filter((part) => part.trim() !== '');

export class Walker {
  readonly #person: Person;
  readonly #script: Script;
  readonly #random: Random;
  /** Settles when this person was shown something, or a while has passed. */
  readonly #shown: () => Promise<void>;
  readonly #texts: number[] = [];
  readonly #due: Due[] = [];
  #clock = Math.floor(Date.now() / 1000);
  #turns = 0;
  #failure: string | null = null;

  constructor(person: Person, script: Script, random: Random, shown: () => Promise<void>) {
    this.#person = person;
    this.#script = script;
    this.#random = random;
    this.#shown = shown;
  }

  async walk(): Promise<void> {
    const steps = [...this.#script.steps];
    while (steps.length > 0 && this.#failure === null) {
      const isBurst = steps[0]?.act.kind === 'text' && steps[1]?.act.kind === 'text' && this.#random.chance(0.1);
      const now = steps.splice(0, isBurst ? 2 : 1);
      for (const [at, { sights }] of now.entries())
        for (const sight of sights)
          this.#due.push({ ...sight, isOptional: sight.kind === 'ask' && at < now.length - 1 });
      this.#turns += now.length;
      for (const step of now) this.#act(step);
      this.#failure = await this.#lacking(now);
    }
  }

  /** What came of it, by what is to be seen now. */
  report(): Walked {
    const { wrong, ...counts } = this.#compared();
    const said = this.#texts.map((id) => `m${id}`);
    return { script: this.#script.name, turns: this.#turns, wrong: this.#failure ?? wrong, said, ...counts };
  }

  /** Waits for all that is due. @returns what still lacks in the end */
  async #lacking(steps: readonly Step[]): Promise<string | null> {
    const began = Date.now();
    for (;;) {
      const { wrong } = this.#compared();
      if (wrong === null) return null;
      if (Date.now() - began > LOST_MS) return `after ${JSON.stringify(steps.at(-1)?.act)}: ${wrong}`;
      await this.#shown();
    }
  }

  #act({ act }: Step): void {
    this.#clock = Math.max(Math.floor(Date.now() / 1000), this.#clock + APART);
    switch (act.kind) {
      case 'text':
        this.#texts.push(this.#person.say(act.text, { date: this.#clock }));
        return;
      case 'command':
        this.#person.say(`/${act.name}`, { date: this.#clock });
        return;
      case 'edit':
        this.#person.edit(this.#texts[act.ordinal - 1] ?? 0, act.text);
        return;
      case 'press':
        this.#person.press(act.label);
    }
  }

  #compared(): Comparison {
    const due = [...this.#due];
    const counts = { letters: 0, repeats: 0, spare: 0 };
    let last: Sight | null = null;
    for (const [at, message] of this.#person.seen.entries()) {
      const text = seen(message);
      const isPlain = last?.kind === 'say' || last?.kind === 'ask';
      if (text === LETTER_COMES || text === FILE_COMES) counts.spare += 1;
      else if (isPlain && last?.text === text && due[0]?.text !== text) counts.repeats += 1;
      else {
        while (due[0]?.isOptional && due[0].text !== text) due.shift();
        if (due[0]?.text !== text) return { ...counts, wrong: wrongAt(at, text, due[0]) };
        last = due.shift() ?? null;
        if (last?.kind === 'letter') counts.letters += 1;
      }
    }
    const [first] = due;
    const wrong = first
      ? `${due.length} messages were not seen, the first ${JSON.stringify(first.text.slice(0, 80))}`
      : null;
    return { ...counts, wrong };
  }
}

function wrongAt(at: number, text: string, due: Sight | undefined): string {
  return `message ${at} was ${JSON.stringify(text.slice(0, 80))} in place of ${JSON.stringify(due?.text.slice(0, 80))}`;
}

function seen({ text, document }: Message): string {
  return (document ? new TextDecoder().decode(document.bytes) : withoutProgress(text ?? '')).trim();
}
