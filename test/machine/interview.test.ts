import { describe, expect, test } from 'vitest';
import { factsOn, TOPICS, type Topic } from '../../src/machine/brief.ts';
import { advance, begin, type Interview, type InterviewEvent } from '../../src/machine/interview.ts';
import { emptyReading } from '../../src/machine/reading.ts';
import {
  after,
  asked,
  back,
  begun,
  digression,
  ENOUGH,
  fact,
  letter,
  reading,
  remarks,
  review,
  said,
  skipped,
  until,
  write,
  writing,
} from './readings.ts';

describe('from state to state', () => {
  const restart: InterviewEvent = { type: 'restarted' };
  const another: InterviewEvent = { type: 'asked-for-another' };
  const changed = () => advance(letter(), said(reading('x', fact('background', 'payroll'))));
  const rows: readonly [string, () => Interview, InterviewEvent, value: string, remarks?: string[]][] = [
    ['a beginning asks for the role', begin, { type: 'began' }, 'role', ['welcome']],
    ['a first message is heard without a greeting', begin, said(reading('1', ENOUGH.role)), 'system', []],
    ['/skip before anything begins it', begin, skipped, 'role', ['welcome']],
    ['/back before anything begins it', begin, back, 'role', ['welcome']],
    ['/write before anything begins it', begin, write, 'role', ['welcome']],
    ['/help before anything begins it', begin, { type: 'asked-for-help' }, 'role', ['help']],
    ['an answer leads to the next topic', begun, said(reading('1', ENOUGH.role)), 'system'],
    ['/skip leads to the next topic', begun, skipped, 'system'],
    ['/back with nothing before says so', begun, back, 'role', ['nothing-before']],
    ['/write with nothing to write from says so', begun, write, 'role', ['too-little']],
    ['/write with a system goes to the review', () => until('throughput'), write, 'review'],
    ['/help stays', begun, { type: 'asked-for-help' }, 'role', ['help']],
    ['/brief stays', () => until('latency'), { type: 'asked-for-brief' }, 'latency', ['brief']],
    ['/restart begins anew', () => until('contract'), restart, 'role', ['restarted']],
    ['/restart of a review begins anew', review, restart, 'role', ['restarted']],
    ['/restart after the letter', letter, restart, 'role', ['restarted']],
    ['/another before there is a letter', () => until('contract'), another, 'contract', ['no-letter']],
    ['/another in a review before there is a letter', review, another, 'review', ['no-letter']],
    ['/another in the review of a changed letter', changed, another, 'role', ['another']],
    ['/shorter in the review of a changed letter', changed, { type: 'asked-for-shorter' }, 'writing'],
    ['/why in the review of a changed letter', changed, { type: 'asked-why' }, 'review', ['why']],
    ['/shorter before there is a letter', review, { type: 'asked-for-shorter' }, 'review', ['no-letter']],
    ['/why before there is a letter', () => until('contract'), { type: 'asked-why' }, 'contract', ['no-letter']],
    [
      'a digression is answered, and the question stands',
      () => until('latency'),
      said(digression),
      'latency',
      ['answered'],
    ],
    ['the last answer leads to the review', () => until('contact'), said(reading('1', ENOUGH.contact)), 'review'],
    ['/brief in the review', review, { type: 'asked-for-brief' }, 'review', ['brief']],
    ['/back in the review opens the last topic', review, back, 'contact'],
    ['/write in the review asks for the letter', review, write, 'writing'],
    ['a digression in the review', review, said(digression), 'review', ['answered']],
    ['/write while writing', writing, write, 'writing', ['being-written']],
    ['/skip while writing', writing, skipped, 'writing', ['being-written']],
    ['/back while writing', writing, back, 'writing', ['being-written']],
    ['/help while writing', writing, { type: 'asked-for-help' }, 'writing', ['help']],
    ['an aside while writing', writing, said(digression), 'writing', ['answered']],
    ['thanks while writing', writing, said(emptyReading('x')), 'writing', ['being-written']],
    ['an answer while writing', writing, said(reading('x', fact('background', 'payroll'))), 'review'],
    ['/restart while writing', writing, { type: 'restarted' }, 'role', ['restarted']],
    ['the letter is written', writing, { type: 'letter.written', version: 1 }, 'letter', []],
    ['the letter fails', writing, { type: 'letter.failed', version: 1 }, 'review', ['failed']],
    ['words that change nothing of the letter', letter, said(emptyReading('x')), 'letter', ['unclear']],
    ['thanks for the letter', letter, { type: 'thanked' }, 'letter', ['farewell']],
    ['words that change nothing of the brief', review, said(emptyReading('x')), 'review', ['unclear']],
    ['orders to the brief', review, said({ ...emptyReading('x'), orders: true }), 'review', ['orders']],
    ['an aside after the letter', letter, said(digression), 'letter', ['answered']],
    ['a correction after the letter', letter, said(reading('x', fact('background', 'payroll'))), 'review'],
    ['another letter', letter, write, 'writing'],
    ['a shorter letter', letter, { type: 'asked-for-shorter' }, 'writing'],
    ['where it comes from', letter, { type: 'asked-why' }, 'letter', ['why']],
    ['/back after the letter', letter, back, 'contact'],
    ['another company', letter, { type: 'asked-for-another' }, 'role', ['another']],
    ['/help after the letter', letter, { type: 'asked-for-help' }, 'letter', ['help']],
  ];
  test.each(rows)('%s', (_, from, event, value, kinds) => {
    const next = advance(from(), event);
    expect(next.value).toBe(value);
    if (kinds) expect(remarks(next)).toEqual(kinds);
  });
});

