/**
 * One turn, from an event to what is said: read, advance, commit, send. The only place where the parts meet. All that an
 * event changes commits in one transaction, and nothing is sent before; what is sent is marked, and what is not is sent
 * again after a restart.
 */
import { type CommandName, commandIn, isCommand } from '../adapters/command.ts';
import { type Adapter, type Inbound, type Outbound, type Place, platformOf, type Said } from '../adapters/contract.ts';
import { PlaceQueue } from '../adapters/place-queue.ts';
import { composeLetter } from '../letter/compose.ts';
import { letterText } from '../letter/letter.ts';
import { hides, redacted } from '../letter/redact.ts';
import type { Writer } from '../letter/writer.ts';
import { type Command, type Control, EMPTY } from '../machine/commands.ts';
import { advance, begin, type Interview, type InterviewEvent, revive, waitsFor } from '../machine/interview.ts';
import type { Question } from '../machine/question.ts';
import { freeze, thaw } from '../machine/saved.ts';
import * as say from '../prompts/remarks.ts';
import type { Reader } from '../reader/reader.ts';
import type { JobChange, Store, Turn, Unsent } from '../store/store.ts';
import { hasWords } from '../text/phrases.ts';
import { choiceIn } from './choose.ts';
import { createDelivery } from './deliver.ts';
import { Retries } from './retries.ts';
import { askOf, type Standing, speak, standingOf } from './speak.ts';
import { createLetters, OVERTAKEN_AT_MOST } from './write-letter.ts';

export interface Interviewer {
  /**
   * Takes an event; settles when its turn is committed and what there was to say was handed to the platform. A letter
   * that it asked for is said later.
   */
  receive(inbound: Inbound): Promise<void>;
  /** Settles when no letter is being written for the place here, and what was written is handed to the platform. */
  settled(place: Place): Promise<void>;
  /**
   * Sends what an earlier process left unsent, and begins the letters that it left unwritten. What keeps it from that is
   * told, and it is tried again by itself.
   */
  resume(): Promise<void>;
  /** Breaks off the letters that are being written; the next process goes on with them. */
  stop(): Promise<void>;
}

export interface Parts {
  readonly store: Store;
  readonly reader: Reader;
  readonly writer: Writer;
  /** The platform of a place; undefined for one that is not running. */
  adapterFor(place: Place): Adapter | undefined;
  now(): Date;
  /** Called with what the writer threw, of which the person is told in a plain sentence, and with what is tried again. */
  onFault(error: unknown): void;
}

/** The longest text that is read, in characters. */
export const READ_AT_MOST = 20_000;

/** What a turn does to a place: an event for the machine, words without one, or the end of everything kept. */
type Action =
  | { readonly kind: 'event'; readonly event: InterviewEvent }
  | { readonly kind: 'words'; readonly out: readonly Outbound[] }
  | { readonly kind: 'start' }
  | { readonly kind: 'forget' };

const event = (type: Exclude<InterviewEvent['type'], 'said' | 'letter.written' | 'letter.failed'>): Action => ({
  kind: 'event',
  event: { type },
});
const said = (commands: readonly Command[]): Action => ({ kind: 'event', event: { type: 'said', commands } });
const words = (text: string): Action => ({ kind: 'words', out: [{ kind: 'say', text }] });

const CONTROL_EVENTS: Readonly<Record<Control, Action>> = {
  back: event('went-back'),
  fix: event('asked-to-fix'),
  undo: event('undid'),
  write: event('asked-to-write'),
  edit: event('asked-to-edit'),
  help: event('asked-for-help'),
  brief: event('asked-for-brief'),
  why: event('asked-why'),
  another: event('asked-for-another'),
  restart: event('restarted'),
};

