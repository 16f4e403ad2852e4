/**
 * Phrases in all languages: messages that aren't answers, and unambiguous openings and patterns. A phrase must be the
 * whole message. Any other text is an answer, or leads to an ask-back.
 */

import { LANGUAGES, type Language } from '../machine/language.ts';
import { phraseList as list, wordSet } from './lexer.ts';
import { isDigit, trimEnd, trimPunctuation } from './sentences.ts';

/** Phrases that there is no answer, by language: "Pula" is a town for anybody who writes English. */
const DECLINES: Readonly<Record<Language, readonly string[]>> = {
  en: list(`skip | skip it | skip this | skip that | skip this one | skip that one | pass | n/a | na | none | nothing
    | don't know | i don't know | idk | dunno | no idea | not sure | unknown | never measured | not measured
    | nobody measured it | nobody counted | no numbers | no number | leave it out | leave it | nothing comes to mind | nothing special
    | we never measured it | not applicable | - | -- | — | –`),
  de: list(`überspringen | überspring das | weiß nicht | weiß ich nicht | keine ahnung | nichts | keine | unbekannt
    | mir fällt nichts ein | nie gemessen | niemand hat es gemessen | kein plan | weiß nicht mehr | entfällt
    | nicht gemessen | keine angabe`),
  fr: list(`passer | passe | je passe | je ne sais pas | je sais pas | sais pas | jsp | aucune idée | rien | aucun
    | aucune | jamais mesuré | pas mesuré | personne ne l'a mesuré | inconnu | rien ne me vient`),
  es: list(`saltar | saltarlo | no sé | no lo sé | ni idea | nada | ninguno | ninguna | desconocido
    | no se me ocurre nada | paso | pasar | siguiente | no me acuerdo | no recuerdo | no aplica | sin datos
    | ningún número | no lo medimos | nunca lo medimos | nadie lo midió`),
  pt: list(`pular | pule | pula | passa | sei não | não sei dizer | não sei | sei lá | nada | nenhum | nenhuma
    | desconhecido | nada me vem à cabeça | passo | passar | próxima | não lembro | não me lembro | não faço ideia
    | não se aplica | sem dados | nenhum número | não medimos | nunca medimos | ninguém mediu | não tenho`),
};

