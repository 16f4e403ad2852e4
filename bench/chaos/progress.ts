/** How far a chaos run is: minutes in which nothing is printed look like a run that hangs. */
import type { Hits } from './crashing.ts';

/** Milliseconds between two lines. */
const LINE_MS = 30_000;
/** Lines after which somebody who still waits for the same is named, and how many are at most. */
const PATIENT = 4;
const NAMED = 5;

interface Walking {
  /** What somebody did so far, and what they wait for. */
  report(): { readonly turns: number; readonly letters: number; readonly wrong: string | null };
}

export class Progress implements Disposable {
  readonly #began = Date.now();
  readonly #people = new Map<string, { readonly walker: Walking; turns: number; lines: number; isDone: boolean }>();
  readonly #timer: NodeJS.Timeout;

  /** @param print is given each line */
  constructor(hits: Hits, print: (line: string) => void) {
    this.#timer = setInterval(() => this.#look(hits).forEach(print), LINE_MS);
  }

  begin(who: string, walker: Walking): void {
    this.#people.set(who, { walker, turns: 0, lines: 0, isDone: false });
  }

  end(who: string): void {
    const person = this.#people.get(who);
    if (person) person.isDone = true;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(hits: Hits): string[] {
    const waiting: string[] = [];
    let [turns, letters, done] = [0, 0, 0];
    for (const [who, person] of this.#people) {
      const report = person.walker.report();
      turns += report.turns;
      letters += report.letters;
      done += person.isDone ? 1 : 0;
      person.lines = report.turns === person.turns ? person.lines + 1 : 0;
      person.turns = report.turns;
      if (!person.isDone && person.lines >= PATIENT) waiting.push(`  ${who} waits: ${report.wrong}`);
    }
    const seconds = Math.round((Date.now() - this.#began) / 1000);
    const kills = Object.entries(hits).map(([point, count]) => `${point} ${count}`);
    const here = `${this.#people.size} people, ${done} done, ${turns} events, ${letters} letters`;
    return [`${seconds} s: ${here}; kills: ${kills.join(', ')}`, ...waiting.slice(0, NAMED)];
  }
}
