/** Answers that come a question early: sentences that tell of another topic than the one that is still followed up. */
import { type Brief, detail, type Fact, factsOn, type Topic } from '../machine/brief.ts';
import type { Gap } from '../machine/topics.ts';
import { hasEmail } from './contact.ts';
import { factsOver, type Page } from './page.ts';
import type { Sentence } from './sentences.ts';
import { signalsFor } from './signals.ts';

/** Gaps that whoever has said enough answers with the next thing that they have to tell. */
const PRESSED: ReadonlySet<Gap['kind']> = new Set([
  'constraint',
  'decision',
  'result',
  'infrastructure',
  'choice',
  'view',
  'contradiction',
  'worse',
]);

interface Elsewhere {
  readonly facts: readonly Fact[];
  /** The sentences that may answer the question. */
  readonly rest: readonly Sentence[];
}

/** Null where nothing in a message tells of another topic. */
export function elsewhere(page: Page, asked: Topic): Elsewhere | null {
  const { asking, brief } = page.message;
  if (!asking || !PRESSED.has(asking.gap.kind)) return null;
  const topics = page.said.map((sentence) => topicElsewhere(sentence, asked, brief));
  if (topics.every((topic) => topic === null)) return null;
  const rest: Sentence[] = [];
  const told = new Map<Topic, Sentence[]>();
  let current: Topic | null = null;
  for (const [index, sentence] of page.said.entries()) {
    current = topics[index] ?? current;
    if (current === null) rest.push(sentence);
    else told.set(current, [...(told.get(current) ?? []), sentence]);
  }
  return { facts: [...told].flatMap(([topic, group]) => factsOver(page, topic, group)), rest };
}

function topicElsewhere(sentence: Sentence, asked: Topic, brief: Brief): Topic | null {
  const topic = topicOf(sentence, asked, brief);
  return topic === asked || (topic === 'contract' && asked === 'company') ? null : topic;
}

function topicOf(sentence: Sentence, asked: Topic, brief: Brief): Topic | null {
  const { text } = sentence;
  // How somebody signs is told by its address, whatever was asked.
  if (hasEmail(text)) return null;
  if (BACKGROUND.test(text)) return 'background';
  if (CLOSING.test(text)) return 'closing';
  if (isOfCompany(sentence, detail(brief, 'company'))) return 'company';
  const signals = signalsFor('contract', sentence, 1);
  const isStory = signals.includes('constraint') && signals.includes('decision');
  return isStory && asked !== 'company' && factsOn(brief, 'contract').length === 0 ? 'contract' : null;
}

const BACKGROUND =
  /^(?:(?:and|oh|also|well),? )*(?:before (?:that|this|all that|then)\b,? (?:i|my)\b|(?:earlier|previously|prior to (?:that|this)),? i\b|i (?:previously|used to)\b|my (?:first|last|previous|earlier) (?:job|role)\b)/i;
const CLOSING =
  /^(?:(?:and|oh|also|well|at the end),? )*(?:(?:i can|i could|i'd|i would|let me|happy to|glad to|you could) (?:also |gladly |like to |love to |happily |be (?:happy|glad) to )?(?:show|share|send|offer|bring|walk|ask)\b|(?:please )?ask them\b)/i;

/** "Your post on ids says …", "They open-sourced …", "Brightwell wrote about …": what a company shows of its work. */
function isOfCompany(sentence: Sentence, company: string | null): boolean {
  const text = sentence.text.replaceAll('’', "'");
  const signals = signalsFor('company', sentence, 0);
  if (!signals.includes('source') || !signals.includes('choice') || !PUBLISHES.test(text)) return false;
  const [name = ''] = (company ?? '').split(/\s+/);
  const named = name.length > 2 && text.toLowerCase().includes(name.toLowerCase());
  const [, whose = ''] = WHOSE.exec(text) ?? [];
  // "Their docs say nothing of it" may be of anybody in the story.
  return named || /^you/i.test(whose) || (whose !== '' && signals.includes('view'));
}

const WHOSE = /^(?:(?:and|oh|also|well|i (?:like|read|saw|heard)|that|in|on),? )*(they|their|your|you)\b/i;
const PUBLISHES =
  /\b(?:blog\w*|posts?|posted|articles?|docs|documentation|talks?|paper|handbook|change ?log|release notes|post-?mortems?|status page|podcast|newsletter|repo(?:sitory)?|open[- ]sourced?|publish\w*|rfcs?)\b/i;
