/** What an interview is worth: a verdict per case, from what was said and what the case expects. Pure. */
import type { Brief, Topic } from '../src/machine/brief.ts';
import type { Figure } from '../src/machine/quantity.ts';
import type { Interview } from './candidate.ts';
import type { Case, Expect, ExpectedFigure } from './case.ts';
import { sameFigure } from './figures.ts';
import type { Ask } from './lines.ts';

export interface Verdict {
  readonly id: string;
  readonly failure: string | null;
  readonly figures: {
    readonly expected: number;
    readonly missed: readonly ExpectedFigure[];
    readonly right: number;
    readonly wrong: readonly Figure[];
  };
  readonly letter: {
    readonly words: number;
    /** Forbidden strings that the letter holds. */
    readonly forbidden: readonly string[];
    readonly absentChecks: number;
    /** Patterns that the letter should match and doesn't. */
    readonly unmatched: readonly string[];
    readonly presentChecks: number;
  } | null;
  readonly probes: { readonly due: readonly Topic[]; readonly missed: readonly Topic[] };
  /** Every ask of a topic that the candidate had already answered. */
  readonly needless: readonly Topic[];
  readonly questions: {
    /** Asks with one of the ten topics. */
    readonly topics: number;
    /** The same, and what was asked about the review and the letter. */
    readonly all: number;
    readonly max: number;
    /** Neither is kept by an interview that ended without a letter. */
    readonly topicsKept: boolean;
    readonly allKept: boolean;
  };
  readonly declined: { readonly expected: readonly Topic[]; readonly given: readonly Topic[]; readonly exact: boolean };
  readonly quotes: { readonly checked: number; readonly unfaithful: readonly string[] };
  /** Interjections whose moment never came, because the topic was never asked: the case was easier than it was meant. */
  readonly unsaid: readonly string[];
  /** Asks with more than one question mark. */
  readonly crowded: readonly Pick<Ask, 'topic' | 'text'>[];
  /** Milliseconds, turn by turn. */
  readonly turns: readonly number[];
}

export function score({ id, expect }: Pick<Case, 'id' | 'expect'>, interview: Interview): Verdict {
  const { asks, letter, failure, messages, unsaid, turns } = interview;
  const brief = letter?.brief ?? null;
  const topicAsks = asks.map(({ topic }) => topic).filter((topic) => topic !== 'review' && topic !== 'letter');
  return {
    id,
    failure,
    figures: scoreFigures(expect, brief),
    letter: letter && scoreLetter(expect, letter.text),
    probes: {
      due: expect.probed,
      missed: expect.probed.filter((topic) => topicAsks.filter((asked) => asked === topic).length < 2),
    },
    needless: topicAsks.filter((topic) => expect.notAsked.includes(topic)),
    questions: {
      topics: topicAsks.length,
      all: asks.length,
      max: expect.maxQuestions,
      topicsKept: letter !== null && topicAsks.length <= expect.maxQuestions,
      allKept: letter !== null && asks.length <= expect.maxQuestions,
    },
    declined: scoreDeclined(expect, brief),
    quotes: scoreQuotes(brief, messages),
    unsaid,
    crowded: asks.filter(({ text }) => text.split('?').length > 2).map(({ topic, text }) => ({ topic, text })),
    turns,
  };
}

/** A confidential figure may well be in the brief without being expected, so it counts where it is right only. */
function scoreFigures({ figures: expected }: Expect, brief: Brief | null): Verdict['figures'] {
  const facts = brief?.facts ?? [];
  const given = facts.flatMap(({ figures, rough }) => figures.map((figure) => ({ figure, rough })));
  const isExpected = (figure: Figure) => expected.some((candidate) => sameFigure(candidate, figure));
  return {
    expected: expected.length,
    missed: expected.filter((candidate) => !given.some(({ figure }) => sameFigure(candidate, figure))),
    right: given.filter(({ figure }) => isExpected(figure)).length,
    wrong: given.filter(({ figure, rough }) => !rough && !isExpected(figure)).map(({ figure }) => figure),
  };
}

/** Forbidden strings are looked for in any case: "php" gives away as much as "PHP". */
function scoreLetter({ absent, present }: Expect, text: string): Verdict['letter'] {
  const lower = text.toLowerCase();
  return {
    words: text.split(/\s+/).filter((word) => word !== '').length,
    forbidden: absent.filter((string) => lower.includes(string.toLowerCase())),
    absentChecks: absent.length,
    unmatched: present.filter((pattern) => !pattern.test(text)).map(({ source }) => source),
    presentChecks: present.length,
  };
}

function scoreDeclined({ declined: expected }: Expect, brief: Brief | null): Verdict['declined'] {
  const given = brief?.declined ?? [];
  const sorted = (topics: readonly Topic[]) => topics.toSorted().join();
  return { expected, given, exact: brief !== null && sorted(expected) === sorted(given) };
}

function scoreQuotes(brief: Brief | null, messages: readonly string[]): Verdict['quotes'] {
  const quotes = (brief?.facts ?? []).flatMap(({ quote, figures }) => [
    quote,
    ...figures.map((figure) => figure.quote),
  ]);
  const isFaithful = (quote: string) => quote !== '' && messages.some((message) => message.includes(quote));
  return { checked: quotes.length, unfaithful: quotes.filter((quote) => !isFaithful(quote)) };
}
