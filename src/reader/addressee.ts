/** Who will read the letter: a person by the words that introduce or follow the name, or by a title. */
import { anyCase } from './any-case.ts';
import { cleanName, PERSON, TEAM } from './names.ts';

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
  "you(?:'ll| will)? report to",
  '(?:hm|to|for|reader|addressee|manager) ?=',
  'hm:',
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
  '(?:ad|advert|posting|post|vacancy|listing) (?:names|mentions)',
  '(?:please )?(?:put|use|take|write)(?: down)? the name(?: of)?',
  '(?:please|kindly) (?:to|put)(?: put)?(?: the name(?: of)?)?',
  String.raw`(?<=(?:^|[.,;\n])\s*)(?:to|for):?`,
  '(?:letter|is|it) (?:is )?(?:to|for)(?: pani| pan| señora?| signora?| monsieur| madame)?',
].join('|');
const BEFORE_NAME = new RegExp(
  String.raw`(?:^|[^\p{L}])${anyCase(INTRODUCES)}(?: +|(?<==))(?:the (?=Doctor|Professor|Dr|Prof|Mr|Ms|Mrs))?(${PERSON})`,
  'gu',
);
const AFTER_NAME = new RegExp(
  String.raw`(${PERSON})(?:'s name is|,? (?:(?:he|she) is the|is (?:the (?:hiring|contact|recruiter|reader|person|one who)|who reads|reading|responsible|in charge)|(?:is who )?reads it|the hiring manager|their head|is the (?:chief|boss|lead|head|manager)))`,
  'gu',
);

/** The person whom a text about the role names as its reader; the later one where the first is taken back. */
export function addresseeIn(text: string): string | null {
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
  /(?:^|[.,;\n]\s*)(?:(?:it )?(?:to|attn:?|goes to|address(?:ed)? (?:it )?to)|(?:the )?(?:reader|addressee|(?:hiring )?(?:manager|mgr)|recruiter|team lead)(?: is|:)?)\s+(?!is\b|not\b|the\b|whom|who\b|whoever|a\b|an\b|be\b|my\b|their\b)((?:\p{Ll}{2,}|\p{Ll}\.) \p{Ll}[\p{Ll}'-]+)(?=\s*(?:[.,;\n]|$))/u;

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
