/** The outcome of a turn (next state and messages), and the turn that brings in a letter. */
import type { Outbound, Place } from '../adapters/contract.ts';
import { letterText } from '../letter/letter.ts';
import { redact, redactWithGaps } from '../letter/redact.ts';
import { figureText } from '../letter/render.ts';
import { withStoredWords, wordsInLetter } from '../letter/stored-words.ts';
import { explainLetter } from '../letter/why.ts';
import type { Unchanged, Written } from '../letter/writer.ts';
import { remark } from '../machine/commands.ts';
import type { Remark } from '../machine/context.ts';
import { advance, type Interview, type InterviewEvent, questionOf, restoreState } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import { progressOf } from '../machine/next-question.ts';
import { hasTrait } from '../machine/question.ts';
import { serialize } from '../machine/saved.ts';
import { briefOf, isInOwnWords, type Sheet, textOf } from '../machine/sheet.ts';
import { wordsOf } from '../prompts/catalogues.ts';
import { named, showsExample } from '../prompts/question-texts.ts';
import { remarkText } from '../prompts/remarks.ts';
import type { Job, StoredInterview, StoredLetter, Turn } from '../store/store.ts';
import { type Action, followedBy, heldBack } from './action.ts';
import { askOf } from './ask.ts';
import { currentQuestion } from './current-question.ts';
import type { TurnDependencies } from './dependencies.ts';
import { firstMessage } from './earlier-messages.ts';
import { changeSummary, editionOf, letterMessages, sentAs, uneditedSentences } from './letter-messages.ts';
import { askAboutFormerNames, withFormsAsked } from './name-questions.ts';

interface TurnOutcome {
  readonly next: Interview;
  readonly out: readonly Outbound[];
}

export function createOutcomes(parts: Pick<TurnDependencies, 'store' | 'adapterFor' | 'now'>) {
  async function outcomeOf(
    action: Exclude<Action, { kind: 'forget' }>,
    before: Interview,
    place: Place,
  ): Promise<TurnOutcome> {
    const state = action.from ?? before;
    if (action.kind === 'nothing') return { next: state, out: [] };
    if (action.kind === 'words') return begun(state, action.out);
    if (action.kind === 'outdated')
      return begun(state, saidOf(wordsOf('said', state.context.sheet.language)('already-done')));
    if (action.kind === 'start') {
      if (state.value === 'new') return begun(state, []);
      // The question may be among the unsent messages, which are about to be sent.
      const waiting = await parts.store.unsent(place);
      return { next: state, out: waiting.some(({ message }) => message.kind === 'ask') ? [] : standsIn(state) };
    }
    const heard = advance(state, heldBack(introduced(action.event, state), state));
    const after = action.after && heard.context.pending.length === 0 ? followedBy(action.after, heard) : heard;
    if (after === state) return begun(state, []);
    const stored = restoreState(String(after.value), withStoredWords(after.context));
    const next = askAboutFormerNames(state, withFormsAsked(state, stored), parts.now());
    const { remarks, shown, sends, sheet, draft } = next.context;
    const isAbout = shown !== null || sends !== null || remarks.includes('why');
    const letters = isAbout ? await parts.store.letters(place) : [];
    const letter = (shown === null ? letters.at(-1) : letters[shown - 1]) ?? null;
    const how = {
      edition: letter ? editionOf(letter.brief, letters) : 1,
      language: draft?.frame?.language ?? sheet.language,
      isPictured: parts.adapterFor(place)?.isShowingPictures === true,
    };
    const sent = sends && letter ? await sentAs(sends, letter, sheet, how) : [];
    const said = await Promise.all(messagesOf(next, parts.now(), letter, before).map((one) => linked(one, place)));
    return { next, out: [...sent, ...said] };
  }

  /** Keeps links to quoted messages, if the platform has links. Choices and forms have no message to link to. */
  async function linked(message: Outbound, place: Place): Promise<Outbound> {
    if (message.kind !== 'say' || !message.links) return message;
    const { links: sources, ...rest } = message;
    if (parts.adapterFor(place)?.canLink?.(place) !== true) return rest;
    const links = sources.map((link) => ({ ...link, message: firstMessage(link.message) }));
    const found = await Promise.all(links.map(({ message: id }) => parts.store.message(place, { id })));
    return { ...rest, links: links.filter((_, at) => found[at] != null) };
  }

  /** Returns the current question, or a note that the letter is being written. */
  function standsIn(state: Interview): readonly Outbound[] {
    const stands = currentQuestion(state, parts.now());
    if (!stands) return [{ kind: 'say', text: remarkText('being-written', false, state.context.sheet.language) }];
    // The noted values were shown already.
    return [{ ...askOf(state, stands), noted: [] }];
  }

  /** Adds the current question to `out`. Begins the interview if it hasn't begun, so there always is a question. */
  function begun(state: Interview, out: readonly Outbound[]): TurnOutcome {
    if (state.value !== 'new') return { next: state, out: [...out, ...standsIn(state)] };
    const next = advance(state, { type: 'began' });
    return { next, out: [...out, ...messagesOf(next, parts.now(), null)] };
  }

  return { outcomeOf, begun, standsIn };
}

