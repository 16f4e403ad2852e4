/** What an inbound event asks for: a text, a choice, a command, a file, an edit or a reply becomes an action of the turn. */
import { commandIn, isCommand } from '../adapters/command.ts';
import type { Inbound, Outbound, Place, Said } from '../adapters/contract.ts';
import { type SentFile, textOfFile } from '../adapters/files.ts';
import { placedSentences } from '../letter/letter.ts';
import { redacted } from '../letter/redact.ts';
import { askBack, type Command, type Control, remark } from '../machine/commands.ts';
import { advance, type Interview, type InterviewEvent } from '../machine/interview.ts';
import { languageOf } from '../machine/language.ts';
import { freeze } from '../machine/saved.ts';
import { topicOf } from '../machine/slots.ts';
import { refusalText } from '../prompts/documents.ts';
import { remarkText } from '../prompts/remarks.ts';
import { wordsOf } from '../prompts/words.ts';
import { keptOf } from '../reader/kept.ts';
import type { Reader } from '../reader/reader.ts';
import type { Store } from '../store/store.ts';
import { hasWords, phraseIn } from '../text/phrases.ts';
import { sentencesIn } from '../text/sentences.ts';
import { choiceIn } from './choose.ts';
import { foundIn, slotOf } from './found.ts';
import { lettersCommand } from './letter-list.ts';
import { lettersAgain } from './letter-messages.ts';
import { withProposals } from './proposals.ts';
import { askOf, notedIn, type Standing, standingOf } from './speak.ts';

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

/** Something said, in the language of the interview. */
function saying({ context }: Interview, key: Parameters<ReturnType<typeof wordsOf<'said'>>>[0]): Action {
  return words(wordsOf('said', context.sheet.language)(key));
}

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
const controlled = (control: Control): Action =>
  control === 'forget' ? { kind: 'forget' } : { kind: 'event', event: { type: CONTROL_EVENTS[control] } };

/** What commands ask for: what they say, and then what moves the interview itself. */
function actionOf(commands: readonly Command[]): Action {
  const control = commands.find((command) => command.type === 'control');
  const others = commands.filter(({ type }) => type !== 'control');
  if (!control) return said(commands);
  if (others.length === 0 || control.control === 'forget') return controlled(control.control);
  return { kind: 'event', event: { type: 'said', commands: others }, after: { type: CONTROL_EVENTS[control.control] } };
}

interface ActionParts {
  readonly store: Pick<Store, 'message' | 'letters' | 'deleteLetter' | 'questionSent'>;
  readonly reader: Reader;
  now(): Date;
}

