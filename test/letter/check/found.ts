/** One rule of the gate by itself, held to a text. */

import { type Evidence, evidenceOf } from '../../../src/letter/check/evidence.ts';
import { type Sentence, sentencesOf } from '../../../src/letter/check/sentence.ts';
import type { Fault, FaultKind } from '../../../src/letter/check.ts';
import type { Brief } from '../../../src/machine/brief.ts';

type Rule = (letter: string, sentences: readonly Sentence[], evidence: Evidence) => Fault[];

/** What the rule finds: the kind, and the words that it is about. */
export function found(rule: Rule, text: string, brief: Brief): [FaultKind, string][] {
  const faults = rule(text, sentencesOf(text), evidenceOf(brief));
  for (const { span, start, end } of faults)
    if (text.slice(start, end) !== span) throw new Error(`"${span}" does not stand at ${start} to ${end}`);
  return faults.map(({ kind, span }) => [kind, span]);
}
