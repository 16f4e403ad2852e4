/** The two people who play a case: one answers exactly what is asked, the other tells everything at once. */
import type { Case } from './case.ts';
import { Corrections } from './corrections.ts';
import {
  compareFigure,
  figureChoice,
  isMetric,
  isRightReadBack,
  isTextSlot,
  moreOf,
  type Said,
  slotText,
  topicOf,
} from './knowledge.ts';
import type { Answer, Ask, Choice, Figure } from './lines.ts';
import { holds, looksLikePost, sameText, shareOfWords, wordsOf } from './words.ts';

export const PERSONS = ['careful', 'talkative'] as const;
export type PersonName = (typeof PERSONS)[number];

/** The share of a slot's words that an earlier answer must contain to press `said`. */
const SAID_SHARE = 0.8;

/** The conversation can't continue, although the program runs. */
export class DeadEnd extends Error {}

/** A line of the person, and its text or the label of the button. */
export interface Spoken {
  readonly line:
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'choice'; readonly id: string }
    | { readonly type: 'command'; readonly name: string; readonly rest: string };
  readonly words: string;
}

/** Decides what to say next from the notes and questions. */
export class Person {
  readonly #case: Case;
  readonly #isTalkative: boolean;
  readonly #corrections: Corrections;
  /** Open questions answered so far, by topic. */
  readonly #opened = new Map<string, number>();
  readonly #moreGiven = new Map<string, number>();
  readonly #answered = new Set<string>();
  /** Topics on which a talkative person has told everything. */
  readonly #told = new Map<string, string>();
  /** The last answer to each slot, typed or picked. */
  readonly #said = new Map<string, string>();
  /** The last answer was a further figure. */
  #toldMore = false;
  #hidden = 0;
  #openingSaid = false;
  /** Messages that answer no question: an opening before the first one, and interjections. */
  #volunteered = 0;
  readonly #texts: string[] = [];
  #later: Case['interjections'];
  #due: Case['interjections'] = [];
  #asked: Ask | null = null;
  #turnsWithoutAsk = 0;

  constructor(played: Case, name: PersonName) {
    this.#case = played;
    this.#isTalkative = name === 'talkative';
    this.#later = played.interjections;
    this.#corrections = new Corrections(played);
  }

  get fixes(): readonly string[] {
    return this.#corrections.fixes;
  }

  get firstNotes(): Corrections['firstNotes'] {
    return this.#corrections.firstNotes;
  }

  get volunteered(): number {
    return this.#volunteered;
  }

  /** Interjections that were not said yet. */
  get unsaid(): string[] {
    return [...this.#due, ...this.#later].map(({ say }) => say);
  }

  /** The first line. */
  open(): Spoken {
    const { opening } = this.#case;
    if (opening === undefined) return { line: { type: 'command', name: 'start', rest: '' }, words: '/start' };
    this.#openingSaid = true;
    return this.#volunteer(opening);
  }

  /** Takes the answers of the program. A question stays open until another one replaces it. */
  hear(lines: readonly Answer[]): void {
    for (const line of lines) if (line.type === 'noted') this.#corrections.check(line, this.#saidFor(line.slot));
    const ask = lines.findLast((line) => line.type === 'ask');
    this.#turnsWithoutAsk = ask === undefined ? this.#turnsWithoutAsk + 1 : 0;
    this.#asked = ask ?? this.#asked;
  }

  /** @throws DeadEnd if there is nothing to answer */
  reply(): Spoken {
    const ask = this.#asked;
    if (ask === null) throw new DeadEnd('nothing was asked');
    if (this.#turnsWithoutAsk > 1) throw new DeadEnd('neither a question nor a letter, twice in a row');
    if (ask.kind === 'letter') throw new DeadEnd('asked about a letter that never came');
    const fix = this.#corrections.fix(ask);
    if (fix !== null) return tap(fix);
    // A value that is typed again comes first: an interjection would be taken as this value.
    const isAnew = ask.kind === 'slot' && this.#corrections.isAnew(ask.slot ?? '');
    const interjection = isAnew ? undefined : this.#due.shift();
    if (interjection !== undefined) return this.#volunteer(interjection.say);
    return this.#answer(ask);
  }

  #answer(ask: Ask): Spoken {
    if (ask.slot?.startsWith('confidential.') || ask.kind === 'confidential') return this.#keepOut(ask);
    switch (ask.kind) {
      case 'open':
        return this.#openAnswer(ask.topic ?? '');
      case 'slot':
        return this.#slotAnswer(ask, ask.slot ?? ask.topic ?? '');
      case 'order':
      case 'conflict':
        return this.#pick(ask);
      case 'confirm':
        return this.#confirm(ask);
      case 'which': {
        const choice = notThese(ask);
        return choice === undefined ? this.#say('none') : tap(choice);
      }
      case 'job-post':
        return this.#press(ask, looksLikePost(this.#texts.at(-1) ?? '') ? 'yes' : 'no');
      case 'review':
        return this.#review(ask);
      default:
        return this.#press(ask, 'yes');
    }
  }

  #openAnswer(topic: string): Spoken {
    const given = this.#opened.get(topic) ?? 0;
    this.#opened.set(topic, given + 1);
    this.#hasAnswered(topic);
    const answers = this.#answersOn(topic);
    const text = answers[given] ?? answers.at(-1) ?? '/skip';
    this.#told.set(topic, text);
    this.#toldMore = false;
    return this.#say(text);
  }

