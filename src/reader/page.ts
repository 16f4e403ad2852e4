/** One message on the desk: its text without what is not the candidate's, its sentences, and how facts are cut from it. */
import { type Fact, METRICS, type Metric, type Topic } from '../machine/brief.ts';
import { type FoundFigure, readFigures } from '../machine/figures.ts';
import { isHearsay, isOffTheLetter, isOthersLife, refersBack } from './acts.ts';
import { standInsIn } from './discretion.ts';
import type { Message } from './reader.ts';
import { employerIn } from './role.ts';
import { type Sentence, sentences } from './sentences.ts';
import { isList, signalsFor } from './signals.ts';
import { isWish } from './wishes.ts';

export interface Page {
  readonly message: Message;
  /** As long as the message, with orders to us and job posts blanked, so that offsets hold in both. */
  readonly text: string;
  /** What the candidate says, without courtesies and without what they ask us. */
  readonly said: readonly Sentence[];
  /** The id of the next fact. */
  next(): string;
}

/** A fact over neighbouring sentences; its quote is cut from the message as it came. */
export function factOf(page: Page, topic: Topic, group: readonly Sentence[]): Fact {
  const [first] = group;
  const last = group.at(-1);
  return bareFact(page, topic, page.message.text.slice(first?.start ?? 0, last?.end ?? 0).trim());
}

export function bareFact({ message, next }: Page, topic: Topic, quote: string): Fact {
  return {
    id: next(),
    topic,
    quote,
    source: message.id,
    figures: [],
    partial: null,
    rough: false,
    standIns: [],
    struck: [],
    details: {},
    signals: [],
    voice: 'candidate',
  };
}

/** Facts over runs of neighbouring sentences of one topic, so that each quote is one piece of the message. */
export function factsOver(page: Page, topic: Topic, body: readonly Sentence[]): Fact[] {
  let told = 0;
  return runsOf(page, body).map((group) => {
    const signals = new Set(group.flatMap((sentence) => signalsFor(topic, sentence, told++)));
    const isListOnly = topic === 'system' && group.every(isList);
    const employer =
      topic === 'system' ? group.map(({ text }) => employerIn(text)).find((name) => name !== null) : null;
    return {
      ...factOf(page, topic, group),
      signals: [...signals].filter((signal) => signal !== 'several' || isListOnly),
      details: employer ? { employer } : {},
      struck: group.flatMap(({ text }, index) => scratched(text, group[index - 1]?.text ?? '')),
    };
  });
}

/** "It's gossip based.. scratch that, we threw gossip out, it's a hash ring": what was taken back in the same breath. */
function scratched(text: string, previous: string): string[] {
  const match = /^(.*?)((?:^|[.,;–-]+\s*)(?:scratch|strike) that[,.:;]?\s*)([^,.;]*)/is.exec(text);
  if (!match) return [];
  const [, before = '', marker = '', next = ''] = match;
  const clause =
    before
      .split(/[,;.]\s+/)
      .map((part) => part.trim())
      .findLast(
        (part) => !/^(?:(?:well|no|nah|hm+|uh+|um+|er+|oh|ah|wait|sorry|actually|hang on)\b[\s,.…]*)*$/i.test(part),
      ) || previous;
  const words = new Set(clause.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
  const isAboutIt = (next.toLowerCase().match(/\p{L}{5,}/gu) ?? []).some((word) => words.has(word));
  return [clause, isAboutIt ? `${marker}${next}` : marker].filter((part) => part.trim() !== '');
}

function runsOf({ message }: Page, body: readonly Sentence[]): Sentence[][] {
  const groups: Sentence[][] = [];
  for (const sentence of body.filter(({ text }) => !refersBack(text))) {
    const group = groups.at(-1);
    // Of the message as it came: what was blanked in between is no white space there.
    const gap = group ? message.text.slice(group.at(-1)?.end ?? 0, sentence.start) : 'x';
    if (group && /^[\s\-•*–]*$/.test(gap)) group.push(sentence);
    else groups.push([sentence]);
  }
  return groups;
}

/** One fact for each metric that the message has figures on, whatever was asked. */
export function figureFacts(page: Page, asked: Topic | null): Fact[] {
  const aside = page.said.filter(({ text }) => isOthersLife(text) || isHearsay(text) || isOffTheLetter(text));
  const wish = page.said.some(({ text }) => isWish(text));
  const text = [...aside.map((sentence) => sentence.text), ...(wish ? standInsIn(page.said) : [])].reduce(
    (rest, part) => rest.replace(part, '\n'.repeat(part.length)),
    page.text,
  );
  const found = readFigures(text, asked).found.filter(({ start, end }) =>
    page.said.some((sentence) => start < sentence.end && end > sentence.start),
  );
  return METRICS.flatMap((metric) => {
    const here = found.filter(({ figure }) => figure.topic === metric);
    return here.length === 0 ? [] : [metricFact(page, metric, here)];
  });
}

function metricFact(page: Page, metric: Metric, found: readonly FoundFigure[]): Fact {
  const start = Math.min(...found.map((each) => each.start));
  const end = Math.max(...found.map((each) => each.end));
  const quoted = found.map(({ figure, lacks, ...span }) => ({
    lacks,
    figure: { ...figure, quote: page.message.text.slice(span.start, span.end) },
  }));
  const whole = quoted.filter(({ lacks }) => lacks.length === 0).map(({ figure }) => figure);
  const [loose] = quoted.filter(({ lacks }) => lacks.length > 0);
  const [lacks] = loose?.lacks ?? [];
  const signals = new Set(
    sentences(page.text.slice(start, end))
      .flatMap((sentence) => signalsFor(metric, sentence, 0))
      // Told in figures, it is no story without them.
      .filter((signal) => signal !== 'story'),
  );
  return {
    ...bareFact(page, metric, page.message.text.slice(start, end)),
    figures: whole,
    partial: loose && lacks && whole.length === 0 ? { figure: loose.figure, lacks } : null,
    signals: [...signals],
  };
}
