/**
 * The position, company, team and addressee of a role out of free text, and the employer of a story. People are found
 * by the words that introduce them, then the message is cut into segments, and each segment is told by its words:
 * a title, a team, a company after "at", or what is left.
 */
import type { Detail, Details } from '../machine/brief.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { anyCase } from './any-case.ts';
import { COMPANY, cleanName, isRespelling, PERSON, titleIn } from './names.ts';

const TEAM = '(?:team|squad|group|pod|crew|department|dept|unit|tribe|guild|division)';
/** What introduces the person who will read the letter. */
const INTRODUCES = [
  'address(?:ed)?(?: it| this| the letter)? to',
  'addressee(?: is|:)?',
  String.raw`attn\.?:?`,
  'attention(?: of)?:?',
  'for the attention of',
  String.raw`c\/o`,
  'recipient is',
  '(?:person|leader|manager|lead|boss|head|contact|recruiter)[^.,;:]{0,14} (?:is|calls|called|named|=|is called)',
  'letters? (?:go(?:es)? |should (?:go|be addressed) |would go |is (?:addressed )?|please )?to(?: pani| pan| the)?',
  'letters?:',
  'reader(?: is|:)',
  'you report to',
  'applications? (?:go(?:es)? |should go |are )?to',
  '(?:who|whoever) (?:receives|reads|decides|hires)[^.,;]{0,20} is(?: the)?',
  '(?:chap|guy|lady|man|woman|lad|bloke|fellow|dude|human)[^.,;]{0,14} (?:is|calls|called|named|is called|is named)',
  '(?:responsible|chief|contact)(?: person)?(?: there)? is(?: the)?(?: engineer| manager| lady| gentleman)?',
  'is (?:called|named)',
  '(?:to|for) (?:the|their) (?:\\w+ )?(?:manager|recruiter|lead|boss|head|cto),?',
  '(?:direct|mark|send) (?:it|this) to',
  '(?:write|writes) to(?: a)?',
  'ask(?: for)?',
  '(?:letter )?(?:goes|lands) (?:to|with)',
  'hiring (?:manager|mgr|lead|person)(?: there| for it)?(?: is|:| =|,)?',
  'manager(?: is(?: called)?|:)',
  'contact(?: in the ad)? is',
  String.raw`contact(?: person| (?:for|in) [\w ]{3,20})?:`,
  'person(?: in charge)?(?: is| =)',
  'reports to:?',
  'signed by(?: a)?',
  'chaired by',
  String.raw`(?:guy'?s|her|his) name is`,
  '(?:ad|advert) names',
  String.raw`(?<=(?:^|[.,;\n])\s*)(?:to|for):?`,
  '(?:letter|is|it) (?:is )?(?:to|for)',
].join('|');
const BEFORE_NAME = new RegExp(String.raw`(?:^|[^\p{L}])${anyCase(INTRODUCES)} +(${PERSON})`, 'gu');
const AFTER_NAME = new RegExp(
  String.raw`(${PERSON})(?:'s name is|,? (?:(?:he|she) is the|is (?:the (?:hiring|contact|recruiter|reader|person|one who)|who reads|reading|responsible|in charge)|(?:is who )?reads it|the hiring manager|their head|is the (?:chief|boss|lead|head|manager)))`,
  'gu',
);

