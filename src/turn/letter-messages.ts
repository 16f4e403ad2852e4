/** A letter as it is sent: the text, and the file. */
import type { Outbound } from '../adapters/contract.ts';
import { emailOf } from '../letter/formats.ts';
import { type Letter, letterFile, letterText } from '../letter/letter.ts';
import { redact } from '../letter/redact.ts';
import type { Form } from '../machine/edits.ts';
import { briefOf, type Sheet } from '../machine/sheet.ts';
import * as say from '../prompts/remarks.ts';
import type { KeptLetter } from '../store/store.ts';

/** @param edition which of the letters that they got it is, from 1 */
export function letterMessages(
  { version, letter }: Pick<KeptLetter, 'version' | 'letter'>,
  sheet: Sheet,
  edition: number,
): Outbound[] {
  return [
    { kind: 'letter', version, text: letterText(letter), letter, brief: briefOf(sheet) },
    { kind: 'file', ...letterFile(letter, companyOf(sheet), edition) },
  ];
}

/** The last letter once more, without what is kept out by now; nothing where there is none. */
export function lettersAgain(letters: readonly KeptLetter[], sheet: Sheet): Outbound[] {
  const last = letters.at(-1);
  if (last === undefined) return [];
  return letterMessages({ version: last.version, letter: openLetter(last.letter, sheet) }, sheet, letters.length);
}

/**
 * A letter that was delivered, in another form.
 *
 * @param edition which of the letters that they got it is, from 1
 */
export async function sentAs(form: Form, { letter }: KeptLetter, sheet: Sheet, edition: number): Promise<Outbound[]> {
  const open = openLetter(letter, sheet);
  if (form === 'email') {
    const { subject, body } = emailOf(open, sheet);
    return [{ kind: 'say', text: say.asEmail(subject, body) }];
  }
  // What makes documents is large, and most people never ask for one.
  const { filesFor } = await import('../documents/files.ts');
  return [{ kind: 'file', ...(await filesFor(open, companyOf(sheet), edition, form)) }];
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
