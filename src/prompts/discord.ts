/** What is said on Discord besides the interview itself, to whoever runs the bot, and in the menus of its commands. */

import type { Language } from '../machine/language.ts';
import type { CommandName } from './platforms.ts';
import { wordIn, wordsOf } from './words.ts';

/** What the bot says around the interview, in somebody's language. */
export function discordWords(language: Language = 'en') {
  return wordsOf('discord', language);
}

/** The status below the bot's name. */
export const PRESENCE = 'Use /letter to start';

/** What a field of a form asks for; at most 45 characters. */
export function fieldLabel(slot: string, language: Language = 'en'): string {
  return wordIn('fields', slot, language) ?? slot;
}

/** To whoever runs the program. None of these holds a token. */
export const TOKEN_REFUSED =
  'Discord refuses the token in DISCORD_TOKEN. Copy it again from the Bot page at https://discord.com/developers/applications.';
export const INTENTS_REFUSED =
  'Discord refuses the intents of this bot (4014). It needs no privileged intent, only direct messages, typing in them, and server messages. Check the Bot page at https://discord.com/developers/applications.';

export const MANAGER_GONE = 'The ShardingManager that started this process has ended. Stopping.';

export function closedForGood(code: number): string {
  return `Discord closed the connection and doesn't allow a new one (${code}).`;
}

export function unreachable(why: string, seconds: number): string {
  return `Discord can't be reached (${why}). Next attempt in ${seconds} s.`;
}

/** @param request without ids @param reason Discord's own words @param code status and code */
export function refusedRequest(request: string, reason: string, code: string): string {
  return `Discord refused ${request}: ${reason} (${code}).`;
}

/** Permissions of the link: to see channels, to write there and in threads, to open private threads, and to read them back. */
const PERMISSIONS = '343597485056';

/** When a connection is open. @param name the bot's @param id the application's */
export function signedIn(name: string, id: string): string {
  return [
    `Discord: signed in as ${name} (application ${id}). Intents: direct messages, typing in them, server messages; none is privileged.`,
    `Invite it: https://discord.com/oauth2/authorize?client_id=${id}&scope=bot+applications.commands&permissions=${PERMISSIONS}`,
  ].join('\n');
}

/** In the order of `Translated`, by Discord's codes. English is its default. */
export const DISCORD_LANGUAGES = { de: 'de', fr: 'fr', es: 'es-ES', pt: 'pt-BR' } as const;

type Translated<Words> = readonly [de: Words, fr: Words, es: Words, pt: Words];

/** Lower case and without spaces. What a command does stands in the catalogues. */
export const COMMAND_NAMES: Readonly<Record<CommandName, Translated<string>>> = {
  start: ['start', 'commencer', 'empezar', 'iniciar'],
  letter: ['anschreiben', 'lettre', 'carta', 'carta'],
  last: ['letztes', 'dernière', 'última', 'última'],
  letters: ['briefe', 'lettres', 'cartas', 'cartas'],
  skip: ['überspringen', 'passer', 'saltar', 'pular'],
  back: ['zurück', 'retour', 'atrás', 'voltar'],
  fix: ['ändern', 'corriger', 'corregir', 'corrigir'],
  write: ['schreiben', 'écrire', 'escribir', 'escrever'],
  brief: ['notizen', 'notes', 'notas', 'notas'],
  hide: ['verbergen', 'masquer', 'ocultar', 'ocultar'],
  undo: ['rückgängig', 'annuler', 'deshacer', 'desfazer'],
  why: ['warum', 'pourquoi', 'porqué', 'porquê'],
  practice: ['üben', 'entretien', 'entrevista', 'entrevista'],
  another: ['andere-firma', 'autre', 'otra', 'outra'],
  stories: ['geschichten', 'récits', 'historias', 'histórias'],
  remind: ['erinnern', 'rappel', 'recordar', 'lembrar'],
  language: ['sprache', 'langue', 'idioma', 'idioma'],
  help: ['hilfe', 'aide', 'ayuda', 'ajuda'],
  restart: ['neustart', 'recommencer', 'reiniciar', 'reiniciar'],
  export: ['export', 'exporter', 'exportar', 'exportar'],
  forget: ['vergessen', 'oublier', 'olvidar', 'esquecer'],
};

/** What else has a name and a description: names are lower case and without spaces, but for those of context menus. */
export const OTHERS_TRANSLATED: Readonly<Record<string, Translated<readonly [name: string, description: string]>>> = {
  setup: [
    ['einrichten', 'Einen Knopf zum Starten in diesen Kanal stellen'],
    ['installer', 'Placer un bouton de départ dans ce salon'],
    ['instalar', 'Poner un botón de inicio en este canal'],
    ['instalar', 'Pôr um botão de início neste canal'],
  ],
  'Use as job post': [
    ['Als Stellenanzeige nehmen', ''],
    ["Utiliser comme offre d'emploi", ''],
    ['Usar como oferta de empleo', ''],
    ['Usar como vaga', ''],
  ],
  company: [
    ['firma', 'An welche Firma der Brief geht'],
    ['entreprise', "L'entreprise à qui va la lettre"],
    ['empresa', 'La empresa a la que va la carta'],
    ['empresa', 'A empresa para a qual vai a carta'],
  ],
  'job-post': [
    ['anzeige', 'Die Stellenanzeige als Text'],
    ['offre', "L'offre d'emploi, en texte"],
    ['oferta', 'La oferta de empleo, como texto'],
    ['vaga', 'O anúncio da vaga, como texto'],
  ],
  file: [
    ['datei', 'Die Stellenanzeige als Textdatei'],
    ['fichier', "L'offre d'emploi, en fichier texte"],
    ['archivo', 'La oferta de empleo, como archivo de texto'],
    ['arquivo', 'O anúncio da vaga, como arquivo de texto'],
  ],
  which: [
    ['welcher', '1 zeigt den ersten, "1 löschen" löscht ihn, "vergleichen" vergleicht die letzten'],
    ['laquelle', '1 montre la première, "1 supprimer" la supprime, "comparer" compare les dernières'],
    ['cuál', '1 muestra la primera, "1 borrar" la borra, "comparar" compara las últimas'],
    ['qual', '1 mostra a primeira, "1 apagar" apaga, "comparar" compara as últimas'],
  ],
  words: [
    ['worte', 'Was nicht im Brief stehen soll'],
    ['mots', 'Ce qui ne doit pas figurer dans la lettre'],
    ['palabras', 'Lo que no debe estar en la carta'],
    ['palavras', 'O que não deve estar na carta'],
  ],
};

/** Options of commands, by name. */
export const OPTION_DESCRIPTIONS = {
  company: 'The company that the letter goes to',
  'job-post': 'The job post, as text',
  file: 'The job post, as a text file',
  which: '1 shows the first one, "1 delete" deletes it, "compare" shows what changed last',
  words: 'What the letter must not say',
} as const;

/** In the menu of a message, and for those who manage a server. */
export const USE_AS_JOB_POST = 'Use as job post';
export const SETUP_DESCRIPTION = 'Put a start button into this channel';
