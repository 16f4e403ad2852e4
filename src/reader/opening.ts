/** A message with nothing asked, a dump or an opening: sentence by sentence, each to the topic that it tells of. */
import { type Fact, isMetric, type Topic } from '../machine/brief.ts';
import { type FoundFigure, readFigures, readMentions, sameQuantity } from '../machine/figures.ts';
import type { Reading } from '../machine/reading.ts';
import { isOffTheLetter, isPrivate, isVague } from './acts.ts';
import { contactDetails } from './contact.ts';
import { conflictWith } from './incidents.ts';
import { factOf, factsOver, figureFacts, type Page } from './page.ts';
import { roleDetails } from './role.ts';
import type { Sentence } from './sentences.ts';
import { isOwnWork } from './signals.ts';
import { headingOf, headline, topicTold } from './telling.ts';

interface Told {
  readonly topic: Topic | null;
  readonly sentence: Sentence;
}

export function tell(page: Page): Partial<Reading> {
  const figures = figureFacts(page, null);
  const hasFigures = (topic: Topic) => isMetric(topic) && figures.some((fact) => fact.topic === topic);
  const facts = runsOf(label(page)).flatMap(({ topic, group }) =>
    topic === null || hasFigures(topic) ? [] : factsOn(page, topic, group),
  );
  const { brief } = page.message;
  return { facts: [...figures, ...facts], conflict: brief.facts.length > 0 ? conflictWith(page.said, brief) : null };
}

/** Each sentence with its topic and without its heading; what is vague and says nothing is left out. */
function label(page: Page): Told[] {
  const found = readFigures(page.text, null).found;
  const told: Told[] = [];
  let previous: Topic | null = null;
  let announced: Topic | null = null;
  for (const sentence of page.said.filter(({ text }) => !isOffTheLetter(text))) {
    const head = headline(sentence.text);
    if (head !== undefined && page.said.length > 1) {
      announced = head;
      continue;
    }
    const here = found.filter((each) => isToldIn(each, sentence));
    const metrics = [...new Set(here.map(({ figure }) => figure.topic))];
    const heading = headingOf(sentence.text);
    // A new item of a list goes on with nothing.
    if (beginsItem(page, sentence)) previous = null;
    const topic: Topic | null = isPrivate(sentence.text)
      ? null
      : (heading?.topic ?? (metrics.length > 0 ? null : announced) ?? topicTold(sentence, previous, metrics));
    if (metrics.length === 0 && isEmptyPraise(sentence) && topic !== 'role' && topic !== 'company') continue;
    told.push({ topic, sentence: heading ? after(sentence, heading.length) : sentence });
    previous = topic ?? previous;
  }
  return told.map((each, index) => ({ ...each, topic: each.topic ?? leadsTo(told, index, page) }));
}

/** "2) download counting at Podhaus. I wrote the counter": what opens an item belongs to what the item tells of. */
function leadsTo(told: readonly Told[], index: number, page: Page): Topic | null {
  const [first, next] = told.slice(index, index + 2);
  if (!first || !next || !beginsItem(page, first.sentence) || isPrivate(first.sentence.text)) return null;
  const between = page.text.slice(first.sentence.end, next.sentence.start);
  return !between.includes('\n') && next.topic !== null && !isMetric(next.topic) ? next.topic : null;
}

const ITEM = /(?:^|\n)[ \t]*(?:\d{1,2}[.)]|[a-z]\)|[-•*–])[ \t]+$/;

function beginsItem({ text }: Page, { start }: Sentence): boolean {
  return ITEM.test(text.slice(Math.max(0, start - 12), start));
}

/** Whether a figure is told in a sentence. What was dictated without full stops is one long sentence to its figures. */
function isToldIn({ figure, start, end }: FoundFigure, sentence: Sentence): boolean {
  if (start >= sentence.end || end <= sentence.start) return false;
  if (start >= sentence.start || end <= sentence.end) return true;
  const sides = [figure.before, figure.after].filter((side) => side !== undefined);
  return readMentions(sentence.text).some(({ quantity, bare }) =>
    sides.some((side) => (bare ? quantity.value === side.value : sameQuantity(quantity, side))),
  );
}

/** "It is fast and reliable and scales well" says nothing that a letter could say. */
function isEmptyPraise(sentence: Sentence): boolean {
  return isVague(sentence.text) && sentence.words.length <= 11 && !isOwnWork(sentence);
}

function runsOf(told: readonly Told[]): { topic: Topic | null; group: Sentence[] }[] {
  const runs: { topic: Topic | null; group: Sentence[] }[] = [];
  for (const { topic, sentence } of told) {
    const run = runs.at(-1);
    if (run && run.topic === topic) run.group.push(sentence);
    else runs.push({ topic, group: [sentence] });
  }
  return runs;
}

function factsOn(page: Page, topic: Topic, group: readonly Sentence[]): Fact[] {
  if (topic !== 'role' && topic !== 'contact') return factsOver(page, topic, group);
  const fact = factOf(page, topic, group);
  const details =
    topic === 'role'
      ? roleDetails(fact.quote)
      : contactDetails(fact.quote.replace(/^.*?\b(?=my name is|i sign as)/i, ''));
  return [{ ...fact, details }];
}

/** A sentence without its heading. */
function after(sentence: Sentence, length: number): Sentence {
  const start = sentence.start + length;
  return {
    text: sentence.text.slice(length),
    start,
    end: sentence.end,
    words: sentence.words.filter((word) => word.start >= start),
  };
}
