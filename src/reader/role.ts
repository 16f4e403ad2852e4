/**
 * The position, company, team and addressee of a role out of free text, and the employer of a story. People are found
 * by the words that introduce them, then the message is cut into segments, and each segment is told by its words:
 * a title, a team, a company after "at", or what is left.
 */
import type { Detail, Details } from '../machine/brief.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { addresseeIn } from './addressee.ts';
import { anyCase } from './any-case.ts';
import { COMPANY, cleanName, isRespelling, TEAM, titleIn } from './names.ts';

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
    .split(/[,;|\n()]|\.(?!\p{L})(?<!\b\p{Lu}\.)|:\s|(?:^|\s)(?:[–—/]|-{1,3})\s|\s\/\/\s/u)
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
  return named && !others.addressee?.endsWith(named) ? { ...others, team: named } : others;
}

/** "Not Risk, that's the other posting": a name that is denied was none of this role's. */
function withoutDenied(text: string): string {
  return [...text.matchAll(DENIED), ...text.matchAll(ANOTHERS)].reduce((all, [denial, name = '']) => {
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

/** "Murmur is the other application" */
const ANOTHERS = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(${COMPANY}) (?:is|was) (?:the|my|an?) (?:other|wrong|previous|last|old|different)\b[^.,;!\n]{0,30}`,
  'gu',
);

function positionIn(segments: readonly string[]): string | null {
  let found: string | null = null;
  for (const [index, segment] of segments.entries()) {
    const title = titleIn(segment)?.text ?? null;
    if (!title) continue;
    const better =
      found === null ||
      TAKES_BACK.test(segments[index - 1] ?? '') ||
      /\b(?:ad says|actually|rather|correct)/i.test(segment) ||
      (!/ /.test(found) && / /.test(title));
    if (better) found = title;
  }
  return found;
}

/** "Hmm no, Senior Backend Engineer, they renamed it" */
const TAKES_BACK = /\b(?:no|nope|nah|sorry|wait|actually|correction|i mean|make that|or rather)$/i;

const AFTER_CUE = [
  String.raw`(${COMPANY})\s+(?:(?:is|are) (?:hiring|looking|seeking|searching|recruiting)|(?:seeks|wants|needs|hires|invites|recruits|offers|searches)|serves|builds|makes|runs|operates|handles)(?!\p{L})`,
  String.raw`\b${anyCase('dear')} (${COMPANY}) ${anyCase('team')}\b`,
  String.raw`\b${anyCase("it'?s|this is|this one(?:'s| is)|that'?s|letter is|applying|it is")}${anyCase(' going')}? ${anyCase('for')} (${COMPANY})(?=[,!.]| as\b| the (?:job|role|position)\b)`,
  String.raw`${anyCase('renamed themselves|now called|renamed (?:it|to)')}[^\p{L}]{1,3}(${COMPANY})`,
  String.raw`${anyCase(String.raw`appl(?:y|ying)(?: to| at| for a (?:job|role|position) at)|employer(?: would be| is|:)|company(?: name)?(?: is|:)?|target(?: is|:)?|\/\/`)}\s+(${COMPANY})`,
  String.raw`(?:${anyCase(String.raw`\b(?:at|with|over at|within)`)}|@)\s+(?:the )?(${COMPANY})`,
  String.raw`\b${anyCase('in|of|to|from')}\s+(?:the )?(?:(?:firm|company) )?(${COMPANY})`,
  String.raw`\b${anyCase('engineer|developer|architect')}\s+(?:by|bei|chez)\s+(${COMPANY})`,
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
  // "Neon. Storage Engineer, …": what opens the text, with the title right behind it
  const [opening = ''] = segments;
  const opens = position !== null && segments[1]?.includes(position) && isNamed(opening) && !isTeam(opening);
  if (opens && leftOver([opening], position).length > 0) return opening;
  for (const [rank, cue] of AFTER_CUE.entries()) {
    const names = [...text.matchAll(cue)]
      .map((match) => cleanName((match[1] ?? '').replace(TITLE_OF, '')))
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
  const lower =
    /(?:\b(?:at|with|(?:team|squad|group|crew) (?:of|at))|@)\s+(\p{L}[\p{L}\p{N}&'-]*(?: [\p{L}\p{N}&'-]+)?)/u
      .exec(text)?.[1]
      ?.replace(/\s+(?:no|as|and|in|on|for)$/, '');
  if (lower && !/^(?:the|a|an|my|this|that|home|least)\b/i.test(lower)) return lower;
  const rest = leftOver(segments, position).filter((segment) => !isTeam(segment));
  const named = rest.filter(isNamed);
  // "Neon, Storage Engineer": what is named before the title is the company.
  const title = segments.findIndex((segment) => position !== null && segment.includes(position));
  const [first] = named.filter((segment) => segments.indexOf(segment) < title);
  if (first) return first;
  // "Staff Engineer, Neon, Storage": a company is seldom called like a part of one; else it comes last, in capitals.
  const isTeamTold = segments.some(isTeam);
  const apart = named.filter((segment) => isTeamTold || !SOUNDS_AS_TEAM.test(segment));
  if (apart.length > 0) return apart.at(-1) ?? null;
  return named.length > 1 ? (named.at(-1) ?? null) : named.length === 1 ? null : (rest[0] ?? null);
}

function isNamed(segment: string): boolean {
  return segment.split(' ').every((word) => /^(?:\p{Lu}|&$|and$|of$)/u.test(word));
}

/** "Backend Engineer of Hakone Labs" */
const TITLE_OF = /^.*\b(?:[Ee]ngineer|[Dd]eveloper|[Aa]rchitect)\s+(?:of|at|for|in)\s+/;

/** Ends with what a part of a company works on. */
const SOUNDS_AS_TEAM =
  /\b(?:platform|infrastructure|infra|storage|payments?|billing|core|search|messaging|notifications?|identity|auth|security|risk|fraud|pricing|checkout|orders?|delivery|dispatch|ingest(?:ion)?|streaming|feed|growth|reliability|sre|observability|devex|tooling|runtime|engine|pipelines?|events?|store|queue|scheduler|scheduling|workflows?|backend|apis?|integrations?|marketplace|catalog(?:ue)?|inventory|logistics|routing|playback|transfers?|ledger|accounting|compliance|onboarding|accounts?|support|registry|builds?|ci|release|deployment|compute|edge|cache|gateway|databases?|analytics|metrics|monitoring|telemetry|devices?|sensors?|claims|decisions?|distribution|directions|availability|bidding|matching|trading|settlement|clearing|declarations|assessment|operations|ops|services)$/i;

/** Tells of a name whether it is a team's: it ends with the word, or the word follows it in the text. */
function teamsIn(text: string): (name: string) => boolean {
  const heads = [...text.matchAll(BEFORE_TEAM)].map(({ index }) =>
    text.slice(Math.max(0, index - 80), index).toLowerCase(),
  );
  return (name) => ENDS_AS_TEAM.test(name) || heads.some((head) => head.endsWith(name.toLowerCase()));
}

const ENDS_AS_TEAM = new RegExp(String.raw`(?:^|\s)${TEAM}$|^${TEAM}\s`, 'i');
const BEFORE_TEAM = new RegExp(String.raw`(?<!\s)\s+${TEAM}\b`, 'gi');

const REMARK =
  /\b(?:nr|no\.?|item|point) ?\d|\b(?:i|i'm|it|it's|is|are|am|to|no|none|address|addressee|attn|reads|please|thanks?|goes|for|in|the|ad|hiring|ok|okay|letter|so|hi|hiya|hello|and|title|same|remote|hybrid|specifically|known|names?|sir|madam|right|well|role|job|position|posting|sorry|pardon|oops|wait|actually|correction|reader|addressee|manager|recruiter|attention|recipient|contact|on|my|now|you|your|we|our|they|their|him|her)\b|!/i;

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
const NAMED_TEAM = new RegExp(String.raw`(${TEAM_NAME})(?: backend| platform)? ${TEAM}\b`, 'u');
/** "Every team publishes its error budget" names none. */
const ANY_TEAM = /^(?:every|each|our|the|this|that|your|all|any|some|no|one|what|which|whose|whole)$/i;
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
    if (name && name !== company && !ANY_TEAM.test(name) && !/ /.test(titleIn(name)?.text ?? '')) return name;
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
  const marker =
    /\b(?:spelled|spelt|oops|typo|sorry|correction|i mean|whoops|wait|with(?:out)? (?:(?:the|an?) )?\w\b)/i.exec(text);
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