/** Whole messages that aren't answers in any language of the interview. */
export const PHRASES = {
  decline: [...new Set(LANGUAGES.flatMap((language) => DECLINES[language]))],
  no: list(`no | nope | nah | no thanks | no thank you | n | nothing else | none of that | nothing more | no more | nein
    | nein danke | nee | nö | ne | sonst nichts | mehr nicht | non | nan | non merci | rien d'autre | rien de plus
    | no gracias | nada más | nop | não | não obrigado | não obrigada | nada mais | never mind | doch nicht
    | finalement non | mejor no | deixa pra lá`),
  over: list(`that's all | that is all | that's it | that is it | that's all of them | das ist alles | das war's
    | c'est tout | eso es todo | é tudo | só isso | é só isso`),
  yes: list(`yes | y | yep | yeah | yup | ok | okay | sure | correct | right | good | looks good | fine | that's right
    | perfect | 👍 | go on | ok go on | continue | next | ok next | carry on | yes it is | sounds good | ja | jo | jep | passt | passt so
    | passt weiter | ok passt | stimmt | richtig | genau | klar | gut | in ordnung | alles klar | weiter | oui
    | ouais | d'accord | bien | parfait | continuer | on continue | c'est juste | c'est ça | oui c'est ça
    | c'est bon | ça marche | ok pour moi | sí | si | vale | de acuerdo | correcto | sigamos | seguimos | sigue
    | bien sigamos | perfecto | exacto | claro | dale | está bien | eso es | sí es correcto | continuar | sim
    | certo | beleza | está certo | sim está certo | vamos adiante | certo vamos adiante | isso | isso mesmo | exato
    | perfeito | tá | tá bom | tá certo | blz | pode ser`),
  said: list(`see above | above | same | the same | no change | as before | same as before | as above | same as above
    | see before | siehe oben | schon gesagt | habe ich schon gesagt | wie gesagt | hab ich schon gesagt | steht oben
    | dasselbe | unverändert | pareil | la même chose | igual | lo mismo | o mesmo | voir plus haut | déjà dit
    | je l'ai déjà dit | comme j'ai dit | ya lo dije | ya está dicho | ver arriba | como ya dije | ya te lo dije
    | já disse | como já disse | já falei | como falei | ver acima | veja acima`),
  both: list(`both | both of them | the two of them | both of these | beide | alle beide | les deux | tous les deux
    | ambos | ambas | los dos | las dos | os dois | as duas`),
  greeting: list(`hi | hello | hey | hi there | hello there | good morning | good evening | good afternoon | moin
    | hallo | start | yo | guten tag | guten morgen | guten abend | servus | bonjour | salut | bonsoir | hola
    | buenas | buenos días | olá | oi | bom dia | boa tarde | boa noite | e aí | buenas tardes | buenas noches
    | qué tal`),
  help: list(`help | how does this work | how does it work | what can you do | what is this | what do i do
    | who are you | what now | hilfe | wie geht das | was kannst du | aide | comment ça marche | ayuda
    | cómo funciona | qué puedes hacer | qué hago | ajuda | o que você faz | o que eu faço | como funciona`),
  example: list(`what would be a good answer | what's a good answer | what is a good answer | example | an example
    | for example | give me an example | what do you mean | what do you mean by that | like what | such as
    | what do people normally write | huh | sorry what | i don't understand | what should i write
    | what should i say | what kind of answer | beispiel | zum beispiel | ein beispiel | was meinst du
    | wie meinst du das | exemple | par exemple | que veux-tu dire | ejemplo | por ejemplo | un ejemplo
    | qué quieres decir | exemplo | por exemplo | um exemplo | como assim | cómo | no entiendo | qué pongo
    | dame un ejemplo | não entendi | o que eu escrevo | me dá um exemplo`),
  why: list(`why | why do you ask | why do you need that | what for | why is that important | why does that matter
    | warum | wieso | wozu | pourquoi | por qué | por qué lo preguntas | para qué | por quê | por que
    | por que você pergunta | para quê`),
  stop: list(`stop | quit | exit | cancel | later | not now | bye | i have to go | pause | enough | end | stopp | ende
    | später | tschüss | arrêter | plus tard | au revoir | parar | más tarde | luego | adiós | hasta luego
    | ahora no | salir | mais tarde | depois | agora não | sair | tchau | até mais`),
  thanks: list(`thanks | thank you | thx | ty | cheers | great | nice | cool | awesome | great thanks | ok thanks
    | danke | danke schön | danke dir | super | prima | top | merci | merci beaucoup | gracias | muchas gracias
    | genial | obrigado | obrigada | muito obrigado | muito obrigada | valeu | legal | perfecto gracias`),
  laugh: list(`lol | haha | hahaha | rofl | lmao | hehe | hm | hmm | hmmm | uh | um | 😂 | 🙂 | wow | oh | ah | jaja
    | jajaja | mdr | kkk | kkkk | rs | rsrs`),
  back: list(`back | go back | previous | previous question | last question | zurück | eine frage zurück | retour
    | revenir | question précédente | atrás | volver | volver atrás | pregunta anterior | voltar | volta
    | pergunta anterior`),
  edit: list('edit | edit it | edit the letter | bearbeiten | modifier | editar'),
  fix: list(`fix | change | change something | change an answer | fix something | ändern | etwas ändern
    | korrigieren | corriger | changer | corriger quelque chose | cambiar | cambiar algo | quiero cambiar algo
    | corregir | quero mudar algo | mudar | mudar algo | corrigir`),
  hide: list(`keep out | keep a word out | keep something out | hide something | hide a name | ausblenden
    | ein wort ausblenden | masquer un mot | ocultar una palabra | ocultar uma palavra`),
  practice: list(`practice | interview me | interview me on this | interview me on it | ask me questions | üben
    | frag mich aus | interview mich | stell mir fragen | entretien | interroge-moi | pose-moi des questions
    | entrevista | entrevístame | hazme preguntas | me entreviste | me faça perguntas | faça perguntas`),
  stories: list(`stories | my stories | another story | other stories | geschichten | meine geschichten
    | andere geschichte | récits | mes récits | autre récit | histoires | mes histoires | autre histoire | historias
    | mis historias | otra historia | histórias | minhas histórias | outra história`),
  undo: list(`undo | undo that | take that back | revert | put it back | bring it back | put that back
    | bring that back | mach es wieder rein | hol es zurück | remets-le | remets-la | ponlo de nuevo | ponla de nuevo
    | põe de volta | coloca de volta | rückgängig | rückgängig machen | zurücknehmen | annuler
    | défaire | deshacer | deshazlo | deshaz eso | desfazer | desfaz | desfaz isso`),
  write: list(`write | write it | ok write | ok write it | write the letter | write the letter now | done | go
    | i'm done | finish | schreiben | schreib | schreib es | schreib ihn | schreib den brief | fertig
    | écrire | écris | écris-la | écris la lettre | fini | escribir | escribe | escríbela | escribe la carta | listo
    | terminado | escrever | escreva | escreva a carta | escreve | escreve a carta | pode escrever | pronto
    | terminei | haz la carta | ya está`),
};

