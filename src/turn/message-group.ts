/** Finds the waiting messages that are read as one: texts in a row, or a forwarded text with the comment beside it. */
import { commandIn } from '../adapters/command.ts';
import type { KeptSaid } from '../adapters/contract.ts';
import type { PendingEvent } from '../store/store.ts';
import { countWords } from '../text/sentences.ts';
import { joinedSource } from './earlier-messages.ts';

type Text = Extract<KeptSaid, { kind: 'text' }>;
type WaitingText = PendingEvent & { readonly said: Text };

export interface MessageGroup {
  readonly first: PendingEvent;
  readonly said: KeptSaid;
  /** Ids of the other messages. */
  readonly also: readonly string[];
  /** Of what is noted: the ids of the messages that an answer was joined from. */
  readonly source: string;
  /** Own words beside a forwarded text; empty if there are none. */
  readonly comment: string;
}

/** Maximum words of a comment on a forwarded text. */
const COMMENT_WORDS = 30;

/** Whether a text may be part of a longer answer, so that it waits for more. */
export function isGathered(said: KeptSaid): said is Text {
  return said.kind === 'text' && commandIn(said.text) === null;
}

/**
 * @param held in order of arrival
 * @param question platform id of the open question; a reply to it is an answer like any other
 */
export function firstGroup(held: readonly [PendingEvent, ...PendingEvent[]], question: string | null): MessageGroup {
  const [first] = held;
  const end = held.findIndex(({ said }) => !isGathered(said));
  const texts = held.slice(0, end < 0 ? held.length : end).filter(isText);
  const [text] = texts;
  if (!text) return { first, said: first.said, also: [], source: first.id, comment: '' };
  const key = referenceOf(text, question);
  // A reply starts a new answer; the texts after it continue it.
  const isOther = (one: WaitingText) => ![key, ''].includes(referenceOf(one, question));
  const other = texts.findIndex(isOther);
  const run = texts.slice(0, other < 0 ? texts.length : other);
  const [foreign, own] = [run.filter(isForeign), run.filter((one) => !isForeign(one))];
  if (foreign.length === 0 || own.length === 0) return groupOf(run);
  const comment = joined(own);
  // A reply or a long text is more than a comment: it is read first.
  if (own.some((one) => referenceOf(one, question) !== '') || countWords(comment) > COMMENT_WORDS) return groupOf(own);
  const group = groupOf(foreign);
  return { ...group, also: [...group.also, ...own.map(({ id }) => id)], comment };
}

const isText = (event: PendingEvent): event is WaitingText => isGathered(event.said);
const isForeign = ({ said }: WaitingText) => said.isForeign === true;

/** The message that a text replies to; empty for none. */
function referenceOf({ said: { re, to } }: WaitingText, question: string | null): string {
  if (re !== undefined) return JSON.stringify(re);
  return to === undefined || to === question ? '' : to;
}

function joined(texts: readonly WaitingText[]): string {
  return withoutRepeats(texts)
    .map(({ said }) => said.text)
    .join('\n');
}

/** People repeat a text if they get no answer. */
function withoutRepeats(texts: readonly WaitingText[]): readonly WaitingText[] {
  return texts.filter(({ said }, at) => said.text !== texts[at - 1]?.said.text);
}

/** @param texts at least one */
function groupOf(texts: readonly WaitingText[]): MessageGroup {
  const [first, ...others] = texts;
  if (!first) throw new TypeError('a group of no messages');
  const said = { ...first.said, text: joined(texts) };
  const source = isForeign(first) ? first.id : joinedSource(withoutRepeats(texts).map(({ id }) => id));
  return { first, said, also: others.map(({ id }) => id), source, comment: '' };
}
