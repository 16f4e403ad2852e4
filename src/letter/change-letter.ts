/**
 * Changes a letter that a model wrote. The model writes only the changed sentences. Each is checked like a draft's; a
 * rejected one is retried once, then the old sentence stays.
 */
import { z } from 'zod';
import { type Draft, sentenceEdits, type Wish } from '../machine/edits.ts';
import { topicOf } from '../machine/slots.ts';
import { objectsIn } from '../model/json.ts';
import type { LanguageModel } from '../model/model-call.ts';
import { changePrompt } from '../prompts/model/writing.ts';
import { numberChangedIn } from '../text/quantities.ts';
import { trimEnd } from '../text/sentences.ts';
import { composeLetter, type LetterRequest } from './compose.ts';
import { type DraftFault, type DraftSentence, plainLine, plainSentence, wholeFault } from './draft.ts';
import { loadSpelling } from './draft-names.ts';
import { wordsIn } from './draft-words.ts';
import { buildFacts, type Facts, NO_FIGURE, shownFacts, toLetterSentence } from './facts.ts';
import { placedSentences } from './letter.ts';
import { modelGate } from './model-gate.ts';
import { redact, redacted } from './redact.ts';
import { shownSentences, type VerifierParts, verifySentences } from './verify-letter.ts';
import { GENERIC_ADDRESSEES } from './word-lists.ts';
import { lastWord } from './wording.ts';
import { type ChangeRequest, recallOrAsk } from './writer.ts';

export interface ChangeParts extends VerifierParts {
  readonly model: LanguageModel;
}

export type ChangeResult =
  /** @property refused sentences that were rejected twice, redacted; the old ones stay */
  | { readonly outcome: 'changed'; readonly draft: Draft; readonly refused: readonly string[] }
  /** @property why the model's explanation to the candidate if the facts don't support the change; else null */
  | { readonly outcome: 'unchanged'; readonly why: string | null };

const FAILED: ChangeResult = { outcome: 'unchanged', why: null };

type Placed = ReturnType<typeof placedSentences>[number];

/** A change by the model. `at` is a sentence number from 1; for a new sentence the one before it, or 0. */
interface Change {
  readonly at: number;
  readonly isNew: boolean;
  /** Null deletes the sentence, unless `moved`. */
  readonly sentence: DraftSentence | null;
  /** The sentence that moves here as it is. */
  readonly moved?: Placed;
}

interface Judged {
  readonly holding: readonly Change[];
  readonly failed: readonly { readonly t: string; readonly wrong: string }[];
}

const LineSchema = z.object({
  n: z.number().int().min(1).optional(),
  after: z.number().int().min(0).optional(),
  t: z.string().max(2000).nullish(),
  cannot: z.string().optional(),
  /** Only for a translation: its BCP 47 tag, greeting and sign-off. */
  language: z.string().max(20).optional(),
  greeting: z.string().max(120).optional(),
  signOff: z.string().max(80).optional(),
});
type Line = z.infer<typeof LineSchema>;

/** Maximum characters of the model's explanation. */
const WHY_AT_MOST = 240;

