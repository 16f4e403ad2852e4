/**
 * An interviewer for tests of adapters. It asks a few fixed questions and keeps the answers in memory. Like the real one
 * it takes each event once, commits a turn at a time, sends its messages in order and writes the letter in the background.
 */

import { commandIn } from '../../src/adapters/command.ts';
import type { Adapter, Ask, Bookmark, Inbound, Outbound, Place, Said } from '../../src/adapters/contract.ts';
import { PlaceQueue } from '../../src/adapters/place-queue.ts';
import { textOfFile } from '../../src/adapters/sent-files.ts';

export const QUESTIONS = [
  { slot: 'role', text: 'Which role is this for?' },
  { slot: 'system', text: 'Which system do you want to write about?' },
  { slot: 'load', text: 'How much load does it take?' },
  { slot: 'speed', text: 'How fast is it?' },
] as const;
export const REVIEW = 'Is this right?';
export const SENT = 'What do you want to do with the letter?';
export const LETTER_TEXT = 'Dear team,\n\nI rebuilt the payout service.\n\nKind regards,\nNadia Ferro';
export const ALREADY_DONE = 'That question is answered already.';
export const UNREADABLE_FILE = "I can't read that file.";
export const HELP = 'You can skip a question.';
export const DELETED = 'Everything is deleted.';

/** A turn that was committed. `asked` is the slot that the question before it asked for. */
interface Turn {
  readonly place: Place;
  readonly event: string;
  readonly said: Said;
  readonly asked: string | null;
}

interface Unsent {
  readonly key: string;
  readonly message: Outbound;
  noted: string | null;
}

/** State that survives the process. */
export class SurveyMemory {
  turns: Turn[] = [];
  readonly unsent = new Map<Place, Unsent[]>();
  readonly answers = new Map<Place, Map<string, string>>();
  /** The event whose text is the answer to a slot. */
  readonly sources = new Map<string, string>();
  readonly steps = new Map<Place, number>();
  /** The platform's id of the question that was sent last. */
  readonly asked = new Map<Place, string>();
  /** Runs before each commit, and may throw. */
  beforeCommit: () => void | Promise<void> = () => undefined;

  answersIn(place: Place): Record<string, string> {
    return Object.fromEntries(this.answers.get(place) ?? []);
  }

  unsentIn(place: Place): readonly Unsent[] {
    return this.unsent.get(place) ?? [];
  }

  bookmarks(): Bookmark[] {
    return [...new Map(this.turns.map(({ place, event }) => [place, event]))].map(([place, event]) => ({
      place,
      event: event.split(':')[0] ?? event,
    }));
  }

  forget(place: Place): void {
    this.turns = this.turns.filter((turn) => turn.place !== place);
    for (const kept of [this.unsent, this.answers, this.steps, this.asked]) kept.delete(place);
  }
}

export interface SurveyOptions {
  readonly memory?: SurveyMemory;
  readonly adapter: Adapter;
  /** Resolves when the letter is written. Calls `grown` with the text so far. */
  write?(grown: (text: string) => void): Promise<void>;
}

export class Survey {
  readonly memory: SurveyMemory;
  readonly #adapter: Adapter;
  readonly #write: NonNullable<SurveyOptions['write']>;
  readonly #turns = new PlaceQueue();
  readonly #outs = new PlaceQueue();
  readonly #letters = new Map<Place, Promise<void>>();
  /** Letters that are still wanted, by the event that asked for each. */
  readonly #wanted = new Map<Place, string>();

  constructor({ memory = new SurveyMemory(), adapter, write = () => Promise.resolve() }: SurveyOptions) {
    this.memory = memory;
    this.#adapter = adapter;
    this.#write = write;
  }

