import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { interview } from '../../bench/candidate.ts';
import type { Case } from '../../bench/case.ts';
import { type Answer, type LineIn, LineOutSchema } from '../../bench/lines.ts';
import type { PersonName } from '../../bench/person.ts';
import { type Program, startProgram } from '../../bench/protocol.ts';
import { LATENCY, makeCase } from './fixtures/cases.ts';

let program: Program;
beforeAll(async () => {
  program = await startProgram({ script: join(import.meta.dirname, 'fixtures', 'stand-in.ts'), silenceMs: 1_000 });
});
afterAll(() => program.kill());

/** Plays against scripted turns. @returns also `said`: the texts of the person, and `[id]` for a button */
async function against(turns: object[][], played: Case, person?: PersonName) {
  const said: string[] = [];
  const waiting = turns.map((lines) =>
    lines.map((line) => LineOutSchema.parse({ place: 'terminal:scripted', text: '?', ...line })),
  );
  const turn = async (line: LineIn): Promise<Answer[]> => {
    said.push(line.type === 'text' ? line.text : line.type === 'choice' ? `[${line.id}]` : `/${line.type}`);
    return (waiting.shift() ?? []).filter((each) => each.type !== 'ready');
  };
  const held = await interview({ turn }, played, person);
  return { ...held, said: said.slice(1) };
}

const choices = (...ids: string[]) => ids.map((id) => ({ id, label: id }));
const slot = (name: string, ...more: object[]) => ({
  type: 'ask',
  kind: 'slot',
  topic: name.split('.')[0],
  slot: name,
  choices: [...choices('skip', 'fix'), ...more],
});
const ask = (kind: string, rest: object = {}) => ({ type: 'ask', kind, ...rest });
const END = [ask('letter')];

test('the careful person plays an interview from start to letter', async () => {
  const played = await interview(program, makeCase('plain', {}, { figures: [LATENCY] }));
  expect(played.failure).toBeNull();
  expect(played.transcript[0]).toEqual({
    type: 'command',
    name: 'start',
    rest: '',
    event: 'plain-careful-1',
    place: 'terminal:plain-careful',
  });
  expect([...played.events.values()].slice(1, -1)).toEqual([
    'Backend Engineer, Plinth',
    'rebuilt the payout service',
    '210 ms at p99',
    '1800 ms at p99',
    'The bank could not change its files. I put the version into a header. No import failed since.',
    'Skip',
    'Nadia Ferro',
  ]);
  expect(played).toMatchObject({ typed: 6, taps: 2, fixes: [] });
  expect(played.firstNotes).toEqual([
    { slot: 'latency.now', isRight: true },
    { slot: 'latency.before', isRight: true },
  ]);
});

test('the talkative person tells everything at the first question on a topic', async () => {
  const answers = { latency: ['p99 went from 1800 ms', 'to 210 ms'] };
  const played = await interview(program, makeCase('much', { answers }), 'talkative');
  expect([...played.events.values()].slice(1, 5)).toEqual([
    'my role',
    'my system',
    'p99 went from 1800 ms\nto 210 ms',
    '1800 ms at p99',
  ]);
});

test('an opening is the first line, and the job post question is then skipped', async () => {
  const opening = 'Plinth is hiring. You bring patience.';
  const turns = [[ask('job-post', { choices: choices('yes', 'no') })], [slot('job-post')], END];
  const { said, events, typed } = await against(turns, makeCase('ad', { opening }));
  expect([...events.values()][0]).toBe(opening);
  expect(said).toEqual(['[yes]', '[skip]']);
  expect(typed, 'an opening answers nothing').toBe(0);
});

test('slots without a value are skipped, by text if there is no button', async () => {
  const turns = [[slot('latency.measure')], [slot('role.team')], [ask('slot', { slot: 'closing' })], END];
  expect((await against(turns, makeCase('skip'))).said).toEqual(['[skip]', '[skip]', 'skip']);
});

test('further figures are told one by one, and never fixed', async () => {
  const wrong = { type: 'noted', slot: 'latency.more', figure: { topic: 'latency', after: { value: 3, unit: 's' } } };
  const played = makeCase('more', { slots: { more: { latency: ['p50 80 ms', 'max 2 s'] } } });
  const order = ask('order', {
    topic: 'latency',
    choices: [
      ...choices('none'),
      { id: 'a', label: 'a', figure: { topic: 'latency', after: { value: 80, unit: 'ms' } } },
    ],
  });
  const more = slot('latency.more');
  const { said, fixes } = await against([[more], [order], [wrong, more], [more], END], played);
  expect(said).toEqual(['p50 80 ms', '[a]', 'max 2 s', '[skip]']);
  expect(fixes).toEqual([]);
});

