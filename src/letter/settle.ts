/** The last step of every letter: what is still at fault gives way, to the composer's own sentences or to nothing. */
import { type Brief, factsOn, figuresOn, METRICS, type Topic } from '../machine/brief.ts';
import { compose, sentencesFor } from './compose.ts';
import { type Drafted, letterOf, objectionsIn } from './draft.ts';
import type { Letter, Sentence } from './letter.ts';
import type { LetterRequest } from './writer.ts';

/** What stands around the body. */
type Frame = Omit<Letter, 'paragraphs'>;

/** Topics without which it would be another letter, in the order in which a letter tells them. */
const ESSENTIAL: readonly Topic[] = ['role', 'company', 'system', ...METRICS, 'contract', 'closing'];

/**
 * The sentences that nothing can be said against, the composer's in place of the others and of what the model forgot;
 * null where even they don't pass.
 */
export function settled(sentences: readonly Drafted[], surroundings: Frame, brief: Brief): Drafted[] | null {
  return withoutFaults(sentences, surroundings, brief, (kept, givenUp) => completed(kept, brief, givenUp));
}

/** The composer's letter, without what the gate has against it; null where nothing is left that may be said. */
export function composed(request: LetterRequest): Letter | null {
  const letter = compose(request);
  const { paragraphs, ...surroundings } = letter;
  const sentences = paragraphs.flatMap((paragraph, index) =>
    paragraph.sentences.map((sentence) => ({ ...sentence, paragraph: index + 1, byModel: false })),
  );
  for (const around of [surroundings, withoutNames(surroundings)]) {
    const sound = withoutFaults(sentences, around, request.brief, (kept) => [...kept]);
    if (sound && sound.length > 0) return letterOf(sound, around);
  }
  return null;
}

/** Of the heading the date. */
function withoutNames({ heading }: Frame): Frame {
  return { heading: heading.slice(-1), greeting: 'Hello,', signOff: 'Kind regards,' };
}

/**
 * Sentences are given up until the letter passes, round by round. `made` makes a letter out of what is kept, and must
 * leave out what was given up.
 */
function withoutFaults(
  sentences: readonly Drafted[],
  surroundings: Frame,
  brief: Brief,
  made: (kept: readonly Drafted[], givenUp: ReadonlySet<string>) => Drafted[],
): Drafted[] | null {
  let kept = [...sentences];
  const givenUp = new Set<string>();
  for (;;) {
    const whole = made(kept, givenUp);
    const { bySentence, whole: others } = objectionsIn(whole, surroundings, brief);
    if (bySentence.size === 0 && others.length === 0) return whole;
    // Nothing in the sentences, and nothing that fewer of them could put right.
    if (bySentence.size === 0 && (kept.length === 0 || others.some(({ kind }) => kind !== 'length'))) return null;
    const faulty = whole.filter((_, index) => bySentence.has(index)).map(({ text }) => text);
    for (const text of faulty) givenUp.add(text);
    kept = faulty.length > 0 ? kept.filter(({ text }) => !givenUp.has(text)) : withoutLongest(kept);
  }
}

/** With the composer's sentences for each essential topic of which nothing is told. */
function completed(sentences: readonly Drafted[], brief: Brief, givenUp: ReadonlySet<string>): Drafted[] {
  let whole = [...sentences];
  for (const topic of ESSENTIAL) {
    const own = new Set(factsOn(brief, topic).map(({ id }) => id));
    const isMetric = METRICS.some((metric) => metric === topic);
    if (own.size === 0 || (isMetric && figuresOn(brief, topic).length === 0 && topic !== 'reliability')) continue;
    if (whole.some(({ facts }) => facts.some((id) => own.has(id)))) continue;
    const missing = sentencesFor(brief, topic).filter(({ text }) => !givenUp.has(text));
    whole = inserted(whole, topic, missing, brief);
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
  const fresh = missing.map((sentence) => ({ ...sentence, paragraph: own, byModel: false }));
  return [...shifted.slice(0, at + 1), ...fresh, ...shifted.slice(at + 1)];
}

function withoutLongest(sentences: readonly Drafted[]): Drafted[] {
  const lengths = new Map<number, number>();
  for (const { paragraph, text } of sentences) lengths.set(paragraph, (lengths.get(paragraph) ?? 0) + text.length);
  const [longest] = [...lengths].sort((one, other) => other[1] - one[1]);
  const last = sentences.findLastIndex(({ paragraph }) => paragraph === longest?.[0]);
  return sentences.filter((_, index) => index !== last);
}
