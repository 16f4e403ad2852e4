/** Reads answers that are names: position and company, contact data, and single names. */
import { askBack, type Command, setValue } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import { type Kept, typedValue } from '../machine/sheet.ts';
import { topicOf } from '../machine/slots.ts';
import { asideKind, hideTarget } from '../text/asides.ts';
import { wordSet } from '../text/lexer.ts';
import {
  alternativesIn,
  hasClause,
  isFunctionWord,
  isPartOfName,
  PLACE_PARTICLES,
  personIn,
  possibleNames,
  splitAll,
} from '../text/naming.ts';
import { opensNegation, phraseIn, plain } from '../text/phrases.ts';
import { hasTitle, mayBeTitle, placeLead, positionAtCompany, roleWithin, withoutNameArticle } from '../text/roles.ts';
import { countWords, isEmail, isPhone, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';

interface NameAnswer {
  readonly text: string;
  readonly source: string;
  /** A slot, or several joined by "+". */
  readonly slot: string;
  readonly step: string | null;
  readonly language?: Language;
}

/** Maximum words of a name. */
const WORDS_AT_MOST = 8;

/** Maximum names offered from an answer that is no name; and minimum words of a story given instead. */
const NAMES_AT_MOST = 5;
const STORY_WORDS = 12;

/** Words that take a name back in the same message. */
const TAKEN_BACK = wordSet('no not sorry actually wait oops argh ugh autocorrect correction wrong spelled');

export function readNames(answer: NameAnswer): Command[] {
  switch (answer.slot) {
    case 'role.position+role.company':
      return readRole(answer);
    case 'contact.name+contact.email+contact.location':
    case 'contact.email+contact.location':
      return readContact(answer);
    default:
      return answer.slot.includes('+') ? inPieces(answer) : readName(answer);
  }
}

function readName(answer: NameAnswer): Command[] {
  const { text, slot, language = 'en' } = answer;
  const described = describedEmployer(answer);
  if (described) return described;
  // "It's jo@example.com"
  const emails = slot === 'contact.email' ? trimmed(text).split(' ').map(trimPunctuation).filter(isEmail) : [];
  const [email, another] = emails;
  if (email !== undefined && another === undefined) return [set(slot, email, answer.source)];
  const isPlace = slot === 'system.employer' || slot === 'role.company';
  const lead = isPlace ? placeLead(trimmed(text), language) : '';
  const told = trimmed(text).slice(lead.length);
  const name = isPlace ? withoutNameArticle(told, language) : told;
  // "Staff Engineer at Fjordpay" is no company; "Stories at Sea" may be one.
  const isRole = slot === 'role.position' || (slot === 'role.company' && hasTitle(text));
  const both = isRole ? certainRole(answer) : null;
  if (both) return both;
  if (!isName(name, text, slot)) return notAName(answer);
  // "Yeah Kestrel Lane", but there may be a Yes Bank.
  const behindYes = name.slice(name.split(' ', 1).join().length).trim();
  if (behindYes !== '' && phraseIn(name.slice(0, -behindYes.length)) === 'yes')
    return [oneOf(answer, [behindYes, name])];
  const person = slot === 'role.addressee' ? personIn(name) : null;
  return [person === null ? named(answer, name, lead) : oneOf(answer, [person, name])];
}

/** Maximum words of what an employer is. */
const ABOUT_WORDS = 18;
/** Words that begin it, behind the comma after the name. */
const APPOSITIONS = wordSet('a an which who where');

/**
 * Reads what an employer is beside its name: "Nordlys Energi, a grid operator in Norway. I've been there since 2017." The
 * letter puts it behind the name, between commas. English only.
 */
function describedEmployer(answer: NameAnswer): Command[] | null {
  const { text, source, slot, language = 'en' } = answer;
  const [first = '', ...others] = slot === 'system.employer' && language === 'en' ? sentencesIn(text) : [];
  const comma = Math.max(0, first.indexOf(', '));
  const name = withoutNameArticle(first.slice(0, comma), language);
  const [about, rest] = [trimPunctuation(first.slice(comma + 1)), others.join(' ')];
  const isDescription = APPOSITIONS.has(about.split(' ', 1).join().toLowerCase());
  const isShort = countWords(about) > 1 && countWords(about) <= ABOUT_WORDS;
  // "A ferry operator; we run 12 ships" fits between no commas.
  const isOne = ![...';:–—'].some((sign) => about.includes(sign));
  if (!isDescription || !isShort || !isOne || !isName(name, name, slot)) return null;
  const kept = rest === '' ? [] : [{ type: 'keep', kept: backlogEntry(rest, source, 'system') } as const];
  return [...kept, setValue(slot, { ...typedValue(name, source), about })];
}

/** Sets a name; asks which one if the text offers several. */
function named(answer: NameAnswer, name: string, lead = ''): Command {
  const { source, slot, language = 'en' } = answer;
  const several = alternativesIn(name, language, slot === 'contact.name');
  return several.length < 2 ? setPlace(slot, name, source, lead, language) : oneOf(answer, several);
}

/** Asks which of the names is meant. */
function oneOf({ text, source, slot }: NameAnswer, names: readonly string[]): Command {
  const offers = names.map((name) => ({ value: typedValue(name, source), patch: null }));
  return askBack({ kind: 'again', slot, figure: null, problem: 'not-a-name', offers, text });
}

/** Whether a text is a name: short, with letters, no clause, no remark to the bot, no list of names. */
function isName(name: string, text: string, slot: string): boolean {
  if (slot === 'contact.email') return isEmail(name);
  if (slot === 'contact.phone') return isPhone(name);
  const isShort = countWords(name) <= WORDS_AT_MOST && sentencesIn(text).length <= 1;
  // "Senior Engineer, Backend, Remote", "Malmö, Sweden"
  const pieces = slot === 'role.position' || slot === 'contact.location' ? 3 : 1;
  const isList = name.split(/[,;\n]/).length > pieces || name.includes('@');
  return /\p{L}/u.test(name) && isShort && !isList && !hasClause(name) && asideKind(text) === null;
}

function notAName(answer: NameAnswer): Command[] {
  const { text, source, slot } = answer;
  const kept = backlogEntry(text, source, topicOf(slot));
  // "Mag. Annelies d'Avout" may be a whole name despite its full stop.
  const isWhole = countWords(text) <= WORDS_AT_MOST && !hasClause(text) && piecesOf(text).length === 1;
  const whole = isWhole ? [text.trim()] : [];
  // "A parcel company, keep the name out": offer the pieces without the order to the bot.
  const pieces = sentencesIn(text).flatMap(piecesOf);
  const orders = pieces.filter((piece) => hideTarget(piece) !== null || asideKind(piece) !== null);
  const told = pieces.filter((piece) => !orders.includes(piece)).flatMap(possibleNames);
  const offers = [...new Set([...(orders.length === 0 ? whole : told), ...kept.names])]
    .filter((name) => !orders.includes(name) && !opensNegation(name) && countWords(name) <= WORDS_AT_MOST)
    // "By the way"
    .filter((name) => !isFunctionWord(name))
    .slice(0, NAMES_AT_MOST);
  // Store a story for the questions that it answers.
  const isStory = sentencesIn(text).length > 1 || countWords(text) >= STORY_WORDS;
  const ask = oneOf(answer, offers);
  return isStory ? [{ type: 'keep', kept }, ask] : [ask];
}

function readRole(answer: NameAnswer): Command[] {
  const { text, source, language = 'en' } = answer;
  const both = certainRole(answer);
  if (both) return both;
  const told = trimmed(text);
  const pieces = told
    .split(/[,\n]/)
    .map(trimPunctuation)
    .filter((piece) => piece !== '');
  const [first, second] = pieces;
  // The order of the question: position, then company.
  const isPair = first && second && pieces.length === 2 && mayBeTitle(first) && asideKind(told) === null;
  if (isPair && isNamed(told, 13) && !told.includes(' at ') && countWords(second) <= 5)
    return [set('role.position', first, source), set('role.company', second, source)];
  const role = language === 'en' ? roleWithin(told) : null;
  return inPieces(answer, role && { 'role.position': [role.position], 'role.company': [role.company] });
}

function isNamed(words: string, atMost: number): boolean {
  return words !== '' && countWords(words) <= atMost && !hasClause(words);
}

/** @returns null unless the text clearly names both position and company */
function certainRole({ text, source, language = 'en' }: NameAnswer): Command[] | null {
  const {
    position = '',
    lead = '',
    company = '',
    rest: behind = '',
  } = positionAtCompany(trimmed(text), language) ?? {};
  const rest = trimPunctuation(behind);
  const words = plain(rest).split(' ');
  // "Engineer on Flags Runtime": the team may or may not be part of the position.
  const hasTeam =
    language === 'en' && [' on ', ' in ', ' for '].some((word) => position.includes(word) || company.includes(word));
  // "Hey! Applying as Staff Engineer at Ferrox"
  const title = language === 'en' ? roleWithin(trimmed(text))?.position : undefined;
  const isOpen =
    hasTeam ||
    words.some((word) => TAKEN_BACK.has(word)) ||
    (title !== undefined && title !== trimPunctuation(position));
  if (!isNamed(position, WORDS_AT_MOST) || !isNamed(company, 5) || isOpen) return null;
  return [
    ...(rest === '' ? [] : [{ type: 'keep', kept: backlogEntry(rest, source, 'role') } as const]),
    set('role.position', trimPunctuation(position), source),
    setPlace('role.company', trimPunctuation(company), source, lead, language),
  ];
}

/** Stores the text and asks for each slot separately, offering its pieces. @param roles the pieces by slot, if certain */
function inPieces({ text, source, slot, step }: NameAnswer, roles: Kept['roles'] | null = null): Command[] {
  return [
    { type: 'keep', kept: { ...backlogEntry(text, source, topicOf(slot)), ...(roles && { roles }) } },
    { type: 'split', step: step ?? slot },
  ];
}

/** "Jo Lind, jo@example.com, Malmö" */
function readContact(answer: NameAnswer): Command[] {
  const pieces = answer.text
    .split(/[,;|·•\n]|\s[-–—]+\s/)
    .map(trimmed)
    .flatMap((piece) => (isPhone(piece) ? [piece] : ['/', '(', ')'].reduce(splitAll, [piece]).flatMap(aroundEmail)))
    .map(trimmed)
    // "Tartu, already said"
    .filter((piece) => piece !== '' && !(piece.includes(' ') && phraseIn(piece) !== null));
  const emails = pieces.filter((piece) => isEmail(piece));
  const [phone] = pieces.filter(isPhone);
  const others = pieces.filter((piece) => !isEmail(piece) && piece !== phone);
  const asksName = answer.slot.startsWith('contact.name');
  const [email] = emails;
  const [name, ...places] = asksName ? others : [undefined, ...others];
  // "Malmö, Sweden", but only behind an e-mail address.
  const isLast = places.length === 2 && pieces.at(-2) === places[0];
  const isBehind = isLast && (pieces.at(-3) === email || pieces.at(-3) === phone);
  const place = isBehind ? places.join(', ') : places[0];
  const isPersonal = (piece: string) => isShortName(piece) && !hasClause(piece);
  const isPlain = others.every(isPersonal);
  const isPlace = place === undefined || isPlaceName(place);
  // Two names without an e-mail address: the second may be a city or part of the name.
  const isUnclear = asksName && (name === undefined || (place !== undefined && email === undefined));
  const called = phone === undefined ? [] : [set('contact.phone', phone, answer.source)];
  // "Jo Lind, jo@example.com, Malmö (well, Lund)": only the place is unclear.
  const isSigned = name !== undefined && email !== undefined && pieces[0] === name && pieces[1] === email;
  if (isSigned && emails.length === 1 && places.length > 1 && !isBehind && isPersonal(name)) {
    const around = others.slice(1);
    const place = { ...answer, slot: 'contact.location', text: around.join(', ') };
    const offers = around.filter((piece) => isShortName(piece) && isPlaceName(piece));
    return [
      named({ ...answer, slot: 'contact.name' }, name),
      set('contact.email', email, answer.source),
      ...called,
      oneOf(place, offers),
    ];
  }
  if (!isPlain || !isPlace || isUnclear || emails.length > 1 || (places.length > 1 && !isBehind))
    // No question asks for the phone.
    return [...inPieces(answer), ...called];
  const setOrDecline = (slot: string, text: string | undefined): Command =>
    text === undefined ? { type: 'decline', slot } : set(slot, text, answer.source);
  return [
    ...(name === undefined ? [] : [named({ ...answer, slot: 'contact.name' }, name)]),
    setOrDecline('contact.email', email),
    ...called,
    setOrDecline('contact.location', place),
  ];
}

/** Up to four words, or more if all are name words: "María del Mar Núñez Prieto". */
function isShortName(piece: string): boolean {
  const words = piece.split(' ');
  return countWords(piece) <= 4 || (words.length <= WORDS_AT_MOST && words.every(isPartOfName));
}

/** "Frankfurt am Main" or "malmö", but not "Cork obviously" or "Wellington. the windy bit". */
function isPlaceName(piece: string): boolean {
  return (
    piece === piece.toLowerCase() || piece.split(' ').every((word) => isPartOfName(word) || PLACE_PARTICLES.has(word))
  );
}

/** Splits around an e-mail address: "Jo Lind. jo@example.com. Malmö". */
function aroundEmail(piece: string): string[] {
  const words = piece.trim().split(' ');
  const at = words.findIndex((word) => isEmail(trimPunctuation(word)));
  if (at < 0) return [piece];
  const name = words.slice(0, at).join(' ');
  // "Jo L." keeps its full stop.
  const isInitial = (words[at - 1] ?? '').length <= 2;
  return [isInitial ? name : trimPunctuation(name), trimPunctuation(words[at] ?? ''), words.slice(at + 1).join(' ')];
}

function set(slot: string, text: string, source: string): Command {
  return setValue(slot, typedValue(text, source));
}

/** The preposition that the letter uses where none was typed. */
const USUAL_LEADS: Readonly<Partial<Record<Language, string>>> = { de: 'bei ', fr: 'chez ', es: 'en ' };

function setPlace(slot: string, text: string, source: string, typed: string, language: Language): Command {
  const lead = typed.toLowerCase();
  const value = typedValue(text, source);
  return setValue(slot, lead === '' || lead === USUAL_LEADS[language] ? value : { ...value, lead });
}

/** Trims spaces and the final full stop, but keeps that of "T. B." and "Acme Inc." */
function trimmed(text: string): string {
  const told = text.trim();
  const words = told.split(' ');
  const isAbbreviation = (words.at(-1) ?? '').length <= 4;
  return told.endsWith('.') && !isAbbreviation ? told.slice(0, -1) : told;
}
