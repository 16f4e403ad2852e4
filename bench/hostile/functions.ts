/** Every function that gets a text of a person or a model, called as the program calls it. */

import { commandIn } from '../../src/adapters/command.ts';
import { separateQuotes, stripFormatting } from '../../src/adapters/discord/plain-text.ts';
import { cutLabel, findLongList, packItems, split } from '../../src/adapters/split.ts';
import { remarkParts } from '../../src/adapters/telegram/outbound.ts';
import { ownAndQuoted } from '../../src/adapters/telegram/updates.ts';
import { findRole } from '../../src/documents/job-post.ts';
import { employersIn, linesIn, proposalsIn } from '../../src/documents/resume.ts';
import { composeLetter } from '../../src/letter/compose.ts';
import { type DraftSentence, plainLine } from '../../src/letter/draft.ts';
import { buildFacts, shownFacts } from '../../src/letter/facts.ts';
import { faultyKeys } from '../../src/letter/gate.ts';
import { greetingForms } from '../../src/letter/greeting.ts';
import { letterFile, letterText } from '../../src/letter/letter.ts';
import { modelGate } from '../../src/letter/model-gate.ts';
import { loadSpelling } from '../../src/letter/names.ts';
import { hides, redacted } from '../../src/letter/redact.ts';
import { applyVerdicts } from '../../src/letter/verify-letter.ts';
import { explainLetter } from '../../src/letter/why.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { EMPTY_SHEET, type Figure, type Hidden, type Sheet, typedValue } from '../../src/machine/sheet.ts';
import { NAME_AT_MOST, slotKind } from '../../src/machine/slots.ts';
import { objectIn, objectsIn } from '../../src/model/json.ts';
import { backlogEntry, SLOT_AT_MOST } from '../../src/reader/answer-backlog.ts';
import { confidentialValues } from '../../src/reader/keep-out.ts';
import { letterOrder } from '../../src/reader/letter-orders.ts';
import { isCertainOrder } from '../../src/reader/parse-orders.ts';
import type { Message } from '../../src/reader/reader.ts';
import { type Reading, ReadingSchema } from '../../src/reader/reading-schema.ts';
import { unclearOrder } from '../../src/reader/unclear-orders.ts';
import { commandsFromReading } from '../../src/reader/verify.ts';
import { wordsAround } from '../../src/reader/words-around.ts';
import { asideKind } from '../../src/text/asides.ts';
import { foreignSpans, visibleText, withoutForeignText } from '../../src/text/attribution.ts';
import { timeOrder } from '../../src/text/before-after.ts';
import { opensCorrection } from '../../src/text/corrections.ts';
import { decodeText } from '../../src/text/encodings.ts';
import { tokens } from '../../src/text/lexer.ts';
import { isQuestion, opensNegation, phraseIn, plain, yesOrNo } from '../../src/text/phrases.ts';
import { numberChangedIn, numbersIn } from '../../src/text/quantities.ts';
import { hasTitle, mayBeTitle, positionAtCompany, roleWithin } from '../../src/text/roles.ts';
import { isEmail, namesIn, piecesOf, sentencesIn, trimPunctuation } from '../../src/text/sentences.ts';
import { wordOf } from './inputs.ts';
import { everyQuestion, told, turn } from './states.ts';

/** A timed function. Its result is not used. */
export type Timed = (text: string) => unknown;

const DATE = new Date('2026-11-29');

/** Thirty hidden values of different kinds. */
const HIDDEN: Hidden[] = Array.from({ length: 30 }, (_, at) => {
  const values = [`${wordOf(at + 700)} Systems`, `${at + 2}00k users`, `Project X${wordOf(at)} at ${wordOf(at + 30)}`];
  return { value: values[at % 3] ?? '', say: at % 2 === 0 ? null : 'a company' };
});

/** New objects for each call, because results are cached by list. */
export const hiddenValues = (): Hidden[] => HIDDEN.map((one) => ({ ...one }));

function sheetWith(text: string): Sheet {
  const slots = ['role.position', 'role.company', 'role.addressee', 'company.choice', 'system.employer', 'system.what'];
  const more = ['system.before', 'system.part', 'contract.decision', 'background', 'closing', 'contact.name'];
  // The maximum length of a slot. One message fills all slots.
  const most = (slot: string) => (slotKind(slot) === 'name' ? NAME_AT_MOST : SLOT_AT_MOST);
  const values = Object.fromEntries(
    [...slots, ...more].map((slot) => [slot, typedValue(text.slice(0, most(slot)), 'm1')]),
  );
  return { ...EMPTY_SHEET, values, hidden: hiddenValues() };
}

