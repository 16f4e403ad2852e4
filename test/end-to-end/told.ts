/** Saved interviews to start a test from. */
import { ContextSchema } from '../../src/machine/context.ts';
import type { Language } from '../../src/machine/language.ts';
import type { Saved } from '../../src/machine/saved.ts';
import { ANSWERS, conversation, interviewAt } from '../turn/conversation.ts';

const SECOND: Readonly<Record<string, string>> = {
  'system.employer': 'Quillbank',
  'system.what': 'moved the ledger to an append-only table in Kotlin',
  'reliability.now': 'wrong balances: 40 -> 0 per month',
};

/** @param until the slot that is asked next, or the review */
export async function told(until = 'review', answers = ANSWERS): Promise<Saved> {
  return kept(conversation(), until, answers);
}

async function kept(talk: ReturnType<typeof conversation>, until = 'review', answers = ANSWERS): Promise<Saved> {
  await talk.answer(answers, until);
  const { saved } = (await talk.store.load('terminal:test')) ?? {};
  if (!saved) throw new Error('nothing was kept');
  return saved;
}

/** An interview with everything except the role. */
export function toldWithoutRole(): Promise<Saved> {
  return toldWithout(['role']);
}

/** An interview with everything except these topics, at the first of them. */
export async function toldWithout(topics: readonly string[], language: Language = 'en'): Promise<Saved> {
  const saved = inLanguage(await told(), language);
  const context = ContextSchema.parse(saved.context);
  const isOther = (id: string) => !topics.some((topic) => id.startsWith(topic));
  const values = Object.fromEntries(Object.entries(context.sheet.values).filter(([slot]) => isOther(slot)));
  const sheet = { ...context.sheet, values, declined: context.sheet.declined.filter(isOther) };
  return { ...saved, value: topics[0] ?? 'review', context: { ...context, sheet, done: context.done.filter(isOther) } };
}

/** The same interview in another language. */
export function inLanguage(saved: Saved, language: Language): Saved {
  const context = ContextSchema.parse(saved.context);
  return { ...saved, context: { ...context, sheet: { ...context.sheet, language } } };
}

/** An interview with two systems. The letter is about the second one. */
export async function toldTwo(): Promise<Saved> {
  const talk = await interviewAt();
  await talk.command('stories');
  await talk.choose('new-story');
  return kept(talk, 'review', SECOND);
}
