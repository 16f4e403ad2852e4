/**
 * A letter read by somebody else than its writer, in one call: whether its sentences are true, and what its reader would
 * stumble over, said better. A better sentence is taken where its words are the candidate's and the gate finds no more wrong
 * with the letter than before.
 */
import { z } from 'zod';
import { verifyPrompt } from '../prompts/model/verifying.ts';
import { sentencesIn } from '../text/sentences.ts';
import { type DraftFault, type DraftSentence, plainLine } from './draft.ts';
import { type Facts, shownFacts } from './facts.ts';
import type { ModelGate } from './model-gate.ts';
import { redact } from './redact.ts';
import {
  checkedBy,
  shownSentences,
  VerdictsSchema,
  type Verified,
  type VerifierParts,
  verdictsFrom,
} from './verdicts.ts';

const ProofShape = VerdictsSchema.extend({ mended: z.array(z.object({ n: z.number().int(), t: z.string() })) });
export type Proof = z.infer<typeof ProofShape>;

/** Servers without schemas leave out an empty list. */
export const ProofSchema = z.preprocess(
  (raw) => (typeof raw === 'object' && raw !== null && !('mended' in raw) ? { ...raw, mended: [] } : raw),
  ProofShape,
);

/**
 * @param gated what the gate found: the reader may mend that, too
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
  return proof && mendedBy(proof, sentences, facts, gate);
}

/** The gate's faults by the number of their sentence; null for the letter as a whole. */
export function wrongIn(sentences: readonly DraftSentence[], faults: readonly DraftFault[], { sheet }: Facts) {
  const numbers = new Map(sentences.map(({ key }, at) => [key, at + 1]));
  const all = faults.map(({ key, hint }) => ({ n: numbers.get(key) ?? null, wrong: redact(hint, sheet.hidden) }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** The gate may read the letter once more for each. */
const MENDS_AT_MOST = 16;

/** A sentence and what stands in its place: nothing, or one or two. */
interface Mend {
  readonly old: DraftSentence;
  readonly better: readonly DraftSentence[];
}

/** Pure: what a proof comes to. */
export function mendedBy(
  { checks, mended }: Proof,
  sentences: readonly DraftSentence[],
  facts: Facts,
  gate: ModelGate,
): Verified {
  const isNoWorse = (before: readonly DraftFault[], after: readonly DraftFault[]) => countOf(after) <= countOf(before);
  const mends = mended.slice(0, MENDS_AT_MOST).flatMap(({ n, t }): Mend[] => {
    const old = sentences[n - 1];
    const text = plainLine(t);
    if (old === undefined) return [];
    const better = text === '' ? [] : restingOnWords({ ...old, text }, checks.find((one) => one.n === n)?.by, facts);
    return better !== null && isNoWorse(gate.sentence(old), better.flatMap(gate.sentence)) ? [{ old, better }] : [];
  });
  const isWhole = (before: readonly DraftSentence[], after: readonly DraftSentence[]) =>
    isNoWorse(gate.letter(before), gate.letter(after));
  const all = mends.reduce(withMend, sentences);
  const letter = isWhole(sentences, all)
    ? all
    : mends.reduce((now, mend) => (isWhole(now, withMend(now, mend)) ? withMend(now, mend) : now), sentences);
  const judged = verdictsFrom({ checks }, sentences, facts);
  const left = new Set(letter.filter((one) => sentences.includes(one)).map(({ key }) => key));
  return {
    sentences: letter.map((one) =>
      left.has(one.key) ? (judged.sentences.find(({ key }) => key === one.key) ?? one) : one,
    ),
    faults: judged.faults.filter(({ key }) => left.has(key)),
  };
}

/** Worn words alone are no reason to keep a sentence. */
function countOf(faults: readonly DraftFault[]): number {
  return faults.filter(({ kind }) => kind !== 'worn').length;
}

function withMend(letter: readonly DraftSentence[], { old, better }: Mend): readonly DraftSentence[] {
  const at = letter.indexOf(old);
  return at < 0 ? letter : letter.toSpliced(at, 1, ...better);
}

/** The sentence, or two of them, with what it rests on; null where that is not said in the candidate's words. */
function restingOnWords(
  sentence: DraftSentence,
  by: string | undefined,
  facts: Facts,
): readonly DraftSentence[] | null {
  if (by === undefined) return null;
  const { sentences, faults } = verdictsFrom({ checks: [{ n: 1, supported: true, by }] }, [sentence], facts);
  if (faults.length > 0 || sentences.some(({ own }) => own)) return null;
  return sentences.flatMap((one) =>
    sentencesIn(one.text).map((text, at) => ({ ...one, text, key: at === 0 ? one.key : `${one.key}-${at + 1}` })),
  );
}
