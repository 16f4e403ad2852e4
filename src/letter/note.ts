/** A note of a few sentences by a model, for a form field or a recruiter's message: gate and verifier as for a letter. */
import { notePrompt } from '../prompts/model/writing.ts';
import type { ChangeParts } from './change.ts';
import type { LetterRequest } from './compose.ts';
import { type DraftSentence, plainLine } from './draft.ts';
import { factsOf, shownFacts } from './facts.ts';
import { NOTE_AT_MOST } from './formats.ts';
import { modelGate } from './model-gate.ts';
import { proseIn } from './prose.ts';
import { loadSpelling } from './spelling.ts';
import { verified } from './verdicts.ts';

/** Fewer sentences are no note. */
const SENTENCES_AT_LEAST = 2;

/** @returns the sentences that hold, in at most `NOTE_AT_MOST` characters; null where too few do, or nobody answered */
export async function modelNote(request: LetterRequest, parts: ChangeParts): Promise<string | null> {
  const { model, verifier, budget, workshop } = parts;
  const facts = factsOf(request);
  const gate = modelGate(facts, await loadSpelling());
  let raw = await workshop.recall('note');
  if (raw === null) {
    const prompt = notePrompt(shownFacts(facts));
    const answer = await model.text({ step: 'note', prompt, budget }, () => undefined);
    if (answer.outcome === 'failed') return null;
    raw = answer.value;
    await workshop.keep('note', raw);
  }
  const written = proseIn(raw).map(
    ({ text }, at): DraftSentence => ({
      key: `s${at + 1}`,
      paragraph: 1,
      text: plainLine(text),
      facts: [],
      own: false,
    }),
  );
  const sentences = written.filter((one) => gate.sentence(one).every(({ isSerious }) => !isSerious));
  if (sentences.length < SENTENCES_AT_LEAST) return null;
  const judged = await verified('verify-note', sentences, facts, { verifier, budget, workshop });
  if (judged === null) return null;
  const failing = new Set(judged.faults.map(({ key }) => key));
  const holding = sentences.filter(({ key }) => !failing.has(key)).map(({ text }) => text);
  const fitting = holding.filter((_, at) => holding.slice(0, at + 1).join(' ').length <= NOTE_AT_MOST);
  return fitting.length < SENTENCES_AT_LEAST ? null : fitting.join(' ');
}
