/** A person who follows a script on the fake Discord, and compares what they see with what is due. */
import { setTimeout as sleep } from 'node:timers/promises';
import { InteractionResponseType } from 'discord.js';
import { timeOf } from '../../src/adapters/discord/api.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { remarkText } from '../../src/prompts/remarks.ts';
import { textIn } from '../../test/fakes/discord/bodies.ts';
import type { Interaction } from '../../test/fakes/discord/interactions.ts';
import { shown } from '../../test/fakes/discord/markdown.ts';
import type { Person } from '../../test/fakes/discord/person.ts';
import type { Message } from '../../test/fakes/discord/world.ts';
import { difference, HAD, IS_ANSWER, IS_CHANGE, isLeft, misplacedLines, withoutProgress } from '../soak/compare.ts';
import type { Random } from '../soak/random.ts';
import type { Script, Step } from '../soak/script.ts';
import type { Walked } from '../soak/soak.ts';

/** The first question after a command. */
const OPENING = wordsOf('questions', 'en')('job-post');
/** Messages for a repeated request. */
const ONCE_MORE = new Set([wordsOf('said', 'en')('already-done'), remarkText('being-written')]);

/** Milliseconds between two checks of the screen. */
const LOOK_MS = 25;
/** Milliseconds until Discord's client reports a missing acknowledgement and the person reads it. */
const FAILED_MS = 4_000;
/** Milliseconds until a person repeats an acknowledged press that had no effect, as the bot died. */
const PATIENCE_MS = 8_000;
/** Milliseconds until a person without any reply tries a command. */
const SILENCE_MS = 20_000;

interface Due {
  readonly text: string;
  readonly isOptional: boolean;
  readonly isReview: boolean;
  /** The first part of it was seen. */
  readonly isCut?: boolean;
}

export class Walker {
  readonly #person: Person;
  readonly #script: Script;
  readonly #random: Random;
  /** Called around messages that are sent together: if one were lost, their order would be unknown. */
  readonly #inOneGo: (say: () => void) => void;
  /** Aborted when nobody makes progress: then something was lost. */
  readonly #still: AbortSignal;
  readonly #texts: Message[] = [];
  /** Messages that are due. A question may be missing if its answer was there before it. */
  #due: Due[] = [];
  #failure: string | null = null;
  #turns = 0;
  #again = 0;
  /** The first message got no reply, so a command was tried. */
  #hasTriedCommand = false;

  constructor(person: Person, script: Script, random: Random, inOneGo: (say: () => void) => void, still: AbortSignal) {
    this.#still = still;
    this.#person = person;
    this.#script = script;
    this.#random = random;
    this.#inOneGo = inOneGo;
  }

