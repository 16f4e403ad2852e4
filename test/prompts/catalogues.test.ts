import { describe, expect, test } from 'vitest';
import { EMPTY, REMARKS } from '../../src/machine/context.ts';
import { LANGUAGES } from '../../src/machine/language.ts';
import { progressOf } from '../../src/machine/next-question.ts';
import { STEPS } from '../../src/machine/slots.ts';
import { topicQuestion } from '../../src/prompts/model/writing.ts';
import type { View } from '../../src/prompts/question-parts.ts';
import { questionText, slotName } from '../../src/prompts/question-texts.ts';
import { hiddenText, notedLine, progressLine, remarkText } from '../../src/prompts/remarks.ts';

const VIEW: View = {
  open: (text) => text,
  company: 'Harbour Grid',
  hasChoice: true,
  employer: 'Tavolo',
  place: 'At Tavolo',
  figure: null,
  current: null,
  gaps: [],
  subject: null,
  lines: [],
  paragraphs: [],
  writer: 'none' as const,
  subjectLine: '',
  greeting: '',
  signOff: '',
};

/** Praise and exclamation marks, which no text may have. */
const NEVER = ['!', 'great', 'awesome', 'amazing', 'exciting'];

describe('questionText', () => {
  const slots = STEPS.filter(({ asks }) => asks !== 'confidential').flatMap(({ slots }) => [slots.join('+'), ...slots]);
  test.each([...new Set(slots)])('has a text of its own for %s', (slot) => {
    const question = {
      kind: 'slot',
      step: null,
      topic: 't',
      slot,
      options: [],
      problem: null,
      current: null,
      gaps: [],
      figure: null,
      isRevision: false,
      readsBack: null,
    } as const;
    const text = questionText(question, VIEW);
    expect(text).not.toBe('What should it say?');
    expect(text.split('?').length, text).toBeLessThanOrEqual(2);
    for (const word of NEVER) expect(text.toLowerCase()).not.toContain(word);
    expect(slotName(slot)).not.toBe('');
  });
});

test('the question of a topic is given to a model without its example', () => {
  expect(topicQuestion('latency')).toBe('How fast is it now, and how fast was it before?');
  // This topic has no text for a model.
  expect(topicQuestion('job-post')).toBe('Do you have the job post?');
});

describe('remarks', () => {
  test.each(REMARKS.filter((remark) => !['brief', 'why', 'hidden'].includes(remark)))(
    '%s has a text without praise',
    (remark) => {
      const text = remarkText(remark);
      expect(text).not.toBe('');
      for (const word of NEVER) expect(text.toLowerCase()).not.toContain(word);
    },
  );

  test.each(LANGUAGES)('the welcome in %s has the number of topics', (language) => {
    for (const open of [false, true]) {
      const { of } = progressOf({ ...EMPTY, open });
      expect(remarkText('welcome', open, language)).toMatch(new RegExp(`: ${of} \\p{L}`, 'u'));
    }
  });

  test('the answer to a hidden value shows the changed and dropped sentences', () => {
    expect(hiddenText(['At a bank I built it.'], 1)).toBe(
      'OK. In the letter now:\n- At a bank I built it.\nOne sentence is left out, because it says nothing without these words.\nType undo to take that back.',
    );
    expect(hiddenText([], 0)).toBe("It isn't in the letter, and it stays out.");
  });
});

test('shows short noted values, and only "Noted." for long ones', () => {
  expect(notedLine(['Harbour Grid', 'Ghent'])).toBe('Noted: Harbour Grid · Ghent');
  expect(notedLine(['a long answer that was just typed '.repeat(4)])).toBe('Noted.');
  expect(notedLine([])).toBe('');
  expect(progressLine({ at: 4, of: 10 })).toBe('(4 of 10 topics done)');
});
