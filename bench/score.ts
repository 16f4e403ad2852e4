/** Scores an interview by the expectations of its case. */
import type { Interview } from './candidate.ts';
import type { Case, ExpectedFigure } from './case.ts';
import { sameFigure } from './figures.ts';
import { isHidden, isOfMore } from './knowledge.ts';
import type { Ask, Brief, Figure } from './lines.ts';
import type { PersonName } from './person.ts';

export interface Verdict {
  readonly id: string;
  readonly person: PersonName;
  readonly failure: string | null;
  readonly figures: {
    readonly expected: number;
    readonly missed: readonly ExpectedFigure[];
    /** Figures in the brief that are not expected, not further ones and not confidential. */
    readonly wrong: readonly Figure[];
    /** The number of noted slots of figures, and those whose first note was wrong. */
    readonly noted: number;
    readonly wrongAtFirst: readonly string[];
  };
  readonly typed: number;
  readonly taps: number;
  readonly fixes: readonly string[];
  readonly letter: {
    readonly words: number;
    readonly forbidden: readonly string[];
    readonly absentChecks: number;
    readonly missing: readonly string[];
    readonly presentChecks: number;
  } | null;
  /** `unknown`: quotes whose source is not an event of the candidate. They may be in any message. */
  readonly quotes: { readonly checked: number; readonly unfaithful: readonly string[]; readonly unknown: number };
  /** Questions with more than one question mark. */
  readonly crowded: readonly { readonly about: string; readonly text: string }[];
  readonly unsaid: readonly string[];
  /** Milliseconds, one per turn. */
  readonly turns: readonly number[];
}

export function score(played: Case, interview: Interview): Verdict {
  const { person, failure, letter, events, asks, typed, taps, fixes, firstNotes, unsaid, turns } = interview;
  const brief = letter?.brief ?? null;
  return {
    id: played.id,
    person,
    failure,
    figures: {
      ...scoreFigures(played, brief),
      noted: firstNotes.length,
      wrongAtFirst: firstNotes.filter(({ isRight }) => !isRight).map(({ slot }) => slot),
    },
    typed,
    taps,
    fixes,
    letter: letter && scoreLetter(played, letter.text),
    quotes: scoreQuotes(brief, events),
    crowded: asks
      .filter((ask) => questionMarks(ask) > 1)
      .map(({ kind, topic, slot, text }) => ({ about: slot ?? topic ?? kind, text })),
    unsaid,
    turns,
  };
}

/** The number of question marks, without those in sentences that are read back, in a review or in quotation marks. */
function questionMarks({ text, lines = [] }: Ask): number {
  const own = lines.reduce((rest, line) => rest.replace(line.text, ''), text).replace(/"[^"\n]*"/g, '');
  return own.split('?').length - 1;
}

function scoreFigures(played: Case, brief: Brief | null): Pick<Verdict['figures'], 'expected' | 'missed' | 'wrong'> {
  const expected = played.expect.figures;
  const given = (brief?.facts ?? []).flatMap(({ figures }) => figures);
  return {
    expected: expected.length,
    missed: expected.filter((candidate) => !given.some((figure) => sameFigure(candidate, figure))),
    wrong: given.filter(
      (figure) =>
        !expected.some((candidate) => sameFigure(candidate, figure)) &&
        !isOfMore(played, figure) &&
        !isHidden(played, figure),
    ),
  };
}

/** Forbidden strings are case-insensitive: "php" reveals as much as "PHP". */
function scoreLetter({ expect: { absent, present } }: Case, text: string): NonNullable<Verdict['letter']> {
  const lower = text.toLowerCase();
  return {
    words: text.split(/\s+/).filter((word) => word !== '').length,
    forbidden: absent.filter((string) => lower.includes(string.toLowerCase())),
    absentChecks: absent.length,
    missing: present.filter((pattern) => !pattern.test(text)).map(({ source }) => source),
    presentChecks: present.length,
  };
}

/** A quote must be in its source event, or in any event if its source is not an event of this interview. */
function scoreQuotes(brief: Brief | null, events: ReadonlyMap<string, string>): Verdict['quotes'] {
  const facts = brief?.facts ?? [];
  const quotes = facts.flatMap(({ quote, source, figures }) =>
    [quote, ...figures.map((figure) => figure.quote)].map((text) => ({ text, source })),
  );
  const isFaithful = ({ text, source }: (typeof quotes)[number]) => {
    const named = events.get(source);
    const messages = named === undefined ? [...events.values()] : [named];
    return text !== '' && messages.some((message) => message.includes(text));
  };
  return {
    checked: quotes.length,
    unfaithful: quotes.filter((quote) => !isFaithful(quote)).map(({ text }) => text),
    unknown: quotes.filter(({ source }) => !events.has(source)).length,
  };
}