test('a wrongly noted figure is fixed at once, in the slot of its wrong side', async () => {
  const noted = (before: number) => ({
    type: 'noted',
    slot: 'latency.now',
    figure: { topic: 'latency', before: { value: before, unit: 'ms' }, after: { value: 210, unit: 'ms' } },
  });
  const which = ask('which', {
    choices: [
      { id: '1', label: '1', slot: 'latency.now' },
      { id: '2', label: '2', slot: 'latency.before' },
    ],
  });
  const turns = [
    [slot('latency.now')],
    [noted(18), slot('background')],
    [which],
    [slot('latency.before')],
    [noted(1800), slot('background')],
    END,
  ];
  const { said, fixes, firstNotes } = await against(turns, makeCase('fix', {}, { figures: [LATENCY] }));
  expect(said).toEqual(['210 ms at p99', '[fix]', '[2]', '1800 ms at p99', '[skip]']);
  expect(fixes).toEqual(['latency.before']);
  expect(firstNotes).toEqual([{ slot: 'latency.now', isRight: false }]);
});

test('the same slot is fixed at most three times', async () => {
  const noted = { type: 'noted', slot: 'contact.name', text: 'Nadja' };
  const again = [ask('which', { choices: [{ id: 'c', label: '', slot: 'contact.name' }] })];
  const turns: object[][] = [[slot('contact.name')], [noted, slot('background')]];
  for (let time = 0; time < 3; time += 1) turns.push(again, [slot('contact.name')], [noted, slot('background')]);
  const { said, fixes } = await against([...turns, END], makeCase('thrice'));
  expect(fixes).toHaveLength(3);
  expect(said.slice(-3)).toEqual(['[c]', 'Nadia Ferro', '[skip]']);
});

test('a noted text that differs in more than case, white space and a final full stop is fixed', async () => {
  const noted = (text: string) => ({ type: 'noted', slot: 'system.what', text });
  const same = [[noted(' Rebuilt the payout service. '), slot('background')], END];
  expect((await against(same, makeCase('same'))).said).toEqual(['[skip]']);
  const other = [[noted('rebuilt the service'), slot('background')], END];
  expect((await against(other, makeCase('other'))).said).toEqual(['[fix]']);
});

test('a question that reads a figure back is answered with yes, swap, or no and then the value', async () => {
  const confirm = (before: number, after: number) =>
    ask('confirm', {
      topic: 'latency',
      slot: 'latency.now',
      figure: { topic: 'latency', before: { value: before, unit: 'ms' }, after: { value: after, unit: 'ms' } },
      choices: choices('yes', 'no', 'swap'),
    });
  const played = makeCase('back', {}, { figures: [LATENCY] });
  const turns = [[confirm(1800, 210)], [confirm(210, 1800)], [confirm(1800, 21)], [slot('latency.now')], END];
  expect((await against(turns, played, 'talkative')).said).toEqual(['[yes]', '[swap]', '[no]', '210 ms at p99']);
  const which = ask('which', {
    choices: ['now', 'before'].map((side) => ({ id: side, label: side, slot: `latency.${side}` })),
  });
  const listed = [[confirm(18, 210)], [which], [slot('latency.before')], END];
  expect((await against(listed, played)).said).toEqual(['[no]', '[before]', '1800 ms at p99']);
});

test('the person picks the figure or value of the case, or none', async () => {
  const figure = (id: string, before: number | null, after: number | null) => ({
    id,
    label: id,
    figure: {
      topic: 'latency',
      ...(before !== null && { before: { value: before, unit: 'ms' } }),
      ...(after !== null && { after: { value: after, unit: 'ms' } }),
    },
  });
  const order = (...all: object[]) => ask('order', { topic: 'latency', choices: [...all, ...choices('none')] });
  const values = [
    { id: '1', label: '1', value: 'Plint' },
    { id: '2', label: '2', value: 'plinth' },
  ];
  const turns = [
    [order(figure('only', null, 210), figure('swapped', 210, 1800), figure('both', 1800, 210))],
    [order(figure('swapped', 210, 1800))],
    [ask('conflict', { topic: 'role', slot: 'role.company', choices: values })],
    END,
  ];
  expect((await against(turns, makeCase('pick', {}, { figures: [LATENCY] }))).said).toEqual([
    '[both]',
    '[none]',
    '[2]',
  ]);
});

test('a talkative person presses a button with what was told, or types it', async () => {
  const answers = {
    contract: ['The bank could not change its files, so I put the version into a header. No import failed since.'],
  };
  const value = { id: 'p1', label: 'p1', value: 'The bank could not change its files, so I put the version' };
  const turns = [
    [slot('contract.constraint+contract.decision+contract.result')],
    [slot('contract.constraint', value)],
    [slot('contract.decision', ...choices('said'))],
    [slot('contract.result')],
    [slot('background')],
    END,
  ];
  const { said } = await against(turns, makeCase('told', { answers }), 'talkative');
  expect(said).toEqual([answers.contract[0], '[p1]', '[said]', 'No import failed since', 'my background']);
});

