/** What is on the surface of a letter and belongs in none: gaps of a template, dashes, code. */
import { type Fault, faultAt } from './fault.ts';

const NAMEABLE = String.raw`(?:company|firm|employer|name|team|position|role|job|title|hiring|manager|recipient|date|number|metric|figure|value|percentage|amount|address|e-?mail|phone|city|link|url|technology|project|system|product|x+|n)`;

/** What a template leaves open. In capitals it is one; "your name" in a sentence is what it says. */
const PLACEHOLDERS: readonly RegExp[] = [
  // Brackets of any shape around words, or around nothing
  /\[[^\]\n]{2,60}\]|\[\s*\]|\{\{?[^}\n]{2,60}\}?\}|\{\s*\}|<{1,2}[A-Za-z][\w'/ -]{2,40}>{1,2}|\$\{[^}\n]{1,40}\}|%[A-Z_]{3,30}%|%[sd]\b|_{3,}|\?{3,}|#{3,}/g,
  // What stands for what is still to come
  /\b(?:TBD|tbd|TBC|TBA|TODO|FIXME|XX+|xxx+|[Ll]orem ipsum|INSERT (?!INTO\b)[A-Z]+|YYYY|(?:YOUR|COMPANY|CANDIDATE|TEAM|MANAGER|HIRING MANAGER|PRODUCT|PROJECT)[ _](?:NAME|HERE)|N{2,}(?= ?(?:%|ms\b|s\b|times|per)))\b/g,
  /\b(?:DD|MM)[/.-](?:MM|DD)[/.-]YY(?:YY)?\b|\bYYYY-MM-DD\b/g,
  /\b[XYN](?= ?%| (?:ms|seconds|milliseconds|minutes|percent|per cent|requests|times (?:as|faster|more)|years (?:of|in))\b)/g,
  /\b(?:Company|Hiring Manager|Your|Candidate|Employer|Recipient|Manager|Team|Product|First|Last|Full) Name\b|\b(?:Job|Position) Title\b|\bCompany [XYZ]\b|\b(?:XYZ|ABC) (?:Corp|Company|Inc|Ltd|Corporation|GmbH|Systems|Technologies)\b|\b(?:John|Jane) Doe\b/g,
  new RegExp(
    String.raw`\((?:insert|add|fill in|replace|put|todo|name of)\b[^)\n]{0,20}\b${NAMEABLE}\b[^)\n]{0,30}\)|\(your ${NAMEABLE}\)|\b(?:insert|fill in|add|put) (?:your |the |a )?(?:\w+ )?${NAMEABLE}(?: name)? here\b|\b${NAMEABLE} (?:goes|to be inserted|to follow) here\b`,
    'gi',
  ),
  /\b(?:https?:\/\/)?(?:www\.)?example-?(?:company|link)\b/g,
];

export function placeholderFaults(letter: string): Fault[] {
  return PLACEHOLDERS.flatMap((pattern) => [...letter.matchAll(pattern)]).map((match) =>
    faultAt(letter, 'placeholder', match.index, match.index + match[0].length),
  );
}

export function surfaceFaults(letter: string): Fault[] {
  const dashes = [...letter.matchAll(/\s?—\s?|\s–\s/g)].map((match) =>
    faultAt(letter, 'em-dash', match.index, match.index + match[0].length),
  );
  const code = [
    ...letter.matchAll(
      /```[\s\S]*?(?:```|$)|`[^`\n]+`|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE)\b[^.\n]{5,}|\b\w+\([^)\n]*\)\s*[;{]|=>|&&/g,
    ),
  ].map((match) => faultAt(letter, 'code', match.index, match.index + match[0].length));
  return [...dashes, ...code];
}
