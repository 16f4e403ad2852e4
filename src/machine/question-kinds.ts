/** What holds for every question of a kind. */
import type { Question } from './question.ts';

/** The kinds of questions in the line protocol. */
export const PROTOCOL_KINDS = [
  'open',
  'slot',
  'order',
  'confirm',
  'preview',
  'conflict',
  'which',
  'job-post',
  'confidential',
  'review',
  'letter',
] as const;
type ProtocolKind = (typeof PROTOCOL_KINDS)[number];

type Trait =
  /** Takes any text. */
  | 'text'
  /** The name of a button or command is never the answer. */
  | 'names'
  /** Shows the whole letter, with numbered sentences. */
  | 'numbered'
  /** Takes typed orders about the letter. */
  | 'orders'
  /** Its message replaces that of the question before, if both have this trait. */
  | 'replaces'
  /** Rules understand the answer, also with a model. */
  | 'rules';

const KINDS: Readonly<Record<Question['kind'], readonly [as: ProtocolKind, ...Trait[]]>> = {
  open: ['open', 'text'],
  slot: ['slot', 'text'],
  order: ['order', 'text'],
  conflict: ['conflict', 'text'],
  confirm: ['confirm'],
  aside: ['confirm', 'rules'],
  which: ['which', 'text'],
  confidential: ['confidential', 'text'],
  'job-post': ['job-post', 'rules'],
  heard: ['confirm'],
  proposals: ['which'],
  stories: ['which', 'rules'],
  language: ['which'],
  remind: ['which', 'rules'],
  deleted: ['confirm'],
  sure: ['confirm'],
  former: ['confirm', 'text', 'names', 'rules'],
  review: ['review', 'names', 'numbered', 'orders', 'replaces'],
  sentence: ['which', 'numbered', 'orders', 'replaces', 'rules'],
  change: ['which', 'names', 'numbered', 'orders', 'replaces', 'rules'],
  place: ['which', 'names', 'numbered', 'orders', 'replaces', 'rules'],
  wording: ['which', 'text', 'names', 'numbered', 'replaces', 'rules'],
  letter: ['letter', 'names', 'numbered', 'orders'],
  practice: ['open', 'names', 'numbered'],
  practiced: ['confirm', 'names', 'numbered'],
};

export function hasTrait({ kind }: Pick<Question, 'kind'>, trait: Trait): boolean {
  return KINDS[kind].includes(trait);
}

export function protocolKind({ kind }: Pick<Question, 'kind'>): ProtocolKind {
  return KINDS[kind][0];
}
