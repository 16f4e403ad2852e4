/** An interview at each possible question, to send hostile texts to. */
import { composeLetter } from '../../src/letter/compose.ts';
import { greetingForms } from '../../src/letter/greeting.ts';
import { placedSentences } from '../../src/letter/letter.ts';
import { redacted } from '../../src/letter/redact.ts';
import { askBack, type Command, setFigure } from '../../src/machine/commands.ts';
import { advance, begin, type Interview } from '../../src/machine/interview.ts';
import type { Pending } from '../../src/machine/pending.ts';
import { deserialize, serialize } from '../../src/machine/saved.ts';
import { backlogEntry } from '../../src/reader/answer-backlog.ts';
import { readGuided } from '../../src/reader/guided.ts';
import type { Message } from '../../src/reader/reader.ts';
import { askOf } from '../../src/turn/ask.ts';
import { choiceByLabel } from '../../src/turn/choose.ts';
import { currentQuestion } from '../../src/turn/current-question.ts';
import { messagesOf } from '../../src/turn/outcome.ts';

const DATE = new Date('2026-11-29T12:00:00Z');

export const ANSWERS: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
  'company.choice': 'On your blog you explain that you replay every meter reading before a release.',
  'company.view': 'We learned the same the hard way.',
  'system.employer': 'Tavolo',
  'system.what': 'rebuilt the meter pipeline in Go',
  'system.before': 'a nightly job copied every table',
  'system.part': 'I designed the protocol, two colleagues built the dashboards.',
  'reliability.now': 'lost readings: 1.2% -> 0.05%',
  'latency.now': 'from meter to bill, p99 4 seconds',
  'latency.before': '6 minutes',
  'throughput.now': '9,500 readings per second',
  'throughput.before': '400 readings per second',
  'contract.constraint+contract.decision+contract.result': 'Old meters could not be changed. I versioned each frame.',
  closing: 'I can show you the frame spec.',
  'contact.name+contact.email+contact.location': 'Jo Lind, jo@example.com, Malmö',
};

/** A message as a turn gives it to the reader. */
function messageFor(state: Interview, text: string): Message {
  const { question = null, sentences = [], letter = null } = currentQuestion(state, DATE) ?? {};
  const { context } = state;
  const { sheet } = context;
  return {
    id: 'hostile',
    text,
    question,
    context,
    sentences: letter ? placedSentences(letter) : sentences,
    as: null,
    letterText: () => '',
    inLetter: (words) => (words.length < 40 ? words : null),
    drops: (sentence) => redacted(sentence, sheet.hidden).removed,
    greets: (typed) => greetingForms(typed, sheet.language),
  };
}

/** One turn without a database: read, advance, reply, save and load. */
export function turn(state: Interview, text: string): Interview {
  const standing = currentQuestion(state, DATE);
  const chosen = standing && choiceByLabel(text, askOf(state, standing).choices)?.id;
  const option = standing?.question.options.find(({ id }) => id === chosen);
  return told(state, option?.does ?? readGuided(messageFor(state, text)));
}

/** The same with the commands of a reader. */
export function told(state: Interview, commands: readonly Command[]): Interview {
  const next = advance(state, { type: 'said', commands });
  messagesOf(next, DATE, null, state);
  const again = deserialize(serialize(next));
  if (!again) throw new Error('what was saved is not understood');
  return again;
}

const SOURCE = 'I rebuilt it. It took 40 ms, 9 s before. Jo Lind, Malmö.';
const AMOUNT = { quantity: { value: 4, unit: 's' }, bound: null, tail: '', quote: '4 s', source: 'm1' };
const VALUE = { text: SOURCE, source: 'm1', sentences: 3, ours: false };
const OPTION = { figure: null, patch: { now: AMOUNT }, also: null };

/** Questions besides those of the interview. */
const PENDING: readonly Pending[] = [
  { kind: 'again', slot: 'latency.now', figure: null, problem: 'no-number', offers: [] },
  { kind: 'revise', slot: 'system.what', figure: null },
  { kind: 'revise', slot: 'latency.measure', figure: 'latency.1' },
  { kind: 'revise', slot: 'latency.percentile', figure: 'latency.1' },
  { kind: 'revise', slot: 'reliability.sentence', figure: 'reliability.1' },
  { kind: 'order', slot: 'latency.now', topic: 'latency', text: SOURCE, options: [OPTION, OPTION] },
  { kind: 'conflict', slot: 'latency.now', topic: 'latency', options: [OPTION, OPTION] },
  { kind: 'aside', slot: 'system.what', value: VALUE, asides: [2], rest: VALUE, about: 'chat' },
  { kind: 'differs', slot: 'system.what', values: [VALUE, VALUE] },
  { kind: 'unsure', slot: 'latency.now', topic: 'latency', figure: null, patch: { now: AMOUNT } },
  { kind: 'which', text: VALUE, only: null },
  { kind: 'job-post', kept: backlogEntry(SOURCE, 'm1', null) },
  { kind: 'describe', value: 'Tavolo' },
  { kind: 'keep-out', values: [] },
  { kind: 'sentence', action: 'rewrite' },
  { kind: 'wording', action: 'rewrite', key: 'system.what' },
  { kind: 'wording', action: 'add', key: 'system.what' },
  { kind: 'wording', action: 'greeting', key: '' },
  { kind: 'place', key: 'system.what' },
  { kind: 'change', key: 'system.what', number: 3 },
  { kind: 'language' },
  { kind: 'proposals', items: [{ slot: 'contact.name', value: VALUE, line: SOURCE }] },
  { kind: 'sure', of: 'forget' },
];

/** @returns states by kind and slot: every question, the review, the letter and the questions besides */
export function everyQuestion(): ReadonlyMap<string, Interview> {
  const states = new Map<string, Interview>([['first message', begin()]]);
  const isNew = (state: Interview, name: string) => {
    const known = states.has(name);
    if (!known) states.set(name, state);
    return !known;
  };
  let state = advance(begin(), { type: 'began' });
  for (let turns = 0; turns < 80; turns += 1) {
    const standing = currentQuestion(state, DATE);
    if (!standing) throw new Error('nothing is asked');
    const { kind, slot, options } = standing.question;
    isNew(state, `${kind} ${slot}`.trim());
    if (kind === 'review') break;
    const answer = ANSWERS[slot];
    const skip = options.find(({ id }) => ['skip', 'no', 'yes'].includes(id)) ?? options[0];
    state = answer === undefined ? told(state, skip?.does ?? []) : turn(state, answer);
  }
  const review = state;
  for (const pending of PENDING) {
    const name = `${pending.kind} ${'slot' in pending ? pending.slot : 'action' in pending ? pending.action : ''}`;
    states.set(`${name.trim()} (besides)`, told(review, [askBack(pending)]));
  }
  const worse = { now: { ...AMOUNT, quantity: { value: 40, unit: 'min' } } };
  states.set('doubt (besides)', told(review, [setFigure('latency.now', 'latency', 'latency.1', worse)]));
  const hidden = told(review, [{ type: 'hide', value: 'Tavolo', say: 'a utility' }]);
  states.set('review, something hidden', hidden);
  const writing = advance(review, { type: 'write' });
  const version = writing.context.letters;
  states.set('while it is written', writing);
  states.set('letter', advance(writing, { type: 'letter.written', version, draft: null }));
  composeLetter({ sheet: review.context.sheet, edits: [], date: DATE });
  return states;
}
