/** Orders about what is around the sentences: greeting, sign-off, and the name and contact data in the header. */
import { askBack, type Command, editLetter } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import { type Sheet, typedValue } from '../machine/sheet.ts';
import { letterWords } from '../prompts/catalogues.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';
import { countWords, isEmail, isPhone, trimPunctuation } from '../text/sentences.ts';
import { SAY } from './confidential-values.ts';
import { alternativesIn, readNames } from './name-answers.ts';
import { isFramePart, withoutReason } from './order-parser.ts';
import { FILLERS, INTO, verbOf } from './order-rules.ts';
import type { Message } from './reader.ts';

const INSTEAD = wordSet('instead stattdessen plutôt');
/** Maximum words of a sign-off without a further remark. */
const SIGN_OFF_WORDS = 4;

/** "Greet Ms Weber", "Dear Ms Weber,", "change my email to jo@example.com"; null for any other text. */
export function frameOrder(typed: string, message: Message): Command[] | null {
  const text = typed.includes(':') ? typed : withoutReason(typed);
  const greeting = greetingOrder(text, message);
  const { slot = '', value = null, isSure = false } = (greeting ? null : partIn(text, message)) ?? {};
  return isSure && value !== null ? [{ type: 'rename', slot, value: typedValue(value, message.id) }] : greeting;
}

/** Sets the greeting or sign-off; asks if the text is none, or may be more than that. */
export function frameEdit(part: 'greeting' | 'sign-off', text: string, isSure: boolean, message: Message): Command {
  const isGreeting = part === 'greeting';
  if (
    isSure ||
    (isGreeting ? message.greets(text, false).length > 0 : text !== '' && countWords(text) <= SIGN_OFF_WORDS)
  )
    return isGreeting ? greetingCommand(text, message) : signOffOf(text, message.context.sheet);
  const offers = isGreeting ? message.greets(text.split(',', 1).join(), true) : [text];
  return askBack({ kind: 'wording', action: part, key: '', ...(text !== '' && { offers: [...offers] }) });
}

/** "Greet Ms Weber", "use Dear Anna", "Dear Ms Weber,"; asks about "Hi Sam", which may greet the bot. */
function greetingOrder(text: string, message: Message): Command[] | null {
  const greeted = greetedBy(text, message);
  if (greeted !== null) return [greetingCommand(greeted, message)];
  const [greeting, ...others] = message.greets(text, false);
  if (greeting === undefined || others.length > 0) return null;
  if (greeting === text) return text.endsWith(',') || text.endsWith(':') ? [greetingCommand(text, message)] : null;
  const [last = ''] = text.split(' ').slice(1).at(-1) ?? '';
  const isNamed = last !== last.toLowerCase() && greeting.startsWith(text);
  return isNamed ? [askBack({ kind: 'wording', action: 'greeting', key: '', offers: [greeting] })] : null;
}

/** The reader or greeting behind a verb: "greet Ms Weber instead"; null for any other text. */
function greetedBy(text: string, { greets }: Message): string | null {
  const [first = '', ...words] = text.split(' ');
  const verb = verbOf(first);
  const typed = (INSTEAD.has(trimPunctuation(words.at(-1) ?? '')) ? words.slice(0, -1) : words).join(' ');
  const [greeting] = greets(typed, false);
  const isOrder = verb === 'greet' || (verb === 'use' && typed !== '' && greeting?.startsWith(typed));
  return isOrder && greeting !== undefined ? typed : null;
}

/** Sets the typed greeting in its customary form; asks if the form is ambiguous. */
function greetingCommand(typed: string, { greets }: Pick<Message, 'greets'>): Command {
  const [text = typed, ...others] = greets(typed, true);
  if (others.length === 0) return editLetter({ type: 'greeting', text });
  return askBack({ kind: 'wording', action: 'greeting', key: '', offers: [text, ...others] });
}

