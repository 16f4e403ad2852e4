import { expect, it } from 'vitest';
import { draftGreeting } from '../../../src/letter/draft.ts';

it.each([
  ['Dear Mr von der Leithe,\n\nYou publish …', 'Mister Anselm von der Leithe', 'Dear Mr von der Leithe,'],
  ['Dear Dr. zur Mühlen,', 'Frau Dr. Annegret zur Mühlen', 'Dear Dr. zur Mühlen,'],
  ['Dear Dr Ní Fhlaithearta,', 'Dr Saoirse Ní Fhlaithearta', 'Dear Dr Ní Fhlaithearta,'],
  ['Dear Mr Ventura,', 'sir Paolo Ventura', 'Dear Mr Ventura,'],
  ['Dear Ms Reyes,', "ma'am Joy Reyes", 'Dear Ms Reyes,'],
  ['Dear payments team,', 'the payments team', 'Dear payments team,'],
  ['Dear Ms von der Leithe,', 'Anselm von der Leithe', null],
  ['Dear Mr Leithner,', 'Mister Anselm von der Leithe', null],
  ['Dear Mister Anselm,', 'Mister Anselm von der Leithe', null],
  ['Dear Mr Bánffy,', 'Mr. Bánffy, who runs the Address team', null],
  ['Dear Mr Bánffy-Kéry,', 'Mr. Bánffy-Kéry Ottó', null],
  ['Dear,', 'Ines', null],
  ['Dear Ines, you publish every incident, and I like that,', 'Ines', null],
  ['You publish every incident.\n\nDear Ines,', 'Ines', null],
  ['Dear Ines,', '', null],
])('uses from "%s" to "%s" the greeting: %s', (draft, addressee, expected) =>
  expect(draftGreeting(draft, addressee)).toBe(expected),
);