/** More figures than an interview has. */
export function figuresOf(count: number, words = 'x'): Figure[] {
  return Array.from({ length: count }, (_, at): Figure => {
    const side = (value: number) => {
      const quantity = { value, unit: 'ms' };
      return { quantity, bound: null, tail: words, quote: `${value} ms`, source: 'm1' };
    };
    const typed = `Step ${wordOf(at)} takes ${at + 3} ms, down from ${at + 900} ms.`;
    const measure = `step ${wordOf(at)} ${words}`;
    const id = `latency.${at + 1}`;
    return {
      id,
      topic: 'latency',
      measure,
      percentile: 'p99',
      now: side(at + 3),
      before: side(at + 900),
      sentence: null,
      typed,
    };
  });
}

const readings = new Map<string, Reading>();

/** Creates the reading once, as the time of the fake must not count. */
function readingOf(text: string, count: number): Reading {
  const known = readings.get(text) ?? hostileReading(text, count);
  readings.clear();
  readings.set(text, known);
  return known;
}

/** A reading of a hostile model: the whole message for every slot, and more. */
function hostileReading(text: string, count: number): Reading {
  const size = Math.max(1, Math.floor(text.length / count));
  const quotes = Array.from({ length: count }, (_, at) => text.slice(at * size, (at + 1) * size));
  const read = numbersIn(text).mentions.slice(0, count);
  const side = (quote: string, value: number) => ({
    value,
    unit: 'ms',
    per: null,
    approximate: false,
    tail: quote,
    quote,
  });
  const raw = {
    language: 'en',
    figures: read.map((mention, at) => {
      const clause = text.slice(Math.max(0, mention.start - 60), mention.end + (at % 3 === 0 ? 9_000 : 60));
      const rest = { id: null, topic: 'latency', measure: clause, percentile: 'p99', quote: clause };
      return { ...rest, before: side(mention.text, mention.quantity.value), after: side(quotes[at] ?? '', at) };
    }),
    names: quotes.map((quote) => ({ slot: 'role.company', quote, name: quote })),
    texts: quotes.map((quote) => ({ slot: 'system.what', quotes: [quote, text.slice(0, 500), quote], english: null })),
    takenBack: quotes,
    confidential: quotes.map((quote) => ({ hide: quote, say: 'a company' })),
    declined: quotes,
    conflicts: quotes,
    edits: quotes.map((quote, at) => ({ n: at, text: quote })),
    post: { first: quotes[1] ?? '', last: quotes.at(-1) ?? '' },
    answer: text,
    wish: text,
  };
  return ReadingSchema.parse(raw);
}

/** A message about a letter. */
const orderOf = (text: string): Message => ({
  ...{ id: 'm1', text, question: null, context: EMPTY, sentences: [], as: null },
  ...{ inLetter: () => null, letterText: () => '', drops: () => false, greets: () => ({ forms: [], isSure: false }) },
});

/** Reads a message with the model's reading, as in a conversation. */
function readByModel(text: string, isOfLetter: boolean): unknown {
  const reading = readingOf(text, 200);
  const sentences = [1, 2, 3].map((at) => ({ key: `${at}`, text: `I did ${at} things in ${at * 7} ms.` }));
  const asked = { id: 'm1', text, question: null, context: EMPTY, as: null, unmask: (one: string) => one };
  const sound = isOfLetter ? reading : { ...reading, edits: [], wish: null };
  return commandsFromReading(sound, { ...asked, sentences: isOfLetter ? sentences : [] });
}

const draftOf = (text: string, size: number): DraftSentence[] =>
  sentencesIn(plainLine(text))
    .flatMap((sentence) => split(sentence, size))
    .slice(0, 60)
    .map((one, at) => ({ key: `s${at + 1}`, paragraph: 1 + (at % 5), text: one, facts: ['f1'] }));