  #slotAnswer(ask: Ask, slot: string): Spoken {
    const topic = topicOf(slot);
    if (slot === 'job-post') return this.#jobPost(ask);
    this.#toldMore = slot.endsWith('.more');
    const isAnew = this.#corrections.isAnew(slot);
    this.#corrections.answered(slot);
    const isFirst = !this.#answered.has(topic);
    this.#hasAnswered(topic);
    if (this.#toldMore) return this.#typeOrSkip(ask, slot, this.#nextMore(topic));
    if (this.#isTalkative && !isAnew) {
      const answers = this.#answersOn(topic);
      if (isFirst && answers.length > 0) return this.#tellAll(topic, answers.join('\n'));
      const short = this.#shortAnswer(ask, slot);
      if (short !== null) return short;
    }
    return this.#typeOrSkip(ask, slot, slotText(this.#case, slot));
  }

  #tellAll(topic: string, text: string): Spoken {
    this.#told.set(topic, text);
    return this.#say(text);
  }

  /** A button instead of text that a talkative person has already said. */
  #shortAnswer(ask: Ask, slot: string): Spoken | null {
    const text = slotText(this.#case, slot);
    if (text === null) return null;
    const choice = ask.choices.find((each) => this.#isValue(each, slot, text));
    if (choice !== undefined) {
      if (choice.value !== undefined) this.#remember(slot, choice.value);
      return tap(choice);
    }
    const said = find(ask, 'said');
    const told = this.#told.get(topicOf(slot));
    if (said === undefined || told === undefined || shareOfWords(told, text) < SAID_SHARE) return null;
    return tap(said);
  }

  #isValue({ value, figure }: Choice, slot: string, text: string): boolean {
    if (figure !== undefined) return figureChoice(this.#case, [{ id: '', label: '', figure }]) !== undefined;
    if (value === undefined) return false;
    // A name has to match exactly. A sentence may contain more.
    if (!isMetric(topicOf(slot))) return slot.split('+').every(isTextSlot) ? holds(value, text) : sameText(value, text);
    const numbers = wordsOf(value).filter((word) => /^\d/.test(word));
    return holds(value, text) || (numbers.length > 0 && holds(text, value));
  }

  #pick(ask: Ask): Spoken {
    const slot = ask.slot ?? (isMetric(ask.topic) ? `${ask.topic}.now` : (ask.topic ?? ''));
    const isMore = this.#toldMore || slot.endsWith('.more');
    const choice =
      figureChoice(this.#case, ask.choices) ??
      ask.choices.find(({ figure, value }) => (isMore ? figure !== undefined : this.#isRight(slot, value)));
    if (choice !== undefined) {
      if (choice.value !== undefined) this.#remember(slot, choice.value);
      return tap(choice);
    }
    return this.#typeAfter(ask, slot, 'none');
  }

  #confirm(ask: Ask): Spoken {
    const slot = ask.slot ?? ask.topic ?? '';
    const { figure, value } = ask;
    if (figure === undefined || slot.endsWith('.more') || this.#toldMore) {
      const isRight = figure !== undefined || value === undefined || this.#isRight(slot, value);
      return isRight ? this.#press(ask, 'yes') : this.#typeAfter(ask, slot, 'no');
    }
    const comparison = compareFigure(this.#case, figure);
    const swap = find(ask, 'swap');
    if (comparison === 'swapped' && swap !== undefined) return tap(swap);
    if (comparison === 'right' || comparison === 'unknown') return this.#press(ask, 'yes');
    return this.#typeAfter(ask, slot, 'no', figure);
  }

  /** Declines an offer. The value is typed at the next question, or at once if there is no button. */
  #typeAfter(ask: Ask, slot: string, id: 'no' | 'none', figure?: Figure): Spoken {
    const choice = find(ask, id);
    if (choice === undefined) return this.#typeOrSkip(ask, slot, slotText(this.#case, slot));
    this.#corrections.turnDown(slot, figure);
    return tap(choice);
  }

  #review(ask: Ask): Spoken {
    const fix = this.#corrections.review(ask, this.#saidFor(''));
    return fix === null ? this.#press(ask, 'write') : tap(fix);
  }

  #keepOut(ask: Ask): Spoken {
    const all = this.#case.slots.confidential;
    // "It isn't in the letter. Should it stay out anyway?"
    if (ask.slot === 'confidential.value' && find(ask, 'yes') !== undefined) return this.#press(ask, 'yes');
    if (ask.slot === 'confidential.say') {
      const asked = all.find(({ hide }) => ask.text.includes(`"${hide}"?`)) ?? all[this.#hidden - 1];
      const say = asked?.say ?? null;
      return say === null ? this.#press(ask, 'skip') : this.#say(say);
    }
    const next = all[this.#hidden];
    if (next === undefined) return this.#press(ask, find(ask, 'no') === undefined ? 'skip' : 'no');
    this.#hidden += 1;
    const choice = ask.choices.find(({ value }) => value !== undefined && sameText(value, next.hide));
    return choice === undefined ? this.#say(next.hide) : tap(choice);
  }

  #jobPost(ask: Ask): Spoken {
    const { opening } = this.#case;
    if (opening === undefined || this.#openingSaid || !looksLikePost(opening)) return this.#press(ask, 'skip');
    this.#openingSaid = true;
    return this.#say(opening);
  }

  #nextMore(topic: string): string | null {
    const given = this.#moreGiven.get(topic) ?? 0;
    this.#moreGiven.set(topic, given + 1);
    return moreOf(this.#case, topic)[given] ?? null;
  }

  #typeOrSkip(ask: Ask, slot: string, text: string | null): Spoken {
    // Words of the answer that may say what a number counts
    if (text === null) return this.#press(ask, find(ask, 'name:1') === undefined ? 'skip' : 'name:1');
    this.#remember(slot, text);
    return this.#say(text);
  }

  #isRight(slot: string, value: string | undefined): boolean {
    if (value === undefined) return false;
    const text = slotText(this.#case, slot);
    if (isMetric(topicOf(slot))) return text !== null && (holds(value, text) || holds(text, value));
    return isRightReadBack(this.#case, slot, value, this.#saidFor(slot));
  }

  #saidFor(slot: string): Said {
    return { forSlot: this.#said.get(slot), said: this.#texts };
  }

  #remember(slot: string, text: string): void {
    this.#said.set(slot, text);
    // If several slots are answered at once, each has its own text.
    if (slot.includes('+'))
      for (const part of slot.split('+')) {
        const own = slotText(this.#case, part);
        if (own === null) this.#said.delete(part);
        else this.#said.set(part, own);
      }
  }

  #hasAnswered(topic: string): void {
    this.#answered.add(topic);
    this.#due.push(...this.#later.filter(({ after }) => after === topic));
    this.#later = this.#later.filter(({ after }) => after !== topic);
  }

  #answersOn(topic: string): readonly string[] {
    return Object.entries(this.#case.answers).find(([name]) => name === topic)?.[1] ?? [];
  }

  /** Presses the button, or types its id if it isn't offered. */
  #press(ask: Ask, id: string): Spoken {
    const choice = find(ask, id);
    return choice === undefined ? this.#say(id) : tap(choice);
  }

  #volunteer(text: string): Spoken {
    this.#volunteered += 1;
    return this.#say(text);
  }

  #say(text: string): Spoken {
    this.#texts.push(text);
    return { line: { type: 'text', text }, words: text };
  }
}

function tap({ id, label, value }: Choice): Spoken {
  return { line: { type: 'choice', id }, words: [value, label].filter((part) => part !== undefined).join('\n') };
}

function find({ choices }: Ask, id: string): Choice | undefined {
  return choices.find((choice) => choice.id === id);
}

function notThese(ask: Ask): Choice | undefined {
  return find(ask, 'none') ?? find(ask, 'back') ?? ask.choices[0];
}
