/** Somebody who follows a script in the fake Discord, and what they saw compared with what they had to see. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ALREADY_DONE, remarkText } from '../../src/prompts/remarks.ts';
import type { Interaction } from '../../test/fakes/discord/interactions.ts';
import { shown } from '../../test/fakes/discord/markdown.ts';
import type { Person } from '../../test/fakes/discord/person.ts';
import type { Message } from '../../test/fakes/discord/world.ts';
import { withoutProgress } from '../soak/progress.ts';
import type { Random } from '../soak/random.ts';
import type { Script, Step } from '../soak/script.ts';

/** What is said to whoever asks for what is there already, or on its way. */
const ONCE_MORE = new Set([ALREADY_DONE, remarkText('being-written')]);

/** Between two looks at the screen, in milliseconds. */
const LOOK_MS = 25;
/** How long Discord's client waits for an acknowledgement before it says that it failed, and a person to read that. */
const FAILED_MS = 4_000;
/** How long somebody waits before they press once more what was acknowledged and led to nothing, as the bot died over it. */
const PATIENCE_MS = 8_000;
/** How long somebody waits for the very first word, before they try it with a command. */
const SILENCE_MS = 20_000;
/** How long a person waits for what they must see, on a machine that may have much else to do; then something is lost. */
const LOST_MS = 600_000;

export interface Walked {
  readonly script: string;
  readonly turns: number;
  /** How often a button or command had to be used again, as Discord itself said that it failed. */
  readonly again: number;
  /** What was seen wrongly; null where all was as it had to be. */
  readonly wrong: string | null;
  /** Ids of the messages that were said. */
  readonly said: readonly string[];
  readonly letters: number;
}

export class Walker {
  readonly #person: Person;
  readonly #script: Script;
  readonly #random: Random;
  /** Calls this around messages that are said in one go, whose order nobody could tell if one was never told of. */
  readonly #inOneGo: (say: () => void) => void;
  readonly #texts: Message[] = [];
  /** What has to be seen by now. A question may be left out where its answer was there before it. */
  readonly #due: { text: string; isOptional: boolean }[] = [];
  /** What was seen of each message. */
  readonly #sights = new Map<string, string>();
  #failure: string | null = null;
  #turns = 0;
  #again = 0;

  constructor(person: Person, script: Script, random: Random, inOneGo: (say: () => void) => void) {
    this.#person = person;
    this.#script = script;
    this.#random = random;
    this.#inOneGo = inOneGo;
  }

  async walk(): Promise<void> {
    const steps = [...this.#script.steps];
    while (steps.length > 0 && this.#failure === null) {
      const isBurst = steps[0]?.act.kind === 'text' && steps[1]?.act.kind === 'text' && this.#random.chance(0.1);
      const now = steps.splice(0, isBurst ? 2 : 1);
      for (const [at, { sights }] of now.entries())
        for (const { text, kind } of sights)
          this.#due.push({ text, isOptional: kind === 'ask' && at < now.length - 1 });
      this.#turns += now.length;
      this.#failure = await this.#perform(now);
    }
  }

  /** What came of it, by what is to be seen now. */
  report(): Walked {
    const wrong = this.#failure ?? this.#compared();
    const letters = wrong === null ? this.#script.letters : 0;
    const said = this.#texts.map(({ id }) => id);
    return { script: this.#script.name, turns: this.#turns, again: this.#again, wrong, said, letters };
  }

  async #perform(steps: readonly Step[]): Promise<string | null> {
    const before = this.#count();
    let interaction: Interaction | null = null;
    const act = () => {
      for (const step of steps) interaction = this.#act(step) ?? interaction;
    };
    if (steps.length > 1) this.#inOneGo(act);
    else act();
    let acted = Date.now();
    for (const began = Date.now(); this.#compared() !== null; await sleep(LOOK_MS)) {
      if (Date.now() - began > LOST_MS) return `after ${JSON.stringify(steps.at(-1)?.act)}: ${this.#compared()}`;
      const failed: Interaction | null = interaction;
      if (this.#count() > before) continue;
      if (failed === null) {
        // Discord tells no bot of a conversation whose first message was never told of.
        if (before > 0 || Date.now() - acted < SILENCE_MS) continue;
        this.#again += 1;
        this.#person.command('letter');
        acted = Date.now();
        continue;
      }
      if (Date.now() - acted < (isAcknowledged(failed) ? PATIENCE_MS : FAILED_MS)) continue;
      // A button that is gone was taken, and what comes of it is on its way.
      if (steps.some((step) => step.act.kind === 'press' && !this.#person.canPress(step.act.label))) continue;
      this.#again += 1;
      act();
      acted = Date.now();
    }
    return null;
  }

  #act({ act }: Step): Interaction | null {
    switch (act.kind) {
      case 'text':
        this.#texts.push(this.#person.say(act.text));
        return null;
      case 'edit': {
        this.#person.edit(this.#texts[act.ordinal - 1]?.id ?? '', act.text);
        return null;
      }
      case 'command':
        return this.#person.command(act.name);
      case 'press':
        return this.#person.press(act.label);
    }
  }

  #visible(): Message[] {
    return this.#person.direct.messages.filter(
      ({ author, isDeleted, ephemeralFor }) => author.bot && !isDeleted && ephemeralFor === null,
    );
  }

  #count(): number {
    return this.#visible().length;
  }

  #seen({ id, content, files: [file] }: Message): string {
    const known = this.#sights.get(id);
    if (known !== undefined) return known;
    const sight = file ? new TextDecoder().decode(file.bytes).trim() : withoutProgress(shown(content).text.trim());
    this.#sights.set(id, sight);
    return sight;
  }

  /** The first message that is missing, twice, or in the wrong place. */
  #compared(): string | null {
    const due = [...this.#due];
    const questions = due.map(({ text }) => text);
    for (const [at, message] of this.#visible().entries()) {
      const text = this.#seen(message);
      while (due[0]?.isOptional && due[0].text !== text) due.shift();
      if (due[0]?.text === text) due.shift();
      // Pressed again after Discord said that it failed, though it had not: the bot says so, and asks once more.
      else if (this.#again > 0 && (ONCE_MORE.has(text) || questions.some((each) => each.endsWith(text)))) continue;
      else
        return `message ${at} was ${JSON.stringify(text.slice(0, 80))} in place of ${JSON.stringify(due[0]?.text.slice(0, 80))}`;
    }
    return due.length === 0
      ? null
      : `${due.length} messages were not seen, the first ${JSON.stringify(due[0]?.text.slice(0, 80))}`;
  }
}

function isAcknowledged(interaction: Interaction): boolean {
  return interaction.acknowledged !== null;
}