  readonly receive = (inbound: Inbound): Promise<void> =>
    this.#turns.run(inbound.place, async () => {
      const { place, said } = inbound;
      const content = said.kind === 'file' ? await textIn(said) : said;
      await this.memory.beforeCommit();
      if (!this.#commit(inbound, content)) return;
      await this.#deliver(place);
    });

  /** Resolves when no turn, letter or delivery of the place is running. */
  async settled(place: Place): Promise<void> {
    await this.#turns.settled(place);
    await this.#letters.get(place);
    await this.#outs.settled(place);
  }

  /** Sends what an earlier process left unsent. */
  async resume(): Promise<void> {
    for (const place of this.memory.unsent.keys()) await this.#deliver(place);
  }

  /** Synchronous, so that only one of two processes takes an event. @returns whether the event was new */
  #commit({ id, place, said }: Inbound, content: Said): boolean {
    const { memory } = this;
    if (memory.turns.some((turn) => turn.place === place && turn.event === id)) return false;
    const asked = QUESTIONS[(memory.steps.get(place) ?? 0) - 1]?.slot ?? null;
    memory.turns.push({ place, event: id, said, asked });
    const out = this.#answer(id, place, content);
    this.#push(place, id, out);
    return true;
  }

  #push(place: Place, id: string, out: readonly Outbound[]): void {
    const unsent = this.memory.unsent.get(place) ?? [];
    this.memory.unsent.set(place, unsent);
    for (const [at, message] of out.entries()) unsent.push({ key: `${place} ${id} ${at}`, message, noted: null });
  }

  #answer(id: string, place: Place, said: Said): Outbound[] {
    const step = this.memory.steps.get(place) ?? 0;
    const command = said.kind === 'command' ? said : said.kind === 'text' ? commandIn(said.text) : null;
    if (command) return this.#command(place, command.name);
    switch (said.kind) {
      case 'choice': {
        const isStale = said.of !== undefined && said.of !== markOf(step);
        if (isStale || !choicesOf(step).some((choice) => choice.id === said.choice))
          return [{ kind: 'say', text: ALREADY_DONE }, ...this.#question(place)];
        if (said.choice !== 'write') return this.#next(place);
        this.#begin(place, id);
        return [];
      }
      case 'edited': {
        const of = 'id' in said.of ? said.of.id : '';
        return this.#correct(place, of, said.text) ? this.#question(place) : [];
      }
      case 'text': {
        if (said.text === '') return [{ kind: 'say', text: UNREADABLE_FILE }, ...this.#question(place)];
        if (said.re && 'id' in said.re && this.#correct(place, said.re.id, said.text)) return this.#question(place);
        const slot = QUESTIONS[step - 1]?.slot;
        if (slot === undefined) return step === 0 ? this.#next(place) : this.#question(place);
        const answers = this.memory.answers.get(place) ?? new Map<string, string>();
        this.memory.answers.set(place, answers.set(slot, said.text));
        this.memory.sources.set(`${place} ${slot}`, id);
        return this.#next(place, [{ slot, text: said.text }]);
      }
      default:
        return [];
    }
  }

  #command(place: Place, name: string): Outbound[] {
    if (name === 'skip') return this.#next(place);
    if (name === 'help') return [{ kind: 'say', text: HELP }];
    if (name !== 'forget') return (this.memory.steps.get(place) ?? 0) === 0 ? this.#next(place) : this.#question(place);
    void this.#adapter.grow?.(place, null);
    this.#letters.delete(place);
    this.#wanted.delete(place);
    this.memory.forget(place);
    return [{ kind: 'say', text: DELETED }];
  }

  #correct(place: Place, event: string, text: string): boolean {
    const answers = this.memory.answers.get(place);
    const slot = QUESTIONS.find((each) => this.memory.sources.get(`${place} ${each.slot}`) === event)?.slot;
    if (slot === undefined) return false;
    answers?.set(slot, text);
    return true;
  }

  #next(place: Place, noted: Ask['noted'] = []): Outbound[] {
    const step = this.memory.steps.get(place) ?? 0;
    this.memory.steps.set(place, Math.min(step + 1, QUESTIONS.length + 1));
    return this.#question(place, noted);
  }

  #question(place: Place, noted: Ask['noted'] = []): Outbound[] {
    const step = this.memory.steps.get(place) ?? 0;
    return step === 0 ? [] : [askAt(step, noted)];
  }

  #begin(place: Place, id: string): void {
    this.#wanted.set(place, id);
    const letter = (async () => {
      await this.#write((text) => void this.#adapter.grow?.(place, text));
      if (this.#wanted.get(place) !== id) return;
      this.memory.steps.set(place, QUESTIONS.length + 2);
      const bytes = new TextEncoder().encode(LETTER_TEXT);
      const file: Outbound = { kind: 'file', name: 'letter.txt', mime: 'text/plain', bytes };
      this.#push(place, `${id} letter`, [letterOf(LETTER_TEXT), file, askAt(QUESTIONS.length + 2)]);
      await this.#deliver(place);
    })();
    this.#letters.set(place, letter);
  }

  #deliver(place: Place): Promise<void> {
    return this.#outs.run(place, async () => {
      const unsent = this.memory.unsent.get(place) ?? [];
      dropOvertaken(unsent);
      for (let first = unsent[0]; first; first = unsent[0]) {
        const { key, message, noted } = first;
        const before = this.memory.asked.get(place);
        const attempt = {
          noted,
          note: async (text: string) => {
            first.noted = text;
          },
          before: before === undefined ? null : { platformId: before },
        };
        const sent = await this.#adapter.send(place, message, key, attempt);
        if (sent.outcome === 'failed') {
          if (sent.again !== undefined) setTimeout(() => void this.#deliver(place), sent.again).unref();
          return;
        }
        if (sent.outcome === 'sent' && message.kind === 'ask' && sent.platformId !== null)
          this.memory.asked.set(place, sent.platformId);
        // Another process may have sent it meanwhile.
        if (sent.outcome === 'gone') unsent.splice(0);
        else if (unsent[0] === first) unsent.shift();
      }
    });
  }
}

/** Drops unsent questions that a later question replaces. */
function dropOvertaken(unsent: Unsent[]): void {
  const last = unsent.findLastIndex(({ message }) => message.kind === 'ask');
  const kept = unsent.filter(({ message }, at) => message.kind !== 'ask' || at >= last);
  unsent.splice(0, unsent.length, ...kept);
}

/** A letter whose data is empty: no chat shows it. */
export function letterOf(text: string): Extract<Outbound, { kind: 'letter' }> {
  const letter = { heading: [], greeting: '', paragraphs: [], signOff: '' };
  return { kind: 'letter', version: 1, text, letter, brief: { facts: [], declined: [], confidential: [] } };
}

function askAt(step: number, noted: Ask['noted'] = []): Ask {
  const question = QUESTIONS[step - 1];
  const isReview = step === QUESTIONS.length + 1;
  return {
    kind: 'ask',
    question: question ? 'slot' : isReview ? 'review' : 'letter',
    ...(question && { topic: question.slot, slot: question.slot }),
    text: question?.text ?? (isReview ? REVIEW : SENT),
    choices: choicesOf(step),
    noted,
    mark: markOf(step),
  };
}

function choicesOf(step: number): Ask['choices'] {
  if (step === QUESTIONS.length + 1) return [{ id: 'write', label: 'Write the letter' }];
  return [
    { id: 'skip', label: 'Skip' },
    { id: 'back', label: 'Back' },
  ];
}

function markOf(step: number): string {
  return `mark-${step}`;
}

async function textIn(said: Extract<Said, { kind: 'file' }>): Promise<Said> {
  return { kind: 'text', text: (await textOfFile(said)) ?? '' };
}