export async function changeLetter(request: ChangeRequest, parts: ChangeParts): Promise<ChangeResult> {
  const { wish } = request;
  // The current letter, with the candidate's edits.
  const composed = composeLetter(request);
  const letter = placedSentences(composed);
  const facts = withEdited(buildFacts(request), letter, wish);
  const gate = modelGate(facts, await loadSpelling());
  const base = { wish, letter, greeting: redact(composed.greeting, facts.sheet.hidden), facts };
  const first = await asked('change', base, [], parts);
  if (first === null) return FAILED;
  const frame = first.frame ?? request.draft.frame;
  const isForeign = frame !== undefined;
  const judged = await judge('verify-change', first.changes);
  if (judged === null) return FAILED;
  let changes = judged.holding;
  let refused: readonly string[] = [];
  if (judged.failed.length > 0) {
    const again = await asked('change-2', base, judged.failed, parts);
    // Accepted sentences are not changed again.
    const isOpen = ({ at, isNew }: Change) => !judged.holding.some((one) => one.at === at && one.isNew === isNew);
    const mended = await judge('verify-change-2', (again?.changes ?? []).filter(isOpen));
    const standing = mended?.holding ?? [];
    refused = judged.failed.slice(standing.length).map(({ t }) => t);
    changes = [...judged.holding, ...standing].filter((one) => !isLost(one, letter, refused));
  }
  // A partial translation is discarded.
  const isHalf = first.frame !== undefined && letter.some((_, at) => !changes.some((one) => one.at === at + 1));
  if (changes.length === 0 || isHalf) return { outcome: 'unchanged', why: first.why };
  return {
    outcome: 'changed',
    draft: { ...draftOf(request, letter, changes, facts), ...(frame && { frame }) },
    refused,
  };

  /** Returns the accepted and the rejected changes; null if the verifier gave no answer. */
  async function judge(step: string, changes: readonly Change[]): Promise<Judged | null> {
    const sentences = changes.flatMap(({ sentence }) => sentence ?? []);
    const isChanged = (key: string) => changes.some(({ at, isNew }) => !isNew && letter[at - 1]?.key === key);
    const own = letter.filter(({ slots, edited, key }) => slots.length === 0 && !edited && !isChanged(key)).length;
    const verdict =
      sentences.length === 0 ? { sentences, faults: [] } : await verifySentences(step, sentences, facts, parts, own);
    if (verdict === null) return null;
    const gated = sentences.flatMap(isForeign ? foreignFaults : gate.sentence);
    const faults = [...verdict.faults, ...gated].filter(({ isSerious }) => isSerious);
    const wrong = new Map(faults.map(({ key, hint }) => [key, redact(hint, facts.sheet.hidden)]));
    const rested = new Map(verdict.sentences.map((one) => [one.key, one]));
    return {
      holding: changes.flatMap((change) => {
        if (change.sentence === null) return [change];
        const { key } = change.sentence;
        return wrong.has(key) ? [] : [{ ...change, sentence: rested.get(key) ?? change.sentence }];
      }),
      failed: sentences.flatMap(({ key, text }) => {
        const why = wrong.get(key);
        return why === undefined ? [] : [{ t: redact(text, facts.sheet.hidden), wrong: why }];
      }),
    };
  }

  /** The gate only knows English. Here, numbers are compared with the old text; the verifier checks the rest. */
  function foreignFaults(one: DraftSentence): DraftFault[] {
    const before = letter.find(({ key }) => key === one.key)?.text ?? letter.map(({ text }) => text).join(' ');
    const number = numberChangedIn(one.text, before);
    const hint = `"${number}": the sentence before has another number.`;
    const isAny = ({ kind }: DraftFault) => kind === 'hidden' || kind === 'placeholder';
    const changed = number === null ? [] : [wholeFault('number', one.key, hint, true)];
    return [...gate.sentence(one).filter(isAny), ...changed];
  }
}

/** Minimum letters of a word that tells sentences apart. */
const LETTERS_AT_LEAST = 4;

const tellingWords = (text: string) => wordsIn(text).filter(({ length }) => length >= LETTERS_AT_LEAST);

/** Whether a sentence is deleted whose words a refused sentence was to say instead, so that they would be lost. */
function isLost(
  { at, isNew, sentence, moved }: Change,
  letter: readonly Placed[],
  refused: readonly string[],
): boolean {
  if (isNew || sentence !== null || moved) return false;
  const words = tellingWords(letter[at - 1]?.text ?? '');
  return refused.some((text) => {
    const others = new Set(tellingWords(text));
    return words.filter((word) => others.has(word)).length * 2 >= words.length;
  });
}

/** Adds the candidate's own sentences and the text of the wish to the facts, so that the model may use them. */
function withEdited(facts: Facts, letter: readonly Placed[], wish: Wish): Facts {
  const { list, sheet } = facts;
  const said = wish.kind === 'words' ? redacted(wish.said, sheet.hidden).text : '';
  const written = letter.filter(({ edited, text }) => edited && !list.some((fact) => fact.text.includes(text)));
  const texts = [...written, ...(said === '' ? [] : [{ text: said, slots: [] }])];
  const more = texts.map(({ text, slots: [slot = 'closing'] }, at) => {
    return { id: `f${list.length + at + 1}`, slot, topic: topicOf(slot), text, around: null, ...NO_FIGURE };
  });
  return { ...facts, list: [...list, ...more] };
}

interface Base {
  readonly wish: ChangeRequest['wish'];
  readonly letter: readonly Placed[];
  readonly greeting: string;
  readonly facts: Facts;
}

