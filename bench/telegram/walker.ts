/** A person who follows a script on the fake Telegram, and compares what they see with what is due. */
import { remarkParts, textParts } from '../../src/adapters/telegram/outbound.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { remarkText } from '../../src/prompts/remarks.ts';
import { telegramWords } from '../../src/prompts/telegram-texts.ts';
import type { Chat } from '../../test/fakes/telegram/chats.ts';
import type { Person } from '../../test/fakes/telegram/people.ts';
import { difference, HAD, IS_ANSWER, IS_CHANGE, isLeft, misplacedLines, withoutProgress } from '../soak/compare.ts';
import type { Random } from '../soak/random.ts';
import type { Script, Sight, Step, TextsOf } from '../soak/script.ts';
import type { Walked } from '../soak/soak.ts';

/** Milliseconds without a message after which a person expects no more. */
const QUIET_MS = 4_000;
/** Seconds between two messages of a person by message time, so that the flood limit does not apply. */
const APART = 3;

const CAUGHT_UP = telegramWords('en')('caught-up', { count: 2 }).split('2');
const BEING_WRITTEN = remarkText('being-written');

interface Comparison {
  /** The first message that is missing or out of order. */
  readonly wrong: string | null;
  /** A message is out of order, so later messages can't help. */
  readonly isOver: boolean;
  readonly letters: number;
  /** Repeated messages whose delivery was unknown. */
  readonly repeats: number;
  /** Answers that crossed with a question, so that the bot asked about them. */
  readonly crossed: number;
  readonly identical: number;
  readonly different: number;
}

/** The parts of a text as they are in a chat. */
export const textsSeen: TextsOf = (text, question) =>
  (question === undefined ? remarkParts(text) : textParts(text)).map((part) => part.text);

export class Walker {
  readonly #person: Person;
  readonly #script: Script;
  readonly #random: Random;
  /** Resolves when the person sees something new, or after a while. */
  readonly #shown: () => Promise<void>;
  /** Called around messages that are sent together. Null if they would not arrive together. */
  readonly #together: ((say: () => void) => void) | null;
  /** Aborted when nobody makes progress: then something was lost. */
  readonly #still: AbortSignal;
  /** The last message id of each text of the script. */
  readonly #texts: (number | undefined)[] = [];
  readonly #said: number[] = [];
  #step = 0;
  #askedAgain = 0;
  readonly #due: Sight[] = [];
  #clock = Math.floor(Date.now() / 1000);
  #turns = 0;
  #failure: string | null = null;

  constructor(
    person: Person,
    script: Script,
    random: Random,
    shown: () => Promise<void>,
    together: ((say: () => void) => void) | null,
    still: AbortSignal,
  ) {
    this.#still = still;
    this.#together = together;
    this.#person = person;
    this.#script = script;
    this.#random = random;
    this.#shown = shown;
  }

