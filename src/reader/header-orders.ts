/** Orders to change the letter's header: "change my email to jo@example.com", "my phone is wrong". */
import { askBack, type Command } from '../machine/commands.ts';
import { typedValue } from '../machine/sheet.ts';
import { isCapital } from '../text/capitals.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';
import { isEmail, isPhone, trimPunctuation } from '../text/sentences.ts';
import { readNames } from './name-answers.ts';
import { FILLERS, INTO, isChangeVerb } from './order-parser.ts';
import type { Message } from './reader.ts';

/** The parts of the header in all languages of the interview. */
const PARTS = parseNameTable(`contact.name: name namen nom nombre nome; contact.email: email e-mail mail e-mail-adresse
  courriel correo; contact.phone: phone telephone mobile telefon telefonnummer handy handynummer téléphone teléfono móvil
  telefone celular; contact.location: city town stadt wohnort ort ville ciudad cidade`);
const MY = wordSet('my mein meine meinen mon ma mi meu minha');
/** Words behind the name of a part: "my phone number is …". */
const BESIDE = wordSet('number address nummer adresse numéro electrónico dirección número endereço');
const IS = wordSet('is ist est es é');

/** Maximum words of a message about a part of the header; and without a verb or "my": "the city is wrong". */
const WORDS_AT_MOST = 15;
const FEW_WORDS = 5;

const low = (word: string) => trimPunctuation(word).toLowerCase();

/** Finds the first named part. "Name" only counts behind "my": there are other names in a letter. */
function partIn(text: string) {
  const words = text
    .replace(':', ' : ')
    .split(' ')
    .filter((word) => word !== '');
  const isPart = (word: string, at: number) =>
    PARTS.has(low(word)) &&
    (PARTS.get(low(word)) !== 'contact.name' || words.slice(0, at).some((one) => MY.has(low(one))));
  const at = words.findIndex(isPart);
  const slot = PARTS.get(low(words[at] ?? ''));
  const [joint = '', ...value] = words.slice(at + 1).filter((word, place) => place > 1 || !BESIDE.has(low(word)));
  const joins = joint === ':' || INTO.has(joint.toLowerCase()) ? 'into' : IS.has(joint.toLowerCase()) ? 'is' : null;
  return slot === undefined
    ? null
    : { slot, word: words[at] ?? '', before: words.slice(0, at).map(low), joint, joins, value: value.join(' ') };
}

/** The value as it would be noted; null if it may be none: "my city is wrong", "change my email to another one". */
function validValue(slot: string, typed: string, { id, context }: Message): string | null {
  const answer = { text: typed, source: id, slot, step: null, language: context.sheet.language };
  const [command, ...others] = readNames(answer);
  const isValid = slot === 'contact.email' || slot === 'contact.phone' || isCapital(typed);
  return command?.type === 'set' && others.length === 0 && isValid ? command.value.text : null;
}

/** "Change my email to jo@example.com", "phone: +46 70 123 45 67", "my city is Lund"; null for any other text. */
export function headerOrder(text: string, message: Message): Command[] | null {
  const named = partIn(text);
  if (named === null || named.joins === null) return null;
  const { slot, word, before, joint, value } = named;
  const [first = ''] = before;
  const others = isChangeVerb(first) ? before.slice(1) : before;
  // "Change city to region" may be about words of the letter.
  const isHeader =
    joint === ':' || others.some((one) => MY.has(one)) || (others !== before && message.inLetter(word) === null);
  if (!isHeader || !others.every((one) => MY.has(one) || FILLERS.has(one))) return null;
  const told = validValue(slot, value, message);
  return told === null ? null : [{ type: 'rename', slot, value: typedValue(told, message.id) }];
}

/** Asks for the part of the header that a message mentions, and offers the value that it may contain. */
export function askAboutHeader(message: Message): Command[] | null {
  const text = message.text.trim();
  const words = text.split(' ').map(trimPunctuation);
  if (words.length > WORDS_AT_MOST || text.includes('\n')) return null;
  const named = partIn(text);
  const [email] = words.filter(isEmail);
  // "The city is wrong", but not "email version please" or "the work for the city is missing".
  const isShort = words.length <= FEW_WORDS && named !== null && named.joins !== null;
  const isNamed = isShort || named?.before.some((word) => MY.has(word) || isChangeVerb(word)) === true;
  const part = isNamed ? named?.slot : undefined;
  const slot = email !== undefined ? 'contact.email' : isPhone(text) ? 'contact.phone' : part;
  if (slot === undefined) return null;
  const typed = email ?? (isPhone(text) ? text : (named?.value.split(', ', 1)[0] ?? ''));
  const isOffered = named?.joins === 'into' || validValue(slot, typed, message) !== null;
  const offers = isOffered && typed !== '' ? [trimPunctuation(typed)] : [];
  return [askBack({ kind: 'revise', slot, figure: null, ...(offers.length > 0 && { offers }) })];
}
