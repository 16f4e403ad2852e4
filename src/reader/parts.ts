/** What somebody means of a brief when they name a part of it: a topic, a detail, a sentence, a figure, a word. */
import { type Brief, type Detail, type Fact, isMetric, type Topic } from '../machine/brief.ts';
import { readMentions, readPercentiles, sameQuantity } from '../machine/figures.ts';
import { spokenSpans } from '../machine/sentences.ts';

/** Words of a fact, as they stand in it. */
interface Part {
  readonly fact: string;
  readonly part: string;
}

const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  ['system', /^(?:system|project|what i built)$/],
  ['throughput', /^(?:throughput|load|volume|traffic)$/],
  ['latency', /^(?:latency|latencies|speed|response times?|median|p\d{2,3}(?:\.\d+)?)$/],
  ['reliability', /^(?:reliability|availability|uptime|failures?|error rate|incidents?)$/],
  ['contract', /^(?:contract|hard|tricky|constraint|api contract)$/],
  ['company', /^(?:company|why them|reason|why this company|motivation)$/],
  ['background', /^(?:background|before that|earlier|past|previous job|last job|history|experience)$/],
  ['closing', /^(?:closing|close|ending|end|offer|question|question to them|final)$/],
];
const DETAILS: readonly (readonly [Detail, RegExp])[] = [
  ['position', /^(?:position|role|title|job|job title|seniority|position title)$/],
  ['company', /^(?:company|company name|firm)$/],
  ['team', /^(?:team|team name|squad|group|department)$/],
  ['addressee', /^(?:addressee|reader|recipient|hiring manager|manager|recruiter|greeting|salutation|contact person)$/],
  ['name', /^(?:name|full name|signature|surname|last name)$/],
  ['email', /^(?:e-?mail|e-?mail address|mail|mail address)$/],
  ['location', /^(?:city|location|place|town|country|address)$/],
  ['employer', /^(?:employer|employer name|current employer|old employer|former employer|previous employer)$/],
];
const HOLDERS =
  /(?: (?:thing|part|story|paragraph|section|bit|stuff|numbers?|figures?|answer|line|sentence|topic|text|reason))+$/;

function bare(words: string): string {
  return words
    .toLowerCase()
    .replace(/^(?:(?:the|my|our|their|whole|entire|all|of|that|this|your) )+/, '')
    .trim();
}

export function topicNamed(words: string): Topic | null {
  const name = bare(words).replace(HOLDERS, '');
  return TOPICS.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

export function detailNamed(words: string): Detail | null {
  return DETAILS.find(([, pattern]) => pattern.test(bare(words)))?.[0] ?? null;
}

export function unquoted(words: string): string {
  return words.replace(/^"(.*)"$/s, '$1').trim();
}

/** The facts that tell a story in the candidate's words: not those of figures, and not those of names. */
export function proseOf({ facts }: Brief, topic: Topic | null = null): Fact[] {
  return facts.filter(
    (fact) =>
      fact.voice === 'candidate' &&
      (topic === null ? fact.topic !== 'role' && fact.topic !== 'contact' : fact.topic === topic) &&
      (!isMetric(fact.topic) || fact.figures.length === 0),
  );
}

/** The sentences of a fact that are still told. */
function sentencesIn({ quote, struck }: Fact): string[] {
  return spokenSpans(quote)
    .map(({ start, end }) => quote.slice(start, end))
    .filter((sentence) => !struck.some((part) => part.includes(sentence.replace(/[.!?]+$/, ''))));
}

/** Where words stand in the prose, whatever their case and their spaces; `withNext` takes the sentence behind along. */
export function wordsIn(facts: readonly Fact[], words: string, withNext: boolean): Part[] {
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${words
      .replace(/[.!?]+$/, '')
      .split(/\s+/)
      .map((word) => RegExp.escape(word).replace(/['’]/g, "['’]"))
      .join(String.raw`\s+`)}(?![\p{L}\p{N}])[.!?]*`,
    'iu',
  );
  return facts.flatMap((fact) => {
    const at = pattern.exec(fact.quote);
    if (!at) return [];
    const sentences = sentencesIn(fact);
    const home = sentences.findIndex((sentence) => sentence.includes(at[0]));
    const next = withNext && home >= 0 ? sentences[home + 1] : undefined;
    return [at[0], ...(next === undefined ? [] : [next])].map((part) => ({ fact: fact.id, part }));
  });
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const NTH =
  /^(?:the )?(first|second|third|fourth|fifth|last)(?: (two|three))? (?:sentences?|lines?)(?: (?:of|in|from|about|on) (.+))?$/i;
const ABOUT =
  /^(?:the |that |every |any )?(?:(?:whole |entire )?(?:sentences?|lines?|parts?|bits?|things?|clauses?|paragraphs?|stuff|words?|story|mentions?)|everything|anything|all)(?: that|,)? (?:about|with|on|of|where|mention(?:s|ing)|say(?:s|ing)|regarding|concerning|which says|i (?:said|wrote) about) (.+)$/i;

/** "The first sentence of the contract", "the sentence about Postgres", "everything about the tablets" */
export function sentencesMeant(words: string, brief: Brief): Part[] {
  const nth = NTH.exec(words);
  if (nth) {
    const topic = nth[3] === undefined ? null : topicNamed(nth[3]);
    const all = topic === null ? [] : proseOf(brief, topic).flatMap(partsOf);
    const count = nth[2] === undefined ? 1 : nth[2].toLowerCase() === 'two' ? 2 : 3;
    const at = ORDINALS.indexOf((nth[1] ?? '').toLowerCase());
    return at < 0 ? all.slice(-count) : all.slice(at, at + count);
  }
  const about = ABOUT.exec(words)?.[1];
  const wanted = contentOf(unquoted(about ?? ''));
  if (wanted.length === 0) return [];
  return proseOf(brief)
    .flatMap(partsOf)
    .filter(({ part }) => {
      const own = contentOf(part);
      return wanted.every((word) => own.includes(word));
    });
}

function partsOf(fact: Fact): Part[] {
  return sentencesIn(fact).map((part) => ({ fact: fact.id, part }));
}

const EMPTY = new Set(
  'the and was were for not that this with from our you your they their them its one are who how what'.split(' '),
);
function contentOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
    .filter((word) => !EMPTY.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word));
}

/** How many words of some length two texts share. */
export function sharedWords(one: string, other: string): number {
  const words = new Set(contentOf(other));
  return new Set(contentOf(one).filter((word) => words.has(word))).size;
}

/** "The p50", "the 22 minutes", "the 900,000": figures that the words name, each by its fact and its own words. */
export function figuresMeant(words: string, brief: Brief): { readonly fact: string; readonly quote: string }[] {
  const percentiles = readPercentiles(words);
  const mentions = readMentions(words);
  if (percentiles.length + mentions.length === 0) return [];
  return brief.facts
    .filter(({ voice }) => voice === 'candidate')
    .flatMap(({ id, figures }) =>
      figures
        .filter(
          ({ percentile, before, after }) =>
            (percentile !== undefined && percentiles.includes(percentile)) ||
            mentions.some(({ quantity, bare: isBare }) =>
              [before, after].some(
                (side) => side && (sameQuantity(side, quantity) || (isBare && side.value === quantity.value)),
              ),
            ),
        )
        .map(({ quote }) => ({ fact: id, quote })),
    );
}
