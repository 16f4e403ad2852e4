/** A figure as one plain sentence, where its subject can be had: "The p95 of a reservation went from 1.1 seconds to 130 ms." */
import type { Metric } from '../machine/brief.ts';
import { kindOf, type Mention, readMentions, sameQuantity } from '../machine/figures.ts';
import type { Figure, Quantity } from '../machine/quantity.ts';
import { change, quantity } from '../machine/wording.ts';
import { isNounPhrase, isPlural, lowered, withLead } from './naming.ts';
import { tidy } from './tidy.ts';

/** Null where nothing says what was measured, so that only the candidate's own words can tell it. */
export function figureSentence(metric: Metric, told: Figure, heading: string | null): string | null {
  const figure = inOneUnit(told);
  const { before, after } = figure;
  const named = subjectOf(metric, figure, heading);
  const level = after ?? before;
  if (!level) return null;
  const where = setting(figure);
  const isNone = level.value === 0 && (!before || before.value === 0 || !after);
  if (isNone) return none(figure, level, where);
  if (named === null) return null;
  const hedge = (side: Quantity | undefined) => (side ? approximator(figure, side) : '');
  const nameless = (amount: Quantity): Quantity =>
    ` ${named}`.toLowerCase().endsWith(` ${amount.unit.toLowerCase()}`) ? { ...amount, unit: '' } : amount;
  if (before && after?.value === 0)
    return sentence(`${named} went from ${hedge(before)}${quantity(nameless(before))} to zero${where}`);
  if (before && after) {
    const words = change(nameless(before), nameless(after), { before: hedge(before), after: hedge(after) });
    return sentence(`${named} went ${words}${where}`);
  }
  if (!before && after && isLeftBehind(figure, after)) return null;
  const amount = `${hedge(level)}${quantity(level)}${where}`;
  if (metric === 'throughput') return sentence(`It ${after ? 'carries' : 'used to carry'} ${amount}`);
  // Of things that go wrong a number alone says neither how often nor for how long.
  if (metric === 'reliability' && kindOf(level) !== 'share' && !figure.measure && level.unit === '') return null;
  const verb = isPlural(named) ? (after ? 'are' : 'were') : after ? 'is' : 'was';
  return sentence(`${named} ${verb} ${hedge(level)}${quantity(nameless(level))}${where}`);
}

/** "Nine incidents" and "one incident" are counted in the same. */
function inOneUnit(figure: Figure): Figure {
  const { before, after } = figure;
  if (!before || !after || before.unit === after.unit) return figure;
  const [one, other] = [before.unit, after.unit].toSorted((a, b) => a.length - b.length);
  const isPluralOf = one !== '' && other !== undefined && [`${one}s`, `${one}es`].includes(other);
  return isPluralOf ? { ...figure, before: { ...before, unit: other }, after: { ...after, unit: other } } : figure;
}

/** What a share of failures is called that nobody named. */
export const FAILURES = 'failure rate';

export function isAvailability({ before, after }: Figure): boolean {
  const level = after ?? before;
  return level?.unit === '%' && level.value > 50;
}

function sentence(text: string): string {
  return tidy(`${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`);
}

/** Where the quote tells this side of the figure. */
function mentionOf({ quote }: Figure, side: Quantity): Mention | undefined {
  const mentions = readMentions(quote);
  return (
    mentions.find(({ quantity: told, bare }) => !bare && sameQuantity(told, side)) ??
    mentions.find(({ quantity: told }) => told.value === side.value)
  );
}

/** "Up from 30k": what it was, and never what it is. */
function isLeftBehind(figure: Figure, side: Quantity): boolean {
  const mention = mentionOf(figure, side);
  return mention !== undefined && /\b(?:up|down) from(?: \p{L}+)?\s*$/iu.test(figure.quote.slice(0, mention.start));
}

/** What the candidate put before this number: a rounded one stays a rounded one. */
function approximator(figure: Figure, side: Quantity): string {
  const mention = mentionOf(figure, side);
  if (!(mention ? mention.approximate : figure.approximate)) return '';
  const start = mention?.start ?? 0;
  const end = mention?.end ?? figure.quote.length;
  const words = figure.quote.slice(Math.max(0, start - 24), Math.min(figure.quote.length, end + 1));
  const near = words.split(/[,;.]\s/).at(-1) ?? words;
  if (/\b(?:sub|under|below|less than|within)\b|[<≤]/i.test(near)) return 'under ';
  if (/\b(?:over|more than|above|at least)\b|\d\s?\+|[MkK]\+|[>≥]/i.test(near)) return 'over ';
  if (/\b(?:almost|nearly)\b/i.test(near)) return 'almost ';
  if (/\b(?:up to|at most|max(?:imum)?)\b/i.test(near)) return 'up to ';
  return 'about ';
}

