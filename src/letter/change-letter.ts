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
import { buildFacts, type Facts, NO_FIGURE, shownFacts, toLetterSentence } from './facts.ts';
import { placedSentences } from './letter.ts';
import { modelGate } from './model-gate.ts';
import { loadSpelling } from './names.ts';
import { redact, redacted } from './redact.ts';
import { shownSentences, type VerifierParts, verifySentences } from './verify-letter.ts';
import { GENERIC_ADDRESSEES, wordsIn } from './word-lists.ts';
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

/** Where a change is. `at` is a sentence number from 1; for a new sentence the one before it, or 0. */
interface Spot {
  readonly at: number;
  readonly isNew: boolean;
}

interface Change extends Spot {
  /** Null deletes the sentence, or moves it as it is. */
  readonly sentence: DraftSentence | null;
  /** Of a sentence that moves: the number of the one before its new place, or 0. */
  readonly to?: number;
}

interface Judged {
  readonly holding: readonly Change[];
  readonly failed: readonly (Spot & { readonly t: string; readonly wrong: string })[];
}

const isSameSpot = (one: Spot, other: Spot) => one.at === other.at && one.isNew === other.isNew;
const isMoveOnly = ({ sentence, to }: Change) => sentence === null && to !== undefined;

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
    const isOpen = (change: Change) => !judged.holding.some((one) => !isMoveOnly(one) && isSameSpot(one, change));
    const mended = await judge('verify-change-2', (again?.changes ?? []).filter(isOpen));
    const standing = mended?.holding ?? [];
    refused = judged.failed.filter((one) => !standing.some((other) => isSameSpot(one, other))).map(({ t }) => t);
    changes = [...judged.holding, ...standing].filter((one) => !isLost(one, letter, refused));
  }
  // A partial translation is discarded.
  const isHalf =
    first.frame !== undefined && letter.some((_, at) => !changes.some((one) => one.at === at + 1 && !isMoveOnly(one)));
  if (changes.length === 0 || isHalf) return { outcome: 'unchanged', why: first.why };
  return {
    outcome: 'changed',
    draft: { ...draftOf(request, letter, changes, facts), greeting: request.draft.greeting, ...(frame && { frame }) },
    refused,
  };

  /** Returns the accepted and the rejected changes; null if the verifier gave no answer. */
  async function judge(step: string, changes: readonly Change[]): Promise<Judged | null> {
    const sentences = changes.flatMap(({ sentence }) => sentence ?? []);
    const isChanged = (key: string) =>
      changes.some((one) => !one.isNew && !isMoveOnly(one) && letter[one.at - 1]?.key === key);
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
      failed: changes.flatMap(({ at, isNew, sentence }) => {
        const why = sentence && wrong.get(sentence.key);
        return why ? [{ at, isNew, t: redact(sentence.text, facts.sheet.hidden), wrong: why }] : [];
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
function isLost({ at, sentence, to }: Change, letter: readonly Placed[], refused: readonly string[]): boolean {
  if (sentence !== null || to !== undefined) return false;
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
  const told = failed.map(({ t, wrong }) => ({ t, wrong }));
  const prompt = changePrompt(shown, wish, told);
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
  return lines.flatMap(({ n, after, t }): Change[] => {
    const at = n ?? after;
    const text = plainLine(t ?? '');
    if (at === undefined || at > letter.length) return [];
    const paragraph = letter[Math.max(at, 1) - 1]?.paragraph ?? 1;
    const old = n === undefined ? undefined : letter[n - 1];
    if (old === undefined) {
      if (text === '') return [];
      return [{ at, isNew: true, sentence: plainSentence(freshKey(), paragraph, text) }];
    }
    const to = after !== undefined && after <= letter.length ? { to: after } : {};
    const isKept = text === old.text || (text === '' && after !== undefined);
    if (isKept) return 'to' in to ? [{ at, isNew: false, sentence: null, ...to }] : [];
    return [{ at, isNew: false, sentence: text === '' ? null : plainSentence(old.key, paragraph, text), ...to }];
  });
}

/** Applies the changes. The new draft includes the candidate's earlier edits. The last change of a sentence wins. */
function draftOf(request: LetterRequest, letter: readonly Placed[], changes: readonly Change[], facts: Facts): Draft {
  const written = toLetterSentence(facts);
  const own = changes.filter(({ isNew }) => !isNew);
  const placeOf = (number: number) => own.findLast(({ at, to }) => at === number && to !== undefined)?.to;
  const sentenceOf = ({ key, text, slots }: Placed, number: number) => {
    const change = own.findLast((one) => one.at === number && !isMoveOnly(one));
    if (change === undefined) return [{ key, text, slots: [...slots] }];
    return change.sentence ? [written(change.sentence)] : [];
  };
  const behind = (number: number) => [
    ...changes.flatMap(({ at, isNew, sentence }) => (isNew && at === number && sentence ? [written(sentence)] : [])),
    ...letter.flatMap((one, index) => (placeOf(index + 1) === number ? sentenceOf(one, index + 1) : [])),
  ];
  const numbers = [...new Set(letter.map(({ paragraph }) => paragraph))];
  const paragraphs = numbers.map((number) =>
    letter.flatMap((one, index) => {
      if (one.paragraph !== number) return [];
      const at = index + 1;
      const here = placeOf(at) === undefined ? sentenceOf(one, at) : [];
      return [...(at === 1 ? behind(0) : []), ...here, ...behind(at)];
    }),
  );
  return {
    paragraphs: paragraphs.filter((sentences) => sentences.length > 0),
    edits: sentenceEdits(request.edits).length,
  };
}
