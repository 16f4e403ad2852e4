/** What a candidate changes in what was understood: words replaced, and a topic, a detail or a figure taken out. */
import { z } from 'zod';
import { DetailSchema, type Details, type Fact, isMetric, TopicSchema } from './brief.ts';

export const EditSchema = z.discriminatedUnion('kind', [
  /** Words of a fact give way to others, wherever they stand in it. */
  z.object({ kind: z.literal('replace'), fact: z.string(), from: z.string(), to: z.string() }),
  /** All that was said on a topic; what the same message tells of it takes its place. */
  z.object({ kind: z.literal('drop-topic'), topic: TopicSchema }),
  z.object({ kind: z.literal('drop-detail'), detail: DetailSchema }),
  /** A figure of a fact, told by the words that it was said in. */
  z.object({ kind: z.literal('drop-figure'), fact: z.string(), quote: z.string() }),
]);
export type Edit = z.infer<typeof EditSchema>;

/** The facts after all edits, in their order. An edit of what is not there changes nothing. */
export function edited(facts: readonly Fact[], edits: readonly Edit[]): Fact[] {
  return edits.reduce<Fact[]>((all, edit) => all.flatMap((fact) => editedFact(fact, edit)), [...facts]);
}

function editedFact(fact: Fact, edit: Edit): Fact[] {
  switch (edit.kind) {
    case 'replace':
      return [fact.id === edit.fact ? reworded(fact, edit.from, edit.to) : fact];
    case 'drop-topic':
      return fact.topic === edit.topic ? [] : [fact];
    case 'drop-detail': {
      const { [edit.detail]: _, ...details } = fact.details;
      return [{ ...fact, details }];
    }
    case 'drop-figure':
      return fact.id === edit.fact ? withoutFigure(fact, edit.quote) : [fact];
  }
}

function reworded(fact: Fact, from: string, to: string): Fact {
  const words = (text: string) => text.replaceAll(from, () => to);
  return {
    ...fact,
    quote: words(fact.quote),
    figures: fact.figures.map((figure) => ({ ...figure, quote: words(figure.quote) })),
    struck: fact.struck.map(words),
    details: mapped(fact.details, words),
  };
}

function mapped(details: Details, change: (value: string) => string): Details {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, change(value)]));
}

/** What was said of the figure is not told either; where a metric's fact has no other, nothing is left of it. */
function withoutFigure(fact: Fact, quote: string): Fact[] {
  const figures = fact.figures.filter((figure) => figure.quote !== quote);
  if (figures.length === fact.figures.length) return [fact];
  return figures.length === 0 && isMetric(fact.topic) ? [] : [{ ...fact, figures, struck: [...fact.struck, quote] }];
}
