/**
 * A letter without a model, out of the candidate's own words, in the order that a good one has: the role and the
 * company's choice, the system and its numbers, the contract, what came before, and an offer. It pads nothing: a short
 * brief makes a short letter.
 */
import { type Brief, detail, factsOn, type Topic } from '../machine/brief.ts';
import { addressed } from './address.ts';
import type { Letter, Sentence } from './letter.ts';
import { metricSentences } from './metrics.ts';
import { background, closing, contract, system } from './paragraphs.ts';
import { passages } from './passages.ts';
import { titleCase } from './tidy.ts';
import type { LetterRequest } from './writer.ts';

export function compose({ brief, date, short }: LetterRequest): Letter {
  const role = [...sentencesFor(brief, 'role'), ...sentencesFor(brief, 'company')];
  const story = sentencesFor(brief, 'system');
  const rest = [
    sentencesFor(brief, 'contract'),
    short ? [] : sentencesFor(brief, 'background'),
    sentencesFor(brief, 'closing'),
  ];
  const told = new Set([role, story, ...rest].flat().map(({ text }) => text));
  const words = [...told].join(' ').split(' ').length + METRIC_WORDS;
  const metrics = metricSentences(brief, short ? 0 : ROOM - words).filter(({ text }) => !told.has(text));
  const isLong = [...story, ...metrics].map(({ text }) => text).join(' ').length > LONG && metrics.length > 2;
  const paragraphs = [role, ...(isLong ? [story, metrics] : [[...story, ...metrics]]), ...rest];
  return {
    ...frame(brief, date),
    paragraphs: paragraphs.filter((sentences) => sentences.length > 0).map((sentences) => ({ sentences })),
  };
}

/** Words of a letter that nobody has to cut, and those that its figures take by themselves. */
const ROOM = 380;
const METRIC_WORDS = 50;
/** Characters of a paragraph above which the numbers have one of their own. */
const LONG = 900;

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
    case 'contract':
      return contract(brief);
    case 'background':
      return background(brief);
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
