/** Written candidates go through the same interview in Telegram as in the terminal. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Case, loadCases } from '../../../bench/case.ts';
import type { LineIn } from '../../../bench/lines.ts';
import { FILE_COMES, LETTER_COMES } from '../../../src/prompts/telegram.ts';
import type { Person } from '../../fakes/telegram/people.ts';
import { interviewing } from './interviewing.ts';
import { scriptOf, spoken } from './script.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** All that there are beside the project; on their own, the few that it brings. */
const BESIDE = join(ROOT, '..', 'shared', 'cases');
const cases = await loadCases(existsSync(BESIDE) ? BESIDE : join(ROOT, 'test', 'fixtures', 'cases'));

describe('a candidate gets the same questions, brief and letter in Telegram', () => {
  test.for(cases.map((played) => ({ played, title: played.id })))('$title', async ({ played }) => play(played));
});

async function play(played: Case): Promise<void> {
  const script = await scriptOf(played);
  await using telegram = await interviewing();
  const { fake, store, faults } = telegram;
  const person = fake.person(5_000_000_001);
  /** The platform's id of each text, by the id that the terminal was told. */
  const ids = new Map<string, string>();
  const expected: string[] = [];
  for (const { does, answers } of script.turns) {
    act(person, does, ids);
    expected.push(...spoken(answers));
    await fake.until(() => textsOf(person).length >= expected.length);
  }
  expect(textsOf(person)).toEqual(expected);
  const [letter] = person.seen.filter(({ text }) => text === script.letter);
  expect(letter).toMatchObject({ keyboard: null, edits: 1 });
  const [kept] = await store.letters('telegram:5000000001');
  expect(renamed(kept?.brief, ids)).toEqual(script.brief);
  const [file] = person.seen.flatMap(({ document }) => document ?? []);
  expect(Buffer.from(file?.bytes ?? []).toString('utf8')).toBe(`${script.letter}\n`);
  expect(faults).toEqual([]);
}

function act(person: Person, does: LineIn, ids: Map<string, string>): void {
  if (does.type === 'text') ids.set(`m${person.say(does.text)}`, does.id ?? '');
  else if (does.type === 'command') person.say(`/${does.name}`);
  else if (does.type === 'choice') {
    const message = person.seen.findLast(({ keyboard }) => keyboard !== null);
    const button = message?.keyboard?.flat().find(({ callback_data: data }) => data.startsWith(`${does.id}:`));
    person.press(button?.text ?? '', message);
  } else throw new Error(`nobody does that here: ${does.type}`);
}

/** What stands in front of them as text, without what stands there for a moment only. */
function textsOf(person: Person): string[] {
  return person.seen
    .flatMap(({ text, document }) => (document ? [] : [text ?? '']))
    .filter((text) => text !== LETTER_COMES && text !== FILE_COMES)
    .map(withoutProgress);
}

/** The line below a question that tells how far the interview is; the terminal has none. */
function withoutProgress(text: string): string {
  return text.replace(/\n\n(?:\w+ ✓ {2})+\w+ …$/, '');
}

/** The same brief with the terminal's ids in place of the platform's. */
function renamed(brief: unknown, ids: ReadonlyMap<string, string>): unknown {
  return JSON.parse(JSON.stringify(brief), (_, value: unknown) => {
    if (typeof value !== 'string') return value;
    const [id = '', ...rest] = value.split('#');
    const known = ids.get(id);
    return known === undefined ? value : [known, ...rest].join('#');
  });
}
