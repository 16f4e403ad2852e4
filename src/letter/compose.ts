/**
 * A letter without a model, out of the candidate's own words, in the order that a good one has: the role and the
 * company's choice, the system and its numbers, the contract, what came before, and an offer. It pads nothing: a short
 * brief makes a short letter.
 */
import { type Brief, detail, factsOn, type Topic } from '../machine/brief.ts';
import { addressed } from './address.ts';
import type { Letter, Sentence } from './letter.ts';
import { metricSentences } from './metrics.ts';
import { passages } from './passages.ts';
import { ownership, tidy, titleCase } from './tidy.ts';
import type { LetterRequest } from './writer.ts';

export function compose({ brief, date, short }: LetterRequest): Letter {
  const paragraphs = [
    [...sentencesFor(brief, 'role'), ...sentencesFor(brief, 'company')],
    [...sentencesFor(brief, 'system'), ...metricSentences(brief)],
    sentencesFor(brief, 'contract'),
    short ? [] : sentencesFor(brief, 'background'),
    sentencesFor(brief, 'closing'),
  ];
  return {
    ...frame(brief, date),
    paragraphs: paragraphs.filter((sentences) => sentences.length > 0).map((sentences) => ({ sentences })),
  };
}

/** What stands around the body, whoever wrote that. */
export function frame(brief: Brief, date: Date): Omit<Letter, 'paragraphs'> {
  return {
    heading: heading(brief, date),
    greeting: greeting(brief),
    signOff: ['Kind regards,', ownName(brief)].filter((line) => line !== '').join('\n'),
  };
}

/** What the composer says on one topic. */
export function sentencesFor(brief: Brief, topic: Topic): Sentence[] {
  switch (topic) {
    case 'role':
      return application(brief);
    case 'system':
      return system(brief);
    case 'throughput':
    case 'latency':
    case 'reliability': {
      const own = new Set(factsOn(brief, topic).map(({ id }) => id));
      return metricSentences(brief).filter(({ facts }) => facts.some((id) => own.has(id)));
    }
    case 'company': {
      const company = detail(brief, 'company');
      return passages(brief, 'company').map((sentence) => ({ ...sentence, text: addressed(sentence.text, company) }));
    }
    case 'closing':
      return closing(brief);
    case 'contact':
      return [];
    case 'background':
      // "Was a technician first": of oneself.
      return passages(brief, topic).map((sentence) => ({
        ...sentence,
        text: sentence.text.replace(/^Was(?= (?:an?|the|in|at|with)\b)/, 'I was'),
      }));
    default:
      return passages(brief, topic);
  }
}

function factIds(brief: Brief, ...names: readonly ('position' | 'company' | 'team')[]): string[] {
  return brief.facts.filter((fact) => names.some((name) => fact.details[name] !== undefined)).map(({ id }) => id);
}

const SHORT_FORMS: Readonly<Record<string, string>> = {
  eng: 'Engineer',
  be: 'Backend Engineer',
  dev: 'Developer',
  swe: 'Software Engineer',
  sr: 'Senior',
  jr: 'Junior',
  ci: 'CI',
};

function positionName(position: string): string {
  return position
    .split(' ')
    .map(
      (word) =>
        SHORT_FORMS[word.toLowerCase().replace(/\.$/, '')] ??
        (word === word.toLowerCase() && /^\p{L}/u.test(word) ? titleCase(word) : word),
    )
    .join(' ');
}

function application(brief: Brief): Sentence[] {
  const position = detail(brief, 'position');
  const company = detail(brief, 'company');
  const team = detail(brief, 'team');
  if (!position && !company) return [];
  const role = position ? `the ${positionName(position)} position` : 'a position';
  const at = company ? ` at ${titleCase(company)}` : '';
  const named = team ? titleCase(team.replace(/^(?:the|your|their)\s+/i, '')) : null;
  const on = named ? `, on the ${named}${/\b(?:team|squad|group|crew|pod)$/i.test(named) ? '' : ' team'}` : '';
  return [{ text: `I am applying for ${role}${at}${on}.`, facts: factIds(brief, 'position', 'company', 'team') }];
}

/** The system's sentences; a bare name becomes a sentence of its own. */
function system(brief: Brief): Sentence[] {
  const [first, ...rest] = passages(brief, 'system').map((sentence) => ({
    ...sentence,
    text: ownership(sentence.text).replace(NAMELESS_WAS, 'It was'),
  }));
  if (!first) return [];
  const opening = hasVerb(first.text)
    ? first
    : { ...first, text: `The system I would like to tell you about is ${article(first.text)}` };
  return [opening, ...rest];
}

/** "Was a cron script": of a system. */
const NAMELESS_WAS = /^Was(?= (?:an?|one|the|just|only|some)\b)/;

