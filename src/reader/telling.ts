/** Which topic each sentence of a long message tells of, when nothing was asked: a dump, an opening, an aside. */
import type { Topic } from '../machine/brief.ts';
import { hasEmail } from './contact.ts';
import type { Sentence } from './sentences.ts';
import { isOwnWork } from './signals.ts';

/** Headings that people put before a line: "load:", "hard part:", "WHO //", "TRICKY -", "why Peregrine:". */
const HEADINGS: readonly (readonly [Topic | null, RegExp])[] = [
  ['role', /^(?:where|job|role|position|target|applying|vacancy|posting|applying for|for)$/i],
  ['contact', /^(?:me|who|name|contact|about me|signature)$/i],
  ['system', /^(?:what|system|story|thing i built|project|built|the thing|work|what i built|the system)$/i],
  ['throughput', /^(?:load|throughput|volume|traffic|scale)$/i],
  ['latency', /^(?:latency|lat|speed|time|response(?: times?)?)$/i],
  ['reliability', /^(?:reliability|rel|quality|errors?|failures?|availability|uptime)$/i],
  [
    'contract',
    /^(?:(?:hard(?:est)?|trick(?:y|iest)|(?:most )?difficult|nast(?:y|iest)|annoying|(?:most )?interesting|ugl(?:y|iest)|tough(?:est)?|worst)(?: part| bit| one| thing)?|contract|challenge|constraint)$/i,
  ],
  ['company', /^(?:why(?: .{1,30})?|company|why them)$/i],
  ['background', /^(?:background|before|earlier|past|history|before that)$/i],
  ['closing', /^(?:for the end|closing|offer|question(?: for them)?|end|ending)$/i],
  [null, /^(?:numbers?|metrics|figures|facts|notes?)$/i],
];
const HEADING =
  /^\s*(?:the\s+)?([\p{L}][\p{L}' ]{0,30}?)\s*(?:\p{Extended_Pictographic}\uFE0F?\s*)?(?:(?::|\/\/|=|\s[-–—])\s+|=(?=\S))/iu;

/** The topic that a heading names, and how long it is; null where the line begins without one. */
export function headingOf(text: string): { topic: Topic | null; length: number } | null {
  const match = HEADING.exec(text);
  const known = match ? HEADINGS.find(([, pattern]) => pattern.test((match[1] ?? '').trim())) : undefined;
  return match && known ? { topic: known[0], length: match[0].length } : null;
}

/** The topic that a line of its own announces ("# Numbers"); undefined where it is no heading. */
export function headline(text: string): Topic | null | undefined {
  const words = text
    .replace(/[:.]+$/, '')
    .replace(/^(?:the|my)\s+/i, '')
    .trim();
  if (words.length > 30) return undefined;
  return HEADINGS.find(([, pattern]) => pattern.test(words))?.[0];
}

const CUES: readonly (readonly [Topic, number, RegExp])[] = [
  [
    'role',
    4,
    /\b(?:applying (?:to|for|at)|going for|the posting is|the vacancy is|vacancy|hiring (?:manager|mgr)|letter goes to|addressed to|job ad|position (?:is|of)|employer would be|squad|manager is|role:?)\b/i,
  ],
  [
    'role',
    2,
    /\b(?:senior|staff|principal|lead|junior|backend|software|platform) (?:\w+ ){0,2}(?:engineer|developer|eng|dev|swe|sre|sde)\b|\bjob ?[=:]/i,
  ],
  [
    'system',
    3,
    /\b(?:what i (?:built|want)|thing to talk about|the project is|i (?:built|wrote|designed|rewrote|redesigned|replaced|made|swapped|own))\b/i,
  ],
  ['system', 2, /\b(?:replaced|used to be|it was an?|we copied|my (?:colleague|teammate)|are mine|did the)\b/i],
  [
    'contract',
    4,
    /\b(?:(?:hard(?:est)?|trick(?:y|iest)|nast(?:y|iest)|annoying|difficult|ugl(?:y|iest)|interesting|tough(?:est)?|worst) (?:bit|part|one|thing|problem|point|issue|side|matter)|what made it hard|what was (?:difficult|hard|tricky|nasty)|headache|gave me more work|the interesting part|constraint|the contract|biggest challenge|the catch)\b/i,
  ],
  [
    'contract',
    2,
    /\b(?:can'?t (?:be )?(?:updated?|changed?|forbid|police|force)|cannot (?:forbid|change|update)|idempoten\w+|schema (?:version|drift)|out of order|no-op|so i (?:made|order|allow|put|gave|keep)|since then no)\b/i,
  ],
  [
    'company',
    3,
    /\b(?:their (?:blog|docs|changelog|talk|public|api docs|status page|engineering|handbook|postmortem)|why (?:them|this company)|what i like about (?:them|you))\b/i,
  ],
  [
    'background',
    4,
    /\b(?:before (?:that|this|of this)|prior to that|previously i (?:was|worked)|earlier i|years (?:with|at|of|as)|my first job|started as|degree)\b/i,
  ],
  [
    'closing',
    3,
    /\b(?:i (?:can|could) (?:show|share|send|bring)|want to ask|would ask|ask them|happy to (?:share|walk))\b/i,
  ],
  ['contact', 5, /\bmy name is\b|\bi sign as\b|\bi live in\b/i],
];

/** `previous` is the topic of the sentence before: people stay with a thing until they say otherwise. */
export function topicTold(sentence: Sentence, previous: Topic | null, metrics: readonly Topic[]): Topic | null {
  const { text } = sentence;
  if (hasEmail(text)) return 'contact';
  const scores = new Map<Topic, number>();
  const add = (topic: Topic, points: number) => scores.set(topic, (scores.get(topic) ?? 0) + points);
  for (const [topic, points, pattern] of CUES) if (pattern.test(text)) add(topic, points);
  if (previous && previous !== 'contact') add(previous, previous === 'contract' || previous === 'system' ? 1.5 : 1);
  if (isOwnWork(sentence)) add(previous === 'contract' ? 'contract' : 'system', 1);
  const [best] = [...scores].sort((one, other) => other[1] - one[1]);
  const metric = metrics[0];
  if (metric && (!best || best[1] < 3 || best[0] === 'system')) return metric;
  return best && best[1] >= 1 ? best[0] : null;
}

/** Whether a sentence that answers the close offers or asks something. */
export function offersOrAsks(text: string): boolean {
  return /\b(?:can|could|would|will|may|might|'d|'ll|offer|show|share|send|bring|walk|explain|demo|present|propose|ask|question|curious|happy|glad|doc|document|notes?|design|repo|code|sample|diagram|slides|whiteboard|call|how do|how they|what do|which|whether)\b/i.test(
    text.replaceAll('’', "'"),
  );
}
