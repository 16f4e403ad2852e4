/** The whole program but for its database, on a fake Telegram: for tests of what a person goes through there. */
import type { Adapter } from '../../../src/adapters/adapter.ts';
import { createInterviewer, type Interviewer } from '../../../src/interviewer.ts';
import { plainWriter } from '../../../src/letter/plain.ts';
import type { Writer } from '../../../src/letter/writer.ts';
import { plainReader } from '../../../src/reader/plain.ts';
import { MemoryStore } from '../../fakes/memory-store.ts';
import type { FakeTelegram } from '../../fakes/telegram/bot-api.ts';
import type { Person } from '../../fakes/telegram/people.ts';
import { anotherOn, type OpenOptions, open } from './open.ts';
import { TODAY } from './script.ts';

export interface Interviewing extends AsyncDisposable {
  readonly fake: FakeTelegram;
  readonly store: MemoryStore;
  readonly adapter: Adapter;
  readonly interviewer: Interviewer;
  readonly faults: unknown[];
  readonly logged: string[];
  /** Another process over the same store and bot: what a crash leaves is what it finds. */
  again(other?: OpenOptions): Promise<{ adapter: Adapter; interviewer: Interviewer }>;
}

export interface InterviewingOptions extends OpenOptions {
  readonly writer?: Writer;
  /** Leaves the adapter unstarted. */
  readonly unstarted?: boolean;
}

export async function interviewing({
  writer = plainWriter,
  unstarted,
  ...options
}: InterviewingOptions = {}): Promise<Interviewing> {
  const opened = await open(options);
  const { fake, faults } = opened;
  const store = new MemoryStore();
  const others: Adapter[] = [];
  const over = (adapter: Adapter) =>
    createInterviewer({
      store,
      reader: plainReader,
      writer,
      adapterFor: () => adapter,
      now: () => TODAY,
      onFault: (error) => faults.push(error),
    });
  const interviewer = over(opened.adapter);
  if (!unstarted) await opened.adapter.start(interviewer.receive);
  return {
    ...opened,
    store,
    interviewer,
    async again(other = {}) {
      const adapter = anotherOn(fake, { ...options, ...other });
      others.push(adapter);
      const next = over(adapter);
      await adapter.start(next.receive);
      await next.resume();
      return { adapter, interviewer: next };
    },
    async [Symbol.asyncDispose]() {
      for (const adapter of others) await adapter.stop();
      await opened[Symbol.asyncDispose]();
    },
  };
}

/** The texts that stand in front of a person, oldest first. */
export const shownTo = (person: Person): string[] => person.seen.map(({ text, caption }) => text ?? caption ?? '');

/** Settles when the newest text is one like this. */
export function answered(fake: FakeTelegram, person: Person, like: RegExp): Promise<true> {
  return fake.until(() => like.test(shownTo(person).at(-1) ?? ''));
}

/** Answers up to the question on the system, which is the second one. */
export async function begun(fake: FakeTelegram, id = 42): Promise<Person> {
  const person = fake.person(id);
  person.say('/start');
  await answered(fake, person, /Which role/);
  person.say('Backend Engineer at Quillnote');
  await answered(fake, person, /Which one system/);
  return person;
}

const ANSWERS = [
  ['I rebuilt the payout service at Brightwell, in Kotlin.', /How much does it carry/],
  ['from 300 to 4,500 jobs per minute', /how long does one/],
  ['p99 went from 1.8 s to 210 ms', /goes wrong/],
  ['we never lost a payout', /the contract/],
  [
    'The bank could not change its files, so I put the version into a header. No import failed since.',
    /Why this company/,
  ],
  [
    'Their blog says that every alert links to a runbook, and I think that is right because ours never did.',
    /before this system/,
  ],
  ['Before that, three years at a hospital.', /How should the letter end/],
  ['I can share my design notes.', /how do you sign/],
  ['Nadia Ferro, nadia@example.com, Turin', /If this is right, I write the letter/],
] as const;

/** The whole interview up to the brief that is shown for confirmation. */
export async function reviewed(fake: FakeTelegram, id = 42): Promise<Person> {
  const person = await begun(fake, id);
  for (const [text, next] of ANSWERS) {
    person.say(text);
    await answered(fake, person, next);
  }
  return person;
}