/** Sets the sign-off; asks which name to sign with if it names several people or another one: "Best, Kim". */
function signOffOf(text: string, sheet: Sheet): Command {
  const at = text.indexOf(',');
  const close = text.slice(0, at + 1);
  const names = alternativesIn(trimPunctuation(text.slice(at + 1)), sheet.language, true);
  const known = sheet.values['contact.name']?.text ?? '';
  const isOther = known !== '' && !text.includes(known.split(' ')[0] ?? '');
  const isClear = at < 1 || text.includes('\n') || names.every((name) => name === '') || (names.length < 2 && !isOther);
  if (isClear) return editLetter({ type: 'sign-off', text });
  const offers = [...names, ...(isOther ? [known] : [])].map((name) => `${close}\n${name}`);
  return askBack({ kind: 'wording', action: 'sign-off', key: '', offers });
}

/** Words in front of the greeting or sign-off that an order gives. */
const AS = wordSet('as with als mit comme avec como con com');
/** Words that only a sign-off has. */
const CLOSINGS = wordSet(`regards sincerely cheers wishes grüße grüßen gruß cordialement salutations saludo saludos
  cordialmente atentamente atenciosamente abraço abraços cumprimentos`);
/** Maximum words of an order that doesn't name the part: "say best regards instead". */
const UNNAMED_WORDS = 8;

/** Asks for the greeting or sign-off that a message is about, and offers the words that it gives. Null if it is about none. */
export function askAboutFrame({ text, greets, context: { sheet } }: Message): Command | null {
  const [, ...behind] = text.split(':');
  const start = text.toLowerCase().indexOf('sign off');
  const typed = start < 0 ? text : `${text.slice(0, start)}sign-off${text.slice(start + 'sign off'.length)}`;
  const words = typed.split(' ');
  const low = words.map((word) => trimPunctuation(word).toLowerCase());
  // "Grüße Anna", but not "viele Grüße"
  const isGreet = (word: string, place: number) => verbOf(word) === 'greet' && (place === 0 || !CLOSINGS.has(word));
  const at = low.findIndex((word, place) => isFramePart(verbOf(word)) || isGreet(word, place));
  const verb = at < 0 ? undefined : verbOf(low[at]);
  const hasClosing = low.some((word) => CLOSINGS.has(word));
  const joint = low.findIndex((word, place) => place > at && AS.has(word));
  const [isSaid, end] = [SAY.has(low[0] ?? ''), low.findIndex((word) => INSTEAD.has(word))];
  const from = joint >= 0 && (verb || hasClosing) ? joint + 1 : verb ? words.length : Number(isSaid);
  const given = behind.length > 0 ? behind.join(':').trim() : words.slice(from, end < 0 ? undefined : end).join(' ');
  const isSignOff = verb ? verb === 'sign-off' : hasClosing && countWords(given) <= SIGN_OFF_WORDS;
  if (isSignOff) return wordingOf('sign-off', given === '' ? [] : [signOffLine(given, sheet.language)]);
  const isNamed = verb ? verb !== 'greet' || given !== '' : words.length <= UNNAMED_WORDS && (isSaid || end >= 0);
  const offers = isNamed && given !== '' ? greets(given, verb !== undefined) : [];
  return isNamed && (verb || offers.length > 0) ? wordingOf('greeting', offers) : null;
}

function wordingOf(action: 'greeting' | 'sign-off', offers: readonly string[]): Command {
  return askBack({ kind: 'wording', action, key: '', ...(offers.length > 0 && { offers: [...offers] }) });
}

/** "Best regards," for "best regards": with the punctuation that the language has in front of the name. */
function signOffLine(words: string, language: Language): string {
  const isOpen = !words.includes(',') && letterWords(language)('sign-off.named').includes(',');
  return capital(isOpen ? `${trimPunctuation(words)},` : words);
}

/** The parts of the header in all languages of the interview. */
const PARTS = parseNameTable(`contact.name: name namen nom nombre nome; contact.email: email e-mail mail e-mail-adresse
  courriel correo; contact.phone: phone telephone mobile telefon telefonnummer handy handynummer téléphone teléfono móvil
  telefone celular; contact.location: city town stadt wohnort ort ville ciudad cidade`);
