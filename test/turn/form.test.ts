/** A form sets the slots of its changed fields in one turn. */
import { describe, expect, it } from 'vitest';
import { composeQuestion } from '../../src/adapters/split.ts';
import { topicOf } from '../../src/machine/slots.ts';
import { conversation, interviewAt } from './conversation.ts';

const WHAT = 'rebuilt meter ingestion in Go as an append-only store';

async function noted() {
  const talk = conversation();
  await talk.answer(
    { 'role.position+role.company': 'Senior Backend Engineer at Harbour Grid', 'system.what': WHAT },
    'latency.now',
  );
  await talk.say('from meter to bill 4 s (6 minutes on the old system)');
  await talk.choose(talk.ask().choices[0]?.id ?? '');
  return talk;
}

describe('form', () => {
  it('a form has the noted values in its fields', async () => {
    const talk = await noted();
    await talk.command('fix');
    const offered = new Map(talk.ask().choices.map(({ slot, value }) => [slot, value]));
    expect(offered.get('system.what')).toBe(WHAT);
    expect(offered.get('role.company')).toBe('Harbour Grid');
    expect(offered.get('latency.now')).toBe('4 s');
  });

  it('a form sets only its slots, as typed, and brings the open question back', async () => {
    const talk = await noted();
    const before = talk.ask();
    await talk.command('fix');
    await talk.send({
      kind: 'form',
      fields: { 'role.company': 'Northwind Parcels', 'system.what': 'back to back tests' },
    });
    expect(talk.ask().text).toBe(before.text);
    expect(talk.ask().noted.map(({ slot, text }) => [slot, text])).toEqual([
      ['role.company', 'Northwind Parcels'],
      ['system.what', 'back to back tests'],
    ]);
    await talk.command('brief');
    expect(talk.said()).toContain('Position: Senior Backend Engineer');
    expect(talk.said()).toContain('4 s');
  });

  it('a form notes nothing if nothing changes', async () => {
    const talk = await noted();
    await talk.send({ kind: 'form', fields: { 'system.what': ` ${WHAT} `, 'latency.now': '4 s' } });
    expect(talk.ask().noted).toEqual([]);
  });

  it('a form changes one side of a figure', async () => {
    const talk = await noted();
    await talk.command('fix');
    await talk.send({ kind: 'form', fields: { 'latency.now': '3 s' } });
    await talk.command('brief');
    expect(talk.said()).toContain('6 minutes → 3 s');
  });

  it('a form answers a whole topic, and the next topic is asked', async () => {
    const talk = await interviewAt('system.employer', {
      'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
    });
    expect(talk.ask().form?.map(({ slot, value }) => [slot, value])).toEqual([
      ['system.employer', ''],
      ['system.what', ''],
      ['system.before', ''],
      ['system.part', ''],
    ]);
    const fields = {
      'system.employer': 'Nordlys Energi',
      'system.what': WHAT,
      'system.before': 'every reading went through one Oracle procedure',
      'system.part': 'I designed and wrote it.',
    };
    const out = await talk.send({ kind: 'form', fields });
    expect(out).toHaveLength(1);
    expect(talk.ask()).toMatchObject({ slot: 'reliability.now', noted: Object.keys(fields).map((slot) => ({ slot })) });
  });

  it.each([
    [
      'role.position+role.company',
      {
        'role.position': 'Senior Backend Engineer',
        'role.company': 'Harbour Grid',
        'role.team': 'Metering',
        'role.addressee': 'Ms Aune',
      },
    ],
    [
      'contract.constraint+contract.decision+contract.result',
      {
        'contract.constraint': 'The meters in the field could not be updated.',
        'contract.decision': 'I gave every meter a clock of its own in the new format.',
        'contract.result': 'No bill has been wrong since the second month.',
      },
    ],
    [
      'contact.name+contact.email+contact.location',
      { 'contact.name': 'Mira Solheim', 'contact.email': 'mira@example.com', 'contact.location': 'Oslo' },
    ],
  ])('a form comes with the question for %s, and answers all of it', async (slot, fields) => {
    const talk = conversation();
    const role = { 'role.position+role.company': 'Senior Backend Engineer at Harbour Grid' };
    await talk.answer(slot in role ? {} : role, slot);
    const slots = Object.keys(fields);
    expect(talk.ask().form?.map((field) => field.slot)).toEqual(expect.arrayContaining(slots));
    await talk.send({ kind: 'form', fields });
    expect(talk.ask().noted.map((noted) => noted.slot)).toEqual(slots);
    // The topic is complete.
    expect(talk.ask().topic).not.toBe(topicOf(slot));
  });

  it.each([
    [
      'reliability',
      { measure: 'lost readings', now: '0.05%', before: '1.2%' },
      'Lost readings fell from 1.2% to 0.05%.',
    ],
    [
      'latency',
      { measure: 'from meter to bill', now: '4 seconds', before: '6 minutes', percentile: 'p99' },
      'The time from meter to bill fell from 6 minutes to 4 seconds at p99.',
    ],
    [
      'throughput',
      { now: '9,500 readings per second', before: '400 per second' },
      'Throughput rose from 400 to 9,500 readings per second.',
    ],
  ])('a form answers all of a figure about %s', async (topic, parts, sentence) => {
    const talk = await interviewAt(`${topic}.now`);
    const fields = Object.fromEntries(Object.entries(parts).map(([part, text]) => [`${topic}.${part}`, text]));
    expect(talk.ask().form).toEqual(Object.keys(fields).map((slot) => ({ slot, value: '' })));
    const out = await talk.send({ kind: 'form', fields });
    expect(out).toHaveLength(1);
    expect(talk.ask()).toMatchObject({ slot: `${topic}.more`, text: expect.stringContaining(sentence) });
    expect(talk.ask().form).toBeUndefined();
    // Several fields of one figure are one noted value.
    expect(composeQuestion(talk.ask()).match(/Noted: .*/)?.[0]).not.toContain('·');
  });

  it('a form with an unclear number leads to a question, and the other fields are kept', async () => {
    const talk = await interviewAt('reliability.now');
    await talk.send({
      kind: 'form',
      fields: { 'reliability.measure': 'lost readings', 'reliability.now': '1.2% and 0.05%', 'reliability.before': '' },
    });
    expect(talk.ask()).toMatchObject({ question: 'order', slot: 'reliability.now' });
    await talk.choose(talk.ask().choices[0]?.id ?? '');
    expect(talk.ask().text).toContain('Lost readings fell from 1.2% to 0.05%.');
  });

  it('a form that names a figure without its number leads to the question for it', async () => {
    const talk = await interviewAt('reliability.now');
    const fields = { 'reliability.measure': 'lost readings', 'reliability.now': '', 'reliability.before': '1.2%' };
    await talk.send({ kind: 'form', fields });
    expect(talk.ask()).toMatchObject({ slot: 'reliability.now' });
    // There is no number to keep.
    expect(talk.ask().choices.map(({ id }) => id)).not.toContain('keep');
    await talk.say('0.05%');
    expect(talk.ask().text).toContain('Lost readings fell from 1.2% to 0.05%.');
  });

  it.each([
    ['99', 'p99'],
    ['99,9', 'p99.9'],
    ['50', 'the median'],
    ['99.99', 'p99.99'],
  ])('a form takes %s for a percentile', async (typed, percentile) => {
    const talk = await interviewAt('latency.now');
    const fields = { 'latency.measure': 'from meter to bill', 'latency.now': '4 s', 'latency.before': '6 minutes' };
    await talk.send({ kind: 'form', fields: { ...fields, 'latency.percentile': typed } });
    expect(talk.ask().text).toContain(`fell from 6 minutes to 4 seconds at ${percentile}.`);
  });

  it.each(['49', '100', '99.999', '4 s'])('a form asks again for a percentile after %s', async (typed) => {
    const talk = await interviewAt('latency.now');
    await talk.send({ kind: 'form', fields: { 'latency.now': '4 s', 'latency.percentile': typed } });
    expect(talk.ask()).toMatchObject({ slot: 'latency.percentile' });
  });

  it('a form rejects only the field with an invalid value', async () => {
    const talk = conversation();
    await talk.answer(
      { 'role.position+role.company': 'Senior Backend Engineer at Harbour Grid' },
      'contact.name+contact.email+contact.location',
    );
    const fields = { 'contact.name': 'Mira Solheim', 'contact.email': 'not an address', 'contact.location': 'Oslo' };
    await talk.send({ kind: 'form', fields });
    await talk.command('brief');
    expect(talk.said()).toContain('Name: Mira Solheim');
    expect(talk.said()).toContain('City: Oslo');
    expect(talk.said()).not.toContain('not an address');
  });
});
