/**
 * Reminders that people requested, and a summary for a person who returns after a day. One timer waits for the next
 * reminder. Each reminder is a turn, so that only one process commits it and a crash leaves it in the outbox. It
 * doesn't count as a message of the person.
 */
import type { Outbound } from '../adapters/contract.ts';
import type { PlaceQueue } from '../adapters/place-queue.ts';
import { redact } from '../letter/redact.ts';
import type { Interview } from '../machine/interview.ts';
import { openStep } from '../machine/next-question.ts';
import { deserialize } from '../machine/saved.ts';
import { orderOf, topicOf } from '../machine/slots.ts';
import { type InterviewStatus, reminderText, welcomeBack } from '../prompts/remarks.ts';
import type { Reminder, Turn } from '../store/store.ts';
import { type Action, commandsIn } from './action.ts';
import type { Delivery } from './deliver.ts';
import { DAY_MS, platformsHere, type TurnDependencies } from './dependencies.ts';

interface ReminderParts extends Pick<TurnDependencies, 'store' | 'adapterFor' | 'now' | 'onFault'> {
  readonly queue: PlaceQueue;
  readonly deliver: Delivery['deliver'];
  /** Returns the current question. */
  standsIn(state: Interview): readonly Outbound[];
}

/** Whether the person is back. An action without effect isn't contact: they may be deleting old messages. */
const isContact = (action: Action) => action.kind !== 'nothing';

/** What a turn stores about the person's contact: its time, and a requested reminder, which replaces an earlier one. */
export function contactIn(action: Action, now: Date): Pick<Turn, 'seenAt' | 'remindAt'> {
  if (!isContact(action)) return {};
  const asked = commandsIn(action).find((command) => command.type === 'remind');
  return { seenAt: now, remindAt: asked ? new Date(now.getTime() + asked.days * DAY_MS) : null };
}

/** Maximum milliseconds between polls: other processes set reminders too, and timers stop while a machine sleeps. */
const LONGEST_MS = 3_600_000;
/** Milliseconds until the next poll after a failure, or if reminders were due. */
const AGAIN_MS = 2_000;

export function createReminders(parts: ReminderParts) {
  const { store, queue, now } = parts;
  let timer: NodeJS.Timeout | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;
  let looking: Promise<void> = Promise.resolve();
  let isStopped = false;

  function wake(at: number): void {
    if (isStopped || at >= wakesAt) return;
    clearTimeout(timer);
    wakesAt = at;
    timer = setTimeout(() => void looks(), Math.max(0, at - now().getTime())).unref();
  }

  function looks(): Promise<void> {
    wakesAt = Number.POSITIVE_INFINITY;
    clearTimeout(timer);
    looking = look().catch((error: unknown) => {
      parts.onFault(error);
      wake(now().getTime() + AGAIN_MS);
    });
    return looking;
  }

  async function look(): Promise<void> {
    if (isStopped) return;
    const all = await store.reminders(platformsHere(parts));
    const today = now().getTime();
    const due = all.filter(({ at }) => at.getTime() <= today);
    wake(today + (due.length > 0 ? AGAIN_MS : LONGEST_MS));
    const next = all.find((one) => !due.includes(one));
    if (next) wake(next.at.getTime());
    await Promise.all(due.map((one) => queue.run(one.place, () => remind(one))));
  }

  /** Does nothing if the person has written since, or another process was first. */
  async function remind({ place, at }: Reminder): Promise<void> {
    const id = `remind:${at.toISOString()}`;
    const { kept, remindAt, held } = await store.before(place, id);
    // Held texts are about to be read.
    if (!kept || remindAt?.getTime() !== at.getTime() || held.length > 0) return;
    const state = deserialize(kept.saved);
    const said: readonly Outbound[] = state
      ? [
          { kind: 'say', text: reminderText(whereaboutsOf(state), state.context.sheet.language) },
          ...parts.standsIn(state),
        ]
      : [];
    const turn = {
      place,
      event: { id, isText: false },
      expected: kept.version,
      saved: kept.saved,
      remindAt: null,
      out: said,
    };
    if ((await store.commit(turn)) === 'committed') await parts.deliver(place);
  }

  return {
    /** Call it after this process has set a reminder. */
    set: (at: Date) => wake(at.getTime()),
    /** Sends due reminders, now and from now on. */
    resume: looks,
    async stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/**
 * Returns a line that sums up the interview for a person who was away for a day, to send before the answer.
 * @param seenAt time of their last message; null for none
 */
export function welcomeBackMessage(state: Interview, action: Action, seenAt: Date | null, now: Date): Outbound[] {
  const isOver = action.kind === 'event' && action.event.type === 'restart';
  const isAway = seenAt !== null && now.getTime() - seenAt.getTime() >= DAY_MS;
  if (state.value === 'new' || !isContact(action) || isOver || !isAway) return [];
  return [{ kind: 'say', text: welcomeBack(whereaboutsOf(state), state.context.sheet.language) }];
}

function whereaboutsOf({ value, context }: Interview): InterviewStatus {
  const { values, figures, hidden } = context.sheet;
  const company = values['role.company'];
  const slots = [...Object.keys(values), ...figures.map(({ topic }) => `${topic}.now`)];
  return {
    company: company ? redact(company.text, hidden) || null : null,
    told: slots.toSorted((one, other) => orderOf(one) - orderOf(other)).map(topicOf),
    next: openStep(context)?.topic ?? null,
    letter: value === 'letter' ? 'written' : value === 'writing' ? 'being written' : 'open',
  };
}
