/** Of an answer that is no name, only what can be one is offered. */
import { expect, test } from 'vitest';
import { ANSWERS, conversation } from '../turn/conversation.ts';

async function offered(slot: string, ...texts: string[]) {
  const talk = conversation();
  const isSplit = slot === 'role.position';
  await talk.answer(ANSWERS, isSplit ? 'role.position+role.company' : slot);
  if (isSplit) await talk.say('I applied somewhere');
  await talk.say(...texts);
  return talk.ask().choices.flatMap(({ id, label }) => (id.startsWith('kept:') ? [label] : []));
}

test.each([
  [
    'role.team',
    "the Lot History team I think, at least that's what the ad says, Noor Li leads it",
    ['Lot History', 'Noor Li'],
  ],
  ['role.team', 'Noor Li leads the Metering group, if I remember that', ['Noor Li', 'Metering']],
  ['role.addressee', 'I think it is Noor Li, who leads the group', ['Noor Li']],
  ['system.employer', 'Tavolo in Antwerp, they do the logistics for seed banks', ['Tavolo', 'Antwerp']],
  ['system.employer', 'kelpo air, they do pipes', ['kelpo air']],
  ['system.employer', 'Tavolo Labs. I joined them in 2019', ['Tavolo Labs']],
  ['role.addressee', 'ada li, or maybe sam', ['ada li', 'sam']],
  ['role.position', 'Senior backend engineer I think, sorry', ['Senior backend engineer']],
])('at %s: %s', async (slot, text, names) => {
  expect(await offered(slot, text)).toEqual(names);
});

test('a name is offered without the words of chat behind it', async () => {
  const slot = 'role.position+role.company';
  expect(await offered(slot, 'I applied somewhere, dunno', 'ok. Senior Backend Engineer then')).toEqual([
    'Senior Backend Engineer',
  ]);
});

test('no name is offered again that is noted as another one', async () => {
  expect(await offered('role.team', 'Lot History I think. Noor Li leads it', 'Lot History')).toEqual(['Noor Li']);
});

test('of an employer with what it is, the name is offered', async () => {
  expect(await offered('system.employer', 'rolhaviva, cork stopper maker in portugal')).toContain('rolhaviva');
});

test('a name behind "no" is kept', async () => {
  const talk = conversation();
  await talk.command('start');
  await talk.say('No, Kuipwerk. Senior backend');
  expect(talk.ask().choices.map(({ label }) => label)).toContain('Kuipwerk');
});

test('offers no word that names nothing, though it begins a sentence', async () => {
  const text = 'Recapadora Ivaí, it is a company in Maringá. By the way, the client Viaplana cannot appear.';
  const names = await offered('system.employer', text);
  expect(names).toContain('Recapadora Ivaí');
  expect(names).not.toContain('By');
});

test('offers a name with and without the "yeah" in front of it', async () => {
  expect(await offered('role.addressee', 'yeah Ines Lane')).toEqual(['Ines Lane', 'yeah Ines Lane']);
});
