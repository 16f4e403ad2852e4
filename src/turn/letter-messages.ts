/** A letter as it is sent: the text, and the file. */
import type { Outbound } from '../adapters/contract.ts';
import { type Letter, letterFile, letterText } from '../letter/letter.ts';
import { redact } from '../letter/redact.ts';
import { briefOf, type Sheet } from '../machine/sheet.ts';
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

/** An earlier letter, without what is kept out by now. */
export function lettersAgain(letters: readonly KeptLetter[], sheet: Sheet): Outbound[] {
  const last = letters.at(-1);
  if (last === undefined) return [];
  const open = (text: string) => redact(text, sheet.hidden);
  const { heading, greeting, paragraphs, signOff } = last.letter;
  const letter: Letter = {
    heading: heading.map(open),
    greeting: open(greeting),
    paragraphs: paragraphs.map(({ sentences }) => ({
      sentences: sentences.map((one) => ({ ...one, text: open(one.text) })),
    })),
    signOff: open(signOff),
  };
  return letterMessages({ version: last.version, letter }, sheet, letters.length);
}
