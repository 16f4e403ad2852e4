/** Converts an inbound event (text, choice, command, file, edit, form) to the action of the turn. */
import { commandIn, isCommand } from '../adapters/command.ts';
import type { Inbound, Place, Said } from '../adapters/contract.ts';
import { isRecording, type SentFile, textOfFile } from '../adapters/sent-files.ts';
import { greetingForms } from '../letter/greeting.ts';
import { placedSentences } from '../letter/letter.ts';
import { redact, redacted } from '../letter/redact.ts';
import { askBack, type Command, remark } from '../machine/commands.ts';
import { advance, type Interview, type InterviewEvent, questionOf, withoutPending } from '../machine/interview.ts';
import { type HeldText, hasTrait } from '../machine/question.ts';
import { contextPerStory } from '../machine/stories.ts';
import { refusalText } from '../prompts/refusals.ts';
import { backlogEntry, SLOT_AT_MOST } from '../reader/answer-backlog.ts';
import { isTooShortForPost, saysI } from '../reader/post-answer.ts';
import type { ReadAs } from '../reader/reader.ts';
import { visibleText } from '../text/attribution.ts';
import { phraseIn } from '../text/phrases.ts';
import { isDigit, textValue, withoutBullet, withoutBullets } from '../text/sentences.ts';
import {
  type Action,
  actionOf,
  askingAgain,
  catalogueAction,
  controlAction,
  formAction,
  READ_AT_MOST,
  saidAction,
  sayAction,
  undoneFirst,
  unreadable,
} from './action.ts';
import { choicesOf, questionHash } from './ask.ts';
import { choiceByLabel, choiceTyped, isForm, withDocumentValues } from './choose.ts';
import { createCommandAction, languageWish } from './command-action.ts';
import { type CurrentQuestion, currentQuestion, foundIn, letterNow } from './current-question.ts';
import type { TurnDependencies } from './dependencies.ts';
import { createEarlierMessages, deletedAction } from './earlier-messages.ts';
import { namedBefore } from './name-questions.ts';
import { confirmTranscript, createListener, extendTranscript, openTranscript } from './recordings.ts';

/** Asks whose words a text is. If it was already asked about another text, that question comes again afterwards. */
function foreign(text: string, source: string, { context }: Interview, comment = ''): Command[] {
  const others = context.pending.slice(-1).filter(({ kind }) => kind === 'job-post');
  const kept = backlogEntry(text, source, null, context.sheet.language);
  return [...others, { kind: 'job-post', kept, ...(comment !== '' && { comment }) } as const].map(askBack);
}

interface Circumstances {
  /** The message was written before the current question was visible. */
  readonly isEarly: boolean;
  /** The person's words beside a forwarded text. */
  readonly comment: string;
}

type ActionParts = Pick<TurnDependencies, 'store' | 'reader' | 'writer' | 'transcriber' | 'now' | 'adapterFor'>;

