/**
 * The verifier's verdicts: a sentence is supported by a quote from the facts, only explains them, or fails. For a whole
 * letter the verifier also returns an edited version, which is used unless it has more faults than the draft.
 */
import { z } from 'zod';
import { objectIn } from '../model/json.ts';
import type { Budget, LanguageModel } from '../model/model-call.ts';
import { verifyPrompt } from '../prompts/model/verifying.ts';
import { wordSet } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import {
  type DraftFault,
  type DraftSentence,
  type Prose,
  plainLine,
  plainSentence,
  SENTENCES_AT_LEAST,
  SENTENCES_AT_MOST,
  wholeFault,
} from './draft.ts';
import { type Facts, shownFacts, wordsOfFact } from './facts.ts';
import { cutFaultySentences, type ModelGate } from './model-gate.ts';
import { redact } from './redact.ts';
import { recallOrAsk, type WriterServices } from './writer.ts';

export const VerdictsSchema = z.object({
  checks: z.array(z.object({ n: z.number().int(), supported: z.boolean(), by: z.string() })),
});
export type Verdicts = z.infer<typeof VerdictsSchema>;

/** Sentences with the facts that they cite, and their faults. */
export interface Verified {
  readonly sentences: readonly DraftSentence[];
  readonly faults: readonly DraftFault[];
}

export interface VerifierParts {
  readonly verifier: LanguageModel;
  readonly budget: Budget;
  readonly workshop: WriterServices;
}

/**
 * Verifies all sentences in one call, or reuses the answer stored before a crash.
 *
 * @param step key of the stored answer
 * @param ownBefore number of explanatory sentences in the rest of the letter
 * @returns null if the verifier gave no answer
 */
export async function verifySentences(
  step: string,
  sentences: readonly DraftSentence[],
  facts: Facts,
  parts: VerifierParts,
  ownBefore = 0,
): Promise<Verified | null> {
  const prompt = verifyPrompt(shownFacts(facts), shownSentences(sentences, facts), null);
  const verdicts = await checkedBy(step, prompt, VerdictsSchema, parts);
  return verdicts && applyVerdicts(verdicts, sentences, facts, ownBefore);
}

/** Sentences for a prompt, numbered from 1. Redacted, as the model may have guessed a hidden value. */
export function shownSentences(sentences: readonly Prose[], { sheet }: Facts) {
  return sentences.map(({ paragraph, text }, at) => ({ n: at + 1, p: paragraph, t: redact(text, sheet.hidden) }));
}

/** The verifier's answer, new or stored before a crash; null if missing or invalid. */
async function checkedBy<Value>(
  step: string,
  prompt: ReturnType<typeof verifyPrompt>,
  shape: z.ZodType<Value>,
  { verifier, budget, workshop }: VerifierParts,
): Promise<Value | null> {
  const raw = await recallOrAsk(workshop, step, async () => {
    const answer = await verifier.object({ step: 'verify', prompt, budget }, shape);
    return answer.outcome === 'failed' ? answer : { ...answer, value: JSON.stringify(answer.value) };
  });
  return raw === null ? null : (shape.safeParse(objectIn(raw)).data ?? null);
}

/** Maximum explanatory sentences of a letter: the model's own words for what follows from the facts. */
const OWN_AT_MOST = 2;

/** Converts verdicts to citations and faults. A sentence without a verdict counts as unsupported. */
export function applyVerdicts(
  { checks }: Verdicts,
  sentences: readonly DraftSentence[],
  facts: Facts,
  ownBefore = 0,
): Verified {
  const words = facts.list.map((fact) => ({ id: fact.id, words: bareWords(wordsOfFact(fact)) }));
  const all = words.map((fact) => fact.words).join(' ');
  let ownCount = ownBefore;
  const judged = sentences.map((sentence, at): { sentence: DraftSentence; faults: DraftFault[] } => {
    const verdict = checks.find(({ n }) => n === at + 1);
    const parts = partsOf(verdict?.by ?? '');
    if (verdict?.supported === true && parts.length === 0 && !hasNumber(sentence.text)) {
      ownCount += 1;
      const hint = 'Too much of the letter only explains. Say what they said, or leave it out.';
      return {
        sentence: { ...sentence, facts: [] },
        // One too many only causes a revision; two too many reject the letter.
        faults: ownCount > OWN_AT_MOST ? [wholeFault('own', sentence.key, hint, ownCount > OWN_AT_MOST + 1)] : [],
      };
    }
    const isLong = parts.some((part) => part.length >= QUOTE_AT_LEAST);
    const isQuoted = isLong && parts.every((part) => isWithin(all, part));
    if (verdict?.supported === true && isQuoted) {
      const cited = words.filter((fact) => parts.some((part) => isWithin(fact.words, part))).map(({ id }) => id);
      return { sentence: { ...sentence, facts: cited }, faults: [] };
    }
    const why = verdict === undefined || verdict.supported ? 'no words of theirs carry it' : verdict.by;
    const hint = `Not supported: ${why.slice(0, 120)}. Say what they say, or leave it out.`;
    return { sentence, faults: [wholeFault('unsupported', sentence.key, hint, true)] };
  });
  return { sentences: judged.map(({ sentence }) => sentence), faults: judged.flatMap(({ faults }) => faults) };
}