/** @returns what an event asks for in this state of the interview; it changes nothing itself */
export function createActions({ store, reader, now }: ActionParts) {
  const standing = (state: Interview) => standingOf(state, now());

  /** @param isEarly it was written before the question that stands could be seen */
  async function actionFor({ id, place, said: heard }: Inbound, state: Interview, isEarly: boolean): Promise<Action> {
    switch (heard.kind) {
      case 'text': {
        const command = commandIn(heard.text);
        if (command !== null) return commandAction(place, command.name, command.rest, state);
        const unread = unreadable(heard.text, state);
        if (unread) return unread;
        if (heard.isForeign === true) return foreignAction(id, heard.text, state);
        // A reply to an earlier answer says that answer anew, and one to a question answers it.
        const earlier = heard.re ? await store.message(place, heard.re) : null;
        const asked = heard.to === undefined ? null : await store.questionSent(place, heard.to);
        return (
          (earlier && (await againAction(earlier.id, heard.text, state))) ??
          (asked && (await replyAction(asked.slot, id, heard.text, state))) ??
          (isEarly && asked === null ? earlyAction(id, heard.text, state) : null) ??
          textAction(id, heard.text, state)
        );
      }
      case 'command':
        return commandAction(place, heard.name.toLowerCase(), heard.rest, state);
      case 'choice':
        return choiceAction(heard, state);
      case 'file':
        return fileAction(id, heard, state);
      case 'edited': {
        const earlier = await store.message(place, heard.of);
        if (!earlier) return saying(state, 'nothing-to-read');
        return unreadable(heard.text, state) ?? (await againAction(earlier.id, heard.text, state)) ?? controlled('fix');
      }
      case 'form':
        return formAction(id, heard.fields, state);
    }
  }

  async function textAction(id: string, text: string, state: Interview): Promise<Action> {
    const stands = standing(state);
    const ask = stands && askOf(state, stands);
    const chosen = !ask || (ask.takesNumbers && /^\d+$/.test(text.trim())) ? null : choiceIn(text, ask);
    return stands && chosen !== null ? optionAction(chosen, stands, state) : read(id, text, state);
  }

  /** A text file is a message that was too long to type; another document is a résumé or a job post, which is asked. */
  async function fileAction(id: string, file: SentFile, state: Interview): Promise<Action> {
    const typed = await textOfFile(file);
    if (typed !== null) return unreadable(typed, state) ?? textAction(id, typed, state);
    const bytes = await file.read().catch(() => null);
    if (bytes === null) return saying(state, 'unreadable-file');
    const { readDocument } = await import('../documents/reading.ts');
    const read = await readDocument(bytes);
    if (read.outcome === 'refused') return words(refusalText(read.why, state.context.sheet.language));
    const text = read.text.slice(0, READ_AT_MOST);
    return unreadable(text, state) ?? foreignAction(id, text, state);
  }

  /** Whose words these are is asked. */
  function foreignAction(source: string, text: string, state: Interview): Action {
    if (state.hasTag('writing')) return controlled('write');
    return said([askBack({ kind: 'job-post', kept: keptOf(text, source, null, state.context.sheet.language) })]);
  }

  /** An answer to a question that is not the one that stands; null where it is that one, or about no slot. */
  async function replyAction(slot: string, id: string, text: string, state: Interview): Promise<Action | null> {
    const stands = standing(state)?.question;
    if (slot === '' || !stands || stands.slot === slot) return null;
    const figure = state.context.sheet.figures.find(({ topic }) => topic === topicOf(slot))?.id ?? null;
    const pending = { kind: 'revise', slot, figure } as const;
    return read(id, text, advance(state, { type: 'said', commands: [askBack(pending)] }), 'answer');
  }

  /** A text that crossed with the question: the person says what it belongs to. Null where it can be read as usual. */
  function earlyAction(source: string, text: string, state: Interview): Action | null {
    const { open, recent, sheet, pending } = state.context;
    // A model reads what it says, and not only what it answers.
    if (open || !standing(state)) return null;
    // Sent once more, as nothing came back.
    if (recent.some(({ slot }) => sheet.values[slot]?.text === text.trim())) return said([remark('ok')]);
    // What has to be answered first is no slot that it could have been about.
    if (recent.length === 0 || pending.length > 0 || phraseIn(text) !== null) return said([remark('crossed')]);
    const value = { text, source, sentences: sentencesIn(text).length, ours: false };
    return said([askBack({ kind: 'which', text: value, only: null })]);
  }

  /** @param as an answer, whatever it begins with; or a job post, of which only the role is read */
  async function read(
    id: string,
    text: string,
    state: Interview,
    as: 'answer' | 'post' | null = null,
  ): Promise<Action> {
    const { question = null, sentences: shown = [], letter = null } = standing(state) ?? {};
    const sentences = letter ? placedSentences(letter) : shown;
    const { context } = state;
    const inLetter = (value: string) => foundIn(state, value, now());
    const drops = (sentence: string) => redacted(sentence, context.sheet.hidden).removed;
    return actionOf(
      await reader.read({
        id,
        text,
        question,
        context,
        sentences,
        isLiteral: as === 'answer',
        isPost: as === 'post',
        inLetter,
        drops,
      }),
    );
  }

  async function choiceAction({ choice, of }: Extract<Said, { kind: 'choice' }>, state: Interview): Promise<Action> {
    // The button of the question that was just answered may not be gone yet.
    if (state.hasTag('writing')) return controlled('write');
    const stands = standing(state);
    if (!stands || (of !== undefined && of !== askOf(state, stands).mark)) return saying(state, 'already-done');
    return optionAction(choice, stands, state);
  }

  async function optionAction(choice: string, { question }: Standing, state: Interview): Promise<Action> {
    const option = question.options.find(({ id }) => id === choice);
    if (!option) return saying(state, 'already-done');
    const waiting = waitingText(choice, state);
    if (waiting === null) return actionOf(await withProposals(choice, option.does, state));
    const { source, text, as } = waiting;
    const reading = await read(source, text, advance(state, { type: 'said', commands: option.does }), as);
    return reading.kind === 'event' && reading.event.type === 'said'
      ? { ...reading, event: { ...reading.event, commands: [...option.does, ...reading.event.commands] } }
      : reading;
  }

  async function commandAction(place: Place, name: string, rest: string, state: Interview): Promise<Action> {
    if (!isCommand(name)) return saying(state, 'unknown-command');
    switch (name) {
      case 'start':
        return { kind: 'start' };
      case 'letter':
      case 'last': {
        const again = name === 'last' || state.value === 'letter' ? await store.letters(place) : [];
        const out = lettersAgain(again, state.context.sheet);
        if (out.length > 0) return { kind: 'words', out };
        return name === 'last'
          ? words(remarkText('no-letter', false, state.context.sheet.language))
          : { kind: 'start' };
      }
      case 'letters':
        return { kind: 'words', out: await lettersCommand(store, place, rest, state.context.sheet) };
      case 'language':
        return languageAction(rest, state);
      case 'forget':
      case 'restart':
        // Where nothing can be asked, or a program talks, it is done at once.
        return rest === 'now' || !standing(state) ? controlled(name) : said([askBack({ kind: 'sure', of: name })]);
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

  /** "/language de" changes it at once. */
  function languageAction(rest: string, state: Interview): Action {
    const language = languageOf(rest);
    const isKnown = rest.toLowerCase().startsWith(language);
    if (!isKnown) return said([askBack({ kind: 'language' })]);
    return said([{ type: 'language', language }, remark(state.value === 'new' ? 'welcome' : 'language-set')]);
  }

  /** A message said anew, whose first words are noted in a slot; null where they are in none. */
  async function againAction(source: string, text: string, state: Interview): Promise<Action | null> {
    const slot = slotOf(source, state);
    if (slot === null) return null;
    const pending = { kind: 'revise', ...slot } as const;
    return read(source, text, advance(state, { type: 'said', commands: [{ type: 'ask-back', pending }] }), 'answer');
  }

  /** Each field that says something new answers its slot. */
  async function formAction(id: string, fields: Readonly<Record<string, string>>, state: Interview): Promise<Action> {
    const commands: Command[] = [];
    for (const [slot, text] of Object.entries(fields)) {
      const { sheet } = state.context;
      if (!hasWords(text) || text.trim() === notedIn(slot, sheet)) continue;
      const figure = sheet.figures.find(({ topic }) => topic === topicOf(slot))?.id ?? null;
      const asked = [...commands, askBack({ kind: 'revise', slot, figure })];
      const answer = await read(id, text, advance(state, { type: 'said', commands: asked }), 'answer');
      if (answer.kind === 'event' && answer.event.type === 'said') commands.push(...answer.event.commands);
    }
    return said(commands.length > 0 ? commands : [remark('ok')]);
  }

  /** Everything that is kept of the place: the interview as it stands, and every letter that was delivered. */
  async function exportAction(place: Place, state: Interview): Promise<Action> {
    const letters = await store.letters(place);
    const content = JSON.stringify({ place, interview: freeze(state), letters }, null, 2);
    const { packed } = await import('../documents/export.ts');
    const bytes = await packed(
      content,
      letters.map(({ letter }) => letter),
      state.context.sheet.language,
    );
    return { kind: 'words', out: [{ kind: 'file', name: 'foreword-export.zip', mime: 'application/zip', bytes }] };
  }

  return actionFor;
}

/** A text that waited for what was just chosen: a likely correction that was an answer, or words of unknown origin. */
function waitingText(choice: string, { context }: Interview) {
  const pending = context.pending.at(-1);
  if (pending?.kind === 'which' && choice === 'answer' && pending.text)
    return { ...pending.text, as: 'answer' as const };
  if (pending?.kind !== 'job-post' || !context.open) return null;
  const { text, source } = pending.kept;
  if (choice === 'no') return { text, source, as: 'answer' as const };
  return choice === 'yes' ? { text, source, as: 'post' as const } : null;
}

/** The answer to a text that no reader is given. */
function unreadable(text: string, state: Interview): Action | null {
  if (text.length > READ_AT_MOST) return saying(state, 'too-long');
  return hasWords(text) ? null : saying(state, 'nothing-to-read');
}
