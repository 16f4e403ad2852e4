import { expect, test } from 'vitest';
import { type Letter, letterText } from '../../src/letter/letter.ts';
import { textFile } from '../../src/letter/text.ts';

const letter: Letter = {
  heading: ['Nadia Ferro · nadia@example.com', '2 March 2026'],
  greeting: 'Dear Quillnote team,',
  paragraphs: [
    {
      sentences: [
        { text: 'I wrote the limiter.', facts: ['1'] },
        { text: 'It was mine.', facts: ['1'] },
      ],
    },
    { sentences: [{ text: 'How do you test failover?', facts: ['2'] }] },
  ],
  signOff: 'Kind regards,\nNadia Ferro',
};

test('a letter as text: paragraphs apart by an empty line', () => {
  expect(letterText(letter)).toBe(
    'Nadia Ferro · nadia@example.com\n2 March 2026\n\nDear Quillnote team,\n\nI wrote the limiter. It was mine.\n\nHow do you test failover?\n\nKind regards,\nNadia Ferro',
  );
});

test('what is empty leaves no gap', () => {
  expect(letterText({ heading: [], greeting: 'Hello,', paragraphs: [], signOff: 'Kind regards,' })).toBe(
    'Hello,\n\nKind regards,',
  );
});

test('the file holds the letter, byte for byte, and a line feed', () => {
  const { bytes, mime } = textFile(letter, 'Quillnote', 1);
  expect(mime).toBe('text/plain');
  expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(`${letterText(letter)}\n`);
});

test.each<[string | null, number, string]>([
  ['Quillnote', 1, 'cover-letter-quillnote.txt'],
  ['Harrow & Pine', 1, 'cover-letter-harrow-pine.txt'],
  ['Harrow & Pine', 2, 'cover-letter-harrow-pine-v2.txt'],
  ['Éclair Ünlü', 3, 'cover-letter-eclair-unlu-v3.txt'],
  [null, 1, 'cover-letter.txt'],
  ['שלום', 1, 'cover-letter.txt'],
  ['../../etc/passwd', 1, 'cover-letter-etc-passwd.txt'],
  ['x'.repeat(300), 1, `cover-letter-${'x'.repeat(40)}.txt`],
])('for %j, edition %i: %s', (company, edition, name) => {
  expect(textFile(letter, company, edition).name).toBe(name);
});
