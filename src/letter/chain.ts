/**
 * Writes a letter with a model: draft → check → revise → cut. Code checks numbers, names and completeness, and a second
 * call checks every sentence. The letter is either all the model's or all the template's.
 */

import { type Draft, sentenceEdits, type Wish } from '../machine/edits.ts';
import type { Language } from '../machine/language.ts';
import { Budget, type LanguageModel, type Limits, type Usage } from '../model/model-call.ts';
import { draftPrompt, revisePrompt } from '../prompts/model/writing.ts';
import { type ChangeParts, changeLetter } from './change-letter.ts';
import { composeLetter, type LetterRequest } from './compose.ts';
import {
  type DraftFault,
  type DraftSentence,
  greetingLine,
  type Prose,
  plainSentence,
  proseIn,
  proseStream,
  SENTENCES_AT_LEAST,
  SENTENCES_AT_MOST,
} from './draft.ts';
import { buildFacts, draftMaterial, type Facts, toLetterSentence } from './facts.ts';
import type { Letter } from './letter.ts';
import { cutFaultySentences, type ModelGate, modelGate } from './model-gate.ts';
import { loadSpelling } from './names.ts';
import { redact } from './redact.ts';
import { fitStory, modelNote, readPost } from './short-texts.ts';
import { faultsForPrompt, proofread, shownSentences } from './verify-letter.ts';
import { clean, recallOrAsk, templateWriter, type Writer, type WriterServices, type Written } from './writer.ts';

/** Maximum model calls for one letter. */
const CALLS_AT_MOST = 5;
/** Maximum model calls and milliseconds of an answer that a turn waits for. */
const CALLS_IN_TURN = 2;
const TURN_MS = 20_000;
/** Maximum characters of a sentence; a longer one is dropped. */
const SENTENCE_AT_MOST = 2000;

/** Context shared by all steps. Kept out of runnable inputs, which a tracer may record. */
interface Desk extends ChangeParts {
  readonly facts: Facts;
  readonly gate: ModelGate;
  /** The candidate's additional wish for the letter. */
  readonly wish: Wish | null;
}

/** Passed from step to step. */
interface State {
  readonly greeting: string;
  readonly sentences: readonly DraftSentence[];
  readonly faults: readonly DraftFault[];
  /** Calls made, including those whose answer was stored before a crash. */
  readonly asked: number;
  /** A checked draft without serious faults, used if fixing its minor faults fails. */
  readonly standing: readonly DraftSentence[] | null;
  readonly outcome: 'open' | 'done' | 'failed';
}

const START: State = { greeting: '', sentences: [], faults: [], asked: 0, standing: null, outcome: 'open' };

/**
 * @param verifier checks the sentences; may be the same model
 * @param limits HTTP calls and milliseconds for one letter
 */
export function createModelWriter(
  model: LanguageModel,
  verifier: LanguageModel,
  limits: Limits,
  now: () => number,
): Writer {
  const partsOf = (workshop: WriterServices) => {
    return { model, verifier, workshop, budget: new Budget(limits, now, workshop.stopped) };
  };
  /** Tight limits: the user waits for the turn. */
  const inTurn = () => {
    const milliseconds = Math.min(limits.milliseconds, TURN_MS);
    return { model, budget: new Budget({ calls: CALLS_IN_TURN, milliseconds }, now) };
  };
  return {
    async write(request, workshop) {
      // Only the edits changed: the existing draft is used, without a model call.
      if (request.draft) return writtenFrom({ ...request, draft: request.draft }, null, []);
      const template = await templateWriter.write(request, workshop);
      if (template === null) return null;
      const parts = partsOf(workshop);
      const { wish = null } = request;
      const { language } = request.sheet;
      // The gate only knows English: a letter in another language is a checked English one, translated.
      const english = { ...request, sheet: { ...request.sheet, language: 'en' as const } };
      const facts = buildFacts(english);
      const gate = modelGate(facts, await loadSpelling());
      const chain = await chainOf({ ...parts, facts, gate, wish });
      const { outcome, greeting, sentences, standing } = await chain.invoke(START);
      const own = outcome === 'done' ? sentences : standing;
      const checked = own && {
        paragraphs: paragraphsOf(own).map((one) => one.map(toLetterSentence(facts))),
        edits: sentenceEdits(request.edits).length,
        greeting,
      };
      const draft =
        checked && language !== 'en'
          ? await translated({ ...english, draft: checked }, language, template.letter, parts)
          : checked;
      const { usage } = parts.budget;
      const written = draft && writtenFrom({ ...request, draft }, usage, []);
      return written ?? { ...template, usage };
    },
    note: async (request, workshop) => (request.sheet.language !== 'en' ? null : modelNote(request, partsOf(workshop))),
    bestStory: (requests) => fitStory(requests, inTurn()),
    readPost: (post) => readPost(post, inTurn()),
    async change(request, workshop) {
      const parts = partsOf(workshop);
      const change = await changeLetter(request, parts);
      const { usage } = parts.budget;
      if (change.outcome !== 'changed') return { why: change.why, usage };
      return writtenFrom({ ...request, draft: change.draft }, usage, change.refused);
    },
  };
}

/** Translates a draft, with the template's greeting and sign-off; null if the translation fails the checks. */
async function translated(
  request: LetterRequest & { readonly draft: Draft },
  language: Language,
  { greeting, signOff }: Letter,
  parts: ChangeParts,
): Promise<Draft | null> {
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
  const change = await changeLetter({ ...request, wish: { kind: 'words', text: `in ${name}`, said: '' } }, parts);
  if (change.outcome !== 'changed') return null;
  return { ...change.draft, frame: { language, greeting, signOff: signOff.split('\n')[0] ?? '' } };
}

