/** The slash commands of Discord: their options, and their names and descriptions in other languages. */

/** In the order of `Words`. English is Discord's default, and stands in `COMMAND_DESCRIPTIONS`. */
export const LANGUAGES = ['de', 'fr', 'es-ES', 'pt-BR'] as const;

/** A name and a description in a language. Names are lower case and without spaces, but for those of context menus. */
type Words = readonly [name: string, description: string];
type Translated = readonly [de: Words, fr: Words, es: Words, pt: Words];

export const COMMANDS_TRANSLATED: Readonly<Record<string, Translated>> = {
  start: [
    ['start', 'Beginnen, oder die offene Frage noch einmal zeigen'],
    ['commencer', 'Commencer, ou revoir la question en cours'],
    ['empezar', 'Empezar, o ver otra vez la pregunta abierta'],
    ['iniciar', 'Começar, ou ver de novo a pergunta aberta'],
  ],
  letter: [
    ['anschreiben', 'Dein Anschreiben beginnen oder fortsetzen'],
    ['lettre', 'Commencer ou continuer ta lettre'],
    ['carta', 'Empezar o continuar tu carta'],
    ['carta', 'Começar ou continuar sua carta'],
  ],
  last: [
    ['letztes', 'Den letzten Brief noch einmal schicken'],
    ['dernière', 'Renvoyer la dernière lettre'],
    ['última', 'Enviar otra vez la última carta'],
    ['última', 'Enviar de novo a última carta'],
  ],
  letters: [
    ['briefe', 'Deine Briefe auflisten, zeigen, vergleichen oder löschen'],
    ['lettres', 'Lister, voir, comparer ou supprimer tes lettres'],
    ['cartas', 'Listar, ver, comparar o borrar tus cartas'],
    ['cartas', 'Listar, ver, comparar ou apagar suas cartas'],
  ],
  skip: [
    ['überspringen', 'Diese Frage überspringen'],
    ['passer', 'Passer cette question'],
    ['saltar', 'Saltar esta pregunta'],
    ['pular', 'Pular esta pergunta'],
  ],
  back: [
    ['zurück', 'Eine Frage zurückgehen'],
    ['retour', 'Revenir à la question précédente'],
    ['atrás', 'Volver a la pregunta anterior'],
    ['voltar', 'Voltar uma pergunta'],
  ],
  fix: [
    ['ändern', 'Etwas ändern, das du gesagt hast'],
    ['corriger', 'Corriger quelque chose que tu as dit'],
    ['corregir', 'Corregir algo que dijiste'],
    ['corrigir', 'Corrigir algo que você disse'],
  ],
  write: [
    ['schreiben', 'Den Brief schreiben'],
    ['écrire', 'Écrire la lettre'],
    ['escribir', 'Escribir la carta'],
    ['escrever', 'Escrever a carta'],
  ],
  brief: [
    ['notizen', 'Zeigen, was bisher notiert ist'],
    ['notes', "Montrer ce qui est noté jusqu'ici"],
    ['notas', 'Mostrar lo anotado hasta ahora'],
    ['notas', 'Mostrar o que está anotado até agora'],
  ],
  hide: [
    ['verbergen', 'Einen Namen oder eine Zahl aus dem Brief heraushalten'],
    ['masquer', 'Garder un nom ou un nombre hors de la lettre'],
    ['ocultar', 'Dejar un nombre o un número fuera de la carta'],
    ['ocultar', 'Deixar um nome ou número fora da carta'],
  ],
  undo: [
    ['rückgängig', 'Die letzte Änderung zurücknehmen'],
    ['annuler', 'Annuler le dernier changement'],
    ['deshacer', 'Deshacer el último cambio'],
    ['desfazer', 'Desfazer a última mudança'],
  ],
  why: [
    ['warum', 'Zeigen, worauf jeder Satz beruht'],
    ['pourquoi', 'Montrer sur quoi repose chaque phrase'],
    ['porqué', 'Mostrar en qué se basa cada frase'],
    ['porquê', 'Mostrar em que cada frase se baseia'],
  ],
  practice: [
    ['üben', 'Fragen beantworten, die dein Brief auslösen kann'],
    ['entretien', 'Répondre aux questions que ta lettre peut susciter'],
    ['entrevista', 'Responder a lo que tu carta puede hacer preguntar'],
    ['entrevista', 'Responder ao que sua carta pode levar a perguntar'],
  ],
  another: [
    ['andere-firma', 'Deine Geschichte für eine andere Firma verwenden'],
    ['autre', 'Utiliser ton histoire pour une autre entreprise'],
    ['otra', 'Usar tu historia para otra empresa'],
    ['outra', 'Usar sua história para outra empresa'],
  ],
  stories: [
    ['geschichten', 'Wählen, von welchem System der Brief handelt'],
    ['récits', 'Choisir le système dont parle la lettre'],
    ['historias', 'Elegir el sistema del que trata la carta'],
    ['histórias', 'Escolher o sistema de que trata a carta'],
  ],
  remind: [
    ['erinnern', 'Dich einmal daran erinnern lassen, weiterzumachen'],
    ['rappel', 'Recevoir un seul rappel pour continuer'],
    ['recordar', 'Recibir un único aviso para continuar'],
    ['lembrar', 'Receber um único lembrete para continuar'],
  ],
  help: [
    ['hilfe', 'Zeigen, was du hier tun kannst'],
    ['aide', 'Montrer ce que tu peux faire ici'],
    ['ayuda', 'Mostrar lo que puedes hacer aquí'],
    ['ajuda', 'Mostrar o que você pode fazer aqui'],
  ],
  restart: [
    ['neustart', 'Von vorn beginnen'],
    ['recommencer', 'Tout recommencer'],
    ['reiniciar', 'Empezar de nuevo'],
    ['reiniciar', 'Começar de novo'],
  ],
  export: [
    ['export', 'Eine Kopie aller deiner Daten bekommen'],
    ['exporter', 'Recevoir une copie de toutes tes données'],
    ['exportar', 'Recibir una copia de todos tus datos'],
    ['exportar', 'Receber uma cópia de todos os seus dados'],
  ],
  forget: [
    ['vergessen', 'Alle deine Daten löschen'],
    ['oublier', 'Supprimer toutes tes données'],
    ['olvidar', 'Borrar todos tus datos'],
    ['esquecer', 'Apagar todos os seus dados'],
  ],
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
    ['welcher', '1 zeigt den ersten, "1 delete" löscht ihn, "compare" vergleicht die letzten'],
    ['laquelle', '1 montre la première, "1 delete" la supprime, "compare" compare les dernières'],
    ['cuál', '1 muestra la primera, "1 delete" la borra, "compare" compara las últimas'],
    ['qual', '1 mostra a primeira, "1 delete" apaga, "compare" compara as últimas'],
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