export type Phrase = keyof typeof PHRASES;

const isPhrase = (id: string): id is Phrase => id in PHRASES;

const IDS = Object.keys(PHRASES).filter(isPhrase);

/** Many people type no apostrophes: "thats all". */
export const withoutApostrophes = (words: string) => words.replaceAll("'", '');

const ID_OF: ReadonlyMap<string, Phrase> = new Map(
  IDS.flatMap((id) => PHRASES[id].map((words) => [withoutApostrophes(words), id])),
);

/** Maximum characters of a phrase. */
const PHRASE_AT_MOST = 60;

/** Returns the phrase that a whole message consists of, clause by clause if necessary; null for any other text. */
export function phraseIn(message: string): Phrase | null {
  if (message.length > PHRASE_AT_MOST) return null;
  const exact = message.trim().toLowerCase();
  if (exact !== '' && [...exact].every((sign) => sign === '?')) return 'help';
  const clauses = exact.split(CLAUSE_ENDS).filter((clause) => plain(clause).trim() !== '');
  return listed(exact) ?? ofClauses(clauses) ?? behindCourtesy(plain(exact));
}

const COURTESIES: ReadonlySet<Phrase | null> = new Set(['yes', 'no', 'thanks', 'laugh', 'greeting']);
/** Phrases that may follow a courtesy: "no undo that", "ok write it"; but not "no good" or "ok thanks". */
const ORDERS = wordSet('write over undo back edit fix stop help practice stories');

/** Courtesies followed by one order: "Ok good write it", "no undo that". @param said as `plain` leaves it */
function behindCourtesy(said: string): Phrase | null {
  const words = withoutApostrophes(said).split(' ');
  const beginsWith = (count: number) => COURTESIES.has(ID_OF.get(words.slice(0, count).join(' ')) ?? null);
  while (words.length > 1) {
    // The longest courtesy has 3 words. The longest one counts: "good morning", not "good".
    const count = [3, 2, 1].find(beginsWith);
    if (count === undefined) return null;
    const courtesy = ID_OF.get(words.splice(0, count).join(' '));
    const order = listedWords(words.join(' '));
    // "Nah nothing else"
    if (order !== null) return ORDERS.has(order) || (order === 'no' && order === courtesy) ? order : null;
  }
  return null;
}

const CLAUSE_ENDS = /[,.!;]/u;

/** The only phrase besides courtesies: "Looks good, write it. Thanks!"; null if there are several. */
function ofClauses(clauses: readonly string[]): Phrase | null {
  const kinds = clauses.length < 2 ? [null] : clauses.map((clause) => listed(clause.trim()));
  if (kinds.includes(null)) return null;
  const told = [...new Set(kinds)].filter((kind) => kind !== 'thanks' && kind !== 'laugh');
  const [kind = null, ...others] = told.length > 1 ? told.filter((one) => one !== 'yes') : told;
  return others.length === 0 ? kind : null;
}

