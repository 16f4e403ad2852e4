/**
 * What the verifier says about sentences: each is supported by words that stand in the facts, explains them, or fails. A
 * whole letter it also edits: that one is taken where its words are the candidate's and the gate finds no more wrong with it.
 */
import { z } from 'zod';
import { objectIn } from '../model/json.ts';
import type { Budget, LanguageModel } from '../model/model.ts';
import { verifyPrompt } from '../prompts/model/verifying.ts';
import { numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import {
  type DraftFault,
  type DraftSentence,
  plainLine,
  plainSentence,
  SENTENCES_AT_LEAST,
  SENTENCES_AT_MOST,
} from './draft.ts';
import { type Facts, shownFacts, wordsOfFact } from './facts.ts';
import { cutting, type ModelGate } from './model-gate.ts';
import { redact } from './redact.ts';
import { answered, type Workshop } from './writer.ts';

export const VerdictsSchema = z.object({
  checks: z.array(z.object({ n: z.number().int(), supported: z.boolean(), by: z.string() })),
});
export type Verdicts = z.infer<typeof VerdictsSchema>;

/** The sentences with what they rest on, and what is wrong with them. */
export interface Verified {
  readonly sentences: readonly DraftSentence[];
  readonly faults: readonly DraftFault[];
}

export interface VerifierParts {
  readonly verifier: LanguageModel;
  readonly budget: Budget;
  readonly workshop: Workshop;
}

/**
 * One call for all sentences, or its answer of before a crash.
 *
 * @param step names the answer in what is kept
 * @param ownBefore sentences that only explain, in the rest of the letter
 * @returns null where the verifier gave no answer
 */
export async function verified(
  step: string,
  sentences: readonly DraftSentence[],
  facts: Facts,
  parts: VerifierParts,
  ownBefore = 0,
): Promise<Verified | null> {
  const prompt = verifyPrompt(shownFacts(facts), shownSentences(sentences, facts), null);
  const verdicts = await checkedBy(step, prompt, VerdictsSchema, parts);
  return verdicts && verdictsFrom(verdicts, sentences, facts, ownBefore);
}

/** Numbered from 1, with their paragraphs; nothing hidden is in them. */
function shownSentences(sentences: readonly DraftSentence[], { sheet }: Facts) {
  return sentences.map(({ paragraph, text }, at) => ({ n: at + 1, p: paragraph, t: redact(text, sheet.hidden) }));
}

/** The verifier's answer, or that of before a crash; null where there is none, or it is of another shape. */
async function checkedBy<Value>(
  step: string,
  prompt: ReturnType<typeof verifyPrompt>,
  shape: z.ZodType<Value>,
  { verifier, budget, workshop }: VerifierParts,
): Promise<Value | null> {
  const raw = await answered(workshop, step, async () => {
    const answer = await verifier.object({ step: 'verify', prompt, budget }, shape);
    return answer.outcome === 'failed' ? answer : { ...answer, value: JSON.stringify(answer.value) };
  });
  return raw === null ? null : (shape.safeParse(objectIn(raw)).data ?? null);
}

/** Sentences of a letter that say in a model's words what follows from the candidate's. */
const OWN_AT_MOST = 2;

/** What the verdicts come to. A sentence without a verdict counts as unsupported. */
export function verdictsFrom(
  { checks }: Verdicts,
  sentences: readonly DraftSentence[],
  facts: Facts,
  ownBefore = 0,
): Verified {
  const words = facts.list.map((fact) => ({ id: fact.id, words: plain(wordsOfFact(fact)) }));
  const all = words.map((fact) => fact.words).join(' ');
  let ownCount = ownBefore;
  const judged = sentences.map((sentence, at): { sentence: DraftSentence; faults: DraftFault[] } => {
    const verdict = checks.find(({ n }) => n === at + 1);
    const parts = partsOf(verdict?.by ?? '');
    const fault = (kind: 'unsupported' | 'own', hint: string, isSerious = true): DraftFault[] => [
      { kind, key: sentence.key, span: null, hint, isSerious },
    ];
    if (verdict?.supported === true && parts.length === 0 && !hasNumber(sentence.text)) {
      ownCount += 1;
      const hint = 'Too much of the letter only explains. Say what they said, or leave it out.';
      return {
        sentence: { ...sentence, facts: [], own: true },
        // One too many is worth a revision, and no letter of the template's.
        faults: ownCount > OWN_AT_MOST ? fault('own', hint, ownCount > OWN_AT_MOST + 1) : [],
      };
    }
    const isLong = parts.some((part) => part.length >= QUOTE_AT_LEAST);
    const isQuoted = isLong && parts.every((part) => isWithin(all, part));
    if (verdict?.supported === true && isQuoted) {
      const cited = words.filter((fact) => parts.some((part) => isWithin(fact.words, part))).map(({ id }) => id);
      return { sentence: { ...sentence, facts: cited, own: false }, faults: [] };
    }
    const why = verdict === undefined || verdict.supported ? 'no words of theirs carry it' : verdict.by;
    const hint = `Not supported: ${why.slice(0, 120)}. Say what they say, or leave it out.`;
    return { sentence, faults: fault('unsupported', hint) };
  });
  return { sentences: judged.map(({ sentence }) => sentence), faults: judged.flatMap(({ faults }) => faults) };
}

/** What holds a number was told by somebody, or it is none; "one idea" and "the two" hold none. */
function hasNumber(text: string): boolean {
  return numbersIn(text).mentions.some(({ quantity, spelled }) => !spelled || quantity.value > 2);
}

/** Shorter than this, a quote may stand anywhere; beside others it may be "C++" or "Go". */
const QUOTE_AT_LEAST = 3;

function isWithin(words: string, part: string): boolean {
  return part.length >= QUOTE_AT_LEAST ? words.includes(part) : ` ${words} `.includes(` ${part} `);
}

/** The parts of a quote with gaps; none of one that holds no words. */
function partsOf(quote: string): readonly string[] {
  return quote
    .split(/…|\.\.\./u)
    .map(plain)
    .filter((part) => part !== '');
}

/** Without case, punctuation and doubled spaces, which models do not copy reliably. */
function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}%$€£]+/gu) ?? []).join(' ');
}

