/** What a letter in a language beside English says in words of ours: the opening, the joints, the frame around it. */
import type { Language } from '../machine/language.ts';
import { dayText } from '../prompts/letters.ts';
import { type Foreign, LOCALES, letterWords, wordsOf } from '../prompts/words.ts';
import { phraseList } from '../text/lexer.ts';
import { withoutLead } from '../text/roles.ts';
import { trimEnd } from '../text/sentences.ts';
import { elided } from './foreign-figures.ts';
import type { Letter } from './letter.ts';
import { firstWord, formalName, lastWord, uncapital } from './wording.ts';
import {
  ARTICLES_OF_READERS,
  FOREIGN_READERS,
  FOREIGN_SALUTATIONS,
  FRENCH_STARTS,
  FRENCH_TITLES,
  FULL_TITLES,
  GENDER_MARKS,
  GERMAN_NO_VERBS,
  GERMAN_PRONOUNS,
  GERMAN_VERBS,
  MEN,
  TEAM_NOUNS,
  WOMEN,
} from './words.ts';

/**
 * "Ich bewerbe mich auf die Stelle als … bei …", or as a subject, "Bewerbung als … bei …". Names are null where they are
 * unknown, or hidden.
 */
export function applicationText(
  { position, company, team }: Readonly<Record<'position' | 'company' | 'team', string | null>>,
  language: Foreign,
  start: Start = 'apply',
): string {
  const say = letterWords(language);
  const unit = team && withoutLead(team, TEAM_LEADS);
  return [
    position === null ? beginning(start, language) : applyText(position, language, start),
    !unit || position?.toLowerCase().includes(unit.toLowerCase()) ? '' : say('apply.team', { team: unit }),
    company === null ? '' : say('apply.company', { company }),
  ].join('');
}

/** Our words say that it is a team. */
const TEAM_LEADS =
  phraseList(`team | team de | l'équipe | l’équipe | équipe | el equipo de | equipo de | equipo | a equipe de
  | equipe de | equipe | o time de | time de`).map((lead) => `${lead} `);

type Start = 'apply' | 'subject';

function beginning(start: Start, language: Foreign): string {
  return start === 'apply' ? letterWords(language)('apply.any') : wordsOf('said', language)('application');
}

