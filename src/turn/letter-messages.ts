/** Messages about existing letters: resend, export, list, compare, and what a turn changed. */
import type { Outbound } from '../adapters/contract.ts';
import { emailOf } from '../letter/application.ts';
import { composeLetter } from '../letter/compose.ts';
import { type Letter, letterFile, letterText, type Sentence, sentencesOf } from '../letter/letter.ts';
import { hides, redact, redactWithGaps } from '../letter/redact.ts';
import { type Edit, type Form, FormSchema } from '../machine/edits.ts';
import type { Interview } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import { briefOf, type Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { isOrder, wordsOf } from '../prompts/catalogues.ts';
import { changesBetween, letterList } from '../prompts/letter-texts.ts';
import { quotes } from '../prompts/question-parts.ts';
import { editedText, hiddenText, type LetterChange, remarkText } from '../prompts/remarks.ts';
import type { StoredLetter } from '../store/store.ts';
import { sentencesIn } from '../text/sentences.ts';
import type { Action } from './action.ts';

/** @param edition number among the letters to the same company, from 1 */
export function letterMessages(
  { version, letter, brief }: Pick<StoredLetter, 'version' | 'letter' | 'brief'>,
  sheet: Sheet,
  edition: number,
): Outbound[] {
  const company = openCompany(brief, sheet);
  return [
    { kind: 'letter', version, text: letterText(letter), letter, brief: briefOf(sheet) },
    { kind: 'file', letter: version, ...letterFile(letter, company, edition, sheet.language) },
  ];
}

/** Returns the messages of the last letter, without values hidden since; empty if there is no letter. */
export function resendLetters(letters: readonly StoredLetter[], sheet: Sheet): Outbound[] {
  const last = letters.at(-1);
  if (last === undefined) return [];
  const open = { ...last, letter: openLetter(last.letter, sheet) };
  return letterMessages(open, sheet, editionOf(last.brief, letters));
}

/** Number of letters to the company of `brief`. As the edition it tells a company nothing of other applications. */
export function editionOf(brief: StoredLetter['brief'], letters: readonly Pick<StoredLetter, 'brief'>[]): number {
  return letters.filter((one) => companyIn(one.brief) === companyIn(brief)).length;
}

export interface SendingAs {
  /** Number among the letters to the same company, from 1. */
  readonly edition: number;
  /** Language of the letter, BCP 47. */
  readonly language: string;
  /** The platform shows pictures, so a PDF comes with a picture of its page. */
  readonly isPictured: boolean;
}

export async function sentAs(
  form: Form,
  { version, letter, brief }: StoredLetter,
  sheet: Sheet,
  how: SendingAs,
): Promise<Outbound[]> {
  const open = openLetter(letter, sheet);
  const say = wordsOf('said', sheet.language);
  if (form === 'email') {
    const { subject, body } = emailOf(open, sheet);
    return [{ kind: 'say', text: say('email', { subject, body }) }];
  }
  // Loaded on demand: the libraries are large, and most people never request a document.
  const { letterDocument, letterPreview } = await import('../documents/letter-files.ts');
  const { edition, language, isPictured } = how;
  const { pages = 1, ...file } = await letterDocument(open, openCompany(brief, sheet), edition, form, language);
  const isPage = isPictured && form === 'pdf';
  return [
    { kind: 'file', letter: version, ...file },
    ...(isPage
      ? [{ kind: 'file' as const, letter: version, ...(await letterPreview(open, file.name, language)) }]
      : []),
    ...(pages > 1 ? [{ kind: 'say' as const, text: say('pages', { count: pages }) }] : []),
  ];
}

/** Returns the company without hidden values, for the file name; null if there is none. */
function openCompany(brief: StoredLetter['brief'], { hidden }: Sheet): string | null {
  const company = companyIn(brief);
  return company === null ? null : redact(company, hidden);
}

function openLetter(letter: Letter, { hidden }: Sheet): Letter {
  const { heading, subject, greeting, paragraphs, signOff } = letter;
  const open = (text: string) => redact(text, hidden);
  return {
    ...letter,
    heading: heading.map(open),
    ...(subject !== undefined && { subject: open(subject) }),
    greeting: open(greeting),
    paragraphs: paragraphs.map(({ sentences }) => ({
      sentences: sentences.map((one) => ({ ...one, text: open(one.text) })),
    })),
    signOff: open(signOff),
  };
}

/** Other names of formats after a letter's number: "/letters 1 word". The same in all languages. */
const FORMAT_NAMES: ReadonlyMap<string, Form> = new Map([
  ['word', 'docx'],
  ['e-mail', 'email'],
]);

/**
 * @param rest the words after the command: nothing, "compare", or a number, alone or with "compare", "delete" or a format;
 *   in any language
 */
export async function lettersAction(
  letters: readonly StoredLetter[],
  rest: string,
  sheet: Sheet,
  isPictured: boolean,
): Promise<Action> {
  const { language } = sheet;
  const say = wordsOf('letters', language);
  const [first = '', second = ''] = rest
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  const told = (text: string, deletes?: number): Action => ({
    kind: 'words',
    out: [{ kind: 'say', text: redact(text, sheet.hidden) }],
    ...(deletes !== undefined && { deletes }),
  });
  if (letters.length === 0) return told(say('none'));
  if (isOrder('compare', first)) return told(comparison(letters.at(-2), letters.at(-1), language));
  if (first === '') {
    const list = letters.map(({ brief, at }) => ({ company: companyIn(brief), at }));
    return told(letterList(list, language));
  }
  const at = Number(first) - 1;
  const letter = letters[at];
  if (letter === undefined) return told(say('no-such', { count: letters.length }));
  if (isOrder('delete', second)) return told(say('deleted', { number: first }), letter.version);
  if (isOrder('compare', second)) return told(comparison(letters[at - 1], letter, language));
  const { data: form } = FormSchema.safeParse(FORMAT_NAMES.get(second) ?? second);
  if (form === undefined) return told(letterText(letter.letter));
  const edition = editionOf(letter.brief, letters.slice(0, at + 1));
  return { kind: 'words', out: await sentAs(form, letter, sheet, { edition, language, isPictured }) };
}

function companyIn({ facts }: StoredLetter['brief']): string | null {
  return facts.find(({ slot }) => slot === 'role.company')?.value ?? null;
}

/** Lists the lines and sentences that only one of the letters has. */
function comparison(before: StoredLetter | undefined, after: StoredLetter | undefined, language: Language): string {
  if (before === undefined || after === undefined) return wordsOf('letters', language)('nothing-to-compare');
  const [old, now] = [linesOf(before.letter), linesOf(after.letter)];
  const missing = (from: readonly string[], texts: readonly string[]) => texts.filter((text) => !from.includes(text));
  return changesBetween(missing(now, old), missing(old, now), language);
}

/** The header without its date, the subject, the greeting, the sentences and the sign-off. */
function linesOf(letter: Letter): readonly string[] {
  const { heading, subject, greeting, signOff } = letter;
  const header = [...heading.slice(0, -1), ...(subject === undefined ? [] : [subject]), greeting];
  return [...header, ...textsIn(letter).values(), signOff.replace('\n', ' ')];
}

/** Returns a text with the sentences that changed when a value was hidden. */
export function hidingSummary(before: Interview, after: Interview, date: Date): string {
  const texts = ({ context: { sheet, edits } }: Interview) => textsIn(composeLetter({ sheet, edits, date }));
  const [old, now] = [texts(before), texts(after)];
  const changed = [...now].flatMap(([key, text]) => ((old.get(key) ?? text) === text ? [] : [text]));
  return hiddenText(changed, Math.max(0, old.size - now.size), after.context.sheet.language);
}

/** Confirms what a message of an open interview hides: how much, and the sentences that were told, with gaps. */
export function keptOutSummary({ context: before }: Interview, { context: { sheet, pending } }: Interview): string {
  const { hidden, language, values, figures } = sheet;
  const added = hidden.filter(({ value }) => !before.sheet.hidden.some((one) => one.value === value));
  if (added.length === 0) return remarkText('kept-out', true, language);
  // The question what to say instead quotes them itself.
  const isAsked = pending.at(-1)?.kind === 'describe';
  const noted = Object.entries(values).flatMap(([slot, { text }]) => (slotKind(slot) === 'text' ? [text] : []));
  const texts = isAsked ? [] : [...noted, ...figures.map(({ typed }) => typed ?? '')];
  const told = texts.flatMap((text) => sentencesIn(text)).filter((sentence) => hides(sentence, added));
  const quoted = told.map(quotes({ open: (text) => redactWithGaps(text, hidden) }, language));
  const count = wordsOf('said', language)('kept-out.count', { count: added.length });
  return [count, ...new Set(quoted.map((line) => `- ${line}`))].join('\n');
}

/** Returns the sentences of the letter without the candidate's edits, by key. */
export function uneditedSentences({ context: { sheet, draft } }: Interview, date: Date): ReadonlyMap<string, string> {
  return textsIn(composeLetter({ sheet, edits: [], draft, date }));
}

/**
 * Returns a text with the sentences that were cut, moved, added or replaced. Hidden values are masked.
 * @param numbered the sentences with the numbers that are shown
 */
export function editSummary(before: Interview, after: Interview, date: Date, numbered: readonly Sentence[]): string {
  const { edits, sheet } = after.context;
  const shown = ({ context }: Interview) => {
    const letter = composeLetter({ ...context, date });
    return { ...letter, texts: textsIn(letter) };
  };
  const [old, now] = [shown(before), shown(after)];
  const isNew = (edit: Edit) => !before.context.edits.includes(edit);
  const told = edits.filter(isNew).flatMap((edit): LetterChange[] => {
    if (edit.type === 'restore') return [];
    if (edit.type === 'greeting') return [{ type: edit.type, old: '', now: now.greeting }];
    if (edit.type === 'sign-off') return [{ type: edit.type, old: '', now: now.signOff.replace('\n', ' ') }];
    const [was, is] = [old.texts.get(edit.key), now.texts.get(edit.key)];
    // A sentence that one message changes twice is reported with its final text.
    if (is === undefined) return was === undefined ? [] : [{ type: 'cut', old: was, now: '' }];
    if (edit.type === 'rewrite' && was === undefined) return [{ type: 'add', old: '', now: is }];
    const number = numbered.findIndex(({ text }) => text === is) + 1;
    return [{ type: edit.type, old: was ?? '', now: is, ...(edit.type === 'move' && { number }) }];
  });
  // A changed name also changes other sentences.
  const named = [...now.texts].flatMap(([key, text]): LetterChange[] => {
    const was = old.texts.get(key);
    // Ignores the first letter: German continues in lower case after the greeting.
    return was === undefined || was.slice(1) === text.slice(1) ? [] : [{ type: 'rewrite', old: was, now: text }];
  });
  const isGreeted = old.greeting !== now.greeting && !told.some(({ type }) => type === 'greeting');
  const greeted: LetterChange[] = isGreeted ? [{ type: 'greeting', old: '', now: now.greeting }] : [];
  return editedText([...told, ...greeted, ...named], sheet.language);
}

function textsIn(letter: Letter): ReadonlyMap<string, string> {
  return new Map(sentencesOf(letter).map(({ key, text }) => [key, text]));
}