test('the person hides the confidential values one by one, then says no', async () => {
  const confidential = [
    { hide: 'Pellucid', say: 'a streaming service' },
    { hide: '4 million', say: null },
  ];
  const value = ask('confidential', {
    slot: 'confidential.value',
    choices: [...choices('no'), { id: 'h1', label: 'Pellucid', value: 'Pellucid' }],
  });
  const say = ask('confidential', { slot: 'confidential.say', choices: choices('skip') });
  const turns = [[value], [say], [value], [say], [value], END];
  const { said } = await against(turns, makeCase('nda', { slots: { confidential } }));
  expect(said).toEqual(['[h1]', 'a streaming service', '4 million', '[skip]', '[no]']);
});

test('an interjection is said once, after the first answer on its topic', async () => {
  const interjections = [{ after: 'system' as const, say: 'by the way, I am Ida' }];
  const turns = [[slot('system.what')], [slot('background')], [slot('background')], END];
  const { said, unsaid, typed } = await against(turns, makeCase('interjection', { interjections }));
  expect(said).toEqual(['rebuilt the payout service', 'by the way, I am Ida', '[skip]']);
  expect(unsaid).toEqual([]);
  expect(typed, 'an interjection answers nothing').toBe(1);
});

test('a wrong line of the review is fixed, and then the letter is written', async () => {
  const review = ask('review', {
    lines: [
      { slot: 'contact.name', text: 'Nadia Ferro' },
      { slot: 'background', text: 'Ten years at sea.' },
    ],
    choices: choices('write', 'fix'),
  });
  const which = ask('which', { choices: [{ id: 'b', label: 'b', slot: 'background' }] });
  const turns = [
    [review],
    [which],
    [slot('background')],
    [ask('review', { lines: [], choices: choices('write') })],
    END,
  ];
  const { said } = await against(turns, makeCase('review'));
  expect(said).toEqual(['[fix]', '[b]', '[skip]', '[write]']);
});

test("a line that repeats the person's own text isn't fixed, even if it must not be in the letter", async () => {
  const lines = [{ slot: 'system.what', text: 'Rebuilt the payout service.' }];
  const turns = [
    [slot('system.what')],
    [ask('review', { lines, choices: choices('write', 'fix') })],
    [ask('which', { choices: choices('system') })],
    END,
  ];
  const { said } = await against(turns, makeCase('absent', {}, { absent: ['payout'] }));
  expect(said).toEqual(['rebuilt the payout service', '[write]', '[system]']);
});

test('a title before the name is no mistake, a missing surname is', async () => {
  const choice = [{ id: 'r', label: 'r', slot: 'role.addressee' }];
  const fixed = async (text: string) => {
    const turns = [
      [{ type: 'noted', slot: 'role.addressee', text }, ask('slot', { slot: 'background', choices: choice })],
      END,
    ];
    return (await against(turns, makeCase('title', { slots: { 'role.addressee': 'Tobias Fenwright' } }))).fixes;
  };
  expect(await fixed('Mr Tobias Fenwright')).toEqual([]);
  expect(await fixed('Tobias')).toEqual(['role.addressee']);
});

test('the person leaves an unexpected list, accepts a preview, and answers open questions', async () => {
  const turns = [
    [ask('which', { choices: choices('1', 'back') })],
    [ask('which', { choices: choices('1', 'back', 'none') })],
    [ask('which', { choices: choices('1', '2') })],
    [ask('preview', { choices: choices('yes') })],
    [ask('open', { topic: 'role' })],
    [ask('open', { topic: 'role' })],
    END,
  ];
  const { said, failure } = await against(turns, makeCase('odd', { answers: { role: ['one', 'two'] } }));
  expect(said).toEqual(['[back]', '[none]', '[1]', '[yes]', 'one', 'two']);
  expect(failure).toBe('asked about a letter that never came');
});

test('the interview fails after sixty lines, without a question, or without output', async () => {
  const forever = Array.from({ length: 70 }, () => [slot('background')]);
  expect((await against(forever, makeCase('long'))).failure).toBe(
    'no letter after 60 lines; asked last: slot background',
  );
  const mute = await interview(program, makeCase('mute', { slots: { 'system.what': '!mute' } }));
  expect(mute.failure).toBe('neither a question nor a letter, twice in a row');
  const hung = await interview(program, makeCase('hang', { slots: { 'system.what': '!hang' } }));
  expect(hung.failure).toMatch(/no output in terminal:hang-careful/);
});
