/**
 * What a sentence by a model may hold that no candidate's would: our instructions, another language, markup and links,
 * and words that have nothing to do with the facts that it rests on.
 */
import type { Brief, Fact } from '../machine/brief.ts';
import { readMentions } from '../machine/figures.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { draftPrompt, planPrompt, revisePrompt } from '../prompts/model/writing.ts';
import { evidenceOf, isAboutCompany } from './check/evidence.ts';
import type { Sentence } from './letter.ts';

export type ForeignKind = 'unfounded' | 'instructions' | 'language' | 'markup';

export function foreignKinds(sentence: Sentence, brief: Brief): ForeignKind[] {
  const { text } = sentence;
  const found: readonly (readonly [ForeignKind, boolean])[] = [
    ['instructions', isInstruction(text)],
    ['language', isForeign(text)],
    ['markup', isMarkup(text, brief)],
    ['unfounded', isUnfounded(sentence, brief)],
  ];
  return found.filter(([, is]) => is).map(([kind]) => kind);
}

/** So many words in a row are no coincidence. */
const ROW = 7;

function rowsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, Math.max(0, words.length - ROW + 1)).map((_, at) => words.slice(at, at + ROW).join(' '));
}

let instructions: ReadonlySet<string> | null = null;

function isInstruction(text: string): boolean {
  const nothing = { role: {}, facts: [], short: false };
  instructions ??= new Set(
    [planPrompt(nothing), draftPrompt(nothing, null), revisePrompt(nothing, [], [])].flatMap(({ system }) =>
      rowsOf(system),
    ),
  );
  return rowsOf(text).some((row) => instructions?.has(row));
}

const ENGLISH =
  /^(?:the|and|of|to|that|is|with|for|it|its|my|i|we|which|from|by|at|had|were|was|are|this|their|they|you|your|not|but|what|when|because|before|after|now|have|has|be|been|would|can|could|each|every|our|without|where|who|how)$/;
const OTHERS =
  /^(?:der|das|und|ich|nicht|mit|für|eine|einen|einer|einem|ist|wir|von|auf|dem|den|des|sie|haben|habe|wurde|le|les|et|je|que|qui|pour|dans|avec|une|est|nous|sur|mais|cette|el|los|las|con|por|del|para|como|una|sin|esta|che|della|sono|nel|gli|het|een|van|ik|jeg|ikke|och|jag|att|som|är|nie|się|jest|oraz|bir|için|não|uma|dos|pela)$/;

/** More words of other languages than of English, or letters of another script. */
function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters - latin > 0.2 * letters) return true;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const others = words.filter((word) => OTHERS.test(word)).length;
  return others >= 2 && others > words.filter((word) => ENGLISH.test(word)).length;
}

const MARKUP = /https?:\S*|www\.\S+|\S+@\S+|\]\(|<\/?[a-z][^>]*>|[*_#|~]{2,}/giu;

/** Markup and links, but for what the candidate wrote like that. */
function isMarkup(text: string, { facts }: Brief): boolean {
  const own = facts.filter(({ voice }) => voice === 'candidate').map(({ quote }) => quote);
  return (text.match(MARKUP) ?? []).some((mark) => !own.some((quote) => quote.includes(mark.replace(/[.,;:]$/, ''))));
}

/** Words of some weight, of which not one stands in the facts; numbers and technologies are the gate's business. */
function isUnfounded({ text, facts: ids }: Sentence, brief: Brief): boolean {
  const facts = brief.facts.filter(({ id }) => ids.includes(id));
  if (facts.length === 0) return true;
  if (shouted(text).some((word) => !isSaid(word, brief))) return true;
  if (readMentions(text).length > 0 || technologiesIn(text).length > 0) return false;
  // What a job post says is the company's: it bears out what is said to the company, and names the role.
  const toCompany = isAboutCompany(text, evidenceOf(brief));
  const words = facts.map((fact) =>
    fact.voice === 'candidate' || toCompany ? wordsOf(fact) : Object.values(fact.details).join(' '),
  );
  const known = new Set(words.flatMap(stems));
  const own = stems(text);
  const isBare = own.length < 2 && facts.some(({ voice }) => voice === 'candidate');
  return !isBare && !own.some((stem) => known.has(stem));
}

/** By the candidate, or as a name of the role. */
function isSaid(word: string, { facts }: Brief): boolean {
  return facts.some(({ voice, quote, details }) =>
    [voice === 'candidate' ? quote : '', ...Object.values(details)].some((text) => text.includes(word)),
  );
}

/** "CANARY": a word that nobody writes like that by chance. */
function shouted(text: string): string[] {
  return text.match(/(?<!\p{L})\p{Lu}{6,}(?!\p{L})/gu) ?? [];
}

function wordsOf({ quote, details, standIns, figures }: Fact): string {
  const figure = figures.map(({ measure, before, after }) => [measure, before?.unit, after?.unit].join(' '));
  return [quote, ...Object.values(details), ...standIns.map(({ say }) => say), ...figure].join(' ');
}

/** Words that weigh nothing, and those that only hold a story together: "The hardest part was somebody else's." */
const LIGHT =
  /^(?:hard(?:er|est)?|part|piece|constraint|problem|question|thing|somebody|someone|nobody|everybody|everyone|else|belong(?:s|ed)?|mine|yours|ours|theirs|the|and|was|for|are|not|but|you|its|had|has|have|all|any|our|can|did|does|who|how|why|now|out|own|that|with|from|this|they|their|your|would|them|when|what|been|were|also|into|than|then|because|could|there|here|where|while|since|only|same|about|more|most|some|such|very|will|just|which|these|those|one|two)$/;

function stems(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
    .filter((word) => !LIGHT.test(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s|ly|e)$/, '') : word));
}
