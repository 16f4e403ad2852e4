/** What a letter in a language beside English says in words of ours: the opening, the joints, the frame around it. */
import type { Language } from '../machine/language.ts';
import { dayText } from '../prompts/letters.ts';
import { type Foreign, LOCALES, letterWords, wordsOf } from '../prompts/words.ts';
import { phraseList } from '../text/lexer.ts';
import { withoutLead } from '../text/roles.ts';
import { trimEnd } from '../text/sentences.ts';
import { elided } from './foreign-figures.ts';
import type { Letter } from './letter.ts';
import { firstWord, lastWord, uncapital } from './wording.ts';
import {
  FOREIGN_READERS,
  FOREIGN_SALUTATIONS,
  FRENCH_STARTS,
  FRENCH_TITLES,
  FULL_TITLES,
  GENDER_MARKS,
  GERMAN_NO_VERBS,
  GERMAN_PRONOUNS,
  GERMAN_VERBS,
  IBERIAN_ARTICLES,
  MEN,
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
  const isCommon = language === 'fr' && FRENCH_TITLES.has(firstWord(title).toLowerCase());
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
  const say = letterWords(language);
  const [first = '', ...names] = typed.split(' ');
  const name = names.join(' ');
  const full = FULL_TITLES[language]?.[trimEnd(first.toLowerCase(), '.')] ?? first;
  // "la Sra. Ortega", "a Ana Moraes"
  const isArticled = ['es', 'pt'].includes(language) && IBERIAN_ARTICLES.has(first) && uncapital(name) !== name;
  const reader = name === '' ? typed : isArticled ? name : `${full} ${name}`;
  const words = reader.toLowerCase().split(' ');
  if (reader === '' || words.every((word) => FOREIGN_READERS.has(word))) {
    if (reader !== '' || company === null) return say('dear.team');
    return company === '' ? say('dear.nobody') : say('dear.company', { company });
  }
  const title = trimEnd(words[0] ?? '', '.');
  if (FOREIGN_SALUTATIONS.has(trimEnd(title, ','))) return say('dear.greeted', { reader });
  if (WOMEN.has(title)) return say('dear.woman', { reader });
  return say(MEN.has(title) ? 'dear.man' : reader.includes(' ') ? 'dear' : 'dear.first', { reader });
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
