/** The last step of a letter by a model: what is still at fault gives way to the composer's own sentences. */
import { type Brief, factsOn, figuresOn, METRICS, type Topic } from '../machine/brief.ts';
import { sentencesFor } from './compose.ts';
import { type Drafted, objectionsIn } from './draft.ts';
import type { Letter, Sentence } from './letter.ts';

/** Topics without which it would be another letter, in the order in which a letter tells them. */
const ESSENTIAL: readonly Topic[] = ['role', 'company', 'system', ...METRICS, 'contract', 'closing'];

/**
 * The sentences that nothing can be said against, the composer's in place of the others and of what the model forgot;
 * null where even they don't pass.
 */
export function settled(
  sentences: readonly Drafted[],
  surroundings: Omit<Letter, 'paragraphs'>,
  brief: Brief,
): Drafted[] | null {
  let kept = [...sentences];
  // Each round loses at least one sentence of the model's, or ends.
  for (let round = 0; round <= sentences.length; round += 1) {
    const whole = completed(kept, brief);
    const { bySentence, whole: others } = objectionsIn(whole, surroundings, brief);
    if (bySentence.size === 0 && others.length === 0) return whole;
    const faulty = new Set([...bySentence.keys()].map((index) => whole[index]));
    const rest = kept.filter((sentence) => !faulty.has(sentence));
    // Too long, and nothing else: the last sentence of the longest paragraph is the least missed.
    const shorter = rest.length < kept.length ? rest : others.length > 0 ? withoutLongest(kept) : kept;
    if (shorter.length === kept.length) return null;
    kept = shorter;
  }
  return null;
}

/** With the composer's sentences for each essential topic of which nothing is told. */
function completed(sentences: readonly Drafted[], brief: Brief): Drafted[] {
  let whole = [...sentences];
  for (const topic of ESSENTIAL) {
    const own = new Set(factsOn(brief, topic).map(({ id }) => id));
    const isMetric = METRICS.some((metric) => metric === topic);
    if (own.size === 0 || (isMetric && figuresOn(brief, topic).length === 0 && topic !== 'reliability')) continue;
    if (whole.some(({ facts }) => facts.some((id) => own.has(id)))) continue;
    whole = inserted(whole, topic, sentencesFor(brief, topic), brief);
  }
  return whole;
}

/** Behind the last sentence that tells of what comes before this topic, in a paragraph that fits it. */
function inserted(sentences: readonly Drafted[], topic: Topic, missing: readonly Sentence[], brief: Brief): Drafted[] {
  if (missing.length === 0) return [...sentences];
  const topicsOf = ({ facts }: Drafted) => facts.map((id) => brief.facts.find((fact) => fact.id === id)?.topic);
  const before = ESSENTIAL.slice(0, ESSENTIAL.indexOf(topic));
  const at = sentences.findLastIndex((sentence) => topicsOf(sentence).some((told) => told && before.includes(told)));
  const joins = topic !== 'contract' && topic !== 'closing' && topic !== 'system';
  const previous = sentences[at];
  const own = previous ? previous.paragraph + (joins ? 0 : 1) : 1;
  const shifted = sentences.map((sentence, index) =>
    !joins && index > at ? { ...sentence, paragraph: sentence.paragraph + 1 } : sentence,
  );
  const fresh = missing.map((sentence) => ({ ...sentence, paragraph: own }));
  return [...shifted.slice(0, at + 1), ...fresh, ...shifted.slice(at + 1)];
}

function withoutLongest(sentences: readonly Drafted[]): Drafted[] {
  const lengths = new Map<number, number>();
  for (const { paragraph, text } of sentences) lengths.set(paragraph, (lengths.get(paragraph) ?? 0) + text.length);
  const [longest] = [...lengths].sort((one, other) => other[1] - one[1]);
  const last = sentences.findLastIndex(({ paragraph }) => paragraph === longest?.[0]);
  return sentences.filter((_, index) => index !== last);
}