const EditedSchema = z.object({ p: z.number().int(), t: z.string(), by: z.string() });
const ProofShape = VerdictsSchema.extend({ letter: z.array(EditedSchema) });
export type Proof = z.infer<typeof ProofShape>;

/** Servers without schemas leave out an empty list, or an empty quote; no default, which a strict server refuses. */
export const ProofSchema = z.preprocess((raw) => {
  if (typeof raw !== 'object' || raw === null) return raw;
  const letter: unknown = 'letter' in raw ? raw.letter : [];
  return { ...raw, letter: Array.isArray(letter) ? letter.map(quoted) : letter };
}, ProofShape);

function quoted(line: unknown): unknown {
  return typeof line === 'object' && line !== null && !('by' in line) ? { ...line, by: '' } : line;
}

/**
 * @param gated what the gate found: the editor may mend that, too
 * @returns the letter as it is now, and what is wrong with it besides what the gate finds; null where nobody answered
 */
export async function proofread(
  step: string,
  sentences: readonly DraftSentence[],
  facts: Facts,
  gate: ModelGate,
  gated: readonly DraftFault[],
  parts: VerifierParts,
): Promise<Verified | null> {
  const prompt = verifyPrompt(shownFacts(facts), shownSentences(sentences, facts), wrongIn(sentences, gated, facts));
  const proof = await checkedBy(step, prompt, ProofSchema, parts);
  return proof && editedBy(proof, sentences, facts, gate);
}

/** The gate's faults by the number of their sentence; null for the letter as a whole. */
export function wrongIn(sentences: readonly DraftSentence[], faults: readonly DraftFault[], { sheet }: Facts) {
  const numbers = new Map(sentences.map(({ key }, at) => [key, at + 1]));
  const all = faults.map(({ key, hint }) => ({ n: numbers.get(key) ?? null, wrong: redact(hint, sheet.hidden) }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Pure: the letter as its editor would have it, where code finds no more wrong with it than with the draft. */
export function editedBy(
  { checks, letter }: Proof,
  sentences: readonly DraftSentence[],
  facts: Facts,
  gate: ModelGate,
): Verified {
  const draft = verdictsFrom({ checks }, sentences, facts);
  const edited = editedFrom(letter, checks, sentences, facts);
  if (edited === null) return draft;
  const faultsIn = (one: Verified) => [...gate.draft(one.sentences), ...one.faults];
  // A sentence that fails goes, where the letter stands without it.
  const left = cutting(edited.sentences, faultsIn(edited), gate);
  const all = [edited, ...(left ? [{ sentences: left, faults: [] }] : []), draft];
  const badness = (one: Verified) => faultsIn(one).reduce((sum, fault) => sum + weightOf(fault), 0);
  return all.reduce((best, one) => (badness(one) < badness(best) ? one : best));
}

/** Worn words alone are no reason for another letter, and nothing makes up for what must not leave. */
function weightOf({ kind, isSerious }: DraftFault): number {
  return isSerious ? SENTENCES_AT_MOST : kind === 'worn' ? 0 : 1;
}

/** With what each sentence rests on: one that stands as it was keeps its check. Null where that is no letter. */
function editedFrom(
  letter: Proof['letter'],
  checks: Verdicts['checks'],
  sentences: readonly DraftSentence[],
  facts: Facts,
): Verified | null {
  const before = new Map(sentences.map(({ text }, at) => [text, checks.find(({ n }) => n === at + 1)]));
  let paragraph = 0;
  const lines = letter.slice(0, SENTENCES_AT_MOST).flatMap(({ p, t, by }, at) => {
    if (p !== letter[at - 1]?.p) paragraph += 1;
    return sentencesIn(plainLine(t)).map((text) => {
      const check = before.get(text) ?? { supported: true, by };
      return { paragraph, text, check };
    });
  });
  if (lines.length < SENTENCES_AT_LEAST) return null;
  const edited = lines.map(({ paragraph, text }, at) => plainSentence(`s${at + 1}`, paragraph, text));
  const judged = lines.map(({ check: { supported, by } }, at) => ({ n: at + 1, supported, by }));
  return verdictsFrom({ checks: judged }, edited, facts);
}
