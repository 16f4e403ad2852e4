import { expect, test } from 'vitest';
import { addressed } from '../../src/letter/address.ts';

test.each<[string, string | null, string]>([
  [
    'They wrote on their blog that alerts need runbooks.',
    'Quillnote',
    'You wrote on your blog that alerts need runbooks.',
  ],
  ['Quillnote publishes its incidents.', 'Quillnote', 'You publish your incidents.'],
  ["I read Quillnote's handbook.", 'Quillnote', 'I read your handbook.'],
  ['On their status page they say what is broken.', null, 'On your status page you say what is broken.'],
  [
    'I think they are right, and theirs is the better way.',
    null,
    'I think you are right, and yours is the better way.',
  ],
  ['Quillnote also tests every migration.', 'Quillnote', 'You also test every migration.'],
  ['At Quillnote every alert links to a runbook.', 'Quillnote', 'At Quillnote every alert links to a runbook.'],
  [
    'I like it, people defend their own rules, and they see it.',
    null,
    'I like it, people defend their own rules, and you see it.',
  ],
  ['I trust people who print their wrong guesses.', null, 'I trust people who print their wrong guesses.'],
  ['Marlin says so.', 'Marlin Park Gaming', 'You say so.'],
  ['I like that more than a wiki.', 'Quillnote', 'I like that more than a wiki.'],
  ['It has a reason.', 'C++ (Labs)', 'It has a reason.'],
])('%j for %s: %j', (said, company, written) => {
  expect(addressed(said, company)).toBe(written);
});