function applyText(typed: string, language: Foreign, start: Start): string {
  const say = letterWords(language);
  const mark = lastWord(typed).toLowerCase();
  const isMarked = mark.startsWith('(') && GENDER_MARKS.has(mark.slice(1, -1));
  // "vaga de backend", "puesto de backend": our words end on that already.
  const ours = say('apply', { position: '' }).trim().split(' ').slice(-2).join(' ').toLowerCase();
  const title = withoutLead(isMarked ? typed.slice(0, -mark.length) : typed, [`${ours} `]);
  // "Ingénieur·e", "Ingénieur(e)"
  const [noun = ''] = firstWord(title).toLowerCase().split(/[·(/]/u, 1);
  const isCommon = language === 'fr' && FRENCH_TITLES.has(noun);
  const position = isCommon ? uncapital(title) : title;
  const text =
    start === 'apply' ? say('apply', { position }) : wordsOf('said', language)('application.for', { named: position });
  return language === 'fr' ? elided(text, position) : text;
}

/** How whole sentences of the candidate begin: some words of them stand in our beginning already. */
const OWN_STARTS: Readonly<Record<Foreign, readonly string[]>> = {
  de: ['ich habe ', 'ich hab '],
  fr: ["j'ai ", 'j’ai '],
  es: ['yo '],
  pt: ['eu '],
};
const SUBJECTS: Readonly<Record<Foreign, readonly string[]>> = {
  de: ['ich ', 'wir '],
  fr: ['je ', "j'", 'j’', 'nous ', 'on '],
  es: [],
  pt: [],
};

/** The sentence that the candidate completed, or typed whole. @param employer null where the letter doesn't name them here */
export function builtText(typed: string, employer: string | null, language: Foreign): string {
  const say = letterWords(language);
  const lower = typed.toLowerCase();
  const start = OWN_STARTS[language].find((words) => lower.startsWith(words)) ?? '';
  // A German noun keeps its capital, and the middle of a sentence its case.
  const text = start === '' && language !== 'de' ? uncapital(typed) : typed.slice(start.length);
  const subject = start === '' ? SUBJECTS[language].find((words) => lower.startsWith(words)) : undefined;
  if (employer === null) return subject === undefined ? say('built.here', { text }) : typed;
  const at = say('at', { employer });
  if (subject === undefined) return say('built', { at, text });
  if (language !== 'de') return `${at}, ${uncapital(typed)}`;
  // "Ich leite den Umbau": behind the employer the verb comes first.
  const [who = '', verb = '', ...rest] = typed.split(' ');
  return [at, verb, who.toLowerCase(), ...rest].join(' ');
}

/** "Davor lief …" where the candidate completed it. */
export function beforeText(typed: string, language: Foreign): string {
  const say = letterWords(language);
  const text = say('before', { text: typed });
  const [first = '', second = '', ...rest] = typed.split(' ');
  const isOpen = typed.charAt(0) !== typed.charAt(0).toUpperCase();
  const opening = trimEnd(firstWord(text), ',').toLowerCase();
  if (typed.toLowerCase().startsWith(opening)) return typed;
  if (language === 'fr' && FRENCH_STARTS.has(first.toLowerCase())) return say('before', { text: uncapital(typed) });
  if (!isOpen || language !== 'de') return isOpen ? text : typed;
  // "es gab nur Excel": behind "Davor" the verb comes first; where none is known, a colon parts them.
  if (GERMAN_VERBS.has(first)) return text;
  if (GERMAN_PRONOUNS.has(first) || GERMAN_VERBS.has(second))
    return say('before', { text: [second, first, ...rest].join(' ') });
  return GERMAN_NO_VERBS.has(first) ? text.replace(' ', ': ') : text;
}

/** The date as it stands in a letter of the language, with the place where that is known. */
export function dateLine(date: Date, place: string | null, language: Language, locale = LOCALES[language]): string {
  const day = dayText(date, locale);
  if (language === 'en') return day;
  const say = letterWords(language);
  return place === null ? say('date', { date: day }) : say('date.at', { place, date: day });
}

/** @param typed who reads it; empty where unknown @param company empty where unknown, null where hidden */
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
  const isArticled = ARTICLES_OF_READERS.has(first.toLowerCase()) && (isTeam || uncapital(name) !== name);
  const reader = name === '' ? typed : isArticled ? name : `${full} ${name}`;
  const words = reader.toLowerCase().split(' ');
  if (reader === '' || words.every((word) => FOREIGN_READERS.has(word))) {
    if (reader !== '' || company === null) return say('dear.team');
    return company === '' ? say('dear.nobody') : say('dear.company', { company });
  }
  const title = trimEnd(words[0] ?? '', '.');
  if (TEAM_NOUNS.has(title)) {
    const team = TEAM_GREETINGS[language];
    return team === undefined ? say('dear.team') : say(team, { reader: uncapital(reader) });
  }
  if (FOREIGN_SALUTATIONS.has(trimEnd(title, ','))) return say('dear.greeted', { reader });
  const formal = AND.test(reader) ? reader : formalName(reader);
  if (WOMEN.has(title)) return say('dear.woman', { reader: formal });
  if (MEN.has(title)) return say('dear.man', { reader: formal });
  const isName = reader.split(' ').every((word) => uncapital(word) !== word);
  // Of three names nobody knows how many are given names.
  if (language === 'es' && isName)
    return say('dear.first', { reader: words.length === 2 ? firstWord(reader) : reader });
  return say(reader.includes(' ') ? 'dear' : 'dear.first', { reader });
}

/** "Estimado equipo de Pagos", "Olá, time de Pagamentos"; elsewhere a team is greeted as everybody. */
const TEAM_GREETINGS: Readonly<Partial<Record<Foreign, 'dear.man' | 'dear.first'>>> = {
  es: 'dear.man',
  pt: 'dear.first',
};

/** "Frau Krüger und Herr Weiß", in all languages. */
const AND = / (?:und|et|y|e|&) /u;

function isTitled(reader: string): boolean {
  const title = trimEnd(firstWord(reader).toLowerCase(), '.');
  return WOMEN.has(title) || MEN.has(title) || Object.values(FULL_TITLES).some((titles) => titles[title] !== undefined);
}

/** "Sehr geehrte Frau Krüger, sehr geehrter Herr Weiß," */
function joined([one = '', other = '']: readonly string[]): string {
  // "Madame Krüger, Monsieur Weiß" begins with titles.
  const second = isTitled(other) ? other : uncapital(other);
  return `${one.slice(0, -1)}, ${second}`;
}

/** A greeting that names nobody. */
export function plainGreeting(language: Language): string {
  return language === 'en' ? 'Hello,' : letterWords(language)('dear.nobody');
}

/** @param name empty where unknown */
export function signOffOf(name: string, language: Language): string {
  if (language === 'en') return name === '' ? 'Kind regards' : `Kind regards,\n${name}`;
  const say = letterWords(language);
  return name === '' ? say('sign-off') : say('sign-off.named', { name });
}

/** In German the first sentence goes on behind the comma of the greeting; only a beginning of ours is surely no noun. */
export function inPlace(letter: Letter, language: Language): Letter {
  const [first, ...paragraphs] = letter.paragraphs;
  const [opening, ...others] = first?.sentences ?? [];
  const isOurs = opening?.key === 'role.position' && !opening.edited && lastWord(letter.greeting).endsWith(',');
  if (language !== 'de' || !opening || !isOurs) return letter;
  const sentences = [{ ...opening, text: uncapital(opening.text) }, ...others];
  return { ...letter, paragraphs: [{ sentences }, ...paragraphs] };
}
