/**
 * What a résumé says, without a model: only what its form makes certain. A line that can be read in two ways is left out:
 * the interview asks for it anyway.
 */
import { folded } from '../letter/wording.ts';
import { isEmail, piecesOf, trimEnds } from '../text/sentences.ts';
import { employersIn } from './employers.ts';
import { isName, namesPlace } from './names.ts';
import { distinct, type Proposal } from './proposal.ts';
import { linesIn, type ResumeLine } from './resume-lines.ts';

/** Name and contact stand among the first lines. */
const HEADER_AT_MOST = 12;

/** Name, e-mail, city and employers, in this order. Its numbers are offered where they are asked for. */
export function proposalsIn(text: string): Proposal[] {
  const lines = linesIn(text);
  const header = lines.filter(({ section }) => section === null).slice(0, HEADER_AT_MOST);
  const emails = emailsIn(header);
  const names = nameIn(header, emails);
  const places = placeIn(header, names);
  return distinct([...names, ...emails, ...places, ...employersIn(lines, places)]);
}

function emailsIn(header: readonly ResumeLine[]): Proposal[] {
  const found = header.flatMap(({ text: line }) =>
    wordsOf(line)
      .filter(isEmail)
      .map((value) => ({ slot: 'contact.email', value, line })),
  );
  return found.slice(0, 1);
}

/** "E-mail:jo@example.com", "<jo@example.com>", "mailto:jo@example.com" */
function wordsOf(line: string): string[] {
  const spaced = [...'\t|<>:'].reduce((text, sign) => text.replaceAll(sign, ' '), line);
  return spaced.split(' ').map(trimEnds);
}

/** The name that the e-mail address repeats, or else the first line, where it can be nothing but a name. */
function nameIn(header: readonly ResumeLine[], emails: readonly Proposal[]): Proposal[] {
  const [first, second] = header;
  if (!first) return [];
  const labelled = header.find(({ label }) => label === 'name');
  if (labelled && isName(labelled.value)) return [nameOf(labelled.value, labelled.text)];
  const mail = folded(emails[0]?.value ?? '');
  const isMailed = (name: string) =>
    folded(name)
      .split(' ')
      .some((word) => word.length > 2 && mail.includes(word));
  // "Tomasz", and "Wieczorek" on the next line.
  const halves = second ? `${first.text} ${second.text}` : '';
  const isHalf = [first, second].every((line) => line && !line.text.includes(' '));
  if (isHalf && second && isName(halves) && isMailed(first.text) && isMailed(second.text))
    return [nameOf(halves, `${first.text}\n${second.text}`)];
  for (const { text } of header) {
    const [piece = ''] = piecesOf(text);
    if (isName(piece) && (isMailed(piece) || text === first.text)) return [nameOf(piece, text)];
  }
  return [];
}

function nameOf(value: string, line: string): Proposal {
  return { slot: 'contact.name', value, line };
}

/** "Oslo, Norway", beside the e-mail address or after a label. */
function placeIn(header: readonly ResumeLine[], [name]: readonly Proposal[]): Proposal[] {
  for (const { text: line, label, value } of header) {
    if (label === 'place' && value !== '') return [{ slot: 'contact.location', value, line }];
    const place = namesPlace(line, name?.value ?? '');
    if (place !== null) return [{ slot: 'contact.location', value: place, line }];
  }
  return [];
}