export function createInterviewer(parts: Parts): Interviewer {
  const { store } = parts;
  const queue = new PlaceQueue();
  const { deliver, takeOver } = createDelivery({ ...parts, queue });
  const letters = createLetters({ ...parts, queue, deliver });
  const retries = new Retries<'resume'>(() => void resume());

  async function turn(inbound: Inbound): Promise<void> {
    let outcome = await attemptTurn(inbound);
    for (let attempt = 1; outcome === 'stale' && attempt < OVERTAKEN_AT_MOST; attempt += 1)
      outcome = await attemptTurn(inbound);
    if (outcome === 'seen') return takeOver(inbound.place);
    const { left, isReview } = typeof outcome === 'object' ? outcome : { left: undefined, isReview: false };
    await deliver(inbound.place, left);
    // While somebody reads the review, there is time for it. What keeps it from working is told where it is needed.
    if (isReview) store.jobs.prepare(platformOf(inbound.place)).catch(() => undefined);
    // Not taken in silence: whoever brought the event says so, and it can be sent again.
    if (outcome === 'stale') throw new Error('the interview was overtaken each time');
  }

  async function attemptTurn(
    inbound: Inbound,
  ): Promise<'done' | 'seen' | 'stale' | { left: readonly Unsent[]; isReview: boolean }> {
    const { place } = inbound;
    const { kept, seen, owed } = await store.before(place, inbound.id);
    const thawed = kept ? thaw(kept.saved) : begin();
    if (seen) {
      // It may come again because the process died over the letter that it asked for.
      if (thawed && waitsFor(thawed) !== null) letters.goOn(place);
      return 'seen';
    }
    const state = thawed ?? (await startedAgain(place));
    const action = await actionFor(inbound, state);
    if (action.kind === 'forget') {
      await store.forget(place, [{ kind: 'say', text: say.FORGOTTEN }]);
      letters.abandon(place);
      return 'done';
    }
    const lost: Outbound[] = thawed ? [] : [{ kind: 'say', text: say.START_AGAIN }];
    const { next, out } = await outcomeOf(action, state, place);
    const job = jobChange(waitsFor(state), waitsFor(next));
    const change: Turn = {
      place,
      event: { id: inbound.id, isText: inbound.said.kind === 'text', asked: standing(state)?.question.slot ?? null },
      expected: kept?.version ?? null,
      saved: freeze(next),
      out: [...lost, ...out],
      ...(job && { job }),
    };
    const committed = await store.commit(change);
    if (committed !== 'committed') return committed;
    if (job?.kind === 'wanted') letters.begin(place);
    else if (job?.kind === 'unwanted') letters.abandon(place);
    else if (waitsFor(next) !== null) letters.goOn(place);
    return owed ? 'done' : { left: store.leaves(change), isReview: next.value === 'review' };
  }

  function standing(state: Interview): Standing | null {
    return standingOf(state, parts.now());
  }

  /** A conversation from its beginning, in which no letter takes the number of one that was delivered. */
  async function startedAgain(place: Place): Promise<Interview> {
    const { last } = await store.editions(place);
    return revive('new', { ...EMPTY, letters: last });
  }

  async function outcomeOf(
    action: Exclude<Action, { kind: 'forget' }>,
    state: Interview,
    place: Place,
  ): Promise<{ next: Interview; out: readonly Outbound[] }> {
    switch (action.kind) {
      case 'words':
        return begun(state, action.out);
      case 'start': {
        if (state.value === 'new') return begun(state, []);
        // What an earlier process left unsent is about to be sent, and the question may be part of it.
        const waiting = await store.unsent(place);
        return { next: state, out: waiting.some(({ message }) => message.kind === 'ask') ? [] : standsIn(state) };
      }
      case 'event': {
        const next = advance(state, action.event);
        // An event that means nothing before anything was asked: the interview begins.
        if (next === state && state.value === 'new') return begun(state, []);
        if (next === state) return { next, out: standsIn(state) };
        const last = next.context.remarks.includes('why') ? ((await store.letters(place)).at(-1) ?? null) : null;
        return { next, out: speak(next, parts.now(), last, state) };
      }
    }
  }

  async function actionFor(inbound: Inbound, state: Interview): Promise<Action> {
    const { said: heard } = inbound;
    switch (heard.kind) {
      case 'text': {
        const command = commandIn(heard.text);
        if (command !== null) return commandAction(command.name, command.rest, state);
        return (
          unreadable(heard.text) ??
          (await replyAction(inbound, heard, state)) ??
          textAction(inbound.id, heard.text, state)
        );
      }
      case 'command':
        return commandAction(heard.name.toLowerCase(), heard.rest, state);
      case 'choice':
        return choiceAction(heard, state);
      case 'file':
        return fileAction(inbound, heard, state);
      case 'edited': {
        const earlier = await store.message(inbound.place, heard.of);
        if (!earlier) return words(say.NOTHING_TO_READ);
        return unreadable(heard.text) ?? againAction(earlier.id, heard.text, state);
      }
    }
  }

  async function textAction(id: string, text: string, state: Interview): Promise<Action> {
    const stands = standing(state);
    if (stands) {
      const ask = askOf(state, stands);
      const chosen = ask.takesNumbers && /^\d+$/.test(text.trim()) ? null : choiceIn(text, ask);
      if (chosen !== null) return optionAction(chosen, stands, state);
    }
    return read(id, text, state, stands?.question ?? null, false);
  }

  /** @param isLiteral the text is an answer, whatever it begins with */
  async function read(
    id: string,
    text: string,
    state: Interview,
    question: Question | null,
    isLiteral: boolean,
  ): Promise<Action> {
    const sentences = standing(state)?.sentences.map(({ key }) => key) ?? [];
    const inLetter = (value: string) => foundIn(state, value, parts.now());
    const drops = (sentence: string) => redacted(sentence, state.context.sheet.hidden).removed;
    const commands = await parts.reader.read({
      id,
      text,
      question,
      context: state.context,
      sentences,
      isLiteral,
      inLetter,
      drops,
    });
    const control = commands.find((command) => command.type === 'control');
    return control ? CONTROL_EVENTS[control.control] : said(commands);
  }

  async function choiceAction({ choice, of }: Extract<Said, { kind: 'choice' }>, state: Interview): Promise<Action> {
    // The button of the question that was just answered may not be gone yet.
    if (state.hasTag('writing')) return event('asked-to-write');
    const stands = standing(state);
    if (!stands || (of !== undefined && of !== askOf(state, stands).mark)) return words(say.ALREADY_DONE);
    return optionAction(choice, stands, state);
  }

  async function optionAction(choice: string, { question }: Standing, state: Interview): Promise<Action> {
    const option = question.options.find(({ id }) => id === choice);
    if (!option) return words(say.ALREADY_DONE);
    // What looked like a correction was the answer to the question below.
    const pending = state.context.pending.at(-1);
    if (choice === 'answer' && pending?.kind === 'which' && pending.text) {
      const below = advance(state, { type: 'said', commands: option.does });
      const reading = await read(
        pending.text.source,
        pending.text.text,
        below,
        standing(below)?.question ?? null,
        true,
      );
      return reading.kind === 'event' && reading.event.type === 'said'
        ? said([...option.does, ...reading.event.commands])
        : reading;
    }
    const control = option.does.find((command) => command.type === 'control');
    return control ? CONTROL_EVENTS[control.control] : said(option.does);
  }

  function commandAction(name: string, rest: string, state: Interview): Action | Promise<Action> {
    if (!isCommand(name)) return words(say.UNKNOWN_COMMAND);
    return commandActions[name](rest, state);
  }

  const commandActions: Readonly<Record<CommandName, (rest: string, state: Interview) => Action | Promise<Action>>> = {
    start: () => ({ kind: 'start' }),
    letter: () => ({ kind: 'start' }),
    skip: (_, state) => {
      const stands = standing(state);
      const option = stands?.question.options.find(({ id }) => id === 'skip' || id === 'no' || id === 'keep');
      return option ? said(option.does) : said([{ type: 'remark', remark: 'cannot-skip' }]);
    },
    back: () => CONTROL_EVENTS.back,
    fix: () => CONTROL_EVENTS.fix,
    write: () => CONTROL_EVENTS.write,
    brief: () => CONTROL_EVENTS.brief,
    hide: (rest, state) => {
      if (rest === '') return said([{ type: 'ask-back', pending: { kind: 'sentence', action: 'hide' } }]);
      const value = foundIn(state, rest, parts.now());
      if (value === null) return said([{ type: 'remark', remark: 'hidden-nowhere' }]);
      return said([{ type: 'ask-back', pending: { kind: 'describe', value } }]);
    },
    undo: () => event('undid'),
    why: () => CONTROL_EVENTS.why,
    another: () => CONTROL_EVENTS.another,
    help: () => CONTROL_EVENTS.help,
    restart: () => CONTROL_EVENTS.restart,
    export: (_, state) => exportAction(state),
    forget: () => ({ kind: 'forget' }),
  };

  /** A reply to an earlier answer says that answer anew; null where it is like any other text. */
  async function replyAction(
    { place }: Inbound,
    { text, re }: Extract<Said, { kind: 'text' }>,
    state: Interview,
  ): Promise<Action | null> {
    const earlier = re ? await store.message(place, re) : null;
    const isNoted = earlier !== null && slotOf(earlier.id, state) !== null;
    return isNoted ? againAction(earlier.id, text, state) : null;
  }

  /** A message said anew, whose first words are noted in a slot. */
  async function againAction(source: string, text: string, state: Interview): Promise<Action> {
    const slot = slotOf(source, state);
    if (slot === null) return event('asked-to-fix');
    const revising = advance(state, {
      type: 'said',
      commands: [{ type: 'ask-back', pending: { kind: 'revise', ...slot } }],
    });
    const question = standing(revising)?.question ?? null;
    const reading = await read(source, text, revising, question, true);
    return reading;
  }

  async function fileAction(
    inbound: Inbound,
    file: Extract<Said, { kind: 'file' }>,
    state: Interview,
  ): Promise<Action> {
    if (!file.mime.startsWith('text/')) return words(say.UNREADABLE_FILE);
    const bytes = await file.read().catch(() => null);
    if (!bytes) return words(say.UNREADABLE_FILE);
    const text = new TextDecoder().decode(bytes);
    return unreadable(text) ?? textAction(inbound.id, text, state);
  }

  async function exportAction(state: Interview): Promise<Action> {
    const content = { interview: freeze(state) };
    return {
      kind: 'words',
      out: [
        {
          kind: 'file',
          name: 'foreword-export.json',
          mime: 'application/json',
          bytes: new TextEncoder().encode(JSON.stringify(content, null, 2)),
        },
      ],
    };
  }

  /** The question that stands; while a letter is written none does, and that is said in its place. */
  function standsIn(state: Interview): readonly Outbound[] {
    const stands = standing(state);
    return stands ? [askOf(quiet(state), stands)] : [{ kind: 'say', text: say.remarkText('being-written') }];
  }

  /** After `out`, what stands; where nothing was asked yet, the interview begins, so that nobody is left without a question. */
  function begun(state: Interview, out: readonly Outbound[]): { next: Interview; out: readonly Outbound[] } {
    if (state.value !== 'new') return { next: state, out: [...out, ...standsIn(state)] };
    const next = advance(state, { type: 'began' });
    return { next, out: [...out, ...speak(next, parts.now(), null)] };
  }

  async function resume(): Promise<void> {
    try {
      await Promise.all([letters.resume(), sayWhatIsOwed()]);
      retries.worked('resume');
    } catch (error) {
      parts.onFault(error);
      retries.failed('resume');
    }
  }

  /** Side by side: a place that can't be reached holds up no other. */
  async function sayWhatIsOwed(): Promise<void> {
    const owed = await store.placesWithUnsent();
    await Promise.all(owed.map((place) => queue.run(place, () => deliver(place))));
  }

  return {
    receive: (inbound) => queue.run(inbound.place, () => turn(inbound)),
    resume,
    settled: letters.settled,
    stop() {
      retries.stop();
      return letters.stop();
    },
  };
}

