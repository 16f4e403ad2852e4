/** What an inbound event asks for: a text, a choice, a command, a file, an edit or a reply becomes an action of the turn. */
import { commandIn, isCommand } from '../adapters/command.ts';
import type { Inbound, Outbound, Place, Said } from '../adapters/contract.ts';
import { composeLetter } from '../letter/compose.ts';
import { letterText, placedSentences } from '../letter/letter.ts';
import { hides, redacted } from '../letter/redact.ts';
import type { Command, Control } from '../machine/commands.ts';
import { advance, type Interview, type InterviewEvent } from '../machine/interview.ts';
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
  /** `after` comes behind it, where nothing is left to be confirmed. */
  | { readonly kind: 'event'; readonly event: InterviewEvent; readonly after?: InterviewEvent }
  | { readonly kind: 'words'; readonly out: readonly Outbound[] }
  | { readonly kind: 'start' }
  | { readonly kind: 'forget' };

const said = (commands: readonly Command[]): Action => ({ kind: 'event', event: { type: 'said', commands } });
const words = (text: string): Action => ({ kind: 'words', out: [{ kind: 'say', text }] });

const CONTROL_EVENTS = {
  back: 'went-back',
  fix: 'asked-to-fix',
  undo: 'undid',
  write: 'asked-to-write',
  edit: 'asked-to-edit',
  help: 'asked-for-help',
  brief: 'asked-for-brief',
  why: 'asked-why',
  another: 'asked-for-another',
  restart: 'restarted',
} as const;
const controlled = (control: Control): Action => ({ kind: 'event', event: { type: CONTROL_EVENTS[control] } });

/** What commands ask for: what they say, and then what moves the interview itself. */
function actionOf(commands: readonly Command[]): Action {
  const control = commands.find((command) => command.type === 'control');
  const others = commands.filter(({ type }) => type !== 'control');
  if (!control) return said(commands);
  if (others.length === 0) return controlled(control.control);
  return { kind: 'event', event: { type: 'said', commands: others }, after: { type: CONTROL_EVENTS[control.control] } };
}

interface ActionParts {
  readonly store: Pick<Store, 'message' | 'letters'>;
  readonly reader: Reader;
  now(): Date;
}

