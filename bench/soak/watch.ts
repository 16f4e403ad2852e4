/** How far a crowd is: minutes in which nothing is printed look like a run that hangs. Ends one in which nobody comes further. */

/** Milliseconds between two lines. */
const LINE_MS = 30_000;
/** Lines after which somebody who still waits for the same is named, and how many are at most. */
const PATIENT = 4;
const NAMED = 5;
/** Lines without a step of anybody's after which something is lost: a machine with much else to do takes long for each. */
const STILL = 6;

interface Walking {
  /** What somebody did so far, and what they wait for. */
  report(): { readonly turns: number; readonly letters: number; readonly wrong: string | null };
}

export class Watch implements Disposable {
  readonly #began = Date.now();
  readonly #people = new Map<string, { readonly walker: Walking; turns: number; lines: number; isDone: boolean }>();
  readonly #timer: NodeJS.Timeout;
  readonly #over = new AbortController();
  readonly #print: (line: string) => void;
  #still = 0;

  /** @param print is given each line @param about what else to tell @param line milliseconds between two lines */
  constructor(print: (line: string) => void, about: () => string, line = LINE_MS) {
    this.#print = print;
    this.#timer = setInterval(() => this.#look(about()).forEach(print), line);
  }

  /** Aborted once nobody takes a step any more. */
  get still(): AbortSignal {
    return this.#over.signal;
  }

  begin(who: string, walker: Walking): void {
    this.#people.set(who, { walker, turns: 0, lines: 0, isDone: false });
  }

  end(who: string): void {
    const person = this.#people.get(who);
    if (!person) return;
    person.isDone = true;
    const { wrong } = person.walker.report();
    if (wrong !== null) this.#print(`  ${who} ended: ${wrong}`);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(about: string): string[] {
    const waiting: string[] = [];
    let [turns, letters, done, steps] = [0, 0, 0, 0];
    for (const [who, person] of this.#people) {
      const report = person.walker.report();
      steps += report.turns - person.turns;
      turns += report.turns;
      letters += report.letters;
      done += person.isDone ? 1 : 0;
      person.lines = report.turns === person.turns ? person.lines + 1 : 0;
      person.turns = report.turns;
      if (!person.isDone && person.lines >= PATIENT) waiting.push(`  ${who} waits: ${report.wrong}`);
    }
    this.#still = steps > 0 || done === this.#people.size ? 0 : this.#still + 1;
    if (this.#still >= STILL) this.#over.abort();
    const seconds = Math.round((Date.now() - this.#began) / 1000);
    const here = `${this.#people.size} people, ${done} done, ${turns} events, ${letters} letters`;
    return [`${seconds} s: ${here}; ${about}`, ...waiting.slice(0, NAMED)];
  }
}
