/** Orders to change what was understood, carried out on the brief. What they name is found there, or nothing is done. */
import { type Brief, type Detail, detail, isTold, METRICS, type Topic } from '../machine/brief.ts';
import type { Edit } from '../machine/editing.ts';
import { readFigures, readMentions, readPercentiles, sameQuantity } from '../machine/figures.ts';
import type { Reading } from '../machine/reading.ts';
import { answer } from './answer.ts';
import { contactDetails } from './contact.ts';
import { figureChanges } from './corrections.ts';
import { discretionIn } from './discretion.ts';
import { titleIn } from './names.ts';
import { tell } from './opening.ts';
import { type Order, ordersIn } from './orders.ts';
import { factOf, type Page } from './page.ts';
import {
  detailNamed,
  figuresMeant,
  proseOf,
  sentencesMeant,
  sharedWords,
  topicNamed,
  unquoted,
  wordsIn,
} from './parts.ts';
import type { Message } from './reader.ts';
import { type Sentence, sentences } from './sentences.ts';
import { only } from './verified.ts';

/** What one order makes of the brief. */
type Revision = Pick<Partial<Reading>, 'facts' | 'changes' | 'withdrawn' | 'edits' | 'declined' | 'digression'>;

/**
 * A message that orders changes; null where it is none, and has to be read like any other. While something is asked an
 * order has to be all that the message is, and to name what is known.
 */
export function revision(read: Page, all: readonly Sentence[]): Partial<Reading> | null {
  // "Can you take the city out?" asks for something, and orders it.
  const page = read.said.length > 0 ? read : { ...read, said: all };
  const { message } = page;
  if (message.brief.facts.length === 0) return null;
  const orders = ordersIn(message.text);
  if (orders.length === 0) return renamed(message);
  // What has to stay out, or to be called something else, is a wish of another kind.
  if (discretionIn(read.said, message.brief).length > 0) return null;
  const { asking } = message;
  if (
    asking !== null &&
    (orders.length !== page.said.length || orders.some((order) => !isPlain(order, asking.topic, message.brief)))
  )
    return null;
  const made = orders.map((order) => carriedOut(order, page));
  const done = made.filter((each) => each !== null);
  if (done.length === 0) return asking === null && orders.some(isImperative) ? { edits: [] } : null;
  return {
    corrects: true,
    facts: done.flatMap(({ facts = [] }) => facts),
    changes: done.flatMap(({ changes = [] }) => changes),
    withdrawn: done.flatMap(({ withdrawn = [] }) => withdrawn),
    edits: done.flatMap(({ edits = [] }) => edits),
    declined: done.flatMap(({ declined = [] }) => declined),
    digression: done.find(({ digression }) => digression)?.digression ?? null,
  };
}

/** "No, it's p95": all that is said to the brief, so that it is of the latency. */
function renamed({ text, brief, asking }: Message): Partial<Reading> | null {
  if (asking !== null || text.length > 40 || readPercentiles(text).length !== 1) return null;
  const changes = figureChanges(text, brief);
  return readMentions(text).length === 0 && changes.length > 0 ? { corrects: true, changes, edits: [] } : null;
}

/** Whether nobody would say it of their work: it must never be taken for a part of the story. */
function isImperative(order: Order): boolean {
  return order.kind === 'replace' ? order.about === '' : order.kind !== 'set';
}

/** An order that can't be an answer to what is asked. */
function isPlain(order: Order, asked: Topic, brief: Brief): boolean {
  switch (order.kind) {
    case 'restyle':
      return true;
    case 'remove':
      return order.what.includes('"') || isNamed(order.what, brief);
    case 'replace':
      return order.about === '' && !METRICS.some((metric) => metric === asked);
    case 'set': {
      const name = detailNamed(order.name);
      const isAsked = asked === 'role' || asked === 'contact';
      return name !== null && !isAsked && detail(brief, name) !== null;
    }
    case 'add':
    case 'complain':
      return false;
  }
}

function isNamed(words: string, brief: Brief): boolean {
  const [name, topic] = [detailNamed(words), topicNamed(words)];
  return (
    (name !== null && detail(brief, name) !== null) ||
    (topic !== null && isTold(brief, topic)) ||
    sentencesMeant(words, brief).length > 0
  );
}

function carriedOut(order: Order, page: Page): Revision | null {
  const { brief } = page.message;
  switch (order.kind) {
    case 'restyle':
      return { digression: 'style' };
    case 'complain':
      return null;
    case 'remove':
      return removed(order.what, order.withNext, brief);
    case 'replace':
      return replaced(order, page);
    case 'set':
      return set(order, page);
    case 'add':
      return added(order.what, page);
  }
}

