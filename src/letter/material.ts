/** What a model writes a letter from: the interview, topic by topic, in the candidate's words, and the figures as noted. */
import { TOPIC_QUESTIONS } from '../prompts/model/writing.ts';
import { sentencesIn } from '../text/sentences.ts';
import type { Fact, Facts } from './facts.ts';
import { finished } from './wording.ts';

export interface Material {
  /** Position, company, team and addressee. */
  readonly job: Readonly<Record<string, string>>;
  readonly interview: readonly { readonly question: string; readonly answer: string }[];
  readonly figures: readonly string[];
  /** What the job post asks for most, in its words. */
  readonly theirPost?: string;
}

/** Nothing hidden is in it, as nothing is in the facts. */
export function materialOf({ list, demand }: Facts): Material {
  const topics = [...new Set(list.map(({ topic }) => topic))].filter((topic) => topic !== 'role');
  const job = list.filter(({ topic }) => topic === 'role').map(({ slot, text }) => [slot.split('.')[1] ?? slot, text]);
  return {
    job: Object.fromEntries(job),
    interview: topics.map((topic) => ({
      question: TOPIC_QUESTIONS[topic] ?? topic,
      answer: answerOf(list.filter((fact) => fact.topic === topic)),
    })),
    figures: list.flatMap(({ noted, isOptional }) =>
      noted ? [isOptional ? `${noted.data} (optional)` : noted.data] : [],
    ),
    ...(demand !== null && { theirPost: demand }),
  };
}

/** The sentences of all facts of a topic, each once: several may come from one. */
function answerOf(facts: readonly Fact[]): string {
  const employer = facts.find(({ slot }) => slot === 'system.employer')?.text ?? '';
  const told = facts.filter(({ slot }) => slot !== 'system.employer');
  const sentences = told.flatMap(({ text, around, noted }) => sentencesIn(noted?.said ?? around ?? text));
  const isPart = (one: string, at: number) =>
    sentences.some((other, place) => other.includes(one) && (other.length > one.length || place < at));
  const isNamed = employer === '' || sentences.some((one) => one.includes(employer));
  return [...(isNamed ? [] : [`At ${employer}`]), ...sentences.filter((one, at) => !isPart(one, at))]
    .map(finished)
    .join(' ');
}
