/** How a person corrects wrong notes: at once if possible, or in the review. */
import type { Case } from './case.ts';
import { compareFigure, isForeignLine, isMetric, isRightText, type Said, topicOf, wrongSlot } from './knowledge.ts';
import type { Ask, Choice, Figure, Noted } from './lines.ts';

/** Maximum number of fixes of the same slot. */
const MAX_FIXES = 3;

/** A noted value that is wrong, and the slot where it should be changed. */
interface Mistake {
  readonly noted: string;
  readonly slot: string;
}

export class Corrections {
  readonly #case: Case;
  /** Fixed slots, in order. */
  readonly fixes: string[] = [];
  /** The first note of each main slot of a figure, and whether it was right. */
  readonly firstNotes: { readonly slot: string; readonly isRight: boolean }[] = [];
  /** Slots that the person will type again. */
  readonly #retype = new Set<string>();
  /** Wrong notes by slot; a main figure by its topic. */
  readonly #mistakes = new Map<string, Mistake>();
  /** Wrong notes that the person still wants to fix. */
  #open: Mistake[] = [];
  /** The mistake for which `fix` was pressed or an offer was declined: the next question may ask what to change. */
  #fixing: Mistake | null = null;

  constructor(played: Case) {
    this.#case = played;
  }

  /** Checks a noted value. */
  check(noted: Noted, said: Said): void {
    const { slot, figure } = noted;
    const isMain = figure !== undefined && !slot.endsWith('.more');
    const isRight = isMain
      ? ['right', 'unknown'].includes(compareFigure(this.#case, figure))
      : figure !== undefined || isRightText(this.#case, noted, said);
    if (isMain && !this.firstNotes.some((first) => first.slot === slot)) this.firstNotes.push({ slot, isRight });
    this.#mistakes.delete(keyOf(slot));
    this.#open = this.#open.filter((mistake) => keyOf(mistake.noted) !== keyOf(slot));
    if (isRight) return;
    const mistake = { noted: slot, slot: wrongSlot(this.#case, noted) };
    this.#mistakes.set(keyOf(slot), mistake);
    if (this.#mayFix(mistake)) this.#open.push(mistake);
  }

  /** @returns the button that corrects a mistake, or null if there is no mistake or no such button */
  fix(ask: Ask): Choice | null {
    const fixing = this.#fixing;
    this.#fixing = null;
    if (ask.kind === 'which') return fixing === null ? null : (choiceFor(ask, fixing) ?? null);
    const [mistake] = this.#open;
    if (mistake === undefined) return null;
    const choice = buttonFor(ask, mistake);
    if (choice === undefined) return null;
    this.#open.shift();
    return this.#begin(mistake, choice);
  }

  /** @returns the button that corrects a line of the review, or null if all lines are right */
  review(ask: Ask, said: Said): Choice | null {
    for (const line of ask.lines ?? []) {
      const known = this.#mistakes.get(keyOf(line.slot));
      if (known === undefined && !isForeignLine(this.#case, line, said)) continue;
      const mistake = known ?? { noted: line.slot, slot: line.slot };
      const choice = buttonFor(ask, mistake);
      if (choice !== undefined && this.#mayFix(mistake)) return this.#begin(mistake, choice);
    }
    return null;
  }

  /** Called after an offer for the slot was declined: it is typed next, or first picked from a list. */
  turnDown(slot: string, figure?: Figure): void {
    const mistake = { noted: slot, slot: figure === undefined ? slot : wrongSlot(this.#case, { slot, figure }) };
    this.#retype.add(mistake.slot).add(slot);
    this.#fixing = mistake;
  }

  isAnew(slot: string): boolean {
    return partsOf(slot).some((part) => this.#retype.has(part));
  }

  answered(slot: string): void {
    for (const part of partsOf(slot)) this.#retype.delete(part);
  }

  #begin(mistake: Mistake, choice: Choice): Choice {
    this.fixes.push(mistake.slot);
    this.#retype.add(mistake.slot).add(mistake.noted);
    if (choice.id === 'fix') this.#fixing = mistake;
    return choice;
  }

  #mayFix({ slot }: Mistake): boolean {
    return this.fixes.filter((fixed) => fixed === slot).length < MAX_FIXES;
  }
}

/** All parts of a main figure have one key. */
function keyOf(slot: string): string {
  return isMetric(topicOf(slot)) && !slot.endsWith('.more') ? topicOf(slot) : slot;
}

function partsOf(slot: string): string[] {
  return [slot, ...slot.split('+')];
}

/** The button of the wrong slot, or `fix`. */
function buttonFor(ask: Ask, mistake: Mistake): Choice | undefined {
  return choiceFor(ask, mistake) ?? ask.choices.find(({ id }) => id === 'fix');
}

/** The choice that changes a noted value, or one of its topic if the slot isn't offered. */
function choiceFor({ kind, choices }: Ask, { slot, noted }: Mistake): Choice | undefined {
  const exact = choices.find((choice) => choice.slot === slot) ?? choices.find((choice) => choice.slot === noted);
  if (exact !== undefined || kind !== 'which') return exact;
  return choices.find((choice) => choice.slot !== undefined && topicOf(choice.slot) === topicOf(slot));
}
