/** What a letter in a language beside English says in words of ours: the opening, the joints, the frame around it. */
import type { Language } from '../machine/language.ts';
import { dayText } from '../prompts/letters.ts';
import { type Foreign, LOCALES, letterWords } from '../prompts/words.ts';
import type { Letter } from './letter.ts';
import { firstWord, lastWord, trimEnd, uncapital } from './wording.ts';
import { FOREIGN_READERS, FOREIGN_SALUTATIONS, MEN, WOMEN } from './words.ts';

/** "Ich bewerbe mich auf die Stelle als … bei …." Names are null where they are unknown, or hidden. */
export function applicationText(
  { position, company, team }: Readonly<Record<'position' | 'company' | 'team', string | null>>,
  language: Foreign,
): string {
  const say = letterWords(language);
  // "vaga de backend", "puesto de backend": our words say that already.
  const title = position && withoutLead(position, [lastWords(say('apply', { position: '' }))]);
  const unit = team && withoutLead(team, TEAM_LEADS);
  return [
    title === null ? say('apply.any') : say('apply', { position: title }),
    !unit || position?.toLowerCase().includes(unit.toLowerCase()) ? '' : say('apply.team', { team: unit }),
    company === null ? '' : say('apply.company', { company }),
  ].join('');
}

const TEAM_LEADS = [
  'el equipo de',
  'equipo de',
  'a equipe de',
  'equipe de',
  'o time de',
  'time de',
  'equipe',
  'equipo',
];

/** "puesto de" */
function lastWords(text: string): string {
  return text.trim().split(' ').slice(-2).join(' ').toLowerCase();
}

function withoutLead(name: string, leads: readonly string[]): string {
  const lead = leads.find((words) => name.toLowerCase().startsWith(`${words} `));
  return lead === undefined ? name : name.slice(lead.length).trim();
}

/** How whole sentences of the candidate begin: some words of them stand in our beginning already. */
const OWN_STARTS: Readonly<Record<Foreign, readonly string[]>> = {
  de: ['ich habe '],
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
  const text = letterWords(language)('before', { text: typed });
  const isOpen = typed.charAt(0) !== typed.charAt(0).toUpperCase();
  const opening = trimEnd(firstWord(text), ',').toLowerCase();
  return isOpen && !typed.toLowerCase().startsWith(opening) ? text : typed;
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
  // "la Sra. Ortega", "a Ana Moraes"
  const isArticled = ['la', 'el', 'a', 'o'].includes(firstWord(typed)) && ['es', 'pt'].includes(language);
  const behind = typed.slice(firstWord(typed).length + 1);
  const reader = isArticled && behind.charAt(0) !== behind.charAt(0).toLowerCase() ? behind : typed;
  const words = reader.toLowerCase().split(' ');
  const title = trimEnd(words[0] ?? '', '.');
  if (reader === '' || words.every((word) => FOREIGN_READERS.has(word))) {
    if (reader !== '' || company === null) return say('dear.team');
    return company === '' ? say('dear.nobody') : say('dear.company', { company });
  }
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