const MY = wordSet('my mein meine meinen mon ma mi meu minha');
/** Words behind the name of a part: "my phone number is …". */
const BESIDE = wordSet('number address nummer adresse numéro electrónico dirección número endereço');
const IS = wordSet('is ist est es é');
/** Verbs in front of a part: "change my phone", "add my phone". */
const CHANGES = ['replace', 'rewrite', 'swap', 'add'];
/** Maximum words of a message about a part of the header; and without a verb or "my": "the city is wrong". */
const WORDS_AT_MOST = 15;
const FEW_WORDS = 5;

/** The first part of the header that a text names, with its value. `isSure`: it is a certain order to set the value. */
function partIn(text: string, message: Message) {
  const words = text
    .replace(':', ' :')
    .split(' ')
    .filter((word) => word !== '');
  const low = words.map((word) => trimPunctuation(word).toLowerCase());
  const mine = low.findIndex((word) => MY.has(word));
  // "Name" only counts behind "my": there are other names in a letter.
  const at = low.findIndex(
    (word, place) => PARTS.has(word) && (PARTS.get(word) !== 'contact.name' || mine >= 0) && place > mine,
  );
  const slot = PARTS.get(low[at] ?? '');
  if (slot === undefined) return null;
  const behind = words
    .slice(at + 1)
    .filter((word, place) => place > 1 || !BESIDE.has(trimPunctuation(word).toLowerCase()));
  const joint = (behind[0] ?? '').toLowerCase();
  const isInto = joint === ':' || INTO.has(joint);
  const typed = (isInto || IS.has(joint) ? behind.slice(1) : behind).join(' ');
  const value = validValue(slot, typed, message);
  const isChange = CHANGES.includes(verbOf(low[0]) ?? '');
  const isJoined = isInto || IS.has(joint);
  // "Change city to region" may be about words of the letter.
  const isHeader = joint === ':' || mine >= 0 || (isChange && message.inLetter(words[at] ?? '') === null);
  const isPlain = low.slice(isChange ? 1 : 0, at).every((word) => MY.has(word) || FILLERS.has(word));
  const isSure = isHeader && isPlain && (isJoined || (isChange && mine >= 0)) && value !== null;
  // "The city is wrong", but not "email version please" or "the work for the city is missing".
  const isNamed = mine >= 0 || isChange || (isJoined && words.length <= FEW_WORDS);
  return { slot, typed, value, isNamed, isInto, isSure };
}

/** The value as it would be noted; null if it may be none: "my city is wrong", "change my email to another one". */
function validValue(slot: string, typed: string, { id, context }: Message): string | null {
  const answer = { text: typed, source: id, slot, step: null, language: context.sheet.language };
  const [command, ...others] = readNames(answer);
  const isValid = slot === 'contact.email' || slot === 'contact.phone' || isCapital(typed);
  return command?.type === 'set' && others.length === 0 && isValid ? command.value.text : null;
}

/** Asks for the part of the header that a message mentions, and offers the value that it may contain. */
export function askAboutHeader(message: Message): Command[] | null {
  const text = message.text.trim();
  const words = text.split(' ').map(trimPunctuation);
  if (words.length > WORDS_AT_MOST || text.includes('\n')) return null;
  const named = partIn(text, message);
  const [email] = words.filter(isEmail);
  const phone = isPhone(text) ? text : undefined;
  const slot = email ? 'contact.email' : phone ? 'contact.phone' : named?.isNamed ? named.slot : undefined;
  const typed = named?.isInto || named?.value ? named.typed.split(', ', 1).join() : '';
  const offer = trimPunctuation(email ?? phone ?? typed);
  return slot === undefined
    ? null
    : [askBack({ kind: 'revise', slot, figure: null, ...(offer !== '' && { offers: [offer] }) })];
}