const VERB =
  /\b(?:i|is|are|was|were|has|have|had|do|does|did|can|could|will|would|went|goes|wrote|built|rebuilt|made|rewrote|took|takes|handles|runs|ran|owned?|led|helped|split|lives?|works?|write|serves?|sends?|decides?|delivers?|\p{L}{3,}ed)\b/iu;

/** In "a redacted diagram" nothing is done: what stands between an article and its noun is no verb. */
function hasVerb(text: string): boolean {
  return VERB.test(
    text
      .replace(/^(?:it|that|this)(?:'s| is| was)\s+(?=\P{Lu})/iu, '')
      .replace(/^(an?|the|my|our|some)\s+\p{L}+ed\b/iu, '$1'),
  );
}

function article(name: string): string {
  const plain = name
    .replace(/^(?:it|that|this)(?:'s| is| was)\s+/i, '')
    .replace(/^(?:An?|The|My|Our)\s+/i, (word) => word.toLowerCase());
  const lowered = /^\p{Lu}(?:\p{Ll}|\s)/u.test(plain) ? `${plain[0]?.toLowerCase()}${plain.slice(1)}` : plain;
  return /^(?:an?|the|my|our)\s/i.test(lowered) ? lowered : `the ${lowered}`;
}

const OFFER = /^(?:i\s)?(?:want|can|could|would|will|may|might|am able|'d|'ll)\b/i;

const ASKS =
  /^(?:do|does|did|is|are|can (?:you|they|i)|could (?:you|they)|how|what|which|who|when|why|where|would (?:you|they)|will (?:you|they))\b/i;

/** The close offers or asks; a bare noun is an offer, and "ask them how" is a question. */
function closing(brief: Brief): Sentence[] {
  return passages(brief, 'closing').map((sentence) => {
    let text = sentence.text
      .replace(
        /^(?:please (?:mention|say|write) (?:that )?|could you (?:say|write|mention) (?:that )?|you (?:can|may) (?:say|write) (?:that )?)/i,
        '',
      )
      .replace(/^(?:i'?d |i would |would )?(?:like to )?ask (?:them |for |you )?/i, 'I would like to ask ')
      .replace(/^questions? (?:for|to) (?:them|you)\s*[:,–-]\s*/i, '')
      .replace(/\b(?:show|share|send|give|offer|bring|tell|walk|explain|for|to|with) them\b/gi, (words) =>
        words.replace(/them$/i, 'you'),
      )
      .replace(/\bask them\b/gi, 'ask you')
      .replace(/\bquestion for them\b/gi, 'question for you')
      .replace(/\bthem\b(?= (?:through|the|a|my|how|whether|what|who|which))/gi, 'you');
    if (ASKS.test(text))
      return { ...sentence, text: addressed(tidy(text), detail(brief, 'company')).replace(/\.$/, '?') };
    if (OFFER.test(text) && !/^i\s/i.test(text)) text = `I ${text[0]?.toLowerCase()}${text.slice(1)}`;
    else if (!hasVerb(text) && !/\?$/.test(text) && !/\b(?:glad|happy|curious|would|can|offer)\b/i.test(text))
      text = `I can share ${offered(text)}`;
    else if (/^(?:happy|glad) to\b/i.test(text)) text = `I am ${text[0]?.toLowerCase()}${text.slice(1)}`;
    return { ...sentence, text: addressed(tidy(text), detail(brief, 'company')) };
  });
}

function offered(name: string): string {
  const lowered = /^\p{Lu}(?:\p{Ll}|\s)/u.test(name) ? `${name[0]?.toLowerCase()}${name.slice(1)}` : name;
  return /^(?:an?|the|my|some|one|two|our)\s/i.test(lowered)
    ? lowered
    : `${/s\.?$/.test(lowered) ? '' : /^[aeiou]/i.test(lowered) ? 'an ' : 'a '}${lowered}`;
}

function greeting(brief: Brief): string {
  const addressee = detail(brief, 'addressee');
  if (addressee) return `Dear ${titleCase(addressee)},`;
  const team = detail(brief, 'team');
  const company = detail(brief, 'company');
  if (team)
    return `Dear ${titleCase(team.replace(/^the\s+/i, ''))}${/\b(?:team|squad|group|crew|pod)$/i.test(team) ? '' : ' team'},`;
  return company ? `Dear ${titleCase(company)} team,` : 'Hello,';
}

function ownName(brief: Brief): string {
  return titleCase(detail(brief, 'name') ?? '');
}

function heading(brief: Brief, date: Date): string[] {
  const line = [ownName(brief), detail(brief, 'email') ?? '', titleCase(detail(brief, 'location') ?? '')].filter(
    (part) => part !== '',
  );
  const day = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date);
  return [line.join(' · '), day].filter((part) => part !== '');
}
