import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/machine/commands.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { applyCommands } from '../../src/machine/context-updates.ts';
import { nextQuestion } from '../../src/machine/next-question.ts';
import type { Question } from '../../src/machine/question.ts';
import { readGuided } from '../../src/reader/guided.ts';
import { messageOf } from './message.ts';

/** The choices of somebody who repeats one text, in order of preference. */
const CHOICES = ['answer', 'none', 'yes', 'no', 'skip'];

function replied(
  question: Question,
  context: InterviewContext,
  text: string,
  isConfirmed: boolean,
): readonly Command[] {
  const isAsked = question.kind === 'slot' && question.slot !== 'contact.email' && !question.slot.endsWith('.more');
  if (isAsked) return readGuided(messageOf({ text, question, context, as: isConfirmed ? 'own' : null }));
  const [choice] = CHOICES.flatMap((id) => question.options.find((option) => option.id === id) ?? []);
  return choice?.does ?? [];
}

/**
 * Answers every question with `text`.
 * @returns how often in a row one question came at most, and the last context
 */
function told(text: string): { times: number; context: InterviewContext } {
  let context = EMPTY;
  let [asked, times, most] = ['', 0, 0];
  // "That is my answer", "Yes, keep it"
  let isConfirmed = false;
  for (let turns = 0; turns < 150; turns += 1) {
    const question = nextQuestion(context);
    if (question === null || question.kind === 'review') return { times: most, context };
    times = question.slot === asked && question.kind === 'slot' ? times + 1 : 1;
    most = Math.max(most, times);
    asked = question.slot;
    const before = context;
    context = applyCommands(context, replied(question, context, text, isConfirmed));
    isConfirmed = question.kind === 'which' || question.kind === 'aside';
    // A text for the bot, or a phrase like "skip", is not repeated.
    if (context.remarks.length > 0 && nextQuestion(context)?.slot === asked)
      context = applyCommands(before, [
        { type: 'finish', step: question.step ?? '' },
        { type: 'decline', slot: asked },
      ]);
  }
  throw new Error(`the interview stands still at "${asked}"`);
}

describe('rejected answer given a second time', () => {
  test.each<[string, string, string]>([
    ["Mag. Annelies d'Avout", 'role.addressee', "Mag. Annelies d'Avout"],
    ['a, b, c, d', 'system.employer', 'a, b, c, d'],
  ])('"%s" is noted as a name', (text, slot, value) => expect(told(text).context.sheet.values[slot]?.text).toBe(value));

  test.each<[string, string]>([
    ['as many as they send', 'throughput'],
    ['1,6 sn', 'latency'],
    ['way less than we had', 'reliability'],
  ])('"%s" is noted as a sentence', (text, topic) =>
    expect(told(text).context.sheet.figures.find((figure) => figure.topic === topic)?.sentence).toBe(text),
  );

  test('what may be a correction is asked about once', () =>
    expect(told('no -  ? 4 s p99').times).toBeLessThanOrEqual(3));

  const WORDS = [
    '31',
    '47 in 2021',
    'no',
    'Mag.',
    '1,6 sn',
    'hmm',
    'a, b',
    'p99',
    '%',
    'x@y',
    '12 or 15',
    'from 3',
    '4 s',
    'i',
    '?',
    '\n',
    '- ',
  ];
  test('no question comes more than three times in a row, whatever is repeated', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }), (words) => {
        expect(told(words.join(' ')).times).toBeLessThanOrEqual(3);
      }),
      { numRuns: Number(process.env.FOREWORD_RUNS ?? 300) },
    );
  });
});