/** An explanatory sentence must not have a number. "One idea" and "the two" don't count as numbers. */
function hasNumber(text: string): boolean {
  return numbersIn(text).mentions.some(({ quantity, spelled }) => !spelled || quantity.value > 2);
}

/** Minimum characters of a quote: a shorter one occurs anywhere. Next to a longer one, "C++" and "Go" are accepted. */
const QUOTE_AT_LEAST = 3;

function isWithin(words: string, part: string): boolean {
  return part.length < QUOTE_AT_LEAST ? ` ${words} `.includes(` ${part} `) : words.includes(part);
}

/** Words that models add to a quote or leave out: they change nothing in what it says. */
const JOINTS = wordSet('a an and but so that the then');

/** Splits a quote at its ellipses, without parts that have no words. */
function partsOf(quote: string): readonly string[] {
  return quote
    .split(/…|\.\.\./u)
    .map(bareWords)
    .filter((part) => part !== '');
}

/** Removes case, punctuation, extra spaces and joints, which models don't copy reliably. */
function bareWords(text: string): string {
  const words: readonly string[] = text.toLowerCase().match(/[\p{L}\p{N}%$€£]+/gu) ?? [];
  return words.filter((word) => !JOINTS.has(word)).join(' ');
}

/** Servers without schemas leave out an empty list or quote. */
const EditedSchema = z.object({ p: z.number().int(), t: z.string(), by: z.string().default('') });
export const ProofSchema = VerdictsSchema.extend({ letter: z.array(EditedSchema).default([]) });
export type Proof = z.infer<typeof ProofSchema>;

/**
 * @param gated faults of the gate, which the verifier may fix, too
 * @returns the letter, edited or not, and its faults without the gate's; null if the verifier gave no answer
 */
export async function proofread(
  step: string,
  sentences: readonly DraftSentence[],
  facts: Facts,
  gate: ModelGate,
  gated: readonly DraftFault[],
  parts: VerifierParts,
): Promise<Verified | null> {
  const prompt = verifyPrompt(
    shownFacts(facts),
    shownSentences(sentences, facts),
    faultsForPrompt(sentences, gated, facts),
  );
  const proof = await checkedBy(step, prompt, ProofSchema, parts);
  return proof && chooseEdited(proof, sentences, facts, gate);
}

/** Faults for a prompt, redacted, by sentence number; null for the letter as a whole. */
export function faultsForPrompt(sentences: readonly DraftSentence[], faults: readonly DraftFault[], { sheet }: Facts) {
  const numbers = new Map(sentences.map(({ key }, at) => [key, at + 1]));
  const all = faults.map(({ key, hint }) => ({ n: numbers.get(key) ?? null, wrong: redact(hint, sheet.hidden) }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Returns the edited letter, unless it has more faults than the draft. Pure. */
export function chooseEdited(
  { checks, letter }: Proof,
  sentences: readonly DraftSentence[],
  facts: Facts,
  gate: ModelGate,
): Verified {
  const draft = applyVerdicts({ checks }, sentences, facts);
  const edited = editedFrom(letter, checks, sentences, facts);
  if (edited === null) return draft;
  const faultsIn = (one: Verified) => [...gate.draft(one.sentences), ...one.faults];
  // Also tries the edited letter without its failing sentences.
  const left = cutFaultySentences(edited.sentences, faultsIn(edited), gate);
  const all = [edited, ...(left ? [{ sentences: left, faults: [] }] : []), draft];
  const badness = (one: Verified) => faultsIn(one).reduce((sum, fault) => sum + weightOf(fault), 0);
  return all.reduce((best, one) => (badness(one) < badness(best) ? one : best));
}

/** A serious fault outweighs all minor ones. */
function weightOf({ isSerious }: DraftFault): number {
  return isSerious ? SENTENCES_AT_MOST : 1;
}

/** The edited letter with citations. An unchanged sentence keeps its verdict. Null if too few sentences are left. */
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
  return applyVerdicts({ checks: judged }, edited, facts);
}