/** @returns what an event asks for in this state of the interview; it changes nothing itself */
export function createActions({ store, reader, now }: ActionParts) {
  const standing = (state: Interview) => standingOf(state, now());

  async function actionFor({ id, place, said: heard }: Inbound, state: Interview): Promise<Action> {
    switch (heard.kind) {
      case 'text': {
        const command = commandIn(heard.text);
        if (command !== null) return commandAction(place, command.name, command.rest, state);
        const unread = unreadable(heard.text);
        if (unread) return unread;
        // A reply to an earlier answer says that answer anew.
        const earlier = heard.re ? await store.message(place, heard.re) : null;
        return (earlier && (await againAction(earlier.id, heard.text, state))) ?? textAction(id, heard.text, state);
      }
      case 'command':
        return commandAction(place, heard.name.toLowerCase(), heard.rest, state);
      case 'choice':
        return choiceAction(heard, state);
      case 'file': {
        const bytes = heard.mime.startsWith('text/') ? await heard.read().catch(() => null) : null;
        if (!bytes) return words(say.UNREADABLE_FILE);
        const text = new TextDecoder().decode(bytes);
        return unreadable(text) ?? textAction(id, text, state);
      }
      case 'edited': {
        const earlier = await store.message(place, heard.of);
        if (!earlier) return words(say.NOTHING_TO_READ);
        return unreadable(heard.text) ?? (await againAction(earlier.id, heard.text, state)) ?? controlled('fix');
      }
    }
  }

  async function textAction(id: string, text: string, state: Interview): Promise<Action> {
    const stands = standing(state);
    const ask = stands && askOf(state, stands);
    const chosen = !ask || (ask.takesNumbers && /^\d+$/.test(text.trim())) ? null : choiceIn(text, ask);
    return stands && chosen !== null ? optionAction(chosen, stands, state) : read(id, text, state);
  }

  /** @param isLiteral the text is an answer, whatever it begins with */
  async function read(id: string, text: string, state: Interview, isLiteral = false): Promise<Action> {
    const { question = null, sentences: shown = [], letter = null } = standing(state) ?? {};
    const sentences = letter ? placedSentences(letter) : shown;
    const { context } = state;
    const inLetter = (value: string) => foundIn(state, value, now());
    const drops = (sentence: string) => redacted(sentence, context.sheet.hidden).removed;
    return actionOf(await reader.read({ id, text, question, context, sentences, isLiteral, inLetter, drops }));
  }

  async function choiceAction({ choice, of }: Extract<Said, { kind: 'choice' }>, state: Interview): Promise<Action> {
    // The button of the question that was just answered may not be gone yet.
    if (state.hasTag('writing')) return controlled('write');
    const stands = standing(state);
    if (!stands || (of !== undefined && of !== askOf(state, stands).mark)) return words(say.ALREADY_DONE);
    return optionAction(choice, stands, state);
  }

  async function optionAction(choice: string, { question }: Standing, state: Interview): Promise<Action> {
    const option = question.options.find(({ id }) => id === choice);
    if (!option) return words(say.ALREADY_DONE);
    const pending = state.context.pending.at(-1);
    if (choice !== 'answer' || pending?.kind !== 'which' || !pending.text) return actionOf(option.does);
    // What looked like a correction was the answer to the question below.
    const { source, text } = pending.text;
    const reading = await read(source, text, advance(state, { type: 'said', commands: option.does }), true);
    return reading.kind === 'event' && reading.event.type === 'said'
      ? { ...reading, event: { ...reading.event, commands: [...option.does, ...reading.event.commands] } }
      : reading;
  }

  async function commandAction(place: Place, name: string, rest: string, state: Interview): Promise<Action> {
    if (!isCommand(name)) return words(say.UNKNOWN_COMMAND);
    switch (name) {
      case 'start':
      case 'letter':
        return { kind: 'start' };
      case 'forget':
        return { kind: 'forget' };
      case 'export':
        return exportAction(place, state);
      case 'skip': {
        const options = standing(state)?.question.options;
        const option = options?.find(({ id }) => id === 'skip' || id === 'no' || id === 'keep');
        return said(option?.does ?? [{ type: 'remark', remark: 'cannot-skip' }]);
      }
      case 'hide': {
        if (rest === '') return said([{ type: 'ask-back', pending: { kind: 'sentence', action: 'hide' } }]);
        const value = foundIn(state, rest, now()) ?? rest;
        return said([{ type: 'ask-back', pending: { kind: 'describe', value } }]);
      }
      default:
        return controlled(name);
    }
  }

  /** A message said anew, whose first words are noted in a slot; null where they are in none. */
  async function againAction(source: string, text: string, state: Interview): Promise<Action | null> {
    const slot = slotOf(source, state);
    if (slot === null) return null;
    const pending = { kind: 'revise', ...slot } as const;
    return read(source, text, advance(state, { type: 'said', commands: [{ type: 'ask-back', pending }] }), true);
  }

  /** Everything that is kept of the place: the interview as it stands, and every letter that was delivered. */
  async function exportAction(place: Place, state: Interview): Promise<Action> {
    const content = { place, interview: freeze(state), letters: await store.letters(place) };
    const bytes = new TextEncoder().encode(JSON.stringify(content, null, 2));
    return { kind: 'words', out: [{ kind: 'file', name: 'foreword-export.json', mime: 'application/json', bytes }] };
  }

  return actionFor;
}

/** Words as they stand in the letter that would be written now; null where it holds none of them. */
function foundIn({ context: { sheet, edits, draft } }: Interview, value: string, date: Date): string | null {
  const letter = letterText(composeLetter({ sheet, edits, draft, date }));
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