  async walk(): Promise<void> {
    for (const step of this.#script.steps) {
      for (const { text, question } of step.sights) {
        const isReview = question === 'review' || question === 'which';
        // A new version or a question about it may replace the review by an edit.
        if (isReview) this.#due = this.#due.map((each) => (each.isReview ? { ...each, isOptional: true } : each));
        this.#due.push({ text, isOptional: false, isReview });
      }
      this.#turns += 1;
      this.#failure = await this.#perform(step);
      if (this.#failure !== null) return;
    }
  }

  /** @returns the result, by the messages that are visible now */
  report(): Walked {
    const wrong = this.#failure ?? this.#compared();
    const letters = wrong === null ? this.#script.letters : 0;
    const said = this.#texts.map(({ id }) => id);
    const files = this.#visible().flatMap((message) => message.files);
    const due = this.#script.steps.flatMap(({ sights }) => sights.flatMap(({ bytes }) => (bytes ? [bytes] : [])));
    const identical = files.filter(({ bytes }, at) => due[at] && Buffer.compare(bytes, due[at]) === 0).length;
    const seen = this.#visible().map((message) => seenOf(message));
    return {
      misplaced: wrong === null ? misplacedLines(seen, this.#due.at(-1)?.text ?? '') : [],
      identical,
      different: files.length - identical,
      script: this.#script.name,
      turns: this.#turns,
      counts: { 'presses again, after Discord said that they failed': this.#again },
      wrong,
      said,
      letters,
    };
  }

  async #perform(step: Step): Promise<string | null> {
    const { act, sights } = step;
    const before = this.#visible().length;
    let used = this.#act(step);
    let acted = Date.now();
    let left = this.#left();
    for (; this.#compared() !== null; await sleep(LOOK_MS)) {
      if (this.#still.aborted)
        return `after ${JSON.stringify(act)}: ${this.#compared()}; ${this.#stands(act, before, used)}`;
      // The next question may be coming, or the bot may ask whether this was an answer.
      const isText = act.kind === 'text' && !act.text.startsWith('/');
      // Unless the script expects that question here, or it is about an earlier message.
      const isDue = sights.some(({ text }) => text.includes(IS_CHANGE));
      const isNew = this.#visible()
        .slice(before)
        .some((message) => seenOf(message).startsWith(IS_CHANGE));
      if (isText && !isDue && isNew && this.#person.canPress(IS_ANSWER) && Date.now() - acted > FAILED_MS) {
        this.#again += 1;
        this.#person.press(IS_ANSWER);
        acted = Date.now();
        continue;
      }
      // The bot asks for the text again, as it may have crossed with the question.
      const isHadDue = sights.some(({ text }) => text === HAD);
      if (used === null && !isHadDue && this.#left() > left && Date.now() - acted > FAILED_MS) {
        left = this.#left();
        this.#again += 1;
        // The new text is the answer.
        this.#texts.pop();
        this.#act(step);
        acted = Date.now();
        continue;
      }
      // Something was seen, so the rest is coming. Results of an earlier press don't count.
      const { unseen, wrong } = this.#look();
      if (wrong !== null || unseen.length < sights.length || unseen[0]?.isCut) continue;
      if (used === null) {
        // If the first message of a conversation is lost, the bot can't know the conversation.
        if (before > 0 || Date.now() - acted < SILENCE_MS) continue;
        this.#again += 1;
        this.#hasTriedCommand = true;
        this.#person.command('letter');
        acted = Date.now();
        continue;
      }
      if (Date.now() - acted < (used.acknowledged === null ? FAILED_MS : PATIENCE_MS)) continue;
      // A removed button was handled, so its result is coming.
      if (act.kind === 'press' && !this.#person.canPress(act.label)) continue;
      this.#again += 1;
      // A form was opened instead of a question, so type the label of the button.
      const isForm = used.acknowledged === InteractionResponseType.Modal;
      if (isForm && act.kind === 'press') this.#person.say(act.label);
      else used = this.#act(step) ?? used;
      acted = Date.now();
    }
    return null;
  }

  /** Diagnoses a person who waits in vain: what they used last, and whether they can use it again. */
  #stands(act: Step['act'], before: number, used: Interaction | null): string {
    const texts = this.#visible().map(
      (message) => `${timeOf(message.id).toISOString()} ${seenOf(message).slice(0, 60)}`,
    );
    const sent = this.#texts.map(({ id }) => timeOf(id).toISOString()).join(', ');
    const seen = `${JSON.stringify(texts)} seen, ${before} before it; sent at ${sent}; used again ${this.#again} times`;
    if (used === null) return seen;
    const there = act.kind === 'press' && this.#person.canPress(act.label) ? 'the button is there' : 'no button';
    return `${seen}; ${used.kind} ${used.id} on ${used.message}, acknowledged by ${used.acknowledged}, ${there}`;
  }

  #act({ act }: Step): Interaction | null {
    switch (act.kind) {
      case 'text': {
        // Sometimes sends a paste line by line, which is one answer.
        const [first = '', ...lines] = act.text.split('\n');
        const isPaste = lines.length > 0 && lines.every((line) => line.trim() !== '') && this.#random.chance(0.5);
        this.#inOneGo(() => {
          this.#texts.push(this.#person.say(isPaste ? first : act.text));
          for (const line of isPaste ? lines : []) this.#person.say(line);
        });
        return null;
      }
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

  /** The number of texts that the bot ignored because they crossed with a question, which it then repeated. */
  #left(): number {
    const messages = this.#visible().slice(0, -1);
    return messages.filter((message) => isLeft(seenOf(message))).length;
  }

