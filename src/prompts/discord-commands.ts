/** The slash commands of Discord: their options, and their names and descriptions in other languages. */
import type { CommandName } from './platforms.ts';

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