/** Adds the introduction to what a first message leads to. */
function introduced(event: InterviewEvent, { value }: Interview): InterviewEvent {
  if (value !== 'new' || event.type !== 'said') return event;
  return { ...event, commands: [remark('welcome'), ...event.commands] };
}

/** Sets `open` at the beginning of a conversation, and clears it when no model reads any more. */
export function withReader(isOpen: boolean, state: Interview): Interview {
  const { open } = state.context;
  if (open === isOpen || (isOpen && state.value !== 'new')) return state;
  return restoreState(String(state.value), { ...state.context, open: isOpen });
}

/** Wraps a text as a message; null gives no message. */
export function saidOf(text: string | null): Outbound[] {
  return text === null ? [] : [{ kind: 'say', text }];
}

/**
 * Returns all messages of a state.
 * @param last a delivered letter, to explain or show again
 * @param before the state before this turn, to report changes
 */
export function messagesOf(
  state: Interview,
  date: Date,
  last: StoredLetter | null,
  before: Interview | null = null,
): Outbound[] {
  const { sheet, open, edits, said: answer, shown, remarks } = state.context;
  const { language } = sheet;
  const why =
    last && remarks.includes('why') ? explainLetter(last.letter, sheet, uneditedSentences(state, date)) : null;
  const standing = currentQuestion(state, date);
  const ask = standing && askOf(state, standing);
  const { at, of } = progressOf(state.context);
  const wordsFor = (remark: Remark): string => {
    if (remark === 'example' && !showsExample(ask?.text ?? '', language))
      return remarkText('example-none', open, language);
    if (remark === 'brief') return briefText(sheet);
    if (remark === 'why') return why?.text ?? remarkText('no-letter', open, language);
    // Between open questions no letter is shown yet, and "undo" would go back one question.
    if (remark === 'hidden' && open && edits.at(-1)?.type !== 'restore') return remarkText('kept-out', open, language);
    return before && (remark === 'edited' || remark === 'undone' || remark === 'hidden')
      ? changeSummary(remark, before, state, date)
      : remarkText(remark, open, language, { left: of - at });
  };
  const again = last ? redact(letterText(last.letter), sheet.hidden) : wordsOf('said', language)('no-such-letter');
  const told = answer === null ? '' : redactWithGaps(answer, sheet.hidden);
  const texts = [...remarks.map(wordsFor), told, shown === null ? '' : again];
  const words = texts.filter((text) => text !== '');
  const links = why?.quoted.map(({ source, ...part }) => ({ ...part, message: source })) ?? [];
  const said = words.map((text): Outbound => ({ kind: 'say', text, ...(text === why?.text && { links }) }));
  if (!standing || !ask) return said;
  const old = before && questionOf(before);
  if (!old) return [...said, ask];
  // After a side request the same question isn't repeated.
  const { kind, topic, slot } = standing.question;
  // The review shows the whole letter, so it is repeated only with a change.
  const isReviewed = kind === 'review' && before.context.sheet === sheet && before.context.edits === edits;
  const isBesides = remarks.length > 0 && (isReviewed || remarks.every((remark) => BESIDES.has(remark)));
  const isSame = old.kind === kind && old.topic === topic && old.slot === slot;
  if (isBesides && ask.noted.length === 0 && isSame) return said;
  if (![old, standing.question].every((question) => hasTrait(question, 'replaces'))) return [...said, ask];
  return [{ ...ask, text: [...words, ask.text].join('\n\n'), isAgain: true }];
}