function subjectOf(metric: Metric, figure: Figure, heading: string | null): string | null {
  const given = [figure.measure ?? '', heading ?? '', ...labelsIn(figure.quote, metric)]
    .map((words) => words.replace(/^(?:the|our|my)\s+/i, '').trim())
    .find((words) => words !== '' && !TOPIC.test(words) && isNounPhrase(words));
  if (metric === 'latency') return waiting(figure, given ?? null);
  if (metric === 'throughput') {
    const isNameless = (figure.after ?? figure.before)?.unit === '';
    return given && isNameless && isPlural(given) ? `Throughput of ${lowered(given)}` : 'Throughput';
  }
  const noun = (figure.after ?? figure.before)?.unit ?? '';
  // "missed 12 alerts": a verb alone is not what was counted.
  const isState = /^(?:\p{L}+ed|lost|broken|sent)$/iu.test(figure.measure ?? '') && noun !== '' && noun !== '%';
  if (isState) return `${figure.measure} ${noun}`;
  if (given) return given === FAILURES ? `The ${given}` : given;
  if (FAULTY.test(noun) && isNounPhrase(noun)) return noun;
  // Of restores that work 100% of the time nobody says that they are available.
  const isNamed = figure.measure !== undefined && !/availab|uptime|\bnines\b/i.test(figure.quote);
  return isAvailability(figure) && !isNamed ? 'Availability' : null;
}

const FAULTY =
  /\b(?:fail(?:ed|ures?|ing)|lost|dropped|missed|missing|wrong|stale|broken|stuck|duplicate[sd]?|double|errors?|incidents?|outages?|crashes|timeouts?|gaps?|complaints?|rejected|corrupt\w*)\b/i;

/** "Routes over a motorway: 1.3% before", "end to end lag p99": what stands before the numbers or their percentile. */
function labelsIn(quote: string, metric: Metric): string[] {
  const label = /^\s*([^:.;\d]{4,90}):\s/u.exec(quote)?.[1] ?? '';
  const plain = label.split(/,\s+(?:i mean|so|meaning|i\.e\.|from|in|by)\b/i)[0] ?? '';
  const lead = /^\s*([^,:.;\d]{6,70}),\s+(?=\S{0,12}\s?(?:\d|a\b|per\b))/u.exec(quote)?.[1] ?? '';
  const beside =
    /(?:^|[,;:.]\s+)(?:and |the )?([\p{L}][\p{L} -]{2,40}?),? (?:p\d|median|at p\d)/iu.exec(quote)?.[1] ?? '';
  return metric === 'latency' ? [beside, plain] : [plain, lead];
}

/** What the interview calls its questions measures nothing in particular. */
const TOPIC =
  /^(?:numbers?|metrics|figures|facts|load|throughput|volume|traffic|scale|latency|speed|reliability|availability|quality|errors?|uptime|before|now|today|corrections?|right.*|ok.*)$/i;

/** How a wait is named with its percentile. */
function waiting(figure: Figure, measure: string | null): string {
  const median = figure.percentile === 'p50';
  const percentile = figure.percentile ? (median ? 'median' : figure.percentile) : null;
  if (measure === null || /^(?:before|was|both|it)$/i.test(measure)) {
    const ends = endsIn(figure.quote);
    const end = percentile && (ends ? `From ${ends}` : purposeIn(figure.quote));
    if (end) return `${end}, the ${percentile}`;
    return percentile === null ? 'Latency' : `The ${percentile} latency`;
  }
  if (/\bp\d{2,3}(?:\.\d+)?\b|median|percentile/i.test(measure)) return lowered(measure);
  if (percentile === null) return measure;
  const short = lowered(measure);
  const lead = withLead(measure, figure.quote);
  if (/^(?!(?:thing|ping|ring|string|king|spring|evening|morning)\b)\p{L}{3,}ing\s/iu.test(measure))
    return `For ${short}, the ${percentile}`;
  if (/^(?!(?:time|delay|lag|end to end)\b)(?:\p{L}+\s){1,3}to(?:\s\p{L}+){1,4}$/iu.test(measure))
    return `From ${short}, the ${percentile}`;
  if (lead.preposition === 'of') return `The ${percentile} of ${lead.words}`;
  if (/^(?:for|to)$/.test(lead.preposition))
    return `${lead.preposition === 'for' ? 'For' : 'To'} ${lead.words}, the ${percentile}`;
  if (/^(?:time|delay|lag|latency|wait)\b|\b(?:time|delay|lag|latency|overhead|wait)$/i.test(measure))
    return `The ${percentile} ${short}`;
  if (
    /^\S+(?: \S+){0,2}$/.test(measure) &&
    !/\b(?:of|for|to|from|in|on|at|by|with|and)\b/i.test(measure) &&
    !isPlural(measure)
  )
    return `The ${short} ${percentile}`;
  const isBare =
    !/^(?:an?|the|one|each|every|our)\s/i.test(lead.words) && !isPlural(measure) && PREPOSITION.test(measure);
  return `At ${median ? 'the median' : percentile}, ${isBare ? 'the ' : ''}${lead.words}`;
}

