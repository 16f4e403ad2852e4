/**
 * The gate: what in a letter does not follow from the candidate's own words. Deterministic and the same whoever wrote
 * the letter; a letter is delivered only when it finds nothing.
 */
import type { Brief } from '../machine/brief.ts';
import { coverageFaults, leakFaults } from './check/coverage.ts';
import { derivedFaults } from './check/derived.ts';
import { type Evidence, evidenceOf } from './check/evidence.ts';
import { type Fault, type FaultKind, faultAt } from './check/fault.ts';
import { borrowedFaults, employerFaults, technologyFaults } from './check/names.ts';
import { numberFaults } from './check/numbers.ts';
import { ownershipFaults } from './check/ownership.ts';
import { pairingFaults } from './check/pairing.ts';
import { praiseFaults } from './check/praise.ts';
import { secretFaults } from './check/secrets.ts';
import { type Sentence, sentencesOf } from './check/sentence.ts';
import { soupFaults } from './check/soup.ts';
import { placeholderFaults, surfaceFaults } from './check/surface.ts';
import { weakFaults } from './check/weak.ts';

export { FAULT_KINDS, type Fault, type FaultKind } from './check/fault.ts';

export const WORDS_AT_MOST = 420;

/** The faults of a whole letter, in the order in which they stand. */
export function check(letter: string, brief: Brief): Fault[] {
  const evidence = evidenceOf(brief);
  const sentences = sentencesOf(letter);
  const body = bodyOf(sentences);
  const faults = [
    ...placeholderFaults(letter),
    ...sentenceFaults(letter, body, evidence),
    ...coverageFaults(letter, body, evidence),
    ...lengthFaults(letter),
  ];
  return distinct(faults);
}

/** The faults of one sentence on its own, for a letter that is still being written. */
export function checkSentence(sentence: string, brief: Brief): Fault[] {
  const evidence = evidenceOf(brief);
  return distinct([...placeholderFaults(sentence), ...sentenceFaults(sentence, sentencesOf(sentence), evidence)]);
}

function sentenceFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  return [
    ...leakFaults(letter, evidence),
    ...secretFaults(letter, sentences, evidence),
    ...numberFaults(letter, sentences, evidence),
    ...pairingFaults(letter, sentences, evidence),
    ...derivedFaults(letter, sentences, evidence),
    ...technologyFaults(letter, sentences, evidence),
    ...borrowedFaults(letter, sentences, evidence),
    ...employerFaults(letter, sentences, evidence),
    ...ownershipFaults(letter, sentences, evidence),
    ...weakFaults(letter, sentences, evidence),
    ...praiseFaults(letter, sentences, evidence),
    ...soupFaults(letter, sentences),
    ...surfaceFaults(letter),
  ];
}

/** Without heading, greeting and name block: lines that are no sentences. */
function bodyOf(parts: readonly Sentence[]): Sentence[] {
  return parts.filter(
    ({ text }) => /[.?!]["'”’)]?$/.test(text) && text.split(/\s+/).length > 2 && !/^dear\b/i.test(text),
  );
}

function lengthFaults(letter: string): Fault[] {
  const words = letter.match(/\S+/g)?.length ?? 0;
  return words > WORDS_AT_MOST ? [faultAt(letter, 'length', 0, letter.length)] : [];
}

/** Kinds that say the same of a place: the rule that knows most of it comes first, and its report is the one kept. */
const SAME: Partial<Record<FaultKind, string>> = {
  placeholder: 'name',
  'invented-technology': 'name',
  'invented-employer': 'name',
  'rough-value-leaked': 'number',
  'invented-number': 'number',
  'changed-digit': 'number',
  'changed-unit': 'number',
  'wrong-derived': 'number',
};

/** One report for a place and what is wrong with it. */
function distinct(faults: readonly Fault[]): Fault[] {
  const what = ({ kind }: Fault) => SAME[kind] ?? kind;
  const kept: Fault[] = [];
  for (const fault of faults)
    if (!kept.some((other) => what(other) === what(fault) && fault.start < other.end && fault.end > other.start))
      kept.push(fault);
  return kept.sort((one, other) => one.start - other.start);
}
