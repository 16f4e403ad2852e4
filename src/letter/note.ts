/** A note of a few sentences by a model, for a form field or a recruiter's message: gate and verifier as for a letter. */
import { z } from 'zod';
import { objectsIn } from '../model/json.ts';
import { verifyPrompt } from '../prompts/model/verifying.ts';
import { notePrompt } from '../prompts/model/writing.ts';
import { sentencesIn } from '../text/sentences.ts';
import type { ChangeParts } from './change.ts';
import type { LetterRequest } from './compose.ts';
import { type DraftSentence, plainLine } from './draft.ts';
import { factsOf, openText, shownFacts } from './facts.ts';
import { NOTE_AT_MOST } from './formats.ts';
import { modelGate } from './model-gate.ts';
import { loadSpelling } from './spelling.ts';
import { VerdictsSchema, verdictsFrom } from './verdicts.ts';

/** Fewer sentences are no note. */
const SENTENCES_AT_LEAST = 2;

const LineSchema = z.object({ t: z.string().min(1).max(NOTE_AT_MOST), f: z.array(z.string()).catch([]) });

/** @returns the sentences that hold, in at most `NOTE_AT_MOST` characters; null where too few do, or nobody answered */
export async function modelNote(request: LetterRequest, parts: ChangeParts): Promise<string | null> {
  const { model, verifier, budget, workshop } = parts;
  const facts = factsOf(request);
  const gate = modelGate(facts, await loadSpelling());
  const shown = shownFacts(facts);
  let raw = await workshop.recall('note');
  if (raw === null) {
    const answer = await model.lines({ step: 'note', prompt: notePrompt(shown), budget }, () => undefined);
    if (answer.outcome === 'failed') return null;
    raw = answer.value;
    await workshop.keep('note', raw);
  }
  const written = objectsIn(raw, (object) => LineSchema.safeParse(object).data ?? null)
    .flatMap(({ t, f }) => sentencesIn(plainLine(t)).map((text) => ({ text, facts: f })))
    .map((one, at): DraftSentence => ({ ...one, key: `s${at + 1}`, paragraph: 1, own: false }));
  const sentences = written.filter((one) => gate.sentence(one).every(({ isSerious }) => !isSerious));
  const checked = sentences.map(({ text, facts: cited }, at) => ({
    n: at + 1,
    t: openText(text, facts.sheet.hidden),
    f: cited,
  }));
  const verdicts = await verifier.object(
    { step: 'verify-note', prompt: verifyPrompt(shown, checked), budget },
    VerdictsSchema,
  );
  if (verdicts.outcome === 'failed') return null;
  const failing = new Set(verdictsFrom(verdicts.value, sentences, facts).map(({ key }) => key));
  const holding = sentences.filter(({ key }) => !failing.has(key)).map(({ text }) => text);
  const fitting = holding.filter((_, at) => holding.slice(0, at + 1).join(' ').length <= NOTE_AT_MOST);
  return fitting.length < SENTENCES_AT_LEAST ? null : fitting.join(' ');
}
