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
  ['Salt and Rye publish their limits.', 'Salt & Rye', 'You publish your limits.'],
  ['Salt & Rye publish their limits.', 'Salt & Rye', 'You publish your limits.'],
  ['I like that more than a wiki.', 'Quillnote', 'I like that more than a wiki.'],
  ['It has a reason.', 'C++ (Labs)', 'It has a reason.'],
  // What is called after them is theirs.
  [
    'I once saw, on the Quillnote blog, that they page on lateness.',
    'Quillnote',
    'I once saw, on your blog, that you page on lateness.',
  ],
  ['The Quillnote handbook is short.', 'Quillnote', 'Your handbook is short.'],
  // Others have they and their as well.
  [
    'They replay real trips; we tried ours on customers, and they were not amused.',
    null,
    'You replay real trips; we tried ours on customers, and they were not amused.',
  ],
  ['They tell riders why they were not chosen.', null, 'You tell riders why they were not chosen.'],
  ['They list the status codes and what they mean.', null, 'You list the status codes and what they mean.'],
  ['Everybody says they drain first, they do it.', null, 'Everybody says they drain first, you do it.'],
  [
    'How do they treat sensors that lie about their height?',
    null,
    'How do you treat sensors that lie about their height?',
  ],
  ['Their handbook says that they drain first.', null, 'Your handbook says that you drain first.'],
  ['They print how they throttle themselves.', null, 'You print how you throttle yourselves.'],
  ['They list the risks they did not remove.', null, 'You list the risks you did not remove.'],
])('%j for %s: %j', (said, company, written) => {
  expect(addressed(said, company)).toBe(written);
});
