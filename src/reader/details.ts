/** Names out of free text: position, company, team and addressee of a role; name, address and place of a person. */
import type { Detail, Details } from '../machine/brief.ts';

const HEAD =
  /\b(?:engineers?|developers?|programmers?|architect|swe|sde(?:[- ]?\d)?|sre|backend|back-end|eng|dev|devops|lead)\b/i;
const TITLE_WORD =
  /^(?:senior|sr|snr|staff|principal|lead|junior|jr|graduate|associate|chief|distinguished|backend|back-end|software|platform|site|reliability|distributed|systems?|data|infrastructure|infra|storage|search|security|cloud|network|integration|fraud|robotics|ground|segment|netcode|full[- ]?stack|devops|sde|swe|sre|engineer|developer|programmer|architect|engineering|eng|dev|ci|mid|level|server|payments?|ii|iii|iv|i|\d|\/|post-trade|java|go|python|rust|site|staff|middleware|api|core|entry|expert|application|applications|web|services?|machine|learning|ml|ai|database|kernel|embedded|performance|production|release|edge|identity)$/i;
const TEAM = /\b(?:team|squad|group|pod|crew|department|dept|unit|tribe|chapter|guild|division)\b/i;
const NAME = String.raw`(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Frau|Herr|Mister|Madame|Sir)\.? +)*\p{Lu}[\p{L}.'’-]*(?: +(?:(?:van|von|de|der|den|del|da|di|la|le|el|al|bin|ter|ten|of)(?= )|\p{Lu}[\p{L}'’-]*)){0,4}`;
/** Words that begin with a capital and are no part of a name. */
const NOT_NAME =
  /^(?:I|It|The|This|That|Please|Names?|No|None|Hiring|Manager|Team|Senior|Staff|Backend|Software|Letter|Contact|Advert|Recruiter|Thanks?|So|And|But|Yes|Good|Hello|Hi|To|At|Is|Dear|Sir|Addressee|Position|Applying|Reports?|Applications?|Attn|Kindly|Person|Mark|Direct|Ask)$/;

const ADDRESSEE: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:address(?:ed)? (?:it |this |the letter )?to|addressee(?: is|:|)|attn\.?:?|attention(?: of)?:?|for the attention of|c\/o|recipient is|direct (?:it|this) to|mark (?:it|this) to|write to|writes to(?: a)?|would write to|ask for|ask for a|letter (?:goes |is |lands )?(?:to|with)|goes to|lands with|hiring (?:manager|mgr|lead|person)(?: there| for it)?(?: is|:| =|, is|)|manager is(?: called)?|manager[:,]|contact(?: in the ad)? is|person in charge is|person =|reports? to:?|applications to|signed by(?: a)?|chaired by|head is|led by|guy'?s name is|her name is|his name is|name is|names|for|to) +(${NAME})`,
    'gu',
  ),
  new RegExp(
    String.raw`(${NAME})(?:,? (?:is (?:the |who )?(?:hiring|reads|responsible|in charge|team lead)|reads it|the hiring manager|their head|'s name is in|is the man|is the woman))`,
    'gu',
  ),
];

const isPerson = (name: string) =>
  !NOT_NAME.test(name.split(' ')[0] ?? '') &&
  !/\b(?:engineers?|developers?|programmer|architect|backend)\b/i.test(name) &&
  !TEAM.test(name);

/** What a message about the role names; later words of the message win over earlier ones. */
export function roleDetails(text: string): Details {
  const straight = text.replaceAll('’', "'");
  const details: Details = {};
  const addressee = addresseeIn(straight);
  if (addressee) details.addressee = addressee;
  const segments = segmentsOf(straight, addressee);
  const position = positionIn(segments);
  if (position) details.position = position.text;
  const company = companyIn(straight, segments, position?.segment ?? null, addressee);
  if (company) details.company = company;
  const team = teamIn(segments, position, company, addressee);
  if (team) details.team = team;
  return respelled(straight, details);
}

