import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeLetter, SENTENCE_TEMPLATES, topicSentences } from '../../src/letter/compose.ts';
import { faultyKeys } from '../../src/letter/gate.ts';
import { letterFile, letterText, sentencesOf } from '../../src/letter/letter.ts';
import { redact } from '../../src/letter/redact.ts';
import { explainLetter } from '../../src/letter/why.ts';
import type { Edit } from '../../src/machine/edits.ts';
import { textOf } from '../../src/machine/sheet.ts';
import { cases } from './generated.ts';
import { unsaidIn } from './unsaid.ts';

const numRuns = Number(process.env.FOREWORD_RUNS ?? 200);
const DATE = new Date('2026-11-29T12:00:00Z');
const TOPICS = [...new Set(SENTENCE_TEMPLATES.map(({ topic }) => topic))];

describe('letter of any generated sheet', () => {
  it('the letter leaks no hidden value', () => {
    fc.assert(
      fc.property(cases, ({ secret, sheet, rewritten }) => {
        const plain = composeLetter({ sheet, edits: [], date: DATE });
        const edits: Edit[] = [
          { type: 'rewrite', key: sentencesOf(plain).at(-1)?.key ?? '', text: rewritten, source: 'm' },
          { type: 'add', key: 'edit-1', after: null, text: rewritten, source: 'm' },
          { type: 'greeting', text: `Dear ${rewritten},` },
        ];
        const letter = composeLetter({ sheet, edits, date: DATE });
        const company = redact(textOf(sheet, 'role.company') ?? '', sheet.hidden);
        const exits = [
          letterText(letter),
          letterFile(letter, company, 1).name.replaceAll('-', ' '),
          explainLetter(letter, sheet).text,
          ...TOPICS.flatMap((topic) => topicSentences(sheet, topic).map(({ text }) => text)),
        ];
        for (const text of exits) if (secret.leaks(text)) expect.fail(`"${secret.typed}" leaks in: ${text}`);
      }),
      { numRuns },
    );
  });

  it('the letter passes the gate and is well formed', () => {
    fc.assert(
      fc.property(cases, ({ sheet }) => {
        const letter = composeLetter({ sheet, edits: [], date: DATE });
        expect([...faultyKeys(letter, sheet), ...unsaidIn(letter, sheet)]).toEqual([]);
        const keys = sentencesOf(letter).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { text, slots } of sentencesOf(letter)) {
          expect(text).toMatch(/[.!?…]["')\]]*$/);
          expect(text).not.toMatch(/ {2}|undefined|NaN| [.,;]/);
          expect(slots.length).toBeGreaterThan(0);
        }
      }),
      { numRuns },
    );
  });

  it('the letter does not change when it is redacted a second time', () => {
    fc.assert(
      fc.property(cases, ({ sheet }) => {
        const text = letterText(composeLetter({ sheet: { ...sheet, hidden: [] }, edits: [], date: DATE }));
        const once = redact(text, sheet.hidden);
        expect(redact(once, sheet.hidden)).toBe(once);
      }),
      { numRuns },
    );
  });
});