/** Whether a message declines to answer in one of these languages: "Pula" does in Portuguese, and is a town in English. */
export function declinesIn(message: string, languages: readonly Language[]): boolean {
  return languages.some((language) => DECLINES[language].includes(plain(message)));
}

/** Where a short message has an undo: "undo, that was wrong", "oops, that's wrong, undo". */
export function undoIn(message: string): 'first' | 'last' | null {
  const clauses = message.length > PHRASE_AT_MOST ? [] : message.toLowerCase().split(CLAUSE_ENDS);
  const told = clauses.filter((clause) => plain(clause) !== '');
  const isUndo = (clause: string | undefined) => listed(clause?.trim() ?? '') === 'undo';
  return isUndo(told[0]) ? 'first' : isUndo(told.at(-1)) ? 'last' : null;
}

function listed(exact: string): Phrase | null {
  return ID_OF.get(exact) ?? listedWords(plain(exact)) ?? (isSaid(exact) ? 'said' : null);
}

/** Words of which English sentences consist that say that something was told before: "I've just told you that". */
const SAID_WORDS = wordSet(`i ive have had just already told mentioned you said say it that this as like before above
  earlier`);
const TELLING = wordSet('told said mentioned');
const OF_SPEAKERS = wordSet('i ive you already just as like');

function isSaid(exact: string): boolean {
  const words = withoutApostrophes(plain(exact)).split(' ');
  // "It said that" may be about a system.
  const isOwn = words.some((word) => OF_SPEAKERS.has(word));
  return isOwn && words.some((word) => TELLING.has(word)) && words.every((word) => SAID_WORDS.has(word));
}

/** "Please write it", "skip it please" @param said as `plain` leaves it */
function listedWords(said: string): Phrase | null {
  const [whole, bare] = [said, withoutPlease(said)].map(withoutApostrophes);
  return ID_OF.get(whole ?? '') ?? ID_OF.get(bare ?? '') ?? null;
}

/** Removes a first or last clause that says it was told before: "told you already, 1 in 60", "lost casings, like I said". */
export function withoutSaid(text: string): string {
  const isSaid = (clause: string) => clause.length <= PHRASE_AT_MOST && listed(clause.trim()) === 'said';
  const marks = [', ', '. ', '; ', ': '];
  const [first = -1] = marks
    .map((mark) => text.indexOf(mark))
    .filter((at) => at > 0)
    .toSorted((one, other) => one - other);
  const told = first > 0 && isSaid(text.slice(0, first)) ? text.slice(first + 2) : text;
  const last = Math.max(...marks.map((mark) => told.lastIndexOf(mark)));
  return last > 0 && isSaid(told.slice(last + 2)) ? told.slice(0, last) : told;
}

const PLEASE = ['please', 'pls', 'plz', 'bitte', "s'il te plaît", "s'il vous plaît", 'por favor'];
const PLEASE_FIRST = PLEASE.flatMap((word) => [`${word} `, `${word}, `]);
const PLEASE_LAST = PLEASE.map((word) => ` ${word}`);

/** Removes "please", in any language, from one end of a text. */
export function withoutPlease(text: string): string {
  const low = text.toLowerCase().replaceAll('’', "'");
  const first = PLEASE_FIRST.find((words) => low.startsWith(words));
  if (first !== undefined) return text.slice(first.length).trimStart();
  const end = trimPunctuation(low);
  const last = PLEASE_LAST.find((words) => end.endsWith(words));
  return last === undefined ? text : trimEnd(text.slice(0, low.lastIndexOf(last)), ' .,;:!?-–—');
}

/** Whether a sentence says "please", in any language: to the bot. */
export function saysPlease(sentence: string): boolean {
  return PLEASE.some((word) => ` ${plain(sentence)} `.includes(` ${word} `));
}

/** Lower-case words with straight apostrophes and slashes, without other punctuation. */
export function plain(message: string): string {
  const words = message.toLowerCase().replaceAll('’', "'").replace(OTHER_SIGNS, '').split(' ');
  return words.filter((word) => word !== '').join(' ');
}