  /** @returns the first message that is missing, duplicated or out of order, or null */
  #compared(): string | null {
    const { unseen, wrong } = this.#look();
    if (wrong !== null || unseen.length === 0) return wrong;
    return `${unseen.length} messages were not seen, the first ${JSON.stringify(unseen[0]?.text.slice(0, 80))}`;
  }

  /** @returns due messages that are not seen yet, and the first wrong message */
  #look(): { readonly unseen: readonly Due[]; readonly wrong: string | null } {
    const due = [...this.#due];
    const texts = due.map(({ text }) => text);
    // After a text that crossed with a question, the bot repeats the question.
    const isRepeating = this.#again > 0 || this.#left() > 0;
    for (const [at, message] of this.#visible().entries()) {
      const text = seenOf(message);
      while (due[0]?.isOptional && due[0].text !== text) due.shift();
      if (due[0]?.text === text) due.shift();
      else if (isPartOf(due, text, message)) continue;
      else if (text === wordsOf('said', 'en')('database-away') || isLeft(text) || text.startsWith(IS_CHANGE)) continue;
      // A press was repeated although the first one worked: the bot says so, or repeats itself.
      else if (isRepeating && (ONCE_MORE.has(text) || isOnceMore(texts, text, message))) continue;
      // After a command the bot asks this first, and then replies to the earlier message.
      else if (this.#hasTriedCommand && text === OPENING) continue;
      else return { unseen: due, wrong: difference(at, text, due[0]?.text) };
    }
    return { unseen: due, wrong: null };
  }
}

/** Cache of the visible text of messages. */
const sights = new WeakMap<Message, { readonly of: unknown; readonly text: string }>();

function seenOf(message: Message): string {
  const {
    content,
    components,
    files: [file],
  } = message;
  const known = sights.get(message);
  // A question that was edited has other components.
  if (known?.of === components) return known.text;
  const text = file
    ? new TextDecoder().decode(file.bytes).trim()
    : withoutProgress(unlinked(shown(content || textIn(components)).text).trim());
  sights.set(message, { of: components, text });
  return text;
}

const LINKED = '](https://discord.com/channels/';

/** Removes links, as the line protocol has none. */
function unlinked(text: string): string {
  const [first = '', ...others] = text.split(LINKED);
  return others.reduce((before, other) => {
    const opening = before.lastIndexOf('[');
    return before.slice(0, opening) + before.slice(opening + 1) + other.slice(other.indexOf(')') + 1);
  }, first);
}

/** Whether a message repeats an earlier one. A letter must not be repeated. */
function isOnceMore(before: readonly string[], text: string, message: Message): boolean {
  if (message.files.length > 0) return false;
  // A text with links is split differently than the due messages.
  const isThere = isLinked(message) && squeezed(before.join('')).includes(squeezed(text));
  return isThere || before.some((each) => each.endsWith(text));
}

function isLinked({ content, components }: Message): boolean {
  return (content || textIn(components)).includes(LINKED);
}

/** Removes the text of a message with links, which is split differently, from the due texts. @returns whether it was due */
function isPartOf(due: Due[], text: string, message: Message): boolean {
  if (!due[0]?.isCut && !isLinked(message)) return false;
  const taken = [...due];
  let rest = squeezed(text);
  while (rest !== '') {
    const [first] = taken;
    const head = squeezed(first?.text ?? '');
    if (first && head.startsWith(rest) && head !== rest) {
      taken[0] = { ...first, text: head.slice(rest.length), isCut: true };
      rest = '';
    } else if (head !== '' && rest.startsWith(head)) {
      taken.shift();
      rest = rest.slice(head.length);
    } else return false;
  }
  due.splice(0, due.length, ...taken);
  return true;
}

function squeezed(text: string): string {
  return [...text].filter((letter) => letter.trim() !== '').join('');
}