function removed(what: string, withNext: boolean, brief: Brief): Revision | null {
  const quotes = [...what.matchAll(/"([^"]+)"/g)].map(([, words = '']) => words);
  if (quotes.length > 0) {
    const topic = topicNamed(what.replace(/"[^"]+"/g, '').trim());
    const told = quotes.flatMap((words) => struck(words, withNext, brief, topic));
    return told.length > 0 ? { withdrawn: told } : null;
  }
  const meant = sentencesMeant(what, brief);
  if (meant.length > 0) return { withdrawn: meant };
  const name = detailNamed(what);
  if (name !== null && name !== 'employer' && detail(brief, name) !== null)
    return { edits: [{ kind: 'drop-detail', detail: name }] };
  const topic = topicNamed(what.replace(/^(?:everything|anything|all|the (?:part|bit|stuff)) (?:about|on|of) /i, ''));
  if (topic !== null && isTold(brief, topic)) return { edits: [{ kind: 'drop-topic', topic }] };
  const holder = detailOf(what, brief);
  if (holder !== null) return { edits: [{ kind: 'drop-detail', detail: holder }] };
  const figures = figuresMeant(what, brief);
  if (figures.length > 0) return { edits: figures.map((figure): Edit => ({ kind: 'drop-figure', ...figure })) };
  const told = struck(what.replace(/^(?:the|my|our) /i, ''), withNext, brief, topic);
  return told.length > 0 ? { withdrawn: told } : null;
}

/** A name goes with the preposition before it, a sentence with the one behind it where that is said. */
function struck(words: string, withNext: boolean, brief: Brief, topic: Topic | null): Reading['withdrawn'] {
  const near = topic === null ? [] : wordsIn(proseOf(brief, topic), words, withNext);
  const found = near.length > 0 ? near : wordsIn(proseOf(brief), words, withNext);
  return found.map(({ fact, part }) => {
    const quote = brief.facts.find(({ id }) => id === fact)?.quote ?? '';
    const before = /(?:,? and|,? with|,? in|,? using|,? on|,? via|,? from|,? for|,? at|,? by)? (?:the |an? )?$/i.exec(
      quote.slice(0, quote.indexOf(part)),
    )?.[0];
    const isShort = part.split(/\s+/).length <= 3 && before !== undefined && before.trim() !== '';
    return { fact, part: isShort ? `${before.replace(/^\s+/, '')}${part.replace(/[.!?]+$/, '')}` : part };
  });
}

function replaced(order: Extract<Order, { kind: 'replace' }>, page: Page): Revision | null {
  const { brief } = page.message;
  const [old, fresh] = [unquoted(order.old), unquoted(order.fresh)];
  if (detailNamed(old) !== null || topicNamed(old) !== null)
    return set({ kind: 'set', name: old, value: fresh, denied: '', isOrder: true }, page);
  const named = detailOf(old, brief);
  if (named !== null) return setDetail(named, fresh, page);
  if (readPercentiles(old).length > 0) return null;
  const [mention] = readMentions(old);
  if (mention && figuresMeant(old, brief).length > 0) {
    const changes = figureChanges(page.message.text, brief);
    if (changes.length > 0) return { changes };
  }
  const edits = rewordings(old, fresh, order.about, brief, null);
  if (edits.length > 0) return { edits };
  return mention ? requantified(mention.quantity, fresh, order.about, brief) : null;
}

/** The detail that is known by just this value. */
function detailOf(value: string, brief: Brief): Detail | null {
  const names: readonly Detail[] = ['position', 'company', 'team', 'addressee', 'name', 'email', 'location'];
  return names.find((name) => detail(brief, name)?.toLowerCase() === value.toLowerCase()) ?? null;
}

/** Other words in the place of old ones: where the sentence around them points to, else wherever they stand. */
function rewordings(old: string, fresh: string, about: string, brief: Brief, topic: Topic | null): Edit[] {
  const found = wordsIn(proseOf(brief, topic), old, false).map(({ fact, part }) => ({
    fact,
    from: part.replace(/[.!?]+$/, ''),
    score: about === '' ? 0 : sharedWords(about, brief.facts.find(({ id }) => id === fact)?.quote ?? ''),
  }));
  const best = Math.max(0, ...found.map(({ score }) => score));
  return found
    .filter(({ score }) => score === best)
    .map(({ fact, from }) => ({ kind: 'replace', fact, from, to: fresh }));
}

/** "22m is wrong, it's 24m", "Skyscanner was 4 years": a quantity in the prose, which keeps the words of its unit. */
function requantified(
  old: { readonly value: number; readonly unit: string } | null,
  fresh: string,
  about: string,
  brief: Brief,
): Revision | null {
  const [meant, ...others] = readMentions(fresh);
  if (!meant || others.length > 0) return null;
  const found = proseOf(brief)
    .filter(({ quote }) => about === '' || sharedWords(about, quote) > 0)
    .flatMap(({ id, quote }) =>
      readMentions(quote)
        .filter(({ quantity, kind }) =>
          old === null
            ? kind === meant.kind && quantity.unit === meant.quantity.unit && !sameQuantity(quantity, meant.quantity)
            : sameQuantity(quantity, old) || (quantity.value === old.value && quantity.unit.startsWith(old.unit)),
        )
        .map(({ start, end }) => ({ fact: id, from: quote.slice(start, end) })),
    );
  const [place, ...more] = found;
  if (!place || (old === null && more.length > 0)) return null;
  const digits = /\d[\d.,]*/.exec(fresh)?.[0];
  const to =
    digits && /\d/.test(place.from)
      ? place.from.replace(/\d[\d.,]*(?<![.,])/, () => digits.replace(/[.,]+$/, ''))
      : fresh;
  return { edits: [{ kind: 'replace', ...place, to }] };
}

function set(order: Extract<Order, { kind: 'set' }>, page: Page): Revision | null {
  const { brief } = page.message;
  const { denied } = order;
  const value = unquoted(order.value);
  const name = detailNamed(order.name);
  const isName = order.isOrder || /^(?:\p{Lu}|\d)/u.test(value) || name === 'email';
  if (
    name !== null &&
    value !== '' &&
    isName &&
    (name === 'position' ? titleIn(value) !== null : value.split(/\s+/).length <= 6)
  ) {
    const made = setDetail(name, value, page);
    if (made) return made;
  }
  const topic = topicNamed(order.name);
  if (topic === null) {
    if (denied) return reworded(unquoted(denied), value, brief);
    if (order.isOrder && /^["\p{Lu}]/u.test(order.name)) return reworded(unquoted(order.name), value, brief);
    const isQuantity = readMentions(value).length === 1 && value.split(/\s+/).length <= 4;
    return isQuantity && !/^(?:it|that|this|i|we|they)$/i.test(order.name)
      ? requantified(null, value, order.name, brief)
      : null;
  }
  if (METRICS.some((metric) => metric === topic)) return setMetric(topic, page);
  const edits = denied
    ? rewordings(unquoted(denied), value.split(/\s+/).slice(-denied.split(/\s+/).length).join(' '), '', brief, topic)
    : [];
  if (edits.length > 0) return { edits };
  return order.isOrder && value.split(/\s+/).length >= 4 ? retold(topic, order.value, page) : null;
}

function reworded(old: string, fresh: string, brief: Brief): Revision | null {
  const edits = rewordings(old, fresh, '', brief, null);
  return edits.length > 0 ? { edits } : null;
}

function setDetail(name: Detail, said: string, page: Page): Revision | null {
  const { brief } = page.message;
  const value = said.replace(/^Dear /i, '').replace(/[,.;:]+$/, '');
  if (name === 'employer') {
    const old = detail(brief, 'employer');
    return old === null ? null : { edits: rewordings(old, value, '', brief, null) };
  }
  const isContact = name === 'name' || name === 'email' || name === 'location';
  if (name === 'email' && contactDetails(value).email === undefined) return null;
  const fact = factOf(page, isContact ? 'contact' : 'role', page.said);
  return { facts: [{ ...fact, details: { [name]: value } }] };
}

/** "The latency is p95, not p50", "the throughput is 950,000 a minute" */
function setMetric(topic: Topic, page: Page): Revision | null {
  const { text, brief } = page.message;
  const told = readFigures(text, topic).found.some(({ lacks }) => lacks.length === 0);
  const facts = told ? (answer(page, topic, []).facts ?? []) : [];
  if (facts.some((fact) => fact.topic === topic)) return { facts };
  const changes = figureChanges(text, brief);
  return changes.length > 0 ? { changes } : null;
}

/** A topic told anew: what stood there goes. */
function retold(topic: Topic, value: string, page: Page): Revision | null {
  const words = unquoted(value);
  const start = page.message.text.replaceAll('’', "'").indexOf(words);
  if (start < 0) return null;
  const part = partOf(page, start, page.message.text.length);
  const { facts = [] } = answer(part, topic, []);
  return facts.some((fact) => fact.topic === topic) ? { edits: [{ kind: 'drop-topic', topic }], facts } : null;
}

/** What is to be in the letter is kept where it tells something by itself; a bare name has to be told first. */
function added(what: string, page: Page): Revision {
  const words = unquoted(what);
  const start = page.message.text.replaceAll('’', "'").indexOf(words);
  const part = start < 0 ? null : partOf(page, start, start + words.length);
  const tells = part?.said.some(
    ({ words: all }) => all.length >= 3 && all.some(({ pos }) => pos === 'VERB' || pos === 'AUX'),
  );
  if (!part || !tells) return { digression: 'tell-more' };
  const { facts = [] } = tell(part);
  const isRead = facts.length > 0 ? facts : (answer(part, 'system', []).facts ?? []);
  return isRead.length > 0 ? { facts: isRead } : { digression: 'tell-more' };
}

function partOf(page: Page, start: number, end: number): Page {
  const text = only(page.text, { start, end });
  return { ...page, text, said: sentences(text) };
}