/** Null if no sentence passes the gate. */
function writtenFrom(
  request: LetterRequest & { readonly draft: Draft },
  usage: Usage | null,
  refused: readonly string[],
): Written | null {
  const letter = clean(composeLetter(request), request.sheet);
  return letter && { letter, draft: request.draft, usage, refused };
}

/** The steps as one runnable, each named for traces. */
async function chainOf(desk: Desk) {
  const { RunnableLambda, RunnableSequence } = await import('@langchain/core/runnables');
  const step = (name: string, work: (state: State) => Promise<State>) =>
    RunnableLambda.from(async (state: State) => (state.outcome === 'open' ? work(state) : state)).withConfig({
      runName: name,
    });
  return RunnableSequence.from<State, State>([
    step('draft', (state) => draft(desk, state, 'draft')),
    step('check', (state) => check(desk, state, 'verify')),
    step('revise', (state) => revise(desk, state)),
    step('check again', (state) => check(desk, state, 'verify-2')),
    step('cut', async (state) => cut(desk, state)),
    step('another draft', (state) => draft(desk, state, 'draft-2')),
    step('last check', (state) => check(desk, state, 'verify-3')),
    step('last cut', async (state) => cut(desk, state)),
  ]);
}

const failed = (state: State): State => ({ ...state, outcome: 'failed' });

/** Asks for a draft, without the faults of the one before. */
async function draft(desk: Desk, state: State, step: 'draft' | 'draft-2'): Promise<State> {
  // A draft is useless without another call to check it.
  if (state.asked + 2 > CALLS_AT_MOST) return failed(state);
  const wrong = state.faults.map(({ hint }) => redact(hint, desk.facts.sheet.hidden));
  const prompt = draftPrompt(draftMaterial(desk.facts), [...new Set(wrong)], desk.wish);
  return lettered(desk, state, step, prompt);
}

async function revise(desk: Desk, state: State): Promise<State> {
  const { sentences, faults } = state;
  const shown = shownSentences(sentences, desk.facts);
  const prompt = revisePrompt(draftMaterial(desk.facts), shown, faultsForPrompt(sentences, faults, desk.facts));
  return lettered(desk, state, 'revise', prompt);
}

type Prompt = ReturnType<typeof draftPrompt>;

/** Requests or recalls a letter in prose; fails if it has too few sentences. The first draft is shown as it streams. */
async function lettered(
  { model, workshop, budget, gate }: Desk,
  state: State,
  step: string,
  prompt: Prompt,
): Promise<State> {
  const sentences: DraftSentence[] = [];
  const open: DraftSentence[] = [];
  const take = ({ paragraph, text }: Prose) => {
    const one = plainSentence(`s${sentences.length + 1}`, paragraph, text);
    if (one.text === '' || one.text.length > SENTENCE_AT_MOST || sentences.length >= SENTENCES_AT_MOST) return;
    if (sentences.some((other) => other.text === one.text)) return;
    sentences.push(one);
    if (step !== 'draft' || gate.sentence(one).some(({ isSerious }) => isSerious)) return;
    open.push(one);
    workshop.grown(bodyOf(open));
  };
  const stream = proseStream();
  const onText = (piece: string) => stream.push(piece).forEach(take);
  const written = await recallOrAsk(workshop, step, () => model.text({ step, prompt, budget }, onText));
  if (written === null) return failed(state);
  // Adds what was not streamed; `take` skips duplicates.
  proseIn(written).forEach(take);
  if (sentences.length < SENTENCES_AT_LEAST) return failed(state);
  return { ...state, greeting: greetingLine(written), sentences, faults: [], asked: state.asked + 1 };
}

/** Runs the gate and one verifier call for all sentences. Done if the letter is good enough. */
async function check(desk: Desk, state: State, step: string): Promise<State> {
  const { facts, gate } = desk;
  const { sentences } = state;
  const gated = gate.draft(sentences);
  const isLost = step !== 'verify' && cutFaultySentences(sentences, gated, gate) === null;
  if (isLost && state.standing !== null) return { ...state, sentences: state.standing, outcome: 'done' };
  // Skips the verifier; the saved call pays for another draft.
  if (isLost && step === 'verify-2') return { ...state, faults: gated };
  const judged = await proofread(step, sentences, facts, gate, gated, desk);
  if (judged === null) return failed(state);
  const faults = [...gate.draft(judged.sentences), ...judged.faults];
  const stands = !faults.some(({ isSerious }) => isSerious);
  // A first draft is revised for minor faults, too; a later one only needs to be free of serious ones.
  const isDone = step === 'verify' ? faults.length === 0 : stands || state.standing !== null;
  const standing = stands ? judged.sentences : state.standing;
  if (isDone && !stands) return { ...state, sentences: standing ?? [], outcome: 'done' };
  return {
    ...state,
    sentences: judged.sentences,
    faults,
    standing,
    asked: state.asked + 1,
    outcome: isDone ? 'done' : 'open',
  };
}

/** Cuts the sentences that still fail, if the rest is a valid letter. */
function cut({ gate }: Desk, state: State): State {
  const left = cutFaultySentences(state.sentences, state.faults, gate);
  return left === null ? state : { ...state, sentences: left, outcome: 'done' };
}

function paragraphsOf(sentences: readonly DraftSentence[]): readonly (readonly DraftSentence[])[] {
  return [...Map.groupBy(sentences, ({ paragraph }) => paragraph).values()];
}

function bodyOf(sentences: readonly DraftSentence[]): string {
  return paragraphsOf(sentences)
    .map((paragraph) => paragraph.map(({ text }) => text).join(' '))
    .join('\n\n');
}