/** @returns all functions by name */
export async function everyFunction(): Promise<ReadonlyMap<string, Timed>> {
  const spelling = await loadSpelling();
  const hiddenSheet = (): Sheet => ({ ...EMPTY_SHEET, figures: figuresOf(24), hidden: hiddenValues() });
  const facts = buildFacts({ sheet: hiddenSheet(), edits: [], date: DATE });
  const gate = modelGate(facts, spelling);
  const bytes = new TextEncoder();
  const functions: Readonly<Record<string, Timed>> = {
    tokens,
    numbers: numbersIn,
    'sentences and names': (text) => [
      sentencesIn(text),
      namesIn(text),
      piecesOf(text),
      trimPunctuation(text),
      isEmail(text),
    ],
    phrases: (text) => [phraseIn(text), plain(text), asideKind(text), isQuestion(text)],
    corrections: (text) => opensCorrection(text),
    'confidential values': (text) => confidentialValues(`${text} is confidential. ${text}`, EMPTY_SHEET),
    'yes or no': (text) => [yesOrNo(text), opensNegation(text), commandIn(text), commandIn(`/${text}`)],
    roles: (text) => [positionAtCompany(text), roleWithin(text), hasTitle(text), mayBeTitle(text)],
    relations(text) {
      const { mentions } = numbersIn(text);
      return mentions.slice(1).map((one, at) => timeOrder(text, mentions[at] ?? one, one));
    },
    'words around numbers'(text) {
      const { mentions, percentiles } = numbersIn(text);
      return mentions.slice(0, 24).map((one) => wordsAround(text, one, { mentions, percentiles }, 'en'));
    },
    'a text that is kept': (text) => backlogEntry(text, 'm1', null),
    'numbered orders': (text) => [isCertainOrder(text), letterOrder(orderOf(text)), unclearOrder(orderOf(text))],
    greetings: (text) => [greetingForms(text, 'en'), greetingForms(text, 'de')],
    'a model’s reading': (text) => readByModel(text, false),
    'a model’s orders': (text) => readByModel(text, true),
    'a model’s JSON': (text) => [objectIn(`{"a":"${text}`), objectsIn(text.replaceAll(' ', '{"'), () => null)],
    redact: (text) => redacted(text, hiddenValues()),
    hides: (text) => hides(text, hiddenValues()),
    'whose words': (text) => [foreignSpans(text), visibleText(text), withoutForeignText(text)],
    'redact a value of this': (text) =>
      redacted('At Tavolo I took 40 ms.', [{ value: text.slice(0, 3_000), say: 'it' }]),
    compose(text) {
      const sheet = sheetWith(text);
      const letter = composeLetter({ sheet, edits: [], date: DATE });
      return [letterText(letter), faultyKeys(letter, sheet)];
    },
    'compose from edits'(text) {
      // Sentences of the maximum length, as many as fill a message.
      const [size, count] = [SLOT_AT_MOST, Math.ceil(text.length / SLOT_AT_MOST)];
      const texts = Array.from({ length: count }, (_, at) => text.slice(at * size, (at + 1) * size));
      const edits = texts.map(
        (one, at) => ({ type: 'add', key: `a${at}`, after: null, text: one, source: 'm1' }) as const,
      );
      return composeLetter({ sheet: hiddenSheet(), edits, date: DATE });
    },
    'why and file'(text) {
      const sheet = sheetWith(text.slice(0, 2_000));
      const letter = composeLetter({ sheet, edits: [], date: DATE });
      return [explainLetter(letter, sheet), letterFile(letter, text, 1)];
    },
    facts(text) {
      const made = buildFacts({ sheet: sheetWith(text), edits: [], date: DATE });
      return shownFacts(made);
    },
    'gate of these facts'(text) {
      const sheet = { ...sheetWith(text.slice(0, 10_000)), figures: figuresOf(5) };
      const made = modelGate(buildFacts({ sheet, edits: [], date: DATE }), spelling);
      return made.draft(draftOf('I cut Kafka from 40 ms to 2 ms at p99. It fell by half.', 600));
    },
    // The maximum length of a sentence of a model.
    'gate of a sentence': (text) => gate.sentence({ key: 's1', paragraph: 1, text: text.slice(0, 2_000), facts: [] }),
    'gate of a draft': (text) => gate.draft(draftOf(text, 600)),
    verdicts: (text) =>
      applyVerdicts({ checks: [{ n: 1, supported: true, by: text }] }, draftOf('I did it.', 600), facts),
    translation: (text) => numberChangedIn(text, text),
    'plain text of Discord': (text) => [stripFormatting(text), separateQuotes(text)],
    'plain text of Telegram'(text) {
      const entities = Array.from({ length: 100 }, (_, at) => {
        const type = at % 2 === 0 ? 'blockquote' : 'custom_emoji';
        return { type, offset: at * 2, length: Math.floor(text.length / 3) };
      });
      return ownAndQuoted({ text, entities });
    },
    'split for platforms': (text) => [split(text, 2_000), split(text, 10), cutLabel(text, 80), remarkParts(text)],
    lists: (text) => findLongList(text) && packItems(text.split('\n'), 4_096),
    résumé: (text) => [proposalsIn(text), employersIn(linesIn(text), [])],
    'job post': findRole,
    encodings: (text) => decodeText(bytes.encode(text)),
  };
  const turns = [...everyQuestion()].map(([name, state]): [string, Timed] => [
    `turn: ${name}`,
    (text) => turn(state, text),
  ]);
  const first = everyQuestion().get('first message');
  const modelTurn: Timed = (text) => {
    const reading = readingOf(text, 200);
    const asked = {
      id: 'm1',
      text,
      question: null,
      context: EMPTY,
      sentences: [],
      as: null,
      unmask: (one: string) => one,
    };
    return first && told(first, commandsFromReading({ ...reading, edits: [], wish: null }, asked));
  };
  return new Map([...Object.entries(functions), ...turns, ['turn: read by a model', modelTurn]]);
}

/** @returns milliseconds of processor time of one call, as other programs may be running */
export function timeOf(work: () => unknown): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
