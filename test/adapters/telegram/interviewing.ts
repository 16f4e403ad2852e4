/** An interview on a fake Telegram: the adapter with a `Survey`, and the steps of a person. */
import type { Adapter } from '../../../src/adapters/contract.ts';
import type { FakeTelegram } from '../../fakes/telegram/bot-api.ts';
import type { Person } from '../../fakes/telegram/people.ts';
import { QUESTIONS, REVIEW, Survey, SurveyMemory, type SurveyOptions } from '../survey.ts';
import { anotherOn, type OpenOptions, open } from './open.ts';

export interface Interviewing extends AsyncDisposable {
  readonly fake: FakeTelegram;
  readonly memory: SurveyMemory;
  readonly adapter: Adapter;
  readonly survey: Survey;
  readonly faults: unknown[];
  readonly logged: string[];
  /** Starts another process with the same memory and bot, as after a crash. */
  again(other?: OpenOptions): Promise<{ adapter: Adapter; survey: Survey }>;
}

export interface InterviewingOptions extends OpenOptions, Pick<SurveyOptions, 'write'> {
  /** Leaves the adapter unstarted. */
  readonly unstarted?: boolean;
}

export async function interviewing({ write, unstarted, ...options }: InterviewingOptions = {}): Promise<Interviewing> {
  const opened = await open(options);
  const { fake } = opened;
  const memory = new SurveyMemory();
  const others: Adapter[] = [];
  const over = (adapter: Adapter) => new Survey({ memory, adapter, ...(write && { write }) });
  const survey = over(opened.adapter);
  if (!unstarted) await opened.adapter.start(survey.receive);
  return {
    ...opened,
    memory,
    survey,
    async again(other = {}) {
      const adapter = anotherOn(fake, { ...options, ...other });
      others.push(adapter);
      const next = over(adapter);
      await adapter.start(next.receive);
      await next.resume();
      return { adapter, survey: next };
    },
    async [Symbol.asyncDispose]() {
      for (const adapter of others) await adapter.stop();
      await opened[Symbol.asyncDispose]();
    },
  };
}

/** The texts that a person sees, oldest first. */
export const shownTo = (person: Person): string[] => person.seen.map(({ text, caption }) => text ?? caption ?? '');

/** Resolves when the newest text ends with this one: a question comes after what was noted. */
export function answered(fake: FakeTelegram, person: Person, end: string): Promise<true> {
  return fake.until(() => shownTo(person).at(-1)?.endsWith(end) ?? false);
}

const [ROLE, SYSTEM, ...REST] = QUESTIONS;

/** Answers the first question. The second one, about the system, is then open. */
export async function begun(fake: FakeTelegram, id = 42): Promise<Person> {
  const person = fake.person(id);
  person.say('/start');
  await answered(fake, person, ROLE.text);
  person.say('Backend Engineer at Quillnote');
  await answered(fake, person, SYSTEM.text);
  return person;
}

/** Answers every question up to the review. */
export async function reviewed(fake: FakeTelegram, id = 42): Promise<Person> {
  const person = await begun(fake, id);
  for (const next of [...REST.map(({ text }) => text), REVIEW]) {
    person.say(`an answer before: ${next}`);
    await answered(fake, person, next);
  }
  return person;
}

/** An interview whose first question is answered. */
export async function interviewBegun(options: InterviewingOptions = {}) {
  const telegram = await interviewing(options);
  return { ...telegram, person: await begun(telegram.fake) };
}
