/** Prints the progress of a soak, and ends it when nobody makes progress. */

/** Milliseconds between two lines. */
const LINE_MS = 30_000;
/** Lines after which a person who waits for the same message is listed, and the maximum of listed people. */
const PATIENT = 4;
const NAMED = 5;
/** Lines without progress after which something is lost. Many, as a busy machine is slow. */
const STILL = 6;

interface Walking {
  /** What a person did so far, and what they wait for. */
  report(): { readonly turns: number; readonly letters: number; readonly wrong: string | null };
}

export class Watch implements Disposable {
  readonly #began = Date.now();
  readonly #people = new Map<string, { readonly walker: Walking; turns: number; lines: number; isDone: boolean }>();
  readonly #timer: NodeJS.Timeout;
  readonly #over = new AbortController();
  readonly #print: (line: string) => void;
  #still = 0;

  /** @param print called with each line @param about returns a note for the line @param line milliseconds between two lines */
  constructor(print: (line: string) => void, about: () => string, line = LINE_MS) {
    this.#print = print;
    this.#timer = setInterval(() => this.#look(about()).forEach(print), line);
  }

  /** Aborted when nobody makes progress any more. */
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