/** Asks the model for changes; null if it gave no answer. */
async function asked(
  step: string,
  { wish, letter, greeting, facts }: Base,
  failed: Judged['failed'],
  { model, budget, workshop }: ChangeParts,
) {
  const shown = { facts: shownFacts(facts), letter: shownSentences(letter, facts), greeting };
  const prompt = changePrompt(shown, wish, failed);
  const raw = await recallOrAsk(workshop, step, () => model.text({ step, prompt, budget }, () => undefined));
  if (raw === null) return null;
  const lines = objectsIn(raw, (object) => LineSchema.safeParse(object).data ?? null);
  const why = lines.find(({ cannot }) => cannot !== undefined)?.cannot ?? null;
  return {
    changes: changesIn(lines, letter),
    why: why && plainLine(why).slice(0, WHY_AT_MOST),
    frame: frameIn(lines, greeting),
  };
}

/** The frame of a translation, else undefined. A greeting without the addressee's name is replaced by the old one. */
function frameIn(lines: readonly Line[], before: string): Draft['frame'] {
  const { language, greeting = '', signOff = '' } = lines.find((line) => line.language !== undefined) ?? {};
  const tag = language === undefined ? undefined : tagOf(language);
  if (tag === undefined || signOff.trim() === '') return undefined;
  const name = lastWord(trimEnd(before, ' ,.'));
  const isSame = greeting.toLowerCase().includes(name.toLowerCase()) || GENERIC_ADDRESSEES.has(name.toLowerCase());
  return { language: tag, greeting: isSame ? plainLine(greeting) : before, signOff: plainLine(signOff) };
}

/** Undefined for an invalid or unsupported tag. */
function tagOf(language: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0];
  } catch {
    return undefined;
  }
}

/** Converts lines to changes. Drops lines that change nothing or name a missing sentence. */
function changesIn(lines: readonly Line[], letter: readonly Placed[]): readonly Change[] {
  const taken = new Set(letter.map(({ key }) => key));
  let count = 0;
  const freshKey = () => {
    do count += 1;
    while (taken.has(`n${count}`));
    return `n${count}`;
  };
  const isDeleted = (at: number) => lines.some(({ n, after, t }) => n === at && after === undefined && !t);
  const isMoved = (text: string) => lines.some(({ n, t }) => n === undefined && plainLine(t ?? '') === text);
  return lines.flatMap(({ n, after, t }): Change[] => {
    const isNew = n === undefined;
    const at = n ?? after;
    const old = isNew ? undefined : letter[n - 1];
    if (at === undefined || at > letter.length || (!isNew && old === undefined)) return [];
    const text = plainLine(t ?? '');
    if (old && after !== undefined) return after > letter.length ? [] : [moveOf(old, after)];
    // Deleted in one line and said again in another: a move.
    const gone = isNew ? letter.findIndex((one, place) => one.text === text && isDeleted(place + 1)) : -1;
    const same = letter[gone];
    if (same) return [moveOf(same, at)];
    if (old && text === '' && isMoved(old.text)) return [];
    if (text === old?.text || (isNew && text === '')) return [];
    if (text === '') return [{ at, isNew, sentence: null }];
    const paragraph = letter[Math.max(at, 1) - 1]?.paragraph ?? 1;
    return [{ at, isNew, sentence: plainSentence(old?.key ?? freshKey(), paragraph, text) }];
  });
}

function moveOf(moved: Placed, at: number): Change {
  return { at, isNew: true, sentence: null, moved };
}

/** Applies the changes. The new draft includes the candidate's earlier edits. The last change of a sentence wins. */
function draftOf(request: LetterRequest, letter: readonly Placed[], changes: readonly Change[], facts: Facts): Draft {
  const written = toLetterSentence(facts);
  const asIs = ({ key, text, slots }: Placed) => ({ key, text, slots: [...slots] });
  const added = (at: number) =>
    changes
      .filter((one) => one.isNew && one.at === at)
      .flatMap(({ sentence, moved }) => (moved ? [asIs(moved)] : sentence ? [written(sentence)] : []));
  const isMoved = (key: string) => changes.some(({ moved }) => moved?.key === key);
  const numbers = [...new Set(letter.map(({ paragraph }) => paragraph))];
  const paragraphs = numbers.map((number) =>
    letter.flatMap((one, index) => {
      if (one.paragraph !== number) return [];
      const at = index + 1;
      const change = changes.findLast((each) => !each.isNew && each.at === at);
      const left = isMoved(one.key) ? [] : [asIs(one)];
      const own = change ? (change.sentence ? [written(change.sentence)] : []) : left;
      return [...(at === 1 ? added(0) : []), ...own, ...added(at)];
    }),
  );
  return {
    paragraphs: paragraphs.filter((sentences) => sentences.length > 0),
    edits: sentenceEdits(request.edits).length,
    ...(request.draft?.greeting !== undefined && { greeting: request.draft.greeting }),
  };
}