/** @returns a function that converts an event to an action, without changing anything itself */
export function createActions({ store, reader, writer, transcriber = null, now, adapterFor }: ActionParts) {
  const listen = createListener(transcriber);
  const commandAction = createCommandAction({ store, now, adapterFor });
  const standing = (state: Interview) => currentQuestion(state, now());
  const { replyAction, againAction } = createEarlierMessages((id, text, state) => read(id, text, state, 'answer'));

  /** Adds data that has to be looked up, or asked of a model, before the machine gets the event. */
  async function actionWorded(inbound: Inbound, state: Interview, how: Circumstances): Promise<Action> {
    const action = await actionFor(inbound, state, how);
    if (action.kind !== 'event') return action;
    const after = action.after && { after: await worded(action.after, state) };
    return { ...action, event: await worded(action.event, state), ...after };
  }

  async function worded(event: InterviewEvent, state: Interview): Promise<InterviewEvent> {
    if (event.type === 'another') return { ...event, named: namedBefore(state.context) };
    if (event.type !== 'stories') return event;
    const { context } = advance(state, event);
    if (context.pending.at(-1)?.kind !== 'stories' || !writer.bestStory) return event;
    const date = now();
    return { ...event, fit: await writer.bestStory(contextPerStory(context).map((one) => ({ ...one, date }))) };
  }

  async function actionFor(inbound: Inbound, state: Interview, how: Circumstances): Promise<Action> {
    const { id, place, said: heard } = inbound;
    const { isEarly, comment } = how;
    switch (heard.kind) {
      case 'text':
      case 'edited': {
        const { text, isDisguised } = visibleText(heard.text);
        const command = commandIn(text);
        if (command !== null) return commandOrForm(place, command.name, command.rest, state);
        const unread = unreadable(text, state);
        if (unread) return unread;
        if (heard.kind === 'edited') {
          const edited = await store.message(place, heard.of);
          if (!edited) return catalogueAction(state, 'nothing-to-edit');
          return isDisguised ? foreignAction(id, text, state) : againAction(id, edited, text, state);
        }
        if (heard.as === 'post') return chosenPost(id, text, state);
        if (isDisguised) return foreignAction(id, text, state);
        if (heard.isForeign === true)
          return (await postAction(id, text, state)) ?? foreignAction(id, text, state, comment);
        // A reply to the person's own answer replaces it; a reply to a question answers it.
        const earlier = heard.re ? await store.message(place, heard.re) : null;
        const asked = heard.to === undefined ? null : await store.questionSent(place, heard.to);
        const stands = standing(state);
        return (
          (earlier !== null && stands ? await againAction(id, earlier, text, state) : null) ??
          (asked && (await replyAction(asked.slot, id, text, state))) ??
          (isEarly && asked === null ? earlyAction(id, text, state) : null) ??
          (await postAction(id, text, state)) ??
          (await namedAction(place, text, state, stands)) ??
          textAction(id, text, state, null, stands)
        );
      }
      case 'command':
        return commandOrForm(place, heard.name.toLowerCase(), visibleText(heard.rest).text, state);
      case 'choice':
        return choiceAction(heard, state);
      case 'file':
        if (!isRecording(heard)) return fileAction(id, heard, state);
        if (state.hasTag('writing')) return controlAction('write');
        return recordingAction(place, id, heard, state, isEarly);
      case 'deleted':
        return deletedAction(heard.of.id, state);
      case 'form':
        return formAction(heard.fields, state, (text, asked) => read(id, text, asked, 'form'));
    }
  }

  /** "/email" is no command, but names a button. */
  const commandOrForm = async (place: Place, name: string, rest: string, state: Interview): Promise<Action> =>
    (isCommand(name) ? null : await namedAction(place, name, state, standing(state))) ??
    commandAction(place, name, rest, state);

  /** Treats "pdf" or "letters" as a button of the letter or a command. Null if it is neither, or could be an answer. */
  async function namedAction(place: Place, text: string, state: Interview, stands: CurrentQuestion | null) {
    if (!stands || !hasTrait(stands.question, 'names')) return null;
    const chosen = choiceTyped(text, stands.question, choicesOf(state, stands));
    if (chosen !== null) return optionAction(chosen, stands, state);
    // Also look at the buttons of the question below the pending ones.
    const below = standing(withoutPending(state));
    const named = below && choiceByLabel(text, choicesOf(state, below))?.id;
    const option = below?.question.options.find(({ id }) => id === named);
    if (option) return askingAgain(actionOf(option.does), state);
    if (isForm(text, state.context.sheet.language)) return saidAction([remark('write-first')]);
    const command = phraseIn(text) === null ? commandIn(`/${text.trim()}`) : null;
    const isNamed = command !== null && isCommand(command.name) && command.rest === '';
    return isNamed ? commandAction(place, command.name, '', state) : null;
  }

  async function textAction(
    id: string,
    text: string,
    state: Interview,
    as: 'answer' | null = null,
    stands = standing(state),
  ): Promise<Action> {
    // A number is that of a sentence, or an answer.
    const isNumber = [...text.trim()].every(isDigit);
    const chosen = !stands || isNumber ? null : choiceTyped(text, stands.question, choicesOf(state, stands));
    if (stands && chosen !== null) return optionAction(chosen, stands, state);
    const wish = as === null ? languageWish(text, state) : null;
    if (wish) return wish;
    const heard = openTranscript(state);
    if (!heard) return read(id, text, state, as, stands);
    return heardAction({ source: id, text, as: 'message', answers: heard.answers }, state);
  }

  /** Transcribes a recording and asks to confirm the text. */
  async function recordingAction(place: Place, source: string, file: SentFile, state: Interview, isEarly: boolean) {
    const { commands, text } = await listen(file, state);
    if (text === null) return saidAction(commands);
    const asked = file.to === undefined ? null : await store.questionSent(place, file.to);
    const heard = { kind: 'heard', text, source, answers: asked?.slot ?? '', isEarly } as const;
    return saidAction([
      ...commands,
      ...(file.isForeign ? foreign(text, source, state) : [confirmTranscript(heard, state)]),
    ]);
  }

  /** Reads a confirmed transcript, or a text typed instead, as a message to the question below it. */
  async function heardAction(
    { source, text, answers = '', isEarly }: HeldText,
    state: Interview,
    commands: readonly Command[] = [{ type: 'dismiss' }],
  ): Promise<Action> {
    const from = advance(state, { type: 'said', commands });
    const replied = unreadable(text, state) ?? (await replyAction(answers, source, text, from));
    const early = isEarly && answers === '' ? earlyAction(source, text, from) : null;
    return { from, ...(replied ?? early ?? (await textAction(source, text, from))) };
  }

  /** A text file of one line is an answer. For other documents, asks whether it is a résumé or a job post. */
  async function fileAction(id: string, file: SentFile, state: Interview): Promise<Action> {
    const typed = await textOfFile(file);
    if (typed !== null) {
      const { text, isDisguised } = visibleText(typed);
      // HTML isn't typed by hand, and a text of many lines may be a résumé.
      const isDocument =
        file.mime === 'text/html' || !((isTooShortForPost(text) && !text.trim().includes('\n')) || file.isTyped);
      const asked = isDisguised || file.isForeign || isDocument ? foreignAction : textAction;
      const act = file.as === 'post' ? chosenPost : asked;
      return unreadable(text, state) ?? act(id, text, state);
    }
    const bytes = await file.read().catch(() => null);
    if (bytes === null) return catalogueAction(state, 'unreadable-file');
    const { readDocument } = await import('../documents/read-document.ts');
    const read = await readDocument(bytes);
    if (read.outcome === 'refused') return sayAction(refusalText(read.why, state.context.sheet.language));
    const { text } = visibleText(read.text.slice(0, READ_AT_MOST));
    return unreadable(text, state) ?? (file.as === 'post' ? chosenPost : foreignAction)(id, text, state);
  }

  /** Asks whether a text is the job post or the person's own words. */
  function foreignAction(source: string, text: string, state: Interview, comment = ''): Action {
    if (state.hasTag('writing')) return controlAction('write');
    return saidAction(foreign(text, source, state, comment));
  }

  /** Takes a long text in answer to "Paste the job post" as the post, and asks if it says "I"; null for other texts. */
  async function postAction(source: string, text: string, state: Interview): Promise<Action | null> {
    const asked = questionOf(state);
    if (asked?.kind !== 'slot' || asked.slot !== 'job-post' || isTooShortForPost(text)) return null;
    return (saysI(text) ? foreignAction : chosenPost)(source, text, state);
  }

  /** Takes a text as the job post, like a tap on "The job post". */
  async function chosenPost(source: string, text: string, state: Interview): Promise<Action> {
    const asked = foreignAction(source, text, state);
    if (state.hasTag('writing')) return asked;
    const from = advance(state, { type: 'said', commands: foreign(text, source, state) });
    const stands = standing(from);
    return stands ? { from, ...(await optionAction('yes', stands, from)) } : asked;
  }

  /** Asks what a text belongs to that was sent before the question arrived. Null if it can be read as usual. */
  function earlyAction(source: string, text: string, state: Interview): Action | null {
    const more = extendTranscript(text, state);
    if (more) return saidAction([more]);
    const { open, recent, sheet, pending } = state.context;
    // A model understands the text without the question.
    if (open || !questionOf(state)) return null;
    // The person sent the same answer again.
    if (recent.some(({ slot }) => sheet.values[slot]?.text === text.trim())) return saidAction([remark('ok')]);
    // Nothing is noted that it could correct, or a pending question comes first.
    if (recent.length === 0 || pending.length > 0 || phraseIn(text) !== null) return saidAction([remark('crossed')]);
    return saidAction([askBack({ kind: 'which', text: textValue(text, source), only: null })]);
  }

  async function read(
    id: string,
    text: string,
    state: Interview,
    as: ReadAs | null,
    stands = standing(state),
  ): Promise<Action> {
    const { question = null, sentences: shown = [], letter = null } = stands ?? {};
    const [sentences, { context }] = [letter ? placedSentences(letter) : shown, state];
    const inLetter = (value: string) => foundIn(state, value, now());
    const letterText = () => letterNow(state, now());
    const drops = (sentence: string) => redacted(sentence, context.sheet.hidden).removed;
    const greets = (typed: string) => greetingForms(typed, context.sheet.language);
    const [close = ''] = letter?.signOff.split('\n', 1) ?? [];
    const frame = letter && { frame: { greeting: letter.greeting, 'sign-off': close } };
    const letters = { sentences, ...frame, inLetter, letterText, drops, greets };
    // In a job post, bullets tell what a line is.
    const isAnswer = question?.kind === 'slot' && question.topic !== 'role';
    const plainText = isAnswer ? withoutBullets(text) : withoutBullet(text);
    const commands = await reader.read({ id, text: plainText, question, context, as, ...letters });
    const texts = commands.map((one) => (one.type === 'edit-letter' && 'text' in one.edit ? one.edit.text : ''));
    // Edited sentences have the length limit of slots.
    if (texts.some(({ length }) => length > SLOT_AT_MOST)) return catalogueAction(state, 'too-long');
    return undoneFirst(commands, state);
  }

  async function choiceAction({ choice, of }: Extract<Said, { kind: 'choice' }>, state: Interview): Promise<Action> {
    // The buttons of the last question may still be visible.
    if (state.hasTag('writing')) return controlAction('write');
    const stands = standing(state);
    if (!stands || (of !== undefined && of !== questionHash(stands.question, state.context.letters)))
      return { kind: 'outdated' };
    return optionAction(choice, stands, state);
  }

  async function optionAction(choice: string, { question }: CurrentQuestion, state: Interview): Promise<Action> {
    const option = question.options.find(({ id }) => id === choice);
    if (!option) return catalogueAction(state, 'already-done');
    const { reads, does } = option;
    if (!reads) return actionOf(does);
    const { text, source, as, asks } = reads;
    if (as === 'message') return heardAction(reads, state, does);
    if (as === 'document') return actionOf(await withDocumentValues(option, reads, state));
    const from = advance(state, { type: 'said', commands: asks ?? does });
    // The text may be the label of a button.
    if (as === 'answer' && !asks) return { from, ...(await textAction(source, text, from, 'answer')) };
    // In parallel, as the person waits for both.
    const [reading, ofPost] = await Promise.all([
      read(source, text, from, as),
      as === 'post' ? writer.readPost?.(redact(text, state.context.sheet.hidden)) : null,
    ]);
    if (reading.kind !== 'event' || reading.event.type !== 'said') return reading;
    const commands = [...does, ...reading.event.commands].map((command) =>
      command.type === 'keep' && command.kept.isPost ? { ...command, kept: { ...command.kept, ...ofPost } } : command,
    );
    return { ...reading, event: { ...reading.event, commands } };
  }

  return actionWorded;
}
