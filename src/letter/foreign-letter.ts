/** The bot's own words in letters in other languages than English: opening, connectives, date, greeting, sign-off. */

import type { Language } from '../machine/language.ts';
import type { Value } from '../machine/sheet.ts';
import { type Foreign, LOCALES, letterWords, wordsOf } from '../prompts/catalogues.ts';
import { dayText } from '../prompts/letter-texts.ts';
import { capital, uncapitalize } from '../text/capitals.ts';
import { foreignSubject, ownClauseAt, withoutOwnStart } from '../text/foreign-openings.ts';
import { phraseList } from '../text/lexer.ts';
import { withoutLead } from '../text/roles.ts';
import { trimEnd } from '../text/sentences.ts';
import { elide } from './foreign-figures.ts';
import type { Letter } from './letter.ts';
import {
  ARTICLES_OF_READERS,
  COMMON_TITLES,
  FEMALE_TITLES,
  FOREIGN_GENERIC_ADDRESSEES,
  FOREIGN_SALUTATIONS,
  FRENCH_STARTS,
  FULL_TITLES,
  GENDER_MARKS,
  GERMAN_NO_VERBS,
  GERMAN_PRONOUNS,
  GERMAN_VERBS,
  MALE_TITLES,
  TEAM_NOUNS,
} from './word-lists.ts';
import { firstWord, hasComma, lastWord, tidied } from './wording.ts';

/**
 * "bei der Deutschen Bahn", as the candidate typed it, or with the usual preposition. Only for an open name.
 *
 * @param value of the place, if it is noted @param name the same, redacted
 */
export function placePhrase(value: Value | undefined, name: string, language: Foreign): string {
  const isOpen = value !== undefined && tidied(value.text).startsWith(name);
  if (isOpen && value.lead !== undefined) return value.lead + name;
  return uncapitalize(letterWords(language)('at', { employer: name }));
}

/**
 * "Ich bewerbe mich auf die Stelle als … bei …" or, as a subject, "Bewerbung als … bei …". Unknown and hidden names
 * are null. The company is a `placePhrase`.
 */
export function applicationText(
  { position, company, team }: Readonly<Record<'position' | 'company' | 'team', string | null>>,
  language: Foreign,
  start: Start = 'apply',
): string {
  const say = letterWords(language);
  const unit = team && withoutLead(team, TEAM_LEADS);
  const where = [
    !unit || position?.toLowerCase().includes(unit.toLowerCase()) ? '' : say('apply.team', { team: unit }),
    company === null ? '' : ` ${company}`,
  ].join('');
  const comma = where !== '' && hasComma(position ?? '') ? ',' : '';
  return `${applyText(position, language, start)}${comma}${where}`;
}

/** Removed from a team's name, as the template already says that it is a team. */
const TEAM_LEADS =
  phraseList(`team | team de | l'équipe | l’équipe | équipe | el equipo de | equipo de | equipo | a equipe de
  | equipe de | equipe | o time de | time de`).map((lead) => `${lead} `);

type Start = 'apply' | 'subject';

