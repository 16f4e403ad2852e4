/** What of a brief may be said: facts as tidy sentences, without what was taken back or must stay confidential. */
import { type Brief, type Fact, factsOn, type Topic } from '../machine/brief.ts';
import { discreet } from '../machine/discretion.ts';
import { readRepairs } from '../machine/figures.ts';
import { spokenSpans } from '../machine/sentences.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { isAside, withoutPointer } from './asides.ts';
import type { Sentence } from './letter.ts';
import { tidy } from './tidy.ts';

/** The tidy sentences of a topic, each with the fact that it comes from. */
export function passages(brief: Brief, topic: Topic): Sentence[] {
  return factsOn(brief, topic)
    .filter((fact) => !isOnlyInfrastructure(fact, brief) && !isOnlyRegard(fact, brief))
    .flatMap((fact) => sentencesOf(fact, brief))
    .filter(({ text }, index, all) => !all.some((other, at) => at !== index && saysMore(other.text, text, at > index)));
}

/** "CI scheduler at Osterhaus.", told after "CI scheduler.": whole words more, or the same once more. */
function saysMore(other: string, text: string, later: boolean): boolean {
  const [long, short] = [other, text].map((each) => each.replace(/[.?!]+$/, '').toLowerCase());
  if (long === short) return !later;
  return long !== undefined && short !== undefined && long.startsWith(`${short} `);
}

/** A list of tools names no contract, once the story is told. */
function isOnlyInfrastructure(fact: Fact, brief: Brief): boolean {
  const told = (other: Fact) =>
    other.topic === fact.topic &&
    other !== fact &&
    (other.signals.includes('decision') || other.signals.includes('mine'));
  const idle = fact.signals.includes('infrastructure') || fact.signals.includes('several');
  return /^(?:system|contract)$/.test(fact.topic) && idle && brief.facts.some(told);
}

/** "It is a global company" names no choice of theirs and no view of one; where another answer does, that one is told. */
function isOnlyRegard(fact: Fact, brief: Brief): boolean {
  const names = ({ signals }: Fact) => signals.includes('choice') || signals.includes('source');
  const tells = names(fact) || fact.signals.includes('view');
  return fact.topic === 'company' && !tells && factsOn(brief, 'company').some(names);
}

/** The sentences of one fact that may be said. */
export function sentencesOf(fact: Fact, brief: Brief): Sentence[] {
  const quote = repaired(fact.quote);
  return spokenSpans(quote)
    .map(({ start, end }) => sayable(quote.slice(start, end), fact, brief))
    .filter((text) => text !== '')
    .map((text) => ({ text, facts: [fact.id] }));
}

/** One sentence of a fact, tidy; empty where nothing of it may be said. */
export function sayable(sentence: string, fact: Fact, brief: Brief): string {
  const left = withoutLabel(withoutPointer(withoutStruck(sentence, fact.struck)));
  return isAside(sentence) || isAside(left) ? '' : tidy(discreet(left, brief) ?? '');
}

/** "hard part: scanners buffer offline": the label is the interview's, not the letter's; when it was so is the story's. */
function withoutLabel(sentence: string): string {
  const told = sentence.replace(/^\s*(before|earlier|previously|formerly)\s*(?::|\/\/)\s*/iu, (_, when: string) =>
    /^before$/i.test(when) ? 'Before that, ' : `${when}, `,
  );
  return told.replace(
    /^\s*(?:(?:[\p{L}' ]{0,24}?(?:part|bit|one|thing i built)|why [\p{L} ]{2,20}|what i (?:did|built|made)|results?|load|system|project|me|reliability|latency|background|closing|question|offer|ask|note|story|what|the end))\s*(?:\p{Extended_Pictographic}\uFE0F?\s*)?(?::|\/\/)\s*/iu,
    '',
  );
}

/** "in Erlang, no wait, Elixir": the word that was meant, where another stood. */
const WORD_REPAIR =
  /\p{Lu}[\p{L}+#.]*,?\s+(?:no,? wait|no,? sorry|sorry|i mean|make that|oops|or rather|scratch that)[,:]?\s+(\p{Lu}[\p{L}+#]*)/giu;

/** "three years. no wait, four" → "four years": the number that was meant, where the other one stood. */
function repaired(quote: string): string {
  let text = quote.replace(WORD_REPAIR, (whole, meant: string) =>
    technologiesIn(`in ${meant}`).length > 0 ? meant : whole,
  );
  for (const { retracted, replacement, bare } of readRepairs(quote).toReversed()) {
    const between = text.slice(retracted.end, replacement.start);
    const marker = between.search(/[.,;…][^\p{L}]*(?=[^.,;…]{0,30}(?:[.,;…][^.,;…]{0,12}){0,2}$)/u);
    if (marker < 0) continue;
    const old = text.slice(retracted.start, retracted.end);
    const unit = bare ? (/\s*[\p{L}%µ].*$/u.exec(old.replace(/^\p{L}+(?=\s)/u, ''))?.[0] ?? '') : '';
    const fresh = `${text.slice(replacement.start, replacement.end)}${unit}`;
    text = `${text.slice(0, retracted.start)}${fresh}${between.slice(0, marker)}${text.slice(replacement.end)}`;
  }
  return text;
}

/** A sentence without the clauses that hold something taken back. */
function withoutStruck(sentence: string, struck: readonly string[]): string {
  let rest = sentence;
  // Again until nothing is left: what stands around one part may make up another.
  for (let before = ''; before !== rest; ) {
    before = rest;
    for (const part of struck) {
      if (part.includes(rest.trim()) || rest.trim() === '') return '';
      const at = rest.indexOf(part);
      if (at >= 0) rest = `${rest.slice(0, at).replace(/[,;:]?\s*(?:and\s*)?$/, '')}${rest.slice(at + part.length)}`;
    }
  }
  const left = rest.replace(/^[\s,;:]+(?:(?:and|but)\s+)?/, '');
  // Of "I own the gateway, too" nothing may be left but "too".
  return left !== sentence && (left.match(/\p{L}+/gu)?.length ?? 0) < 3 ? '' : left;
}