const PREPOSITION = /\s(?:of|on|for|in|to|from)\s/i;

/** "From commit to first attempt, p99": both ends of what was waited for. */
function endsIn(quote: string): string | null {
  const ends = ENDS.exec(quote)?.[1]?.trim();
  return ends && !/\b(?:p\d+|median|was|is|the)$/i.test(ends) ? ends : null;
}

const ENDS =
  /(?:\bfrom |^\s*(?=[\p{L}' -]+ until ))((?:(?!to\b|until\b)[\p{L}'-]+ ){1,6}(?:to|until) (?:[\p{L}'-]+ ?){1,6}?)(?=[,:]|\s*(?:the )?(?:p\d|median)|\s*(?:went|was|is|took|dropped|fell)\b)/iu;

/** "To find a car: p95 of 3.2 s": what it is done for. */
function purposeIn(quote: string): string | null {
  const purpose = /^\s*(to \p{Ll}+ [^:,.\d]{2,40}?)\s*[:,]\s/iu.exec(quote)?.[1];
  return purpose ? `${purpose[0]?.toUpperCase()}${purpose.slice(1)}` : null;
}

function none(figure: Figure, level: Quantity, where: string): string | null {
  const noun = level.unit !== '' && level.unit !== '%' ? level.unit : (figure.measure ?? '');
  // "no parcel was lost" counts a whole clause.
  if (/\s(?:was|were|got|has|have)\s/i.test(noun)) return sentence(`No ${lowered(noun)}${where}`);
  // "Double-sold berths: forty-odd every summer, none since" tells more than that there are none.
  if (!isNounPhrase(noun) || (where === '' && /:\s.*,/s.test(figure.quote))) return null;
  const [, things, state] = /^(.+) (lost|dropped|missed|duplicated|delayed|corrupted|failed|broken)$/i.exec(noun) ?? [];
  const whole = things && state ? `${state.toLowerCase()} ${things}` : lowered(noun);
  return sentence(isPlural(whole) ? `There have been zero ${whole}${where}` : `There has been no ${whole}${where}`);
}

/** Where, when and how it was measured, as the candidate put it behind the numbers: "on salary day", "at the edge". */
function setting({ quote, before, after }: Figure): string {
  const mentions = readMentions(quote);
  const isOwn = ({ quantity: told }: Mention) => told.value === before?.value || told.value === after?.value;
  const last = mentions.findLast(isOwn);
  // Behind the number of before stands what was so before.
  const behind = last && last.quantity.value === (after ?? before)?.value ? quote.slice(last.end) : '';
  const tail = (/^[^.;:!?\n]*/.exec(behind)?.[0] ?? '')
    .replace(STRAY, '')
    .replace(/\s*\b(?:now|today)$/i, '')
    .trim();
  if (BEHIND.test(tail) && tail.split(/\s+/).length <= 14 && !/[(){}"→]|\bI\b|\bplease\b|percentile|\bp\d/.test(tail))
    return `${/^(?:measured|as|when|while|because|time|end|seen)\b/i.test(tail) ? ',' : ''} ${tail}`;
  const since = before ? undefined : /\bsince (?:the )?[\p{L}\d ]{3,30}?(?=[.,;]|$)/iu.exec(quote);
  return [PLACE.exec(quote), since]
    .flatMap((found) => (found && !isOfAnother(found.index, mentions, isOwn) ? [found[0]] : []))
    .map((part) => ` ${part[0]?.toLowerCase()}${part.slice(1)}`)
    .join('');
}

/** Whether the nearest number belongs to another figure. */
function isOfAnother(at: number, mentions: readonly Mention[], isOwn: (mention: Mention) => boolean): boolean {
  const nearest = mentions.toSorted((one, other) => Math.abs(one.start - at) - Math.abs(other.start - at))[0];
  return nearest !== undefined && !isOwn(nearest);
}

/** What only says that it is so now, or with which of the two. */
const STRAY =
  /^(?:[\s,]*(?:give or take|or so|or thereabouts|roughly|now|today|nowadays|these days|after(?:wards)?|before|once|availability|uptime|p\d+|(?:with|on) (?:mine|(?:the|our|my)(?: (?:new|old|current))? \p{L}+)(?=\s|$)(?! (?:day|night|eve|week))))*[\s,]*/iu;
const BEHIND =
  /^(?:measured \p{L}+|at|on|in|during|across|over|since|under|for|without|when|while|because|end to end|time to|as seen|seen (?:at|by|from|in)|sustained|on average)\s+(?:\p{L}|\d)[^→]*\p{L}{2,}/iu;
const PLACE =
  /\b(?:at (?:the )?(?:\w+ )?peak|across [\p{L} ]{3,20}(?=[.,;]|$)|measured [\p{L} ]{3,40}(?=[.,;]|$)|on (?:sale|salary|tax|launch) (?:days?|night)|in the [\p{Ll} ]{3,20} peak|at [\p{Ll}]+ (?:hour|night))/iu;
