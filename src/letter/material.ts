/** A brief as a model may know it: without what was taken back, and with stand-ins for what must stay out. */
import { type Brief, detail, type Fact } from '../machine/brief.ts';
import { discreet, isHidden, standInsOf } from '../machine/discretion.ts';
import { figureInWords, type TellableFact } from '../prompts/model/facts.ts';
import type { Material } from '../prompts/model/writing.ts';
import { sentencesOf } from './passages.ts';
import type { LetterRequest } from './writer.ts';

const NAMES = ['position', 'company', 'team', 'employer'] as const;

export function materialOf({ brief, short }: LetterRequest): Material {
  const hidden = standInsOf(brief).map(({ hide }) => hide);
  const role = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = detail(brief, name);
      const mayBeNamed = value !== null && !hidden.some((secret) => value.includes(secret) || secret.includes(value));
      return mayBeNamed ? [[name, value]] : [];
    }),
  );
  return {
    role,
    short,
    facts: brief.facts.filter(({ topic }) => topic !== 'contact').flatMap((fact) => tellable(fact, brief)),
  };
}

function tellable(fact: Fact, brief: Brief): TellableFact[] {
  const { id, topic, voice } = fact;
  if (voice === 'job-post') return [{ id, topic, says: 'company', words: fact.quote, figures: [] }];
  const words = sentencesOf(fact, brief)
    .map(({ text }) => text)
    .join(' ');
  const hidden = standInsOf(brief);
  // What is measured may be named after somebody who must not be named.
  const figures = fact.figures
    .filter((figure) => !hidden.some((standIn) => isHidden(figure, standIn)))
    .flatMap((figure) => discreet(figureInWords(figure), brief) ?? []);
  return words === '' && figures.length === 0 ? [] : [{ id, topic, says: 'candidate', words, figures }];
}

/** Only what a plan has use for; without a plan, all of it. */
export function narrowed(material: Material, used: readonly string[]): Material {
  const wanted = new Set(used);
  const facts = material.facts.filter(({ id }) => wanted.has(id));
  return facts.length === 0 ? material : { ...material, facts };
}