describe('events out of turn change nothing', () => {
  const states: readonly [string, () => Interview][] = [
    ['new', begin],
    ['role', begun],
    ['throughput', () => until('throughput')],
    ['contact', () => until('contact')],
    ['review', review],
    ['writing', writing],
    ['letter', letter],
  ];
  const foreign: Readonly<Record<string, readonly InterviewEvent['type'][]>> = {
    new: ['letter.written', 'letter.failed'],
    role: ['began', 'letter.written', 'letter.failed'],
    review: ['began', 'letter.written', 'letter.failed', 'skipped'],
    writing: ['began', 'asked-why', 'asked-for-shorter', 'asked-for-another'],
    letter: ['began', 'letter.written', 'letter.failed', 'skipped'],
  };
  const rows = states.flatMap(([name, from]) =>
    (foreign[name] ?? foreign.role ?? []).map((type) => [name, type, from] as const),
  );
  test.each(rows)('%s: %s', (_, type, from) => {
    const state = from();
    // Whatever the event carries, it isn't looked at.
    expect(advance(state, { type, version: 1, reading: reading('x', ENOUGH.role) } as InterviewEvent)).toBe(state);
  });
});

describe('letters', () => {
  test('written for an older version change nothing', () => {
    const second = advance(letter(), write);
    expect(second.context.letters).toBe(2);
    expect(advance(second, { type: 'letter.written', version: 1 })).toBe(second);
    expect(advance(second, { type: 'letter.failed', version: 1 })).toBe(second);
    expect(advance(second, { type: 'letter.written', version: 2 }).value).toBe('letter');
  });

  test('overtaken by an answer are not delivered, and the next has its own version', () => {
    const overtaken = advance(writing(), said(reading('x', fact('background', 'payroll'))));
    expect(advance(overtaken, { type: 'letter.written', version: 1 })).toBe(overtaken);
    const next = advance(overtaken, write);
    expect(next.context.letters).toBe(2);
    expect(advance(next, { type: 'letter.written', version: 1 })).toBe(next);
  });

  test('versions go on rising over a restart', () => {
    const again = advance(writing(), { type: 'restarted' });
    const asking = until('review', again);
    const next = advance(asking, write);
    expect(next.context.letters).toBe(2);
    expect(advance(next, { type: 'letter.written', version: 1 })).toBe(next);
  });

  test('a shorter one is short, the next one is not', () => {
    const shorter = advance(letter(), { type: 'asked-for-shorter' });
    expect(shorter.context.short).toBe(true);
    const next = advance(advance(shorter, { type: 'letter.written', version: 2 }), write);
    expect(next.context.short).toBe(false);
  });
});

describe('another company', () => {
  const next = () => advance(letter(), { type: 'asked-for-another' });

  test('keeps the story and drops role, company and closing', () => {
    const state = next();
    for (const topic of TOPICS) {
      const theirs = ['role', 'company', 'closing'].includes(topic);
      expect([topic, factsOn(state.context.brief, topic).length]).toEqual([topic, theirs ? 0 : 1]);
    }
  });

  test('asks only what belongs to the company', () => {
    const seen: unknown[] = [];
    for (
      let now = next();
      now.value !== 'review';
      now = advance(now, said(reading(`n${seen.length}`, ENOUGH[now.value as Topic])))
    )
      seen.push(now.value);
    expect(seen).toEqual(['role', 'company', 'closing']);
  });

  test('drops the posting of the first', () => {
    const post = said({
      ...reading('post', {
        ...fact('role', 'Hiring: SRE at Old Corp', { voice: 'job-post', details: { company: 'Old Corp' } }),
      }),
      jobPost: true,
    });
    const state = advance(advance(until('review', after(post)), write), { type: 'letter.written', version: 1 });
    expect(JSON.stringify(advance(state, { type: 'asked-for-another' }).context.brief)).not.toContain('Old Corp');
  });

  test('asks for the company also where the first letter was asked for early, and for nothing that was left out', () => {
    const early = [write, write, { type: 'letter.written', version: 1 } as const].reduce(advance, until('throughput'));
    expect(early.value).toBe('letter');
    const seen: unknown[] = [];
    for (let now = advance(early, { type: 'asked-for-another' }); now.value !== 'review'; now = advance(now, skipped))
      seen.push(now.value);
    expect(seen).toEqual(['role', 'company', 'closing']);
  });

  test('follows up on the new company anew', () => {
    const praise = { ...ENOUGH, company: fact('company', 'great culture') };
    const first = until('company');
    const pressed = [1, 2].map((turn) => said(reading(`p${turn}`, praise.company))).reduce(advance, first);
    const state = [
      write,
      { type: 'letter.written', version: 1 } as const,
      { type: 'asked-for-another' } as const,
    ].reduce(advance, until('review', pressed));
    const again = advance(until('company', state), said(reading('p3', praise.company)));
    expect(asked(again)).toBe('company: choice');
  });
});
