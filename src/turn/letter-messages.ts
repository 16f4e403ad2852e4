/** A letter as it is sent: the text, and the file. */
import type { Outbound } from '../adapters/contract.ts';
import { emailOf } from '../letter/formats.ts';
import { type Letter, letterFile, letterText } from '../letter/letter.ts';
import { redact } from '../letter/redact.ts';
import type { Form } from '../machine/edits.ts';
import { briefOf, type Sheet } from '../machine/sheet.ts';
import { wordsOf } from '../prompts/words.ts';
import type { KeptLetter } from '../store/store.ts';

/** @param edition which of the letters that they got it is, from 1 */
export function letterMessages(
  { version, letter }: Pick<KeptLetter, 'version' | 'letter'>,
  sheet: Sheet,
  edition: number,
): Outbound[] {
  return [
    { kind: 'letter', version, text: letterText(letter), letter, brief: briefOf(sheet) },
    { kind: 'file', letter: version, ...letterFile(letter, companyOf(sheet), edition, sheet.language) },
  ];
}

/** The last letter once more, without what is kept out by now; nothing where there is none. */
export function lettersAgain(letters: readonly KeptLetter[], sheet: Sheet): Outbound[] {
  const last = letters.at(-1);
  if (last === undefined) return [];
  return letterMessages({ version: last.version, letter: openLetter(last.letter, sheet) }, sheet, letters.length);
}

export interface SendingAs {
  /** Which of the letters that they got it is, from 1. */
  readonly edition: number;
  /** Of the letter, BCP 47. */
  readonly language: string;
  /** The platform shows pictures: the page of a PDF comes as one, too. */
  readonly isPictured: boolean;
}

/** A letter that was delivered, in another form. */
export async function sentAs(
  form: Form,
  { version, letter }: KeptLetter,
  sheet: Sheet,
  how: SendingAs,
): Promise<Outbound[]> {
  const open = openLetter(letter, sheet);
  const say = wordsOf('said', sheet.language);
  if (form === 'email') {
    const { subject, body } = emailOf(open, sheet);
    return [{ kind: 'say', text: say('email', { subject, body }) }];
  }
  // What makes documents is large, and most people never ask for one.
  const { filesFor, pictureFor } = await import('../documents/files.ts');
  const { edition, language, isPictured } = how;
  const { pages = 1, ...file } = await filesFor(open, companyOf(sheet), edition, form, language);
  const isPage = isPictured && form === 'pdf';
  return [
    { kind: 'file', letter: version, ...file },
    ...(isPage ? [{ kind: 'file' as const, letter: version, ...(await pictureFor(open, file.name, language)) }] : []),
    ...(pages > 1 ? [{ kind: 'say' as const, text: say('pages', { count: pages }) }] : []),
  ];
}

/** For the name of the file. */
function companyOf(sheet: Sheet): string | null {
  const company = sheet.values['role.company']?.text;
  return company === undefined ? null : redact(company, sheet.hidden);
}

function openLetter({ heading, greeting, paragraphs, signOff }: Letter, { hidden }: Sheet): Letter {
  const open = (text: string) => redact(text, hidden);
  return {
    heading: heading.map(open),
    greeting: open(greeting),
    paragraphs: paragraphs.map(({ sentences }) => ({
      sentences: sentences.map((one) => ({ ...one, text: open(one.text) })),
    })),
    signOff: open(signOff),
  };
}