/** Remarks that answer a side request. */
const BESIDES: ReadonlySet<Remark> = new Set(['help', 'brief', 'why', 'no-letter']);

/** Lists all noted values, one per line, in the words of a letter. */
function briefText(sheet: Sheet): string {
  const { language } = sheet;
  const say = wordsOf('said', language);
  const shown = (key: string) => wordsInLetter(sheet, key);
  const values = Object.keys(sheet.values).map((slot) =>
    named(slot, shown(slot) ?? textOf(sheet, slot) ?? '', language),
  );
  const figures = sheet.figures.map((figure) => {
    const own = isInOwnWords(figure, sheet) ? shown(figure.id) : null;
    return named(figure.topic, own ?? figureText(figure, language), language);
  });
  const lines = [...values, ...figures].map((line) => `- ${redact(line, sheet.hidden)}`);
  return lines.length === 0 ? say('nothing-noted') : [say('noted-so-far'), ...lines].join('\n');
}

/** An interview that waits for a letter, as stored and as a state. */
export interface AwaitedLetter {
  readonly kept: StoredInterview;
  readonly state: Interview;
  /** Version of the letter. */
  readonly version: number;
}

/** Result of a letter job, which may be a short note instead of a letter; null if nothing could be written. */
export type LetterOutcome = Written | Unchanged | { readonly note: string } | null;

interface Circumstances {
  /** Delivered earlier. */
  readonly letters: readonly Pick<StoredLetter, 'version' | 'brief' | 'letter'>[];
  readonly now: Date;
  /** A model writes letters. */
  readonly hasModel: boolean;
  /** The token budget of the day is used up. */
  readonly isSpent: boolean;
}

/** Returns the turn that brings in the result of a job. */
export function turnOf(
  job: Job,
  { kept, state }: AwaitedLetter,
  written: LetterOutcome,
  circumstances: Circumstances,
): Turn {
  const { place, version } = job;
  const { letters, now } = circumstances;
  const { sheet } = state.context;
  const turn = (arrival: Extract<InterviewEvent, { version: number }>, before: readonly Outbound[] = []): Turn => {
    const next = advance(state, arrival);
    const event = { id: `${arrival.type}:${version}`, isText: false };
    const out = [...before, ...messagesOf(next, now, null)];
    return { place, event, expected: kept.version, saved: serialize(next), job: { kind: 'done', job }, out };
  };
  if (!written) return turn({ type: 'letter.failed', version });
  if ('why' in written) return turn({ type: 'letter.unchanged', version, why: written.why });
  if ('note' in written) {
    const { note } = written;
    const text = wordsOf('said', sheet.language)('short-note', { length: note.length, note });
    return turn({ type: 'note.written', version }, saidOf(text));
  }
  const { letter, usage, draft } = written;
  const brief = briefOf(sheet);
  const last = letters.at(-1);
  // "Write it" without a change shows the last letter again.
  const known = last !== undefined && letterText(last.letter) === letterText(letter) ? last.version : null;
  const editions = known === null ? [...letters, { brief }] : letters;
  const messages = letterMessages({ version: known ?? version, letter, brief }, sheet, editionOf(brief, editions));
  const before = [...noteOn(written, circumstances, sheet.language), ...messages];
  const stored = known === null ? { letter: { version, letter, brief, usage } } : {};
  return { ...turn({ type: 'letter.written', version, draft }, before), ...stored };
}

/** Explains a letter that isn't what was requested. Says only once that no model is configured. */
function noteOn(
  { draft, refused }: Written,
  { letters, hasModel, isSpent }: Circumstances,
  language: Language,
): Outbound[] {
  const say = wordsOf('said', language);
  const unable = isSpent ? wordsOf('limits', language)('spent-letter') : say('model-unable');
  const template = hasModel ? unable : letters.length === 0 ? say('without-model') : null;
  const sentences = refused.map((sentence) => `- ${sentence}`).join('\n');
  return saidOf(draft === null ? template : refused.length > 0 ? say('changed-in-part', { sentences }) : null);
}