function addresseeIn(text: string): string | null {
  let best: { name: string; at: number; weak: boolean } | null = null;
  for (const [rank, pattern] of ADDRESSEE.entries()) {
    for (const match of text.matchAll(pattern)) {
      const name = trimName(match[1] ?? '');
      if (name === '' || !isPerson(name)) continue;
      const cue =
        rank === 0
          ? match[0]
              .slice(0, match[0].length - (match[1] ?? '').length)
              .trim()
              .toLowerCase()
          : '';
      // A bare "to" or "for" needs two words or a title to make a person of what follows.
      const weak = /^(?:to|for|names)$/.test(cue);
      if (weak && (!/ /.test(name) || /\b(?:at|with)\b/.test(name))) continue;
      if (
        /^(?:for|to)$/.test(cue) &&
        / (?:appl|posi|role|job)/.test(text.slice(Math.max(0, match.index - 14), match.index).toLowerCase())
      )
        continue;
      if (!best || (best.weak && !weak)) best = { name, at: match.index, weak };
    }
  }
  return best?.name ?? null;
}

function trimName(name: string): string {
  return name
    .replace(/[.,'’-]+$/, '')
    .replace(/^(?:Mister) /, 'Mr ')
    .replace(/'s$/, '')
    .trim() === name.replace(/[.,'’-]+$/, '').trim()
    ? name
        .replace(/[.,'’-]+$/, '')
        .replace(/'s$/, '')
        .trim()
    : name
        .replace(/[.,'’-]+$/, '')
        .replace(/'s$/, '')
        .trim();
}

interface Segment {
  readonly text: string;
  readonly at: number;
}

/** The message cut at its commas, stops, dashes and slashes. */
function segmentsOf(text: string, addressee: string | null): Segment[] {
  const segments: Segment[] = [];
  for (const match of text.matchAll(
    /(?:[^,.;:/|\n–—()]|\.(?=\p{L})|(?<=\b(?:Sr|Jr|Mr|Mrs|Ms|Dr|Prof))\.|(?<=\w)\/(?=\w)|(?<= \p{Lu})\.)+/gu,
  )) {
    const part = match[0].trim();
    if (part !== '' && part !== addressee) segments.push({ text: part, at: match.index });
  }
  return segments;
}

function positionIn(segments: readonly Segment[]): { text: string; segment: Segment } | null {
  let found: { text: string; segment: Segment } | null = null;
  for (const segment of segments) {
    const text = titleIn(segment.text);
    if (!text) continue;
    const generic = text.split(' ').length === 1 && !/engineer|developer|programmer|architect/i.test(text);
    if (found && generic) continue;
    // The first title stands, unless a later one is introduced as the right one.
    const corrected = /\b(?:ad says|no,|actually|rather|correct(?:ion|ly))\b/i.test(segment.text);
    if (!found || corrected || (found.text.split(' ').length === 1 && text.split(' ').length > 1))
      found = { text, segment };
  }
  return found;
}

/** The longest run of title words around a head noun. */
function titleIn(segment: string): string | null {
  const words = segment.split(/\s+/);
  const bare = words.map((word) => word.replace(/^['"]|['",!]+$/g, ''));
  const head = bare.findIndex((word) =>
    /^(?:engineer|developer|programmer|architect|swe|sde(?:-?\d)?|sre|eng|dev)$/i.test(word),
  );
  const other = head >= 0 ? head : bare.findIndex((word) => /^(?:backend|back-end|lead)$/i.test(word));
  if (other < 0) return null;
  const joins = (word: string | undefined) =>
    word !== undefined &&
    (TITLE_WORD.test(word) || (/^\p{Lu}[\p{L}&-]*$/u.test(word) && !NOT_NAME.test(word) && word !== 'At'));
  let first = other;
  while (first > 0 && (joins(bare[first - 1]) || (bare[first - 1] === '&' && joins(bare[first - 2])))) first -= 1;
  let last = other;
  while (last + 1 < bare.length && TITLE_WORD.test(bare[last + 1] ?? '')) last += 1;
  return bare.slice(first, last + 1).join(' ');
}

const CORPORATE =
  /\b(?:labs?|systems?|software|networks?|media|pay|bank|games?|gaming|health|technologies|tech|storage|compute|signing|inc|ltd|gmbh|foundry|studios?|insurance|airways|mobility|cloud|interbank|mail|maps|freight|analytics|commerce|security|delivery|atlas|fm|services|group|holdings|clinics|tickets|trust|genomics|hydro)\b/i;
const PROPER = String.raw`\p{Lu}[\p{L}\p{N}'’.-]*(?: (?:&|and|of|the|\p{Lu}[\p{L}\p{N}'’-]*))*`;

function companyIn(
  text: string,
  segments: readonly Segment[],
  positionSegment: Segment | null,
  addressee: string | null,
): string | null {
  const usable = (name: string) => {
    const clean = name
      .replace(/[.'’-]+$/, '')
      .replace(/'s$/, '')
      .replace(/ (?:and|of|the|&)$/, '')
      .trim();
    const bad =
      clean === '' ||
      clean === addressee ||
      HEAD.test(clean) ||
      NOT_NAME.test(clean.split(' ')[0] ?? '') ||
      (TEAM.test(clean) && !/ group$/i.test(clean));
    return bad ? null : clean;
  };
  const cues = [
    String.raw`\b(?:applying (?:to|at|for a (?:job|role|position) at)|employer (?:would be|is|=|:)|company(?: is| =|:)?|target(?: is|:)?|join|hired at)\s+(${PROPER})`,
    String.raw`(?:\b(?:at|with|over at|by company)|@)\s+(?:the )?(${PROPER})`,
    String.raw`(${PROPER}) is hiring`,
    String.raw`\b(?:in|of|from)\s+(?:the )?(${PROPER})`,
  ];
  const here = /that'?s where i (?:am|work) now|my current/i.test(text);
  for (const [rank, cue] of cues.entries()) {
    const names = [...text.matchAll(new RegExp(cue, 'gu'))]
      .map((match) => usable(match[1] ?? ''))
      .filter((name) => name !== null);
    const name = here && rank === 0 ? names.at(-1) : names[0];
    if (name) return name;
  }
  const lower = /(?:\b(?:at|with)|@)\s+([\p{L}\p{N}&'-]+(?: [\p{L}\p{N}&'-]+)?)/u.exec(text)?.[1];
  if (lower && !/^(?:the|a|an|my|this|that|home|least)\b/i.test(lower))
    return lower.replace(/\s+(?:no|as|and|in|on|for)$/, '');
  const rest = segments.filter(
    (segment) =>
      segment !== positionSegment &&
      !TEAM.test(segment.text) &&
      !HEAD.test(segment.text) &&
      !isRemark(segment.text, addressee),
  );
  const named = rest.filter(
    ({ text: part }) => /^\p{Lu}/u.test(part) && part.split(' ').every((word) => /^(?:\p{Lu}|&|and|of)/u.test(word)),
  );
  const corporate = rest.find(({ text: part }) => CORPORATE.test(part) && part.split(' ').length <= 4);
  return (named.length > 1 ? (corporate ?? named.at(-1)) : (named[0] ?? corporate ?? rest[0]))?.text ?? null;
}

/** A segment that is a sentence of its own and no name. */
function isRemark(text: string, addressee: string | null): boolean {
  if (text.split(' ').length > 4) return true;
  if (addressee && text.includes(addressee)) return true;
  return /\b(?:i|i'm|it|it's|is|are|am|to|no|none|address|addressee|attn|reads|please|thanks?|goes|for|in|the|ad|hiring|ok|letter|so|hi|hello|and|title|same|remote|hybrid)\b/i.test(
    text,
  );
}

function teamIn(
  segments: readonly Segment[],
  position: { text: string; segment: Segment } | null,
  company: string | null,
  addressee: string | null,
): string | null {
  for (const { text } of segments) {
    const match =
      /(?:\b(?:the|their|its|in|on|for|within|called|what they call the)\s+)?([\p{L}\p{N}&' -]{2,40}?)\s+(?:team|squad|group|pod|crew|department|dept|unit)\b(?! (?:is|of|lead))/iu.exec(
        text,
      ) ??
      /\b(?:team|squad|group|pod|department|dept)(?: is| is called|'s called| of|:|,)?\s+([\p{Lu}][\p{L}\p{N}& ]{1,40})/u.exec(
        text,
      );
    const name = match?.[1]
      ?.replace(/^.*\b(?:in the|on the|for the|within the|the|their|its|on|in|within|an?|and)\s+/i, '')
      .trim();
    if (
      name &&
      name !== company &&
      !HEAD.test(name) &&
      !/^(?:a|an|the|this|that|whole|my|our|address|is|it|i)$/i.test(name)
    )
      return name;
  }
  // "Staff Engineer, Bidding, at Lumenade": what stands beside the title and is neither company nor person.
  const rest = segments.find(
    ({ text }) =>
      text !== position?.segment.text &&
      text !== company &&
      text !== addressee &&
      !HEAD.test(text) &&
      !isRemark(text, addressee) &&
      /^[\p{Lu}]/u.test(text) &&
      !(company && text.includes(company)) &&
      !/^(?:at|with|in)\b/i.test(text),
  );
  return rest ? rest.text.replace(/^(?:in|on|the)\s+/i, '') : null;
}

/** "it's spelled Harborlane", "oops: Castonguay": a word that is nearly one of the names replaces it. */
function respelled(text: string, details: Details): Details {
  const result: Details = { ...details };
  const marker = /\b(?:spelled|spelt|oops|typo|sorry|correction|i mean|whoops|with (?:the|an?) \w\b)/i.exec(text);
  if (!marker) return result;
  const keys: readonly Detail[] = ['company', 'addressee', 'team', 'position'];
  for (const word of text.slice(Math.max(0, marker.index - 40)).match(/\p{Lu}[\p{L}'-]{3,}/gu) ?? []) {
    for (const key of keys) {
      const old = result[key];
      const similar = old?.split(' ').find((part) => part !== word && isNear(part, word));
      // Both spellings stand in the text; the later one is meant.
      if (old && similar && text.lastIndexOf(word) > text.indexOf(similar)) result[key] = old.replace(similar, word);
    }
  }
  return result;
}

/** Within two edits of each other, and as long. */
function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 2 || one.length < 4 || one[0]?.toLowerCase() !== other[0]?.toLowerCase())
    return false;
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      current.push(
        Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same),
      );
    }
    previous = current;
  }
  return (previous[other.length] ?? 9) <= 2;
}

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

export function hasEmail(text: string): boolean {
  return text.search(EMAIL) >= 0;
}

/** Name, e-mail address and place, as people write them in one line. The last address stands: earlier ones were typos. */
export function contactDetails(text: string): Details {
  const emails = [...text.matchAll(EMAIL)];
  const [first] = emails;
  const last = emails.at(-1);
  const details: Details = {};
  if (last) details.email = last[0].replace(/\.$/, '');
  const before = first ? text.slice(0, first.index) : (text.split(/[,;|\n]/)[0] ?? '');
  const name =
    /(?:my name is|i sign as|name[:,]|i am|i'm|me:|who \/\/|^|,|:)\s*((?:\p{L}[\p{L}.'’-]*\s?){1,5})\s*[,;:/|·(–—-]*\s*$/iu.exec(
      before.trim().replace(/[\s,;:/|·(–—-]+$/u, ''),
    );
  const said = name?.[1]?.replace(/^(?:me|i'm|i am|my name is)\s+/i, '').trim();
  if (said && said !== '' && !/^(?:email|mail|contact)$/i.test(said)) details.name = said;
  const after = first ? text.slice(first.index + first[0].length) : text.slice(before.length);
  const place = after
    .split(/[.!?](?:\s|$)|\n/)
    .map((part) =>
      part
        .replace(/^[\s,;:/|·)(–—-]+|[\s,;:/|·(–—-]+$/gu, '')
        .replace(/^(?:based in|i live in|living in|in|from)\s+/i, ''),
    )
    .find(
      (part) =>
        /^\p{L}/u.test(part) &&
        part.length <= 40 &&
        !part.includes('@') &&
        !/\b(?:sorry|typo|phone|please|no|i)\b/i.test(part),
    );
  if (place) details.location = place;
  return details;
}

/** The employer of a story: the proper name after "at", "for" or "in", or before "'s". */
export function employerIn(text: string): string | null {
  const match =
    /\b(?:at|for|with|in firm|in|inside)\s+(?:the )?(\p{Lu}[\p{L}\p{N}'’&-]*(?: (?:&|\p{Lu}[\p{L}\p{N}'’-]*))*)/gu;
  for (const found of text.matchAll(match)) {
    const name = (found[1] ?? '').replace(/'s?$/, '').replace(/ &$/, '');
    if (
      !NOT_NAME.test(name) &&
      !/^(?:Go|Rust|Java|Python|Kotlin|Scala|Elixir|Erlang|Ruby|Perl|PHP|TypeScript|Node|C|Postgres|PostgreSQL|Redis|Kafka|Kubernetes)$/.test(
        name.split(' ')[0] ?? '',
      )
    )
      return name;
  }
  const between = /\b(?:it's|its|i'm at|us it's)\s+(\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+)*)/u.exec(text);
  return between?.[1] ?? null;
}