function applyText(typed: string | null, language: Foreign, start: Start): string {
  const say = letterWords(language);
  const said = wordsOf('said', language);
  if (typed === null) return start === 'apply' ? say('apply.any') : said('application');
  const mark = lastWord(typed).toLowerCase();
  const isMarked = mark.startsWith('(') && GENDER_MARKS.has(mark.slice(1, -1));
  // "vaga de backend", "puesto de backend": the template already has the first two words.
  const ours = say('apply', { position: '' }).trim().split(' ').slice(-2).join(' ').toLowerCase();
  const title = withoutLead(isMarked ? typed.slice(0, -mark.length) : typed, [`${ours} `]);
  // "Ingénieur·e", "Ingénieur(e)"
  const [noun = ''] = firstWord(title).toLowerCase().split(/[·(/]/u, 1);
  const isCommon = COMMON_TITLES[language]?.has(noun) === true;
  const position = isCommon && (language === 'fr' || isPlain(title)) ? uncapitalize(title) : title;
  const text = start === 'apply' ? say('apply', { position }) : said('application.for', { named: position });
  return language === 'fr' ? elide(text, position) : text;
}

/** Whether only the first word has a capital: "Ingeniera backend", but not "Ingeniera de Software Sénior". */
function isPlain(title: string): boolean {
  return title
    .split(' ')
    .slice(1)
    .every((word) => uncapitalize(word) === word);
}

/**
 * @param typed a completion of "I …", or a whole sentence
 * @param place the `placePhrase` of the employer; null if this sentence doesn't name it
 */
export function systemSentence(typed: string, place: string | null, language: Foreign): string {
  const say = letterWords(language);
  const own = withoutOwnStart(typed, language);
  const at = ownClauseAt(own, language);
  if (at > 0 && own === typed) return place === null ? typed : withPlace(typed, at, place, language);
  // A German noun keeps its capital. After a removed start, the case is right already.
  const text = own === typed && language !== 'de' ? uncapitalize(typed) : own;
  const subject = own === typed ? foreignSubject(typed, language) : '';
  if (place === null) return subject === '' ? say('built.here', { text }) : typed;
  const start = capital(place);
  if (subject === '') return say('built', { at: start, text });
  if (language !== 'de') return `${start}, ${uncapitalize(typed)}`;
  // "Ich leite den Umbau": in German, the verb comes first after the employer.
  const [verb = '', ...rest] = typed.slice(subject.length).split(' ');
  return [start, verb, uncapitalize(typed.slice(0, subject.length - 1)), ...rest].join(' ');
}

/** "2021 habe ich bei Acme …", "En 2021, chez Acme, j'ai …" @param at where "habe ich" or "j'ai" stands */
function withPlace(typed: string, at: number, place: string, language: Foreign): string {
  const end = language === 'de' ? at + ' habe ich'.length : at;
  return `${typed.slice(0, end)} ${place}${language === 'de' ? '' : ','}${typed.slice(end)}`;
}

/** Adds "Davor" or its translation, unless the candidate typed a whole sentence. */
export function formerSystemSentence(typed: string, language: Foreign): string {
  const say = letterWords(language);
  const text = say('before', { text: typed });
  const [first = '', second = '', ...rest] = typed.split(' ');
  const isOpen = typed.charAt(0) !== typed.charAt(0).toUpperCase();
  const opening = trimEnd(firstWord(text), ',').toLowerCase();
  if (typed.toLowerCase().startsWith(opening)) return typed;
  if (language === 'fr' && FRENCH_STARTS.has(first.toLowerCase())) return say('before', { text: uncapitalize(typed) });
  if (!isOpen || language !== 'de') return isOpen ? text : typed;
  // "es gab nur Excel": after "Davor" the verb comes first. Before a noun phrase, a colon is added.
  if (GERMAN_VERBS.has(first)) return text;
  if (GERMAN_PRONOUNS.has(first) || GERMAN_VERBS.has(second))
    return say('before', { text: [second, first, ...rest].join(' ') });
  return GERMAN_NO_VERBS.has(first) ? text.replace(' ', ': ') : text;
}

/** The date line of a letter, with the place if known; in English without it. */
export function dateLine(date: Date, place: string | null, language: Language, locale = LOCALES[language]): string {
  const day = dayText(date, locale);
  if (language === 'en') return day;
  const say = letterWords(language);
  return place === null ? say('date', { date: day }) : say('date.at', { place, date: day });
}

/** @param typed the addressee, empty if unknown @param company empty if unknown, null if hidden */
export function foreignGreeting(typed: string, company: string | null, language: Foreign): string {
  const both = typed.split(AND);
  if (both.length === 2 && both.every((one) => one.includes(' ') && isTitled(one)))
    return joined(both.map((one) => foreignGreeting(one, company, language)));
  const say = letterWords(language);
  const [first = '', ...names] = typed.split(' ');
  const name = names.join(' ');
  const full = FULL_TITLES[language]?.[trimEnd(first.toLowerCase(), '.')] ?? first;
  const isTeam = TEAM_NOUNS.has((names[0] ?? '').toLowerCase());
  // "la Sra. Ortega", "a Ana Moraes", "el equipo de Pagos"
  const isArticled = ARTICLES_OF_READERS.has(first.toLowerCase()) && (isTeam || uncapitalize(name) !== name);
  const reader = name === '' ? typed : isArticled ? name : `${full} ${name}`;
  const words = reader.toLowerCase().split(' ');
  if (reader === '' || words.every((word) => FOREIGN_GENERIC_ADDRESSEES.has(word))) {
    if (reader !== '' || company === null) return say('dear.team');
    return company === '' ? say('dear.nobody') : say('dear.company', { company });
  }
  const title = trimEnd(words[0] ?? '', '.');
  if (TEAM_NOUNS.has(title)) {
    const team = TEAM_GREETINGS[language];
    return team === undefined ? say('dear.team') : say(team, { reader: uncapitalize(reader) });
  }
  if (FOREIGN_SALUTATIONS.has(trimEnd(title, ','))) return say('dear.greeted', { reader });
  if (FEMALE_TITLES.has(title)) return say('dear.woman', { reader });
  // The feminine form is "Dra.".
  const isMan = MALE_TITLES.has(title) || (title === 'dr' && (language === 'es' || language === 'pt'));
  if (isMan) return say('dear.man', { reader });
  const isName = reader.split(' ').every((word) => uncapitalize(word) !== word);
  // With three names it is unclear how many are given names.
  if (language === 'es' && isName)
    return say('dear.first', { reader: words.length === 2 ? firstWord(reader) : reader });
  return say(reader.includes(' ') ? 'dear' : 'dear.first', { reader });
}

/** "Estimado equipo de Pagos", "Olá, time de Pagamentos". Other languages use the general greeting. */
const TEAM_GREETINGS: Readonly<Partial<Record<Foreign, 'dear.man' | 'dear.first'>>> = {
  es: 'dear.man',
  pt: 'dear.first',
};

/** "Frau Krüger und Herr Weiß", in all languages. */
const AND = / (?:und|et|y|e|&) /u;

function isTitled(reader: string): boolean {
  return isGenderedTitle(trimEnd(firstWord(reader).toLowerCase(), '.'));
}

/** @param word in lower case, without a full stop */
export function isGenderedTitle(word: string): boolean {
  return (
    FEMALE_TITLES.has(word) ||
    MALE_TITLES.has(word) ||
    Object.values(FULL_TITLES).some((titles) => titles[word] !== undefined)
  );
}

/** "Sehr geehrte Frau Krüger, sehr geehrter Herr Weiß," */
function joined([one = '', other = '']: readonly string[]): string {
  // A title keeps its capital: "Madame Krüger, Monsieur Weiß".
  const second = isTitled(other) ? other : uncapitalize(other);
  return `${one.slice(0, -1)}, ${second}`;
}

/** A greeting without a name. */
export function plainGreeting(language: Language): string {
  return language === 'en' ? 'Hello,' : letterWords(language)('dear.nobody');
}

/** @param name empty if unknown */
export function signOffOf(name: string, language: Language): string {
  if (language === 'en') return name === '' ? 'Kind regards' : `Kind regards,\n${name}`;
  const say = letterWords(language);
  return name === '' ? say('sign-off') : say('sign-off.named', { name });
}

/** Lower-cases the template's opening in German, after the greeting's comma. Other openings may start with a noun. */
export function lowercaseOpening(letter: Letter, language: Language): Letter {
  const [first, ...paragraphs] = letter.paragraphs;
  const [opening, ...others] = first?.sentences ?? [];
  const isOurs = opening?.key === 'role.position' && !opening.edited && lastWord(letter.greeting).endsWith(',');
  if (language !== 'de' || !opening || !isOurs) return letter;
  const sentences = [{ ...opening, text: uncapitalize(opening.text) }, ...others];
  return { ...letter, paragraphs: [{ sentences }, ...paragraphs] };
}
