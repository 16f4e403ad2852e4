/** Messages about existing letters: resend, export, list, compare, and what a turn changed. */
import type { Outbound } from '../adapters/contract.ts';
import { emailOf } from '../letter/application.ts';
import { composeLetter } from '../letter/compose.ts';
import { type Letter, letterFile, letterText, sentencesOf } from '../letter/letter.ts';
import { redact, redactWithGaps } from '../letter/redact.ts';
import { type Form, FormSchema } from '../machine/edits.ts';
import type { Interview } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import { briefOf, type Sheet } from '../machine/sheet.ts';
import { isOrder, wordsOf } from '../prompts/catalogues.ts';
import { changesBetween, letterList } from '../prompts/letter-texts.ts';
import { changeText, hiddenText, remarkText } from '../prompts/remarks.ts';
import type { StoredLetter } from '../store/store.ts';
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

interface SendingAs {
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
  { edition, language, isPictured }: SendingAs,
): Promise<Outbound[]> {
  const open = openLetter(letter, sheet);
  const say = wordsOf('said', sheet.language);
  if (form === 'email') {
    const { subject, body } = emailOf(open, sheet);
    return [{ kind: 'say', text: say('email', { subject, body }) }];
  }
  // Loaded on demand: the libraries are large, and most people never request a document.
  const { letterDocument, letterPreview } = await import('../documents/letter-files.ts');
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
  return changesBetween(missing(now, old), missing(old, now), language);
}

/** The header without its date, the subject, the greeting, the sentences and the sign-off. */
function linesOf(letter: Letter): readonly string[] {
  const { heading, subject, greeting, signOff } = letter;
  const header = [...heading.slice(0, -1), ...(subject === undefined ? [] : [subject]), greeting];
  return [...header, ...textsIn(letter).values(), signOff.replace('\n', ' ')];
}

/** Remarks on changes that are told with the lines of the letter that changed. */
type Changing = 'edited' | 'undone' | 'hidden';

/** Says what a turn changed in the letter. Hidden values are gaps. */
export function changeSummary(
  remark: Changing,
  { context: before }: Interview,
  { context: after }: Interview,
  date: Date,
): string {
  const { hidden, language } = after.sheet;
  // What is hidden now is the change itself.
  const shown = remark === 'hidden' ? [] : hidden;
  // A value that got other words was hidden before.
  const [asked] = before.pending.slice(-1);
  const others = before.sheet.hidden.filter(({ value }) => asked?.kind !== 'describe' || value !== asked.value);
  const open = { ...before, sheet: { ...before.sheet, hidden: remark === 'hidden' ? others : before.sheet.hidden } };
  const [old, now] = [open, after].map((context) => {
    const letter = composeLetter({ ...context, date });
    return { lines: linesOf(letter).map((line) => redactWithGaps(line, shown)), text: letterText(letter) };
  });
  const gone = missing(now?.lines, old?.lines);
  const added = missing(old?.lines, now?.lines);
  if (remark === 'hidden') return hiddenText(added, Math.max(0, gone.length - added.length), language);
  // Where an answer was taken back, what stands in its place is a stub: "At Tavolo."
  const isFewer = remark === 'undone' && countOf(after.sheet) < countOf(before.sheet);
  const isArranged = gone.length + added.length === 0 && old?.text !== now?.text;
  const change = changeText({ gone, added: isFewer ? [] : added, isArranged }, language);
  const title = change === '' || remark === 'undone' ? remarkText(remark, false, language) : '';
  const undo = remark === 'undone' ? '' : wordsOf('said', language)('edited.undo');
  return [title, change, undo].filter((part) => part !== '').join('\n');
}

const missing = (from: readonly string[] = [], texts: readonly string[] = []) =>
  texts.filter((text) => !from.includes(text));

const countOf = ({ values, figures }: Sheet) => Object.keys(values).length + figures.length;

/** Returns the sentences of the letter without the candidate's edits, by key. */
export function uneditedSentences({ context: { sheet, draft } }: Interview, date: Date): ReadonlyMap<string, string> {
  return textsIn(composeLetter({ sheet, edits: [], draft, date }));
}

function textsIn(letter: Letter): ReadonlyMap<string, string> {
  return new Map(sentencesOf(letter).map(({ key, text }) => [key, text]));
}