  async walk(): Promise<void> {
    for (const step of this.#script.steps) {
      this.#due.push(...step.sights);
      this.#turns += 1;
      this.#step = this.#turns;
      this.#act(step);
      this.#failure = await this.#lacking(step);
      if (this.#failure !== null) return;
    }
  }

  /** @returns the result, by the messages that are visible now */
  report(): Walked {
    const { wrong, isOver, crossed, repeats, ...files } = this.#compared();
    const said = this.#said.map((id) => `m${id}`);
    const texts = this.#person.chat.shown.map((message) => seen(message));
    const failure = this.#failure ?? wrong;
    return {
      script: this.#script.name,
      turns: this.#turns,
      wrong: failure,
      said,
      misplaced: failure === null ? misplacedLines(texts, this.#due.at(-1)?.text ?? '') : [],
      ...files,
      counts: {
        'answers that crossed with a question': crossed,
        'answers asked for again after "It\'s my answer"': this.#askedAgain,
        'messages once more, as nobody knew of the first': repeats,
      },
    };
  }

  /** Waits for the due messages. @returns what is missing in the end, or null */
  async #lacking(step: Step): Promise<string | null> {
    const { shown } = this.#person.chat;
    /** Number of messages at the person's last action, number of messages now, and time of the last one. */
    let [known, length, at] = [shown.length, shown.length, Date.now()];
    let hasTold = false;
    for (;;) {
      const { wrong, isOver } = this.#compared();
      if (wrong === null) return null;
      if (shown.length > length) [length, at] = [shown.length, Date.now()];
      const last = JSON.stringify(shown.slice(-4).map(({ text }) => text?.slice(0, 60)));
      if (isOver || this.#still.aborted)
        return `after ${JSON.stringify(step.act)}: ${wrong}; the last ones were ${last}`;
      // Wait until nothing more comes, as the bot may repeat its question about a text.
      if (length > known && Date.now() - at > QUIET_MS) {
        const hasAnswer = this.#person.seen.some(({ keyboard }) =>
          keyboard?.flat().some(({ text }) => text === IS_ANSWER),
        );
        const fresh = shown.slice(known).map((message) => seen(message));
        // The bot asks about the text, or repeats its question. The button of an earlier question may still be there.
        const aside = fresh.findLast((text) => text.includes(IS_CHANGE) || isLeft(text)) ?? '';
        // Unless the script expects that here, or the question about an edit came once more behind a command.
        const isExpected = isCommand(step) || step.sights.some(({ text }) => text.includes(IS_CHANGE));
        const isAsked = hasAnswer && aside.includes(IS_CHANGE) && !isExpected;
        const hasToRepeat = isLeft(aside) && !step.sights.some(({ text }) => text === HAD);
        // The bot asks again although it was told that this is the answer.
        const isAskedAgain = hasTold && length > known;
        known = length;
        if (isAsked) {
          this.#person.press(IS_ANSWER);
          hasTold = true;
        } else if ((hasToRepeat || isAskedAgain) && step.act.kind === 'text') {
          if (!hasToRepeat) this.#askedAgain += 1;
          this.#act(step);
          hasTold = false;
        }
      }
      await this.#shown();
    }
  }

  #act({ act }: Step): void {
    this.#clock = Math.max(Math.floor(Date.now() / 1000), this.#clock + APART);
    switch (act.kind) {
      case 'text': {
        // Sometimes sends a paste line by line, which is one answer.
        const lines = act.text.split('\n');
        const isPaste = lines.length > 1 && lines.every((line) => line.trim() !== '') && this.#random.chance(0.5);
        const say = (texts: readonly string[]) => {
          const ids = texts.map((text) => this.#person.say(text, { date: this.#clock }));
          this.#said.push(...ids);
          this.#texts[this.#step] = ids[0];
        };
        if (isPaste && this.#together) this.#together(() => say(lines));
        else say([act.text]);
        return;
      }
      case 'command':
        this.#person.say(`/${act.name}`, { date: this.#clock });
        return;
      case 'edit':
        this.#person.edit(this.#texts.filter((id) => id !== undefined)[act.ordinal - 1] ?? 0, act.text);
        return;
      case 'press':
        this.#person.press(act.label);
    }
  }

  #compared(): Comparison {
    const due = [...this.#due];
    const counts = { letters: 0, repeats: 0, crossed: 0, identical: 0, different: 0 };
    const past = new Set<string>();
    let last = '';
    // A letter and its file have the same text.
    const isDue = (text: string, isFile: boolean) => {
      const [first] = due;
      if (first === undefined || isFile !== (first.kind === 'file')) return false;
      return first.text === text || (first.kind === 'ask' && plain(first.text) === plain(text));
    };
    for (const [at, message] of this.#person.chat.shown.entries()) {
      const text = seen(message);
      const isFile = message.document !== null;
      // A review that was edited to the same text is not a new message.
      while (due[0]?.question === 'review' && due[0].text === last && !isDue(text, isFile)) due.shift();
      if (isDue(text, isFile)) {
        const [sight] = due.splice(0, 1);
        past.add(plain(text));
        last = text;
        if (sight?.kind === 'letter') counts.letters += 1;
        if (sight?.bytes && message.document)
          counts[Buffer.compare(sight.bytes, message.document.bytes) === 0 ? 'identical' : 'different'] += 1;
      } else if (isCrossing(text)) counts.crossed += 1;
      else if (past.has(plain(text))) counts.repeats += 1;
      else return { ...counts, isOver: true, wrong: difference(at, text, due[0]?.text) };
    }
    const [first] = due.filter(({ question, text }) => question !== 'review' || text !== last);
    const wrong = first
      ? `${due.length} messages were not seen, the first ${JSON.stringify(first.text.slice(0, 80))}`
      : null;
    return { ...counts, isOver: false, wrong };
  }
}

function isCommand({ act }: Step): boolean {
  return act.kind === 'command' || (act.kind === 'text' && act.text.startsWith('/'));
}

/** Whether a message is about a text that crossed with a question, which follows. */
function isCrossing(text: string): boolean {
  return (
    isLeft(text) ||
    text === wordsOf('said', 'en')('database-away') ||
    text === wordsOf('said', 'en')('already-done') ||
    // A message that arrived minutes late counts as backlog and gets a summary.
    text === BEING_WRITTEN ||
    CAUGHT_UP.every((part) => text.includes(part)) ||
    text.includes(IS_CHANGE)
  );
}

/**
 * A question without its noted values: if it was replaced before it was sent, they are with the next one.
 * Noted values are compared in the final brief.
 */
function plain(text: string): string {
  const end = text.indexOf('\n\n');
  return text.startsWith('Noted') && end > 0 ? text.slice(end + 2) : text;
}

function seen({ text, document }: Chat['shown'][number]): string {
  return (document ? new TextDecoder().decode(document.bytes) : withoutProgress(text ?? '')).trim();
}
