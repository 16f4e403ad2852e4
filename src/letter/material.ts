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
  readonly opening: 'result' | 'company';
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
      noted ? [isOptional ? `${noted.shown} (optional)` : noted.shown] : [],
    ),
    ...(demand !== null && { theirPost: demand }),
    opening: openingOf(list),
  };
}

/** The same for the same words: a letter that is written again begins as it did. */
function openingOf(list: readonly Fact[]): Material['opening'] {
  if (!list.some(({ slot }) => slot === 'company.view')) return 'result';
  if (!list.some(({ noted }) => noted !== null)) return 'company';
  const words = list.find(({ slot }) => slot === 'company.choice')?.text ?? '';
  return [...words].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % 2 === 0 ? 'result' : 'company';
}

/** The sentences of all facts of a topic, each once: several may come from one. */
function answerOf(facts: readonly Fact[]): string {
  const employer = facts.find(({ slot }) => slot === 'system.employer')?.text ?? '';
  const told = facts.filter(({ slot }) => slot !== 'system.employer');
  const sentences = told.flatMap(({ text, around, noted }) => sentencesIn(noted?.said ?? around ?? text));
  const isPart = (one: string, at: number) =>
    sentences.some((other, place) => other.includes(one) && (other.length > one.length || place < at));
  const isNamed = employer === '' || sentences.some((one) => one.includes(employer));
  return [...(isNamed ? [] : [`At ${midSentence(employer)}`]), ...sentences.filter((one, at) => !isPart(one, at))]
    .map(finished)
    .join(' ');
}

/** What stands for a name may begin with an article: "a dental supplier". */
function midSentence(name: string): string {
  const isArticle = ['A ', 'An '].some((article) => name.startsWith(article));
  return isArticle ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
