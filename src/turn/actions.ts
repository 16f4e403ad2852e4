/** What an inbound event asks for: a text, a choice, a command, a file, an edit or a reply becomes an action of the turn. */
import { type CommandName, commandIn, isCommand } from '../adapters/command.ts';
import type { Inbound, Outbound, Place, Said } from '../adapters/contract.ts';
import { composeLetter } from '../letter/compose.ts';
import { letterText } from '../letter/letter.ts';
import { hides, redacted } from '../letter/redact.ts';
import type { Command, Control } from '../machine/commands.ts';
import { advance, type Interview, type InterviewEvent } from '../machine/interview.ts';
import type { Question } from '../machine/question.ts';
import { freeze } from '../machine/saved.ts';
import * as say from '../prompts/remarks.ts';
import type { Reader } from '../reader/reader.ts';
import type { Store } from '../store/store.ts';
import { hasWords } from '../text/phrases.ts';
import { choiceIn } from './choose.ts';
import { askOf, type Standing, standingOf } from './speak.ts';

/** The longest text that is read, in characters. */
const READ_AT_MOST = 20_000;

/** What a turn does to a place: an event for the machine, words without one, or the end of everything kept. */
export type Action =
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

interface ActionParts {
  readonly store: Pick<Store, 'message' | 'letters'>;
  readonly reader: Reader;
  now(): Date;
}

/** @returns what an event asks for in this state of the interview; it changes nothing itself */
export function createActions({ store, reader, now }: ActionParts) {
  function standing(state: Interview): Standing | null {
    return standingOf(state, now());
  }

  async function actionFor(inbound: Inbound, state: Interview): Promise<Action> {
    const { said: heard } = inbound;
    switch (heard.kind) {
      case 'text': {
        const command = commandIn(heard.text);
        if (command !== null) return commandAction(inbound.place, command.name, command.rest, state);
        return (
          unreadable(heard.text) ??
          (await replyAction(inbound, heard, state)) ??
          textAction(inbound.id, heard.text, state)
        );
      }
      case 'command':
        return commandAction(inbound.place, heard.name.toLowerCase(), heard.rest, state);
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
    const sentences = standing(state)?.sentences ?? [];
    const inLetter = (value: string) => foundIn(state, value, now());
    const drops = (sentence: string) => redacted(sentence, state.context.sheet.hidden).removed;
    const commands = await reader.read({
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

  async function commandAction(place: Place, name: string, rest: string, state: Interview): Promise<Action> {
    if (!isCommand(name)) return words(say.UNKNOWN_COMMAND);
    return name === 'export' ? exportAction(place, state) : commandActions[name](rest, state);
  }

  const commandActions: Readonly<Record<Exclude<CommandName, 'export'>, (rest: string, state: Interview) => Action>> = {
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
      const value = foundIn(state, rest, now()) ?? rest;
      return said([{ type: 'ask-back', pending: { kind: 'describe', value } }]);
    },
    undo: () => event('undid'),
    why: () => CONTROL_EVENTS.why,
    another: () => CONTROL_EVENTS.another,
    help: () => CONTROL_EVENTS.help,
    restart: () => CONTROL_EVENTS.restart,
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
    return read(source, text, revising, question, true);
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

  /** Everything that is kept of the place: the interview as it stands, and every letter that was delivered. */
  async function exportAction(place: Place, state: Interview): Promise<Action> {
    const content = { place, interview: freeze(state), letters: await store.letters(place) };
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

  return actionFor;
}

/** Words as they stand in the letter that would be written now; null where it holds none of them. */
function foundIn({ context: { sheet, edits } }: Interview, value: string, date: Date): string | null {
  const letter = letterText(composeLetter({ sheet, edits, date }));
  const at = letter.toLowerCase().indexOf(value.toLowerCase());
  if (at >= 0 && value !== '') return letter.slice(at, at + value.length);
  return hides(letter, [{ value, say: null }]) ? value : null;
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