/** Words as they stand in the letter that would be written now; null where it holds none of them. */
function foundIn({ context: { sheet, edits } }: Interview, value: string, date: Date): string | null {
  const letter = letterText(composeLetter({ sheet, edits, date }));
  const at = letter.toLowerCase().indexOf(value.toLowerCase());
  if (at >= 0 && value !== '') return letter.slice(at, at + value.length);
  return hides(letter, [{ value, say: null }]) ? value : null;
}

/** What this turn noted was said already. */
function quiet(state: Interview): Interview {
  return revive(String(state.value), { ...state.context, notes: [], remarks: [] });
}

/** The slot that holds what a message said; null where there is none. */
function slotOf(source: string, { context }: Interview): { slot: string; figure: string | null } | null {
  const { values, figures } = context.sheet;
  const figure = figures.find(({ now, before }) => now?.source === source || before?.source === source);
  if (figure) return { slot: `${figure.topic}.${figure.now?.source === source ? 'now' : 'before'}`, figure: figure.id };
  const value = Object.entries(values).find(([, value]) => value.source === source);
  return value ? { slot: value[0], figure: null } : null;
}

/** The answer to a text that no reader is given. */
function unreadable(text: string): Action | null {
  if (text.length > READ_AT_MOST) return words(say.TOO_LONG);
  return hasWords(text) ? null : words(say.NOTHING_TO_READ);
}

function jobChange(before: number | null, after: number | null): JobChange | null {
  if (before === after) return null;
  return after === null ? { kind: 'unwanted' } : { kind: 'wanted', version: after };
}
