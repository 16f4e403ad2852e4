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
  const company = sheet.values['role.company']?.text ?? null;
  return [
    { kind: 'letter', version, text: letterText(letter), letter, brief: briefOf(sheet) },
    { kind: 'file', ...letterFile(letter, company === null ? null : redact(company, sheet.hidden), edition) },
  ];
}

/** The last letter once more, without what is kept out by now; nothing where there is none. */
export function lettersAgain(letters: readonly KeptLetter[], sheet: Sheet): Outbound[] {
  const last = letters.at(-1);
  if (last === undefined) return [];
  return letterMessages({ version: last.version, letter: openLetter(last.letter, sheet) }, sheet, letters.length);
}

/** A letter that was delivered, in another form. */
export function sentAs(form: Form, { letter }: KeptLetter, sheet: Sheet): Outbound[] {
  switch (form) {
    case 'email': {
      const { subject, body } = emailOf(openLetter(letter, sheet), sheet);
      return [{ kind: 'say', text: say.asEmail(subject, body) }];
    }
    case 'pdf':
    case 'docx':
      return [];
  }
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