/** "*Wordloom*": what marks a name in Markdown ends it as well; inside of one it is part of it. */
const MARKS = /(?<![\p{L}\p{N}])[*_#`]+(?=\p{L})|(?<=[\p{L}\p{N}])[*_#`]+(?![\p{L}\p{N}])/gu;

/** What a message about the role names. Where it corrects itself, the later words stand. */
export function roleDetails(message: string): Details {
  const text = message.replaceAll('’', "'").replace(MARKS, ';');
  const addressee = addresseeIn(text);
  const rest = (addressee ? text.replace(addressee, '\n') : text).replace(
    /\((?![^()]{0,80}(?:backend|engineer))[^()]{0,80}\b(?:a|not|remote|hybrid|ltd)\b[^()]{0,80}\)/gi,
    ' ',
  );
  const meant = withoutDenied(rest);
  const segments = meant
    .split(/[,;|\n()]|\.(?!\p{L})(?<!\b\p{Lu}\.)|:\s|\s[–—/-]\s|\s\/\/\s/u)
    .map((part) => part.trim().replace(/^(?:(?:[Tt]his|[Tt]hat|[Tt]he right) one|[Ii]t)(?:'s| is) (?=\p{Lu})/u, ''))
    .filter((part) => part !== '');
  const position = positionIn(segments);
  const company = companyIn(meant, segments, position);
  const team = teamIn(segments, position, company);
  const details: Details = {
    ...(position ? { position } : {}),
    ...(company ? { company } : {}),
    ...(team ? { team } : {}),
    ...(addressee ? { addressee } : {}),
  };
  const { team: named, ...others } = respelled(text, details);
  // A name that was spelled anew is left over, and no team's.
  return named && named !== others.addressee ? { ...others, team: named } : others;
}

/** "Not Risk, that's the other posting": a name that is denied was none of this role's. */
function withoutDenied(text: string): string {
  return [...text.matchAll(DENIED)].reduce((all, [denial, name = '']) => {
    if (titleIn(name) || !cleanName(name)) return all;
    return all
      .replace(denial, '\n')
      .replaceAll(new RegExp(String.raw`(?<![\p{L}\p{N}])${RegExp.escape(name)}(?![\p{L}\p{N}])`, 'gu'), '');
  }, text);
}

const DENIED = new RegExp(
  String.raw`(?<=^|[.,;\n]\s*)${anyCase('no[,.]? ')}?\b${anyCase('not')} (${COMPANY})(?=[,.;\n]|$)(?:,? (?:but )?(?:that|it|this|which|wrong|those)\b[^.\n]{0,40})?`,
  'gu',
);

function addresseeIn(text: string): string | null {
  const named = [AFTER_NAME, BEFORE_NAME]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap((match) => personOf(match, text));
  // "To Emma Loft. Actually no, better to Gijs Pauwels": the later one, where the first is taken back.
  const back = text.search(/\b(?:actually no|no,? wait|better to|scratch that|correction|make that)\b/i);
  const after = back >= 0 ? named.find(({ at }) => at > back) : undefined;
  const best = after ?? named[0];
  if (best) return titledAnew(best, text);
  const lower = /^\P{Lu}*?\p{Ll}/u.test(text) ? LOWER_NAME.exec(text)?.[1] : undefined;
  if (lower) return lower;
  // A title makes a person of a name wherever it stands.
  return cleanName(TITLED.exec(text)?.[0] ?? '');
}

/** "To Mr Okoye. *Ms Okoye, sorry": the same name behind it, with another title. */
function titledAnew({ name, at }: { name: string; at: number }, text: string): string {
  const family = name.split(' ').at(-1) ?? '';
  const later = [...text.slice(at + name.length).matchAll(new RegExp(TITLED, 'gu'))].map(([found]) => cleanName(found));
  return later.findLast((other) => other?.endsWith(family)) ?? name;
}

/** "to mira osei", where everything is typed in lower case */
const LOWER_NAME =
  /(?:^|[.,;\n]\s*)(?:(?:it )?(?:to|attn:?|goes to|address(?:ed)? (?:it )?to)|(?:reader|addressee|(?:hiring )?manager|recruiter|team lead)(?: is|:)?)\s+(?!is\b|not\b|the\b|whom|who\b|whoever|a\b|an\b|be\b|my\b|their\b)(\p{Ll}{2,} \p{Ll}[\p{Ll}'-]+)(?=\s*(?:[.,;\n]|$))/u;

function personOf(match: RegExpExecArray, text: string): { name: string; at: number }[] {
  const name = cleanName(match[1] ?? '');
  if (
    !name ||
    /\b(?:engineer|developer|programmer|architect|backend)\b/i.test(name) ||
    new RegExp(String.raw`\b${TEAM}\b`, 'i').test(name)
  )
    return [];
  // "To Plinth Commerce" may follow "applying"; a person has two words or a title, and no "at".
  const at = match.index + match[0].indexOf(match[1] ?? '');
  const before = text.slice(Math.max(0, at - 40), at);
  if (/\bappl(?:y|ying|ication)\s+(?:to|for)\s*$/i.test(before)) return [];
  if (/\b(?:to|for)\s*$/i.test(before) && !/ /.test(name)) return [];
  return [{ name, at }];
}

const TITLED =
  /\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Frau|Herr|Mister|Madame|Monsieur|Madam|Signora?|Señora?|Senhora?|Ing)\.? +\p{Lu}[\p{L}'-]+(?: +\p{Lu}[\p{L}'-]+)*/u;

function positionIn(segments: readonly string[]): string | null {
  let found: string | null = null;
  for (const segment of segments) {
    const title = titleIn(segment)?.text ?? null;
    if (!title) continue;
    const better =
      found === null || /\b(?:ad says|actually|rather|correct)/i.test(segment) || (!/ /.test(found) && / /.test(title));
    if (better) found = title;
  }
  return found;
}

const AFTER_CUE = [
  String.raw`(${COMPANY})\s+(?:(?:is|are) (?:hiring|looking|seeking|searching|recruiting)|(?:seeks|wants|needs|hires|invites|recruits|offers|searches)|serves|builds|makes|runs|operates|handles)(?!\p{L})`,
  String.raw`\b${anyCase('dear')} (${COMPANY}) ${anyCase('team')}\b`,
  String.raw`\b${anyCase("it'?s|this is|that'?s|letter is|applying|it is")}${anyCase(' going')}? ${anyCase('for')} (${COMPANY})(?=,| as\b| the (?:job|role|position)\b)`,
  String.raw`${anyCase('renamed themselves|now called|renamed (?:it|to)')}[^\p{L}]{1,3}(${COMPANY})`,
  String.raw`${anyCase(String.raw`appl(?:y|ying)(?: to| at| for a (?:job|role|position) at)|employer(?: would be| is|:)|company(?: name)?(?: is|:)?|target(?: is|:)?|\/\/`)}\s+(${COMPANY})`,
  String.raw`(?:${anyCase(String.raw`\b(?:at|with|over at|within)`)}|@)\s+(?:the )?(${COMPANY})`,
  String.raw`\b${anyCase('in|of|to|from')}\s+(?:the )?(${COMPANY})`,
].map((cue) => new RegExp(cue, 'gu'));

function companyIn(text: string, segments: readonly string[], position: string | null): string | null {
  const isTeam = teamsIn(text);
  // A posting's headline: "Waymark Fleet | Software Engineer III, Geofencing | Lisbon or remote".
  const headline =
    text
      .split('\n')
      .find((line) => line.includes('|') && titleIn(line))
      ?.split('|') ?? [];
  const [heading] = leftOver(
    headline.map((part) => part.replaceAll(';', '').trim()),
    position,
  );
  if (heading) return heading;
  for (const [rank, cue] of AFTER_CUE.entries()) {
    const names = [...text.matchAll(cue)]
      .map((match) => cleanName(match[1] ?? ''))
      .filter(
        (name) =>
          name !== null && !titleIn(name) && (rank < 4 || !isTeam(name)) && technologiesIn(`in ${name}`).length === 0,
      );
    const [first] = names;
    // "at Northgate … that's where I am now": that one is the employer of today.
    if (
      first &&
      !(
        names.length === 1 &&
        new RegExp(String.raw`${RegExp.escape(first)}\b[^.]{0,200}\.[^.]{0,200}\bwhere i (?:am|work)`, 'i').test(text)
      )
    )
      return first;
  }
  const lower = /(?:\b(?:at|with)|@)\s+(\p{L}[\p{L}\p{N}&'-]*(?: [\p{L}\p{N}&'-]+)?)/u
    .exec(text)?.[1]
    ?.replace(/\s+(?:no|as|and|in|on|for)$/, '');
  if (lower && !/^(?:the|a|an|my|this|that|home|least)\b/i.test(lower)) return lower;
  const rest = leftOver(segments, position).filter((segment) => !isTeam(segment));
  const named = rest.filter((segment) => segment.split(' ').every((word) => /^(?:\p{Lu}|&$|and$|of$)/u.test(word)));
  // Position, team, company is the usual order; in lower case it is position, company, team.
  return named.at(-1) ?? rest[0] ?? null;
}

/** Tells of a name whether it is a team's: it ends with the word, or the word follows it in the text. */
function teamsIn(text: string): (name: string) => boolean {
  const heads = [...text.matchAll(BEFORE_TEAM)].map(({ index }) =>
    text.slice(Math.max(0, index - 80), index).toLowerCase(),
  );
  return (name) => ENDS_AS_TEAM.test(name) || heads.some((head) => head.endsWith(name.toLowerCase()));
}

const ENDS_AS_TEAM = new RegExp(String.raw`(?:^|\s)${TEAM}$`, 'i');
const BEFORE_TEAM = new RegExp(String.raw`(?<!\s)\s+${TEAM}\b`, 'gi');

const REMARK =
  /\b(?:nr|no\.?|item|point) ?\d|\b(?:i|i'm|it|it's|is|are|am|to|no|none|address|addressee|attn|reads|please|thanks?|goes|for|in|the|ad|hiring|ok|okay|letter|so|hi|hiya|hello|and|title|same|remote|hybrid|specifically|known|names?|sir|madam|right|well|role|job|position|posting|sorry|pardon|oops|wait|actually|correction|reader|addressee|manager|recruiter|attention|recipient|contact|on|my|you|him|her)\b|!/i;

/** Segments that are no title, no sentence and not too long for a name. */
function leftOver(segments: readonly string[], position: string | null): string[] {
  return segments.filter(
    (segment) =>
      segment.length > 1 &&
      segment.split(' ').length <= 4 &&
      !titleIn(segment) &&
      segment !== position &&
      !REMARK.test(segment),
  );
}

const TEAM_NAME = String.raw`(?<![\p{L}\p{N}&'-])\p{Lu}[\p{L}\p{N}&'-]*(?: (?:(?:&|and) )?\p{Lu}[\p{L}\p{N}&'-]*){0,4}`;
const NAMED_TEAM = new RegExp(String.raw`(${TEAM_NAME}) ${TEAM}\b`, 'u');
const LOWER_TEAM = new RegExp(String.raw`(?<![\p{L}&-])([\p{L}&-]+(?: [\p{L}&-]+){0,2}) ${TEAM}\b`, 'iu');
const TEAM_CALLED = new RegExp(
  String.raw`\b${anyCase(TEAM)}(?:'s)?(?: of| is| is called| called|:)? +(${TEAM_NAME})`,
  'u',
);

function teamIn(segments: readonly string[], position: string | null, company: string | null): string | null {
  // "Team Rider Billing. No, that's the other ad, the team is Docks": the later one, where the first is taken back.
  const back = segments.some((segment) =>
    /\b(?:no|wait|actually|other (?:ad|posting|one)|correction|sorry)\b/i.test(segment),
  );
  for (const segment of back ? segments.toReversed() : segments) {
    const name = cleanName(
      NAMED_TEAM.exec(segment)?.[1] ?? TEAM_CALLED.exec(segment)?.[1] ?? lowerTeam(LOWER_TEAM.exec(segment)?.[1]) ?? '',
    );
    if (name && name !== company && !/ /.test(titleIn(name)?.text ?? '')) return name;
  }
  // "Staff Engineer, Bidding, at Lumenade": what stands beside the title and is neither company nor person.
  const on = new RegExp(String.raw`\bon (?:the )?(${COMPANY})`, 'u').exec(segments.join('. '))?.[1];
  const fromTitle = segments.findIndex((segment) => position !== null && segment.includes(position));
  const beside = leftOver(segments.slice(Math.max(0, fromTitle)), position).find(
    (segment) => segment !== company && /^\p{Lu}/u.test(segment) && !(company && segment.includes(company)),
  );
  return beside ?? cleanName(on ?? '');
}

/** "the platform team", "media pipeline team" in lower case, without the article. */
function lowerTeam(name: string | undefined): string | undefined {
  const bare = name?.replace(/^(?:.* )?(?:the|their|its|your|our|in|on|of|a|an|this|that|just)\s+/i, '');
  return bare &&
    !/\b(?:the|their|its|your|our|in|on|of|a|an|this|that|just|address|is|who|which|directs|no|i|my|to|what|called|small|big|great|nice|good|whole|entire|same|other|new|hiring)\b/i.test(
      bare,
    )
    ? bare
    : undefined;
}

/** "it's spelled Harborlane", "oops: Castonguay": a word that is nearly one of the names takes its place. */
function respelled(text: string, details: Details): Details {
  const marker = /\b(?:spelled|spelt|oops|typo|sorry|correction|i mean|whoops|with(?:out)? (?:the|an?) \w\b)/i.exec(
    text,
  );
  if (!marker) return details;
  const result: Details = { ...details };
  const keys: readonly Detail[] = ['company', 'addressee', 'team', 'position'];
  for (const word of text.slice(Math.max(0, marker.index - 20)).match(/\p{Lu}[\p{L}'-]{3,}/gu) ?? []) {
    for (const key of keys) {
      const old = result[key];
      const similar = old?.split(' ').find((part) => isRespelling(part, word));
      if (old && similar && text.lastIndexOf(word) > text.indexOf(similar)) result[key] = old.replace(similar, word);
    }
  }
  return result;
}

const WORKPLACE = new RegExp(
  String.raw`(?:\b${anyCase('at|for|with|in firm|inside|in')})\s+(?:the )?(${COMPANY})`,
  'gu',
);
const REVEALED = new RegExp(String.raw`\b${anyCase("it's|i'm at|that's")}\s+(${COMPANY})`, 'u');
/** The employer of a story: the proper name after "at", "for" or "in". */
export function employerIn(text: string): string | null {
  for (const match of text.matchAll(WORKPLACE)) {
    const name = cleanName(match[1] ?? '');
    if (name && technologiesIn(`in ${name}`).length === 0 && !/^(?:CI|API|JSON|HTTP|SDK|AI)\b/.test(name)) return name;
  }
  return cleanName(REVEALED.exec(text)?.[1] ?? '');
}