const OTHER_SIGNS = /[^\p{L}\p{N}'/ ]+/gu;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Whether a message has letters, digits or a known phrase (such as an emoji). */
export function hasWords(message: string): boolean {
  return LETTER_OR_DIGIT.test(message) || phraseIn(message) !== null;
}

/** Whether a text ends with a question mark, ignoring a smiley after it. */
export function isQuestion(text: string): boolean {
  return text.replace(NOT_TELLING, '').endsWith('?');
}

const NOT_TELLING = /[^\p{L}\p{N}?]+/gu;

const NEGATIONS = wordSet(`no nope nah none nobody never idk dunno don't not nothing neither
  nein nee keine keiner keinen kein nie niemand nicht nichts non aucun aucune personne jamais pas ninguno ninguna nadie nunca
  não nenhum nenhuma ninguém`);

/** Whether a message starts with a negation: "no numbers, sorry", "I do not know it yet". */
export function opensNegation(message: string): boolean {
  const [first = '', ...rest] = plain(message).split(' ');
  const said = (first === 'i' ? rest : [first, ...rest]).slice(0, 2).join(' ');
  return NEGATIONS.has(first) || ["don't ", 'dont ', 'do not '].some((words) => `${said} `.startsWith(words));
}

export const negates = (word: string) => NEGATIONS.has(word) || word.endsWith("n't");

/** Maximum words of an answer that may say that there is none, and its first words that may negate it. */
const NONE_WORDS = 8;
const NEGATED_BY = 3;

/** Whether an answer may say that there is nothing to tell: "I have no view of them yet", "not really, I came from …". */
export function mayBeNone(answer: string): boolean {
  // "Good, nobody drives three hours to roll back" says something.
  const [clause = ''] = answer.split(',', 1);
  const words = plain(clause).split(' ', NEGATED_BY + 1);
  const isOpening = clause !== answer && words.length > 1 && words.length <= NEGATED_BY && negates(words[0] ?? '');
  return (isShort(answer) || isOpening) && words.slice(0, NEGATED_BY).some(negates);
}

/** Whether a short answer begins with a phrase that there is nothing to tell: "no idea, ask me something else". */
export function opensDecline(answer: string): boolean {
  const [clause = ''] = answer.split(CLAUSE_ENDS, 1);
  return isShort(answer) && phraseIn(clause) === 'decline';
}

function isShort(answer: string): boolean {
  return plain(answer).split(' ').length <= NONE_WORDS;
}

/** Reads a short answer to a yes-no question by its first word: "yes it is :)". */
export function yesOrNo(message: string): 'yes' | 'no' | null {
  const words = plain(message).split(' ');
  if (words.length > 12) return null;
  const phrase = phraseIn(words[0] ?? '');
  return phrase === 'yes' || phrase === 'no' ? phrase : null;
}

/** Words in front of a sentence that agree with a question, or only begin to speak. */
const AGREEMENTS = wordSet('yes yeah yep yup ok okay hm hmm um uh oh lol haha ja oui ouais sí sim');

/** Removes "yes,", "ok," or "oh, and" from the start of an answer that goes on. */
export function withoutYes(answer: string): string {
  const [first = '', ...rest] = answer.trim().split(' ');
  const isYes = first.endsWith(',') && AGREEMENTS.has(trimPunctuation(first).toLowerCase());
  return isYes && rest.length > 0 ? rest.slice(rest[0] === 'and' ? 1 : 0).join(' ') : answer;
}

const DENIALS = wordSet('no nope nah nein nee non não');

/** Removes "well," or "ok so:" from the start of an answer. Before a later sentence it may be meant: "Well, one noticed." */
export function withoutWell(answer: string): string {
  return answer.trim().replace(/^(?:well,|ok(?:ay)? so[,:]) (?=\S)/iu, '');
}

/** Removes "yes,", and "no," or "No." from what is certainly an answer. */
export function withoutYesOrNo(answer: string): string {
  const [first = '', ...rest] = answer.trim().split(' ');
  // "No. 5 in the queue"
  const isEnded = first.endsWith(',') || (first.endsWith('.') && !isDigit(rest[0]?.charAt(0)));
  const isNo = isEnded && DENIALS.has(trimPunctuation(first).toLowerCase());
  return isNo && rest.length > 0 ? rest.join(' ') : withoutYes(answer);
}
